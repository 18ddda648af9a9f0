//! The laws of the normal form, as properties of random texts and of mutated fixtures.

mod support;

use proptest::prelude::*;
use std::sync::LazyLock;
use support::{Case, cases, check_laws, laws, normal_forms};
use zhengwen::{Cleaner, Warning};

/// Cases of each property: `PROPTEST_CASES`, which is 4,000 in CI, or enough for a first look.
fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 4_096,
        ..ProptestConfig::default()
    }
}

static CLEANER: LazyLock<Cleaner> = LazyLock::new(Cleaner::new);

/// Every text of the fixtures, damaged or not, in lines.
static LINES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let damaged = ["wild-like", "synthetic", "known-failing"];
    damaged
        .iter()
        .flat_map(|folder| cases(folder))
        .chain(normal_forms())
        .filter_map(|case| {
            let document = CLEANER.decode(&case.bytes).ok()?;
            Some(document.text.split('\n').map(str::to_owned).collect())
        })
        .collect()
});

static BYTES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let damaged = ["wild-like", "synthetic", "known-failing"];
    damaged
        .iter()
        .flat_map(|folder| cases(folder))
        .map(|case| case.bytes)
        .collect()
});

/// Texts that are clean as a whole; `cases.rs` sees to it that they are nearly all of them.
static CLEAN: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let mut cases = normal_forms();
    cases.retain(|case| CLEANER.clean(&case.text).is_unchanged());
    cases
});

/// A run of lines of one fixture: short, so that many can be tried.
fn excerpt() -> impl Strategy<Value = Vec<String>> {
    (
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        1..8usize,
    )
        .prop_map(|(text, start, length)| {
            let lines = text.get(&LINES);
            let start = start.index(lines.len());
            lines[start..lines.len().min(start + length)].to_vec()
        })
}

/// A change to a text, as a scraper, an editor or a transmission makes it.
#[derive(Debug, Clone)]
enum Mutation {
    DeleteLine(prop::sample::Index),
    DuplicateLine(prop::sample::Index),
    SwapLines(prop::sample::Index, prop::sample::Index),
    JoinLines(prop::sample::Index),
    DeleteChar(prop::sample::Index, prop::sample::Index),
    DuplicateChar(prop::sample::Index, prop::sample::Index),
    Insert(prop::sample::Index, prop::sample::Index, &'static str),
}

const INSERTS: &[&str] = &[
    " ",
    "\u{3000}",
    "\n",
    "\r\n",
    "\u{c}",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "X",
    "XX",
    "*",
    "某某",
    "×",
    "○",
    "____",
    "（",
    "）",
    "“",
    "”",
    "\"",
    "'",
    "《",
    "》",
    "，",
    "。",
    "：",
    ",",
    ".",
    ":",
    ";",
    "…",
    "...",
    "—",
    "--",
    "一、",
    "（一）",
    "1.",
    "（1）",
    "第一，",
    "一是",
    "篇一：",
    "同志们：",
    "— 1 —",
    "第 1 页 共 4 页",
    "&nbsp;",
    "<br>",
    "</p>",
    "上一篇：",
    "点击下载",
    "（略）",
    "……",
    "2024年",
    "5%",
    "https://example.com/a",
    "⼀",
    "ﬁ",
    "①",
    "\u{fffd}",
    "\u{301}",
    "é",
    "한",
    "😀",
    "\u{e000}",
    "\u{0}",
];

fn mutation() -> impl Strategy<Value = Mutation> {
    let place = any::<prop::sample::Index>;
    prop_oneof![
        1 => place().prop_map(Mutation::DeleteLine),
        1 => place().prop_map(Mutation::DuplicateLine),
        1 => (place(), place()).prop_map(|(a, b)| Mutation::SwapLines(a, b)),
        1 => place().prop_map(Mutation::JoinLines),
        1 => (place(), place()).prop_map(|(a, b)| Mutation::DeleteChar(a, b)),
        1 => (place(), place()).prop_map(|(a, b)| Mutation::DuplicateChar(a, b)),
        4 => (place(), place(), prop::sample::select(INSERTS))
            .prop_map(|(a, b, text)| Mutation::Insert(a, b, text)),
    ]
}

fn mutate(mut lines: Vec<String>, mutations: &[Mutation]) -> String {
    for mutation in mutations {
        if lines.is_empty() {
            break;
        }
        let count = lines.len();
        match mutation {
            Mutation::DeleteLine(at) => {
                lines.remove(at.index(count));
            }
            Mutation::DuplicateLine(at) => {
                let line = lines[at.index(count)].clone();
                lines.insert(at.index(count), line);
            }
            Mutation::SwapLines(a, b) => lines.swap(a.index(count), b.index(count)),
            Mutation::JoinLines(at) => {
                let line = lines.remove(at.index(count));
                match lines.get_mut(at.index(count).saturating_sub(1)) {
                    Some(before) => before.push_str(&line),
                    None => lines.push(line),
                }
            }
            Mutation::DeleteChar(line, at) => {
                let line = &mut lines[line.index(count)];
                if let Some(at) = char_start(line, *at) {
                    line.remove(at);
                }
            }
            Mutation::DuplicateChar(line, at) => {
                let line = &mut lines[line.index(count)];
                if let Some(at) = char_start(line, *at)
                    && let Some(c) = line[at..].chars().next()
                {
                    line.insert(at, c);
                }
            }
            Mutation::Insert(line, at, text) => {
                let line = &mut lines[line.index(count)];
                let at = char_start(line, *at).unwrap_or(0);
                line.insert_str(at, text);
            }
        }
    }
    lines.join("\n")
}

fn char_start(line: &str, at: prop::sample::Index) -> Option<usize> {
    let count = line.chars().count();
    (count > 0).then(|| {
        line.char_indices()
            .nth(at.index(count))
            .map(|(start, _)| start)
    })?
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn random_text(source in "[\\p{Han}，。：“”\"',.*xX×一二（）() \n\r\t\u{3000}\u{a0}\u{200b}a-z0-9—…-]{0,60}") {
        check_laws(&CLEANER, &source);
    }

    #[test]
    fn any_text(source in any::<String>()) {
        check_laws(&CLEANER, &source);
    }

    #[test]
    fn mutated_fixtures(lines in excerpt(), mutations in prop::collection::vec(mutation(), 1..6)) {
        check_laws(&CLEANER, &mutate(lines, &mutations));
    }

    /// Damaged bytes either decode to something accountable or are a typed error.
    #[test]
    fn damaged_bytes(
        text in any::<prop::sample::Index>(),
        start in any::<prop::sample::Index>(),
        length in 1..400usize,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
    ) {
        let bytes = text.get(&BYTES);
        let start = start.index(bytes.len());
        let mut bytes = bytes[start..bytes.len().min(start + length)].to_vec();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let kept = laws::bytes(&CLEANER, &bytes);
        prop_assert!(kept.is_ok(), "{bytes:02X?}: {kept:?}");
    }

    /// Texts in two encodings, some lines of them read wrongly before: repairs lie inside and make up
    /// the whole with what is between them.
    #[test]
    fn mixed_bytes(
        lines in excerpt(),
        other in excerpt(),
        ways in prop::collection::vec(0..6usize, 2),
        cut in 0..4usize,
    ) {
        let garbled = |text: &str, way: usize| {
            let latin = |bytes: &[u8]| bytes.iter().map(|byte| char::from(*byte)).collect::<String>();
            match way {
                0 => encoding_rs::GBK.encode(text).0.into_owned(),
                1 => encoding_rs::BIG5.encode(text).0.into_owned(),
                2 => latin(text.as_bytes()).into_bytes(),
                3 => latin(&encoding_rs::GBK.encode(text).0).into_bytes(),
                4 => encoding_rs::GBK.decode_without_bom_handling(text.as_bytes()).0.into_owned().into_bytes(),
                _ => text.as_bytes().to_vec(),
            }
        };
        let mut bytes = garbled(&lines.join("\n"), ways[0]);
        bytes.truncate(bytes.len().saturating_sub(cut));
        bytes.extend(garbled(&other.join("\n"), ways[1]));
        let kept = laws::bytes(&CLEANER, &bytes);
        prop_assert!(kept.is_ok(), "{bytes:02X?}: {kept:?}");
    }

    /// A span of the output leads to a span of the source, and wider ones to wider ones.
    #[test]
    fn spans_lead_back(lines in excerpt(), mutations in prop::collection::vec(mutation(), 1..4), ends in any::<[prop::sample::Index; 2]>()) {
        let document = CLEANER.clean(&mutate(lines, &mutations));
        let length = document.text().len() + 1;
        let [a, b] = ends.map(|end| end.index(length));
        let span = document.source_span(a.min(b)..a.max(b));
        prop_assert!(span.start <= span.end && span.end <= document.source().len());
        if a != b {
            let all = document.source_span(0..length);
            prop_assert!(all.start <= span.start && span.end <= all.end);
        }
    }
}

/// Clean texts with paragraphs left out are still clean, of a thousand all but a few: headings without
/// what they are about stand as lines do that were torn.
#[test]
fn clean_stays_clean() {
    const FEW: usize = 3;
    let mut seed = 7u64;
    let mut edited = 0;
    for index in 0..1000 {
        let case = &CLEAN[index % CLEAN.len()];
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let kept = seed >> 16;
        let blocks = case.expected.blocks.iter().enumerate();
        let source: String = blocks
            .filter(|(index, block)| block.kind != "paragraph" || (kept >> (index % 48)) & 1 == 1)
            .map(|(_, block)| format!("{}\n", block.text))
            .collect();
        edited += usize::from(!CLEANER.clean(&source).is_unchanged());
    }
    println!("{edited} of 1,000 edited");
    assert!(edited <= FEW, "{edited}");
}

/// What every step does once, it does to the end: one unit again and again, in a row and on lines, leaves
/// nothing for a second cleaning, and no text is given up.
#[test]
fn chains_end() {
    const UNITS: &[&str] = &[
        "各位来宾：",
        "同志们：",
        "本文来自公文网www.example.com",
        "（本文来自清泉文库）",
        ";__",
        "…",
        "。 ",
        "— ",
        ". ",
        "- ",
        "×× ",
        "XX\u{3000}",
        "X ",
        "在水厂投产仪式上的讲话",
        "2、",
        "第 3 页 共 9 页 ",
        "12 ",
        "&amp;",
        "&amp;lt;",
        "“",
        "\"",
        "（略）",
        "篇一：",
        "谢谢大家！",
    ];
    for unit in UNITS {
        for separator in ["", "\n", " "] {
            for end in ["", "水厂今天通水。", "天"] {
                for count in [2, 9, 30] {
                    let source = format!("{unit}{separator}").repeat(count) + end;
                    check_laws(&CLEANER, &source);
                    let warnings = CLEANER.clean(&source).warnings().to_vec();
                    assert!(!warnings.contains(&Warning::Unsettled), "{source}");
                }
            }
        }
    }
}

/// What random texts have broken.
#[test]
fn once_broken() {
    for source in [
        "【&nbsp.com】",
        "（<p>.com）",
        "(&nbsp来源：者洪)",
        "(<p>www.ile)",
        "【<b>收藏此页】",
        "水厂今天（<b>通水（来源：清泉<p>文库）了。（<p>www.example.com）",
        ";。&nbsp。&nbsp。",
        "各位来宾：\u{200b}各位来宾：各位来宾：来",
        "××\u{3000}××\u{3000}××天",
        "*\u{308}和X\u{301}",
        "在水厂投产仪式上的讲话\n105\n在水厂投产仪式上的讲话 2\n",
    ] {
        check_laws(&CLEANER, source);
    }
}
