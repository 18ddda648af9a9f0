//! What is written is what the schema says, and what the library writes.

use crate::support::{Place, SPEECH};
use jsonschema::Validator;
use serde_json::{Value, json};
use zhengwen::schema::{self, Entry};
use zhengwen::{Cleaner, schema::JSON_SCHEMA};

/// Something of everything: chrome, masks, headings, damage, a cut end.
const PAGE: &str = "首页 > 讲话 > 正文\n在水厂通水仪式上的讲话\n（X月X日）\n同志们：\n　　今天通水,请X\nX同志开闸。\n一、\
守住水源\n派人值守，锟斤拷锟斤拷。\n（一）先查管网\n管网要查，\n……\n下载全文请登录\n";

fn schema() -> Value {
    serde_json::from_str(JSON_SCHEMA).expect("the schema is JSON")
}

fn validator(schema: &Value) -> Validator {
    jsonschema::validator_for(schema).expect("the schema is a schema")
}

/// The schema of a definition.
fn of(definition: &str) -> Validator {
    let mut schema = schema();
    let whole = schema.as_object_mut().expect("an object");
    whole.remove("anyOf");
    whole.insert("$ref".into(), json!(format!("#/$defs/{definition}")));
    validator(&schema)
}

fn holds(validator: &Validator, value: &Value) {
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:?}\n{value}");
}

/// The fields that the schema names are those that were written: none is left undescribed.
fn described(definition: &str, value: &Value) {
    let schema = schema();
    let properties = |definition: &str| -> Vec<String> {
        let properties = &schema["$defs"][definition]["properties"];
        properties
            .as_object()
            .expect("named")
            .keys()
            .cloned()
            .collect()
    };
    let mut known = properties(definition);
    if definition == "document" {
        known.extend(properties("found"));
    }
    for name in value.as_object().expect("an object").keys() {
        assert!(known.contains(name), "{definition}.{name}");
    }
}

fn all_described(document: &Value) {
    described("document", document);
    for (list, definition) in [
        ("blocks", "block"),
        ("placeholders", "placeholder"),
        ("removed", "removed"),
        ("edits", "edit"),
    ] {
        let items = document[list].as_array().expect(list);
        assert!(!items.is_empty(), "{list}");
        items.iter().for_each(|item| described(definition, item));
    }
}

#[test]
fn documents_are_what_the_library_writes() {
    let place = Place::new();
    place.write("a.txt", PAGE);
    let run = place
        .run(&["a.txt", "--format", "json", "--edits"])
        .exits(0);
    let run = run.says("1 warning (damaged 1)");
    let mut written: Value = serde_json::from_str(&run.stdout).expect("JSON");
    holds(&validator(&schema()), &written);
    holds(&of("document"), &written);
    all_described(&written);
    let document = Cleaner::new().clean(PAGE);
    let read: schema::Document = serde_json::from_value(written.clone()).expect("a document");
    assert_eq!(read.source().as_deref(), Some(PAGE));
    assert!(matches!(
        serde_json::from_str(&run.stdout),
        Ok(Entry::Document(_))
    ));
    written.as_object_mut().expect("an object").remove("path");
    assert_eq!(written, serde_json::to_value(&document).expect("JSON"));
}

#[test]
fn every_line_of_a_run_holds() {
    let place = Place::new();
    place.write("in/a.txt", PAGE);
    place.write("in/b.txt", b"PK\x03\x04\x14\x00\x06\x00\x08\x00");
    place.write("in/c.txt", "");
    let lines = place.run(&["in", "--format", "jsonl"]).exits(1).records();
    assert_eq!(lines.len(), 3);
    let whole = validator(&schema());
    lines.iter().for_each(|line| holds(&whole, line));
    assert_eq!(lines[0]["warnings"], json!(["damaged"]));
    assert_eq!(lines[0].get("edits"), None);
    holds(&of("failure"), &lines[1]);
    assert_eq!(lines[2]["blocks"], json!([]));
    let lines = place
        .run(&["in", "--format", "jsonl", "--decode-only"])
        .exits(1)
        .records();
    lines.iter().for_each(|line| holds(&whole, line));
    holds(&of("source"), &lines[0]);
    assert_eq!(lines[0]["damaged"], true);
}

#[test]
fn records_hold_beside_their_own_fields() {
    let place = Place::new();
    let line = |text: &str| json!({"id": 7, "warnings": "mine", "text": text}).to_string() + "\n";
    let given = line(PAGE) + &line(SPEECH) + "{}\n";
    let records = place
        .run_with(&["--jsonl"], given.as_bytes())
        .exits(0)
        .records();
    let schema = of("record");
    records.iter().for_each(|record| holds(&schema, record));
    assert_eq!(records[0]["warnings"], json!(["damaged"]));
    assert_eq!(records[0]["source_warnings"], "mine");
    assert_eq!(records[1]["warnings"], json!([]));
    let arguments = ["--jsonl", "--format", "text"];
    let records = place
        .run_with(&arguments, given.as_bytes())
        .exits(0)
        .records();
    assert_eq!(records[0]["warnings"], json!(["damaged"]));
    assert_eq!(records[1].get("warnings"), None);
}

#[test]
fn the_schema_refuses_what_is_not_so() {
    let document = serde_json::to_value(Cleaner::new().clean(PAGE)).expect("JSON");
    let schema = of("document");
    holds(&schema, &document);
    for (place, wrong) in [
        ("/schema_version", json!(2)),
        ("/blocks/0/kind", json!("Title")),
        ("/blocks/0/level", json!(1)),
        ("/blocks/0/span", json!([1])),
        ("/placeholders/0/kind", json!("Date")),
        ("/removed/0/reason", json!("spam")),
        ("/warnings/0", json!("Damaged")),
        ("/edits/0/rule", json!(null)),
    ] {
        let mut changed = document.clone();
        *changed.pointer_mut(place).expect(place) = wrong;
        assert!(!schema.is_valid(&changed), "{place}");
    }
}
