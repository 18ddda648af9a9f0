//! What the rules say: which chrome rule takes a run, and of which kind the block is that is left.
//!
//! The rules ([`crate::chrome`], [`crate::layout`]) decide line by line, from words and shapes; here
//! their decisions are evidence beside the rest.
//!
//! # What it does not see
//!
//! How sure a rule is.

use super::class::Class;
use super::feature::{Feature as F, Sink, bucket};
use super::page::Page;
use super::shape::End;
use crate::BlockKind;
use crate::chrome::{self, Chrome, Findings};
use crate::cut::Seam;
use crate::layout::{self, Layout, Spans};
use crate::lines;
use std::sync::LazyLock;

/// Not taken; a part is; all of it, by the rule that takes it.
pub(super) const TAKEN: usize = 2 + chrome::rules::COUNT;
/// Kinds of blocks, and whether one begins here; not in a block.
pub(super) const KINDS: usize = 2 * 7 + 1;

/// What is said of each run.
#[derive(Debug)]
pub(super) struct Rules {
    taken: Vec<u8>,
    /// How many runs are taken, in five steps.
    all: usize,
    kinds: Vec<u8>,
    /// Whether the text stops in mid-sentence, and 2 if there is a wall before the rest.
    pub(super) ruling: usize,
}

/// What the built-in rules decide.
pub(super) fn decisions(source: &str) -> (Findings, Layout) {
    static CHROME: LazyLock<Chrome> = LazyLock::new(Chrome::default);
    let (mut lines, mut findings, mut layout) = Default::default();
    lines::split(source, &mut lines);
    CHROME.find(source, &lines, &mut findings);
    layout::arrange(source, &lines, &findings, &mut layout);
    (findings, layout)
}

impl Rules {
    pub(super) fn of(page: &Page, findings: &Findings, layout: &Layout) -> Self {
        let taken = taken(page, findings);
        let all = taken.iter().filter(|&&taken| taken > 1).count();
        Rules {
            all: bucket(all, &[1, 2, 4, 10]),
            taken,
            kinds: kinds(page, layout),
            ruling: usize::from(layout.truncated) + 2 * usize::from(findings.paywalled),
        }
    }

    /// The runs of the title.
    pub(super) fn titled(&self) -> impl Iterator<Item = usize> {
        let runs = self.kinds.iter().enumerate();
        runs.filter_map(|(run, kind)| matches!(kind, 1 | 2).then_some(run))
    }

    pub(super) fn is_taken(&self, run: usize) -> bool {
        self.taken[run] > 1
    }

    pub(super) fn note(&self, page: &Page, run: usize, sink: &mut Sink) {
        let at = |of: &[u8], run: Option<usize>, none: usize| {
            run.and_then(|run| of.get(run))
                .map_or(none, |&said| usize::from(said))
        };
        let (before, behind) = (run.checked_sub(1), Some(run + 1));
        let (taken, kind) = (usize::from(self.taken[run]), usize::from(self.kinds[run]));
        let shape = &page.shapes[run];
        let class = shape.class as usize;
        sink.put(F::Taken, taken);
        sink.put(F::TakenZone, taken * 3 + page.zone(run));
        sink.put(F::TakenClass, taken * Class::COUNT + class);
        sink.put(F::TakenLength, taken * 6 + shape.coarse_length());
        sink.put(F::TakenBefore, at(&self.taken, before, TAKEN));
        sink.put(F::TakenBehind, at(&self.taken, behind, TAKEN));
        sink.put(F::TakenAll, self.all);
        sink.put(F::TakenAllZone, self.all * 3 + page.zone(run));
        sink.put(F::TakenAllClass, self.all * Class::COUNT + class);
        sink.put(F::TakenAllLength, self.all * 6 + shape.coarse_length());
        sink.put(
            F::TakenAllSeam,
            self.all * Seam::COUNT + page.runs[run].seam as usize,
        );
        sink.put(F::Kind, kind);
        sink.put(F::KindClass, kind * Class::COUNT + class);
        sink.put(F::KindEnd, kind * End::COUNT + shape.end as usize);
        sink.put(F::KindBefore, at(&self.kinds, before, KINDS));
        sink.put(F::KindBehind, at(&self.kinds, behind, KINDS));
    }
}

fn taken(page: &Page, findings: &Findings) -> Vec<u8> {
    let mut cuts = findings.cuts.as_slice();
    let runs = page.runs.iter().map(|run| {
        let (start, end) = (run.span.start as u32, run.span.end as u32);
        while let [cut, rest @ ..] = cuts
            && cut.span.end <= start
        {
            cuts = rest;
        }
        match cuts.first() {
            Some(cut) if cut.span.start <= start && end <= cut.span.end => {
                // A rule of one's own is no evidence: it is obeyed.
                match cut.rule.is_custom() {
                    true => 1,
                    false => 2 + cut.rule.row() as u8,
                }
            }
            Some(cut) if cut.span.start < end => 1,
            _ => 0,
        }
    });
    runs.collect()
}

fn kinds(page: &Page, layout: &Layout) -> Vec<u8> {
    let mut kinds = vec![0; page.runs.len()];
    let mut run = 0;
    for ((block, _), kind) in Spans::of(&layout.gaps).zip(&layout.kinds) {
        let kind = match kind {
            BlockKind::Title => 0,
            BlockKind::Byline => 1,
            BlockKind::Salutation => 2,
            BlockKind::Heading(_) => 3,
            BlockKind::Paragraph => 4,
            BlockKind::Omission => 5,
            BlockKind::Signature => 6,
        };
        let mut begins = 1;
        while let Some(span) = page.runs.get(run).map(|run| &run.span)
            && span.start < block.end as usize
        {
            if span.end > block.start as usize {
                kinds[run] = 1 + kind * 2 + begins;
                begins = 0;
            }
            run += 1;
        }
    }
    kinds
}
