//! Where bytes read badly in the encoding they mostly are in.

use super::code::Code;
use super::gbk;
use super::model::{self, Cost, NAT};
use std::ops::Range;

/// Bytes scored at once.
pub(super) const BLOCK: usize = 64;
/// A block whose characters other than ASCII cost more than this on average reads badly.
pub(super) const DEAR: Cost = 9 * NAT;
/// And so does one with this many characters in a row that each cost more than this.
pub(super) const RUN: u32 = 3;
pub(super) const RARE: Cost = 10 * NAT;

/// The start of a text that was cut is judged by single characters.
pub(super) const START: usize = 4;

/// What the block being read has shown so far.
#[derive(Debug, Default)]
struct Block {
    /// Whether it holds an error.
    broken: bool,
    /// Whether rare characters stand in a row.
    rare: bool,
    cost: Cost,
    count: Cost,
    run: u32,
}

impl Block {
    fn add(&mut self, price: Cost) {
        self.cost += price;
        self.count += 1;
        self.run = if price > RARE { self.run + 1 } else { 0 };
        self.rare |= self.run >= RUN;
    }

    fn is_dear(&self) -> bool {
        self.cost > DEAR * self.count
    }

    fn is_bad(&self) -> bool {
        self.broken || self.rare || self.is_dear()
    }
}

/// The stretches of `bytes[from..]` that hold errors or read badly, each beginning and ending
/// where the plain reading has a character boundary.
pub(super) fn suspects(bytes: &[u8], from: usize, code: Code) -> Vec<Range<usize>> {
    let mut suspects: Vec<Range<usize>> = Vec::new();
    let (mut position, mut previous) = (from, from);
    let (mut run, mut after_bad) = (0, false);
    while position < bytes.len() {
        let start = position;
        let bad;
        (position, bad, run) = if code == Code::Gb18030 {
            read_gbk(bytes, from, start, run)
        } else {
            let (end, block) = walk(bytes, from, start, run, in_context(code));
            (end, block.is_bad(), block.run)
        };
        // The block behind a bad one goes with it: what is bad may end a little way into it.
        if bad || after_bad {
            match suspects.last_mut() {
                Some(last) if last.end >= previous => last.end = position,
                _ => suspects.push(previous..position),
            }
        }
        after_bad = bad;
        previous = start;
    }
    suspects
}

/// The stretch that a bad block of GBK at `start` begins: where it ends, as [`suspects`] has it, and
/// how many rare characters stand in a row before that.
pub(super) fn stretch(bytes: &[u8], from: usize, start: usize, run: u32) -> (usize, u32) {
    let (mut position, _, mut run) = read_gbk(bytes, from, start, run);
    // One good block goes with the bad one; two more have to follow, or it all is one stretch.
    let (mut good, mut end) = (0, (position, run));
    while good < 3 && position < bytes.len() {
        let bad;
        (position, bad, run) = read_gbk(bytes, from, position, run);
        good = if bad { 0 } else { good + 1 };
        if good < 2 {
            end = (position, run);
        }
    }
    end
}

/// Reads the block of GBK at `start`: where it ends, whether it reads badly, and how many rare
/// characters it ends in, `run` having stood before it.
fn read_gbk(bytes: &[u8], from: usize, start: usize, run: u32) -> (usize, bool, u32) {
    let (end, block) = walk(bytes, from, start, run, gb_block);
    if block.is_bad() {
        read_again(bytes, from, start, run)
    } else {
        (end, false, block.run)
    }
}

/// Reads the block of GBK at `start` again, by what stands beside what: of 蜻蜓 the flat table
/// sees two rare characters, the pairs see a word. A row of rare characters that is not dear as a
/// whole (浅尝辄止) counts only where the bytes could be UTF-8 as well. Gives the end of the block,
/// whether it reads badly, and how many rare characters it ends in, `run` having stood before it.
pub(super) fn read_again(bytes: &[u8], from: usize, start: usize, run: u32) -> (usize, bool, u32) {
    let (end, block) = walk(bytes, from, start, run, in_context(Code::Gb18030));
    let around = &bytes[start.saturating_sub(AROUND).max(from)..bytes.len().min(end + AROUND)];
    let bad = block.broken || block.is_dear() || block.rare && holds_utf8(around);
    (end, bad, block.run)
}

/// Bytes beside a block that a row of rare characters in it may reach into.
const AROUND: usize = 8;

/// Whether two Han of UTF-8 stand in a row.
fn holds_utf8(bytes: &[u8]) -> bool {
    bytes.windows(6).any(|six| {
        six.chunks_exact(3)
            .all(|han| matches!(han, [0xE4..=0xE9, 0x80..=0xBF, 0x80..=0xBF]))
    })
}

/// Reads one block; `step` reads one character and says where the next one starts.
fn walk(
    bytes: &[u8],
    from: usize,
    start: usize,
    run: u32,
    mut step: impl FnMut(&[u8], usize, &mut Block) -> usize,
) -> (usize, Block) {
    let mut block = Block {
        run,
        ..Block::default()
    };
    let mut position = start;
    let end = bytes.len().min(start + BLOCK);
    while position < end {
        position = step(bytes, position, &mut block);
        if position <= from + START && block.run > 0 {
            block.broken = true;
        }
    }
    (position, block)
}

/// A step that weighs each character by the one before it.
fn in_context(code: Code) -> impl FnMut(&[u8], usize, &mut Block) -> usize {
    let mut before = '\n';
    move |bytes, position, block| {
        let Some((character, length)) = code.read(bytes, position) else {
            block.broken = true;
            return position + 1;
        };
        if !character.is_ascii() {
            block.add(model::cost(before, character));
        } else if character.is_ascii_control() {
            block.cost += model::cost(before, character);
        }
        before = character;
        position + length
    }
}

/// Whether the beginning of `bytes` is GBK beyond doubt: as long as a paragraph, without errors,
/// and as cheap as running Chinese text.
pub(super) fn is_plainly_gbk(bytes: &[u8]) -> bool {
    let mut block = Block::default();
    let mut position = 0;
    let end = bytes.len().min(SURE_BYTES);
    while position < end && block.count < ENOUGH && !block.broken {
        position = gb_block(bytes, position, &mut block);
    }
    !block.broken && block.count >= SURE && block.cost < CHEAP * block.count
}

/// Bytes looked at, characters other than ASCII wanted among them and looked at, and what they
/// may cost on average: running Chinese costs 6.3 to 7.8 nats, the cheapest other thing that has
/// no errors (Korean) 10.7.
const SURE_BYTES: usize = 1024;
const SURE: Cost = 48;
const ENOUGH: Cost = 96;
const CHEAP: Cost = 17 * NAT / 2;

/// Whether GBK begins with a character that looks like the rest of one that was cut.
pub(super) fn starts_badly(bytes: &[u8]) -> bool {
    let mut block = Block::default();
    let mut position = 0;
    while position < bytes.len().min(START) {
        position = gb_block(bytes, position, &mut block);
        if position <= START && block.run > 0 {
            return true;
        }
    }
    false
}

/// Reads one character of GBK, priced by itself.
fn gb_block(bytes: &[u8], position: usize, block: &mut Block) -> usize {
    if let Some([lead, trail]) = bytes[position..].first_chunk() {
        if *lead < 0x80 {
            return position + 1;
        }
        if let Some(price) = gbk::price(*lead, *trail) {
            block.add(price);
            return position + 2;
        }
    }
    let Some((character, length)) = Code::Gb18030.read(bytes, position) else {
        block.broken = true;
        return position + 1;
    };
    if !character.is_ascii() {
        block.add(Cost::from(model::in_text(character)));
    }
    position + length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_suspect(bytes: &[u8]) -> bool {
        !suspects(bytes, 0, Code::Gb18030).is_empty()
    }

    #[test]
    fn rare_words_are_not_suspect() {
        for text in [
            "我们的学习不能蜻蜓点水，浅尝辄止。",
            "★★☆☆☆",
            "大家要把工作的重点牢牢牵住。",
        ] {
            assert!(!is_suspect(&encoding_rs::GBK.encode(text).0), "{text}");
        }
    }

    #[test]
    fn short_stretches_of_utf8_are_suspect() {
        for text in ["值班室", "我的外婆", "水厂和水库"] {
            let mut bytes = encoding_rs::GBK.encode("图书馆今天开门，").0.into_owned();
            bytes.extend_from_slice(text.as_bytes());
            bytes.extend_from_slice(b"\n");
            assert!(is_suspect(&bytes), "{text}");
        }
    }
}
