//! Two columns that an extractor read line by line across both: reading order is lost, and
//! joining lines would only hide it.
//!
//! The sign is cheap. Numbered paragraphs follow the end of a sentence or a heading; in
//! interleaved text the line before is one of the other column and ends anywhere. Where a third
//! of the numbered lines (two at least) follow a full line that ends in mid-sentence, the
//! columns are mixed. So they are when many lines hold two texts far apart.
//!
//! Interleaved text without any numbered paragraph is not recognised.

use super::column::{Column, Segment};
use super::measure::{Left, Right};
use super::node::Node;
use crate::edit::Span;
use crate::lines::{Lines, Pause};

/// Whether the lines of the region, `lines` between `nodes`, seem to come from two columns in turn.
pub(super) fn by_order(nodes: &[Node], lines: &[Segment], column: Column) -> bool {
    let (mut ordinals, mut torn) = (0, 0);
    for (pair, line) in nodes.windows(2).zip(lines) {
        let [from, to] = pair else { continue };
        if to.right != Right::Ordinal || to.forced.is_some() {
            continue;
        }
        ordinals += 1;
        let full = line.line(column.joint).fits(column.width);
        torn += i32::from(
            full && matches!(to.left, Left::Plain | Left::Latin | Left::Comma) && !from.heads,
        );
    }
    torn >= 2 && torn * 3 >= ordinals
}

/// Whether many lines hold two texts with a wide gap between.
pub(super) fn side_by_side(source: &str, lines: &Lines) -> bool {
    let is_wide = |pause: &Pause| pause.newlines == 0 && pause.spaces >= ALLEY;
    if !lines.pauses.iter().any(is_wide) {
        return false;
    }
    let (mut full, mut split) = (0u32, 0u32);
    for line in lines.list.iter().filter(|line| line.width >= 40) {
        full += 1;
        split += u32::from(!line.is_solid() && has_alley(source, line.span));
    }
    split >= 4 && split * 3 >= full
}

/// Spaces between two texts.
const ALLEY: u16 = 4;

/// Four spaces or more with text of eight characters on both sides.
fn has_alley(source: &str, span: Span) -> bool {
    const SIDE: usize = 24;
    let bytes = span.of(source).as_bytes();
    if bytes.len() < 2 * SIDE {
        return false;
    }
    memchr::memmem::find(&bytes[SIDE..bytes.len() - SIDE], &[b' '; ALLEY as usize]).is_some()
}
