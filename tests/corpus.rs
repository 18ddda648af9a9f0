//! The corpus generator keeps its promises, and the library keeps its quality on the corpus.

#[path = "generator/mod.rs"]
mod support;

use std::collections::HashSet;
use support::corpus::{Corpus, Document, Shape, to_gbk};
use zhengwen::Cleaner;

const COUNT: usize = 100;

fn documents(shape: Shape) -> impl Iterator<Item = Document> {
    Corpus::DEFAULT.documents(shape, COUNT)
}

/// FNV-1a, 64 bits.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

#[test]
fn same_seed_same_bytes() {
    let bytes: Vec<u8> = Corpus::DEFAULT
        .mixed()
        .take(60)
        .flat_map(|document| document.bytes())
        .collect();
    assert_eq!(
        fingerprint(&bytes),
        FINGERPRINT,
        "say so when the corpus changes: figures change with it"
    );
}

const FINGERPRINT: u64 = 11_127_942_124_792_918_052;

#[test]
fn documents_differ_and_have_their_size() {
    let texts: HashSet<String> = Corpus::DEFAULT
        .mixed()
        .take(1_000)
        .map(|document| document.source)
        .collect();
    assert_eq!(texts.len(), 1_000);
    let mean = texts.iter().map(String::len).sum::<usize>() / texts.len();
    assert!((7_000..10_000).contains(&mean), "{mean}");
}

#[test]
fn every_document_is_gbk() {
    for document in Corpus::DEFAULT.mixed().take(300) {
        let bytes = to_gbk(&document.source);
        assert_eq!(encoding_rs::GBK.decode(&bytes).0, document.source);
    }
}

#[test]
fn damage_loses_nothing() {
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    for shape in [Shape::HardWrapped, Shape::Chrome] {
        for document in documents(shape) {
            let removed: HashSet<&str> = document
                .removed
                .iter()
                .map(|removed| removed.text.as_str())
                .collect();
            let kept: String = document
                .source
                .lines()
                .filter(|line| !removed.contains(line))
                .collect();
            assert_eq!(
                letters(&kept),
                letters(&document.expected),
                "{}",
                document.name
            );
        }
    }
}

/// Share of the documents of each shape that come out letter by letter: the floor below which
/// nothing, and no speed-up either, may push it.
const FLOORS: [(Shape, usize); 6] = [
    (Shape::Clean, 60),
    (Shape::HardWrapped, 60),
    (Shape::Flattened, 30),
    (Shape::Chrome, 10),
    (Shape::Masked, 40),
    (Shape::Mixed, 8),
];

#[test]
fn quality_holds() {
    let cleaner = Cleaner::new();
    for (shape, floor) in FLOORS {
        let exact = documents(shape)
            .filter(|document| {
                let cleaned = cleaner
                    .clean_bytes(&document.bytes())
                    .expect("the corpus decodes");
                cleaned.text() == document.expected
            })
            .count();
        println!("{:<10} {exact}/{COUNT} exact", shape.name());
        assert!(
            exact * 100 >= floor * COUNT,
            "{}: {exact}/{COUNT}, floor {floor} %",
            shape.name()
        );
    }
}
