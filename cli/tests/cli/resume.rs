//! A run that is killed goes on where it was: nothing is missing, nothing is there twice.

use crate::support::{JOURNAL, Place, SPEECH, clean, cleaned, records};
use std::fs;
use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Waits for something that another process does.
fn wait_until(done: impl Fn() -> bool) {
    let began = Instant::now();
    while !done() {
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "it takes too long"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn killed_records_go_on() {
    let place = Place::new();
    let line = |id| match id {
        _ if id % 7 == 3 => "poison\n".to_owned(),
        _ => format!("{{\"id\":{id},\"text\":\"第{id}号通知 :\"}}\n"),
    };
    let lines: Vec<String> = (0..600).map(line).collect();
    let all = lines.concat();
    place
        .run_with(
            &["--jsonl", "-", "--output", "whole.jsonl", "--rejects", "r1"],
            all.as_bytes(),
        )
        .exits(0);
    let mut resume = None;
    let arguments = ["--jsonl", "-", "--output", "out.jsonl", "--rejects", "r2"];
    for part in [lines[..200].concat(), lines[..405].concat(), all.clone()] {
        let mut child = clean()
            .args(arguments)
            .args(resume)
            .current_dir(place.path(""))
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut stdin = child.stdin.take().expect("it is piped");
        stdin.write_all(part.as_bytes()).expect("it reads");
        let journal = place.path("out.jsonl.journal");
        wait_until(|| {
            let text = fs::read_to_string(&journal).unwrap_or_default();
            let last = text.lines().last().unwrap_or_default();
            last.split(' ').next() == Some(&part.len().to_string())
        });
        child.kill().expect("it runs");
        child.wait().expect("it ends");
        // What a kill in mid-write leaves behind.
        for (name, tail) in [
            ("out.jsonl.part", "{\"id\":"),
            ("out.jsonl.journal", "99"),
            ("r2", "{"),
        ] {
            let file = fs::OpenOptions::new().append(true).open(place.path(name));
            file.and_then(|mut file| file.write_all(tail.as_bytes()))
                .expect("it is there");
        }
        resume = Some("--resume");
        assert!(!place.path("out.jsonl").exists());
    }
    let again = [&arguments[..], &["--resume"]].concat();
    place.run_with(&again, all.as_bytes()).exits(0);
    assert_eq!(place.read("out.jsonl"), place.read("whole.jsonl"));
    assert_eq!(place.read("r2"), place.read("r1"));
    place
        .run_with(&again, all.as_bytes())
        .exits(0)
        .says("out.jsonl is complete");
    assert_eq!(place.names(""), ["out.jsonl", "r1", "r2", "whole.jsonl"]);
}

#[test]
#[cfg(unix)]
fn killed_documents_go_on() {
    let place = Place::new();
    for name in ["a", "b", "c"] {
        place.write(&format!("in/{name}.txt"), SPEECH);
    }
    place.write("in/bad.txt", b"PK\x03\x04");
    let pipe = place.path("in/slow");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("there is mkfifo").success());
    let arguments = [
        "in",
        "in/slow",
        "--output",
        "out",
        "--jobs",
        "1",
        "--rejects",
        "rejects",
    ];
    let mut child = place.start(&arguments, Stdio::inherit());
    let journal = place.path("out").join(JOURNAL);
    wait_until(|| {
        fs::read_to_string(&journal)
            .unwrap_or_default()
            .lines()
            .count()
            == 4
    });
    child.kill().expect("it waits for the pipe");
    child.wait().expect("it ends");
    fs::remove_file(&pipe).expect("it is there");
    place.write("in/slow", SPEECH);
    fs::remove_file(place.path("out/b.txt")).expect("it was written");
    place.write("out/a.txt", "not written again");
    let resumed = [&arguments[..], &["--resume"]].concat();
    let run = place.run(&resumed).exits(1);
    run.says("2 documents")
        .says("1 failure")
        .says("2 done before");
    assert_eq!(place.names("out"), ["a.txt", "b.txt", "c.txt", "slow.txt"]);
    assert_eq!(place.read("out/a.txt"), "not written again");
    assert_eq!(place.read("out/b.txt"), cleaned(SPEECH));
    assert_eq!(records(&place.read("rejects")).len(), 1, "not named twice");
}

#[test]
fn other_options_are_another_run() {
    let place = Place::new();
    place.write("in/a.txt", SPEECH);
    let begun = "0.0.0 with other options\nin/a.txt\n";
    place.write(&format!("out/{JOURNAL}"), begun);
    let run = place.run(&["in", "--output", "out", "--resume"]).exits(2);
    run.says("had other inputs or options");
    place.write("all.jsonl.part", "");
    place.write("all.jsonl.journal", begun);
    let arguments = ["in", "--format", "jsonl", "--output", "all.jsonl"];
    place
        .run(&[&arguments[..], &["--resume"]].concat())
        .exits(2);
    place.run(&arguments).exits(0);
    assert_eq!(place.names(""), ["all.jsonl", "in/a.txt"]);
}

#[test]
fn a_shorter_input_is_noticed() {
    let place = Place::new();
    let lines = "{\"text\":\"水\"}\n".repeat(10);
    let arguments = ["--jsonl", "-", "--output", "out.jsonl"];
    let mut child = place.start(&arguments, Stdio::piped());
    let mut stdin = child.stdin.take().expect("it is piped");
    stdin.write_all(lines.as_bytes()).expect("it reads");
    wait_until(|| {
        let journal = fs::read_to_string(place.path("out.jsonl.journal")).unwrap_or_default();
        let done = journal.lines().last().unwrap_or_default();
        done.starts_with(&format!("{} ", lines.len()))
    });
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    let again = [&arguments[..], &["--resume"]].concat();
    place
        .run_with(&again, &lines.as_bytes()[..20])
        .exits(1)
        .says("the stream broke");
    place.run_with(&again, lines.as_bytes()).exits(0);
    assert_eq!(place.read("out.jsonl").lines().count(), 10);
}

#[test]
fn a_finished_run_leaves_nothing_to_do() {
    let place = Place::new();
    for name in ["a", "b"] {
        place.write(&format!("in/{name}.txt"), SPEECH);
    }
    let arguments = ["in", "--output", "out", "--resume"];
    place.run(&arguments).exits(0).says("2 documents");
    let again = place.run(&arguments).exits(0);
    again.says("0 documents").says("2 done before");
    place.write("in/b.txt", "各位来宾:\n今天通水。\n");
    let changed = place.run(&arguments).exits(0);
    changed.says("1 document,").says("1 done before");
    assert_eq!(place.read("out/b.txt"), "各位来宾：\n今天通水。\n");
    // Without --resume all is done anew.
    place.run(&arguments[..3]).exits(0).says("2 documents");
}

#[test]
fn failures_of_the_killed_run_are_not_forgotten() {
    let place = Place::new();
    place.write("in/bad.txt", b"PK\x03\x04");
    for number in 0..40 {
        place.write(&format!("in/c{number:02}.txt"), SPEECH);
    }
    let pipe = place.path("in/slow");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("there is mkfifo").success());
    let arguments = [
        "in",
        "in/slow",
        "--format",
        "jsonl",
        "--output",
        "all.jsonl",
        "--jobs",
        "1",
    ];
    let mut child = place.start(&arguments, Stdio::inherit());
    let journal = place.path("all.jsonl.journal");
    wait_until(|| {
        let text = fs::read_to_string(&journal).unwrap_or_default();
        text.lines()
            .last()
            .is_some_and(|line| line.starts_with("32 "))
    });
    child.kill().expect("it waits for the pipe");
    child.wait().expect("it ends");
    fs::remove_file(&pipe).expect("it is there");
    place.write("in/slow", SPEECH);
    let resumed = [&arguments[..], &["--resume"]].concat();
    let run = place.run(&resumed).exits(1);
    run.says("10 documents")
        .says("1 failure")
        .says("32 done before");
    assert_eq!(place.read("all.jsonl").lines().count(), 42);
}

#[test]
fn failures_of_a_finished_run_are_not_forgotten() {
    let place = Place::new();
    place.write("in/bad.txt", b"PK\x03\x04");
    place.write("in/good.txt", SPEECH);
    let arguments = [
        "in",
        "--format",
        "jsonl",
        "--output",
        "all.jsonl",
        "--resume",
    ];
    place.run(&arguments).exits(1).says("1 failure");
    let output = place.read("all.jsonl");
    for _ in 0..2 {
        let again = place.run(&arguments).exits(1);
        again.says("all.jsonl is complete").says("1 failure");
    }
    assert_eq!(place.read("all.jsonl"), output);
    place.run(&[&arguments[..], &["--edits"]].concat()).exits(2);
    // Mended and done anew, it leaves nothing behind.
    place.write("in/bad.txt", SPEECH);
    place.run(&arguments[..5]).exits(0);
    place.run(&arguments).exits(0).says("all.jsonl is complete");
    let names = place.names("");
    assert_eq!(names, ["all.jsonl", "in/bad.txt", "in/good.txt"]);
}

#[test]
fn another_model_under_the_same_name_is_another_run() {
    let place = Place::new();
    place.write("in/a.txt", SPEECH);
    let rule = |pattern: &str| format!("own.a\tadvert\tline\t{pattern}\n");
    place.write("site.rules", rule("甲"));
    let arguments = [
        "in",
        "--output",
        "out",
        "--chrome-rules",
        "site.rules",
        "--resume",
    ];
    place.run(&arguments).exits(0);
    place.run(&arguments).exits(0).says("1 done before");
    place.write("site.rules", rule("乙"));
    place
        .run(&arguments)
        .exits(2)
        .says("had other inputs or options");
}
