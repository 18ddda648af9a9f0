//! 正文 (*zhèngwén*, the body text): scraped Chinese speech texts in, clean typed documents out.
//!
//! People scrape speeches (讲话稿, 致辞, 工作报告, 党课 …) for corpora, search and study. What arrives is
//! GBK or damaged UTF-8; text copied out of PDFs with a space or newline at every visual line end;
//! the site's menus and prompts around and inside the speech; names masked as X, ×× or 某某. This
//! crate gives the speech back as typed blocks, and can show and undo every change.
//!
//! ```
//! let document = zhengwen::Cleaner::new().clean(
//!     "在城东水厂投产仪式上的讲话\n同志们:\n　　经过18个月的建设，城东水厂今天\n投产。刚才，××同志介绍了情况。\n",
//! );
//! assert_eq!(document.title(), Some("在城东水厂投产仪式上的讲话"));
//! assert_eq!(document.placeholders().next().map(|found| found.canonical), Some("XX"));
//! assert_eq!(document.undo(), document.source());
//! ```
//!
//! # One way through
//!
//! ```text
//! bytes ─decode→ source text ─lines→ lines ─chrome→ kept lines ─layout→ blocks ─inline→ Document
//! ```
//!
//! * [`decode`]: which encoding, and how much doubt. Gives the *source text*; every offset of this
//!   crate is a byte offset into it.
//! * lines: spans and cheap features of each line.
//! * chrome: which spans are not the speech, and why ([`Removed`], [`Reason`]).
//! * layout: every line end and run of spaces is nothing, a space, or the end of a block
//!   ([`Block`], [`BlockKind`]).
//! * inline: characters, punctuation, masked words ([`Placeholder`]).
//!
//! No stage reaches back. Decisions are made on spans; one rewriter writes the output and cannot
//! write without recording the [`Edit`], so every character of the source is in the output or in
//! an edit, and [`Document::undo`] gives the source back.
//!
//! # What holds
//!
//! * Cleaning never panics and never fails; only decoding can fail ([`DecodeError`]).
//! * It takes time linear in the length of the text.
//! * Cleaning a cleaned text changes nothing.
//! * When unsure, text is kept: a sentence lost is worse than an advert kept.
//!
//! # What to read
//!
//! * [`guide::text`]: clean a string; placeholder styles; switching rules off
//! * [`guide::bytes`]: clean a GBK file
//! * [`guide::crawl`]: clean many documents
//! * [`guide::edit_log`]: audit what was changed, where and why
//! * [`guide::rules`]: a rule of one's own; switching a rule off
//! * [`guide::chrome_model`]: learn a site's chrome
//!
//! # Features
//!
//! * `perf` (default): lazy automata for the patterns. Without it the same comes out, more slowly and
//!   from less code, which counts where code is sent to a browser.
//! * `serde`: `Serialize` for documents, blocks, edits, placeholders, removals and rules; what was
//!   written, read back, and its JSON Schema in the module `schema`.

mod alignment;
mod chars;
mod chrome;
mod cleaner;
#[doc(hidden)]
pub mod cut;
pub mod decode;
mod document;
mod edit;
mod error;
pub mod guide;
mod inline;
mod layout;
mod lines;
mod marks;
mod names;
mod patterns;
mod placeholder;
#[doc(hidden)]
pub mod read;
mod rule;
#[cfg(feature = "serde")]
pub mod schema;
#[doc(hidden)]
pub mod see;
mod sets;

pub use alignment::{Alignment, Segment, Segments};
#[doc(hidden)]
pub use chrome::words;
pub use chrome::{ChromeModel, ChromeRule, ChromeScope};
#[doc(hidden)]
pub use cleaner::stages;
pub use cleaner::{Cleaner, CleanerBuilder, MAX_SOURCE_BYTES, PlaceholderStyle, Scratch};
pub use document::{
    Block, BlockKind, Blocks, Document, Edit, Edits, List, Placeholder, Placeholders, Removals,
    Removed, Warning,
};
pub use error::{
    BuildError, BuildErrorKind, DecodeError, DecodeErrorKind, ModelError, ModelErrorKind,
    ParseNameError, RuleError, RuleErrorKind,
};
pub use placeholder::PlaceholderKind;
pub use rule::{Reason, Rule, Stage};

/// The version of the form in which documents are written as JSON, by the feature `serde` and by the
/// command line tool: `schema_version`. It rises when a field is taken away or comes to mean
/// something else; fields may be added without.
pub const SCHEMA_VERSION: u32 = 1;

/// Cleans a text with default options.
///
/// ```
/// assert_eq!(zhengwen::clean("各位老师 :\n大家好!"), "各位老师：\n大家好！\n");
/// ```
#[must_use]
pub fn clean(text: &str) -> String {
    Cleaner::new().clean(text).into_text()
}

/// Every built-in rule, stage by stage: what the edits of a log are named after.
///
/// ```
/// assert!(zhengwen::rules().any(|rule| rule.id == "inline.quote"));
/// ```
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    static BOOK: rule::RuleBook = rule::RuleBook::builtin();
    BOOK.iter()
}

/// The README's examples are tested with the crate's.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
