//! Where it is written: one place for each input, planned and checked before anything is done.

use crate::arguments::{Arguments, Format, Mode, usage};
use crate::compression::Compression;
use crate::inputs::{Input, Inputs};
use anyhow::{Context, Result};
use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where the outputs go.
#[derive(Debug)]
pub(crate) enum Plan {
    /// One after the other into this file, or to standard output.
    Stream(Option<PathBuf>),
    /// Each into a file of its own, in the order of the inputs.
    Each {
        paths: Vec<PathBuf>,
        /// The directory all of them are in, if one was given.
        directory: Option<PathBuf>,
    },
}

impl Plan {
    pub(crate) fn new(arguments: &Arguments, inputs: &Inputs) -> Result<Self> {
        let plan = Plan::choose(arguments, inputs)?;
        plan.check(arguments, inputs)?;
        Ok(plan)
    }

    fn choose(arguments: &Arguments, inputs: &Inputs) -> Result<Self> {
        let one_stream = arguments.format() == Format::Jsonl || arguments.mode() == Mode::Records;
        let Some(output) = arguments
            .output
            .as_deref()
            .filter(|path| path.as_os_str() != "-")
        else {
            if inputs.several && !one_stream {
                return Err(usage!("several inputs need --output DIR"));
            }
            return Ok(Plan::Stream(None));
        };
        let is_directory = output.is_dir() || ends_in_separator(output);
        // Many texts fit into one file of lines; many files of records stay many files.
        let joins = arguments.mode() == Mode::Documents && one_stream;
        if !is_directory && joins {
            return Ok(Plan::Stream(Some(output.to_owned())));
        }
        if !is_directory && !inputs.several {
            return Ok(Plan::Each {
                paths: inputs.list.iter().map(|_| output.to_owned()).collect(),
                directory: None,
            });
        }
        if output.exists() && !is_directory {
            return Err(usage!(
                "several inputs need --output DIR, and {} is a file",
                output.display()
            ));
        }
        let paths = inputs.list.iter();
        Ok(Plan::Each {
            paths: paths
                .map(|input| output.join(mirrored(arguments, input)))
                .collect(),
            directory: Some(output.to_owned()),
        })
    }

    /// Refuses to write two outputs to one place, or an output over an input.
    fn check(&self, arguments: &Arguments, inputs: &Inputs) -> Result<()> {
        let mut outputs: Vec<&Path> = match self {
            Plan::Stream(path) => path.as_deref().into_iter().collect(),
            Plan::Each { paths, .. } => paths.iter().map(PathBuf::as_path).collect(),
        };
        outputs.extend(arguments.rejects.as_deref());
        refuse(&outputs, inputs)?;
        if let Plan::Stream(None) = self
            && let Ok(stdout) = same_file::Handle::stdout()
        {
            for input in inputs.list.iter().filter(|input| input.size().is_some()) {
                if same_file::Handle::from_path(&input.path).is_ok_and(|file| file == stdout) {
                    return Err(overwrites(input));
                }
            }
        }
        Ok(())
    }
}

/// Refuses outputs that are one file, or an input.
pub(crate) fn refuse(outputs: &[&Path], inputs: &Inputs) -> Result<()> {
    let mut seen = HashSet::with_capacity(outputs.len());
    if let Some(twice) = outputs.iter().find(|path| !seen.insert(**path)) {
        return Err(usage!(
            "two outputs would be written to {}",
            twice.display()
        ));
    }
    let existing = existing(outputs);
    if existing.is_empty() {
        return Ok(());
    }
    let files = inputs.list.iter().filter(|input| !input.is_stdin());
    for input in files {
        if input
            .path
            .canonicalize()
            .is_ok_and(|path| existing.contains(&path))
        {
            return Err(overwrites(input));
        }
    }
    Ok(())
}

/// Those of `paths` that are there already, by their one true name. A directory that is not there
/// is asked for but once.
fn existing(paths: &[&Path]) -> HashSet<PathBuf> {
    let mut directories = HashMap::new();
    let mut is_there = |path: &Path| match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => true,
        Some(parent) => *directories
            .entry(parent.to_owned())
            .or_insert_with(|| parent.is_dir()),
        None => true,
    };
    let paths = paths.iter().filter(|path| is_there(path) && path.exists());
    paths.filter_map(|path| path.canonicalize().ok()).collect()
}

fn overwrites(input: &Input) -> anyhow::Error {
    usage!("the output would overwrite the input {}", input.label())
}

/// `a/b.htm.gz` becomes `a/b.json`, or `a/b.json.zst` with `--compress zst`.
fn mirrored(arguments: &Arguments, input: &Input) -> PathBuf {
    let inner = Compression::of(&input.name).strip(&input.name);
    let mut name = inner.with_extension("").into_os_string();
    name.push(".");
    name.push(match arguments.mode() {
        Mode::Documents => arguments.format().extension(),
        Mode::Records => "jsonl",
    });
    name.push(arguments.compress.suffix());
    name.into()
}

fn ends_in_separator(path: &Path) -> bool {
    let last = path.as_os_str().as_encoded_bytes().last();
    last.is_some_and(|&byte| std::path::is_separator(byte.into()))
}

/// `path` with something behind its name.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

pub(crate) fn cannot_write(path: &Path) -> String {
    format!("cannot write {}", path.display())
}

/// Writes all of it to standard output at once.
pub(crate) fn print(bytes: impl AsRef<[u8]>) -> Result<()> {
    let mut stdout = io::stdout().lock();
    let written = stdout.write_all(bytes.as_ref());
    written
        .and_then(|()| stdout.flush())
        .context("cannot write standard output")
}
