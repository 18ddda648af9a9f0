//! One decision: the labels of all runs at once.
//!
//! * [`Label`]: what a run is, and whether it begins a block; [`Label::follows`] is the grammar
//! * [`Model`]: weights of evidence and of transitions; the best labelling by Viterbi
//! * [`blocks`]: what the labels leave of the page

mod label;
mod model;

pub use label::Label;
pub use model::{Model, Scores, Transitions};

use crate::cut::{Run, cut};
use crate::see::see;
use zhengwen::BlockKind;

/// The blocks that labels leave of a page, in order: kind and text, one space where two runs of
/// a block had white space between them.
#[must_use]
pub fn blocks(source: &str, runs: &[Run], labels: &[Label]) -> Vec<(BlockKind, String)> {
    let mut blocks: Vec<(BlockKind, String)> = Vec::new();
    for (run, &label) in runs.iter().zip(labels) {
        let Some(kind) = label.kind() else {
            continue;
        };
        let text = &source[run.span.clone()];
        match blocks.last_mut() {
            Some((_, block)) if !label.begins() => {
                if run.seam.sign() < 2 {
                    block.push(' ');
                }
                block.push_str(text);
            }
            _ => blocks.push((kind, text.to_owned())),
        }
    }
    blocks
}

impl Model {
    /// Reads a page.
    #[must_use]
    pub fn read(&self, source: &str) -> Vec<(BlockKind, String)> {
        let runs = cut(source);
        let labels = self.labels(&see(source, &runs).features, &runs);
        blocks(source, &runs, &labels)
    }
}
