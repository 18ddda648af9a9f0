//! A tree of words, walked from every character of a short line.
//!
//! The characters that begin a word have a table of their own; of the others a node knows a few
//! bits, which tell nearly always that the word ends here. Only what passes both looks into the
//! open-addressed table of edges.

use super::shape::is_content;
use std::str::Chars;

/// What a word ends in.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// Number of the word of the vocabulary, plus one.
    word: u16,
    hints: u16,
    /// The hints of all words that begin with what leads here.
    below: u16,
    /// A bit of each character that goes on from here.
    next: u64,
}

/// Words, each with a number or with [hints](super::weigh::hint), or both.
#[derive(Debug)]
pub(super) struct Trie {
    /// For the characters of the basic plane the node of the words that begin so, or 0.
    heads: Vec<u16>,
    /// Edges: parent and character, then the child; 0 is an empty place.
    edges: Vec<(u32, u16)>,
    shift: u32,
    /// The first one is nobody's.
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
    /// A tree with room for words of so many characters together.
    pub(super) fn with_room(characters: usize) -> Self {
        let size = (characters * 2).next_power_of_two();
        let mut nodes = Vec::with_capacity(characters + 1);
        nodes.push(Node::default());
        Trie {
            heads: vec![0; 1 << 16],
            edges: vec![(0, 0); size],
            shift: 32 - size.trailing_zeros(),
            nodes,
        }
    }

    /// The number of `word`, which is `next` if the tree has not heard of it.
    pub(super) fn number(&mut self, word: &str, next: usize) -> usize {
        let leaf = self.leaf(word, 0);
        let number = &mut self.nodes[leaf].word;
        if *number == 0 {
            *number = next as u16 + 1;
        }
        usize::from(*number) - 1
    }

    /// Has `word` hint.
    pub(super) fn hint(&mut self, word: &str, hint: u16) {
        let leaf = self.leaf(word, hint);
        self.nodes[leaf].hints |= hint;
    }

    /// The node that `word` leads to, in a tree that grows as far as it must.
    fn leaf(&mut self, word: &str, hint: u16) -> usize {
        let mut node = 0;
        for c in word.chars() {
            node = self.grow(node, c as u32);
            self.nodes[usize::from(node)].below |= hint;
        }
        usize::from(node)
    }

    /// The child of `node` by `c`, a character of the basic plane, as all of the words are.
    fn grow(&mut self, node: u16, c: u32) -> u16 {
        let known = match node {
            0 => Some(self.heads[c as usize]).filter(|&head| head > 0),
            _ => self.child(node, c),
        };
        if let Some(child) = known {
            return child;
        }
        let child = self.nodes.len() as u16;
        self.nodes.push(Node::default());
        if node == 0 {
            self.heads[c as usize] = child;
            return child;
        }
        self.nodes[usize::from(node)].next |= bit(c);
        let key = key(node, c);
        let mut at = self.place(key);
        while self.edges[at].1 != 0 {
            at = (at + 1) & (self.edges.len() - 1);
        }
        self.edges[at] = (key, child);
        child
    }

    fn place(&self, key: u32) -> usize {
        (key.wrapping_mul(0x9e37_79b1) >> self.shift) as usize
    }

    fn child(&self, node: u16, c: u32) -> Option<u16> {
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

fn key(node: u16, c: u32) -> u32 {
    u32::from(node) << 16 | c
}

fn bit(c: u32) -> u64 {
    1 << (c.wrapping_mul(0x9e37_79b1) >> 26)
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
        while let Some(c) = chars.next() {
            let position = self.text.len() - chars.as_str().len();
            let head = self.trie.heads.get(c as usize).map_or(0, |&head| head);
            if position <= self.free {
                // Within a word that was found: what begins here can only hint.
                if self.trie.nodes[usize::from(head)].below & !self.hints != 0 {
                    self.longest(head, chars.clone());
                }
                continue;
            }
            let found = match head {
                0 => None,
                _ => self.longest(head, chars.clone()),
            };
            if let Some((end, word)) = found {
                self.position = position;
                self.free = end;
                return Some(Found {
                    start: position - c.len_utf8(),
                    end,
                    word,
                    plain: std::mem::take(&mut self.plain),
                });
            }
            self.plain = self.plain.wrapping_add(u16::from(is_content(c)));
        }
        None
    }
}

impl Words<'_> {
    /// The longest word that begins with the character of the node `head` and goes on in `rest`:
    /// where it ends, and its number.
    fn longest(&mut self, head: u16, mut rest: Chars<'_>) -> Option<(usize, usize)> {
        let mut number = head;
        let mut best = None;
        loop {
            let node = self.trie.nodes[usize::from(number)];
            self.hints |= node.hints;
            if node.word > 0 {
                let end = self.text.len() - rest.as_str().len();
                best = Some((end, usize::from(node.word) - 1));
            }
            if node.next == 0 {
                return best;
            }
            let Some(c) = rest.next().map(u32::from) else {
                return best;
            };
            if node.next & bit(c) == 0 || c > 0xffff {
                return best;
            }
            let Some(child) = self.trie.child(number, c) else {
                return best;
            };
            number = child;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins_and_hints_are_of_all() {
        let mut trie = Trie::with_room(20);
        for (number, word) in ["水厂", "水厂厂长", "厂长"].into_iter().enumerate() {
            assert_eq!(trie.number(word, number), number);
        }
        assert_eq!(trie.number("厂长", 7), 2);
        trie.hint("长话", 1);
        trie.hint("话短", 2);
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
