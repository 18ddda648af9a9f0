//! The fields of a column of documents: those of the tool's JSON, with its names and in its order.
//!
//! Offsets are bytes of UTF-8, as in that JSON, and as the strings of a column are.

use arrow_array::builder::{ArrayBuilder, BooleanBuilder, Int32Builder, StringBuilder};
use arrow_array::{ArrayRef, Int32Array, ListArray, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{Field, Fields as Schema};
use std::ops::Range;
use std::sync::Arc;
use zhengwen::{Document, Warning};

/// The builders of a column's fields, row by row.
#[derive(Default)]
pub(crate) struct Fields {
    rows: usize,
    has_document: Vec<bool>,
    text: StringBuilder,
    title: StringBuilder,
    encoding: StringBuilder,
    truncated: BooleanBuilder,
    warnings: List<StringBuilder>,
    blocks: List<Blocks>,
    placeholders: List<Placeholders>,
    removed: List<Removals>,
    edits: Option<List<Edits>>,
    error: StringBuilder,
}

impl Fields {
    /// With the edit log or without.
    pub(crate) fn new(edits: bool) -> Self {
        Fields {
            edits: edits.then(List::default),
            ..Fields::default()
        }
    }

    /// A column without rows.
    pub(crate) fn empty(edits: bool) -> StructArray {
        Fields::new(edits).finish()
    }

    /// A row with a document.
    pub(crate) fn document(&mut self, document: &Document) {
        self.row(true);
        self.text.append_value(document.text());
        self.title.append_option(document.title());
        self.encoding.append_value(document.encoding());
        self.truncated.append_value(document.is_truncated());
        for &warning in document.warnings() {
            self.warnings.items.append_value(Warning::as_str(warning));
        }
        for block in document.blocks() {
            self.blocks.items.push(&block);
        }
        for mask in document.placeholders() {
            self.placeholders.items.push(&mask);
        }
        for removed in document.removed() {
            self.removed.items.push(&removed);
        }
        if let Some(edits) = &mut self.edits {
            for edit in document.edits() {
                edits.items.push(&edit);
            }
        }
        self.error.append_null();
        self.close();
    }

    /// A row without one, and why; of a null nothing is said.
    pub(crate) fn without(&mut self, error: Option<&str>) {
        self.row(false);
        self.text.append_null();
        self.title.append_null();
        self.encoding.append_null();
        self.truncated.append_null();
        self.error.append_option(error);
        self.close();
    }

    fn row(&mut self, has_document: bool) {
        self.rows += 1;
        self.has_document.push(has_document);
    }

    /// Ends the lists of the row.
    fn close(&mut self) {
        self.warnings.close(self.warnings.items.len());
        self.blocks.close(self.blocks.items.text.len());
        self.placeholders.close(self.placeholders.items.raw.len());
        self.removed.close(self.removed.items.text.len());
        if let Some(edits) = &mut self.edits {
            edits.close(edits.items.rule.len());
        }
    }

    /// The column.
    pub(crate) fn finish(mut self) -> StructArray {
        let nulls = NullBuffer::from(std::mem::take(&mut self.has_document));
        let version = i32::try_from(zhengwen::SCHEMA_VERSION).unwrap_or_default();
        let versions = vec![version; self.rows].into();
        let mut columns: Vec<(&str, ArrayRef)> = vec![
            (
                "schema_version",
                Arc::new(Int32Array::new(versions, Some(nulls.clone()))),
            ),
            ("text", Arc::new(self.text.finish())),
            ("title", Arc::new(self.title.finish())),
            ("encoding", Arc::new(self.encoding.finish())),
            ("truncated", Arc::new(self.truncated.finish())),
            (
                "warnings",
                self.warnings
                    .finish(&nulls, |mut items| Arc::new(items.finish())),
            ),
            ("blocks", self.blocks.finish(&nulls, Blocks::finish)),
            (
                "placeholders",
                self.placeholders.finish(&nulls, Placeholders::finish),
            ),
            ("removed", self.removed.finish(&nulls, Removals::finish)),
        ];
        if let Some(edits) = self.edits {
            columns.push(("edits", edits.finish(&nulls, Edits::finish)));
        }
        columns.push(("error", Arc::new(self.error.finish())));
        structs(columns)
    }
}

fn structs(columns: Vec<(&str, ArrayRef)>) -> StructArray {
    let fields: Schema = columns
        .iter()
        .map(|(name, column)| Field::new(*name, column.data_type().clone(), true))
        .collect();
    StructArray::new(
        fields,
        columns.into_iter().map(|(_, column)| column).collect(),
        None,
    )
}

/// Lists of items, one list a row.
struct List<T> {
    items: T,
    ends: Vec<i32>,
}

impl<T: Default> Default for List<T> {
    fn default() -> Self {
        List {
            items: T::default(),
            ends: vec![0],
        }
    }
}

impl<T> List<T> {
    /// Ends a row's list where the items end now.
    fn close(&mut self, end: usize) {
        self.ends.push(offset(end));
    }

    fn finish(self, nulls: &NullBuffer, items: impl FnOnce(T) -> ArrayRef) -> ArrayRef {
        list(items(self.items), self.ends, Some(nulls.clone()))
    }
}

fn list(items: ArrayRef, ends: Vec<i32>, nulls: Option<NullBuffer>) -> ArrayRef {
    let field = Arc::new(Field::new_list_field(items.data_type().clone(), true));
    let ends = OffsetBuffer::new(ScalarBuffer::from(ends));
    Arc::new(ListArray::new(field, ends, items, nulls))
}

/// Pieces are kept so short that offsets do not come near the limit of an `i32`.
fn offset(value: usize) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

/// Pairs of offsets.
#[derive(Default)]
struct Spans(Vec<i32>);

impl Spans {
    fn push(&mut self, span: &Range<usize>) {
        self.0.extend([offset(span.start), offset(span.end)]);
    }

    fn finish(self) -> ArrayRef {
        let ends = (0..=self.0.len()).step_by(2).map(offset).collect();
        list(Arc::new(Int32Array::from(self.0)), ends, None)
    }
}

#[derive(Default)]
struct Blocks {
    kind: StringBuilder,
    level: Int32Builder,
    text: StringBuilder,
    span: Spans,
    output: Spans,
}

impl Blocks {
    fn push(&mut self, block: &zhengwen::Block<'_>) {
        self.kind.append_value(block.kind.as_str());
        self.level.append_option(block.kind.level().map(i32::from));
        self.text.append_value(block.text);
        self.span.push(&block.span);
        self.output.push(&block.output);
    }

    fn finish(mut self) -> ArrayRef {
        Arc::new(structs(vec![
            ("kind", Arc::new(self.kind.finish())),
            ("level", Arc::new(self.level.finish())),
            ("text", Arc::new(self.text.finish())),
            ("span", self.span.finish()),
            ("output", self.output.finish()),
        ]))
    }
}

#[derive(Default)]
struct Placeholders {
    kind: StringBuilder,
    raw: StringBuilder,
    canonical: StringBuilder,
    span: Spans,
    output: Spans,
}

impl Placeholders {
    fn push(&mut self, mask: &zhengwen::Placeholder<'_>) {
        self.kind.append_value(mask.kind.as_str());
        self.raw.append_value(mask.raw);
        self.canonical.append_value(mask.canonical);
        self.span.push(&mask.span);
        self.output.push(&mask.output);
    }

    fn finish(mut self) -> ArrayRef {
        Arc::new(structs(vec![
            ("kind", Arc::new(self.kind.finish())),
            ("raw", Arc::new(self.raw.finish())),
            ("canonical", Arc::new(self.canonical.finish())),
            ("span", self.span.finish()),
            ("output", self.output.finish()),
        ]))
    }
}

#[derive(Default)]
struct Removals {
    text: StringBuilder,
    reason: StringBuilder,
    rule: StringBuilder,
    span: Spans,
}

impl Removals {
    fn push(&mut self, removed: &zhengwen::Removed<'_>) {
        self.text.append_value(removed.text);
        self.reason.append_value(removed.reason.as_str());
        self.rule.append_value(removed.rule);
        self.span.push(&removed.span);
    }

    fn finish(mut self) -> ArrayRef {
        Arc::new(structs(vec![
            ("text", Arc::new(self.text.finish())),
            ("reason", Arc::new(self.reason.finish())),
            ("rule", Arc::new(self.rule.finish())),
            ("span", self.span.finish()),
        ]))
    }
}

#[derive(Default)]
struct Edits {
    span: Spans,
    original: StringBuilder,
    rule: StringBuilder,
    replacement: StringBuilder,
    output: Spans,
}

impl Edits {
    fn push(&mut self, edit: &zhengwen::Edit<'_>) {
        self.span.push(&edit.span);
        self.original.append_value(edit.original);
        self.rule.append_value(edit.rule);
        self.replacement.append_value(edit.replacement);
        self.output.push(&edit.output);
    }

    fn finish(mut self) -> ArrayRef {
        Arc::new(structs(vec![
            ("span", self.span.finish()),
            ("original", Arc::new(self.original.finish())),
            ("rule", Arc::new(self.rule.finish())),
            ("replacement", Arc::new(self.replacement.finish())),
            ("output", self.output.finish()),
        ]))
    }
}
