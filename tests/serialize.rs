//! Documents as JSON, through serde.
#![cfg(feature = "serde")]

use serde_json::{Value, json};
use zhengwen::Cleaner;

#[test]
fn a_document_is_its_text_and_its_log() {
    let document = Cleaner::new().clean("水厂通水,谢谢大家!\n");
    let value = serde_json::to_value(&document).expect("a document is JSON");
    let keys: Vec<&String> = value.as_object().expect("an object").keys().collect();
    let mut expected = [
        "encoding",
        "truncated",
        "text",
        "blocks",
        "placeholders",
        "removed",
        "edits",
        "warnings",
    ];
    expected.sort_unstable();
    assert_eq!(keys, expected);
    assert_eq!(value["text"], "水厂通水，谢谢大家！\n");
    assert_eq!(
        value["edits"][0],
        json!({"span": [12, 13], "original": ",", "rule": "inline.punctuation", "replacement": "，", "output": [12, 15]})
    );
    assert_eq!(value["blocks"][0]["text"], "水厂通水，谢谢大家！");
    assert!(value["blocks"][0]["kind"].is_string());
}

#[test]
fn the_source_comes_back_from_the_json_alone() {
    let source = "各位来宾:\n　　水厂今天通\n水,谢谢XX同志!\n\n上一页 下一页\n";
    let value = serde_json::to_value(Cleaner::new().clean(source)).expect("JSON");
    let text = value["text"].as_str().expect("text");
    let offset = |value: &Value| usize::try_from(value.as_u64().expect("offset")).expect("usize");
    let (mut undone, mut position) = (String::new(), 0);
    for edit in value["edits"].as_array().expect("edits") {
        undone += &text[position..offset(&edit["output"][0])];
        undone += edit["original"].as_str().expect("original");
        position = offset(&edit["output"][1]);
    }
    undone += &text[position..];
    assert_eq!(undone, source);
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
    assert_eq!(
        json!(zhengwen::BlockKind::Heading(2)),
        json!({"heading": 2})
    );
    assert_eq!(
        json!(zhengwen::Warning::InterleavedColumns),
        "interleaved_columns"
    );
    assert_eq!(json!(zhengwen::Reason::PageNumber), "page_number");
}
