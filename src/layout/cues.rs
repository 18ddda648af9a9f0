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

/// Counts of one sign: how many lines, and how many of them with the sign, by whether a block
/// ends there.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    all: [u32; 2],
    seen: [u32; 2],
}

impl Count {
    fn add(&mut self, block: bool, seen: bool, times: u32) {
        self.all[usize::from(block)] += times;
        self.seen[usize::from(block)] += if seen { times } else { 0 };
    }

    /// Log-odds of a block end, when the sign is seen and when it is not.
    fn log_odds(self) -> (i16, i16) {
        let share =
            |block: usize| (f64::from(self.seen[block]) + 0.5) / (f64::from(self.all[block]) + 1.0);
        let (wrap, block) = (share(0), share(1));
        let scale =
            |odds: f64| ((odds.ln() * 100.0) as i16).clamp(-weights::CUE_CAP, weights::CUE_CAP);
        (scale(block / wrap), scale((1.0 - block) / (1.0 - wrap)))
    }
}

/// Whether the line was wrapped for sure, or the last of a block for sure.
fn clear(line: &Segment, from: &Node, to: &Node, column: Column) -> Option<bool> {
    let room = || line.line(column.joint).room(column.width) > 0;
    match to.left {
        Left::Comma | Left::Opening => Some(false),
        Left::Plain | Left::Latin if to.right == Right::Plain && !from.heads && !room() => {
            Some(false)
        }
        Left::Sentence if room() => Some(true),
        _ => None,
    }
}

/// Indents that wrapped lines may have, in half-widths, are told apart up to this one.
const DEEPEST: usize = 63;

/// Learns what blank lines and indents mean in the region, and notes it at each node; `lines`
/// are what stands between the nodes.
pub(super) fn learn(region: &mut [Node], lines: &[Segment], column: Column) {
    let mut blank = Count::default();
    let mut wraps = [0u32; DEEPEST + 1];
    // Of the lines that count, by block and indent; two more, for what is deeper than the deepest.
    let mut clear_lines = [[0u32; DEEPEST + 3]; 2];
    let mut deepest = 0;
    for (pair, line) in region.windows(2).zip(lines) {
        let [from, to] = pair else { continue };
        let Some(block) = clear(line, from, to, column) else {
            continue;
        };
        let indent = usize::from(to.indent).min(DEEPEST + 2);
        deepest = deepest.max(indent);
        wraps[indent.min(DEEPEST)] += u32::from(!block);
        if to.forced.is_none()
            && let Some(seen) = to.blank
        {
            blank.add(block, seen, 1);
            clear_lines[usize::from(block)][indent] += 1;
        }
    }
    // The indent that wrapped lines mostly have.
    let base = (0..=deepest.min(DEEPEST))
        .max_by_key(|&indent| (wraps[indent], DEEPEST - indent))
        .unwrap_or(0);
    let mut indent = Count::default();
    for block in [false, true] {
        let lines = &clear_lines[usize::from(block)][..=deepest];
        for (width, &lines) in lines.iter().enumerate() {
            indent.add(block, width >= base + 2, lines);
        }
    }
    let (blank, indent) = (blank.log_odds(), indent.log_odds());
    for node in region {
        let Some(is_blank) = node.blank else { continue };
        let is_indented = usize::from(node.indent) >= base + 2;
        node.cue = if is_blank { blank.0 } else { blank.1 }
            + if is_indented { indent.0 } else { indent.1 };
    }
}

/// Some extractors cut lines where justification has stretched punctuation. A comma at the end
/// of a short line gives them away; then line ends after punctuation may be such cuts.
pub(super) fn learn_cuts(region: &mut [Node], lines: &[Segment], column: Column) {
    let (mut commas, mut short) = (0, 0);
    for (to, line) in region[1..].iter().zip(lines) {
        if to.left == Left::Comma && to.forced.is_none() {
            commas += 1;
            let room = line.line(column.joint).room(column.width - column.indent);
            short += i32::from(room > 2 * EM);
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
