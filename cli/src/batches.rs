//! Lines of a stream in batches, a bounded number of bytes at a time.

use crate::buffer::Buffer;
use std::io::{self, Read};

/// So many bytes are read at a time.
const CHUNK: usize = 1 << 18;

/// Some whole lines.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    bytes: Buffer,
    /// The number of the first line, from 1.
    pub(crate) first: u64,
    /// How many lines the stream had up to the end of this batch.
    pub(crate) lines: u64,
    /// How many bytes the stream had up to the end of this batch.
    pub(crate) end: u64,
    /// Instead of lines: one line that was too long to be held, and its length.
    pub(crate) oversized: Option<u64>,
}

impl Batch {
    /// The lines without their ends.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &[u8]> {
        let has_lines = self.lines >= self.first && self.oversized.is_none();
        let bytes = self.bytes.bytes();
        let mut rest = has_lines.then(|| bytes.strip_suffix(b"\n").unwrap_or(bytes));
        std::iter::from_fn(move || {
            let bytes = rest?;
            let line = match memchr::memchr(b'\n', bytes) {
                Some(end) => {
                    rest = Some(&bytes[end + 1..]);
                    &bytes[..end]
                }
                None => {
                    rest = None;
                    bytes
                }
            };
            Some(line.strip_suffix(b"\r").unwrap_or(line))
        })
    }
}

/// Cuts a stream into batches.
pub(crate) struct Batches<R> {
    reader: R,
    /// Begun and not yet ended.
    rest: Vec<u8>,
    lines: u64,
    end: u64,
    /// Longer lines are not held.
    limit: usize,
    /// Whether to wait for a full chunk; else a batch is what is there, so that a slow writer at
    /// the other end of a pipe gets its answers at once.
    full: bool,
    failure: Option<io::Error>,
    ended: bool,
}

impl<R: Read> Batches<R> {
    /// `end` bytes and `lines` lines of the stream lie before `reader`.
    pub(crate) fn new(reader: R, end: u64, lines: u64, limit: usize, full: bool) -> Self {
        Batches {
            reader,
            rest: Vec::new(),
            lines,
            end,
            limit,
            full,
            failure: None,
            ended: false,
        }
    }

    /// The next batch; false at the end. When reading fails, the lines before come first and the
    /// begun one is dropped.
    pub(crate) fn next(&mut self, batch: &mut Batch) -> io::Result<bool> {
        batch.oversized = None;
        batch.first = self.lines + 1;
        batch.bytes.clear();
        batch.bytes.extend(&self.rest);
        self.rest.clear();
        let mut searched = 0;
        loop {
            if let Some(at) = memchr::memrchr(b'\n', &batch.bytes.bytes()[searched..]) {
                let whole = searched + at + 1;
                self.rest.extend_from_slice(&batch.bytes.bytes()[whole..]);
                batch.bytes.truncate(whole);
                self.count(batch);
                return Ok(true);
            }
            if batch.bytes.len() > self.limit {
                return self.skip(batch);
            }
            if self.failure.is_some() || self.ended {
                break;
            }
            searched = batch.bytes.len();
            match self.read(&mut batch.bytes) {
                Ok(()) => self.ended = batch.bytes.len() == searched,
                Err(error) => self.failure = Some(error),
            }
        }
        if let Some(error) = self.failure.take() {
            self.ended = true;
            batch.bytes.clear();
            return Err(error);
        }
        self.count(batch);
        Ok(batch.bytes.len() > 0)
    }

    fn count(&mut self, batch: &mut Batch) {
        let bytes = batch.bytes.bytes();
        let ends = memchr::memchr_iter(b'\n', bytes).count() as u64;
        let open = bytes.last().is_some_and(|&byte| byte != b'\n');
        self.lines += ends + u64::from(open);
        self.end += bytes.len() as u64;
        batch.lines = self.lines;
        batch.end = self.end;
    }

    /// Reads over the rest of a line that is too long.
    fn skip(&mut self, batch: &mut Batch) -> io::Result<bool> {
        let mut length = batch.bytes.len() as u64;
        let mut terminator = 0;
        loop {
            batch.bytes.clear();
            self.read(&mut batch.bytes)?;
            let bytes = batch.bytes.bytes();
            if bytes.is_empty() {
                self.ended = true;
                break;
            }
            if let Some(at) = memchr::memchr(b'\n', bytes) {
                length += at as u64;
                terminator = 1;
                self.rest.extend_from_slice(&bytes[at + 1..]);
                break;
            }
            length += bytes.len() as u64;
        }
        batch.bytes.clear();
        self.lines += 1;
        self.end += length + terminator;
        batch.lines = self.lines;
        batch.end = self.end;
        batch.oversized = Some(length);
        Ok(true)
    }

    fn read(&mut self, bytes: &mut Buffer) -> io::Result<()> {
        if !self.full {
            return bytes.read(&mut self.reader, CHUNK / 4).map(drop);
        }
        let mut room = CHUNK;
        while room > 0 {
            match bytes.read(&mut self.reader, room)? {
                0 => break,
                read => room -= read,
            }
        }
        Ok(())
    }
}
