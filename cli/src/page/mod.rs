//! `--report`: what the cleaner did to a corpus, as one page that a browser shows without network
//! and without a script.
//!
//! Two ways over the inputs. The first gives each document its figures and a few examples; then
//! it is known which documents are worth a look (those with the most loss, and a sample of the
//! others, evenly spread), and only these are read and cleaned once more and shown. So the page
//! and the memory are bounded whatever the size of the corpus, and the page says what it left
//! out.
//!
//! The page holds text that anybody may have written. All of it is escaped in one place
//! ([`html`]), and a content security policy forbids whatever could still run or load.

mod figures;
mod html;
mod overview;
mod speech;

use crate::arguments::{Arguments, Mode, usage};
use crate::buffer::Buffer;
use crate::engine::{Engine, Memory, Product};
use crate::files::read;
use crate::inputs::{Input, Inputs};
use crate::outputs::refuse;
use crate::pipeline::Pipeline;
use crate::place::replace;
use crate::progress::Progress;
use crate::summary::Counts;
use anyhow::Result;
use figures::{Figures, Totals, summaries};
use html::Html;
use zhengwen::Document;

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
}

/// Writes the page; false when a document failed.
pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let Some(page) = arguments.report.as_deref() else {
        return Err(usage!("--report needs a file"));
    };
    if arguments.paths.is_empty() {
        return Err(usage!("--report needs a PATH"));
    }
    if arguments.mode() == Mode::Records {
        return Err(usage!(
            "--report reads files with one document each, not JSONL"
        ));
    }
    let engine = Engine::new(arguments)?;
    let inputs = Inputs::find(arguments)?;
    for input in &inputs.list {
        if input.is_stdin() {
            return Err(usage!(
                "--report reads its inputs twice: standard input cannot be one"
            ));
        }
    }
    refuse(&[page], &inputs)?;
    let progress = Progress::new(arguments, || inputs.size());
    let reader = Reader {
        arguments,
        engine: &engine,
        progress: &progress,
    };
    let mut survey = Survey {
        failures: inputs.unreadable.clone(),
        ..Survey::default()
    };
    reader.survey(&inputs.list, &mut survey)?;
    let html = reader.page(&inputs.list, &survey);
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
}

#[derive(Default)]
struct Work {
    bytes: Buffer,
    found: Vec<Result<(Figures, Totals), (String, String)>>,
}

impl Reader<'_> {
    fn document(&self, input: &Input, bytes: &mut Buffer) -> Result<Box<Document>, String> {
        read(input, self.progress, self.arguments.max_record_bytes, bytes)
            .map_err(|error| error.to_string())?;
        match self.engine.bytes(
            bytes.bytes(),
            &mut Memory::default(),
            &mut Counts::default(),
        )? {
            Product::Clean(document) => Ok(document),
            Product::Source(_) => Err("only decoded".into()),
        }
    }

    /// The first way.
    fn survey(&self, inputs: &[Input], survey: &mut Survey) -> Result<()> {
        let mut next = 0;
        Pipeline {
            jobs: self.arguments.jobs(inputs.len()),
            ordered: true,
            feed: |index: &mut usize| {
                *index = next;
                next += 1;
                Ok(*index < inputs.len())
            },
            work: |&index: &usize, work: &mut Work| {
                let input = &inputs[index];
                let document = self.document(input, &mut work.bytes);
                work.found.push(match document {
                    Ok(document) => Ok(figures::survey(
                        index,
                        &input.name(),
                        work.bytes.len(),
                        &document,
                    )),
                    Err(reason) => Err((input.label(), reason)),
                });
            },
            deliver: |_: &usize, work: &mut Work| {
                for found in work.found.drain(..) {
                    match found {
                        Ok((figures, totals)) => {
                            survey.list.push(figures);
                            survey.totals.add(totals);
                        }
                        Err(failure) => survey.failures.push(failure),
                    }
                }
                Ok(())
            },
        }
        .run()
    }

    /// The second way, and the page.
    fn page(&self, inputs: &[Input], survey: &Survey) -> Html {
        let rules = summaries(self.engine.rules());
        let mut ranked: Vec<&Figures> = survey.list.iter().collect();
        ranked.sort_by_key(|figures| {
            (
                std::cmp::Reverse((figures.loss(), figures.lost)),
                figures.index,
            )
        });
        let chosen = chosen(&ranked);
        // Documents first: which of them found room decides which names are links.
        let mut documents = Html::default();
        let mut shown = Vec::new();
        let mut bytes = Buffer::default();
        for figures in chosen {
            if documents.0.len() > PAGE {
                break;
            }
            // What has failed since the first way is no longer there to be shown.
            if let Ok(document) = self.document(&inputs[figures.index], &mut bytes) {
                speech::write(&mut documents, figures, &document, &rules, shown.is_empty());
                shown.push(figures.index);
            }
        }
        let mut html = Html::default();
        overview::write(&mut html, survey, &ranked, &shown, &rules);
        html.raw(&documents.0);
        overview::end(&mut html);
        html
    }
}

/// The documents worth a look: the worst, then a sample of the others in the order of the inputs.
fn chosen<'a>(ranked: &[&'a Figures]) -> Vec<&'a Figures> {
    if ranked.len() <= ALL {
        return ranked.to_vec();
    }
    let (worst, others) = ranked.split_at(WORST);
    let mut others = others.to_vec();
    others.sort_by_key(|figures| figures.index);
    let sample = (0..SAMPLE).map(|n| others[n * others.len() / SAMPLE]);
    worst.iter().copied().chain(sample).collect()
}

#[cfg(test)]
mod tests {
    use super::{ALL, SAMPLE, WORST, chosen, figures::survey, html::Html};

    #[test]
    fn the_worst_and_a_sample_are_shown() {
        let document = zhengwen::Cleaner::new().clean("水厂今天通水。\n");
        let list: Vec<_> = (0..500)
            .map(|index| survey(index, "a", 1, &document).0)
            .collect();
        let ranked: Vec<_> = list.iter().collect();
        let shown = chosen(&ranked);
        assert_eq!(shown.len(), WORST + SAMPLE);
        let mut indices: Vec<_> = shown.iter().map(|figures| figures.index).collect();
        indices.dedup();
        assert_eq!(indices.len(), WORST + SAMPLE);
        assert_eq!(chosen(&ranked[..ALL]).len(), ALL);
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
