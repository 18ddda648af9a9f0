//! Quality floors of the fixtures, pinned in `fixtures/floors.txt` with a fingerprint of the files.
//!
//! What falls below its floor fails. A floor is raised, and the fingerprint renewed, by
//! `ZHENGWEN_PIN=raise cargo test --test quality`; lowering one takes `ZHENGWEN_PIN=lower`, and shows in
//! the diff of that file.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write;
use support::{Case, blocks, cases, diff, is_removed, normal_forms, placeholders, root};
use zhengwen::Cleaner;

/// Hits out of all, and what the hits are counted in.
#[derive(Default)]
struct Share {
    hits: usize,
    all: usize,
}

impl Share {
    fn add(&mut self, hits: usize, all: usize) {
        self.hits += hits;
        self.all += all;
    }

    /// In thousandths, rounded down, so that a floor is a whole number.
    fn thousandths(&self) -> usize {
        (self.hits * 1000).checked_div(self.all).unwrap_or(1000)
    }
}

type Shares = BTreeMap<&'static str, Share>;

fn measure(cleaner: &Cleaner, case: &Case, shares: &mut Shares) {
    let mut add = |name, hits, all| shares.entry(name).or_default().add(hits, all);
    let Ok(document) = cleaner.clean_bytes(&case.bytes) else {
        add("documents decoded", 0, 1);
        return;
    };
    add("documents decoded", 1, 1);
    let (expected, actual) = (&case.expected.blocks, blocks(&document));
    let missed = diff(expected, &actual).len();
    let found = expected.len() + actual.len();
    add("blocks with kind and text (F1)", found - missed, found);
    let texts = |list: &[support::ExpectedBlock]| -> Vec<String> {
        list.iter().map(|block| block.text.clone()).collect()
    };
    let missed = diff(&texts(expected), &texts(&actual)).len();
    add("blocks with text (F1)", found - missed, found);
    add(
        "documents with the whole text",
        usize::from(document.text() == case.text),
        1,
    );
    let masks = placeholders(&document);
    let missed = diff(&case.expected.placeholders, &masks).len();
    let found = case.expected.placeholders.len() + masks.len();
    add(
        "placeholders with kind and spelling (F1)",
        found - missed,
        found,
    );
    let removals = &case.page.removed;
    let hits = removals
        .iter()
        .filter(|removal| is_removed(removal, &document))
        .count();
    add("removals with reason", hits, removals.len());
    let kept = document
        .blocks()
        .map(|block| block.text.chars().count())
        .sum::<usize>();
    let body = case.text.chars().filter(|&c| c != '\n').count();
    add("characters of the speech kept", kept.min(body), body);
}

/// FNV-1a, 64 bits, over names and bytes.
fn fingerprint(cases: &[Case]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for case in cases {
        let bytes = case
            .id
            .bytes()
            .chain(case.bytes.iter().copied())
            .chain(case.text.bytes());
        for byte in bytes {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

#[test]
fn floors_hold() {
    // Where a case stands says nothing about how good the cleaning is, so all are measured.
    let mut cases: Vec<Case> = ["wild-like", "synthetic", "known-failing"]
        .iter()
        .flat_map(|folder| cases(folder))
        .chain(normal_forms())
        .collect();
    for case in &mut cases {
        case.id = case.id.rsplit('/').next().unwrap_or_default().to_owned();
    }
    cases.sort_by(|a, b| a.id.cmp(&b.id));
    let cleaner = Cleaner::new();
    let mut shares = Shares::new();
    for case in &cases {
        measure(&cleaner, case, &mut shares);
    }
    let fingerprint = fingerprint(&cases);
    let path = root().join("floors.txt");
    let pinned = std::fs::read_to_string(&path).unwrap_or_default();
    let floors: BTreeMap<&str, usize> = pinned
        .lines()
        .filter_map(|line| {
            let (name, floor) = line.split_once(": ")?;
            Some((name, floor.parse().ok()?))
        })
        .collect();
    let pin = std::env::var("ZHENGWEN_PIN").unwrap_or_default();
    let mut report = format!("fingerprint: {fingerprint}\n");
    let mut fallen = Vec::new();
    for (name, share) in &shares {
        let now = share.thousandths();
        let floor = floors.get(name).copied().unwrap_or(0);
        if now < floor {
            fallen.push(format!(
                "{name}: {now} < {floor} ({} of {})",
                share.hits, share.all
            ));
        }
        let kept = if pin == "lower" { now } else { now.max(floor) };
        let _ = writeln!(report, "{name}: {kept}");
    }
    println!("{report}");
    if pin == "lower" || (pin == "raise" && fallen.is_empty()) {
        std::fs::write(&path, report).expect("floors can be written");
        return;
    }
    assert!(
        fallen.is_empty(),
        "below the floors:\n{}",
        fallen.join("\n")
    );
    assert!(
        pinned.contains(&fingerprint),
        "the fixtures have changed ({fingerprint}): pin the floors again"
    );
}
