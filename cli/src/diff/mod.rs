//! `--diff A B`: what two runs made of the same documents.
//!
//! Without a PATH, A and B are what two runs wrote: a directory of JSON files or a JSONL file (`-`
//! from standard input), written with `--edits` if the rules are to be told; documents are paired
//! by name. With a PATH, A and B are two sets of options, and both clean each document or record
//! now. Memory holds the names and what differs, never the outputs.

mod comparison;
mod live;
mod output;
mod pair;
mod written;

use crate::arguments::{Arguments, usage};
use crate::outputs::print;
use crate::progress::Progress;
use anyhow::Result;
use comparison::Comparison;

/// Compares; false when a document could not be read on a side.
pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let Some([a, b]) = arguments.diff.as_deref() else {
        return Err(usage!("--diff needs two sides"));
    };
    let progress = Progress::new(arguments, || None);
    let mut found = Comparison::default();
    if arguments.paths.is_empty() {
        written::run(a, b, arguments, &mut found)?;
    } else {
        live::run(a, b, arguments, &progress, &mut found)?;
    }
    print(found.describe(a, b))?;
    for (name, reason) in &found.failures {
        progress.say(&format!("zhengwen: {name}: {reason}"));
    }
    Ok(found.failures.is_empty())
}
