//! Small sets of characters and of words that are asked about far more often than they match.
//!
//! Each set has a sieve: a bit for the low six bits of every character (of the first or last one
//! of every word) that is in it. The sieve of a set in a `const` block is an immediate operand, so
//! a question is answered with No in three or four instructions, and only what passes is compared.

/// A bit for the low six bits of each character in a set.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sieve(u64);

impl Sieve {
    pub(super) fn add(&mut self, c: char) {
        self.0 |= bit(c as u32);
    }

    /// Whether `c` may be in the set; never wrong when it says no.
    #[inline]
    pub(super) const fn may_have(self, c: char) -> bool {
        self.0 & bit(c as u32) != 0
    }
}

const fn bit(code: u32) -> u64 {
    1 << (code & 63)
}

/// The last byte of the character that begins at `at` carries the low six bits of its code.
const fn end_of_character(bytes: &[u8], at: usize) -> usize {
    at + match bytes[at] {
        0..0x80 => 0,
        0x80..0xE0 => 1,
        0xE0..0xF0 => 2,
        _ => 3,
    }
}

/// A set of characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Characters {
    sieve: Sieve,
    characters: &'static str,
}

impl Characters {
    pub(super) const fn new(characters: &'static str) -> Self {
        let bytes = characters.as_bytes();
        let (mut sieve, mut at) = (0, 0);
        while at < bytes.len() {
            at = end_of_character(bytes, at);
            sieve |= bit(bytes[at] as u32);
            at += 1;
        }
        Characters {
            sieve: Sieve(sieve),
            characters,
        }
    }

    pub(super) fn is_empty(self) -> bool {
        self.characters.is_empty()
    }

    #[inline]
    pub(super) fn contains(self, c: char) -> bool {
        self.sieve.may_have(c) && self.characters.chars().any(|other| other == c)
    }

    #[inline]
    pub(super) fn have(self, c: Option<char>) -> bool {
        c.is_some_and(|c| self.contains(c))
    }
}

/// Words one of which may begin a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beginnings {
    sieve: u64,
    words: &'static [&'static str],
}

impl Beginnings {
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        let (mut sieve, mut index) = (0, 0);
        while index < words.len() {
            let word = words[index].as_bytes();
            sieve |= bit(word[end_of_character(word, 0)] as u32);
            index += 1;
        }
        Beginnings { sieve, words }
    }

    /// The first of the words that `text` begins with.
    #[inline]
    pub(super) fn find(self, text: &str) -> Option<&'static str> {
        let bytes = text.as_bytes();
        if bytes.is_empty() || self.sieve & bit(bytes[end_of_character(bytes, 0)].into()) == 0 {
            return None;
        }
        self.words
            .iter()
            .find(|word| bytes.starts_with(word.as_bytes()))
            .copied()
    }

    #[inline]
    pub(super) fn begin(self, text: &str) -> bool {
        self.find(text).is_some()
    }
}

/// Words one of which may end a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Endings {
    sieve: u64,
    words: &'static [&'static str],
}

impl Endings {
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        let (mut sieve, mut index) = (0, 0);
        while index < words.len() {
            let word = words[index].as_bytes();
            sieve |= bit(word[word.len() - 1] as u32);
            index += 1;
        }
        Endings { sieve, words }
    }

    /// `text` without the first of the words that ends it.
    #[inline]
    pub(super) fn strip(self, text: &str) -> Option<&str> {
        let last = *text.as_bytes().last()?;
        if self.sieve & bit(last.into()) == 0 {
            return None;
        }
        self.words.iter().find_map(|word| text.strip_suffix(word))
    }

    #[inline]
    pub(super) fn end(self, text: &str) -> bool {
        self.strip(text).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_have_what_is_in_them_and_nothing_else() {
        const SET: Characters = Characters::new("aé水𠀀+");
        for c in "aé水𠀀+".chars() {
            assert!(SET.contains(c), "{c}");
        }
        for c in "b!èé水𠀀".chars().filter(|c| !"aé水𠀀+".contains(*c)) {
            assert!(!SET.contains(c), "{c}");
        }
        assert!(!SET.have(None) && !SET.is_empty());
    }

    #[test]
    fn words_at_either_end() {
        const BEGIN: Beginnings = Beginnings::new(&["水厂", "km", "é"]);
        for (text, word) in [
            ("水厂通水", Some("水厂")),
            ("km²", Some("km")),
            ("été", Some("é")),
        ] {
            assert_eq!(BEGIN.find(text), word);
        }
        assert!(!BEGIN.begin("") && !BEGIN.begin("水") && !BEGIN.begin("厂水厂"));
        const END: Endings = Endings::new(&["水厂", "：", ":"]);
        assert_eq!(END.strip("新水厂"), Some("新"));
        assert_eq!(END.strip("厂长："), Some("厂长"));
        assert!(!END.end("") && !END.end("厂") && !END.end("水厂长"));
    }
}
