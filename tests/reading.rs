//! What holds for any text.

use proptest::prelude::*;
use zhengwen::cut::{cut, is_space};
use zhengwen::read::{Model, Table, blocks};
use zhengwen::see::{Feature, see};
use zhengwen::{Cleaner, Reason};

/// Texts made of what pages are made of, and of anything.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("各位来宾：".to_owned()),
        Just("\n".to_owned()),
        Just("　　".to_owned()),
        Just("第 3 页 共 12 页".to_owned()),
        Just("在水厂投产仪式上的讲话".to_owned()),
        Just("一、把水厂的事办好，".to_owned()),
        Just("今天投产了。".to_owned()),
        Just("来源：www.a.example（2024年）".to_owned()),
        "[\\x00-\\x7f]{0,6}",
        "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    /// Every character that shows is in one run, and runs are in order.
    #[test]
    fn runs_tile(text in text()) {
        let mut end = 0;
        for run in cut(&text) {
            prop_assert!(run.span.start >= end && run.span.end > run.span.start);
            prop_assert!(text[end..run.span.start].chars().all(is_space));
            end = run.span.end;
        }
        prop_assert!(text[end..].chars().all(is_space));
    }

    /// Evidence has numbers that the model knows, and a model that knows nothing reads all.
    #[test]
    fn any_text_is_read(text in text()) {
        let runs = cut(&text);
        let evidence = see(&text, &runs);
        let mut numbers = evidence.features().flatten();
        prop_assert!(numbers.all(|number| usize::from(number) < Feature::total()));
        let labels = Model::default().labels(&evidence, &runs);
        prop_assert_eq!(labels.len(), runs.len());
        prop_assert!(blocks(&text, &runs, &labels).len() <= runs.len());
    }

    /// The fitted weights keep to the grammar, and what they leave is the page's.
    #[test]
    fn any_text_is_read_by_what_was_fitted(text in text()) {
        let runs = cut(&text);
        let labels = Table::fitted().model.labels(&see(&text, &runs), &runs);
        prop_assert!(labels.windows(2).all(|pair| pair[1].follows(pair[0])));
        // Nothing is invented, and nothing changes its place.
        let mut rest = text.chars();
        let read = blocks(&text, &runs, &labels);
        let mut left = read.iter().flat_map(|(_, block)| block.chars()).filter(|&c| c != ' ');
        prop_assert!(left.all(|c| rest.any(|other| other == c)));
    }
}

#[test]
fn a_page_is_written_as_it_was_read() {
    let page = [
        "首页 > 讲话稿\n来源：清溪文稿网　浏览：23次\n在城东水厂投产仪式上的讲话\n厂长　林望川\n各位来宾：\n",
        "　　今天水厂投产了，大家辛\n第 1 页\n苦了，我代表全厂职工向大家表示感谢。\n　　谢谢大家！\n",
        "上一篇：植树节动员讲话\n",
    ]
    .concat();
    let page = page.as_str();
    let document = Cleaner::new().clean(page);
    assert_eq!(
        document.text(),
        "在城东水厂投产仪式上的讲话\n厂长 林望川\n各位来宾：\n今天水厂投产了，大家辛苦了，我代表全厂职工向大家表示感谢。\n谢谢大家！\n"
    );
    assert_eq!(document.title(), Some("在城东水厂投产仪式上的讲话"));
    assert_eq!(document.undo(), page);
    let reasons: Vec<Reason> = document.removed().map(|removed| removed.reason).collect();
    assert!(reasons.contains(&Reason::PageNumber) && reasons.contains(&Reason::Related));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The laws of the library hold of what is read in one piece.
    #[test]
    fn what_was_read_is_undone_and_read_again_the_same(text in text()) {
        let document = Cleaner::new().clean(&text);
        prop_assert_eq!(document.undo(), text.as_str());
        let blocks: Vec<&str> = document.blocks().map(|block| block.text).collect();
        let lines: Vec<&str> = document.text().lines().collect();
        prop_assert_eq!(blocks, lines);
        let again = Cleaner::new().clean(document.text());
        prop_assert_eq!(again.text(), document.text());
    }
}
