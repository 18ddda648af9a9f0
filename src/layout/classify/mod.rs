//! Kinds of blocks (normal form, section 2).
//!
//! Every block is sketched once ([`sketch`]): what may be no mere paragraph by its first and last
//! characters is read through a fold of all of them ([`fold`]) and matched against the few shapes
//! that kinds have; what is long is a paragraph. Then the kinds are given from the top down: title, bylines, headings with the
//! outline above them, and signatures at the ends.
//!
//! What cannot be known: a heading without an ordinal is a paragraph here, because the normal
//! form has levels for ordinals only; a first line that is a verse may be taken for a title.

mod byline;
pub(crate) mod fold;
mod heading;
mod omission;
pub(crate) mod ordinals;
pub(super) mod people;
mod salutation;
mod signature;
mod sketch;
mod title;
mod truncation;

use super::Layout;
use crate::chrome::Findings;
use crate::document::BlockKind;
use heading::Outline;
use sketch::{Reader, Shape, Sketch};

/// Buffers.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    sketches: Vec<Sketch>,
    text: String,
}

/// Fills `layout.kinds` and `layout.truncated`.
pub(super) fn classify(source: &str, findings: &Findings, layout: &mut Layout) {
    layout.kinds.clear();
    layout.truncated = false;
    let gaps = &layout.gaps;
    if gaps.len() == 1 && gaps[0].span.range() == (0..source.len()) {
        return;
    }
    let Scratch { sketches, text } = &mut layout.scratch;
    let reader = &mut Reader::new(source, gaps, text);
    reader.draw(sketches);
    let kinds = &mut layout.kinds;
    outline(reader, sketches, kinds);
    let title = title::find(reader, sketches, findings.title);
    let title = title.filter(|&title| title == 0);
    if let Some(title) = title {
        kinds[title] = BlockKind::Title;
    }
    let mut start = title.map_or(0, |title| title + 1);
    loop {
        let count = byline::run(reader, sketches, start);
        kinds[start..start + count].fill(BlockKind::Byline);
        start += count;
        let piece = (start..sketches.len()).find(|&index| reader.is_piece(&sketches[index]));
        let end = piece.unwrap_or(sketches.len());
        if !(findings.paywalled && piece.is_none()) {
            let signed = signature::run(reader, sketches, start, end);
            kinds[signed].fill(BlockKind::Signature);
        }
        match piece {
            Some(piece) => start = piece + 1,
            None => break,
        }
    }
    layout.truncated = truncation::is_truncated(reader, sketches, kinds, findings.paywalled);
}

/// Kinds that the block and the outline above it tell.
fn outline(reader: &mut Reader<'_>, sketches: &[Sketch], kinds: &mut Vec<BlockKind>) {
    let mut outline = Outline::default();
    kinds.extend(sketches.iter().enumerate().map(|(index, sketch)| {
        let kind = match sketch.shape {
            Shape::Ordinal(ordinal) => {
                let next = sketches.get(index + 1);
                let level = outline.level(reader, sketch, ordinal, next);
                return level.map_or(BlockKind::Paragraph, BlockKind::Heading);
            }
            Shape::Omission => BlockKind::Omission,
            Shape::Salutation => BlockKind::Salutation,
            Shape::Plain => BlockKind::Paragraph,
        };
        outline.pass();
        kind
    }));
}
