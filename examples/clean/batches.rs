//! Lines of a stream in batches, a bounded number of bytes at a time.

use std::io::{self, Read};

/// So many bytes are read at a time.
const CHUNK: usize = 1 << 18;

/// Some whole lines.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    bytes: Vec<u8>,
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
        let bytes = self.bytes.strip_suffix(b"\n").unwrap_or(&self.bytes);
        let has_lines = self.lines >= self.first && self.oversized.is_none();
        let lines = has_lines.then(|| bytes.split(|&byte| byte == b'\n'));
        let lines = lines.into_iter().flatten();
        lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line))
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
        batch.bytes.shrink_to(4 * CHUNK);
        batch.bytes.append(&mut self.rest);
        let mut searched = 0;
        loop {
            if let Some(at) = memchr::memrchr(b'\n', &batch.bytes[searched..]) {
                let whole = searched + at + 1;
                self.rest.extend_from_slice(&batch.bytes[whole..]);
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
        Ok(!batch.bytes.is_empty())
    }

    fn count(&mut self, batch: &mut Batch) {
        let ends = memchr::memchr_iter(b'\n', &batch.bytes).count() as u64;
        let open = batch.bytes.last().is_some_and(|&byte| byte != b'\n');
        self.lines += ends + u64::from(open);
        self.end += batch.bytes.len() as u64;
        batch.lines = self.lines;
        batch.end = self.end;
    }

    /// Reads over the rest of a line that is too long.
    fn skip(&mut self, batch: &mut Batch) -> io::Result<bool> {
        let mut length = batch.bytes.len() as u64;
        let mut terminator = 0;
        loop {
            batch.bytes.clear();
            batch.bytes.shrink_to(4 * CHUNK);
            self.read(&mut batch.bytes)?;
            if batch.bytes.is_empty() {
                self.ended = true;
                break;
            }
            if let Some(at) = memchr::memchr(b'\n', &batch.bytes) {
                length += at as u64;
                terminator = 1;
                self.rest.extend_from_slice(&batch.bytes[at + 1..]);
                break;
            }
            length += batch.bytes.len() as u64;
        }
        batch.bytes.clear();
        self.lines += 1;
        self.end += length + terminator;
        batch.lines = self.lines;
        batch.end = self.end;
        batch.oversized = Some(length);
        Ok(true)
    }

    fn read(&mut self, bytes: &mut Vec<u8>) -> io::Result<()> {
        if self.full {
            let chunk = CHUNK as u64;
            return self
                .reader
                .by_ref()
                .take(chunk)
                .read_to_end(bytes)
                .map(drop);
        }
        let from = bytes.len();
        bytes.resize(from + CHUNK / 4, 0);
        let read = loop {
            match self.reader.read(&mut bytes[from..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result,
            }
        };
        bytes.truncate(from + read.as_ref().copied().unwrap_or(0));
        read.map(drop)
    }
}
