//! Words for people: standard error, whose absence or end is nobody's failure.

use std::io::Write;

/// Writes one line.
pub(crate) fn line(text: &str) {
    // One write a line, so that lines of several processes do not mix. A closed standard error
    // must not end the run.
    let _ = std::io::stderr().write_all(format!("{text}\n").as_bytes());
}
