//! From labels to what is written: cuts, gaps and their verdicts, kinds of blocks.
//!
//! Runs of chrome are cuts; every pause and every cut is a gap, and a gap in front of a run that
//! begins a block is the end of a block. All other gaps are settled by the characters on both
//! sides, as white space inside a block always is.

use super::{Label, Levels};
use crate::BlockKind;
use crate::chars::is_han;
use crate::chrome::Cut;
use crate::cut::Run;
use crate::edit::Span;
use crate::layout::{self, Gap, Verdict, gaps};
use crate::lines::{Lines, Pause};
use crate::rule::RuleId;

/// Fills `cuts`, `gaps` and `kinds` (cleared first) for the labels of a page's runs; `rule` names
/// the rule by which a run of chrome goes.
pub(crate) fn arrange(
    page: (&str, &Lines),
    runs: &[Run],
    labels: &[Label],
    rule: impl Fn(usize) -> RuleId,
    cuts: &mut Vec<Cut>,
    (gaps, kinds): (&mut Vec<Gap>, &mut Vec<BlockKind>),
) {
    let (source, lines) = page;
    collect_cuts(runs, labels, rule, cuts);
    let spaces = spaces(gaps);
    gaps::between(source, lines, cuts, gaps);
    for gap in gaps.iter_mut() {
        gap.verdict = layout::seam_at(source, gap);
    }
    break_blocks(runs, labels, gaps);
    if let Some(last) = gaps.last_mut() {
        last.verdict = Verdict::Break;
    }
    if let Some(first) = gaps.first_mut().filter(|gap| gap.span.start == 0) {
        first.verdict = Verdict::Join;
    }
    name_blocks(source, runs, labels, gaps, kinds);
    keep_deliberate(source, gaps, kinds, &spaces);
}

/// Chrome, run by run; what stands on one line with nothing but space between is one cut.
fn collect_cuts(
    runs: &[Run],
    labels: &[Label],
    rule: impl Fn(usize) -> RuleId,
    cuts: &mut Vec<Cut>,
) {
    cuts.clear();
    let mut open = None;
    for (index, run) in runs.iter().enumerate() {
        if !labels[index].is_chrome() {
            open = None;
            continue;
        }
        let span = Span::new(run.span.start, run.span.end);
        let rule = rule(index);
        match cuts.last_mut() {
            Some(cut) if open == Some((run.line, rule)) => cut.span.end = span.end,
            _ => cuts.push(Cut {
                span,
                rule,
                breaks: false,
            }),
        }
        open = Some((run.line, rule));
    }
}

/// Breaks in front of the runs that begin blocks; where there is no gap, one is made.
fn break_blocks(runs: &[Run], labels: &[Label], gaps: &mut Vec<Gap>) {
    let begins = runs.iter().zip(labels).filter(|(_, label)| label.begins());
    let mut glued = Vec::new();
    let mut index = 0;
    for (run, _) in begins.skip(1) {
        let start = run.span.start;
        while gaps.get(index).is_some_and(|gap| {
            (gap.span.end as usize) <= start && gap.span.end < gaps[gaps.len() - 1].span.end
        }) {
            index += 1;
        }
        match index.checked_sub(1).map(|before| &mut gaps[before]) {
            Some(gap) if gap.span.end as usize == start => gap.verdict = Verdict::Break,
            _ => glued.push((index, start)),
        }
    }
    insert(&glued, gaps);
}

/// Adds empty gaps that end blocks, each in front of the gap at an index.
fn insert(glued: &[(usize, usize)], gaps: &mut Vec<Gap>) {
    if glued.is_empty() {
        return;
    }
    let mut glued = glued.iter().peekable();
    let old = std::mem::take(gaps);
    for (index, gap) in old.into_iter().enumerate() {
        while let Some(&(_, start)) = glued.next_if(|seam| seam.0 == index) {
            gaps.push(Gap {
                verdict: Verdict::Break,
                breaks: true,
                ..gaps::gap(&Pause::at(start, gap.marks))
            });
        }
        gaps.push(gap);
    }
}

/// The kind of each block that the gaps leave: that of its first run.
fn name_blocks(
    source: &str,
    runs: &[Run],
    labels: &[Label],
    gaps: &[Gap],
    kinds: &mut Vec<BlockKind>,
) {
    kinds.clear();
    let mut levels = Levels::default();
    let mut kept = runs
        .iter()
        .zip(labels)
        .filter_map(|(run, label)| Some((run, label.kind()?)))
        .peekable();
    for (block, _) in layout::Spans::of(gaps) {
        while kept
            .next_if(|(run, _)| run.span.end <= block.start as usize)
            .is_some()
        {}
        let first = kept
            .peek()
            .filter(|(run, _)| run.span.start < block.end as usize);
        kinds.push(match first {
            Some((run, BlockKind::Heading(_))) => {
                BlockKind::Heading(levels.next(&source[run.span.clone()]))
            }
            Some(&(_, kind)) => kind,
            None => BlockKind::Paragraph,
        });
    }
}

/// So many single spaces between Han, and spaces are what became of line ends.
const FLATTENED: usize = 3;

/// Where the grammar of openings ([`crate::layout`]) has kept a space: 院长 XX.
fn spaces(gaps: &[Gap]) -> Vec<u32> {
    let spaces = gaps.iter().filter(|gap| gap.verdict == Verdict::Space);
    spaces.map(|gap| gap.span.start).collect()
}

/// Gaps that were meant: 校长　沈如川 in a byline or signature, the middle of a title of two halves.
/// Where a text is full of single spaces between Han, one more means nothing.
fn keep_deliberate(source: &str, gaps: &mut [Gap], kinds: &[BlockKind], spaces: &[u32]) {
    let is_single = |gap: &&Gap| gap.newlines == 0 && gap.spaces == 1 && between_han(source, gap);
    let is_flattened = gaps.iter().filter(is_single).nth(FLATTENED).is_some();
    let mut kinds = kinds.iter();
    let mut kind = kinds.next();
    for gap in gaps {
        if gap.verdict == Verdict::Break {
            kind = kinds.next();
            continue;
        }
        let is_gap = gap.newlines == 0 && gap.spaces > 0 && gap.span.start > 0;
        let is_meant = match kind {
            Some(BlockKind::Title | BlockKind::Byline | BlockKind::Signature) => {
                !is_flattened || is_wide(source, gap)
            }
            _ => false,
        };
        let is_named = matches!(kind, Some(BlockKind::Byline | BlockKind::Signature))
            && spaces.binary_search(&gap.span.start).is_ok();
        let is_deliberate = is_meant && between_han(source, gap) && !is_lettered(source, gap);
        if is_gap && (is_named || is_deliberate) {
            gap.verdict = Verdict::Space;
        }
    }
}

fn is_wide(source: &str, gap: &Gap) -> bool {
    let is_wide = |c: char| matches!(c, '\u{2002}' | '\u{2003}' | '\u{3000}');
    gap.spaces > 1 || gap.span.of(source).contains(is_wide)
}

/// The texts on both sides of a gap.
fn sides<'s>(source: &'s str, gap: &Gap) -> (&'s str, &'s str) {
    (
        &source[..gap.span.start as usize],
        &source[gap.span.end as usize..],
    )
}

fn between_han(source: &str, gap: &Gap) -> bool {
    let (left, right) = sides(source, gap);
    left.ends_with(is_han) && right.starts_with(is_han)
}

/// Whether each character is set apart: 通　知　书.
fn is_lettered(source: &str, gap: &Gap) -> bool {
    let (left, right) = sides(source, gap);
    let is_apart = |c: Option<char>| c.is_none_or(char::is_whitespace);
    is_apart(left.chars().rev().nth(1)) && is_apart(right.chars().nth(1))
}
