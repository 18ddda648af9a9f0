//! Candidate line ends and what is known about each.

use super::measure::{self, AUTOSPACE, Brackets, Left, Piece, Right};
use super::{Gap, Verdict, weights};
use crate::chars::{is_han, is_space};
use crate::lines::is_terminator;

/// Units above which a line is not one line of a column: flattened text, or one paragraph a line.
pub(super) const LONG: i32 = 50 * measure::EM;

/// The gap of the node at the begin of a text that begins without white space.
pub(super) const ORIGIN: u32 = u32::MAX;

/// A gap at which a line may end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) gap: u32,
    /// A line does end here: the gap holds a line end.
    pub(super) ends_line: bool,
    /// The gap is no autospace: if it is not a line end, it is damage.
    pub(super) hard: bool,
    pub(super) left: Left,
    pub(super) right: Right,
    /// Place of the text's end before the gap, and of its begin after it, on one long line.
    /// Autospace is not counted; the places that may have it are.
    pub(super) end: i32,
    pub(super) start: i32,
    pub(super) joints_end: i32,
    pub(super) joints_start: i32,
    /// Width of what cannot be broken off the text after the gap.
    pub(super) unit: i32,
    /// Sums up to the gap.
    pub(super) wobble: i32,
    pub(super) squeeze: i32,
    pub(super) stops: i32,
    /// Cost of the gap when it is no line end.
    pub(super) stray: i32,
    /// The first character after the gap.
    pub(super) initial: char,
    /// The text after the gap begins with an ordinal of a heading.
    pub(super) heads: bool,
    /// Inside brackets, inside quotes.
    pub(super) in_brackets: bool,
    pub(super) in_quotes: bool,
    /// Blank line in the gap; indent after it, in half-widths.
    pub(super) blank: Option<bool>,
    pub(super) indent: u16,
    /// What the opening or the signature decided.
    pub(super) forced: Option<Verdict>,
    /// Log-odds of blank line and indent, as learnt.
    pub(super) cue: i32,
    /// The row that ends here (or that the node is in) is longer than a line.
    pub(super) long: bool,
    /// The programme decided it.
    pub(super) solved: bool,
    pub(super) block: bool,
}

/// A source and its gaps: pieces by number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pieces<'a> {
    pub(super) source: &'a str,
    pub(super) gaps: &'a [Gap],
}

impl<'a> Pieces<'a> {
    /// The text before gap `index`, as far as the gap before.
    pub(super) fn before(&self, index: usize) -> &'a str {
        let start = index
            .checked_sub(1)
            .map_or(0, |before| self.gaps[before].span.end as usize);
        &self.source[start..self.gaps[index].span.start as usize]
    }

    /// The text from the end of gap `index` to the next.
    pub(super) fn after(&self, index: usize) -> &'a str {
        let end = self
            .gaps
            .get(index + 1)
            .map_or(self.source.len(), |next| next.span.start as usize);
        &self.source[self.gaps[index].span.end as usize..end]
    }

    pub(super) fn head(&self, index: usize) -> &'a str {
        &self.source[self.gaps[index].span.end as usize..]
    }

    pub(super) fn tail(&self, index: usize) -> &'a str {
        &self.source[..self.gaps[index].span.start as usize]
    }
}

/// How the spaces of a text are used.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Habits {
    /// Han and Latin are set a quarter of a Han apart.
    pub(super) autospace: bool,
    /// Cost of a space between Han and Latin, and between Latin and Han, that ends no line.
    pub(super) han_latin: i32,
    pub(super) latin_han: i32,
}

fn joint(left: Option<char>, right: Option<char>) -> (bool, bool) {
    let (Some(left), Some(right)) = (left, right) else {
        return (false, false);
    };
    let han = |c| is_han(c) || measure::is_radical(c);
    (
        han(left) && measure::is_latin(right),
        measure::is_latin(left) && han(right),
    )
}

/// Looks at the spaces between Han and Latin.
pub(super) fn habits(pieces: Pieces<'_>, measured: &[Piece]) -> Habits {
    let (mut into, mut out_of) = (0u32, 0u32);
    for (index, gap) in pieces.gaps.iter().enumerate() {
        if gap.newlines > 0 || gap.spaces == 0 {
            continue;
        }
        let (a, b) = joint(
            pieces.tail(index).chars().next_back(),
            pieces.head(index).chars().next(),
        );
        into += u32::from(a);
        out_of += u32::from(b);
    }
    let unspaced: u32 = measured.iter().map(|piece| piece.joints as u32).sum();
    // Where a space is written at one joint in five or more, one is set at every joint.
    let cost = |spaced: u32| {
        let share = (f64::from(spaced) + 0.5) / (f64::from(spaced + unspaced / 2) + 1.0);
        ((share.ln() * 100.0) as i32).max(weights::GAP_AT_MARK)
    };
    Habits {
        autospace: (into + out_of) * 4 > unspaced,
        han_latin: cost(into),
        latin_han: cost(out_of),
    }
}

/// Collects the candidates: every line end, and the spaces of rows longer than a line.
pub(super) fn collect(
    pieces: Pieces<'_>,
    measured: &[Piece],
    habits: Habits,
    nodes: &mut Vec<Node>,
) {
    nodes.clear();
    let mut here = Node {
        gap: 0,
        ends_line: true,
        hard: true,
        left: Left::Plain,
        right: Right::Plain,
        end: 0,
        start: 0,
        joints_end: 0,
        joints_start: 0,
        initial: '\0',
        unit: 0,
        wobble: 0,
        squeeze: 0,
        stops: 0,
        stray: 0,
        heads: false,
        in_brackets: false,
        in_quotes: false,
        blank: None,
        indent: 0,
        forced: None,
        cue: 0,
        long: false,
        solved: false,
        block: false,
    };
    let head = pieces.source;
    if pieces.gaps[0].span.start > 0 {
        // The text begins at once: a node for its begin, so that the first line is like all others.
        here.left = Left::Sentence;
        here.forced = Some(Verdict::Break);
        here.heads = super::words::ordinal(head).is_some_and(|rank| rank <= 4);
        here.initial = head.chars().next().unwrap_or_default();
        here.gap = ORIGIN;
        nodes.push(here);
        here.forced = None;
    }
    // The first node of the row.
    let mut row = nodes.len();
    for (index, (gap, piece)) in pieces.gaps.iter().zip(measured).enumerate() {
        here.end = here.start + piece.width;
        here.joints_end = here.joints_start + piece.joints;
        here.wobble += piece.wobble;
        here.squeeze += piece.squeeze;
        here.stops += piece.stops;
        here.gap = index as u32;
        here.ends_line = gap.newlines > 0 || gap.breaks || index + 1 == pieces.gaps.len();
        let (last, first) = (
            pieces.tail(index).chars().next_back(),
            pieces.head(index).chars().next(),
        );
        let (into, out_of) = joint(last, first);
        let narrow = last.is_some_and(|c| !measure::is_wide(c))
            && first.is_some_and(|c| !measure::is_wide(c));
        here.start = here.end + if narrow { AUTOSPACE } else { 0 };
        here.joints_start = here.joints_end + i32::from(into || out_of);
        here.initial = first.unwrap_or_default();
        let spread = index + 1 < measured.len()
            && (spread_out(measured, index) || spread_out(measured, index + 1));
        here.hard = !narrow && !spread && !((into || out_of) && habits.autospace);
        let stray = if here.ends_line {
            weights::BROKEN_LINE
        } else if spread || narrow {
            -5
        } else if into {
            habits.han_latin
        } else if out_of {
            habits.latin_han
        } else if last.is_some_and(|c| measure::closes(c) || measure::opens(c))
            || first.is_some_and(|c| measure::closes(c) || measure::opens(c))
        {
            weights::GAP_AT_MARK
        } else {
            weights::GAP_IN_HAN
        };
        here.stray = stray;
        here.left = measure::left(tail_of(pieces.tail(index)));
        let head = pieces.head(index);
        let ordinal = super::words::ordinal(head);
        here.right = measure::right_of(head, ordinal.is_some());
        here.heads = ordinal.is_some_and(|rank| rank <= 4);
        here.unit = measure::first_unit(head);
        here.blank = (!gap.has_cut).then_some(gap.newlines > 1);
        here.indent = indent(gap.span.of(pieces.source));
        nodes.push(here);
        if here.ends_line {
            let first = row;
            let begin = first.checked_sub(1).map_or(0, |before| nodes[before].start);
            if here.end - begin > LONG {
                for node in &mut nodes[first..] {
                    node.long = true;
                }
            } else {
                // The spaces of a row that is one line end nothing.
                let last = nodes.len() - 1;
                nodes.drain(first..last);
            }
            row = nodes.len();
        }
    }
}

/// The last few characters.
fn tail_of(text: &str) -> &str {
    let mut start = text.len().saturating_sub(24);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// Whether the piece is one of at least four of one character each: a letter-spaced line.
fn spread_out(measured: &[Piece], index: usize) -> bool {
    let single = |piece: &Piece| piece.characters <= 1;
    if !single(&measured[index]) {
        return false;
    }
    let before = measured[index.saturating_sub(4)..index]
        .iter()
        .rev()
        .take_while(|piece| single(piece))
        .count();
    let after = measured[index + 1..]
        .iter()
        .take(4)
        .take_while(|piece| single(piece))
        .count();
    before + after >= 3
}

/// Width of the white space after the last line end, in half-widths.
fn indent(gap: &str) -> u16 {
    let tail = gap
        .rfind(is_terminator)
        .map_or("", |last| gap[last..].trim_start_matches(is_terminator));
    tail.chars().filter(|&c| is_space(c)).fold(0u16, |sum, c| {
        sum.saturating_add(if c == '\t' { 4 } else { crate::chars::width(c) })
    })
}

/// How many characters apart the two halves of a pair may be.
const PAIR: usize = 160;

/// Marks the nodes that lie inside brackets or quotes.
pub(super) fn mark_pairs(source: &str, gaps: &[Gap], brackets: &Brackets, nodes: &mut [Node]) {
    // The bracket, the first node behind it, and where the text behind it begins.
    let mut open: Vec<(char, usize, usize)> = Vec::new();
    let mut cursor = 0;
    for &(position, c) in brackets {
        let position = position as usize;
        let end = position + c.len_utf8();
        while nodes.get(cursor).is_some_and(|node| {
            node.gap == ORIGIN || (gaps[node.gap as usize].span.end as usize) <= position
        }) {
            cursor += 1;
        }
        if matches!(c, '《' | '（' | '(' | '“' | '【') {
            if open.len() < 4 {
                open.push((c, cursor, end));
            } else {
                open.clear();
            }
            continue;
        }
        let want = match c {
            '》' => '《',
            '”' => '“',
            '】' => '【',
            _ => '（',
        };
        let found = open
            .iter()
            .rposition(|&(o, _, _)| o == want || (o == '(' && want == '（'));
        let Some(found) = found else { continue };
        let (_, from, since) = open[found];
        open.truncate(found);
        let limit = if c == '”' { 2 * PAIR } else { PAIR };
        if from == cursor || end - since > 4 * limit || source[since..end].chars().count() > limit {
            continue;
        }
        for node in &mut nodes[from..cursor] {
            if c == '”' {
                node.in_quotes = true;
            } else {
                node.in_brackets = true;
            }
        }
    }
}
