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
    /// The character that the block begins with.
    initial: char,
}

const NONE: Best = Best {
    score: i32::MIN / 2,
    initial: '\0',
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
        if nodes.len() < 2 {
            return;
        }
        let turns = nodes.len().next_power_of_two().min(2 * LOOK_BACK);
        self.bests.clear();
        self.bests.resize(turns, [NONE; 3]);
        self.steps.clear();
        self.steps.reserve(nodes.len());
        self.steps.push([UNREACHED; 3]);
        let initial = if fresh { State::First } else { State::Later };
        self.bests[0][initial as usize] = Best {
            score: 0,
            initial: nodes[0].initial,
        };
        for end in 1..nodes.len() {
            if is_only_line(nodes, end, column)
                && let bests = &self.bests[(end - 1) & (turns - 1)]
                && let Some((bests, steps)) = one_line(&nodes[end - 1], &nodes[end], bests, column)
            {
                self.bests[end & (turns - 1)] = bests;
                self.steps.push(steps);
                continue;
            }
            let mut offers = Offers::at(&nodes[end]);
            let mut stray = 0;
            for start in (0..end).rev().take(LOOK_BACK) {
                let from = &nodes[start];
                let line = line(from, &nodes[end], column);
                if start + 1 < end && line.over(column.width) > EM {
                    break;
                }
                let bests = &self.bests[start & (turns - 1)];
                offers.take(from, bests, (end - start) as u8, stray, line, column);
                if ends_surely(from) {
                    break;
                }
                stray += i32::from(from.stray);
            }
            self.bests[end & (turns - 1)] = offers.bests;
            self.steps.push(offers.steps);
        }
        let mut end = nodes.len() - 1;
        let last = self.bests[end & (turns - 1)];
        let mut state = STATES
            .into_iter()
            .max_by_key(|&state| last[state as usize].score)
            .unwrap_or(State::First);
        while end > 0 {
            ends[end] = if state == State::First {
                End::Block
            } else {
                End::Wrap
            };
            let step = self.steps[end][state as usize];
            end = if step.back == 0 {
                0
            } else {
                end - usize::from(step.back)
            };
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

/// The best ways to `node` where only one line can end there, the one from `from`, and nothing is
/// a heading: most candidates of wrapped text are so, and this is all that is left to be done.
#[inline]
fn one_line(
    from: &Node,
    node: &Node,
    bests: &[Best; 3],
    column: Column,
) -> Option<([Best; 3], [Step; 3])> {
    let [first, heading, later] = *bests;
    if node.forced.is_some()
        || heading.score != NONE.score
        || from.heads && from.is_unbroken(node)
        || !(node.hard || node.ends_line)
    {
        return None;
    }
    let line = line(from, node, column);
    let ends = Ends::at(node);
    let way = |before: Best, width: i32, end: i32| {
        let score = before.score + over(line.over(width));
        let room_left = line.room(width);
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
        let best = |score| Best { score, ..before };
        (
            best(score + room(room_left)),
            best(score + end + full + echo),
        )
    };
    let first = Best {
        initial: from.initial,
        ..first
    };
    let (first_wrap, first_break) = way(first, column.width - column.indent, ends.first);
    let (later_wrap, later_break) = way(later, column.width, ends.later);
    let better = |first: Best, later: Best| {
        let (best, state) = if later.score > first.score {
            (later, State::Later)
        } else {
            (first, State::First)
        };
        (best, Step { back: 1, state })
    };
    let (wrap, wrap_step) = better(first_wrap, later_wrap);
    let (end, end_step) = better(first_break, later_break);
    Some(([end, NONE, wrap], [end_step, UNREACHED, wrap_step]))
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
            let full = if room_left <= 0 {
                weights::FULL_LAST_LINE
            } else {
                0
            };
            let echo = if initial == self.node.initial {
                weights::ECHO
            } else {
                0
            };
            let end = if heading {
                self.ends.heading
            } else if state == State::First {
                self.ends.first
            } else {
                self.ends.later
            };
            self.offer(State::First, score + end + full + echo, initial, step);
        }
    }

    #[inline(always)]
    fn offer(&mut self, state: State, score: i32, initial: char, step: Step) {
        if score > self.bests[state as usize].score {
            self.bests[state as usize] = Best { score, initial };
            self.steps[state as usize] = step;
        }
    }
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
