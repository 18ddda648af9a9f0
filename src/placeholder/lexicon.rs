//! Words beside a mask, longest match first.
//!
//! A table is a text file: each line names a class, then words of it after a colon; `#` begins a
//! comment. `条!例件约` reads: 条, unless 例, 件 or 约 comes next (then it is another word: 条例). A
//! longer word always wins over a shorter one, so 同志们 can be listed as no evidence beside 同志.
//!
//! A look-up finds the words that share the first character through a table of slots, and asks them
//! only if one of them may go on with the second character: most look-ups end there.

use std::cmp::Reverse;
use std::ops::Range;

/// For each character in a set a bit for the low six bits of its code, and one for the next six.
#[derive(Debug, Clone, Copy, Default)]
struct Sieve(u64, u64);

impl Sieve {
    fn of(characters: &str) -> Self {
        let mut sieve = Sieve::default();
        characters.chars().for_each(|c| sieve.add(c));
        sieve
    }

    fn add(&mut self, c: char) {
        let (low, high) = Sieve::bits(c);
        *self = Sieve(self.0 | low, self.1 | high);
    }

    /// Whether `c` may be in the set; never wrong when it says no.
    #[inline]
    fn may_have(self, c: char) -> bool {
        let (low, high) = Sieve::bits(c);
        self.0 & low != 0 && self.1 & high != 0
    }

    fn bits(c: char) -> (u64, u64) {
        let code = c as u32;
        (1 << (code & 63), 1 << (code >> 6 & 63))
    }
}

/// One word of a table, without the character that the search begins with.
#[derive(Debug, Clone, Copy)]
struct Entry<C> {
    rest: &'static str,
    /// The first character of the rest, or 0.
    second: char,
    /// Characters that make it another word.
    blocked: &'static str,
    sieve: Sieve,
    class: C,
    /// Of the whole word, in bytes.
    length: usize,
}

impl<C> Entry<C> {
    /// Whether `next`, behind the word, makes it another one.
    fn is_blocked(&self, next: Option<char>) -> bool {
        next.is_some_and(|next| {
            self.sieve.may_have(next) && self.blocked.chars().any(|other| other == next)
        })
    }
}

/// The words that begin (or, searched from the other side, end) with one character.
#[derive(Debug)]
struct Group {
    key: char,
    /// The next characters of the words that have one.
    seconds: Sieve,
    /// Longer words, a range of [`Lexicon::entries`].
    words: Range<u16>,
    /// End of the range behind it: the character as a word of its own.
    end: u16,
}

/// A table of words, searched from one side.
#[derive(Debug)]
pub(super) struct Lexicon<C> {
    /// In the order of their first characters, long words first.
    entries: Vec<Entry<C>>,
    groups: Vec<Group>,
    /// For the low bits of a character, one more than the place of its group, or 0 for none. Where
    /// another group has the slot, the next ones are looked at.
    slots: Box<[u16; SLOTS]>,
    side: Side,
}

/// A power of two, several times the number of groups.
const SLOTS: usize = 4096;

fn slot(key: char) -> usize {
    key as usize % SLOTS
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Prefix,
    Suffix,
}

impl Side {
    /// The character at the near end of `text`, and the rest.
    #[inline]
    fn split(self, text: &str) -> Option<(char, &str)> {
        let mut characters = text.chars();
        let near = match self {
            Side::Prefix => characters.next(),
            Side::Suffix => characters.next_back(),
        };
        near.map(|c| (c, characters.as_str()))
    }

    /// What is left of `text` behind `word`.
    fn strip<'t>(self, text: &'t str, word: &str) -> Option<&'t str> {
        let (bytes, word) = (text.as_bytes(), word.as_bytes());
        let length = bytes.len().checked_sub(word.len())?;
        // Words are a few bytes long: a loop is over before a call would have begun.
        let same = |place: &[u8]| place.iter().zip(word).all(|(a, b)| a == b);
        match self {
            Side::Prefix => same(bytes).then(|| &text[word.len()..]),
            Side::Suffix => same(&bytes[length..]).then(|| &text[..length]),
        }
    }
}

impl<C: Copy> Lexicon<C> {
    /// Looked up at the beginning of a text.
    pub(super) fn prefixes(table: &'static str, names: &[(&str, C)]) -> Self {
        Lexicon::new(table, names, Side::Prefix)
    }

    /// Looked up at the end of a text; what is blocked stands in front of the word.
    pub(super) fn suffixes(table: &'static str, names: &[(&str, C)]) -> Self {
        Lexicon::new(table, names, Side::Suffix)
    }

    fn new(table: &'static str, names: &[(&str, C)], side: Side) -> Self {
        let mut words = Vec::new();
        // Place of each word in the table, in the order of the lexicon.
        let mut order: Vec<(char, Reverse<usize>, usize)> = Vec::new();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, row)) = line.split_once(':') else {
                continue;
            };
            let named = names.iter().find(|(other, _)| *other == name);
            debug_assert!(named.is_some(), "{name} is no class");
            let Some(&(_, class)) = named else { continue };
            for item in row.split_ascii_whitespace() {
                let (word, blocked) = item.split_once('!').unwrap_or((item, ""));
                let Some((key, rest)) = side.split(word) else {
                    continue;
                };
                order.push((key, Reverse(word.len()), words.len()));
                words.push(Entry {
                    rest,
                    second: side.split(rest).map_or('\0', |(second, _)| second),
                    blocked,
                    sieve: Sieve::of(blocked),
                    class,
                    length: word.len(),
                });
            }
        }
        order.sort_unstable();
        let mut lexicon = Lexicon {
            entries: Vec::with_capacity(words.len()),
            groups: Vec::new(),
            slots: Box::new([0; SLOTS]),
            side,
        };
        for (key, _, place) in order {
            lexicon.push(key, words[place]);
        }
        lexicon
    }

    fn push(&mut self, key: char, entry: Entry<C>) {
        let place = self.entries.len() as u16;
        if self.groups.last().is_none_or(|group| group.key != key) {
            self.groups.push(Group {
                key,
                seconds: Sieve::default(),
                words: place..place,
                end: place,
            });
            let mut slot = slot(key);
            while self.slots[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            self.slots[slot] = self.groups.len() as u16;
        }
        if let Some(group) = self.groups.last_mut() {
            group.end = place + 1;
            if !entry.rest.is_empty() {
                group.seconds.add(entry.second);
                group.words.end = place + 1;
            }
        }
        self.entries.push(entry);
    }

    fn group(&self, key: char) -> Option<&Group> {
        let mut slot = slot(key);
        loop {
            let group = &self.groups[usize::from(self.slots[slot]).checked_sub(1)?];
            if group.key == key {
                return Some(group);
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// Whether nothing in `text`, which goes on behind the word, makes another word of it.
    fn ends_word(&self, entry: &Entry<C>, text: &str) -> bool {
        let next = || self.side.split(text).map(|(next, _)| next);
        entry.blocked.is_empty() || !entry.is_blocked(next())
    }

    /// The longest word at the near end of `text`, with its length in bytes.
    pub(super) fn find(&self, text: &str) -> Option<(C, usize)> {
        let (key, text) = self.side.split(text)?;
        let group = self.group(key)?;
        let next = self.side.split(text).map(|(next, _)| next);
        let entries = |range: Range<u16>| &self.entries[range.start.into()..range.end.into()];
        if let Some(second) = next.filter(|&next| group.seconds.may_have(next)) {
            let is_word = |entry: &&Entry<C>| {
                entry.second == second && {
                    let rest = self.side.strip(text, entry.rest);
                    rest.is_some_and(|rest| self.ends_word(entry, rest))
                }
            };
            if let Some(entry) = entries(group.words.clone()).iter().find(is_word) {
                return Some((entry.class, entry.length));
            }
        }
        entries(group.words.end..group.end)
            .iter()
            .find(|entry| !entry.is_blocked(next))
            .map(|entry| (entry.class, entry.length))
    }
}

#[cfg(test)]
impl<C: Copy + PartialEq + std::fmt::Debug> Lexicon<C> {
    /// Words that two classes claim; the first row wins, so the second is dead.
    pub(super) fn contested(&self) -> Vec<String> {
        let mut words = Vec::new();
        for group in &self.groups {
            let entries = &self.entries[group.words.start.into()..group.end.into()];
            for (index, one) in entries.iter().enumerate() {
                let other = |other: &Entry<C>| other.rest == one.rest && other.class != one.class;
                if entries[index..].iter().any(other) {
                    words.push(format!("{} {}", group.key, one.rest));
                }
            }
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins_and_blocked_words_do_not_count() {
        let names = &[("one", 1), ("two", 2), ("none", 0)];
        let lexicon = Lexicon::prefixes("# a comment\none: 条!例件 同志\nnone: 同志们", names);
        assert_eq!(lexicon.find("条线索"), Some((1, 3)));
        assert_eq!(lexicon.find("条例"), None);
        assert_eq!(lexicon.find("同志说"), Some((1, 6)));
        assert_eq!(lexicon.find("同志们"), Some((0, 9)));
        let lexicon = Lexicon::suffixes("one: 全!安健\ntwo: 主持人", names);
        assert_eq!(lexicon.find("作为全"), Some((1, 3)));
        assert_eq!(lexicon.find("安全"), None);
        assert_eq!(lexicon.find("主持人"), Some((2, 9)));
    }
}
