//! Tells of most lines, before any word is looked up, that words of the vocabulary cannot cover
//! them.
//!
//! A character stands in a word of two characters or more only together with the one before or
//! behind it. The pairs of all words are kept as bits; a character in no such pair is a stranger.
//! Two pairs may share a bit: so a stranger may be overlooked, but never is one counted that
//! stands in a word.

use super::weigh::VALUE;

/// Bits, a power of two; some thousand are set.
const BITS: usize = 1 << 17;
/// One character of three bytes, as most are, and two.
const ONE: u64 = 0xff_ffff;
const TWO: u64 = 0xffff_ffff_ffff;
/// With one character: that it is a filler.
const FILLER: u64 = 1 << 63;
/// `：`
const COLON: u64 = 0x9a_bcef;

/// The pairs of characters in the words of a vocabulary, and the words of one character: those
/// of three bytes each, by these bytes.
#[derive(Debug)]
pub(super) struct Sieve {
    bits: Box<[u64; BITS / 64]>,
}

impl Sieve {
    pub(super) fn new() -> Self {
        Sieve {
            bits: Box::new([0; BITS / 64]),
        }
    }

    /// Lets `word` through.
    pub(super) fn admit(&mut self, word: &str) {
        let mut before: Option<&[u8]> = None;
        for (index, c) in word.char_indices() {
            let here = word.as_bytes().get(index..index + 3);
            let here = here.filter(|_| c.len_utf8() == 3);
            match (before, here) {
                (_, Some(&[a, b, c])) if word.len() == 3 => {
                    self.set(pair_of([a, b, c, 0, 0, 0, 0, 0]));
                }
                (Some([a, b, c]), Some(&[d, e, f])) => {
                    self.set(pair_of([*a, *b, *c, d, e, f, 0, 0]));
                }
                _ => {}
            }
            before = here;
        }
    }

    /// Tells that the word of one character is a filler.
    pub(super) fn fill(&mut self, word: &str) {
        if let &[a, b, c] = word.as_bytes() {
            self.set(pair_of([a, b, c, 0, 0, 0, 0, 0]) | FILLER);
        }
    }

    fn set(&mut self, pair: u64) {
        let at = place(pair);
        self.bits[at / 64] |= 1 << (at % 64);
    }

    #[inline]
    fn holds(&self, pair: u64) -> bool {
        let at = place(pair);
        self.bits[at / 64] >> (at % 64) & 1 != 0
    }

    /// Whether a word may stand in `text`; one with an ASCII letter in it is not looked at.
    pub(super) fn meets(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let mut position = 0;
        while let Some(window) = window(bytes, position) {
            let pair = pair_of(window);
            position += match window[0] {
                b'A'..=b'Z' | b'a'..=b'z' => return true,
                lead if !is_three(lead) => length(lead),
                _ if self.holds(pair & TWO) || self.holds(pair & ONE) => return true,
                _ => 3,
            };
        }
        false
    }

    /// Whether words can cover `percent` of the line, which has so many characters of words at
    /// most: not if there are too many strangers among them. Fillers do not count; what may be
    /// the value of a field counts as covered, and so do the last two characters.
    pub(super) fn admits(&self, text: &str, characters: u32, percent: u32) -> bool {
        let uncovered = 100 - percent;
        let most = characters * uncovered;
        // In hundredths.
        let mut strangers = 0;
        let mut rest = text.as_bytes();
        // With so many bytes to come the last value of a field has ended.
        let mut valued = rest.len();
        // Whether this character and the next may stand in a word together.
        let mut tied = false;
        while let Some(window) = rest.first_chunk::<8>() {
            let pair = pair_of(*window);
            let before = tied;
            // Words with characters of other lengths are not known.
            tied = !are_three(pair) || self.holds(pair & TWO);
            let lead = pair as u8;
            if !(0xe4..=0xe9).contains(&lead) {
                rest = &rest[length(lead)..];
                if lead == b':' || pair & ONE == COLON {
                    valued = rest.len() - value(&text[text.len() - rest.len()..]);
                }
                continue;
            }
            let free = rest.len() <= valued;
            rest = &rest[3..];
            if before || tied || !free || lead == 0xe4 && (pair >> 8) as u8 <= 0xb7 {
                continue;
            }
            strangers += match self.holds(pair & ONE) {
                false => 100,
                true if self.holds(pair & ONE | FILLER) => uncovered,
                true => 0,
            };
            if strangers > most {
                return false;
            }
        }
        true
    }
}

/// The next eight bytes, with zeros behind the end.
#[inline]
fn window(bytes: &[u8], position: usize) -> Option<[u8; 8]> {
    if let Some(Ok(window)) = bytes.get(position..position + 8).map(<[u8; 8]>::try_from) {
        return Some(window);
    }
    let rest = bytes.get(position..).filter(|rest| !rest.is_empty())?;
    let mut window = [0; 8];
    window[..rest.len()].copy_from_slice(rest);
    Some(window)
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

/// Whether a character of three bytes begins with this one.
fn is_three(lead: u8) -> bool {
    lead & 0xf0 == 0xe0
}

fn pair_of(bytes: [u8; 8]) -> u64 {
    u64::from_le_bytes(bytes)
}

#[inline]
fn place(pair: u64) -> usize {
    (pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 47) as usize % BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_are_counted() {
        let mut sieve = Sieve::new();
        for word in ["水厂", "厂长室", "的", "赞"] {
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
        assert_eq!(covered("水：好好"), Some(75));
        assert_eq!(covered(""), Some(100));
        assert!(sieve.meets("新水厂") && sieve.meets("点赞") && !sieve.meets("水新厂"));
    }
}
