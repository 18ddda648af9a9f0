//! What was done, in numbers, and the closing line.

use crate::engine::Product;
use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::time::Instant;
use zhengwen::{Reason, Warning};

/// Numbers of a batch or of a run.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    /// Documents that came through.
    pub(crate) documents: u64,
    pub(crate) failures: u64,
    /// Bytes of these documents as they were given.
    bytes: u64,
    /// Edits by stage, in the order of [`STAGES`].
    edits: [u64; STAGES.len()],
    removals: BTreeMap<Reason, u64>,
    /// Documents by what could not be repaired in them.
    warnings: BTreeMap<Warning, u64>,
}

/// First parts of rule ids; other ones are `custom`.
const STAGES: [&str; 5] = ["chrome", "layout", "inline", "placeholder", "custom"];

/// Where a rule stands in [`STAGES`].
fn stage(rule: &str) -> usize {
    let stage = match rule.as_bytes().first() {
        Some(b'c') => 0,
        Some(b'l') => 1,
        Some(b'i') => 2,
        _ => 3,
    };
    if rule.starts_with(STAGES[stage]) {
        stage
    } else {
        STAGES.len() - 1
    }
}

impl Counts {
    pub(crate) fn add(&mut self, bytes: usize, product: &Product) {
        self.documents += 1;
        self.bytes += bytes as u64;
        let Product::Clean(document) = product else {
            return;
        };
        for edit in document.edits() {
            self.edits[stage(edit.rule)] += 1;
        }
        for removed in document.removed() {
            *self.removals.entry(removed.reason).or_default() += 1;
        }
        for &warning in document.warnings() {
            *self.warnings.entry(warning).or_default() += 1;
        }
    }

    /// Adds the numbers of `other` and sets them back.
    pub(crate) fn take(&mut self, other: &mut Counts) {
        let other = std::mem::take(other);
        self.documents += other.documents;
        self.failures += other.failures;
        self.bytes += other.bytes;
        for (sum, count) in self.edits.iter_mut().zip(other.edits) {
            *sum += count;
        }
        for (reason, count) in other.removals {
            *self.removals.entry(reason).or_default() += count;
        }
        for (warning, count) in other.warnings {
            *self.warnings.entry(warning).or_default() += count;
        }
    }
}

/// Numbers of a run and since when they count.
pub(crate) struct Summary {
    pub(crate) counts: Counts,
    /// Documents that an earlier run had done.
    pub(crate) resumed: u64,
    began: Instant,
}

impl Summary {
    pub(crate) fn new() -> Self {
        Summary {
            counts: Counts::default(),
            resumed: 0,
            began: Instant::now(),
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = &self.counts;
        let seconds = self.began.elapsed().as_secs_f64();
        let megabytes = counts.bytes as f64 / 1e6;
        let documents = counts.documents;
        write!(
            f,
            "{documents} document{}, {} MB in {} s, {} MB/s",
            plural(documents),
            short(megabytes),
            short(seconds),
            short(megabytes / seconds.max(1e-9))
        )?;
        let edits = STAGES.into_iter().zip(counts.edits);
        write!(f, "; {}", parts("edit", edits))?;
        let removals = counts.removals.iter();
        let removals = removals.map(|(reason, count)| (reason.as_str(), *count));
        write!(f, "; {}", parts("removal", removals))?;
        if !counts.warnings.is_empty() {
            let warnings = counts.warnings.iter();
            let warnings = warnings.map(|(warning, count)| (warning.as_str(), *count));
            write!(f, "; {}", parts("warning", warnings))?;
        }
        let failures = counts.failures;
        write!(f, "; {failures} failure{}", plural(failures))?;
        if self.resumed > 0 {
            write!(f, "; {} done before", self.resumed)?;
        }
        Ok(())
    }
}

/// Two digits that say something, but no more than thousandths.
fn short(number: f64) -> String {
    let decimals = match number {
        _ if number >= 10.0 => 0,
        _ if number >= 1.0 => 1,
        _ if number >= 0.1 => 2,
        _ => 3,
    };
    format!("{number:.decimals$}")
}

/// `12 removals (advert 9, member 3)`, the most frequent first.
fn parts(name: &str, counts: impl Iterator<Item = (&'static str, u64)>) -> String {
    let mut counts: Vec<_> = counts.filter(|&(_, count)| count > 0).collect();
    counts.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    let total: u64 = counts.iter().map(|(_, count)| count).sum();
    let mut text = format!("{total} {name}{}", plural(total));
    for (index, (name, count)) in counts.iter().enumerate() {
        let before = if index == 0 { " (" } else { ", " };
        let _ = write!(text, "{before}{name} {count}");
    }
    if !counts.is_empty() {
        text.push(')');
    }
    text
}

fn plural(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}
