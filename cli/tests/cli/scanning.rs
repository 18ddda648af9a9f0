//! The quick reader of records, beside a full one: what it takes, that takes too, and alike.

use crate::scan;
use proptest::prelude::*;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The fields as a full reader finds them.
struct Full(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Full {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Full;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Full, A::Error> {
                let mut fields = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, Box<RawValue>>()? {
                    fields.push((name, value.get().to_owned()));
                }
                Ok(Full(fields))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

fn quick(text: &str) -> Option<Vec<(String, String)>> {
    let mut fields = Vec::new();
    scan::fields(text, |name, value| fields.push((name.into(), value.into())))?;
    Some(fields)
}

fn full(text: &str) -> Option<Vec<(String, String)>> {
    serde_json::from_str(text).ok().map(|Full(fields)| fields)
}

fn unescaped(spelt: &str) -> Option<String> {
    let mut text = String::new();
    scan::unescape(spelt, &mut text).map(|()| text)
}

#[test]
fn plain_records_are_read_at_once() {
    for text in [
        r#"{}"#,
        r#"  { }  "#,
        r#"{"text":"你好"}"#,
        r#"{"a":1.0,"b":-0.5e+10,"c":12345678901234567890123,"text":"你好\n","a":0E-0}"#,
        r#"{"n":{"x":[1, 2 ,[],{}],"\u4e00":"\ud800"} , "t":[true,false , null]}"#,
        r#"{"s":"\"\\\/\b\f\n\r\t\u00e9\\"}"#,
    ] {
        assert_eq!(quick(text), full(text), "{text}");
        assert!(quick(text).is_some(), "{text}");
    }
}

#[test]
fn what_is_not_plain_is_left_to_others() {
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    for text in [
        "{\"a\"\t:1}",
        r#"{"\u0061":1}"#,
        deep.as_str(),
        "",
        "[]",
        "null",
        "{",
        r#"{"a""#,
        r#"{"a"}"#,
        r#"{"a":}"#,
        r#"{"a":1"#,
        r#"{"a":1,}"#,
        r#"{"a":1 2}"#,
        r#"{"a":1}}"#,
        r#"{"a":tru}"#,
        r#"{"a":truely}"#,
        r#"{"a":01}"#,
        r#"{"a":1.}"#,
        r#"{"a":.5}"#,
        r#"{"a":-}"#,
        r#"{"a":1e}"#,
        r#"{"a":[1,]}"#,
        r#"{"a":[1}"#,
        r#"{"a":{1:2}}"#,
        r#"{"a":"\x"}"#,
        r#"{"a":"\u12g4"}"#,
        r#"{"a":"\"#,
        r#"{a:1}"#,
        r#"{'a':1}"#,
    ] {
        assert_eq!(quick(text), None, "{text}");
    }
}

#[test]
fn escapes_are_undone() {
    assert_eq!(unescaped("").as_deref(), Some(""));
    assert_eq!(unescaped(r"一\n二\u4E09").as_deref(), Some("一\n二三"));
    assert_eq!(unescaped(r"\ud83d\ude00!").as_deref(), Some("\u{1F600}!"));
    for half in [r"\ud83d", r"\ud83d\u4e00", r"\ude00", r"\ud83dabcdef"] {
        assert_eq!(unescaped(half), None, "{half}");
    }
}

/// Text that is often JSON, and often nearly.
fn nearly_json() -> impl Strategy<Value = String> {
    let token = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"a\"",
        "\"一\\n\"",
        "\\",
        "\\u4e00",
        "\\ud83d",
        "\\ude00",
        " ",
        "\t",
        "0",
        "-1",
        "2.5",
        "e",
        "E+3",
        "true",
        "null",
        "fals",
        "文",
        "\u{7f}",
    ]);
    let soup = prop::collection::vec(token, 0..12).prop_map(|tokens| tokens.concat());
    let value = prop_oneof![
        soup.clone(),
        Just("\"二\\t\\\"三\"".to_owned()),
        Just("[1,{\"b\":[]}]".to_owned()),
        Just("-0.1e5".to_owned()),
    ];
    prop::collection::vec((soup.clone(), value), 0..4).prop_flat_map(move |fields| {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| format!("\"{}\":{value}", name.replace(['"', '\\'], "")))
            .collect();
        let object = format!("{{{}}}", fields.join(","));
        prop_oneof![3 => Just(object), 1 => soup.clone()]
    })
}

proptest! {
    #[test]
    fn both_readers_agree(text in nearly_json()) {
        if let Some(found) = quick(&text) {
            let expected = full(&text);
            prop_assert_eq!(Some(&found), expected.as_ref());
            for (_, value) in found {
                let spelt = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
                if let Some(text) = spelt.and_then(unescaped) {
                    prop_assert_eq!(Some(text), serde_json::from_str(&value).ok());
                }
            }
        }
    }
}
