//! The dynamic programme: which candidates are line ends, and which of those end blocks.
//!
//! A line runs from one chosen candidate to the next. Its cost depends on where it stands in its
//! block (a first line is indented) and on how it ends (a wrapped line is full, a last line is
//! not longer than full); the cost of an end on what stands around it. The cheapest way through
//! the whole region is found from left to right; each candidate looks back no further than one
//! column, so the work is linear in the text.

use super::column::{Column, Segment};
use super::measure::{EM, Left, Right};
use super::node::Node;
use super::{Verdict, weights};

/// Where the line that begins at a candidate stands in its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    First,
    /// A later line of what is a heading so far.
    Heading,
    Later,
}

const STATES: [State; 3] = [State::First, State::Heading, State::Later];

/// Candidates that one line may span at most.
const LOOK_BACK: usize = 128;

#[derive(Debug, Clone, Copy)]
struct Best {
    score: i32,
    /// Where the line begins that ends here, and where its block.
    from: u32,
    block: u32,
    state: u8,
}

const NONE: Best = Best {
    score: i32::MIN / 2,
    from: 0,
    block: 0,
    state: 0,
};

/// The table of the programme; reused.
#[derive(Debug, Default)]
pub(super) struct Solver {
    table: Vec<[Best; 3]>,
}

/// What a candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// No line end.
    None,
    /// A line end inside a block.
    Wrap,
    /// The end of a block.
    Block,
}

impl Solver {
    /// Solves the region of `nodes`, whose first node is the one its first line begins at and
    /// whose last is its end.
    /// `fresh`: a block begins there.
    pub(super) fn solve(
        &mut self,
        nodes: &[Node],
        column: Column,
        fresh: bool,
        ends: &mut Vec<End>,
    ) {
        ends.clear();
        ends.resize(nodes.len(), End::None);
        let table = &mut self.table;
        table.clear();
        table.resize(nodes.len(), [NONE; 3]);
        if nodes.len() < 2 {
            return;
        }
        let initial = if fresh { State::First } else { State::Later };
        table[0][initial as usize].score = 0;
        for end in 1..nodes.len() {
            let mut stray = 0;
            for start in (0..end).rev().take(LOOK_BACK) {
                let line = Segment::between(&nodes[start], &nodes[end], column.joint);
                if start + 1 < end && line.over(column.width) > EM {
                    break;
                }
                for state in STATES {
                    relax(table, nodes, start, end, state, stray, line, column);
                }
                let node = &nodes[start];
                if matches!(node.forced, Some(Verdict::Break)) || node.stray <= weights::BROKEN_LINE
                {
                    break;
                }
                stray += node.stray;
            }
        }
        let mut end = nodes.len() - 1;
        let mut state = (0..3)
            .max_by_key(|&state| table[end][state].score)
            .unwrap_or_default();
        while end > 0 {
            ends[end] = if state == State::First as usize {
                End::Block
            } else {
                End::Wrap
            };
            let best = table[end][state];
            end = best.from as usize;
            state = usize::from(best.state);
        }
    }
}

#[expect(clippy::too_many_arguments)]
fn relax(
    table: &mut [[Best; 3]],
    nodes: &[Node],
    start: usize,
    end: usize,
    state: State,
    stray: i32,
    line: Segment,
    column: Column,
) {
    let before = table[start][state as usize];
    if before.score == NONE.score {
        return;
    }
    let block = match state {
        State::First => start as u32,
        _ => before.block,
    };
    let (from, to) = (&nodes[start], &nodes[end]);
    let width = match state {
        State::First => column.width - column.indent,
        _ => column.width,
    };
    let mut score = before.score + stray + over(line.over(width));
    let unbroken = to.stops == from.stops;
    let heading = unbroken && (state == State::Heading || (state == State::First && from.heads));
    let (wraps, breaks) = match to.forced {
        Some(Verdict::Break) => (false, true),
        Some(_) => (true, false),
        None => (true, true),
    };
    let mut offer = |to_state: State, score: i32| {
        let best = &mut table[end][to_state as usize];
        if score > best.score {
            *best = Best {
                score,
                from: start as u32,
                block,
                state: state as u8,
            };
        }
    };
    if wraps {
        let next = if heading {
            State::Heading
        } else {
            State::Later
        };
        let cost = if to.forced.is_some() {
            0
        } else {
            room(line.room(width))
        };
        offer(next, score + cost);
    }
    if breaks {
        score += block_end(to, heading, state) + to.cue;
        if line.room(width) <= 0 {
            score += weights::FULL_LAST_LINE;
        }
        if nodes[block as usize].initial == to.initial {
            score += weights::ECHO;
        }
        offer(State::First, score);
    }
}

/// Log-odds of a block end by what stands around it.
fn block_end(node: &Node, heading: bool, state: State) -> i32 {
    let mut score = weights::PRIOR + weights::of_left(node.left) + weights::of_right(node.right);
    let endless = matches!(node.left, Left::Plain | Left::Latin | Left::Closing);
    if heading && endless {
        score += weights::HEADING;
    } else if endless && state != State::First {
        score += weights::LONG_WITHOUT_END;
    }
    if !node.hard && !node.ends_line && node.right != Right::Ordinal {
        score += if heading {
            weights::NO_SIGN_OF_HEADING_END
        } else {
            weights::NO_SIGN_OF_LINE_END
        };
    }
    if node.in_brackets {
        score += weights::IN_BRACKETS;
    }
    if node.in_quotes {
        score += weights::IN_QUOTES;
    }
    score
}

fn room(units: i32) -> i32 {
    if units <= 0 {
        return 0;
    }
    (weights::ROOM + weights::ROOM_PER_EM * units / EM).max(weights::ROOM_CAP)
}

fn over(units: i32) -> i32 {
    if units <= 0 {
        return 0;
    }
    (weights::OVER + weights::OVER_PER_EM * units / EM).max(weights::OVER_CAP)
}
