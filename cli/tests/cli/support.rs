//! Running the binary.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// What `--resume` goes by in an output directory.
pub(crate) const JOURNAL: &str = ".zhengwen.journal";

/// A short speech.
pub(crate) const SPEECH: &str = "在水厂职工大会上的讲话\n同志们:\n今年水厂供水３千万立方米。\n";

/// The binary, with an environment as empty as a cluster gives.
pub(crate) fn clean() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhengwen"));
    command.env_clear();
    command
}

/// A directory of its own for each test.
pub(crate) struct Place(TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        Place(tempfile::tempdir().expect("a temporary directory"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it is below")).expect("it can be written");
        fs::write(&path, bytes).expect("it can be written");
        path
    }

    pub(crate) fn read(&self, name: &str) -> String {
        let path = self.path(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Names of all files below, sorted, but for the journal of an output directory.
    pub(crate) fn names(&self, below: &str) -> Vec<String> {
        let root = self.path(below);
        let walk = walkdir::WalkDir::new(&root).sort_by_file_name();
        let files = walk
            .into_iter()
            .flatten()
            .filter(|entry| entry.file_type().is_file() && entry.file_name() != JOURNAL);
        let names = files.map(|entry| {
            let path = entry.path().strip_prefix(&root).map(Path::to_owned);
            path.expect("it is below").display().to_string()
        });
        names.collect()
    }

    /// Runs the binary in this directory.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, b"")
    }

    /// Starts it in this directory, to be fed by hand or killed.
    pub(crate) fn start(&self, arguments: &[&str], stdin: Stdio) -> Child {
        let mut command = clean();
        command.args(arguments).current_dir(self.0.path());
        let child = command.stdin(stdin).stderr(Stdio::null()).spawn();
        child.expect("it starts")
    }

    /// Runs it with something on standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = clean()
            .args(arguments)
            .current_dir(self.0.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut stdin = child.stdin.take().expect("it is piped");
        let input = input.to_vec();
        let writer = std::thread::spawn(move || stdin.write_all(&input));
        let output = child.wait_with_output().expect("it ends");
        let _ = writer.join();
        Run::from(output)
    }
}

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Run {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("output is UTF-8"),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Run {
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }

    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(
            self.stderr.contains(words),
            "{words:?} is missing in {}",
            self.stderr
        );
        self
    }

    pub(crate) fn records(&self) -> Vec<Value> {
        records(&self.stdout)
    }
}

/// The lines of a JSONL text.
pub(crate) fn records(text: &str) -> Vec<Value> {
    let parse = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    text.lines().map(parse).collect()
}

/// What the library makes of a text.
pub(crate) fn cleaned(text: &str) -> String {
    zhengwen::clean(text)
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

pub(crate) fn gunzip(bytes: &[u8]) -> String {
    std::io::read_to_string(flate2::read::MultiGzDecoder::new(bytes)).expect("it is gzip")
}

pub(crate) fn zstandard(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}
