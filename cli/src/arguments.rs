//! What can be asked for.

use crate::choices::size;
pub(crate) use crate::choices::{Field, Format, Placeholders};
use crate::compression::Compression;
use clap::{Args, Parser, Subcommand};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  zhengwen speech.txt                                  the normal form on standard output
  curl -s https://example.org/speech | zhengwen        the same from a pipe
  zhengwen speech.txt --format json                    with blocks, placeholders and removals
  zhengwen crawl/ --output cleaned/                    every *.txt below crawl/, same tree
  zhengwen crawl/ --glob '*.htm' --glob '*.txt.gz' --output cleaned/ --compress zst
  zhengwen crawl/ --format jsonl --output all.jsonl.gz one line a document
  zhengwen crawl/ --output cleaned/ --resume           go on after a crash
  zhengwen crawl/ --check                              would anything change? 1 if so
  zhengwen crawl/ --learn-chrome site.model            what do these pages repeat?
  zhengwen crawl/ --chrome-model site.model --output cleaned/
  zhengwen speech.txt --explain                        the changes, inline, with their rules
  zhengwen crawl/ --report report.html                 one page to look at in a browser
  zhengwen --diff old/ new/                            what two runs made of the same documents
  zhengwen --diff '' '--without-rule layout.join' crawl/  … or two sets of options
  zhengwen --jsonl < in.jsonl > out.jsonl              a filter: one record in, one record out
  zhengwen --jsonl --text-field content --format text < in.jsonl
  zhengwen --jsonl --bytes-field body in.jsonl.zst --output out.jsonl.zst --rejects failed.jsonl
  zhengwen rules layout.join                           what a rule does, with a hit and a near miss
  zhengwen mark page.txt > page.mark                   our reading of a page, to be corrected by hand

Records (--jsonl): the text field becomes the clean text, a bytes field gives way to `text`;
`schema_version`, `title`, `truncated`, `warnings`, `blocks`, `placeholders` and `removed` are added
(with --format text only `warnings`, where there are any), and `error` where a record failed. Other fields keep their place and spelling; one that has the name
of an added field is kept as `source_NAME`. A line that is no JSON object becomes
{\"error\", \"raw\"}. As many lines come out as went in, in the same order.

Options that a project always wants stand in a file zhengwen.toml, looked for in the current directory
and upwards; keys are the long names of flags, flags win:
  without-rule = [\"layout.join\"]
  chrome-rules = \"site.rules.toml\"

Exit codes: 0 all went well, 1 a document failed or the run broke off, 2 wrong usage; with
--jsonl, 1 only when the stream itself broke; with --check, 1 when something would change.";

/// More threads than this only wait for each other.
const JOBS_PER_CORE: usize = 4;

/// Turns scraped Chinese speech texts into clean, typed documents.
#[derive(Debug, Parser)]
#[command(name = "zhengwen", version, after_long_help = EXAMPLES, after_help = "More, with examples: --help",
    args_conflicts_with_subcommands = true, subcommand_help_heading = "Further commands", disable_help_subcommand = true)]
pub(crate) struct Line {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    #[command(flatten)]
    pub(crate) arguments: Arguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List all rules, or tell what one does, with a text that it changes and one that it does not
    Rules {
        /// A rule, or the beginning of several: layout.join, chrome
        #[arg(value_name = "ID")]
        id: Option<String>,
    },
    /// Write the reading of a page in the format of marked pages, to be corrected by hand
    Mark {
        /// The page; standard input if there is none
        #[arg(value_name = "PAGE")]
        page: Option<PathBuf>,

        /// The name that pages of one site share
        #[arg(long, default_value = "case", value_name = "NAME")]
        site: String,

        #[command(flatten)]
        cleaning: Cleaning,
    },
    /// Write completions for a shell to standard output
    Completions {
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Write the manual page to standard output: zhengwen man | man -l -
    Man,
}

/// How documents are cleaned.
#[derive(Debug, Args)]
#[command(next_help_heading = "Cleaning")]
pub(crate) struct Cleaning {
    /// How masked words are written: X个 and XX同志; as they are spelt; or as ⟨Person⟩, ⟨Date⟩, …
    #[arg(long, value_enum, default_value = "canonical", value_name = "STYLE")]
    pub(crate) placeholders: Placeholders,

    /// The encoding the inputs were declared to have (gbk, big5, utf-16le, …), taken as a hint
    #[arg(long, value_name = "LABEL")]
    pub(crate) encoding: Option<String>,

    /// Undecodable bytes are an error instead of U+FFFD
    #[arg(long)]
    pub(crate) strict: bool,

    /// Switch a rule off by its id (repeatable); `zhengwen rules` lists them
    #[arg(long, value_name = "ID")]
    pub(crate) without_rule: Vec<String>,

    /// Lines that a corpus is known to repeat are chrome: a model written by --learn-chrome
    #[arg(long, value_name = "FILE")]
    pub(crate) chrome_model: Option<PathBuf>,

    /// Chrome rules of your own (repeatable): [[rule]] tables with id, reason, scope, pattern, hit and
    /// near-miss in a .toml, or one a line, the same parts separated by tabs
    #[arg(long, value_name = "FILE")]
    pub(crate) chrome_rules: Vec<PathBuf>,
}

impl Cleaning {
    /// All that decides what a document is cleaned to, files by their content.
    fn fingerprint(&self) -> String {
        let mut hasher = DefaultHasher::new();
        for path in self.chrome_model.iter().chain(&self.chrome_rules) {
            // What cannot be read stops the run where it is used.
            fs::read(path).unwrap_or_default().hash(&mut hasher);
        }
        format!(
            "{:?} {:?} strict={} {:?} files={:016x}",
            self.placeholders,
            self.encoding,
            self.strict,
            self.without_rule,
            hasher.finish()
        )
    }
}

/// Cleaning and looking at what was cleaned.
#[derive(Debug, Parser)]
#[command(name = "zhengwen")]
pub(crate) struct Arguments {
    /// Files, directories (searched for *.txt, see --glob) or `-` for standard input, which is also
    /// read when there is no PATH and it is no terminal. A name ending in .gz or .zst is decompressed
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) cleaning: Cleaning,

    /// Which files of a directory are read (repeatable; replaces the default *.txt, or *.jsonl
    /// with --jsonl, each also .gz and .zst)
    #[arg(long, value_name = "PATTERN", help_heading = "Reading")]
    pub(crate) glob: Vec<String>,

    /// Inputs are JSONL: each line is an object with a text field
    #[arg(long, help_heading = "Reading")]
    jsonl: bool,

    /// The field that holds the text (implies --jsonl) [default: text]
    #[arg(
        long,
        value_name = "NAME",
        conflicts_with = "bytes_field",
        help_heading = "Reading"
    )]
    text_field: Option<String>,

    /// The field that holds the raw bytes as base64 (implies --jsonl)
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    bytes_field: Option<String>,

    /// Documents and records of more bytes than this (after decompression) fail without being
    /// held in memory; k, M and G are understood
    #[arg(long, value_name = "N", default_value = "64M", value_parser = size, help_heading = "Reading")]
    pub(crate) max_record_bytes: u64,

    /// The largest window of a .zst that is read; a larger one fails
    #[arg(long, value_name = "N", default_value = "128M", value_parser = size, help_heading = "Reading")]
    pub(crate) max_window: u64,

    /// Where to write: a directory for several inputs (it mirrors their tree), a file for one
    /// input or for --format jsonl. Default for one input: standard output
    #[arg(short, long, value_name = "PATH", help_heading = "Writing")]
    pub(crate) output: Option<PathBuf>,

    /// text: one block a line; json: one object a document; jsonl: one line a document.
    /// Default: text, with --jsonl jsonl
    #[arg(short, long, value_enum, help_heading = "Writing")]
    format: Option<Format>,

    /// In json and jsonl, also every edit: span, original, rule, replacement, output
    #[arg(long, help_heading = "Writing")]
    pub(crate) edits: bool,

    /// Only decode: the source text before any cleaning
    #[arg(long, help_heading = "Writing")]
    pub(crate) decode_only: bool,

    /// Compress the outputs in a directory; a single output is compressed when its name says so
    #[arg(
        long,
        value_enum,
        default_value = "none",
        value_name = "KIND",
        help_heading = "Writing"
    )]
    pub(crate) compress: Compression,

    /// Write a record with the reason for each failed document to this file
    #[arg(long, value_name = "FILE", help_heading = "Writing")]
    pub(crate) rejects: Option<PathBuf>,

    /// Go on where an earlier run with the same options was stopped
    #[arg(long, help_heading = "Running")]
    pub(crate) resume: bool,

    /// How many documents are cleaned at a time [default: one a core; at most four a core]
    #[arg(short, long, value_name = "N", help_heading = "Running")]
    jobs: Option<NonZeroUsize>,

    /// No progress bar, no closing line
    #[arg(short, long, help_heading = "Running")]
    pub(crate) quiet: bool,

    /// Read options from this file, not from the zhengwen.toml of the project
    #[arg(long, value_name = "FILE", help_heading = "Running")]
    pub(crate) config: Option<PathBuf>,

    /// Read no zhengwen.toml
    #[arg(long, conflicts_with = "config", help_heading = "Running")]
    pub(crate) no_config: bool,

    /// Write nothing: list what is not clean already, one a line, and exit with 1 if there is any
    #[arg(long, group = "view", conflicts_with_all = ["output", "format", "decode_only", "resume"], help_heading = "Looking")]
    pub(crate) check: bool,

    /// Show each document with its changes inline, and which rules made them
    #[arg(long, group = "view", conflicts_with_all = ["output", "format", "decode_only", "resume"], help_heading = "Looking")]
    pub(crate) explain: bool,

    /// Write one HTML page that shows what was done: an overview, and source and clean text side
    /// by side
    #[arg(long, group = "view", value_name = "FILE", conflicts_with_all = ["output", "format", "decode_only", "resume"], help_heading = "Looking")]
    pub(crate) report: Option<PathBuf>,

    /// Compare two runs: which documents changed, by which rules. A and B are what they wrote
    /// (directories of JSON files, or JSONL files, `-` from standard input, best with --edits); or,
    /// with a PATH, two sets of options in quotes
    #[arg(long, group = "view", num_args = 2, value_names = ["A", "B"], allow_hyphen_values = true, conflicts_with_all = ["output", "format", "decode_only", "resume"], help_heading = "Looking")]
    pub(crate) diff: Option<Vec<String>>,

    /// Do not clean: learn which lines the inputs repeat and write the model to this file, `-` for
    /// standard output
    #[arg(long, group = "view", value_name = "FILE", conflicts_with_all = ["output", "chrome_model", "resume"], help_heading = "Learning a site's chrome")]
    pub(crate) learn_chrome: Option<PathBuf>,

    /// Take in a model learnt before (repeatable; needs no PATH)
    #[arg(
        long,
        value_name = "FILE",
        requires = "learn_chrome",
        help_heading = "Learning a site's chrome"
    )]
    pub(crate) merge_chrome: Vec<PathBuf>,

    /// How many distinct short lines the model is made for; 48 bytes of memory each. Models to be
    /// merged have the same
    #[arg(long, value_name = "LINES", default_value_t = 1 << 17, requires = "learn_chrome", help_heading = "Learning a site's chrome")]
    pub(crate) chrome_capacity: usize,
}

/// What a run does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Documents,
    Records,
}

impl Arguments {
    pub(crate) fn mode(&self) -> Mode {
        let named = |path: &PathBuf| is_jsonl(path);
        let records = self.jsonl
            || self.text_field.is_some()
            || self.bytes_field.is_some()
            || (!self.paths.is_empty() && self.paths.iter().all(named));
        if records {
            Mode::Records
        } else {
            Mode::Documents
        }
    }

    pub(crate) fn format(&self) -> Format {
        self.format.unwrap_or(match self.mode() {
            Mode::Documents => Format::Text,
            Mode::Records => Format::Jsonl,
        })
    }

    pub(crate) fn field(&self) -> Field {
        match (&self.bytes_field, &self.text_field) {
            (Some(name), _) => Field::Bytes(name.clone()),
            (None, Some(name)) => Field::Text(name.clone()),
            (None, None) => Field::Text("text".into()),
        }
    }

    /// How many threads work on `work` things: never more than there are, nor more than a machine
    /// can make use of, whatever was asked for.
    pub(crate) fn jobs(&self, work: usize) -> usize {
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let jobs = self.jobs.map_or(cores, NonZeroUsize::get);
        jobs.min(JOBS_PER_CORE * cores).min(work).max(1)
    }

    /// All that decides what is written for a document, as one line: a run may only go on where
    /// a run with the same line stopped.
    pub(crate) fn fingerprint(&self) -> String {
        format!(
            "{} {:?} {:?} {:?} {} decode={} edits={} limit={}",
            env!("CARGO_PKG_VERSION"),
            self.mode(),
            self.format(),
            self.field(),
            self.cleaning.fingerprint(),
            self.decode_only,
            self.edits,
            self.max_record_bytes,
        )
    }
}

fn is_jsonl(path: &Path) -> bool {
    let inner = Compression::of(path).strip(path);
    inner
        .extension()
        .is_some_and(|extension| extension == "jsonl" || extension == "ndjson")
}

/// Wrong usage: exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Usage(pub(crate) String);

/// Shorthand for an [`Usage`] error.
macro_rules! usage {
    ($($part:tt)*) => {
        anyhow::Error::new($crate::arguments::Usage(format!($($part)*)))
    };
}
pub(crate) use usage;
