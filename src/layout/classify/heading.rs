//! Headings: ordinals that stand alone on a line.
//!
//! A numbered sentence with text running on after it is a paragraph, and so is an item of a
//! list that is one sentence (1.…； 2.…； 3.…。). What is one whole sentence with a full stop may
//! be a short heading or a short item: it is a heading while it fits on one line of a page, or on
//! two when other text, not the next item, stands under it.

use super::ordinals::{Family, Ordinal};
use super::sketch::{End, Reader, Sketch};

/// Characters a line of a GB/T 9704-2012 page.
const LINE: usize = 28;

/// What is remembered on the way down the blocks.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Level of the standard heading that encloses.
    standard: Option<u8>,
    /// The last ordinal, when it was an item of a list.
    item: Option<Ordinal>,
}

impl Outline {
    /// A block without an ordinal.
    pub(super) fn pass(&mut self) {
        self.item = None;
    }

    /// The heading level of `sketch`, which begins with `ordinal`; `None` when it is no heading.
    /// `next` is the block below.
    pub(super) fn level(
        &mut self,
        reader: &mut Reader<'_>,
        sketch: &Sketch,
        ordinal: Ordinal,
        next: Option<&Sketch>,
    ) -> Option<u8> {
        let item = self.item.take();
        if reader.is_piece(sketch) {
            self.standard = None;
            return Some(1);
        }
        let follows = item
            .is_some_and(|item| item.family == ordinal.family && item.number + 1 == ordinal.number);
        if sketch.end == End::Comma || (follows && sketch.end == End::Stop) {
            self.item = Some(ordinal);
            return None;
        }
        if !stands_alone(reader, sketch, ordinal, next) {
            return None;
        }
        let Some(level) = ordinal.family.level() else {
            return Some(
                self.standard
                    .map_or(1, |level| level.saturating_add(1).min(4)),
            );
        };
        self.standard = Some(level);
        Some(level)
    }
}

fn stands_alone(
    reader: &mut Reader<'_>,
    sketch: &Sketch,
    ordinal: Ordinal,
    next: Option<&Sketch>,
) -> bool {
    let room = match sketch.end {
        End::Open | End::Closed => 3 * LINE,
        _ if next.is_some_and(|next| next.family() != Some(ordinal.family)) => 2 * LINE,
        _ => LINE,
    };
    if reader.is_longer(sketch, room) || ordinal.family == Family::Piece {
        return false;
    }
    let inner = reader.sentences(sketch);
    // 一、是什么？为什么？怎么办？
    let asks = inner.cries == 0 || (sketch.end == End::Cry && !reader.is_longer(sketch, LINE));
    if inner.stops > 0 || !asks {
        return false;
    }
    match ordinal.family {
        Family::Digit | Family::DigitInBrackets => reader.is_longer(sketch, ordinal.length.into()),
        Family::First | Family::Point => !ordinal.counts_on(reader.text(sketch)),
        _ => true,
    }
}
