//! Regions: stretches of rows that were made alike, each with its own column.
//!
//! Rows no longer than a line are candidates as they are; a stretch of them without a column in
//! common is halved, and halved again, because one file can hold pages of several makings. Rows
//! longer than any line are looked into: all of them together have one column or none.

use super::column::{self, Column, Segment};
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
        solver,
        ends,
        ..
    } = buffers;
    let mut work = Work {
        source,
        gaps,
        habits,
        segments,
        solver,
        ends,
        torn: false,
    };
    if nodes.iter().any(|node| node.long) {
        work.long_rows(nodes);
    }
    let mut from = 0;
    while let Some((to, long)) = stretch(nodes, from) {
        if !long {
            let region = &mut nodes[from..=to];
            work.divide(region);
            work.short_rows(region, 0, HALVINGS);
        }
        from = to;
    }
    !work.torn
}

/// The stretch of rows of one kind that begins at node `from`: its last node, and whether the
/// rows are long.
fn stretch(nodes: &[Node], from: usize) -> Option<(usize, bool)> {
    let rest = nodes.get(from + 1..)?;
    let long = rest.first()?.long;
    let length = rest.iter().take_while(|node| node.long == long).count();
    Some((from + length, long))
}

impl Work<'_> {
    /// Makes a segment of each row of a region.
    fn divide(&mut self, region: &[Node]) {
        self.segments.clear();
        self.segments.reserve(region.len());
        for pair in region.windows(2) {
            let segment = Segment::between(&pair[0], &pair[1]).behind(self.segments.last());
            self.segments.push(segment);
        }
    }

    /// Rows that may be lines; `first` is the number of the first one's segment.
    fn short_rows(&mut self, region: &mut [Node], first: usize, halvings: u32) {
        let lines = &self.segments[first..][..region.len() - 1];
        let Some(column) = column::find(lines, false, self.habits.autospace) else {
            if halvings > 0 && region.len() > 2 * FEWEST {
                let middle = region.len() / 2;
                self.short_rows(&mut region[..=middle], first, halvings - 1);
                // The second half begins anew.
                let begin = Segment::between(&region[middle], &region[middle + 1]);
                self.segments[first + middle] = begin;
                self.short_rows(&mut region[middle..], first + middle, halvings - 1);
            }
            return;
        };
        if interleaved::by_order(region, lines, column) {
            self.torn = true;
            return;
        }
        cues::learn(region, lines, column);
        cues::learn_cuts(region, lines, column);
        self.run(region, column);
        self.settle(region);
    }

    /// Rows that hold several lines, or one paragraph each.
    fn long_rows(&mut self, nodes: &mut [Node]) {
        self.divide_long(nodes);
        let Some(column) = column::find(self.segments, true, self.habits.autospace) else {
            return;
        };
        let (mut inside, mut rows) = (0, 0);
        let mut from = 0;
        while let Some((to, long)) = stretch(nodes, from) {
            if long {
                self.run(&nodes[from..=to], column);
                for (node, end) in nodes[from..=to].iter_mut().zip(self.ends.iter()).skip(1) {
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
            from = to;
        }
        // Where line ends are ends of paragraphs already, spaces end none.
        if rows >= 2 && inside < 2 * rows {
            for node in nodes {
                node.solved = false;
            }
            return;
        }
        let mut from = 0;
        while let Some((to, long)) = stretch(nodes, from) {
            if long {
                self.settle(&mut nodes[from..=to]);
            }
            from = to;
        }
    }

    /// Makes a segment of what stands between any two signs of a line end in long rows.
    fn divide_long(&mut self, nodes: &[Node]) {
        self.segments.clear();
        let mut from = 0;
        while let Some((to, long)) = stretch(nodes, from) {
            let mut last = &nodes[from];
            for node in &nodes[from + 1..=to] {
                if long && (node.hard || node.ends_line) {
                    let segment = Segment::between(last, node);
                    self.segments.push(segment.behind(self.segments.last()));
                    last = node;
                }
            }
            from = to;
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
