//! Corpus knowledge: lines that recur across documents with different bodies.
//!
//! A site's chrome says the same thing on every page, a speaker never does: a short line that
//! stands in many documents whose speeches differ is chrome. [`ChromeModel`] learns this in one
//! pass, in bounded memory, and two models learnt apart merge into the one that would have been
//! learnt together.
//!
//! # How it counts
//! A table of `3 × capacity` cells (a count-min sketch) whose cells are not numbers but 64-bit
//! sets: a document sets the bit of its *body* (the hash of its longest line) in the three cells
//! of each of its short lines. The bits set in all three tell how many different bodies a line
//! was seen with, so a speech that ten sites repost counts once. A second table of the same
//! shape counts only the places inside the speech, between two paragraphs: what mostly stands
//! there (下面，我讲三点意见。) is a phrase of the speakers.
//!
//! Because cells only ever gain bits, merging is a union: associative, commutative, idempotent,
//! and exact; the order of the documents changes nothing.
//!
//! # What is evidence
//! Bits of other lines that share its three cells make a line look as if it had been seen. How
//! likely that is for any number of bits is read off the tables ([`ChromeModel::false_positive_rate`]), and
//! no number is believed that comes about by chance once in [`CHANCE`] lines or more often. So a line has to be seen with
//! [`ChromeModel::BODIES`] bodies while the model holds no more lines than it is made for, with some ten
//! when it holds four times as many ([`FULL`]), where learning ends; and a model in which every number is likely
//! knows nothing ([`ChromeModel::evidence`]).
//!
//! # Errors
//! - Two bodies share a bit with probability 1/64: a line on `n` different pages shows
//!   `64·(1-(63/64)ⁿ)` bits, so that six pages suffice in 78 % of cases, eight in more than 99 %.
//! - Lines longer than 80 Han are not learnt, nor are salutations, titles of speeches, dates,
//!   ordinals, greetings.
//! - A phrase that speakers use as a line of its own outside paragraphs, on eight pages or more, is
//!   taken for chrome; a site's line that stands between paragraphs only is not found.

mod file;
#[cfg(test)]
mod tests;

use super::shape;
use crate::error::{ModelError, ModelErrorKind};
use crate::lines::{self, Line, Lines};

/// Cells a line is counted in.
const ROWS: usize = 3;
/// Longest line that is learnt, in half-widths.
const LONGEST: u16 = 160;
/// A line at least this wide (half-widths) that ends a sentence is a paragraph of a speech.
const PARAGRAPH: u16 = 36;
/// A count that more than one line in a million has by chance says nothing.
const CHANCE: f64 = 1e-6;
/// So many times its capacity a model can hold; more is not learnt.
const FULL: f64 = 4.0;

/// What a corpus knows of its chrome: lines that stand in many documents whose speeches differ.
///
/// ```
/// use zhengwen::{ChromeModel, Cleaner};
///
/// let mut model = ChromeModel::with_capacity(1 << 10);
/// for day in 1..=20 {
///     let speech = "今天来看望大家，看到水厂的变化，心里很高兴。".repeat(day);
///     model.learn(&format!("清溪水务之窗首发\n第{day}次会议上的讲话\n同志们：\n{speech}\n"))?;
/// }
/// assert!(model.fullness() < 1.0);
/// let cleaner = Cleaner::builder().chrome_model(model).build()?;
/// let document = cleaner.clean("清溪水务之窗首发\n在水厂的讲话\n同志们：\n见到大家，心里踏实。\n");
/// assert_eq!(document.to_string(), "在水厂的讲话\n同志们：\n见到大家，心里踏实。\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ChromeModel {
    /// Columns a row, a power of two.
    columns: usize,
    /// Bodies a line was seen with: `ROWS * columns` sets.
    seen: Vec<u64>,
    /// Bodies a line was seen inside of.
    inside: Vec<u64>,
    /// How many cells of `seen` are not empty.
    filled: usize,
    documents: u64,
}

impl std::fmt::Debug for ChromeModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChromeModel")
            .field("capacity", &self.columns)
            .field("documents", &self.documents)
            .field("fullness", &self.fullness())
            .finish_non_exhaustive()
    }
}

impl Default for ChromeModel {
    fn default() -> Self {
        ChromeModel::new()
    }
}

impl ChromeModel {
    /// Different bodies a line must have been seen with to be chrome, at least.
    pub const BODIES: u32 = 6;

    /// A model for some 130,000 distinct short lines (about 10,000 pages), 6 MiB.
    #[must_use]
    pub fn new() -> Self {
        ChromeModel::with_capacity(1 << 17)
    }

    /// A model for about `lines` distinct short lines, rounded up to a power of two between
    /// 2⁸ and 2²⁶. It takes 48 bytes a line, from the start and for good.
    #[must_use]
    pub fn with_capacity(lines: usize) -> Self {
        let columns = lines.clamp(1 << 8, 1 << 26).next_power_of_two();
        ChromeModel {
            columns,
            seen: vec![0; ROWS * columns],
            inside: vec![0; ROWS * columns],
            filled: 0,
            documents: 0,
        }
    }

    /// Number of distinct short lines the model is made for.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.columns
    }

    /// Number of documents learnt.
    #[must_use]
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// Bytes of memory the tables take.
    #[must_use]
    pub fn memory(&self) -> usize {
        2 * ROWS * self.columns * size_of::<u64>()
    }

    /// How many distinct short lines the model holds, as a share of its capacity; an estimate, told
    /// from the cells that are empty still. Up to 1 a line has to recur with [`ChromeModel::BODIES`] bodies
    /// to be chrome; above, with more and more; at 4 the model is full.
    ///
    /// ```
    /// use zhengwen::{ChromeModel, ModelErrorKind};
    ///
    /// let mut model = ChromeModel::with_capacity(256);
    /// // Two thousand different lines of one character, thrice.
    /// let mut pages = ('一'..).take(2_000).map(|han| format!("{han}{han}{han}\n"));
    /// let error = pages.find_map(|page| model.learn(&page).err()).unwrap();
    /// assert_eq!(error.kind(), ModelErrorKind::Full);
    /// assert!(model.fullness() >= 4.0);
    /// ```
    #[must_use]
    pub fn fullness(&self) -> f64 {
        fullness(self.filled, self.columns)
    }

    /// Learns one document: decoded text, not cleaned.
    ///
    /// # Errors
    /// [`ModelErrorKind::Full`] when the model holds as many lines as it can tell apart; then nothing
    /// is learnt.
    pub fn learn(&mut self, document: &str) -> Result<(), ModelError> {
        if self.fullness() >= FULL {
            return Err(self.full(self.fullness()));
        }
        self.take_in(document);
        Ok(())
    }

    fn take_in(&mut self, document: &str) {
        let mut lines = Lines::default();
        lines::split(document, &mut lines);
        let lines = lines.list;
        let Some(longest) = lines
            .iter()
            .max_by_key(|line| line.span.end - line.span.start)
        else {
            return;
        };
        let bit = 1u64 << (key(longest.span.of(document)) >> 58);
        self.documents += 1;
        for (index, line) in lines.iter().enumerate() {
            let text = line.span.of(document);
            if !is_learnable(line, text) {
                continue;
            }
            let above = index.checked_sub(1).map(|i| &lines[i]);
            let below = lines.get(index + 1);
            let within = is_within(document, above, line, below);
            for cell in cells(self.columns, key(text)) {
                self.filled += usize::from(self.seen[cell] == 0);
                self.seen[cell] |= bit;
                if within {
                    self.inside[cell] |= bit;
                }
            }
        }
    }

    /// Takes in what `other` has learnt. Associative and commutative; `other` may be the model
    /// of the same documents, which then count twice in [`ChromeModel::documents`] only.
    ///
    /// # Errors
    /// When the capacities differ, or the two together hold more lines than can be told apart; then
    /// nothing is taken in.
    pub fn merge(&mut self, other: &ChromeModel) -> Result<(), ModelError> {
        if self.columns != other.columns {
            return Err(ModelError::new(
                ModelErrorKind::DifferentCapacities,
                format!("capacities differ: {} and {}", self.columns, other.columns),
            ));
        }
        let both = self.seen.iter().zip(&other.seen);
        let filled = both.filter(|(mine, theirs)| *mine | *theirs != 0).count();
        let fullness = fullness(filled, self.columns);
        if fullness >= FULL {
            return Err(self.full(fullness));
        }
        self.filled = filled;
        for (mine, theirs) in self.seen.iter_mut().zip(&other.seen) {
            *mine |= theirs;
        }
        for (mine, theirs) in self.inside.iter_mut().zip(&other.inside) {
            *mine |= theirs;
        }
        self.documents += other.documents;
        Ok(())
    }

    /// The probability that a line never seen looks as if it had been seen with `bodies` bodies, read off
    /// the table; an upper bound.
    #[must_use]
    pub fn false_positive_rate(&self, bodies: u32) -> f64 {
        let share = |row: &[u64]| {
            let full = row.iter().filter(|cell| cell.count_ones() >= bodies);
            full.count() as f64 / row.len() as f64
        };
        self.seen.chunks_exact(self.columns).map(share).product()
    }

    /// With how many different bodies a line must have been seen to be chrome: [`ChromeModel::BODIES`], or
    /// as many more as less than one line in a million has by chance. `None` if there is no such number: the
    /// model is overfull and knows nothing.
    #[must_use]
    pub fn evidence(&self) -> Option<u32> {
        (Self::BODIES..=u64::BITS).find(|&bodies| self.false_positive_rate(bodies) < CHANCE)
    }

    fn full(&self, fullness: f64) -> ModelError {
        let lines = (fullness * self.columns as f64).round();
        ModelError::new(
            ModelErrorKind::Full,
            format!(
                "the chrome model is full: some {lines} distinct short lines in a model made for {}; make it larger",
                self.columns
            ),
        )
    }

    /// Whether the model takes this line for chrome, which has to be seen with `evidence` bodies.
    pub(super) fn knows(&self, evidence: u32, line: &Line, text: &str) -> bool {
        if self.documents == 0 || !is_learnable(line, text) {
            return false;
        }
        let mut seen = u64::MAX;
        let mut inside = u64::MAX;
        for cell in cells(self.columns, key(text)) {
            seen &= self.seen[cell];
            inside &= self.inside[cell];
        }
        seen.count_ones() >= evidence && inside.count_ones() * 2 <= seen.count_ones()
    }
}

/// How many lines there are a column, given that of all cells so many are filled: the rest was missed by
/// every line (linear counting). With all filled as with one left.
fn fullness(filled: usize, columns: usize) -> f64 {
    let cells = (ROWS * columns) as f64;
    let empty = (cells - filled as f64).max(1.0);
    (cells / empty).ln()
}

/// Short, wordy, and not what any speech may hold.
fn is_learnable(line: &Line, text: &str) -> bool {
    line.width <= LONGEST
        && text
            .chars()
            .filter(|&c| shape::is_content(c))
            .nth(1)
            .is_some()
        && !shape::is_salutation(line, text)
        && !(shape::mentions_speech(text) && shape::ends_like_title(text))
        && !shape::is_date(text)
        && !shape::has_ordinal(line, text)
        && !shape::is_part(text)
        && !shape::is_omission(text)
        && !(shape::is_formula(text) && line.width <= 60)
}

/// Between two paragraphs, under a paragraph as a sentence, or above a salutation or a date:
/// where speakers' own lines stand.
fn is_within(document: &str, above: Option<&Line>, line: &Line, below: Option<&Line>) -> bool {
    let paragraph = |line: Option<&Line>| {
        line.is_some_and(|line| {
            line.width >= PARAGRAPH && shape::ends_sentence(line, line.span.of(document))
        })
    };
    let marked = below.is_some_and(|line| {
        let text = line.span.of(document);
        shape::is_salutation(line, text) || shape::is_date(text)
    });
    marked
        || paragraph(above)
            && (paragraph(below) || shape::ends_sentence(line, line.span.of(document)))
}

/// FNV-1a over the skeleton of the line, runs of digits as one, then mixed (the finaliser of
/// MurmurHash3). Stable: models are saved.
fn key(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    let mut digits = false;
    for c in shape::skeleton(text) {
        if c.is_ascii_digit() {
            if digits {
                continue;
            }
            digits = true;
        } else {
            digits = false;
        }
        let c = if digits { '0' } else { c };
        hash = (hash ^ u64::from(c as u32)).wrapping_mul(0x100_0000_01b3);
    }
    mix(hash)
}

fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// The cell of a line in each row.
fn cells(columns: usize, key: u64) -> [usize; ROWS] {
    let step = mix(key ^ 0x9e37_79b9_7f4a_7c15) | 1;
    std::array::from_fn(|row| {
        let at = key.wrapping_add(step.wrapping_mul(row as u64)) as usize & (columns - 1);
        row * columns + at
    })
}
