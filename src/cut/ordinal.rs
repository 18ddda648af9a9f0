//! Ordinals at the begin of a text.

use crate::chars::is_one_to_ten;

/// What an ordinal may begin with.
pub(super) const FIRST: &str = "一二三四五六七八九十（(第【篇范0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

/// Whether a text begins with an ordinal.
pub(super) fn begins(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    let rest = chars.as_str();
    match first {
        '①'..='⑳' => true,
        '第' => numbered(rest, 5, is_number).is_some_and(|rest| rest.starts_with(is_part)),
        '（' | '(' => in_brackets(rest) || is_chapter(rest),
        '【' => is_chapter(rest),
        '篇' => is_chapter(text) || named(text, "篇章"),
        '范' => named(text, "范文"),
        '0'..='9' => numbered(text, 2, |c| c.is_ascii_digit()).is_some_and(|rest| {
            let behind = rest.strip_prefix(is_point);
            behind.is_some_and(|behind| !behind.starts_with(|c: char| c.is_ascii_digit()))
        }),
        _ => numbered(text, 3, is_one_to_ten).is_some_and(|rest| rest.starts_with(is_point)),
    }
}

/// What stands behind one to `most` digits.
fn numbered(text: &str, most: usize, is_digit: impl Fn(char) -> bool) -> Option<&str> {
    let rest = text.trim_start_matches(&is_digit);
    let digits = &text[..text.len() - rest.len()];
    (!digits.is_empty() && digits.chars().nth(most).is_none()).then_some(rest)
}

fn in_brackets(text: &str) -> bool {
    let digits = match text.chars().next() {
        Some('0'..='9') => numbered(text, 2, |c| c.is_ascii_digit()),
        _ => numbered(text, 3, is_one_to_ten),
    };
    digits.is_some_and(|rest| rest.starts_with(['）', ')']))
}

fn is_chapter(text: &str) -> bool {
    let number = text.strip_prefix('篇');
    number.is_some_and(|number| number.starts_with(|c| is_one_to_ten(c) || c.is_ascii_digit()))
}

/// The name of a part, its number and a mark.
fn named(text: &str, name: &str) -> bool {
    let is_digit = |c: char| is_one_to_ten(c) || c.is_ascii_digit();
    let rest = text.strip_prefix(name);
    let rest = rest.and_then(|number| numbered(number, 3, is_digit));
    rest.is_some_and(|rest| rest.starts_with(['：', ':', ' ']))
}

fn is_point(c: char) -> bool {
    matches!(c, '、' | '.' | '．')
}

fn is_number(c: char) -> bool {
    is_one_to_ten(c) || matches!(c, '百' | '零' | '〇' | '0'..='9')
}

fn is_part(c: char) -> bool {
    matches!(c, '章' | '节' | '節' | '条' | '條' | '篇')
}

#[cfg(test)]
mod tests {
    #[test]
    fn ordinals() {
        for text in [
            "一、水",
            "十二．水",
            "（二）水",
            "(12)水",
            "3.水",
            "12、",
            "第十二条 水",
            "第3章",
            "③",
            "【篇2】",
            "篇一",
            "(篇三)",
            "范文2：水",
            "篇章三 水",
        ] {
            assert!(super::begins(text), "{text}");
            assert!(super::FIRST.contains(text.chars().next().expect("a first")));
        }
    }

    #[test]
    fn no_ordinals() {
        for text in [
            "",
            "3.5万",
            "一是水",
            "第二天",
            "123.水",
            "一二三四、",
            "（水）",
            "(123)",
            "（一2）",
            "范文",
            "篇章",
            "范文二",
            "第一二三四五六条",
            "【水】",
        ] {
            assert!(!super::begins(text), "{text}");
        }
    }
}
