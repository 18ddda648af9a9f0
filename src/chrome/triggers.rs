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
    "VIP",
    "会员",
    "下载",
    "微信",
    "QQ",
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
    "http",
    "www.",
    ".com",
    ".cn",
    ".net",
    ".org",
    "x0d",
    "x0a",
    "供大家参",
    "为大家整",
    "希望对",
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
];
/// The first of them.
pub(super) const EDITOR: u32 = 0;
/// Triggers that are one byte: tags, entities, escapes.
pub(super) const MARK: u32 = u32::MAX;
/// The lead byte of a vowel with a tone mark.
pub(super) const TONE: u32 = u32::MAX - 1;

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

/// The trigger at the start of `text`: its number and length.
fn trigger(text: &str) -> Option<(u32, usize)> {
    let found = |number: usize| Some((number as u32, TRIGGERS[number].len()));
    let first = text.chars().next()?;
    match first {
        '<' | '&' | '\\' => return Some((MARK, 1)),
        '\u{80}'..='\u{1ff}' => return Some((TONE, first.len_utf8())),
        '\0'..='\u{7f}' => {
            return (0..TRIGGERS.len())
                .find(|&number| text.starts_with(TRIGGERS[number]))
                .and_then(found);
        }
        _ => {}
    }
    let mut bytes = [0; 8];
    for (byte, &other) in bytes.iter_mut().zip(text.as_bytes()) {
        *byte = other;
    }
    let bytes = u64::from_le_bytes(bytes);
    let number = usize::from(PAIRS[slot(bytes)]).checked_sub(1)?;
    // Those with the same two characters stand side by side.
    let same = |&number: &usize| head(TRIGGERS[number]) == bytes << 16 >> 16;
    (number..TRIGGERS.len())
        .take_while(same)
        .find(|&number| text.starts_with(TRIGGERS[number]))
        .and_then(found)
}

/// Fills `hits` with the triggers at `places`, in order, none within another.
pub(super) fn find(source: &str, places: &[u32], hits: &mut Vec<(u32, u32)>) {
    hits.clear();
    let mut done = 0;
    for &place in places {
        if place >= done
            && let Some((number, length)) = trigger(&source[place as usize..])
        {
            hits.push((place, number));
            done = place + offset(length);
        }
    }
}
