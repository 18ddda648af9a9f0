//! Inside a block: characters, punctuation, masks.
//!
//! A block is seen as one text, whatever gaps run through it in the source ([`View`]); edits are
//! found on that text and mapped to the source. The scan that splits the source has noted the
//! [`points`] that masks and punctuation may begin at; nothing is looked for anywhere else, and a
//! block without such points is kept whole.

mod entities;
mod fold;
mod pairs;
pub(crate) mod points;
mod punctuation;
mod radicals;
mod scan;
mod view;

use crate::cleaner::{PlaceholderStyle, Style};
use crate::document::RawPlaceholder;
use crate::marks::Marks;
use crate::placeholder::{self, Mask, Masks};
use crate::rule::{Rule, RuleId, Stage};
use scan::Sink;
use view::SourceSpans;
pub(crate) use view::{Emitter, View, ViewBuffer};

const fn id(row: u16) -> RuleId {
    RuleId::new(Stage::Inline, row)
}

/// Characters that are never seen.
pub(crate) const INVISIBLE: RuleId = id(0);
const WIDTH: RuleId = id(1);
const COMPATIBILITY: RuleId = id(2);
const COMPOSE: RuleId = id(3);
const PUNCTUATION: RuleId = id(4);
const QUOTE: RuleId = id(5);
const BRACKET: RuleId = id(6);
const ELLIPSIS: RuleId = id(7);
const DASH: RuleId = id(8);
const FULL_STOP: RuleId = id(9);
const ENTITY: RuleId = id(10);
/// Characters inside a number that nobody can read.
pub(crate) const UNREAD: RuleId = id(11);

/// The inline rules, in the order of their ids.
pub(crate) static RULES: &[Rule] = &[
    Rule::new(
        "inline.invisible",
        "Controls, zero-width and private-use characters are taken out.",
        "图\u{200b}书馆",
        "图书馆",
        None,
    ),
    Rule::new(
        "inline.width",
        "Full-width digits, Latin letters and signs become ASCII.",
        "２０２４年，Ａ座",
        "2024年，A座",
        None,
    ),
    Rule::new(
        "inline.compatibility",
        "Radicals, ligatures, presentation and half-width forms become the character they stand for.",
        "⾃来⽔⼚",
        "㎡和①",
        None,
    ),
    Rule::new(
        "inline.compose",
        "Characters are brought into NFC.",
        "cafe\u{301}",
        "café",
        None,
    ),
    Rule::new(
        "inline.punctuation",
        "ASCII punctuation of Chinese text becomes full-width.",
        "今天开馆,欢迎大家",
        "投资1,280万元",
        None,
    ),
    Rule::new(
        "inline.quote",
        "Straight quotes around Chinese text become curly.",
        "一座\"水塔\"",
        "say \"yes\"",
        None,
    ),
    Rule::new(
        "inline.bracket",
        "ASCII brackets around Chinese text become full-width.",
        "(试行)",
        "f(x)",
        None,
    ),
    Rule::new(
        "inline.ellipsis",
        "Runs of dots become ……",
        "还有...",
        "1...9",
        None,
    ),
    Rule::new(
        "inline.dash",
        "Runs of hyphens and lines become ——",
        "水--生命之源",
        "使用--help参数",
        None,
    ),
    Rule::new(
        "inline.full_stop",
        "An ASCII full stop at the end of a Chinese sentence becomes 。",
        "水是生命之源.",
        "见附件.docx",
        None,
    ),
    Rule::new(
        "inline.entity",
        "A character reference of HTML becomes the character.",
        "他说：&ldquo;通水了。&rdquo;",
        "研发（R&D）投入",
        None,
    ),
    Rule::new(
        "inline.unread",
        "A private-use character inside a number cannot be read, and becomes U+FFFD.",
        "水位103\u{e000}5米",
        "水\u{e000}位103米",
        None,
    ),
];

/// A block without any of these stays as it is, and holds no mask.
pub(crate) const INTERESTS: Marks = Marks::EDIT.or(Marks::MASK);

/// Buffers of this stage.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    view: ViewBuffer,
    points: Vec<u32>,
    masks: Masks,
    scan: scan::Scan,
}

impl Scratch {
    /// The buffer a view is made in, and the rest.
    pub(crate) fn split(&mut self) -> (&mut ViewBuffer, BlockScratch<'_>) {
        (
            &mut self.view,
            BlockScratch {
                points: &mut self.points,
                masks: &mut self.masks,
                scan: &mut self.scan,
            },
        )
    }
}

/// Buffers for one block.
#[derive(Debug)]
pub(crate) struct BlockScratch<'a> {
    points: &'a mut Vec<u32>,
    masks: &'a mut Masks,
    scan: &'a mut scan::Scan,
}

/// Writes the inline edits of the block that `view` shows, given the points of the source in it
/// ([`crate::lines::Lines::points`]). Whether there were any, or a mask; they depend on
/// nothing but the text of the view and the options of the cleaner.
pub(crate) fn rewrite(
    view: &View<'_>,
    source_points: &[u32],
    style: &Style,
    scratch: BlockScratch<'_>,
    placeholders: &mut Vec<RawPlaceholder>,
    emitter: &mut Emitter<'_>,
) -> bool {
    let BlockScratch {
        points,
        masks,
        scan,
    } = scratch;
    view.points(source_points, points);
    if points.is_empty() {
        return false;
    }
    let before = emitter.inline_edits();
    placeholder::find(view.text(), points, masks);
    let mut writer = Writer {
        spans: view.spans(),
        spellings: &masks.spellings,
        style,
        placeholders,
        emitter,
    };
    scan.find(view.text(), points, &masks.list, &mut writer);
    emitter.inline_edits() > before || !masks.list.is_empty()
}

/// Takes what is found in a block to the source.
struct Writer<'a, 'e, 'g> {
    spans: SourceSpans<'a>,
    spellings: &'a str,
    style: &'a Style,
    placeholders: &'e mut Vec<RawPlaceholder>,
    emitter: &'e mut Emitter<'g>,
}

impl Sink for Writer<'_, '_, '_> {
    fn change(&mut self, start: usize, end: usize, with: &str, rule: RuleId) {
        let source = self.spans.next(start, end);
        self.emitter.replace(source, with, rule);
    }

    fn mask(&mut self, mask: &Mask) {
        let source = self
            .spans
            .next(mask.span.start as usize, mask.span.end as usize);
        let canonical = mask.canonical.of(self.spellings);
        let Some(kind) = mask.kind else {
            return self.emitter.replace(source, canonical, mask.rule);
        };
        self.placeholders.push(RawPlaceholder {
            source,
            canonical: self.emitter.intern(canonical),
            kind,
        });
        match self.style.of(kind) {
            PlaceholderStyle::Canonical => self.emitter.replace(source, canonical, mask.rule),
            PlaceholderStyle::Keep => {}
            PlaceholderStyle::Tagged(tag) => self.emitter.replace(source, tag, mask.rule),
        }
    }
}

/// Whether the stage makes nothing of a block with this text.
#[cfg(test)]
pub(crate) fn is_settled(text: &str) -> bool {
    let mut scratch = Scratch::default();
    let mut found = scan::Found::default();
    let points: Vec<u32> = text
        .char_indices()
        .map(|(at, _)| crate::edit::offset(at))
        .collect();
    placeholder::find(text, &points, &mut scratch.masks);
    let masks = &scratch.masks.list;
    scratch.scan.find(text, &points, masks, &mut found);
    found.0.is_empty()
}
