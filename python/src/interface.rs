//! Arrow's C interface through PyCapsules, which pyarrow, polars, pandas, DuckDB and others speak.
//!
//! The crates that do this for one bring all of Arrow's casts and comparisons, which take longer to build
//! than all the rest; what is needed here are a few pointers.

#![allow(unsafe_code)]

use crate::rows::Content;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator, StructArray, make_array};
use arrow_data::ArrayData;
use arrow_data::transform::MutableArrayData;
use arrow_schema::{ArrowError, DataType};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use std::ffi::CStr;

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
const STREAM: &CStr = c"arrow_array_stream";

/// The arrays of texts or bytes of an object with an Arrow interface, or `None` if it has none.
pub(crate) fn arrays(object: &Bound<'_, PyAny>) -> PyResult<Option<Vec<ArrayRef>>> {
    if object.hasattr("__arrow_c_array__")? {
        return array_of(object).map(|array| Some(vec![array]));
    }
    if object.hasattr("__arrow_c_stream__")? {
        return stream_of(object).map(Some);
    }
    Ok(None)
}

fn array_of(object: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    type Capsules<'py> = (Bound<'py, PyCapsule>, Bound<'py, PyCapsule>);
    let (schema, array): Capsules<'_> = object.call_method0("__arrow_c_array__")?.extract()?;
    let schema = schema
        .pointer_checked(Some(SCHEMA))?
        .cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    // SAFETY: a capsule of this name holds a schema of the C interface, valid as long as the capsule,
    // which lives to the end of this function.
    let schema = unsafe { schema.as_ref() };
    Content::of(&DataType::try_from(schema).map_err(wrong)?)?;
    // SAFETY: a capsule of this name holds an array, which is moved out: the capsule keeps a released one.
    let array = unsafe { FFI_ArrowArray::from_raw(array.as_ptr()) };
    import(array, schema)
}

fn stream_of(object: &Bound<'_, PyAny>) -> PyResult<Vec<ArrayRef>> {
    let capsule = object.call_method0("__arrow_c_stream__")?;
    let capsule = capsule.cast::<PyCapsule>()?;
    let stream = capsule
        .pointer_checked(Some(STREAM))?
        .cast::<FFI_ArrowArrayStream>();
    // SAFETY: a capsule of this name holds a stream, which is moved out: the capsule keeps a released one.
    let mut stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
    let (Some(get_schema), Some(get_next)) = (stream.get_schema(), stream.get_next()) else {
        return Err(PyValueError::new_err("the Arrow stream is used up"));
    };
    let mut schema = FFI_ArrowSchema::empty();
    // SAFETY: a stream that is not released may be asked for its schema, which it writes to the place given.
    let code = unsafe { get_schema(&raw mut stream, &raw mut schema) };
    check(code, &mut stream)?;
    Content::of(&DataType::try_from(&schema).map_err(wrong)?)?;
    let mut arrays = Vec::new();
    loop {
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: as above; a released array tells the end.
        let code = unsafe { get_next(&raw mut stream, &raw mut array) };
        check(code, &mut stream)?;
        if array.is_released() {
            return Ok(arrays);
        }
        arrays.push(import(array, &schema)?);
    }
}

/// The error of the stream, if its answer was one.
fn check(code: i32, stream: &mut FFI_ArrowArrayStream) -> PyResult<()> {
    if code == 0 {
        return Ok(());
    }
    let message = stream.get_last_error().and_then(|get| {
        // SAFETY: a stream that is not released may be asked for its last error.
        let text = unsafe { get(&raw mut *stream) };
        if text.is_null() {
            return None;
        }
        // SAFETY: it is a string, which lives until the stream is asked for something else.
        let text = unsafe { CStr::from_ptr(text) };
        Some(text.to_string_lossy().into_owned())
    });
    let message = message.unwrap_or_else(|| format!("error {code}"));
    Err(PyValueError::new_err(format!(
        "the Arrow stream broke off: {message}"
    )))
}

fn import(array: FFI_ArrowArray, schema: &FFI_ArrowSchema) -> PyResult<ArrayRef> {
    // SAFETY: array and schema came together from one producer, which vouches for the lengths of its
    // buffers. That strings are UTF-8 nobody vouches for: `rows` reads them as bytes.
    let data = unsafe { from_ffi(array, schema) }.map_err(wrong)?;
    Ok(make_array(data))
}

fn wrong(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// The type as a capsule.
pub(crate) fn schema<'py>(py: Python<'py>, kind: &DataType) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(kind).map_err(wrong)?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}

/// The pieces as one array, with its type.
pub(crate) fn array<'py>(
    py: Python<'py>,
    pieces: &[StructArray],
    empty: &StructArray,
) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
    let data = match pieces {
        [] => empty.to_data(),
        [piece] => piece.to_data(),
        _ => py.detach(|| joined(pieces)).map_err(wrong)?,
    };
    let array = PyCapsule::new_with_value(py, FFI_ArrowArray::new(&data), ARRAY)?;
    Ok((schema(py, data.data_type())?, array))
}

fn joined(pieces: &[StructArray]) -> Result<ArrayData, ArrowError> {
    let pieces: Vec<_> = pieces.iter().map(Array::to_data).collect();
    let rows = pieces.iter().map(ArrayData::len).sum();
    let mut whole = MutableArrayData::new(pieces.iter().collect(), false, rows);
    for (index, piece) in pieces.iter().enumerate() {
        whole.try_extend(index, 0, piece.len())?;
    }
    Ok(whole.freeze())
}

/// The pieces one after another.
pub(crate) fn stream<'py>(
    py: Python<'py>,
    pieces: &[StructArray],
    empty: &StructArray,
) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = RecordBatch::from(empty).schema();
    let batches: Vec<_> = pieces
        .iter()
        .map(|piece| Ok(RecordBatch::from(piece)))
        .collect();
    let reader = RecordBatchIterator::new(batches, schema);
    let stream = FFI_ArrowArrayStream::new(Box::new(reader));
    PyCapsule::new_with_value(py, stream, STREAM)
}
