//! Brackets and straight quotes, which are decided two at a time.
//!
//! A straight quote closes when a quote is open and opens otherwise; a curly quote counts as the
//! side it shows. A straight quote whose partner is lost stays as it is. A pair is Chinese when
//! what it encloses has a Chinese character, when the last letter before it is one, or when one
//! follows directly; otherwise it belongs to Latin text, code or an emoticon and stays ASCII.
//!
//! Known failure: with one quote missing in the middle of a block, every straight quote after it
//! pairs with the wrong neighbour. Nothing in the text says which one was lost.

use super::fold::narrow;
use crate::chars::{is_han, is_letter};
use crate::edit::offset;
use crate::placeholder::Mask;

/// A replacement for the mark at a byte position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PairEdit {
    pub(super) position: u32,
    pub(super) mark: char,
}

/// A mark that waits for its partner.
#[derive(Debug, Clone, Copy)]
struct Open {
    position: u32,
    mark: char,
    /// The character before it.
    left: char,
    /// Whether the last letter before it is Chinese.
    in_chinese: bool,
}

/// Pair edits of one block; buffers are reused.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pub(super) edits: Vec<PairEdit>,
    brackets: Vec<Open>,
}

/// What stands before a position of a text.
#[derive(Debug, Default)]
struct Before {
    /// Up to where the text has been looked at.
    seen: usize,
    /// End of the last Chinese character.
    chinese: usize,
    /// End of the last letter, digit or Chinese character.
    word: usize,
    /// The last character.
    left: char,
    /// Whether the last letter is Chinese.
    in_chinese: bool,
}

impl Before {
    /// Goes on to `position`. The way is looked at backwards, and no further than needed.
    fn advance(&mut self, text: &str, position: usize) {
        let way = &text[self.seen..position];
        let (mut word, mut letter) = (false, false);
        for (at, c) in way.char_indices().rev() {
            let end = self.seen + at + c.len_utf8();
            if end == position {
                self.left = c;
            }
            let han = is_han(c);
            let is_letter = han || is_letter(c);
            if !word && (is_letter || c.is_numeric()) {
                (word, self.word) = (true, end);
            }
            if !letter && is_letter {
                (letter, self.in_chinese) = (true, han);
            }
            if han {
                self.chinese = end;
                break;
            }
        }
        self.seen = position;
    }

    /// Passes a mask, which is a Chinese word.
    fn pass(&mut self, text: &str, mask: &Mask) {
        self.advance(text, mask.span.start as usize);
        *self = Before {
            seen: mask.span.end as usize,
            chinese: mask.span.end as usize,
            word: mask.span.end as usize,
            left: '某',
            in_chinese: true,
        };
    }
}

impl Pairs {
    /// Finds the pairs of `text`; what is inside `masks` are none.
    pub(super) fn find(&mut self, text: &str, masks: &[Mask]) {
        self.edits.clear();
        self.brackets.clear();
        let bytes = text.as_bytes();
        let (mut double, mut single) = (None, None);
        let mut before = Before::default();
        let mut masks = masks.iter();
        let mut mask = masks.next();
        let mut position = 0;
        while let Some(&lead) = bytes.get(position) {
            if let Some(passed) = mask.filter(|mask| mask.span.start as usize <= position) {
                before.pass(text, passed);
                position = passed.span.end as usize;
                mask = masks.next();
                continue;
            }
            let length = match lead {
                b'(' | b')' | b'"' | b'\'' => 1,
                0xE2 if bytes[position + 1] == 0x80 => 3,
                0xEF if bytes[position + 1] == 0xBC => 3,
                _ => {
                    position += utf8_length(lead);
                    continue;
                }
            };
            let stop = position + length;
            let c = text[position..stop].chars().next().unwrap_or_default();
            let class = match c {
                '(' | '（' => Class::Open,
                ')' | '）' => Class::Close,
                '"' | '＂' | '“' | '”' => Class::Double,
                '\'' | '＇' | '‘' | '’' => Class::Single,
                _ => {
                    position = stop;
                    continue;
                }
            };
            before.advance(text, position);
            let right = text[stop..].chars().next().unwrap_or_default();
            let here = Open {
                position: offset(position),
                mark: c,
                left: before.left,
                in_chinese: before.in_chinese,
            };
            match class {
                Class::Open => self.brackets.push(here),
                Class::Close => {
                    if let Some(open) = self.brackets.pop() {
                        self.bracket(open, here, right, &before);
                    }
                }
                Class::Double => self.quote(&mut double, here, right, &before, ['“', '”']),
                Class::Single if is_apostrophe(before.left, c, right) => {}
                Class::Single => self.quote(&mut single, here, right, &before, ['‘', '’']),
            }
            (before.seen, before.left) = (stop, c);
            position = stop;
        }
        self.edits.sort_unstable_by_key(|edit| edit.position);
    }

    fn bracket(&mut self, open: Open, close: Open, right: char, before: &Before) {
        let encloses = before.chinese > open.position as usize;
        let beside =
            (open.is_in_chinese() || is_han(right)) && !narrow(open.left).is_ascii_alphanumeric();
        let mixed = open.mark.is_ascii() != close.mark.is_ascii();
        if (encloses || beside || mixed) && before.word > open.position as usize {
            self.change(open, '(', '（');
            self.change(close, ')', '）');
        }
    }

    fn quote(
        &mut self,
        slot: &mut Option<Open>,
        here: Open,
        right: char,
        before: &Before,
        marks: [char; 2],
    ) {
        let opens = match here.mark {
            '“' | '‘' => true,
            '”' | '’' => false,
            _ => slot.is_none(),
        };
        if opens {
            *slot = Some(here);
            return;
        }
        let Some(open) = slot.take() else { return };
        let curly = is_curly(open.mark) || is_curly(here.mark);
        let encloses = before.chinese > open.position as usize;
        if !(curly || encloses || open.is_in_chinese() || is_han(right)) {
            return;
        }
        for (side, mark) in [(open, marks[0]), (here, marks[1])] {
            if !is_curly(side.mark) {
                self.edits.push(PairEdit {
                    position: side.position,
                    mark,
                });
            }
        }
    }

    fn change(&mut self, at: Open, from: char, mark: char) {
        if at.mark == from {
            self.edits.push(PairEdit {
                position: at.position,
                mark,
            });
        }
    }
}

/// What a mark does.
#[derive(Debug, Clone, Copy)]
enum Class {
    Open,
    Close,
    Double,
    Single,
}

/// Length of a character by its first byte.
fn utf8_length(lead: u8) -> usize {
    match lead {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

fn is_curly(mark: char) -> bool {
    matches!(mark, '“' | '”' | '‘' | '’')
}

impl Open {
    /// Whether the text before it is Chinese and no code.
    fn is_in_chinese(&self) -> bool {
        self.in_chinese && !matches!(self.left, '{' | '[' | '=' | '<' | '`' | '\\')
    }
}

/// don't, 90's: between two letters or digits, or behind a digit (feet, minutes).
fn is_apostrophe(left: char, mark: char, right: char) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric();
    let (left, right) = (narrow(left), narrow(right));
    letter(left) && letter(right) || mark == '\'' && left.is_ascii_digit() && !is_han(right)
}

#[cfg(test)]
mod tests {
    use super::Pairs;

    fn paired(text: &str) -> String {
        let mut pairs = Pairs::default();
        pairs.find(text, &[]);
        let mut output = text.to_owned();
        for edit in pairs.edits.iter().rev() {
            let at = edit.position as usize;
            let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
            output.replace_range(at..end, edit.mark.encode_utf8(&mut [0; 4]));
        }
        output
    }

    #[test]
    fn hits() {
        for (from, to) in [
            ("一座\"会说话\"的水塔", "一座“会说话”的水塔"),
            ("他说\"OK\"。", "他说“OK”。"),
            ("“第一车间\"的旗子", "“第一车间”的旗子"),
            ("\"闸门'一号'\"", "“闸门‘一号’”"),
            ("(试行)", "（试行）"),
            ("(一)抓水源", "（一）抓水源"),
            ("（暂行)", "（暂行）"),
            ("值班表(A组)", "值班表（A组）"),
            ("卫生局(WHO)", "卫生局（WHO）"),
        ] {
            assert_eq!(paired(from), to);
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "say \"yes\" to it",
            "f(x)",
            "don't",
            "1)阀门",
            "谢谢(^_^)",
            "只有一个\"",
            "5'10",
            "f(x)的值",
            "{\"a\":1}",
        ] {
            assert_eq!(paired(text), text);
        }
    }
}
