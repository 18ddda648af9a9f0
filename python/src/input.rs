//! What a caller gives to be cleaned, held in such a way that it can be read without the interpreter.

use crate::errors::Fault;
use pyo3::exceptions::{PyTypeError, PyUnicodeEncodeError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyByteArray, PyBytes, PyMemoryView, PyString};
use std::panic::{AssertUnwindSafe, catch_unwind};
use zhengwen::{Cleaner, Document, MAX_SOURCE_BYTES};

/// One document, as text or as bytes.
pub(crate) enum Given {
    /// UTF-8, encoded once: the `str` itself keeps no copy.
    Text(PyBackedBytes),
    /// Whatever a crawl holds.
    Bytes(PyBackedBytes),
    /// A `str` that is no text.
    Fault(usize),
}

impl Given {
    /// Takes a `str`, `bytes`, `bytearray` or `memoryview`.
    pub(crate) fn new(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(text) = value.cast::<PyString>() {
            return Given::text(text);
        }
        if let Ok(bytes) = value.cast::<PyBytes>() {
            return Ok(Given::Bytes(bytes.clone().into()));
        }
        if let Ok(bytes) = value.cast::<PyByteArray>() {
            return Ok(Given::Bytes(bytes.clone().into()));
        }
        if value.is_instance_of::<PyMemoryView>() {
            let bytes = value.call_method0("tobytes")?;
            return Ok(Given::Bytes(bytes.cast_into::<PyBytes>()?.into()));
        }
        let name = value.get_type().name()?;
        Err(PyTypeError::new_err(format!(
            "a text is a str or bytes, not {name}"
        )))
    }

    fn text(text: &Bound<'_, PyString>) -> PyResult<Self> {
        match text.encode_utf8() {
            Ok(bytes) => Ok(Given::Text(bytes.into())),
            Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(text.py()) => {
                let offset = error.value(text.py()).getattr("start")?.extract()?;
                Ok(Given::Fault(offset))
            }
            Err(error) => Err(error),
        }
    }

    /// Bytes as UTF-8.
    pub(crate) fn len(&self) -> usize {
        match self {
            Given::Text(bytes) | Given::Bytes(bytes) => bytes.len(),
            Given::Fault(_) => 0,
        }
    }

    /// The document.
    pub(crate) fn clean(&self, cleaner: &Cleaner) -> Result<Document, Fault> {
        match self {
            Given::Text(text) => guarded(|| clean_utf8(cleaner, text)),
            Given::Bytes(bytes) => guarded(|| cleaner.clean_bytes(bytes).map_err(Fault::Decode)),
            Given::Fault(offset) => Err(Fault::LoneSurrogate(*offset)),
        }
    }
}

/// A text that Python says is UTF-8.
fn clean_utf8(cleaner: &Cleaner, text: &[u8]) -> Result<Document, Fault> {
    if text.len() > MAX_SOURCE_BYTES {
        return Err(Fault::TooLong(text.len()));
    }
    match utf8(text) {
        Ok(text) => Ok(cleaner.clean(text)),
        Err(offset) => Err(Fault::LoneSurrogate(offset)),
    }
}

/// The text, or where it is none: `encoding_rs` knows sooner than the standard library.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, usize> {
    match encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(std::borrow::Cow::Borrowed(text)) => Ok(text),
        _ => Err(encoding_rs::Encoding::utf8_valid_up_to(bytes)),
    }
}

/// A panic inside one document is that document's failure.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Fault::Internal))
}
