//! One way over the inputs, in order: each document or record is made into something on several
//! threads, and told one by one. What `--check`, `--report` and `--diff` have in common.

use crate::arguments::{Arguments, Field, Mode};
use crate::batches::{Batch, Batches};
use crate::buffer::Buffer;
use crate::engine::{Engine, Memory, Product};
use crate::files::read;
use crate::inputs::Input;
use crate::jsonl::Broken;
use crate::pipeline::Pipeline;
use crate::progress::Progress;
use crate::record::{self, Record};
use crate::summary::Counts;
use anyhow::Result;
use std::fmt;

/// What is to be cleaned.
#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    Bytes(&'a [u8]),
    Text(&'a str),
}

impl<'a> Source<'a> {
    pub(crate) fn as_bytes(self) -> &'a [u8] {
        match self {
            Source::Bytes(bytes) => bytes,
            Source::Text(text) => text.as_bytes(),
        }
    }

    pub(crate) fn cleaned(self, engine: &Engine, memory: &mut Memory) -> Result<Product, String> {
        match self {
            Source::Bytes(bytes) => engine.bytes(bytes, memory, &mut Counts::default()),
            Source::Text(text) => engine.text(text, memory, &mut Counts::default()),
        }
    }
}

/// A document, or a record by the number of its line.
pub(crate) struct Place<'a> {
    input: &'a Input,
    line: Option<u64>,
}

impl Place<'_> {
    pub(crate) fn label(&self) -> String {
        self.numbered(self.input.label())
    }

    /// With `/` on every system.
    pub(crate) fn name(&self) -> String {
        self.numbered(self.input.name())
    }

    fn numbered(&self, name: String) -> String {
        match self.line {
            Some(line) => format!("{name}:{line}"),
            None => name,
        }
    }
}

/// Why there is nothing to be told of a place but that.
pub(crate) enum Failure {
    /// A record of so many bytes, which are too many.
    TooLong(u64),
    Other(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::TooLong(length) => {
                write!(f, "{length} bytes are longer than --max-record-bytes")
            }
            Failure::Other(reason) => f.write_str(reason),
        }
    }
}

/// What a thread holds.
struct Work<T> {
    bytes: Buffer,
    memory: Memory,
    found: Vec<(Option<u64>, Result<T, Failure>)>,
}

impl<T> Default for Work<T> {
    fn default() -> Self {
        Work {
            bytes: Buffer::default(),
            memory: Memory::default(),
            found: Vec::new(),
        }
    }
}

/// The way over the inputs.
pub(crate) struct Walk<'a, Make> {
    pub(crate) arguments: &'a Arguments,
    pub(crate) progress: &'a Progress,
    /// What a document or record is made into.
    pub(crate) make: Make,
}

impl<Make> Walk<'_, Make> {
    /// Tells what each was made into, until telling fails.
    pub(crate) fn run<T>(
        &self,
        inputs: &[Input],
        mut tell: impl FnMut(Place<'_>, Result<T, Failure>) -> Result<()> + Send,
    ) -> Result<()>
    where
        Make: Fn(Source<'_>, &mut Memory) -> Result<T, String> + Sync,
    {
        match self.arguments.mode() {
            Mode::Documents => self.documents(inputs, &mut tell),
            Mode::Records => {
                let mut inputs = inputs.iter();
                inputs.try_for_each(|input| self.records(input, &mut tell))
            }
        }
    }

    fn documents<T>(
        &self,
        inputs: &[Input],
        tell: &mut (impl FnMut(Place<'_>, Result<T, Failure>) -> Result<()> + Send),
    ) -> Result<()>
    where
        Make: Fn(Source<'_>, &mut Memory) -> Result<T, String> + Sync,
    {
        let mut left = 0..inputs.len();
        Pipeline {
            jobs: self.arguments.jobs(inputs.len()),
            ordered: true,
            feed: |next: &mut Option<usize>| {
                *next = left.next();
                Ok(next.is_some())
            },
            work: |next: &Option<usize>, work: &mut Work<T>| {
                let made = next.map(|index| self.document(&inputs[index], work));
                let made = made.map(|made| (None, made.map_err(Failure::Other)));
                work.found.extend(made);
            },
            deliver: |next: &Option<usize>, work: &mut Work<T>| match *next {
                Some(index) => deliver(&inputs[index], work, tell),
                None => Ok(()),
            },
        }
        .run()
    }

    fn document<T>(&self, input: &Input, work: &mut Work<T>) -> Result<T, String>
    where
        Make: Fn(Source<'_>, &mut Memory) -> Result<T, String>,
    {
        let limit = self.arguments.max_record_bytes;
        read(input, self.progress, limit, &mut work.bytes).map_err(|error| error.to_string())?;
        (self.make)(Source::Bytes(work.bytes.bytes()), &mut work.memory)
    }

    fn records<T>(
        &self,
        input: &Input,
        tell: &mut (impl FnMut(Place<'_>, Result<T, Failure>) -> Result<()> + Send),
    ) -> Result<()>
    where
        Make: Fn(Source<'_>, &mut Memory) -> Result<T, String> + Sync,
    {
        let limit = usize::try_from(self.arguments.max_record_bytes).unwrap_or(usize::MAX);
        let reader = match input.open(self.progress) {
            Ok(reader) => reader,
            Err(error) => {
                let place = Place { input, line: None };
                return tell(place, Err(Failure::Other(error.to_string())));
            }
        };
        let mut batches = Batches::new(reader, 0, 0, limit, !input.is_stdin());
        Pipeline {
            jobs: self.arguments.jobs(usize::MAX),
            ordered: true,
            feed: |batch: &mut Batch| Ok(batches.next(batch).map_err(Broken)?),
            work: |batch: &Batch, work: &mut Work<T>| {
                let too_long = batch.oversized.map(Failure::TooLong);
                let too_long = too_long.map(|failure| (Some(batch.first), Err(failure)));
                work.found.extend(too_long);
                for (number, line) in (batch.first..).zip(batch.lines()) {
                    let made = self.record(line, &mut work.memory);
                    let made = made.map_err(Failure::Other);
                    work.found.push((Some(number), made));
                }
            },
            deliver: |_: &Batch, work: &mut Work<T>| deliver(input, work, tell),
        }
        .run()
    }

    fn record<T>(&self, line: &[u8], memory: &mut Memory) -> Result<T, String>
    where
        Make: Fn(Source<'_>, &mut Memory) -> Result<T, String>,
    {
        let field = self.arguments.field();
        let (_, _, text) = Record::with_text(line, field.name())?;
        match field {
            Field::Text(_) => (self.make)(Source::Text(&text), memory),
            Field::Bytes(_) => (self.make)(Source::Bytes(&record::bytes(&text)?), memory),
        }
    }
}

fn deliver<T>(
    input: &Input,
    work: &mut Work<T>,
    tell: &mut impl FnMut(Place<'_>, Result<T, Failure>) -> Result<()>,
) -> Result<()> {
    let mut found = work.found.drain(..);
    found.try_for_each(|(line, made)| tell(Place { input, line }, made))
}
