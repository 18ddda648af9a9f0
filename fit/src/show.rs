//! One page with its faults marked in it.

use crate::fold::Folded;
use crate::page::{Page, tag};
use crate::score::Comparison;
use anstyle::{AnsiColor, Color, Style};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What became of a byte of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Speech, and kept; or white space.
    Kept,
    /// Speech, and lost.
    Lost,
    /// Chrome, and removed.
    Gone,
    /// Chrome, and still there.
    Left,
}

impl Fate {
    /// Colour, and what stands around the text so that it can be told without colour.
    fn look(self) -> (Style, &'static str, &'static str) {
        let on = |color: AnsiColor| {
            let black = Some(Color::Ansi(AnsiColor::Black));
            Style::new()
                .bg_color(Some(Color::Ansi(color)))
                .fg_color(black)
        };
        match self {
            Fate::Kept => (Style::new(), "", ""),
            Fate::Lost => (on(AnsiColor::Red), "[-", "-]"),
            Fate::Gone => (Style::new().dimmed(), "", ""),
            Fate::Left => (on(AnsiColor::Yellow), "{+", "+}"),
        }
    }
}

/// What the marks mean.
pub const LEGEND: &str = "[-失-] speech lost   {+留+} chrome left   ¶! break missed   ‖ break invented   ‹a→b› kind a read as b";

const NOTE: Style = Style::new()
    .fg_color(Some(Color::Ansi(AnsiColor::Magenta)))
    .bold();
const GUTTER: Style = Style::new().dimmed();

/// Writes the page line by line behind the number and tag each line has in the file, with what was
/// lost, left, missed, invented and mistaken marked in it. The text holds ANSI colours.
#[must_use]
pub fn page(page: &Page, found: &Comparison) -> String {
    let (fates, mut notes) = fates(page, found);
    for &at in &found.missed {
        note(&mut notes, page, found, at, "¶!");
    }
    for &at in &found.invented {
        note(&mut notes, page, found, at, "‖");
    }
    for wrong in &found.wrong_kinds {
        let text = format!("‹{}→{}›", wrong.truth.as_str(), wrong.read.as_str());
        note(&mut notes, page, found, wrong.begin, &text);
    }
    let begins: BTreeMap<usize, &str> = page
        .blocks
        .iter()
        .filter_map(|block| Some((block.spans.first()?.start, tag(block.kind))))
        .collect();
    let mut out = String::new();
    for line in &page.lines {
        let _ = write!(out, "{GUTTER}{:>4} {:<15}{GUTTER:#} ", line.line, line.tag);
        let mut at = line.span.start;
        while at < line.span.end {
            // A block that begins within the line is set on a line of its own.
            if let Some(tag) = begins.get(&at).filter(|_| at > line.span.start) {
                let _ = write!(
                    out,
                    "\n{GUTTER}{:>4} {:<15}{GUTTER:#} ",
                    "",
                    format!("¶{tag}")
                );
            }
            write_notes(&mut out, &mut notes, at);
            let next_note = notes.range(at + 1..).next().map(|(&next, _)| next);
            let next_begin = begins.range(at + 1..).next().map(|(&next, _)| next);
            let stop = [next_note, next_begin]
                .into_iter()
                .flatten()
                .fold(line.span.end, usize::min);
            let end = (at..stop)
                .find(|&end| fates[end] != fates[at])
                .unwrap_or(stop);
            let (style, before, behind) = fates[at].look();
            let _ = write!(
                out,
                "{style}{before}{}{behind}{style:#}",
                &page.raw[at..end]
            );
            at = end;
        }
        write_notes(&mut out, &mut notes, line.span.end);
        out.push('\n');
    }
    out.push_str(&summary(found));
    out
}

fn write_notes(out: &mut String, notes: &mut BTreeMap<usize, String>, at: usize) {
    if let Some(text) = notes.remove(&at) {
        let _ = write!(out, "{NOTE}{text}{NOTE:#}");
    }
}

fn note(
    notes: &mut BTreeMap<usize, String>,
    page: &Page,
    found: &Comparison,
    at: usize,
    text: &str,
) {
    let last = page.lines.last().map_or(0, |line| line.span.end);
    let place = found.at.get(at).map_or(last, |range| range.start);
    notes.entry(place).or_default().push_str(text);
}

/// What became of every byte, and notes of what was left that is in no item of chrome.
fn fates(page: &Page, found: &Comparison) -> (Vec<Fate>, BTreeMap<usize, String>) {
    let mut fates = vec![Fate::Kept; page.raw.len()];
    let mut notes = BTreeMap::new();
    for range in &found.lost {
        for at in &found.at[range.clone()] {
            fates[at.clone()].fill(Fate::Lost);
        }
    }
    let mut is_explained = vec![false; found.left.len()];
    for (item, gone) in page.chrome.iter().zip(&found.gone) {
        fates[item.span.clone()].fill(Fate::Gone);
        let folded = Folded::new(page.chrome_text(item));
        for (explained, (_, range)) in is_explained.iter_mut().zip(&found.left) {
            let left = &found.read.chars[range.clone()];
            if *gone == Some(false) && shares(left, &folded.chars) {
                *explained = true;
                fates[item.span.clone()].fill(Fate::Left);
            } else if let Some(from) = find(&folded.chars, left) {
                *explained = true;
                for at in &folded.at[from..from + left.len()] {
                    fates[item.span.start + at.start..item.span.start + at.end].fill(Fate::Left);
                }
            }
        }
    }
    for (_, (at, range)) in is_explained
        .iter()
        .zip(&found.left)
        .filter(|(explained, _)| !**explained)
    {
        let left: String = found.read.chars[range.clone()].iter().collect();
        note(&mut notes, page, found, *at, &format!("{{+{left}+}}"));
    }
    (fates, notes)
}

/// Whether what is left holds the item, or the first half of it.
fn shares(left: &[char], item: &[char]) -> bool {
    find(left, item).is_some() || item.len() > 5 && find(left, &item[..item.len() / 2]).is_some()
}

fn find(text: &[char], part: &[char]) -> Option<usize> {
    if part.is_empty() {
        return None;
    }
    text.windows(part.len()).position(|window| window == part)
}

fn summary(found: &Comparison) -> String {
    let figures = &found.figures;
    let mut out = format!(
        "lost {} of {} characters; chrome gone {} of {}; breaks missed {}, invented {}; kinds wrong {}\n",
        figures.lost,
        figures.speech,
        figures.items_gone,
        figures.items,
        found.missed.len(),
        found.invented.len(),
        found.wrong_kinds.len()
    );
    if found.titles.0 != found.titles.1 {
        let title = |title: &Option<String>| title.clone().unwrap_or_else(|| "none".to_owned());
        let _ = writeln!(
            out,
            "title: {}\n read: {}",
            title(&found.titles.0),
            title(&found.titles.1)
        );
    }
    if let (Some(truth), read) = found.truncated
        && truth != read
    {
        let _ = writeln!(out, "truncated: {truth}, read: {read}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reading;
    use zhengwen::BlockKind;

    #[test]
    fn faults_stand_where_they_are() {
        let marked = Page::parse("T|开学讲话\n-meta|阅读：12次\nP|今天⟦noise:qq⟧开学，\n+|很好。¶P|大家努力，我也努力。\n")
            .expect("a page");
        let reading = Reading {
            blocks: vec![
                (BlockKind::Paragraph, "开学讲话".to_owned()),
                (BlockKind::Paragraph, "阅读：12次".to_owned()),
                (BlockKind::Paragraph, "今天qq开学，".to_owned()),
                (BlockKind::Paragraph, "很好。大家努力。".to_owned()),
            ],
            truncated: false,
        };
        let text = page(&marked, &crate::compare(&marked, &reading));
        let plain = anstream::adapter::strip_str(&text).to_string();
        let expected = [
            "   1 T               ‹title→paragraph›开学讲话",
            "   2 -meta           {+阅读：12次+}",
            "   3 P               今天{+qq+}开学，",
            "   4 +               ‖很好。",
            "     ¶P              ¶!大家努力[-，我也努力-]。",
        ];
        assert_eq!(plain.lines().take(5).collect::<Vec<_>>(), expected);
    }
}
