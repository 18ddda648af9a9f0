//! Ordinals: style and number. Styles follow GB/T 9704-2012 (一、→（一）→1.→（1）) and what else
//! speeches are counted by; 0 is none.

use regex::Regex;
use std::sync::LazyLock;

/// Begin of a text, by style from 1 on, each with a hit and a near miss.
const STYLES: [(&str, &str, &str); 13] = [
    (
        r"^[一二三四五六七八九十]{1,3}\s?[、.．,，:：]",
        "一、水",
        "一水",
    ),
    (
        r"^[（(]\s?[一二三四五六七八九十]{1,3}\s?[)）]",
        "（二）水",
        "（水）",
    ),
    (r"^\d{1,2}\s?[.．](?:[^\d]|$)", "3.水", "3.5万"),
    (r"^\d{1,2}、", "3、水", "300、水"),
    (r"^[（(]\d{1,2}[)）]|^\d{1,2}[)）]", "（3）水", "（2024）水"),
    (r"^[①-⑳]", "③水", "3水"),
    (
        r"^第[一二三四五六七八九十]{1,3}[，,、：:]",
        "第一，水",
        "第一天",
    ),
    (r"^[一二三四五六七八九十][是要]", "一是水", "一直"),
    (
        r"^第[一二三四五六七八九十百零〇0-9]{1,5}[章编編部]",
        "第三章 水",
        "第三天",
    ),
    (
        r"^第[一二三四五六七八九十百零〇0-9]{1,5}[节節]",
        "第三节 水",
        "第三天",
    ),
    (
        r"^第[一二三四五六七八九十百零〇0-9]{1,5}[条條]",
        "第十条 水",
        "第三天",
    ),
    (
        r"^[【（(\[]?(?:篇|范文|篇章|第)[一二三四五六七八九十0-9]{1,3}篇?[】）)\]：: ]?",
        "【篇三】",
        "篇幅",
    ),
    (r"^[0-9]{1,3}$", "12", "12个"),
];

/// The style of a number that stands for itself.
pub(super) const BARE: usize = 13;

static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let styles = STYLES.iter();
    styles
        .map(|style| Regex::new(style.0).expect("checked by a test"))
        .collect()
});

/// The style of the ordinal that a text begins with.
pub(crate) fn style(text: &str) -> usize {
    let found = PATTERNS.iter().position(|pattern| pattern.is_match(text));
    found.map_or(0, |index| index + 1)
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
        for (index, (_, hit, miss)) in STYLES.iter().enumerate() {
            assert!(PATTERNS[index].is_match(hit), "{hit}");
            assert!(!PATTERNS[index].is_match(miss), "{miss}");
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
