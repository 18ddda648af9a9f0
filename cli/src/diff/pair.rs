//! Where one document differs.

use super::output::{Block, Edit, Output};
use crate::view::shown;
use std::collections::{BTreeMap, HashMap};

/// Lines shown of a changed document, from each side.
const LINES: usize = 3;

/// One document on both sides.
pub(super) enum Pair {
    Same,
    Differs(Box<Difference>),
    OnlyA,
    OnlyB,
    Unreadable(String),
}

#[derive(Default)]
pub(super) struct Difference {
    /// Edits of one side alone, by rule; `None` when a side has no edits to compare.
    pub(super) rules: Option<BTreeMap<String, (usize, usize)>>,
    /// Blocks of one side alone: the first few, and how many.
    pub(super) lines: [(Vec<String>, usize); 2],
    /// What else differs, in words.
    pub(super) notes: Vec<String>,
    /// Whether the text is another.
    pub(super) text: bool,
}

pub(super) fn compare(
    a: Option<Result<Output, String>>,
    b: Option<Result<Output, String>>,
) -> Pair {
    let (a, b) = match (a, b) {
        (Some(Ok(a)), Some(Ok(b))) => (a, b),
        (Some(Err(reason)), _) | (_, Some(Err(reason))) => return Pair::Unreadable(reason),
        (Some(_), None) => return Pair::OnlyA,
        (None, _) => return Pair::OnlyB,
    };
    let mut difference = Difference::default();
    let mut note = |what: &str, a: &str, b: &str| {
        if a != b {
            difference
                .notes
                .push(format!("{what} {} -> {}", shown(a), shown(b)));
        }
    };
    let failed = |output: &Output| {
        output
            .error
            .as_ref()
            .map_or("no".into(), |reason| format!("yes ({reason})"))
    };
    note("failed:", &failed(&a), &failed(&b));
    if a.error.is_none() && b.error.is_none() {
        note("encoding:", &a.encoding, &b.encoding);
        note(
            "truncated:",
            &a.truncated.to_string(),
            &b.truncated.to_string(),
        );
    }
    let texts = |output: &Output| -> Vec<String> {
        output
            .blocks
            .iter()
            .map(|block| block.text.clone())
            .collect()
    };
    difference.text = texts(&a) != texts(&b);
    let kinds = |output: &Output| -> Vec<String> { output.blocks.iter().map(label).collect() };
    difference.lines = only(&kinds(&a), &kinds(&b));
    if let (Some(one), Some(two)) = (&a.edits, &b.edits) {
        // Offsets into differently decoded sources cannot be compared.
        difference.rules = Some(rules(one, two, a.encoding == b.encoding));
    }
    let account = difference.rules.as_ref().is_none_or(BTreeMap::is_empty);
    let lines = difference.lines.iter().all(|(_, count)| *count == 0);
    if account && lines && difference.notes.is_empty() && !difference.text {
        return Pair::Same;
    }
    Pair::Differs(Box::new(difference))
}

fn label(block: &Block) -> String {
    match (&*block.kind, block.level) {
        ("paragraph", _) => block.text.clone(),
        (kind, Some(level)) => format!("{kind} {level}: {}", block.text),
        (kind, None) => format!("{kind}: {}", block.text),
    }
}

/// The lines that one side has more often than the other.
fn only(a: &[String], b: &[String]) -> [(Vec<String>, usize); 2] {
    let one = |mine: &[String], theirs: &[String]| {
        let mut left: HashMap<&str, usize> = HashMap::new();
        for line in theirs {
            *left.entry(line).or_default() += 1;
        }
        let mut found = (Vec::new(), 0);
        for line in mine {
            match left.get_mut(&**line) {
                Some(count) if *count > 0 => *count -= 1,
                _ => {
                    found.1 += 1;
                    if found.0.len() < LINES {
                        found.0.push(line.clone());
                    }
                }
            }
        }
        found
    };
    [one(a, b), one(b, a)]
}

/// The edits that one side has alone, counted by rule.
fn rules(a: &[Edit], b: &[Edit], spans: bool) -> BTreeMap<String, (usize, usize)> {
    fn key(edit: &Edit, spans: bool) -> (Option<(usize, usize)>, &str, &str, &str) {
        (
            spans.then_some(edit.span),
            &edit.rule,
            &edit.original,
            &edit.replacement,
        )
    }
    let mut counts: HashMap<_, i64> = HashMap::new();
    for edit in a {
        *counts.entry(key(edit, spans)).or_default() += 1;
    }
    for edit in b {
        *counts.entry(key(edit, spans)).or_default() -= 1;
    }
    let mut rules: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for ((_, rule, ..), count) in counts.into_iter().filter(|&(_, count)| count != 0) {
        let sum = rules.entry(rule.to_owned()).or_default();
        let alone = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX);
        if count > 0 {
            sum.0 += alone;
        } else {
            sum.1 += alone;
        }
    }
    rules
}
