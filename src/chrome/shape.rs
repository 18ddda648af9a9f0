//! Shapes of lines: what a short line looks like, before any word of it is looked up.
//!
//! Everything here is cheap (one look at the line, no allocation) and about Chinese speech texts
//! in general: salutations, dates, ordinals, omission marks, titles, bylines.

use super::words::{FORMULAS, OFFICES, SPEECH};
use crate::chars::{is_han, is_space};
use crate::lines::Line;
use std::iter::Peekable;
use std::str::Chars;

/// What ends the name of a speech: the last words of a title.
const TITLE_NOUNS: &[&str] = &[
    "讲话",
    "讲话稿",
    "致辞",
    "致词",
    "发言",
    "发言稿",
    "发言材料",
    "发言提纲",
    "演讲",
    "演讲稿",
    "演讲词",
    "报告",
    "总结",
    "汇报",
    "讲稿",
    "主持词",
    "主持稿",
    "党课",
    "党课稿",
    "材料",
    "祝词",
    "祝辞",
    "贺词",
    "贺信",
    "答谢词",
    "答谢辞",
    "开幕词",
    "开幕辞",
    "闭幕词",
    "闭幕辞",
    "欢迎词",
    "欢迎辞",
    "欢送词",
    "悼词",
    "祭文",
    "寄语",
    "倡议书",
    "倡议",
    "感言",
    "证婚词",
    "表态",
    "点评",
    "体会",
    "述职",
    "打算",
    "要点",
    "提纲",
    "对话",
    "献词",
    "贺辞",
    "启事",
    "决心书",
    "誓词",
    "公开信",
    "一席话",
    "串词",
    "交流",
    "导语词",
    "辞职信",
    "计划",
    "意见",
    "方案",
    "谈话",
    "講話",
    "講話稿",
    "致辭",
    "致詞",
    "發言",
    "發言稿",
    "演講",
    "演講稿",
    "演講詞",
    "報告",
    "總結",
    "講稿",
    "主持詞",
    "黨課",
    "祝詞",
    "祝辭",
    "賀詞",
    "開幕詞",
    "開幕辭",
    "閉幕詞",
    "閉幕辭",
    "歡迎詞",
    "答謝詞",
    "悼詞",
    "寄語",
    "倡議書",
    "獻詞",
    "談話",
    "一席話",
];

/// Ways to address those present, as a part of a salutation.
const ADDRESSEES: &[&str] = &[
    "同志",
    "各位",
    "们",
    "朋友",
    "同学",
    "老师",
    "领导",
    "来宾",
    "代表",
    "女士",
    "先生",
    "评委",
    "乡亲",
    "战友",
    "家长",
    "嘉宾",
    "同仁",
    "伙伴",
    "委员",
    "同事",
    "院士",
    "校友",
    "职工",
    "员工",
    "乡里",
    "父老",
    "师傅",
    "主席",
    "书记",
    "們",
    "老師",
    "同學",
    "領導",
    "來賓",
    "嘉賓",
    "鄉親",
    "家長",
    "委員",
    "職工",
    "員工",
    "書記",
    "亲爱的",
    "敬爱的",
    "親愛的",
];

/// What may stand behind that: 讲话全文, 致辞范文.
const TITLE_ENDS: &[&str] = &[
    "全文", "范文", "範文", "实录", "實錄", "原文", "模板", "范本",
];

/// Whether `text` ends like the name of a speech, a bracketed note ("（精选3篇）") left aside.
pub(super) fn ends_like_title(text: &str) -> bool {
    let text = without_note(text);
    let text = text.trim_end_matches(['》', '”', '"', '」', '>']);
    let text = TITLE_ENDS
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text);
    let last = text.as_bytes().last_chunk::<3>();
    TITLE_NOUNS
        .iter()
        .any(|noun| noun.as_bytes().last_chunk() == last && text.ends_with(noun))
        || is_collection(text)
}

/// "…精选7篇", "…3篇", "…汇编".
pub(super) fn is_collection(text: &str) -> bool {
    let text = text.trim_end_matches(['）', ')', '】', ']']);
    if text.ends_with("汇编") || text.ends_with("集锦") || text.ends_with("大全") {
        return true;
    }
    text.strip_suffix('篇').is_some_and(|rest| {
        rest.trim_end()
            .ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十几多".contains(c))
    })
}

/// The text without digits and a bracketed note at its end.
pub(super) fn without_note(text: &str) -> &str {
    let text = text.trim_end_matches(|c: char| is_space(c) || c.is_ascii_digit());
    for (open, close) in [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']')] {
        if let Some(rest) = text.strip_suffix(close)
            && let Some(at) = rest.rfind(open)
            && at > 0
        {
            return text[..at].trim_end();
        }
    }
    text
}

/// Whether the line reads like the name of a speech at all: a noun of speeches in it.
pub(super) fn mentions_speech(text: &str) -> bool {
    SPEECH.iter().any(|noun| text.contains(noun))
}

/// 同志们： and its kin.
#[inline]
pub(super) fn is_salutation(line: &Line, text: &str) -> bool {
    matches!(line.last, '：' | ':') && line.width <= 100 && line.han >= 2 && addresses(text)
}

fn addresses(text: &str) -> bool {
    let head = text.trim_end_matches(['：', ':', ' ']);
    !head.contains(['。', '：', ':', '“', '>', '|'])
        && ADDRESSEES.iter().any(|word| head.contains(word))
}

/// Whether the line ends a sentence, closing quotes and brackets aside.
#[inline]
pub(super) fn ends_sentence(line: &Line, text: &str) -> bool {
    match line.last {
        '。' | '！' | '？' | '!' | '?' | '；' | '…' | '．' => true,
        '”' | '"' | '’' | '）' | ')' | '」' => text
            .trim_end_matches(['”', '"', '’', '）', ')', '」'])
            .ends_with(['。', '！', '？', '!', '?', '；', '…']),
        _ => false,
    }
}

/// 一、 （一） 1. 第一， 一是 篇一： — an ordinal opens the line.
#[inline]
pub(super) fn has_ordinal(line: &Line, text: &str) -> bool {
    let first = line.first;
    (first.is_ascii_digit() || is_numeral(first) || opens_ordinal(first)) && is_ordinal(text)
}

fn opens_ordinal(c: char) -> bool {
    matches!(c, '（' | '(' | '第' | '篇' | '其' | '【')
}

fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '零' | '〇'
    )
}

fn is_ordinal(text: &str) -> bool {
    let mut chars = text.chars().peekable();
    let opened = skip(&mut chars, opens_ordinal);
    if skip(&mut chars, is_numeral) {
        return chars.next().map_or(opened, ends_numeral);
    }
    let digits = skip(&mut chars, |c| c.is_ascii_digit());
    (opened || digits)
        && chars.next().is_some_and(ends_number)
        && !chars.next().is_some_and(|c| c.is_ascii_digit())
}

/// Skips the characters that pass the test; whether there was one.
fn skip(chars: &mut Peekable<Chars<'_>>, test: impl Fn(char) -> bool) -> bool {
    let mut some = false;
    while chars.next_if(|&c| test(c)).is_some() {
        some = true;
    }
    some
}

fn ends_numeral(c: char) -> bool {
    ends_number(c)
        || matches!(
            c,
            ',' | '是' | '要' | '】' | ' ' | '\u{3000}' | '篇' | '部' | '章' | '节'
        )
}

fn ends_number(c: char) -> bool {
    matches!(c, '、' | '.' | '．' | '）' | ')' | '：' | ':' | '，')
}

/// 篇一：… 篇2 … 【篇三】 第四篇：…, a part of a compilation.
pub(super) fn is_part(text: &str) -> bool {
    let text = text.trim_start_matches(['【', '（', '第', '☆', '★', '●']);
    let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    if let Some(rest) = text
        .strip_prefix("篇")
        .or_else(|| text.strip_prefix("范文"))
    {
        return rest.starts_with(digit);
    }
    let rest = text.trim_start_matches(digit);
    rest.len() < text.len() && rest.starts_with("篇") && !rest.starts_with("篇章")
}

/// What stands in front of the number of a part at the end of its name: …致辞篇一, …致辞（二）,
/// …致辞3, …致辞 第四篇.
pub(super) fn part_of(text: &str) -> Option<&str> {
    let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let (front, sure) = match text.strip_suffix(['）', ')']) {
        Some(rest) => {
            let front = rest.trim_end_matches(digit);
            (front.strip_suffix(['（', '('])?, rest.len() > front.len())
        }
        None if text.ends_with('篇') => {
            let rest = &text[..text.len() - '篇'.len_utf8()];
            let front = rest.trim_end_matches(digit).strip_suffix('第')?;
            (front, true)
        }
        None => {
            let front = text.trim_end_matches(digit);
            let part = front.strip_suffix('篇');
            let digits = text.ends_with(|c: char| c.is_ascii_digit());
            (part.unwrap_or(front), part.is_some() || digits)
        }
    };
    let front = front.trim_end_matches(is_space);
    let number = text.len() - front.len();
    (sure && (1..=12).contains(&number) && front.chars().nth(3).is_some()).then_some(front)
}

/// A date and nothing else, in brackets or not: 2024年3月5日, （二〇二四年三月）, 2024.3.5.
pub(super) fn is_date(text: &str) -> bool {
    let text = text.trim_matches(['（', '）', '(', ')', ' ', '\u{3000}', '。']);
    let mut digits = 0;
    let mut marks = 0;
    for c in text.chars() {
        match c {
            '0'..='9' | '０'..='９' | 'X' | 'x' | '×' | '*' => digits += 1,
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '〇' | '零'
            | '○' => digits += 1,
            '年' | '月' | '日' | '.' | '-' | '/' | '号' => marks += 1,
            ' ' | '\u{3000}' | '上' | '下' | '午' => {}
            _ => return false,
        }
    }
    digits >= 2 && marks >= 1 && text.contains(['年', '月', '日', '.', '-', '/'])
}

/// Omission marks: ……, （略）, 此处隐藏N个字.
pub(super) fn is_omission(text: &str) -> bool {
    let core = text.trim_matches([
        '（', '）', '(', ')', '【', '】', '[', ']', '…', '.', '。', '·', ' ', '*', '—', '-',
    ]);
    core.is_empty() && text.contains(['…', '.', '。'])
        || core == "略"
        || core == "下略"
        || core == "以下略"
        || core == "中略"
        || (core.contains("此处")
            && (core.contains("省略") || core.contains("隐藏") || core.contains("略去")))
}

/// What every speech may hold, on whatever site: greetings, thanks, wishes, closing words.
pub(super) fn is_formula(text: &str) -> bool {
    FORMULAS.iter().any(|formula| text.contains(formula))
}

/// The office or person that signs, or stands under the title: short, no chrome about it.
pub(super) fn is_office(line: &Line, text: &str) -> bool {
    const ENDS: &[&str] = &[
        "局",
        "办",
        "委员会",
        "办公室",
        "处",
        "学校",
        "公司",
        "政府",
        "委",
        "办事处",
        "中学",
        "小学",
        "大学",
        "学院",
        "医院",
        "支部",
        "总支",
        "党委",
        "党组",
        "协会",
        "集团",
        "中心",
        "法院",
        "检察院",
        "团委",
        "工会",
        "部",
    ];
    line.width <= 60 && ENDS.iter().any(|end| text.ends_with(end))
}

/// A speaker's line: office and name with a gap between, or in brackets.
pub(super) fn is_byline(line: &Line, text: &str) -> bool {
    if line.width > 60 || line.han < 2 {
        return false;
    }
    let bracketed = matches!(line.first, '（' | '(') && matches!(line.last, '）' | ')');
    bracketed && !text.contains(['审', '编', '来'])
        || OFFICES.iter().any(|office| text.contains(office)) && line.width <= 44
}

/// Runs `keep` over the characters that count when two lines are compared: white space and
/// what is never seen left out, full-width ASCII and quotes folded.
pub(super) fn skeleton(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|&c| !is_space(c)).map(fold)
}

/// One spelling for characters that differ only in width or style.
pub(super) fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '“' | '”' | '„' | '‟' => '"',
        '‘' | '’' => '\'',
        '。' => '.',
        '、' => ',',
        '—' | '–' | '─' => '-',
        _ => c,
    }
}

/// Number of characters that carry words: Han, letters.
#[inline]
pub(super) fn is_content(c: char) -> bool {
    if c.is_ascii() || crate::chars::is_ideograph(c) {
        return !c.is_ascii() || c.is_ascii_alphabetic();
    }
    if matches!(c, '\u{2010}'..='\u{203a}' | '\u{3000}'..='\u{3002}' | '\u{ff01}'..='\u{ff1f}') {
        return false;
    }
    is_han(c) || c.is_alphabetic()
}
