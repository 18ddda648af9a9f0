//! The words that make a long line worth a look, found on the way of the scan that splits the
//! source.
//!
//! A trigger of Han is told by its first two characters, six bytes, which are hashed into a
//! table: one multiplication for two characters of the text. Where only the first five of them
//! are at hand, these are hashed. What the tables let through ([`at_pair`], [`at_ascii`]) is
//! compared with the words themselves only when the places are gone through ([`find`]).

use crate::edit::offset;

/// What makes a long line worth a look.
pub(super) const TRIGGERS: &[&str] = &[
    "小编",
    "小編",
    "编者按",
    "导语",
    "导读",
    "版权",
    "侵权",
    "转载",
    "免责",
    "声明",
    "本站",
    "网友",
    "本文",
    "公众号",
    "二维码",
    "扫码",
    "客服",
    "会员",
    "下载",
    "微信",
    "来源",
    "来自",
    "整理】",
    "整理）",
    "整理)",
    "整理]",
    "首发】",
    "原创】",
    "更多",
    "关注",
    "登录",
    "供大家参",
    "供大家參",
    "为大家整",
    "希望对",
    "希望對",
    "感谢阅读",
    "评论",
    "点击",
    "收藏",
    "广告",
    "欢迎阅读",
    "一起来看",
    "上一篇",
    "下一篇",
    "文档",
    "转自",
    "摘自",
    "提供】",
    "導讀",
    "版權",
    "侵權",
    "轉載",
    "聲明",
    "網友",
    "公眾號",
    "掃碼",
    "會員",
    "下載",
    "來源",
    "來自",
    "關注",
    "登錄",
    "登入",
    "為大家整",
    "感謝閱讀",
    "評論",
    "點擊",
    "廣告",
    "歡迎閱讀",
    "浏览器",
    "瀏覽",
    "范文",
    "VIP",
    "QQ",
    "http",
    "www.",
    ".com",
    ".cn",
    ".net",
    ".org",
    "x0d",
    "x0a",
];
/// The first of them: a page's editor.
const EDITORS: u32 = 2;
/// Triggers that are one byte: tags, entities, escapes.
pub(super) const MARK: u32 = u32::MAX;
/// The lead byte of a vowel with a tone mark.
pub(super) const TONE: u32 = u32::MAX - 1;

/// Whether the trigger names a page's editor.
pub(super) fn is_editor(number: u32) -> bool {
    number < EDITORS
}

/// Whether `c` alone is a trigger. U+0180 to U+01BF hold no vowel.
pub(crate) const fn is_single(c: char) -> bool {
    matches!(c, '<' | '&' | '\\' | '\u{c0}'..='\u{17f}' | '\u{1c0}'..='\u{1ff}')
}

/// Whether a trigger may begin with `c`, a character of ASCII.
pub(crate) const fn opens(c: char) -> bool {
    let mut number = 0;
    while number < TRIGGERS.len() {
        if TRIGGERS[number].as_bytes()[0] as u32 == c as u32 {
            return true;
        }
        number += 1;
    }
    false
}

/// Whether a trigger may begin with these two characters of ASCII.
pub(crate) fn at_ascii(pair: [u8; 2]) -> bool {
    matches!(
        &pair,
        b"VI" | b"QQ" | b"ht" | b"ww" | b".c" | b".n" | b".o" | b"x0"
    )
}

/// Logarithm of the size of the tables.
const BITS: u32 = 12;
/// A number by which no two triggers meet in [`PAIRS`]. Multiplied with it, six bytes of eight
/// count.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15 << 16;

const fn slot(bytes: u64) -> usize {
    (bytes.wrapping_mul(MIX) >> (u64::BITS - BITS)) as usize
}

/// The five bytes of eight that follow the first character.
const fn tail(bytes: u64) -> u64 {
    bytes >> 24
}

/// One more than the number of the first trigger whose first six bytes have this slot.
static PAIRS: [u8; 1 << BITS] = {
    let mut table = [0; 1 << BITS];
    let mut number = 0;
    while number < TRIGGERS.len() {
        let slot = slot(head(TRIGGERS[number]));
        if TRIGGERS[number].as_bytes()[0] >= 0x80 && table[slot] == 0 {
            table[slot] = number as u8 + 1;
        }
        number += 1;
    }
    table
};

/// Whether a trigger's first five bytes have this slot.
static TAILS: [u8; 1 << BITS] = {
    let mut table = [0; 1 << BITS];
    let mut number = 0;
    while number < TRIGGERS.len() {
        if TRIGGERS[number].as_bytes()[0] >= 0x80 {
            table[slot(tail(head(TRIGGERS[number]) << 24))] = 1;
        }
        number += 1;
    }
    table
};

/// The first six bytes of a word, the first in the lowest place.
const fn head(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let (mut head, mut index) = (0, 0);
    while index < 6 && index < bytes.len() {
        head |= (bytes[index] as u64) << (8 * index);
        index += 1;
    }
    head
}

/// Whether a trigger may begin with one of the two Han that eight bytes of the text (the first in
/// the lowest place) begin with.
#[inline]
pub(crate) fn at_pair(bytes: u64) -> bool {
    PAIRS[slot(bytes)] | TAILS[slot(tail(bytes))] != 0
}

/// Whether it may be the first.
pub(crate) fn at_first(bytes: u64) -> bool {
    PAIRS[slot(bytes)] != 0
}

/// Whether it may be the second.
pub(crate) fn at_second(bytes: u64) -> bool {
    TAILS[slot(tail(bytes))] != 0
}

/// Of each trigger its first eight bytes, or all, and the bits that these are.
static HEADS: [(u64, u64); TRIGGERS.len()] = {
    let mut heads = [(0, 0); TRIGGERS.len()];
    let mut number = 0;
    while number < TRIGGERS.len() {
        let bytes = TRIGGERS[number].as_bytes();
        let mut index = 0;
        while index < 8 && index < bytes.len() {
            heads[number].0 |= (bytes[index] as u64) << (8 * index);
            heads[number].1 |= 0xff << (8 * index);
            index += 1;
        }
        number += 1;
    }
    heads
};

/// The first of the triggers that begin with a character of ASCII; no other one follows it.
const FIRST_OF_ASCII: usize = {
    let mut number = 0;
    while TRIGGERS[number].as_bytes()[0] >= 0x80 {
        number += 1;
    }
    number
};

/// The trigger at the start of `rest`: its number and length.
fn trigger(rest: &[u8]) -> Option<(u32, usize)> {
    let window = match rest.first_chunk() {
        Some(window) => *window,
        None => {
            let mut window = [0; 8];
            window[..rest.len()].copy_from_slice(rest);
            window
        }
    };
    let bytes = u64::from_le_bytes(window);
    let from = match window[0] {
        b'<' | b'&' | b'\\' => return Some((MARK, 1)),
        0xc3..=0xc5 | 0xc7 => return Some((TONE, 2)),
        ..0x80 => FIRST_OF_ASCII,
        _ => usize::from(PAIRS[slot(bytes)]).checked_sub(1)?,
    };
    // Those with the same two Han stand side by side.
    let same = |head: u64| window[0] < 0x80 || (head ^ bytes) << 16 == 0;
    (from..TRIGGERS.len())
        .take_while(|&number| same(HEADS[number].0))
        .find(|&number| {
            let (head, all) = HEADS[number];
            bytes & all == head && rest.starts_with(TRIGGERS[number].as_bytes())
        })
        .map(|number| (number as u32, TRIGGERS[number].len()))
}

/// Fills `hits` with the triggers at `places`, in order, none within another.
pub(super) fn find(source: &str, places: &[u32], hits: &mut Vec<(u32, u32)>) {
    hits.clear();
    let mut done = 0;
    for &place in places {
        if place >= done
            && let Some((number, length)) = trigger(&source.as_bytes()[place as usize..])
        {
            hits.push((place, number));
            done = place + offset(length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn triggers_are_found_where_they_stand() {
        for (number, trigger) in TRIGGERS.iter().enumerate() {
            let source = format!("水{trigger}水厂");
            let mut hits = Vec::new();
            find(&source, &[3], &mut hits);
            assert_eq!(hits, [(3, number as u32)], "{trigger}");
        }
    }
}
