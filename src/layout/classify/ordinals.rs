//! What headings are numbered with.
//!
//! The standard four levels are those of GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）. Speech adds
//! its own: 第一， 一是 一要, which take their level from the heading above them, and the
//! pieces of a compilation, 篇一.
//!
//! A form is written as a pattern over folded text ([`super::fold`]): `H` stands for a Han
//! numeral up to 九十九, `h` for a single one up to 十, `D` for one or two ASCII digits.

use super::fold::fold;

/// What an ordinal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// 一、
    Han,
    /// （一）
    HanInBrackets,
    /// 1.
    Digit,
    /// （1）
    DigitInBrackets,
    /// 第一，
    First,
    /// 一是, 一要
    Point,
    /// 第一部分, 第一章
    Part,
    /// 篇一, a piece of a compilation
    Piece,
}

impl Family {
    /// The heading level; `None` for what takes it from the heading above.
    pub(crate) fn level(self) -> Option<u8> {
        match self {
            Family::Han | Family::Part | Family::Piece => Some(1),
            Family::HanInBrackets => Some(2),
            Family::Digit => Some(3),
            Family::DigitInBrackets => Some(4),
            Family::First | Family::Point => None,
        }
    }
}

/// An ordinal at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ordinal {
    pub(crate) family: Family,
    pub(crate) number: u16,
    /// Its length in characters.
    pub(crate) length: usize,
}

impl Ordinal {
    /// What stands behind it in `text`, which begins with it.
    pub(super) fn skip(self, text: &str) -> &str {
        let mut characters = text.chars();
        for _ in 0..self.length {
            characters.next();
        }
        characters.as_str()
    }

    /// Whether the text behind it goes on counting: 一是水质，二是水量.
    pub(super) fn counts_on(self, rest: &str) -> bool {
        let informal = matches!(self.family, Family::Point | Family::First);
        informal
            && rest.char_indices().any(|(at, c)| {
                (c == '第' || numeral(c) == Some(self.number + 1))
                    && ordinal_at(&rest[at..]).is_some_and(|next| {
                        next.family == self.family && next.number == self.number + 1
                    })
            })
    }
}

/// A way to write an ordinal.
#[derive(Clone)]
struct Form {
    pattern: &'static str,
    family: Family,
    #[cfg_attr(not(test), allow(dead_code))]
    hit: &'static str,
    #[cfg_attr(not(test), allow(dead_code))]
    near_miss: &'static str,
}

const fn form(
    pattern: &'static str,
    family: Family,
    hit: &'static str,
    near_miss: &'static str,
) -> Form {
    Form {
        pattern,
        family,
        hit,
        near_miss,
    }
}

use Family::{Digit, DigitInBrackets, First, Han, HanInBrackets, Part, Piece, Point};

/// The forms that begin with a Han numeral, more specific ones first here and below.
#[rustfmt::skip]
static NUMERAL: &[Form] = &[
    form("H、", Han, "二、三个变化", "二、三年级的同学"),
    form("H.", Han, "十二.保障措施", "一二三.木头人"),
    form("h是", Point, "三是查漏点", "二十是个整数"),
    form("h要", Point, "一要压实责任", "一定要压实责任"),
];
#[rustfmt::skip]
static BRACKET: &[Form] = &[
    form("（H）、", HanInBrackets, "（三）、抓落实", "（三年）、抓落实"),
    form("（H）", HanInBrackets, "(十一) 抓落实", "（一年级）全体"),
    form("（D）", DigitInBrackets, "（4）谁来补", "（2024）3号文件"),
];
#[rustfmt::skip]
static DIGIT: &[Form] = &[
    form("D.", Digit, "3．看现场", "3.5公里的管线"),
    form("D、", Digit, "12、看现场", "12、13号楼"),
    form("D）", DigitInBrackets, "4) 谁来补", "2024）3号"),
];
#[rustfmt::skip]
static RANK: &[Form] = &[
    form("第H，", First, "第一,认识要提高", "第一次开会，大家"),
    form("第H、", First, "第二、排查要深入", "第二天、第三天"),
    form("第H：", First, "第三:追责要严格", "第三名：三班"),
    form("第H是", First, "第一是安全", "第一个是安全"),
    form("第H点，", First, "第二点，要算细账", "第二点意见，我同意"),
    form("第H部分", Part, "第一部分 看家底", "第一批部分学校"),
    form("第H章", Part, "第三章 水从哪里来", "第一枚奖章"),
    form("第H篇", Piece, "第二篇：在毕业典礼上的讲话", "第二次篇幅短一些"),
    form("第D篇", Piece, "第2篇 在毕业典礼上的讲话", "第2次篇幅短一些"),
];
#[rustfmt::skip]
static OTHER: &[Form] = &[
    form("其H，", First, "其一，账要算清", "其一生，只做一件事"),
    form("【篇H】", Piece, "【篇一】", "【篇名】"),
    form("【篇D】", Piece, "【篇12】", "【篇名】"),
    form("篇H", Piece, "篇三：护士节致辞", "篇幅有限"),
    form("篇D", Piece, "篇2在毕业典礼上的讲话", "篇幅2000字"),
    form("范文H", Piece, "范文一：开学典礼讲话", "范文选读"),
    form("范文D", Piece, "范文1：开学典礼讲话", "范文选读"),
];

/// The forms that a text may be written in that begins with `first`, folded.
fn forms(first: char) -> &'static [Form] {
    match first {
        '（' => BRACKET,
        '第' => RANK,
        '其' | '【' | '篇' | '范' => OTHER,
        '0'..='9' => DIGIT,
        _ if numeral(first).is_some() => NUMERAL,
        _ => &[],
    }
}

/// Whether a text may begin with an ordinal, as far as its first character tells, folded.
pub(crate) fn may_open_ordinal(first: char) -> bool {
    !forms(first).is_empty() || enclosed(first).is_some()
}

/// The ordinal that `text` begins with. Spaces inside it do not count.
///
/// Whether the text is a heading is another question: 一是 and 第一， begin paragraphs too.
pub(crate) fn ordinal_at(text: &str) -> Option<Ordinal> {
    let first = fold(text.chars().next()?)?;
    if let Some((family, number)) = enclosed(first) {
        return Some(Ordinal {
            family,
            number,
            length: 1,
        });
    }
    forms(first).iter().find_map(|form| matched(form, text))
}

/// Whether `text` ends in the number of a piece: 开学典礼讲话稿 篇2.
pub(super) fn ends_in_piece(text: &str) -> bool {
    ends_in_numbered_speech(text) || ends_in_numbered_piece(text)
}

/// 开学典礼发言稿（二）, 开学典礼发言稿2
fn ends_in_numbered_speech(text: &str) -> bool {
    let body = text.trim_end_matches(['）', ' ', '：']);
    let stem = body.trim_end_matches(|c: char| c.is_ascii_digit() || numeral(c).is_some());
    let number = &body[stem.len()..];
    let speech = stem.trim_end_matches(['（', ' ']);
    let copies = ["稿", "讲话", "致辞", "发言", "演讲", "范文"];
    (1..=6).contains(&number.len())
        && number.chars().count() <= 2
        && copies.iter().any(|noun| speech.ends_with(noun))
}

fn ends_in_numbered_piece(text: &str) -> bool {
    let Some(at) = text.rfind('篇') else {
        return false;
    };
    let number = text[at + '篇'.len_utf8()..].trim_end_matches('：');
    let mut cursor = Cursor { rest: number };
    at > 0
        && !text[..at].ends_with(|c: char| c.is_ascii_digit() || numeral(c).is_some())
        && (cursor.han_number().is_some() || cursor.digits().is_some())
        && cursor.rest.is_empty()
}

fn matched(form: &Form, text: &str) -> Option<Ordinal> {
    let mut cursor = Cursor { rest: text };
    let mut number = 0;
    for part in form.pattern.chars() {
        match part {
            'H' => number = cursor.han_number()?,
            'h' => number = numeral(cursor.next()?).filter(|&value| value > 0)?,
            'D' => number = cursor.digits()?,
            _ => (cursor.next()? == part).then_some(())?,
        }
    }
    let length = text[..text.len() - cursor.rest.len()].chars().count();
    follows(form.family, number, cursor).then_some(Ordinal {
        family: form.family,
        number,
        length,
    })
}

/// Whether what stands behind the ordinal lets it be one.
fn follows(family: Family, number: u16, mut cursor: Cursor<'_>) -> bool {
    let Some(next) = cursor.next() else {
        return true;
    };
    match family {
        // 1.5 is a number; 12、13号楼 are two.
        Family::Digit => !next.is_ascii_digit(),
        // 二、三年级 are two years, 三、二、一 is counting; 二、三个变化 is a heading.
        Family::Han => match (numeral(next), cursor.next()) {
            (Some(_), Some('、' | '，')) => false,
            (Some(following), Some(behind)) => following != number + 1 || !COUNTED.contains(behind),
            _ => true,
        },
        // 一是一，二是二.
        Family::Point => numeral(next).is_none() && next != '不',
        Family::Piece => next != '、',
        _ => true,
    }
}

/// What two numerals with 、 between them count: 三、四季度.
const COUNTED: &str = "年季级楼等号线产月日班组科类期";

/// Reads folded characters; spaces are skipped.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    rest: &'a str,
}

impl Cursor<'_> {
    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let found = chars.by_ref().filter_map(fold).find(|&c| c != ' ');
        self.rest = chars.as_str();
        found
    }

    fn peek(mut self) -> Option<char> {
        self.next()
    }

    /// 一 to 九十九.
    fn han_number(&mut self) -> Option<u16> {
        let first = numeral(self.peek()?)?;
        self.next();
        let tens = match (first, self.peek().and_then(numeral)) {
            (10, _) => 1,
            (_, Some(10)) => {
                self.next();
                first
            }
            _ => return (first > 0).then_some(first),
        };
        let units = self.peek().and_then(numeral).filter(|units| *units < 10);
        if units.is_some() {
            self.next();
        }
        Some(tens * 10 + units.unwrap_or(0))
    }

    /// One or two digits.
    fn digits(&mut self) -> Option<u16> {
        let digit = |c: char| c.to_digit(10).map(|value| value as u16);
        let mut value = digit(self.peek()?)?;
        self.next();
        if let Some(units) = self.peek().and_then(digit) {
            self.next();
            value = value * 10 + units;
        }
        Some(value)
    }
}

/// The value of a Han numeral up to ten.
pub(super) fn numeral(c: char) -> Option<u16> {
    Some(match c {
        '〇' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

/// Ordinals of one character: ㈠ ⑴ ⒈ ① (Unicode blocks Enclosed CJK Letters and Months,
/// Enclosed Alphanumerics).
fn enclosed(c: char) -> Option<(Family, u16)> {
    let (family, first) = match c {
        '㈠'..='㈩' => (Family::HanInBrackets, '㈠'),
        '⒈'..='⒛' => (Family::Digit, '⒈'),
        '⑴'..='⒇' => (Family::DigitInBrackets, '⑴'),
        '①'..='⑳' => (Family::DigitInBrackets, '①'),
        _ => return None,
    };
    Some((family, (c as u32 - first as u32) as u16 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_hits_and_misses() {
        for form in [NUMERAL, BRACKET, DIGIT, RANK, OTHER].concat() {
            let found = ordinal_at(form.hit).unwrap_or_else(|| panic!("{}", form.hit));
            assert_eq!(found.family, form.family, "{}", form.hit);
            let missed = ordinal_at(form.near_miss).map(|found| found.family);
            assert_ne!(missed, Some(form.family), "{}", form.near_miss);
        }
    }

    #[test]
    fn numbers_and_lengths() {
        let number = |text| ordinal_at(text).map(|found| (found.number, found.length));
        assert_eq!(number("二十三、水"), Some((23, 4)));
        assert_eq!(number("十、水"), Some((10, 2)));
        assert_eq!(number("（ 四 ）水"), Some((4, 5)));
        assert_eq!(number("⼆、水"), Some((2, 2)));
        assert_eq!(number("１２．水"), Some((12, 3)));
        assert_eq!(number("⑶水"), Some((3, 1)));
        assert_eq!(number("水"), None);
        assert_eq!(number(""), None);
    }

    #[test]
    fn pieces_at_the_end() {
        assert!(ends_in_piece("运动会开幕式讲话稿 篇2"));
        assert!(ends_in_piece("运动会开幕式讲话稿篇十一："));
        assert!(ends_in_piece("运动会开幕式发言稿（三）"));
        assert!(ends_in_piece("运动会开幕式发言稿12"));
        assert!(!ends_in_piece("运动会开幕式讲话稿 精选3篇"));
        assert!(!ends_in_piece("运动会开幕式发言稿2024"));
        assert!(!ends_in_piece("第二次发言稿"));
        assert!(!ends_in_piece("篇2"));
        assert!(!ends_in_piece("共2篇3"));
    }
}
