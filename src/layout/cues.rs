//! Blank lines and indents: what they mean is learnt in the text itself.
//!
//! One extractor writes a blank line after every line, another between paragraphs, a third at
//! page ends and anywhere; the same with indents. So each region's clear cases are counted first:
//! lines that end in a comma or in mid-word at the edge of the column were wrapped, short lines
//! that end a sentence were last lines. The log-odds of the sign among them is its weight for the
//! unclear cases.

use super::column::{Column, Segment};
use super::measure::{EM, Left, Right};
use super::node::Node;
use super::weights;

/// Counts of one sign.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    wraps: f64,
    wraps_with: f64,
    blocks: f64,
    blocks_with: f64,
}

impl Count {
    fn add(&mut self, block: bool, with: bool) {
        let (all, seen) = if block {
            (&mut self.blocks, &mut self.blocks_with)
        } else {
            (&mut self.wraps, &mut self.wraps_with)
        };
        *all += 1.0;
        *seen += f64::from(u8::from(with));
    }

    /// Log-odds of a block end, when the sign is seen and when it is not.
    fn log_odds(self) -> (i32, i32) {
        let share = |seen: f64, all: f64| (seen + 0.5) / (all + 1.0);
        let block = share(self.blocks_with, self.blocks);
        let wrap = share(self.wraps_with, self.wraps);
        let scale =
            |odds: f64| ((odds.ln() * 100.0) as i32).clamp(-weights::CUE_CAP, weights::CUE_CAP);
        (scale(block / wrap), scale((1.0 - block) / (1.0 - wrap)))
    }
}

/// Whether the line was wrapped for sure, or the last of a block for sure.
fn clear(from: &Node, to: &Node, column: Column) -> Option<bool> {
    let line = Segment::between(from, to, column.joint);
    let room = line.room(column.width) > 0;
    match to.left {
        Left::Comma | Left::Opening => Some(false),
        Left::Plain | Left::Latin if !room && to.right == Right::Plain && !from.heads => {
            Some(false)
        }
        Left::Sentence if room => Some(true),
        _ => None,
    }
}

/// Learns what blank lines and indents mean in the region, and notes it at each node.
pub(super) fn learn(region: &mut [Node], column: Column) {
    let (mut blank, mut indent) = (Count::default(), Count::default());
    let base = base_indent(region, column);
    for index in 1..region.len() {
        let (from, to) = (&region[index - 1], &region[index]);
        if to.forced.is_some() {
            continue;
        }
        if let (Some(block), Some(seen)) = (clear(from, to, column), to.blank) {
            blank.add(block, seen);
            indent.add(block, to.indent >= base + 2);
        }
    }
    let (blank, indent) = (blank.log_odds(), indent.log_odds());
    for node in region {
        let Some(is_blank) = node.blank else { continue };
        node.cue = if is_blank { blank.0 } else { blank.1 }
            + if node.indent >= base + 2 {
                indent.0
            } else {
                indent.1
            };
    }
}

/// The indent that wrapped lines mostly have.
fn base_indent(region: &[Node], column: Column) -> u16 {
    let mut counts = [0u32; 64];
    for pair in region.windows(2) {
        let [from, to] = pair else { continue };
        if clear(from, to, column) == Some(false) {
            counts[usize::from(to.indent).min(63)] += 1;
        }
    }
    (0..64)
        .max_by_key(|&indent| (counts[indent], 64 - indent))
        .unwrap_or(0) as u16
}

/// Some extractors cut lines where justification has stretched punctuation. A comma at the end
/// of a short line gives them away; then line ends after punctuation may be such cuts.
pub(super) fn learn_cuts(region: &mut [Node], column: Column) {
    let (mut commas, mut short) = (0, 0);
    for pair in region.windows(2) {
        let [from, to] = pair else { continue };
        if to.left == Left::Comma && to.forced.is_none() {
            commas += 1;
            let line = Segment::between(from, to, column.joint);
            short += i32::from(line.room(column.width - column.indent) > 2 * EM);
        }
    }
    if short < 3 || short * 8 < commas {
        return;
    }
    for node in region {
        let punctuation = !matches!(node.left, Left::Plain | Left::Latin | Left::Opening);
        if (punctuation || node.right == Right::Closing) && node.forced.is_none() {
            node.stray = weights::CUT_LINE;
        }
    }
}
