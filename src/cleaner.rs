//! The way through: options in, stages in order, document out.

#[doc(hidden)]
pub mod stages;

use crate::alignment;
use crate::chrome::{self, Chrome, ChromeModel, ChromeRule, Custom, Findings};
use crate::decode::{self, DecodeOptions};
use crate::document::{Document, RawBlock, RawPlaceholder, RawRemoved, Warning};
use crate::edit::{self, RawEdit, Span};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::inline::{self, Emitter};
use crate::layout::{self, Layout, Verdict};
use crate::lines::{self, Line};
use crate::placeholder::PlaceholderKind;
use crate::rule::{Disabled, Reason, RuleBook};
use std::sync::{Arc, OnceLock};

/// Sources longer than this are kept as they are: offsets are 32-bit, and the output may be up
/// to three times as long.
pub const MAX_SOURCE_BYTES: usize = (u32::MAX / 3) as usize;

/// How often a cleaned text is cleaned again until it stays as it is.
const MAX_PASSES: usize = 8;

/// How placeholders are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum PlaceholderStyle {
    /// One canonical spelling: X个, XX同志.
    #[default]
    Canonical,
    /// As they stand in the source.
    Keep,
    /// This word instead of the mask.
    Tagged(Box<str>),
}

/// Placeholder styles, one a kind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Style([PlaceholderStyle; PlaceholderKind::ALL.len()]);

impl Style {
    pub(crate) fn of(&self, kind: PlaceholderKind) -> &PlaceholderStyle {
        &self.0[kind as usize]
    }
}

/// Cleans documents. Immutable, cheap to clone, made once and shared between threads.
///
/// ```
/// let cleaner = zhengwen::Cleaner::new();
/// let document = cleaner.clean("刚才,X\nX同志作了说明。");
/// assert_eq!(document.to_string(), "刚才，XX同志作了说明。\n");
/// ```
#[derive(Debug, Clone)]
pub struct Cleaner {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    chrome: Chrome,
    style: Style,
    decode: DecodeOptions,
    rules: Arc<RuleBook>,
    disabled: Disabled,
}

impl Default for Cleaner {
    fn default() -> Self {
        Cleaner::new()
    }
}

impl Cleaner {
    /// A cleaner with default options. Its tables are built once a process.
    #[must_use]
    pub fn new() -> Self {
        static DEFAULT: OnceLock<Cleaner> = OnceLock::new();
        DEFAULT
            .get_or_init(|| {
                CleanerBuilder::default().assemble(RuleBook::default(), Disabled::default())
            })
            .clone()
    }

    /// Options first.
    #[must_use]
    pub fn builder() -> CleanerBuilder {
        CleanerBuilder::default()
    }

    /// Cleans a text. Never fails: text is text.
    #[must_use]
    pub fn clean(&self, text: &str) -> Document {
        self.clean_owned(text.to_owned())
    }

    /// Decodes and cleans.
    ///
    /// # Errors
    /// When the bytes are not text, or, in strict mode, not wholly decodable.
    pub fn clean_bytes(&self, bytes: &[u8]) -> Result<Document, DecodeError> {
        let decoded = self.decode(bytes)?;
        if decoded.text.len() > MAX_SOURCE_BYTES {
            return Err(DecodeError {
                kind: DecodeErrorKind::TooLong,
                offset: None,
                bytes: Vec::new(),
                encoding: Some(decoded.encoding),
                detail: format!("{} bytes", decoded.text.len()),
            });
        }
        let mut document = self.clean_owned(decoded.text);
        document.encoding = decoded.encoding;
        if decoded.damaged {
            document.warnings.push(Warning::Damaged);
        }
        Ok(document)
    }

    /// Only the first stage: the source text, with the options of this cleaner.
    ///
    /// # Errors
    /// As [`Cleaner::clean_bytes`].
    pub fn decode(&self, bytes: &[u8]) -> Result<decode::Decoded, DecodeError> {
        decode::decode(bytes, &self.inner.decode)
    }

    /// Every rule of this cleaner.
    pub fn rules(&self) -> impl Iterator<Item = &crate::rule::Rule> {
        self.inner.rules.iter()
    }

    fn clean_owned(&self, source: String) -> Document {
        let mut document = Document {
            source,
            rules: Arc::clone(&self.inner.rules),
            ..Document::default()
        };
        if document.source.len() > MAX_SOURCE_BYTES {
            document.warnings.push(Warning::TooLong);
            return document;
        }
        let mut scratch = Scratch::default();
        let first = self.pass(&document.source, &mut scratch);
        document.truncated = first.truncated;
        document.warnings.append(&mut scratch.layout.warnings);
        first.write_to(&mut document);
        self.settle(&mut document, &mut scratch);
        document
    }

    /// Cleans the output until it stays as it is: what one pass uncovers (a line that becomes
    /// the last once an advert is gone), the next one sees. Should passes lead in a circle, the
    /// least text of the circle is the one to stay with, wherever the circle was entered.
    fn settle(&self, document: &mut Document, scratch: &mut Scratch) {
        if document.edits.is_empty() || !self.inner.style.is_canonical() {
            return;
        }
        let mut seen = Vec::new();
        for _ in 1..MAX_PASSES {
            let next = self.pass(document.text(), scratch);
            if next.edits.is_empty() {
                break;
            }
            if seen.is_empty() {
                seen.push(document.source.clone());
            }
            seen.push(document.text().to_owned());
            next.append_to(document);
            if let Some(circle) = seen.iter().position(|text| text == document.text()) {
                self.stay(document, &seen[circle..], scratch);
                break;
            }
        }
        if !seen.is_empty() {
            document.forget_idle_edits();
        }
    }

    /// Goes on round the circle to its least text.
    fn stay(&self, document: &mut Document, circle: &[String], scratch: &mut Scratch) {
        let Some(least) = circle.iter().min_by_key(|text| (text.len(), text.as_str())) else {
            return;
        };
        for _ in circle {
            if document.text() == least {
                return;
            }
            self.pass(document.text(), scratch).append_to(document);
        }
    }

    fn pass(&self, source: &str, scratch: &mut Scratch) -> Pass {
        let Scratch {
            lines,
            findings,
            layout,
            inline,
        } = scratch;
        lines::split(source, lines);
        self.inner.chrome.find(source, lines, findings);
        layout::arrange(source, lines, findings, layout);
        self.write(source, findings, layout, inline)
    }

    fn write(
        &self,
        source: &str,
        findings: &Findings,
        layout: &Layout,
        scratch: &mut inline::Scratch,
    ) -> Pass {
        let mut emitter = Emitter::new(source, &layout.gaps, &findings.cuts, &self.inner.disabled);
        let mut pass = Pass {
            truncated: layout.truncated,
            ..Pass::default()
        };
        let mut kinds = layout.kinds.iter();
        let mut block = Span::default();
        let mut inner = 0;
        for (index, gap) in layout.gaps.iter().enumerate() {
            if gap.verdict != Verdict::Break {
                if gap.span.start == block.start {
                    block.start = gap.span.end;
                    inner = index + 1;
                }
                continue;
            }
            block.end = gap.span.start;
            let Some(&kind) = kinds.next() else { break };
            emitter.open_block(block.start as usize);
            let from = emitter.written();
            let (buffer, rest) = scratch.split();
            let view = buffer.view(source, block, &layout.gaps[inner..index]);
            inline::rewrite(
                &view,
                &self.inner.style,
                rest,
                &mut pass.placeholders,
                &mut emitter,
            );
            emitter.advance(block.end as usize);
            pass.blocks.push(RawBlock {
                output: Span::new(from, emitter.written()),
                kind,
            });
            block.start = gap.span.end;
            inner = index + 1;
        }
        let (rewriter, spellings) = emitter.finish();
        pass.removed = findings
            .cuts
            .iter()
            .map(|cut| RawRemoved {
                source: cut.span,
                rule: cut.rule,
                reason: self
                    .inner
                    .rules
                    .get(cut.rule)
                    .reason
                    .unwrap_or(Reason::Noise),
            })
            .collect();
        pass.output = rewriter.output;
        pass.edits = rewriter.edits;
        pass.spellings = spellings;
        pass
    }
}

impl Style {
    fn is_canonical(&self) -> bool {
        self.0
            .iter()
            .all(|style| *style == PlaceholderStyle::Canonical)
    }
}

/// Buffers of the stages.
#[derive(Debug, Default)]
struct Scratch {
    lines: Vec<Line>,
    findings: Findings,
    layout: Layout,
    inline: inline::Scratch,
}

/// What one way through gives.
#[derive(Debug, Default)]
struct Pass {
    output: String,
    edits: Vec<RawEdit>,
    blocks: Vec<RawBlock>,
    placeholders: Vec<RawPlaceholder>,
    spellings: String,
    removed: Vec<RawRemoved>,
    truncated: bool,
}

impl Pass {
    fn write_to(self, document: &mut Document) {
        document.output = (!self.edits.is_empty()).then_some(self.output);
        document.edits = self.edits;
        document.blocks = self.blocks;
        document.placeholders = self.placeholders;
        document.spellings = self.spellings;
        document.removed = self.removed;
    }

    /// The document cleaned once more: spans of this pass point into the document's output and
    /// are taken back to its source.
    fn append_to(self, document: &mut Document) {
        let first = std::mem::take(&mut document.edits);
        let back = |span: Span| {
            let source = alignment::to_source(&first, span.range());
            Span::new(source.start, source.end)
        };
        document
            .removed
            .extend(self.removed.into_iter().map(|removed| RawRemoved {
                source: back(removed.source),
                ..removed
            }));
        document.removed.sort_by_key(|removed| removed.source.start);
        document.placeholders = self
            .placeholders
            .into_iter()
            .map(|found| RawPlaceholder {
                source: back(found.source),
                ..found
            })
            .collect();
        document.spellings = self.spellings;
        document.edits = edit::compose(&first, &self.edits);
        document.blocks = self.blocks;
        document.truncated |= self.truncated;
        document.output = Some(self.output);
    }
}

/// Options of a [`Cleaner`].
#[derive(Debug, Clone, Default)]
pub struct CleanerBuilder {
    style: Style,
    decode: DecodeOptions,
    hint: Option<String>,
    disabled: Vec<String>,
    chrome_rules: Vec<ChromeRule>,
    chrome_model: Option<Arc<ChromeModel>>,
}

impl CleanerBuilder {
    /// How placeholders of every kind are written.
    #[must_use]
    pub fn placeholders(mut self, style: PlaceholderStyle) -> Self {
        self.style.0.fill(style);
        self
    }

    /// How placeholders of one kind are written.
    #[must_use]
    pub fn placeholders_of(mut self, kind: PlaceholderKind, style: PlaceholderStyle) -> Self {
        self.style.0[kind as usize] = style;
        self
    }

    /// Every kind as its own tag: ⟨Person⟩, ⟨Date⟩, …
    #[must_use]
    pub fn tagged_placeholders(mut self) -> Self {
        for kind in PlaceholderKind::ALL {
            self.style.0[kind as usize] =
                PlaceholderStyle::Tagged(format!("⟨{}⟩", kind.as_str()).into());
        }
        self
    }

    /// Switches a rule off by its id.
    #[must_use]
    pub fn without_rule(mut self, id: impl Into<String>) -> Self {
        self.disabled.push(id.into());
        self
    }

    /// Chrome rules of one's own, beside the built-in ones.
    #[must_use]
    pub fn chrome_rules(mut self, rules: impl IntoIterator<Item = ChromeRule>) -> Self {
        self.chrome_rules.extend(rules);
        self
    }

    /// What a corpus knows of its chrome; shared, not copied, by the clones of the cleaner.
    #[must_use]
    pub fn chrome_model(mut self, model: impl Into<Arc<ChromeModel>>) -> Self {
        self.chrome_model = Some(model.into());
        self
    }

    /// The encoding the bytes were declared to have: a WHATWG label, taken as a hint.
    #[must_use]
    pub fn encoding_hint(mut self, label: impl Into<String>) -> Self {
        self.hint = Some(label.into());
        self
    }

    /// Undecodable bytes are an error (default: U+FFFD, counted).
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.decode.strict = strict;
        self
    }

    /// The cleaner.
    ///
    /// # Errors
    /// When a rule id or an encoding label is unknown, two rules have the same id, or a rule of
    /// one's own does not match its hit or matches its near miss.
    pub fn build(mut self) -> Result<Cleaner, BuildError> {
        if let Some(label) = &self.hint {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
            self.decode.hint = Some(encoding.ok_or_else(|| BuildError::unknown_encoding(label))?);
        }
        let mut custom = Vec::new();
        for rule in &self.chrome_rules {
            custom.push(rule.checked().map_err(|message| BuildError { message })?);
        }
        if self.chrome_model.is_some() {
            custom.extend(chrome::model_rules());
        }
        let rules = RuleBook::new(custom);
        for rule in &self.chrome_rules {
            if rules.iter().filter(|other| other.id == rule.id()).count() > 1 {
                return Err(BuildError {
                    message: format!("two rules are named {}", rule.id()),
                });
            }
        }
        let mut disabled = Disabled::default();
        for id in &self.disabled {
            disabled.insert(rules.find(id).ok_or_else(|| BuildError::unknown_rule(id))?);
        }
        Ok(self.assemble(rules, disabled))
    }

    fn assemble(self, rules: RuleBook, disabled: Disabled) -> Cleaner {
        Cleaner {
            inner: Arc::new(Inner {
                chrome: Chrome::new(&disabled, Custom::new(self.chrome_rules, self.chrome_model)),
                style: self.style,
                decode: self.decode,
                rules: Arc::new(rules),
                disabled,
            }),
        }
    }
}

/// Why a [`CleanerBuilder`] could not build.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct BuildError {
    message: String,
}

impl BuildError {
    fn unknown_rule(id: &str) -> Self {
        BuildError {
            message: format!("unknown rule: {id}"),
        }
    }

    fn unknown_encoding(label: &str) -> Self {
        BuildError {
            message: format!("unknown encoding label: {label}"),
        }
    }
}
