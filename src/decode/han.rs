//! How common Chinese characters are, and which follow which.
//!
//! The two tables are text files made by `tools/han_tables.py` from the word list of jieba (MIT
//! licence) and the conversion tables of OpenCC (Apache-2.0); the script says how. Costs are
//! −ln(probability) in eighths of a nat. The counts come from running text of the news and of
//! novels, three quarters simplified and one quarter traditional.

use std::sync::LazyLock;

const CHARACTERS: &str = include_str!("tables/han.txt");
const PAIRS: &str = include_str!("tables/pairs.txt");

/// The word list says little about what it hardly has: nothing costs more than this. So a rare
/// name is never dearer than leaving it out.
const UNSEEN: u8 = 112;
/// Cost of an ideograph of a supplementary plane.
const EXTENSION: u8 = 124;

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;

struct Tables {
    single: Box<[u8]>,
    pairs: Pairs,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    single: singles(),
    pairs: Pairs::new(),
});

/// Cost of `character` by itself.
pub fn single(character: char) -> u32 {
    let index = (character as u32).wrapping_sub(FIRST) as usize;
    u32::from(*TABLES.single.get(index).unwrap_or(&EXTENSION))
}

/// Cost of `second` after `first`, when the two are a common pair.
pub fn pair(first: char, second: char) -> Option<u32> {
    TABLES.pairs.find(first, second)
}

fn singles() -> Box<[u8]> {
    let mut table = vec![UNSEEN; (LAST - FIRST + 1) as usize].into_boxed_slice();
    for line in CHARACTERS.lines() {
        let Some((cost, characters)) = line.split_once('\t') else {
            continue;
        };
        let cost = cost.parse().unwrap_or(UNSEEN).min(UNSEEN);
        for character in characters.chars() {
            if let Some(slot) = table.get_mut((character as u32).wrapping_sub(FIRST) as usize) {
                *slot = cost;
            }
        }
    }
    table
}

/// An open-addressed hash table from pairs of characters to whole nats.
struct Pairs {
    keys: Box<[u32]>,
    nats: Box<[u8]>,
}

const SLOTS: usize = 1 << 15;

impl Pairs {
    fn new() -> Self {
        let mut pairs = Pairs {
            keys: vec![0; SLOTS].into_boxed_slice(),
            nats: vec![0; SLOTS].into_boxed_slice(),
        };
        let mut nats = 0;
        for line in PAIRS.lines() {
            if let Some(tier) = line.strip_prefix("= ") {
                nats = tier.parse().unwrap_or(nats);
                continue;
            }
            let mut characters = line.chars();
            let Some(first) = characters.next() else {
                continue;
            };
            for second in characters {
                let Some(key) = key(first, second) else {
                    continue;
                };
                let mut slot = slot(key);
                while pairs.keys[slot] != 0 {
                    slot = (slot + 1) % SLOTS;
                }
                pairs.keys[slot] = key;
                pairs.nats[slot] = nats;
            }
        }
        pairs
    }

    fn find(&self, first: char, second: char) -> Option<u32> {
        let key = key(first, second)?;
        let mut slot = slot(key);
        while self.keys[slot] != 0 {
            if self.keys[slot] == key {
                return Some(u32::from(self.nats[slot]) * 8);
            }
            slot = (slot + 1) % SLOTS;
        }
        None
    }
}

/// Both characters in one number, for those of the basic plane; never zero.
fn key(first: char, second: char) -> Option<u32> {
    let first = u16::try_from(first as u32).ok()?;
    let second = u16::try_from(second as u32).ok()?;
    (first >= 0x3000 && second >= 0x3000).then_some(u32::from(first) << 16 | u32::from(second))
}

fn slot(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> 17) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_characters_are_cheap() {
        assert!(single('的') < single('校'));
        assert!(single('校') < single('龘'));
        assert!(single('\u{20000}') > single('校'));
    }

    #[test]
    fn pairs_are_found() {
        assert!(pair('学', '校').is_some());
        assert!(pair('同', '志').is_some());
        assert_eq!(pair('校', '龘'), None);
    }

    #[test]
    fn the_table_is_half_empty_at_most_full() {
        let used = TABLES.pairs.keys.iter().filter(|key| **key != 0).count();
        assert!(used * 10 < SLOTS * 6, "{used} of {SLOTS}");
    }
}
