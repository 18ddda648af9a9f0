//! The cleaned document: typed blocks, placeholders, removals, and the way back.

use crate::alignment::{self, Alignment};
use crate::decode::Repair;
use crate::edit::{self, RawEdit, Span};
use crate::error::ParseNameError;
use crate::inline;
use crate::names::{names, serde_by_name};
use crate::placeholder::PlaceholderKind;
use crate::rule::{Reason, RuleBook, RuleId};
use std::fmt;
use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

/// What a block is (normal form, section 2).
#[non_exhaustive]
///
/// ```
/// use zhengwen::BlockKind;
///
/// assert_eq!(BlockKind::Heading(2).as_str(), "heading");
/// assert_eq!(BlockKind::Heading(2).to_string(), "heading_2");
/// assert_eq!("heading_2".parse(), Ok(BlockKind::Heading(2)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockKind {
    /// 标题: at most one, first.
    Title,
    /// Speaker, office, date or occasion under the title.
    Byline,
    /// 称呼: 同志们：
    Salutation,
    /// 小标题, level 1 to 4: 一、 （一） 1. （1）.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A line that stands for left-out speech: ……, （略）.
    Omission,
    /// 落款: office, name, date at the end.
    Signature,
}

impl BlockKind {
    /// The kind in lower case, without a level, as in JSON output: `title`, `heading`, …
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            BlockKind::Title => "title",
            BlockKind::Byline => "byline",
            BlockKind::Salutation => "salutation",
            BlockKind::Heading(_) => "heading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::Omission => "omission",
            BlockKind::Signature => "signature",
        }
    }

    /// The level of a heading.
    #[must_use]
    pub const fn level(self) -> Option<u8> {
        match self {
            BlockKind::Heading(level) => Some(level),
            _ => None,
        }
    }

    /// The kind of this name and level, as the two stand in JSON output.
    pub(crate) fn new(name: &str, level: Option<u8>) -> Option<Self> {
        let kind = match name {
            "title" => BlockKind::Title,
            "byline" => BlockKind::Byline,
            "salutation" => BlockKind::Salutation,
            "heading" => BlockKind::Heading(level.filter(|level| (1..=4).contains(level))?),
            "paragraph" => BlockKind::Paragraph,
            "omission" => BlockKind::Omission,
            "signature" => BlockKind::Signature,
            _ => return None,
        };
        (kind.level() == level).then_some(kind)
    }
}

impl fmt::Display for BlockKind {
    /// The kind in lower case, with its level: `title`, `heading_1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BlockKind::Heading(level) => f.pad(&format!("heading_{level}")),
            _ => f.pad(self.as_str()),
        }
    }
}

impl FromStr for BlockKind {
    type Err = ParseNameError;

    /// Reads what [`Display`](fmt::Display) writes.
    fn from_str(name: &str) -> Result<Self, ParseNameError> {
        const NAMES: &[&str] = &[
            "title",
            "byline",
            "salutation",
            "heading_1",
            "heading_2",
            "heading_3",
            "heading_4",
            "paragraph",
            "omission",
            "signature",
        ];
        let (kind, level) = match name.strip_prefix("heading_") {
            Some(level) => ("heading", level.parse().ok()),
            None => (name, None),
        };
        BlockKind::new(kind, level)
            .filter(|_| NAMES.contains(&name))
            .ok_or_else(|| ParseNameError::new("kind of block", name, NAMES))
    }
}

serde_by_name!(BlockKind);

/// One block of the document: one line of its text.
///
/// ```
/// let document = zhengwen::Cleaner::new().clean("各位读者:\n图书馆今 天开馆,欢迎大家。\n");
/// let block = document.blocks().nth(1).unwrap();
/// assert_eq!(block.text, "图书馆今天开馆，欢迎大家。");
/// assert_eq!(block.text, &document.text()[block.output]);
/// assert_eq!(&document.source()[block.span], "图书馆今 天开馆,欢迎大家。");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Block<'a> {
    /// What the block is.
    pub kind: BlockKind,
    /// Its text, without line end.
    pub text: &'a str,
    /// Byte range in [`Document::source`] that the text came from, with what was taken out inside
    /// it: [`Alignment::to_source`] of [`Block::output`].
    pub span: Range<usize>,
    /// Byte range in [`Document::text`].
    pub output: Range<usize>,
}

/// A masked word.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Placeholder<'a> {
    /// What the mask stands for.
    pub kind: PlaceholderKind,
    /// The mask as it is spelt in the source.
    pub raw: &'a str,
    /// The canonical spelling.
    pub canonical: &'a str,
    /// Byte range in [`Document::source`].
    pub span: Range<usize>,
    /// Byte range in [`Document::text`] of what stands there now: the canonical spelling, unless the
    /// style says otherwise, and what was changed by one edit with it (X⽉ to X月).
    pub output: Range<usize>,
}

/// A span that was removed as site chrome.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Removed<'a> {
    /// What was removed.
    pub text: &'a str,
    /// Byte range in [`Document::source`].
    pub span: Range<usize>,
    /// Why.
    pub reason: Reason,
    /// Id of the rule that decided.
    pub rule: &'a str,
}

/// One change: the source at `span` became `replacement`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Edit<'a> {
    /// Byte range in [`Document::source`].
    pub span: Range<usize>,
    /// What stood there: the source at `span`.
    pub original: &'a str,
    /// Id of the rule that made the change.
    pub rule: &'a str,
    /// What stands in the output instead.
    pub replacement: &'a str,
    /// Byte range of the replacement in [`Document::text`].
    pub output: Range<usize>,
}

/// Something the library noticed and could not repair.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Warning {
    /// The columns of a page seem to be interleaved line by line: reading order is lost.
    InterleavedColumns,
    /// Bytes were undecodable, or content was lost before the text got here (U+FFFD, 锟斤拷, a
    /// private-use character inside a number).
    Damaged,
    /// The source is longer than [`crate::MAX_SOURCE_BYTES`] and was kept as it is.
    TooLong,
    /// Cleaning led from text to text without an end, and the source was kept as it is: every line
    /// that is not blank is a paragraph.
    Unsettled,
}

names!(
    Warning,
    "warning",
    [
        InterleavedColumns = "interleaved_columns",
        Damaged = "damaged",
        TooLong = "too_long",
        Unsettled = "unsettled",
    ]
);

#[derive(Debug, Clone, Copy)]
pub(crate) struct RawBlock {
    /// Range of the output.
    pub(crate) output: Span,
    pub(crate) kind: BlockKind,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct RawPlaceholder {
    pub(crate) source: Span,
    /// Range of the document's spellings.
    pub(crate) canonical: Span,
    pub(crate) kind: PlaceholderKind,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct RawRemoved {
    pub(crate) source: Span,
    pub(crate) rule: RuleId,
    pub(crate) reason: Reason,
}

/// A cleaned document.
///
/// ```
/// use zhengwen::{BlockKind, Cleaner};
///
/// let document = Cleaner::new().clean("在图书馆开馆仪式上的致辞\n各位读者：\n图书馆今天开馆,欢迎大家。\n");
/// assert_eq!(document.title(), Some("在图书馆开馆仪式上的致辞"));
/// assert_eq!(document.blocks().nth(1).unwrap().kind, BlockKind::Salutation);
/// assert_eq!(document.undo(), document.source());
/// ```
///
/// Two documents are equal when they tell the same: source, text, encoding, blocks, placeholders,
/// removals, edits, warnings and repairs.
#[derive(Debug, Clone, Default)]
pub struct Document {
    pub(crate) source: String,
    /// `None`: the output is the source.
    pub(crate) output: Option<String>,
    pub(crate) edits: Vec<RawEdit>,
    pub(crate) blocks: Vec<RawBlock>,
    pub(crate) placeholders: Vec<RawPlaceholder>,
    pub(crate) spellings: String,
    pub(crate) removed: Vec<RawRemoved>,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) repairs: Vec<Repair>,
    pub(crate) encoding: &'static str,
    pub(crate) truncated: bool,
    pub(crate) rules: Arc<RuleBook>,
}

impl Document {
    /// The normal form: one block a line, ending in one LF; empty for an empty document.
    #[must_use]
    pub fn text(&self) -> &str {
        self.output.as_deref().unwrap_or(&self.source)
    }

    /// [`Document::text`] without a copy, where one holds on to nothing else.
    ///
    /// ```
    /// let document = zhengwen::Cleaner::new().clean("图书馆开馆了,欢迎大家。");
    /// assert_eq!(document.into_text(), "图书馆开馆了，欢迎大家。\n");
    /// ```
    #[must_use]
    pub fn into_text(self) -> String {
        self.output.unwrap_or(self.source)
    }

    /// The decoded source text that all spans point into.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether the source was in the normal form already: then nothing was copied or edited.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.edits.is_empty()
    }

    /// The title, if the document has one.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        let title = self
            .blocks
            .iter()
            .find(|block| block.kind == BlockKind::Title)?;
        Some(title.output.of(self.text()))
    }

    /// The blocks in order.
    #[must_use]
    pub fn blocks(&self) -> Blocks<'_> {
        List {
            document: self,
            range: 0..self.blocks.len(),
            get: |document, index| {
                let block = document.blocks[index];
                Block {
                    kind: block.kind,
                    text: block.output.of(document.text()),
                    span: alignment::to_source(&document.edits, block.output.range()),
                    output: block.output.range(),
                }
            },
        }
    }

    /// The masked words in order.
    #[must_use]
    pub fn placeholders(&self) -> Placeholders<'_> {
        List {
            document: self,
            range: 0..self.placeholders.len(),
            get: |document, index| {
                let raw = document.placeholders[index];
                Placeholder {
                    kind: raw.kind,
                    raw: raw.source.of(&document.source),
                    canonical: raw.canonical.of(&document.spellings),
                    span: raw.source.range(),
                    output: alignment::to_output(&document.edits, raw.source.range()),
                }
            },
        }
    }

    /// What was removed as site chrome, in order.
    #[must_use]
    pub fn removed(&self) -> Removals<'_> {
        List {
            document: self,
            range: 0..self.removed.len(),
            get: |document, index| {
                let raw = document.removed[index];
                Removed {
                    text: raw.source.of(&document.source),
                    span: raw.source.range(),
                    reason: raw.reason,
                    rule: &document.rules.get(raw.rule).id,
                }
            },
        }
    }

    /// Every change in order: sorted, disjoint; outside them output and source agree.
    #[must_use]
    pub fn edits(&self) -> Edits<'_> {
        self.edits_at(0..self.edits.len())
    }

    pub(crate) fn edits_at(&self, range: Range<usize>) -> Edits<'_> {
        List {
            document: self,
            range,
            get: |document, index| {
                let raw = document.edits[index];
                let output = edit::output_of(&document.edits, index);
                Edit {
                    span: raw.source.range(),
                    original: raw.source.of(&document.source),
                    rule: &document.rules.get(raw.rule).id,
                    replacement: output.of(document.text()),
                    output: output.range(),
                }
            },
        }
    }

    /// What was noticed and could not be repaired.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// What was repaired while the bytes were decoded, in the order of the text; none for text
    /// given as `&str`. [`Repair::text`] is a byte range of [`Document::source`], as the spans of
    /// [`Document::edits`] are; [`Repair::raw`] is a byte range of the bytes given.
    ///
    /// ```
    /// use zhengwen::Cleaner;
    /// use zhengwen::decode::RepairKind;
    ///
    /// let bytes = b"\xD1\xA7\xD0\xA3\xCA\xB3\xCC\xC3\xBD\xF1\xCC\xEC\xFF\xBF\xAA\xC3\xC5\xA1\xA3";
    /// let document = Cleaner::new().clean_bytes(bytes)?;
    /// assert_eq!(document.source(), "学校食堂今天\u{FFFD}开门。");
    /// let repair = &document.repairs()[0];
    /// assert_eq!(repair.kind, RepairKind::Skipped);
    /// assert_eq!(&document.source()[repair.text.clone()], "\u{FFFD}");
    /// assert_eq!(bytes[repair.raw.clone()], [0xFF]);
    /// # Ok::<(), zhengwen::DecodeError>(())
    /// ```
    #[must_use]
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// WHATWG name of the encoding the source was decoded from; `UTF-8` for text given as `&str`.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        if self.encoding.is_empty() {
            "UTF-8"
        } else {
            self.encoding
        }
    }

    /// Whether the text stops in mid-sentence, as the preview of a paywalled page does.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// The decoded source, from the output and the edits alone.
    #[must_use]
    pub fn undo(&self) -> String {
        edit::undo(&self.source, self.text(), &self.edits)
    }

    /// How output and source correspond, span by span, in both directions.
    #[must_use]
    pub fn alignment(&self) -> Alignment<'_> {
        Alignment::new(self)
    }

    /// The byte range of the source that the byte range `output` of [`Document::text`] came
    /// from: [`Alignment::to_source`].
    #[must_use]
    pub fn source_span(&self, output: Range<usize>) -> Range<usize> {
        self.alignment().to_source(output)
    }
}

impl Document {
    /// An empty document.
    pub(crate) fn new(rules: Arc<RuleBook>) -> Self {
        Document {
            source: String::new(),
            output: None,
            edits: Vec::new(),
            blocks: Vec::new(),
            placeholders: Vec::new(),
            spellings: String::new(),
            removed: Vec::new(),
            warnings: Vec::new(),
            repairs: Vec::new(),
            encoding: "",
            truncated: false,
            rules,
        }
    }

    /// Whether there were characters inside numbers that nobody can read.
    pub(crate) fn has_unread(&self) -> bool {
        self.edits.iter().any(|edit| edit.rule == inline::UNREAD)
    }

    /// Forgets everything but the memory.
    pub(crate) fn clear(&mut self) {
        self.source.clear();
        self.output = None;
        self.edits.clear();
        self.blocks.clear();
        self.placeholders.clear();
        self.spellings.clear();
        self.removed.clear();
        self.warnings.clear();
        self.repairs.clear();
        self.encoding = "";
        self.truncated = false;
    }
}

impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
            && self.text() == other.text()
            && self.encoding() == other.encoding()
            && self.truncated == other.truncated
            && self.warnings == other.warnings
            && self.repairs == other.repairs
            && self.blocks().eq(other.blocks())
            && self.placeholders().eq(other.placeholders())
            && self.removed().eq(other.removed())
            && self.edits().eq(other.edits())
    }
}

impl Eq for Document {}

impl From<Document> for String {
    fn from(document: Document) -> Self {
        document.into_text()
    }
}

impl AsRef<str> for Document {
    fn as_ref(&self) -> &str {
        self.text()
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

/// A list of a document's items: an iterator that knows its length and can be indexed.
#[derive(Clone)]
pub struct List<'a, T> {
    document: &'a Document,
    range: Range<usize>,
    get: fn(&'a Document, usize) -> T,
}

/// See [`Document::blocks`].
pub type Blocks<'a> = List<'a, Block<'a>>;
/// See [`Document::placeholders`].
pub type Placeholders<'a> = List<'a, Placeholder<'a>>;
/// See [`Document::removed`].
pub type Removals<'a> = List<'a, Removed<'a>>;
/// See [`Document::edits`].
pub type Edits<'a> = List<'a, Edit<'a>>;

impl<'a, T> List<'a, T> {
    /// Whether nothing is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.range.is_empty()
    }

    /// The item at `index`, counted from what is left.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<T> {
        let index = self.range.start.checked_add(index)?;
        self.range
            .contains(&index)
            .then(|| (self.get)(self.document, index))
    }

    /// The list once more, as it is now.
    #[must_use]
    pub fn iter(&self) -> List<'a, T> {
        List {
            document: self.document,
            range: self.range.clone(),
            get: self.get,
        }
    }
}

impl<T> Iterator for List<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        let index = self.range.next()?;
        Some((self.get)(self.document, index))
    }

    fn nth(&mut self, n: usize) -> Option<T> {
        let index = self.range.nth(n)?;
        Some((self.get)(self.document, index))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.range.size_hint()
    }
}

impl<T> DoubleEndedIterator for List<'_, T> {
    fn next_back(&mut self) -> Option<T> {
        let index = self.range.next_back()?;
        Some((self.get)(self.document, index))
    }
}

impl<T> ExactSizeIterator for List<'_, T> {}
impl<T> std::iter::FusedIterator for List<'_, T> {}

impl<T: fmt::Debug> fmt::Debug for List<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
