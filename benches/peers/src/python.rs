//! The Python side: the same documents as JSONL to a script, its figures back.

use crate::report::Row;
use std::io::{self, Write};
use std::process::{Command, Stdio};

/// Documents the Python side sees.
const FEW: usize = 120;

/// Rows of the Python side, or none when there is no interpreter.
pub(crate) fn rows(texts: &[String]) -> io::Result<Vec<Row>> {
    let python = std::env::var("PEERS_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/python/peers.py");
    let child = Command::new(&python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        eprintln!("no {python}: the Python side is left out");
        return Ok(Vec::new());
    };
    if let Some(mut input) = child.stdin.take() {
        let few: Vec<&String> = texts.iter().take(FEW).collect();
        input.write_all(serde_json::to_string(&few)?.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    Ok(String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(row)
        .collect())
}

fn row(line: &str) -> Option<Row> {
    let mut fields = line.split('\t');
    Some(Row {
        name: fields.next()?.to_owned(),
        what: fields.next()?.to_owned(),
        megabytes_per_second: fields.next()?.parse().ok()?,
    })
}
