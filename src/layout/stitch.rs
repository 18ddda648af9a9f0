//! Sentences torn in a text that has no lines: where every paragraph has its own line, a few line
//! ends may still stand in mid-sentence. A web page breaks around a tag (a mask is often one), a
//! page number falls into a paragraph.
//!
//! Headings, verses and rows of tables end without punctuation too. So a line end is taken out
//! only where the next line cannot begin a block, or the block before it is running text and
//! something stands at the seam that explains the tear.

use super::measure::{self, Left, Right};
use super::node::{Node, ORIGIN, Pieces};
use super::opening::Decisions;
use super::{Gap, Verdict, seam_at, words};
use crate::chrome::{Cut, furniture};

/// Bytes a block has at least before a comma at its end is taken for a tear: verses are shorter.
const LONG_BLOCK: usize = 120;
/// Bytes before a seam within which running text must have ended a sentence.
const RUNNING: usize = 900;

/// Takes out the line ends, among those that no column decided, that tear a sentence.
pub(super) fn stitch(
    source: &str,
    cuts: &[Cut],
    nodes: &[Node],
    decisions: &Decisions,
    gaps: &mut [Gap],
) {
    let mut nodes = nodes.iter().filter(|node| node.gap != ORIGIN).peekable();
    let mut block = 0;
    for index in 0..gaps.len().saturating_sub(1) {
        let gap = gaps[index];
        if gap.newlines == 0 && !gap.has_cut {
            continue;
        }
        while nodes.next_if(|node| (node.gap as usize) < index).is_some() {}
        let solved = nodes
            .peek()
            .is_some_and(|node| node.gap as usize == index && node.solved);
        let decided = solved
            || decisions
                .iter()
                .take(64)
                .any(|&(decided, _)| decided == index);
        let pieces = Pieces { source, gaps };
        if !decided
            && gap.verdict == Verdict::Break
            && gap.span.start > 0
            && is_torn(pieces, cuts, block, index)
        {
            gaps[index].verdict = seam_at(pieces, index);
        }
        if gaps[index].verdict == Verdict::Break {
            block = gap.span.end as usize;
        }
    }
}

/// `block` is where the block begins, `index` the line end in question.
fn is_torn(pieces: Pieces<'_>, cuts: &[Cut], block: usize, index: usize) -> bool {
    let gap = pieces.gaps[index];
    let text = &pieces.source[block.min(gap.span.start as usize)..gap.span.start as usize];
    let left = measure::left(tail(text, 24));
    if gap.breaks || matches!(left, Left::Sentence | Left::Colon | Left::Ellipsis) {
        return false;
    }
    let head = pieces.head(index);
    let first = head.chars().next();
    if first.is_some_and(never_first) {
        return true;
    }
    let last = text.chars().next_back();
    let masked = last.is_some_and(is_mask) || first.is_some_and(is_mask);
    let furnished = gap.has_cut && has_furniture(cuts, gap);
    if !(masked || furnished || matches!(left, Left::Comma | Left::Opening))
        || matches!(
            measure::right(head),
            Right::Ordinal | Right::Dash | Right::Closing
        )
    {
        return false;
    }
    let running = tail(text, RUNNING).contains(['。', '！', '？', '；', ';']);
    match left {
        Left::Comma | Left::Opening => text.len() >= LONG_BLOCK || running,
        Left::Plain | Left::Latin | Left::Closing => {
            let heading = words::ordinal(text).is_some_and(|rank| rank <= 4) && !running;
            (masked && running) || (furnished && !heading && (running || text.len() >= LONG_BLOCK))
        }
        _ => false,
    }
}

/// The last bytes of a text, whole characters.
fn tail(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// Full-width punctuation that begins no line.
fn never_first(c: char) -> bool {
    matches!(
        c,
        '，' | '。' | '、' | '；' | '：' | '！' | '？' | '”' | '’' | '）' | '》' | '】'
    )
}

fn is_mask(c: char) -> bool {
    matches!(c, 'X' | 'x' | '×' | '*' | 'Ｘ' | '＊' | '╳')
}

fn has_furniture(cuts: &[Cut], gap: Gap) -> bool {
    let from = cuts.partition_point(|cut| cut.span.start < gap.span.start);
    cuts[from..]
        .iter()
        .take_while(|cut| cut.span.end <= gap.span.end)
        .any(|cut| furniture::owns(cut.rule))
}
