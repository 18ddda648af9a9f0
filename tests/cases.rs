//! Every fixture: text, kinds and levels, placeholders, removals, and the way back.

mod support;

use support::damage::DAMAGES;
use support::{Case, cases, differences, laws, names, normal_forms, root};
use zhengwen::{BlockKind, Cleaner};

fn run(cleaner: &Cleaner, case: &Case) -> Vec<String> {
    match cleaner.clean_bytes(&case.bytes) {
        Ok(document) => {
            let kept = laws::account(&document);
            assert!(kept.is_ok(), "{kept:?}");
            differences(case, &document)
        }
        Err(error) => vec![error.to_string()],
    }
}

fn must_pass(cases: &[Case]) {
    let cleaner = Cleaner::new();
    let failed: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let found = run(&cleaner, case);
            (!found.is_empty()).then(|| format!("{}:\n    {}", case.id, found.join("\n    ")))
        })
        .collect();
    assert!(
        failed.is_empty(),
        "{} of {} cases\n{}",
        failed.len(),
        cases.len(),
        failed.join("\n")
    );
}

#[test]
fn wild_like() {
    must_pass(&cases("wild-like"));
}

#[test]
fn synthetic() {
    must_pass(&cases("synthetic"));
}

#[test]
fn normal_forms_come_through_unchanged() {
    let cleaner = Cleaner::new();
    let cases = normal_forms();
    must_pass(&cases);
    for case in &cases {
        assert!(cleaner.clean(&case.text).is_unchanged(), "{}", case.id);
    }
}

/// Strict: what passes by accident must be moved to where passing is demanded.
#[test]
fn known_failing() {
    let cleaner = Cleaner::new();
    let passing: Vec<String> = cases("known-failing")
        .into_iter()
        .filter(|case| run(&cleaner, case).is_empty())
        .map(|case| case.id)
        .collect();
    assert!(
        passing.is_empty(),
        "pass now, move them out of known-failing: {passing:#?}"
    );
}

/// The synthetic files are what the generator makes; `ZHENGWEN_WRITE_FIXTURES=1` makes them.
#[test]
fn synthetic_files_are_up_to_date() {
    let write = std::env::var_os("ZHENGWEN_WRITE_FIXTURES").is_some();
    for damage in DAMAGES {
        for text in damage.texts {
            let file = format!("{text}.{}", damage.name);
            let folder = if names("known-failing").contains(&file) {
                "known-failing"
            } else {
                "synthetic"
            };
            let expected = support::expected(text);
            let damaged = (damage.apply)(&expected);
            let page = support::page_json(&damaged);
            let path = root().join(folder).join(&file);
            let beside = |end: &str| format!("{}.{end}", path.display());
            if write {
                std::fs::write(beside("txt"), &damaged.bytes).expect("fixtures can be written");
                std::fs::write(beside("json"), &page).expect("fixtures can be written");
            }
            assert!(
                std::fs::read(beside("txt")).is_ok_and(|bytes| bytes == damaged.bytes),
                "{file}"
            );
            assert!(
                std::fs::read_to_string(beside("json")).is_ok_and(|json| json == page),
                "{file}"
            );
        }
    }
}

/// The expected text is the expected blocks, and it keeps the order of the normal form.
#[test]
fn expectations_are_sound() {
    for case in normal_forms() {
        let lines: String = case
            .expected
            .blocks
            .iter()
            .map(|block| format!("{}\n", block.text))
            .collect();
        assert_eq!(lines, case.text, "{}", case.id);
        let title = BlockKind::Title.as_str();
        let titles = case
            .expected
            .blocks
            .iter()
            .filter(|block| block.kind == title);
        assert!(titles.count() <= 1, "{}", case.id);
        for block in &case.expected.blocks {
            assert_eq!(
                block.kind == "heading",
                block.level.is_some(),
                "{}",
                case.id
            );
            assert!(!block.text.trim().is_empty() && block.text.trim() == block.text);
        }
    }
}
