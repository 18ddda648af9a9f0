//! Placeholders in every style: what is written, what is listed, and the way back.

use zhengwen::{Cleaner, CleanerBuilder, Document, PlaceholderKind, PlaceholderStyle};

/// Masks of every kind and many spellings, some broken by the scrape.
const TEXT: &str = "在X县自来水厂通水仪式上的讲话\n各位来宾：\n202*年*月,张某某同志带领**公司的*名职工,\
在X\nX镇铺了XX.X公里水管。《XX办法》要学好，2×3米的水箱不是记号。\n";

const ALL: [PlaceholderKind; 6] = PlaceholderKind::ALL;

fn cleaned(build: impl FnOnce(CleanerBuilder) -> CleanerBuilder) -> Document {
    let cleaner = build(Cleaner::builder())
        .build()
        .expect("options are valid");
    let document = cleaner.clean(TEXT);
    assert_eq!(document.undo(), TEXT);
    for found in document.placeholders() {
        assert_eq!(found.raw, &TEXT[found.span.clone()]);
    }
    document
}

/// (kind, raw, canonical) of each placeholder.
fn found(document: &Document) -> Vec<(PlaceholderKind, &str, &str)> {
    let placeholders = document.placeholders();
    placeholders
        .map(|found| (found.kind, found.raw, found.canonical))
        .collect()
}

#[test]
fn canonical_spelling_is_the_default() {
    let document = cleaned(|builder| builder);
    let last = document
        .blocks()
        .next_back()
        .expect("there are blocks")
        .text;
    assert_eq!(
        last,
        "202X年X月，张XX同志带领XX公司的X名职工，在XX镇铺了XX.X公里水管。《XX办法》要学好，2×3米的水箱不是记号。"
    );
    let again = Cleaner::new().clean(document.text());
    assert_eq!(again.text(), document.text());
}

#[test]
fn every_style_lists_the_same_placeholders() {
    let canonical = cleaned(|builder| builder);
    let expected = found(&canonical);
    assert_eq!(expected.len(), 9);
    for kind in ALL {
        assert!(expected.iter().any(|found| found.0 == kind), "{kind:?}");
    }
    let keep = cleaned(|builder| builder.placeholders(PlaceholderStyle::Keep));
    let tagged = cleaned(CleanerBuilder::tagged_placeholders);
    assert_eq!(found(&keep), expected);
    assert_eq!(found(&tagged), expected);
}

#[test]
fn kept_masks_stand_as_they_are_spelt() {
    let document = cleaned(|builder| builder.placeholders(PlaceholderStyle::Keep));
    assert!(
        document
            .text()
            .contains("202*年*月，张某某同志带领**公司的*名职工，")
    );
    let rules: Vec<_> = document.edits().map(|edit| edit.rule).collect();
    assert!(rules.iter().all(|rule| !rule.starts_with("placeholder.")));
}

#[test]
fn tags_name_the_kind() {
    let document = cleaned(CleanerBuilder::tagged_placeholders);
    assert!(document.text().contains("⟨Date⟩年⟨Date⟩月，张⟨Person⟩同志"));
    for kind in ALL {
        let tag = format!("⟨{kind:?}⟩");
        let listed = document.placeholders().filter(|found| found.kind == kind);
        assert_eq!(document.text().matches(&tag).count(), listed.count());
    }
}

#[test]
fn each_kind_has_its_own_style() {
    for kind in ALL {
        let word = PlaceholderStyle::Tagged("〈名〉".into());
        let document = cleaned(|builder| {
            builder
                .placeholders(PlaceholderStyle::Keep)
                .placeholders_of(kind, word)
        });
        for found in document.placeholders() {
            let output = document.alignment().to_output(found.span);
            let written = &document.text()[output];
            if found.kind == kind {
                assert_eq!(written, "〈名〉", "{:?}", found.raw);
            } else {
                // A line end inside a mask that is kept becomes a space.
                assert_eq!(written, found.raw.replace('\n', " "));
            }
        }
    }
}

#[test]
fn a_rule_switched_off_writes_nothing() {
    let document = cleaned(|builder| builder.without_rule("placeholder.surname"));
    assert!(document.text().contains("张某某同志"));
    assert!(document.text().contains("202X年X月"));
}
