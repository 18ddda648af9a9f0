//! Ordinals: style and number. Styles follow GB/T 9704-2012 (一、→（一）→1.→（1）) and what else
//! speeches are counted by; 0 is none.

use super::character::{NUMERIC, table};
use super::hash::Map;
use regex::Regex;
use std::sync::LazyLock;

/// Begin of a text, by style from 1 on, each with what it begins with (0 for all digits), a hit and a near miss.
const STYLES: [(&str, &str, &str, &str); 13] = [
    (
        r"^[一二三四五六七八九十]{1,3}\s?[、.．,，:：]",
        HAN,
        "一、水",
        "一水",
    ),
    (
        r"^[（(]\s?[一二三四五六七八九十]{1,3}\s?[)）]",
        "（(",
        "（二）水",
        "（水）",
    ),
    (r"^\d{1,2}\s?[.．](?:[^\d]|$)", "0", "3.水", "3.5万"),
    (r"^\d{1,2}、", "0", "3、水", "300、水"),
    (
        r"^[（(]\d{1,2}[)）]|^\d{1,2}[)）]",
        "（(0",
        "（3）水",
        "（2024）水",
    ),
    (r"^[①-⑳]", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "③水", "3水"),
    (
        r"^第[一二三四五六七八九十]{1,3}[，,、：:]",
        "第",
        "第一，水",
        "第一天",
    ),
    (r"^[一二三四五六七八九十][是要]", HAN, "一是水", "一直"),
    (
        r"^第[一二三四五六七八九十百零〇0-9]{1,5}[章编編部]",
        "第",
        "第三章 水",
        "第三天",
    ),
    (
        r"^第[一二三四五六七八九十百零〇0-9]{1,5}[节節]",
        "第",
        "第三节 水",
        "第三天",
    ),
    (
        r"^第[一二三四五六七八九十百零〇0-9]{1,5}[条條]",
        "第",
        "第十条 水",
        "第三天",
    ),
    (
        r"^[【（(\[]?(?:篇|范文|篇章|第)[一二三四五六七八九十0-9]{1,3}篇?[】）)\]：: ]?",
        "【（([篇范第",
        "【篇三】",
        "篇幅",
    ),
    (r"^[0-9]{1,3}$", "0", "12", "12个"),
];

const HAN: &str = "一二三四五六七八九十";

/// The style of a number that stands for itself.
pub(super) const BARE: u8 = 13;

static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let styles = STYLES.iter();
    styles
        .map(|style| Regex::new(style.0).expect("checked by a test"))
        .collect()
});

/// Which styles begin with a character, as bits; most characters begin none.
static BEGINS: LazyLock<Map<u32>> = LazyLock::new(|| {
    let mut begins = Map::default();
    for (index, style) in STYLES.iter().enumerate() {
        for c in style.1.chars() {
            *begins.entry(u64::from(c)).or_default() |= 1 << index;
        }
    }
    begins
});

/// The style of the ordinal that a text begins with.
pub(crate) fn style(text: &str) -> u8 {
    let first = text.chars().next().map(|c| match c {
        '①'..='⑳' => c,
        c if table().is(c, NUMERIC) => '0',
        c => c,
    });
    let styles = first.and_then(|first| BEGINS.get(&u64::from(first)));
    let mut styles = styles.copied().unwrap_or(0);
    while styles != 0 {
        let index = styles.trailing_zeros() as usize;
        if PATTERNS[index].is_match(text) {
            return index as u8 + 1;
        }
        styles &= styles - 1;
    }
    0
}

/// The number that an ordinal says: 十二 and 12 are 12.
pub(super) fn number(ordinal: &str) -> u32 {
    let (mut total, mut digit) = (0u32, 0u32);
    for c in ordinal.chars().take(7) {
        if let Some(value) = c.to_digit(10) {
            digit = digit.saturating_mul(10).saturating_add(value);
        } else if let Some(index) = "一二三四五六七八九".chars().position(|n| n == c) {
            digit = index as u32 + 1;
        } else if let Some(unit) = [('十', 10), ('百', 100)].iter().find(|unit| unit.0 == c) {
            total += digit.max(1) * unit.1;
            digit = 0;
        } else if ('①'..='⑳').contains(&c) {
            return c as u32 - '①' as u32 + 1;
        } else if total + digit > 0 {
            break;
        }
    }
    total + digit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_hit_and_miss() {
        for (index, (_, _, hit, miss)) in STYLES.iter().enumerate() {
            assert_eq!(style(hit), index as u8 + 1, "{hit}");
            assert_ne!(style(miss), index as u8 + 1, "{miss}");
        }
    }

    #[test]
    fn numbers_are_read() {
        for (text, value) in [
            ("十二、", 12),
            ("（三）", 3),
            ("第二十一条", 21),
            ("15.", 15),
            ("④", 4),
        ] {
            assert_eq!(number(text), value, "{text}");
        }
    }
}
