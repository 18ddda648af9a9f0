//! GBK read and scored in one pass, for as long as it reads well.
//!
//! One table gives for every pair of bytes the UTF-8 of its character and what the model charges
//! for it, so that scoring costs next to nothing beside the decoding. Scoring a sample would be
//! no faster and see less: a UTF-8 paragraph pasted into GBK is valid GBK throughout.

use super::code::{Code, valid_utf8};
use super::model::{self, Cost};
use super::scan::{self, BLOCK, DEAR, RARE, RUN};
use std::sync::LazyLock;

/// For every pair of bytes, lead first, three bytes of UTF-8 and what the character costs in
/// running text; zero for a pair that is not one character of three bytes.
static PAIRS: LazyLock<Box<[[u8; 4]; PAIR_COUNT]>> = LazyLock::new(|| {
    let mut table = Box::new([[0; 4]; PAIR_COUNT]);
    for (pair, slot) in (0..=u16::MAX).zip(table.iter_mut()) {
        if let Some((character, 2)) = Code::Gb18030.read(&pair.to_be_bytes(), 0)
            && character.len_utf8() == 3
        {
            character.encode_utf8(slot);
            slot[3] = model::in_text(character);
        }
    }
    table
});
const PAIR_COUNT: usize = 1 << 16;

/// The text of `bytes`, when no block of it holds an error or reads badly.
pub(super) fn read(bytes: &[u8]) -> Option<String> {
    if scan::starts_badly(bytes) {
        return None;
    }
    let pairs: &[[u8; 4]; PAIR_COUNT] = &PAIRS;
    let mut text = Vec::with_capacity(bytes.len() + bytes.len() / 2);
    let mut room = [0; ROOM];
    let (mut position, mut run) = (0, 0);
    while position < bytes.len() {
        let start = position;
        let end = bytes.len().min(start + BLOCK);
        let before = run;
        let (mut written, mut cost, mut count, mut longest) = (0u8, 0, 0, 0);
        while position < end {
            let lead = bytes[position];
            let to = &mut room[usize::from(written)..][..4];
            if lead < 0x80 {
                to[0] = lead;
                written += 1;
                position += 1;
                continue;
            }
            let trail = bytes.get(position + 1).copied().unwrap_or(0);
            let pair = pairs[usize::from(u16::from_be_bytes([lead, trail]))];
            let mut price = u32::from_le_bytes(pair) >> 24;
            if price > 0 {
                to.copy_from_slice(&pair);
                written += 3;
                position += 2;
            } else {
                let seldom = seldom(bytes, position, to)?;
                written += seldom.written;
                position += seldom.length;
                price = seldom.price;
            }
            cost += price;
            count += 1;
            run = (run + 1) * u32::from(price > RARE);
            longest = longest.max(run);
        }
        if longest >= RUN || cost > DEAR * count {
            let bad;
            (_, bad, run) = scan::read_again(bytes, 0, start, before);
            if bad {
                return None;
            }
        }
        text.extend_from_slice(&room[..usize::from(written)]);
    }
    valid_utf8(&text).map(str::to_owned)
}

/// A character that is not in the table.
struct Seldom {
    /// Its length, and that of its UTF-8.
    length: usize,
    written: u8,
    price: Cost,
}

#[cold]
#[inline(never)]
fn seldom(bytes: &[u8], position: usize, to: &mut [u8]) -> Option<Seldom> {
    let (character, length) = Code::Gb18030.read(bytes, position)?;
    Some(Seldom {
        length,
        written: character.encode_utf8(to).len() as u8,
        price: Cost::from(model::in_text(character)),
    })
}

/// More than a block becomes, which is at most three times as long; an index of eight bits needs
/// no check.
const ROOM: usize = 256 + 4;

#[cfg(test)]
mod tests {
    use super::*;

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
}
