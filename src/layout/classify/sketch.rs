//! What is seen of a block at first sight; kinds are decided on sketches.
//!
//! First sight is the first and the last characters: they tell that most blocks have no shape but
//! that of a paragraph, and what a block ends in. Its length and its inner sentence ends are
//! looked at only when a kind depends on them ([`Reader`]).

use super::fold::{fold, fold_block};
use super::omission::{is_omission, may_be_omission};
use super::ordinals::{Family, Ordinal, ends_in_piece, may_be_ordinal, numeral, ordinal_at};
use super::salutation::{is_salutation, may_be_salutation};
use crate::chars::han_run;
use crate::edit::Span;
use crate::layout::{Gap, Verdict};
use crate::marks::Marks;
use crate::sets::Gate;

/// Longer blocks are paragraphs without another look: three and a half lines of a GB/T 9704
/// page (28 characters), more than any title or heading takes.
const LIMIT: usize = 98;

/// Longest line that is a piece by its end.
const LONGEST_PIECE: usize = 40;

/// What a block is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A paragraph, or a line.
    Plain,
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
    /// What its characters are of interest for.
    marks: Marks,
    pub(super) shape: Shape,
    pub(super) end: End,
}

impl Sketch {
    pub(super) fn family(&self) -> Option<Family> {
        match self.shape {
            Shape::Ordinal(ordinal) => Some(ordinal.family),
            _ => None,
        }
    }

    /// Whether neither a sentence ends with the block nor a colon opens what is below.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.end, End::Open | End::Closed)
    }
}

/// Sentence ends with text behind them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inner {
    /// 。or ； : more than one clause that could stand alone.
    pub(super) stops: u16,
    /// ！or ？
    pub(super) cries: u16,
}

/// Looks at a block once more.
pub(super) struct Reader<'a> {
    source: &'a str,
    gaps: &'a [Gap],
    buffer: &'a mut String,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a str, gaps: &'a [Gap], buffer: &'a mut String) -> Self {
        Reader {
            source,
            gaps,
            buffer,
        }
    }

    /// Fills `sketches`, one a block.
    pub(super) fn draw(&mut self, sketches: &mut Vec<Sketch>) {
        sketches.clear();
        let breaks = |gap: &&Gap| gap.verdict == Verdict::Break;
        sketches.reserve(self.gaps.iter().filter(breaks).count());
        let mut start = 0u32;
        let mut inner = 0;
        let mut marks = Marks::default();
        for (index, gap) in self.gaps.iter().enumerate() {
            marks.add(gap.marks);
            if gap.verdict != Verdict::Break {
                if gap.span.start == start {
                    start = gap.span.end;
                    inner = index as u32 + 1;
                }
                continue;
            }
            let block = Span {
                start,
                end: gap.span.start,
            };
            sketches.push(self.sketch(block, (inner, index as u32), marks));
            start = gap.span.end;
            inner = index as u32 + 1;
            marks = Marks::default();
        }
    }

    fn sketch(&mut self, block: Span, gaps: (u32, u32), marks: Marks) -> Sketch {
        let mut sketch = Sketch {
            block,
            gaps,
            marks,
            shape: Shape::Plain,
            end: End::Stop,
        };
        let text = block.of(self.source);
        let tail = if gaps.0 == gaps.1 {
            text
        } else {
            self.tail(&sketch)
        };
        let omission = may_be_omission(text, tail);
        let ordinal = may_be_ordinal(text);
        // Most blocks are sentences.
        let (mut salutation, mut piece) = (false, false);
        if !tail.ends_with('。') {
            sketch.end = self.end_of(&sketch, tail);
            salutation = may_be_salutation(tail);
            piece = may_end_in_piece(tail);
        }
        if !(omission || salutation || piece || ordinal) || self.is_long(&sketch) {
            return sketch;
        }
        let text = if omission || salutation || piece || gaps.0 < gaps.1 {
            self.text(&sketch)
        } else {
            // Ordinals are read through a fold of their own.
            tail
        };
        if omission && is_omission(text) {
            sketch.shape = Shape::Omission;
        } else if salutation && is_salutation(text) {
            sketch.shape = Shape::Salutation;
        } else if let Some(ordinal) = ordinal.then(|| ordinal_at(text)).flatten() {
            sketch.shape = Shape::Ordinal(ordinal);
        } else if piece && is_piece_by_its_end(text) {
            sketch.shape = Shape::Ordinal(Ordinal {
                family: Family::Piece,
                number: 0,
                length: 0,
            });
        }
        sketch
    }

    fn inner(&self, sketch: &Sketch) -> &'a [Gap] {
        &self.gaps[sketch.gaps.0 as usize..sketch.gaps.1 as usize]
    }

    /// What stands behind the last gap inside.
    fn tail(&self, sketch: &Sketch) -> &'a str {
        let start = match self.inner(sketch) {
            [.., last] => last.span.end,
            [] => sketch.block.start,
        };
        &self.source[start as usize..sketch.block.end as usize]
    }

    fn end_of(&mut self, sketch: &Sketch, tail: &str) -> End {
        match end_of(tail) {
            Ok(end) => end,
            Err(end) if tail.len() as u32 == sketch.block.end - sketch.block.start => end,
            // The tail is all quotes and brackets.
            Err(_) => {
                let whole = if self.is_long(sketch) {
                    end_of(sketch.block.of(self.source))
                } else {
                    end_of(self.text(sketch))
                };
                whole.unwrap_or_else(|end| end)
            }
        }
    }

    /// The text of the block, folded, as far as the limit.
    pub(super) fn text(&mut self, sketch: &Sketch) -> &str {
        let text = sketch.block.of(self.source);
        let gaps = self.inner(sketch);
        if sketch.marks.any(Marks::FOLD) || self.is_long(sketch) {
            return fold_block(self.source, sketch.block.range(), gaps, LIMIT, self.buffer).trim();
        }
        if gaps.is_empty() {
            return text;
        }
        join(self.source, sketch.block, gaps, self.buffer);
        self.buffer.trim()
    }

    /// Whether the block has more than `most` characters.
    pub(super) fn is_longer(&self, sketch: &Sketch, most: usize) -> bool {
        let gaps = self.inner(sketch);
        if gaps.is_empty() {
            return is_longer(sketch.block.of(self.source), most);
        }
        let mut characters = 0;
        let mut start = sketch.block.start;
        for gap in gaps {
            let piece = &self.source[start as usize..gap.span.start as usize];
            if is_longer(piece, most) {
                return true;
            }
            characters += count(piece) + usize::from(gap.verdict == Verdict::Space);
            if characters > most {
                return true;
            }
            start = gap.span.end;
        }
        is_longer(self.tail(sketch), most - characters)
    }

    /// Too long to be anything but a paragraph.
    pub(super) fn is_long(&self, sketch: &Sketch) -> bool {
        self.is_longer(sketch, LIMIT)
    }

    /// Whether the first character is `c` once it is folded.
    pub(super) fn opens_with(&self, sketch: &Sketch, c: char) -> bool {
        let first = sketch.block.of(self.source).chars().next();
        first.and_then(fold) == Some(c)
    }

    /// Sentence ends inside. What is too long surely holds some.
    pub(super) fn sentences(&mut self, sketch: &Sketch) -> Inner {
        const ENDS: Marks = Marks::STOP
            .or(Marks::SEMICOLON)
            .or(Marks::CRY)
            .or(Marks::FOLD);
        if self.is_long(sketch) {
            return Inner { stops: 1, cries: 0 };
        }
        if !sketch.marks.any(ENDS) {
            return Inner { stops: 0, cries: 0 };
        }
        if sketch.gaps.0 == sketch.gaps.1 {
            return sentences(sketch.block.of(self.source));
        }
        sentences(self.text(sketch))
    }

    /// A piece of a compilation begins here: 篇一.
    pub(super) fn is_piece(&mut self, sketch: &Sketch) -> bool {
        sketch.family() == Some(Family::Piece)
            && (sketch.is_open() || sketch.end == End::Colon)
            && self.sentences(sketch).stops == 0
    }

    /// A piece told by the end of its line, 讲话稿 篇1: it may be the title of a single speech.
    pub(super) fn ends_in_piece(&mut self, sketch: &Sketch) -> bool {
        matches!(sketch.shape, Shape::Ordinal(ordinal) if ordinal.length == 0)
            && self.is_piece(sketch)
    }

    /// A line that says no whole sentence.
    pub(super) fn is_open_line(&mut self, sketch: &Sketch) -> bool {
        sketch.shape == Shape::Plain && sketch.is_open() && self.sentences(sketch).stops == 0
    }
}

/// Writes the text of a block into `buffer`.
fn join(source: &str, block: Span, gaps: &[Gap], buffer: &mut String) {
    buffer.clear();
    let mut start = block.start as usize;
    for gap in gaps {
        buffer.push_str(&source[start..gap.span.start as usize]);
        if gap.verdict == Verdict::Space {
            buffer.push(' ');
        }
        start = gap.span.end as usize;
    }
    buffer.push_str(&source[start..block.end as usize]);
}

/// Whether `text` has more than `most` characters, which take one to four bytes each.
fn is_longer(text: &str, most: usize) -> bool {
    text.len() > most && (text.len() > 4 * most || count(text) > most)
}

/// Characters of a text.
fn count(text: &str) -> usize {
    // As many at once as a byte can count.
    let begins = |&byte: &u8| u8::from(byte & 0xc0 != 0x80);
    let sum = |bytes: &[u8]| usize::from(bytes.iter().map(begins).sum::<u8>());
    text.as_bytes().chunks(128).map(sum).sum()
}

const CLOSERS: [char; 11] = ['”', '’', '"', '\'', '）', '》', '】', '」', '』', ']', ' '];

/// What `text` ends in; `Err` when closing quotes and brackets are all there is.
fn end_of(text: &str) -> Result<End, End> {
    if let [.., 0xe5..=0xe9, _, _] = text.as_bytes() {
        // Han.
        return Ok(End::Open);
    }
    let mut closed = false;
    let end = |closed| if closed { End::Closed } else { End::Open };
    for c in text.chars().rev().filter_map(fold) {
        match c {
            '\u{4e00}'..='\u{9fff}' => return Ok(end(closed)),
            '。' | '…' | '.' | '~' | '～' => return Ok(End::Stop),
            '！' | '？' => return Ok(End::Cry),
            '：' => return Ok(End::Colon),
            '，' | '、' | '；' => return Ok(End::Comma),
            _ if CLOSERS.contains(&c) => closed |= c != ' ',
            _ => return Ok(end(closed)),
        }
    }
    Err(end(closed))
}

/// Sentence ends with text behind them; `text` may be folded or not.
fn sentences(text: &str) -> Inner {
    let mut inner = Inner { stops: 0, cries: 0 };
    let mut body = text.char_indices().rev();
    let closer = |c| fold(c).is_none_or(|c| CLOSERS.contains(&c));
    let last = body.find(|&(_, c)| !closer(c)).map_or(0, |(at, _)| at);
    let mut position = 0;
    loop {
        position = han_run(text, position);
        if position >= last {
            return inner;
        }
        match text.as_bytes()[position..] {
            // ，：（）
            [0xef, 0xbc, 0x8c | 0x9a | 0x88 | 0x89, ..] => position += 3,
            _ => {
                let Some(c) = text[position..].chars().next() else {
                    return inner;
                };
                position += c.len_utf8();
                match fold(c) {
                    Some('。' | '；') => inner.stops += 1,
                    Some('！' | '？') => inner.cries += 1,
                    _ => {}
                }
            }
        }
    }
}

/// Whether a text may end in the number of a piece; `tail` is its end, unfolded.
fn may_end_in_piece(tail: &str) -> bool {
    static NUMBERS: Gate = Gate::of("〇一二三四五六七八九十");
    if let [.., 0xe5..=0xe9, _, _] = tail.as_bytes()
        && !NUMBERS.closes(tail)
    {
        return false;
    }
    let mut last = tail.chars().rev().filter_map(fold);
    last.find(|c| !matches!(c, '）' | '：' | ' '))
        .is_none_or(|c| c.is_ascii_digit() || numeral(c).is_some())
}

fn is_piece_by_its_end(text: &str) -> bool {
    !is_longer(text, LONGEST_PIECE) && sentences(text).stops == 0 && ends_in_piece(text)
}
