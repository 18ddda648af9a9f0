//! Blocks that were glued together without any space: a title and the salutation
//! (…讲话同志们：), with a date in brackets between them or without, the salutation and the first
//! sentence (同志们：今天…).
//!
//! Only the head of a text is looked at, and only greetings that cannot be anything else: a line
//! of dialogue (老师：……) begins like a salutation too. A heading glued to its paragraph
//! (一、提高认识各部门要…) cannot be told from the text alone: nothing says where it ends.

use super::words::{ends_greeting, ends_title, is_date, opens_title, salutation};
use crate::lines::Line;
use crate::marks::Marks;
use crate::sets::{Beginnings, Gate};
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// Lines of the head, and characters of one within which a salutation ends.
const LINES: usize = 16;
const CHARACTERS: usize = 90;

const GREETINGS: &[&str] = &[
    "同志们",
    "各位",
    "尊敬的",
    "亲爱的",
    "老师们",
    "同学们",
    "朋友们",
];

/// What the line begins with: a greeting, a title as [`opens_title`] has it, or brackets.
static FIRST: Gate = Gate::first(GREETINGS).with("在关—―- （(");

/// Calls `found` with the offsets, in order, at which two blocks meet without a space.
pub(super) fn find(source: &str, lines: &[Line], mut found: impl FnMut(usize)) {
    let mut left = LINES;
    for line in lines.iter().take(LINES) {
        if !line.marks.any(Marks::COLON) {
            continue;
        }
        let mut rest = line.span.of(source);
        let mut base = line.span.start as usize;
        // What is split off is a line of its own: 各位来宾：各位朋友：今天…
        while left > 0
            && let Some(end) = split(rest, |at| found(base + at))
        {
            left -= 1;
            (base, rest) = (base + end, &rest[end..]);
        }
    }
}

/// Calls `found` with the offsets at which blocks meet at the head of `text`; the last of them, if
/// a block follows the salutation.
fn split(text: &str, mut found: impl FnMut(usize)) -> Option<usize> {
    if !text.chars().next().is_some_and(|first| FIRST.passes(first)) {
        return None;
    }
    let (colon, end) = first_colon(text)?;
    if text[..colon].chars().count() >= CHARACTERS {
        return None;
    }
    let begin = begin(&text[..end])?;
    if let Some(date) = date_at_end(&text[..begin]).filter(|&date| date > 0) {
        found(date);
    }
    if begin > 0 {
        found(begin);
    }
    let next = text[end..].chars().next();
    let follows = next.is_some_and(|c| crate::chars::is_han(c) || c == '“');
    if follows {
        found(end);
    }
    follows.then_some(end)
}

/// Begin and end of the first colon, as far as bytes tell whether it is near the begin.
fn first_colon(text: &str) -> Option<(usize, usize)> {
    static WIDE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("："));
    let head = &text.as_bytes()[..text.len().min(4 * CHARACTERS + 3)];
    let narrow = memchr::memchr(b':', head);
    let head = &head[..narrow.unwrap_or(head.len())];
    let wide = WIDE.find(head).map(|at| (at, at + '：'.len_utf8()));
    wide.or(narrow.map(|at| (at, at + 1)))
}

/// Where the salutation begins that `text` ends with: at its head, or behind a title.
fn begin(text: &str) -> Option<usize> {
    if !ends_greeting(text) {
        return None;
    }
    static BEGINNINGS: Beginnings = Beginnings::of(GREETINGS);
    if BEGINNINGS.begin(text) && salutation(text) {
        return Some(0);
    }
    GREETINGS
        .iter()
        .filter_map(|greeting| text.find(greeting))
        .filter(|&at| {
            let title = &text[..date_at_end(&text[..at]).unwrap_or(at)];
            salutation(&text[at..])
                && (title.is_empty() || (opens_title(title) && ends_title(title)))
        })
        .min()
}

/// Where the brackets with a date begin that `text` ends with: （2024年3月5日）
fn date_at_end(text: &str) -> Option<usize> {
    let text = text.trim_end_matches(crate::chars::is_space);
    let inside = text.strip_suffix(['）', ')'])?;
    let open = inside.rfind(['（', '('])?;
    let date = inside[open..].trim_start_matches(['（', '(']);
    is_date(date).then_some(open)
}
