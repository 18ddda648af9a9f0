//! What lies where an output is to go is never harmed.
#![cfg(unix)]

use crate::support::{Place, SPEECH, clean, cleaned};
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::{FileTypeExt, symlink};
use std::process::{Command, Stdio};

#[test]
fn a_pipe_is_written_through_and_stays() {
    let place = Place::new();
    place.write("a.txt", SPEECH);
    place.write("r.jsonl", "{\"text\":\"水\"}\n");
    let pipe = place.path("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("there is mkfifo").success());
    for arguments in [
        &["a.txt", "--output", "pipe"][..],
        &["a.txt", "--format", "jsonl", "--output", "pipe"],
        &["r.jsonl", "--output", "pipe"],
        &["a.txt", "--report", "pipe"],
        &["a.txt", "--learn-chrome", "pipe"],
    ] {
        let reader = {
            let pipe = pipe.clone();
            std::thread::spawn(move || fs::read(pipe).map(|bytes| bytes.len()))
        };
        place.run(arguments).exits(0);
        let read = reader.join().expect("it reads").expect("it can be read");
        assert!(read > 0, "{arguments:?}");
        let kind = fs::metadata(&pipe).expect("it is there").file_type();
        assert!(kind.is_fifo(), "{arguments:?} put a file there");
    }
    assert_eq!(place.names(""), ["a.txt", "r.jsonl"]);
}

#[test]
fn a_device_is_written_through() {
    let place = Place::new();
    place.write("a.txt", SPEECH);
    symlink("/dev/null", place.path("null")).expect("it can be made");
    for flag in ["--output", "--report", "--learn-chrome", "--rejects"] {
        place.run(&["a.txt", flag, "null"]).exits(0);
        let kind = fs::metadata(place.path("null"))
            .expect("it is there")
            .file_type();
        assert!(kind.is_char_device(), "{flag} put a file there");
    }
    symlink("/dev/full", place.path("full")).expect("it can be made");
    place
        .run(&["a.txt", "--output", "full"])
        .exits(1)
        .says("cannot write full: No space left");
}

#[test]
fn a_link_is_followed() {
    let place = Place::new();
    place.write("a.txt", SPEECH);
    place.write("there/old.txt", "old");
    symlink("there/old.txt", place.path("old")).expect("it can be made");
    symlink("there/new.txt", place.path("new")).expect("it can be made");
    for (link, file) in [("old", "there/old.txt"), ("new", "there/new.txt")] {
        place.run(&["a.txt", "--output", link]).exits(0);
        let kind = fs::symlink_metadata(place.path(link))
            .expect("it is there")
            .file_type();
        assert!(kind.is_symlink(), "{link} is no link any more");
        assert_eq!(place.read(file), cleaned(SPEECH));
        place
            .run(&["a.txt", "--format", "jsonl", "--output", link])
            .exits(0);
        assert!(place.read(file).starts_with('{'), "{link}");
    }
    symlink("loop", place.path("loop")).expect("it can be made");
    place
        .run(&["a.txt", "--output", "loop"])
        .exits(1)
        .says("cannot write loop");
}

#[test]
fn a_directory_is_an_error() {
    let place = Place::new();
    place.write("a.txt", SPEECH);
    place.write("d/x", "");
    for flag in ["--report", "--learn-chrome", "--rejects"] {
        place
            .run(&["a.txt", flag, "d"])
            .exits(1)
            .says("cannot write d: is a directory");
    }
    assert_eq!(place.names(""), ["a.txt", "d/x"]);
}

#[test]
fn of_two_runs_with_one_output_the_second_is_refused() {
    let place = Place::new();
    place.write("in/a.txt", SPEECH);
    place.write("r.jsonl", "{\"text\":\"水\"}\n");
    for (first, second) in [
        (
            &["--jsonl", "-", "--output", "out.jsonl"][..],
            &["r.jsonl", "--output", "out.jsonl"][..],
        ),
        (&["in", "-", "--output", "out"], &["in", "--output", "out"]),
    ] {
        let mut child = place.start(first, Stdio::piped());
        let mut stdin = child.stdin.take().expect("it is piped");
        stdin
            .write_all(b"{\"text\":\"\xE7\x81\xAB\"}\n")
            .expect("it reads");
        let began = std::time::Instant::now();
        let output = place.path(second[second.len() - 1]);
        let marks = [
            output.with_extension("jsonl.journal"),
            output.join(".zhengwen.journal"),
        ];
        while !marks
            .iter()
            .any(|mark| fs::metadata(mark).is_ok_and(|mark| mark.len() > 0))
        {
            assert!(began.elapsed().as_secs() < 20, "it takes too long");
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let refused = place.run(second);
        drop(stdin);
        let first = child.wait().expect("it ends");
        refused.exits(1).says("another run is writing it");
        assert!(first.success());
    }
    assert!(place.read("out.jsonl").contains("火"));
}

#[test]
fn names_cannot_speak_to_the_terminal() {
    let place = Place::new();
    place.write("in/\u{1b}[31mred.txt", b"PK\x03\x04");
    let run = place
        .run(&["in", "no\u{1b}[2Jsuch", "--output", "out"])
        .exits(1);
    assert!(!run.stderr.contains('\u{1b}'), "{}", run.stderr);
    run.says("<U+001B>[31mred.txt").says("no<U+001B>[2Jsuch");
}

#[test]
fn standard_output_may_be_named() {
    let place = Place::new();
    place.write("a.txt", SPEECH);
    let mut child = clean()
        .args(["a.txt", "--output", "/dev/stdout", "--quiet"])
        .current_dir(place.path(""))
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut text = String::new();
    let mut stdout = child.stdout.take().expect("it is piped");
    stdout.read_to_string(&mut text).expect("it is text");
    assert!(child.wait().expect("it ends").success());
    assert_eq!(text, cleaned(SPEECH));
}
