//! The fixtures: what they are, and how a document is held against what is expected of it.
//!
//! `fixtures/README.md` describes the folders.
#![allow(dead_code, unreachable_pub)] // Every test crate uses its own part.

pub mod damage;
pub mod laws;

use serde_json::Value;
use std::path::{Path, PathBuf};
use zhengwen::{Cleaner, Document};

/// `fixtures/expected/NAME.json`: what every input called NAME comes out as.
#[derive(Debug, Clone)]
pub struct Expected {
    pub truncated: bool,
    pub blocks: Vec<ExpectedBlock>,
    pub placeholders: Vec<ExpectedPlaceholder>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedBlock {
    pub kind: String,
    pub level: Option<u8>,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedPlaceholder {
    pub kind: String,
    pub canonical: String,
}

/// `NAME.VARIANT.json` beside an input: what only this input has.
#[derive(Debug, Clone)]
pub struct Page {
    pub encoding: String,
    pub removed: Vec<ExpectedRemoval>,
}

#[derive(Debug, Clone)]
pub struct ExpectedRemoval {
    pub text: String,
    pub reason: String,
}

/// One input and what is expected of it.
#[derive(Debug, Clone)]
pub struct Case {
    /// Folder and file name.
    pub id: String,
    pub bytes: Vec<u8>,
    pub text: String,
    pub expected: Expected,
    pub page: Page,
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Names of the files in a folder of the fixtures that end in `.txt`, without that end, sorted.
pub fn names(folder: &str) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(root().join(folder))
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let name = entry.ok()?.file_name().into_string().ok()?;
            Some(name.strip_suffix(".txt")?.to_owned())
        })
        .collect();
    names.sort();
    names
}

pub fn read(path: &str) -> Vec<u8> {
    let path = root().join(path);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn read_text(path: &str) -> String {
    String::from_utf8(read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn read_json(path: &str) -> Value {
    serde_json::from_slice(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Fields of an object that has these and no others; one that is not there is null.
fn fields<const N: usize>(object: &Value, names: [&str; N]) -> [Value; N] {
    let found = object.as_object().expect("an object");
    let unknown = found.keys().find(|name| !names.contains(&name.as_str()));
    assert_eq!(unknown, None, "{object}");
    names.map(|name| object[name].clone())
}

fn string(value: &Value) -> String {
    value.as_str().expect("a string").to_owned()
}

fn list<T>(value: &Value, item: impl Fn(&Value) -> T) -> Vec<T> {
    let items = value.as_array().expect("a list");
    items.iter().map(item).collect()
}

fn block(value: &Value) -> ExpectedBlock {
    let [kind, level, text] = fields(value, ["kind", "level", "text"]);
    let level = (!level.is_null()).then(|| level.as_u64().expect("a number"));
    ExpectedBlock {
        kind: string(&kind),
        level: level.map(|level| u8::try_from(level).expect("a level")),
        text: string(&text),
    }
}

fn placeholder(value: &Value) -> ExpectedPlaceholder {
    let [kind, canonical] = fields(value, ["kind", "canonical"]).map(|value| string(&value));
    ExpectedPlaceholder { kind, canonical }
}

fn read_expected(path: &str) -> Expected {
    let names = ["truncated", "blocks", "placeholders"];
    let [truncated, blocks, placeholders] = fields(&read_json(path), names);
    Expected {
        truncated: truncated.as_bool().expect("true or false"),
        blocks: list(&blocks, block),
        placeholders: list(&placeholders, placeholder),
    }
}

fn read_page(path: &str) -> Page {
    let [encoding, removed] = fields(&read_json(path), ["encoding", "removed"]);
    let removal = |value: &Value| {
        let [text, reason] = fields(value, ["text", "reason"]).map(|value| string(&value));
        ExpectedRemoval { text, reason }
    };
    Page {
        encoding: string(&encoding),
        removed: list(&removed, removal),
    }
}

/// The texts that are in the normal form: `expected` and `negative`.
pub fn normal_forms() -> Vec<Case> {
    ["expected", "negative"]
        .iter()
        .flat_map(|folder| {
            names(folder).into_iter().map(move |name| {
                let text = read_text(&format!("{folder}/{name}.txt"));
                Case {
                    id: format!("{folder}/{name}"),
                    bytes: text.clone().into_bytes(),
                    text,
                    expected: read_expected(&format!("{folder}/{name}.json")),
                    page: Page {
                        encoding: "UTF-8".into(),
                        removed: Vec::new(),
                    },
                }
            })
        })
        .collect()
}

/// What every input called `name` comes out as.
pub fn expected(name: &str) -> Expected {
    read_expected(&format!("expected/{name}.json"))
}

/// The file beside a generated input.
pub fn page_json(damaged: &damage::Damaged) -> String {
    let removed: Vec<Value> = damaged
        .page_numbers
        .iter()
        .map(|text| serde_json::json!({"text": text, "reason": "page_number"}))
        .collect();
    let page = serde_json::json!({"encoding": damaged.encoding, "removed": removed});
    format!("{page:#}\n")
}

/// The damaged inputs of a folder.
pub fn cases(folder: &str) -> Vec<Case> {
    names(folder)
        .into_iter()
        .map(|file| {
            let name = file.split('.').next().unwrap_or_default();
            Case {
                id: format!("{folder}/{file}"),
                bytes: read(&format!("{folder}/{file}.txt")),
                text: read_text(&format!("expected/{name}.txt")),
                expected: read_expected(&format!("expected/{name}.json")),
                page: read_page(&format!("{folder}/{file}.json")),
            }
        })
        .collect()
}

/// What `document` has that the case does not expect, or the other way round.
pub fn differences(case: &Case, document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    let blocks = blocks(document);
    for difference in diff(&case.expected.blocks, &blocks) {
        found.push(difference);
    }
    if document.to_string() != case.text && found.is_empty() {
        found.push("the text differs".into());
    }
    if document.is_truncated() != case.expected.truncated && case.page_is_whole() {
        found.push(format!("truncated: {}", document.is_truncated()));
    }
    for difference in diff(&case.expected.placeholders, &placeholders(document)) {
        found.push(difference);
    }
    if !same_encoding(document.encoding(), &case.page.encoding) {
        found.push(format!("encoding: {}", document.encoding()));
    }
    for removal in &case.page.removed {
        if !is_removed(removal, document) {
            found.push(format!("not removed: {removal:?}"));
        }
    }
    found
}

impl Case {
    /// A text that only a prompt on its page shows to be cut off cannot be known as such from
    /// its normal form.
    fn page_is_whole(&self) -> bool {
        !(self.expected.truncated && self.id.starts_with("expected/"))
    }
}

pub fn blocks(document: &Document) -> Vec<ExpectedBlock> {
    document
        .blocks()
        .map(|block| ExpectedBlock {
            kind: block.kind.as_str().to_owned(),
            level: block.kind.level(),
            text: block.text.to_owned(),
        })
        .collect()
}

pub fn placeholders(document: &Document) -> Vec<ExpectedPlaceholder> {
    document
        .placeholders()
        .map(|placeholder| ExpectedPlaceholder {
            kind: placeholder.kind.as_str().to_owned(),
            canonical: placeholder.canonical.to_owned(),
        })
        .collect()
}

/// Whether a removal with that reason covers the text; white space does not count.
pub fn is_removed(removal: &ExpectedRemoval, document: &Document) -> bool {
    let solid = |text: &str| text.split_whitespace().collect::<String>();
    let wanted = solid(&removal.text);
    document.removed().any(|removed| {
        removed.reason.as_str() == removal.reason && solid(removed.text).contains(&wanted)
    })
}

/// GB18030 is a superset of GBK, and either name is right for bytes that are both.
fn same_encoding(one: &str, other: &str) -> bool {
    let family = |name: &str| match name.to_ascii_lowercase().as_str() {
        "gb18030" | "gb2312" => "gbk".to_owned(),
        name => name.to_owned(),
    };
    family(one) == family(other)
}

/// What stands only in one of two lists, in order (longest common subsequence).
pub fn diff<T: PartialEq + std::fmt::Debug>(expected: &[T], actual: &[T]) -> Vec<String> {
    let (rows, columns) = (expected.len(), actual.len());
    let mut common = vec![vec![0usize; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            common[row][column] = if expected[row] == actual[column] {
                common[row + 1][column + 1] + 1
            } else {
                common[row + 1][column].max(common[row][column + 1])
            };
        }
    }
    let (mut row, mut column, mut found) = (0, 0, Vec::new());
    while row < rows || column < columns {
        if row < rows && column < columns && expected[row] == actual[column] {
            row += 1;
            column += 1;
        } else if column == columns
            || (row < rows && common[row + 1][column] >= common[row][column + 1])
        {
            found.push(format!("- {:?}", expected[row]));
            row += 1;
        } else {
            found.push(format!("+ {:?}", actual[column]));
            column += 1;
        }
    }
    found
}

/// The laws of the normal form that every document keeps, whatever its source.
pub fn check_laws(cleaner: &Cleaner, source: &str) {
    if let Err(broken) = laws::text(cleaner, source) {
        panic!("{source:?}: {broken}");
    }
}
