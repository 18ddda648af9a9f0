//! The ways of looking at what was done: `--explain`, `--report`, `--diff`, `--edits`.

#[allow(dead_code, reason = "shared with the tests of the command line")]
#[path = "cli/support.rs"]
mod support;

use serde_json::Value;
use std::process::Command;
use support::{Place, Run, SPEECH, clean};
use unicode_width::UnicodeWidthStr;

/// Runs `--explain` with an environment.
fn explained(place: &Place, name: &str, environment: &[(&str, &str)]) -> String {
    let mut command: Command = clean();
    command
        .envs(environment.iter().copied())
        .arg("--explain")
        .arg(place.path(name));
    let output = command.output().expect("it runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

#[test]
fn changes_are_shown_with_plain_marks_in_a_pipe() {
    let place = Place::new();
    place.write("a.txt", "各位来宾:\n水厂今天通 水。\n");
    let text = explained(&place, "a.txt", &[]);
    assert!(!text.contains('\u{1b}'), "{text}");
    for part in [
        "各位来宾[-:-]{+：+}",
        "通[-␣-]水",
        "inline.punctuation",
        "layout.join",
    ] {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
}

#[test]
fn colour_is_for_those_who_want_it() {
    let place = Place::new();
    place.write("a.txt", SPEECH);
    let coloured = explained(&place, "a.txt", &[("CLICOLOR_FORCE", "1")]);
    assert!(
        coloured.contains("\u{1b}[9m\u{1b}[31m:\u{1b}[0m\u{1b}[32m：\u{1b}[0m"),
        "{coloured:?}"
    );
    let plain = explained(
        &place,
        "a.txt",
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")],
    );
    assert!(
        !plain.contains('\u{1b}') && plain.contains("[-:-]{+：+}"),
        "{plain}"
    );
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let place = Place::new();
    let long = "水厂,今天通水，\u{200b}ABC…“仪式”。".repeat(60);
    place.write("a.txt", format!("各位来宾:\n{long}\n"));
    for columns in ["40", "61", "80", "120"] {
        let width: usize = columns.parse().expect("a number");
        for line in explained(&place, "a.txt", &[("COLUMNS", columns)]).lines() {
            assert!(
                line.width_cjk() <= width || line.starts_with("a.txt"),
                "{columns}: {line}"
            );
        }
    }
}

#[test]
fn only_lines_near_a_change_are_shown() {
    let place = Place::new();
    let same: String = (0..9)
        .map(|n| format!("水厂第{n}年平安无事，一切如常。\n"))
        .collect();
    place.write("a.txt", format!("{same}水厂今天通水,真好。\n{same}"));
    let text = explained(&place, "a.txt", &[]);
    assert_eq!(text.matches("lines without a change").count(), 2, "{text}");
    assert!(text.contains("   10 │ "), "{text}");
    place.write("b.txt", "");
    assert!(explained(&place, "b.txt", &[]).contains("Nothing was changed."));
}

#[test]
fn a_document_cannot_speak_to_the_terminal() {
    let place = Place::new();
    place.write("a.txt", "水厂\u{1b}[2J\u{202e}今天\u{9b}通水,好。\n");
    let text = explained(&place, "a.txt", &[]);
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{text:?}");
    assert!(
        text.contains("<U+001B>") && text.contains("<U+202E>"),
        "{text}"
    );
}

fn report(place: &Place, arguments: &[&str]) -> String {
    place
        .run(&[arguments, &["--quiet", "--report", "report.html"]].concat())
        .exits(0);
    place.read("report.html")
}

#[test]
fn a_report_is_one_page_that_runs_nothing() {
    let place = Place::new();
    let hostile = "<script>alert(1)</script><img src=x onerror='alert(2)'>\n</style></div>\n\u{202e}&lt;b&gt;\n";
    place.write("in/<i>\"'&.txt", hostile);
    place.write("in/a.txt", SPEECH);
    let page = report(&place, &["in"]);
    assert_eq!(page.matches("<style").count(), 1);
    for danger in [
        "<script",
        "<img",
        "onerror='",
        "<i>\"",
        "\u{202e}",
        "http://",
        "https://",
        "<b>g",
    ] {
        assert!(!page.contains(danger), "{danger:?}");
    }
    for part in [
        "Content-Security-Policy",
        "&lt;script&gt;",
        "U+202E",
        "inline.punctuation",
        "<details class=\"speech\" open>",
    ] {
        let unquoted = part.replace('"', "");
        assert!(page.contains(part) || page.contains(&unquoted), "{part}");
    }
    let balance = |tag: &str| {
        page.matches(&format!("<{tag}")).count() - page.matches(&format!("</{tag}>")).count()
    };
    for tag in [
        "div", "details", "section", "table", "span", "del", "ins", "svg",
    ] {
        assert_eq!(balance(tag), 0, "{tag}");
    }
}

#[test]
fn the_size_of_a_report_has_a_bound_that_is_stated() {
    let place = Place::new();
    for n in 0..120 {
        place.write(
            &format!("in/{n:03}.txt"),
            format!("第{n}次职工大会上的讲话\n同志们:\n水厂第{n}年供水３千万立方米,谢谢。\n"),
        );
    }
    place.write("in/big.txt", "水".repeat(400_000));
    place.write("in/invisible.txt", "\u{200b}".repeat(100_000));
    let page = report(&place, &["in"]);
    assert!(page.len() < 600_000, "{}", page.len());
    assert!(page.contains("40 of 122 documents: the 20 with the most loss, then 20 of the others"));
    assert!(page.contains("The first 100 of 122 documents."));
    assert_eq!(page, report(&place, &["in"]), "twice the same");
}

#[test]
fn a_report_names_what_failed_and_spares_its_inputs() {
    let place = Place::new();
    place.write("in/a.txt", SPEECH);
    place.write("in/zip.txt", b"PK\x03\x04\x14\x00\x00\x00");
    place
        .run(&["in", "--report", "report.html"])
        .exits(1)
        .says("zip.txt");
    assert!(place.read("report.html").contains("binary data"));
    place
        .run(&["in/a.txt", "--report", "in/a.txt"])
        .exits(2)
        .says("would overwrite");
    assert_eq!(place.read("in/a.txt"), SPEECH);
    place
        .run(&["in", "--report", "x.html", "--explain"])
        .exits(2);
    place.write("empty/a.txt", "");
    assert!(report(&place, &["empty"]).contains("1 document"));
}

#[test]
fn a_report_reads_pipes_and_records() {
    let place = Place::new();
    let piped = |arguments: &[&str], input: &str| {
        place.run_with(arguments, input.as_bytes()).exits(0);
        place.read("x.html")
    };
    for arguments in [&["--report", "x.html"][..], &["-", "--report", "x.html"]] {
        let page = piped(arguments, SPEECH);
        assert!(
            page.contains("<b>stdin</b>") && page.contains("inline.width"),
            "{page}"
        );
    }
    let records = "{\"id\":1,\"text\":\"同志们:\"}\n{\"text\":\"再会。\"}\n";
    let page = piped(&["--jsonl", "--report", "x.html"], records);
    assert!(
        page.contains("<b>stdin:1</b>") && page.contains("<b>stdin:2</b>"),
        "{page}"
    );
    place.write("r.jsonl", format!("{records}[]\n"));
    place
        .run(&["r.jsonl", "--report", "x.html"])
        .exits(1)
        .says("r.jsonl:3: malformed record");
    assert!(place.read("x.html").contains("<b>r.jsonl:1</b>"));
}

#[test]
fn white_space_that_was_spelt_is_summed_up() {
    let place = Place::new();
    place.write(
        "a.txt",
        "首页 &gt; 讲话 > 正文\n&nbsp;&nbsp;同志们:\n&nbsp;今天&nbsp;开会。\n上一篇：致辞\n",
    );
    let page = report(&place, &["a.txt"]);
    assert!(page.contains("<dt>space entities</dt><dd>4</dd>"), "{page}");
    assert!(
        !page.contains("&amp;nbsp;</del><span class=tag>noise"),
        "{page}"
    );
    assert!(!page.contains(">noise</th>"), "{page}");
}

#[test]
fn json_with_edits_can_be_undone() {
    let place = Place::new();
    place.write("a.txt", SPEECH);
    let run = place
        .run(&["a.txt", "--format", "json", "--edits"])
        .exits(0);
    let value: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let text = value["text"].as_str().expect("text");
    let offset =
        |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("an offset");
    let (mut source, mut position) = (String::new(), 0);
    for edit in value["edits"].as_array().expect("edits") {
        source += &text[position..offset(&edit["output"][0])];
        source += edit["original"].as_str().expect("original");
        position = offset(&edit["output"][1]);
    }
    source += &text[position..];
    assert_eq!(source, SPEECH);
    let run = place
        .run_with(
            &["--jsonl", "--edits"],
            b"{\"text\":\"\xe6\xb0\xb4,\xe5\xa5\xbd\",\"edits\":1}\n",
        )
        .exits(0);
    let record = &run.records()[0];
    assert_eq!(record["edits"][0]["rule"], "inline.punctuation");
    assert_eq!(record["source_edits"], 1);
}

#[test]
fn two_runs_are_compared_by_document_and_rule() {
    let place = Place::new();
    place.write("in/a.txt", SPEECH);
    place.write("in/b.txt", "水厂今天通水。\n");
    place.write("in/c.txt", "谢谢大家。\n");
    let json = ["--quiet", "--format", "json", "--edits"];
    let clean = |more: &[&str]| place.run(&[&["in"], &json[..], more].concat()).exits(0);
    clean(&["--output", "old"]);
    clean(&["--output", "new", "--without-rule", "inline.width"]);
    std::fs::remove_file(place.path("new/c.json")).expect("it is there");
    let run = place.run(&["--diff", "old", "new"]).exits(0);
    for part in [
        "2 documents on both sides: 1 the same, 1 changed (1 in text), 1 only in A, 0 only in B",
        "inline.width          1          0          1",
        "\na\n",
        "- 今年水厂供水3千万立方米。",
        "+ 今年水厂供水３千万立方米。",
    ] {
        assert!(
            run.stdout.contains(part),
            "{part} is missing in\n{}",
            run.stdout
        );
    }
    let live = place
        .run(&["--diff", "", "--without-rule inline.width", "in"])
        .exits(0);
    assert!(
        live.stdout
            .contains("3 documents on both sides: 2 the same, 1 changed"),
        "{}",
        live.stdout
    );
    let lines = ["--quiet", "--format", "jsonl"];
    place
        .run(&[&["in", "--output", "old.jsonl"], &lines[..]].concat())
        .exits(0);
    place
        .run(
            &[
                &[
                    "in",
                    "--output",
                    "new.jsonl",
                    "--without-rule",
                    "inline.width",
                ],
                &lines[..],
            ]
            .concat(),
        )
        .exits(0);
    let lines = place.run(&["--diff", "old.jsonl", "new.jsonl"]).exits(0);
    assert!(
        lines.stdout.contains("without edits on a side"),
        "{}",
        lines.stdout
    );
    place.run(&["--diff", "old", "nowhere"]).exits(1);
    place
        .run(&["--diff", "", "--no-such-option", "in"])
        .exits(2);
}

#[test]
fn standard_input_and_records_are_compared_too() {
    let place = Place::new();
    place.write("in/a.txt", SPEECH);
    let without = "--without-rule inline.width";
    let changed = "1 document on both sides: 0 the same, 1 changed";
    let says = |run: Run, words: &str| assert!(run.stdout.contains(words), "{}", run.stdout);
    let page = place.run_with(&["--diff", "", without, "-"], SPEECH.as_bytes());
    says(page.exits(0), changed);

    let record = format!("{}\n", serde_json::json!({"text": SPEECH}));
    let lines = format!("{record}{{\"text\":1}}\n");
    place.write("all.jsonl", &lines);
    let options = ["--jsonl", "--diff", "", without];
    for run in [
        place.run(&[&options[..], &["all.jsonl"]].concat()),
        place.run_with(&[&options[..], &["-"]].concat(), lines.as_bytes()),
    ] {
        assert!(run.stdout.contains(":1\n"), "{}", run.stdout);
        says(run.exits(1).says(":2: field \"text\""), changed);
    }

    let write = ["in", "--quiet", "--format", "jsonl", "--edits"];
    let old = place.run(&write).exits(0).stdout;
    let without = ["--output", "new.jsonl", "--without-rule", "inline.width"];
    place.run(&[&write[..], &without].concat()).exits(0);
    let run = place.run_with(&["--diff", "-", "new.jsonl"], old.as_bytes());
    says(run.exits(0), changed);
    place.run(&["--diff", "-", "-"]).exits(2);
    place.run(&["--diff", "", "", "nowhere"]).exits(1);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_standard_output_is_told() {
    let place = Place::new();
    place.write("a.txt", SPEECH);
    for arguments in [
        &["a.txt"][..],
        &["a.txt", "--check"],
        &["a.txt", "--explain"],
        &["--diff", "", "", "a.txt"],
        &["rules"],
        &["man"],
        &["mark", "a.txt"],
    ] {
        let full = std::fs::File::options().write(true).open("/dev/full");
        let output = clean()
            .args(arguments)
            .current_dir(place.path(""))
            .stdout(full.expect("it can be opened"))
            .output();
        let output = output.expect("it runs");
        let errors = String::from_utf8_lossy(&output.stderr);
        let told = errors.contains("cannot write standard output: ");
        assert!(told, "{arguments:?}: {errors}");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    }
}
