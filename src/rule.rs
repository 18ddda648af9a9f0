//! Rules and reasons: what every edit is named after.
//!
//! Each stage keeps its rules in a table of its own, as [`Rule`] rows; an edit stores the
//! stage and the row ([`RuleId`]), two bytes, and the name is looked up when it is asked for.

use crate::names::names;
use std::borrow::Cow;

/// Why a span was removed as site chrome (normal form, section 3).
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// Menus, breadcrumbs, login and search boxes, tables of contents of the page.
    Navigation,
    /// Download buttons, file sizes and formats, preview page counts.
    Download,
    /// VIP, member, points and price prompts.
    Member,
    /// Adverts, QQ and WeChat groups, "more at …" inserts.
    Advert,
    /// Copyright, reprint and disclaimer notices, ICP numbers.
    Copyright,
    /// Share, print, font size, vote, comment boxes.
    Widget,
    /// Author, source, date, view count, second copies of the title.
    Meta,
    /// Previous and next, related lists, tags.
    Related,
    /// Page numbers of a PDF.
    PageNumber,
    /// Running headers and footers of a PDF.
    RunningHeader,
    /// A teaser that repeats the opening.
    Teaser,
    /// Anti-copy noise: random strings, pinyin after characters, tags and entities.
    Noise,
    /// An editor's (小编) preamble.
    Preamble,
}

names!(
    Reason,
    "reason",
    [
        Navigation = "navigation",
        Download = "download",
        Member = "member",
        Advert = "advert",
        Copyright = "copyright",
        Widget = "widget",
        Meta = "meta",
        Related = "related",
        PageNumber = "page_number",
        RunningHeader = "running_header",
        Teaser = "teaser",
        Noise = "noise",
        Preamble = "preamble",
    ]
);

/// A stage of the way through, in order.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Which spans are not the speech.
    Chrome,
    /// Where blocks begin and end, which spaces stay.
    Layout,
    /// Characters, punctuation and spaces within a block.
    Inline,
    /// Masked words.
    Placeholder,
    /// Chrome rules added through the builder, and lines a chrome model knows.
    Custom,
}

names!(
    Stage,
    "stage",
    [
        Chrome = "chrome",
        Layout = "layout",
        Inline = "inline",
        Placeholder = "placeholder",
        Custom = "custom",
    ]
);

/// One rule: what edits and removals are named after. [`crate::rules`] lists them all.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Rule {
    /// Stable name, `stage.group.name`; what [`crate::CleanerBuilder::without_rule`] takes.
    pub id: Cow<'static, str>,
    /// What the rule does, in one line.
    pub summary: Cow<'static, str>,
    /// A text the rule changes.
    pub hit: Cow<'static, str>,
    /// A similar text it leaves alone.
    pub near_miss: Cow<'static, str>,
    /// The reason a removal by this rule carries; `None` for rules that rewrite.
    pub reason: Option<Reason>,
}

impl Rule {
    /// A row of a built-in table.
    pub(crate) const fn new(
        id: &'static str,
        summary: &'static str,
        hit: &'static str,
        near_miss: &'static str,
        reason: Option<Reason>,
    ) -> Self {
        Rule {
            id: Cow::Borrowed(id),
            summary: Cow::Borrowed(summary),
            hit: Cow::Borrowed(hit),
            near_miss: Cow::Borrowed(near_miss),
            reason,
        }
    }
}

/// Stage in the upper four bits, row of the stage's table in the lower twelve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct RuleId(u16);

impl RuleId {
    pub(crate) const fn new(stage: Stage, row: u16) -> Self {
        debug_assert!(row < 1 << 12);
        RuleId((stage as u16) << 12 | row)
    }

    pub(crate) fn row(self) -> usize {
        usize::from(self.0 & 0x0FFF)
    }

    /// Whether it is a rule of the cleaner's own.
    pub(crate) fn is_custom(self) -> bool {
        self.stage() == Stage::Custom as usize
    }

    fn stage(self) -> usize {
        usize::from(self.0 >> 12)
    }
}

/// All rules of one cleaner: the built-in tables and the cleaner's own chrome rules.
#[derive(Debug, Clone, Default)]
pub(crate) struct RuleBook {
    custom: Vec<Rule>,
}

impl RuleBook {
    /// The built-in tables alone.
    pub(crate) const fn builtin() -> Self {
        RuleBook { custom: Vec::new() }
    }

    pub(crate) fn new(custom: Vec<Rule>) -> Self {
        RuleBook { custom }
    }

    pub(crate) fn get(&self, id: RuleId) -> &Rule {
        self.table(id.stage()).get(id.row()).unwrap_or(&UNKNOWN)
    }

    fn table(&self, stage: usize) -> &[Rule] {
        const CHROME: usize = Stage::Chrome as usize;
        const LAYOUT: usize = Stage::Layout as usize;
        const INLINE: usize = Stage::Inline as usize;
        const PLACEHOLDER: usize = Stage::Placeholder as usize;
        match stage {
            CHROME => crate::chrome::rules(),
            LAYOUT => crate::layout::RULES,
            INLINE => crate::inline::RULES,
            PLACEHOLDER => crate::placeholder::rules(),
            _ => &self.custom,
        }
    }

    /// The rule named `id`.
    pub(crate) fn find(&self, id: &str) -> Option<RuleId> {
        (0..=Stage::Custom as usize).find_map(|stage| {
            let row = self.table(stage).iter().position(|rule| rule.id == id)?;
            u16::try_from(row)
                .ok()
                .map(|row| RuleId((stage as u16) << 12 | row))
        })
    }

    /// Every rule, stage by stage.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Rule> {
        (0..=Stage::Custom as usize).flat_map(|stage| self.table(stage))
    }
}

/// Rules that are switched off.
#[derive(Debug, Clone, Default)]
pub(crate) struct Disabled(Vec<RuleId>);

impl Disabled {
    pub(crate) fn insert(&mut self, id: RuleId) {
        self.0.push(id);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn contains(&self, id: RuleId) -> bool {
        !self.0.is_empty() && self.0.contains(&id)
    }
}

static UNKNOWN: Rule = Rule::new("unknown", "A rule of another cleaner.", "", "", None);
