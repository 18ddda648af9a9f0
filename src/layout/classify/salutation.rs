//! Salutations: lines that only address people, 尊敬的各位来宾、朋友们：
//!
//! Such a line is a list of units, and each unit is people: honoured (尊敬的), addressed (各位),
//! in the plural (们), or named after what they are (来宾, 书记). One unit at least must be more
//! than a noun, or 主持人： before an answer would be one. A greeting (大家好！) addresses nobody.
//!
//! People the tables do not know are taken on trust after 各位 and before a colon (各位麦霸：).

use super::fold::fold;
use crate::sets::{Beginnings, Characters, Gate};

const HONOURS: &[&str] = &[
    "尊敬的",
    "敬爱的",
    "亲爱的",
    "可爱的",
    "友爱的",
    "尊贵的",
    "可敬的",
    "親愛的",
    "最",
    "敬愛的",
    "可亲的",
    "远道而来的",
    "在座的",
    "到会的",
    "与会的",
    "参会的",
];
const ADDRESSES: &[&str] = &["各位", "诸位", "全体", "广大", "所有", "諸位", "列位"];

/// Last characters of those two, and of 以及.
const MARK_ENDS: &str = "的最位体大有及";

/// Last characters of words for people: 党员, 老师, 校长, 业主, 来宾, 干部.
const PEOPLE: &str = "者员师长家友人生民胞工兵宾士官导事仁亲邻坊老乡众妹弟姐兄嫂婶叔伯爷奶妈爸童年女贝辈戚\
星户东表部志属居行傅眷席任记理授裁问练使学审委侣徒迷粉客手将帅帮們们员員師長導賓學親鄉記總总主";

/// Last characters of all that.
static ENDS: Gate = Gate::of(PEOPLE).with(MARK_ENDS);

/// Words for one person that stand alone before a colon in letters.
const FORMS_OF_ADDRESS: &[&str] = &["同志", "女士", "先生"];

/// Characters of a clause: a unit that holds one says something instead of naming people.
static CLAUSE: Characters = Characters::of("我你您他她它了着把被吗呢吧请告这那要说谈讲是");
/// More of them, for units without an honour or 各位 in front.
static BARE_CLAUSE: Characters = Characters::of("问对向给让叫喊祝谢望送有在像爱的");

/// What 各位 may be followed by and still address nobody.
const NOT_PEOPLE: &[&str] = &[
    "注意", "听好", "记住", "意见", "观点", "建议", "任务", "职责", "分工", "须知", "如下", "发言",
];

/// Longest salutation, in characters: two lines of a GB/T 9704 page.
const LONGEST: usize = 56;

/// How sure it is that a unit addresses people.
#[derive(PartialEq)]
enum Unit {
    /// Honoured, addressed, or in the plural.
    Addressed,
    /// A word for people.
    People,
    /// 王明同志, 李女士
    Named,
    /// 各位 and a word the tables do not know.
    Unknown,
}

/// Whether a text may only address people, as far as its last characters tell; `tail` is its end,
/// unfolded.
pub(super) fn may_be_salutation(tail: &str) -> bool {
    if let [.., 0xe5..=0xe9, _, _] = tail.as_bytes() {
        // Han.
        return ENDS.closes(tail);
    }
    let mut last = tail.chars().rev().filter_map(fold);
    match last.next() {
        // Most blocks are sentences.
        Some('。' | '；' | '”' | '…' | '？' | '）') => false,
        Some('！' | '，' | '、' | ' ') => {
            let last = last.find(|c| !matches!(c, '！' | '，' | '、' | '：' | ' '));
            last.is_none_or(|last| ENDS.passes(last))
        }
        Some('：') | None => true,
        Some(last) => ENDS.passes(last),
    }
}

/// Whether the folded text of a block only addresses people.
pub(super) fn is_salutation(text: &str) -> bool {
    let text = text.trim();
    // Most blocks are sentences.
    if text.ends_with(['。', '；', '”', '…', '？', '）']) {
        return false;
    }
    let body = body(text);
    let colon = text.ends_with('：');
    if !colon && !may_end(body) {
        return false;
    }
    let long = || text.len() > 4 * LONGEST || text.chars().count() > LONGEST;
    !body.is_empty() && !long() && addresses(body, colon)
}

/// A salutation without what it ends with.
fn body(text: &str) -> &str {
    text.trim_end_matches(['：', '！', '，', ' '])
}

/// Whether the body of a salutation addresses people; `colon` tells whether a colon follows.
fn addresses(text: &str, colon: bool) -> bool {
    // 女：同学们： is said by somebody; 同志们：同学们： is not.
    if let Some((first, rest)) = text.split_once('：') {
        let mut bodies = [first, rest].into_iter().map(|part| body(part.trim()));
        return bodies.all(|body| !body.is_empty() && addresses(body, true));
    }
    let (mut count, mut addressed, mut named) = (0, false, false);
    for unit in units(text) {
        match judge(unit) {
            Some(Unit::Addressed) => addressed = true,
            Some(Unit::Named) => named = true,
            Some(Unit::People) => {}
            Some(Unit::Unknown) if colon => addressed = true,
            Some(Unit::Unknown) | None => return false,
        }
        count += 1;
    }
    addressed || (named && count == 1 && colon)
}

/// Whether the last unit may be one without a colon behind it, as far as its last character tells.
fn may_end(body: &str) -> bool {
    let last = body
        .trim_end_matches(['、', '，', '！', ' '])
        .chars()
        .next_back();
    last.is_none_or(|last| is_person(last) || MARK_ENDS.contains(last))
}

/// Whether words for people end in `last`.
fn is_person(last: char) -> bool {
    ENDS.passes(last) && PEOPLE.contains(last)
}

/// What stands between the marks of a list, and between 以及.
fn units(body: &str) -> impl Iterator<Item = &str> {
    let mut rest = body;
    std::iter::from_fn(move || {
        let mut characters = rest.char_indices();
        let found = characters.find_map(|(at, c)| match c {
            '、' | '，' | '！' | ' ' => Some((at, c.len_utf8())),
            '以' if rest[at..].starts_with("以及") => Some((at, "以及".len())),
            _ => None,
        });
        let (end, mark) = found.unwrap_or((rest.len(), 0));
        let unit = &rest[..end];
        rest = &rest[end + mark..];
        (end + mark > 0).then_some(unit)
    })
    .filter(|unit| !unit.is_empty())
}

fn judge(unit: &str) -> Option<Unit> {
    static HONOURED: Beginnings = Beginnings::of(HONOURS);
    static ADDRESSED: Beginnings = Beginnings::of(ADDRESSES);
    let mut rest = unit;
    let mut marks = 0;
    while let Some(shorter) = HONOURED.strip(rest).or_else(|| ADDRESSED.strip(rest)) {
        rest = shorter;
        marks += 1;
    }
    let last = rest.chars().next_back();
    let length = rest.chars().count();
    let Some(last) = last else {
        return (marks > 0).then_some(Unit::Addressed);
    };
    if length > 16 || CLAUSE.any_in(rest) {
        return None;
    }
    if !is_person(last) {
        let open = marks > 0 && length <= 4 && !NOT_PEOPLE.iter().any(|word| rest.ends_with(word));
        return open.then_some(Unit::Unknown);
    }
    if marks > 0 {
        return Some(Unit::Addressed);
    }
    if length > 8 || BARE_CLAUSE.any_in(rest) {
        return None;
    }
    if matches!(last, '们' | '們') {
        return (length > 2 || rest.starts_with(['亲', '哥'])).then_some(Unit::Addressed);
    }
    let named = FORMS_OF_ADDRESS
        .iter()
        .any(|form| rest.len() > form.len() && rest.ends_with(form));
    Some(if named { Unit::Named } else { Unit::People })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_marks() {
        for mark in HONOURS.iter().chain(ADDRESSES).chain(&["以及"]) {
            assert!(may_end(mark), "{mark}");
        }
    }

    #[test]
    fn people_only() {
        for text in [
            "同志们：",
            "同志们！",
            "各位：",
            "老师们、同学们：",
            "女士们，先生们！",
            "尊敬的各位来宾、各位朋友：",
            "敬爱的老师，亲爱的学弟学妹：",
            "各位管网巡查员：",
            "各位爱心人士：",
            "各位麦霸：",
            "各位驾驶员师傅、各位同事：",
            "张书记、各位同事：",
            "尊敬的市领导 各位专家：",
            "亲爱的同学们",
            "全体党员同志：",
            "远道而来的各位客人：",
            "李明同志：",
            "青年朋友们，",
            "同志们：同学们：",
        ] {
            assert!(may_be_salutation(text) && is_salutation(text), "{text}");
        }
    }

    #[test]
    fn something_is_said() {
        for text in [
            "大家好！",
            "主持人：",
            "王校长：",
            "宣誓人：全体指战员",
            "我们：",
            "人们：",
            "全体起立！",
            "同学们，再见！",
            "同志们，加油！",
            "同学们，你们是水厂的主人！",
            "各位代表提出了三条意见：",
            "各位同学注意：",
            "各位慢走！",
            "班主任问同学们：",
            "下面讲三点意见：",
            "还有一些短板：",
            "关键词：",
            "谢谢各位老师！",
            "“老师们！”",
            "向劳动者致敬！",
            "我的老师，我的朋友：",
            "同志们，现在开会。",
            "女：老师们、同学们：",
            "主持人：各位来宾：",
            "",
        ] {
            assert!(!is_salutation(text), "{text}");
        }
    }
}
