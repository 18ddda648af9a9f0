//! Sentences torn in a text that has no lines: where every paragraph has its own line, a few line
//! ends may still stand in mid-sentence. A web page breaks around a tag (a mask is often one), a
//! page number falls into a paragraph.
//!
//! Headings, verses and rows of tables end without punctuation too. So a line end is taken out
//! only where the next line cannot begin a block, or the block before it is running text and
//! something stands at the seam that explains the tear.

use super::measure::{self, Left, Right};
use super::node::{Node, Pieces};
use super::{Gap, Verdict, seam_at};
use crate::chrome::{Cut, furniture};

/// Units a block has at least before a comma at its end is taken for a tear: verses are shorter.
const LONG_BLOCK: i32 = 40 * measure::EM;

/// Takes out the line ends, among those that no column decided, that tear a sentence.
pub(super) fn stitch(source: &str, cuts: &[Cut], nodes: &[Node], gaps: &mut [Gap]) {
    let mut first = 0;
    for index in 1..nodes.len() {
        let node = nodes[index];
        let gap = node.gap as usize;
        if !node.ends_line {
            continue;
        }
        let pieces = Pieces { source, gaps };
        let torn = !node.solved
            && node.forced.is_none()
            && gap + 1 < gaps.len()
            && is_torn(pieces, cuts, &nodes[first], &node);
        if torn {
            gaps[gap].verdict = seam_at(pieces, gap);
        }
        if gaps[gap].verdict == Verdict::Break {
            first = index;
        }
    }
}

/// `first` is where the block begins, `node` the line end in question.
fn is_torn(pieces: Pieces<'_>, cuts: &[Cut], first: &Node, node: &Node) -> bool {
    let gap = pieces.gaps[node.gap as usize];
    if gap.breaks || matches!(node.left, Left::Sentence | Left::Colon | Left::Ellipsis) {
        return false;
    }
    let head = pieces.head(node.gap as usize).chars().next();
    if head.is_some_and(never_first) {
        return true;
    }
    if node.right != Right::Plain && node.right != Right::Opener {
        return false;
    }
    let running = node.stops > first.stops;
    let width = node.end - first.start;
    match node.left {
        Left::Comma | Left::Opening => width >= LONG_BLOCK || running,
        Left::Plain | Left::Latin | Left::Closing => {
            let last = pieces.tail(node.gap as usize).chars().next_back();
            let masks = (last.is_some_and(is_mask), head.is_some_and(is_mask));
            let masked = (masks.0 || masks.1) && running;
            let furnished = (running || width >= LONG_BLOCK)
                && !(first.heads && !running)
                && has_furniture(cuts, gap);
            masked || furnished
        }
        _ => false,
    }
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
