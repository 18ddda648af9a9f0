//! Short lines of sites, told by their form: paths, credits, stamps, lists of links, page numbers.

use super::*;

/// What stands between the names of a path.
pub(super) const ARROWS: [char; 5] = ['>', '»', '›', '→', '＞'];

/// 首页 > 文稿 > 正文: short names with > » › between.
pub(super) fn is_path(text: &str) -> bool {
    if !text.contains(ARROWS) {
        return false;
    }
    let mut parts = 0;
    for part in text.split(ARROWS) {
        let part = part.trim_matches(|c: char| crate::chars::is_space(c) || c == '/');
        if part.contains(['。', '，', '；', ',']) || part.chars().count() > 40 {
            return false;
        }
        parts += usize::from(!part.is_empty());
    }
    let home = || {
        ["首页", "位置", "主页", "正文", "首頁", "列表"]
            .iter()
            .any(|word| text.contains(word))
    };
    parts >= 2 && home()
        || parts >= 4
        || text.trim_end().ends_with(['>', '»'])
            && parts == 1
            && text.chars().count() <= 16
            && text.starts_with(['查', '更', '点', '进'])
}

/// 范文大全 > 演讲稿 > 开学典礼: no home in it, but names of columns.
pub(super) fn is_short_path(info: &Info, text: &str) -> bool {
    let mut parts = text
        .split(['>', '»', '›', '＞'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    info.weight.cover() >= 40
        && text.contains(['>', '»', '›', '＞'])
        && parts.clone().count() >= 3
        && parts.all(|part| part.chars().count() <= 10 && !part.contains(['，', '。', '、']))
}

/// https://… and nothing else.
pub(super) fn is_address(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."))
        && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Longest count that stands alone, in digits.
pub(super) const COUNT: usize = 6;

/// Widest button of one word, in half-widths.
pub(super) const BUTTON: u16 = 12;

/// （转载自…）, （本报记者…）, on a line of its own.
pub(super) fn is_credit(line: &Line, text: &str) -> bool {
    const OPENERS: [&str; 11] = [
        "转载自",
        "转自",
        "摘自",
        "原载",
        "来源",
        "据",
        "载于",
        "刊于",
        "選自",
        "轉載自",
        "來源",
    ];
    const NAMED: [&str; 4] = ["本报记者", "通讯员", "本刊记者", "本网记者"];
    let Some(inner) = text
        .strip_prefix(['（', '(', '【', '['])
        .and_then(|text| text.strip_suffix(['）', ')', '】', ']']))
    else {
        return false;
    };
    line.width <= 60
        && !inner.contains(['。', '，', '；', '录', '整'])
        && (OPENERS.iter().any(|word| inner.starts_with(word))
            || NAMED.iter().any(|word| inner.contains(word)))
}

/// #校长讲话, #开学 8个
pub(super) fn is_hashtag(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|tag| tag.starts_with(is_han) && tag.chars().count() <= 30)
}

/// A line with a date and a clock time in digits beside a few words, not an occasion's.
pub(super) fn is_stamped(line: &Line, text: &str) -> bool {
    line.width <= 60
        && line.han <= 24
        && !text.starts_with(['（', '('])
        && has_stamp(text)
        && !["会", "礼堂", "地点", "在", "讲", "报告厅"]
            .iter()
            .any(|word| text.contains(word))
}

/// Whether a date and a clock time stand in the text, in digits: 2024-03-02 10:21.
pub(super) fn has_stamp(text: &str) -> bool {
    let digits =
        |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    text.match_indices(':').take(8).any(|(at, _)| {
        let minutes = text[at + 1..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let hour = digits(&text[..at]);
        if minutes != 2 || !(1..=2).contains(&hour) {
            return false;
        }
        let date = text[..at - hour].trim_end_matches(crate::chars::is_space);
        let date = date.strip_suffix(['日', 'T']).unwrap_or(date);
        let day = digits(date);
        let Some(date) = date[..date.len() - day].strip_suffix(['-', '/', '.', '月']) else {
            return false;
        };
        let month = digits(date);
        let Some(date) = date[..date.len() - month].strip_suffix(['-', '/', '.', '年']) else {
            return false;
        };
        (1..=2).contains(&day) && (1..=2).contains(&month) && digits(date) == 4
    })
}

/// Whether the first and the last character speak for [`is_listed`].
pub(super) fn may_be_listed(line: &Line) -> bool {
    line.first == '《'
        || line.first.is_ascii_digit()
        || line.last.is_ascii_digit()
        || is_bullet(line.first)
}

fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '·' | '•'
            | '●'
            | '■'
            | '◆'
            | '★'
            | '☆'
            | '►'
            | '▶'
            | '○'
            | '◎'
            | '※'
            | '-'
            | '>'
            | '»'
            | '▪'
            | '◇'
            | '→'
            | '*'
    )
}

/// "· name", "2. name", 《name》, "[column] name", "name 05-12".
pub(in crate::chrome) fn is_listed(text: &str) -> bool {
    let text = text.trim_end();
    if text.starts_with('《') && text.ends_with('》') && text.matches('《').count() == 1 {
        return true;
    }
    if text.starts_with(is_bullet) {
        return text.chars().count() > 3;
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < text.len()
        && text.len() - rest.len() <= 2
        && rest.starts_with(['.', '、', '．', ' ', ')', '）']);
    let dated = text.len() > 8 && text.ends_with(|c: char| c.is_ascii_digit()) && {
        let stem = text.trim_end_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | ':' | ' ')
        });
        text.len() - stem.len() >= 4 && text[stem.len()..].contains(['-', '/'])
    };
    numbered || dated
}

/// 第1页 / 共4页 and kin: only beside other chrome, for a PDF has it too.
pub(super) fn is_pages(text: &str) -> bool {
    let mut digits = 0;
    let mut pages = 0;
    for c in text.chars() {
        match c {
            '0'..='9' => digits += 1,
            '页' => pages += 1,
            '第' | '共' | '/' | '／' | ' ' | '\u{3000}' | '\u{a0}' | '，' | ',' | '当' | '前'
            | '总' | '数' | '：' | ':' => {}
            _ => return false,
        }
    }
    digits >= 2 && pages >= 1 && text.contains(['/', '／'])
}

/// The shape of a page number (`- 4 -`, `4 / 5`, 第 4 页 共 5 页, ·4·); which lines are page numbers
/// is settled elsewhere.
pub(super) fn is_page_number(line: &Line, text: &str) -> bool {
    let opens = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '-' | '—' | '–' | '/' | '第' | '共' | '·' | '•' | '页' | ',' | '，'
            )
    };
    line.marks.any(Marks::DIGIT)
        && text.len() <= 40
        && opens(line.first)
        && text.contains(|c: char| c.is_ascii_digit())
        && text.contains(['-', '—', '/', '页', '·', '–'])
        && text.chars().all(|c| {
            c.is_ascii_digit() || crate::chars::is_space(c) || "-—–/第页共·•，,".contains(c)
        })
}

/// ·4·: a page number between dots.
pub(super) fn is_dotted_number(text: &str) -> bool {
    let core = text.trim_matches(|c: char| crate::chars::is_space(c) || "·•∙・".contains(c));
    text.starts_with(['·', '•', '∙', '・'])
        && text.ends_with(['·', '•', '∙', '・'])
        && (1..=4).contains(&core.len())
        && core.bytes().all(|byte| byte.is_ascii_digit())
}

/// Han of the longest end mark.
pub(super) const END_MARK: u16 = 4;

/// END, — 完 —, （全文完）, -THE END-.
pub(super) fn is_end_mark(text: &str) -> bool {
    let core = text.trim_matches(|c: char| {
        crate::chars::is_space(c) || "—-–─=*·•…~～_▲△■◆【】[]()（）<>《》|/.。".contains(c)
    });
    let decorated = core.len() < text.trim().len();
    core.eq_ignore_ascii_case("the end")
        || core.eq_ignore_ascii_case("end")
        || matches!(
            core,
            "全文完" | "完结" | "全文结束" | "正文完" | "本文完" | "全剧终"
        )
        || decorated && matches!(core, "完" | "终")
}

/// 2024年3月5日 星期二: the calendar in the head of a site.
pub(super) fn is_calendar(text: &str) -> bool {
    text.chars()
        .filter(|c| {
            !(c.is_ascii_digit()
                || crate::chars::is_space(*c)
                || "年月日-/.星期一二三四五六天农历初十廿正腊冬".contains(*c))
        })
        .count()
        == 0
}

/// A date in digits with a time of day, and nothing of the speech about it.
pub(super) fn is_stamp(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let mut clock = false;
    let bytes = text.as_bytes();
    for (at, _) in text.match_indices(':') {
        clock |= at >= 1
            && bytes[at - 1].is_ascii_digit()
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
            && bytes.get(at + 2).is_some_and(u8::is_ascii_digit);
    }
    clock
        && text.chars().all(|c| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    ':' | '-' | '/' | '.' | '年' | '月' | '日' | ' ' | '\u{a0}' | '\u{3000}'
                )
        })
        && text.len() >= 12
}

/// A | B | C, or runs of names with gaps between, four and more.
pub(super) fn is_columns(text: &str) -> bool {
    let (mut parts, mut named) = (0, false);
    for part in text.split(['|', '｜', '┊', '│']).map(str::trim) {
        if part.chars().nth(10).is_some() {
            return false;
        }
        parts += 1;
        named |= !part.is_empty();
    }
    parts >= 3 && named
}
