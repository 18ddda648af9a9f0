//! Records: every line of an input is a JSON object with a document in one of its fields.
//!
//! Fields are never parsed further than their ends: what is not ours is copied as it is spelt,
//! so numbers keep their digits and objects their order.

use crate::arguments::{Arguments, Field, Format, usage};
use crate::batches::{Batch, Batches};
use crate::engine::{Engine, Memory, Product};
use crate::inputs::{Input, Inputs};
use crate::ledger::{Failure, Ledger, Outcome};
use crate::outputs::Plan;
use crate::pipeline::Pipeline;
use crate::progress::Progress;
use crate::record::{self, Object, Record};
use crate::render;
use crate::stream::Stream;
use anyhow::{Error, Result};

/// Cleans the records; false when a stream broke.
pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let engine = Engine::new(arguments)?;
    let inputs = Inputs::find_or_stdin(arguments)?;
    let plan = Plan::new(arguments, &inputs)?;
    if arguments.resume && matches!(plan, Plan::Stream(_)) {
        return Err(usage!("--resume needs --output"));
    }
    let progress = Progress::new(arguments, || inputs.size());
    let mut ledger = Ledger::open(arguments, &progress, arguments.resume)?;
    for (label, reason) in &inputs.unreadable {
        ledger.fail(label.clone(), reason.clone())?;
    }
    let mut broken = !inputs.unreadable.is_empty();
    let field = arguments.field();
    let records = Records {
        engine: &engine,
        added: added(&field, arguments),
        edits: arguments.edits,
        field,
        format: arguments.format(),
        limit: usize::try_from(arguments.max_record_bytes).unwrap_or(usize::MAX),
        strict: arguments.cleaning.strict,
    };
    match plan {
        Plan::Stream(_) => {
            let mut stream = Stream::standard(arguments.compress);
            for input in &inputs.list {
                stream.position = Default::default();
                let result = records.run(arguments, input, &mut stream, &progress, &mut ledger);
                broken |= note(result, input, &stream, &mut ledger)?;
            }
        }
        Plan::Each { paths, .. } => {
            for (input, path) in inputs.list.iter().zip(&paths) {
                let options = format!("{} {}", arguments.fingerprint(), input.path.display());
                let stream = Stream::file(path, &options, arguments.resume, &mut ledger)?;
                let Some(mut stream) = stream else {
                    progress.say(&format!("zhengwen: {} is complete", path.display()));
                    continue;
                };
                let result = records.run(arguments, input, &mut stream, &progress, &mut ledger);
                if note(result, input, &stream, &mut ledger)? {
                    broken = true;
                } else {
                    // A record that failed is an answer like any other.
                    stream.end(false)?;
                }
            }
        }
    }
    progress.close(&ledger.summary);
    Ok(!broken)
}

/// An input that could not be read to its end.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Broken(#[from] pub(crate) std::io::Error);

/// Enters a broken input; true if it was one. Other errors end the run.
fn note(
    result: Result<()>,
    input: &Input,
    stream: &Stream,
    ledger: &mut Ledger<'_>,
) -> Result<bool> {
    let Err(error) = result else {
        return Ok(false);
    };
    let broken: Broken = error.downcast()?;
    let mut reason = format!("the stream broke: {broken}");
    if let Some(part) = stream.unfinished() {
        reason += &format!("; what came before is in {}", part.display());
    }
    ledger.fail(input.label(), reason)?;
    Ok(true)
}

struct Records<'a> {
    engine: &'a Engine,
    field: Field,
    format: Format,
    /// Names that a record's own fields give way to.
    added: Vec<&'static str>,
    /// Whether the edit log is added too.
    edits: bool,
    limit: usize,
    /// Whether what was lost is an error.
    strict: bool,
}

#[derive(Default)]
struct Work {
    outcome: Outcome,
    memory: Memory,
    error: Option<Error>,
}

impl Records<'_> {
    fn run(
        &self,
        arguments: &Arguments,
        input: &Input,
        stream: &mut Stream,
        progress: &Progress,
        ledger: &mut Ledger<'_>,
    ) -> Result<()> {
        let start = stream.position;
        let reader = input.open_at(start.input, progress).map_err(Broken)?;
        let full = !input.is_stdin();
        let mut batches = Batches::new(reader, start.input, start.lines, self.limit, full);
        let compression = stream.compression;
        let label = input.label();
        ledger.summary.resumed += start.lines;
        Pipeline {
            jobs: arguments.jobs(usize::MAX),
            ordered: true,
            feed: |batch: &mut Batch| Ok(batches.next(batch).map_err(Broken)?),
            work: |batch: &Batch, work: &mut Work| {
                self.batch(batch, &label, work);
                let packed = compression.pack(&mut work.outcome.bytes);
                work.error = packed.err().map(Error::from);
            },
            deliver: |batch: &Batch, work: &mut Work| {
                work.error.take().map_or(Ok(()), Err)?;
                stream.deliver(batch.end, batch.lines, &mut work.outcome, ledger)
            },
        }
        .run()
    }

    fn batch(&self, batch: &Batch, path: &str, work: &mut Work) {
        let mut failures = Vec::new();
        let mut fail = |out: &mut Vec<u8>, number, line: Option<&[u8]>, reason: String| {
            self.reject(out, line, &reason);
            failures.push(Failure {
                path: path.to_owned(),
                line: Some(number),
                reason,
                raw: line.map(|line| String::from_utf8_lossy(line).into_owned()),
            });
        };
        if let Some(length) = batch.oversized {
            let reason = self.oversized(length);
            fail(&mut work.outcome.bytes, batch.first, None, reason);
        }
        for (number, mut line) in (batch.first..).zip(batch.lines()) {
            if number == 1 {
                line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
            }
            if line.len() > self.limit {
                let reason = self.oversized(line.len() as u64);
                fail(&mut work.outcome.bytes, number, None, reason);
                continue;
            }
            let from = work.outcome.bytes.len();
            if let Err(reason) = self.record(line, work) {
                work.outcome.bytes.truncate(from);
                fail(&mut work.outcome.bytes, number, Some(line), reason);
            }
        }
        work.outcome.failures.append(&mut failures);
    }

    fn oversized(&self, length: u64) -> String {
        let limit = self.limit;
        format!("record of {length} bytes, longer than --max-record-bytes {limit}")
    }

    /// One record in, one record out; the error says why there is none.
    fn record(&self, line: &[u8], work: &mut Work) -> Result<(), String> {
        let Work {
            outcome: Outcome {
                bytes: out, counts, ..
            },
            memory,
            ..
        } = work;
        let name = self.field.name();
        let (record, at, value) = Record::with_text(line, name)?;
        let product = match &self.field {
            Field::Text(_) if self.strict && record::has_lone_surrogate(record.0[at].1) => {
                return Err(format!("field {name:?}: half of a surrogate pair"));
            }
            Field::Text(_) => self.engine.text(&value, memory, counts)?,
            Field::Bytes(_) => {
                let bytes = record::bytes(&value);
                let bytes = bytes.map_err(|error| format!("field {name:?}: {error}"))?;
                self.engine.bytes(&bytes, memory, counts)?
            }
        };
        let mut object = Object::open(out);
        for (index, (key, _)) in record.0.iter().enumerate() {
            if index == at {
                object.string(self.field.output(), render::text(&product));
            } else if key != name {
                object.copy(&record, index, &self.added);
            }
        }
        self.details(object.out, &product);
        object.close();
        memory.recycle(product);
        Ok(())
    }

    /// The fields that are added, after the others.
    fn details(&self, out: &mut Vec<u8>, product: &Product) {
        if self.format == Format::Text {
            if let Product::Clean(document) = product
                && !document.warnings().is_empty()
            {
                render::warnings(out, document);
            }
            return;
        }
        if let Field::Bytes(_) = self.field {
            render::encoding(
                out,
                match product {
                    Product::Clean(document) => document.encoding(),
                    Product::Source(source) => source.encoding,
                },
            );
        }
        match product {
            Product::Clean(document) => {
                render::details(out, document);
                if self.edits {
                    render::edits(out, document);
                }
            }
            Product::Source(source) => render::damaged(out, source.damaged),
        }
    }

    /// The record of a failure: the record as it was, or the line where it is none; neither of
    /// a line that was not held.
    fn reject(&self, out: &mut Vec<u8>, line: Option<&[u8]>, reason: &str) {
        let mut object = Object::open(out);
        match Record::parse(line.unwrap_or_default()) {
            Ok(record) => {
                for index in 0..record.0.len() {
                    object.copy(&record, index, &self.added);
                }
                object.string("error", reason);
            }
            Err(_) => {
                object.string("error", reason);
                if let Some(line) = line {
                    object.string("raw", &String::from_utf8_lossy(line));
                }
            }
        }
        object.close();
    }
}

/// The names of fields that may be added.
fn added(field: &Field, arguments: &Arguments) -> Vec<&'static str> {
    let mut names = vec!["error", "warnings"];
    if arguments.edits {
        names.push("edits");
    }
    if arguments.format() != Format::Text {
        names.extend([
            "schema_version",
            "title",
            "truncated",
            "blocks",
            "placeholders",
            "removed",
            "damaged",
        ]);
    }
    if let Field::Bytes(_) = field {
        names.extend(["text", "encoding"]);
    }
    names.retain(|&name| name != field.name());
    names
}
