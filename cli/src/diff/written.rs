//! What two runs wrote, paired by the names of the documents.

use super::comparison::Comparison;
use super::output::Output;
use super::pair::{Pair, compare};
use crate::arguments::{Arguments, usage};
use crate::compression::{Compression, WINDOW};
use crate::pipeline::Pipeline;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use walkdir::WalkDir;

/// Compares them; a side that is `-` is JSONL on standard input.
pub(super) fn run(a: &str, b: &str, arguments: &Arguments, found: &mut Comparison) -> Result<()> {
    if a == "-" && b == "-" {
        return Err(usage!("--diff: only one side can be standard input"));
    }
    let sides = [Side::open(a)?, Side::open(b)?];
    let names: BTreeSet<String> = sides.iter().flat_map(Side::names).collect();
    let jobs = arguments.jobs(names.len());
    let mut names = names.into_iter();
    Pipeline {
        jobs,
        ordered: true,
        feed: |name: &mut String| {
            let next = names.next();
            let more = next.is_some();
            *name = next.unwrap_or_default();
            Ok(more)
        },
        work: |name: &String, pair: &mut Option<Pair>| {
            *pair = Some(compare(sides[0].get(name), sides[1].get(name)));
        },
        deliver: |name: &String, pair: &mut Option<Pair>| {
            if let Some(pair) = pair.take() {
                found.enter(name, pair);
            }
            Ok(())
        },
    }
    .run()
}

/// Where one side's outputs are.
enum Side {
    /// A JSON file for each document.
    Directory(BTreeMap<String, PathBuf>),
    /// A JSONL file, and where each document's line is.
    Lines(Mutex<File>, BTreeMap<String, (u64, usize)>),
}

impl Side {
    fn open(side: &str) -> Result<Self> {
        let path = Path::new(side);
        if path.is_dir() {
            return Ok(Side::Directory(outputs(path)));
        }
        if Compression::of(path) != Compression::None {
            return Err(usage!(
                "{side}: a JSONL file is read at several places and must not be compressed"
            ));
        }
        let file = if side == "-" {
            spooled().context("cannot keep standard input in a temporary file")?
        } else {
            File::open(path).with_context(|| format!("cannot read {side}"))?
        };
        let index = index(&file).with_context(|| format!("cannot read {side}"))?;
        Ok(Side::Lines(Mutex::new(file), index))
    }

    fn names(&self) -> Vec<String> {
        match self {
            Side::Directory(paths) => paths.keys().cloned().collect(),
            Side::Lines(_, lines) => lines.keys().cloned().collect(),
        }
    }

    /// `None`: this side has no such document.
    fn get(&self, name: &str) -> Option<Result<Output, String>> {
        let bytes = match self {
            Side::Directory(paths) => {
                let path = paths.get(name)?;
                let mut bytes = Vec::new();
                let file = File::open(path);
                let read = file.and_then(|file| {
                    Compression::of(path)
                        .reader(file, WINDOW)
                        .read_to_end(&mut bytes)
                });
                read.map(|_| bytes)
            }
            Side::Lines(file, lines) => {
                let &(start, length) = lines.get(name)?;
                let mut bytes = vec![0; length];
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(start))
                    .and_then(|_| file.read_exact(&mut bytes))
                    .map(|()| bytes)
            }
        };
        let output = bytes.map_err(|error| error.to_string());
        Some(
            output.and_then(|bytes| {
                serde_json::from_slice(&bytes).map_err(|error| error.to_string())
            }),
        )
    }
}

/// Standard input as a file that is read at several places, and gone when it is closed.
fn spooled() -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut io::stdin().lock(), &mut file)?;
    file.rewind()?;
    Ok(file)
}

/// The JSON files below a directory by their names without extension.
fn outputs(root: &Path) -> BTreeMap<String, PathBuf> {
    let files = WalkDir::new(root).follow_links(true).into_iter().flatten();
    let files = files.filter(|entry| entry.file_type().is_file());
    let named = files.filter_map(|entry| {
        let path = entry.into_path();
        let inner = Compression::of(&path).strip(path.strip_prefix(root).ok()?);
        let is_json = inner
            .extension()
            .is_some_and(|extension| extension == "json");
        is_json.then(|| (inner.with_extension("").display().to_string(), path))
    });
    named.collect()
}

/// Where each line of a JSONL file is, by its `path`.
fn index(file: &File) -> Result<BTreeMap<String, (u64, usize)>> {
    #[derive(Deserialize)]
    struct Name {
        path: Option<String>,
    }
    let mut reader = BufReader::new(file);
    let mut lines = BTreeMap::new();
    let (mut start, mut line, mut number) = (0, Vec::new(), 0);
    while reader.read_until(b'\n', &mut line)? > 0 {
        number += 1;
        let name: Name = serde_json::from_slice(&line).with_context(|| format!("line {number}"))?;
        let name = name.path.unwrap_or_else(|| format!("line {number}"));
        lines.insert(name, (start, line.len()));
        start += line.len() as u64;
        line.clear();
    }
    Ok(lines)
}
