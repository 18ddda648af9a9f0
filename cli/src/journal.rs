//! What is done, written down as it is done, so that `--resume` knows.
//!
//! A journal is a text file of lines, appended to after the output it speaks of. A run that is
//! killed may leave output without its line, never a line without its output; and a last line
//! without its end is no line. So the journal is believed, and what goes beyond it is done again.
//! It says first which options it belongs to. That of one output is deleted when the output is
//! complete, unless documents failed; that of a directory stays, so that a later run knows what
//! there is to do.

use crate::arguments::usage;
use crate::outputs::cannot_write;
use crate::place::{claim, create};
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

pub(crate) struct Journal {
    path: PathBuf,
    file: File,
}

impl Journal {
    /// Begins a new one.
    pub(crate) fn begin(path: PathBuf, options: &str) -> Result<Self> {
        let file = create(&path).with_context(|| cannot_write(&path))?;
        let mut journal = Journal { path, file };
        journal.line(options)?;
        Ok(journal)
    }

    /// Goes on with an old one, if there is one: the journal and its lines.
    pub(crate) fn resume(path: &Path, options: &str) -> Result<Option<(Self, Vec<String>)>> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", path.display()));
            }
        };
        let length = memchr::memrchr(b'\n', &bytes).map_or(0, |at| at + 1);
        let text = String::from_utf8_lossy(&bytes[..length]);
        let mut lines = text.lines().map(str::to_owned);
        let Some(header) = lines.next() else {
            return Ok(None);
        };
        if header != options {
            return Err(usage!(
                "--resume: the run recorded in {} had other inputs or options; without --resume it starts anew",
                path.display()
            ));
        }
        let mut file = claim(path).with_context(|| cannot_write(path))?;
        file.set_len(length as u64)
            .and_then(|()| file.seek(SeekFrom::End(0)))
            .with_context(|| cannot_write(path))?;
        let path = path.to_owned();
        Ok(Some((Journal { path, file }, lines.collect())))
    }

    /// Adds a line; `text` has no line end in it.
    pub(crate) fn line(&mut self, text: &str) -> Result<()> {
        self.lines(&format!("{text}\n"))
    }

    /// Adds lines with their ends.
    pub(crate) fn lines(&mut self, lines: &str) -> Result<()> {
        self.file
            .write_all(lines.as_bytes())
            .with_context(|| cannot_write(&self.path))
    }

    /// All is done.
    pub(crate) fn end(self) -> Result<()> {
        fs::remove_file(&self.path)
            .with_context(|| format!("cannot remove {}", self.path.display()))
    }
}
