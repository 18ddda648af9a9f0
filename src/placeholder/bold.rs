//! Markdown bold: pairs of stars that are no masks.
//!
//! `**` opens when something other than a space or closing mark follows and the block begins, or
//! a mark stands, before it; it closes the other way round (CommonMark calls this flanking). Two
//! masks spelt ** look the same when a clause runs between them, so evidence that either is a
//! mask (a measure word, an office behind it) counts against the pair, and a pair with words on
//! both outer sides is never bold.

use super::decide::Context;
use super::token::Token;
use super::words::After;

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
    if content.starts_with(['，', '。', '、', '；', '：', '”', '》', '）', ',', '.']) {
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

fn is_mark(c: char) -> bool {
    !crate::chars::is_han(c) && !c.is_alphanumeric() && c != '%' && c != '％'
}

/// Whether what stands behind says mask.
fn is_mask(context: &Context<'_>) -> bool {
    context
        .word
        .is_some_and(|(class, _)| !matches!(class, After::Nothing | After::Trap))
}
