//! What the values of options can be.

use clap::ValueEnum;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Jsonl,
}

impl Format {
    /// The extension of an output.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Format::Text => "txt",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Placeholders {
    Canonical,
    Keep,
    Tagged,
}

/// Where a record keeps its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Field {
    Text(String),
    /// Base64 of the undecoded bytes.
    Bytes(String),
}

impl Field {
    pub(crate) fn name(&self) -> &str {
        match self {
            Field::Text(name) | Field::Bytes(name) => name,
        }
    }

    /// Where the clean text goes.
    pub(crate) fn output(&self) -> &str {
        match self {
            Field::Text(name) => name,
            Field::Bytes(_) => "text",
        }
    }
}

/// A number of bytes.
pub(crate) fn size(text: &str) -> Result<u64, String> {
    let (digits, unit) = match text.char_indices().last() {
        Some((at, 'k' | 'K')) => (&text[..at], 1 << 10),
        Some((at, 'm' | 'M')) => (&text[..at], 1 << 20),
        Some((at, 'g' | 'G')) => (&text[..at], 1 << 30),
        _ => (text, 1),
    };
    digits
        .parse()
        .ok()
        .and_then(|number: u64| number.checked_mul(unit))
        .filter(|&bytes| bytes > 0)
        .ok_or_else(|| "a number of bytes, such as 500k, 64M or 1G".into())
}
