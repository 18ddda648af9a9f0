//! The class `Document`.

use crate::errors::class;
use crate::html;
use crate::offsets::{self, Counter, Unit};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList, PyString, PyType};
use zhengwen::Warning;

/// A cleaned document: what a Cleaner gives.
///
/// Spans are pairs (start, end) of characters, as Python counts them (code points), so that
/// document.source[slice(*span)] is what they mean; unit="bytes" counts bytes of UTF-8 instead, as the tool's
/// JSON and columns do. Lists are made anew each time they are asked for.
///
/// >>> import zhengwen
/// >>> document = zhengwen.Cleaner()("在图书馆开馆仪式上的致辞\n各位读者：\n图书馆今天开馆,欢迎大家。\n")
/// >>> document
/// <Document '在图书馆开馆仪式上的致辞': 3 blocks, 0 placeholders, 0 removed, 1 edits>
#[pyclass(frozen, module = "zhengwen")]
pub(crate) struct Document {
    document: zhengwen::Document,
    text: PyOnceLock<Py<PyString>>,
    source: PyOnceLock<Py<PyString>>,
}

static BLOCK: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static PLACEHOLDER: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static REMOVED: PyOnceLock<Py<PyType>> = PyOnceLock::new();
static EDIT: PyOnceLock<Py<PyType>> = PyOnceLock::new();

/// A list of a document, in Python.
type Items<'py> = PyResult<Bound<'py, PyList>>;

#[pymethods]
impl Document {
    /// The clean text: one block a line, ending in one line feed.
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> &Bound<'py, PyString> {
        self.text
            .get_or_init(py, || PyString::new(py, self.document.text()).unbind())
            .bind(py)
    }

    /// The decoded source text that all spans point into.
    #[getter]
    fn source<'py>(&self, py: Python<'py>) -> &Bound<'py, PyString> {
        self.source
            .get_or_init(py, || PyString::new(py, self.document.source()).unbind())
            .bind(py)
    }

    /// The title, or None.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.document.title()
    }

    /// WHATWG name of the encoding of the source; UTF-8 for a str.
    #[getter]
    fn encoding(&self) -> &'static str {
        self.document.encoding()
    }

    /// Whether the text stops in mid-sentence, as the preview of a paywalled page does.
    #[getter]
    fn truncated(&self) -> bool {
        self.document.is_truncated()
    }

    /// What was noticed and could not be repaired: interleaved_columns, damaged, too_long, unsettled.
    #[getter]
    fn warnings(&self) -> Vec<&'static str> {
        let warnings = self.document.warnings().iter();
        warnings.map(|&warning| Warning::as_str(warning)).collect()
    }

    /// The blocks in order.
    #[getter]
    fn blocks<'py>(&self, py: Python<'py>) -> Items<'py> {
        self.blocks_in(py, Unit::Characters)
    }

    /// The masked words in order.
    #[getter]
    fn placeholders<'py>(&self, py: Python<'py>) -> Items<'py> {
        self.placeholders_in(py, Unit::Characters)
    }

    /// What was removed as site chrome, in order.
    #[getter]
    fn removed<'py>(&self, py: Python<'py>) -> Items<'py> {
        self.removed_in(py, Unit::Characters)
    }

    /// Every change in order: sorted, disjoint; outside them text and source agree.
    #[getter]
    fn edits<'py>(&self, py: Python<'py>) -> Items<'py> {
        self.edits_in(py, Unit::Characters)
    }

    /// The source, from the text and the edits alone.
    ///
    /// >>> import zhengwen
    /// >>> zhengwen.Cleaner()("欢迎大家!").undo()
    /// '欢迎大家!'
    fn undo(&self) -> String {
        self.document.undo()
    }

    /// Where text[start:end] stood in the source.
    ///
    /// Raises IndexError when start:end is no span of the text.
    ///
    /// >>> import zhengwen
    /// >>> document = zhengwen.Cleaner()("𠮷水县图 书馆欢迎大家。")
    /// >>> document.text
    /// '𠮷水县图书馆欢迎大家。\n'
    /// >>> document.source_span(3, 6)
    /// (3, 7)
    /// >>> document.source[3:7]
    /// '图 书馆'
    #[pyo3(signature = (start, end, /, *, unit = "characters"))]
    fn source_span(&self, start: usize, end: usize, unit: &str) -> PyResult<(usize, usize)> {
        let unit = Unit::new(unit)?;
        let output = offsets::bytes(self.document.text(), start, end, unit).ok_or_else(|| {
            PyIndexError::new_err(format!("{start}..{end} is no span of the text"))
        })?;
        let source = self.document.source_span(output);
        Ok(Counter::new(self.document.source(), unit).span(&source))
    }

    /// The document as the tool writes it in JSON (see its JSON Schema), with the edits; with unit="bytes" it is equal
    /// to that.
    ///
    /// >>> import zhengwen
    /// >>> zhengwen.Cleaner()("欢迎大家!").to_dict()["blocks"]
    /// [{'kind': 'paragraph', 'level': None, 'text': '欢迎大家！', 'span': [0, 5], 'output': [0, 5]}]
    #[pyo3(signature = (*, unit = "characters"))]
    fn to_dict<'py>(&self, py: Python<'py>, unit: &str) -> PyResult<Bound<'py, PyDict>> {
        let unit = Unit::new(unit)?;
        let fields = PyDict::new(py);
        fields.set_item("schema_version", zhengwen::SCHEMA_VERSION)?;
        fields.set_item("encoding", self.encoding())?;
        fields.set_item("text", self.text(py))?;
        fields.set_item("title", self.title())?;
        fields.set_item("truncated", self.truncated())?;
        fields.set_item("warnings", self.warnings())?;
        fields.set_item("blocks", dicts(&self.blocks_in(py, unit)?)?)?;
        fields.set_item("placeholders", dicts(&self.placeholders_in(py, unit)?)?)?;
        fields.set_item("removed", dicts(&self.removed_in(py, unit)?)?)?;
        fields.set_item("edits", dicts(&self.edits_in(py, unit)?)?)?;
        Ok(fields)
    }

    fn __str__<'py>(&self, py: Python<'py>) -> &Bound<'py, PyString> {
        self.text(py)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let document = &self.document;
        let title = document.title().into_pyobject(py)?.repr()?;
        let warnings: String = document
            .warnings()
            .iter()
            .map(|warning| format!(", {warning}"))
            .collect();
        Ok(format!(
            "<Document {title}: {} blocks, {} placeholders, {} removed, {} edits{warnings}>",
            document.blocks().len(),
            document.placeholders().len(),
            document.removed().len(),
            document.edits().len(),
        ))
    }

    /// The text with the changes inline, for a notebook.
    fn _repr_html_(&self) -> String {
        html::page(&self.document)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.document == other.document
    }
}

impl Document {
    pub(crate) fn new(document: zhengwen::Document) -> Self {
        Document {
            document,
            text: PyOnceLock::new(),
            source: PyOnceLock::new(),
        }
    }

    /// Counters of the source and of the text.
    fn counters(&self, unit: Unit) -> (Counter<'_>, Counter<'_>) {
        (
            Counter::new(self.document.source(), unit),
            Counter::new(self.document.text(), unit),
        )
    }

    fn blocks_in<'py>(&self, py: Python<'py>, unit: Unit) -> Items<'py> {
        let class = class(py, &BLOCK, "Block")?;
        let (mut source, mut text) = self.counters(unit);
        let list = PyList::empty(py);
        for block in self.document.blocks() {
            let (span, output) = (source.span(&block.span), text.span(&block.output));
            let (kind, level) = (block.kind.as_str(), block.kind.level());
            list.append(class.call1((kind, level, block.text, span, output))?)?;
        }
        Ok(list)
    }

    fn placeholders_in<'py>(&self, py: Python<'py>, unit: Unit) -> Items<'py> {
        let class = class(py, &PLACEHOLDER, "Placeholder")?;
        let (mut source, mut text) = self.counters(unit);
        let list = PyList::empty(py);
        for mask in self.document.placeholders() {
            let (span, output) = (source.span(&mask.span), text.span(&mask.output));
            let kind = mask.kind.as_str();
            list.append(class.call1((kind, mask.raw, mask.canonical, span, output))?)?;
        }
        Ok(list)
    }

    fn removed_in<'py>(&self, py: Python<'py>, unit: Unit) -> Items<'py> {
        let class = class(py, &REMOVED, "Removed")?;
        let (mut source, _) = self.counters(unit);
        let list = PyList::empty(py);
        for removed in self.document.removed() {
            let span = source.span(&removed.span);
            let reason = removed.reason.as_str();
            list.append(class.call1((removed.text, reason, removed.rule, span))?)?;
        }
        Ok(list)
    }

    fn edits_in<'py>(&self, py: Python<'py>, unit: Unit) -> Items<'py> {
        let class = class(py, &EDIT, "Edit")?;
        let (mut source, mut text) = self.counters(unit);
        let list = PyList::empty(py);
        for edit in self.document.edits() {
            let (span, output) = (source.span(&edit.span), text.span(&edit.output));
            list.append(class.call1((
                span,
                edit.original,
                edit.rule,
                edit.replacement,
                output,
            ))?)?;
        }
        Ok(list)
    }
}

/// Named tuples as dicts whose spans are lists: what `json.loads` would give.
fn dicts<'py>(items: &Bound<'py, PyList>) -> Items<'py> {
    let list = PyList::empty(items.py());
    for item in items.iter() {
        let fields = item.call_method0("_asdict")?.cast_into::<PyDict>()?;
        for name in ["span", "output"] {
            if let Some(span) = fields.get_item(name)? {
                fields.set_item(name, span.extract::<[usize; 2]>()?.to_vec())?;
            }
        }
        list.append(fields)?;
    }
    Ok(list)
}
