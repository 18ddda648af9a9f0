//! Markdown bold: pairs of stars that are no masks.
//!
//! `**` opens when something other than a space or closing mark follows and the block begins, or
//! a mark stands, before it; it closes the other way round (CommonMark calls this flanking). Two
//! masks spelt ** look the same when a clause runs between them, so evidence that either is a
//! mask (a measure word, an office behind it) counts against the pair, a pair with words on
//! both outer sides is never bold, and nothing is that takes one half of a pair of quotes. Where stars of the same number are masks elsewhere in the block, only its first words
//! can be bold ([`is_lead`]).

use super::decide::Context;
use super::token::Token;
use super::words::After;
use crate::sets::Characters;

/// Longest bold passage, in bytes.
const LONGEST: usize = 900;

/// The length of the ASCII stars at `start`, if bold may be written with so many.
pub(super) fn stars(text: &str, start: usize) -> Option<usize> {
    let count = text.as_bytes()[start..]
        .iter()
        .take(4)
        .take_while(|&&b| b == b'*')
        .count();
    (2..=3).contains(&count).then_some(count)
}

/// Where the closing stars stand, if the `length` stars at `start` open bold.
pub(super) fn partner(text: &str, start: usize, length: usize) -> Option<usize> {
    let open = &Token::stars(start, start + length);
    let bytes = text.as_bytes();
    let window = &bytes[open.end..bytes.len().min(open.end + LONGEST)];
    let inside = memchr::memchr(b'*', window).filter(|&at| at > 0)?;
    let start = open.end + inside;
    if stars(text, start) != Some(length) {
        return None;
    }
    let close = &Token::stars(start, start + length);
    let (before, after) = (Context::new(text, open), Context::new(text, close));
    let content = &text[open.end..start];
    if content.starts_with(char::is_whitespace) || content.ends_with(char::is_whitespace) {
        return None;
    }
    let opens = before.left().is_none_or(is_mark) || before.spaced.0;
    let closes = after.right().is_none_or(is_mark) || after.spaced.1;
    static NO_BEGIN: Characters = Characters::of("，。、；：！？”’》）,.;:!?)");
    if NO_BEGIN.have(content.chars().next()) || !is_whole(content) {
        return None;
    }
    let (first, second) = (is_mask(&before), is_mask(&after));
    let bold = match (opens, closes) {
        (true, true) => !second,
        (false, false) => false,
        _ => !first && !second && content.chars().count() > 1,
    };
    bold.then_some(start)
}

/// Whether every quote in `content` has its partner there.
fn is_whole(content: &str) -> bool {
    static OPENING: Characters = Characters::of("“‘《【");
    static CLOSING: Characters = Characters::of("”’》】");
    let mut depth = 0i32;
    for c in content.chars() {
        if OPENING.has(c) {
            depth += 1;
        } else if CLOSING.has(c) {
            depth -= 1;
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// Whether the pair at `start` and `close` sets the head of the block in bold: **目标：** or
/// **目标**：.
pub(super) fn is_lead(text: &str, start: usize, close: usize, length: usize) -> bool {
    static ENDS: Characters = Characters::of("：:。！？");
    let (content, behind) = (&text[start + length..close], &text[close + length..]);
    text[..start].trim_start().is_empty()
        && (ENDS.have(content.chars().next_back())
            || ENDS.have(behind.chars().next())
            || behind.trim_start().is_empty())
}

fn is_mark(c: char) -> bool {
    !crate::chars::is_han(c) && !c.is_alphanumeric() && c != '%' && c != '％'
}

/// Whether what stands behind says mask.
fn is_mask(context: &Context<'_>) -> bool {
    context
        .word
        .is_some_and(|(class, _)| !matches!(class, After::Nothing | After::Trap))
}
