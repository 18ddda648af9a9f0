//! `--diff A B`: what two runs made of the same documents.
//!
//! Without a PATH, A and B are what two runs wrote: a directory of JSON files or a JSONL file,
//! written with `--edits` if the rules are to be told. With a PATH, A and B are two sets of
//! options, and both clean the documents now. Documents are paired by name. Memory holds the
//! names and what differs, never the outputs.

use crate::arguments::{Arguments, Mode, usage};
use crate::buffer::Buffer;
use crate::compression::{Compression, WINDOW};
use crate::engine::{Engine, Memory, Product};
use crate::files::read;
use crate::inputs::{Input, Inputs};
use crate::marks::{counted, grouped};
use crate::pipeline::Pipeline;
use crate::progress::Progress;
use crate::summary::Counts;
use crate::view::{clipped, shown, width};
use anyhow::{Context, Result};
use clap::Parser;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use walkdir::WalkDir;
use zhengwen::Document;

/// Changed documents that are listed.
const LISTED: usize = 40;
/// Lines shown of a changed document, from each side.
const LINES: usize = 3;
/// Columns of a line that is shown.
const COLUMNS: usize = 76;

/// Compares; false when a document could not be read on a side.
pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let Some([a, b]) = arguments.diff.as_deref() else {
        return Err(usage!("--diff needs two sides"));
    };
    let progress = Progress::new(arguments, || None);
    let sides = [
        Side::open(a, arguments, &progress)?,
        Side::open(b, arguments, &progress)?,
    ];
    let names: BTreeSet<String> = sides.iter().flat_map(Side::names).collect();
    let jobs = arguments.jobs(names.len());
    let mut names = names.into_iter();
    let mut found = Comparison::default();
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
    .run()?;
    io::stdout().write_all(found.describe(a, b).as_bytes())?;
    for (name, reason) in &found.failures {
        progress.say(&format!("zhengwen: {name}: {reason}"));
    }
    Ok(found.failures.is_empty())
}

/// What a run made of one document.
#[derive(Debug, Default, Deserialize)]
struct Output {
    #[serde(default)]
    encoding: String,
    #[serde(default)]
    truncated: bool,
    #[serde(default)]
    blocks: Vec<Block>,
    edits: Option<Vec<Edit>>,
    error: Option<String>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Block {
    kind: String,
    level: Option<u8>,
    text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
struct Edit {
    span: (usize, usize),
    original: String,
    rule: String,
    replacement: String,
}

impl From<&Document> for Output {
    fn from(document: &Document) -> Self {
        let block = |block: zhengwen::Block<'_>| Block {
            kind: block.kind.as_str().to_owned(),
            level: block.kind.level(),
            text: block.text.to_owned(),
        };
        let edit = |edit: zhengwen::Edit<'_>| Edit {
            span: (edit.span.start, edit.span.end),
            original: edit.original.to_owned(),
            rule: edit.rule.to_owned(),
            replacement: edit.replacement.to_owned(),
        };
        Output {
            encoding: document.encoding().to_owned(),
            truncated: document.is_truncated(),
            blocks: document.blocks().map(block).collect(),
            edits: Some(document.edits().map(edit).collect()),
            error: None,
        }
    }
}

/// Where one side's outputs are.
enum Side<'a> {
    /// A JSON file for each document.
    Directory(BTreeMap<String, PathBuf>),
    /// A JSONL file, and where each document's line is.
    Lines(Mutex<File>, BTreeMap<String, (u64, usize)>),
    /// Cleaned when asked for.
    Live {
        engine: Box<Engine>,
        inputs: BTreeMap<String, Input>,
        arguments: &'a Arguments,
        progress: &'a Progress,
    },
}

impl<'a> Side<'a> {
    fn open(side: &str, arguments: &'a Arguments, progress: &'a Progress) -> Result<Self> {
        if !arguments.paths.is_empty() {
            return Side::live(side, arguments, progress);
        }
        let path = Path::new(side);
        if path.is_dir() {
            return Ok(Side::Directory(outputs(path)));
        }
        let file = File::open(path).with_context(|| format!("cannot read {side}"))?;
        if Compression::of(path) != Compression::None {
            return Err(usage!(
                "{side}: a JSONL file is read at several places and must not be compressed"
            ));
        }
        let index = index(&file).with_context(|| format!("cannot read {side}"))?;
        Ok(Side::Lines(Mutex::new(file), index))
    }

    fn live(options: &str, arguments: &'a Arguments, progress: &'a Progress) -> Result<Self> {
        let words = std::iter::once("zhengwen").chain(options.split_whitespace());
        let options =
            Arguments::try_parse_from(words).map_err(|error| usage!("--diff: {error}"))?;
        if arguments.mode() == Mode::Records {
            return Err(usage!(
                "--diff cleans files with one document each; compare the outputs of two runs over JSONL"
            ));
        }
        let inputs = Inputs::find(arguments)?;
        let named = inputs.list.into_iter().filter(|input| !input.is_stdin());
        Ok(Side::Live {
            engine: Box::new(Engine::new(&options)?),
            inputs: named.map(|input| (input.name(), input)).collect(),
            arguments,
            progress,
        })
    }

    fn names(&self) -> Vec<String> {
        match self {
            Side::Directory(paths) => paths.keys().cloned().collect(),
            Side::Lines(_, lines) => lines.keys().cloned().collect(),
            Side::Live { inputs, .. } => inputs.keys().cloned().collect(),
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
            Side::Live {
                engine,
                inputs,
                arguments,
                progress,
            } => {
                let input = inputs.get(name)?;
                let mut bytes = Buffer::default();
                let mut memory = Memory::default();
                let cleaned = read(input, progress, arguments.max_record_bytes, &mut bytes)
                    .map_err(|error| error.to_string())
                    .and_then(|()| {
                        engine.bytes(bytes.bytes(), &mut memory, &mut Counts::default())
                    });
                return Some(match cleaned {
                    Ok(Product::Clean(document)) => Ok(Output::from(&*document)),
                    Ok(Product::Source(_)) => Err("only decoded".into()),
                    // A document that fails is what this side makes of it.
                    Err(reason) => Ok(Output {
                        error: Some(reason),
                        ..Output::default()
                    }),
                });
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

/// One document on both sides.
enum Pair {
    Same,
    Differs(Box<Difference>),
    OnlyA,
    OnlyB,
    Unreadable(String),
}

#[derive(Default)]
struct Difference {
    /// Edits of one side alone, by rule; `None` when a side has no edits to compare.
    rules: Option<BTreeMap<String, (usize, usize)>>,
    /// Blocks of one side alone: the first few, and how many.
    lines: [(Vec<String>, usize); 2],
    /// What else differs, in words.
    notes: Vec<String>,
    /// Whether the text is another.
    text: bool,
}

fn compare(a: Option<Result<Output, String>>, b: Option<Result<Output, String>>) -> Pair {
    let (a, b) = match (a, b) {
        (Some(Ok(a)), Some(Ok(b))) => (a, b),
        (Some(Err(reason)), _) | (_, Some(Err(reason))) => return Pair::Unreadable(reason),
        (Some(_), None) => return Pair::OnlyA,
        (None, _) => return Pair::OnlyB,
    };
    let mut difference = Difference::default();
    let mut note = |what: &str, a: &str, b: &str| {
        if a != b {
            difference
                .notes
                .push(format!("{what} {} -> {}", shown(a), shown(b)));
        }
    };
    let failed = |output: &Output| {
        output
            .error
            .as_ref()
            .map_or("no".into(), |reason| format!("yes ({reason})"))
    };
    note("failed:", &failed(&a), &failed(&b));
    if a.error.is_none() && b.error.is_none() {
        note("encoding:", &a.encoding, &b.encoding);
        note(
            "truncated:",
            &a.truncated.to_string(),
            &b.truncated.to_string(),
        );
    }
    let texts = |output: &Output| -> Vec<String> {
        output
            .blocks
            .iter()
            .map(|block| block.text.clone())
            .collect()
    };
    difference.text = texts(&a) != texts(&b);
    let kinds = |output: &Output| -> Vec<String> { output.blocks.iter().map(label).collect() };
    difference.lines = only(&kinds(&a), &kinds(&b));
    if let (Some(one), Some(two)) = (&a.edits, &b.edits) {
        // Offsets into differently decoded sources cannot be compared.
        difference.rules = Some(rules(one, two, a.encoding == b.encoding));
    }
    let account = difference.rules.as_ref().is_none_or(BTreeMap::is_empty);
    let lines = difference.lines.iter().all(|(_, count)| *count == 0);
    if account && lines && difference.notes.is_empty() && !difference.text {
        return Pair::Same;
    }
    Pair::Differs(Box::new(difference))
}

fn label(block: &Block) -> String {
    match (&*block.kind, block.level) {
        ("paragraph", _) => block.text.clone(),
        (kind, Some(level)) => format!("{kind} {level}: {}", block.text),
        (kind, None) => format!("{kind}: {}", block.text),
    }
}

/// The lines that one side has more often than the other.
fn only(a: &[String], b: &[String]) -> [(Vec<String>, usize); 2] {
    let one = |mine: &[String], theirs: &[String]| {
        let mut left: HashMap<&str, usize> = HashMap::new();
        for line in theirs {
            *left.entry(line).or_default() += 1;
        }
        let mut found = (Vec::new(), 0);
        for line in mine {
            match left.get_mut(&**line) {
                Some(count) if *count > 0 => *count -= 1,
                _ => {
                    found.1 += 1;
                    if found.0.len() < LINES {
                        found.0.push(line.clone());
                    }
                }
            }
        }
        found
    };
    [one(a, b), one(b, a)]
}

/// The edits that one side has alone, counted by rule.
fn rules(a: &[Edit], b: &[Edit], spans: bool) -> BTreeMap<String, (usize, usize)> {
    fn key(edit: &Edit, spans: bool) -> (Option<(usize, usize)>, &str, &str, &str) {
        (
            spans.then_some(edit.span),
            &edit.rule,
            &edit.original,
            &edit.replacement,
        )
    }
    let mut counts: HashMap<_, i64> = HashMap::new();
    for edit in a {
        *counts.entry(key(edit, spans)).or_default() += 1;
    }
    for edit in b {
        *counts.entry(key(edit, spans)).or_default() -= 1;
    }
    let mut rules: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for ((_, rule, ..), count) in counts.into_iter().filter(|&(_, count)| count != 0) {
        let sum = rules.entry(rule.to_owned()).or_default();
        let alone = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX);
        if count > 0 {
            sum.0 += alone;
        } else {
            sum.1 += alone;
        }
    }
    rules
}

#[derive(Default)]
struct Comparison {
    same: usize,
    only: [usize; 2],
    texts: usize,
    changed: usize,
    /// Without edits on a side.
    unaccounted: usize,
    /// Edits of A alone, of B alone, documents.
    rules: BTreeMap<String, (usize, usize, usize)>,
    /// With how much differs; the greatest stay.
    list: Vec<(usize, String, Box<Difference>)>,
    failures: Vec<(String, String)>,
}

impl Comparison {
    fn enter(&mut self, name: &str, pair: Pair) {
        let difference = match pair {
            Pair::Same => return self.same += 1,
            Pair::OnlyA => return self.only[0] += 1,
            Pair::OnlyB => return self.only[1] += 1,
            Pair::Unreadable(reason) => return self.failures.push((name.to_owned(), reason)),
            Pair::Differs(difference) => difference,
        };
        self.changed += 1;
        self.texts += usize::from(difference.text);
        self.unaccounted += usize::from(difference.rules.is_none());
        let mut size = difference.lines[0].1 + difference.lines[1].1 + difference.notes.len();
        for (rule, (a, b)) in difference.rules.iter().flatten() {
            let sum = self.rules.entry(rule.clone()).or_default();
            *sum = (sum.0 + a, sum.1 + b, sum.2 + 1);
            size += a + b;
        }
        self.list.push((size, name.to_owned(), difference));
        if self.list.len() > 4 * LISTED {
            self.trim();
        }
    }

    fn trim(&mut self) {
        self.list.sort_by(|a, b| (b.0, &a.1).cmp(&(a.0, &b.1)));
        self.list.truncate(LISTED);
    }

    fn describe(&mut self, a: &str, b: &str) -> String {
        self.trim();
        let mut out = String::new();
        let name = |side: &str| {
            if side.trim().is_empty() {
                "the defaults".into()
            } else {
                shown(side)
            }
        };
        let _ = writeln!(out, "A: {}\nB: {}\n", name(a), name(b));
        let both = self.same + self.changed;
        let _ = writeln!(
            out,
            "{} on both sides: {} the same, {} changed ({} in text), {} only in A, {} only in B",
            counted(both, "document"),
            grouped(self.same),
            grouped(self.changed),
            grouped(self.texts),
            grouped(self.only[0]),
            grouped(self.only[1]),
        );
        if self.unaccounted > 0 {
            let _ = writeln!(
                out,
                "{} without edits on a side: which rules did it is told for outputs written with --edits",
                counted(self.unaccounted, "changed document")
            );
        }
        self.rules_to(&mut out);
        if self.changed > self.list.len() {
            let _ = writeln!(
                out,
                "\nThe {} documents that changed most:",
                self.list.len()
            );
        }
        for (_, name, difference) in &self.list {
            let _ = writeln!(out, "\n{}", shown(name));
            for note in &difference.notes {
                let _ = writeln!(out, "    {note}");
            }
            if let Some(rules) = difference.rules.as_ref().filter(|rules| !rules.is_empty()) {
                let rules: Vec<String> = rules
                    .iter()
                    .map(|(rule, (a, b))| format!("{rule} -{a} +{b}"))
                    .collect();
                let _ = writeln!(out, "    edits: {}", rules.join(", "));
            }
            lines_to(&mut out, difference);
        }
        out
    }

    fn rules_to(&self, out: &mut String) {
        if self.rules.is_empty() {
            return;
        }
        let mut rules: Vec<_> = self.rules.iter().collect();
        rules.sort_by_key(|(rule, (a, b, _))| (std::cmp::Reverse(a + b), *rule));
        let wide = rules
            .iter()
            .map(|(rule, _)| width(rule))
            .max()
            .unwrap_or(0)
            .max(4);
        let _ = writeln!(
            out,
            "\n{:wide$}  {:>9}  {:>9}  {:>9}",
            "rule", "only A", "only B", "documents"
        );
        for (rule, (a, b, documents)) in rules {
            let pad = " ".repeat(wide - width(rule));
            let _ = writeln!(
                out,
                "{rule}{pad}  {:>9}  {:>9}  {:>9}",
                grouped(*a),
                grouped(*b),
                grouped(*documents)
            );
        }
    }
}

/// The first lines of each side that the other does not have, from where they begin to differ.
fn lines_to(out: &mut String, difference: &Difference) {
    let [a, b] = &difference.lines;
    let pairs = a.0.len().max(b.0.len());
    for index in 0..pairs {
        let (one, two) = (a.0.get(index), b.0.get(index));
        let skip = match (one, two) {
            (Some(one), Some(two)) => common(one, two),
            _ => 0,
        };
        for (sign, line) in [('-', one), ('+', two)] {
            if let Some(line) = line {
                let start = line.char_indices().nth(skip).map_or(0, |(at, _)| at);
                let dots = if start > 0 { "..." } else { "" };
                let _ = writeln!(
                    out,
                    "    {sign} {dots}{}",
                    clipped(&shown(&line[start..]), COLUMNS)
                );
            }
        }
    }
    for (sign, (shown, count)) in [('-', a), ('+', b)] {
        if *count > shown.len() {
            let _ = writeln!(
                out,
                "    {sign} {}",
                counted(count - shown.len(), "more line")
            );
        }
    }
}

/// How many characters two lines begin with alike, less a little context.
fn common(a: &str, b: &str) -> usize {
    let alike = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    if alike < 30 { 0 } else { alike - 10 }
}
