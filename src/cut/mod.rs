//! Runs and seams: where a page may have to be taken apart.
//!
//! A *run* is text that is one thing as a whole; a *seam* is the doubtful place before it. Line
//! ends and gaps of white space are seams, and places where blocks may be glued without any sign:
//! behind a sentence, behind a salutation, before an ordinal, at both ends of an address, a page
//! mark, a bracket or a copy of one of the first lines.
//!
//! Whatever is not a seam cannot be decided later, so cutting sets the ceiling of all that
//! follows; `zhengwen-fit fit` prints it. What is cut too often costs only time.
//!
//! # What is not cut
//!
//! A heading that runs on into its paragraph without any sign; the foreign half of a word that was
//! spliced into another; characters doubled one by one.

mod brackets;
mod class;
mod copies;
mod line;
mod ordinal;
mod patterns;
mod words;

pub(crate) use words::GENRES;

pub use crate::chars::{is_han, is_space};
pub use patterns::{is_closer, is_end, is_opener, names_people};

use patterns::{trim_end, trim_start};
use std::ops::Range;

/// What stands between a run and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Seam {
    /// The begin of the page.
    Start,
    /// The end of a line.
    Line,
    /// White space inside a line.
    Gap,
    /// The end of a sentence.
    Sentence,
    /// The end of a salutation.
    Salutation,
    /// The begin or end of a bracket.
    Bracket,
    /// The begin or end of an address.
    Address,
    /// The begin or end of a page mark, or of signs in a row.
    Mark,
    /// The end of a number at the begin of a line.
    Number,
    /// A salutation behind a title.
    Vocative,
    /// An ordinal inside a line.
    Ordinal,
    /// An opening that only paragraphs have, behind a numbered heading.
    Opening,
    /// The begin or end of a copy of one of the first lines.
    Copy,
    /// A label or prompt of a site inside a line.
    Prompt,
    /// The border between Han and a foreign token.
    Foreign,
    /// The begin or end of what a chrome rule takes.
    Rule,
}

impl Seam {
    /// How many there are.
    pub const COUNT: usize = 16;

    /// Line end, gap, or no sign at all: 0, 1, 2.
    #[must_use]
    pub fn sign(self) -> usize {
        match self {
            Seam::Start | Seam::Line => 0,
            Seam::Gap => 1,
            _ => 2,
        }
    }
}

/// Text without a doubtful place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its bytes in the source, without white space at the ends.
    pub span: Range<usize>,
    /// What stands before it.
    pub seam: Seam,
    /// Line ends since the run before it.
    pub newlines: u16,
    /// White space directly before it on its line, in half-widths.
    pub spaces: u16,
    /// How many of them are U+3000.
    pub wide: u16,
    /// The number of its line.
    pub line: u32,
}

/// Cuts a page into its runs, in order.
///
/// ```
/// let runs = zhengwen::cut::cut("在会上的讲话同志们：今天开会。第1页\n散会。");
/// let texts: Vec<_> = runs.iter().map(|run| run.span.clone()).collect();
/// assert_eq!(texts.len(), 5);
/// ```
#[must_use]
pub fn cut(source: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    cut_into(source, &mut runs);
    runs
}

/// Cuts a page into its runs as [`cut`] does, in place of what `runs` held.
pub fn cut_into(source: &str, runs: &mut Vec<Run>) {
    runs.clear();
    let mut heads = copies::Heads::of(source);
    let mut found = line::Found::default();
    let (mut from, mut newlines, mut number) = (0, 0u16, 0);
    while from < source.len() {
        let rest = &source[from..];
        let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let body = trim_end(&rest[..end]);
        let text = trim_start(body);
        if text.is_empty() {
            newlines = newlines.saturating_add(1);
        } else {
            let indent = &body[..body.len() - text.len()];
            let place = Place {
                base: from + indent.len(),
                number,
                newlines,
                indent,
            };
            place.push(text, found.seams(text, place.base, &mut heads), runs);
            newlines = 1;
        }
        from += end + 1;
        number += 1;
    }
}

/// Cuts the runs of a page at more places, given in order as byte offsets.
pub(crate) fn split(source: &str, runs: &mut Vec<Run>, places: impl Iterator<Item = usize>) {
    let mut places = places.peekable();
    let mut whole = std::mem::take(runs).into_iter();
    while places.peek().is_some() {
        let Some(mut run) = whole.next() else { return };
        while let Some(place) = places.next_if(|&place| place < run.span.end) {
            let (left, right) = (
                &source[run.span.start..place.max(run.span.start)],
                &source[place..run.span.end],
            );
            let (before, behind) = (trim_end(left), trim_start(right));
            if before.is_empty() || behind.is_empty() {
                continue;
            }
            let space = &source[run.span.start + before.len()..run.span.end - behind.len()];
            let rest = Run {
                span: run.span.end - behind.len()..run.span.end,
                seam: if space.is_empty() {
                    Seam::Rule
                } else {
                    Seam::Gap
                },
                newlines: 0,
                spaces: width(space),
                wide: wide(space),
                line: run.line,
            };
            run.span.end = run.span.start + before.len();
            runs.push(std::mem::replace(&mut run, rest));
        }
        runs.push(run);
    }
    runs.extend(whole);
}

/// Where a line stands.
struct Place<'s> {
    base: usize,
    number: u32,
    newlines: u16,
    indent: &'s str,
}

impl Place<'_> {
    /// The runs of a line, given its seams in order.
    fn push(&self, text: &str, seams: &[(usize, Seam)], runs: &mut Vec<Run>) {
        let first = if runs.is_empty() {
            Seam::Start
        } else {
            Seam::Line
        };
        for index in 0..=seams.len() {
            let (start, seam) = index.checked_sub(1).map_or((0, first), |at| seams[at]);
            let end = seams.get(index).map_or(text.len(), |next| next.0);
            let piece = &text[start..end];
            let behind = trim_start(piece);
            let trimmed = trim_end(behind);
            if trimmed.is_empty() {
                continue;
            }
            let start = start + piece.len() - behind.len();
            let (before, newlines) = if index == 0 {
                (self.indent, self.newlines)
            } else {
                let kept = trim_end(&text[..start]);
                (&text[kept.len()..start], 0)
            };
            let spaces = width(before);
            let is_gap = index > 0 && spaces > 0;
            runs.push(Run {
                span: self.base + start..self.base + start + trimmed.len(),
                seam: if is_gap { Seam::Gap } else { seam },
                newlines,
                spaces,
                wide: wide(before),
                line: self.number,
            });
        }
    }
}

/// Width of white space in half-widths; a tab is four.
fn width(space: &str) -> u16 {
    let widths = space.chars().map(|c| match c {
        '\u{3000}' => 2,
        '\t' => 4,
        _ => 1,
    });
    u16::try_from(widths.sum::<usize>()).unwrap_or(u16::MAX)
}

/// How many U+3000 there are.
fn wide(space: &str) -> u16 {
    let wide = space.chars().filter(|&c| c == '\u{3000}');
    u16::try_from(wide.count()).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_split_where_asked() {
        let source = "  水厂今天又投产 了。\n谢谢";
        let texts = |places: &[usize]| {
            let mut runs = cut(source);
            let before = runs.len();
            split(source, &mut runs, places.iter().copied());
            let spans: Vec<_> = runs.iter().map(|run| &source[run.span.clone()]).collect();
            (runs.len() - before, spans.concat())
        };
        let all = "水厂今天又投产了。谢谢".to_owned();
        assert_eq!(texts(&[]), (0, all.clone()));
        assert_eq!(texts(&[0, 2]), (0, all.clone()));
        assert_eq!(texts(&[14, 17]), (2, all.clone()));
        assert_eq!(texts(&[23, source.len()]), (0, all));
    }
}
