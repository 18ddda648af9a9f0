//! How the library's own types are written, and the parts of the form that derives cannot say.

use super::VERSION;
use crate::document::{Block, BlockKind, Document, Edit, List, Placeholder, Removed};
use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};
use std::ops::Range;

type Pair = (usize, usize);

fn pair(range: &Range<usize>) -> Pair {
    (range.start, range.end)
}

/// A range as `[start, end]`.
pub(super) mod pair {
    use super::{Deserialize, Pair, Range, Serialize, Serializer};
    use serde::Deserializer;

    pub(in crate::schema) fn serialize<S: Serializer>(
        range: &Range<usize>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        super::pair(range).serialize(serializer)
    }

    pub(in crate::schema) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Range<usize>, D::Error> {
        let (start, end) = Pair::deserialize(deserializer)?;
        Ok(start..end)
    }
}

/// A block whose kind is written as two fields.
#[derive(Serialize, Deserialize)]
pub(super) struct KindAndLevel {
    kind: String,
    level: Option<u8>,
    text: String,
    span: Pair,
    output: Pair,
}

impl From<super::Block> for KindAndLevel {
    fn from(block: super::Block) -> Self {
        KindAndLevel {
            kind: block.kind.as_str().to_owned(),
            level: block.kind.level(),
            text: block.text,
            span: pair(&block.span),
            output: pair(&block.output),
        }
    }
}

impl TryFrom<KindAndLevel> for super::Block {
    type Error = String;

    fn try_from(block: KindAndLevel) -> Result<Self, String> {
        let KindAndLevel { kind, level, .. } = &block;
        let unknown = || format!("no kind of block: {kind:?} with level {level:?}");
        Ok(super::Block {
            kind: BlockKind::new(kind, *level).ok_or_else(unknown)?,
            text: block.text,
            span: block.span.0..block.span.1,
            output: block.output.0..block.output.1,
        })
    }
}

impl Serialize for Block<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Block", 5)?;
        fields.serialize_field("kind", self.kind.as_str())?;
        fields.serialize_field("level", &self.kind.level())?;
        fields.serialize_field("text", self.text)?;
        fields.serialize_field("span", &pair(&self.span))?;
        fields.serialize_field("output", &pair(&self.output))?;
        fields.end()
    }
}

impl Serialize for Placeholder<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Placeholder", 5)?;
        fields.serialize_field("kind", &self.kind)?;
        fields.serialize_field("raw", self.raw)?;
        fields.serialize_field("canonical", self.canonical)?;
        fields.serialize_field("span", &pair(&self.span))?;
        fields.serialize_field("output", &pair(&self.output))?;
        fields.end()
    }
}

impl Serialize for Removed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Removed", 4)?;
        fields.serialize_field("text", self.text)?;
        fields.serialize_field("reason", &self.reason)?;
        fields.serialize_field("rule", self.rule)?;
        fields.serialize_field("span", &pair(&self.span))?;
        fields.end()
    }
}

impl Serialize for Edit<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Edit", 5)?;
        fields.serialize_field("span", &pair(&self.span))?;
        fields.serialize_field("original", self.original)?;
        fields.serialize_field("rule", self.rule)?;
        fields.serialize_field("replacement", self.replacement)?;
        fields.serialize_field("output", &pair(&self.output))?;
        fields.end()
    }
}

impl<T: Serialize> Serialize for List<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Document", 10)?;
        fields.serialize_field("schema_version", &VERSION)?;
        fields.serialize_field("encoding", self.encoding())?;
        fields.serialize_field("text", self.text())?;
        fields.serialize_field("title", &self.title())?;
        fields.serialize_field("truncated", &self.is_truncated())?;
        fields.serialize_field("warnings", self.warnings())?;
        fields.serialize_field("blocks", &self.blocks())?;
        fields.serialize_field("placeholders", &self.placeholders())?;
        fields.serialize_field("removed", &self.removed())?;
        fields.serialize_field("edits", &self.edits())?;
        fields.end()
    }
}
