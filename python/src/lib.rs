//! The native half of the Python package `zhengwen`: `package/zhengwen/__init__.py` is the other one.
//!
//! ```text
//! str, bytes ─input→ &str, &[u8] ┐                    ┌→ Document   (document, offsets, html)
//! list, Arrow ─rows→ pieces      ┴─cleaner, in_order──┴→ Column     (column, fields)
//! ```
//!
//! Nothing is decided here that the library does not decide: this is types, threads and columns.

mod cleaner;
mod column;
mod document;
mod errors;
mod fields;
mod html;
mod in_order;
mod input;
mod interface;
mod offsets;
mod options;
mod rows;

use pyo3::prelude::*;
use std::ffi::OsString;

/// Cleans a text, or bytes, with default options.
///
/// >>> import zhengwen
/// >>> zhengwen.clean("各位老师 :\n大家好!")
/// '各位老师：\n大家好！\n'
#[pyfunction]
#[pyo3(signature = (text, /))]
fn clean(py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<String> {
    let given = input::Given::new(text)?;
    py.detach(|| given.clean(&zhengwen::Cleaner::new()))
        .map(zhengwen::Document::into_text)
        .map_err(|fault| fault.into_error(py))
}

/// Runs the command line and gives its exit code.
#[pyfunction]
fn run(py: Python<'_>, words: Vec<OsString>) -> u8 {
    py.detach(|| zhengwen_cli::run(words))
}

/// A built-in rule: id, reason, summary, hit and near miss.
type RuleRow = (String, Option<&'static str>, String, String, String);

/// Every built-in rule.
#[pyfunction]
fn rules() -> Vec<RuleRow> {
    zhengwen::rules()
        .map(|rule| {
            (
                rule.id.to_string(),
                rule.reason.map(zhengwen::Reason::as_str),
                rule.summary.to_string(),
                rule.hit.to_string(),
                rule.near_miss.to_string(),
            )
        })
        .collect()
}

#[pymodule]
mod _zhengwen {
    #[pymodule_export]
    use super::cleaner::Cleaner;
    #[pymodule_export]
    use super::column::Column;
    #[pymodule_export]
    use super::document::Document;
    #[pymodule_export]
    use super::{clean, rules, run};
    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("MAX_SOURCE_BYTES", zhengwen::MAX_SOURCE_BYTES)?;
        module.add("SCHEMA_VERSION", zhengwen::SCHEMA_VERSION)
    }
}
