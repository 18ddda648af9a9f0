//! Patterns of a text that has been walked over: each is tried only where it can match.

use super::character as is;
use super::patterns;
use super::scan::Scan;
use super::vocabulary::{self, Words};

/// Longest text that is thanks and nothing else, and the last place of 好 in a greeting.
const THANKS: usize = 8;
const GOOD: usize = 6;

/// A text, what it is made of, and its words.
pub(super) struct Seen<'t> {
    pub(super) text: &'t str,
    pub(super) scan: &'t Scan,
    pub(super) words: &'t Words,
}

impl Seen<'_> {
    /// 1: holds a date, 2: begins with one, 3: is one.
    pub(super) fn date(&self) -> u8 {
        let found = self
            .scan
            .may_be_date
            .then(|| patterns::DATE.find(self.text));
        match found.flatten() {
            None => 0,
            Some(found) if found.len() + 8 >= self.text.len() => 3,
            Some(found) if found.start() == 0 => 2,
            Some(_) => 1,
        }
    }

    pub(super) fn has_time(&self) -> bool {
        self.scan.may_be_time && patterns::TIME.is_match(self.text)
    }

    pub(super) fn has_file(&self) -> bool {
        self.scan.may_be_file && patterns::FILE.is_match(self.text)
    }

    pub(super) fn has_address(&self) -> bool {
        self.scan.has(is::ADDRESS) && patterns::ADDRESS.is_match(self.text)
    }

    pub(super) fn is_page(&self) -> bool {
        self.scan.has(is::NUMERIC)
            && self.scan.is_between(is::PAGE_EDGE | is::NUMERIC)
            && patterns::PAGE.is_match(self.text)
    }

    pub(super) fn is_greeting(&self) -> bool {
        self.scan.good.is_some_and(|at| at <= GOOD) && patterns::GREETING.is_match(self.text)
    }

    pub(super) fn is_thanks(&self) -> bool {
        let may_be = self.says(vocabulary::CONCLUSION)
            || (self.says(vocabulary::GRATITUDE) && self.scan.chars <= THANKS);
        may_be && patterns::THANKS.is_match(self.text)
    }

    pub(super) fn promises(&self) -> bool {
        self.says(vocabulary::PROMISE) && patterns::PROMISE.is_match(self.text)
    }

    /// A number ends the text, signs left out, or its begin is one of a part.
    pub(super) fn is_part(&self) -> bool {
        let end = self.text.strip_suffix(['】', ']', '：', ':']);
        let end = end.unwrap_or(self.text);
        let end = end.strip_suffix([')', '）']).unwrap_or(end);
        let last = end.chars().next_back();
        let begin = self.text.strip_prefix(['【', '[', '（', '(']);
        let may_be = begin
            .unwrap_or(self.text)
            .starts_with(['篇', '第', '范', '其'])
            || last.is_some_and(|last| is::table().is(last, is::COUNT));
        may_be && patterns::PART.is_match(self.text)
    }

    fn says(&self, trigger: u8) -> bool {
        self.words.triggers & trigger != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use regex::Regex;
    use std::sync::LazyLock;

    type Tried = (&'static LazyLock<Regex>, fn(&Seen) -> bool);

    const TRIED: &[Tried] = &[
        (&patterns::DATE, |seen| seen.date() > 0),
        (&patterns::TIME, |seen| seen.has_time()),
        (&patterns::FILE, |seen| seen.has_file()),
        (&patterns::ADDRESS, |seen| seen.has_address()),
        (&patterns::PAGE, |seen| seen.is_page()),
        (&patterns::GREETING, |seen| seen.is_greeting()),
        (&patterns::THANKS, |seen| seen.is_thanks()),
        (&patterns::PROMISE, |seen| seen.promises()),
        (&patterns::PART, |seen| seen.is_part()),
    ];

    static SPEAKER: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"^([\p{Han}A-Z][\p{Han}A-Z 　·]{0,6})(?:[（(][^）)]{1,8}[)）])?[：:]";
        Regex::new(pattern).expect("a pattern")
    });

    /// What the patterns are made of, in short pieces.
    const PIECES: &str = "最后 谢谢 多谢 感谢 大家 各位 我的 讲话 发言 话 完 了 结束 到此 上午 好 你们 篇 范文 第 其 三 十 \
        1 2024 ８ X × 某 年 3月 5日 - . / ： : （ ） ( ) 【 】 第3页 共 页 12 — Page of www .com a@b http .docx .PDF ， 。 ！ \
        剩余 还有 未读 继续阅读 查看 阅读 更多 全文 完整 内容 部分 章节 仅 展示 预览 已结束 免费 试 不能 整篇 超出 本章 登录后 点此查看 \
        稿 总结 感言 致辞 水 厂 王水生 · A";

    fn text() -> impl Strategy<Value = String> {
        let pieces: Vec<&str> = PIECES.split_whitespace().chain([" ", "　"]).collect();
        let pieces = prop::collection::vec(prop::sample::select(pieces), 1..7);
        pieces.prop_map(|pieces| pieces.concat())
    }

    fn agree(text: &str) {
        let table = is::table();
        let scan = Scan::of(text, table, &mut Vec::new());
        let words = vocabulary::words(text, table);
        let seen = Seen {
            text,
            scan: &scan,
            words: &words,
        };
        for (pattern, tried) in TRIED {
            assert_eq!(pattern.is_match(text), tried(&seen), "{text} {pattern:?}");
        }
        assert_eq!(
            SPEAKER.is_match(text),
            patterns::speaker(text).is_some(),
            "{text}"
        );
    }

    proptest! {
        #[test]
        fn what_is_not_tried_does_not_match(text in text()) {
            let trimmed = text.trim();
            if !trimmed.is_empty() {
                agree(trimmed);
            }
        }
    }

    #[test]
    fn what_matches_is_tried() {
        for text in [
            "2024年3月5日",
            "二〇二四年三月",
            "xx年",
            "某某-3",
            "3 月 5 日",
            "08:30",
            "讲话.DOCX",
            "www．a",
            "a@b",
            "https ：//a",
            "— 3 —",
            "第 3 页 共 12 页",
            "3/12",
            "PAGE 3 of 5",
            "各位新年好！",
            "大家一起早上好",
            "最后，谢谢大家！",
            "我的发言到此为止了，完",
            "今天的讲话完了",
            "还有 3 页",
            "超出了可以预览的",
            "仅预览",
            "试读",
            "少量章节",
            "看余下的",
            "讲话之二】",
            "（其二）",
            "感言（3）：",
            "范文 3",
            "王水生（厂长）：",
            "王 水 生:",
            "水",
        ] {
            agree(text);
        }
    }
}
