//! `zhengwen.toml`: options that a project always wants.
//!
//! Keys are the long names of flags. They become words in front of those of the command line, so
//! that there is one reader of options; what is given on the command line is left out of the file.

use crate::arguments::{Line, usage};
use crate::near;
use crate::own_rules::place;
use anyhow::{Context, Result};
use clap::parser::ValueSource;
use clap::{ArgMatches, Command, CommandFactory, FromArgMatches};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use toml::{Spanned, Value};

const NAME: &str = "zhengwen.toml";

/// What a project may settle, and what on the command line leaves no place for it.
const KEYS: [(&str, &[&str]); 14] = [
    ("chrome-model", &["learn_chrome"]),
    ("chrome-rules", &["learn_chrome"]),
    ("compress", &[]),
    ("edits", &[]),
    ("encoding", &[]),
    (
        "format",
        &["check", "explain", "report", "diff", "learn_chrome"],
    ),
    ("glob", &[]),
    ("jobs", &[]),
    ("max-record-bytes", &[]),
    ("max-window", &[]),
    ("placeholders", &[]),
    ("quiet", &[]),
    ("strict", &[]),
    ("without-rule", &[]),
];

/// Keys whose values are paths, seen from where the file is.
const PATHS: [&str; 2] = ["chrome-model", "chrome-rules"];

/// The command line, with what the project's file adds to it.
pub(crate) fn line(words: Vec<OsString>) -> Result<Line> {
    let mut command = Line::command();
    let matches = command.clone().try_get_matches_from(&words)?;
    let given = Line::from_arg_matches(&matches)?;
    let Some(path) = found(&given)? else {
        return Ok(given);
    };
    let more = more(&path, &command, &matches)?;
    if more.is_empty() {
        return Ok(given);
    }
    // Behind the program, or behind the name of the command.
    let at = words
        .len()
        .min(1 + usize::from(matches.subcommand_name().is_some()));
    let mut all = words;
    all.splice(at..at, more);
    let matches = command.try_get_matches_from_mut(all).map_err(|error| {
        usage!(
            "{}: {}",
            path.display(),
            error.to_string().trim_start_matches("error: ").trim_end()
        )
    })?;
    Ok(Line::from_arg_matches(&matches)?)
}

/// The project's file: here, or in the nearest directory above.
fn found(line: &Line) -> Result<Option<PathBuf>> {
    if line.arguments.no_config {
        return Ok(None);
    }
    if let Some(path) = &line.arguments.config {
        return Ok(Some(path.clone()));
    }
    let Ok(here) = std::env::current_dir() else {
        return Ok(None);
    };
    let files = here.ancestors().map(|directory| directory.join(NAME));
    Ok(files.into_iter().find(|path| path.is_file()))
}

/// The words that the file adds.
fn more(path: &Path, command: &Command, matches: &ArgMatches) -> Result<Vec<OsString>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let wrong = |at: usize, what: &str| {
        let (line, column) = place(&text, at);
        usage!("{}:{line}:{column}: {what}", path.display())
    };
    let table: BTreeMap<Spanned<String>, Spanned<Value>> = toml::from_str(&text)
        .map_err(|error| wrong(error.span().map_or(0, |span| span.start), error.message()))?;
    let (command, matches) = match matches.subcommand() {
        Some((name, matches)) => (command.find_subcommand(name), matches),
        None => (Some(command), matches),
    };
    let mut words = Vec::new();
    for (key, value) in &table {
        let name = key.get_ref().as_str();
        let Some((_, others)) = KEYS.iter().find(|(known, _)| *known == name) else {
            let near = near::hint(name, KEYS.iter().map(|(known, _)| *known));
            return Err(wrong(
                key.span().start,
                &format!("unknown key {name}{near}"),
            ));
        };
        let id = name.replace('-', "_");
        let is_known = command.is_some_and(|command| {
            command
                .get_arguments()
                .any(|argument| argument.get_id() == id.as_str())
        });
        let is_given = |id: &str| {
            let source = matches
                .try_contains_id(id)
                .ok()
                .and_then(|_| matches.value_source(id));
            source == Some(ValueSource::CommandLine)
        };
        if !is_known || is_given(&id) || others.iter().any(|other| is_given(other)) {
            continue;
        }
        let directory = PATHS.contains(&name).then(|| path.parent()).flatten();
        spell(name, value.get_ref(), directory, &mut words)
            .map_err(|what| wrong(value.span().start, &format!("{name}: {what}")))?;
    }
    Ok(words)
}

/// A key and its value as words of a command line.
fn spell(
    name: &str,
    value: &Value,
    directory: Option<&Path>,
    words: &mut Vec<OsString>,
) -> Result<(), &'static str> {
    let text = match value {
        Value::Boolean(on) => {
            words.extend(on.then(|| format!("--{name}").into()));
            return Ok(());
        }
        Value::Array(values) => {
            return values
                .iter()
                .try_for_each(|value| spell(name, value, directory, words));
        }
        Value::String(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        _ => return Err("not a string, a whole number, true, false or a list of these"),
    };
    let mut word = OsString::from(format!("--{name}="));
    match directory {
        Some(directory) => word.push(directory.join(text)),
        None => word.push(text),
    }
    words.push(word);
    Ok(())
}
