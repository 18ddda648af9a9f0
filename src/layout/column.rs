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

use super::Verdict;
use super::measure::{AUTOSPACE, EM, Left, Right};
use super::node::{Extent, Node};

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
const WIDEST: i32 = 52 * EM;
/// Lines that must agree on a column at least.
const QUORUM: i32 = 3;

/// A stretch of text between two places where lines may end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment {
    /// As it is without autospace and indent, and the places that may have autospace.
    line: Line,
    joints: u16,
    /// It ends in mid-sentence for sure.
    open: bool,
    /// It ends in a comma.
    comma: bool,
    /// It is a heading, as far as it goes.
    heading: bool,
    /// What comes before it seems to end a block.
    fresh: bool,
    /// A blank line stands behind it.
    blank: bool,
}

impl Segment {
    #[inline]
    pub(super) fn between(from: &Node, to: &Node) -> Segment {
        let heading = from.heads && from.is_unbroken(to);
        let extent = from.until(to);
        Segment {
            line: Line::of(extent, 0, to.unit, to.left),
            joints: extent.joints,
            open: to.forced.is_none()
                && (matches!(to.left, Left::Comma | Left::Opening)
                    || (matches!(to.left, Left::Plain | Left::Latin)
                        && !heading
                        && to.right != Right::Ordinal)),
            comma: to.left == Left::Comma,
            heading: heading && matches!(to.left, Left::Plain | Left::Latin | Left::Closing),
            blank: to.blank == Some(true),
            fresh: from.forced == Some(Verdict::Break)
                || matches!(
                    from.left,
                    Left::Sentence | Left::Colon | Left::Semicolon | Left::Ellipsis
                ),
        }
    }

    /// The same behind another.
    #[inline]
    pub(super) fn behind(mut self, before: Option<&Segment>) -> Segment {
        self.fresh |= before.is_some_and(|before| before.heading);
        self
    }

    /// The same as it is set: with autospace, and with the indent if it begins a block.
    #[inline]
    fn set(&self, joint: i32, indent: i32) -> Line {
        self.line(joint)
            .widened(if self.fresh { indent } else { 0 })
    }

    /// The same as a line, with autospace and without indent.
    #[inline]
    pub(super) fn line(&self, joint: i32) -> Line {
        self.line.widened(i32::from(self.joints) * joint)
    }
}

/// A line, as it is set: the columns, in units, in which it is full.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// It stands out of columns narrower than this, whatever of it is squeezed in or hangs out.
    from: i32,
    /// In columns wider than this, what could not be broken off the next line had room.
    to: i32,
    /// What of that, at both ends, is owed to the tolerance alone that votes do not have.
    doubt: i32,
}

impl Line {
    /// `unit` follows, and `left` is how it ends.
    #[inline]
    pub(super) fn of(extent: Extent, joint: i32, unit: u16, left: Left) -> Line {
        // Punctuation at the end may hang out of the column.
        let hang = if matches!(left, Left::Plain | Left::Latin) {
            0
        } else {
            EM
        };
        let width = extent.width + i32::from(extent.joints) * joint;
        let slack = i32::from(extent.squeeze) + hang;
        // How far the measured width may be off.
        let wobble = i32::from(extent.wobble);
        let tolerance = EM / 4 + wobble * 2 / 5;
        Line {
            from: width - slack - tolerance,
            to: width + i32::from(unit) + tolerance,
            doubt: tolerance - wobble / 5,
        }
    }

    #[inline]
    fn widened(self, units: i32) -> Line {
        Line {
            from: self.from + units,
            to: self.to + units,
            ..self
        }
    }

    /// Room left in a column, in units, beyond what the next unit takes and the tolerance:
    /// positive where the next unit would have fitted.
    #[inline]
    pub(super) fn room(&self, column: i32) -> i32 {
        column - self.to
    }

    /// How far the line stands out of a column, in units, tolerance taken off.
    #[inline]
    pub(super) fn over(&self, column: i32) -> i32 {
        self.from - column
    }

    #[inline]
    pub(super) fn fits(&self, column: i32) -> bool {
        self.room(column) <= 0 && self.over(column) <= 0
    }
}

/// The column of a list of segments. `flat`: segments may hold line ends that nobody sees.
/// `autospace`: whether spaces between Han and Latin are written; some extractors drop them, so
/// that the votes have the last word. So they have about the indent.
pub(super) fn find(segments: &[Segment], flat: bool, autospace: bool) -> Option<Column> {
    // Where Latin meets no Han, autospace does not matter.
    let mut jointless = Votes::default();
    let (mut open, mut joints) = (0, false);
    for segment in segments {
        open += i32::from(segment.open);
        if segment.joints == 0 {
            jointless.add(segment, flat, 0);
        } else {
            joints = true;
        }
    }
    if open < QUORUM {
        return None;
    }
    let guesses = if autospace {
        [AUTOSPACE, 0]
    } else {
        [0, AUTOSPACE]
    };
    let mut best = Best::default();
    if joints {
        for joint in guesses {
            let mut votes = jointless.clone();
            for segment in segments.iter().filter(|segment| segment.joints > 0) {
                votes.add(segment, flat, joint);
            }
            best.take(&votes, joint);
        }
    } else {
        best.take(&jointless, guesses[0]);
    }
    accept(segments, best.column, flat).then_some(best.column)
}

/// The column with most votes so far.
struct Best {
    votes: i32,
    column: Column,
}

impl Default for Best {
    fn default() -> Best {
        Best {
            votes: i32::MIN,
            column: Column {
                width: 0,
                indent: 0,
                joint: 0,
            },
        }
    }
}

impl Best {
    /// Takes the best columns of some votes, with and without indent, where they are better.
    fn take(&mut self, votes: &Votes, joint: i32) {
        for indent in [INDENT, 0] {
            let (width, votes) = votes.best(indent);
            if votes > self.votes {
                self.votes = votes;
                self.column = Column {
                    width,
                    indent,
                    joint,
                };
            }
        }
    }
}

/// Two Han characters.
const INDENT: i32 = 2 * EM;
/// Places that votes are for. First lines are counted without their indent, so there are some
/// before the narrowest column; the first place stands for all that is narrower, and one behind
/// them for all that is wider.
const FIRST: i32 = NARROWEST - INDENT - 1;
const PLACES: usize = (WIDEST - FIRST) as usize;

/// Where votes for a width begin and end, for lines inside a block and for first lines.
#[derive(Clone)]
struct Votes {
    later: [i32; PLACES + 1],
    first: [i32; PLACES + 1],
    /// Nothing changes behind this place.
    highest: usize,
}

impl Default for Votes {
    fn default() -> Votes {
        Votes {
            later: [0; PLACES + 1],
            first: [0; PLACES + 1],
            highest: 0,
        }
    }
}

impl Votes {
    /// Counts what a segment says.
    #[inline]
    fn add(&mut self, segment: &Segment, flat: bool, joint: i32) {
        let place = |units: i32| (units.clamp(FIRST, WIDEST) - FIRST) as usize;
        let line = segment.line(joint);
        let places = if segment.fresh {
            &mut self.first
        } else {
            &mut self.later
        };
        if segment.open {
            let end = place(line.to - line.doubt);
            places[place(line.from + line.doubt)] += 1;
            places[end] -= 1;
            self.highest = self.highest.max(end);
        }
        if !flat {
            // One vote against every place that the line stands out of.
            let end = place(line.from);
            places[0] -= 1;
            places[end] += 1;
            self.highest = self.highest.max(end);
        }
    }

    /// The middle of the places with most votes, and how many they have, where first lines have
    /// an indent.
    fn best(&self, indent: i32) -> (i32, i32) {
        let shift = indent as usize;
        let begin = (NARROWEST - FIRST) as usize;
        let end = (self.highest + shift + 1).clamp(begin + 1, PLACES);
        let later = &self.later[begin..end];
        let fresh = &self.first[begin - shift..end - shift];
        let sum_of = |votes: &[i32]| votes.iter().sum::<i32>();
        let mut sum = sum_of(&self.later[..begin]) + sum_of(&self.first[..begin - shift]);
        let (mut most, mut first) = (i32::MIN, begin);
        for (place, (later, fresh)) in (begin..).zip(later.iter().zip(fresh)) {
            sum += later + fresh;
            if sum > most {
                (most, first) = (sum, place);
            }
        }
        // The place where votes change next is the first that is worse.
        let changes = |place: &usize| self.later[*place] + self.first[*place - shift] != 0;
        let worse = (first + 1..end.max(first + 1)).find(changes);
        let middle = first + (worse.unwrap_or(PLACES) - first) / 2;
        (middle as i32 + FIRST, most)
    }
}

/// Whether there is a column: enough lines that end in mid-sentence are full, and few lines
/// stand out.
fn accept(segments: &[Segment], column: Column, flat: bool) -> bool {
    // By whether a blank line stands behind the line.
    let (mut full, mut open, mut over) = ([0; 2], [0; 2], 0);
    for segment in segments {
        let line = segment.set(column.joint, column.indent);
        if line.over(column.width) > 0 {
            over += 1;
        } else if segment.open {
            let fits = line.room(column.width) <= 0;
            let blank = usize::from(segment.blank);
            // A short line that ends in a comma is a verse, or a line that the extractor cut: it
            // speaks neither way.
            open[blank] += i32::from(fits || !segment.comma);
            full[blank] += i32::from(fits);
        }
    }
    // Where lines break with and without a blank line, the blank ones are for headings, bylines
    // and signatures, which say nothing about the column.
    if full[0] >= QUORUM && full[1] == 0 {
        open[1] = 0;
    }
    let (full, open) = (full[0] + full[1], open[0] + open[1]);
    full >= QUORUM && full * 5 >= open * 3 && (flat || over * 6 <= segments.len() as i32 + 2)
}
