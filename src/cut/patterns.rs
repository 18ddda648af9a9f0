//! Signs that seams are told by, and patterns, each with what it hits and what it must not.

use crate::chars::{is_han, is_space};
use crate::patterns::patterns;
use crate::sets::Characters;

/// A text without white space at its ends.
#[inline]
pub(super) fn trim(text: &str) -> &str {
    trim_start(trim_end(text))
}

/// Common ends are told by a byte.
#[inline]
pub(super) fn trim_start(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~' | 0xe4..=0xe9, ..] => text,
        _ => text.trim_start_matches(is_space),
    }
}

#[inline]
pub(super) fn trim_end(text: &str) -> &str {
    match text.as_bytes() {
        [.., b'!'..=b'~'] | [.., 0xe4..=0xe9, _, _] | [.., 0xef, 0xbc, _] => text,
        _ => text.trim_end_matches(is_space),
    }
}

/// The number of characters of a text, if there are not more than `most`.
#[inline]
pub(super) fn chars(text: &str, most: usize) -> Option<usize> {
    if text.len() > most * char::MAX.len_utf8() {
        return None;
    }
    Some(text.chars().count()).filter(|&count| count <= most)
}

/// Ends a sentence.
#[inline]
#[must_use]
pub fn is_end(c: char) -> bool {
    matches!(c, '。' | '｡' | '！' | '!' | '？' | '?' | '…')
}

/// Opens a bracket or a quotation.
#[must_use]
pub fn is_opener(c: char) -> bool {
    matches!(
        c,
        '“' | '‘' | '（' | '(' | '【' | '[' | '［' | '「' | '『' | '《' | '〈' | '〔'
    )
}

/// Closes a bracket or a quotation.
#[inline]
#[must_use]
pub fn is_closer(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '"' | '\'' | '）' | ')' | '】' | ']' | '］' | '」' | '』' | '》' | '〉' | '〕'
    )
}

/// Words for people end in it: 们, 友, 长, 家, 宾.
#[inline]
#[must_use]
pub fn names_people(c: char) -> bool {
    static PEOPLE: Characters =
        Characters::of("们們友长長家宾賓众眾士生亲事人员員志师師代表导導乡老委领者民胞");
    PEOPLE.has(c)
}

/// What page marks begin with.
pub(super) const MARKS: &str = "第共pP—–－-=_*~·.─━•★☆◆◇■□●○▲△※";

/// Whether a page mark may begin with two characters.
pub(super) fn may_be_mark(first: char, second: char) -> bool {
    match first {
        '第' | '共' => !is_han(second),
        'p' | 'P' => matches!(second, 'a' | 'A'),
        _ => second.is_numeric() || second.is_whitespace() || MARKS.contains(second),
    }
}

/// A page mark at the begin of a text: its length in bytes.
pub(super) fn mark(text: &str) -> Option<usize> {
    MARK.find(text).map(|found| found.end())
}

patterns! {
    /// An address of the web or of mail.
    ADDRESS = r"(?i)(?:https?\s*[:：]\s*//|www\s?[.．])[\x21-\x7e]+|[a-z0-9][a-z0-9.\-]*\.(?:com|cn|net|org|cc|top|edu|gov|info|vip|tw|hk|html?)(?-u:\b)[\x21-\x7e]*|[a-z0-9_.\-]+@[a-z0-9\-]+\.[a-z.]+";
    hits ["见www.shuiwu.example", "写信到 a.b@c.cn", "见shuiwu.com的公告"]; misses ["增长6.5%", "GB/T 9704", "a.command"];

    /// A page number with its signs, or one sign many times, at the begin of a text.
    MARK = r"^(?:第\s*\d{1,4}\s*[页頁](?:\s*[,，/共\s]+\s*\d{1,4}\s*[页頁])?|[—–－-]{1,3}\s*\d{1,4}\s*[—–－-]{1,3}|(?i:page)\s?\d+(?:\s?of\s?\d+)?|共\s*\d{1,4}\s*[页頁]|[-=_*~·.—─━•]{6,}|[★☆◆◇■□●○▲△※]{2,})";
    hits ["第 3 页 共 12 页", "— 3 —", "Page 1 of 3", "********"]; misses ["2019-2020", "第三页", "……"];
}
