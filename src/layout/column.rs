//! The column: how wide the lines of a region were set.
//!
//! A wrapped line says between which widths the column lies: not narrower than the line
//! (hanging punctuation apart), and too narrow for the line and what could not be broken off
//! the next one. Every line that ends in mid-sentence votes for that interval, and the column is
//! where most votes meet. Short last lines vote too, but each for another place; lines longer
//! than the place vote against it.
//!
//! The same votes tell whether there is a column at all. In a text of one paragraph a line, lines
//! that end without punctuation are headings, verses and rows of tables: they have all widths.

use super::measure::{AUTOSPACE, EM, Left, Right};
use super::node::Node;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    /// Width in units.
    pub(super) width: i32,
    /// Indent of first lines in units: two Han characters, or nothing.
    pub(super) indent: i32,
    /// Units between Han and Latin: [`AUTOSPACE`] or nothing.
    pub(super) joint: i32,
}

/// Columns are looked for between these widths, in units: 12 to 50 characters.
const NARROWEST: i32 = 12 * EM;
const WIDEST: usize = 52 * EM as usize;
/// Lines that must agree on a column at least.
const QUORUM: i32 = 3;

/// A stretch of text between two places where lines may end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment {
    pub(super) width: i32,
    joints: i32,
    wobble: i32,
    squeeze: i32,
    unit: i32,
    left: Left,
    /// It ends in mid-sentence for sure.
    open: bool,
    /// What comes before it ends a sentence.
    fresh: bool,
}

impl Segment {
    pub(super) fn between(from: &Node, to: &Node, joint: i32) -> Segment {
        let heading = from.heads && to.stops == from.stops;
        Segment {
            width: to.end - from.start + (to.joints_end - from.joints_start) * joint,
            joints: to.joints_end - from.joints_start,
            wobble: to.wobble - from.wobble,
            squeeze: to.squeeze - from.squeeze,
            unit: to.unit,
            left: to.left,
            open: to.forced.is_none()
                && (matches!(to.left, Left::Comma | Left::Opening)
                    || (matches!(to.left, Left::Plain) && !heading && to.right != Right::Ordinal)),
            fresh: from.left == Left::Sentence,
        }
    }

    /// How far the measured width may be off, in units.
    pub(super) fn tolerance(&self) -> i32 {
        EM / 4 + self.wobble * 2 / 5
    }

    /// Punctuation at the end may hang out of the column.
    fn hang(&self) -> i32 {
        if matches!(self.left, Left::Plain) {
            0
        } else {
            EM
        }
    }

    /// Room left in a column, in units, beyond what the next unit takes and the tolerance:
    /// positive where the next unit would have fitted.
    pub(super) fn room(&self, column: i32) -> i32 {
        column - self.width - self.unit - self.tolerance()
    }

    /// How far the line stands out of a column, in units, tolerance taken off.
    pub(super) fn over(&self, column: i32) -> i32 {
        self.width - self.squeeze - self.hang() - column - self.tolerance()
    }

    fn fits(&self, column: i32) -> bool {
        self.room(column) <= 0 && self.over(column) <= 0
    }
}

/// Votes; reused.
#[derive(Debug, Default)]
pub(super) struct Votes {
    votes: Vec<i32>,
}

impl Votes {
    /// The column of a list of segments that were measured without autospace. `flat`: segments
    /// may hold line ends that nobody sees. `autospace`: whether spaces between Han and Latin are
    /// written; some extractors drop them, so that the votes have the last word.
    pub(super) fn column(
        &mut self,
        segments: &mut [Segment],
        flat: bool,
        autospace: bool,
    ) -> Option<Column> {
        let (tight, tight_votes) = self.best(segments, flat)?;
        for segment in segments.iter_mut() {
            segment.width += segment.joints * AUTOSPACE;
        }
        let (wide, wide_votes) = self.best(segments, flat)?;
        let spaced = wide_votes > tight_votes || (wide_votes == tight_votes && autospace);
        let (width, joint) = if spaced {
            (wide, AUTOSPACE)
        } else {
            for segment in segments.iter_mut() {
                segment.width -= segment.joints * AUTOSPACE;
            }
            (tight, 0)
        };
        let column = Column {
            width,
            indent: indent(segments, width),
            joint,
        };
        accept(segments, column, flat).then_some(column)
    }

    /// The middle of the places with most votes, and how many they have.
    fn best(&mut self, segments: &[Segment], flat: bool) -> Option<(i32, i32)> {
        let votes = &mut self.votes;
        votes.clear();
        votes.resize(WIDEST + 2, 0);
        let place = |units: i32| units.clamp(0, WIDEST as i32 + 1) as usize;
        for segment in segments {
            let lowest = segment.width - segment.hang() - segment.squeeze;
            if segment.open {
                let tolerance = segment.wobble / 5;
                votes[place(lowest - tolerance)] += 1;
                votes[place(segment.width + segment.unit + tolerance)] -= 1;
            }
            if !flat {
                // One vote against every place that the line stands out of.
                votes[0] -= 1;
                votes[place(lowest - segment.tolerance())] += 1;
            }
        }
        let mut sum = 0;
        for vote in votes.iter_mut() {
            sum += *vote;
            *vote = sum;
        }
        let (from, to) = (place(NARROWEST), WIDEST);
        let most = *votes[from..to].iter().max()?;
        let first = from + votes[from..to].iter().position(|&vote| vote == most)?;
        let plateau = votes[first..to]
            .iter()
            .take_while(|&&vote| vote == most)
            .count();
        Some(((first + plateau / 2) as i32, most))
    }
}

/// Two characters, when lines that begin a paragraph and end in mid-sentence are so much
/// shorter than the others.
fn indent(segments: &[Segment], width: i32) -> i32 {
    let mut balance = 0;
    for pair in segments.windows(2) {
        let [before, line] = pair else { continue };
        if !line.open || !line.fresh || before.room(width) <= 0 {
            continue;
        }
        match (line.fits(width - 2 * EM), line.fits(width)) {
            (true, false) => balance += 1,
            (false, true) => balance -= 1,
            _ => {}
        }
    }
    if balance > 0 { 2 * EM } else { 0 }
}

/// Whether there is a column: enough lines that end in mid-sentence are full, and few lines
/// stand out.
fn accept(segments: &[Segment], column: Column, flat: bool) -> bool {
    let (mut full, mut open, mut over) = (0, 0, 0);
    for segment in segments {
        let out = segment.over(column.width) > 0;
        over += i32::from(out);
        if !segment.open || out {
            continue;
        }
        open += 1;
        full += i32::from(segment.fits(column.width) || segment.fits(column.width - column.indent));
    }
    full >= QUORUM && full * 5 >= open * 3 && (flat || over * 6 <= segments.len() as i32 + 2)
}
