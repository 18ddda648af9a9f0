//! `--check`: what is not clean already, for a project that keeps its texts clean.

use crate::arguments::{Arguments, Field, Mode};
use crate::batches::{Batch, Batches};
use crate::buffer::Buffer;
use crate::engine::{Engine, Memory};
use crate::files::{self, read};
use crate::inputs::{Input, Inputs};
use crate::jsonl;
use crate::marks::counted;
use crate::outputs::print;
use crate::pipeline::Pipeline;
use crate::progress::Progress;
use crate::record::Record;
use crate::render;
use crate::summary::Counts;
use crate::view::shown;
use anyhow::Result;

/// Lists what would change; false when there is any, or one could not be read.
pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let engine = Engine::new(arguments)?;
    let inputs = match arguments.mode() {
        Mode::Documents => files::find(arguments)?,
        Mode::Records => Inputs::find_or_stdin(arguments)?,
    };
    let progress = Progress::new(arguments, || inputs.size());
    let check = Check {
        arguments,
        engine: &engine,
        progress: &progress,
    };
    let mut tally = Tally {
        failed: inputs.unreadable.len(),
        ..Tally::default()
    };
    for (label, reason) in &inputs.unreadable {
        progress.say(&format!("zhengwen: {label}: {reason}"));
    }
    match arguments.mode() {
        Mode::Documents => check.documents(&inputs, &mut tally)?,
        Mode::Records => {
            for input in &inputs.list {
                check.records(input, &mut tally)?;
            }
        }
    }
    let failed = match tally.failed {
        0 => String::new(),
        failed => format!(", {failed} could not be read"),
    };
    progress.finish(&format!(
        "{} of {} would change{failed}",
        tally.changed,
        counted(tally.seen, "document")
    ));
    Ok(tally.changed == 0 && tally.failed == 0)
}

#[derive(Default)]
struct Tally {
    seen: usize,
    changed: usize,
    failed: usize,
}

impl Tally {
    /// Enters what one document came to.
    fn enter(
        &mut self,
        label: &str,
        changes: Result<bool, String>,
        progress: &Progress,
    ) -> Result<()> {
        self.seen += 1;
        match changes {
            Ok(false) => {}
            Ok(true) => {
                self.changed += 1;
                print(format!("{}\n", shown(label)))?;
            }
            Err(reason) => {
                self.failed += 1;
                progress.say(&format!("zhengwen: {label}: {reason}"));
            }
        }
        Ok(())
    }
}

struct Check<'a> {
    arguments: &'a Arguments,
    engine: &'a Engine,
    progress: &'a Progress,
}

/// What a thread holds.
#[derive(Default)]
struct Work {
    bytes: Buffer,
    memory: Memory,
    found: Vec<(String, Result<bool, String>)>,
}

impl Check<'_> {
    fn documents(&self, inputs: &Inputs, tally: &mut Tally) -> Result<()> {
        let mut left = 0..inputs.list.len();
        Pipeline {
            jobs: self.arguments.jobs(inputs.list.len()),
            ordered: true,
            feed: |next: &mut Option<usize>| {
                *next = left.next();
                Ok(next.is_some())
            },
            work: |next: &Option<usize>, work: &mut Work| {
                let changes = next.map(|index| {
                    let input = &inputs.list[index];
                    (input.label(), self.document(input, work))
                });
                work.found.extend(changes);
            },
            deliver: |_: &Option<usize>, work: &mut Work| self.deliver(work, tally),
        }
        .run()
    }

    fn document(&self, input: &Input, work: &mut Work) -> Result<bool, String> {
        let limit = self.arguments.max_record_bytes;
        read(input, self.progress, limit, &mut work.bytes).map_err(|error| error.to_string())?;
        let bytes = work.bytes.bytes();
        let product = self
            .engine
            .bytes(bytes, &mut work.memory, &mut Counts::default())?;
        let changes = render::text(&product).as_bytes() != bytes;
        work.memory.recycle(product);
        Ok(changes)
    }

    fn records(&self, input: &Input, tally: &mut Tally) -> Result<()> {
        let limit = usize::try_from(self.arguments.max_record_bytes).unwrap_or(usize::MAX);
        let reader = input.open(self.progress);
        let reader = match reader {
            Ok(reader) => reader,
            Err(error) => {
                return tally.enter(&input.label(), Err(error.to_string()), self.progress);
            }
        };
        let mut batches = Batches::new(reader, 0, 0, limit, !input.is_stdin());
        let label = input.label();
        Pipeline {
            jobs: self.arguments.jobs(usize::MAX),
            ordered: true,
            feed: |batch: &mut Batch| Ok(batches.next(batch).map_err(jsonl::Broken)?),
            work: |batch: &Batch, work: &mut Work| {
                if let Some(length) = batch.oversized {
                    let reason = format!("{length} bytes are longer than --max-record-bytes");
                    work.found
                        .push((format!("{label}:{}", batch.first), Err(reason)));
                }
                for (number, line) in (batch.first..).zip(batch.lines()) {
                    let changes = self.record(line, work);
                    work.found.push((format!("{label}:{number}"), changes));
                }
            },
            deliver: |_: &Batch, work: &mut Work| self.deliver(work, tally),
        }
        .run()
    }

    fn record(&self, line: &[u8], work: &mut Work) -> Result<bool, String> {
        let field = self.arguments.field();
        let (_, _, text) = Record::with_text(line, field.name())?;
        if let Field::Bytes(_) = field {
            let bytes = crate::record::bytes(&text)?;
            let product = self
                .engine
                .bytes(&bytes, &mut work.memory, &mut Counts::default())?;
            return Ok(render::text(&product).as_bytes() != bytes);
        }
        let product = self
            .engine
            .text(&text, &mut work.memory, &mut Counts::default())?;
        Ok(render::text(&product) != text)
    }

    fn deliver(&self, work: &mut Work, tally: &mut Tally) -> Result<()> {
        for (label, changes) in work.found.drain(..) {
            tally.enter(&label, changes, self.progress)?;
        }
        Ok(())
    }
}
