//! A model as a file.

use super::ChromeModel;
use crate::error::{ModelError, ModelErrorKind};
use std::io::{self, Read, Write};

const MAGIC: &[u8; 8] = b"zwchrome";
const VERSION: u8 = 1;

impl ChromeModel {
    /// Writes the model: a header (magic, version, capacity, documents), then both tables, runs
    /// of empty cells as their length. The same model always gives the same bytes.
    ///
    /// # Errors
    /// When writing fails.
    pub fn save(&self, mut writer: impl Write) -> io::Result<()> {
        let mut bytes = Vec::new();
        bytes.extend_from_slice(MAGIC);
        bytes.push(VERSION);
        put(&mut bytes, self.columns.trailing_zeros().into());
        put(&mut bytes, self.documents);
        for table in [&self.seen, &self.inside] {
            let mut empty = 0;
            for &cell in table {
                if cell == 0 {
                    empty += 1;
                    continue;
                }
                put(&mut bytes, empty);
                bytes.extend_from_slice(&cell.to_le_bytes());
                empty = 0;
            }
            put(&mut bytes, empty);
        }
        writer.write_all(&bytes)?;
        writer.flush()
    }

    /// Reads what [`ChromeModel::save`] wrote.
    ///
    /// # Errors
    /// When reading fails, or the bytes are not a model of a known version. A model that holds too much
    /// is loaded: see [`ChromeModel::fullness`] and [`ChromeModel::evidence`].
    pub fn load(mut reader: impl Read) -> Result<Self, ModelError> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes)?;
        let rest = bytes
            .strip_prefix(MAGIC)
            .ok_or_else(|| ModelError::new(ModelErrorKind::NotAModel, "not a chrome model"))?;
        let (&version, mut rest) = rest.split_first().ok_or_else(cut_short)?;
        if version != VERSION {
            return Err(ModelError::new(
                ModelErrorKind::UnknownVersion,
                format!("unknown version {version}"),
            ));
        }
        let rest = &mut rest;
        let power = get(rest)?;
        if !(8..=26).contains(&power) {
            return Err(cut_short());
        }
        let mut model = ChromeModel::with_capacity(1 << power);
        model.documents = get(rest)?;
        for table in [&mut model.seen, &mut model.inside] {
            let mut at = 0usize;
            loop {
                at = usize::try_from(get(rest)?)
                    .ok()
                    .and_then(|empty| at.checked_add(empty))
                    .ok_or_else(cut_short)?;
                if at == table.len() {
                    break;
                }
                let cell = table.get_mut(at).ok_or_else(cut_short)?;
                let (value, tail) = rest.split_first_chunk::<8>().ok_or_else(cut_short)?;
                *cell = u64::from_le_bytes(*value);
                *rest = tail;
                at += 1;
            }
        }
        model.filled = model.seen.iter().filter(|&&cell| cell != 0).count();
        Ok(model)
    }
}

/// LEB128.
fn put(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn get(bytes: &mut &[u8]) -> Result<u64, ModelError> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first().ok_or_else(cut_short)?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err(cut_short())
}

fn cut_short() -> ModelError {
    ModelError::new(ModelErrorKind::Damaged, "the model is cut short or damaged")
}
