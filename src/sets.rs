//! Tables of words and characters that are asked at every line and block, and have the answer no for
//! most: a look at one character tells those from the few worth looking up.

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
}

/// A set of characters.
#[derive(Debug)]
pub(crate) struct Characters {
    gate: Gate,
    all: &'static str,
}

impl Characters {
    pub(crate) const fn of(all: &'static str) -> Characters {
        Characters {
            gate: Gate::of(all),
            all,
        }
    }

    #[inline]
    pub(crate) fn has(&self, c: char) -> bool {
        self.gate.passes(c) && self.all.chars().any(|one| one == c)
    }

    /// Whether there is one and it is in the set.
    #[inline]
    pub(crate) fn have(&self, c: Option<char>) -> bool {
        c.is_some_and(|c| self.has(c))
    }

    /// Whether one of them is in `text`.
    pub(crate) fn any_in(&self, text: &str) -> bool {
        text.chars().any(|c| self.has(c))
    }

    /// Whether `text` ends in one of them.
    #[inline]
    pub(crate) fn end(&self, text: &str) -> bool {
        self.gate.closes(text) && text.ends_with(|c| self.all.contains(c))
    }
}

/// The words of a list, at most 128, by the low bits of one byte of each: in the order of the list.
#[derive(Debug)]
struct Chains {
    heads: [u8; 64],
    next: [u8; 128],
}

/// The end of a chain.
const NONE: u8 = u8::MAX;

impl Chains {
    /// By the last byte of the first character.
    const fn first(words: &[&str]) -> Chains {
        let mut chains = Chains::NEW;
        let mut index = words.len();
        while index > 0 {
            index -= 1;
            let bytes = words[index].as_bytes();
            chains.put(index, bytes[first_end(bytes)]);
        }
        chains
    }

    /// By the last byte.
    const fn last(words: &[&str]) -> Chains {
        let mut chains = Chains::NEW;
        let mut index = words.len();
        while index > 0 {
            index -= 1;
            let bytes = words[index].as_bytes();
            chains.put(index, bytes[bytes.len() - 1]);
        }
        chains
    }

    const NEW: Chains = Chains {
        heads: [NONE; 64],
        next: [NONE; 128],
    };

    /// Puts the word at the head of its chain.
    const fn put(&mut self, index: usize, key: u8) {
        let slot = (key & 63) as usize;
        self.next[index] = self.heads[slot];
        self.heads[slot] = index as u8;
    }

    /// The words with such a byte.
    fn of(&self, key: u8) -> impl Iterator<Item = usize> {
        let mut index = self.heads[usize::from(key & 63)];
        std::iter::from_fn(move || {
            let found = usize::from(index);
            index = *self.next.get(found)?;
            Some(found)
        })
    }
}

/// Where the last byte of the first character stands.
const fn first_end(bytes: &[u8]) -> usize {
    let mut end = 0;
    while end + 1 < bytes.len() && is_continuation(bytes[end + 1]) {
        end += 1;
    }
    end
}

/// Words that texts begin with.
#[derive(Debug)]
pub(crate) struct Beginnings {
    gate: Gate,
    chains: Chains,
    words: &'static [&'static str],
}

impl Beginnings {
    pub(crate) const fn of(words: &'static [&'static str]) -> Beginnings {
        Beginnings {
            gate: Gate::first(words),
            chains: Chains::first(words),
            words,
        }
    }

    /// The first of them that `text` begins with.
    #[inline]
    pub(crate) fn find(&self, text: &str) -> Option<&'static str> {
        self.gate.opens(text).then(|| self.look_up(text)).flatten()
    }

    /// Whether `text` begins with one of them.
    #[inline]
    pub(crate) fn begin(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// `text` without the first of them that it begins with.
    #[inline]
    pub(crate) fn strip<'t>(&self, text: &'t str) -> Option<&'t str> {
        let word = self.find(text)?;
        text.strip_prefix(word)
    }

    fn look_up(&self, text: &str) -> Option<&'static str> {
        let key = text.as_bytes()[first_end(text.as_bytes())];
        let mut chain = self.chains.of(key).map(|index| self.words[index]);
        chain.find(|word| text.starts_with(word))
    }
}

/// Words that texts end in.
#[derive(Debug)]
pub(crate) struct Endings {
    gate: Gate,
    chains: Chains,
    words: &'static [&'static str],
}

impl Endings {
    pub(crate) const fn of(words: &'static [&'static str]) -> Endings {
        Endings {
            gate: Gate::last(words),
            chains: Chains::last(words),
            words,
        }
    }

    /// Whether `text` ends in one of them.
    #[inline]
    pub(crate) fn end(&self, text: &str) -> bool {
        self.gate.closes(text) && self.look_up(text).is_some()
    }

    /// `text` without the first of them that it ends in.
    #[inline]
    pub(crate) fn strip<'t>(&self, text: &'t str) -> Option<&'t str> {
        let word = self
            .gate
            .closes(text)
            .then(|| self.look_up(text))
            .flatten()?;
        text.strip_suffix(word)
    }

    #[inline(always)]
    fn look_up(&self, text: &str) -> Option<&'static str> {
        let key = text.as_bytes()[text.len() - 1];
        let mut chain = self.chains.of(key).map(|index| self.words[index]);
        chain.find(|word| text.ends_with(word))
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

    #[test]
    fn words_at_both_ends() {
        static BEGINNINGS: Beginnings = Beginnings::of(&["同志们", "同志", "a"]);
        static ENDINGS: Endings = Endings::of(&["局长", "长", "ok"]);
        assert_eq!(BEGINNINGS.strip("同志们好"), Some("好"));
        assert_eq!(BEGINNINGS.strip("同志好"), Some("好"));
        assert_eq!(BEGINNINGS.strip("ab"), Some("b"));
        assert!(!BEGINNINGS.begin("同") && !BEGINNINGS.begin("") && !BEGINNINGS.begin("同学"));
        assert_eq!(ENDINGS.strip("水局长"), Some("水"));
        assert_eq!(ENDINGS.strip("长"), Some(""));
        assert_eq!(ENDINGS.strip("ok"), Some(""));
        assert!(!ENDINGS.end("长大") && !ENDINGS.end("") && !ENDINGS.end("k"));
        static MARKS: Characters = Characters::of("，。");
        assert!(MARKS.has('。') && !MARKS.has('.') && MARKS.any_in("水，"));
        assert!(MARKS.end("水。") && !MARKS.end("。水") && !MARKS.end(""));
    }
}
