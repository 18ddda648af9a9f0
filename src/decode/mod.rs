//! From bytes to source text: which encoding, what was repaired, and how much doubt.
//!
//! ```
//! use zhengwen::decode::{DecodeOptions, decode};
//!
//! let decoded = decode(b"\xD1\xA7\xD0\xA3", &DecodeOptions::default())?;
//! assert_eq!(decoded.text, "学校");
//! assert_eq!(decoded.encoding, "GBK");
//! assert!(decoded.repairs.is_empty());
//! # Ok::<(), zhengwen::DecodeError>(())
//! ```
//!
//! The way through:
//! 1. What begins like a file of another kind is refused.
//! 2. Valid UTF-8 is UTF-8, unless it is short and has no character of three bytes: some six
//!    thousand words (为什么, 目录) are valid UTF-8 in GBK and have to be weighed.
//! 3. Otherwise every encoding reads a sample, and the most plausible reading wins; a byte order
//!    mark, a hint or a `charset=` make a reading likelier, not certain. What begins with half a
//!    hundred characters of plain GBK is spared the others.
//! 4. Stretches that hold errors or read badly are read again by a lattice, which may skip a byte
//!    or change the encoding. GBK is weighed block by block in the pass that decodes it.
//! 5. Lines that were garbled before they were saved are undone when the margin is clear.
//!
//! What is known to fail: encodings other than the eight weighed and HZ; single characters between
//! ASCII, when their bytes mean something as common in another encoding; GBK whose flipped
//! byte gives another good character; a character or two of UTF-8 in GBK; garbled lines of two or
//! three characters, and those that were garbled in two different ways.
//!
//! Sources of the data: the encodings are those of `encoding_rs` (the WHATWG standard); the costs
//! of characters and pairs are counted from the word list of jieba (MIT licence), with the
//! traditional spellings of OpenCC (Apache-2.0), by `tools/han_tables.py`; the older cells of Big5
//! are those of Unicode's BIG5.TXT; HZ is RFC 1843. The costs of steps between scripts, of other
//! characters, and of what a lattice may do are set by hand.

mod binary;
mod code;
mod detect;
mod gbk;
#[doc(hidden)]
pub mod han;
mod hz;
mod lattice;
mod loss;
mod model;
mod mojibake;
mod offsets;
mod scan;

use crate::error::{DecodeError, DecodeErrorKind};
use code::Code;
use detect::Verdict;
use encoding_rs::Encoding;
pub(crate) use lattice::Lattice;
use lattice::Step;
pub(crate) use loss::is_damaged;
use offsets::Walk;
use std::collections::VecDeque;
use std::ops::Range;

/// How to decode.
#[derive(Debug, Clone, Copy, Default)]
pub struct DecodeOptions {
    /// The encoding the source was declared to have.
    pub(crate) hint: Option<&'static Encoding>,
    /// Whether undecodable bytes are an error instead of U+FFFD.
    pub(crate) strict: bool,
}

impl DecodeOptions {
    /// The encoding the bytes were declared to have, by a WHATWG label: it counts, but what the
    /// bytes say counts more.
    ///
    /// # Errors
    /// [`DecodeErrorKind::UnknownLabel`].
    pub fn hint(mut self, label: &str) -> Result<Self, DecodeError> {
        let encoding = Encoding::for_label(label.as_bytes());
        self.hint = Some(encoding.ok_or_else(|| DecodeError {
            kind: DecodeErrorKind::UnknownLabel,
            offset: None,
            bytes: Vec::new(),
            encoding: None,
            detail: label.to_owned(),
        })?);
        Ok(self)
    }

    /// Whether bytes that nothing reads are an error (default: U+FFFD).
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }
}

/// Decoded text and how it was come by.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Decoded {
    /// The text, without BOM.
    pub text: String,
    /// WHATWG name of the encoding most of the bytes are in; `HZ-GB-2312` for HZ.
    pub encoding: &'static str,
    /// How sure the encoding is, from 0 to 1: one minus the odds of the next best reading.
    pub confidence: f32,
    /// What was repaired, in the order of the text.
    pub repairs: Vec<Repair>,
    /// Whether content is lost for good.
    pub damaged: bool,
    /// Where the text begins in the bytes: behind a byte order mark.
    start: usize,
}

/// One repair.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Repair {
    /// Where the repaired text is, in bytes of [`Decoded::text`].
    pub text: Range<usize>,
    /// The bytes it was read from, in the bytes given.
    pub raw: Range<usize>,
    /// What was done.
    pub kind: RepairKind,
}

/// What a [`Repair`] did.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RepairKind {
    /// A byte order mark that says another encoding was left out.
    LyingMark,
    /// Bytes that nothing reads became U+FFFD.
    Skipped,
    /// These bytes are in another encoding (WHATWG name) than the rest.
    Switched(&'static str),
    /// The text had been read in the wrong encoding before it was saved; the reading was undone.
    Undone {
        /// WHATWG name of the encoding it had been read in.
        read_as: &'static str,
        /// WHATWG name of the encoding it was in.
        is: &'static str,
    },
}

/// Whether the two characters, side by side, are as in a common word.
pub(crate) fn is_common_pair(first: char, second: char) -> bool {
    han::pair(first, second).is_some()
}

/// Decodes `bytes`.
///
/// # Errors
/// [`DecodeErrorKind::Binary`] for what is not text, [`DecodeErrorKind::Malformed`] in strict mode.
pub fn decode(bytes: &[u8], options: &DecodeOptions) -> Result<Decoded, DecodeError> {
    decode_with(bytes, options, String::new(), &mut Lattice::default())
}

/// [`decode`] with the memory of `text` for the text, and buffers of one's own.
pub(crate) fn decode_with(
    bytes: &[u8],
    options: &DecodeOptions,
    mut text: String,
    lattice: &mut Lattice,
) -> Result<Decoded, DecodeError> {
    text.clear();
    if let Some(kind) = binary::magic(bytes) {
        return Err(refused(bytes, kind));
    }
    let mut decoded = match plain(bytes) {
        Some(plain) => {
            text.push_str(plain);
            let start = bytes.len() - plain.len();
            Decoded::whole(text, start, "UTF-8")
        }
        None => weigh(bytes, options, text, lattice)?,
    };
    if decoded.encoding.starts_with("UTF") {
        undo_mojibake(&mut decoded, bytes);
    }
    decoded.damaged |= is_damaged(&decoded.text);
    if options.strict
        && let Some(repair) = decoded
            .repairs
            .iter()
            .find(|r| r.kind == RepairKind::Skipped)
    {
        return Err(malformed(bytes, repair, decoded.encoding));
    }
    Ok(decoded)
}

/// Valid UTF-8 that leaves no doubt.
fn plain(bytes: &[u8]) -> Option<&str> {
    let (body, marked) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(body) => (body, true),
        None => (bytes, false),
    };
    let text = code::valid_utf8(body)?;
    let clear = marked
        || text.is_empty()
        || body.iter().any(|byte| *byte >= 0xE0)
        || body.iter().filter(|byte| **byte >= 0xC0).count() > LONGEST_CHANCE
        || (body.len() > DOUBTFUL && text.is_ascii());
    let plain = clear && !is_doubtful(body) && !(text.is_ascii() && text.contains("~{"));
    plain.then_some(text)
}

/// More characters of two bytes than this are not valid UTF-8 by chance.
const LONGEST_CHANCE: usize = 24;
/// Whether there are more bytes below 8, which no text has, than characters of three bytes, which
/// are hardly ever there by chance: then it may be UTF-16, or no text at all.
fn is_doubtful(bytes: &[u8]) -> bool {
    // Without an early end the loop is done sixteen bytes at a time.
    let any = |chunk: &[u8]| chunk.iter().fold(false, |any, byte| any | (*byte < 8));
    bytes.chunks(4096).any(any) && {
        let controls = bytes.iter().filter(|byte| **byte < 8).count();
        controls > bytes.iter().filter(|byte| **byte >= 0xE0).count()
    }
}

/// ASCII longer than this is not weighed against UTF-16.
const DOUBTFUL: usize = 64;

fn weigh(
    bytes: &[u8],
    options: &DecodeOptions,
    memory: String,
    lattice: &mut Lattice,
) -> Result<Decoded, DecodeError> {
    if bytes.is_ascii()
        && let Some(text) = hz::decode(bytes)
        && model::text_cost(&text) < model::text_cost(&String::from_utf8_lossy(bytes))
    {
        return Ok(Decoded::whole(text, 0, hz::NAME));
    }
    let mut from = 0;
    let mut mark = None;
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        from = length;
        mark = Some(encoding);
    }
    let verdict = if mark.is_none() && scan::is_plainly_gbk(bytes) {
        Verdict::SURELY_GBK
    } else {
        detect::detect(&bytes[from..], options.hint, mark, lattice)
    };
    let Some(code) = verdict.code else {
        return Err(refused(bytes, "no encoding reads it better than noise"));
    };
    let doubt = (-(verdict.margin as f32) / model::NAT as f32).exp();
    let confidence = 1.0 - doubt / (1.0 + doubt);
    // What is valid is as it should be, controls and all.
    if code == Code::Utf8
        && mark.is_none_or(|mark| mark == code.encoding())
        && let Some(valid) = code::valid_utf8(&bytes[from..])
    {
        let mut text = memory;
        text.push_str(valid);
        return Ok(Decoded {
            confidence,
            ..Decoded::whole(text, from, "UTF-8")
        });
    }
    let mut builder = Builder::new(bytes, code, memory);
    if mark.is_some_and(|mark| mark != code.encoding()) {
        builder.repairs.push(Repair {
            text: 0..0,
            raw: 0..from,
            kind: RepairKind::LyingMark,
        });
    }
    builder.read(from, lattice);
    Ok(Decoded {
        encoding: builder.name(),
        text: builder.text,
        confidence,
        repairs: builder.repairs,
        damaged: builder.damaged,
        start: from,
    })
}

impl Decoded {
    /// All that stands behind `start`, beyond doubt.
    fn whole(text: String, start: usize, encoding: &'static str) -> Self {
        Decoded {
            text,
            encoding,
            confidence: 1.0,
            repairs: Vec::new(),
            damaged: false,
            start,
        }
    }
}

/// Puts the text together from clean stretches and lattice paths.
struct Builder<'b> {
    bytes: &'b [u8],
    code: Code,
    text: String,
    repairs: Vec<Repair>,
    damaged: bool,
}

impl<'b> Builder<'b> {
    fn new(bytes: &'b [u8], code: Code, text: String) -> Self {
        Builder {
            bytes,
            code,
            text,
            repairs: Vec::new(),
            damaged: false,
        }
    }

    fn read(&mut self, from: usize, lattice: &mut Lattice) {
        if self.code == Code::Gb18030 && self.read_gbk(from, lattice) {
            return;
        }
        let codes: &[Code] = match self.code {
            Code::Utf8 => &[Code::Utf8, Code::Gb18030],
            Code::Utf16Le | Code::Utf16Be | Code::Latin => &[self.code],
            _ => &[self.code, Code::Utf8],
        };
        let mut position = from;
        for suspect in scan::suspects(self.bytes, from, self.code) {
            if suspect.end <= position {
                continue;
            }
            let start = suspect.start.max(position);
            let start = self.copy(position..start, lattice, codes);
            position = self.search(start..suspect.end.max(start), lattice, codes);
        }
        self.copy(position..self.bytes.len(), lattice, codes);
    }

    /// Reads `range` by the lattice; the end of its last character.
    fn search(&mut self, range: Range<usize>, lattice: &mut Lattice, codes: &[Code]) -> usize {
        let mut position = range.start;
        for &step in lattice
            .read(self.bytes, range.start, range.end, codes)
            .steps
        {
            position = step.at + step.length;
            self.step(step);
        }
        position
    }

    /// Reads GBK in one pass. Not if a stretch that reads badly ends within a character: then
    /// nothing is read.
    fn read_gbk(&mut self, from: usize, lattice: &mut Lattice) -> bool {
        let before = (self.repairs.len(), self.damaged);
        self.text
            .reserve_exact(gbk::size_of_text(&self.bytes[from..]));
        let mut reader = gbk::Reader::new(self.bytes, from);
        while let Some(stretch) = reader.read(&mut self.text) {
            let codes = [Code::Gb18030, Code::Utf8];
            let path = lattice.read(self.bytes, stretch.start, stretch.end, &codes);
            let mut position = stretch.start;
            for &step in path.steps {
                position = step.at + step.length;
                self.step(step);
            }
            if position != stretch.end {
                self.text.clear();
                self.repairs.truncate(before.0);
                self.damaged = before.1;
                return false;
            }
        }
        true
    }

    /// Reads `range`, which has shown no error; the end of its last character. Where a lattice ended
    /// otherwise than the plain reading went on, there may be one after all.
    fn copy(&mut self, range: Range<usize>, lattice: &mut Lattice, codes: &[Code]) -> usize {
        let bytes = &self.bytes[range.clone()];
        let encoding = self.code.encoding();
        let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else {
            return self.search(range, lattice, codes);
        };
        if self.text.is_empty() {
            self.text = text.into_owned();
        } else {
            self.text.push_str(&text);
        }
        range.end
    }

    fn step(&mut self, step: Step) {
        let raw = step.at..step.at + step.length;
        let from = self.text.len();
        let kind = match step.read {
            Some((character, code)) => {
                self.text.push(character);
                if code == self.code || (character.is_ascii() && !self.switched(step.at)) {
                    return;
                }
                RepairKind::Switched(code.encoding().name())
            }
            None => {
                self.damaged = true;
                RepairKind::Skipped
            }
        };
        let last = self
            .repairs
            .last_mut()
            .filter(|last| last.kind == kind && last.raw.end == step.at);
        if let Some(last) = last {
            last.raw.end = raw.end;
            last.text.end = self.text.len();
            return;
        }
        if step.read.is_none() {
            self.text.push('\u{FFFD}');
        }
        self.repairs.push(Repair {
            text: from..self.text.len(),
            raw,
            kind,
        });
    }

    fn switched(&self, at: usize) -> bool {
        self.repairs
            .last()
            .is_some_and(|last| last.raw.end == at && matches!(last.kind, RepairKind::Switched(_)))
    }

    fn name(&self) -> &'static str {
        if self.code == Code::Gb18030 {
            return "GBK";
        }
        self.code.encoding().name()
    }
}

fn undo_mojibake(decoded: &mut Decoded, bytes: &[u8]) {
    let lines = mojibake::find(&decoded.text);
    if lines.is_empty() {
        return;
    }
    let mut text = String::with_capacity(decoded.text.len());
    let mut repairs = Vec::with_capacity(decoded.repairs.len() + lines.len());
    let mut old: VecDeque<Repair> = decoded.repairs.iter().cloned().collect();
    let mut walk = Walk::new(decoded, bytes);
    let mut lost = false;
    let mut position = 0;
    for (line, undone) in lines {
        let raw = walk.to(line.start)..walk.to(line.end);
        // Repairs before the line move with their text, what lies within is part of this one.
        let kept = text.len();
        text.push_str(&decoded.text[position..line.start]);
        while let Some(repair) = old.pop_front() {
            if repair.text.start >= line.end {
                old.push_front(repair);
                break;
            }
            if repair.text.start < line.start || repair.text.end <= line.start {
                let end = repair.text.end.min(line.start);
                repairs.push(Repair {
                    text: repair.text.start - position + kept..end - position + kept,
                    raw: repair.raw.start..repair.raw.end.min(raw.start),
                    kind: repair.kind,
                });
            }
            if repair.text.end > line.end {
                old.push_front(Repair {
                    text: line.end..repair.text.end,
                    raw: raw.end..repair.raw.end,
                    kind: repair.kind,
                });
                break;
            }
        }
        let from = text.len();
        text.push_str(&undone.text);
        repairs.push(Repair {
            text: from..text.len(),
            raw,
            kind: RepairKind::Undone {
                read_as: undone.wrong.read_as.encoding().name(),
                is: undone.wrong.is.encoding().name(),
            },
        });
        lost |= undone.lost;
        position = line.end;
    }
    let kept = text.len();
    text.push_str(&decoded.text[position..]);
    repairs.extend(old.into_iter().map(|repair| Repair {
        text: repair.text.start - position + kept..repair.text.end - position + kept,
        ..repair
    }));
    decoded.text = text;
    decoded.repairs = repairs;
    decoded.damaged |= lost;
}

fn refused(bytes: &[u8], kind: &str) -> DecodeError {
    DecodeError {
        kind: DecodeErrorKind::Binary,
        offset: Some(0),
        bytes: bytes.iter().copied().take(16).collect(),
        encoding: None,
        detail: kind.to_owned(),
    }
}

fn malformed(bytes: &[u8], repair: &Repair, encoding: &'static str) -> DecodeError {
    DecodeError {
        kind: DecodeErrorKind::Malformed,
        offset: Some(repair.raw.start),
        bytes: bytes[repair.raw.clone()].iter().copied().take(16).collect(),
        encoding: Some(encoding),
        detail: String::new(),
    }
}
