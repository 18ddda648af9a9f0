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
//! # Errors
//! - A line counts as recurring by chance when at least [`ChromeModel::BODIES`] bits of other
//!   lines fill each of its three cells. [`ChromeModel::false_positive_rate`] reads that
//!   probability off the table; with as many distinct short lines as `capacity` it is below 10⁻⁶,
//!   with four times as many about 10⁻².
//! - Two bodies share a bit with probability 1/64: a line on `n` different pages shows
//!   `64·(1-(63/64)ⁿ)` bits, so that six pages suffice in 78 % of cases, eight in more than 99 %.
//! - Lines longer than 80 Han are not learnt, nor are salutations, titles of speeches, dates,
//!   ordinals, greetings.
//! - A phrase that speakers use as a line of its own outside paragraphs, on eight pages or more, is
//!   taken for chrome; a site's line that stands between paragraphs only is not found.

use super::shape;
use crate::error::{ModelError, ModelErrorKind};
use crate::lines::{self, Line, Lines};
use std::io::{self, Read, Write};

/// Cells a line is counted in.
const ROWS: usize = 3;
/// Longest line that is learnt, in half-widths.
const LONGEST: u16 = 160;
/// A line at least this wide (half-widths) that ends a sentence is a paragraph of a speech.
const PARAGRAPH: u16 = 36;
const MAGIC: &[u8; 8] = b"zwchrome";
const VERSION: u8 = 1;

/// What a corpus knows of its chrome: lines that stand in many documents whose speeches differ.
///
/// ```
/// use zhengwen::{ChromeModel, Cleaner};
///
/// let mut model = ChromeModel::with_capacity(1 << 10);
/// for day in 1..=20 {
///     let speech = "今天来看望大家，看到水厂的变化，心里很高兴。".repeat(day);
///     model.learn(&format!("清溪水务之窗首发\n第{day}次会议上的讲话\n同志们：\n{speech}\n"));
/// }
/// let cleaner = Cleaner::builder().chrome_model(model).build()?;
/// let document = cleaner.clean("清溪水务之窗首发\n在水厂的讲话\n同志们：\n见到大家，心里踏实。\n");
/// assert_eq!(document.to_string(), "在水厂的讲话\n同志们：\n见到大家，心里踏实。\n");
/// # Ok::<(), zhengwen::BuildError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ChromeModel {
    /// Columns a row, a power of two.
    columns: usize,
    /// Bodies a line was seen with: `ROWS * columns` sets.
    seen: Vec<u64>,
    /// Bodies a line was seen inside of.
    inside: Vec<u64>,
    documents: u64,
}

impl std::fmt::Debug for ChromeModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChromeModel")
            .field("capacity", &self.columns)
            .field("documents", &self.documents)
            .finish_non_exhaustive()
    }
}

impl Default for ChromeModel {
    fn default() -> Self {
        ChromeModel::new()
    }
}

impl ChromeModel {
    /// Different bodies a line must have been seen with to be chrome.
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

    /// Learns one document: decoded text, not cleaned.
    pub fn learn(&mut self, document: &str) {
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
    /// When the capacities differ.
    pub fn merge(&mut self, other: &ChromeModel) -> Result<(), ModelError> {
        if self.columns != other.columns {
            return Err(ModelError::new(
                ModelErrorKind::DifferentCapacities,
                format!("capacities differ: {} and {}", self.columns, other.columns),
            ));
        }
        for (mine, theirs) in self.seen.iter_mut().zip(&other.seen) {
            *mine |= theirs;
        }
        for (mine, theirs) in self.inside.iter_mut().zip(&other.inside) {
            *mine |= theirs;
        }
        self.documents += other.documents;
        Ok(())
    }

    /// The probability that a line never seen counts as recurring, read off the table.
    #[must_use]
    pub fn false_positive_rate(&self) -> f64 {
        let share = |row: &[u64]| {
            let full = row
                .iter()
                .filter(|cell| cell.count_ones() >= Self::BODIES)
                .count();
            full as f64 / row.len() as f64
        };
        self.seen.chunks_exact(self.columns).map(share).product()
    }

    /// Whether the model takes this line for chrome.
    pub(super) fn knows(&self, line: &Line, text: &str) -> bool {
        if self.documents == 0 || !is_learnable(line, text) {
            return false;
        }
        let mut seen = u64::MAX;
        let mut inside = u64::MAX;
        for cell in cells(self.columns, key(text)) {
            seen &= self.seen[cell];
            inside &= self.inside[cell];
        }
        seen.count_ones() >= Self::BODIES && inside.count_ones() * 2 <= seen.count_ones()
    }

    /// Writes the model: a header (magic, version, capacity, documents), then both tables, runs
    /// of empty cells as their length. The same model always gives the same bytes.
    ///
    /// # Errors
    /// When writing fails.
    pub fn save(&self, mut writer: impl Write) -> io::Result<()> {
        let mut bytes = Vec::new();
        bytes.extend_from_slice(MAGIC);
        bytes.push(VERSION);
        put(&mut bytes, self.columns.trailing_zeros().into());
        put(&mut bytes, self.documents);
        for table in [&self.seen, &self.inside] {
            let mut empty = 0;
            for &cell in table {
                if cell == 0 {
                    empty += 1;
                    continue;
                }
                put(&mut bytes, empty);
                bytes.extend_from_slice(&cell.to_le_bytes());
                empty = 0;
            }
            put(&mut bytes, empty);
        }
        writer.write_all(&bytes)?;
        writer.flush()
    }

    /// Reads what [`ChromeModel::save`] wrote.
    ///
    /// # Errors
    /// When reading fails, or the bytes are not a model of a known version.
    pub fn load(mut reader: impl Read) -> Result<Self, ModelError> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes)?;
        let rest = bytes
            .strip_prefix(MAGIC)
            .ok_or_else(|| ModelError::new(ModelErrorKind::NotAModel, "not a chrome model"))?;
        let (&version, mut rest) = rest.split_first().ok_or_else(cut_short)?;
        if version != VERSION {
            return Err(ModelError::new(
                ModelErrorKind::UnknownVersion,
                format!("unknown version {version}"),
            ));
        }
        let rest = &mut rest;
        let power = get(rest)?;
        if !(8..=26).contains(&power) {
            return Err(cut_short());
        }
        let mut model = ChromeModel::with_capacity(1 << power);
        model.documents = get(rest)?;
        for table in [&mut model.seen, &mut model.inside] {
            let mut at = 0usize;
            loop {
                at = usize::try_from(get(rest)?)
                    .ok()
                    .and_then(|empty| at.checked_add(empty))
                    .ok_or_else(cut_short)?;
                if at == table.len() {
                    break;
                }
                let cell = table.get_mut(at).ok_or_else(cut_short)?;
                let (value, tail) = rest.split_first_chunk::<8>().ok_or_else(cut_short)?;
                *cell = u64::from_le_bytes(*value);
                *rest = tail;
                at += 1;
            }
        }
        Ok(model)
    }
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

/// LEB128.
fn put(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn get(bytes: &mut &[u8]) -> Result<u64, ModelError> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first().ok_or_else(cut_short)?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err(cut_short())
}

fn cut_short() -> ModelError {
    ModelError::new(ModelErrorKind::Damaged, "the model is cut short or damaged")
}
