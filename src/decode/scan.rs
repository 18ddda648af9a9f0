//! Where bytes read badly in the encoding they mostly are in.

use super::code::Code;
use super::model::{self, Cost, NAT};
use std::ops::Range;
use std::sync::LazyLock;

/// Bytes scored at once.
const BLOCK: usize = 64;
/// A block whose characters other than ASCII cost more than this on average reads badly.
const DEAR: Cost = 9 * NAT;
/// And so does one with this many characters in a row that each cost more than this.
const RUN: usize = 3;
const RARE: Cost = 10 * NAT;

/// The start of a text that was cut is judged by single characters.
const START: usize = 4;

/// What the block being read has shown so far.
#[derive(Debug, Default)]
struct Block {
    bad: bool,
    cost: Cost,
    count: Cost,
    run: usize,
}

impl Block {
    fn add(&mut self, price: Cost) {
        self.cost += price;
        self.count += 1;
        self.run = if price > RARE { self.run + 1 } else { 0 };
        self.bad |= self.run >= RUN;
    }

    /// The verdict, and a new block.
    fn close(&mut self) -> bool {
        let bad = self.bad || self.cost > DEAR * self.count;
        *self = Block {
            run: self.run,
            ..Block::default()
        };
        bad
    }
}

/// The stretches of `bytes[from..]` that hold errors or read badly, each beginning and ending
/// where the plain reading has a character boundary.
pub(super) fn suspects(bytes: &[u8], from: usize, code: Code) -> Vec<Range<usize>> {
    if code == Code::Gb18030 {
        return blocks(bytes, from, gb_block);
    }
    let mut before = '\n';
    blocks(bytes, from, |bytes, position, block| {
        let Some((character, length)) = code.read(bytes, position) else {
            block.bad = true;
            return position + 1;
        };
        if !character.is_ascii() {
            block.add(model::cost(before, character));
        } else if character.is_ascii_control() {
            block.cost += model::cost(before, character);
        }
        before = character;
        position + length
    })
}

/// Walks block by block; `step` reads one character and says where the next one starts.
fn blocks(
    bytes: &[u8],
    from: usize,
    mut step: impl FnMut(&[u8], usize, &mut Block) -> usize,
) -> Vec<Range<usize>> {
    let mut suspects: Vec<Range<usize>> = Vec::new();
    let (mut position, mut previous) = (from, from);
    let mut block = Block::default();
    let mut after_bad = false;
    while position < bytes.len() {
        let start = position;
        let end = bytes.len().min(start + BLOCK);
        while position < end {
            position = step(bytes, position, &mut block);
            if position <= from + START && block.run > 0 {
                block.bad = true;
            }
        }
        let bad = block.close();
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

/// Whether the beginning of `bytes` is GBK beyond doubt: as long as a paragraph, without errors,
/// and as cheap as running Chinese text.
pub(super) fn is_plainly_gbk(bytes: &[u8]) -> bool {
    let mut block = Block::default();
    let mut position = 0;
    let end = bytes.len().min(SURE_BYTES);
    while position < end && !block.bad {
        position = gb_block(bytes, position, &mut block);
    }
    !block.bad && block.count >= SURE && block.cost < CHEAP * block.count
}

/// Bytes looked at, characters wanted among them, and what they may cost on average.
const SURE_BYTES: usize = 192;
const SURE: Cost = 48;
const CHEAP: Cost = 15 * NAT / 2;

/// Costs of the pairs of GBK in running text; zero where a pair is not one character.
static GB_COST: LazyLock<Box<[u8]>> = LazyLock::new(|| {
    let mut table = vec![0; 1 << 16].into_boxed_slice();
    for (pair, slot) in (0u16..=0xFFFF).zip(table.iter_mut()) {
        if let Some((character, 2)) = Code::Gb18030.read(&pair.to_be_bytes(), 0) {
            *slot = u8::try_from(model::cost('的', character)).unwrap_or(u8::MAX);
        }
    }
    table
});

#[inline]
fn gb_block(bytes: &[u8], position: usize, block: &mut Block) -> usize {
    let lead = bytes[position];
    if lead < 0x80 {
        return position + 1;
    }
    let trail = bytes.get(position + 1).copied().unwrap_or(0);
    match GB_COST[usize::from(lead) << 8 | usize::from(trail)] {
        0 => match Code::Gb18030.read(bytes, position) {
            Some((character, length)) => {
                block.add(model::cost('的', character));
                position + length
            }
            None => {
                block.bad = true;
                position + 1
            }
        },
        price => {
            block.add(Cost::from(price));
            position + 2
        }
    }
}
