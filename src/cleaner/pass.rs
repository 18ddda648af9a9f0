//! What one way through gives.

use crate::alignment;
use crate::document::{BlockKind, Document, RawBlock, RawPlaceholder, RawRemoved};
use crate::edit::{self, Log, RawEdit, Span};
use crate::placeholder::PlaceholderKind;

/// The decisions of one pass, and what they make of the text.
#[derive(Debug, Default)]
pub(super) struct Pass {
    /// Empty when there are no edits: then the text is the source.
    pub(super) output: String,
    pub(super) log: Log,
    pub(super) blocks: Vec<RawBlock>,
    pub(super) placeholders: Vec<RawPlaceholder>,
    pub(super) spellings: String,
    pub(super) removed: Vec<RawRemoved>,
    pub(super) truncated: bool,
}

impl Pass {
    /// Forgets everything but the memory.
    pub(super) fn clear(&mut self) {
        self.output.clear();
        self.log.clear();
        self.blocks.clear();
        self.placeholders.clear();
        self.spellings.clear();
        self.removed.clear();
        self.truncated = false;
    }

    /// The text, given the source.
    pub(super) fn text<'a>(&'a self, source: &'a str) -> &'a str {
        if self.log.edits.is_empty() {
            source
        } else {
            &self.output
        }
    }

    /// Fills `document`, whose lists are empty. The output changes hands; the lists are copied,
    /// so that they are as long as they need to be and these keep their room.
    pub(super) fn write_to(&mut self, document: &mut Document) {
        if !self.log.edits.is_empty() {
            document.output = Some(std::mem::take(&mut self.output));
        }
        document.edits.extend_from_slice(&self.log.edits);
        document.blocks.extend_from_slice(&self.blocks);
        document.placeholders.extend_from_slice(&self.placeholders);
        document.spellings.push_str(&self.spellings);
        document.removed.extend_from_slice(&self.removed);
        document.truncated = self.truncated;
    }

    /// The way through `self` and then `next`: spans of `next` point into the output of `self`
    /// and are taken back to its source. `next` and `composed` are left with something or other, and
    /// their memory.
    pub(super) fn append(&mut self, next: &mut Pass, composed: &mut Vec<RawEdit>) {
        let back = |span: Span| {
            let source = alignment::to_source(&self.log.edits, span.range());
            Span::new(source.start, source.end)
        };
        for found in &mut next.placeholders {
            found.source = back(found.source);
        }
        for removed in &mut next.removed {
            removed.source = back(removed.source);
        }
        self.removed.append(&mut next.removed);
        self.removed.sort_by_key(|removed| removed.source.start);
        edit::compose(&self.log.edits, &next.log.edits, composed);
        // No buffers are exchanged: each is as large as it has ever needed to be.
        self.log.edits.clone_from(composed);
        self.blocks.clone_from(&next.blocks);
        self.placeholders.clone_from(&next.placeholders);
        self.spellings.clone_from(&next.spellings);
        if self.output.capacity() < next.output.len() {
            std::mem::swap(&mut self.output, &mut next.output);
        } else {
            self.output.clone_from(&next.output);
        }
        self.truncated |= next.truncated;
    }

    /// Takes over what a pass over the output of `self`, which leaves it as it is, has found there:
    /// the `kinds` of its blocks, and the placeholders in `next` where they are not the same ones.
    pub(super) fn find_again(&mut self, kinds: &[BlockKind], next: &mut Pass) {
        debug_assert_eq!(self.blocks.len(), kinds.len());
        for (block, &kind) in self.blocks.iter_mut().zip(kinds) {
            block.kind = kind;
        }
        if self.masks().eq(next.masks()) {
            return;
        }
        for found in &mut next.placeholders {
            let source = alignment::to_source(&self.log.edits, found.source.range());
            found.source = Span::new(source.start, source.end);
        }
        self.placeholders.clone_from(&next.placeholders);
        self.spellings.clone_from(&next.spellings);
    }

    /// Kind and canonical spelling of every placeholder.
    fn masks(&self) -> impl Iterator<Item = (PlaceholderKind, &str)> {
        let found = self.placeholders.iter();
        found.map(|found| (found.kind, found.canonical.of(&self.spellings)))
    }

    /// Forgets every decision: the source stays, each line that is not blank a paragraph.
    pub(super) fn keep(&mut self, source: &str) {
        self.clear();
        let start = source.as_ptr() as usize;
        self.blocks.extend(source.lines().filter_map(|line| {
            let line = line.trim();
            let from = line.as_ptr() as usize - start;
            (!line.is_empty()).then(|| RawBlock {
                output: Span::new(from, from + line.len()),
                kind: BlockKind::Paragraph,
            })
        }));
    }

    /// Drops edits that several passes have led back to where they began.
    pub(super) fn forget_idle_edits(&mut self, source: &str) {
        edit::forget_idle(source, &self.output, &mut self.log.edits);
        if self.log.edits.is_empty() {
            self.removed.clear();
        }
    }
}
