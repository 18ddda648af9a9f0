//! What is seen of a block at first sight; kinds are decided on sketches.

use super::fold::{fold, fold_block};
use super::omission::is_omission;
use super::ordinals::{Family, Ordinal, ends_in_piece, numeral, ordinal_at};
use super::salutation::is_salutation;
use crate::chars::han_run;
use crate::edit::Span;
use crate::layout::{Gap, Verdict};
use std::ops::Range;

/// Longer blocks are paragraphs without another look: three and a half lines of a GB/T 9704
/// page (28 characters), more than any title or heading takes.
const LIMIT: usize = 98;

/// What a block is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Too long to be anything but a paragraph.
    Long,
    Line,
    Ordinal(Ordinal),
    Salutation,
    Omission,
}

/// What a block ends in, closing quotes and brackets aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// A letter, a digit.
    Open,
    /// A closing bracket with no punctuation in front.
    Closed,
    /// 。
    Stop,
    /// ！？
    Cry,
    Colon,
    /// ，、； : the sentence goes on in the next block.
    Comma,
}

/// A block at first sight.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sketch {
    pub(super) block: Span,
    gaps: (u32, u32),
    pub(super) shape: Shape,
    pub(super) end: End,
    /// Characters, saturating at one above the limit.
    pub(super) chars: u16,
    /// 。or ； with text behind them: more than one clause that could stand alone.
    pub(super) stops: u16,
    /// ！or ？ with text behind them.
    pub(super) cries: u16,
    /// Whether the ordinal is all there is.
    pub(super) bare: bool,
    /// Whether an ordinal of the same family comes again inside: 一是水质，二是水量.
    pub(super) counts_on: bool,
}

impl Sketch {
    pub(super) fn family(&self) -> Option<Family> {
        match self.shape {
            Shape::Ordinal(ordinal) => Some(ordinal.family),
            _ => None,
        }
    }

    /// A piece of a compilation begins here: 篇一.
    pub(super) fn is_piece(&self) -> bool {
        self.family() == Some(Family::Piece)
            && self.stops == 0
            && matches!(self.end, End::Open | End::Closed | End::Colon)
    }

    /// A piece told by the end of its line, 讲话稿 篇1: it may be the title of a single speech.
    pub(super) fn ends_in_piece(&self) -> bool {
        matches!(self.shape, Shape::Ordinal(ordinal) if ordinal.length == 0) && self.is_piece()
    }

    /// A line that says no whole sentence.
    pub(super) fn is_open_line(&self) -> bool {
        self.shape == Shape::Line && self.stops == 0 && matches!(self.end, End::Open | End::Closed)
    }

    /// Writes the folded text into `buffer`.
    pub(super) fn text<'b>(&self, source: &str, gaps: &[Gap], buffer: &'b mut String) -> &'b str {
        let inner = &gaps[self.gaps.0 as usize..self.gaps.1 as usize];
        fold_block(source, self.block.range(), inner, LIMIT, buffer);
        buffer.trim()
    }
}

/// Fills `sketches`, one a block.
pub(super) fn draw(source: &str, gaps: &[Gap], buffer: &mut String, sketches: &mut Vec<Sketch>) {
    sketches.clear();
    let mut start = 0u32;
    let mut inner = 0;
    for (index, gap) in gaps.iter().enumerate() {
        if gap.verdict != Verdict::Break {
            if gap.span.start == start {
                start = gap.span.end;
                inner = index + 1;
            }
            continue;
        }
        let block = Span {
            start,
            end: gap.span.start,
        };
        sketches.push(sketch(source, block, inner..index, gaps, buffer));
        start = gap.span.end;
        inner = index + 1;
    }
}

fn sketch(
    source: &str,
    block: Span,
    inner: Range<usize>,
    gaps: &[Gap],
    buffer: &mut String,
) -> Sketch {
    let mut sketch = Sketch {
        block,
        gaps: (inner.start as u32, inner.end as u32),
        shape: Shape::Long,
        end: End::Open,
        chars: LIMIT as u16 + 1,
        stops: 1,
        cries: 0,
        bare: false,
        counts_on: false,
    };
    if surely_long(source, block, &gaps[inner.clone()])
        || !fold_block(source, block.range(), &gaps[inner], LIMIT, buffer)
    {
        sketch.end = end_of(block.of(source));
        return sketch;
    }
    let text = buffer.trim();
    sketch.end = end_of(text);
    (sketch.chars, sketch.stops, sketch.cries) = count(text);
    sketch.shape = if is_omission(text) {
        Shape::Omission
    } else if is_salutation(text) {
        Shape::Salutation
    } else if let Some(ordinal) = ordinal_at(text) {
        sketch.bare = text[ordinal.length..].trim().is_empty();
        sketch.counts_on = counts_on(&text[ordinal.length..], ordinal);
        Shape::Ordinal(ordinal)
    } else if sketch.chars <= 40 && sketch.stops == 0 && ends_in_piece(text) {
        Shape::Ordinal(Ordinal {
            family: Family::Piece,
            number: 0,
            length: 0,
        })
    } else {
        Shape::Line
    };
    sketch
}

/// Whether a block is longer than the limit, as far as its ideographs tell: three bytes each,
/// whose first is no part of any other character.
fn surely_long(source: &str, block: Span, gaps: &[Gap]) -> bool {
    const AT_ONCE: usize = 128;
    let length = (block.end - block.start) as usize;
    if length <= LIMIT * 3 || length > LIMIT * 12 {
        return length > LIMIT * 3;
    }
    let mut start = block.start as usize;
    let mut seen = 0;
    let ends = gaps.iter().map(|gap| gap.span).chain([Span {
        start: block.end,
        end: block.end,
    }]);
    for gap in ends {
        for bytes in source.as_bytes()[start..gap.start as usize].chunks(AT_ONCE) {
            let ideograph = |&byte: &u8| u8::from((0xe4..=0xe9).contains(&byte));
            seen += usize::from(bytes.iter().map(ideograph).sum::<u8>());
            if seen > LIMIT {
                return true;
            }
        }
        start = gap.end as usize;
    }
    false
}

const CLOSERS: [char; 11] = ['”', '’', '"', '\'', '）', '》', '】', '」', '』', ']', ' '];

fn end_of(text: &str) -> End {
    let mut closed = false;
    for c in text.chars().rev().filter_map(fold) {
        match c {
            '。' | '…' | '.' | '~' | '～' => return End::Stop,
            '！' | '？' => return End::Cry,
            '：' => return End::Colon,
            '，' | '、' | '；' => return End::Comma,
            _ if CLOSERS.contains(&c) => closed |= c != ' ',
            _ => break,
        }
    }
    if closed { End::Closed } else { End::Open }
}

/// Characters, and sentence ends with text behind them.
fn count(text: &str) -> (u16, u16, u16) {
    let (mut chars, mut stops, mut cries) = (0, 0, 0);
    let body = text.trim_end_matches(|c| CLOSERS.contains(&c));
    let last = body
        .chars()
        .next_back()
        .map_or(0, |c| body.len() - c.len_utf8());
    let mut position = 0;
    loop {
        let end = han_run(text, position);
        chars += ((end - position) / 3) as u16;
        let Some(c) = text[end..].chars().next() else {
            return (chars, stops, cries);
        };
        position = end + c.len_utf8();
        chars += 1;
        if end < last {
            stops += u16::from(matches!(c, '。' | '；'));
            cries += u16::from(matches!(c, '！' | '？'));
        }
    }
}

/// Whether `rest` goes on counting: 一是水质，二是水量.
fn counts_on(rest: &str, ordinal: Ordinal) -> bool {
    let informal = matches!(ordinal.family, Family::Point | Family::First);
    informal
        && rest.char_indices().any(|(at, c)| {
            (c == '第' || numeral(c) == Some(ordinal.number + 1))
                && ordinal_at(&rest[at..]).is_some_and(|next| {
                    next.family == ordinal.family && next.number == ordinal.number + 1
                })
        })
}
