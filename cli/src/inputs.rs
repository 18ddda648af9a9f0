//! What is to be read: paths in, documents or record files out.

use crate::arguments::{Arguments, Mode, usage};
use crate::compression::Compression;
use crate::progress::Progress;
use anyhow::Result;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// One thing to read.
#[derive(Debug)]
pub(crate) struct Input {
    /// `-` is standard input.
    pub(crate) path: PathBuf,
    /// Below the directory it was found in; the name of a file that was given itself.
    pub(crate) name: PathBuf,
    /// The largest window of a .zst.
    window: u64,
}

/// All there is to read.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    pub(crate) list: Vec<Input>,
    /// What could not even be listed, and why.
    pub(crate) unreadable: Vec<(String, String)>,
    /// Whether more than one input was asked for: several paths, or a directory.
    pub(crate) several: bool,
}

impl Inputs {
    /// Without a PATH: standard input.
    pub(crate) fn find_or_stdin(arguments: &Arguments) -> Result<Self> {
        if !arguments.paths.is_empty() {
            return Inputs::find(arguments);
        }
        let stdin = Input {
            path: PathBuf::from("-"),
            name: PathBuf::from("stdin"),
            window: arguments.max_window,
        };
        Ok(Inputs {
            list: vec![stdin],
            ..Inputs::default()
        })
    }

    /// Directories are walked in the order of their names, links followed.
    pub(crate) fn find(arguments: &Arguments) -> Result<Self> {
        let globs = globs(arguments)?;
        let mut inputs = Inputs {
            several: arguments.paths.len() > 1,
            ..Inputs::default()
        };
        for path in &arguments.paths {
            if path.is_dir() {
                inputs.several = true;
                inputs.walk(path, &globs, arguments);
            } else if is_stdin(path) || path.exists() {
                let name = if is_stdin(path) {
                    "stdin".into()
                } else {
                    path.file_name().map_or_else(|| path.clone(), PathBuf::from)
                };
                let path = path.clone();
                let window = arguments.max_window;
                inputs.list.push(Input { path, name, window });
            } else {
                let label = path.display().to_string();
                let reason = "no such file or directory".into();
                inputs.unreadable.push((label, reason));
            }
        }
        Ok(inputs)
    }

    /// An output directory inside an input directory is not an input.
    fn walk(&mut self, root: &Path, globs: &GlobSet, arguments: &Arguments) {
        let output = arguments.output.as_deref();
        let is_output = |entry: &DirEntry| {
            entry.depth() > 0
                && entry.file_type().is_dir()
                && output.is_some_and(|output| {
                    same_file::is_same_file(entry.path(), output).unwrap_or(false)
                })
        };
        let walk = WalkDir::new(root).follow_links(true).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| !is_output(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    let name = entry.path().strip_prefix(root).unwrap_or(entry.path());
                    if globs.is_match(entry.file_name()) || globs.is_match(name) {
                        let name = name.to_owned();
                        let path = entry.into_path();
                        let window = arguments.max_window;
                        self.list.push(Input { path, name, window });
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    let label = error.path().unwrap_or(root).display().to_string();
                    let reason = match error.io_error() {
                        Some(error) => error.to_string(),
                        None => error.to_string(),
                    };
                    self.unreadable.push((label, reason));
                }
            }
        }
    }

    /// Bytes on disk, if all is on disk.
    pub(crate) fn size(&self) -> Option<u64> {
        self.list.iter().map(Input::size).sum()
    }
}

impl Input {
    pub(crate) fn is_stdin(&self) -> bool {
        is_stdin(&self.path)
    }

    /// For messages.
    pub(crate) fn label(&self) -> String {
        if self.is_stdin() {
            "standard input".into()
        } else {
            self.path.display().to_string()
        }
    }

    /// For the `path` of a record: with `/` on every system.
    pub(crate) fn name(&self) -> String {
        let parts = self.name.components();
        let parts = parts.filter(|part| matches!(part, Component::Normal(_)));
        let parts: Vec<_> = parts
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        parts.join("/")
    }

    pub(crate) fn size(&self) -> Option<u64> {
        let metadata = std::fs::metadata(&self.path).ok()?;
        metadata.is_file().then_some(metadata.len())
    }

    /// Opens it for reading, decompressed; the bar moves with the bytes on disk.
    pub(crate) fn open(&self, progress: &Progress) -> io::Result<Box<dyn Read + Send>> {
        if self.is_stdin() {
            return Ok(Box::new(progress.watch(io::stdin())));
        }
        let file = progress.watch(File::open(&self.path)?);
        Ok(Compression::of(&self.path).reader(file, self.window))
    }

    /// Opens it behind its first `offset` bytes, counted after decompression.
    pub(crate) fn open_at(
        &self,
        offset: u64,
        progress: &Progress,
    ) -> io::Result<Box<dyn Read + Send>> {
        if offset == 0 {
            return self.open(progress);
        }
        let mut reader = self.open(progress)?;
        let skipped = io::copy(&mut reader.by_ref().take(offset), &mut io::sink())?;
        if skipped < offset {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                format!("it has {skipped} bytes, {offset} were read before"),
            ));
        }
        Ok(reader)
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn globs(arguments: &Arguments) -> Result<GlobSet> {
    let defaults = |extension: &str| {
        ["", ".gz", ".zst"]
            .map(|suffix| format!("*.{extension}{suffix}"))
            .to_vec()
    };
    let patterns = match arguments.mode() {
        _ if !arguments.glob.is_empty() => arguments.glob.clone(),
        Mode::Documents => defaults("txt"),
        Mode::Records => defaults("jsonl"),
    };
    let mut set = GlobSetBuilder::new();
    for pattern in &patterns {
        let glob = GlobBuilder::new(pattern).literal_separator(true).build();
        set.add(glob.map_err(|error| usage!("--glob {pattern}: {error}"))?);
    }
    set.build().map_err(|error| usage!("--glob: {error}"))
}
