//! The cheapest way to read bytes that no single encoding reads well.
//!
//! A node is a byte position together with the encoding in force; the edges are: read a
//! character, skip a byte, change the encoding. Every edge costs what the model says (or a
//! constant), and the cheapest path is what the bytes most probably said. Cut characters,
//! flipped bytes and pasted paragraphs of another encoding are all the same to it.
//!
//! Work and memory are linear: long stretches are decided window by window, each window looking
//! ahead a little.

use super::code::Code;
use super::model::{self, Cost, NAT};

/// Cost of a byte that is left out: dearer than any rare character, cheaper than reading two.
const SKIP: Cost = 15 * NAT;
/// Cost of one more byte left out right after.
const SKIP_ON: Cost = 12 * NAT;
/// Cost of what a cut left of the first or the last character.
const CUT: Cost = 8 * NAT;
/// And of each byte of it but one.
const CUT_ON: Cost = 2 * NAT;
/// Cost of changing the encoding in mid-line, and at the start of a line.
const SWITCH: Cost = 10 * NAT;
const SWITCH_AT_LINE: Cost = 5 * NAT;

/// Bytes decided at once, and bytes looked ahead beyond them.
const WINDOW: usize = 8192;
const AHEAD: usize = 64;

/// A state is an encoding and whether the last character was ASCII: what follows depends on both.
const MAX_CODES: usize = 2;
const STATES: usize = 2 * MAX_CODES;
const FAR: Cost = Cost::MAX / 2;

/// One step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// Position of the first byte.
    pub(super) at: usize,
    /// How many bytes.
    pub(super) length: usize,
    /// What they read as; nothing when they are skipped.
    pub(super) read: Option<(char, Code)>,
}

/// Memory that goes from one path to the next.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    nodes: Vec<[Node; STATES]>,
    steps: Vec<Step>,
}

/// The cheapest way through `bytes[from..to]`; the last character may end behind `to`.
pub(super) struct Path<'l> {
    pub(super) cost: Cost,
    pub(super) steps: &'l [Step],
}

#[derive(Debug, Clone, Copy)]
struct Node {
    cost: Cost,
    /// Last character on the way here.
    before: char,
    edge: Edge,
    skipping: bool,
}

#[derive(Debug, Clone, Copy)]
enum Edge {
    None,
    Read(u8, u8),
    Skip(u8),
    Switch(u8),
}

impl Node {
    fn skip(self, length: usize, cost: Cost) -> Node {
        Node {
            cost: self.cost.saturating_add(cost),
            edge: Edge::Skip(length as u8),
            skipping: true,
            ..self
        }
    }
}

const UNREACHED: Node = Node {
    cost: FAR,
    before: '\n',
    edge: Edge::None,
    skipping: false,
};

impl Lattice {
    /// Reads `bytes[from..to]`, entering in the first of `codes`, at most two of them.
    pub(super) fn read(
        &mut self,
        bytes: &[u8],
        from: usize,
        to: usize,
        codes: &[Code],
    ) -> Path<'_> {
        let codes = &codes[..codes.len().min(MAX_CODES)];
        let Lattice { nodes, steps } = self;
        steps.clear();
        let mut total: Cost = 0;
        let mut position = from;
        let mut entry = (0, '\n');
        while position < to {
            let end = if to - position <= WINDOW + AHEAD {
                to
            } else {
                position + WINDOW + AHEAD
            };
            fill(bytes, position, end, codes, entry, nodes);
            let keep = if end == to {
                usize::MAX
            } else {
                position + WINDOW
            };
            let (reached, cost, state) = trace(position, end, keep, codes, nodes, steps);
            total = total.saturating_add(cost);
            entry = state;
            position = reached;
        }
        Path { cost: total, steps }
    }
}

/// Costs of all nodes from `from` to `end` and a little behind it.
fn fill(
    bytes: &[u8],
    from: usize,
    end: usize,
    codes: &[Code],
    entry: (usize, char),
    nodes: &mut Vec<[Node; STATES]>,
) {
    nodes.clear();
    nodes.resize(end - from + 5, [UNREACHED; STATES]);
    nodes[0][entry.0] = Node {
        cost: 0,
        before: entry.1,
        edge: Edge::None,
        skipping: false,
    };
    for at in 0..end - from {
        switch(&mut nodes[at], codes.len());
        for (place, &code) in codes.iter().enumerate() {
            let states = [2 * place, 2 * place + 1];
            if states.iter().all(|&state| nodes[at][state].cost >= FAR) {
                continue;
            }
            let read = code.read(bytes, from + at);
            let rest = bytes.len() - from - at;
            let ends = rest < 4 && from + at + rest == end && code.is_head(&bytes[from + at..]);
            for index in states {
                let node = nodes[at][index];
                if node.cost >= FAR {
                    continue;
                }
                if let Some((character, length)) = read {
                    let price = model::cost(node.before, character);
                    let next = Node {
                        cost: node.cost.saturating_add(price),
                        before: character,
                        edge: Edge::Read(length as u8, index as u8),
                        skipping: false,
                    };
                    let state = states[usize::from(!character.is_ascii())];
                    relax(&mut nodes[at + length][state], next);
                }
                let skip = if node.skipping { SKIP_ON } else { SKIP };
                relax(&mut nodes[at + 1][index], node.skip(1, skip));
                if from + at == 0 {
                    for length in code.tails(bytes) {
                        relax(&mut nodes[length][index], node.skip(length, cut(length)));
                    }
                }
                if ends {
                    relax(&mut nodes[at + rest][index], node.skip(rest, cut(rest)));
                }
            }
        }
    }
}

fn cut(length: usize) -> Cost {
    CUT + CUT_ON * (length as Cost - 1)
}

fn relax(slot: &mut Node, node: Node) {
    if node.cost < slot.cost {
        *slot = node;
    }
}

fn switch(here: &mut [Node; STATES], codes: usize) {
    for from in 0..2 * codes {
        let node = here[from];
        if node.cost >= FAR {
            continue;
        }
        let price = if node.before == '\n' {
            SWITCH_AT_LINE
        } else {
            SWITCH
        };
        for code in 0..codes {
            if code != from / 2 {
                relax(
                    &mut here[2 * code + from % 2],
                    Node {
                        cost: node.cost.saturating_add(price),
                        edge: Edge::Switch(from as u8),
                        ..node
                    },
                );
            }
        }
    }
}

/// Follows the cheapest path back from `end`, appends its steps that begin before `keep`, and
/// tells where they end, what they cost and in which state they end.
fn trace(
    from: usize,
    end: usize,
    keep: usize,
    codes: &[Code],
    nodes: &[[Node; STATES]],
    steps: &mut Vec<Step>,
) -> (usize, Cost, (usize, char)) {
    let (mut at, mut state) = (end - from, 0);
    let mut best = FAR;
    // A character may end up to three bytes behind the end.
    for (position, nodes) in nodes.iter().enumerate().skip(end - from) {
        for (index, node) in nodes.iter().enumerate() {
            if node.cost < best {
                (best, at, state) = (node.cost, position, index);
            }
        }
    }
    let first = steps.len();
    let mut reached = None;
    loop {
        let node = nodes[at][state];
        match node.edge {
            Edge::Switch(previous) => {
                state = usize::from(previous);
                continue;
            }
            Edge::None => break,
            Edge::Read(..) | Edge::Skip(_) => {}
        }
        let (length, read) = match node.edge {
            Edge::Read(length, _) => (usize::from(length), Some((node.before, codes[state / 2]))),
            Edge::Skip(length) => (usize::from(length), None),
            _ => break,
        };
        let start = at - length;
        if from + start < keep {
            if reached.is_none() {
                reached = Some((from + at, node.cost, (state, node.before)));
            }
            steps.push(Step {
                at: from + start,
                length,
                read,
            });
        }
        if let Edge::Read(_, previous) = node.edge {
            state = usize::from(previous);
        }
        at = start;
    }
    steps[first..].reverse();
    reached.unwrap_or((end, 0, (0, '\n')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(path: &Path<'_>) -> String {
        path.steps
            .iter()
            .map(|step| step.read.map_or('\u{FFFD}', |(character, _)| character))
            .collect()
    }

    fn gbk(text: &str) -> Vec<u8> {
        encoding_rs::GBK.encode(text).0.into_owned()
    }

    #[test]
    fn a_cut_first_character_costs_one_byte() {
        let bytes = gbk("水厂的职工同志们，大家辛苦了。");
        let mut lattice = Lattice::default();
        let path = lattice.read(&bytes, 1, bytes.len(), &[Code::Gb18030]);
        assert_eq!(text(&path), "\u{FFFD}厂的职工同志们，大家辛苦了。");
    }

    #[test]
    fn a_pasted_paragraph_changes_the_encoding() {
        let mut bytes = gbk("图书馆今天开门。");
        bytes.extend_from_slice("借书证请到服务台领取。".as_bytes());
        bytes.extend(gbk("谢谢大家！"));
        let mut lattice = Lattice::default();
        let path = lattice.read(&bytes, 0, bytes.len(), &[Code::Gb18030, Code::Utf8]);
        assert_eq!(
            text(&path),
            "图书馆今天开门。借书证请到服务台领取。谢谢大家！"
        );
    }

    #[test]
    fn windows_do_not_show() {
        let line = "水库的闸门每天检查两次，记录交给值班室。";
        let bytes = gbk(&line.repeat(2000));
        let mut lattice = Lattice::default();
        let path = lattice.read(&bytes, 0, bytes.len(), &[Code::Gb18030, Code::Utf8]);
        assert_eq!(text(&path), line.repeat(2000));
    }
}
