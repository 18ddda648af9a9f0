//! 正文 (*zhèngwén*, the body text): scraped Chinese speech texts in, clean typed documents out.
//!
//! ```text
//! bytes ─decode→ source text ─lines→ lines ─chrome→ kept lines ─layout→ blocks ─inline→ Document
//! ```

mod alignment;
mod chars;
mod chrome;
mod cleaner;
pub mod decode;
mod document;
mod edit;
mod error;
pub mod guide;
mod inline;
mod layout;
mod lines;
mod placeholder;
mod rule;
#[cfg(feature = "serde")]
mod serialize;

pub use alignment::{Alignment, Segment, Segments};
pub use chrome::{ChromeModel, ChromeRule, ChromeScope, ModelError, RuleError};
#[doc(hidden)]
pub use cleaner::stages;
pub use cleaner::{BuildError, Cleaner, CleanerBuilder, MAX_SOURCE_BYTES, PlaceholderStyle};
pub use document::{
    Block, BlockKind, Blocks, Document, Edit, Edits, List, Placeholder, Placeholders, Removals,
    Removed, Warning,
};
pub use error::{DecodeError, DecodeErrorKind};
pub use placeholder::PlaceholderKind;
pub use rule::{Reason, Rule, Stage};

/// Cleans a text with default options.
///
/// ```
/// assert_eq!(zhengwen::clean("各位老师 :\n大家好!"), "各位老师：\n大家好！\n");
/// ```
#[must_use]
pub fn clean(text: &str) -> String {
    Cleaner::new().clean(text).to_string()
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
