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
use crate::chrome::{self, Chrome, Cut, Findings};
use crate::cut::Seam;
use crate::layout::{self, Layout, Spans};
use crate::lines;
use crate::rule::RuleId;

/// Not taken; a part is; all of it, by the rule that takes it.
pub(super) const TAKEN: usize = 2 + chrome::rules::COUNT;
/// Kinds of blocks, and whether one begins here; not in a block.
pub(super) const KINDS: usize = 2 * 7 + 1;

/// What chrome rules take of a run.
#[derive(Debug, Clone, Copy)]
enum Taken {
    Nothing,
    Part,
    All(RuleId),
}

impl Taken {
    /// The number of what is said, less than [`TAKEN`]. A rule of one's own is no evidence: it is obeyed.
    fn number(self) -> usize {
        match self {
            Taken::Nothing => 0,
            Taken::All(rule) if !rule.is_custom() => 2 + rule.row(),
            Taken::Part | Taken::All(_) => 1,
        }
    }
}

/// What is said of each run.
#[derive(Debug)]
pub(super) struct Rules {
    taken: Vec<Taken>,
    /// How many runs are taken, in five steps.
    all: usize,
    kinds: Vec<u8>,
    /// Whether the text stops in mid-sentence, and 2 if there is a wall before the rest.
    pub(super) ruling: usize,
}

/// What the built-in rules decide.
pub(super) fn decisions(source: &str) -> (Findings, Layout) {
    let (mut lines, mut findings, mut layout) = Default::default();
    lines::split(source, &mut lines);
    Chrome::default().find(source, &lines, &mut findings);
    layout::arrange(source, &lines, &findings, &mut layout);
    (findings, layout)
}

impl Rules {
    pub(super) fn of(page: &Page, findings: &Findings, layout: &Layout) -> Self {
        let taken = taken(page, &findings.cuts);
        let all = taken.iter().filter(|taken| taken.number() > 1).count();
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

    /// The rule that takes a run, all of it.
    pub(super) fn taker(&self, run: usize) -> Option<RuleId> {
        match self.taken[run] {
            Taken::All(rule) => Some(rule),
            Taken::Nothing | Taken::Part => None,
        }
    }

    pub(super) fn note(&self, page: &Page, run: usize, sink: &mut Sink) {
        let taken_at = |run: usize| self.taken.get(run).map_or(TAKEN, |taken| taken.number());
        let kind_at = |run: usize| self.kinds.get(run).map_or(KINDS, |&kind| usize::from(kind));
        // Before the first run stands what stands behind the last: nothing.
        let (before, behind) = (run.wrapping_sub(1), run + 1);
        let (taken, kind) = (taken_at(run), kind_at(run));
        let shape = &page.shapes[run];
        let class = shape.class as usize;
        sink.put(F::Taken, taken);
        sink.put(F::TakenZone, taken * 3 + page.zone(run));
        sink.put(F::TakenClass, taken * Class::COUNT + class);
        sink.put(F::TakenLength, taken * 6 + shape.coarse_length());
        sink.put(F::TakenBefore, taken_at(before));
        sink.put(F::TakenBehind, taken_at(behind));
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
        sink.put(F::KindBefore, kind_at(before));
        sink.put(F::KindBehind, kind_at(behind));
    }
}

/// What chrome rules take of each run, by the cuts they make.
fn taken(page: &Page, mut cuts: &[Cut]) -> Vec<Taken> {
    let runs = page.runs.iter().map(|run| {
        let (start, end) = (run.span.start as u32, run.span.end as u32);
        while let [cut, rest @ ..] = cuts
            && cut.span.end <= start
        {
            cuts = rest;
        }
        match cuts.first() {
            Some(cut) if cut.span.start <= start && end <= cut.span.end => Taken::All(cut.rule),
            Some(cut) if cut.span.start < end => Taken::Part,
            _ => Taken::Nothing,
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
