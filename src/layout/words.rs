//! The few words that layout goes by: what a title begins and ends with, who is greeted, who
//! speaks.

use crate::chars::is_one_to_ten;
use crate::sets::{Beginnings, Endings, Gate};

/// What the title of a speech ends with: the kind of speech it is.
const TITLE_ENDS: &[&str] = &[
    "讲话",
    "致辞",
    "致词",
    "发言",
    "报告",
    "演讲",
    "讲稿",
    "贺词",
    "贺辞",
    "献词",
    "献辞",
    "汇报",
    "党课",
    "寄语",
    "总结",
    "主持词",
    "开幕词",
    "闭幕词",
    "开幕辞",
    "闭幕辞",
    "祝词",
    "祝酒词",
    "答谢词",
    "欢迎词",
    "倡议书",
    "公开信",
    "发言稿",
    "讲话稿",
    "演讲稿",
    "提纲",
    "讲话提纲",
    "要点",
    "讲话要点",
    "表态",
    "述职",
    "感言",
    "主旨演讲",
    "悼词",
    "誓词",
];

/// Whether `text` ends as a title does.
pub(crate) fn ends_title(text: &str) -> bool {
    let text = text
        .trim_end_matches(|c| crate::chars::is_space(c) || matches!(c, '》' | '”' | '）' | ')'));
    static LAST: Gate = Gate::last(TITLE_ENDS);
    LAST.closes(text)
        && TITLE_ENDS.iter().any(|end| {
            // White space apart: the last word may be broken too.
            let mut tail = text.chars().rev().filter(|&c| !crate::chars::is_space(c));
            end.chars().rev().all(|c| tail.next() == Some(c))
        })
}

/// Whether `text` begins as the title of a speech does that names its occasion: such a title is
/// not whole before it says what kind of speech it is.
pub(crate) fn opens_title(text: &str) -> bool {
    let text = text.trim_start_matches(['—', '―', '-', ' ']);
    text.starts_with('在') || text.starts_with("关于")
}

/// What the name of a collection or periodical ends with.
const PUBLICATION_ENDS: &[&str] = &[
    "选编", "汇编", "文集", "文苑", "文稿", "资料", "简报", "通讯", "专刊", "文选", "选集", "期",
    "参阅", "参考", "月刊", "周刊", "季刊", "内刊",
];

/// Whether `text` ends as the name or number of a collection or periodical does.
pub(crate) fn names_publication(text: &str) -> bool {
    static ENDS: Endings = Endings::of(PUBLICATION_ENDS);
    ENDS.end(text)
}

/// The rank of the ordinal that `text` begins with: 1 for 一、, 2 for （一）, 3 for 1. and 1、, 4 for
/// （1）, 5 for 第一， 一是 一要.
pub(crate) fn ordinal(text: &str) -> Option<u8> {
    static FIRST: Gate = ORDINALS;
    FIRST.opens(text).then(|| rank(text)).flatten()
}

/// What ordinals begin with.
const ORDINALS: Gate =
    Gate::of("0123456789（(第 一二三四五六七八九十\u{2f00}\u{2f06}\u{2f0b}\u{2f17}");

/// Whether `text` may begin with an ordinal or as paragraphs like to, as far as its first
/// character tells.
#[inline]
pub(super) fn may_open_block(text: &str) -> bool {
    static FIRST: Gate = Gate::first(OPENERS).or(&ORDINALS);
    FIRST.opens(text)
}

/// Where the first character tells that there may be one.
#[inline(never)]
fn rank(text: &str) -> Option<u8> {
    let chinese = |c: char| {
        is_one_to_ten(c) || matches!(c, '\u{2f00}' | '\u{2f06}' | '\u{2f0b}' | '\u{2f17}')
    };
    let mut characters = text.chars().filter(|&c| c != ' ').take(7);
    let first = characters.next()?;
    if first == '（' || first == '(' {
        let mut kind = None;
        for c in characters {
            match c {
                '）' | ')' => return kind,
                c if chinese(c) => kind = Some(2),
                c if c.is_ascii_digit() => kind = Some(4),
                _ => return None,
            }
        }
        return None;
    }
    if first.is_ascii_digit() {
        let mut after = text
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .chars();
        let mark = after.next()?;
        let next = after.find(|&c| c != ' ')?;
        let digits = text.chars().take_while(char::is_ascii_digit).count();
        return (digits <= 2
            && (mark == '、' || (matches!(mark, '.' | '．') && !next.is_ascii_digit())))
        .then_some(3);
    }
    if first == '第' {
        let mut seen = false;
        for c in characters {
            match c {
                '，' | ',' | '、' | '：' | ':' if seen => return Some(5),
                c if chinese(c) => seen = true,
                _ => return None,
            }
        }
        return None;
    }
    if chinese(first) {
        for c in characters {
            match c {
                '、' => return Some(1),
                '是' | '要' => return Some(5),
                c if chinese(c) => {}
                _ => return None,
            }
        }
    }
    None
}

/// What paragraphs of speeches like to begin with and sentences seldom do in mid-paragraph.
const OPENERS: &[&str] = &[
    "同志们",
    "各位",
    "朋友们",
    "老师们",
    "同学们",
    "代表们",
    "下面",
    "借此机会",
    "首先",
    "其次",
    "最后",
    "总之",
    "当前",
    "今天",
    "今年",
    "去年",
    "近年来",
    "过去",
    "回顾",
    "回首",
    "展望",
    "我们要",
    "要",
    "一方面",
    "与此同时",
    "同时",
    "此外",
    "另外",
    "当然",
    "但是",
    "然而",
    "因此",
    "为此",
    "刚才",
    "谢谢",
    "现在",
    "让我们",
    "对于",
    "再",
    "希望",
    "说到底",
    "实践证明",
    "事实证明",
    "面对",
    "围绕",
    // Points of a list, and speakers of a dialogue.
    "①",
    "②",
    "③",
    "④",
    "⑤",
    "⑥",
    "⑦",
    "⑧",
    "⑨",
    "⑩",
    "男：",
    "女：",
    "合：",
    "甲：",
    "乙：",
    "丙：",
    "丁：",
    "问：",
    "答：",
    "记者：",
    "主持人：",
];

/// Whether `text` begins as paragraphs like to.
pub(crate) fn opens_paragraph(text: &str) -> bool {
    static BEGINNINGS: Beginnings = Beginnings::of(OPENERS);
    BEGINNINGS.begin(text)
}

/// What a salutation begins with.
const GREETED: &[&str] = &[
    "同志", "各位", "尊敬", "亲爱", "朋友", "老师", "同学", "女士", "先生", "乡亲", "代表", "委员",
    "来宾", "领导", "同仁", "战友", "家长", "工友", "校友", "嘉宾", "全体", "主席", "大家", "父老",
    "党员",
];

/// What the persons of a salutation end with.
const GREETED_ENDS: &[&str] = &[
    "们", "同志", "来宾", "嘉宾", "朋友", "代表", "委员", "领导", "同仁", "同事", "老师", "同学",
    "先生", "女士", "乡亲", "家长", "战友", "校友", "父老", "书记", "主席", "院长", "校长", "部长",
    "主任", "读者", "职工", "员工", "党员", "媒体", "客商", "专家", "学者", "评委", "观众", "听众",
    "股东", "教授", "院士", "组长", "市长", "县长", "局长", "省长", "厅长", "司长", "经理", "总裁",
    "董事", "阁下", "好",
];

fn ends_in_greeted(text: &str) -> bool {
    static ENDS: Endings = Endings::of(GREETED_ENDS);
    ENDS.end(text)
}

/// Whether `text` may end in a salutation, as far as its last word tells.
pub(crate) fn ends_greeting(text: &str) -> bool {
    text.strip_suffix(['：', ':']).is_some_and(|body| {
        let body = body.trim_end_matches(crate::chars::is_space);
        body.ends_with(['）', ')']) || ends_in_greeted(body)
    })
}

/// Whether `text` is a salutation: it greets, names persons, and ends in a colon.
pub(crate) fn salutation(text: &str) -> bool {
    text.strip_suffix(['：', ':']).is_some_and(addresses)
}

/// Whether `text` greets and names persons.
pub(super) fn addresses(body: &str) -> bool {
    static BEGINNINGS: Beginnings = Beginnings::of(GREETED);
    let noted = |body: &str| GREETED_ENDS.iter().any(|end| body.contains(end));
    if !BEGINNINGS.begin(body) || body.chars().take(61).count() > 60 {
        return false;
    }
    let body = body.trim_end_matches(crate::chars::is_space);
    (ends_in_greeted(body) || body.strip_suffix(['）', ')']).is_some_and(noted))
        && !body.contains(['。', '！', '？', '；'])
}

/// What is said right after the salutation.
const GREETINGS: &[&str] = &[
    "大家",
    "你们好",
    "您好",
    "早上好",
    "上午好",
    "中午好",
    "下午好",
    "晚上好",
    "新年好",
];

/// Whether `text` begins with a greeting.
pub(super) fn greets(text: &str) -> bool {
    static BEGINNINGS: Beginnings = Beginnings::of(GREETINGS);
    BEGINNINGS.begin(text)
}

/// What offices end with.
const OFFICE_ENDS: &[&str] = &[
    "长",
    "书记",
    "主任",
    "经理",
    "总裁",
    "主席",
    "委员",
    "代表",
    "教授",
    "院士",
    "董事",
    "总监",
    "理事",
    "秘书",
    "干事",
    "教师",
    "工程师",
    "首席",
    "专员",
    "督学",
    "顾问",
    "校⻓",
    "⻓",
];

/// Whether `text` is the name of an office.
pub(crate) fn is_office(text: &str) -> bool {
    static ENDS: Endings = Endings::of(OFFICE_ENDS);
    ENDS.end(text)
        && (2..=24).contains(&text.chars().take(25).count())
        && !text.contains(['，', '。', '、', '：', ',', ':'])
}

/// Whether what stands after gap `index` is a person's name: two to four Han characters alone,
/// or two of one each.
pub(super) fn is_name(pieces: super::node::Pieces<'_>, index: usize) -> bool {
    let text = pieces.after(index);
    let count = text.chars().take(5).count();
    let han = text.chars().all(|c| {
        crate::chars::is_han(c)
            || super::measure::is_radical(c)
            || matches!(c, '·' | 'X' | 'x' | 'Ｘ' | '×' | '╳' | '*' | '＊')
    });
    let next = pieces
        .gaps
        .get(index + 1)
        .is_some_and(|gap| gap.spaces > 0 || gap.newlines > 0);
    han && (2..=4).contains(&count) && next && !is_office(text)
}

/// Whether `text` is a date and nothing else, spaces apart.
pub(crate) fn is_date(text: &str) -> bool {
    let mut rest = text.trim_matches(crate::chars::is_space);
    for mark in ["年", "月", "日"] {
        let trimmed = rest.trim_start_matches(|c: char| {
            c.is_ascii_digit()
                || crate::chars::is_space(c)
                || is_one_to_ten(c)
                || matches!(c, '〇' | '○' | '零' | 'X' | 'x' | '×' | '*' | '某')
        });
        if trimmed.len() == rest.len() {
            return false;
        }
        let radical = match mark {
            "月" => "⽉",
            "日" => "⽇",
            _ => mark,
        };
        let Some(after) = trimmed
            .strip_prefix(mark)
            .or_else(|| trimmed.strip_prefix(radical))
        else {
            return false;
        };
        rest = after;
    }
    rest.is_empty()
}
