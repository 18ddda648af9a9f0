//! Lines and pauses: spans and cheap features of each, no text copied.
//!
//! A line ends at LF, CR LF, CR, VT, FF, NEL, U+2028 or U+2029 (the mandatory breaks of
//! UAX #14). The terminator belongs to no line's span. A pause is what is between two runs of
//! text: white space, line ends, invisible characters.

use crate::edit::{Span, offset};
use crate::marks::{self, Class, Marks};
use memchr::memmem::Finder;
use std::ops::Range;
use std::sync::LazyLock;

/// One line of the source that is not blank.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    /// The line without its terminator and without white space at either end.
    pub(crate) span: Span,
    /// Display width of `span` in half-widths (Han 2, ASCII 1), saturating.
    pub(crate) width: u16,
    /// Number of Han characters in `span`, saturating.
    pub(crate) han: u16,
    /// First character of `span`.
    pub(crate) first: char,
    /// Last character of `span`.
    pub(crate) last: char,
    /// What its characters are of interest for.
    pub(crate) marks: Marks,
}

impl Line {
    /// Whether there is no white space in `span`.
    pub(crate) fn is_solid(&self) -> bool {
        !self.marks.any(Marks::SPACED)
    }
}

/// What is between two runs of text; before the first and behind the last run there may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pause {
    pub(crate) span: Span,
    /// Line ends, saturating; CR LF is one.
    pub(crate) newlines: u16,
    /// White space characters, line ends counted and invisible characters not, saturating.
    pub(crate) spaces: u16,
    /// What the characters of the run before it are of interest for.
    pub(crate) marks: Marks,
    /// Display width of that run, and Han in it, saturating.
    pub(crate) width: u16,
    pub(crate) han: u16,
}

impl Pause {
    /// Nothing at `position`, behind a run with these marks.
    pub(crate) fn at(position: usize, marks: Marks) -> Pause {
        Pause {
            span: Span::new(position, position),
            newlines: 0,
            spaces: 0,
            marks,
            width: 0,
            han: 0,
        }
    }

    /// Nothing behind `run`.
    fn behind(run: &marks::Run) -> Pause {
        Pause {
            width: saturated(run.columns),
            han: saturated(run.han),
            ..Pause::at(run.end, run.marks)
        }
    }

    /// Goes on as far as there is nothing but white space, and calls `each` for every character.
    #[inline]
    pub(crate) fn extend(&mut self, source: &str, mut each: impl FnMut(Class)) {
        let bytes = source.as_bytes();
        let start = self.span.end as usize;
        // Nearly always it is one line end.
        if let [b'\n', next, ..] = bytes[start..]
            && marks::is_ideograph(next)
        {
            each(marks::look(source, start).0);
            self.span.end += 1;
            (self.newlines, self.spaces) = (1, 1);
            return;
        }
        let (mut position, mut newlines, mut spaces) = (start, 0usize, 0usize);
        while position < bytes.len() {
            let (class, length) = marks::look(source, position);
            if !class.is_space() {
                break;
            }
            each(class);
            let after_return =
                || bytes[position] == b'\n' && position > start && bytes[position - 1] == b'\r';
            newlines += usize::from(class.is_terminator() && !after_return());
            spaces += usize::from(class.is_white());
            position += length;
        }
        self.span.end = offset(position);
        self.newlines = saturated(newlines);
        self.spaces = saturated(spaces);
    }
}

fn saturated(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// What the scan of a source finds.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    pub(crate) list: Vec<Line>,
    /// What is between the runs, and an empty pause at the end where the text ends in a run.
    pub(crate) pauses: Vec<Pause>,
    /// Where a trigger of the chrome stage may begin, in order.
    pub(crate) stops: Vec<u32>,
    /// What the inline stage looks at, in order.
    pub(crate) points: Vec<u32>,
}

impl Lines {
    /// Gives back the memory of all but the points.
    pub(crate) fn release(&mut self) {
        *self = Lines {
            points: std::mem::take(&mut self.points),
            ..Lines::default()
        };
    }

    /// Forgets everything but the memory.
    pub(crate) fn clear(&mut self) {
        self.list.clear();
        self.pauses.clear();
        self.stops.clear();
        self.points.clear();
    }
}

/// Whether `c` ends a line.
pub(crate) const fn is_terminator(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Splits `source` into lines and pauses.
pub(crate) fn split(source: &str, lines: &mut Lines) {
    lines.clear();
    scan(source, 0..source.len(), lines);
}

/// Adds the lines and pauses in `range` of `source`, which begins where a line does and ends where
/// one ends, its line end included.
pub(crate) fn scan(source: &str, range: Range<usize>, lines: &mut Lines) {
    static MASK: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("某"));
    let Lines {
        list,
        pauses,
        stops,
        points,
    } = lines;
    let mut masks = MASK.find_iter(&source.as_bytes()[range.clone()]).peekable();
    let mut open = Open::default();
    let mut position = range.start;
    loop {
        let before = points.len();
        let mut run = marks::run(source, position, stops, points);
        if run.end > position {
            let is_before = |&mask: &usize| range.start + mask < run.end;
            if masks.peek().is_some_and(is_before) {
                run.marks.add(Marks::MASK);
                while let Some(mask) = masks.next_if(is_before) {
                    points.push(offset(range.start + mask));
                }
                points[before..].sort_unstable();
            }
            open.take(position, run);
        }
        let mut pause = Pause::behind(&run);
        if run.end == source.len() {
            if run.end > position || position == 0 {
                pauses.push(pause);
            }
            break;
        }
        pause.extend(source, |class| {
            if class.is_terminator() {
                open.close(source, list);
            } else {
                open.space += class.width();
            }
        });
        position = pause.span.end as usize;
        make_room(pauses, position, source.len());
        pauses.push(pause);
        if position >= range.end && range.end < source.len() {
            break;
        }
    }
    if open.text.is_some() {
        open.close(source, list);
    }
}

/// Makes room in a full list that covers `position` bytes of `total`, for as many more as there are
/// likely to be.
fn make_room<T>(list: &mut Vec<T>, position: usize, total: usize) {
    if list.len() == list.capacity() {
        let ahead = list.len() * (total - position) / position.max(1);
        list.reserve_exact((ahead + ahead / 16).clamp(list.len() / 4, list.len()) + 16);
    }
}

/// A line on its way.
#[derive(Default)]
struct Open {
    /// Begin of the first run of text, and end of the last.
    text: Option<(usize, usize)>,
    columns: usize,
    han: usize,
    /// Width of the white space behind the last run.
    space: usize,
    marks: Marks,
}

impl Open {
    fn take(&mut self, from: usize, run: marks::Run) {
        let begin = match self.text {
            Some((begin, _)) => {
                self.columns += self.space;
                self.marks.add(Marks::SPACED);
                begin
            }
            None => from,
        };
        self.space = 0;
        self.text = Some((begin, run.end));
        self.columns += run.columns;
        self.han += run.han;
        self.marks.add(run.marks);
    }

    /// Writes the line, if it is not blank, and begins the next.
    #[inline]
    fn close(&mut self, source: &str, list: &mut Vec<Line>) {
        self.space = 0;
        match self.text {
            Some(text) => {
                self.write(source, text, list);
                *self = Open::default();
            }
            None => self.marks = Marks::AFTER_BLANK,
        }
    }

    fn write(&self, source: &str, (begin, end): (usize, usize), list: &mut Vec<Line>) {
        let body = &source[begin..end];
        make_room(list, end, source.len());
        list.push(Line {
            span: Span::new(begin, end),
            width: saturated(self.columns),
            han: saturated(self.han),
            first: body.chars().next().unwrap_or_default(),
            last: body.chars().next_back().unwrap_or_default(),
            marks: self.marks,
        });
    }
}
