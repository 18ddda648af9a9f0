//! All differences, told.

use super::pair::{Difference, Pair};
use crate::marks::{counted, grouped};
use crate::view::{clipped, shown, width};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Changed documents that are listed.
const LISTED: usize = 40;
/// Columns of a line that is shown.
const COLUMNS: usize = 76;

#[derive(Default)]
pub(super) struct Comparison {
    same: usize,
    only: [usize; 2],
    texts: usize,
    changed: usize,
    /// Without edits on a side.
    unaccounted: usize,
    /// Edits of A alone, of B alone, documents.
    rules: BTreeMap<String, (usize, usize, usize)>,
    /// With how much differs; the greatest stay.
    list: Vec<(usize, String, Box<Difference>)>,
    pub(super) failures: Vec<(String, String)>,
}

impl Comparison {
    pub(super) fn enter(&mut self, name: &str, pair: Pair) {
        let difference = match pair {
            Pair::Same => return self.same += 1,
            Pair::OnlyA => return self.only[0] += 1,
            Pair::OnlyB => return self.only[1] += 1,
            Pair::Unreadable(reason) => return self.failures.push((name.to_owned(), reason)),
            Pair::Differs(difference) => difference,
        };
        self.changed += 1;
        self.texts += usize::from(difference.text);
        self.unaccounted += usize::from(difference.rules.is_none());
        let mut size = difference.lines[0].1 + difference.lines[1].1 + difference.notes.len();
        for (rule, (a, b)) in difference.rules.iter().flatten() {
            let sum = self.rules.entry(rule.clone()).or_default();
            *sum = (sum.0 + a, sum.1 + b, sum.2 + 1);
            size += a + b;
        }
        self.list.push((size, name.to_owned(), difference));
        if self.list.len() > 4 * LISTED {
            self.trim();
        }
    }

    fn trim(&mut self) {
        self.list.sort_by(|a, b| (b.0, &a.1).cmp(&(a.0, &b.1)));
        self.list.truncate(LISTED);
    }

    pub(super) fn describe(&mut self, a: &str, b: &str) -> String {
        self.trim();
        let mut out = String::new();
        let name = |side: &str| {
            if side.trim().is_empty() {
                "the defaults".into()
            } else {
                shown(side)
            }
        };
        let _ = writeln!(out, "A: {}\nB: {}\n", name(a), name(b));
        let both = self.same + self.changed;
        let _ = writeln!(
            out,
            "{} on both sides: {} the same, {} changed ({} in text), {} only in A, {} only in B",
            counted(both, "document"),
            grouped(self.same),
            grouped(self.changed),
            grouped(self.texts),
            grouped(self.only[0]),
            grouped(self.only[1]),
        );
        if self.unaccounted > 0 {
            let _ = writeln!(
                out,
                "{} without edits on a side: which rules did it is told for outputs written with --edits",
                counted(self.unaccounted, "changed document")
            );
        }
        self.rules_to(&mut out);
        if self.changed > self.list.len() {
            let _ = writeln!(
                out,
                "\nThe {} documents that changed most:",
                self.list.len()
            );
        }
        for (_, name, difference) in &self.list {
            let _ = writeln!(out, "\n{}", shown(name));
            for note in &difference.notes {
                let _ = writeln!(out, "    {note}");
            }
            if let Some(rules) = difference.rules.as_ref().filter(|rules| !rules.is_empty()) {
                let rules: Vec<String> = rules
                    .iter()
                    .map(|(rule, (a, b))| format!("{rule} -{a} +{b}"))
                    .collect();
                let _ = writeln!(out, "    edits: {}", rules.join(", "));
            }
            lines_to(&mut out, difference);
        }
        out
    }

    fn rules_to(&self, out: &mut String) {
        if self.rules.is_empty() {
            return;
        }
        let mut rules: Vec<_> = self.rules.iter().collect();
        rules.sort_by_key(|(rule, (a, b, _))| (std::cmp::Reverse(a + b), *rule));
        let wide = rules
            .iter()
            .map(|(rule, _)| width(rule))
            .max()
            .unwrap_or(0)
            .max(4);
        let _ = writeln!(
            out,
            "\n{:wide$}  {:>9}  {:>9}  {:>9}",
            "rule", "only A", "only B", "documents"
        );
        for (rule, (a, b, documents)) in rules {
            let pad = " ".repeat(wide - width(rule));
            let _ = writeln!(
                out,
                "{rule}{pad}  {:>9}  {:>9}  {:>9}",
                grouped(*a),
                grouped(*b),
                grouped(*documents)
            );
        }
    }
}

/// The first lines of each side that the other does not have, from where they begin to differ.
fn lines_to(out: &mut String, difference: &Difference) {
    let [a, b] = &difference.lines;
    let pairs = a.0.len().max(b.0.len());
    for index in 0..pairs {
        let (one, two) = (a.0.get(index), b.0.get(index));
        let skip = match (one, two) {
            (Some(one), Some(two)) => common(one, two),
            _ => 0,
        };
        for (sign, line) in [('-', one), ('+', two)] {
            if let Some(line) = line {
                let start = line.char_indices().nth(skip).map_or(0, |(at, _)| at);
                let dots = if start > 0 { "..." } else { "" };
                let _ = writeln!(
                    out,
                    "    {sign} {dots}{}",
                    clipped(&shown(&line[start..]), COLUMNS)
                );
            }
        }
    }
    for (sign, (shown, count)) in [('-', a), ('+', b)] {
        if *count > shown.len() {
            let _ = writeln!(
                out,
                "    {sign} {}",
                counted(count - shown.len(), "more line")
            );
        }
    }
}

/// How many characters two lines begin with alike, less a little context.
fn common(a: &str, b: &str) -> usize {
    let alike = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    if alike < 30 { 0 } else { alike - 10 }
}
