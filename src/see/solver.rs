//! What the column solver says of line ends and gaps: its own decision, and whether a column or the
//! grammar of openings has made it.
//!
//! The solver ([`crate::layout`]) looks for widths that many lines have in common, window by window,
//! and finds the cheapest way through them. Lines that are chrome by themselves, page numbers first of
//! all, are not shown to it.
//!
//! # What it does not see
//!
//! Chrome that is none by its own words stands in its column.

use super::class::Class;
use super::feature::{Feature as F, Sink};
use super::page::Page;
use super::shape::End;
use crate::layout::{Layout, Verdict};

/// How many things can be said of a seam: nothing; of a line end, a gap and a place without a sign
/// each whether it ends a block, and whether that is more than a habit.
pub(super) const SAYINGS: usize = 13;

/// What is said of the seam before each run.
#[derive(Debug)]
pub(super) struct Solver(Vec<u8>);

impl Solver {
    pub(super) fn of(page: &Page, layout: &Layout) -> Self {
        let mut sayings = vec![0; page.runs.len()];
        let mut index = 0;
        for (run, saying) in page.runs.iter().zip(&mut sayings) {
            let start = run.span.start;
            while layout
                .gaps
                .get(index)
                .is_some_and(|gap| (gap.span.end as usize) < start)
            {
                index += 1;
            }
            if let Some(gap) = layout.gaps.get(index)
                && gap.span.end as usize == start
                && start > 0
            {
                let sign = match gap {
                    gap if gap.newlines > 0 => 0,
                    gap if gap.spaces > 0 || gap.has_cut => 1,
                    _ => 2,
                };
                let breaks = u8::from(gap.verdict == Verdict::Break);
                *saying = 1 + sign * 4 + breaks * 2 + u8::from(layout.is_decided(index));
            }
        }
        Solver(sayings)
    }

    pub(super) fn note(&self, page: &Page, run: usize, sink: &mut Sink) {
        let saying = usize::from(self.0[run]);
        let before = run.checked_sub(1).map(|before| &page.shapes[before]);
        let end = before.map_or(End::Sentence, |before| before.end);
        let next = self.0.get(run + 1).map_or(0, |&next| usize::from(next));
        let shape = &page.shapes[run];
        sink.put(F::Solver, saying);
        sink.put(F::SolverNext, next);
        sink.put(F::SolverEnd, saying * End::COUNT + end as usize);
        sink.put(F::SolverClass, saying * Class::COUNT + shape.class as usize);
        sink.put(F::SolverFirst, saying * 18 + usize::from(shape.first));
        sink.put(F::SolverMasks, saying * 4 + masks(page, run));
        sink.put(F::SolverLength, saying * 6 + shape.coarse_length());
    }
}

/// Whether a mask begins a run, and 2 if one ends the run before.
fn masks(page: &Page, run: usize) -> usize {
    let is_mask = |c: char| matches!(c, 'X' | 'x' | 'Ｘ' | '×' | '*' | '＊' | '某');
    let before = run.checked_sub(1).map_or("", |before| page.text(before));
    usize::from(page.text(run).starts_with(is_mask)) + 2 * usize::from(before.ends_with(is_mask))
}
