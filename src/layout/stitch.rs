//! Sentences torn in a text that has no lines: where every paragraph has its own line, a few line
//! ends may still stand in mid-sentence. A web page breaks around a tag (a mask is often one), a
//! page number falls into a paragraph.
//!
//! Headings, verses and rows of tables end without punctuation too. So a line end is taken out
//! only where the next line cannot begin a block, or the block before it is running text and
//! something stands at the seam that explains the tear.

use super::measure::{self, Left, Right};
use super::node::{Node, Pieces};
use super::opening::Decisions;
use super::{Gap, Verdict, is_decided, seam_at, words};
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
    let mut block = Block::default();
    for index in 0..gaps.len().saturating_sub(1) {
        let gap = gaps[index];
        if gap.verdict != Verdict::Break || gap.newlines == 0 && !gap.has_cut {
            continue;
        }
        let pieces = Pieces { source, gaps };
        if gap.span.start > 0
            && !is_plain(source, gap)
            && !is_decided(index, nodes, decisions)
            && is_torn(pieces, cuts, block, index)
        {
            block.torn_at_mask |= is_masked(pieces, block, index);
            gaps[index].verdict = seam_at(source, &gaps[index]);
        } else {
            block = Block {
                start: gap.span.end as usize,
                torn_at_mask: false,
            };
        }
    }
}

/// The block that is being put together.
#[derive(Debug, Clone, Copy, Default)]
struct Block {
    start: usize,
    /// Whether it was torn at a mask before: a page that broke around one breaks around others.
    torn_at_mask: bool,
}

impl Block {
    /// Its text up to the line end `gap`.
    fn text<'a>(&self, source: &'a str, gap: Gap) -> &'a str {
        let end = gap.span.start as usize;
        &source[self.start.min(end)..end]
    }
}

/// Whether a look at the characters that touch the line end tells that nothing is torn there: the
/// end of a sentence, a colon, or nothing but plain Han, as between the lines of a list.
fn is_plain(source: &str, gap: Gap) -> bool {
    match source.as_bytes()[..gap.span.start as usize] {
        [.., 0xe3, 0x80, 0x82] | [.., 0xef, 0xbc, 0x9a] => true,
        [.., 0xe4..=0xe9, _, _] => {
            let next = source.as_bytes().get(gap.span.end as usize);
            !gap.has_cut && matches!(next, Some(0xe4..=0xe9))
        }
        _ => false,
    }
}

/// Whether a mask stands at the seam.
fn is_masked(pieces: Pieces<'_>, block: Block, index: usize) -> bool {
    let last = block
        .text(pieces.source, pieces.gaps[index])
        .chars()
        .next_back();
    last.is_some_and(is_mask) || pieces.head(index).chars().next().is_some_and(is_mask)
}

/// `index` is the line end in question.
fn is_torn(pieces: Pieces<'_>, cuts: &[Cut], block: Block, index: usize) -> bool {
    let gap = pieces.gaps[index];
    let text = block.text(pieces.source, gap);
    let left = measure::left(tail(text, 24));
    if gap.breaks || matches!(left, Left::Sentence | Left::Colon | Left::Ellipsis) {
        return false;
    }
    let head = pieces.head(index);
    let first = head.chars().next();
    if first.is_some_and(never_first) {
        return true;
    }
    let masked = is_masked(pieces, block, index);
    if masked && is_torn_mask(text, head) {
        return true;
    }
    let furnished = gap.has_cut && has_furniture(cuts, gap);
    if !(masked || furnished || matches!(left, Left::Comma | Left::Opening)) {
        return false;
    }
    let running = block.torn_at_mask || tail(text, RUNNING).contains(['。', '！', '？', '；', ';']);
    let under_way = running || text.len() >= LONG_BLOCK || furnished && text.contains('，');
    if !under_way
        || matches!(
            measure::right(head),
            Right::Ordinal | Right::Dash | Right::Closing
        )
    {
        return false;
    }
    match left {
        Left::Comma | Left::Opening => text.len() >= LONG_BLOCK || running,
        Left::Plain | Left::Latin | Left::Closing => {
            let heading = words::ordinal(text).is_some_and(|rank| rank <= 4) && !running;
            // A page number is no reason to end a sentence that is under way.
            (masked && running) || (furnished && !heading && under_way)
        }
        _ => false,
    }
}

/// Whether the seam itself shows that a mask was torn off: between its halves (X↵X同志, not the
/// whole names of a list), before the form of address (*↵同志), or behind a word that ends no block
/// (对↵X个乡镇).
fn is_torn_mask(text: &str, head: &str) -> bool {
    let right = head.chars().take_while(|&c| is_mask(c)).take(3).count();
    if !head.chars().nth(right).is_some_and(crate::chars::is_han) {
        return false;
    }
    let left = text
        .chars()
        .rev()
        .take_while(|&c| is_mask(c))
        .take(3)
        .count();
    let before = tail(text, 16).trim_end_matches(is_mask);
    let label = before.is_empty() || before.ends_with(['：', ':', '、', ' ']);
    let halves = (1..=2).contains(&left) && (1..=2).contains(&right) && left + right <= 3;
    halves && !label
        || left > 0 && head.starts_with("同志") && !head.starts_with("同志们")
        || right > 0 && text.ends_with(FUNCTION_WORDS)
}

/// Prepositions and conjunctions (介词、连词) that no block ends in.
const FUNCTION_WORDS: [char; 14] = [
    '对', '把', '将', '向', '从', '以', '和', '与', '及', '的', '由', '给', '被', '至',
];

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
