//! Lines: spans and cheap features of each, no text copied.
//!
//! A line ends at LF, CR LF, CR, VT, FF, NEL, U+2028 or U+2029 (the mandatory breaks of
//! UAX #14). The terminator belongs to no line's span.

use crate::chars;
use crate::edit::Span;

/// One line of the source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    /// The line without its terminator and without white space at either end.
    pub(crate) span: Span,
    /// Indent in half-widths (ASCII space 1, tab 4, U+3000 2).
    pub(crate) indent: u16,
    /// Display width of `span` in half-widths (Han 2, ASCII 1), saturating.
    pub(crate) width: u16,
    /// Number of Han characters in `span`, saturating.
    pub(crate) han: u16,
    /// First character of `span`, or `'\0'` when the line is blank.
    pub(crate) first: char,
    /// Last character of `span`, or `'\0'` when the line is blank.
    pub(crate) last: char,
    /// Whether a form feed stands directly before or at the start of the line.
    pub(crate) after_form_feed: bool,
}

impl Line {
    pub(crate) fn is_blank(&self) -> bool {
        self.span.start == self.span.end
    }
}

/// Whether `c` ends a line.
pub(crate) fn is_terminator(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Splits `source` into lines. Between the spans there is only white space and terminators.
pub(crate) fn split(source: &str, lines: &mut Vec<Line>) {
    lines.clear();
    let (mut start, mut position) = (0, 0);
    let mut form_feed = false;
    loop {
        position = chars::next_space(source, position);
        let Some(c) = source[position..].chars().next() else {
            break;
        };
        let end = position;
        position += c.len_utf8();
        if is_terminator(c) {
            lines.push(measure(source, start, end, form_feed));
            start = position;
            form_feed = c == '\u{c}';
        }
    }
    if start < source.len() {
        lines.push(measure(source, start, source.len(), form_feed));
    }
}

fn measure(source: &str, start: usize, end: usize, after_form_feed: bool) -> Line {
    let text = &source[start..end];
    let body = text.trim_matches(chars::is_space);
    let lead = if body.is_empty() {
        0
    } else {
        body.as_ptr() as usize - text.as_ptr() as usize
    };
    let (width, han) = chars::width_and_han(body);
    let saturated = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let indent = text[..lead].chars().fold(0u16, |sum, c| {
        sum.saturating_add(if c == '\t' { 4 } else { chars::width(c) })
    });
    Line {
        span: Span::new(start + lead, start + lead + body.len()),
        indent,
        width: saturated(width),
        han: saturated(han),
        first: body.chars().next().unwrap_or_default(),
        last: body.chars().next_back().unwrap_or_default(),
        after_form_feed,
    }
}
