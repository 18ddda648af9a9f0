//! What can go wrong, as exceptions: the classes are in `package/zhengwen/_types.py`, all of them `ValueError`s.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;
use std::fmt;
use zhengwen::{DecodeError, DecodeErrorKind, MAX_SOURCE_BYTES};

/// Why there is no document.
#[derive(Debug)]
pub(crate) enum Fault {
    /// Half a surrogate pair in a `str`, at this character.
    LoneSurrogate(usize),
    /// A string of a column that is no UTF-8, at this byte.
    NotUtf8(usize),
    /// A text of so many bytes.
    TooLong(usize),
    /// What the library says.
    Decode(DecodeError),
    /// A panic in the library, which is a mistake in it.
    Internal,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::LoneSurrogate(offset) => write!(
                f,
                "half a surrogate pair at character {offset}: the str is no Unicode text"
            ),
            Fault::NotUtf8(offset) => write!(f, "no UTF-8 at byte {offset}: give it as bytes"),
            Fault::TooLong(bytes) => write!(
                f,
                "text too long: {bytes} bytes as UTF-8 (at most {MAX_SOURCE_BYTES}, half of it in a column)"
            ),
            Fault::Decode(error) => error.fmt(f),
            Fault::Internal => f.write_str("internal fault"),
        }
    }
}

impl Fault {
    /// The exception.
    pub(crate) fn into_error(self, py: Python<'_>) -> PyErr {
        let (kind, offset, encoding) = match &self {
            Fault::LoneSurrogate(offset) => ("lone_surrogate", Some(*offset), None),
            Fault::NotUtf8(offset) => ("malformed", Some(*offset), Some("UTF-8")),
            Fault::TooLong(_) => ("too_long", None, None),
            Fault::Decode(error) => (name(error.kind()), error.offset(), error.encoding()),
            Fault::Internal => ("internal", None, None),
        };
        new(
            py,
            "DecodeError",
            (self.to_string(), kind, offset, encoding),
        )
    }
}

fn name(kind: DecodeErrorKind) -> &'static str {
    match kind {
        DecodeErrorKind::Binary => "binary",
        DecodeErrorKind::Malformed => "malformed",
        DecodeErrorKind::UnknownLabel => "unknown_label",
        DecodeErrorKind::TooLong => "too_long",
        _ => "other",
    }
}

/// An option that is wrong.
pub(crate) fn option(py: Python<'_>, error: impl fmt::Display) -> PyErr {
    new(py, "OptionError", (error.to_string(),))
}

fn new<'py>(
    py: Python<'py>,
    class: &str,
    arguments: impl pyo3::call::PyCallArgs<'py> + IntoPyObject<'py, Target = pyo3::types::PyTuple>,
) -> PyErr {
    let made = types(py)
        .and_then(|types| types.getattr(class))
        .and_then(|class| class.call1(arguments));
    match made {
        Ok(value) => PyErr::from_value(value),
        Err(error) => error,
    }
}

/// The module with the classes that are written in Python.
fn types(py: Python<'_>) -> PyResult<Bound<'_, PyModule>> {
    PyModule::import(py, "zhengwen._types")
}

/// A named tuple of that module.
pub(crate) fn class<'py>(
    py: Python<'py>,
    cell: &'static PyOnceLock<Py<PyType>>,
    name: &str,
) -> PyResult<&'py Bound<'py, PyType>> {
    cell.import(py, "zhengwen._types", name)
}
