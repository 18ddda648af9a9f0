//! The figures as text and as JSON.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{Result, Write};
use zhengwen_fit::faults::Faults;
use zhengwen_fit::harm::Harm;
use zhengwen_fit::{Comparison, Figures, Named, percent};

/// Figures in total and by group.
pub(crate) struct Report {
    total: Figures,
    groups: BTreeMap<String, Figures>,
}

impl Report {
    /// Sums up; a page for which `group` gives none counts in the total only.
    pub(crate) fn new(
        pages: &[Named],
        found: &[Comparison],
        group: impl Fn(&Named) -> Option<String>,
    ) -> Report {
        let mut report = Report {
            total: Figures::default(),
            groups: BTreeMap::new(),
        };
        for (named, found) in pages.iter().zip(found) {
            report.total.add(&found.figures);
            if let Some(group) = group(named) {
                report.groups.entry(group).or_default().add(&found.figures);
            }
        }
        report
    }

    /// A line a group, then the total.
    pub(crate) fn write(&self, out: &mut impl Write) -> Result<()> {
        if !self.groups.is_empty() {
            writeln!(
                out,
                "{:<12} {:>5} {:>6} {:>6} {:>7} {:>6} {:>6} {:>6} {:>6} {:>6} {:>8} {:>5}",
                "",
                "pages",
                "exact",
                "typed",
                "lost",
                "gone",
                "left",
                "F1",
                "kinds",
                "titles",
                "cut off",
                "false"
            )?;
        }
        for (name, figures) in &self.groups {
            writeln!(
                out,
                "{name:<12} {:>5} {:>6.1} {:>6.1} {:>7.1} {:>6.1} {:>6.1} {:>6.1} {:>6.1} {:>6.1} {:>8} {:>5}",
                figures.pages,
                percent(figures.exact, figures.pages),
                percent(figures.typed, figures.pages),
                figures.lost_in_ten_thousand(),
                percent(figures.items_gone, figures.items),
                percent(figures.left, figures.chrome),
                figures.breaks().2,
                percent(figures.kinds_right, figures.kinds),
                percent(figures.titles, figures.pages),
                format!("{}/{}", figures.truncated_found, figures.truncated),
                figures.truncated_false,
            )?;
        }
        writeln!(out, "{}", self.total)
    }

    /// Everything.
    pub(crate) fn json(&self, pages: &[Named], found: &[Comparison]) -> Value {
        let page = |(named, found): (&Named, &Comparison)| {
            let texts = Texts::new(found);
            json!({
                "name": named.id,
                "site": named.page.site,
                "figures": found.figures,
                "lost": texts.lost,
                "left": texts.left,
                "missed": texts.missed,
                "invented": texts.invented,
                "kinds": texts.kinds,
                "title": found.titles.0,
                "title_read": found.titles.1,
                "truncated": found.truncated.0,
                "truncated_read": found.truncated.1,
            })
        };
        let pages: Vec<Value> = pages.iter().zip(found).map(page).collect();
        json!({ "total": self.total, "groups": self.groups, "pages": pages })
    }
}

/// The faults of a page in words.
struct Texts {
    lost: Vec<String>,
    left: Vec<String>,
    missed: Vec<String>,
    invented: Vec<String>,
    kinds: Vec<(&'static str, &'static str, String)>,
}

impl Texts {
    fn new(found: &Comparison) -> Texts {
        let text = |chars: &[char]| chars.iter().collect::<String>();
        let speech = &found.truth.chars;
        let around = |&at: &usize| {
            let (before, behind) = (at.saturating_sub(8), (at + 8).min(speech.len()));
            format!(
                "{}¶{}",
                text(&speech[before..at]),
                text(&speech[at..behind])
            )
        };
        Texts {
            lost: found
                .lost
                .iter()
                .map(|range| text(&speech[range.clone()]))
                .collect(),
            left: found
                .left
                .iter()
                .map(|(_, range)| text(&found.read.chars[range.clone()]))
                .collect(),
            missed: found.missed.iter().map(around).collect(),
            invented: found.invented.iter().map(around).collect(),
            kinds: found
                .wrong_kinds
                .iter()
                .map(|wrong| {
                    let end = (wrong.begin + 16).min(speech.len());
                    (
                        wrong.truth.as_str(),
                        wrong.read.as_str(),
                        text(&speech[wrong.begin..end]),
                    )
                })
                .collect(),
        }
    }
}

/// What went wrong, page by page.
pub(crate) fn verbose(out: &mut impl Write, pages: &[Named], found: &[Comparison]) -> Result<()> {
    for (named, found) in pages.iter().zip(found) {
        let truth = match found.truncated.0 {
            Some(true) => "yes",
            Some(false) => "no",
            None => "?",
        };
        writeln!(
            out,
            "== {} exact={} truncated={} (truth {truth})",
            named.id,
            found.figures.exact == 1,
            found.truncated.1
        )?;
        let texts = Texts::new(found);
        let lists = [
            ("lost", &texts.lost),
            ("chrome left", &texts.left),
            ("break missed", &texts.missed),
            ("break invented", &texts.invented),
        ];
        for (name, list) in lists {
            for text in list {
                let text: String = text.chars().take(110).collect();
                writeln!(out, "   {name}: {text}")?;
            }
        }
        for (truth, read, text) in &texts.kinds {
            writeln!(out, "   kind: {truth} read as {read}: {text}")?;
        }
    }
    Ok(())
}

/// How often each kind of fault occurs, on how many pages, and one of them.
pub(crate) fn faults(out: &mut impl Write, pages: &[Named], found: &[Comparison]) -> Result<()> {
    let mut faults = Faults::default();
    for (named, found) in pages.iter().zip(found) {
        faults.add(&named.id, &named.page, found);
    }
    writeln!(
        out,
        "{:>6} {:>5}  {:<55} one of them",
        "times", "pages", "fault"
    )?;
    for (name, fault) in faults.ranked() {
        let page = fault.pages.first().map_or("", String::as_str);
        writeln!(
            out,
            "{:>6} {:>5}  {name:<55} {page}",
            fault.count,
            fault.pages.len()
        )?;
    }
    Ok(())
}

/// A character on a line: line ends as a sign, what cannot be seen as its number.
fn visible(c: char) -> String {
    match c {
        '\n' => "⏎".to_owned(),
        '\u{e000}'..='\u{f8ff}' | '\u{200b}'..='\u{200f}' => c.escape_unicode().to_string(),
        c if c.is_control() => c.escape_default().to_string(),
        c => c.to_string(),
    }
}

/// Every loss, or a sample of them, with what stood around it; then the sums.
pub(crate) fn harm(out: &mut impl Write, harm: &Harm, sample: Option<usize>) -> Result<()> {
    let groups = harm.groups();
    let step = groups
        .len()
        .div_ceil(sample.unwrap_or(usize::MAX).max(1))
        .max(1);
    let mut heading = ("", "");
    for group in groups.iter().step_by(step) {
        let loss = group.loss;
        if heading != (loss.reason, loss.rule.as_str()) {
            heading = (loss.reason, loss.rule.as_str());
            writeln!(out, "== {} ({})", loss.reason, loss.rule)?;
        }
        let line = |text: &str| -> String { text.chars().map(visible).collect() };
        let file = loss.document.display();
        writeln!(
            out,
            "{:>5} × {:<4} {}[-{}-]{}   {file}",
            group.times,
            loss.characters,
            line(&loss.before),
            line(&loss.text),
            line(&loss.behind)
        )?;
    }
    writeln!(out)?;
    for ((reason, rule), (times, characters)) in harm.rules() {
        writeln!(
            out,
            "{reason:<16} {rule:<36} {times:>7} times {characters:>9} characters"
        )?;
    }
    let lost: usize = harm.losses.iter().map(|loss| loss.characters).sum();
    writeln!(
        out,
        "documents {}, harmed {}, undecodable {}, flagged as cut off {}; characters {}, lost {lost} ({:.2} in 10,000); \
         losses {}; lines joined {}, split {}",
        harm.documents,
        harm.harmed,
        harm.undecodable,
        harm.truncated,
        harm.characters,
        100.0 * percent(lost, harm.characters.max(1)),
        harm.losses.len(),
        harm.joined,
        harm.split
    )
}
