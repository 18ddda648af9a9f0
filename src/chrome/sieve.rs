//! Tells of most lines, before any word is looked up, that words of the vocabulary cannot cover
//! them.
//!
//! A character stands in a word of two characters or more only together with the one before or
//! behind it. The pairs of all words are kept as bits; a character in no such pair is a stranger.
//! Two pairs may share a bit: so a stranger may be overlooked, but never is one counted that
//! stands in a word.

use super::weigh::VALUE;

/// Bits, a power of two; some thousand are set.
const BITS: usize = 1 << 16;
/// One character of three bytes, as most are, and two.
const ONE: u64 = 0xff_ffff;
const TWO: u64 = 0xffff_ffff_ffff;
/// `：`
const COLON: u64 = 0x9a_bcef;

/// The pairs of characters in the words of a vocabulary, and the words of one character: those
/// of three bytes each, by these bytes.
#[derive(Debug)]
pub(super) struct Sieve {
    bits: Vec<u64>,
}

impl Sieve {
    pub(super) fn new() -> Self {
        Sieve {
            bits: vec![0; BITS / 64],
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

    fn set(&mut self, pair: u64) {
        let at = place(pair);
        self.bits[at / 64] |= 1 << (at % 64);
    }

    #[inline]
    fn holds(&self, pair: u64) -> bool {
        let at = place(pair);
        self.bits[at / 64] >> (at % 64) & 1 != 0
    }

    /// Whether more than `most` Han characters of `text` stand in no word, nor in what may be the
    /// value of a field. What is too near to the end of the text to be seen in one look with what
    /// follows, is overlooked.
    pub(super) fn keeps_out(&self, text: &str, most: u32) -> bool {
        let bytes = text.as_bytes();
        let mut strangers = 0;
        let mut position = 0;
        // Up to here may reach the value of a field.
        let mut valued = 0;
        // Whether the character before and this one may stand in a word.
        let mut tied = false;
        while let Some(Ok(window)) = bytes.get(position..position + 8).map(<[u8; 8]>::try_from) {
            let [lead, second, _, next, ..] = window;
            if !is_three(lead) {
                tied = true;
                position += match lead {
                    ..0x80 => 1,
                    ..0xe0 => 2,
                    _ => 4,
                };
                if lead == b':' {
                    valued = position + value(&text[position..]);
                }
                continue;
            }
            let pair = pair_of(window);
            let before = tied;
            tied = !is_three(next) || self.holds(pair & TWO);
            let han = matches!(lead, 0xe5..=0xe9) || lead == 0xe4 && second >= 0xb8;
            position += 3;
            if han {
                if !before && !tied && position > valued && !self.holds(pair & ONE) {
                    strangers += 1;
                    if strangers > most {
                        return true;
                    }
                }
            } else if pair & ONE == COLON {
                valued = position + value(&text[position..]);
            }
        }
        false
    }
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

/// Whether a character of three bytes begins with this one.
fn is_three(lead: u8) -> bool {
    lead & 0xf0 == 0xe0
}

fn pair_of(bytes: [u8; 8]) -> u64 {
    u64::from_le_bytes(bytes)
}

#[inline]
fn place(pair: u64) -> usize {
    (pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize % BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_are_counted() {
        let mut sieve = Sieve::new();
        for word in ["水厂", "厂长室", "的"] {
            sieve.admit(word);
        }
        let strangers = |text: &str| {
            // Behind the text stands what the sieve does not reach.
            let text = format!("{text}，，，");
            (0..9).find(|&most| !sieve.keeps_out(&text, most))
        };
        assert_eq!(strangers("水厂的厂长室"), Some(0));
        assert_eq!(strangers("新水厂很好"), Some(3));
        assert_eq!(strangers("好好a好好"), Some(3));
        assert_eq!(strangers("水"), Some(1));
        assert_eq!(strangers(""), Some(0));
    }
}
