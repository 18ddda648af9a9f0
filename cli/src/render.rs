//! How a document is written: as text, or as the JSON object that `--help` describes.

use crate::arguments::Format;
use crate::engine::Product;
use std::ops::Range;
use zhengwen::{Document, SCHEMA_VERSION};

/// A whole output file, or one line of `--format jsonl`.
pub(crate) fn document(
    out: &mut Vec<u8>,
    path: &str,
    product: &Product,
    format: Format,
    with_edits: bool,
) {
    if format == Format::Text {
        out.extend_from_slice(text(product).as_bytes());
        return;
    }
    out.extend_from_slice(b"{\"path\":");
    string(out, path);
    match product {
        Product::Clean(document) => {
            encoding(out, document.encoding());
            out.extend_from_slice(b",\"text\":");
            string(out, document.text());
            details(out, document);
            if with_edits {
                edits(out, document);
            }
        }
        Product::Source(decoded) => {
            encoding(out, decoded.encoding);
            out.extend_from_slice(b",\"text\":");
            string(out, &decoded.text);
            damaged(out, decoded.damaged);
        }
    }
    out.extend_from_slice(b"}\n");
}

/// The line of a document that failed.
pub(crate) fn failure(out: &mut Vec<u8>, path: &str, reason: &str) {
    out.extend_from_slice(b"{\"path\":");
    string(out, path);
    out.extend_from_slice(b",\"error\":");
    string(out, reason);
    out.extend_from_slice(b"}\n");
}

/// The text of a product.
pub(crate) fn text(product: &Product) -> &str {
    match product {
        Product::Clean(document) => document.text(),
        Product::Source(decoded) => &decoded.text,
    }
}

/// What the cleaner found, as further fields of an object: the form of `zhengwen::schema`.
pub(crate) fn details(out: &mut Vec<u8>, document: &Document) {
    out.extend_from_slice(format!(",\"schema_version\":{SCHEMA_VERSION}").as_bytes());
    out.extend_from_slice(b",\"title\":");
    match document.title() {
        Some(title) => string(out, title),
        None => out.extend_from_slice(b"null"),
    }
    out.extend_from_slice(b",\"truncated\":");
    out.extend_from_slice(if document.is_truncated() {
        b"true"
    } else {
        b"false"
    });
    warnings(out, document);
    out.extend_from_slice(b",\"blocks\":");
    list(out, document.blocks(), |out, block| {
        out.extend_from_slice(b"{\"kind\":\"");
        out.extend_from_slice(block.kind.as_str().as_bytes());
        out.extend_from_slice(b"\",\"level\":");
        match block.kind.level() {
            Some(level) => out.extend_from_slice(level.to_string().as_bytes()),
            None => out.extend_from_slice(b"null"),
        }
        out.extend_from_slice(b",\"text\":");
        string(out, block.text);
        span(out, "span", &block.span);
        span(out, "output", &block.output);
    });
    out.extend_from_slice(b",\"placeholders\":");
    list(out, document.placeholders(), |out, found| {
        out.extend_from_slice(b"{\"kind\":\"");
        out.extend_from_slice(found.kind.as_str().as_bytes());
        out.extend_from_slice(b"\",\"raw\":");
        string(out, found.raw);
        out.extend_from_slice(b",\"canonical\":");
        string(out, found.canonical);
        span(out, "span", &found.span);
        span(out, "output", &found.output);
    });
    out.extend_from_slice(b",\"removed\":");
    list(out, document.removed(), |out, removed| {
        out.extend_from_slice(b"{\"text\":");
        string(out, removed.text);
        out.extend_from_slice(b",\"reason\":\"");
        out.extend_from_slice(removed.reason.as_str().as_bytes());
        out.extend_from_slice(b"\",\"rule\":");
        string(out, removed.rule);
        span(out, "span", &removed.span);
    });
}

/// What could not be repaired, as a further field of an object.
pub(crate) fn warnings(out: &mut Vec<u8>, document: &Document) {
    out.extend_from_slice(b",\"warnings\":[");
    for (index, warning) in document.warnings().iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        string(out, warning.as_str());
    }
    out.push(b']');
}

/// A byte range as a further field of an object.
fn span(out: &mut Vec<u8>, name: &str, range: &Range<usize>) {
    out.extend_from_slice(format!(",\"{name}\":[{},{}]", range.start, range.end).as_bytes());
}

/// The edit log, as a further field of an object.
pub(crate) fn edits(out: &mut Vec<u8>, document: &Document) {
    out.extend_from_slice(b",\"edits\":");
    list(out, document.edits(), |out, edit| {
        out.extend_from_slice(b"{\"original\":");
        string(out, edit.original);
        out.extend_from_slice(b",\"rule\":");
        string(out, edit.rule);
        out.extend_from_slice(b",\"replacement\":");
        string(out, edit.replacement);
        span(out, "span", &edit.span);
        span(out, "output", &edit.output);
    });
}

/// An array of objects; `fields` opens each and leaves it open.
fn list<T>(
    out: &mut Vec<u8>,
    items: impl Iterator<Item = T>,
    mut fields: impl FnMut(&mut Vec<u8>, T),
) {
    out.push(b'[');
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        fields(out, item);
        out.push(b'}');
    }
    out.push(b']');
}

pub(crate) fn encoding(out: &mut Vec<u8>, name: &str) {
    out.extend_from_slice(b",\"encoding\":");
    string(out, name);
}

/// Said only when content is lost.
pub(crate) fn damaged(out: &mut Vec<u8>, damaged: bool) {
    if damaged {
        out.extend_from_slice(b",\"damaged\":true");
    }
}

/// A JSON string.
///
/// Texts are long and have little to escape: they are looked through by blocks of bytes, in a
/// form that compilers turn into vector instructions, and copied run by run.
pub(crate) fn string(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let mut kept = 0;
    let mut escape = |out: &mut Vec<u8>, at: usize| {
        out.extend_from_slice(&bytes[kept..at]);
        escape(out, bytes[at]);
        kept = at + 1;
    };
    out.push(b'"');
    let (blocks, rest) = bytes.as_chunks::<32>();
    for (index, block) in blocks.iter().enumerate() {
        if !block.iter().fold(false, |any, &byte| any | escaped(byte)) {
            continue;
        }
        for (word, bytes) in block.as_chunks::<8>().0.iter().enumerate() {
            let mut found = escaped_of(u64::from_le_bytes(*bytes));
            while found != 0 {
                escape(
                    out,
                    32 * index + 8 * word + found.trailing_zeros() as usize / 8,
                );
                found &= found - 1;
            }
        }
    }
    let from = bytes.len() - rest.len();
    for (at, _) in (from..).zip(rest).filter(|&(_, &byte)| escaped(byte)) {
        escape(out, at);
    }
    out.extend_from_slice(&bytes[kept..]);
    out.push(b'"');
}

/// Bytes that RFC 8259, section 7, wants escaped.
fn escaped(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

/// The highest bit of each byte of `word` that is [`escaped`].
fn escaped_of(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let low = word & (0x7F * ONES);
    // A sum of two bytes below 0x80 goes into no other byte.
    let at_least = |low: u64, least: u8| low + ONES * u64::from(0x80 - least);
    let other = |byte: u8| at_least(low ^ (ONES * u64::from(byte)), 1);
    !(word | (at_least(low, 0x20) & other(b'"') & other(b'\\'))) & (0x80 * ONES)
}

fn escape(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
        b'\n' => out.extend_from_slice(b"\\n"),
        b'\r' => out.extend_from_slice(b"\\r"),
        b'\t' => out.extend_from_slice(b"\\t"),
        _ => {
            let digit = |value: u8| b"0123456789abcdef"[usize::from(value)];
            out.extend_from_slice(b"\\u00");
            out.extend_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
        }
    }
}
