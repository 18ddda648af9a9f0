//! Memory to read into that is made once and used again and again.

use std::io::{self, Read};

/// A larger buffer gives memory back when it is cleared.
const KEPT: usize = 1 << 20;

/// Bytes, and room behind them that is initialised already.
#[derive(Debug, Default)]
pub(crate) struct Buffer {
    memory: Vec<u8>,
    length: usize,
}

impl Buffer {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.memory[..self.length]
    }

    pub(crate) fn len(&self) -> usize {
        self.length
    }

    pub(crate) fn clear(&mut self) {
        self.length = 0;
        self.memory.truncate(KEPT);
        self.memory.shrink_to(KEPT);
    }

    /// Drops what is behind `length`.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.length = self.length.min(length);
    }

    /// Adds `bytes`.
    pub(crate) fn extend(&mut self, bytes: &[u8]) {
        self.room(bytes.len())[..bytes.len()].copy_from_slice(bytes);
        self.length += bytes.len();
    }

    /// Reads once, at most `room` bytes, and says how many; none is the end.
    pub(crate) fn read(&mut self, reader: &mut impl Read, room: usize) -> io::Result<usize> {
        loop {
            match reader.read(self.room(room)) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(read) => {
                    self.length += read;
                    return Ok(read);
                }
            }
        }
    }

    /// So much room behind the bytes.
    fn room(&mut self, room: usize) -> &mut [u8] {
        let end = self.length + room;
        if self.memory.len() < end {
            self.memory.resize(end, 0);
        }
        &mut self.memory[self.length..end]
    }
}
