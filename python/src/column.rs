//! The class `Column`: cleaned documents as Arrow holds them, and the way from a column of texts to it.

use crate::errors::Fault;
use crate::fields::Fields;
use crate::in_order::{in_order, runs};
use crate::input::{guarded, utf8};
use crate::interface;
use crate::rows::{Content, rows};
use arrow_array::{Array, ArrayRef, StructArray};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use zhengwen::{Cleaner, Document, Scratch};

/// A piece of a column has about so many bytes at most, so that its offsets fit 32 bits.
const LONGEST_PIECE: usize = 1 << 26;

/// And a document: what is made of it may be three times as long.
const LONGEST_TEXT: usize = i32::MAX as usize / 3;

/// Fewer bytes are not worth a thread of their own.
const SHORTEST_PIECE: usize = 1 << 16;

/// Documents of more bytes than this leave no memory behind.
const KEPT: usize = 1 << 20;

/// Cleaned documents as a column of Arrow structs: what Cleaner.batch gives for a column.
///
/// It has no methods of its own: hand it to pyarrow.table, pyarrow.chunked_array, polars.DataFrame, polars.Series or
/// DuckDB, which take it without a copy. The fields are those of the tool's JSON: schema_version, text, title,
/// encoding, truncated, warnings, blocks, placeholders, removed, edits (if asked for), error. A document that
/// cannot be cleaned has an error and nulls; a null is a row of nulls. Offsets are bytes of UTF-8.
#[pyclass(frozen, module = "zhengwen")]
pub(crate) struct Column {
    pieces: Vec<StructArray>,
    edits: bool,
}

impl Column {
    /// Cleans the rows of the chunks.
    pub(crate) fn clean(
        py: Python<'_>,
        cleaner: &Cleaner,
        chunks: &[ArrayRef],
        threads: usize,
        edits: bool,
    ) -> PyResult<Self> {
        let mut pieces = Vec::new();
        let columns: Vec<_> = chunks.iter().map(|chunk| rows(chunk.as_ref())).collect();
        let size = |row: &Option<&[u8]>| row.map_or(0, <[u8]>::len);
        let whole: usize = columns.iter().flatten().map(size).sum();
        // Several pieces a thread, lest one waits for the other.
        let share = (whole / (threads * 4)).max(SHORTEST_PIECE);
        let size_of_piece = if threads == 1 {
            LONGEST_PIECE
        } else {
            share.min(LONGEST_PIECE)
        };
        for (chunk, column) in chunks.iter().zip(&columns) {
            let content = Content::of(chunk.data_type())?;
            for run in runs(column.iter().map(size), size_of_piece) {
                pieces.push((content, &column[run]));
            }
        }
        let cleaned = in_order(py, pieces.len(), threads, |index| {
            let (content, rows) = pieces[index];
            piece(cleaner, content, rows, edits)
        })?;
        Ok(Column {
            pieces: cleaned,
            edits,
        })
    }
}

/// A piece of the column.
fn piece(cleaner: &Cleaner, content: Content, rows: &[Option<&[u8]>], edits: bool) -> StructArray {
    let mut fields = Fields::new(edits);
    let mut scratch = Scratch::new();
    for row in rows {
        let Some(bytes) = row else {
            fields.without(None);
            continue;
        };
        match guarded(|| one(cleaner, content, bytes, &mut scratch)) {
            Ok(document) => {
                fields.document(&document);
                if document.source().len() <= KEPT {
                    scratch.recycle(document);
                }
            }
            Err(fault) => {
                scratch = Scratch::new();
                fields.without(Some(&fault.to_string()));
            }
        }
    }
    fields.finish()
}

fn one(
    cleaner: &Cleaner,
    content: Content,
    bytes: &[u8],
    scratch: &mut Scratch,
) -> Result<Document, Fault> {
    if bytes.len() > LONGEST_TEXT {
        return Err(Fault::TooLong(bytes.len()));
    }
    if content == Content::Bytes {
        return match bytes.len() {
            0..=KEPT => cleaner.clean_bytes_with(scratch, bytes),
            _ => cleaner.clean_bytes(bytes),
        }
        .map_err(Fault::Decode);
    }
    let text = utf8(bytes).map_err(Fault::NotUtf8)?;
    Ok(match bytes.len() {
        0..=KEPT => cleaner.clean_with(scratch, text),
        _ => cleaner.clean(text),
    })
}

#[pymethods]
impl Column {
    fn __len__(&self) -> usize {
        self.pieces.iter().map(Array::len).sum()
    }

    fn __repr__(&self) -> String {
        format!("<Column of {} documents>", self.__len__())
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        interface::schema(py, Fields::empty(self.edits).data_type())
    }

    /// One array, of all pieces; of several they are copied together.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        // A producer need not follow the request, and who asks casts what he gets.
        drop(requested_schema);
        interface::array(py, &self.pieces, &Fields::empty(self.edits))
    }

    /// The pieces as they are.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        interface::stream(py, &self.pieces, &Fields::empty(self.edits))
    }
}
