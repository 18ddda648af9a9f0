//! Regions: stretches of rows that were made alike, each with its own column.
//!
//! Rows no longer than a line are candidates as they are; a stretch of them without a column in
//! common is halved, and halved again, because one file can hold pages of several makings. Rows
//! longer than any line are looked into: all of them together have one column or none.

use super::column::{Column, Segment, Votes};
use super::measure::Left;
use super::node::{Habits, Node, ORIGIN, Pieces};
use super::solve::{End, Solver};
use super::{Buffers, Gap, Verdict, cues, interleaved, seam_at};

/// How often a stretch is halved, and down to how many rows.
const HALVINGS: u32 = 6;
const FEWEST: usize = 24;

/// What a region needs.
struct Work<'a> {
    source: &'a str,
    gaps: &'a mut [Gap],
    habits: Habits,
    segments: &'a mut Vec<Segment>,
    votes: &'a mut Votes,
    solver: &'a mut Solver,
    ends: &'a mut Vec<End>,
    /// Two columns were read in turn.
    torn: bool,
}

/// Decides the candidates; false when the columns of a page are interleaved.
pub(super) fn solve(source: &str, gaps: &mut [Gap], habits: Habits, buffers: &mut Buffers) -> bool {
    let Buffers {
        nodes,
        segments,
        votes,
        solver,
        ends,
        ..
    } = buffers;
    let mut work = Work {
        source,
        gaps,
        habits,
        segments,
        votes,
        solver,
        ends,
        torn: false,
    };
    work.long_rows(nodes);
    for region in stretches(nodes) {
        let (from, to, long) = region;
        if !long {
            work.short_rows(&mut nodes[from..to], HALVINGS);
        }
    }
    !work.torn
}

/// Maximal stretches of rows of one kind: first and last node (the first is where the stretch
/// begins), and whether the rows are long.
fn stretches(nodes: &[Node]) -> Vec<(usize, usize, bool)> {
    let mut found = Vec::new();
    let mut from = 0;
    while from + 1 < nodes.len() {
        let long = nodes[from + 1].long;
        let length = nodes[from + 1..]
            .iter()
            .take_while(|node| node.long == long)
            .count();
        found.push((from, from + 1 + length, long));
        from += length;
    }
    found
}

impl Work<'_> {
    /// Rows that may be lines.
    fn short_rows(&mut self, region: &mut [Node], halvings: u32) {
        self.segments.clear();
        for pair in region.windows(2) {
            let segment = Segment::between(&pair[0], &pair[1], 0).behind(self.segments.last());
            self.segments.push(segment);
        }
        let Some(column) = self
            .votes
            .column(self.segments, false, self.habits.autospace)
        else {
            if halvings > 0 && region.len() > 2 * FEWEST {
                let middle = region.len() / 2;
                self.short_rows(&mut region[..=middle], halvings - 1);
                self.short_rows(&mut region[middle..], halvings - 1);
            }
            return;
        };
        if interleaved::by_order(region, column) {
            self.torn = true;
            return;
        }
        cues::learn(region, column);
        cues::learn_cuts(region, column);
        self.run(region, column);
        self.settle(region);
    }

    /// Rows that hold several lines, or one paragraph each.
    fn long_rows(&mut self, nodes: &mut [Node]) {
        self.segments.clear();
        for (from, to, long) in stretches(nodes) {
            let mut last = from;
            for node in from + 1..to {
                if long && (nodes[node].hard || nodes[node].ends_line) {
                    let segment = Segment::between(&nodes[last], &nodes[node], 0);
                    self.segments.push(segment.behind(self.segments.last()));
                    last = node;
                }
            }
        }
        let Some(column) = self
            .votes
            .column(self.segments, true, self.habits.autospace)
        else {
            return;
        };
        let (mut inside, mut rows) = (0, 0);
        for (from, to, long) in stretches(nodes) {
            if !long {
                continue;
            }
            self.run(&nodes[from..to], column);
            for (node, end) in nodes[from..to].iter_mut().zip(self.ends.iter()).skip(1) {
                if node.ends_line {
                    rows += i32::from(matches!(
                        node.left,
                        Left::Sentence | Left::Colon | Left::Semicolon
                    ));
                } else {
                    inside += i32::from(*end == End::Block && node.forced.is_none());
                }
                node.solved = true;
                node.block = *end == End::Block;
            }
        }
        // Where line ends are ends of paragraphs already, spaces end none.
        if rows >= 2 && inside < 2 * rows {
            for node in nodes {
                node.solved = false;
            }
            return;
        }
        for (from, to, long) in stretches(nodes) {
            if long {
                self.settle(&mut nodes[from..to]);
            }
        }
    }

    /// The programme over one stretch.
    fn run(&mut self, region: &[Node], column: Column) {
        let first = &region[0];
        let fresh = first.gap == ORIGIN
            || first.gap == 0
            || self.gaps[first.gap as usize].verdict == Verdict::Break;
        self.solver.solve(region, column, fresh, self.ends);
    }

    /// Writes the verdicts of the stretch that was run last, or noted at the nodes.
    fn settle(&mut self, region: &mut [Node]) {
        for (index, node) in region.iter_mut().enumerate().skip(1) {
            let block = if node.solved {
                node.block
            } else {
                self.ends[index] == End::Block
            };
            node.solved = true;
            if node.forced.is_some() {
                continue;
            }
            let gap = node.gap as usize;
            self.gaps[gap].verdict = if block {
                Verdict::Break
            } else {
                let pieces = Pieces {
                    source: self.source,
                    gaps: self.gaps,
                };
                seam_at(pieces, gap)
            };
        }
    }
}
