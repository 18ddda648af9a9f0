//! Masked words (normal form, section 4): found once, typed, one canonical spelling.

use crate::edit::Span;
use crate::rule::{Rule, RuleId};

/// What a mask stands for.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub enum PlaceholderKind {
    /// Before 年 月 日 号 时 点 分 世纪 年代 学年, and clock times.
    Date,
    /// Other number slots: quantities, ordinals, durations.
    Number,
    /// A person's name.
    Person,
    /// A place name.
    Place,
    /// The name of an organisation.
    Organization,
    /// Anything else: works, redacted words.
    Unknown,
}

impl PlaceholderKind {
    /// Every kind, in the order of the normal form.
    pub const ALL: [PlaceholderKind; 6] = [
        PlaceholderKind::Date,
        PlaceholderKind::Number,
        PlaceholderKind::Person,
        PlaceholderKind::Place,
        PlaceholderKind::Organization,
        PlaceholderKind::Unknown,
    ];

    /// The kind's name as in JSON output: `Date`, `Number`, …
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            PlaceholderKind::Date => "Date",
            PlaceholderKind::Number => "Number",
            PlaceholderKind::Person => "Person",
            PlaceholderKind::Place => "Place",
            PlaceholderKind::Organization => "Organization",
            PlaceholderKind::Unknown => "Unknown",
        }
    }
}

/// The placeholder rules, in the order of their ids: one row a form.
pub(crate) fn rules() -> &'static [Rule] {
    &[]
}

/// A mask found in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mask {
    /// Byte range in the text given to [`find`].
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: PlaceholderKind,
    /// The canonical spelling, a range of [`Masks::spellings`].
    pub(crate) canonical: Span,
    /// The form that matched.
    pub(crate) rule: RuleId,
}

/// The masks of one block, and their canonical spellings one after the other.
#[derive(Debug, Default)]
pub(crate) struct Masks {
    pub(crate) list: Vec<Mask>,
    pub(crate) spellings: String,
}

/// Fills `masks` (cleared first) with the masks of `text` (one block, white space settled), in
/// order.
pub(crate) fn find(_text: &str, masks: &mut Masks) {
    masks.list.clear();
    masks.spellings.clear();
}
