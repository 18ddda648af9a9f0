//! Seconds that the library takes for the texts of a corpus, one thread, best of three rounds:
//! `cargo run --release -p zhengwen-cli --example seconds -- corpus.jsonl`
//!
//! `python/bench.py` compares with it. Every document is kept to the end of its round, as a list in Python
//! keeps it.

use std::io::{self, BufRead};
use std::time::Instant;
use zhengwen::{Cleaner, Document};

fn main() -> io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_default();
    let texts = texts(io::BufReader::new(std::fs::File::open(path)?))?;
    let cleaner = Cleaner::new();
    let mut best = f64::INFINITY;
    for _ in 0..3 {
        let start = Instant::now();
        let documents: Vec<Document> = texts.iter().map(|text| cleaner.clean(text)).collect();
        best = best.min(start.elapsed().as_secs_f64());
        assert_eq!(documents.len(), texts.len());
    }
    println!("{best:.4}");
    Ok(())
}

fn texts(lines: impl BufRead) -> io::Result<Vec<String>> {
    lines
        .lines()
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(&line?)?;
            let text = record["text"].as_str();
            Ok(text.ok_or_else(|| io::Error::other("no text"))?.to_owned())
        })
        .collect()
}
