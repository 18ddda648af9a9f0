//! The account of a run: what came out of each batch, what failed and why.

use crate::arguments::Arguments;
use crate::outputs::cannot_write;
use crate::place::{Place, claim};
use crate::progress::Progress;
use crate::summary::{Counts, Summary};
use anyhow::{Context, Result};
use serde_json::json;
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::PathBuf;

/// So many failed records are named on standard error, the others only counted.
const NAMED: u64 = 20;

/// What came out of a batch.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// What is to be written.
    pub(crate) bytes: Vec<u8>,
    pub(crate) counts: Counts,
    pub(crate) failures: Vec<Failure>,
}

/// A document that failed.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The file, as it was named.
    pub(crate) path: String,
    /// The line of a record, from 1.
    pub(crate) line: Option<u64>,
    pub(crate) reason: String,
    /// The record as it was.
    pub(crate) raw: Option<String>,
}

/// Sums up, shows progress, names failures and keeps rejects.
pub(crate) struct Ledger<'a> {
    pub(crate) summary: Summary,
    progress: &'a Progress,
    rejects: Option<Rejects>,
    named: u64,
}

struct Rejects {
    path: PathBuf,
    file: File,
    length: u64,
}

impl<'a> Ledger<'a> {
    /// `keep`: rejects of an earlier run stay.
    pub(crate) fn open(arguments: &Arguments, progress: &'a Progress, keep: bool) -> Result<Self> {
        let rejects = match &arguments.rejects {
            Some(path) => Some(Rejects::open(path.clone(), keep)?),
            None => None,
        };
        Ok(Ledger {
            summary: Summary::new(),
            progress,
            rejects,
            named: 0,
        })
    }

    /// Enters what came out of a batch and empties it.
    pub(crate) fn enter(&mut self, outcome: &mut Outcome) -> Result<()> {
        outcome.counts.failures += outcome.failures.len() as u64;
        self.summary.counts.take(&mut outcome.counts);
        for failure in &outcome.failures {
            self.name(failure);
        }
        if let Some(rejects) = &mut self.rejects {
            rejects.append(&outcome.failures)?;
        }
        outcome.failures.clear();
        outcome.bytes.clear();
        Ok(())
    }

    /// Enters one failure that belongs to no batch.
    pub(crate) fn fail(&mut self, path: String, reason: String) -> Result<()> {
        self.enter(&mut Outcome {
            failures: vec![Failure {
                path,
                line: None,
                reason,
                raw: None,
            }],
            ..Outcome::default()
        })
    }

    fn name(&mut self, failure: &Failure) {
        let Failure { path, reason, .. } = failure;
        let Some(line) = failure.line else {
            return self.progress.say(&format!("zhengwen: {path}: {reason}"));
        };
        self.named += 1;
        if self.named <= NAMED {
            self.progress
                .say(&format!("zhengwen: {path}:{line}: {reason}"));
        } else if self.named == NAMED + 1 {
            self.progress
                .say("zhengwen: further failed records are only counted");
        }
    }

    /// Bytes of the rejects.
    pub(crate) fn rejected(&self) -> u64 {
        self.rejects.as_ref().map_or(0, |rejects| rejects.length)
    }

    /// Forgets rejects behind `length`.
    pub(crate) fn rewind(&mut self, length: u64) -> Result<()> {
        match &mut self.rejects {
            Some(rejects) => rejects.truncate(length),
            None => Ok(()),
        }
    }

    /// Makes sure that rejects are on the disk.
    pub(crate) fn sync(&self) -> Result<()> {
        match &self.rejects {
            Some(rejects) if rejects.length > 0 => {
                sync(&rejects.file).with_context(|| cannot_write(&rejects.path))
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn failed(&self) -> bool {
        self.summary.counts.failures > 0
    }
}

/// Devices and pipes have nothing that could be lost.
fn sync(file: &File) -> std::io::Result<()> {
    if file.metadata()?.is_file() {
        file.sync_data()
    } else {
        Ok(())
    }
}

impl Rejects {
    fn open(path: PathBuf, keep: bool) -> Result<Self> {
        let opened = Place::of(&path).and_then(|place| match place {
            Place::Through(file) => Ok((file, 0)),
            Place::File(path) => {
                let mut file = claim(&path)?;
                if !keep {
                    file.set_len(0)?;
                }
                let length = file.seek(SeekFrom::End(0))?;
                Ok((file, length))
            }
        });
        let (file, length) = opened.with_context(|| cannot_write(&path))?;
        Ok(Rejects { path, file, length })
    }

    fn append(&mut self, failures: &[Failure]) -> Result<()> {
        let mut lines = String::new();
        for failure in failures {
            let mut record = json!({"path": failure.path, "error": failure.reason});
            if let Some(line) = failure.line {
                record["line"] = line.into();
            }
            if let Some(raw) = &failure.raw {
                record["raw"] = raw.as_str().into();
            }
            lines += &record.to_string();
            lines.push('\n');
        }
        self.file
            .write_all(lines.as_bytes())
            .with_context(|| cannot_write(&self.path))?;
        self.length += lines.len() as u64;
        Ok(())
    }

    fn truncate(&mut self, length: u64) -> Result<()> {
        if !self.file.metadata().is_ok_and(|file| file.is_file()) {
            return Ok(());
        }
        self.length = self.length.min(length);
        self.file
            .set_len(self.length)
            .and_then(|()| self.file.seek(SeekFrom::End(0)))
            .with_context(|| cannot_write(&self.path))?;
        Ok(())
    }
}
