//! The options of a cleaner, as they are given and as they are pickled.

use crate::errors;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};
use std::path::PathBuf;
use std::sync::Arc;
use zhengwen::{ChromeModel, ChromeRule, Cleaner, PlaceholderStyle};

/// Id, reason, scope, pattern, hit and near miss, the last two empty where there is none.
type RuleRow = (String, String, String, String, String, String);

/// What a cleaner was made with.
#[derive(Clone)]
pub(crate) struct Options {
    pub(crate) placeholders: String,
    pub(crate) without_rules: Vec<String>,
    pub(crate) chrome_rules: Vec<RuleRow>,
    pub(crate) chrome_model: Option<Arc<ChromeModel>>,
    pub(crate) encoding: Option<String>,
    pub(crate) strict: bool,
}

impl Options {
    /// The library's cleaner.
    pub(crate) fn build(&self, py: Python<'_>) -> PyResult<Cleaner> {
        let mut builder = Cleaner::builder().strict(self.strict);
        builder = match self.placeholders.as_str() {
            "canonical" => builder,
            "keep" => builder.placeholders(PlaceholderStyle::Keep),
            "tagged" => builder.tagged_placeholders(),
            other => {
                let known = "canonical, keep or tagged";
                let message = format!("placeholders is {known}, not {other:?}");
                return Err(errors::option(py, message));
            }
        };
        for id in &self.without_rules {
            builder = builder.without_rule(id);
        }
        let rules: PyResult<Vec<_>> = self.chrome_rules.iter().map(|row| rule(py, row)).collect();
        builder = builder.chrome_rules(rules?);
        if let Some(model) = &self.chrome_model {
            builder = builder.chrome_model(Arc::clone(model));
        }
        if let Some(label) = &self.encoding {
            builder = builder.encoding_hint(label);
        }
        builder.build().map_err(|error| errors::option(py, error))
    }

    /// The options that differ from the defaults, as keywords. A model is its bytes, so that it goes
    /// where its file is not.
    pub(crate) fn keywords<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let keywords = PyDict::new(py);
        if self.placeholders != "canonical" {
            keywords.set_item("placeholders", &self.placeholders)?;
        }
        if !self.without_rules.is_empty() {
            keywords.set_item("without_rules", &self.without_rules)?;
        }
        if !self.chrome_rules.is_empty() {
            keywords.set_item("chrome_rules", &self.chrome_rules)?;
        }
        if let Some(model) = &self.chrome_model {
            let mut bytes = Vec::new();
            model.save(&mut bytes)?;
            keywords.set_item("chrome_model", PyBytes::new(py, &bytes))?;
        }
        if let Some(label) = &self.encoding {
            keywords.set_item("encoding", label)?;
        }
        if self.strict {
            keywords.set_item("strict", true)?;
        }
        Ok(keywords)
    }
}

fn rule(py: Python<'_>, row: &RuleRow) -> PyResult<ChromeRule> {
    let (id, reason, scope, pattern, hit, near_miss) = row;
    let wrong = |error: &dyn std::fmt::Display| errors::option(py, format!("rule {id}: {error}"));
    let reason = reason.parse().map_err(|error| wrong(&error))?;
    let scope = scope.parse().map_err(|error| wrong(&error))?;
    let rule = ChromeRule::new(id, reason, scope, pattern).map_err(|error| wrong(&error))?;
    Ok(rule.hit(hit).near_miss(near_miss))
}

/// Strings, but not one string, which is an iterable of strings too.
pub(crate) fn names(value: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<String>> {
    let Some(value) = value else {
        return Ok(Vec::new());
    };
    if value.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err(
            "without_rules is a list of ids, not one str",
        ));
    }
    value.try_iter()?.map(|item| item?.extract()).collect()
}

/// Rules from the path of a file, or rows of them.
pub(crate) fn chrome_rules(value: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<RuleRow>> {
    let Some(value) = value else {
        return Ok(Vec::new());
    };
    if let Ok(path) = value.extract::<PathBuf>() {
        let text = std::fs::read_to_string(&path)?;
        return parsed(value.py(), &text, &path);
    }
    value.try_iter()?.map(|row| row_of(&row?)).collect()
}

/// The rows of a file of rules, which the library has read too.
fn parsed(py: Python<'_>, text: &str, path: &std::path::Path) -> PyResult<Vec<RuleRow>> {
    ChromeRule::parse(text)
        .map_err(|error| errors::option(py, format!("{}: {error}", path.display())))?;
    let lines = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    Ok(lines
        .map(|line| {
            let mut parts = line.split('\t').map(|part| part.trim().to_owned());
            let mut next = || parts.next().unwrap_or_default();
            (next(), next(), next(), next(), next(), next())
        })
        .collect())
}

/// A `ChromeRule`, or a tuple like it.
fn row_of(row: &Bound<'_, PyAny>) -> PyResult<RuleRow> {
    let mut parts = row
        .try_iter()?
        .map(|part| Ok(part?.extract::<Option<String>>()?.unwrap_or_default()))
        .collect::<PyResult<Vec<String>>>()?;
    if !(4..=6).contains(&parts.len()) {
        return Err(PyTypeError::new_err(
            "a chrome rule is (id, reason, scope, pattern, hit, near_miss), the last two at will",
        ));
    }
    parts.resize(6, String::new());
    let mut parts = parts.into_iter();
    let mut next = || parts.next().unwrap_or_default();
    Ok((next(), next(), next(), next(), next(), next()))
}

/// A model from the path of its file, or from its bytes.
pub(crate) fn chrome_model(value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Arc<ChromeModel>>> {
    let Some(value) = value else {
        return Ok(None);
    };
    let py = value.py();
    let model = match value.cast::<PyBytes>() {
        Ok(bytes) => ChromeModel::load(bytes.as_bytes()),
        Err(_) => ChromeModel::load(std::fs::File::open(value.extract::<PathBuf>()?)?),
    };
    let model = model.map_err(|error| errors::option(py, error))?;
    Ok(Some(Arc::new(model)))
}
