//! Linear time, on inputs that are made to be slow.
//!
//! Two counts that no other program on the machine can disturb: what a document holds for its
//! size (edits, blocks, placeholders and removals a byte), and the processor time of this
//! thread for a text and for one eight times as long. Linear work takes eight times as long,
//! quadratic work sixty-four; the bound lies between them with room on both sides. Counting in
//! the library's own loops would see only the loops that count.

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
    "第 1 页 共 2 页\n",
    "水水水水水水水水水水\n- 1 -\n",
    "&",
    "&nbsp;",
    "<",
    "<p>",
    "</p>\n",
    "http://",
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
fn eight_times_the_text_is_eight_times_the_work() {
    const SMALL: usize = 6_000;
    let cleaner = Cleaner::new();
    let time = |source: &str| {
        (0..3)
            .map(|_| spent(|| drop(cleaner.clean(source))))
            .min()
            .unwrap_or_default()
    };
    let mut slow = Vec::new();
    for unit in UNITS {
        let (small, large) = (text(unit, SMALL), text(unit, SMALL * 8));
        // Several tries: a table built on the way, a page fetched, a neighbour in the cache.
        let tries = (0..3).map(|_| {
            let small = time(&small).max(Duration::from_micros(100));
            time(&large).as_secs_f64() / small.as_secs_f64()
        });
        let ratio = tries.fold(f64::MAX, f64::min);
        if ratio > 24.0 {
            slow.push(format!("{unit:?} repeated: {ratio:.0} times"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
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
