//! Inside a block: characters, punctuation, masks.
//!
//! A block is seen as one text, whatever gaps run through it in the source ([`View`]); edits are
//! found on that text and mapped to the source. Gaps between the edits are written on the way.

mod view;

use crate::cleaner::Style;
use crate::document::RawPlaceholder;
use crate::placeholder::{self, Masks};
use crate::rule::Rule;
pub(crate) use view::{Emitter, View, ViewBuffer};

/// The inline rules, in the order of their ids.
pub(crate) static RULES: &[Rule] = &[];

/// Writes the inline edits of the block that `view` shows.
pub(crate) fn rewrite(
    view: &View<'_>,
    style: &Style,
    masks: &mut Masks,
    placeholders: &mut Vec<RawPlaceholder>,
    emitter: &mut Emitter<'_>,
) {
    placeholder::find(view.text(), masks);
    for mask in &masks.list {
        let source = view.source_span(mask.start, mask.end);
        let canonical = mask.canonical.of(&masks.spellings);
        placeholders.push(RawPlaceholder {
            source,
            canonical: emitter.intern(canonical),
            kind: mask.kind,
        });
        match style.of(mask.kind) {
            crate::cleaner::PlaceholderStyle::Canonical => {
                emitter.replace(source, canonical, mask.rule)
            }
            crate::cleaner::PlaceholderStyle::Keep => {}
            crate::cleaner::PlaceholderStyle::Tagged(tag) => {
                emitter.replace(source, tag, mask.rule)
            }
        }
    }
}
