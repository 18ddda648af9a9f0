//! One decision: the labels of all runs at once.
//!
//! * [`Label`]: what a run is, and whether it begins a block; [`Label::follows`] is the grammar
//! * [`Model`]: weights of evidence and of transitions; the best labelling by Viterbi
//! * `guard`: what is not sure to be chrome is kept; [`chances`] says how sure
//! * [`end`]: whether the speech is cut off
//! * [`reason`]: what a piece of chrome is for
//! * [`Table`]: the weights as they stand in the source tree
//! * [`blocks`]: what the labels leave of the page

mod arrange;
pub mod chances;
pub mod end;
mod guard;
mod label;
mod level;
mod model;
pub mod reason;
mod table;

use arrange::arrange;
pub use label::Label;
pub use level::Levels;
pub use model::{Model, Scores, Transitions};
pub use table::{Table, TableError};

use crate::BlockKind;
use crate::chrome::{self, Findings};
use crate::cut::Run;
use crate::layout::Layout;
use crate::lines::Lines;
use crate::rule::Disabled;
use crate::see::{Evidence, cut_at, runs, see};

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
    let mut levels = Levels::default();
    for (kind, text) in &mut blocks {
        if let BlockKind::Heading(level) = kind {
            *level = levels.next(text);
        }
    }
    blocks
}

/// Reads a page with the weights of the source tree, given what the rules decide of it; what they
/// decide is replaced. Chrome rules of one's own are obeyed; what goes by a rule that is switched off
/// stays.
pub(crate) fn page(
    source: &str,
    lines: &Lines,
    disabled: &Disabled,
    findings: &mut Findings,
    layout: &mut Layout,
) {
    let model = &Table::fitted().model;
    let runs = cut_at(source, findings);
    let evidence = Evidence::of(source, &runs, findings, layout);
    let rule = |run: usize| {
        let taker = evidence.taker(run);
        taker.unwrap_or_else(|| chrome::rule_of(model.reason(&evidence.note(run))))
    };
    let must = |run: usize| match evidence.taker(run) {
        Some(rule) if rule.is_custom() => Some(!disabled.contains(rule)),
        _ if disabled.is_empty() => None,
        _ => disabled.contains(rule(run)).then_some(false),
    };
    let (labels, truncated) = model.decide(&runs, &evidence, must);
    layout.truncated = truncated;
    arrange(
        (source, lines),
        &runs,
        &labels,
        rule,
        &mut findings.cuts,
        (&mut layout.gaps, &mut layout.kinds),
    );
}

/// What a page is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Kind and text of each block, in order.
    pub blocks: Vec<(BlockKind, String)>,
    /// Whether the speech stops before its end.
    pub truncated: bool,
}

impl Model {
    /// Reads a page.
    #[must_use]
    pub fn read(&self, source: &str) -> Reading {
        let runs = runs(source);
        self.reading(source, &runs, &see(source, &runs))
    }

    /// Reads a page that has been cut and looked at.
    #[must_use]
    pub fn reading(&self, source: &str, runs: &[Run], evidence: &Evidence) -> Reading {
        let (labels, truncated) = self.decide(runs, evidence, |_| None);
        Reading {
            blocks: blocks(source, runs, &labels),
            truncated,
        }
    }

    /// The labels of a page, and whether its speech stops before its end; `must` as in
    /// [`Model::labels_within`].
    fn decide(
        &self,
        runs: &[Run],
        evidence: &Evidence,
        must: impl Fn(usize) -> Option<bool>,
    ) -> (Vec<Label>, bool) {
        let labels = self.labels_within(evidence, runs, must);
        let end = end::evidence(runs, evidence, &labels);
        let truncated = self.is_cut_off(&end);
        (labels, truncated)
    }
}
