//! `--learn-chrome`: which lines does a corpus repeat? The model for `--chrome-model`.
//!
//! Models learnt from parts of a corpus, on as many machines as one likes, merge into the model of
//! the whole: `zhengwen --learn-chrome all.model --merge-chrome a.model --merge-chrome b.model`.

use crate::arguments::{Arguments, Field, Mode, usage};
use crate::batches::{Batch, Batches};
use crate::buffer::Buffer;
use crate::engine::{Engine, Memory, crowded, load};
use crate::files;
use crate::inputs::{Input, Inputs};
use crate::jsonl;
use crate::ledger::{Failure, Ledger, Outcome};
use crate::outputs::{print, refuse};
use crate::pipeline::Pipeline;
use crate::place::replace;
use crate::progress::Progress;
use crate::record::{self, Record};
use crate::render;
use crate::summary::Counts;
use anyhow::{Context, Result};
use std::path::Path;
use zhengwen::ChromeModel;

/// Learns and writes the model to `path`; false when an input failed.
pub(crate) fn run(arguments: &Arguments, path: &Path) -> Result<bool> {
    let records = arguments.mode() == Mode::Records;
    let inputs = match arguments.mode() {
        _ if arguments.paths.is_empty() && !arguments.merge_chrome.is_empty() => Inputs::default(),
        Mode::Records => Inputs::find_or_stdin(arguments)?,
        Mode::Documents if arguments.paths.is_empty() => return Err(usage!("no PATH was given")),
        Mode::Documents => Inputs::find(arguments)?,
    };
    refuse(&[path], &inputs)?;
    let progress = Progress::new(arguments, || inputs.size());
    let mut learner = Learner {
        arguments,
        engine: Engine::new(arguments)?,
        progress: &progress,
        ledger: Ledger::open(arguments, &progress, false)?,
        model: ChromeModel::with_capacity(arguments.chrome_capacity),
    };
    for part in &arguments.merge_chrome {
        let merged = learner.model.merge(&load(part)?);
        merged.with_context(|| format!("cannot merge {}", part.display()))?;
    }
    for (label, reason) in &inputs.unreadable {
        learner.ledger.fail(label.clone(), reason.clone())?;
    }
    let mut broken = false;
    if records {
        for input in &inputs.list {
            broken |= !learner.records(input)?;
        }
    } else {
        learner.documents(&inputs.list)?;
    }
    if let Some(warning) = crowded(&learner.model) {
        progress.say(&format!("zhengwen: warning: {warning}"));
    }
    let mut bytes = Vec::new();
    learner.model.save(&mut bytes)?;
    if path.as_os_str() == "-" {
        print(&bytes)?;
    } else {
        replace(path, &bytes)?;
    }
    progress.close(&learner.ledger.summary);
    Ok(!broken && inputs.unreadable.is_empty() && (records || !learner.ledger.failed()))
}

struct Learner<'a> {
    arguments: &'a Arguments,
    engine: Engine,
    progress: &'a Progress,
    ledger: Ledger<'a>,
    model: ChromeModel,
}

/// What a thread holds.
#[derive(Default)]
struct Work {
    outcome: Outcome,
    bytes: Buffer,
    memory: Memory,
    texts: Vec<String>,
}

impl Learner<'_> {
    fn documents(&mut self, inputs: &[Input]) -> Result<()> {
        let mut left = 0..inputs.len();
        let limit = self.arguments.max_record_bytes;
        let (engine, progress) = (&self.engine, self.progress);
        let (model, ledger) = (&mut self.model, &mut self.ledger);
        Pipeline {
            jobs: self.arguments.jobs(inputs.len()),
            ordered: false,
            feed: |batch: &mut Option<usize>| {
                *batch = left.next();
                Ok(batch.is_some())
            },
            work: |batch: &Option<usize>, work: &mut Work| {
                let Some(input) = batch.map(|index| &inputs[index]) else {
                    return;
                };
                let product = files::read(input, progress, limit, &mut work.bytes)
                    .map_err(|error| error.to_string())
                    .and_then(|()| {
                        let bytes = work.bytes.bytes();
                        engine.bytes(bytes, &mut work.memory, &mut work.outcome.counts)
                    });
                match product {
                    Ok(product) => work.texts.push(render::text(&product).to_owned()),
                    Err(reason) => work.outcome.failures.push(files::failure(input, reason)),
                }
            },
            deliver: |_: &Option<usize>, work: &mut Work| {
                learn(model, &mut work.texts)?;
                ledger.enter(&mut work.outcome)
            },
        }
        .run()
    }

    /// False when the stream broke.
    fn records(&mut self, input: &Input) -> Result<bool> {
        let limit = usize::try_from(self.arguments.max_record_bytes).unwrap_or(usize::MAX);
        let field = self.arguments.field();
        let label = input.label();
        let (engine, progress) = (&self.engine, self.progress);
        let (model, ledger) = (&mut self.model, &mut self.ledger);
        let reader = match input.open(progress) {
            Ok(reader) => reader,
            Err(error) => {
                ledger.fail(label, error.to_string())?;
                return Ok(false);
            }
        };
        let mut batches = Batches::new(reader, 0, 0, limit, !input.is_stdin());
        let result = Pipeline {
            jobs: self.arguments.jobs(usize::MAX),
            ordered: false,
            feed: |batch: &mut Batch| Ok(batches.next(batch).map_err(jsonl::Broken)?),
            work: |batch: &Batch, work: &mut Work| {
                let mut fail = |line, reason| {
                    work.outcome.failures.push(Failure {
                        path: label.clone(),
                        line: Some(line),
                        reason,
                        raw: None,
                    });
                };
                if batch.oversized.is_some() {
                    fail(batch.first, "longer than --max-record-bytes".into());
                }
                for (number, line) in (batch.first..).zip(batch.lines()) {
                    match text(
                        engine,
                        &field,
                        line,
                        &mut work.memory,
                        &mut work.outcome.counts,
                    ) {
                        Ok(text) => work.texts.push(text),
                        Err(reason) => fail(number, reason),
                    }
                }
            },
            deliver: |_: &Batch, work: &mut Work| {
                learn(model, &mut work.texts)?;
                ledger.enter(&mut work.outcome)
            },
        }
        .run();
        let Err(error) = result else {
            return Ok(true);
        };
        let broken: jsonl::Broken = error.downcast()?;
        ledger.fail(label, format!("the stream broke: {broken}"))?;
        Ok(false)
    }
}

/// Learns the texts, and empties the list.
fn learn(model: &mut ChromeModel, texts: &mut Vec<String>) -> Result<()> {
    let learnt = texts.drain(..).try_for_each(|text| model.learn(&text));
    let capacity = model.capacity();
    learnt.with_context(|| format!("--chrome-capacity {capacity} is too small for this corpus"))
}

/// The source text of a record.
fn text(
    engine: &Engine,
    field: &Field,
    line: &[u8],
    memory: &mut Memory,
    counts: &mut Counts,
) -> Result<String, String> {
    let (_, _, value) = Record::with_text(line, field.name())?;
    match field {
        Field::Text(_) => {
            counts.documents += 1;
            Ok(value.into_owned())
        }
        Field::Bytes(_) => {
            let bytes = record::bytes(&value)?;
            let product = engine.bytes(&bytes, memory, counts)?;
            Ok(render::text(&product).to_owned())
        }
    }
}
