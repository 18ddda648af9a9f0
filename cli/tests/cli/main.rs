//! The tool from outside: what it writes, what it refuses, what it survives.

mod documents;
mod failures;
mod learning;
mod places;
mod records;
mod resume;
mod schema;
mod support;
mod tool;

#[path = "../../src/batches.rs"]
mod batches;
#[path = "../../src/buffer.rs"]
mod buffer;
#[path = "../../src/guard.rs"]
mod guard;

#[test]
fn a_fault_in_one_document_is_caught() {
    guard::install();
    let fault: Result<(), String> = guard::guarded(|| panic!("the {} fault", "third"));
    let message = fault.expect_err("it panicked");
    assert!(
        message.starts_with("internal fault: the third fault at "),
        "{message}"
    );
    assert_eq!(guard::guarded(|| 7), Ok(7), "the next one goes through");
}

/// Lines and lengths of lines that were not held, whatever the pieces the bytes come in.
fn cut(text: &[u8], limit: usize, full: bool) -> (Vec<Vec<u8>>, Vec<u64>, u64) {
    let reader = std::io::BufReader::with_capacity(7, text);
    let mut batches = batches::Batches::new(reader, 0, 0, limit, full);
    let mut batch = batches::Batch::default();
    let (mut lines, mut long) = (Vec::new(), Vec::new());
    while batches.next(&mut batch).expect("memory can be read") {
        long.extend(batch.oversized);
        lines.extend(batch.lines().map(<[u8]>::to_vec));
        assert_eq!(batch.lines, (lines.len() + long.len()) as u64);
    }
    (lines, long, batch.end)
}

#[test]
fn batches_lose_no_line() {
    for full in [false, true] {
        for text in [
            "",
            "a",
            "a\n",
            "\n",
            "\n\n",
            "a\n\nb",
            "a\r\nb\r\n",
            "gh\nijklmnop\nqr\n",
        ] {
            let (lines, long, end) = cut(text.as_bytes(), 1000, full);
            let expected: Vec<_> = text.lines().map(|line| line.as_bytes().to_vec()).collect();
            assert_eq!(lines, expected, "{text:?}");
            assert!(long.is_empty());
            assert_eq!(end, text.len() as u64, "{text:?}");
        }
    }
}

#[test]
fn a_line_that_is_too_long_is_counted_but_not_held() {
    let long = "x".repeat(1 << 20);
    let text = format!("one\n{long}\ntwo\n{long}");
    let (lines, lengths, end) = cut(text.as_bytes(), 1 << 18, false);
    assert_eq!(lines, [b"one", b"two"]);
    assert_eq!(lengths, [1 << 20, 1 << 20]);
    assert_eq!(end, text.len() as u64);
}
