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
    /// It is a heading, as far as it goes.
    heading: bool,
    /// What comes before it seems to end a block.
    fresh: bool,
    /// A blank line stands behind it.
    blank: bool,
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
                    || (matches!(to.left, Left::Plain | Left::Latin)
                        && !heading
                        && to.right != Right::Ordinal)),
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
    pub(super) fn behind(mut self, before: Option<&Segment>) -> Segment {
        self.fresh |= before.is_some_and(|before| before.heading);
        self
    }

    /// The same as it is set: with autospace, and with the indent if it begins a block.
    fn set(mut self, joint: i32, indent: i32) -> Segment {
        self.width += self.joints * joint + if self.fresh { indent } else { 0 };
        self
    }

    /// How far the measured width may be off, in units.
    pub(super) fn tolerance(&self) -> i32 {
        EM / 4 + self.wobble * 2 / 5
    }

    /// Punctuation at the end may hang out of the column.
    fn hang(&self) -> i32 {
        if matches!(self.left, Left::Plain | Left::Latin) {
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
    /// written; some extractors drop them, so that the votes have the last word. So they have
    /// about the indent.
    pub(super) fn column(
        &mut self,
        segments: &[Segment],
        flat: bool,
        autospace: bool,
    ) -> Option<Column> {
        let open = segments.iter().filter(|segment| segment.open).count();
        if open < QUORUM as usize {
            return None;
        }
        let guesses = if autospace {
            [AUTOSPACE, 0]
        } else {
            [0, AUTOSPACE]
        };
        let mut best: Option<(i32, Column)> = None;
        for joint in guesses {
            for indent in [2 * EM, 0] {
                let (width, votes) = self.best(segments, flat, joint, indent)?;
                if best.is_none_or(|(most, _)| votes > most) {
                    let column = Column {
                        width,
                        indent,
                        joint,
                    };
                    best = Some((votes, column));
                }
            }
        }
        let (_, column) = best?;
        accept(segments, column, flat).then_some(column)
    }

    /// The middle of the places with most votes, and how many they have.
    fn best(
        &mut self,
        segments: &[Segment],
        flat: bool,
        joint: i32,
        indent: i32,
    ) -> Option<(i32, i32)> {
        let votes = &mut self.votes;
        votes.clear();
        votes.resize(WIDEST + 2, 0);
        let place = |units: i32| units.clamp(0, WIDEST as i32 + 1) as usize;
        for segment in segments {
            let width = segment.set(joint, indent).width;
            let lowest = width - segment.hang() - segment.squeeze;
            if segment.open {
                let tolerance = segment.wobble / 5;
                votes[place(lowest - tolerance)] += 1;
                votes[place(width + segment.unit + tolerance)] -= 1;
            }
            if !flat {
                // One vote against every place that the line stands out of.
                votes[0] -= 1;
                votes[place(lowest - segment.tolerance())] += 1;
            }
        }
        let from = place(NARROWEST);
        let mut sum = votes[..from].iter().sum::<i32>();
        let (mut most, mut first, mut last) = (i32::MIN, from, from);
        for (place, vote) in votes[..WIDEST].iter().enumerate().skip(from) {
            sum += vote;
            if sum > most {
                (most, first, last) = (sum, place, place);
            } else if sum == most && last + 1 == place {
                last = place;
            }
        }
        let plateau = last + 1 - first;
        Some(((first + plateau / 2) as i32, most))
    }
}

/// Whether there is a column: enough lines that end in mid-sentence are full, and few lines
/// stand out.
fn accept(segments: &[Segment], column: Column, flat: bool) -> bool {
    let (mut full, mut open, mut over) = (0, 0, 0);
    // Where lines break with and without a blank line, the blank ones are for headings, bylines
    // and signatures, which say nothing about the column.
    let full_at = |blank: bool| {
        let lines = segments
            .iter()
            .filter(|segment| segment.open && segment.blank == blank);
        lines
            .filter(|segment| segment.set(column.joint, column.indent).fits(column.width))
            .count()
    };
    let only_plain = full_at(false) >= QUORUM as usize && full_at(true) == 0;
    for segment in segments {
        let segment = segment.set(column.joint, column.indent);
        let out = segment.over(column.width) > 0;
        over += i32::from(out);
        if !segment.open || out || only_plain && segment.blank {
            continue;
        }
        let fits = segment.fits(column.width);
        // A short line that ends in a comma is a verse, or a line that the extractor cut: it
        // speaks neither way.
        open += i32::from(fits || segment.left != Left::Comma);
        full += i32::from(fits);
    }
    full >= QUORUM && full * 5 >= open * 3 && (flat || over * 6 <= segments.len() as i32 + 2)
}
