//! Candidate line ends and what is known about each.
//!
//! There may be a candidate for every few bytes, so a [`Node`] is small: what adds up along the
//! text is kept as sums that wrap around, of which only differences over about a line are used.

use super::measure::{self, AUTOSPACE, Brackets, Class, Left, Piece, Right, Side};
use super::{Gap, Verdict, weights};
use crate::chars::is_space;
use crate::lines::is_terminator;

/// Units above which a line is not one line of a column: flattened text, or one paragraph a line.
const LONG: u32 = 50 * measure::EM as u32;

/// The gap of the node at the begin of a text that begins without white space.
pub(super) const ORIGIN: u32 = u32::MAX;

/// A gap at which a line may end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) gap: u32,
    /// Place of the text's end before the gap, and of its begin after it, on one long line.
    /// Autospace is not counted; the places that may have it are.
    end: u32,
    start: u32,
    joints_end: u16,
    joints_start: u16,
    /// Sums up to the gap.
    wobble: u16,
    squeeze: u16,
    stops: u16,
    /// Width of what cannot be broken off the text after the gap.
    pub(super) unit: u16,
    /// The first character after the gap, as a number.
    pub(super) initial: u32,
    /// Cost of the gap when it is no line end.
    pub(super) stray: i16,
    /// Log-odds of blank line and indent, as learnt.
    pub(super) cue: i16,
    /// Indent after the gap, in half-widths, saturating.
    pub(super) indent: u8,
    seam: Seam,
    pub(super) left: Left,
    pub(super) right: Right,
    /// What the opening or the signature decided.
    pub(super) forced: Option<Verdict>,
    /// Blank line in the gap.
    pub(super) blank: Option<bool>,
    /// A line does end here: the gap holds a line end.
    pub(super) ends_line: bool,
    /// The gap is no autospace: if it is not a line end, it is damage.
    pub(super) hard: bool,
    /// The text after the gap begins with an ordinal of a heading.
    pub(super) heads: bool,
    /// Inside brackets, inside quotes.
    pub(super) in_brackets: bool,
    pub(super) in_quotes: bool,
    /// The row that ends here (or that the node is in) is longer than a line.
    pub(super) long: bool,
    /// The programme decided it.
    pub(super) solved: bool,
    pub(super) block: bool,
}

/// What a space is when it is no line end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seam {
    /// Set on purpose: between Latin words, or in a letter-spaced line.
    Loose,
    /// Between Han and Latin, and between Latin and Han.
    HanLatin,
    LatinHan,
    /// Beside punctuation.
    Mark,
    /// Between other characters.
    Han,
}

impl Seam {
    const fn between(last: Side, first: Side) -> Seam {
        match (last, first) {
            _ if !last.is_wide() && !first.is_wide() => Seam::Loose,
            (Side::Han, Side::Latin | Side::LatinMark) => Seam::HanLatin,
            (Side::Latin | Side::LatinMark, Side::Han) => Seam::LatinHan,
            _ if last.is_mark() || first.is_mark() => Seam::Mark,
            _ => Seam::Han,
        }
    }
}

/// By the number of what stands on both sides ([`measure::pair`]).
static SEAMS: [Seam; measure::PAIRS] = {
    let mut seams = [Seam::Han; measure::PAIRS];
    let mut pair = 0;
    while pair < measure::PAIRS {
        let (last, first) = measure::sides(pair);
        seams[pair] = Seam::between(last, first);
        pair += 1;
    }
    seams
};

/// The text between two nodes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// Width in units, autospace not counted; the places that may have it.
    pub(super) width: i32,
    pub(super) joints: u16,
    pub(super) wobble: u16,
    pub(super) squeeze: u16,
}

impl Node {
    /// The begin of the text.
    fn origin(source: &str) -> Node {
        Node {
            gap: ORIGIN,
            end: 0,
            start: 0,
            joints_end: 0,
            joints_start: 0,
            wobble: 0,
            squeeze: 0,
            stops: 0,
            unit: 0,
            initial: initial(source),
            stray: 0,
            cue: 0,
            indent: 0,
            seam: Seam::Han,
            left: Left::Sentence,
            right: Right::Plain,
            forced: Some(Verdict::Break),
            blank: None,
            ends_line: true,
            hard: true,
            heads: super::words::ordinal(source).is_some_and(|rank| rank <= 4),
            in_brackets: false,
            in_quotes: false,
            long: false,
            solved: false,
            block: false,
        }
    }

    /// What stands between the node and a later one.
    #[inline]
    pub(super) fn until(&self, later: &Node) -> Extent {
        const ENDLESS: u32 = 1 << 28;
        Extent {
            width: later.end.wrapping_sub(self.start).min(ENDLESS) as i32,
            joints: later.joints_end.wrapping_sub(self.joints_start),
            wobble: later.wobble.wrapping_sub(self.wobble),
            squeeze: later.squeeze.wrapping_sub(self.squeeze),
        }
    }

    /// Whether no sentence or clause ends between the node and a later one.
    #[inline]
    pub(super) fn is_unbroken(&self, later: &Node) -> bool {
        self.stops == later.stops
    }

    /// Goes on behind a piece to the gap after it; `first` is what begins behind that.
    #[inline]
    fn advance(&mut self, piece: &Piece, first: Class) {
        self.end = self.start.wrapping_add(piece.width);
        self.joints_end = self.joints_start.wrapping_add(piece.joints as u16);
        self.wobble = self.wobble.wrapping_add(piece.wobble as u16);
        self.squeeze = self.squeeze.wrapping_add(piece.squeeze as u16);
        self.stops = self.stops.wrapping_add(piece.stops as u16);
        self.left = piece.last.left();
        self.seam = SEAMS[measure::pair(piece.last, first)];
        let narrow = self.seam == Seam::Loose;
        let joint = matches!(self.seam, Seam::HanLatin | Seam::LatinHan);
        self.start = self
            .end
            .wrapping_add(if narrow { AUTOSPACE as u32 } else { 0 });
        self.joints_start = self.joints_end.wrapping_add(u16::from(joint));
    }

    /// Looks at what stands on both sides of the gap; `first` is what begins behind it.
    #[inline]
    fn read(&mut self, source: &str, gap: &Gap, first: Class) {
        if self.left == Left::Closing {
            self.left = measure::left(tail_of(&source[..gap.span.start as usize]));
        }
        let head = &source[gap.span.end as usize..];
        (self.right, self.heads) = (Right::Plain, false);
        if first.is(Class::CLOSES | Class::PAIRED) || super::words::may_open_block(head) {
            let ordinal = super::words::ordinal(head);
            self.right = measure::right_of(head, first, ordinal.is_some());
            self.heads = ordinal.is_some_and(|rank| rank <= 4);
        }
        self.unit = measure::first_unit(head);
        self.initial = initial(head);
        self.blank = (!gap.has_cut).then_some(gap.newlines > 1);
        self.indent = indent(source, gap);
    }
}

/// The first character, as a number.
#[inline]
fn initial(text: &str) -> u32 {
    match text.as_bytes() {
        // Han and all: the bytes, which are more than the number of any character.
        &[first @ 0xe0..0xf0, second, third, ..] => u32::from_be_bytes([0, first, second, third]),
        _ => text.chars().next().map_or(0, u32::from),
    }
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
    han_latin: i16,
    latin_han: i16,
}

impl Habits {
    /// Of a text with so many spaces into Latin and out of it, and so many joints without any.
    fn of(into: u32, out_of: u32, unspaced: u32) -> Habits {
        // Where a space is written at one joint in five or more, one is set at every joint.
        let cost = |spaced: u32| {
            let share = (f64::from(spaced) + 0.5) / (f64::from(spaced + unspaced / 2) + 1.0);
            ((share.ln() * 100.0) as i16).max(weights::GAP_AT_MARK)
        };
        Habits {
            autospace: (into + out_of) * 4 > unspaced,
            han_latin: cost(into),
            latin_han: cost(out_of),
        }
    }

    /// What the gap of a node, which is no line end in the text, is if it ends no line, and what
    /// that costs.
    fn judge(self, node: &mut Node) {
        let (hard, stray) = match node.seam {
            Seam::Loose => (false, -5),
            Seam::HanLatin => (!self.autospace, self.han_latin),
            Seam::LatinHan => (!self.autospace, self.latin_han),
            Seam::Mark => (true, weights::GAP_AT_MARK),
            Seam::Han => (true, weights::GAP_IN_HAN),
        };
        node.hard = hard;
        node.stray = stray;
    }
}

/// Collects the candidates: every line end, and the spaces of rows longer than a line.
pub(super) fn collect(
    pieces: Pieces<'_>,
    brackets: &mut Brackets,
    nodes: &mut Vec<Node>,
) -> Habits {
    let Pieces { source, gaps } = pieces;
    nodes.clear();
    brackets.clear();
    // Where gaps are few, all of them may be candidates; else most are spaces in short rows.
    if gaps.len() * size_of::<Node>() <= source.len() {
        nodes.reserve_exact(gaps.len() + 1);
    }
    let mut here = Node::origin(source);
    if gaps[0].span.start > 0 {
        // The text begins at once: a node for its begin, so that the first line is like all others.
        nodes.push(here);
    }
    here.forced = None;
    let (mut into, mut out_of, mut unspaced) = (0, 0, 0);
    let mut singles = 0;
    let mut start = 0;
    // The first node of the row, and where the row begins.
    let (mut row, mut begin) = (nodes.len(), 0);
    // Whether any row is long.
    let mut long = false;
    for (index, gap) in gaps.iter().enumerate() {
        let text = &source[start..gap.span.start as usize];
        let piece = measure::piece(text, start, gap.marks, brackets);
        singles = if measure::is_single(text) {
            singles + 1
        } else {
            0
        };
        if gap.has_cut {
            measure::brackets(gap.span.of(source), gap.span.start as usize, brackets);
        }
        start = gap.span.end as usize;
        let first = Class::at(source, start);
        here.gap = index as u32;
        here.ends_line = gap.newlines > 0 || gap.breaks || index + 1 == gaps.len();
        here.stray = if here.ends_line {
            weights::BROKEN_LINE
        } else {
            0
        };
        here.advance(&piece, first);
        here.read(source, gap, first);
        unspaced += piece.joints;
        if gap.newlines == 0 && gap.spaces > 0 {
            into += u32::from(here.seam == Seam::HanLatin);
            out_of += u32::from(here.seam == Seam::LatinHan);
        }
        if singles >= SPREAD {
            spread(nodes, index);
            if index + 1 < gaps.len() {
                here.seam = Seam::Loose;
            }
        }
        nodes.push(here);
        if here.ends_line {
            long |= end_row(row, begin, nodes);
            (row, begin) = (nodes.len(), here.start);
        }
    }
    let habits = Habits::of(into, out_of, unspaced);
    if long {
        for node in nodes.iter_mut().filter(|node| !node.ends_line) {
            habits.judge(node);
        }
    }
    habits
}

/// Keeps the nodes of a row as far as they are candidates: it begins at `begin` and with node
/// `first`. Says whether it is long.
#[inline]
fn end_row(first: usize, begin: u32, nodes: &mut Vec<Node>) -> bool {
    let Some((last, others)) = nodes[first..].split_last_mut() else {
        return false;
    };
    let long = last.end.wrapping_sub(begin) > LONG;
    if long {
        last.long = true;
        for node in others {
            node.long = true;
        }
    } else if let [first_of_row, ..] = others {
        // The spaces of a row that is one line end nothing.
        *first_of_row = *last;
        nodes.truncate(first + 1);
    }
    long
}

/// The last few characters.
fn tail_of(text: &str) -> &str {
    let mut start = text.len().saturating_sub(48);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// Pieces of one character each, one behind the other, that make a letter-spaced line.
const SPREAD: usize = 4;

/// Notes that piece `index` and those before it are a letter-spaced line.
fn spread(nodes: &mut [Node], index: usize) {
    for node in nodes.iter_mut().rev().take(SPREAD) {
        if node.gap == ORIGIN || node.gap as usize + SPREAD < index {
            return;
        }
        node.seam = Seam::Loose;
    }
}

/// Width of the white space after the last line end, in half-widths.
#[inline]
fn indent(source: &str, gap: &Gap) -> u8 {
    match source.as_bytes()[..gap.span.end as usize] {
        // A line end that is all of the gap, or the last of it.
        [.., b'\n'] if gap.newlines > 0 => 0,
        _ => deeper_indent(&source[gap.span.range()]),
    }
}

/// White space behind the last line end of `gap`, in half-widths.
pub(super) fn deeper_indent(gap: &str) -> u8 {
    let mut width = 0u8;
    let mut rest = gap.as_bytes();
    loop {
        // Nearly all gaps end in a line end and some plain or ideographic spaces.
        rest = match rest {
            [] => return 0,
            [.., b'\n'] => return width,
            [before @ .., b' '] => {
                width = width.saturating_add(1);
                before
            }
            [before @ .., 0xe3, 0x80, 0x80] => {
                width = width.saturating_add(2);
                before
            }
            _ => return odd_indent(gap),
        }
    }
}

/// The same of any gap.
#[inline(never)]
fn odd_indent(gap: &str) -> u8 {
    let tail = gap
        .rfind(is_terminator)
        .map_or("", |last| gap[last..].trim_start_matches(is_terminator));
    tail.chars().filter(|&c| is_space(c)).fold(0, |sum: u8, c| {
        sum.saturating_add(if c == '\t' {
            4
        } else {
            crate::chars::width(c) as u8
        })
    })
}

/// How many characters apart the two halves of a pair may be.
const PAIR: usize = 160;

/// Pairs that may be open at a time.
const DEPTH: usize = 4;

/// Marks the nodes that lie inside brackets or quotes.
pub(super) fn mark_pairs(source: &str, gaps: &[Gap], brackets: &Brackets, nodes: &mut [Node]) {
    // The bracket, the first node behind it, and where the text behind it begins.
    let mut open = [('\0', 0, 0); DEPTH];
    let mut depth = 0;
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
            if depth < DEPTH {
                open[depth] = (c, cursor, end);
                depth += 1;
            } else {
                depth = 0;
            }
            continue;
        }
        let want = match c {
            '》' => '《',
            '”' => '“',
            '】' => '【',
            _ => '（',
        };
        let found = open[..depth]
            .iter()
            .rposition(|&(o, _, _)| o == want || (o == '(' && want == '（'));
        let Some(found) = found else { continue };
        let (_, from, since) = open[found];
        depth = found;
        let limit = if c == '”' { 2 * PAIR } else { PAIR };
        if from == cursor || !is_within(&source[since..end], limit) {
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

/// Whether `text` has no more than so many characters.
fn is_within(text: &str, characters: usize) -> bool {
    text.len() <= characters || text.len() <= 4 * characters && text.chars().count() <= characters
}
