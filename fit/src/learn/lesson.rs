//! A page ready to be learned from.

use super::truth;
use crate::page::{Block, Page};
use crate::score::{Comparison, Reading, compare};
use zhengwen::Reason;
use zhengwen::cut::Run;
use zhengwen::read::{Label, Model, blocks, end};
use zhengwen::see::{Numbers, runs, see};

/// The truth of a page's runs.
#[derive(Debug, Clone, Default)]
pub struct Chain {
    /// Sort of the seam before each run.
    pub sorts: Vec<usize>,
    /// The true labels.
    pub labels: Vec<Label>,
    /// How much it costs to lose each run.
    pub weights: Vec<f32>,
}

/// A page ready to be learned from.
#[derive(Debug, Clone)]
pub struct Lesson {
    runs: Vec<Run>,
    features: Vec<Numbers>,
    /// Evidence at its end.
    end: Vec<usize>,
    pub(super) chain: Chain,
    /// What each run of chrome is for.
    reasons: Vec<Option<Reason>>,
    truncated: Option<bool>,
}

impl Lesson {
    /// Cuts a page, looks at it and takes its truth.
    #[must_use]
    pub fn of(page: &Page) -> Lesson {
        let source = &page.raw;
        let runs = runs(source);
        let evidence = see(source, &runs);
        let chain = Chain {
            weights: evidence
                .shapes()
                .iter()
                .map(|shape| weight(shape.chars))
                .collect(),
            sorts: Model::sorts(&runs),
            labels: truth::labels(page, &runs),
        };
        Lesson {
            reasons: truth::reasons(page, &runs),
            truncated: page.truncated,
            features: evidence.features().collect(),
            end: end::evidence(&runs, &evidence, &chain.labels),
            chain,
            runs,
        }
    }

    /// The page as a model reads it, compared with its truth.
    #[must_use]
    pub fn read(&self, page: &Page, model: &Model) -> Comparison {
        let reading = model.reading(&page.raw, &self.runs, &see(&page.raw, &self.runs));
        compare(page, &reading)
    }

    /// The page as its true labels have it, compared with its truth.
    #[must_use]
    pub fn best(&self, page: &Page) -> Comparison {
        let reading = Reading {
            blocks: blocks(&page.raw, &self.runs, &self.chain.labels),
            truncated: self.truncated == Some(true),
        };
        compare(page, &reading)
    }

    /// Numbers of features, by run.
    pub(super) fn features(&self) -> &[Numbers] {
        &self.features
    }

    /// Evidence about each run of chrome, and what it is for.
    pub(super) fn chrome(&self) -> impl Iterator<Item = (&[u16], Reason)> {
        let labels = self.chain.labels.iter();
        let runs = self.features.iter().zip(labels.zip(&self.reasons));
        runs.filter_map(|(evidence, (label, reason))| {
            let reason = reason.filter(|_| label.is_chrome())?;
            Some((evidence.as_slice(), reason))
        })
    }

    /// Of how many runs of chrome a model tells the reason, and how many there are.
    pub(super) fn reasons_told(&self, model: &Model) -> (usize, usize) {
        self.chrome()
            .fold((0, 0), |(told, all), (evidence, reason)| {
                (
                    told + usize::from(model.reason(evidence) == reason),
                    all + 1,
                )
            })
    }

    /// The evidence at the end of the page, and whether the speech is cut off.
    pub(super) fn cut_off(&self) -> Option<(Vec<usize>, bool)> {
        Some((self.end.clone(), self.truncated?))
    }
}

/// How much it costs to lose so many characters, in short texts: it rises with the logarithm, or
/// one long paragraph would outweigh all else.
#[allow(clippy::cast_precision_loss)] // lengths of runs are far below 2^24
fn weight(chars: usize) -> f32 {
    1.0 + libm::logf(chars.max(1) as f32) / 2.0
}

/// A page as it should come out, as a page of its own: there is nothing to do with it. To learn
/// from these too loses a sixth less of the speech.
#[must_use]
pub fn twin(page: &Page) -> Page {
    let mut twin = Page {
        site: page.site.clone(),
        ..Page::default()
    };
    for block in &page.blocks {
        let start = twin.raw.len();
        twin.raw.push_str(page.text(block).trim());
        twin.blocks.push(Block {
            spans: std::iter::once(start..twin.raw.len()).collect(),
            ..block.clone()
        });
        twin.raw.push('\n');
    }
    twin
}
