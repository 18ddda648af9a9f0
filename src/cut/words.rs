//! Words that seams are told by, each table with what it hits and what it must not.

use super::patterns::names_people;
use crate::sets::{Beginnings, Endings};

/// Nouns in the names of speeches that a salutation may be glued to.
#[rustfmt::skip]
pub(crate) const GENRES: &[&str] = &[
    "讲话", "致辞", "致词", "发言", "演讲", "报告", "讲话稿", "发言稿", "演讲稿", "主持词", "主持稿", "致辞稿",
    "党课", "講話", "致辭", "致詞", "演講", "發言", "讲稿", "祝词", "贺词", "答谢词", "开幕词", "欢迎词",
    "感言", "倡议书", "总结", "悼词", "范文", "述职",
];

/// The begin of a salutation, for places where a title may have ended.
#[rustfmt::skip]
pub(super) const ADDRESSED: &[&str] = &[
    "各位", "尊敬", "亲爱", "敬爱", "同志", "同学", "老师", "朋友", "女士", "先生", "大家好", "领导", "乡亲",
    "父老", "来宾", "家长", "親愛", "諸位", "同學", "老師",
];

/// A salutation as soon as its mark follows.
const CALLED: &[&str] = &["同志们", "同学们", "老师们", "朋友们", "乡亲们", "同學們"];

/// A salutation if people and its mark follow.
#[rustfmt::skip]
pub(super) const HONOURED: &[&str] = &[
    "尊敬的", "敬爱的", "亲爱的", "可敬的", "可亲的", "可爱的", "敬重的", "尊重的", "親愛的", "敬愛的",
    "各位", "同志们", "同学们", "老师们", "朋友们", "諸位", "同學們",
];

/// What paragraphs open with and headings do not; a year beside them.
#[rustfmt::skip]
pub(super) const OPENINGS: &[&str] = &[
    "今年以来", "近年来", "近年來", "去年以来", "当前", "目前", "据统计", "各级", "同志们", "要坚持", "要以",
    "我们要", "首先", "上午好", "下午好", "大家好", "一是", "近期", "一年来", "几年来", "今年", "去年", "过去",
];

/// Prompts of sites, and what is in the names of their fields.
#[rustfmt::skip]
pub(super) const PROMPTS: &[&str] = &[
    "文章来源", "本文来自", "本文来源", "责任编辑", "责编", "发布时间", "發佈日期", "更新时间", "浏览",
    "上一篇", "上一条", "上一頁", "上一页", "上一则", "上一則", "下一篇", "下一条", "下一頁", "下一页", "下一则", "下一則",
    "字号", "字體", "字体", "字級", "字级", "相关阅", "相关推", "相关文", "公众号", "转载请", "下载", "小编", "点击",
    "本站", "VIP", "会员", "扫码", "扫一扫", "QQ", "欢迎关注", "版权", "未完", "（未完", "【",
];

/// Fields of sites, if a colon follows.
pub(super) const FIELDS: &[&str] = &["来源", "來源", "作者", "编辑", "日期", "时间"];

/// A prompt, unless it only compares.
pub(super) const MORE: &str = "更多";

/// Longest name of who is spoken to, in characters.
const NAME: usize = 24;

/// Whether the name of a genre ends a text.
pub(super) fn ends_in_genre(text: &str) -> bool {
    static TABLE: Endings = Endings::of(GENRES);
    TABLE.end(text)
}

/// Whether a text may begin with a salutation, told by its first words alone.
pub(super) fn begins_address(text: &str) -> bool {
    static TABLE: Beginnings = Beginnings::of(ADDRESSED);
    TABLE.begin(text)
}

/// Whether a text begins with a salutation, its mark included.
pub(super) fn begins_vocative(text: &str) -> bool {
    static CALL: Beginnings = Beginnings::of(CALLED);
    static HONOUR: Beginnings = Beginnings::of(HONOURED);
    let called = CALL.strip(text);
    called.is_some_and(|rest| rest.starts_with(|c| c == '、' || ends_name(c)))
        || HONOUR.strip(text).is_some_and(is_name)
}

/// People, and the mark behind them.
fn is_name(text: &str) -> bool {
    let mut people = false;
    for c in text.chars().take(NAME + 2) {
        if people && (c == '、' || ends_name(c)) {
            return true;
        }
        if c == '。' || ends_name(c) {
            return false;
        }
        people = c != '导' && names_people(c);
    }
    false
}

fn ends_name(c: char) -> bool {
    matches!(c, '：' | ':' | '，' | ',' | '！' | '!')
}

/// Whether a text begins as only paragraphs do.
pub(super) fn begins_paragraph(text: &str) -> bool {
    static TABLE: Beginnings = Beginnings::of(OPENINGS);
    let is_year = |rest: &str| {
        let year = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == 'X');
        rest.len() - year.len() == 2 && year.starts_with('年')
    };
    TABLE.begin(text) || text.strip_prefix("20").is_some_and(is_year)
}

/// Length of the prompt that a text begins with, in bytes.
pub(super) fn prompt(text: &str) -> Option<usize> {
    static PROMPT: Beginnings = Beginnings::of(PROMPTS);
    static FIELD: Beginnings = Beginnings::of(FIELDS);
    if let Some(word) = PROMPT.find(text) {
        return Some(word.len());
    }
    let rest = if let Some(rest) = FIELD.strip(text) {
        let rest = rest.strip_prefix(char::is_whitespace).unwrap_or(rest);
        rest.strip_prefix(['：', ':'])?
    } else {
        let rest = text.strip_prefix(MORE)?;
        rest.strip_prefix(|c| c != '的' && c != '地')?
    };
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(is: impl Fn(&str) -> bool, hits: &[&str], misses: &[&str]) {
        for text in hits {
            assert!(is(text), "misses {text}");
        }
        for text in misses {
            assert!(!is(text), "hits {text}");
        }
    }

    #[test]
    fn words_hit_and_miss() {
        let vocatives = [
            "同志们：今天",
            "尊敬的各位来宾，",
            "各位来宾、各位朋友",
            "乡亲们！",
        ];
        let others = [
            "各位都知道，",
            "同志们辛苦了。",
            "乡亲们都来了，",
            "各位。来宾：",
            "",
        ];
        hold(begins_vocative, &vocatives, &others);
        hold(begins_address, &["各位领导"], &["今天"]);
        hold(ends_in_genre, &["在会上的讲话"], &["讲话时", "话"]);
        let openings = ["今年以来，", "2023年，", "20XX年"];
        hold(
            begins_paragraph,
            &openings,
            &["提高认识", "203年", "20231年"],
        );
    }

    #[test]
    fn prompts_hit_and_miss() {
        let lengths = [
            ("来源：水务局", Some(9)),
            ("编辑 :水", Some(8)),
            ("扫一扫", Some(9)),
            ("（未完待续", Some(9)),
            ("更多下载", Some(9)),
            ("来源于生活", None),
            ("编辑  ：", None),
            ("更多的人", None),
            ("更多", None),
        ];
        for (text, length) in lengths {
            assert_eq!(prompt(text), length, "{text}");
        }
    }

    #[test]
    fn salutations_are_bounded() {
        let name = |count| format!("各位{}长：", "水".repeat(count));
        assert!(begins_vocative(&name(NAME)) && !begins_vocative(&name(NAME + 1)));
    }
}
