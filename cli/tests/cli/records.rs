//! The JSONL filter: as many records out as in, in order, whatever they are.

use crate::support::{Place, SPEECH, clean, cleaned, gunzip, gzip, records};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::json;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

#[test]
fn one_record_in_one_record_out() {
    let place = Place::new();
    let lines: String = (0..1000)
        .map(|id| {
            format!(
                "{}\n",
                json!({"id": id, "text": format!("第{id}号通知 :"), "url": "u"})
            )
        })
        .collect();
    let run = place
        .run_with(&["--jsonl", "--jobs", "4"], lines.as_bytes())
        .exits(0);
    let all = run.records();
    assert_eq!(all.len(), 1000);
    for (id, record) in all.iter().enumerate() {
        assert_eq!(record["id"], id);
        assert_eq!(record["url"], "u");
        assert_eq!(record["text"], cleaned(&format!("第{id}号通知 :")));
        assert!(record["blocks"].is_array() && record["removed"].is_array());
        assert_eq!(record.get("error"), None);
    }
}

#[test]
fn other_fields_keep_their_spelling_and_place() {
    let place = Place::new();
    let line = r#"{"a":1.0,"big":12345678901234567890123,"text":"你好","n":{"x":[1, 2],"\u4e00":"\ud800"},"z":1e5}"#;
    let run = place
        .run_with(&["--jsonl", "--format", "text"], line.as_bytes())
        .exits(0);
    let expected = r#"{"a":1.0,"big":12345678901234567890123,"text":"你好\n","n":{"x":[1, 2],"\u4e00":"\ud800"},"z":1e5}"#;
    assert_eq!(run.stdout, format!("{expected}\n"));
}

#[test]
fn fields_of_the_same_name_make_way() {
    let place = Place::new();
    let line = r#"{"blocks":3,"source_blocks":4,"error":"old","text":"你好"}"#;
    let record = &place
        .run_with(&["--jsonl"], line.as_bytes())
        .exits(0)
        .records()[0];
    assert_eq!(record["source_source_blocks"], 3);
    assert_eq!(record["source_blocks"], 4);
    assert_eq!(record["source_error"], "old");
    assert!(record["blocks"].is_array());
    assert_eq!(record.get("error"), None);
}

#[test]
fn the_text_may_be_in_another_field() {
    let place = Place::new();
    let line = r#"{"text":"left alone ,","content":"你好 :"}"#;
    let record = &place
        .run_with(&["--text-field", "content"], line.as_bytes())
        .records()[0];
    assert_eq!(record["text"], "left alone ,");
    assert_eq!(record["content"], cleaned("你好 :"));
}

#[test]
fn raw_bytes_come_as_base64() {
    let place = Place::new();
    let (gbk, _, _) = encoding_rs::GBK.encode(SPEECH);
    let plain = BASE64.encode(&gbk);
    let (head, tail) = plain.split_at(20);
    let lines = [
        json!({"id": 1, "body": plain, "text": "meta"}),
        json!({"id": 2, "body": plain.trim_end_matches('=')}),
        json!({"id": 3, "body": format!("{head}\r\n{tail}")}),
        json!({"id": 4, "body": "§§"}),
        json!({"id": 5, "body": BASE64.encode(b"PK\x03\x04")}),
    ];
    let input = lines.map(|line| format!("{line}\n")).concat();
    let all = place
        .run_with(&["--bytes-field", "body"], input.as_bytes())
        .exits(0)
        .records();
    for record in &all[..3] {
        assert_eq!(record["text"], cleaned(SPEECH), "{record}");
        assert!(
            record["encoding"]
                .as_str()
                .is_some_and(|name| name.starts_with("gb") || name.starts_with("GB"))
        );
        assert_eq!(record.get("body"), None);
    }
    assert_eq!(all[0]["source_text"], "meta");
    assert!(
        all[3]["error"]
            .as_str()
            .is_some_and(|error| error.contains("base64"))
    );
    assert_eq!(all[3]["body"], "§§", "a failed record keeps all it had");
    assert!(
        all[4]["error"]
            .as_str()
            .is_some_and(|error| error.contains("binary"))
    );
}

#[test]
fn poisoned_records_become_error_records() {
    let place = Place::new();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let poisoned: [(&[u8], &str); 11] = [
        (b"not json", "malformed"),
        (b"", "empty line"),
        (b"{\"text\":\"cut", "malformed"),
        (b"[\"text\"]", "malformed"),
        (b"{\"id\":1}", "no field \"text\""),
        (b"{\"text\":null}", "not a string"),
        (b"{\"text\":[\"a\"]}", "not a string"),
        (b"{\"text\":\"\xff\xfe\"}", "not UTF-8"),
        (b"{\"text\":\"a\"} {\"text\":\"b\"}", "malformed"),
        (b"\0\0\0", "malformed"),
        (deep.as_bytes(), "malformed"),
    ];
    let mut input = Vec::new();
    for (line, _) in poisoned {
        input.extend_from_slice(line);
        input.extend_from_slice(b"\n{\"text\":\"good\"}\n");
    }
    let arguments = ["--jsonl", "--rejects", "rejects.jsonl"];
    let run = place
        .run_with(&arguments, &input)
        .exits(0)
        .says("11 failures");
    let all = run.records();
    assert_eq!(all.len(), 2 * poisoned.len());
    for ((line, reason), pair) in poisoned.iter().zip(all.chunks(2)) {
        let error = pair[0]["error"].as_str().unwrap_or_default();
        assert!(
            error.contains(reason),
            "{}: {error}",
            String::from_utf8_lossy(line)
        );
        assert_eq!(pair[1]["text"], "good\n");
    }
    let rejects = records(&place.read("rejects.jsonl"));
    assert_eq!(rejects.len(), poisoned.len());
    assert_eq!(
        rejects[0],
        json!({"path": "standard input", "line": 1, "error": all[0]["error"], "raw": "not json"})
    );
    assert_eq!(rejects[4]["line"], 9);
    assert_eq!(rejects[4]["raw"], "{\"id\":1}");
}

#[test]
fn other_fields_are_copied_as_they_are_spelt() {
    let place = Place::new();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for fields in [
        r#""a":1.0,"b":-0.5e+10,"c":12345678901234567890123,"d":0E-0"#,
        r#""n":{"x":[1, 2 ,[],{}],"\u4e00":"\ud800"},"t":[true,false , null]"#,
        r#""s":"\"\\\/\b\f\n\r\t\u00e9\\""#,
        &format!(r#""deep":{deep}"#),
    ] {
        for line in [
            format!(r#"{{{fields},"text":"水"}}"#),
            format!("  {{\t\"text\" : \"\\u6c34\" ,{fields} }} "),
        ] {
            let run = place.run_with(&["--jsonl"], line.as_bytes()).exits(0);
            assert!(run.stdout.contains(fields), "{}", run.stdout);
            assert!(run.stdout.contains(r#""text":"水\n""#), "{}", run.stdout);
        }
    }
    let line = r#"{"\u0061":1,"text":"水"}"#;
    assert_eq!(
        place.run_with(&["--jsonl"], line.as_bytes()).records()[0]["a"],
        1
    );
}

#[test]
fn what_is_no_json_is_an_error_record() {
    let place = Place::new();
    for value in [
        "",
        "1 2",
        "tru",
        "truely",
        "01",
        "1.",
        ".5",
        "-",
        "1e",
        "[1,]",
        "[1",
        "{1:2}",
        r#""\x""#,
        r#""\u12g4""#,
        r#""\"#,
        "1},{",
        "'a'",
        "\"\t\"",
    ] {
        let line = format!(r#"{{"text":"水","a":{value}}}"#);
        let run = place.run_with(&["--jsonl"], line.as_bytes());
        let record = &run.records()[0];
        let error = record["error"].as_str().unwrap_or_default();
        assert!(error.starts_with("malformed record: "), "{line}: {record}");
    }
}

#[test]
fn a_lone_surrogate_costs_one_character_and_is_told() {
    let place = Place::new();
    let input = br#"{"text":"\u4f60\ud83d\u597d"}
{"text":"\u4f60\ud83d\ude00\u597d"}"#;
    let run = place.run_with(&["--jsonl"], input).exits(0);
    let [lone, pair] = &run.records()[..] else {
        panic!("{run:?}")
    };
    assert_eq!(lone["text"], "你\u{fffd}好\n");
    assert_eq!(lone["warnings"], json!(["damaged"]));
    assert_eq!(pair["warnings"], json!([]));
    let run = place.run_with(&["--jsonl", "--strict"], input);
    // The record stays as it is spelt, which readers of JSON refuse.
    let run = run.says("standard input:1: field \"text\": half of a surrogate pair");
    let (lone, pair) = run.stdout.split_once('\n').expect("two records");
    assert!(lone.contains("half of a surrogate pair"), "{lone}");
    assert_eq!(records(pair)[0]["text"], "你😀好\n");
}

#[test]
fn an_oversized_record_is_an_error_record() {
    let place = Place::new();
    let long = "水".repeat(200_000);
    let input = format!("{{\"text\":\"a\"}}\n{{\"text\":\"{long}\"}}\n{{\"text\":\"b\"}}\n");
    let run = place.run_with(&["--jsonl", "--max-record-bytes", "300k"], input.as_bytes());
    let all = run
        .exits(0)
        .says("standard input:2: record of 600011 bytes")
        .records();
    assert_eq!(all.len(), 3);
    assert!(
        all[1]["error"]
            .as_str()
            .is_some_and(|error| error.contains("600011"))
    );
    assert_eq!(all[2]["text"], "b\n");
}

#[test]
fn a_slow_writer_gets_its_answers_at_once() {
    let mut child = clean()
        .args(["--jsonl", "--jobs", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    let mut stdout = BufReader::new(child.stdout.take().expect("it is piped"));
    for id in 0..3 {
        writeln!(stdin, "{{\"id\":{id},\"text\":\"水\"}}").expect("it reads");
        let mut line = String::new();
        stdout.read_line(&mut line).expect("it answers");
        assert_eq!(records(&line)[0]["id"], id);
    }
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn compressed_records() {
    let place = Place::new();
    place.write("in/a.jsonl.gz", gzip(b"{\"text\":\"a\"}\n{\"text\":\"b\"}"));
    place.write("in/b.jsonl", "\u{feff}{\"text\":\"c\"}\r\n");
    place
        .run(&["--jsonl", "in", "--output", "out", "--compress", "gz"])
        .exits(0);
    assert_eq!(place.names("out"), ["a.jsonl.gz", "b.jsonl.gz"]);
    let packed = std::fs::read(place.path("out/a.jsonl.gz")).expect("it is there");
    assert_eq!(records(&gunzip(&packed))[1]["text"], "b\n");
    let run = place.run(&["in/a.jsonl.gz", "in/b.jsonl"]).exits(0);
    let texts: Vec<_> = run
        .records()
        .iter()
        .map(|record| record["text"].clone())
        .collect();
    assert_eq!(texts, ["a\n", "b\n", "c\n"]);
}

#[test]
fn a_broken_stream_keeps_what_came_before() {
    let place = Place::new();
    // Little to clean, much that does not compress: the cut comes after several batches.
    let mut state = 1_u64;
    let mut noise = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        format!("{state:x}")
    };
    let lines: String = (0..2_000)
        .map(|id| {
            let salt: String = (0..32).map(|_| noise()).collect();
            format!("{{\"id\":{id},\"text\":\"水{id}\",\"salt\":\"{salt}\"}}\n")
        })
        .collect();
    let packed = gzip(lines.as_bytes());
    place.write("cut.jsonl.gz", &packed[..packed.len() * 3 / 4]);
    let run = place.run(&["--jsonl", "cut.jsonl.gz"]).exits(1);
    let run = run.says("cut.jsonl.gz: the stream broke");
    let all = run.records();
    assert!(all.len() > 500, "{}", all.len());
    for (id, record) in all.iter().enumerate() {
        assert_eq!(record["id"], id);
        assert_eq!(record.get("error"), None);
    }
    let run = place
        .run(&["cut.jsonl.gz", "--output", "out.jsonl"])
        .exits(1)
        .says("out.jsonl.part");
    drop(run);
    assert!(!place.path("out.jsonl").exists(), "it is not complete");
    assert_eq!(place.read("out.jsonl.part").lines().count(), all.len());
    place.write("cut.jsonl.gz", &packed);
    place
        .run(&["cut.jsonl.gz", "--output", "out.jsonl", "--resume"])
        .exits(0)
        .says("done before");
    assert_eq!(records(&place.read("out.jsonl")).len(), 2_000);
    assert_eq!(place.names(""), ["cut.jsonl.gz", "out.jsonl"]);
}

#[test]
fn a_missing_input_is_a_broken_stream() {
    let place = Place::new();
    place.write("a.jsonl", "{\"text\":\"a\"}\n");
    let run = place
        .run(&["a.jsonl", "gone.jsonl"])
        .exits(1)
        .says("gone.jsonl: no such file");
    assert_eq!(run.records().len(), 1);
}

#[test]
fn every_character_survives_the_writing() {
    let place = Place::new();
    let ascii: String = (0..128_u8).map(char::from).collect();
    let text = format!("{ascii}水{}\"{ascii}", "x".repeat(70));
    let line = json!({"text": text, &text: 1}).to_string();
    let arguments = ["--jsonl", "--decode-only", "--encoding", "utf-8"];
    let record = &place
        .run_with(&arguments, line.as_bytes())
        .exits(0)
        .records()[0];
    assert_eq!(record["text"], text);
    assert_eq!(record[&text], 1);
}

#[test]
fn of_two_fields_of_one_name_the_last_counts() {
    let place = Place::new();
    let line = br#"{"text":"one","id":1,"text":3,"text":"four"}"#;
    let run = place
        .run_with(&["--jsonl", "--format", "text"], line)
        .exits(0);
    assert_eq!(run.stdout, "{\"id\":1,\"text\":\"four\\n\"}\n");
}
