//! Words found by their first two characters, each text walked once whatever the number of words.

use super::character::{Table, WORD};
use super::hash::{Map, mixed};
use std::ops::Range;

/// A word and what it says.
pub(super) struct Word<E> {
    pub(super) text: &'static str,
    /// Its length in characters.
    pub(super) chars: usize,
    pub(super) says: E,
}

/// Logarithm of how many pairs the sieve tells apart; some three thousand begin a word.
const SIEVE: u32 = 16;

pub(super) struct Lexicon<E> {
    /// Words that begin alike stand together, longer ones before shorter ones.
    words: Vec<Word<E>>,
    /// Where they stand, by their begin.
    places: Map<Range<u32>>,
    /// A bit of each begin of two characters.
    sieve: Box<[u64; 1 << (SIEVE - 6)]>,
}

impl<E> Lexicon<E> {
    pub(super) fn new(words: impl IntoIterator<Item = (&'static str, E)>) -> Self {
        let words = words.into_iter().map(|(text, says)| Word {
            text,
            chars: text.chars().count(),
            says,
        });
        let mut words: Vec<Word<E>> = words.collect();
        words.sort_by_key(|word| (begin(word.text), std::cmp::Reverse(word.chars)));
        let (mut places, mut sieve) = (Map::<Range<u32>>::default(), [0; 1 << (SIEVE - 6)]);
        for (index, word) in words.iter().enumerate() {
            let (index, begin) = (index as u32, begin(word.text));
            places.entry(begin).or_insert(index..index).end = index + 1;
            let bit = bit(begin);
            sieve[bit / 64] |= 1 << (bit % 64);
        }
        Lexicon {
            words,
            places,
            sieve: Box::new(sieve),
        }
    }

    /// Words of one character.
    pub(super) fn singles(&self) -> impl Iterator<Item = char> {
        let singles = self.words.iter().filter(|word| word.chars == 1);
        singles.flat_map(|word| word.text.chars())
    }

    /// Calls `found` with each word of a text and the place where it begins, in the order of
    /// places, longer ones before shorter ones.
    #[inline]
    pub(super) fn each(&self, text: &str, table: &Table, mut found: impl FnMut(usize, &Word<E>)) {
        let mut before: Option<(usize, char)> = None;
        let mut call = |begin: u64, at: usize| {
            for word in self.beginning(begin) {
                if text.as_bytes()[at..].starts_with(word.text.as_bytes()) {
                    found(at, word);
                }
            }
        };
        for (at, c) in text.char_indices() {
            if let Some((start, first)) = before {
                let pair = pair(first, c);
                let bit = bit(pair);
                if self.sieve[bit / 64] >> (bit % 64) & 1 != 0 {
                    call(pair, start);
                }
                if table.is(first, WORD) {
                    call(u64::from(first), start);
                }
            }
            before = Some((at, c));
        }
        if let Some((start, last)) = before
            && table.is(last, WORD)
        {
            call(u64::from(last), start);
        }
    }

    fn beginning(&self, begin: u64) -> &[Word<E>] {
        let place = self.places.get(&begin);
        place.map_or(&[], |place| {
            &self.words[place.start as usize..place.end as usize]
        })
    }
}

fn begin(text: &str) -> u64 {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) => pair(first, second),
        (first, _) => first.map_or(0, u64::from),
    }
}

#[inline]
fn pair(first: char, second: char) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

#[inline]
fn bit(begin: u64) -> usize {
    (mixed(begin) >> (u64::BITS - SIEVE)) as usize
}

#[cfg(test)]
mod tests {
    use super::super::character::table;
    use super::*;

    #[test]
    fn words_are_found_where_they_begin() {
        let lexicon = Lexicon::new([("水厂", 1), ("水厂厂长", 2), ("厂长", 3), ("的", 4)]);
        let mut found = Vec::new();
        lexicon.each("水厂厂长的", table(), |at, word| {
            found.push((at, word.says));
        });
        assert_eq!(found, [(0, 2), (0, 1), (6, 3), (12, 4)]);
    }
}
