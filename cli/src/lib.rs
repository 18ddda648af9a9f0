//! The command line `zhengwen PATH…`, as a function: the tool is [`run`], and so is `python -m zhengwen`.
//!
//! ```text
//! arguments ─inputs, outputs→ what to do ─pipeline→ batches of documents ─work→ rendered bytes ─stream, files→ disk
//! ```
//!
//! Two ways to run, one engine. *Documents* (`files`): every input is one text. *Records*
//! (`jsonl`): every line of an input is one JSON object with a text in it. Either way a
//! document that fails becomes a message and a record with its reason, never the end of the run;
//! only an output that cannot be written ends it, and then what was written stays and `--resume`
//! goes on from there.
//!
//! Exit codes: 0 all went well, 1 a document failed or the run broke off, 2 wrong usage. In
//! record mode a failed record is an answer like any other (a record with an `error`), so the
//! code is 1 only when the stream itself broke.
//!
//! A mode that does not write documents (learning, explaining, comparing) is one more arm of
//! `clean` and a module of its own; it shares `inputs`, `engine` and `progress`.

mod arguments;
mod batches;
mod buffer;
mod check;
mod choices;
mod compression;
mod config;
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
mod mark;
mod marks;
mod near;
mod outputs;
mod own_rules;
mod page;
mod pipeline;
mod place;
mod progress;
mod record;
mod render;
mod report;
mod rules;
mod stream;
mod summary;
mod view;
mod walk;

use anyhow::Result;
use arguments::{Arguments, Command, Line, Mode, Usage};
use clap::CommandFactory;
use std::ffi::OsString;
use std::io::{self, Write};

/// The exit codes.
const SUCCESS: u8 = 0;
const FAILURE: u8 = 1;
const USAGE: u8 = 2;

/// Runs the command line `words`, the first of which is the program's name, and gives its exit code.
///
/// Speaks to the standard streams of the process, and changes its panic hook: a fault inside a document
/// is told as that document's failure.
#[must_use]
pub fn run(words: Vec<OsString>) -> u8 {
    guard::install();
    let code = code(words);
    // What is not a whole line yet; who calls this may not leave by way of Rust's own exit.
    match io::stdout().flush() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => FAILURE,
        _ => code,
    }
}

fn code(words: Vec<OsString>) -> u8 {
    match config::line(words).and_then(|line| command(&line)) {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => SUCCESS,
        Err(error) => match error.downcast_ref::<clap::Error>() {
            Some(error) => told_by_clap(error),
            None => told(&error),
        },
    }
}

/// Help and the version are answers, the rest is wrong usage.
fn told_by_clap(error: &clap::Error) -> u8 {
    match error.print() {
        Ok(()) => u8::try_from(error.exit_code()).unwrap_or(FAILURE),
        Err(_) => FAILURE,
    }
}

fn told(error: &anyhow::Error) -> u8 {
    let text = format!("{error:#}");
    // Our own messages may have lines; what is in them must not speak to the terminal.
    let lines: Vec<String> = text.lines().map(view::shown).collect();
    report::line(&format!("zhengwen: {}", lines.join("\n")));
    if error.is::<Usage>() {
        report::line("For more information, try '--help'.");
        return USAGE;
    }
    FAILURE
}

fn command(line: &Line) -> Result<u8> {
    match &line.command {
        None => return clean(&line.arguments),
        Some(Command::Rules { id }) => rules::run(id.as_deref())?,
        Some(Command::Mark {
            page,
            site,
            cleaning,
        }) => mark::run(page.as_deref(), site, cleaning)?,
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Line::command(), "zhengwen", &mut script);
            outputs::print(script)?;
            true
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Line::command()).render(&mut page)?;
            outputs::print(page)?;
            true
        }
    };
    Ok(SUCCESS)
}

fn clean(arguments: &Arguments) -> Result<u8> {
    let succeeded = match (&arguments.learn_chrome, arguments.mode()) {
        (Some(path), _) => learn::run(arguments, path)?,
        _ if arguments.diff.is_some() => diff::run(arguments)?,
        _ if arguments.check => check::run(arguments)?,
        _ if arguments.explain => explain::run(arguments)?,
        _ if arguments.report.is_some() => page::run(arguments)?,
        (None, Mode::Documents) => files::run(arguments)?,
        (None, Mode::Records) => jsonl::run(arguments)?,
    };
    Ok(if succeeded { SUCCESS } else { FAILURE })
}

/// Whoever reads our output has seen enough (`| head`).
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
