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
    fn add(&mut self, block: usize, seen: bool, lines: u32) {
        self.all[block] += lines;
        self.seen[block] += if seen { lines } else { 0 };
    }

    /// Log-odds of a block end, when the sign is not seen and when it is.
    fn log_odds(self) -> [i16; 2] {
        let share =
            |block: usize| (f64::from(self.seen[block]) + 0.5) / (f64::from(self.all[block]) + 1.0);
        let (wrap, block) = (share(0), share(1));
        let scale =
            |odds: f64| ((odds.ln() * 100.0) as i16).clamp(-weights::CUE_CAP, weights::CUE_CAP);
        [scale((1.0 - block) / (1.0 - wrap)), scale(block / wrap)]
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
    // The clear cases that count, by whether a block ends, whether the line is blank, and the
    // indent: two more, for what is deeper than the deepest.
    let mut cases = [[[0u32; DEEPEST + 3]; 2]; 2];
    let mut wraps = [0u32; DEEPEST + 1];
    let mut deepest = 0;
    for ((from, to), line) in region.iter().zip(&region[1..]).zip(lines) {
        let Some(block) = clear(line, from, to, column) else {
            continue;
        };
        let indent = usize::from(to.indent).min(DEEPEST + 2);
        deepest = deepest.max(indent);
        match to.blank {
            Some(blank) if to.forced.is_none() => {
                cases[usize::from(block)][usize::from(blank)][indent] += 1;
            }
            _ => wraps[indent.min(DEEPEST)] += u32::from(!block),
        }
    }
    for indent in 0..=deepest {
        wraps[indent.min(DEEPEST)] += cases[0][0][indent] + cases[0][1][indent];
    }
    // The indent that wrapped lines mostly have.
    let base = (0..=deepest.min(DEEPEST))
        .max_by_key(|&indent| (wraps[indent], DEEPEST - indent))
        .unwrap_or(0);
    let is_indented = |indent: usize| indent >= base + 2;
    let (mut blank, mut indent) = (Count::default(), Count::default());
    for (block, cases) in cases.iter().enumerate() {
        for (is_blank, cases) in [false, true].into_iter().zip(cases) {
            for (width, &lines) in cases[..=deepest].iter().enumerate() {
                blank.add(block, is_blank, lines);
                indent.add(block, is_indented(width), lines);
            }
        }
    }
    let (blank, indent) = (blank.log_odds(), indent.log_odds());
    let cues = blank.map(|blank| indent.map(|indent| blank + indent));
    for node in region {
        let Some(is_blank) = node.blank else { continue };
        let is_indented = is_indented(usize::from(node.indent));
        node.cue = cues[usize::from(is_blank)][usize::from(is_indented)];
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
