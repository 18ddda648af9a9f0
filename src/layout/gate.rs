//! Gates: a look at one character that tells most texts from those worth looking up in a table.

/// A set of characters, known by the low twelve bits of their code points: those hold what tells
/// Han and marks apart, and of other characters few have the same. So what does not pass is surely
/// not in the set; what passes is to be looked up.
#[derive(Debug)]
pub(crate) struct Gate([u64; 64]);

impl Gate {
    /// Every character of `text`.
    pub(crate) const fn of(text: &str) -> Gate {
        Gate([0; 64]).with(text)
    }

    /// The first character of each word.
    pub(crate) const fn first(words: &[&str]) -> Gate {
        let mut gate = Gate([0; 64]);
        let mut word = 0;
        while word < words.len() {
            gate.insert(words[word].as_bytes(), 0);
            word += 1;
        }
        gate
    }

    /// The last character of each word.
    pub(crate) const fn last(words: &[&str]) -> Gate {
        let mut gate = Gate([0; 64]);
        let mut word = 0;
        while word < words.len() {
            let bytes = words[word].as_bytes();
            let mut at = bytes.len() - 1;
            while is_continuation(bytes[at]) {
                at -= 1;
            }
            gate.insert(bytes, at);
            word += 1;
        }
        gate
    }

    /// And every character of `text`.
    pub(crate) const fn with(mut self, text: &str) -> Gate {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if !is_continuation(bytes[at]) {
                self.insert(bytes, at);
            }
            at += 1;
        }
        self
    }

    /// And what `other` holds.
    pub(crate) const fn or(mut self, other: &Gate) -> Gate {
        let mut row = 0;
        while row < 64 {
            self.0[row] |= other.0[row];
            row += 1;
        }
        self
    }

    /// Puts in the character whose first byte stands at `at`.
    const fn insert(&mut self, bytes: &[u8], at: usize) {
        let mut bits = (bytes[at] & if bytes[at] < 0x80 { 0x7f } else { 0x1f }) as usize;
        let mut next = at + 1;
        while next < bytes.len() && is_continuation(bytes[next]) {
            bits = bits << 6 | (bytes[next] & 63) as usize;
            next += 1;
        }
        self.0[bits >> 6 & 63] |= 1 << (bits & 63);
    }

    /// Whether `c` may be in the set.
    #[inline]
    pub(crate) fn passes(&self, c: char) -> bool {
        self.0[c as usize >> 6 & 63] >> (c as u32 & 63) & 1 == 1
    }

    /// Whether the first character of `text` may be in the set.
    #[inline]
    pub(crate) fn opens(&self, text: &str) -> bool {
        match text.as_bytes() {
            [0xe0..=0xef, second, third, ..] => {
                self.0[usize::from(second & 63)] >> (third & 63) & 1 == 1
            }
            _ => text.chars().next().is_some_and(|c| self.passes(c)),
        }
    }

    /// Whether the last character of `text` may be in the set.
    #[inline]
    pub(crate) fn closes(&self, text: &str) -> bool {
        match text.as_bytes() {
            [.., 0xe0..=0xef, second, third] => {
                self.0[usize::from(second & 63)] >> (third & 63) & 1 == 1
            }
            _ => text.chars().next_back().is_some_and(|c| self.passes(c)),
        }
    }

    /// Whether a character of `text` is one of `all`, which are in the set.
    #[inline]
    pub(crate) fn among(&self, text: &str, all: &str) -> bool {
        text.chars().any(|c| self.passes(c) && all.contains(c))
    }
}

const fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_passes() {
        const WORDS: &[&str] = &["市长", "主任", "ab", "é", "𠮷a"];
        static FIRST: Gate = Gate::first(WORDS);
        static LAST: Gate = Gate::last(WORDS);
        static ALL: Gate = Gate::of("市长主任abé𠮷");
        for word in WORDS {
            assert!(FIRST.opens(word) && LAST.closes(word), "{word}");
            assert!(word.chars().all(|c| ALL.passes(c)), "{word}");
        }
        assert!(!FIRST.opens("长") && !LAST.closes("市") && !FIRST.opens(""));
        let passing = ('\u{4e00}'..='\u{9fff}').filter(|&c| ALL.passes(c)).count();
        assert!(passing < 60, "{passing}");
    }
}
