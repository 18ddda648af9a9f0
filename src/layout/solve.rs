//! The dynamic programme: which candidates are line ends, and which of those end blocks.
//!
//! A line runs from one chosen candidate to the next. Its cost depends on where it stands in its
//! block (a first line is indented) and on how it ends (a wrapped line is full, a last line is
//! not longer than full); the cost of an end on what stands around it. The cheapest way through
//! the whole region is found from left to right; each candidate looks back no further than one
//! column, so the work is linear in the text.

use super::column::{Column, Line};
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

/// Candidates that one line may span at most; numbers of them fit a byte.
const LOOK_BACK: usize = 128;

/// The best way to a state at a candidate.
#[derive(Debug, Clone, Copy)]
struct Best {
    score: i32,
    /// The character that the block begins with, as a number.
    initial: u32,
}

const NONE: Best = Best {
    score: i32::MIN / 2,
    initial: 0,
};

/// How it was come by: the line began so many candidates before, in this state.
#[derive(Debug, Clone, Copy)]
struct Step {
    back: u8,
    state: State,
}

const UNREACHED: Step = Step {
    back: 0,
    state: State::First,
};

/// The table of the programme; reused.
#[derive(Debug, Default)]
pub(super) struct Solver {
    steps: Vec<[Step; 3]>,
    /// Of the last candidates, in turn: no line looks back any further.
    bests: Vec<[Best; 3]>,
}

impl Solver {
    /// Solves the region of `nodes`, whose first node is the one its first line begins at and
    /// whose last is its end, and notes at the others whether blocks end there.
    /// `fresh`: a block begins at the first.
    pub(super) fn solve(&mut self, nodes: &mut [Node], column: Column, fresh: bool) {
        if nodes.len() < 2 {
            return;
        }
        let turns = nodes.len().next_power_of_two().min(2 * LOOK_BACK);
        self.bests.clear();
        self.bests.resize(turns, [NONE; 3]);
        self.steps.clear();
        self.steps.resize(nodes.len(), [UNREACHED; 3]);
        let initial = if fresh { State::First } else { State::Later };
        self.bests[0][initial as usize] = Best {
            score: 0,
            initial: nodes[0].initial,
        };
        let mut end = 1;
        loop {
            end = self.straight_on(nodes, end, column);
            if end == nodes.len() {
                break;
            }
            self.look_back(nodes, end, column);
            end += 1;
        }
        self.trace(nodes);
    }

    /// Finds the best ways to the candidates from number `end` on, as long as only one line can
    /// end at each, the one from the candidate before, and nothing is a heading: most candidates of
    /// wrapped text are so. Says where it stops.
    fn straight_on(&mut self, nodes: &[Node], mut end: usize, column: Column) -> usize {
        let bests = self.bests.as_mut_slice();
        let turn = bests.len() - 1;
        let [mut first, heading, mut later] = bests[(end - 1) & turn];
        if heading.score != NONE.score {
            return end;
        }
        let steps = &mut self.steps[end..nodes.len()];
        for ((from, node), steps) in nodes[end - 1..].iter().zip(&nodes[end..]).zip(steps) {
            if node.forced.is_some()
                || from.heads && from.is_unbroken(node)
                || !(node.hard || node.ends_line)
                || !is_only_line(nodes, end, column)
            {
                break;
            }
            let line = line(from, node, column);
            let ends = Ends::at(node);
            let way = |before: Best, width: i32, end: i32| {
                let score = before.score + over(line.over(width));
                let room_left = line.room(width);
                let wrapped = score + room(room_left);
                (wrapped, score + end + last_line(room_left, before, node))
            };
            first.initial = from.initial;
            let (first_wrap, first_break) = way(first, column.width - column.indent, ends.first);
            let (later_wrap, later_break) = way(later, column.width, ends.later);
            let state = |is_later| if is_later { State::Later } else { State::First };
            let wrap_step = Step {
                back: 1,
                state: state(later_wrap > first_wrap),
            };
            let break_step = Step {
                back: 1,
                state: state(later_break > first_break),
            };
            if wrap_step.state == State::First {
                later.initial = first.initial;
            }
            later.score = later_wrap.max(first_wrap);
            first.score = later_break.max(first_break);
            bests[end & turn] = [first, NONE, later];
            steps[State::First as usize] = break_step;
            steps[State::Later as usize] = wrap_step;
            end += 1;
        }
        end
    }

    /// Finds the best way to candidate `end` among all lines that may end there.
    fn look_back(&mut self, nodes: &[Node], end: usize, column: Column) {
        let turn = self.bests.len() - 1;
        let mut offers = Offers::at(&nodes[end]);
        let mut stray = 0;
        for start in (0..end).rev().take(LOOK_BACK) {
            let from = &nodes[start];
            let line = line(from, &nodes[end], column);
            if start + 1 < end && line.over(column.width) > EM {
                break;
            }
            let bests = &self.bests[start & turn];
            offers.take(from, bests, (end - start) as u8, stray, line, column);
            if ends_surely(from) {
                break;
            }
            stray += i32::from(from.stray);
        }
        self.bests[end & turn] = offers.bests;
        self.steps[end] = offers.steps;
    }

    /// Follows the best way back, and notes what it says of the candidates.
    fn trace(&self, nodes: &mut [Node]) {
        let mut end = nodes.len() - 1;
        let last = self.bests[end & (self.bests.len() - 1)];
        let mut state = STATES
            .into_iter()
            .max_by_key(|&state| last[state as usize].score)
            .unwrap_or(State::First);
        while end > 0 {
            let node = &mut nodes[end];
            node.block = state == State::First;
            node.solved = true;
            let step = self.steps[end][state as usize];
            let back = if step.back == 0 {
                end
            } else {
                usize::from(step.back)
            };
            for node in &mut nodes[end + 1 - back..end] {
                node.block = false;
                node.solved = true;
            }
            end -= back;
            state = step.state;
        }
    }
}

/// Whether no line goes on over the candidate.
fn ends_surely(node: &Node) -> bool {
    node.forced == Some(Verdict::Break) || node.stray <= weights::BROKEN_LINE
}

/// Whether the only line that may end at a candidate is the one from the candidate before.
fn is_only_line(nodes: &[Node], end: usize, column: Column) -> bool {
    let Some(before) = end.checked_sub(2) else {
        return true;
    };
    ends_surely(&nodes[end - 1])
        || line(&nodes[before], &nodes[end], column).over(column.width) > EM
}

fn line(from: &Node, to: &Node, column: Column) -> Line {
    Line::of(from.until(to), column.joint, to.unit, to.left)
}

/// What it costs to end a block at a candidate: of one line, of more, and of a heading. Those are
/// log-odds by what stands around it.
struct Ends {
    first: i32,
    later: i32,
    heading: i32,
}

impl Ends {
    #[inline]
    fn at(node: &Node) -> Ends {
        let endless = matches!(node.left, Left::Plain | Left::Latin | Left::Closing);
        let signless = !node.hard && !node.ends_line && node.right != Right::Ordinal;
        let when = |is: bool, weight: i32| if is { weight } else { 0 };
        let any = weights::PRIOR
            + weights::of_left(node.left)
            + weights::of_right(node.right)
            + when(node.in_brackets, weights::IN_BRACKETS)
            + when(node.in_quotes, weights::IN_QUOTES)
            + i32::from(node.cue);
        let first = any + when(signless, weights::NO_SIGN_OF_LINE_END);
        Ends {
            first,
            later: first + when(endless, weights::LONG_WITHOUT_END),
            heading: any
                + when(endless, weights::HEADING)
                + when(signless, weights::NO_SIGN_OF_HEADING_END),
        }
    }
}

/// What is offered to one candidate as the best way to it.
struct Offers<'a> {
    node: &'a Node,
    bests: [Best; 3],
    steps: [Step; 3],
    /// Whether it may be a line end inside a block, and the end of one.
    wraps: bool,
    breaks: bool,
    ends: Ends,
}

impl<'a> Offers<'a> {
    fn at(node: &'a Node) -> Offers<'a> {
        Offers {
            node,
            bests: [NONE; 3],
            steps: [UNREACHED; 3],
            wraps: node.forced != Some(Verdict::Break),
            breaks: matches!(node.forced, None | Some(Verdict::Break)),
            ends: Ends::at(node),
        }
    }

    /// Takes the line from the node `back` candidates before, in each state that it may have
    /// there, where that is better.
    #[inline]
    fn take(
        &mut self,
        from: &Node,
        bests: &[Best; 3],
        back: u8,
        stray: i32,
        line: Line,
        column: Column,
    ) {
        let [first, heading, later] = *bests;
        let unbroken = from.is_unbroken(self.node);
        if first.score != NONE.score {
            let before = Best {
                score: first.score + stray,
                initial: from.initial,
            };
            let width = column.width - column.indent;
            self.take_state(
                before,
                State::First,
                unbroken && from.heads,
                back,
                line,
                width,
            );
        }
        if heading.score != NONE.score {
            let before = Best {
                score: heading.score + stray,
                ..heading
            };
            self.take_state(before, State::Heading, unbroken, back, line, column.width);
        }
        if later.score != NONE.score {
            let before = Best {
                score: later.score + stray,
                ..later
            };
            self.take_state(before, State::Later, false, back, line, column.width);
        }
    }

    /// The same in one state; `heading`: what ends here is a heading so far.
    #[inline(always)]
    fn take_state(
        &mut self,
        before: Best,
        state: State,
        heading: bool,
        back: u8,
        line: Line,
        width: i32,
    ) {
        let initial = before.initial;
        let score = before.score + over(line.over(width));
        let room_left = line.room(width);
        let step = Step { back, state };
        if self.wraps {
            let next = if heading {
                State::Heading
            } else {
                State::Later
            };
            let cost = if self.node.forced.is_some() {
                0
            } else {
                room(room_left)
            };
            self.offer(next, score + cost, initial, step);
        }
        if self.breaks {
            let end = if heading {
                self.ends.heading
            } else if state == State::First {
                self.ends.first
            } else {
                self.ends.later
            };
            let last = last_line(room_left, before, self.node);
            self.offer(State::First, score + end + last, initial, step);
        }
    }

    #[inline(always)]
    fn offer(&mut self, state: State, score: i32, initial: u32, step: Step) {
        if score > self.bests[state as usize].score {
            self.bests[state as usize] = Best { score, initial };
            self.steps[state as usize] = step;
        }
    }
}

/// What the last line of a block costs, if there is so much room left, by how full it is and by
/// what the next block begins with.
#[inline]
fn last_line(room_left: i32, before: Best, node: &Node) -> i32 {
    let full = if room_left <= 0 {
        weights::FULL_LAST_LINE
    } else {
        0
    };
    let echo = if before.initial == node.initial {
        weights::ECHO
    } else {
        0
    };
    full + echo
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
