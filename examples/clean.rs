//! Cleans files, or standard input, to standard output:
//!
//! ```sh
//! cargo run --release --example clean -- fixtures/wild-like/waterworks.gbk.txt
//! cargo run --release --example clean -- --json page.txt another.txt
//! curl https://example.org/speech.txt | cargo run --release --example clean
//! ```
//!
//! This is what the library does in one file of code. Folders, JSONL, compression, resuming and
//! reports are what the tool `zhengwen` is for: `cargo install --path cli`.

use serde_json::{Value, json};
use std::io::{self, IsTerminal, Read, Write};
use std::process::ExitCode;
use zhengwen::{Cleaner, Document};

const USAGE: &str = "usage: clean [--json] [FILE]...
Cleans each FILE, or standard input, to one block a line on standard output.
  --json  one JSON object a file: kinds, masked words and what was removed too";

fn main() -> ExitCode {
    let mut json = false;
    let mut paths = Vec::new();
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--json" => json = true,
            "--help" | "-h" => {
                println!("{USAGE}");
                return ExitCode::SUCCESS;
            }
            flag if flag.starts_with('-') && flag != "-" => {
                eprintln!("clean: unknown flag {flag}\n{USAGE}");
                return ExitCode::from(2);
            }
            path => paths.push(path.to_owned()),
        }
    }
    if paths.is_empty() {
        if io::stdin().is_terminal() {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
        paths.push("-".to_owned());
    }

    // One cleaner for all: it is made once, never changes, and may be shared between threads.
    let cleaner = Cleaner::new();
    let mut code = ExitCode::SUCCESS;
    for path in &paths {
        match clean(&cleaner, path, json) {
            Ok(()) => {}
            // Whoever reads our output has seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => break,
            Err(error) => {
                eprintln!("clean: {path}: {error}");
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}

fn clean(cleaner: &Cleaner, path: &str, json: bool) -> io::Result<()> {
    let bytes = read(path)?;
    // Bytes in any encoding; a text that is a `&str` already goes to `Cleaner::clean`, which
    // cannot fail. Bytes can: an image is not a speech.
    let document = cleaner.clean_bytes(&bytes).map_err(io::Error::other)?;
    let mut output = io::stdout().lock();
    if json {
        writeln!(output, "{}", record(path, &document))
    } else {
        output.write_all(document.text().as_bytes())
    }
}

fn read(path: &str) -> io::Result<Vec<u8>> {
    if path != "-" {
        return std::fs::read(path);
    }
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What a document knows about itself. The feature `serde` does this for you.
fn record(path: &str, document: &Document) -> Value {
    let blocks = document.blocks().map(|block| {
        json!({"kind": block.kind.as_str(), "level": block.kind.level(), "text": block.text})
    });
    let placeholders = document.placeholders().map(
        |mask| json!({"kind": mask.kind.as_str(), "raw": mask.raw, "canonical": mask.canonical}),
    );
    let removed = document.removed().map(|removed| {
        json!({"reason": removed.reason.as_str(), "rule": removed.rule, "text": removed.text})
    });
    json!({
        "path": path,
        "encoding": document.encoding(),
        "title": document.title(),
        "truncated": document.is_truncated(),
        "warnings": document.warnings().iter().map(|warning| warning.as_str()).collect::<Vec<_>>(),
        "blocks": blocks.collect::<Vec<_>>(),
        "placeholders": placeholders.collect::<Vec<_>>(),
        "removed": removed.collect::<Vec<_>>(),
    })
}
