//! A tree of words, walked from every character of a short line.
//!
//! Few characters of a text begin a word, so most cost one look into a set of bits; the edges of
//! all nodes lie in one open-addressed table. Both together stay within the first-level cache,
//! which no automaton over bytes with thousands of Chinese words does.

use super::shape::is_content;
use std::collections::HashMap;

/// Root of the tree.
const ROOT: u16 = 0;

/// What a word ends in.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// Number of the word of the vocabulary, plus one.
    word: u16,
    hints: u16,
}

/// Words, each with a number or with [hints](super::weigh::hint), or both.
#[derive(Debug)]
pub(super) struct Trie {
    /// The characters that begin a word.
    firsts: Box<[u64; 1024]>,
    /// Edges: parent and character, then the child; 0 is an empty place.
    edges: Vec<(u32, u16)>,
    shift: u32,
    nodes: Vec<Node>,
}

/// A word found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) word: usize,
    /// Characters that carry words since the last one found.
    pub(super) plain: u16,
}

impl Trie {
    /// The tree of `words` (their places are their numbers) and of words that only hint.
    pub(super) fn new(words: &[&str], hints: &[(u16, &[&str])]) -> Self {
        let mut edges: HashMap<(u16, u16), u16> = HashMap::new();
        let mut nodes = vec![Node::default()];
        let mut firsts = Box::new([0u64; 1024]);
        let mut leaf = |word: &str| {
            let mut node = ROOT;
            for (index, c) in word.chars().enumerate() {
                // The words are written in the basic plane.
                let c = c as u32 as u16;
                if index == 0 {
                    firsts[usize::from(c >> 6)] |= 1 << (c & 63);
                }
                node = *edges.entry((node, c)).or_insert_with(|| {
                    nodes.push(Node::default());
                    (nodes.len() - 1) as u16
                });
            }
            usize::from(node)
        };
        let ends: Vec<usize> = words.iter().map(|word| leaf(word)).collect();
        let hinted: Vec<(usize, u16)> = hints
            .iter()
            .flat_map(|&(hint, words)| words.iter().map(move |word| (hint, *word)))
            .map(|(hint, word)| (leaf(word), hint))
            .collect();
        for (number, end) in ends.into_iter().enumerate() {
            nodes[end].word = number as u16 + 1;
        }
        for (end, hint) in hinted {
            nodes[end].hints |= hint;
        }
        let size = (edges.len() * 2).next_power_of_two();
        let mut trie = Trie {
            firsts,
            edges: vec![(0, 0); size],
            shift: 32 - size.trailing_zeros(),
            nodes,
        };
        for ((node, c), child) in edges {
            let key = key(node, c);
            let mut at = trie.place(key);
            while trie.edges[at].1 != 0 {
                at = (at + 1) & (size - 1);
            }
            trie.edges[at] = (key, child);
        }
        trie
    }

    fn place(&self, key: u32) -> usize {
        (key.wrapping_mul(0x9e37_79b1) >> self.shift) as usize
    }

    fn child(&self, node: u16, c: u16) -> Option<u16> {
        let key = key(node, c);
        let mut at = self.place(key);
        loop {
            match self.edges[at] {
                (_, 0) => return None,
                (found, child) if found == key => return Some(child),
                _ => at = (at + 1) & (self.edges.len() - 1),
            }
        }
    }

    /// The words of `text` from left to right, the longest first, none over another.
    pub(super) fn words<'t>(&'t self, text: &'t str) -> Words<'t> {
        Words {
            trie: self,
            text,
            position: 0,
            free: 0,
            plain: 0,
            hints: 0,
        }
    }
}

fn key(node: u16, c: u16) -> u32 {
    u32::from(node) << 16 | u32::from(c)
}

/// Iterator over the words of a text; once it is through, its hints are those of every word in
/// the text, over another or not.
#[derive(Debug)]
pub(super) struct Words<'t> {
    trie: &'t Trie,
    text: &'t str,
    position: usize,
    /// Up to here a word was found.
    free: usize,
    /// Characters that carry words behind the last word found.
    pub(super) plain: u16,
    pub(super) hints: u16,
}

impl Iterator for Words<'_> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        let mut chars = self.text[self.position..].chars();
        loop {
            let c = chars.next()?;
            let first = self.trie.firsts.get(c as usize >> 6);
            if first.is_none_or(|bits| bits >> (c as u32 & 63) & 1 == 0) {
                if self.text.len() - chars.as_str().len() > self.free {
                    self.plain = self.plain.wrapping_add(u16::from(is_content(c)));
                }
                continue;
            }
            let (end, word) = self.longest(c as u32 as u16, chars.as_str());
            let position = self.text.len() - chars.as_str().len();
            if position <= self.free {
                continue;
            }
            if word > 0 {
                self.position = position;
                self.free = position + end;
                return Some(Found {
                    start: position - c.len_utf8(),
                    end: self.free,
                    word: usize::from(word) - 1,
                    plain: std::mem::take(&mut self.plain),
                });
            }
            self.plain = self.plain.wrapping_add(u16::from(is_content(c)));
        }
    }
}

impl Words<'_> {
    /// The longest word that begins with `first` and goes on in `rest`: where it ends in `rest`,
    /// and its number plus one.
    fn longest(&mut self, first: u16, rest: &str) -> (usize, u16) {
        let mut best = (0, 0);
        let mut next = Some(first);
        let mut chars = rest.chars();
        let mut node = ROOT;
        while let Some(child) = next.and_then(|c| self.trie.child(node, c)) {
            node = child;
            let Node { word, hints } = self.trie.nodes[usize::from(node)];
            self.hints |= hints;
            if word > 0 {
                best = (rest.len() - chars.as_str().len(), word);
            }
            next = chars.next().and_then(|c| u16::try_from(c as u32).ok());
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins_and_hints_are_of_all() {
        let trie = Trie::new(
            &["水厂", "水厂厂长", "厂长"],
            &[(1, &["长话"]), (2, &["话短"])],
        );
        let mut words = trie.words("新水厂厂长话");
        let found: Vec<_> = words
            .by_ref()
            .map(|found| (found.start, found.word))
            .collect();
        assert_eq!(found, [(3, 1)]);
        assert_eq!(words.hints, 1);
        assert_eq!(trie.words("水厂的厂长𠮷").count(), 2);
    }
}
