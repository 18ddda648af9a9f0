//! The cleaned document: typed blocks, placeholders, removals, and the way back.

use crate::alignment::Alignment;
use crate::decode::Repair;
use crate::edit::{self, RawEdit, Span};
use crate::placeholder::PlaceholderKind;
use crate::rule::{Reason, RuleBook, RuleId};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// What a block is (normal form, section 2).
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
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
    /// The kind in lower case, as in JSON output: `title`, `heading`, …
    #[must_use]
    pub fn as_str(self) -> &'static str {
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
    pub fn level(self) -> Option<u8> {
        match self {
            BlockKind::Heading(level) => Some(level),
            _ => None,
        }
    }
}

/// One block of the document: one line of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Block<'a> {
    /// What the block is.
    pub kind: BlockKind,
    /// Its text, without line end.
    pub text: &'a str,
}

/// A masked word.
#[derive(Debug, Clone, PartialEq, Eq)]
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
}

/// A span that was removed as site chrome.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Warning {
    /// The columns of a page seem to be interleaved line by line: reading order is lost.
    InterleavedColumns,
    /// Bytes were undecodable, or content was lost before the text got here (U+FFFD, 锟斤拷).
    Damaged,
    /// The source is longer than [`crate::MAX_SOURCE_BYTES`] and was kept as it is.
    TooLong,
}

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
        self.blocks()
            .find(|block| block.kind == BlockKind::Title)
            .map(|block| block.text)
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
