//! The corpus: speeches built from templates, damaged as scrapes are, with the truth beside them.
//!
//! Document `i` of a seed is always the same, whoever asks for it and in whichever order, so a
//! corpus of any size can be made piece by piece. What it is good for: measuring speed on text
//! that does not repeat, and noticing that an output changed. What it is not: a measure of
//! quality on real pages, since templates are far more regular than people.

use super::damage::{self, CHROME, Page, Scrape, Site};
use super::domains::DOMAINS;
use super::grammar::{Mask, Random, Twin, Writer};

/// What happened to a speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Nothing: the normal form itself.
    Clean,
    /// A PDF extract: a line end after every printed line, page numbers.
    HardWrapped,
    /// The same with every line end a space.
    Flattened,
    /// A web page: one paragraph a line, much around and between.
    Chrome,
    /// Names and numbers masked.
    Masked,
    /// Several of these at once.
    Mixed,
}

impl Shape {
    /// Every shape.
    pub(crate) const ALL: [Shape; 6] = [
        Shape::Clean,
        Shape::HardWrapped,
        Shape::Flattened,
        Shape::Chrome,
        Shape::Masked,
        Shape::Mixed,
    ];

    /// The name in reports and files.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Shape::Clean => "clean",
            Shape::HardWrapped => "wrapped",
            Shape::Flattened => "flattened",
            Shape::Chrome => "chrome",
            Shape::Masked => "masked",
            Shape::Mixed => "mixed",
        }
    }

    fn is_masked(self, random: &mut Random) -> bool {
        match self {
            Shape::Masked => true,
            Shape::Mixed => random.one_in(2),
            _ => false,
        }
    }
}

/// A block of the truth.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// As in the JSON of the example `clean`: title, byline, salutation, heading, paragraph …
    pub(crate) kind: &'static str,
    /// Level of a heading, else 0.
    pub(crate) level: u8,
    pub(crate) text: Twin,
}

/// A line that has to go, and why.
#[derive(Debug, Clone)]
pub(crate) struct Removed {
    pub(crate) text: String,
    pub(crate) reason: &'static str,
}

/// A scrape and its truth.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) shape: Shape,
    /// The scrape.
    pub(crate) source: String,
    /// Its normal form.
    pub(crate) expected: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) removed: Vec<Removed>,
    pub(crate) masks: Vec<Mask>,
    /// Whether the scrape is written as GBK when written to a file.
    pub(crate) gbk: bool,
}

impl Document {
    /// The scrape in its encoding.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        if self.gbk {
            to_gbk(&self.source)
        } else {
            self.source.clone().into_bytes()
        }
    }
}

/// `text` in GBK.
pub(crate) fn to_gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

/// A corpus of documents of about `size` bytes of UTF-8 each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Corpus {
    pub(crate) seed: u64,
    pub(crate) size: usize,
}

impl Corpus {
    /// The corpus of the benches: 8 KB a document.
    pub(crate) const DEFAULT: Corpus = Corpus {
        seed: 20_250_901,
        size: 8 << 10,
    };

    /// Document `index` in `shape`.
    pub(crate) fn document(self, index: usize, shape: Shape) -> Document {
        let number = (index * Shape::ALL.len() + shape as usize) as u64;
        let mut random = Random::new(self.seed, number);
        let (domain, table) = DOMAINS[random.below(DOMAINS.len())];
        let masked = shape.is_masked(&mut random);
        let size = self.size * random.within(50, 120) / 100;
        let mut writer = Writer::new(random.clone(), table, masked);
        let blocks = speech(&mut writer, size, shape);
        let scrape = scrape(&mut random, &blocks, shape);
        let mut expected = String::with_capacity(scrape.text.len());
        for block in &blocks {
            expected.push_str(&block.text.truth);
            expected.push('\n');
        }
        Document {
            name: format!("{index:06}-{domain}-{}", shape.name()),
            shape,
            source: scrape.text,
            expected,
            blocks,
            removed: scrape.removed,
            masks: writer.masks,
            gbk: shape == Shape::Mixed && random.one_in(2),
        }
    }

    /// The first `count` documents in `shape`.
    pub(crate) fn documents(self, shape: Shape, count: usize) -> impl Iterator<Item = Document> {
        (0..count).map(move |index| self.document(index, shape))
    }

    /// Document after document, shapes in turn, without end.
    pub(crate) fn mixed(self) -> impl Iterator<Item = Document> {
        (0..).map(move |index| {
            self.document(
                index / Shape::ALL.len(),
                Shape::ALL[index % Shape::ALL.len()],
            )
        })
    }
}

fn speech(writer: &mut Writer, size: usize, shape: Shape) -> Vec<Block> {
    let mut speech = Speech {
        blocks: Vec::new(),
        written: 0,
    };
    // A gap in a title cannot be told from a line end that became a space.
    let spaced = matches!(shape, Shape::Clean | Shape::Chrome | Shape::Masked);
    let title = if spaced && writer.random.one_in(6) {
        "title with gap"
    } else {
        "title"
    };
    speech.row(writer, "title", 0, title);
    if !writer.random.one_in(3) {
        speech.row(writer, "byline", 0, "byline");
    }
    speech.row(writer, "salutation", 0, "salutation");
    let mut opening = writer.write("opening");
    writer.fill("{sentence}{anecdote}{lead}", &mut opening);
    speech.push("paragraph", 0, opening);
    let mut section = 0;
    while speech.written < size {
        section += 1;
        if section < 100 {
            let ordinal = format!("{}、{{heading}}", ordinal(section));
            speech.template(writer, "heading", 1, &ordinal);
        }
        speech.section(writer, size);
    }
    let mut closing = writer.write("sentence");
    writer.fill("{closing}", &mut closing);
    speech.push("paragraph", 0, closing);
    speech.blocks
}

struct Speech {
    blocks: Vec<Block>,
    written: usize,
}

impl Speech {
    fn push(&mut self, kind: &'static str, level: u8, text: Twin) {
        self.written += text.truth.len() + 1;
        self.blocks.push(Block { kind, level, text });
    }

    fn row(&mut self, writer: &mut Writer, kind: &'static str, level: u8, name: &str) {
        let text = writer.write(name);
        self.push(kind, level, text);
    }

    fn template(&mut self, writer: &mut Writer, kind: &'static str, level: u8, template: &str) {
        let mut text = Twin::default();
        writer.fill(template, &mut text);
        self.push(kind, level, text);
    }

    fn section(&mut self, writer: &mut Writer, size: usize) {
        if writer.random.one_in(2) {
            for _ in 0..writer.random.within(2, 5) {
                self.paragraph(writer, "");
            }
            return;
        }
        self.paragraph(writer, "");
        for number in 1..=writer.random.within(2, 4) {
            if self.written > size {
                return;
            }
            let ordinal = format!("（{}）{{subheading}}", ordinal(number));
            // A heading of its own, or the first sentence of its paragraph.
            if writer.random.one_in(3) {
                self.paragraph(writer, &format!("{ordinal}。"));
            } else {
                self.template(writer, "heading", 2, &ordinal);
                self.paragraph(writer, "");
            }
        }
    }

    fn paragraph(&mut self, writer: &mut Writer, first: &str) {
        let mut text = Twin::default();
        writer.fill(first, &mut text);
        for _ in 0..writer.random.within(2, 6) {
            let row = writer.random.pick(&["sentence", "sentence", "anecdote"]);
            let sentence = writer.write(row);
            text.scraped.push_str(&sentence.scraped);
            text.truth.push_str(&sentence.truth);
        }
        self.push("paragraph", 0, text);
    }
}

/// 一 to 九十九.
fn ordinal(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let tens = match number / 10 {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", DIGITS[tens]),
    };
    format!("{tens}{}", DIGITS[number % 10])
}

fn scrape(random: &mut Random, blocks: &[Block], shape: Shape) -> Scrape {
    let mut out = Scrape::default();
    match shape {
        Shape::Clean => damage::paragraphs(blocks, "", false, &mut out),
        Shape::HardWrapped => damage::wrapped(blocks, Page::choose(random), &mut out),
        Shape::Flattened => {
            let page = Page::choose(random);
            damage::flattened(blocks, page, random.one_in(2), &mut out);
        }
        Shape::Masked => {
            let blank = random.one_in(2);
            damage::paragraphs(blocks, "\u{3000}\u{3000}", blank, &mut out);
        }
        Shape::Chrome => page(random, blocks, &mut out, |random, blocks, out| {
            let indent = random.pick(&["", "\u{3000}\u{3000}", "  "]);
            damage::paragraphs(blocks, indent, random.one_in(3), out);
        }),
        Shape::Mixed => page(random, blocks, &mut out, |random, blocks, out| {
            let page = Page::choose(random);
            if random.one_in(2) {
                damage::wrapped(blocks, page, out);
            } else {
                damage::flattened(blocks, page, random.one_in(2), out);
            }
        }),
    }
    out
}

/// Chrome above and below, and an insert now and then.
fn page(
    random: &mut Random,
    blocks: &[Block],
    out: &mut Scrape,
    body: impl Fn(&mut Random, &[Block], &mut Scrape),
) {
    let site = Site::choose(random);
    let title = blocks[0].text.scraped.clone();
    let mut writer = Writer::new(random.clone(), CHROME, false);
    site.head(&mut writer, &title, out);
    let mut rest = blocks;
    while rest.len() > 24 {
        let (part, tail) = rest.split_at(random.within(12, 20));
        body(random, part, out);
        site.insert(&mut writer, &title, out);
        rest = tail;
    }
    body(random, rest, out);
    site.tail(&mut writer, &title, out);
}
