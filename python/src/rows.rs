//! A column of texts or bytes, as it came through the Arrow interface: read where it lies.

use arrow_array::cast::AsArray;
use arrow_array::types::{ByteArrayType, ByteViewType};
use arrow_array::{Array, GenericByteArray, GenericByteViewArray};
use arrow_buffer::ArrowNativeType;
use arrow_schema::DataType;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

/// What the rows of a column are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    Text,
    Bytes,
}

impl Content {
    /// Of a column of this type, if it can be cleaned.
    pub(crate) fn of(kind: &DataType) -> PyResult<Self> {
        match kind {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => {
                Ok(Content::Text)
            }
            DataType::Binary | DataType::LargeBinary | DataType::BinaryView => Ok(Content::Bytes),
            DataType::Dictionary(_, values) => Content::of(values),
            // A table of one column, as DuckDB gives.
            DataType::Struct(fields) if fields.len() == 1 => Content::of(fields[0].data_type()),
            other => Err(PyTypeError::new_err(format!(
                "a column of texts or bytes is wanted, not of {other}"
            ))),
        }
    }
}

/// The rows of an array, none where it is null. Strings are read as bytes: not every writer of a
/// column has made sure that they are UTF-8.
pub(crate) fn rows(array: &dyn Array) -> Vec<Option<&[u8]>> {
    match array.data_type() {
        DataType::Utf8 => offsets(array.as_string::<i32>()),
        DataType::LargeUtf8 => offsets(array.as_string::<i64>()),
        DataType::Binary => offsets(array.as_binary::<i32>()),
        DataType::LargeBinary => offsets(array.as_binary::<i64>()),
        DataType::Utf8View => views(array.as_string_view()),
        DataType::BinaryView => views(array.as_binary_view()),
        DataType::Dictionary(_, _) => dictionary(array),
        DataType::Struct(_) => rows(array.as_struct().column(0).as_ref()),
        _ => vec![None; array.len()],
    }
}

fn offsets<T: ByteArrayType>(array: &GenericByteArray<T>) -> Vec<Option<&[u8]>> {
    let data = array.value_data();
    let ends = array.value_offsets().windows(2);
    ends.enumerate()
        .map(|(row, ends)| {
            let [start, end] = [ends[0].as_usize(), ends[1].as_usize()];
            array.is_valid(row).then(|| &data[start..end])
        })
        .collect()
}

fn views<T: ByteViewType + ?Sized>(array: &GenericByteViewArray<T>) -> Vec<Option<&[u8]>> {
    let values = array.bytes_iter().enumerate();
    values
        .map(|(row, value)| array.is_valid(row).then_some(value))
        .collect()
}

fn dictionary(array: &dyn Array) -> Vec<Option<&[u8]>> {
    let array = array.as_any_dictionary();
    let values = rows(array.values().as_ref());
    if values.is_empty() {
        return vec![None; array.len()];
    }
    let keys = array.normalized_keys().into_iter().enumerate();
    keys.map(|(row, key)| values[key].filter(|_| array.keys().is_valid(row)))
        .collect()
}
