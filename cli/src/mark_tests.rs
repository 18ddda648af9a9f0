//! A marked page is the page; and what its marks say is what the cleaner read.

use super::{marked, tag};
use proptest::prelude::*;
use zhengwen::{Cleaner, Document};

/// A line of a marked page: its tag, the line as the page has it, and the blocks begun in it with
/// the text that is kept of each.
fn read(line: &str) -> (String, String, Vec<(String, String)>) {
    let (tag, mut rest) = line.split_once('|').expect("every line has a tag");
    let is_kept = !tag.starts_with('-');
    let (mut raw, mut parts) = (String::new(), vec![(tag.to_owned(), String::new())]);
    while let Some(at) = rest.find(['⟦', '¶']) {
        raw += &rest[..at];
        parts.last_mut().expect("there is one").1 += &rest[..at];
        rest = &rest[at..];
        if let Some(block) = rest.strip_prefix('¶') {
            let (tag, behind) = block.split_once('|').expect("a mark of a block has a bar");
            parts.push((tag.to_owned(), String::new()));
            rest = behind;
        } else {
            let (insert, behind) = rest.split_once('⟧').expect("an insert is closed");
            raw += insert.split_once(':').expect("it has a reason").1;
            rest = behind;
        }
    }
    raw += rest;
    parts.last_mut().expect("there is one").1 += rest;
    if !is_kept {
        parts.clear();
    }
    (tag.to_owned(), raw, parts)
}

/// The page behind the marks, and its blocks by tag and letters.
fn unmarked(text: &str) -> (String, Vec<(String, String)>) {
    let (mut page, mut blocks) = (String::new(), Vec::<(String, String)>::new());
    for line in text.split_inclusive('\n').skip(2) {
        let (_, raw, parts) = read(line.strip_suffix('\n').expect("lines end"));
        page += &raw;
        page.push('\n');
        for (tag, text) in parts {
            match &*tag {
                "=" => {}
                "+" => blocks.last_mut().expect("a line goes on with a block").1 += &letters(&text),
                _ => blocks.push((tag, letters(&text))),
            }
        }
    }
    (page, blocks)
}

/// What respelling leaves alone.
fn letters(text: &str) -> String {
    let is_ideograph = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c) && !"某几".contains(*c);
    text.chars().filter(is_ideograph).collect()
}

fn check_page(document: &Document) {
    let mut page = document.source().to_owned();
    if !page.is_empty() && !page.ends_with('\n') {
        page.push('\n');
    }
    let marked = marked(document, "case").expect("it has no signs of marks");
    assert_eq!(unmarked(&marked).0, page, "{marked}");
}

fn check_blocks(document: &Document) {
    let marked = marked(document, "case").expect("it has no signs of marks");
    let blocks = document.blocks();
    let mut expected: Vec<_> = blocks
        .map(|block| (tag(block.kind), letters(block.text)))
        .collect();
    let mut found = unmarked(&marked).1;
    let has_radicals = |c: char| ('\u{2e80}'..='\u{2fdf}').contains(&c);
    if document.source().contains(has_radicals) {
        // Radicals become characters: only kinds and places can be compared.
        found.iter_mut().for_each(|block| block.1.clear());
        expected.iter_mut().for_each(|block| block.1.clear());
    }
    assert_eq!(found, expected, "{marked}");
}

#[test]
fn marks_say_what_was_read() {
    let page = "首页 > 讲话 > 正文\n在水厂投产仪式上的讲话\n同志们:今天的会很重要。\n刚才，X\nX同志讲了话。\n\n一、提高认识\n大家要本文来自公文网www.gongwen.com认真学习。\n上一篇：致辞";
    let document = Cleaner::new().clean(page);
    check_page(&document);
    let marked = marked(&document, "case").expect("it can be marked");
    for line in [
        "#site case",
        "#truncated no",
        "-navigation|首页 > 讲话 > 正文",
        "T|在水厂投产仪式上的讲话",
        "S|同志们:¶P|今天的会很重要。",
        "P|刚才，X",
        "+|X同志讲了话。",
        "=|",
        "H1|一、提高认识",
        "-related|上一篇：致辞",
    ] {
        assert!(
            marked.lines().any(|found| found == line),
            "{line} is missing in\n{marked}"
        );
    }
}

#[test]
fn a_page_with_the_signs_of_marks_is_refused() {
    let document = Cleaner::new().clean("第一行\n他说：⟦水⟧。\n");
    let error = marked(&document, "case").expect_err("it cannot be told from marks");
    assert!(error.to_string().contains("line 2"), "{error}");
}

#[test]
fn chrome_within_chrome_is_told_by_the_whole() {
    let page = "#note x|y\n-\n上一篇：致辞\r\n:|二\n三\n上一篇：致辞\r\n#note x|y\n||#\n上一篇：致辞\r\n（点击下载）刚才，×××同志讲了话。";
    check_page(&Cleaner::new().clean(page));
}

#[test]
fn fixtures_come_back_and_keep_their_blocks() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures");
    let mut seen = 0;
    for folder in ["wild-like", "synthetic", "negative", "expected"] {
        for entry in std::fs::read_dir(format!("{root}/{folder}")).expect("it is there") {
            let path = entry.expect("it is there").path();
            if path.extension().is_some_and(|extension| extension == "txt") {
                let bytes = std::fs::read(&path).expect("it can be read");
                let document = Cleaner::new().clean_bytes(&bytes).expect("it is text");
                check_page(&document);
                check_blocks(&document);
                seen += 1;
            }
        }
    }
    assert!(seen > 60, "{seen} fixtures");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page_comes_back(lines in prop::collection::vec(
        prop_oneof![
            Just("首页 > 讲话 > 正文"), Just("在水厂投产仪式上的讲话"), Just("同志们:"), Just("　　今天的会很重要，我讲三"),
            Just("— 1 —"), Just("点意见。 一、提高认识 大家要认真学习。"), Just(""), Just("  \u{3000}"), Just("\u{200b}"),
            Just("（点击下载）刚才，×××同志讲了话。"), Just("#note x|y"), Just("上一篇：致辞\r"), Just("&nbsp;&nbsp;"), Just("\u{c}第 2 页"),
        ].prop_map(str::to_owned).boxed().prop_union("[一二三，。 \u{3000}a|:#+=-]{0,12}".boxed()), 0..24), end in any::<bool>()) {
        let mut page = lines.join("\n");
        if end {
            page.push('\n');
        }
        check_page(&Cleaner::new().clean(&page));
    }
}
