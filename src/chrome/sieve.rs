//! Tells of most lines, before any word is looked up, that words of the vocabulary cannot cover
//! them.
//!
//! A character stands in a word of two characters or more only together with the one before or
//! behind it. The pairs of all words are kept as bits; a character in no such pair is a stranger.
//! Two pairs may share a bit: so a stranger may be overlooked, but never is one counted that
//! stands in a word.

use super::weigh::VALUE;
use crate::marks::is_ideograph;

/// Logarithms of how many pairs and how many characters are told apart; some two thousand pairs
/// and a hundred words of one character are set.
const PAIRS: u32 = 17;
const SINGLES: u32 = 12;
/// `：`
const COLON: u64 = 0x9a_bcef;
/// `｜`
const BAR: u64 = 0x9c_bdef;

/// What a character that stands in no pair counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Single {
    Stranger,
    Filler,
    Word,
}

/// The pairs of characters in the words of a vocabulary, and the words of one character: those
/// of three bytes each, by these bytes.
#[derive(Debug)]
pub(super) struct Sieve {
    pairs: Box<[u64; 1 << (PAIRS - 6)]>,
    singles: Box<[Single; 1 << SINGLES]>,
    /// The characters of ASCII that stand in a word.
    ascii: [bool; 128],
}

impl Sieve {
    pub(super) fn new() -> Self {
        Sieve {
            pairs: Box::new([0; 1 << (PAIRS - 6)]),
            singles: Box::new([Single::Stranger; 1 << SINGLES]),
            ascii: [false; 128],
        }
    }

    /// Lets `word` through.
    pub(super) fn admit(&mut self, word: &str) {
        self.let_through(word, Single::Word);
    }

    /// Lets `word` through, which is a filler.
    pub(super) fn fill(&mut self, word: &str) {
        self.let_through(word, Single::Filler);
    }

    fn let_through(&mut self, word: &str, single: Single) {
        let bytes = word.as_bytes();
        for (at, c) in word.char_indices() {
            let pair = window_of(&bytes[at..]);
            if c.is_ascii() {
                self.ascii[c as usize] = true;
            } else if are_three(pair) {
                let place = place_of_pair(pair);
                self.pairs[place / 64] |= 1 << (place % 64);
            } else if is_three(bytes[at]) && bytes.len() == 3 {
                let kept = &mut self.singles[place_of_single(pair)];
                *kept = single.max(*kept);
            }
        }
    }

    /// Whether the first character and the next may stand in a word together.
    fn ties(&self, window: u64) -> bool {
        let ascii = |byte: u8| self.ascii[usize::from(byte)];
        match (window as u8, (window >> 24) as u8) {
            (byte @ ..0x80, _) | (0xe0..0xf0, byte @ ..0x80) => ascii(byte),
            (0xe0..0xf0, 0xe0..0xf0) => self.holds(window),
            // Words with characters of other lengths are not known.
            _ => true,
        }
    }

    #[inline]
    fn holds(&self, pair: u64) -> bool {
        let place = place_of_pair(pair);
        self.pairs[place / 64] >> (place % 64) & 1 != 0
    }

    #[inline]
    fn single(&self, character: u64) -> Single {
        self.singles[place_of_single(character)]
    }

    /// Whether a word may stand in `text`; one with an ASCII letter in it is not looked at.
    pub(super) fn meets(&self, text: &str) -> bool {
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            let window = window_of(rest);
            let lead = window as u8;
            match lead {
                b'A'..=b'Z' | b'a'..=b'z' => return true,
                _ if !is_three(lead) => {}
                _ if are_three(window) && self.holds(window) => return true,
                _ if self.single(window) != Single::Stranger => return true,
                _ => {}
            }
            rest = &rest[length(lead)..];
        }
        false
    }

    /// Whether words can cover `percent` of the line, which has so many characters of words at
    /// most: not if there are too many strangers among them. Fillers do not count; what may be
    /// the value of a field counts as covered.
    pub(super) fn admits(&self, text: &str, characters: u32, percent: u32) -> bool {
        // In hundredths.
        let mut strangers = 0;
        let costs = [100, 100 - percent, 0];
        let most = characters * costs[Single::Filler as usize];
        // Whether this character and the last may stand in a word together.
        let mut before = false;
        let mut rest = text.as_bytes();
        while !rest.is_empty() {
            while let Some(window) = rest.first_chunk() {
                let window = u64::from_le_bytes(*window);
                if !is_before_three(window) {
                    break;
                }
                let tied = self.holds(window);
                if !(tied | before) {
                    strangers += costs[self.single(window) as usize];
                    if strangers > most {
                        return false;
                    }
                }
                before = tied;
                rest = &rest[3..];
            }
            let window = window_of(rest);
            let tied = self.ties(window);
            if is_ideograph(window as u8) && !(tied | before) {
                strangers += costs[self.single(window) as usize];
            }
            before = tied;
            rest = &rest[length(window as u8).min(rest.len())..];
            if is_colon(window) {
                rest = behind_values(text, rest.len());
                before = true;
            }
        }
        strangers <= most
    }
}

/// The first eight bytes, the first in the lowest place, with zeros behind the end.
#[inline]
fn window_of(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(window) => u64::from_le_bytes(*window),
        None => last_window(bytes),
    }
}

#[cold]
fn last_window(bytes: &[u8]) -> u64 {
    let byte = |window: u64, byte: &u8| window << 8 | u64::from(*byte);
    bytes.iter().rev().fold(0, byte)
}

/// What is left of `text` behind the longest value that may follow a colon, so many bytes before
/// the end, and those that follow the colons in it.
#[cold]
fn behind_values(text: &str, length: usize) -> &[u8] {
    let rest = &text[text.len() - length..];
    let mut valued = value(rest);
    for (at, c) in rest.char_indices() {
        if at >= valued {
            return &rest.as_bytes()[at..];
        }
        if matches!(c, ':' | '：' | '|' | '｜') {
            let behind = at + c.len_utf8();
            valued = behind + value(&rest[behind..]);
        }
    }
    &[]
}

/// Length of the longest value behind a colon, in bytes.
fn value(rest: &str) -> usize {
    let value = rest.trim_start_matches([' ', '\u{a0}', '\u{3000}']);
    let length = value
        .char_indices()
        .nth(VALUE)
        .map_or(value.len(), |(at, _)| at);
    rest.len() - value.len() + length
}

/// Length of the character that begins with this byte.
fn length(lead: u8) -> usize {
    match lead {
        ..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// Whether the first two characters are of three bytes each.
#[inline]
fn are_three(pair: u64) -> bool {
    pair & 0xf000_00f0 == 0xe000_00e0
}

/// Whether an ideograph stands before a character of three bytes.
#[inline]
fn is_before_three(pair: u64) -> bool {
    // The first byte is to be 0xe4 to 0xe9: with 0xe4 taken off nothing is borrowed, and with 0x7a
    // more nothing is carried.
    let over = (pair & 0xf000_00ff).wrapping_sub(0xe000_00e4);
    (over | over.wrapping_add(0x7a)) & !0x7f == 0
}

/// Whether a character of three bytes begins with this one.
fn is_three(lead: u8) -> bool {
    lead & 0xf0 == 0xe0
}

fn is_colon(window: u64) -> bool {
    matches!(window as u8, b':' | b'|') || (window ^ COLON) << 40 == 0 || (window ^ BAR) << 40 == 0
}

const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// Of the first six bytes.
#[inline]
fn place_of_pair(window: u64) -> usize {
    (window.wrapping_mul(MIX << 16) >> (u64::BITS - PAIRS)) as usize
}

/// Of the first three bytes.
#[inline]
fn place_of_single(window: u64) -> usize {
    (window.wrapping_mul(MIX << 40) >> (u64::BITS - SINGLES)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_are_counted() {
        let mut sieve = Sieve::new();
        for word in ["水厂", "厂长室", "a室", "赞"] {
            sieve.admit(word);
        }
        sieve.fill("的");
        let covered = |text: &str| {
            let characters = text.chars().count() as u32;
            let text = format!("{text}，，，");
            (0..=100).rfind(|&percent| sieve.admits(&text, characters, percent))
        };
        assert_eq!(covered("水厂厂长室"), Some(100));
        assert_eq!(covered("新水厂好"), Some(50));
        assert_eq!(covered("赞赞好好"), Some(50));
        assert_eq!(covered("的的好赞"), Some(50));
        assert_eq!(covered("好好a好好"), Some(60));
        assert_eq!(covered("好好b好好"), Some(20));
        assert_eq!(covered("水：好好"), Some(75));
        assert_eq!(covered(""), Some(100));
        assert!(sieve.meets("新水厂") && sieve.meets("点赞") && !sieve.meets("水新厂"));
    }
}
