//! What goes wrong is said, and nothing else goes wrong for it.

use crate::support::{Place, SPEECH, clean, cleaned, gzip, records, zstandard};
use std::io::Read;
use std::process::Stdio;

#[test]
fn failed_documents_are_named_and_the_rest_goes_on() {
    let place = Place::new();
    place.write("in/a.txt", SPEECH);
    place.write("in/archive.txt", b"PK\x03\x04\x14\x00\x00\x00");
    let packed = gzip(SPEECH.repeat(50).as_bytes());
    place.write("in/cut.txt.gz", &packed[..packed.len() - 20]);
    let packed = zstandard(SPEECH.repeat(50).as_bytes());
    place.write("in/gone.txt.zst", &packed[..packed.len() - 9]);
    place.write("in/z.txt", SPEECH);
    let run = place.run(&[
        "in",
        "missing.txt",
        "--output",
        "out",
        "--rejects",
        "rejects.jsonl",
    ]);
    run.exits(1)
        .says("in/archive.txt: binary data")
        .says("in/cut.txt.gz: ")
        .says("in/gone.txt.zst: ")
        .says("missing.txt: no such file")
        .says("2 documents")
        .says("4 failures");
    assert_eq!(place.names("out"), ["a.txt", "z.txt"]);
    let mut rejects: Vec<_> = records(&place.read("rejects.jsonl"))
        .iter()
        .map(|reject| {
            assert!(
                reject["error"]
                    .as_str()
                    .is_some_and(|reason| !reason.is_empty())
            );
            reject["path"].as_str().unwrap_or_default().to_owned()
        })
        .collect();
    rejects.sort();
    assert_eq!(
        rejects,
        [
            "in/archive.txt",
            "in/cut.txt.gz",
            "in/gone.txt.zst",
            "missing.txt"
        ]
    );
    let run = place
        .run(&["in/archive.txt", "--output", "one.txt"])
        .exits(1);
    assert_eq!(run.stdout, "");
    assert!(
        !place.path("one.txt").exists(),
        "a failed document has no output"
    );
}

#[test]
fn damaged_zstandard_is_noticed() {
    let place = Place::new();
    let mut packed = zstandard(SPEECH.as_bytes());
    let last = packed.len() - 1;
    packed[last] ^= 1;
    place.write("a.txt.zst", packed);
    place.run(&["a.txt.zst"]).exits(1).says("checksum");
}

#[test]
fn a_document_above_the_limit_is_not_read() {
    let place = Place::new();
    place.write("in/a.txt", SPEECH);
    place.write("in/b.txt", "水".repeat(10_000));
    let run = place
        .run(&["in", "--output", "out", "--max-record-bytes", "20k"])
        .exits(1);
    run.says("in/b.txt: longer than --max-record-bytes 20480");
    assert_eq!(place.names("out"), ["a.txt"]);
}

#[test]
fn wrong_usage_is_two() {
    let place = Place::new();
    place.write("a.txt", SPEECH);
    place.write("b.txt", SPEECH);
    place.write("d/a.txt", SPEECH);
    for (arguments, words) in [
        (&["a.txt", "b.txt"][..], "--output DIR"),
        (&["d"], "--output DIR"),
        (&["a.txt", "b.txt", "--output", "d/a.txt"], "is a file"),
        (
            &["a.txt", "--encoding", "klingon"],
            "unknown encoding label: klingon",
        ),
        (&["a.txt", "--encoding", "gb18300"], "did you mean gb18030?"),
        (
            &["a.txt", "--without-rule", "layout.jion"],
            "did you mean layout.join?",
        ),
        (&["rules", "layout.jion"], "did you mean layout.join?"),
        (&["a.txt", "--without-rule", "no.such.rule"], "unknown rule"),
        (&["a.txt", "--format", "docx"], "docx"),
        (&["a.txt", "--jobs", "0"], "0"),
        (&["a.txt", "--max-record-bytes", "many"], "number of bytes"),
        (&["a.txt", "--no-such-option"], "--no-such-option"),
        (&["d", "--glob", "[", "--output", "out"], "--glob"),
        (
            &["a.txt", "--format", "jsonl", "--resume"],
            "--resume needs --output",
        ),
        (&["--jsonl", "--resume"], "--resume needs --output"),
        (&["a.txt", "d/a.txt", "--output", "out"], "two outputs"),
    ] {
        let run = place.run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert!(run.stderr.contains(words), "{arguments:?}: {}", run.stderr);
        assert_eq!(run.stdout, "");
    }
    assert_eq!(
        place.names(""),
        ["a.txt", "b.txt", "d/a.txt"],
        "nothing was written"
    );
}

#[test]
fn no_output_overwrites_an_input() {
    let place = Place::new();
    place.write("in/a.txt", SPEECH);
    place.write("in/b/a.txt", SPEECH);
    place.write("r.jsonl", "{\"text\":\"水\"}\n");
    for arguments in [
        &["in", "--output", "in"][..],
        &["in/a.txt", "--output", "in/a.txt"],
        &["in/a.txt", "--output", "in/b/../a.txt"],
        &["in/a.txt", "--output", "in/"],
        &["in/b", "--output", "in/b"],
        &["in", "--format", "jsonl", "--output", "in/a.txt"],
        &["in", "--output", "out", "--rejects", "in/a.txt"],
        &["--jsonl", "r.jsonl", "--output", "r.jsonl"],
    ] {
        let run = place.run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert!(
            run.stderr.contains("would overwrite the input"),
            "{}",
            run.stderr
        );
    }
    assert_eq!(place.read("in/a.txt"), SPEECH);
    place
        .run(&["in", "--output", "in", "--format", "json"])
        .exits(0);
    assert_eq!(
        place.names("in"),
        ["a.json", "a.txt", "b/a.json", "b/a.txt"]
    );
}

#[test]
#[cfg(unix)]
fn an_output_appended_to_its_input_is_refused() {
    let place = Place::new();
    let path = place.write("a.txt", SPEECH);
    let append = std::fs::OpenOptions::new().append(true).open(&path);
    let output = clean()
        .arg(&path)
        .stdout(append.expect("it is there"))
        .output()
        .expect("it starts");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(place.read("a.txt"), SPEECH);
}

#[test]
fn an_output_that_cannot_be_written_is_a_clear_error() {
    let place = Place::new();
    place.write("in/a.txt", SPEECH);
    place.write("file", "");
    place
        .run(&["in", "--output", "file/out"])
        .exits(1)
        .says("cannot write file/out");
    let run = place.run_with(
        &["--jsonl", "--output", "file/o.jsonl"],
        b"{\"text\":\"a\"}\n",
    );
    run.exits(1).says("cannot write file/o.jsonl");
    place
        .run(&["in/a.txt", "--rejects", "file/r"])
        .exits(1)
        .says("cannot write file/r");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_a_clear_error() {
    let place = Place::new();
    place.write("a.txt", SPEECH);
    place.write("r.jsonl", "{\"text\":\"水\"}\n");
    for name in ["a.txt", "r.jsonl"] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
        let output = clean()
            .arg(place.path(name))
            .stdout(full.expect("Linux has it"))
            .output()
            .expect("it starts");
        assert_eq!(output.status.code(), Some(1), "{name}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            said.contains("cannot write standard output: No space left"),
            "{said}"
        );
    }
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let place = Place::new();
    let records: String = (0..3_000)
        .map(|id| format!("{{\"id\":{id},\"text\":\"水\"}}\n"))
        .collect();
    place.write("r.jsonl", records);
    let mut child = clean()
        .arg(place.path("r.jsonl"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdout = child.stdout.take().expect("it is piped");
    stdout.read_exact(&mut [0; 10]).expect("it writes");
    drop(stdout);
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_closed_standard_error_ends_nothing() {
    let place = Place::new();
    place.write("bad.txt", b"PK\x03\x04");
    place.write("good.txt", SPEECH);
    let mut child = clean()
        .args(["bad.txt", "good.txt", "--format", "jsonl"])
        .current_dir(place.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stderr.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).expect("output is UTF-8");
    assert_eq!(records(&text)[1]["text"], cleaned(SPEECH));
}
