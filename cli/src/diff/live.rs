//! Documents cleaned now, once with each of two sets of options.

use super::comparison::Comparison;
use super::output::Output;
use super::pair::{Pair, compare};
use crate::arguments::{Arguments, Mode, usage};
use crate::engine::{Engine, Memory};
use crate::inputs::Inputs;
use crate::progress::Progress;
use crate::walk::{Source, Walk};
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
    let engines = [engine(a)?, engine(b)?];
    let walk = Walk {
        arguments,
        progress,
        make: |source: Source<'_>, memory: &mut Memory| {
            let [a, b] = engines
                .each_ref()
                .map(|engine| output(source, engine, memory));
            Ok(compare(Some(a), Some(b)))
        },
    };
    let inputs = Inputs::find(arguments)?;
    found.failures.extend(inputs.unreadable);
    walk.run(&inputs.list, |place, pair| {
        let name = match arguments.mode() {
            Mode::Documents => place.name(),
            Mode::Records => place.label(),
        };
        let pair = pair.unwrap_or_else(|failure| Pair::Unreadable(failure.to_string()));
        found.enter(&name, pair);
        Ok(())
    })
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

/// What an engine makes of a document.
fn output(source: Source<'_>, engine: &Engine, memory: &mut Memory) -> Result<Output, String> {
    match source.cleaned(engine, memory) {
        Ok(product) => Ok(Output::from(&*product.document()?)),
        // A document that fails is what this side makes of it.
        Err(reason) => Ok(Output {
            error: Some(reason),
            ..Output::default()
        }),
    }
}
