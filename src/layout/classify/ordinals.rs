//! What headings are numbered with.
//!
//! The standard four levels are those of GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）. Speech adds
//! its own: 第一， 一是 一要, which take their level from the heading above them, and the
//! pieces of a compilation, 篇一.
//!
//! A form is what stands before the number and behind it, in folded text ([`super::fold`]).

use super::fold::fold;
use crate::chars::is_ideograph;
use crate::sets::Gate;

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
    pub(crate) length: u16,
}

impl Ordinal {
    /// Whether `text`, which begins with it, goes on counting: 一是水质，二是水量.
    pub(super) fn counts_on(self, text: &str) -> bool {
        text.char_indices().skip(self.length.into()).any(|(at, c)| {
            (c == '第' || numeral(c) == Some(self.number + 1))
                && ordinal_at(&text[at..]).is_some_and(|next| {
                    next.family == self.family && next.number == self.number + 1
                })
        })
    }
}

/// Ways to write an ordinal that begin alike.
struct Forms {
    /// What stands before the number.
    prefix: &'static str,
    number: Number,
    endings: &'static [Form],
}

/// A way to write an ordinal.
struct Form {
    /// What stands behind the number.
    suffix: &'static str,
    family: Family,
    #[cfg_attr(not(test), allow(dead_code))]
    hit: &'static str,
    #[cfg_attr(not(test), allow(dead_code))]
    near_miss: &'static str,
}

/// A way to write a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Number {
    /// A Han numeral up to 九十九.
    Numeral,
    /// A single one up to 十.
    OneNumeral,
    /// One or two ASCII digits.
    Digits,
}

const fn forms(prefix: &'static str, number: Number, endings: &'static [Form]) -> Forms {
    Forms {
        prefix,
        number,
        endings,
    }
}

const fn form(
    suffix: &'static str,
    family: Family,
    hit: &'static str,
    near_miss: &'static str,
) -> Form {
    Form {
        suffix,
        family,
        hit,
        near_miss,
    }
}

use Family::{Digit, DigitInBrackets, First, Han, HanInBrackets, Part, Piece, Point};
use Number::{Digits, Numeral, OneNumeral};

/// The forms that begin with a Han numeral, more specific ones first here and below.
static NUMERAL: &[Forms] = &[
    forms(
        "",
        Numeral,
        &[
            form("、", Han, "二、三个变化", "二、三年级的同学"),
            form(".", Han, "十二.保障措施", "一二三.木头人"),
        ],
    ),
    forms(
        "",
        OneNumeral,
        &[
            form("是", Point, "三是查漏点", "二十是个整数"),
            form("要", Point, "一要压实责任", "一定要压实责任"),
        ],
    ),
];
static BRACKET: &[Forms] = &[
    forms(
        "（",
        Numeral,
        &[
            form("）、", HanInBrackets, "（三）、抓落实", "（三年）、抓落实"),
            form("）", HanInBrackets, "(十一) 抓落实", "（一年级）全体"),
        ],
    ),
    forms(
        "（",
        Digits,
        &[form(
            "）",
            DigitInBrackets,
            "（4）谁来补",
            "（2024）3号文件",
        )],
    ),
];
static DIGIT: &[Forms] = &[forms(
    "",
    Digits,
    &[
        form(".", Digit, "3．看现场", "3.5公里的管线"),
        form("、", Digit, "12、看现场", "12、13号楼"),
        form("）", DigitInBrackets, "4) 谁来补", "2024）3号"),
    ],
)];
static RANK: &[Forms] = &[
    forms(
        "第",
        Numeral,
        &[
            form("，", First, "第一,认识要提高", "第一次开会，大家"),
            form("、", First, "第二、排查要深入", "第二天、第三天"),
            form("：", First, "第三:追责要严格", "第三名：三班"),
            form("是", First, "第一是安全", "第一个是安全"),
            form("点，", First, "第二点，要算细账", "第二点意见，我同意"),
            form("部分", Part, "第一部分 看家底", "第一批部分学校"),
            form("章", Part, "第三章 水从哪里来", "第一枚奖章"),
            form(
                "篇",
                Piece,
                "第二篇：在毕业典礼上的讲话",
                "第二次篇幅短一些",
            ),
        ],
    ),
    forms(
        "第",
        Digits,
        &[form(
            "篇",
            Piece,
            "第2篇 在毕业典礼上的讲话",
            "第2次篇幅短一些",
        )],
    ),
];
static OTHER: &[Forms] = &[
    forms(
        "其",
        Numeral,
        &[form("，", First, "其一，账要算清", "其一生，只做一件事")],
    ),
    forms(
        "【篇",
        Numeral,
        &[form("】", Piece, "【篇一】", "【篇名】")],
    ),
    forms("【篇", Digits, &[form("】", Piece, "【篇12】", "【篇名】")]),
    forms(
        "篇",
        Numeral,
        &[form("", Piece, "篇三：护士节致辞", "篇幅有限")],
    ),
    forms(
        "篇",
        Digits,
        &[form("", Piece, "篇2在毕业典礼上的讲话", "篇幅2000字")],
    ),
    forms(
        "范文",
        Numeral,
        &[form("", Piece, "范文一：开学典礼讲话", "范文选读")],
    ),
    forms(
        "范文",
        Digits,
        &[form("", Piece, "范文1：开学典礼讲话", "范文选读")],
    ),
];

/// The forms that a text may be written in that begins with `first`, folded.
fn forms_of(first: char) -> &'static [Forms] {
    match first {
        '（' => BRACKET,
        '第' => RANK,
        '其' | '【' | '篇' | '范' => OTHER,
        '0'..='9' => DIGIT,
        _ if numeral(first).is_some() => NUMERAL,
        _ => &[],
    }
}

/// Whether `text` may begin with an ordinal, as far as its first character tells.
pub(super) fn may_be_ordinal(text: &str) -> bool {
    // What folds to one of them too.
    static FIRST: Gate =
        Gate::of("（第其【篇范(﹙0123456789０１２３４５６７８９〇一二三四五六七八九十")
            .with("⼀⼆⼋⼗\u{f9d1}")
            .with("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛")
            .with("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳");
    FIRST.opens(text)
}

/// The ordinal that `text` begins with. Spaces inside it do not count.
///
/// Whether the text is a heading is another question: 一是 and 第一， begin paragraphs too.
pub(crate) fn ordinal_at(text: &str) -> Option<Ordinal> {
    common(text).or_else(|| any_ordinal_at(text))
}

/// The same of most ordinals: 一、 （一） 一是 一要 with a single numeral, and Han behind them that go
/// on with nothing that would make them something else.
fn common(text: &str) -> Option<Ordinal> {
    let mut characters = text.chars();
    let mut next = || characters.next();
    let first = next()?;
    let in_brackets = first == '（';
    let number = numeral(if in_brackets { next()? } else { first })?;
    let family = match (in_brackets, next()?) {
        (true, '）') => HanInBrackets,
        (false, '、') => Han,
        (false, '是' | '要') => Point,
        _ => return None,
    };
    let behind = next()?;
    let is_plain = is_ideograph(behind) && numeral(behind).is_none() && behind != '不';
    (number > 0 && is_plain).then_some(Ordinal {
        family,
        number,
        length: 2 + u16::from(in_brackets),
    })
}

/// The same, by all forms.
fn any_ordinal_at(text: &str) -> Option<Ordinal> {
    let first = fold(text.chars().next()?)?;
    if let Some((family, number)) = enclosed(first) {
        return Some(Ordinal {
            family,
            number,
            length: 1,
        });
    }
    let cursor = Cursor::of(text);
    forms_of(first)
        .iter()
        .find_map(|forms| cursor.clone().ordinal(forms))
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
    let mut cursor = Cursor::of(number);
    at > 0
        && !text[..at].ends_with(|c: char| c.is_ascii_digit() || numeral(c).is_some())
        && (cursor.take(Cursor::han_number).or_else(|| cursor.digits())).is_some()
        && cursor.rest.as_str().is_empty()
}

/// What two numerals with 、 between them count: 三、四季度.
const COUNTED: &str = "年季级楼等号线产月日班组科类期";

/// Reads folded characters; spaces are skipped.
#[derive(Clone)]
struct Cursor<'a> {
    rest: std::str::Chars<'a>,
    /// Characters of the text so far.
    taken: usize,
}

impl<'a> Cursor<'a> {
    fn of(text: &'a str) -> Cursor<'a> {
        Cursor {
            rest: text.chars(),
            taken: 0,
        }
    }

    fn next(&mut self) -> Option<char> {
        loop {
            let c = fold(self.rest.next()?);
            self.taken += 1;
            if let Some(c) = c.filter(|&c| c != ' ') {
                return Some(c);
            }
        }
    }

    /// Takes what `read` reads, or nothing.
    fn take<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = self.clone();
        let found = read(&mut ahead)?;
        *self = ahead;
        Some(found)
    }

    /// Takes `text`.
    fn skip(&mut self, text: &str) -> Option<()> {
        text.chars().all(|c| self.next() == Some(c)).then_some(())
    }

    /// The ordinal, if the text is written as one of `forms`.
    fn ordinal(mut self, forms: &Forms) -> Option<Ordinal> {
        self.skip(forms.prefix)?;
        let number = match forms.number {
            Numeral => self.han_number()?,
            OneNumeral => self.numeral().filter(|&value| value > 0)?,
            Digits => self.digits()?,
        };
        forms.endings.iter().find_map(|form| {
            let mut behind = self.clone();
            behind.skip(form.suffix)?;
            let length = u16::try_from(behind.taken).ok()?;
            behind.lets_be(form.family, number).then_some(Ordinal {
                family: form.family,
                number,
                length,
            })
        })
    }

    /// Whether what stands behind the ordinal lets it be one.
    fn lets_be(mut self, family: Family, number: u16) -> bool {
        let Some(next) = self.next() else {
            return true;
        };
        match family {
            // 1.5 is a number; 12、13号楼 are two.
            Family::Digit => !next.is_ascii_digit(),
            // 二、三年级 are two years, 三、二、一 is counting; 二、三个变化 is a heading.
            Family::Han => numeral(next).is_none_or(|following| match self.next() {
                Some('、' | '，') => false,
                Some(behind) => following != number + 1 || !COUNTED.contains(behind),
                None => true,
            }),
            // 一是一，二是二.
            Family::Point => numeral(next).is_none() && next != '不',
            Family::Piece => next != '、',
            _ => true,
        }
    }

    fn numeral(&mut self) -> Option<u16> {
        self.next().and_then(numeral)
    }

    fn digit(&mut self) -> Option<u16> {
        let value = self.next()?.to_digit(10)?;
        Some(value as u16)
    }

    /// 一 to 九十九.
    fn han_number(&mut self) -> Option<u16> {
        let first = self.numeral()?;
        let tens = match first {
            10 => 1,
            _ if self
                .take(|ahead| ahead.numeral().filter(|&tens| tens == 10))
                .is_some() =>
            {
                first
            }
            _ => return (first > 0).then_some(first),
        };
        let units = self.take(|ahead| ahead.numeral().filter(|&units| units < 10));
        Some(tens * 10 + units.unwrap_or(0))
    }

    /// One or two digits.
    fn digits(&mut self) -> Option<u16> {
        let first = self.digit()?;
        let second = self.take(Cursor::digit);
        Some(second.map_or(first, |units| first * 10 + units))
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
        let all = [NUMERAL, BRACKET, DIGIT, RANK, OTHER];
        for form in all.into_iter().flatten().flat_map(|forms| forms.endings) {
            let found = ordinal_at(form.hit).unwrap_or_else(|| panic!("{}", form.hit));
            assert_eq!(found.family, form.family, "{}", form.hit);
            let missed = ordinal_at(form.near_miss).map(|found| found.family);
            assert_ne!(missed, Some(form.family), "{}", form.near_miss);
        }
    }

    #[test]
    fn common_ordinals_are_read_as_others() {
        let heads = ["", "（", "("];
        let numbers = ["〇", "一", "十", "十一", "1", "水"];
        let marks = ["、", "）", "）、", "是", "要", "，", " ", ""];
        let tails = ["水", "不", "二", "二、", "二年", "，", "⼆", " 水", ""];
        for head in heads {
            for number in numbers {
                for mark in marks {
                    for tail in tails {
                        let text = format!("{head}{number}{mark}{tail}");
                        assert_eq!(ordinal_at(&text), any_ordinal_at(&text), "{text}");
                    }
                }
            }
        }
    }

    #[test]
    fn whatever_opens_passes() {
        let mut buffer = [0; 4];
        for c in crate::chars::every() {
            let opens = fold(c).is_some_and(|c| !forms_of(c).is_empty() || enclosed(c).is_some());
            let text = c.encode_utf8(&mut buffer);
            assert!(!opens || may_be_ordinal(text), "{c:?}");
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
