//! GBK read and scored in one pass, as far as it reads well.
//!
//! One table gives for every pair of bytes the UTF-8 of its character and what the model charges
//! for it, so that scoring costs next to nothing beside the decoding. Scoring a sample would be
//! no faster and see less: a UTF-8 paragraph pasted into GBK is valid GBK throughout.

use super::code::{Code, valid_utf8};
use super::model::{self, Cost};
use super::scan::{self, BLOCK, DEAR, RARE, RUN};
use std::ops::Range;
use std::sync::LazyLock;

/// For every pair of bytes, the trail being the higher one, three bytes of UTF-8 and what the character costs in
/// running text; for a character of two bytes of UTF-8 these, its cost and zero; zero for a pair
/// that is no character.
static PAIRS: LazyLock<Box<[[u8; 4]; PAIR_COUNT]>> = LazyLock::new(|| {
    let mut table = Box::new([[0; 4]; PAIR_COUNT]);
    for (pair, slot) in (0..=u16::MAX).zip(table.iter_mut()) {
        if let Some((character, 2)) = Code::Gb18030.read(&pair.to_le_bytes(), 0) {
            let length = character.encode_utf8(slot).len();
            slot[length] = model::in_text(character);
        }
    }
    table
});
const PAIR_COUNT: usize = 1 << 16;

/// Reads GBK block by block, as far as it reads well.
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    from: usize,
    /// Where the next block begins.
    position: usize,
    /// How many rare characters stand in a row before it.
    run: u32,
}

impl<'b> Reader<'b> {
    /// A reader of what stands behind `from`.
    pub(super) fn new(bytes: &'b [u8], from: usize) -> Self {
        Reader {
            bytes,
            from,
            position: from,
            run: 0,
        }
    }

    /// Appends to `text` what reads well. Ends before the next stretch that holds errors or reads
    /// badly, which is returned, and goes on behind it when called again.
    pub(super) fn read(&mut self, text: &mut String) -> Option<Range<usize>> {
        let pairs: &[[u8; 4]; PAIR_COUNT] = &PAIRS;
        let mut page = [0; PAGE + ROOM];
        let mut filled = 0;
        // Where the block before this one begins, in the bytes and in the text.
        let mut previous = (self.position, text.len());
        while self.position < self.bytes.len() {
            let here = (self.position, text.len() + filled);
            let read = page
                .get_mut(filled..)
                .and_then(|page| page.first_chunk_mut())
                .and_then(|room| self.block(pairs, room));
            let Some(written) = read else {
                turn(&mut page, &mut filled, text, self.rest());
                text.truncate(previous.1);
                (self.position, self.run) =
                    scan::stretch(self.bytes, self.from, self.position, self.run);
                return Some(previous.0..self.position);
            };
            filled += written;
            previous = here;
            if filled >= PAGE {
                turn(&mut page, &mut filled, text, self.rest());
            }
        }
        turn(&mut page, &mut filled, text, 0);
        None
    }

    /// About how many bytes of text the rest will be.
    fn rest(&self) -> usize {
        (self.bytes.len() - self.position) * 3 / 2
    }

    /// Reads one block into `room`, unless it reads badly; how much of the room it took.
    fn block(&mut self, pairs: &[[u8; 4]; PAIR_COUNT], room: &mut [u8; ROOM]) -> Option<usize> {
        let rest = &self.bytes[self.position..];
        let mut last = [0; WIDTH];
        // The end of the bytes is read as if zeros stood behind it.
        let block = match rest.first_chunk() {
            Some(block) => block,
            None => {
                last[..rest.len()].copy_from_slice(rest);
                &last
            }
        };
        let end = rest.len().min(BLOCK);
        // A bit for each character, set for rare ones; those before the block come first.
        let mut rare = (1u64 << self.run.min(RUN - 1)) - 1;
        let (mut position, mut written) = (0, 0);
        let (mut cost, mut count, mut bad) = (0, 0, false);
        while position < end {
            let code = u16::from_le_bytes([block[position], block[position + 1]]);
            let to = &mut room[written % FULL..][..4];
            if code & 0x80 == 0 {
                to[0] = code as u8;
                written += 1;
                position += 1;
                continue;
            }
            let pair = pairs[usize::from(code)];
            let mut price = u32::from_le_bytes(pair) >> 24;
            if price > 0 {
                to.copy_from_slice(&pair);
                written += 3;
                position += 2;
            } else if let [first, second, cost, _] = pair
                && cost > 0
            {
                to[..2].copy_from_slice(&[first, second]);
                written += 2;
                position += 2;
                price = Cost::from(cost);
            } else {
                let seldom = seldom(rest, position, to)?;
                written += seldom.written;
                position += seldom.length;
                price = seldom.price;
                bad |= price > RARE && rare & 3 == 3;
            }
            cost += price;
            count += 1;
            rare = rare << 1 | u64::from(price > RARE);
        }
        let mut run = rare.trailing_ones();
        bad |= rare & rare >> 1 & rare >> 2 != 0 || cost > DEAR * count;
        if bad || self.position == self.from && scan::starts_badly(rest) {
            (_, bad, run) = scan::read_again(self.bytes, self.from, self.position, self.run);
            if bad {
                return None;
            }
        }
        self.run = run;
        self.position += position;
        Some(written)
    }
}

/// Moves what `page` is filled with to the end of `text`, `rest` bytes of which will follow.
fn turn(page: &mut [u8], filled: &mut usize, text: &mut String, rest: usize) {
    if text.capacity() - text.len() < *filled {
        text.reserve_exact(*filled + rest);
    }
    // All of it was text in the table.
    text.push_str(valid_utf8(&page[..*filled]).unwrap_or_default());
    *filled = 0;
}

/// About how many bytes of UTF-8 `bytes` will be.
pub(super) fn size_of_text(bytes: &[u8]) -> usize {
    // Counted in bytes, many at a time.
    let high = |chunk: &[u8]| chunk.iter().fold(0u8, |sum, byte| sum + (byte >> 7));
    let high: usize = bytes
        .chunks(255)
        .map(|chunk| usize::from(high(chunk)))
        .sum();
    bytes.len() + high / 2 + bytes.len() / 64
}

/// What the character of two bytes at the start of `bytes` costs in running text, if there is one
/// and it has three bytes of UTF-8.
#[inline]
pub(super) fn price(lead: u8, trail: u8) -> Option<Cost> {
    let price = PAIRS[usize::from(u16::from_le_bytes([lead, trail]))][3];
    (price > 0).then_some(Cost::from(price))
}

/// A character that is not in the table.
struct Seldom {
    /// Its length, and that of its UTF-8.
    length: usize,
    written: usize,
    price: Cost,
}

#[cold]
#[inline(never)]
fn seldom(bytes: &[u8], position: usize, to: &mut [u8]) -> Option<Seldom> {
    let (character, length) = Code::Gb18030.read(bytes, position)?;
    Some(Seldom {
        length,
        written: character.encode_utf8(to).len(),
        price: Cost::from(model::in_text(character)),
    })
}

/// More than a block becomes, which is at most three times as long; a power of two, so that an
/// index within it needs no check.
const FULL: usize = 256;
/// And a character behind it.
const ROOM: usize = FULL + 4;
/// More than a block and the rest of a character that begins in it.
const WIDTH: usize = 128;
/// Text that is moved at once.
const PAGE: usize = 2048;

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<String> {
        let mut text = String::new();
        let stretch = Reader::new(bytes, 0).read(&mut text);
        stretch.is_none().then_some(text)
    }

    #[test]
    fn reads_what_encoding_rs_reads() {
        let text = "水厂的值班室：8:30·交班，“蜻蜓点水”不行。𠀀 plain ASCII that fills a whole block and then some, 完。\n";
        let bytes = encoding_rs::GB18030.encode(text).0.repeat(9);
        for start in [0, 4, 6, 8] {
            let plain = encoding_rs::GB18030.decode(&bytes[start..]).0;
            assert_eq!(read(&bytes[start..]).as_deref(), Some(&*plain));
        }
    }

    #[test]
    fn gives_up_on_what_reads_badly() {
        let mut bytes = encoding_rs::GBK.encode("图书馆今天开门，").0.repeat(9);
        bytes.extend_from_slice("借书证请到服务台领取，谢谢。".as_bytes());
        assert_eq!(read(&bytes), None);
        assert_eq!(read(b"\xCA\xE9\xFF"), None);
    }

    #[test]
    fn goes_on_behind_what_reads_badly() {
        let well = encoding_rs::GBK.encode("图书馆今天开门，").0.repeat(99);
        let bytes = [&well, b"\xFF".as_slice(), &well, b"\xFF", &well].concat();
        let (mut text, mut stretches) = (String::new(), Vec::new());
        let mut reader = Reader::new(&bytes, 0);
        while let Some(stretch) = reader.read(&mut text) {
            stretches.push(stretch);
        }
        assert_eq!(stretches, scan::suspects(&bytes, 0, Code::Gb18030));
        let rest: usize = stretches.iter().map(ExactSizeIterator::len).sum();
        assert_eq!(text.chars().count(), (bytes.len() - rest) / 2);
    }
}
