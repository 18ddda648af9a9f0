//! Text that fits a terminal and cannot speak to it.

use crate::marks::{Glyph, glyph};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthChar;

/// Columns on a terminal, ambiguous characters counted as wide so that no line is too long.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|c| c.width_cjk().unwrap_or(0)).sum()
}

/// As much of `text` as fits, with dots where it goes on.
pub(crate) fn clipped(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 3;
    for c in text.chars() {
        used += c.width_cjk().unwrap_or(0);
        if used > columns {
            break;
        }
        out.push(c);
    }
    out + "..."
}

/// A name without what could speak to the terminal.
pub(crate) fn shown(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        match glyph(c, false) {
            Glyph::Plain(c) | Glyph::Space(c) => out.push(c),
            Glyph::Code(c) => {
                let _ = write!(out, "<U+{:04X}>", u32::from(c));
            }
        }
    }
    out
}
