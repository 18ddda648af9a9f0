//! Lines: spans and cheap features of each, no text copied.
//!
//! A line ends at LF, CR LF, CR, VT, FF, NEL, U+2028 or U+2029 (the mandatory breaks of
//! UAX #14). The terminator belongs to no line's span.

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
    let mut start = 0;
    let mut form_feed = false;
    for (position, c) in source.char_indices().filter(|&(_, c)| is_terminator(c)) {
        lines.push(measure(source, start, position, form_feed));
        start = position + c.len_utf8();
        form_feed = c == '\u{c}';
    }
    if start < source.len() {
        lines.push(measure(source, start, source.len(), form_feed));
    }
}

fn measure(source: &str, start: usize, end: usize, after_form_feed: bool) -> Line {
    let text = &source[start..end];
    let body = text.trim_matches(crate::chars::is_space);
    let lead = if body.is_empty() {
        0
    } else {
        body.as_ptr() as usize - text.as_ptr() as usize
    };
    let (mut width, mut han) = (0u16, 0u16);
    for c in body.chars() {
        width = width.saturating_add(crate::chars::width(c));
        han = han.saturating_add(u16::from(crate::chars::is_han(c)));
    }
    let indent = text[..lead].chars().fold(0u16, |sum, c| {
        sum.saturating_add(if c == '\t' { 4 } else { crate::chars::width(c) })
    });
    Line {
        span: Span::new(start + lead, start + lead + body.len()),
        indent,
        width,
        han,
        first: body.chars().next().unwrap_or_default(),
        last: body.chars().next_back().unwrap_or_default(),
        after_form_feed,
    }
}
