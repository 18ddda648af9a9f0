//! Documents: every input is one text.

use crate::arguments::{Arguments, Format, usage};
use crate::buffer::Buffer;
use crate::compression::Compression;
use crate::engine::{Engine, Memory};
use crate::inputs::{Input, Inputs};
use crate::journal::Journal;
use crate::ledger::{Failure, Ledger, Outcome};
use crate::outputs::Plan;
use crate::pipeline::Pipeline;
use crate::place::replace;
use crate::progress::Progress;
use crate::render;
use crate::stream::Stream;
use crate::summary::Counts;
use anyhow::{Error, Result};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, IsTerminal};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// So many documents are a batch, at most.
const BATCH: usize = 16;

/// So many bytes of a document are read at a time, at least.
const CHUNK: usize = 1 << 16;

/// The journal of an output directory.
const JOURNAL: &str = ".zhengwen.journal";

/// Cleans the documents; false when one failed.
pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let engine = Engine::new(arguments)?;
    let inputs = find(arguments)?;
    let plan = Plan::new(arguments, &inputs)?;
    let progress = Progress::new(arguments, || inputs.size());
    let job = Job {
        arguments,
        engine: &engine,
        inputs: &inputs.list,
        progress: &progress,
    };
    // Failed documents are tried again, except those that are lines of a stream.
    let keep = arguments.resume && matches!(plan, Plan::Stream(Some(_)));
    let mut ledger = Ledger::open(arguments, &progress, keep)?;
    for (label, reason) in &inputs.unreadable {
        ledger.fail(label.clone(), reason.clone())?;
    }
    match &plan {
        Plan::Stream(None) if arguments.resume => {
            return Err(usage!("--resume needs --output"));
        }
        Plan::Stream(None) => job.stream(Stream::standard(arguments.compress), &mut ledger)?,
        Plan::Stream(Some(path)) => {
            let options = format!("{} {:016x}", arguments.fingerprint(), job.digest());
            match Stream::file(path, &options, arguments.resume, &mut ledger)? {
                Some(stream) => job.stream(stream, &mut ledger)?,
                None => progress.say(&format!("zhengwen: {} is complete", path.display())),
            }
        }
        Plan::Each { paths, directory } => job.each(paths, directory.as_deref(), &mut ledger)?,
    }
    progress.close(&ledger.summary);
    Ok(!ledger.failed())
}

/// Without a PATH: standard input, unless that is a person at a terminal.
pub(crate) fn find(arguments: &Arguments) -> Result<Inputs> {
    if arguments.paths.is_empty() && io::stdin().is_terminal() {
        return Err(usage!(
            "no PATH was given, and standard input is a terminal"
        ));
    }
    Inputs::find_or_stdin(arguments)
}

struct Job<'a> {
    arguments: &'a Arguments,
    engine: &'a Engine,
    inputs: &'a [Input],
    progress: &'a Progress,
}

impl Job<'_> {
    /// One after the other into one stream.
    fn stream(&self, mut stream: Stream, ledger: &mut Ledger<'_>) -> Result<()> {
        let compression = stream.compression;
        let mut next = usize::try_from(stream.position.input)?;
        ledger.summary.resumed = stream.position.input;
        Pipeline {
            jobs: self.arguments.jobs(self.inputs.len().div_ceil(BATCH)),
            ordered: true,
            feed: |batch: &mut Range<usize>| {
                *batch = next..(next + BATCH).min(self.inputs.len());
                next = batch.end;
                Ok(batch.start < batch.end)
            },
            work: |batch: &Range<usize>, work: &mut Work| {
                for input in &self.inputs[batch.clone()] {
                    self.document(input, work);
                }
                let packed = compression.pack(&mut work.outcome.bytes);
                work.error = packed.err().map(Error::from);
            },
            deliver: |batch: &Range<usize>, work: &mut Work| {
                work.error.take().map_or(Ok(()), Err)?;
                let done = batch.end as u64;
                stream.deliver(done, done, &mut work.outcome, ledger)
            },
        }
        .run()?;
        stream.end(true)
    }

    /// Each into its own file.
    fn each(
        &self,
        paths: &[PathBuf],
        directory: Option<&Path>,
        ledger: &mut Ledger<'_>,
    ) -> Result<()> {
        let (mut journal, done) = match directory {
            Some(directory) => self.journal(directory)?,
            None => (None, HashSet::new()),
        };
        let is_done =
            |index: usize| done.contains(&key(&self.inputs[index])) && paths[index].exists();
        let skipped = |index: usize| !done.is_empty() && is_done(index);
        let indices: Vec<usize> = (0..paths.len()).filter(|&index| !skipped(index)).collect();
        ledger.summary.resumed = (paths.len() - indices.len()) as u64;
        let jobs = self.arguments.jobs(indices.len());
        // Small enough to leave work for every thread to the end.
        let size = (indices.len() / (8 * jobs)).clamp(1, BATCH);
        let mut starts = (0..indices.len()).step_by(size);
        Pipeline {
            jobs,
            ordered: false,
            feed: |batch: &mut Range<usize>| {
                let Some(start) = starts.next() else {
                    return Ok(false);
                };
                *batch = start..(start + size).min(indices.len());
                Ok(true)
            },
            work: |batch: &Range<usize>, work: &mut Work| {
                for &index in &indices[batch.clone()] {
                    self.file(&self.inputs[index], &paths[index], work);
                    if work.error.is_some() {
                        break;
                    }
                }
            },
            deliver: |_: &Range<usize>, work: &mut Work| {
                ledger.enter(&mut work.outcome)?;
                if let Some(journal) = &mut journal {
                    journal.lines(&work.done)?;
                }
                work.done.clear();
                work.error.take().map_or(Ok(()), Err)
            },
        }
        .run()
        .map_err(|error| match directory {
            Some(_) => error.context("what was done before is kept; --resume goes on"),
            None => error,
        })?;
        Ok(())
    }

    /// Cleans one document into its own file.
    fn file(&self, input: &Input, path: &Path, work: &mut Work) {
        let mut before = std::mem::take(&mut work.outcome.counts);
        let failures = work.outcome.failures.len();
        self.document(input, work);
        if work.outcome.failures.len() == failures {
            work.error = write(path, &mut work.outcome.bytes).err();
            reject_name(input, work);
        }
        if work.outcome.failures.len() == failures && work.error.is_none() {
            work.done += &key(input);
            work.done.push('\n');
        }
        work.outcome.bytes.clear();
        work.outcome.counts.take(&mut before);
    }

    /// The journal of a directory and the documents that are done.
    fn journal(&self, directory: &Path) -> Result<(Option<Journal>, HashSet<String>)> {
        let path = directory.join(JOURNAL);
        let options = format!(
            "{} compress={:?}",
            self.arguments.fingerprint(),
            self.arguments.compress
        );
        if self.arguments.resume
            && let Some((journal, lines)) = Journal::resume(&path, &options)?
        {
            return Ok((Some(journal), lines.into_iter().collect()));
        }
        Ok((Some(Journal::begin(path, &options)?), HashSet::new()))
    }

    /// Reads, cleans and renders one document.
    fn document(&self, input: &Input, work: &mut Work) {
        let Work {
            outcome,
            bytes,
            memory,
            ..
        } = work;
        let format = self.arguments.format();
        let limit = self.arguments.max_record_bytes;
        let result = read(input, self.progress, limit, bytes)
            .map_err(|error| error.to_string())
            .and_then(|()| {
                self.engine
                    .bytes(bytes.bytes(), memory, &mut outcome.counts)
            });
        match result {
            Ok(product) => {
                let edits = self.arguments.edits;
                render::document(&mut outcome.bytes, &input.name(), &product, format, edits);
                memory.recycle(product);
            }
            Err(reason) => {
                if format == Format::Jsonl {
                    render::failure(&mut outcome.bytes, &input.name(), &reason);
                }
                outcome.failures.push(failure(input, reason));
            }
        }
    }

    /// Names the list of inputs.
    fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for input in self.inputs {
            input.path.hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// What a thread holds.
#[derive(Default)]
struct Work {
    outcome: Outcome,
    /// Of the input.
    bytes: Buffer,
    memory: Memory,
    /// Lines for the journal.
    done: String,
    /// An output that could not be written.
    error: Option<Error>,
}

/// Reads a whole document.
pub(crate) fn read(
    input: &Input,
    progress: &Progress,
    limit: u64,
    bytes: &mut Buffer,
) -> io::Result<()> {
    bytes.clear();
    let mut reader = input.open(progress)?;
    let most = usize::try_from(limit.saturating_add(1)).unwrap_or(usize::MAX);
    while bytes.len() < most {
        let room = bytes.len().max(CHUNK).min(most - bytes.len());
        if bytes.read(&mut reader, room)? == 0 {
            return Ok(());
        }
    }
    let text = format!("longer than --max-record-bytes {limit}");
    Err(io::Error::other(text))
}

fn write(path: &Path, bytes: &mut Vec<u8>) -> Result<()> {
    Compression::of(path).pack(bytes)?;
    replace(path, bytes)
}

/// A name that is too long for an output is the fault of its document alone.
fn reject_name(input: &Input, work: &mut Work) {
    let is_name = |error: &Error| {
        let cause = error.downcast_ref::<io::Error>();
        cause.is_some_and(|cause| cause.kind() == io::ErrorKind::InvalidFilename)
    };
    if let Some(error) = work.error.take_if(|error| is_name(error)) {
        work.outcome.counts = Counts::default();
        work.outcome
            .failures
            .push(failure(input, format!("{error:#}")));
    }
}

pub(crate) fn failure(input: &Input, reason: String) -> Failure {
    Failure {
        path: input.label(),
        line: None,
        reason,
        raw: None,
    }
}

/// A document in the journal: one line, exact for any path. One that has been written to since is
/// another.
fn key(input: &Input) -> String {
    let bytes = input.path.as_os_str().as_encoded_bytes();
    let name = match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains(['\n', '\r', '\\']) => text.into(),
        _ => bytes.escape_ascii().to_string(),
    };
    let Ok(file) = std::fs::metadata(&input.path) else {
        return name;
    };
    let time = file.modified().ok();
    let time = time.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let time = time.unwrap_or_default().as_nanos();
    format!("{name} {} {time}", file.len())
}
