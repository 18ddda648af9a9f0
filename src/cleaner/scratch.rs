//! Memory that goes from one document to the next.

use super::pass::Pass;
use crate::chrome::Findings;
use crate::decode::Lattice;
use crate::document::Document;
use crate::edit::RawEdit;
use crate::inline;
use crate::layout::Layout;
use crate::lines::Lines;
use crate::rule::RuleBook;
use std::cell::Cell;
use std::sync::Arc;

/// Sources longer than this, in bytes, leave nothing behind in the thread's own scratch.
const KEPT: usize = 1 << 18;

/// The buffers of the stages, reused from one document to the next.
///
/// [`Cleaner::clean`](crate::Cleaner::clean) keeps one for each thread, which serves documents
/// up to 256 KiB; so a value of one's own pays where documents are larger, or where documents
/// are done with at once and can be given back with [`Scratch::recycle`]: then cleaning needs
/// new memory for nothing but the reading of the page once the largest document has been seen. It belongs to no cleaner in
/// particular, and it never shrinks: drop it to give its memory back.
///
/// ```
/// use zhengwen::{Cleaner, Scratch};
///
/// let cleaner = Cleaner::new();
/// let mut scratch = Scratch::new();
/// for text in ["水厂今天通水,大家辛苦了。", "图书馆明天开馆,欢迎各位读者。"] {
///     let document = cleaner.clean_with(&mut scratch, text);
///     assert_eq!(document.edits().len(), 2);
///     scratch.recycle(document);
/// }
/// ```
#[derive(Debug, Default)]
pub struct Scratch {
    pub(super) lattice: Lattice,
    pub(super) buffers: Buffers,
    pub(super) first: Pass,
    pub(super) next: Pass,
    pub(super) composed: Vec<RawEdit>,
    spare: Option<Document>,
}

/// Buffers of the stages.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    pub(super) lines: Lines,
    pub(super) findings: Findings,
    pub(super) layout: Layout,
    pub(super) inline: inline::Scratch,
    /// Whether they serve one document: then each is given back as soon as it is done with.
    pub(super) brief: bool,
}

impl Buffers {
    fn brief() -> Self {
        Buffers {
            brief: true,
            ..Buffers::default()
        }
    }
}

impl Scratch {
    /// Without any memory yet.
    #[must_use]
    pub fn new() -> Self {
        Scratch::default()
    }

    /// Takes back a document that is done with, for the memory in it. One is kept.
    pub fn recycle(&mut self, mut document: Document) {
        if let Some(output) = document.output.take()
            && self.first.output.capacity() < output.capacity()
        {
            self.first.output = output;
        }
        self.spare = Some(document);
    }

    /// Takes the pass in `next`, over the output of `first`, as the end of the way of `first`.
    pub(super) fn go_on(&mut self) {
        if !self.next.log.edits.is_empty() {
            self.first.append(&mut self.next, &mut self.composed);
        }
        self.release();
    }

    /// Gives back what is not in `first`, if it serves one document.
    pub(super) fn release(&mut self) {
        if self.buffers.brief {
            *self = Scratch {
                first: std::mem::take(&mut self.first),
                buffers: Buffers::brief(),
                ..Scratch::default()
            };
        }
    }

    /// An empty document.
    pub(super) fn document(&mut self, rules: &Arc<RuleBook>) -> Document {
        match self.spare.take() {
            Some(mut document) => {
                document.clear();
                document.rules = Arc::clone(rules);
                document
            }
            None => Document::new(Arc::clone(rules)),
        }
    }
}

thread_local! {
    static OWN: Cell<Option<Box<Scratch>>> = const { Cell::new(None) };
}

/// Calls `work` with the thread's own scratch, or with a new one for a source of more bytes than
/// it serves.
pub(super) fn borrow<T>(bytes: usize, work: impl FnOnce(&mut Scratch) -> T) -> T {
    if bytes > KEPT {
        return work(&mut Scratch {
            buffers: Buffers::brief(),
            ..Scratch::default()
        });
    }
    // Taken out while in use: a panic or a call from within `work` finds none and makes its own.
    let mut scratch = OWN.try_with(Cell::take).ok().flatten().unwrap_or_default();
    let result = work(&mut scratch);
    let _ = OWN.try_with(|own| own.set(Some(scratch)));
    result
}
