//! Fits the weights of the one reading, and judges them on pages of sites they have not seen.
//!
//! * [`truth`]: the marks of a page as one label a run
//! * [`lesson`]: a page as it is learned from; [`mixed`]: pages made of pages, with inserts of others
//!   ([`sprinkle`]);
//!   [`typeset`]: speeches set in lines
//! * [`train`]: gradient steps over pages, with costs for what hurts; [`ends`]: cut-off speeches;
//!   [`reasons`]: what chrome is for
//! * this module: sites held out in turn, and the ceiling that the cut allows
//!
//! # Why not a library for chains
//!
//! `crfs`, `crfsuite` and their like maximise the likelihood of the labels and know no costs; in
//! our trials that lost three times the speech for the same chrome. The chain here is the
//! textbook one with the cost of each label added to its score while training (softmax margin,
//! Gimpel and Smith 2010), which is a line.

pub mod ends;
pub mod lesson;
pub mod mixed;
pub mod random;
pub mod reasons;
pub mod sprinkle;
pub mod train;
pub mod truth;
pub mod typeset;

pub use lesson::Lesson;

use crate::corpus::Named;
use crate::page::Page;
use crate::score::Comparison;
use lesson::twin;
use rayon::prelude::*;
use train::Options;
use zhengwen::read::{Model, Table};
use zhengwen::see::Feature;

/// Into how many parts the sites are divided, each of which is held out once.
pub const FOLDS: usize = 5;

/// What is best with this cut: the pages read with their true labels.
#[must_use]
pub fn ceiling(pages: &[Named]) -> Vec<Comparison> {
    let pages = pages.par_iter();
    pages
        .map(|named| Lesson::of(&named.page).best(&named.page))
        .collect()
}

/// A page with what is learned from it, which is the same in every fold.
struct Material<'p> {
    page: &'p Page,
    lesson: Lesson,
    twin: Lesson,
}

impl<'p> Material<'p> {
    fn of(named: &'p Named) -> Self {
        let page = &named.page;
        Material {
            page,
            lesson: Lesson::of(page),
            twin: Lesson::of(&twin(page)),
        }
    }

    fn all(pages: &'p [Named]) -> Vec<Self> {
        pages.par_iter().map(Self::of).collect()
    }
}

/// Fits a model to pages, to what they should come out as, to pages mixed from them, and to their
/// speeches set in lines.
fn fit(materials: &[&Material<'_>], options: &Options) -> Model {
    let pages: Vec<&Page> = materials.iter().map(|material| material.page).collect();
    let mixed = mixed::mixed(&pages);
    let set = typeset::typeset(&pages);
    let made: Vec<Lesson> = mixed.par_iter().chain(&set).map(Lesson::of).collect();
    let real = materials.iter().map(|material| &material.lesson);
    let twins = materials.iter().map(|material| &material.twin);
    let lessons: Vec<&Lesson> = real.clone().chain(twins).chain(&made).collect();
    let ends: Vec<_> = lessons
        .iter()
        .filter_map(|lesson| lesson.cut_off())
        .collect();
    let chrome: Vec<_> = real.flat_map(Lesson::chrome).collect();
    Model {
        end: ends::fit(&ends),
        reasons: reasons::fit(&chrome),
        ..train::train(&lessons, options)
    }
}

/// A table of weights fitted to pages.
#[must_use]
pub fn table(pages: &[Named], options: &Options) -> Table {
    let materials = Material::all(pages);
    Table {
        pages: pages.len(),
        fingerprint: fingerprint(pages),
        model: fit(&materials.iter().collect::<Vec<_>>(), options),
    }
}

/// What tells whether weights belong to pages: their names, texts and marks, and the features.
#[must_use]
pub fn fingerprint(pages: &[Named]) -> u64 {
    let mut hash = Hash::default();
    for named in pages {
        let page = &named.page;
        hash.add(&named.id);
        hash.add(&page.raw);
        for block in &page.blocks {
            hash.add(&format!("{:?}", (block.kind, &block.spans)));
        }
        for chrome in &page.chrome {
            hash.add(&format!("{:?}", (chrome.reason, &chrome.span)));
        }
        hash.add(&format!("{:?}", page.truncated));
    }
    for feature in Feature::ALL {
        hash.add(&format!("{feature:?} {}", feature.count()));
    }
    hash.0
}

/// FNV-1a: the same on every machine.
struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Hash(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    fn add(&mut self, text: &str) {
        self.0 = text.bytes().chain([0]).fold(self.0, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    }
}

/// What was read of pages by weights that were fitted without their sites.
#[derive(Debug)]
pub struct HeldOut {
    /// The pages.
    pub pages: Vec<Comparison>,
    /// What they should come out as, read as pages: nothing is to be done with these.
    pub clean: Vec<Comparison>,
    /// Runs of chrome whose reason was told right, and all of them.
    pub reasons: (usize, usize),
}

/// Reads each page with weights that were fitted without its site, and with `cases` beside the rest.
#[must_use]
pub fn held_out(pages: &[Named], cases: &[Named], options: &Options) -> HeldOut {
    let folds: Vec<usize> = pages.iter().map(fold).collect();
    let materials = Material::all(pages);
    let cases = Material::all(cases);
    let model = |held: usize| {
        let rest = materials.iter().zip(&folds);
        let rest = rest.filter(|(_, fold)| **fold != held).map(|rest| rest.0);
        fit(&rest.chain(&cases).collect::<Vec<_>>(), options)
    };
    let models: Vec<Model> = (0..FOLDS).into_par_iter().map(model).collect();
    let read = |page: &Page, lesson: &Lesson, fold: usize| lesson.read(page, &models[fold]);
    let each = || materials.par_iter().zip(&folds);
    HeldOut {
        pages: each()
            .map(|(material, &fold)| read(material.page, &material.lesson, fold))
            .collect(),
        clean: each()
            .map(|(material, &fold)| read(&twin(material.page), &material.twin, fold))
            .collect(),
        reasons: each()
            .map(|(material, &fold)| material.lesson.reasons_told(&models[fold]))
            .reduce(|| (0, 0), |a, b| (a.0 + b.0, a.1 + b.1)),
    }
}

/// The fold of a page: pages of one site are in one. The pages of `case` are each a site.
fn fold(named: &Named) -> usize {
    let site = named.page.site.as_deref().unwrap_or("case");
    let name = if site == "case" { &named.id } else { site };
    let mut hash = Hash::default();
    hash.add(name);
    ((hash.0 >> 20) % FOLDS as u64) as usize
}
