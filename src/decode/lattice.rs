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
const SKIP_ON: Cost = 8 * NAT;
/// Cost of changing the encoding in mid-line, and at the start of a line.
const SWITCH: Cost = 10 * NAT;
const SWITCH_AT_LINE: Cost = 5 * NAT;

/// Bytes decided at once, and bytes looked ahead beyond them.
const WINDOW: usize = 8192;
const AHEAD: usize = 64;

const MAX_CODES: usize = 3;
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

/// The cheapest way through `bytes[from..to]`; the last character may end behind `to`.
pub(super) struct Path {
    pub(super) cost: Cost,
    pub(super) steps: Vec<Step>,
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
    Read(u8),
    Skip,
    Switch(u8),
}

const UNREACHED: Node = Node {
    cost: FAR,
    before: '\n',
    edge: Edge::None,
    skipping: false,
};

/// Reads `bytes[from..to]`, entering in the first of `codes`, at most three of them.
pub(super) fn read(bytes: &[u8], from: usize, to: usize, codes: &[Code]) -> Path {
    let codes = &codes[..codes.len().min(MAX_CODES)];
    let mut path = Path {
        cost: 0,
        steps: Vec::new(),
    };
    let mut position = from;
    let mut entry = (0, '\n');
    let mut nodes = Vec::new();
    while position < to {
        let end = if to - position <= WINDOW + AHEAD {
            to
        } else {
            position + WINDOW + AHEAD
        };
        fill(bytes, position, end, codes, entry, &mut nodes);
        let keep = if end == to {
            usize::MAX
        } else {
            position + WINDOW
        };
        let (reached, cost, state) = trace(position, end, keep, codes, &nodes, &mut path.steps);
        path.cost = path.cost.saturating_add(cost);
        entry = state;
        position = reached;
    }
    path
}

/// Costs of all nodes from `from` to `end` and a little behind it.
fn fill(
    bytes: &[u8],
    from: usize,
    end: usize,
    codes: &[Code],
    entry: (usize, char),
    nodes: &mut Vec<[Node; MAX_CODES]>,
) {
    nodes.clear();
    nodes.resize(end - from + 5, [UNREACHED; MAX_CODES]);
    nodes[0][entry.0] = Node {
        cost: 0,
        before: entry.1,
        edge: Edge::None,
        skipping: false,
    };
    for at in 0..end - from {
        switch(&mut nodes[at], codes.len());
        for (index, code) in codes.iter().enumerate() {
            let node = nodes[at][index];
            if node.cost >= FAR {
                continue;
            }
            if let Some((character, length)) = code.read(bytes, from + at) {
                let next = Node {
                    cost: node
                        .cost
                        .saturating_add(model::cost(node.before, character)),
                    before: character,
                    edge: Edge::Read(length as u8),
                    skipping: false,
                };
                relax(&mut nodes[at + length][index], next);
            }
            let skip = if node.skipping { SKIP_ON } else { SKIP };
            let next = Node {
                cost: node.cost.saturating_add(skip),
                edge: Edge::Skip,
                skipping: true,
                ..node
            };
            relax(&mut nodes[at + 1][index], next);
        }
    }
}

fn relax(slot: &mut Node, node: Node) {
    if node.cost < slot.cost {
        *slot = node;
    }
}

fn switch(here: &mut [Node; MAX_CODES], codes: usize) {
    for from in 0..codes {
        let node = here[from];
        if node.cost >= FAR {
            continue;
        }
        let price = if node.before == '\n' {
            SWITCH_AT_LINE
        } else {
            SWITCH
        };
        for slot in 0..codes {
            if slot != from {
                relax(
                    &mut here[slot],
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
    nodes: &[[Node; MAX_CODES]],
    steps: &mut Vec<Step>,
) -> (usize, Cost, (usize, char)) {
    let (mut at, mut state) = (end - from, 0);
    let mut best = FAR;
    // A character may end up to three bytes behind the end.
    for position in end - from..nodes.len() {
        for (index, node) in nodes[position].iter().enumerate() {
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
            Edge::Read(_) | Edge::Skip => {}
        }
        let (length, read) = match node.edge {
            Edge::Read(length) => (usize::from(length), Some((node.before, codes[state]))),
            _ => (1, None),
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
        at = start;
    }
    steps[first..].reverse();
    reached.unwrap_or((end, 0, (0, '\n')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(path: &Path) -> String {
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
        let path = read(&bytes, 1, bytes.len(), &[Code::Gb18030]);
        assert_eq!(text(&path), "\u{FFFD}厂的职工同志们，大家辛苦了。");
    }

    #[test]
    fn a_pasted_paragraph_changes_the_encoding() {
        let mut bytes = gbk("图书馆今天开门。");
        bytes.extend_from_slice("借书证请到服务台领取。".as_bytes());
        bytes.extend(gbk("谢谢大家！"));
        let path = read(&bytes, 0, bytes.len(), &[Code::Gb18030, Code::Utf8]);
        assert_eq!(
            text(&path),
            "图书馆今天开门。借书证请到服务台领取。谢谢大家！"
        );
    }

    #[test]
    fn windows_do_not_show() {
        let line = "水库的闸门每天检查两次，记录交给值班室。";
        let bytes = gbk(&line.repeat(2000));
        let path = read(&bytes, 0, bytes.len(), &[Code::Gb18030, Code::Utf8]);
        assert_eq!(text(&path), line.repeat(2000));
    }
}
