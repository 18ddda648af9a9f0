//! The way through: options in, stages in order, document out.

mod pass;
mod scratch;
#[doc(hidden)]
pub mod stages;

pub use scratch::Scratch;

use crate::chrome::{self, Chrome, ChromeModel, ChromeRule, Findings, Known};
use crate::decode::{self, DecodeOptions};
use crate::document::{Document, RawBlock, RawRemoved, Warning};
use crate::edit::{Rewriter, Span};
use crate::error::{BuildError, BuildErrorKind, DecodeError, DecodeErrorKind};
use crate::inline::points::Points;
use crate::inline::{self, Emitter};
use crate::layout::{self, Gap, Layout, Spans};
use crate::lines;
use crate::marks::Marks;
use crate::placeholder::PlaceholderKind;
use crate::read;
use crate::rule::{Disabled, Reason, RuleBook};
use pass::Pass;
use scratch::Buffers;
use std::hash::{DefaultHasher, Hasher};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Sources longer than this are kept as they are: offsets are 32-bit, and the output may be up
/// to three times as long.
pub const MAX_SOURCE_BYTES: usize = (u32::MAX / 3) as usize;

/// How often a text is cleaned again until it stays as it is; nearly all do after the first time.
const MAX_PASSES: usize = 16;

/// How placeholders are written. Whichever it is, [`Document::placeholders`] lists the same ones,
/// and [`Document::undo`] leads back.
///
/// ```
/// use zhengwen::{Cleaner, PlaceholderKind, PlaceholderStyle};
///
/// let text = "*月,张某某同志到任。\n";
/// let cleaner = Cleaner::builder()
///     .placeholders(PlaceholderStyle::Keep)
///     .placeholders_of(PlaceholderKind::Person, PlaceholderStyle::Tagged("［姓名］".into()))
///     .build()?;
/// let document = cleaner.clean(text);
/// assert_eq!(document.text(), "*月，张［姓名］同志到任。\n");
/// assert_eq!(document.undo(), text);
/// # Ok::<(), zhengwen::BuildError>(())
/// ```
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
    decode: DecodeOptions,
}

#[derive(Debug)]
struct Inner {
    chrome: Chrome,
    style: Style,
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
                CleanerBuilder::default().assemble(RuleBook::default(), Disabled::default(), None)
            })
            .clone()
    }

    /// Options first.
    #[must_use]
    pub fn builder() -> CleanerBuilder {
        CleanerBuilder::default()
    }

    /// The same cleaner with another encoding hint, by a WHATWG label: what the server or the page
    /// declared of the documents to come. Costs no more than a clone, so each document may
    /// have its own.
    ///
    /// ```
    /// let cleaner = zhengwen::Cleaner::new();
    /// for (label, bytes) in [("big5", &b"\xb4\xc1"[..]), ("gb2312", b"\xc6\xda")] {
    ///     let document = cleaner.with_encoding_hint(label)?.clean_bytes(bytes)?;
    ///     assert_eq!(document.text(), "期\n");
    /// }
    /// # Ok::<(), zhengwen::DecodeError>(())
    /// ```
    ///
    /// # Errors
    /// [`DecodeErrorKind::UnknownLabel`].
    pub fn with_encoding_hint(&self, label: &str) -> Result<Self, DecodeError> {
        Ok(Cleaner {
            inner: Arc::clone(&self.inner),
            decode: self.decode.hint(label)?,
        })
    }

    /// Cleans a text. Never fails: text is text.
    ///
    /// What was lost before it came, U+FFFD and 锟斤拷, is told by [`Warning::Damaged`].
    #[must_use]
    pub fn clean(&self, text: &str) -> Document {
        scratch::borrow(text.len(), |scratch| self.clean_with(scratch, text))
    }

    /// [`Cleaner::clean`] with buffers of one's own: see [`Scratch`].
    #[must_use]
    pub fn clean_with(&self, scratch: &mut Scratch, text: &str) -> Document {
        let mut document = scratch.document(&self.inner.rules);
        document.source.push_str(text);
        let mut document = self.fill(document, scratch);
        if decode::is_damaged(text) || document.has_unread() {
            document.warnings.push(Warning::Damaged);
        }
        document
    }

    /// Decodes and cleans.
    ///
    /// # Errors
    /// When the bytes are not text, or, in strict mode, not wholly decodable.
    pub fn clean_bytes(&self, bytes: &[u8]) -> Result<Document, DecodeError> {
        scratch::borrow(bytes.len(), |scratch| self.clean_bytes_with(scratch, bytes))
    }

    /// [`Cleaner::clean_bytes`] with buffers of one's own: see [`Scratch`].
    ///
    /// # Errors
    /// As [`Cleaner::clean_bytes`].
    pub fn clean_bytes_with(
        &self,
        scratch: &mut Scratch,
        bytes: &[u8],
    ) -> Result<Document, DecodeError> {
        let mut document = scratch.document(&self.inner.rules);
        let memory = std::mem::take(&mut document.source);
        let decoded = decode::decode_with(bytes, &self.decode, memory, &mut scratch.lattice)?;
        if decoded.text.len() > MAX_SOURCE_BYTES {
            return Err(DecodeError {
                kind: DecodeErrorKind::TooLong,
                offset: None,
                bytes: Vec::new(),
                encoding: Some(decoded.encoding),
                detail: format!("{} bytes", decoded.text.len()),
            });
        }
        document.source = decoded.text;
        let mut document = self.fill(document, scratch);
        document.encoding = decoded.encoding;
        document.repairs = decoded.repairs;
        if decoded.damaged || document.has_unread() {
            document.warnings.push(Warning::Damaged);
        }
        Ok(document)
    }

    /// Only the first stage: the source text, with the options of this cleaner.
    ///
    /// # Errors
    /// As [`Cleaner::clean_bytes`].
    pub fn decode(&self, bytes: &[u8]) -> Result<decode::Decoded, DecodeError> {
        decode::decode(bytes, &self.decode)
    }

    /// Every rule of this cleaner.
    pub fn rules(&self) -> impl Iterator<Item = &crate::rule::Rule> {
        self.inner.rules.iter()
    }

    /// Cleans the source of `document`, which is empty otherwise.
    fn fill(&self, mut document: Document, scratch: &mut Scratch) -> Document {
        if document.source.len() > MAX_SOURCE_BYTES {
            document.warnings.push(Warning::TooLong);
            return document;
        }
        self.pass(&document.source, &mut scratch.buffers, &mut scratch.first);
        document
            .warnings
            .append(&mut scratch.buffers.layout.warnings);
        if !self.settle(&document.source, scratch, MAX_PASSES) {
            scratch.first.keep(&document.source);
            document.warnings.push(Warning::Unsettled);
        }
        scratch.release();
        scratch.first.write_to(&mut document);
        document
    }

    /// Cleans the output until it stays as it is: what one pass uncovers (a line that becomes
    /// the last once an advert is gone), the next one sees. Should passes lead in a circle, the
    /// least text of the circle is the one to stay with, wherever the circle was entered. Whether
    /// there was an end to it within so many passes.
    ///
    /// No kind of edit is known to be free of consequences, since the reading weighs the whole
    /// text: a comma that became full-width widens its line, and so may move the column that a
    /// neighbour is joined by. So the text is always read again.
    fn settle(&self, source: &str, scratch: &mut Scratch, most: usize) -> bool {
        if scratch.first.log.edits.is_empty() || self.inner.style.is_tagged() {
            return true;
        }
        let mut seen = [0; MAX_PASSES + 1];
        let mut passes = 0;
        let mut settled = true;
        while self.differs(&mut scratch.first, &mut scratch.next, &mut scratch.buffers) {
            if passes == 0 {
                seen[0] = fingerprint(source);
            }
            passes += 1;
            if passes == most {
                return false;
            }
            seen[passes] = fingerprint(scratch.first.text(source));
            scratch.go_on();
            let now = fingerprint(scratch.first.text(source));
            if let Some(circle) = seen[..=passes].iter().position(|&text| text == now) {
                settled = self.stay(passes + 1 - circle, source, scratch);
                break;
            }
        }
        if passes > 0 {
            scratch.first.forget_idle_edits(source);
        }
        settled
    }

    /// Goes on round the circle of so many texts to its least one. Whether it is there.
    fn stay(&self, circle: usize, source: &str, scratch: &mut Scratch) -> bool {
        let mut text = scratch.first.text(source).to_owned();
        let mut least = text.clone();
        for _ in 1..circle {
            self.pass(&text, &mut scratch.buffers, &mut scratch.next);
            let output = scratch.next.text(&text).to_owned();
            if (output.len(), &output) < (least.len(), &least) {
                least.clone_from(&output);
            }
            text = output;
        }
        for _ in 0..circle {
            if scratch.first.text(source) == least {
                return true;
            }
            self.pass_again(source, scratch);
        }
        scratch.first.text(source) == least
    }

    /// Cleans the output of `first` once more.
    fn pass_again(&self, source: &str, scratch: &mut Scratch) {
        let Scratch {
            buffers,
            first,
            next,
            ..
        } = scratch;
        self.pass(first.text(source), buffers, next);
        scratch.go_on();
    }

    /// One way through.
    fn pass(&self, source: &str, buffers: &mut Buffers, pass: &mut Pass) {
        let Buffers {
            lines,
            findings,
            layout,
            inline,
            brief,
        } = buffers;
        lines::split(source, lines);
        self.inner.chrome.find(source, lines, findings);
        if *brief {
            findings.release();
        }
        layout::arrange(source, lines, findings, layout);
        read::page(source, lines, &self.inner.disabled, findings, layout);
        if *brief {
            lines.release();
            layout.release();
        }
        self.write(source, &lines.points, findings, layout, inline, pass);
    }

    /// Whether a pass over the output of `first` would edit it, given `next` as a buffer. If it would
    /// not, `first` has what that pass finds: what a text is read as may not depend on what was
    /// taken out of it, or a cleaned text would be read otherwise when it is cleaned again.
    fn differs(&self, first: &mut Pass, next: &mut Pass, buffers: &mut Buffers) -> bool {
        self.pass(&first.output, buffers, next);
        if !next.log.edits.is_empty() {
            return true;
        }
        first.find_again(&buffers.layout.kinds, next);
        false
    }

    fn write(
        &self,
        source: &str,
        points: &[u32],
        findings: &Findings,
        layout: &Layout,
        scratch: &mut inline::Scratch,
        pass: &mut Pass,
    ) {
        pass.clear();
        pass.truncated = layout.truncated;
        pass.blocks.reserve(layout.kinds.len());
        let rewriter = Rewriter::new(source, &mut pass.log);
        let mut emitter = Emitter::new(
            source,
            &layout.gaps,
            &findings.cuts,
            &self.inner.disabled,
            rewriter,
            &mut pass.spellings,
        );
        let mut points = Points::new(points);
        for ((block, inner), &kind) in Spans::of(&layout.gaps).zip(&layout.kinds) {
            emitter.open_block(block.start as usize);
            let from = emitter.written();
            if marks(&layout.gaps, &inner).any(inline::INTERESTS) {
                let (buffer, rest) = scratch.split();
                let view = buffer.view(source, block, &layout.gaps[inner]);
                inline::rewrite(
                    &view,
                    points.of(block),
                    &self.inner.style,
                    rest,
                    &mut pass.placeholders,
                    &mut emitter,
                );
            }
            emitter.advance(block.end as usize);
            pass.blocks.push(RawBlock {
                output: Span::new(from, emitter.written()),
                kind,
            });
        }
        emitter.finish(&mut pass.output);
        pass.removed.extend(findings.cuts.iter().map(|cut| {
            RawRemoved {
                source: cut.span,
                rule: cut.rule,
                reason: self
                    .inner
                    .rules
                    .get(cut.rule)
                    .reason
                    .unwrap_or(Reason::Noise),
            }
        }));
    }
}

/// A text in eight bytes, to see whether it comes again.
fn fingerprint(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// The marks of a block, given the indices of the gaps inside it.
fn marks(gaps: &[Gap], inner: &Range<usize>) -> Marks {
    let mut marks = Marks::default();
    for gap in gaps.iter().take(inner.end + 1).skip(inner.start) {
        marks.add(gap.marks);
    }
    marks
}

impl Style {
    /// Whether tags stand in the output, which are no text to be cleaned again.
    fn is_tagged(&self) -> bool {
        self.0
            .iter()
            .any(|style| matches!(style, PlaceholderStyle::Tagged(_)))
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
            self.style.0[kind as usize] = PlaceholderStyle::Tagged(kind.tag().into());
        }
        self
    }

    /// Switches a rule off by its id.
    ///
    /// What the rule would take stays, whatever else speaks against it.
    ///
    /// ```
    /// let page = "首页 > 文稿 > 正文\n在图书馆开馆仪式上的讲话\n各位读者：\n图书馆今天开馆了，欢迎大家。\n";
    /// let cleaner = zhengwen::Cleaner::builder()
    ///     .without_rule("chrome.navigation.path")
    ///     .build()?;
    /// assert!(cleaner.clean(page).text().starts_with("首页"));
    /// # Ok::<(), zhengwen::BuildError>(())
    /// ```
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
    /// one's own does not match its hit or matches its near miss, or the chrome model is overfull.
    pub fn build(mut self) -> Result<Cleaner, BuildError> {
        if let Some(label) = &self.hint {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
            self.decode.hint = Some(
                encoding.ok_or_else(|| BuildError::new(BuildErrorKind::UnknownEncoding, label))?,
            );
        }
        let mut custom = Vec::new();
        for rule in &self.chrome_rules {
            custom.push(rule.checked()?);
        }
        let known = match self.chrome_model.take() {
            Some(model) => {
                custom.extend(chrome::model_rules());
                let overfull = || BuildError::new(BuildErrorKind::OverfullModel, "");
                Some(Known::new(model).ok_or_else(overfull)?)
            }
            None => None,
        };
        let rules = RuleBook::new(custom);
        for rule in &self.chrome_rules {
            if rules.iter().filter(|other| other.id == rule.id()).count() > 1 {
                return Err(BuildError::new(BuildErrorKind::DuplicateRule, rule.id()));
            }
        }
        let mut disabled = Disabled::default();
        for id in &self.disabled {
            let rule = rules.find(id);
            disabled.insert(rule.ok_or_else(|| BuildError::new(BuildErrorKind::UnknownRule, id))?);
        }
        Ok(self.assemble(rules, disabled, known))
    }

    fn assemble(self, rules: RuleBook, disabled: Disabled, known: Option<Known>) -> Cleaner {
        Cleaner {
            inner: Arc::new(Inner {
                chrome: Chrome::new(self.chrome_rules, known),
                style: self.style,
                rules: Arc::new(rules),
                disabled,
            }),
            decode: self.decode,
        }
    }
}

/// What the rules alone make of a text, before it is read as a whole: the evidence of layout and chrome.
#[cfg(test)]
pub(crate) fn by_rules(source: &str) -> String {
    let cleaner = Cleaner::new();
    let mut scratch = Scratch::default();
    let Buffers {
        lines,
        findings,
        layout,
        inline,
        ..
    } = &mut scratch.buffers;
    lines::split(source, lines);
    cleaner.inner.chrome.find(source, lines, findings);
    layout::arrange(source, lines, findings, layout);
    let first = &mut scratch.first;
    cleaner.write(source, &lines.points, findings, layout, inline, first);
    first.text(source).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text that takes two passes, with one allowed: what comes to no end is kept as it is.
    #[test]
    fn the_unsettled_is_kept() {
        let cleaner = Cleaner::new();
        let mut scratch = Scratch::default();
        let mut takes_two = |source: &str| {
            let Scratch { buffers, first, .. } = &mut scratch;
            cleaner.pass(source, buffers, first);
            !cleaner.settle(source, &mut scratch, 1)
        };
        let texts = crate::rules().map(|rule| format!(" {}\u{200b},\n\n{0}，", rule.hit));
        let found: Vec<String> = texts.filter(|text| takes_two(text)).collect();
        let source = found.first().expect("some text takes two passes");
        let mut scratch = Scratch::default();
        scratch.first.keep(source);
        assert_eq!(scratch.first.text(source), source);
        let lines = source
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty());
        let blocks = scratch.first.blocks.iter();
        assert!(blocks.map(|block| block.output.of(source)).eq(lines));
        let Scratch { buffers, first, .. } = &mut scratch;
        cleaner.pass(source, buffers, first);
        assert!(cleaner.settle(source, &mut scratch, MAX_PASSES));
    }
}
