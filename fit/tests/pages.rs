//! The gate: the marked pages follow their format, and are cleaned no worse than they were.
//!
//! `cargo run --release -p zhengwen-fit -- floors` writes the floors anew, and refuses where a
//! figure has fallen on the same pages unless it is told `--lower`; the diff of
//! `fixtures/pages/floors.txt` shows it.

use std::fs;
use zhengwen::Cleaner;
use zhengwen_fit::corpus::{entries, own};
use zhengwen_fit::floors::Floors;
use zhengwen_fit::lint;

#[test]
fn marks_follow_the_format() {
    let entries = entries(&[own()]).expect("pages");
    let findings: Vec<String> = lint::check(&entries)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn floors_hold() {
    let pinned = fs::read_to_string(own().join("floors.txt")).expect("floors");
    let pinned = Floors::parse(&pinned);
    let now = Floors::measure(&Cleaner::new()).expect("pages");
    println!("{now}");
    let fallen = pinned.fallen(&now);
    assert!(
        fallen.is_empty(),
        "below the floors:\n{}",
        fallen.join("\n")
    );
    let unpinned = pinned.unpinned(&now);
    assert!(
        unpinned.is_empty(),
        "the pages of {} have changed: write the floors anew",
        unpinned.join(", ")
    );
}
