//! The written form of a document: what serde and the command line tool write, read back.
//!
//! [`crate::Document`], its items and its kinds implement `Serialize`; the types of this module are
//! the same with values of their own, and implement `Deserialize` too. The form is the same
//! everywhere, and [`JSON_SCHEMA`] describes it:
//!
//! - spans are pairs `[start, end]` of byte offsets: `span` in the decoded source, `output` in `text`;
//! - kinds, reasons and warnings are words in snake case;
//! - what there is none of is `null` or an empty list, never left out; only `edits`, which are long,
//!   are left out unless asked for (`--edits`; the library always writes them).
//!
//! The source is not written: `text` and `edits` give it back, see [`Document::source`].
//!
//! ```
//! use zhengwen::{BlockKind, Cleaner, schema};
//!
//! let json = serde_json::to_string(&Cleaner::new().clean("各位读者:\n欢迎大家.\n"))?;
//! let document: schema::Document = serde_json::from_str(&json)?;
//! assert_eq!(document.schema_version, schema::VERSION);
//! assert_eq!(document.blocks[0].kind, BlockKind::Salutation);
//! assert_eq!(document.source().as_deref(), Some("各位读者:\n欢迎大家.\n"));
//! # Ok::<(), serde_json::Error>(())
//! ```

mod write;

use crate::document::{BlockKind, Warning};
use crate::placeholder::PlaceholderKind;
use crate::rule::Reason;
use serde::{Deserialize, Serialize};
use std::ops::Range;

pub use crate::SCHEMA_VERSION as VERSION;

/// The JSON Schema (draft 2020-12) of what is written: the whole describes a JSON document or a line
/// of JSONL, `#/$defs/record` what is added to the records of a stream.
pub const JSON_SCHEMA: &str = include_str!("document.json");

/// A document as it was written. See [`crate::Document`] for what the fields mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Document {
    /// [`VERSION`] of the writer.
    pub schema_version: u32,
    /// The file it came from, where it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// WHATWG name of the encoding of the source.
    pub encoding: String,
    /// The clean text, one block a line.
    pub text: String,
    /// The text of the title.
    pub title: Option<String>,
    /// Whether the text stops in mid-sentence.
    pub truncated: bool,
    /// What was noticed and could not be repaired.
    pub warnings: Vec<Warning>,
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// The masked words in order.
    pub placeholders: Vec<Placeholder>,
    /// What was removed as site chrome, in order.
    pub removed: Vec<Removed>,
    /// Every change in order, if they were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edits: Option<Vec<Edit>>,
}

/// A block as it was written: [`crate::Block`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "write::KindAndLevel", into = "write::KindAndLevel")]
#[non_exhaustive]
pub struct Block {
    /// What the block is; written as `kind` and `level`.
    pub kind: BlockKind,
    /// Its text.
    pub text: String,
    /// Byte range in the source.
    pub span: Range<usize>,
    /// Byte range in the text.
    pub output: Range<usize>,
}

/// A masked word as it was written: [`crate::Placeholder`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Placeholder {
    /// What the mask stands for.
    pub kind: PlaceholderKind,
    /// As it is spelt in the source.
    pub raw: String,
    /// The canonical spelling.
    pub canonical: String,
    /// Byte range in the source.
    #[serde(with = "write::pair")]
    pub span: Range<usize>,
    /// Byte range in the text.
    #[serde(with = "write::pair")]
    pub output: Range<usize>,
}

/// A removal as it was written: [`crate::Removed`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Removed {
    /// What was removed.
    pub text: String,
    /// Why.
    pub reason: Reason,
    /// Id of the rule that decided.
    pub rule: String,
    /// Byte range in the source.
    #[serde(with = "write::pair")]
    pub span: Range<usize>,
}

/// An edit as it was written: [`crate::Edit`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Edit {
    /// Byte range in the source.
    #[serde(with = "write::pair")]
    pub span: Range<usize>,
    /// What stood there.
    pub original: String,
    /// Id of the rule that made the change.
    pub rule: String,
    /// What stands in the text instead.
    pub replacement: String,
    /// Byte range in the text.
    #[serde(with = "write::pair")]
    pub output: Range<usize>,
}

/// A document that was only decoded (`--decode-only`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Source {
    /// The file it came from.
    pub path: String,
    /// WHATWG name of its encoding.
    pub encoding: String,
    /// The source text.
    pub text: String,
    /// Whether content is lost for good.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub damaged: bool,
}

/// A document that failed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Failure {
    /// The file.
    pub path: String,
    /// Why there is no document.
    pub error: String,
}

/// A JSON document or a line of JSONL that the command line tool wrote.
///
/// ```
/// use zhengwen::schema::Entry;
///
/// let entry: Entry = serde_json::from_str(r#"{"path": "a.txt", "error": "binary data"}"#)?;
/// assert!(matches!(entry, Entry::Failure(failure) if failure.error == "binary data"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Entry {
    /// A cleaned document.
    Document(Document),
    /// A document that was only decoded.
    Source(Source),
    /// A document that failed.
    Failure(Failure),
}

impl Document {
    /// The decoded source, from the text and the edits. `None` if the edits were not written, or
    /// do not belong to the text.
    #[must_use]
    pub fn source(&self) -> Option<String> {
        let mut source = String::with_capacity(self.text.len());
        let mut position = 0;
        for edit in self.edits.as_ref()? {
            source.push_str(self.text.get(position..edit.output.start)?);
            source.push_str(&edit.original);
            position = edit.output.end;
        }
        source.push_str(self.text.get(position..)?);
        Some(source)
    }
}
