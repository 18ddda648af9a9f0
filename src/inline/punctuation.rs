//! Half-width punctuation back to full width where it is Chinese (normal form 1.3).
//!
//! A mark is judged by the characters on both sides, and where these are ASCII too (`5%,8%`), by
//! the nearest letters: Han makes it Chinese, Latin on either side leaves it. Other marks are
//! looked past, whatever their width: so the verdict is the same before and after they change. Numbers, times,
//! ratios, thousands (three digits behind a comma), URLs, file names and code stay.
//!
//! Known failures: a list of bare numbers in groups of three (`102,103,104` as room numbers)
//! reads as one number; an ASCII full stop between two Han characters is only taken for 。 where
//! the block has no 。 at all, because 列夫.托尔斯泰 is a name.

use crate::chars::{is_full_width_punctuation, is_han, is_letter};
use crate::inline::fold::narrow;

/// How far the nearest letter is looked for, in bytes.
const REACH: usize = 48;

/// The text around a mark. `\0` stands for the end of the block, 某 for a masked word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    /// The block.
    pub(super) text: &'a str,
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    pub(super) left: char,
    pub(super) right: char,
}

impl Around<'_> {
    fn is_chinese(&self, bare: &mut Bare) -> bool {
        is_han(self.left) || is_han(self.right) || self.stands_in_chinese(bare)
    }

    /// Whether the nearest letters on both sides are Han, as far as there are any.
    fn stands_in_chinese(&self, bare: &mut Bare) -> bool {
        match bare.letters(self) {
            (Some(left), Some(right)) => is_han(left) && (is_han(right) || self.closes()),
            // At the end of a block a word in brackets does not speak for the sentence: 效率（OEE）；
            (Some(one), None) => is_han(one) || self.closes() && self.near().any(is_han),
            (None, Some(one)) => is_han(one),
            (None, None) => false,
        }
    }

    /// The characters before, nearest first, within reach.
    fn near(&self) -> impl Iterator<Item = char> {
        self.before.chars().rev().take(REACH / 3)
    }

    /// Whether something is closed on the left: what follows begins anew, in whatever script.
    fn closes(&self) -> bool {
        matches!(
            narrow(self.left),
            ')' | '%' | '"' | '\'' | '”' | '’' | '》' | '℃'
        )
    }

    fn joins_digits(&self) -> bool {
        narrow(self.left).is_ascii_digit() && narrow(self.right).is_ascii_digit()
    }

    fn joins_ascii_words(&self) -> bool {
        let word = |c: char| {
            c.is_ascii_alphanumeric()
                || matches!(
                    c,
                    '/' | '_' | '-' | '@' | '&' | '=' | '#' | '\\' | '+' | '~'
                )
        };
        word(narrow(self.left)) && word(narrow(self.right))
    }
}

/// A span of the block that is known to hold no letter: one mark of a row after the other need not
/// look through the row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bare {
    start: usize,
    end: usize,
}

impl Bare {
    /// The nearest letters on both sides, Han or other, within reach; digits, signs and spaces do
    /// not count.
    fn letters(&mut self, around: &Around<'_>) -> (Option<char>, Option<char>) {
        let Around { text, .. } = *around;
        let left = around.before.len();
        let right = text.len() - around.after.len();
        // Between the two there are only marks and spaces.
        if left > self.end || right < self.start {
            (self.start, self.end) = (left, right);
        } else {
            (self.start, self.end) = (self.start.min(left), self.end.max(right));
        }
        let mut first = None;
        while left - self.start <= REACH
            && let Some(c) = text[..self.start].chars().next_back()
        {
            if counts(c) {
                first = Some(c);
                break;
            }
            self.start -= c.len_utf8();
        }
        let mut second = None;
        while self.end - right <= REACH
            && let Some(c) = text[self.end..].chars().next()
        {
            if counts(c) {
                second = Some(c);
                break;
            }
            self.end += c.len_utf8();
        }
        (first, second)
    }
}

/// Whether it is a letter, Han or other.
fn counts(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_alphabetic(),
        false => is_han(c) || is_letter(c),
    }
}

/// The full-width mark for the ASCII mark `mark`, if it is Chinese here.
pub(super) fn widen(mark: char, around: &Around<'_>, bare: &mut Bare) -> Option<&'static str> {
    let stays = match mark {
        ',' => is_thousands(around) || around.joins_ascii_words() && !around.joins_digits(),
        ':' => {
            around.joins_digits()
                || around.joins_ascii_words()
                || matches!(narrow(around.right), '/' | '\\' | ')')
        }
        ';' => around.joins_ascii_words() && !around.joins_digits() || narrow(around.right) == ')',
        '?' | '!' => around.joins_ascii_words() || narrow(around.right) == '=',
        _ => true,
    };
    (!stays && around.is_chinese(bare)).then(|| wide(mark))
}

/// The full-width mark for the ASCII mark `mark`. Between Han it is that, whatever else there is.
pub(super) fn wide(mark: char) -> &'static str {
    match mark {
        ',' => "，",
        ':' => "：",
        ';' => "；",
        '?' => "？",
        _ => "！",
    }
}

/// A comma between digits with exactly three behind it: 1,862.
fn is_thousands(around: &Around<'_>) -> bool {
    let digits = |characters: &mut dyn Iterator<Item = char>| {
        characters
            .take_while(|&c| narrow(c).is_ascii_digit())
            .take(4)
            .count()
    };
    let behind = digits(&mut around.after.chars());
    let before = digits(&mut around.before.chars().rev());
    behind == 3 && (1..=3).contains(&before)
}

/// A single ASCII full stop that ends a Chinese sentence. `sentences` says whether the block
/// uses the ASCII full stop for 。 throughout.
pub(super) fn is_full_stop(around: &Around<'_>, sentences: bool) -> bool {
    let ends = is_han(around.left) || matches!(around.left, '”' | '》' | '）' | '’' | '%');
    if !ends || is_ordinal(around.before) {
        return false;
    }
    match around.right {
        '\0' | '”' | '’' | '"' => true,
        right => sentences && is_han(right),
    }
}

/// Whether a block uses the ASCII full stop for 。: it has none of the latter, and ends in the
/// former behind a Chinese character.
pub(super) fn uses_full_stops(text: &str) -> bool {
    let mut last = text.chars().rev();
    last.next() == Some('.') && last.next().is_some_and(is_han) && !text.contains('。')
}

/// 一. at the start of a block is a heading's ordinal.
fn is_ordinal(before: &str) -> bool {
    let mut numerals = before.chars();
    before.len() <= 12 && numerals.all(|c| "一二三四五六七八九十百第".contains(c))
}

/// What a run of dots of any make becomes: an ellipsis of six points, if it is one.
///
/// GB/T 15834-2011, 4.11: six points; twelve (two of them) where whole paragraphs are left out.
pub(super) fn ellipsis(
    dot: char,
    count: usize,
    around: &Around<'_>,
    bare: &mut Bare,
) -> Option<&'static str> {
    let latin = |c: char| narrow(c).is_ascii_alphanumeric();
    if latin(around.left) && latin(around.right) || around.left == '/' || around.right == '/' {
        return None;
    }
    let chinese = around.is_chinese(bare) || around.left == '\0' && around.right == '\0';
    match dot {
        '…' | '⋯' => (chinese && !(dot == '…' && (count == 2 || count == 4))).then_some("……"),
        '。' => (count >= 3).then_some("……"),
        _ => (count >= 3 && chinese).then_some("……"),
    }
}

/// What a run of hyphens or lines becomes: a dash two characters long, if it is one.
pub(super) fn dash(mark: char, count: usize, around: &Around<'_>) -> Option<&'static str> {
    let text = |c: char| {
        is_han(c)
            || is_full_width_punctuation(c)
            || matches!(c, ',' | ':' | ';' | '?' | '(' | ')' | '"' | '\'')
    };
    let beside = match mark {
        '-' => {
            text(around.left) && (text(around.right) || narrow(around.right).is_ascii_digit())
                || around.left == '\0' && is_han(around.right)
        }
        _ => text(around.left) || text(around.right),
    };
    let long_enough = match mark {
        '-' | '－' | '–' => count == 2 || count == 3,
        '─' | '━' => count <= 3,
        '—' => count == 3,
        _ => false,
    };
    (beside && long_enough).then_some("——")
}

/// Full-width marks that belong to a number: the point of ３．５, the comma of １，２８０, the colon of
/// ８：３０. Only between digits of which one at least is full-width, or for the point, any.
pub(super) fn narrow_in_number(mark: char, around: &Around<'_>) -> Option<&'static str> {
    let wide = |c: char| ('０'..='９').contains(&c);
    match mark {
        '．' => {
            let left = narrow(around.left);
            let right = narrow(around.right);
            let number = left.is_ascii_digit() && (right.is_ascii_digit() || is_han(right));
            (number || left.is_ascii_alphabetic() && right.is_ascii_alphanumeric()).then_some(".")
        }
        _ if !around.joins_digits() || !(wide(around.left) || wide(around.right)) => None,
        '：' => Some(":"),
        '，' if is_thousands(around) => Some(","),
        '－' => Some("-"),
        '／' => Some("/"),
        _ => None,
    }
}
