//! Brackets that may be inserts.

use super::line::CLASSES;
use super::patterns::chars;
use super::{class, words};
use crate::chars::is_space;

/// Longest bracket that may be an insert, in characters.
const LONGEST: usize = 60;

/// The brackets of inserts, and what closes each.
const PAIRS: [(char, char); 6] = [
    ('（', '）'),
    ('(', ')'),
    ('【', '】'),
    ('[', ']'),
    ('<', '>'),
    ('〔', '〕'),
];

/// The next closing bracket of each pair, so that a line is sought through once for each.
#[derive(Debug, Default)]
pub(super) struct Brackets {
    next: [Next; 6],
    /// The bracket's end of which it is known what odd thing stands in it, the first that was met.
    odd: (usize, Option<usize>),
}

#[derive(Debug, Default, Clone, Copy)]
struct Next {
    at: usize,
    is_bracket: bool,
}

impl Brackets {
    /// The end of the bracket that `c` opens at `at`, if it may be an insert: a plain bracket of
    /// Han in mid-sentence is the speaker's.
    #[inline]
    pub(super) fn insert(&mut self, text: &str, at: usize, c: char) -> Option<usize> {
        let pair = PAIRS.iter().position(|&(open, _)| open == c)?;
        let from = at + c.len_utf8();
        let close = self.close(pair, text, from)?;
        let end = close + text[close..].chars().next()?.len_utf8();
        let stands_free = at == 0 || end == text.len() || text[..at].ends_with(is_space);
        (c != '（' || stands_free || self.is_odd(text, from, close)).then_some(end)
    }

    /// Where the bracket is closed whose inner text begins at `from`.
    fn close(&mut self, pair: usize, text: &str, from: usize) -> Option<usize> {
        let (open, close) = PAIRS[pair];
        let next = &mut self.next[pair];
        let is_close = |c: char| c == close || (open == '(' && c == '）');
        if next.at < from || !next.is_bracket {
            next.at = next.at.max(from);
            next.is_bracket = false;
            for c in text[next.at..].chars() {
                if is_close(c) {
                    next.is_bracket = true;
                    break;
                }
                if next.at - from >= LONGEST * char::MAX.len_utf8() {
                    break;
                }
                next.at += c.len_utf8();
            }
        }
        let inner = &text[from..next.at];
        let fits = next.is_bracket && chars(inner, LONGEST - 2).is_some();
        fits.then_some(next.at)
    }

    /// Whether a bracket holds what a speaker would not say. Of brackets within brackets each has
    /// the odd things of those within it.
    fn is_odd(&mut self, text: &str, from: usize, close: usize) -> bool {
        let (known, at) = self.odd;
        if known != close || at.is_some_and(|at| at < from) {
            self.odd = (close, odd(&text[from..close]).map(|at| from + at));
        }
        self.odd.1.is_some()
    }
}

/// Where in a text something stands that a speaker would not say in brackets: the first.
fn odd(inner: &str) -> Option<usize> {
    let is_odd = |(at, c): &(usize, char)| {
        c.is_ascii_alphanumeric()
            || is_space(*c)
            || matches!(c, '稿' | '字' | '文' | '略' | '年')
            || (CLASSES.of(*c) & class::PROMPT != 0 && words::prompt(&inner[*at..]).is_some())
    };
    inner.char_indices().find(is_odd).map(|odd| odd.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_of_sixty_characters() {
        let bracket = |count| format!("【{}】水", "水".repeat(count));
        let end = |text: &str| Brackets::default().insert(text, 0, '【');
        let longest = bracket(LONGEST - 2);
        assert_eq!(end(&longest), Some(longest.len() - 3));
        assert_eq!(end(&bracket(LONGEST - 1)), None);
    }

    #[test]
    fn one_closing_bracket_may_end_two() {
        let (text, mut brackets) = ("[水[厂]水]", Brackets::default());
        assert_eq!(brackets.insert(text, 0, '['), Some(9));
        assert_eq!(brackets.insert(text, 4, '['), Some(9));
        assert_eq!(Brackets::default().insert("[水", 0, '['), None);
    }
}
