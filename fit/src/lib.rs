//! Marked pages: what `zhengwen` is measured by.
//!
//! ```text
//! .mark file ─page→ raw page, speech, chrome ─(a Reader)→ blocks ─score→ figures, faults
//! ```
//!
//! * [`page`]: reads the format of `fixtures/pages/README.md`
//! * [`score`]: compares what a [`Reader`] made of a page with its truth
//! * [`faults`]: names what went wrong, [`show`] marks it in the page
//! * [`lint`]: what a page must not be
//! * [`floors`]: what the figures must not fall below
//! * [`harm`]: what cleaning takes out of texts that are clean already
//! * [`learn`]: fits the one reading and judges it on sites it has not seen
//!
//! A [`Reader`] is the library's own [`zhengwen::Cleaner`], or any function from a raw page to
//! blocks, so a reading that was fitted on some sites can be scored on the others:
//!
//! ```
//! use zhengwen_fit::{Page, Reading, compare};
//!
//! let page = Page::parse("#truncated no\n-meta|阅读：12次\nS|同志们：\nP|今天开会。\n")?;
//! let found = compare(&page, &zhengwen_fit::read(&zhengwen::Cleaner::new(), &page));
//! assert_eq!((found.figures.exact, found.figures.items_gone), (1, 1));
//! let found = compare(&page, &zhengwen_fit::read(&|_: &str| Reading::default(), &page));
//! assert_eq!(found.figures.lost, 9);
//! # Ok::<(), zhengwen_fit::PageError>(())
//! ```

pub mod corpus;
pub mod diff;
pub mod faults;
mod figures;
pub mod floors;
mod fold;
mod gaps;
pub mod harm;
pub mod learn;
pub mod lint;
pub mod page;
pub mod score;
pub mod show;
mod twins;

pub use corpus::Named;
pub use figures::{Figures, percent};
pub use fold::Folded;
pub use page::{Page, PageError, PageErrorKind};
pub use score::{Comparison, Reader, Reading, compare};

use rayon::prelude::*;

/// Lets a reader read a page.
pub fn read(reader: &impl Reader, page: &Page) -> Reading {
    reader.read(&page.raw)
}

/// Compares what a reader makes of each page with its truth, on all cores; in the order of the pages.
pub fn compare_all(reader: &impl Reader, pages: &[Named]) -> Vec<Comparison> {
    pages
        .par_iter()
        .map(|named| compare(&named.page, &reader.read(&named.page.raw)))
        .collect()
}
