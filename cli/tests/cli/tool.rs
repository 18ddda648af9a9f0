//! What a tool of the command line is expected to do beside its work.

use crate::support::{Place, SPEECH, cleaned, gzip};

#[test]
fn text_comes_from_a_pipe() {
    let place = Place::new();
    let run = place.run_with(&[], SPEECH.as_bytes()).exits(0);
    assert_eq!(run.stdout, cleaned(SPEECH));
}

#[test]
fn check_lists_what_would_change() {
    let place = Place::new();
    place.write("in/clean.txt", cleaned(SPEECH));
    place
        .run(&["in", "--check"])
        .exits(0)
        .says("0 of 1 document would change");
    place.write("in/dirty.txt", SPEECH);
    place.write("in/gbk.txt", b"\xb8\xf7\xce\xbb\xa3\xba\n");
    let run = place.run(&["in", "--check"]).exits(1);
    assert_eq!(run.stdout, "in/dirty.txt\nin/gbk.txt\n");
    run.says("2 of 3 documents would change");
    place.write("bad.txt", b"PK\x03\x04");
    place
        .run(&["bad.txt", "--check"])
        .exits(1)
        .says("binary data");
    let lines = "{\"text\":\"同志们：\\n\"}\n{\"text\":\"同志们:\"}\n[]\n";
    let run = place
        .run_with(&["--jsonl", "--check"], lines.as_bytes())
        .exits(1);
    assert_eq!(run.stdout, "standard input:2\n");
    run.says("standard input:3: malformed record")
        .says("1 of 3 documents would change, 1 could not be read");
    assert_eq!(
        place.names("in"),
        ["clean.txt", "dirty.txt", "gbk.txt"],
        "nothing was written"
    );
}

#[test]
fn rules_are_told() {
    let place = Place::new();
    let all = place.run(&["rules"]).exits(0).stdout;
    assert_eq!(all.lines().count(), zhengwen::rules().count());
    let some = place.run(&["rules", "inline"]).exits(0).stdout;
    assert!(
        some.lines().count() > 3 && some.lines().all(|line| line.starts_with("inline.")),
        "{some}"
    );
    for rule in zhengwen::rules() {
        let run = place.run(&["rules", &rule.id]).exits(0);
        assert!(run.stdout.contains(&*rule.summary), "{}", run.stdout);
    }
}

#[test]
fn rules_of_ones_own_cut() {
    let place = Place::new();
    let page = "同志们：\n叮咚 3\n今天开会。\n";
    place.write("a.txt", page);
    place.write("own.rules", "own.bell\twidget\tline\t叮咚.*\t叮咚 3\n");
    place.write("own.toml", "[[rule]]\nid = \"own.bell\"\nreason = \"widget\"\nscope = \"line\"\npattern = \"叮咚.*\"\n");
    for file in ["own.rules", "own.toml"] {
        let run = place.run(&["a.txt", "--chrome-rules", file]).exits(0);
        assert_eq!(run.stdout, "同志们：\n今天开会。\n");
        let off = [
            "a.txt",
            "--chrome-rules",
            file,
            "--without-rule",
            "own.bell",
        ];
        assert!(place.run(&off).exits(0).stdout.contains("叮咚"));
    }
    place.write("own.rules", "# ours\nown.bell\twigdet\tline\t叮咚.*\n");
    let run = place
        .run(&["a.txt", "--chrome-rules", "own.rules"])
        .exits(2);
    run.says("own.rules:2:10: rule own.bell: unknown reason wigdet; did you mean widget?");
    place
        .run(&["a.txt", "--chrome-rules", "none"])
        .exits(1)
        .says("cannot read the chrome rules none");
}

#[test]
fn a_project_has_its_options_and_flags_win() {
    let place = Place::new();
    place.write("p/sub/a.txt", "×××同志讲话。\n叮咚 3\n今天开会。\n");
    place.write("p/own.rules", "own.bell\twidget\tline\t叮咚.*\n");
    let config = "placeholders = \"tagged\"\nchrome-rules = [\"own.rules\"]\nquiet = true\n";
    place.write("p/zhengwen.toml", config);
    let run = |arguments: &[&str]| {
        let mut command = crate::support::clean();
        command.args(arguments).current_dir(place.path("p/sub"));
        crate::support::Run::from(command.output().expect("it runs"))
    };
    let found = run(&["a.txt"]).exits(0);
    assert_eq!(found.stdout, "⟨Person⟩同志讲话。\n今天开会。\n");
    assert_eq!(found.stderr, "", "it is quiet");
    let flag = run(&["--placeholders", "keep", "--", "a.txt"]).exits(0);
    assert_eq!(flag.stdout, "×××同志讲话。\n今天开会。\n");
    let none = run(&["a.txt", "--no-config"]).exits(0);
    assert_eq!(none.stdout, "XX同志讲话。\n叮咚3\n今天开会。\n");
    assert_eq!(
        run(&["mark", "a.txt"]).exits(0).stdout.lines().nth(3),
        Some("-widget|叮咚 3")
    );
    run(&["rules", "layout.join"]).exits(0);
    for (config, words) in [
        (
            "placeholder = \"tagged\"\n",
            "zhengwen.toml:1:1: unknown key placeholder; did you mean placeholders?",
        ),
        (
            "strict = true\njobs = 1.5\n",
            "zhengwen.toml:2:8: jobs: not a string",
        ),
        ("jobs = 0\n", "zhengwen.toml: invalid value '0'"),
        ("jobs = \n", "zhengwen.toml:1:"),
    ] {
        place.write("p/zhengwen.toml", config);
        run(&["a.txt"]).exits(2).says(words);
    }
}

#[test]
fn a_page_is_marked() {
    let place = Place::new();
    place.write("a.txt", "首页 > 讲话 > 正文\n同志们:大家好。\n");
    let run = place.run(&["mark", "a.txt", "--site", "river"]).exits(0);
    assert_eq!(
        run.stdout,
        "#site river\n#truncated no\n-navigation|首页 > 讲话 > 正文\nS|同志们:¶P|大家好。\n"
    );
    let piped = place
        .run_with(&["mark"], "同志们:\n今天开会。\n".as_bytes())
        .exits(0);
    assert_eq!(
        piped.stdout,
        "#site case\n#truncated no\nS|同志们:\nP|今天开会。\n"
    );
}

#[test]
fn shells_and_the_manual_are_served() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = place.run(&["completions", shell]).exits(0);
        assert!(run.stdout.contains("chrome-rules"), "{shell}");
    }
    let page = place.run(&["man"]).exits(0).stdout;
    assert!(
        page.contains(".TH") && page.contains("chrome\\-rules"),
        "{page}"
    );
}

#[test]
fn zeros_behind_gzip_are_passed() {
    let place = Place::new();
    let mut packed = gzip(SPEECH.as_bytes());
    packed.extend([0; 100_000]);
    place.write("a.txt.gz", &packed);
    assert_eq!(place.run(&["a.txt.gz"]).exits(0).stdout, cleaned(SPEECH));
    packed.extend(gzip("今天通水。\n".as_bytes()));
    place.write("a.txt.gz", &packed);
    assert!(
        place
            .run(&["a.txt.gz"])
            .exits(0)
            .stdout
            .ends_with("今天通水。\n")
    );
    packed.extend(*b"more");
    place.write("a.txt.gz", &packed);
    place.run(&["a.txt.gz"]).exits(1).says("a.txt.gz: ");
}

#[test]
fn a_large_window_is_read_when_asked_for() {
    let place = Place::new();
    // A frame with a window of 256 MB, one raw last block of three bytes, no checksum.
    let frame = [
        0x28,
        0xB5,
        0x2F,
        0xFD,
        0x00,
        18 << 3,
        0x19,
        0x00,
        0x00,
        b'a',
        b'b',
        b'\n',
    ];
    place.write("a.txt.zst", frame);
    place.run(&["a.txt.zst"]).exits(1).says("indow");
    let run = place.run(&["a.txt.zst", "--max-window", "256M"]).exits(0);
    assert_eq!(run.stdout, "ab\n");
}

#[test]
fn too_many_jobs_are_not_started() {
    let place = Place::new();
    place.write("a.txt", SPEECH);
    let run = place.run(&["a.txt", "--jobs", "1000000"]).exits(0);
    assert_eq!(run.stdout, cleaned(SPEECH));
    let lines = "{\"text\":\"水\"}\n";
    let run = place
        .run_with(&["--jsonl", "--jobs", "1000000"], lines.as_bytes())
        .exits(0);
    assert_eq!(run.records().len(), 1);
}
