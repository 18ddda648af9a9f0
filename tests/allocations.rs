//! What a document costs the heap: bytes at the peak, and how often it is asked.

#[path = "generator/mod.rs"]
mod support;

use support::corpus::{Corpus, Shape};
use zhengwen::Cleaner;

/// Bytes of heap at the peak for each byte of UTF-8, the text itself not counted, once the
/// thread's buffers have seen a few documents. Most of it is the reading: scores and steps of every
/// run, which are not kept from one document to the next.
const MAX_HEAP: f64 = 44.0;
/// From GBK.
const MAX_HEAP_FROM_GBK: f64 = 44.0;
/// Of a document that is too large for the thread's buffers.
const MAX_HEAP_LARGE: f64 = 44.0;
/// Allocations a document.
const MAX_ALLOCATIONS: u64 = 700;
/// The same with a recycled document and buffers of one's own.
const MAX_ALLOCATIONS_RECYCLED: u64 = 700;

#[test]
fn heap_of_a_document() {
    let cleaner = Cleaner::new();
    // Tables are built once a process, when a document first needs them.
    for document in Corpus::DEFAULT.mixed().take(60) {
        let _ = cleaner.clean_bytes(&support::corpus::to_gbk(&document.source));
    }
    let mut worst = (0.0f64, 0.0f64, 0);
    for document in Corpus::DEFAULT.mixed().take(120) {
        let length = document.source.len() as f64;
        let cost = allocation_counter::measure(|| {
            std::hint::black_box(cleaner.clean(&document.source));
        });
        let gbk = support::corpus::to_gbk(&document.source);
        let from_gbk = allocation_counter::measure(|| {
            let _ = std::hint::black_box(cleaner.clean_bytes(&gbk));
        });
        worst.0 = worst.0.max(cost.bytes_max as f64 / length);
        worst.1 = worst.1.max(from_gbk.bytes_max as f64 / length);
        worst.2 = worst.2.max(cost.count_total);
    }
    println!(
        "worst: {:.2} bytes a byte, {:.2} from GBK, {} allocations",
        worst.0, worst.1, worst.2
    );
    assert!(
        worst.0 <= MAX_HEAP && worst.1 <= MAX_HEAP_FROM_GBK && worst.2 <= MAX_ALLOCATIONS,
        "{worst:?}"
    );
}

#[test]
fn heap_of_a_large_document() {
    let cleaner = Cleaner::new();
    let corpus = Corpus {
        size: 1 << 20,
        ..Corpus::DEFAULT
    };
    for shape in Shape::ALL {
        let document = corpus.document(0, shape);
        let cost = allocation_counter::measure(|| {
            std::hint::black_box(cleaner.clean(&document.source));
        });
        let heap = cost.bytes_max as f64 / document.source.len() as f64;
        println!(
            "{:<10} {heap:.2} bytes a byte, {} allocations",
            shape.name(),
            cost.count_total
        );
        assert!(heap <= MAX_HEAP_LARGE, "{}: {heap:.2}", shape.name());
    }
}

#[test]
fn recycled_documents() {
    let cleaner = Cleaner::new();
    let mut scratch = zhengwen::Scratch::new();
    let documents: Vec<_> = Corpus::DEFAULT.mixed().take(120).collect();
    let mut worst = 0;
    for round in 0..2 {
        for document in &documents {
            let cost = allocation_counter::measure(|| {
                let cleaned = cleaner.clean_with(&mut scratch, &document.source);
                scratch.recycle(cleaned);
            });
            if round > 0 {
                worst = worst.max(cost.count_total);
            }
        }
    }
    assert!(worst <= MAX_ALLOCATIONS_RECYCLED, "{worst}");

    let gbk: Vec<Vec<u8>> = documents
        .iter()
        .map(|document| support::corpus::to_gbk(&document.source))
        .collect();
    let mut from_gbk = 0;
    for round in 0..2 {
        for bytes in &gbk {
            let cost = allocation_counter::measure(|| {
                let cleaned = cleaner.clean_bytes_with(&mut scratch, bytes);
                scratch.recycle(cleaned.expect("GBK"));
            });
            if round > 0 {
                from_gbk = from_gbk.max(cost.count_total);
            }
        }
    }
    assert!(from_gbk <= MAX_ALLOCATIONS_RECYCLED, "{from_gbk}");
}
