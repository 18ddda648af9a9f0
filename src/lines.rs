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
    /// Display width of `span` in half-widths (Han 2, ASCII 1), saturating.
    pub(crate) width: u16,
    /// Number of Han characters in `span`, saturating.
    pub(crate) han: u16,
    /// First character of `span`, or `'\0'` when the line is blank.
    pub(crate) first: char,
    /// Last character of `span`, or `'\0'` when the line is blank.
    pub(crate) last: char,
    /// Whether there is no white space in `span`.
    pub(crate) solid: bool,
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
    let mut open = Open::at(0);
    let mut position = 0;
    loop {
        let run = chars::run(source, position);
        if run.end > position {
            open.take(position, run);
        }
        let Some(c) = source[run.end..].chars().next() else {
            break;
        };
        position = run.end + c.len_utf8();
        if is_terminator(c) {
            lines.push(open.close(source));
            open = Open::at(position);
        } else {
            open.space(c);
        }
    }
    if open.start < source.len() {
        lines.push(open.close(source));
    }
}

/// A line on its way.
struct Open {
    start: usize,
    /// Begin of the first run of text, and end of the last.
    text: Option<(usize, usize)>,
    columns: usize,
    han: usize,
    /// Width of the white space behind the last run, and whether there is any.
    space: Option<usize>,
    solid: bool,
}

impl Open {
    fn at(start: usize) -> Open {
        Open {
            start,
            text: None,
            columns: 0,
            han: 0,
            space: None,
            solid: true,
        }
    }

    fn take(&mut self, from: usize, run: chars::Run) {
        let begin = self.text.map_or(from, |(begin, _)| begin);
        self.text = Some((begin, run.end));
        self.columns += run.columns;
        self.han += run.han;
        if let Some(space) = self.space.take() {
            self.columns += space;
            self.solid = false;
        }
    }

    fn space(&mut self, c: char) {
        if self.text.is_some() {
            *self.space.get_or_insert(0) += usize::from(chars::width(c));
        }
    }

    fn close(&self, source: &str) -> Line {
        let saturated = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        let (begin, end) = self.text.unwrap_or((self.start, self.start));
        let body = &source[begin..end];
        Line {
            span: Span::new(begin, end),
            width: saturated(self.columns),
            han: saturated(self.han),
            first: body.chars().next().unwrap_or_default(),
            last: body.chars().next_back().unwrap_or_default(),
            solid: self.solid,
        }
    }
}
