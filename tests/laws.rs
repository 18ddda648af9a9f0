//! The laws of the normal form, as properties of random and mutated texts.

use proptest::prelude::*;
use zhengwen::Cleaner;

fn check(source: &str) {
    let cleaner = Cleaner::new();
    let document = cleaner.clean(source);
    assert_eq!(document.source(), source);
    assert_eq!(document.undo(), source, "undo");
    let (mut from, mut to) = (0, 0);
    for edit in document.edits() {
        assert!(
            edit.span.start >= from && edit.output.start >= to,
            "sorted and disjoint"
        );
        assert_eq!(
            &source[from..edit.span.start],
            &document.text()[to..edit.output.start],
            "kept runs agree"
        );
        (from, to) = (edit.span.end, edit.output.end);
    }
    assert_eq!(&source[from..], &document.text()[to..]);
    let joined: String = document
        .blocks()
        .map(|block| format!("{}\n", block.text))
        .collect();
    assert_eq!(joined, document.text(), "blocks tile the text");
    let again = cleaner.clean(document.text());
    assert_eq!(again.text(), document.text(), "idempotent");
    assert!(again.is_unchanged(), "{:?}", again.edits());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_text(source in "[\\p{Han}，。：“”\"',.*xX×一二（）() \n\r\t\u{3000}\u{a0}\u{200b}a-z0-9—…-]{0,60}") {
        check(&source);
    }

    #[test]
    fn any_text(source in any::<String>()) {
        check(&source);
    }
}
