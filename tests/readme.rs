//! What the README shows is what comes out.

use zhengwen::Cleaner;

const README: &str = include_str!("../README.md");

/// The block of text that follows the paragraph beginning with `label`.
fn block(label: &str) -> &'static str {
    let (_, rest) = README
        .split_once(&format!("\n{label}"))
        .expect("the label begins a line");
    let (_, rest) = rest.split_once("\n\n```text\n").expect("a block follows");
    rest.split_once("```\n").expect("the block ends").0
}

#[test]
fn after_is_what_comes_out_of_before() {
    let before = block("Before (GBK");
    let (bytes, encoding, lossy) = encoding_rs::GBK.encode(before);
    assert!(!lossy && encoding.name() == "GBK");
    let document = Cleaner::new().clean_bytes(&bytes).expect("GBK");
    assert_eq!(document.encoding(), "GBK");
    assert_eq!(document.text(), block("After:"));
}

#[test]
fn the_example_is_the_one_that_is_run() {
    let page = include_bytes!("../fixtures/wild-like/waterworks.gbk.txt");
    let document = Cleaner::new().clean_bytes(page).expect("GBK");
    let shown = block("After:").lines().zip(document.text().lines());
    for (line, (shown, printed)) in (1..).zip(shown) {
        assert_eq!(shown, printed, "line {line}");
    }
}
