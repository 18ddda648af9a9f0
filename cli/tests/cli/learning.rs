//! Learning what a corpus repeats, and cleaning by it.

use crate::support::Place;
use serde_json::json;
use std::fs;

const ADVERT: &str = "清溪水务之窗首发";

fn page(day: usize) -> String {
    let speech = "今天来看望大家，看到水厂的变化，心里很高兴。".repeat(day);
    format!("{ADVERT}\n第{day}次会议上的讲话\n同志们：\n{speech}\n")
}

#[test]
fn a_learnt_model_cleans() {
    let place = Place::new();
    for day in 1..=20 {
        place.write(&format!("in/{day}.txt"), page(day));
    }
    let learn = ["--chrome-capacity", "1000", "--learn-chrome"];
    place
        .run(&[&["in"][..], &learn, &["all.model"]].concat())
        .exits(0)
        .says("20 documents");
    place.write(
        "new.txt",
        format!("{ADVERT}\n在水厂的讲话\n同志们：\n见到大家，心里踏实。\n"),
    );
    let run = place
        .run(&["new.txt", "--chrome-model", "all.model"])
        .exits(0);
    assert_eq!(run.stdout, "在水厂的讲话\n同志们：\n见到大家，心里踏实。\n");
    assert!(
        place.run(&["new.txt"]).exits(0).stdout.contains(ADVERT),
        "only the model knows it"
    );
}

#[test]
fn models_of_parts_merge_into_the_model_of_the_whole() {
    let place = Place::new();
    let records: Vec<String> = (1..=20)
        .map(|day| format!("{}\n", json!({"text": page(day)})))
        .collect();
    place.write("all.jsonl", records.concat());
    place.write("a.jsonl", records[..9].concat());
    let learn = ["--chrome-capacity", "1000", "--learn-chrome"];
    place
        .run(&[&["all.jsonl"][..], &learn, &["all.model"]].concat())
        .exits(0);
    place
        .run(&[&["a.jsonl"][..], &learn, &["a.model"]].concat())
        .exits(0);
    let rest = records[9..].concat();
    place
        .run_with(
            &[&["--jsonl"][..], &learn, &["b.model"]].concat(),
            rest.as_bytes(),
        )
        .exits(0);
    let merge = [
        "both.model",
        "--merge-chrome",
        "a.model",
        "--merge-chrome",
        "b.model",
    ];
    place.run(&[&learn[..], &merge].concat()).exits(0);
    let read = |name| fs::read(place.path(name)).expect("it was written");
    assert_eq!(read("both.model"), read("all.model"));
}

#[test]
fn what_is_no_model_is_said() {
    let place = Place::new();
    place.write("a.txt", page(1));
    place
        .run(&["a.txt", "--chrome-model", "a.txt"])
        .exits(1)
        .says("not a chrome model");
    place
        .run(&["a.txt", "--learn-chrome", "a.txt"])
        .exits(2)
        .says("overwrite the input");
    place
        .run(&["--learn-chrome", "a.model"])
        .exits(2)
        .says("no PATH");
    place.run(&["a.txt", "--merge-chrome", "a.model"]).exits(2);
}

/// Pages of eight lines that stand on no other page.
fn strangers(pages: usize) -> String {
    let digits = ["云", "溪", "禾", "松", "石", "竹", "星", "舟", "雁", "桥"];
    let name = |number: usize| -> String {
        let places = (0..5).map(|place| digits[number / 10usize.pow(place) % 10]);
        places.collect()
    };
    (0..pages)
        .map(|page| {
            let lines: Vec<String> = (0..8).map(|line| name(8 * page + line)).collect();
            format!("{}\n", json!({"text": lines.join("\n") + "\n"}))
        })
        .collect()
}

#[test]
fn a_model_too_small_for_its_corpus_is_told() {
    let place = Place::new();
    let learn = |pages: usize, model: &str| {
        place.run_with(
            &[
                "--jsonl",
                "--chrome-capacity",
                "256",
                "--learn-chrome",
                model,
            ],
            strangers(pages).as_bytes(),
        )
    };
    let run = learn(20, "roomy.model").exits(0);
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    learn(60, "crowded.model")
        .exits(0)
        .says("warning")
        .says("larger --chrome-capacity");
    let hostile = "\u{1b}[2Jcrowded.model";
    std::fs::copy(place.path("crowded.model"), place.path(hostile)).expect("it is there");
    let run = place.run_with(&["-", "--chrome-model", hostile], page(1).as_bytes());
    assert!(!run.stderr.contains('\u{1b}'), "{}", run.stderr);
    run.says("<U+001B>[2Jcrowded.model: the chrome model");
    learn(400, "full.model")
        .exits(1)
        .says("--chrome-capacity 256 is too small");
    assert!(!place.path("full.model").exists(), "nothing is written");
    place.write("new.txt", page(1));
    place
        .run(&["new.txt", "--chrome-model", "crowded.model"])
        .exits(0)
        .says("crowded.model: the chrome model holds 1.");
}
