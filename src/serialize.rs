//! How documents are written by serde (feature `serde`).
//!
//! A [`Document`] becomes what a consumer needs to use the text and to audit it, in this order:
//! `encoding`, `truncated`, `text`, `blocks` (`kind`, `level`, `text`), `placeholders` (`kind`,
//! `raw`, `canonical`, `span`), `removed` (`text`, `reason`, `rule`, `span`), `edits` (`span`,
//! `original`, `rule`, `replacement`, `output`) and `warnings`. Spans are pairs `[start, end]` of
//! byte offsets. The source is not written: `text` and `edits` give it back.

use crate::document::{Block, Document, Edit, List, Placeholder, Removed};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::ops::Range;

fn pair(range: &Range<usize>) -> (usize, usize) {
    (range.start, range.end)
}

impl Serialize for Block<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Block", 3)?;
        fields.serialize_field("kind", self.kind.as_str())?;
        fields.serialize_field("level", &self.kind.level())?;
        fields.serialize_field("text", self.text)?;
        fields.end()
    }
}

impl Serialize for Placeholder<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Placeholder", 4)?;
        fields.serialize_field("kind", self.kind.as_str())?;
        fields.serialize_field("raw", self.raw)?;
        fields.serialize_field("canonical", self.canonical)?;
        fields.serialize_field("span", &pair(&self.span))?;
        fields.end()
    }
}

impl Serialize for Removed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Removed", 4)?;
        fields.serialize_field("text", self.text)?;
        fields.serialize_field("reason", self.reason.as_str())?;
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
        let mut fields = serializer.serialize_struct("Document", 8)?;
        fields.serialize_field("encoding", self.encoding())?;
        fields.serialize_field("truncated", &self.is_truncated())?;
        fields.serialize_field("text", self.text())?;
        fields.serialize_field("blocks", &self.blocks())?;
        fields.serialize_field("placeholders", &self.placeholders())?;
        fields.serialize_field("removed", &self.removed())?;
        fields.serialize_field("edits", &self.edits())?;
        fields.serialize_field("warnings", self.warnings())?;
        fields.end()
    }
}
