//! Cleans speech texts: `cargo run --release --example clean -- PATH…`

use clap::{Parser, ValueEnum};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use zhengwen::{Cleaner, Document, PlaceholderStyle};

#[derive(Parser)]
struct Arguments {
    paths: Vec<PathBuf>,
    #[arg(long)]
    output: PathBuf,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[arg(long, default_value = "canonical")]
    placeholders: String,
    #[arg(long)]
    decode_only: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    Text,
    Json,
    Jsonl,
}

fn main() -> std::io::Result<()> {
    let arguments = Arguments::parse();
    let style = if arguments.placeholders == "keep" {
        PlaceholderStyle::Keep
    } else {
        PlaceholderStyle::Canonical
    };
    let cleaner = Cleaner::builder()
        .placeholders(style)
        .build()
        .expect("options are valid");
    let mut lines = String::new();
    let mut files: Vec<PathBuf> = std::fs::read_dir(&arguments.paths[0])?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    for path in files {
        let bytes = std::fs::read(&path)?;
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if arguments.decode_only {
            let record = match cleaner.decode(&bytes) {
                Ok(decoded) if decoded.damaged => {
                    json!({"path": name, "encoding": decoded.encoding, "text": decoded.text, "damaged": true})
                }
                Ok(decoded) => {
                    json!({"path": name, "encoding": decoded.encoding, "text": decoded.text})
                }
                Err(error) => json!({"path": name, "error": error.to_string()}),
            };
            lines += &format!("{record}\n");
            continue;
        }
        let Ok(document) = cleaner.clean_bytes(&bytes) else {
            continue;
        };
        write(&arguments, &path, &name, &document)?;
    }
    if arguments.decode_only {
        std::fs::write(&arguments.output, lines)?;
    }
    Ok(())
}

fn write(
    arguments: &Arguments,
    path: &Path,
    name: &str,
    document: &Document,
) -> std::io::Result<()> {
    std::fs::create_dir_all(&arguments.output)?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    if arguments.format == Format::Text {
        return std::fs::write(
            arguments.output.join(format!("{stem}.txt")),
            document.text(),
        );
    }
    std::fs::write(
        arguments.output.join(format!("{stem}.json")),
        record(name, document).to_string(),
    )
}

fn record(name: &str, document: &Document) -> Value {
    json!({
        "path": name,
        "encoding": document.encoding(),
        "truncated": document.is_truncated(),
        "text": document.text(),
        "blocks": document.blocks().map(|block| json!({"kind": block.kind.as_str(), "level": block.kind.level(), "text": block.text})).collect::<Vec<_>>(),
        "placeholders": document.placeholders().map(|found| json!({"kind": found.kind.as_str(), "raw": found.raw, "canonical": found.canonical})).collect::<Vec<_>>(),
        "removed": document.removed().map(|removed| json!({"text": removed.text, "reason": removed.reason.as_str()})).collect::<Vec<_>>(),
    })
}
