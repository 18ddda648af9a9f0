//! One output that grows batch by batch: standard output, or a file that is `NAME.part` until it
//! is complete, with a journal beside it that says how much of the input is in how much of it.

use crate::compression::Compression;
use crate::journal::Journal;
use crate::ledger::{Ledger, Outcome};
use crate::outputs::{beside, cannot_write, print};
use crate::place::{Place, claim, create};
use anyhow::{Context, Result, anyhow};
use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// How far a run is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    /// Of the input: bytes, or documents.
    pub(crate) input: u64,
    pub(crate) lines: u64,
    /// Bytes of the output.
    output: u64,
    /// Bytes of the rejects.
    rejects: u64,
    /// Documents that failed.
    failures: u64,
}

pub(crate) struct Stream {
    target: Target,
    pub(crate) compression: Compression,
    /// Where it stands; after opening, where to go on.
    pub(crate) position: Position,
}

enum Target {
    Standard,
    /// A device or a pipe: there is nothing to go on from.
    Through(PathBuf, File),
    File(Growing),
}

struct Growing {
    path: PathBuf,
    part: PathBuf,
    file: File,
    journal: Journal,
    /// Bytes that may not be on the disk yet.
    pending: usize,
}

impl Growing {
    fn new(path: &Path, part: PathBuf, file: File, journal: Journal) -> Self {
        Growing {
            path: path.to_owned(),
            part,
            file,
            journal,
            pending: 0,
        }
    }
}

/// Outputs are sent to the disk in pieces of so many bytes …
const PIECE: usize = 16 << 20;
/// … or when less than this came at once: the input is slow or at its end.
const TRICKLE: usize = 64 << 10;

impl Stream {
    /// To standard output.
    pub(crate) fn standard(compression: Compression) -> Self {
        Stream {
            target: Target::Standard,
            compression,
            position: Position::default(),
        }
    }

    /// To a file; `None` when it is complete already and `resume` is asked for. `options` names
    /// what decides about its content.
    pub(crate) fn file(
        path: &Path,
        options: &str,
        resume: bool,
        ledger: &mut Ledger<'_>,
    ) -> Result<Option<Self>> {
        let path = &match Place::of(path).with_context(|| cannot_write(path))? {
            Place::File(path) => path,
            Place::Through(file) => {
                return Ok(Some(Stream {
                    compression: Compression::of(path),
                    target: Target::Through(path.to_owned(), file),
                    position: Position::default(),
                }));
            }
        };
        let part = beside(path, ".part");
        let log = beside(path, ".journal");
        if resume && path.exists() && !part.exists() {
            if let Some((journal, lines)) = Journal::resume(&log, options)? {
                let position = lines.last().and_then(|line| Position::parse(line));
                let failures = position.unwrap_or_default().failures;
                ledger.summary.counts.failures += failures;
                if failures == 0 {
                    journal.end()?;
                }
            }
            return Ok(None);
        }
        if resume
            && part.exists()
            && let Some((journal, lines)) = Journal::resume(&log, options)?
            && let Some(position) = lines.last().and_then(|line| Position::parse(line))
        {
            let file = reopen(&part, position.output)?;
            ledger.rewind(position.rejects)?;
            ledger.summary.counts.failures += position.failures;
            let growing = Growing::new(path, part, file, journal);
            return Ok(Some(Stream::growing(growing, position)));
        }
        let file = create(&part).with_context(|| cannot_write(&part))?;
        let mut journal = Journal::begin(log, options)?;
        let position = Position {
            rejects: ledger.rejected(),
            ..Position::default()
        };
        journal.line(&position.to_line())?;
        let growing = Growing::new(path, part, file, journal);
        Ok(Some(Stream::growing(growing, position)))
    }

    fn growing(growing: Growing, position: Position) -> Self {
        Stream {
            compression: Compression::of(&growing.path),
            target: Target::File(growing),
            position,
        }
    }

    /// Writes what came out of a batch (packed already) and flushes it; then it counts as done.
    pub(crate) fn deliver(
        &mut self,
        input: u64,
        lines: u64,
        outcome: &mut Outcome,
        ledger: &mut Ledger<'_>,
    ) -> Result<()> {
        self.position.input = input;
        self.position.lines = lines;
        self.position.output += outcome.bytes.len() as u64;
        match &mut self.target {
            Target::Standard => {
                print(&outcome.bytes)?;
                ledger.enter(outcome)
            }
            Target::Through(path, file) => {
                let written = file.write_all(&outcome.bytes);
                written.with_context(|| cannot_write(path))?;
                ledger.enter(outcome)
            }
            Target::File(growing) => {
                let written = growing.file.write_all(&outcome.bytes);
                written
                    .with_context(|| cannot_write(&growing.part))
                    .context("what was done before is kept; --resume goes on")?;
                let length = outcome.bytes.len();
                self.position.failures += outcome.failures.len() as u64;
                ledger.enter(outcome)?;
                self.position.rejects = ledger.rejected();
                growing.pending += length;
                if growing.pending < PIECE && length >= TRICKLE {
                    return Ok(());
                }
                growing.sync()?;
                ledger.sync()?;
                growing.journal.line(&self.position.to_line())
            }
        }
    }

    /// All is written: the file gets its name. Where failures `matter` the journal of a run that
    /// had some stays, so that a later `--resume` does not take it for a good one.
    pub(crate) fn end(self, matter: bool) -> Result<()> {
        let Target::File(mut growing) = self.target else {
            return Ok(());
        };
        growing.sync()?;
        let stays = matter && self.position.failures > 0;
        if stays {
            growing.journal.line(&self.position.to_line())?;
        }
        fs::rename(&growing.part, &growing.path).with_context(|| cannot_write(&growing.path))?;
        if stays {
            return Ok(());
        }
        growing.journal.end()
    }

    /// Where an unfinished output lies.
    pub(crate) fn unfinished(&self) -> Option<&Path> {
        match &self.target {
            Target::Standard | Target::Through(..) => None,
            Target::File(growing) => Some(&growing.part),
        }
    }
}

impl Growing {
    /// What the journal speaks of is on the disk.
    fn sync(&mut self) -> Result<()> {
        self.pending = 0;
        let synced = self.file.sync_data();
        synced.with_context(|| cannot_write(&self.part))
    }
}

fn reopen(part: &Path, length: u64) -> Result<File> {
    let mut file = claim(part).with_context(|| cannot_write(part))?;
    let there = file.metadata().with_context(|| cannot_write(part))?.len();
    if there < length {
        return Err(anyhow!(
            "--resume: {} has {there} bytes, {length} were written to it; without --resume it is written anew",
            part.display()
        ));
    }
    file.set_len(length)
        .and_then(|()| file.seek(SeekFrom::End(0)))
        .with_context(|| cannot_write(part))?;
    Ok(file)
}

impl Position {
    fn to_line(self) -> String {
        let Position {
            input,
            lines,
            output,
            rejects,
            failures,
        } = self;
        format!("{input} {lines} {output} {rejects} {failures}")
    }

    fn parse(line: &str) -> Option<Self> {
        let mut numbers = line.split(' ').map(|number| number.parse().ok());
        let mut next = || numbers.next().flatten();
        Some(Position {
            input: next()?,
            lines: next()?,
            output: next()?,
            rejects: next()?,
            failures: next()?,
        })
    }
}
