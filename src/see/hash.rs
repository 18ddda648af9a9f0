//! Texts as numbers of 64 bits: equal texts have equal ones, and the number of what stands in a
//! window goes on from that of the window before (Karp and Rabin 1987).

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Odd, with bits of no pattern: the golden ratio.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// What is known by numbers of texts. Whoever makes numbers collide has wrong evidence, not a
/// slow table: it is asked once a run.
pub(super) type Map<V> = HashMap<u64, V, BuildHasherDefault<Mixer>>;

/// The number of a text with one more character.
#[inline]
pub(super) fn add(number: u64, c: char) -> u64 {
    number.wrapping_mul(BASE).wrapping_add(u64::from(c) + 1)
}

/// The number of a text.
pub(super) fn of(chars: impl IntoIterator<Item = char>) -> u64 {
    chars.into_iter().fold(0, add)
}

/// A number with its bits well mixed, the best of them on top.
#[inline]
pub(super) fn mixed(number: u64) -> u64 {
    (number ^ number >> 32).wrapping_mul(BASE)
}

/// The numbers of all windows of `length` characters, in order.
pub(super) fn windows(chars: &[char], length: usize) -> impl Iterator<Item = u64> {
    let last = (0..length).fold(1u64, |power, _| power.wrapping_mul(BASE));
    let (first, rest) = chars.split_at(length.min(chars.len()));
    let begin = of(first.iter().copied());
    let mut number = begin;
    let moved = rest.iter().zip(chars).map(move |(&enters, &leaves)| {
        number = add(number, enters).wrapping_sub((u64::from(leaves) + 1).wrapping_mul(last));
        number
    });
    let is_window = first.len() == length;
    is_window.then_some(begin).into_iter().chain(moved)
}

/// Whether `inner`, whose number is given, stands in `outer`.
pub(super) fn holds(outer: &[char], inner: &[char], number: u64) -> bool {
    let mut found = windows(outer, inner.len()).enumerate();
    found.any(|(at, other)| other == number && outer[at..].starts_with(inner))
}

/// Mixes a number that is a hash already.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write_u64(&mut self, number: u64) {
        let number = mixed(number);
        self.0 = number ^ number >> 32;
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(self.0 ^ u64::from(byte));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_have_the_numbers_of_their_texts() {
        let chars: Vec<char> = "水厂投产水厂".chars().collect();
        let found: Vec<u64> = windows(&chars, 2).collect();
        let each: Vec<u64> = chars
            .windows(2)
            .map(|pair| of(pair.iter().copied()))
            .collect();
        assert_eq!(found, each);
        assert_eq!(found[0], found[4]);
        assert_eq!(windows(&chars, 7).count(), 0);
    }

    #[test]
    fn what_stands_inside_is_found() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        let holds =
            |outer: &str, inner: &str| holds(&chars(outer), &chars(inner), of(inner.chars()));
        assert!(holds("水厂投产仪式", "投产") && holds("水厂", "水厂"));
        assert!(!holds("水厂投产仪式", "投式") && !holds("水", "水厂"));
    }
}
