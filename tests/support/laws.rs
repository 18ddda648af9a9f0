//! The laws that every document keeps, whatever its source, in one place: the tests hold random
//! texts against them for a second, the driver in `fuzz/` for as long as one likes.
#![allow(unreachable_pub)] // Two crates have it as a module.

use encoding_rs::Encoding;
use std::fmt;
use std::ops::Range;
use unicode_normalization::is_nfc;
use zhengwen::decode::{DecodeOptions, Decoded, RepairKind, decode};
use zhengwen::{BlockKind, Cleaner, Document, Warning};

/// A law that a text breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Which one: cases that break the same law are shrunk as one.
    pub law: &'static str,
    /// What was found instead.
    pub found: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.law, self.found)
    }
}

type Kept = Result<(), Broken>;

fn hold(kept: bool, law: &'static str, found: impl FnOnce() -> String) -> Kept {
    if kept {
        return Ok(());
    }
    Err(Broken {
        law,
        found: found(),
    })
}

/// Every law of cleaning a text; the document.
pub fn text(cleaner: &Cleaner, source: &str) -> Result<Document, Broken> {
    let document = cleaner.clean(source);
    hold(document.source() == source, "the source is kept", || {
        document.source().to_owned()
    })?;
    account(&document)?;
    form(&document)?;
    again(cleaner, &document)?;
    Ok(document)
}

/// Every law of cleaning bytes that are text.
pub fn bytes(cleaner: &Cleaner, bytes: &[u8]) -> Kept {
    if let Ok(decoded) = decode(bytes, &DecodeOptions::default()) {
        repairs(&decoded, bytes)?;
    }
    match cleaner.clean_bytes(bytes) {
        Ok(document) => account(&document),
        Err(_) => Ok(()),
    }
}

/// Every character of the source is in the output or inside an edit, and undoing gives it back.
pub fn account(document: &Document) -> Kept {
    let (source, text) = (document.source(), document.text());
    hold(document.undo() == source, "undo gives the source", || {
        document.undo()
    })?;
    let (mut from, mut to) = (0, 0);
    for edit in document.edits() {
        let in_order = edit.span.start >= from && edit.output.start >= to;
        hold(in_order, "edits are in order", || format!("{edit:?}"))?;
        let (kept, put) = (
            source.get(from..edit.span.start),
            text.get(to..edit.output.start),
        );
        hold(
            kept.is_some() && kept == put,
            "what is kept is the same on both sides",
            || format!("{kept:?} {put:?}"),
        )?;
        (from, to) = (edit.span.end, edit.output.end);
    }
    hold(
        source.get(from..) == text.get(to..),
        "what is kept is the same on both sides",
        || format!("behind {from} and {to}"),
    )?;
    for block in document.blocks() {
        let there = text.get(block.output.clone()) == Some(block.text)
            && source.get(block.span.clone()).is_some();
        hold(there, "a block is a span of both texts", || {
            format!("{block:?}")
        })?;
    }
    for mask in document.placeholders() {
        let there = source.get(mask.span.clone()) == Some(mask.raw)
            && text
                .get(mask.output.clone())
                .is_some_and(|place| place.contains(mask.canonical));
        hold(there, "a placeholder is a span of both texts", || {
            format!("{mask:?}")
        })?;
    }
    for removed in document.removed() {
        let raw = source.get(removed.span.clone());
        hold(
            raw == Some(removed.text),
            "a removal is a span of the source",
            || format!("{removed:?}"),
        )?;
    }
    Ok(())
}

/// What every output is like: the blocks are its lines, the title is the first of them.
fn form(document: &Document) -> Kept {
    if document.warnings().contains(&Warning::Unsettled) {
        let kept = document.is_unchanged();
        return hold(kept, "what is unsettled is kept", || {
            document.text().to_owned()
        });
    }
    let text = document.text();
    let lines: String = document
        .blocks()
        .map(|block| format!("{}\n", block.text))
        .collect();
    hold(lines == text, "blocks are the lines", || lines.clone())?;
    let title = document
        .blocks()
        .skip(1)
        .find(|block| block.kind == BlockKind::Title);
    hold(title.is_none(), "the title is first", || {
        format!("{title:?}")
    })?;
    hold(is_nfc(text), "the output is NFC", || text.to_owned())
}

/// Cleaning a cleaned text changes nothing and finds the same.
fn again(cleaner: &Cleaner, document: &Document) -> Kept {
    let again = cleaner.clean(document.text());
    hold(
        again.text() == document.text(),
        "a second cleaning changes nothing",
        || {
            format!(
                "{:?} became {:?}: {:?}",
                document.text(),
                again.text(),
                again.edits()
            )
        },
    )?;
    hold(
        again.is_unchanged(),
        "a second cleaning edits nothing",
        || format!("{:?}", again.edits()),
    )?;
    let kinds = |document: &Document| document.blocks().map(|b| b.kind).collect::<Vec<_>>();
    hold(
        kinds(&again) == kinds(document),
        "a second cleaning finds the same kinds",
        || {
            let pairs = again.blocks().zip(document.blocks());
            let differ = pairs.filter(|(again, first)| again.kind != first.kind);
            format!("{:?}", differ.collect::<Vec<_>>())
        },
    )?;
    let masks = |document: &Document| {
        let found = document.placeholders();
        found
            .map(|mask| (mask.kind, mask.canonical.to_owned()))
            .collect::<Vec<_>>()
    };
    hold(
        masks(&again) == masks(document),
        "a second cleaning finds the same placeholders",
        || {
            format!(
                "{:?}: {:?}, then {:?}",
                document.text(),
                masks(document),
                masks(&again)
            )
        },
    )
}

/// Repairs and what is between them make up the whole text and all the bytes, each read in the
/// encoding it is said to be in: no U+FFFD is without a repair.
pub fn repairs(decoded: &Decoded, bytes: &[u8]) -> Kept {
    let Some(encoding) = Encoding::for_label(decoded.encoding.as_bytes()) else {
        return Ok(()); // HZ knows no repairs.
    };
    let lying = decoded
        .repairs
        .first()
        .is_some_and(|first| first.kind == RepairKind::LyingMark);
    let mut text = 0;
    let mut raw = if lying {
        0
    } else {
        decoded.raw_offset(bytes, 0)
    };
    for repair in &decoded.repairs {
        tile(
            decoded,
            bytes,
            encoding,
            text..repair.text.start,
            raw..repair.raw.start,
        )?;
        let (read, of) = (
            decoded.text.get(repair.text.clone()),
            bytes.get(repair.raw.clone()),
        );
        let (Some(read), Some(of)) = (read, of) else {
            return Err(Broken {
                law: "a repair lies inside",
                found: format!("{repair:?}"),
            });
        };
        let fits = match repair.kind {
            RepairKind::Skipped => read == "\u{FFFD}" && !of.is_empty(),
            RepairKind::Switched(name) => Encoding::for_label(name.as_bytes())
                .and_then(|other| other.decode_without_bom_handling_and_without_replacement(of))
                .is_some_and(|text| text == read),
            RepairKind::LyingMark => read.is_empty() && !of.is_empty(),
            _ => !of.is_empty(),
        };
        hold(fits, "a repair is what was done", || {
            format!("{repair:?}: {read:?} of {of:02X?}")
        })?;
        (text, raw) = (repair.text.end, repair.raw.end);
    }
    tile(
        decoded,
        bytes,
        encoding,
        text..decoded.text.len(),
        raw..bytes.len(),
    )
}

/// What is between two repairs is plain text.
fn tile(
    decoded: &Decoded,
    bytes: &[u8],
    encoding: &'static Encoding,
    text: Range<usize>,
    raw: Range<usize>,
) -> Kept {
    let read = bytes
        .get(raw.clone())
        .and_then(|bytes| encoding.decode_without_bom_handling_and_without_replacement(bytes));
    hold(
        read.is_some() && read.as_deref() == decoded.text.get(text.clone()),
        "between repairs the text is what the bytes say",
        || format!("{text:?} of {raw:?}: {read:?} in {:?}", decoded.repairs),
    )
}
