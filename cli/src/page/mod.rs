//! `--report`: what the cleaner did to a corpus, as one page that a browser shows without network
//! and without a script.
//!
//! One way over the inputs: each document gives its figures and a few examples, and of those that
//! are worth a look (those with the most loss, and a sample of all) the section is written at once
//! and kept until another is worth more. So the page and the memory are bounded whatever the size
//! of the corpus, a pipe will do, and the page says what it left out.
//!
//! The page holds text that anybody may have written. All of it is escaped in one place
//! ([`html`]), and a content security policy forbids whatever could still run or load.

mod figures;
mod html;
mod overview;
mod pictures;
mod speech;

use crate::arguments::{Arguments, Mode, usage};
use crate::engine::{Engine, Memory};
use crate::files;
use crate::inputs::Inputs;
use crate::outputs::refuse;
use crate::place::replace;
use crate::progress::Progress;
use crate::walk::{Failure, Place, Source, Walk};
use anyhow::Result;
use figures::{Figures, Totals, summaries};
use html::Html;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use zhengwen::{Document, Rule};

/// Up to so many documents are shown all.
const ALL: usize = 40;
/// Else so many with the most loss …
const WORST: usize = 20;
/// … and so many of the others.
const SAMPLE: usize = 20;
/// No further document is shown on a page that has so many bytes.
const PAGE: usize = 4 << 20;

/// What the page is made of.
#[derive(Default)]
struct Survey {
    list: Vec<Figures>,
    totals: Totals,
    /// Label and reason.
    failures: Vec<(String, String)>,
    sections: Sections,
}

/// Writes the page; false when a document failed.
pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let Some(page) = arguments.report.as_deref() else {
        return Err(usage!("--report needs a file"));
    };
    let engine = Engine::new(arguments)?;
    let inputs = match arguments.mode() {
        Mode::Documents => files::find(arguments)?,
        Mode::Records => Inputs::find_or_stdin(arguments)?,
    };
    refuse(&[page], &inputs)?;
    let progress = Progress::new(arguments, || inputs.size());
    let rules = summaries(engine.rules());
    let walk = Walk {
        arguments,
        progress: &progress,
        make: |source: Source<'_>, memory: &mut Memory| {
            let document = source.cleaned(&engine, memory)?.document()?;
            Ok((source.as_bytes().len(), document))
        },
    };
    let mut survey = Survey {
        failures: inputs.unreadable.clone(),
        ..Survey::default()
    };
    walk.run(&inputs.list, |place, found| {
        survey.enter(&place, found, &rules);
        Ok(())
    })?;
    let html = whole(&mut survey, &rules);
    replace(page, html.0.as_bytes())?;
    for (label, reason) in &survey.failures {
        progress.say(&format!("zhengwen: {label}: {reason}"));
    }
    progress.finish(&format!(
        "{}: {} documents",
        page.display(),
        survey.list.len()
    ));
    Ok(survey.failures.is_empty())
}

/// The rules by their ids.
type Rules<'r> = BTreeMap<&'r str, &'r Rule>;

fn whole(survey: &mut Survey, rules: &Rules<'_>) -> Html {
    let sections = std::mem::take(&mut survey.sections).chosen();
    let mut documents = Html::default();
    let mut shown = Vec::new();
    for Section { index, html, .. } in &sections {
        if documents.0.len() > PAGE {
            break;
        }
        documents.raw("<details class=speech");
        documents.raw(if shown.is_empty() { " open" } else { "" });
        documents.raw(html);
        shown.push(*index);
    }
    let mut ranked: Vec<&Figures> = survey.list.iter().collect();
    ranked.sort_by_key(|figures| std::cmp::Reverse(weight(figures)));
    let mut html = Html::default();
    overview::write(&mut html, survey, &ranked, &shown, rules);
    html.raw(&documents.0);
    overview::end(&mut html);
    html
}

impl Survey {
    /// Enters what one document or record came to: its bytes, and what it was cleaned to.
    fn enter(
        &mut self,
        place: &Place<'_>,
        found: Result<(usize, Box<Document>), Failure>,
        rules: &Rules<'_>,
    ) {
        let (bytes, document) = match found {
            Ok(found) => found,
            Err(failure) => {
                let reason = match failure {
                    Failure::TooLong(_) => "longer than --max-record-bytes".to_owned(),
                    Failure::Other(reason) => reason,
                };
                self.failures.push((place.label(), reason));
                return;
            }
        };
        let (figures, totals) = figures::survey(self.list.len(), &place.name(), bytes, &document);
        self.totals.add(totals);
        self.sections.offer(&figures, || {
            let mut html = Html::default();
            speech::write(&mut html, &figures, &document, rules);
            html.0
        });
        self.list.push(figures);
    }
}

/// What is worth a look first: loss, and of two with the same the earlier.
type Weight = (usize, usize, std::cmp::Reverse<usize>);

fn weight(figures: &Figures) -> Weight {
    let index = std::cmp::Reverse(figures.index);
    (figures.loss(), figures.lost, index)
}

/// The section of a document.
#[derive(Debug, Clone)]
struct Section {
    index: usize,
    weight: Weight,
    /// A number of its own, the same in every run: those with the lowest are the sample.
    lot: u64,
    html: String,
}

/// The sections that are kept, at most [`WORST`] by weight and [`ALL`] by lot.
#[derive(Debug, Default)]
struct Sections {
    /// Heaviest first.
    worst: Vec<Section>,
    /// Lowest lot first.
    sample: Vec<Section>,
}

impl Sections {
    /// Writes the section of a document if it is worth keeping.
    fn offer(&mut self, figures: &Figures, write: impl FnOnce() -> String) {
        let mut hasher = DefaultHasher::new();
        figures.index.hash(&mut hasher);
        let (weight, lot) = (weight(figures), hasher.finish());
        let heavy = self.worst.partition_point(|other| other.weight > weight);
        let low = self.sample.partition_point(|other| other.lot < lot);
        if heavy >= WORST && low >= ALL {
            return;
        }
        let section = Section {
            index: figures.index,
            weight,
            lot,
            html: write(),
        };
        if heavy < WORST {
            self.worst.insert(heavy, section.clone());
            self.worst.truncate(WORST);
        }
        if low < ALL {
            self.sample.insert(low, section);
            self.sample.truncate(ALL);
        }
    }

    /// The worst, then a sample of the others in the order of the inputs; all of a few.
    fn chosen(self) -> Vec<Section> {
        let Sections { mut worst, sample } = self;
        let is_worst = |section: &Section| worst.iter().any(|other| other.index == section.index);
        let few = sample.len() < ALL;
        let mut others: Vec<Section> = sample.into_iter().filter(|one| !is_worst(one)).collect();
        if few {
            others.sort_by_key(|one| std::cmp::Reverse(one.weight));
        } else {
            others.truncate(SAMPLE);
            others.sort_by_key(|one| one.index);
        }
        worst.append(&mut others);
        worst
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, SAMPLE, Sections, WORST, figures::survey, html::Html};

    fn chosen(count: usize) -> Vec<usize> {
        let document = zhengwen::Cleaner::new().clean("水厂今天通水。\n");
        let mut sections = Sections::default();
        for index in 0..count {
            let mut figures = survey(index, "a", 1, &document).0;
            // Later documents lose more, but for ties.
            figures.lost = index / 2;
            sections.offer(&figures, String::new);
        }
        sections
            .chosen()
            .iter()
            .map(|section| section.index)
            .collect()
    }

    #[test]
    fn the_worst_and_a_sample_are_shown() {
        let shown = chosen(500);
        assert_eq!(shown.len(), WORST + SAMPLE);
        let worst: Vec<usize> = (0..WORST).map(|n| 499 - (n ^ 1)).collect();
        assert_eq!(shown[..WORST], worst);
        let sample = &shown[WORST..];
        assert!(sample.is_sorted_by(|a, b| a < b), "{sample:?}");
        assert!(sample.iter().all(|index| !worst.contains(index)));
        assert!(sample[0] < 100, "it is of all: {sample:?}");
    }

    #[test]
    fn all_of_a_few_are_shown() {
        for count in [0, 1, WORST, ALL - 1] {
            assert_eq!(chosen(count).len(), count);
        }
    }

    #[test]
    fn text_stays_text() {
        let mut html = Html::default();
        html.text("<img src=x onerror=\"alert('1')\">&amp;\u{202e}\u{0}");
        assert_eq!(
            html.0,
            "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;U+202EU+0000"
        );
    }
}
