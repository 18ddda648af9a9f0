//! Fits the weights of the one reading, and judges them on pages of sites they have not seen.
//!
//! * [`truth`]: the marks of a page as one label a run
//! * [`chain`]: how probable each label and each pair of labels is under a model
//! * [`train`]: gradient steps over pages, with costs for what hurts
//! * this module: sites held out in turn, and the ceiling that the cut allows
//!
//! # Why not a library for chains
//!
//! `crfs`, `crfsuite` and their like maximise the likelihood of the labels and know no costs; in
//! our trials that lost three times the speech for the same chrome. The chain here is the
//! textbook one with the cost of each label added to its score while training (softmax margin,
//! Gimpel and Smith 2010), which is a line.

pub mod chain;
pub mod train;
pub mod truth;

use crate::corpus::Named;
use crate::score::{Comparison, Reading, compare};
use chain::Chain;
use rayon::prelude::*;
use train::Options;
use zhengwen_reading::cut::{Run, cut};
use zhengwen_reading::read::{Label, Model, blocks};
use zhengwen_reading::see::see;

/// Into how many parts the sites are divided, each of which is held out once.
pub const FOLDS: usize = 5;

/// A page ready to be learned from.
#[derive(Debug, Clone)]
pub struct Lesson {
    runs: Vec<Run>,
    chain: Chain,
}

impl Lesson {
    /// Cuts a page, looks at it and takes its truth.
    #[must_use]
    pub fn of(named: &Named) -> Lesson {
        let source = &named.page.raw;
        let runs = cut(source);
        let evidence = see(source, &runs);
        let labels = truth::labels(&named.page, &runs);
        let weigh = |shape: &zhengwen_reading::see::Shape| weight(shape.chars);
        Lesson {
            chain: Chain {
                weights: evidence.shapes.iter().map(weigh).collect(),
                evidence: evidence.features,
                sorts: runs.iter().map(|run| Model::sort(run.seam)).collect(),
                labels,
            },
            runs,
        }
    }

    fn read(&self, named: &Named, labels: &[Label]) -> Comparison {
        let reading = Reading {
            blocks: blocks(&named.page.raw, &self.runs, labels),
            truncated: false,
        };
        compare(&named.page, &reading)
    }
}

/// How much it costs to lose so many characters, in short texts: it rises with the logarithm, or
/// one long paragraph would outweigh all else.
#[allow(clippy::cast_precision_loss)] // lengths of runs are far below 2^24
fn weight(chars: usize) -> f32 {
    1.0 + (chars.max(1) as f32).ln() / 2.0
}

/// What is best with this cut: the pages read with their true labels.
#[must_use]
pub fn ceiling(pages: &[Named], lessons: &[Lesson]) -> Vec<Comparison> {
    let pairs = pages.par_iter().zip(lessons);
    pairs
        .map(|(named, lesson)| lesson.read(named, &lesson.chain.labels))
        .collect()
}

/// Reads each page with weights that were fitted without its site.
#[must_use]
pub fn held_out(pages: &[Named], lessons: &[Lesson], options: &Options) -> Vec<Comparison> {
    let folds: Vec<usize> = pages.iter().map(fold).collect();
    let models: Vec<Model> = (0..FOLDS)
        .into_par_iter()
        .map(|held| {
            let rest = lessons
                .iter()
                .zip(&folds)
                .filter(|(_, fold)| **fold != held);
            let chains: Vec<&Chain> = rest.map(|(lesson, _)| &lesson.chain).collect();
            train::train(&chains, options)
        })
        .collect();
    let pairs = pages.par_iter().zip(lessons).zip(&folds);
    pairs
        .map(|((named, lesson), &fold)| {
            let labels = models[fold].labels(&lesson.chain.evidence, &lesson.runs);
            lesson.read(named, &labels)
        })
        .collect()
}

/// The fold of a page: pages of one site are in one. The pages of `case` are each a site.
fn fold(named: &Named) -> usize {
    let site = named.page.site.as_deref().unwrap_or("case");
    let name = if site == "case" { &named.id } else { site };
    // FNV-1a: the same on every machine.
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    ((hash >> 20) % FOLDS as u64) as usize
}
