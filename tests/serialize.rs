//! Documents as JSON, through serde.
#![cfg(feature = "serde")]

use serde_json::{Value, json};
use zhengwen::schema::{self, Entry};
use zhengwen::{Cleaner, Reason};

const PAGES: &[&str] = &[
    "",
    "首页 > 讲话 > 正文\n在水厂通水仪式上的讲话\n（X月X日）\n同志们：\n　　今天通水,请X\nX同志开闸。\n\
     一、守住水源\n派人值守，锟斤拷锟斤拷。\n……\n（一）先查管网\n城东水厂\n2024年6月1日\n",
    "各位来宾:\n　　水厂今天通\n水,谢谢XX同志!\n\n上一页 下一页\n",
];

#[test]
fn a_document_is_its_text_and_its_log() {
    let document = Cleaner::new().clean("水厂通水,谢谢大家!\n");
    let value = serde_json::to_value(&document).expect("a document is JSON");
    assert_eq!(
        value,
        json!({
            "schema_version": 1,
            "encoding": "UTF-8",
            "text": "水厂通水，谢谢大家！\n",
            "title": null,
            "truncated": false,
            "warnings": [],
            "blocks": [{
                "kind": "paragraph",
                "level": null,
                "text": "水厂通水，谢谢大家！",
                "span": [0, 26],
                "output": [0, 30],
            }],
            "placeholders": [],
            "removed": [],
            "edits": [
                {"span": [12, 13], "original": ",", "rule": "inline.punctuation", "replacement": "，", "output": [12, 15]},
                {"span": [25, 26], "original": "!", "rule": "inline.punctuation", "replacement": "！", "output": [27, 30]},
            ],
        })
    );
}

#[test]
fn what_is_written_is_read_back() {
    for source in PAGES {
        let document = Cleaner::new().clean(source);
        let written = serde_json::to_value(&document).expect("JSON");
        let read: schema::Document = serde_json::from_value(written.clone()).expect("a document");
        assert_eq!(serde_json::to_value(&read).expect("JSON"), written);
        assert_eq!(read.source().as_deref(), Some(*source));
        assert_eq!(read.title.as_deref(), document.title());
        assert_eq!(read.warnings, document.warnings());
        assert!(
            read.blocks
                .iter()
                .map(|block| block.kind)
                .eq(document.blocks().map(|block| block.kind))
        );
    }
}

#[test]
fn edits_that_belong_to_no_text_give_no_source() {
    let mut value = serde_json::to_value(Cleaner::new().clean(PAGES[2])).expect("JSON");
    let read = |value: &Value| {
        serde_json::from_value::<schema::Document>(value.clone()).expect("a document")
    };
    value["text"] = json!("短\n");
    assert_eq!(read(&value).source(), None);
    value.as_object_mut().expect("an object").remove("edits");
    assert_eq!(read(&value).source(), None);
}

#[test]
fn wrong_kinds_are_told() {
    let block = |kind: &str, level: Value| {
        let value =
            json!({"kind": kind, "level": level, "text": "", "span": [0, 0], "output": [0, 0]});
        serde_json::from_value::<schema::Block>(value).map_err(|error| error.to_string())
    };
    assert!(block("heading", json!(4)).is_ok() && block("title", json!(null)).is_ok());
    for (kind, level) in [
        ("heading", json!(null)),
        ("heading", json!(5)),
        ("title", json!(1)),
        ("Title", json!(null)),
    ] {
        assert!(block(kind, level).expect_err("no kind").contains(kind));
    }
    let error = serde_json::from_value::<Reason>(json!("spam"))
        .expect_err("no reason")
        .to_string();
    assert!(
        error.contains("unknown reason") && error.contains("page_number"),
        "{error}"
    );
}

#[test]
fn lines_of_every_kind_are_told_apart() {
    let entry = |value| serde_json::from_value::<Entry>(value).expect("an entry");
    let mut document = serde_json::to_value(Cleaner::new().clean(PAGES[1])).expect("JSON");
    document["path"] = json!("a.txt");
    assert!(
        matches!(entry(document), Entry::Document(read) if read.path.as_deref() == Some("a.txt"))
    );
    let source = json!({"path": "a.txt", "encoding": "GBK", "text": "水", "damaged": true});
    assert!(matches!(entry(source), Entry::Source(source) if source.damaged));
    let failure = json!({"path": "a.txt", "error": "binary data"});
    assert!(matches!(entry(failure), Entry::Failure(_)));
}

#[test]
fn rules_and_kinds_are_named_as_everywhere() {
    let rules = serde_json::to_value(zhengwen::rules().collect::<Vec<_>>()).expect("JSON");
    assert!(
        rules
            .as_array()
            .expect("rules")
            .iter()
            .all(|rule| rule["id"].is_string())
    );
    assert_eq!(json!(zhengwen::BlockKind::Heading(2)), "heading_2");
    assert_eq!(
        json!(zhengwen::Warning::InterleavedColumns),
        "interleaved_columns"
    );
    assert_eq!(json!(zhengwen::Reason::PageNumber), "page_number");
}
