//! Labels, and the grammar of pages: chrome, then at most one title, then blocks with chrome
//! between them and inserts inside, then chrome. A block goes on behind an insert, and nowhere else.

use crate::BlockKind;
use crate::names::names;

/// What a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Label {
    /// Begins the title.
    TitleBegin,
    /// Goes on with it.
    Title,
    /// Chrome inside it.
    TitleInsert,
    /// Begins a byline.
    BylineBegin,
    /// Goes on with it.
    Byline,
    /// Begins a salutation.
    SalutationBegin,
    /// Goes on with it.
    Salutation,
    /// Begins a heading.
    HeadingBegin,
    /// Goes on with it.
    Heading,
    /// Chrome inside it.
    HeadingInsert,
    /// Begins a paragraph.
    ParagraphBegin,
    /// Goes on with it.
    Paragraph,
    /// Chrome inside it.
    ParagraphInsert,
    /// Begins an omission.
    OmissionBegin,
    /// Goes on with it.
    Omission,
    /// Begins a signature.
    SignatureBegin,
    /// Goes on with it.
    Signature,
    /// Chrome above all blocks.
    ChromeAbove,
    /// Chrome between blocks.
    ChromeBetween,
    /// Chrome below all blocks.
    ChromeBelow,
}

names!(
    Label,
    "label",
    [
        TitleBegin = "title_begin",
        Title = "title",
        TitleInsert = "title_insert",
        BylineBegin = "byline_begin",
        Byline = "byline",
        SalutationBegin = "salutation_begin",
        Salutation = "salutation",
        HeadingBegin = "heading_begin",
        Heading = "heading",
        HeadingInsert = "heading_insert",
        ParagraphBegin = "paragraph_begin",
        Paragraph = "paragraph",
        ParagraphInsert = "paragraph_insert",
        OmissionBegin = "omission_begin",
        Omission = "omission",
        SignatureBegin = "signature_begin",
        Signature = "signature",
        ChromeAbove = "chrome_above",
        ChromeBetween = "chrome_between",
        ChromeBelow = "chrome_below",
    ]
);

use Label::*;

impl Label {
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The label that begins a block of a kind.
    #[must_use]
    pub fn begin(kind: BlockKind) -> Label {
        match kind {
            BlockKind::Title => TitleBegin,
            BlockKind::Byline => BylineBegin,
            BlockKind::Salutation => SalutationBegin,
            BlockKind::Heading(_) => HeadingBegin,
            BlockKind::Omission => OmissionBegin,
            BlockKind::Signature => SignatureBegin,
            _ => ParagraphBegin,
        }
    }

    /// The kind of block that it belongs to; none for chrome. Headings have level 1 until
    /// their text is known ([`super::Levels`]).
    #[must_use]
    pub fn kind(self) -> Option<BlockKind> {
        Some(match self {
            TitleBegin | Title => BlockKind::Title,
            BylineBegin | Byline => BlockKind::Byline,
            SalutationBegin | Salutation => BlockKind::Salutation,
            HeadingBegin | Heading => BlockKind::Heading(1),
            ParagraphBegin | Paragraph => BlockKind::Paragraph,
            OmissionBegin | Omission => BlockKind::Omission,
            SignatureBegin | Signature => BlockKind::Signature,
            _ => return None,
        })
    }

    /// Whether it begins a block.
    #[must_use]
    pub fn begins(self) -> bool {
        self.kind().is_some_and(|kind| Label::begin(kind) == self)
    }

    /// The label that goes on with the same block, for a label of the speech.
    #[must_use]
    pub fn going_on(self) -> Label {
        match self {
            TitleBegin => Title,
            BylineBegin => Byline,
            SalutationBegin => Salutation,
            HeadingBegin => Heading,
            ParagraphBegin => Paragraph,
            OmissionBegin => Omission,
            SignatureBegin => Signature,
            other => other,
        }
    }

    /// The label of chrome inside the same block, if blocks of its kind have inserts.
    #[must_use]
    pub fn insert(self) -> Option<Label> {
        match self {
            TitleBegin | Title | TitleInsert => Some(TitleInsert),
            HeadingBegin | Heading | HeadingInsert => Some(HeadingInsert),
            ParagraphBegin | Paragraph | ParagraphInsert => Some(ParagraphInsert),
            _ => None,
        }
    }

    /// Whether the run is chrome.
    #[must_use]
    pub fn is_chrome(self) -> bool {
        self.kind().is_none()
    }

    /// Whether it may stand behind another.
    #[must_use]
    pub fn follows(self, before: Label) -> bool {
        let is_insert = |label: Label| label.insert() == Some(label);
        match self {
            ChromeAbove => before == ChromeAbove,
            TitleBegin => before == ChromeAbove,
            _ if before == ChromeBelow => self == ChromeBelow,
            _ if self.begins() => !is_insert(before),
            _ if self == ChromeBetween || self == ChromeBelow => {
                !before.is_chrome() || (before == ChromeBetween && self == ChromeBetween)
            }
            // Goes on with a block, or stands inside it.
            _ if is_insert(self) => before.insert() == Some(self),
            _ => before.going_on() == self || (is_insert(before) && self.insert() == Some(before)),
        }
    }

    /// Whether it may be the first.
    #[must_use]
    pub fn may_begin(self) -> bool {
        self.begins() || self == ChromeAbove
    }

    /// Whether it may be the last.
    #[must_use]
    pub fn may_end(self) -> bool {
        !self.is_chrome() || matches!(self, ChromeAbove | ChromeBelow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_comes_once_and_first() {
        for before in Label::ALL {
            assert_eq!(TitleBegin.follows(before), before == ChromeAbove);
        }
        assert!(TitleBegin.may_begin());
    }

    #[test]
    fn a_block_goes_on_behind_its_insert_only() {
        assert!(Paragraph.follows(ParagraphInsert));
        assert!(!Heading.follows(ParagraphInsert));
        assert!(!Paragraph.follows(ChromeBetween));
        assert!(!ParagraphBegin.follows(ParagraphInsert));
        assert!(Title.follows(TitleBegin) && !Title.follows(ParagraphBegin));
    }

    #[test]
    fn chrome_is_above_between_or_below() {
        assert!(ChromeBelow.follows(Paragraph) && !ParagraphBegin.follows(ChromeBelow));
        assert!(ParagraphBegin.follows(ChromeBetween) && !ChromeBelow.follows(ChromeBetween));
        assert!(ParagraphBegin.follows(ChromeAbove) && !ChromeBelow.follows(ChromeAbove));
        assert!(!ChromeBetween.may_end() && !ParagraphInsert.may_end());
    }
}
