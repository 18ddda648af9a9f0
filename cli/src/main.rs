//! Cleans speech texts: `zhengwen PATH…`
//!
//! ```text
//! arguments ─inputs, outputs→ what to do ─pipeline→ batches of documents ─work→ rendered bytes ─stream, files→ disk
//! ```
//!
//! Two ways to run, one engine. *Documents* ([`files`]): every input is one text. *Records*
//! ([`jsonl`]): every line of an input is one JSON object with a text in it. Either way a
//! document that fails becomes a message and a record with its reason, never the end of the run;
//! only an output that cannot be written ends it, and then what was written stays and `--resume`
//! goes on from there.
//!
//! Exit codes: 0 all went well, 1 a document failed or the run broke off, 2 wrong usage. In
//! record mode a failed record is an answer like any other (a record with an `error`), so the
//! code is 1 only when the stream itself broke.
//!
//! A mode that does not write documents (learning, explaining, comparing) is one more arm of
//! [`run`] and a module of its own; it shares [`inputs`], [`engine`] and [`progress`].

mod arguments;
mod batches;
mod buffer;
mod compression;
mod diff;
mod engine;
mod explain;
mod files;
mod guard;
mod inputs;
mod journal;
mod jsonl;
mod learn;
mod ledger;
mod marks;
mod outputs;
mod page;
mod pipeline;
mod progress;
mod record;
mod render;
mod report;
mod scan;
mod stream;
mod summary;
mod view;

use anyhow::Result;
use arguments::{Arguments, Mode, Usage};
use clap::Parser;
use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    guard::install();
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report::line(&format!("zhengwen: {error:#}"));
            if error.is::<Usage>() {
                report::line("For more information, try '--help'.");
                return ExitCode::from(2);
            }
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let succeeded = match (&arguments.learn_chrome, arguments.mode()) {
        (Some(path), _) => learn::run(arguments, path)?,
        _ if arguments.diff.is_some() => diff::run(arguments)?,
        _ if arguments.explain => explain::run(arguments)?,
        _ if arguments.report.is_some() => page::run(arguments)?,
        (None, Mode::Documents) => files::run(arguments)?,
        (None, Mode::Records) => jsonl::run(arguments)?,
    };
    Ok(if succeeded {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Whoever reads our output has seen enough (`| head`).
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
