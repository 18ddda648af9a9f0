//! Inputs that nobody means, each of about `size` bytes: what a quadratic step would stumble over.

use super::corpus::{Corpus, Shape};

/// Makes a text of about so many bytes.
pub(crate) type Make = fn(usize) -> String;

/// Name and maker of every shape.
pub(crate) const SHAPES: &[(&str, Make)] = &[
    ("spaces", |size| " ".repeat(size)),
    ("wide spaces", |size| repeat("\u{3000}", size)),
    ("newlines", |size| "\n".repeat(size)),
    ("spaces and newlines", |size| repeat(" \n", size)),
    ("form feeds", |size| "\u{c}".repeat(size)),
    ("stars", |size| "*".repeat(size)),
    ("masks and Han", |size| repeat("X汉", size)),
    ("masks, spaces, Han", |size| repeat("X 汉 ", size)),
    ("masks on lines", |size| repeat("X\n", size)),
    ("one Han a line", |size| repeat("汉\n", size)),
    ("Han and spaces", |size| repeat("汉 ", size)),
    ("open quotes", |size| repeat("“", size)),
    ("straight quotes", |size| repeat("\"汉", size)),
    ("open brackets", |size| repeat("（《", size)),
    ("closing brackets", |size| repeat("）》", size)),
    ("dots", |size| repeat("。", size)),
    ("ellipses", |size| repeat("…", size)),
    ("dashes", |size| repeat("—", size)),
    ("commas", |size| repeat("汉,", size)),
    ("digits", |size| repeat("0123456789", size)),
    ("ordinals", |size| repeat("一、", size)),
    ("ordinals on lines", |size| repeat("（一）汉字\n", size)),
    ("page numbers", |size| repeat("— 3 —\n", size)),
    ("salutations", |size| repeat("同志们：\n", size)),
    ("navigation", |size| repeat("首页 > 范文 > 正文\n", size)),
    ("one line again and again", |size| {
        repeat("在清溪小学开学典礼上的讲话\n", size)
    }),
    ("combining marks", |size| repeat("\u{301}", size)),
    ("full-width forms", |size| repeat("Ａ１", size)),
    ("zero width", |size| repeat("\u{200b}", size)),
    ("replacement characters", |size| repeat("\u{fffd}", size)),
    ("tags", |size| repeat("<p>", size)),
    ("entities", |size| repeat("&nbsp;", size)),
    ("ASCII prose", |size| repeat("the quick brown fox ", size)),
    ("one Han line", |size| repeat("汉", size)),
    ("one line of speech", |size| one_line(size)),
];

fn repeat(unit: &str, size: usize) -> String {
    unit.repeat(size.div_ceil(unit.len()))
}

/// Speech without a single line end.
pub(crate) fn one_line(size: usize) -> String {
    let corpus = Corpus {
        size,
        ..Corpus::DEFAULT
    };
    let mut line = String::with_capacity(size + 256);
    for index in 0.. {
        if line.len() >= size {
            break;
        }
        let document = corpus.document(index, Shape::Clean);
        for block in document.expected.lines() {
            line.push_str(block);
        }
    }
    line
}
