//! Lines that stand for left-out speech: ……, （略）, 此处隐藏N个字.

use super::fold::fold;
use crate::sets::{Endings, Gate};

/// 中略, 下略, …: what may stand before 略 without brackets.
const BARE: &[&str] = &[
    "略",
    "从略",
    "下略",
    "中略",
    "上略",
    "前略",
    "后略",
    "以下略",
    "以下从略",
    "内容略",
    "省略",
];
/// Words that end in 略 and leave nothing out.
const OTHER_WORDS: &[&str] = &[
    "战略", "策略", "谋略", "侵略", "方略", "领略", "胆略", "忽略", "粗略", "大略", "简略",
];
const PLACES: &[&str] = &[
    "此处", "这里", "以下", "以上", "中间", "下文", "后文", "其余",
];
const VERBS: &[&str] = &[
    "省略了",
    "隐藏了",
    "省略",
    "隐藏",
    "略去",
    "删去",
    "删节",
    "删减",
    "从略",
    "略",
];
const MEASURES: &[&str] = &["字", "段", "页", "行", "内容", "部分", "若干"];

const BRACKETS: [char; 10] = ['（', '）', '[', ']', '【', '】', '〔', '〕', '<', '>'];

/// What all of those end in.
static ENDS: Gate = Gate::of("略了藏去节减字段页行容分干");

/// What a text begins with that stands for left-out speech and does not end in a bracket.
static BEGINS: Gate = Gate::first(BARE)
    .or(&Gate::first(PLACES))
    .with(MARKS)
    .with("\u{f96d}\u{f976}");

/// Dots and brackets, also as they are before the fold.
const MARKS: &str = "….。·⋯・•．﹒｡（）[]【】〔〕<>()﹙﹚";

/// Dots, and spaces between them.
fn is_dot(c: char) -> bool {
    matches!(c, '…' | '.' | '。' | '·' | '⋯' | '・' | '•' | ' ')
}

/// Whether a block may stand for left-out speech, as far as its first character tells and its
/// last, dots aside; `tail` is its end. Neither is folded.
#[inline]
pub(super) fn may_be_omission(text: &str, tail: &str) -> bool {
    // What folds to one of them too.
    static LAST: Gate =
        Gate::of("略了藏去节减字段页行容分干\u{f976}\u{f9ba}\u{fa08}⾏⼲").with(MARKS);
    let body = tail.strip_suffix("。").unwrap_or(tail);
    (LAST.closes(body) || body.is_empty()) && may_begin_and_end(text, tail)
}

fn may_begin_and_end(text: &str, tail: &str) -> bool {
    let mut last = tail.chars().rev().filter_map(fold);
    last.find(|&c| !is_dot(c))
        .is_none_or(|c| BRACKETS.contains(&c) || (ENDS.passes(c) && BEGINS.opens(text)))
}

/// Whether the folded text of a block stands for left-out speech.
pub(super) fn is_omission(text: &str) -> bool {
    let core = text.trim_matches(is_dot);
    if core.is_empty() {
        let marks = text.chars().filter(|&c| is_dot(c) && c != ' ').count();
        return marks > 1 || text.contains(['…', '⋯']);
    }
    let inner = core.trim_matches(BRACKETS).trim_matches(is_dot);
    let bracketed = inner.len() < core.len();
    if inner.len() > 4 * 24 || inner.chars().count() > 24 {
        return false;
    }
    BARE.contains(&inner) || (bracketed && ends_left_out(inner)) || left_out_here(inner)
}

/// 具体内容略
fn ends_left_out(inner: &str) -> bool {
    static WORDS: Endings = Endings::of(OTHER_WORDS);
    inner.ends_with('略') && !WORDS.end(inner) && !inner.contains(['，', '。'])
}

/// 此处隐藏N个字
fn left_out_here(inner: &str) -> bool {
    let Some(rest) = PLACES.iter().find_map(|place| inner.strip_prefix(place)) else {
        return false;
    };
    let rest = rest.trim_start_matches("内容").trim_start_matches('有');
    let Some(rest) = VERBS.iter().find_map(|verb| rest.strip_prefix(verb)) else {
        return false;
    };
    rest.is_empty() || MEASURES.iter().any(|measure| rest.ends_with(measure))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_words() {
        for word in BARE.iter().chain(VERBS).chain(MEASURES) {
            assert!(ENDS.closes(word), "{word}");
        }
        let mut buffer = [0; 4];
        for c in crate::chars::every() {
            let Some(folded) = fold(c).filter(|&folded| folded != ' ') else {
                continue;
            };
            let bracket = is_dot(folded) || BRACKETS.contains(&folded);
            let end = bracket || "略了藏去节减字段页行容分干".contains(folded);
            let begin = |word: &&str| word.starts_with(folded);
            let text = c.encode_utf8(&mut buffer);
            assert!(!end || may_be_omission("略", text), "{c:?}");
            let begins = bracket || BARE.iter().chain(PLACES).any(begin);
            assert!(!begins || BEGINS.opens(text), "{c:?}");
        }
    }

    #[test]
    fn left_out_or_not() {
        for text in [
            "……",
            "…",
            "...",
            "。。。。。。",
            "（略）",
            "略",
            "(略）",
            "……此处隐藏1200个字……",
            "（此处省略若干字）",
            "（以下内容从略）",
            "（具体数据略）",
            "此处省略XX字",
            "……（略）……",
        ] {
            assert!(may_be_omission(text, text) && is_omission(text), "{text}");
        }
        for text in [
            "。",
            "略有增长",
            "（掌声）",
            "这就是我们的战略",
            "（发展战略）",
            "此处隐藏着一口古井",
            "这里省略不得",
            "“……”",
            "——",
            "***",
            "以下略谈三点",
        ] {
            assert!(!is_omission(text), "{text}");
        }
    }
}
