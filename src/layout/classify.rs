//! Kinds of blocks.

use super::{Layout, Verdict};
use crate::chrome::Findings;
use crate::document::BlockKind;

/// Fills `layout.kinds` and `layout.truncated`.
pub(super) fn classify(source: &str, _findings: &Findings, layout: &mut Layout) {
    layout.kinds.clear();
    if layout.gaps.len() == 1 && layout.gaps[0].span.range() == (0..source.len()) {
        return;
    }
    let blocks = layout
        .gaps
        .iter()
        .filter(|gap| gap.verdict == Verdict::Break)
        .count();
    layout.kinds.resize(blocks, BlockKind::Paragraph);
}
