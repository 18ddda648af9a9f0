//! Words beside a mask, longest match first.
//!
//! A table is a text file: each line names a class, then words of it after a colon; `#` begins a
//! comment. `条!例件约` reads: 条, unless 例, 件 or 约 comes next (then it is another word: 条例). A
//! longer word always wins over a shorter one, so 同志们 can be listed as no evidence beside 同志.

/// One word of a table.
#[derive(Debug)]
struct Entry<C> {
    word: &'static str,
    /// Characters that make it another word.
    blocked: &'static str,
    class: C,
}

/// A table of words, searched from one side.
#[derive(Debug)]
pub(super) struct Lexicon<C> {
    /// Sorted by the character the search begins with, long words first.
    entries: Vec<(char, Entry<C>)>,
    side: Side,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Prefix,
    Suffix,
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
        let mut entries = Vec::new();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, words)) = line.split_once(':') else {
                continue;
            };
            let named = names.iter().find(|(other, _)| *other == name);
            debug_assert!(named.is_some(), "{name} is no class");
            let Some(&(_, class)) = named else { continue };
            for item in words.split_whitespace() {
                let (word, blocked) = item.split_once('!').unwrap_or((item, ""));
                let key = match side {
                    Side::Prefix => word.chars().next(),
                    Side::Suffix => word.chars().next_back(),
                };
                let Some(key) = key else { continue };
                entries.push((
                    key,
                    Entry {
                        word,
                        blocked,
                        class,
                    },
                ));
            }
        }
        entries.sort_by_key(|(key, entry)| (*key, std::cmp::Reverse(entry.word.len())));
        Lexicon { entries, side }
    }

    /// The longest word at the near end of `text`, with its length in bytes.
    pub(super) fn find(&self, text: &str) -> Option<(C, usize)> {
        let key = match self.side {
            Side::Prefix => text.chars().next()?,
            Side::Suffix => text.chars().next_back()?,
        };
        let from = self.entries.partition_point(|(first, _)| *first < key);
        self.entries[from..]
            .iter()
            .take_while(|(first, _)| *first == key)
            .find_map(|(_, entry)| {
                let next = match self.side {
                    Side::Prefix => text.strip_prefix(entry.word)?.chars().next(),
                    Side::Suffix => text.strip_suffix(entry.word)?.chars().next_back(),
                };
                let blocked = next.is_some_and(|c| entry.blocked.contains(c));
                (!blocked).then_some((entry.class, entry.word.len()))
            })
    }
}

#[cfg(test)]
impl<C: Copy + PartialEq + std::fmt::Debug> Lexicon<C> {
    /// Words that two classes claim; the first row wins, so the second is dead.
    pub(super) fn contested(&self) -> Vec<&'static str> {
        let mut words = Vec::new();
        for pair in self.entries.windows(2) {
            for (_, other) in &self.entries {
                let one = &pair[0].1;
                if one.word == other.word && one.class != other.class {
                    words.push(one.word);
                }
            }
        }
        words.dedup();
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
