//! Layout: which line ends and spaces are block ends, which are spaces, which are nothing.
//!
//! Every maximal run of white space and cut spans between two runs of kept text is a [`Gap`];
//! each gets one [`Verdict`]. A block is what stands between two gaps with [`Verdict::Break`].
//! Blocks then get their kinds ([`classify`]).

pub(crate) mod classify;
mod gaps;
pub(crate) mod words;

use crate::chrome::Findings;
use crate::document::{BlockKind, Warning};
use crate::edit::Span;
use crate::lines::Line;
use crate::rule::{Rule, RuleId, Stage};

/// What a gap becomes in the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing: the text on both sides belongs together.
    Join,
    /// One space.
    Space,
    /// The end of a block.
    Break,
}

/// White space and cut spans between two runs of kept text, or (zero-width) a place inside a
/// run where two blocks are glued together.
///
/// The gaps of a source are sorted and disjoint; the first may start at 0 (then it is what
/// stands before the text), and the last always ends at the end of the source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gap {
    pub(crate) span: Span,
    pub(crate) verdict: Verdict,
    /// Line ends in the gap, cut spans not counted.
    pub(crate) newlines: u16,
    /// White space characters in the gap, line ends counted, cut spans and invisible characters
    /// not.
    pub(crate) spaces: u16,
    /// Whether the gap holds a cut span that ends a block.
    pub(crate) breaks: bool,
    /// Whether the gap holds a cut span.
    pub(crate) has_cut: bool,
}

/// The decisions of the layout stage.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) gaps: Vec<Gap>,
    /// Kinds of the blocks in order: block `i` ends at the `i`-th gap with [`Verdict::Break`].
    pub(crate) kinds: Vec<BlockKind>,
    pub(crate) warnings: Vec<Warning>,
    /// Whether the text ends in mid-sentence.
    pub(crate) truncated: bool,
    scratch: classify::Scratch,
}

const fn id(row: u16) -> RuleId {
    RuleId::new(Stage::Layout, row)
}

/// A gap that became nothing.
pub(crate) const JOIN: RuleId = id(0);
/// A gap that became one space.
pub(crate) const SPACE: RuleId = id(1);
/// A gap that became the end of a block.
pub(crate) const BREAK: RuleId = id(2);

/// The layout rules, in the order of their ids.
pub(crate) static RULES: &[Rule] = &[
    Rule::new(
        "layout.join",
        "A line end or space inside a block is taken out.",
        "全面部 署",
        "Open Access",
        None,
    ),
    Rule::new(
        "layout.space",
        "A line end or run of spaces becomes one space.",
        "Open\nAccess",
        "全面部\n署",
        None,
    ),
    Rule::new(
        "layout.break",
        "A line end, run of spaces or glued seam becomes the end of a block.",
        "同志们：\n\n今天",
        "今天\n开会",
        None,
    ),
];

/// Decides every gap of `source` and the kind of every block.
pub(crate) fn arrange(source: &str, lines: &[Line], findings: &Findings, layout: &mut Layout) {
    layout.warnings.clear();
    layout.truncated = false;
    gaps::collect(source, lines, &findings.cuts, &mut layout.gaps);
    for gap in &mut layout.gaps {
        let (start, end) = (gap.span.start as usize, gap.span.end as usize);
        gap.verdict = if end == source.len() || gap.newlines > 0 || gap.breaks {
            Verdict::Break
        } else if start == 0 || gap.spaces == 0 {
            Verdict::Join
        } else {
            seam(&source[..start], &source[end..])
        };
    }
    if let Some(first) = layout.gaps.first_mut()
        && first.span.start == 0
    {
        first.verdict = Verdict::Join;
    }
    classify::classify(source, findings, layout);
}

/// Join or one space, by the characters on both sides.
fn seam(left: &str, right: &str) -> Verdict {
    match (left.chars().next_back(), right.chars().next()) {
        (Some(left), Some(right)) if crate::chars::keeps_space(left, right) => Verdict::Space,
        _ => Verdict::Join,
    }
}
