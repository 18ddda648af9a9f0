//! The class `Cleaner`.

use crate::column::Column;
use crate::document::Document;
use crate::errors::Fault;
use crate::in_order::{in_order, runs};
use crate::input::Given;
use crate::interface;
use crate::options::{self, Options};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyList, PyString, PyTuple};

/// Cleans documents. Immutable; made once and used from any thread; can be pickled.
///
/// placeholders: how masked words are written: "canonical" (one spelling), "keep" (as they stand) or
///     "tagged" (⟨Person⟩, ⟨Date⟩, …). Document.placeholders lists the same ones whichever it is.
/// without_rules: ids of rules to switch off; zhengwen.rules() lists them.
/// chrome_rules: rules of one's own: the path of a file, or ChromeRules.
/// chrome_model: what a corpus knows of its chrome, as `python -m zhengwen --learn-chrome` writes it: the path of
///     its file, or its bytes.
/// encoding: the encoding that bytes were declared to have: a hint, not an order.
/// strict: undecodable bytes are an error instead of U+FFFD.
///
/// Raises OptionError for an option that is wrong.
///
/// >>> import zhengwen
/// >>> cleaner = zhengwen.Cleaner(placeholders="keep", without_rules=["inline.quote"])
/// >>> cleaner("刚才,**同志作了说明。").text
/// '刚才，**同志作了说明。\n'
/// >>> zhengwen.Cleaner(without_rules=["inline.qoute"])
/// Traceback (most recent call last):
/// zhengwen._types.OptionError: unknown rule: inline.qoute
#[pyclass(frozen, module = "zhengwen")]
pub(crate) struct Cleaner {
    cleaner: zhengwen::Cleaner,
    options: Options,
}

#[pymethods]
impl Cleaner {
    #[new]
    #[pyo3(signature = (*, placeholders = "canonical", without_rules = None, chrome_rules = None,
                        chrome_model = None, encoding = None, strict = false))]
    fn new(
        py: Python<'_>,
        placeholders: &str,
        without_rules: Option<&Bound<'_, PyAny>>,
        chrome_rules: Option<&Bound<'_, PyAny>>,
        chrome_model: Option<&Bound<'_, PyAny>>,
        encoding: Option<String>,
        strict: bool,
    ) -> PyResult<Self> {
        let options = Options {
            placeholders: placeholders.to_owned(),
            without_rules: options::names(without_rules)?,
            chrome_rules: options::chrome_rules(chrome_rules)?,
            chrome_model: options::chrome_model(chrome_model)?,
            encoding,
            strict,
        };
        let cleaner = options.build(py)?;
        Ok(Cleaner { cleaner, options })
    }

    /// Cleans one document.
    ///
    /// A str is text; bytes are decoded first, whatever they are (GBK, Big5, UTF-8, UTF-16, HZ, mojibake).
    /// `encoding` is what this document was declared to have. Other threads of Python run meanwhile.
    ///
    /// Raises DecodeError when it is no text: binary data, half a surrogate pair in a str, too long.
    ///
    /// >>> import zhengwen
    /// >>> document = zhengwen.Cleaner()("各位读者:\n".encode("gbk"))
    /// >>> document.text, document.encoding
    /// ('各位读者：\n', 'GBK')
    #[pyo3(signature = (text, /, *, encoding = None))]
    fn __call__(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        encoding: Option<&str>,
    ) -> PyResult<Document> {
        let given = Given::new(text)?;
        let hinted = match encoding {
            Some(label) => {
                let hinted = self.cleaner.with_encoding_hint(label);
                Some(hinted.map_err(|error| Fault::Decode(error).into_error(py))?)
            }
            None => None,
        };
        let cleaner = hinted.as_ref().unwrap_or(&self.cleaner);
        py.detach(|| given.clean(cleaner))
            .map(Document::new)
            .map_err(|fault| fault.into_error(py))
    }

    /// Cleans many documents on several threads (as many as there are cores, unless said otherwise), without
    /// Python's lock; results are in order.
    ///
    /// Of a list, or any iterable, of str or bytes: a list of Documents. A document that cannot be cleaned does not
    /// end the batch: its place holds the DecodeError. None stays None.
    ///
    /// >>> import zhengwen
    /// >>> cleaner = zhengwen.Cleaner()
    /// >>> [str(found) for found in cleaner.batch(["欢迎大家!", b"PK\x03\x04\x14\x00\x00\x00", None])]
    /// ['欢迎大家！\n', 'binary data, not text: zip archive at byte 0 [50 4B 03 04 14 00 00 00]', 'None']
    ///
    /// Of a column of texts or bytes with an Arrow interface (pyarrow, polars, pandas with Arrow, DuckDB): a Column.
    /// `edits` adds the edit log to it.
    #[pyo3(signature = (texts, /, *, threads = None, edits = false))]
    fn batch<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        threads: Option<usize>,
        edits: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let threads = crate::in_order::threads(threads)?;
        match interface::arrays(texts)? {
            Some(chunks) => {
                let column = Column::clean(py, &self.cleaner, &chunks, threads, edits)?;
                Ok(Bound::new(py, column)?.into_any())
            }
            None => Ok(self.list(py, texts, threads)?.into_any()),
        }
    }

    fn __getnewargs_ex__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        Ok((PyTuple::empty(py), self.options.keywords(py)?))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let keywords = self.options.keywords(py)?;
        let words: PyResult<Vec<String>> = keywords
            .iter()
            .map(|(key, value)| match value.cast::<PyBytes>() {
                Ok(bytes) => Ok(format!("{key}=<{} bytes>", bytes.as_bytes().len())),
                Err(_) => Ok(format!("{key}={}", value.repr()?)),
            })
            .collect();
        Ok(format!("Cleaner({})", words?.join(", ")))
    }
}

/// Bytes that a thread takes at a time.
const RUN: usize = 1 << 17;

impl Cleaner {
    /// The documents of a list; where there is none, the exception, or `None` for `None`.
    fn list<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        threads: usize,
    ) -> PyResult<Bound<'py, PyList>> {
        if texts.is_instance_of::<PyString>()
            || texts.is_instance_of::<PyBytes>()
            || texts.is_instance_of::<PyByteArray>()
        {
            return Err(PyTypeError::new_err(
                "batch takes many texts: call the cleaner itself with one",
            ));
        }
        let given: Vec<Option<Given>> = texts
            .try_iter()?
            .map(|text| {
                let text = text?;
                if text.is_none() {
                    Ok(None)
                } else {
                    Given::new(&text).map(Some)
                }
            })
            .collect::<PyResult<_>>()?;
        let sizes = given
            .iter()
            .map(|given| given.as_ref().map_or(0, Given::len));
        let runs = runs(sizes, RUN);
        let cleaned = in_order(py, runs.len(), threads, |run| -> Vec<_> {
            given[runs[run].clone()]
                .iter()
                .map(|given| given.as_ref().map(|given| given.clean(&self.cleaner)))
                .collect()
        })?;
        let list = PyList::empty(py);
        for item in cleaned.into_iter().flatten() {
            match item {
                None => list.append(py.None())?,
                Some(Ok(document)) => list.append(Document::new(document))?,
                Some(Err(fault)) => list.append(fault.into_error(py).into_value(py))?,
            }
        }
        Ok(list)
    }
}
