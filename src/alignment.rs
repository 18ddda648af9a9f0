//! Where a span of the output lies in the source, and back.
//!
//! The edits cut both texts into the same number of segments: kept runs, equal on both sides,
//! and edits, a source span against its replacement (either may be empty). A position between
//! two characters of one text is therefore a *range* of positions of the other, from
//! [`Place::low`] to [`Place::high`]: one point in and beside a kept run, the whole other side
//! inside an edit, and all that was taken out (or put in) where an edit is empty on this side.
//! Everything here is that one lookup, a binary search over the edits, used in both directions.

use crate::document::{Document, Edit, Edits};
use crate::edit::{RawEdit, output_of};
use std::ops::Range;

/// One text of the two, as the lookup sees it.
#[derive(Debug, Clone, Copy)]
enum Side {
    Source,
    Output,
}

use Side::{Output as OUTPUT, Source as SOURCE};

impl Side {
    fn span(self, edits: &[RawEdit], index: usize) -> Range<usize> {
        match self {
            Side::Source => edits[index].source.range(),
            Side::Output => output_of(edits, index).range(),
        }
    }

    fn end(self, edit: &RawEdit) -> usize {
        match self {
            Side::Source => edit.source.end as usize,
            Side::Output => edit.output_end as usize,
        }
    }

    /// How many edits lie before `position`, those that are empty and stand there not counted: of
    /// the edits that end in one place only the first may not be empty.
    fn before(self, edits: &[RawEdit], position: usize) -> usize {
        let before = edits.partition_point(|edit| self.end(edit) < position);
        let reaches = before < edits.len() && {
            let Range { start, end } = self.span(edits, before);
            start < position && end == position
        };
        before + usize::from(reaches)
    }

    /// How many edits end at `position` or before it.
    fn through(self, edits: &[RawEdit], position: usize) -> usize {
        edits.partition_point(|edit| self.end(edit) <= position)
    }
}

/// Where a position of one text lies in the other.
struct Place {
    low: usize,
    high: usize,
    /// Whether the position is strictly inside an edit, so that low to high is that edit.
    inside: bool,
}

fn place(edits: &[RawEdit], position: usize, from: Side, to: Side) -> Place {
    let before = from.before(edits, position);
    if before < edits.len() && from.span(edits, before).start < position {
        let Range { start, end } = to.span(edits, before);
        return Place {
            low: start,
            high: end,
            inside: true,
        };
    }
    let low = match edits[..before].last() {
        Some(edit) => to.end(edit) + (position - from.end(edit)),
        None => position,
    };
    let high = match edits[before..from.through(edits, position)].last() {
        Some(edit) => to.end(edit),
        None => low,
    };
    Place {
        low,
        high,
        inside: false,
    }
}

fn map(edits: &[RawEdit], range: Range<usize>, from: Side, to: Side) -> Range<usize> {
    let start = place(edits, range.start, from, to);
    if range.is_empty() {
        return start.low..start.high;
    }
    let end = place(edits, range.end, from, to);
    let start = if start.inside { start.low } else { start.high };
    start..if end.inside { end.high } else { end.low }
}

/// The source span of a range of the output of `edits`; see [`Alignment::to_source`].
pub(crate) fn to_source(edits: &[RawEdit], output: Range<usize>) -> Range<usize> {
    map(edits, output, OUTPUT, SOURCE)
}

/// What a range of the source became by `edits`; see [`Alignment::to_output`].
pub(crate) fn to_output(edits: &[RawEdit], source: Range<usize>) -> Range<usize> {
    map(edits, source, SOURCE, OUTPUT)
}

/// The correspondence between [`Document::source`] and [`Document::text`], from
/// [`Document::alignment`].
///
/// Ranges are byte ranges. They may be any ranges at all: what lies beyond a text is clamped to
/// it, and a range whose end comes before its start is empty. The two directions are mirror
/// images and follow the same four rules:
///
/// - **Kept text** maps exactly: byte for byte, to the same bytes.
/// - **An end inside an edit** is widened to the whole edit, because a replacement has no inner
///   correspondence: half of `……` comes from all of `。。。`.
/// - **What is missing on this side** is left out at the ends of the result and included in the
///   middle: the source span of a paragraph has the page number that stood inside it, not the
///   advert before it.
/// - **An empty range** is a place, and maps to all that stands in that place on the other
///   side: nothing, or what was deleted (inserted) there.
///
/// Both directions are monotone: a range that starts and ends no earlier than another maps to
/// one that starts and ends no earlier. Character boundaries map to character boundaries. Each
/// lookup is a binary search over the edits.
///
/// ```
/// let document = zhengwen::Cleaner::new().clean("全馆职工:\n  水厂今 天通水。\n");
/// assert_eq!(document.text(), "全馆职工：\n水厂今天通水。\n");
///
/// let alignment = document.alignment();
/// let found = document.text().find("今天通水").unwrap();
/// let source = alignment.to_source(found..found + "今天通水".len());
/// assert_eq!(&document.source()[source.clone()], "今 天通水");
/// assert_eq!(alignment.to_output(source), found..found + "今天通水".len());
///
/// // The place between 今 and 天 is where the space was.
/// let seam = found + "今".len();
/// assert_eq!(&document.source()[alignment.to_source(seam..seam)], " ");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Alignment<'a> {
    document: &'a Document,
}

impl<'a> Alignment<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        Alignment { document }
    }

    /// The source of the byte range `output` of [`Document::text`].
    #[must_use]
    pub fn to_source(&self, output: Range<usize>) -> Range<usize> {
        let output = clamped(output, self.document.text());
        map(&self.document.edits, output, OUTPUT, SOURCE)
    }

    /// What the byte range `source` of [`Document::source`] became. Text that was removed
    /// became an empty range: the place where it would stand.
    #[must_use]
    pub fn to_output(&self, source: Range<usize>) -> Range<usize> {
        let source = clamped(source, self.document.source());
        map(&self.document.edits, source, SOURCE, OUTPUT)
    }

    /// The edits that touch the byte range `output` of [`Document::text`], deletions at its two
    /// ends included: why these words look as they do.
    ///
    /// ```
    /// let document = zhengwen::Cleaner::new().clean("今天开馆,欢迎大家.\n");
    /// let rules: Vec<_> = document.alignment().edits(12..15).map(|edit| edit.rule).collect();
    /// assert_eq!(rules, ["inline.punctuation"]);
    /// ```
    #[must_use]
    pub fn edits(&self, output: Range<usize>) -> Edits<'a> {
        let output = clamped(output, self.document.text());
        let edits = &self.document.edits;
        // An edit that only shares an end with the range is outside, unless it is empty there.
        let first = OUTPUT.before(edits, output.start);
        let mut end = OUTPUT.through(edits, output.end);
        if end < edits.len() && OUTPUT.span(edits, end).start < output.end {
            end += 1;
        }
        self.document.edits_at(first..end)
    }

    /// Both texts from beginning to end, cut into kept runs and edits.
    #[must_use]
    pub fn segments(&self) -> Segments<'a> {
        Segments {
            document: self.document,
            edits: self.document.edits(),
            source: 0,
            output: 0,
        }
    }
}

fn clamped(range: Range<usize>, text: &str) -> Range<usize> {
    let start = range.start.min(text.len());
    start..range.end.clamp(start, text.len())
}

/// A stretch of both texts: equal where `edit` is `None`, else what the edit took and gave.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Segment<'a> {
    /// Byte range in [`Document::source`].
    pub source: Range<usize>,
    /// Byte range in [`Document::text`].
    pub output: Range<usize>,
    /// The edit, unless the stretch is kept.
    pub edit: Option<Edit<'a>>,
}

/// The segments of a document in order; they tile both texts. See [`Alignment::segments`].
#[derive(Debug, Clone)]
pub struct Segments<'a> {
    document: &'a Document,
    edits: Edits<'a>,
    source: usize,
    output: usize,
}

impl<'a> Iterator for Segments<'a> {
    type Item = Segment<'a>;

    fn next(&mut self) -> Option<Segment<'a>> {
        let edit = self.edits.get(0);
        let (source, output) = match &edit {
            Some(edit) => (edit.span.start, edit.output.start),
            None => (self.document.source().len(), self.document.text().len()),
        };
        let segment = if self.source < source {
            Segment {
                source: self.source..source,
                output: self.output..output,
                edit: None,
            }
        } else {
            let edit = self.edits.next()?;
            Segment {
                source: edit.span.clone(),
                output: edit.output.clone(),
                edit: Some(edit),
            }
        };
        (self.source, self.output) = (segment.source.end, segment.output.end);
        Some(segment)
    }
}

impl std::iter::FusedIterator for Segments<'_> {}

#[cfg(test)]
mod tests {
    use super::{OUTPUT, SOURCE, map};
    use crate::edit::{RawEdit, Span, offset};
    use crate::rule::{RuleId, Stage};

    fn edit(source: (usize, usize), output: (usize, usize)) -> RawEdit {
        RawEdit {
            source: Span::new(source.0, source.1),
            output_end: offset(output.1),
            rule: RuleId::new(Stage::Inline, 0),
        }
    }

    #[test]
    fn a_deletion_is_outside_at_the_ends_and_inside_in_the_middle() {
        // abXXcd → abcd
        let edits = [edit((2, 4), (2, 2))];
        assert_eq!(map(&edits, 0..2, OUTPUT, SOURCE), 0..2);
        assert_eq!(map(&edits, 2..4, OUTPUT, SOURCE), 4..6);
        assert_eq!(map(&edits, 1..3, OUTPUT, SOURCE), 1..5);
        assert_eq!(map(&edits, 2..2, OUTPUT, SOURCE), 2..4);
        assert_eq!(map(&edits, 3..4, SOURCE, OUTPUT), 2..2);
        assert_eq!(map(&edits, 1..4, SOURCE, OUTPUT), 1..2);
    }

    #[test]
    fn half_a_replacement_is_all_of_it() {
        // aXYb → aPQRb
        let edits = [edit((1, 3), (1, 4))];
        assert_eq!(map(&edits, 2..3, OUTPUT, SOURCE), 1..3);
        assert_eq!(map(&edits, 0..2, SOURCE, OUTPUT), 0..4);
        assert_eq!(map(&edits, 4..5, OUTPUT, SOURCE), 3..4);
    }

    #[test]
    fn edits_that_touch_stay_apart() {
        // aXb → aPb by a deletion of X and an insertion of P
        let edits = [edit((1, 2), (1, 1)), edit((2, 2), (1, 2))];
        assert_eq!(map(&edits, 1..2, OUTPUT, SOURCE), 2..2);
        assert_eq!(map(&edits, 1..1, OUTPUT, SOURCE), 1..2);
        assert_eq!(map(&edits, 1..2, SOURCE, OUTPUT), 1..1);
        assert_eq!(map(&edits, 2..2, SOURCE, OUTPUT), 1..2);
    }
}
