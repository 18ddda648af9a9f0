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

use crate::arguments::{Arguments, Field, Mode, usage};
use crate::batches::{Batch, Batches};
use crate::buffer::Buffer;
use crate::engine::{Engine, Memory, Product};
use crate::files::{self, read};
use crate::inputs::{Input, Inputs};
use crate::jsonl::Broken;
use crate::outputs::refuse;
use crate::pipeline::Pipeline;
use crate::place::replace;
use crate::progress::Progress;
use crate::record::{self, Record};
use crate::summary::Counts;
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
    let reader = Reader {
        arguments,
        engine: &engine,
        progress: &progress,
        rules: summaries(engine.rules()),
    };
    let mut survey = Survey {
        failures: inputs.unreadable.clone(),
        ..Survey::default()
    };
    match arguments.mode() {
        Mode::Documents => reader.documents(&inputs.list, &mut survey)?,
        Mode::Records => {
            for input in &inputs.list {
                reader.records(input, &mut survey)?;
            }
        }
    }
    let html = reader.page(&mut survey);
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

struct Reader<'a> {
    arguments: &'a Arguments,
    engine: &'a Engine,
    progress: &'a Progress,
    rules: BTreeMap<&'a str, &'a Rule>,
}

/// A document, its name and its bytes before it was cleaned; or its label and what is wrong.
type Found = Result<(String, usize, Box<Document>), (String, String)>;

#[derive(Default)]
struct Work {
    bytes: Buffer,
    found: Vec<Found>,
}

impl Reader<'_> {
    fn documents(&self, inputs: &[Input], survey: &mut Survey) -> Result<()> {
        let mut left = 0..inputs.len();
        Pipeline {
            jobs: self.arguments.jobs(inputs.len()),
            ordered: true,
            feed: |next: &mut Option<usize>| {
                *next = left.next();
                Ok(next.is_some())
            },
            work: |next: &Option<usize>, work: &mut Work| {
                let found = next.map(|index| self.document(&inputs[index], &mut work.bytes));
                work.found.extend(found);
            },
            deliver: |_: &Option<usize>, work: &mut Work| {
                survey.enter(&mut work.found, &self.rules);
                Ok(())
            },
        }
        .run()
    }

    fn document(&self, input: &Input, bytes: &mut Buffer) -> Found {
        let limit = self.arguments.max_record_bytes;
        read(input, self.progress, limit, bytes)
            .map_err(|error| error.to_string())
            .and_then(|()| self.clean(bytes.bytes()))
            .map(|document| (input.name(), bytes.len(), document))
            .map_err(|reason| (input.label(), reason))
    }

    fn clean(&self, bytes: &[u8]) -> Result<Box<Document>, String> {
        let (mut memory, mut counts) = (Memory::default(), Counts::default());
        cleaned(self.engine.bytes(bytes, &mut memory, &mut counts)?)
    }

    fn records(&self, input: &Input, survey: &mut Survey) -> Result<()> {
        let limit = usize::try_from(self.arguments.max_record_bytes).unwrap_or(usize::MAX);
        let label = input.label();
        let reader = match input.open(self.progress) {
            Ok(reader) => reader,
            Err(error) => {
                survey.failures.push((label, error.to_string()));
                return Ok(());
            }
        };
        let mut batches = Batches::new(reader, 0, 0, limit, !input.is_stdin());
        Pipeline {
            jobs: self.arguments.jobs(usize::MAX),
            ordered: true,
            feed: |batch: &mut Batch| Ok(batches.next(batch).map_err(Broken)?),
            work: |batch: &Batch, work: &mut Work| {
                if batch.oversized.is_some() {
                    let reason = "longer than --max-record-bytes".to_owned();
                    work.found
                        .push(Err((format!("{label}:{}", batch.first), reason)));
                }
                for (number, line) in (batch.first..).zip(batch.lines()) {
                    let found = self.record(line);
                    let name = format!("{}:{number}", input.name());
                    work.found.push(match found {
                        Ok((bytes, document)) => Ok((name, bytes, document)),
                        Err(reason) => Err((format!("{label}:{number}"), reason)),
                    });
                }
            },
            deliver: |_: &Batch, work: &mut Work| {
                survey.enter(&mut work.found, &self.rules);
                Ok(())
            },
        }
        .run()
    }

    fn record(&self, line: &[u8]) -> Result<(usize, Box<Document>), String> {
        let field = self.arguments.field();
        let (_, _, text) = Record::with_text(line, field.name())?;
        if let Field::Bytes(_) = field {
            let bytes = record::bytes(&text)?;
            return Ok((bytes.len(), self.clean(&bytes)?));
        }
        let (mut memory, mut counts) = (Memory::default(), Counts::default());
        let product = self.engine.text(&text, &mut memory, &mut counts)?;
        Ok((text.len(), cleaned(product)?))
    }

    fn page(&self, survey: &mut Survey) -> Html {
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
        overview::write(&mut html, survey, &ranked, &shown, &self.rules);
        html.raw(&documents.0);
        overview::end(&mut html);
        html
    }
}

fn cleaned(product: Product) -> Result<Box<Document>, String> {
    match product {
        Product::Clean(document) => Ok(document),
        Product::Source(_) => Err("only decoded".into()),
    }
}

impl Survey {
    fn enter(&mut self, found: &mut Vec<Found>, rules: &BTreeMap<&str, &Rule>) {
        for found in found.drain(..) {
            let (name, bytes, document) = match found {
                Ok(found) => found,
                Err(failure) => {
                    self.failures.push(failure);
                    continue;
                }
            };
            let (figures, totals) = figures::survey(self.list.len(), &name, bytes, &document);
            self.totals.add(totals);
            self.sections.offer(&figures, || {
                let mut html = Html::default();
                speech::write(&mut html, &figures, &document, rules);
                html.0
            });
            self.list.push(figures);
        }
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
