//! Layout: which line ends and spaces are block ends, which are spaces, which are nothing.
//!
//! Every maximal run of white space and cut spans between two runs of kept text is a [`Gap`];
//! each gets one [`Verdict`]. A block is what stands between two gaps with [`Verdict::Break`].
//! Blocks then get their kinds ([`classify`]).

pub(crate) mod classify;
mod column;
mod cues;
mod gaps;
mod interleaved;
mod measure;
mod node;
mod opening;
mod regions;
mod solve;
mod stitch;
mod weights;
pub(crate) mod words;

use crate::chrome::Findings;
use crate::document::{BlockKind, Warning};
use crate::edit::Span;
use crate::lines::Line;
use crate::rule::{Rule, RuleId, Stage};
use column::{Segment, Votes};
use node::{Node, Pieces};
use solve::{End, Solver};

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
    buffers: Buffers,
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

/// Buffers of the stage.
#[derive(Debug, Default)]
struct Buffers {
    measured: Vec<measure::Piece>,
    nodes: Vec<Node>,
    segments: Vec<Segment>,
    votes: Votes,
    solver: Solver,
    ends: Vec<End>,
    decisions: opening::Decisions,
}

/// Decides every gap of `source` and the kind of every block.
pub(crate) fn arrange(source: &str, lines: &[Line], findings: &Findings, layout: &mut Layout) {
    layout.warnings.clear();
    layout.truncated = false;
    gaps::collect(source, lines, &findings.cuts, &mut layout.gaps);
    for index in 0..layout.gaps.len() {
        let pieces = Pieces {
            source,
            gaps: &layout.gaps,
        };
        let gap = layout.gaps[index];
        let end = gap.span.end as usize;
        layout.gaps[index].verdict = if end == source.len() || gap.newlines > 0 || gap.breaks {
            Verdict::Break
        } else if gap.span.start == 0 {
            Verdict::Join
        } else {
            seam_at(pieces, index)
        };
    }
    repair(source, lines, findings, layout);
    if let Some(last) = layout.gaps.last_mut() {
        last.verdict = Verdict::Break;
    }
    if let Some(first) = layout.gaps.first_mut()
        && first.span.start == 0
    {
        first.verdict = Verdict::Join;
    }
    classify::classify(source, findings, layout);
}

/// Finds the candidates and decides them, region by region.
fn repair(source: &str, lines: &[Line], findings: &Findings, layout: &mut Layout) {
    let Layout {
        gaps,
        warnings,
        buffers,
        ..
    } = layout;
    let pieces = Pieces { source, gaps };
    let measured = &mut buffers.measured;
    measured.clear();
    measured.extend((0..gaps.len()).map(|index| measure::piece(pieces.before(index))));
    let habits = node::habits(pieces, measured);
    let nodes = &mut buffers.nodes;
    node::collect(pieces, measured, habits, nodes);
    node::mark_pairs(source, gaps, nodes);
    let decisions = &mut buffers.decisions;
    opening::decide(
        pieces,
        nodes.iter().take(2).any(|node| node.long),
        decisions,
    );
    opening::decide_signature(pieces, decisions);
    for &(gap, verdict) in decisions.iter() {
        gaps[gap].verdict = verdict;
        let key = |node: &Node| (node.gap.wrapping_add(1)) as usize;
        if let Ok(found) = nodes.binary_search_by_key(&(gap + 1), key) {
            nodes[found].forced = Some(verdict);
        }
    }
    let torn =
        interleaved::side_by_side(source, lines) || !regions::solve(source, gaps, habits, buffers);
    if torn {
        warnings.push(Warning::InterleavedColumns);
        return;
    }
    stitch::stitch(source, &findings.cuts, &buffers.nodes, gaps);
}

/// Join or one space, by the characters on both sides of gap `index`.
fn seam_at(pieces: Pieces<'_>, index: usize) -> Verdict {
    let gap = pieces.gaps[index];
    if gap.spaces == 0 && !gap.has_cut {
        return Verdict::Join;
    }
    let left = pieces.tail(index).chars().next_back();
    let right = pieces.head(index).chars().next();
    match (left, right) {
        (Some('(' | '[' | '{'), _) | (_, Some(')' | ']' | '}' | ',' | ';' | '!' | '?' | '%')) => {
            Verdict::Join
        }
        (Some(left), Some(right)) if crate::chars::keeps_space(left, right) => Verdict::Space,
        _ => Verdict::Join,
    }
}
