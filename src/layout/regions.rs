//! Regions: stretches of rows that were made alike, each with its own column.
//!
//! Rows no longer than a line are candidates as they are; a stretch of them without a column in
//! common is halved, and halved again, because one file can hold pages of several makings. Rows
//! longer than any line are looked into: all of them together have one column or none.

use super::column::{self, Column, Segment};
use super::measure::Left;
use super::node::{Habits, Node, ORIGIN};
use super::solve::Solver;
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
    /// Two columns were read in turn.
    torn: bool,
}

/// Decides the candidates; false when the columns of a page are interleaved.
pub(super) fn solve(source: &str, gaps: &mut [Gap], habits: Habits, buffers: &mut Buffers) -> bool {
    let Buffers {
        nodes,
        segments,
        solver,
        ..
    } = buffers;
    let mut work = Work {
        source,
        gaps,
        habits,
        segments,
        solver,
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
        let mut last = None;
        let rows = region.iter().zip(&region[1..]).map(|(from, to)| {
            let segment = Segment::between(from, to).behind(last.as_ref());
            last = Some(segment);
            segment
        });
        self.segments.clear();
        self.segments.extend(rows);
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
                self.run(&mut nodes[from..=to], column);
                for node in &nodes[from + 1..=to] {
                    if node.ends_line {
                        rows += i32::from(matches!(
                            node.left,
                            Left::Sentence | Left::Colon | Left::Semicolon
                        ));
                    } else {
                        inside += i32::from(node.block && node.forced.is_none());
                    }
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
                self.settle(&nodes[from..=to]);
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
    fn run(&mut self, region: &mut [Node], column: Column) {
        let first = &region[0];
        let fresh = first.gap == ORIGIN
            || first.gap == 0
            || self.gaps[first.gap as usize].verdict == Verdict::Break;
        self.solver.solve(region, column, fresh);
    }

    /// Writes the verdicts of a stretch that was run, where they are not what they were: line ends
    /// that end no block, and spaces that do.
    fn settle(&mut self, region: &[Node]) {
        for node in &region[1..] {
            if node.forced.is_none() && node.block != node.ends_line {
                let gap = &mut self.gaps[node.gap as usize];
                gap.verdict = if node.block {
                    Verdict::Break
                } else {
                    seam_at(self.source, gap)
                };
            }
        }
    }
}
