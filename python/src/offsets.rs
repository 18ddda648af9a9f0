//! Places in characters, as Python counts them, for places in bytes, as the library does.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::ops::Range;

/// What offsets count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Code points: the indices of a `str`.
    Characters,
    /// Bytes of the text as UTF-8: what the library, the tool and columns count.
    Bytes,
}

impl Unit {
    pub(crate) fn new(name: &str) -> PyResult<Self> {
        match name {
            "characters" => Ok(Unit::Characters),
            "bytes" => Ok(Unit::Bytes),
            _ => Err(PyValueError::new_err(format!(
                "unit is characters or bytes, not {name:?}"
            ))),
        }
    }
}

/// Counts along a text, forth and back from where it was last asked: linear for places in order.
pub(crate) struct Counter<'t> {
    text: &'t [u8],
    unit: Unit,
    byte: usize,
    character: usize,
}

impl<'t> Counter<'t> {
    pub(crate) fn new(text: &'t str, unit: Unit) -> Self {
        Counter {
            text: text.as_bytes(),
            unit,
            byte: 0,
            character: 0,
        }
    }

    /// The place at this byte, in the unit.
    fn place(&mut self, byte: usize) -> usize {
        if self.unit == Unit::Bytes {
            return byte;
        }
        if byte >= self.byte {
            self.character += characters(&self.text[self.byte..byte]);
        } else {
            self.character -= characters(&self.text[byte..self.byte]);
        }
        self.byte = byte;
        self.character
    }

    /// The span in the unit.
    pub(crate) fn span(&mut self, range: &Range<usize>) -> (usize, usize) {
        let start = self.place(range.start);
        (start, self.place(range.end))
    }
}

fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte as i8 >= -0x40).count()
}

/// The range of bytes that `start..end` means in the unit, if it lies within the text.
pub(crate) fn bytes(text: &str, start: usize, end: usize, unit: Unit) -> Option<Range<usize>> {
    if start > end {
        return None;
    }
    if unit == Unit::Bytes {
        return text.get(start..end).map(|_| start..end);
    }
    let mut places = text
        .char_indices()
        .map(|(byte, _)| byte)
        .chain(std::iter::once(text.len()));
    let from = places.nth(start)?;
    let to = match end - start {
        0 => from,
        length => places.nth(length - 1)?,
    };
    Some(from..to)
}
