//! Small sets of characters and of words that are asked about far more often than they match.
//!
//! Each set has a [`Sieve`]. That of a set in a `const` block is an operand of the instructions, so
//! a question is answered with No in a few of them, and only what passes is compared.

/// For each character in a set a bit for the low six bits of its code, and one for the next six.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sieve(u64, u64);

impl Sieve {
    pub(super) fn add(&mut self, c: char) {
        *self = self.with(c as u32);
    }

    const fn with(self, code: u32) -> Self {
        Sieve(self.0 | bit(code), self.1 | bit(code >> 6))
    }

    /// Whether `c` may be in the set; never wrong when it says no.
    #[inline]
    pub(super) const fn may_have(self, c: char) -> bool {
        self.has(c as u32)
    }

    const fn has(self, code: u32) -> bool {
        self.0 & bit(code) != 0 && self.1 & bit(code >> 6) != 0
    }
}

const fn bit(code: u32) -> u64 {
    1 << (code & 63)
}

/// The low twelve bits of the code of the character that ends before `end`, or as many as it has.
const fn code_before(bytes: &[u8], end: usize) -> u32 {
    let last = bytes[end - 1] as u32;
    match last {
        0..0x80 => last,
        _ => (last & 63) | (bytes[end - 2] as u32 & 63) << 6,
    }
}

/// Where the character that begins at `at` ends.
const fn end_of_character(bytes: &[u8], at: usize) -> usize {
    at + match bytes[at] {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
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
        let (mut sieve, mut at) = (Sieve(0, 0), 0);
        while at < bytes.len() {
            at = end_of_character(bytes, at);
            sieve = sieve.with(code_before(bytes, at));
        }
        Characters { sieve, characters }
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
    sieve: Sieve,
    words: &'static [&'static str],
}

impl Beginnings {
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        let (mut sieve, mut index) = (Sieve(0, 0), 0);
        while index < words.len() {
            let word = words[index].as_bytes();
            sieve = sieve.with(code_before(word, end_of_character(word, 0)));
            index += 1;
        }
        Beginnings { sieve, words }
    }

    /// The first of the words that `text` begins with.
    #[inline]
    pub(super) fn find(self, text: &str) -> Option<&'static str> {
        let bytes = text.as_bytes();
        if bytes.is_empty()
            || !self
                .sieve
                .has(code_before(bytes, end_of_character(bytes, 0)))
        {
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
    sieve: Sieve,
    words: &'static [&'static str],
}

impl Endings {
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        let (mut sieve, mut index) = (Sieve(0, 0), 0);
        while index < words.len() {
            let word = words[index].as_bytes();
            sieve = sieve.with(code_before(word, word.len()));
            index += 1;
        }
        Endings { sieve, words }
    }

    /// `text` without the first of the words that ends it.
    #[inline]
    pub(super) fn strip(self, text: &str) -> Option<&str> {
        if text.is_empty() || !self.sieve.has(code_before(text.as_bytes(), text.len())) {
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
