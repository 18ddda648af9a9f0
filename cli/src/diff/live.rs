//! Documents cleaned now, once with each of two sets of options.

use super::comparison::Comparison;
use super::output::Output;
use super::pair::{Pair, compare};
use crate::arguments::{Arguments, Field, Mode, usage};
use crate::batches::{Batch, Batches};
use crate::buffer::Buffer;
use crate::engine::{Engine, Memory, Product};
use crate::files::read;
use crate::inputs::{Input, Inputs};
use crate::jsonl::Broken;
use crate::pipeline::Pipeline;
use crate::progress::Progress;
use crate::record::{self, Record};
use crate::summary::Counts;
use anyhow::Result;
use clap::Parser;

/// Compares what the options `a` and `b` make of the inputs.
pub(super) fn run(
    a: &str,
    b: &str,
    arguments: &Arguments,
    progress: &Progress,
    found: &mut Comparison,
) -> Result<()> {
    let live = Live {
        engines: [engine(a)?, engine(b)?],
        arguments,
        progress,
    };
    let inputs = Inputs::find(arguments)?;
    found.failures.extend(inputs.unreadable);
    match arguments.mode() {
        Mode::Documents => live.documents(&inputs.list, found),
        Mode::Records => {
            let mut inputs = inputs.list.iter();
            inputs.try_for_each(|input| live.records(input, found))
        }
    }
}

/// An engine as the words of `options` ask for.
fn engine(options: &str) -> Result<Engine> {
    let words = std::iter::once("zhengwen").chain(options.split_whitespace());
    let options = Arguments::try_parse_from(words).map_err(|error| usage!("--diff: {error}"))?;
    if options.decode_only {
        return Err(usage!("--diff: --decode-only makes nothing to be compared"));
    }
    Engine::new(&options)
}

struct Live<'a> {
    engines: [Engine; 2],
    arguments: &'a Arguments,
    progress: &'a Progress,
}

#[derive(Default)]
struct Work {
    bytes: Buffer,
    memory: Memory,
    found: Vec<(String, Pair)>,
}

impl Work {
    fn deliver(&mut self, found: &mut Comparison) {
        for (name, pair) in self.found.drain(..) {
            found.enter(&name, pair);
        }
    }
}

impl Live<'_> {
    fn documents(&self, inputs: &[Input], found: &mut Comparison) -> Result<()> {
        let mut left = 0..inputs.len();
        Pipeline {
            jobs: self.arguments.jobs(inputs.len()),
            ordered: true,
            feed: |next: &mut Option<usize>| {
                *next = left.next();
                Ok(next.is_some())
            },
            work: |next: &Option<usize>, work: &mut Work| {
                let Some(input) = next.map(|index| &inputs[index]) else {
                    return;
                };
                let limit = self.arguments.max_record_bytes;
                let pair = match read(input, self.progress, limit, &mut work.bytes) {
                    Ok(()) => self.bytes(work.bytes.bytes(), &mut work.memory),
                    Err(error) => Pair::Unreadable(error.to_string()),
                };
                work.found.push((input.name(), pair));
            },
            deliver: |_: &Option<usize>, work: &mut Work| {
                work.deliver(found);
                Ok(())
            },
        }
        .run()
    }

    fn records(&self, input: &Input, found: &mut Comparison) -> Result<()> {
        let limit = usize::try_from(self.arguments.max_record_bytes).unwrap_or(usize::MAX);
        let reader = match input.open(self.progress) {
            Ok(reader) => reader,
            Err(error) => {
                found.enter(&input.label(), Pair::Unreadable(error.to_string()));
                return Ok(());
            }
        };
        let mut batches = Batches::new(reader, 0, 0, limit, !input.is_stdin());
        let label = input.label();
        Pipeline {
            jobs: self.arguments.jobs(usize::MAX),
            ordered: true,
            feed: |batch: &mut Batch| Ok(batches.next(batch).map_err(Broken)?),
            work: |batch: &Batch, work: &mut Work| {
                if let Some(length) = batch.oversized {
                    let reason = format!("{length} bytes are longer than --max-record-bytes");
                    let name = format!("{label}:{}", batch.first);
                    work.found.push((name, Pair::Unreadable(reason)));
                }
                for (number, line) in (batch.first..).zip(batch.lines()) {
                    let pair = self.record(line, &mut work.memory);
                    let pair = pair.unwrap_or_else(Pair::Unreadable);
                    work.found.push((format!("{label}:{number}"), pair));
                }
            },
            deliver: |_: &Batch, work: &mut Work| {
                work.deliver(found);
                Ok(())
            },
        }
        .run()
    }

    fn record(&self, line: &[u8], memory: &mut Memory) -> Result<Pair, String> {
        let field = self.arguments.field();
        let (_, _, text) = Record::with_text(line, field.name())?;
        if let Field::Bytes(_) = field {
            return Ok(self.bytes(&record::bytes(&text)?, memory));
        }
        Ok(self.pair(|engine| engine.text(&text, memory, &mut Counts::default())))
    }

    fn bytes(&self, bytes: &[u8], memory: &mut Memory) -> Pair {
        self.pair(|engine| engine.bytes(bytes, memory, &mut Counts::default()))
    }

    fn pair(&self, mut clean: impl FnMut(&Engine) -> Result<Product, String>) -> Pair {
        let [a, b] = self.engines.each_ref().map(|engine| match clean(engine) {
            Ok(Product::Clean(document)) => Ok(Output::from(&*document)),
            Ok(Product::Source(_)) => Err("only decoded".into()),
            // A document that fails is what this side makes of it.
            Err(reason) => Ok(Output {
                error: Some(reason),
                ..Output::default()
            }),
        });
        compare(Some(a), Some(b))
    }
}
