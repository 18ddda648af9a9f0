//! Files and directories.

use crate::support::{Place, SPEECH, cleaned, gunzip, gzip, records, zstandard};
use std::fs;

#[test]
fn one_file_goes_to_standard_output() {
    let place = Place::new();
    place.write("speech.txt", SPEECH);
    let run = place.run(&["speech.txt"]).exits(0);
    assert_eq!(run.stdout, cleaned(SPEECH));
    let last = run.stderr.lines().last().unwrap_or_default();
    for part in ["1 document", "MB/s", "edits (", "0 removals", "0 failures"] {
        assert!(last.contains(part), "{part:?} is missing in {last:?}");
    }
    assert_eq!(place.run(&["speech.txt", "--quiet"]).exits(0).stderr, "");
}

#[test]
fn standard_input_is_a_document() {
    let place = Place::new();
    let run = place.run_with(&["-"], SPEECH.as_bytes()).exits(0);
    assert_eq!(run.stdout, cleaned(SPEECH));
    place
        .run_with(&["-", "--output", "out.txt"], SPEECH.as_bytes())
        .exits(0);
    assert_eq!(place.read("out.txt"), cleaned(SPEECH));
}

#[test]
fn json_has_the_fields_of_the_schema() {
    let place = Place::new();
    place.write("in/a.txt", SPEECH);
    place
        .run(&["in", "--output", "out", "--format", "json"])
        .exits(0);
    let record = &records(&place.read("out/a.json"))[0];
    let fields: Vec<_> = record
        .as_object()
        .expect("an object")
        .keys()
        .cloned()
        .collect();
    let expected = [
        "blocks",
        "encoding",
        "path",
        "placeholders",
        "removed",
        "schema_version",
        "text",
        "title",
        "truncated",
        "warnings",
    ];
    assert_eq!(fields, expected);
    assert_eq!(record["path"], "a.txt");
    assert_eq!(record["encoding"], "UTF-8");
    assert_eq!(record["text"], cleaned(SPEECH));
    let document = zhengwen::Cleaner::new().clean(SPEECH);
    let blocks = record["blocks"].as_array().expect("a list");
    assert_eq!(blocks.len(), document.blocks().len());
    for (written, block) in blocks.iter().zip(document.blocks()) {
        assert_eq!(written["kind"], block.kind.as_str());
        assert_eq!(written["level"].as_u64(), block.kind.level().map(u64::from));
        assert_eq!(written["text"], block.text);
    }
}

#[test]
fn a_directory_is_mirrored() {
    let place = Place::new();
    place.write("in/a.txt", SPEECH);
    place.write("in/deep/er/b.txt", "医院开诊了。\n");
    place.write("in/c.htm", "图书馆开馆了。\n");
    place
        .run(&["in", "--output", "out"])
        .exits(0)
        .says("2 documents");
    assert_eq!(place.names("out"), ["a.txt", "deep/er/b.txt"]);
    assert_eq!(place.read("out/deep/er/b.txt"), "医院开诊了。\n");
    place
        .run(&[
            "in",
            "--output",
            "htm/",
            "--glob",
            "*.htm",
            "--glob",
            "deep/*/*.txt",
        ])
        .exits(0);
    assert_eq!(place.names("htm"), ["c.txt", "deep/er/b.txt"]);
}

#[test]
fn outputs_inside_the_inputs_are_no_inputs() {
    let place = Place::new();
    place.write("in/a.txt", SPEECH);
    place
        .run(&["in", "--output", "in/out"])
        .exits(0)
        .says("1 document,");
    place
        .run(&["in", "--output", "in/out"])
        .exits(0)
        .says("1 document,");
    assert_eq!(place.names("in"), ["a.txt", "out/a.txt"]);
}

#[test]
fn many_documents_make_one_jsonl() {
    let place = Place::new();
    for number in 0..100 {
        place.write(
            &format!("in/{number:03}.txt"),
            format!("第{number}号通知。\n"),
        );
    }
    place.write("in/050.txt", b"PK\x03\x04");
    let run = place.run(&[
        "in",
        "--format",
        "jsonl",
        "--output",
        "all.jsonl",
        "--jobs",
        "3",
    ]);
    run.exits(1)
        .says("in/050.txt: binary data")
        .says("99 documents")
        .says("1 failure");
    let all = records(&place.read("all.jsonl"));
    let paths: Vec<_> = all
        .iter()
        .map(|record| record["path"].as_str().unwrap_or(""))
        .collect();
    let expected: Vec<_> = (0..100).map(|number| format!("{number:03}.txt")).collect();
    assert_eq!(paths, expected, "in order, failures in their place");
    assert!(all[50]["error"].is_string());
    let others = place
        .names("")
        .into_iter()
        .filter(|name| !name.starts_with("in/"));
    assert_eq!(
        others.collect::<Vec<_>>(),
        ["all.jsonl", "all.jsonl.journal"],
        "the journal alone stays, for what failed"
    );
    let run = place.run(&["in", "--format", "jsonl"]).exits(1);
    assert_eq!(run.stdout, place.read("all.jsonl"));
}

#[test]
fn decoding_alone_changes_nothing() {
    let place = Place::new();
    let (gbk, _, _) = encoding_rs::GBK.encode(SPEECH);
    place.write("in/a.txt", &gbk);
    place.write("in/b.txt", b"PK\x03\x04");
    let run = place.run(&[
        "in",
        "--decode-only",
        "--format",
        "jsonl",
        "--output",
        "all.jsonl",
    ]);
    run.exits(1);
    let all = records(&place.read("all.jsonl"));
    assert_eq!(all[0]["text"], SPEECH);
    assert_eq!(all[0]["path"], "a.txt");
    assert!(
        all[0]["encoding"]
            .as_str()
            .is_some_and(|name| name.to_lowercase().starts_with("gb"))
    );
    assert_eq!(all[0].get("damaged"), None);
    assert!(
        all[1]["error"]
            .as_str()
            .is_some_and(|error| error.contains("binary"))
    );
    let text = place.run(&["in/a.txt", "--decode-only"]).exits(0).stdout;
    assert_eq!(text, SPEECH);
}

#[test]
fn options_reach_the_cleaner() {
    let place = Place::new();
    let source = "刚才,***同志作了说明。\n";
    place.write("a.txt", source);
    let with = |style| {
        let builder = zhengwen::Cleaner::builder().placeholders(style);
        let cleaner = builder.build().expect("options are valid");
        cleaner.clean(source).to_string()
    };
    let keep = place.run(&["a.txt", "--placeholders", "keep"]).exits(0);
    assert_eq!(keep.stdout, with(zhengwen::PlaceholderStyle::Keep));
    let tagged = place.run(&["a.txt", "--placeholders", "tagged"]).exits(0);
    let builder = zhengwen::Cleaner::builder().tagged_placeholders();
    let cleaner = builder.build().expect("options are valid");
    assert_eq!(tagged.stdout, cleaner.clean(source).text());
    place.write("cut.txt", b"\xc4\xe3\xba\xc3\xff\xff\xff\n");
    place
        .run(&["cut.txt", "--encoding", "gbk", "--strict"])
        .exits(1)
        .says("undecodable");
    let rule = zhengwen::Cleaner::new()
        .rules()
        .next()
        .map(|rule| rule.id.to_string());
    let rule = rule.expect("there are rules");
    place.run(&["a.txt", "--without-rule", &rule]).exits(0);
}

#[test]
fn compressed_inputs_and_outputs() {
    let place = Place::new();
    place.write("in/a.txt.gz", gzip(SPEECH.as_bytes()));
    let (one, two) = SPEECH.split_once('\n').expect("it has lines");
    let one = format!("{one}\n");
    let mut frames = zstandard(one.as_bytes());
    frames.extend(b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc");
    frames.extend(zstandard(two.as_bytes()));
    place.write("in/b.txt.zst", frames);
    place.write("in/c.txt", SPEECH);
    place.run(&["in", "--output", "out"]).exits(0);
    for name in ["out/a.txt", "out/b.txt", "out/c.txt"] {
        assert_eq!(place.read(name), cleaned(SPEECH), "{name}");
    }
    place
        .run(&["in", "--output", "packed", "--compress", "gz"])
        .exits(0);
    let packed = fs::read(place.path("packed/b.txt.gz")).expect("it is there");
    assert_eq!(gunzip(&packed), cleaned(SPEECH));
    place
        .run(&["in", "--output", "all.jsonl.zst", "--format", "jsonl"])
        .exits(0);
    place
        .run(&["all.jsonl.zst", "--output", "again.jsonl"])
        .exits(0);
    assert_eq!(place.read("again.jsonl").lines().count(), 3);
}

#[test]
fn an_empty_file_is_an_empty_document() {
    let place = Place::new();
    place.write("in/empty.txt", "");
    assert_eq!(place.run(&["in/empty.txt"]).exits(0).stdout, "");
    place
        .run(&["in", "--output", "out"])
        .exits(0)
        .says("1 document");
    assert_eq!(place.read("out/empty.txt"), "");
}

#[test]
fn help_has_examples() {
    let place = Place::new();
    let help = place.run(&["--help"]).exits(0).stdout;
    for part in [
        "Examples:",
        "--jsonl",
        "--output",
        "--resume",
        "--placeholders",
        "Exit codes",
    ] {
        assert!(help.contains(part), "{part}");
    }
}
