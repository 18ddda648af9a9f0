//! Writes a corpus of speeches with their truth: `cargo run --release -p zhengwen-cli --example corpus -- DIR`
//!
//! The speeches are built from templates and damaged as scrapes are: hard wraps, page numbers,
//! line ends that became spaces, site chrome, masks, GBK. Same seed, same bytes.

use clap::Parser;
use serde_json::{Value, json};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

#[path = "../../tests/generator/mod.rs"]
mod support;

use support::corpus::{Corpus, Document, Shape};

/// Writes speeches built from templates, damaged as scrapes are, with the truth beside them.
#[derive(Parser)]
#[command(
    name = "corpus",
    after_help = "Examples:\n  corpus /tmp/corpus --documents 2000\n  corpus /tmp/corpus.jsonl --bytes 2000000000\n  corpus - --shape flattened --documents 10 | head -1"
)]
struct Arguments {
    /// A directory (NAME.txt and NAME.json for each document), a file ending in .jsonl, or `-`
    /// for JSONL on standard output.
    output: PathBuf,
    /// How many documents.
    #[arg(long, default_value_t = 1200)]
    documents: usize,
    /// Stop after this many bytes of scraped text instead.
    #[arg(long)]
    bytes: Option<u64>,
    /// Bytes of UTF-8 a document, about.
    #[arg(long, default_value_t = Corpus::DEFAULT.size)]
    size: usize,
    /// Another seed, other documents.
    #[arg(long, default_value_t = Corpus::DEFAULT.seed)]
    seed: u64,
    /// Only this shape: clean, wrapped, flattened, chrome, masked, mixed.
    #[arg(long)]
    shape: Option<String>,
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let shape = arguments.shape.as_deref().map(|name| {
        Shape::ALL
            .into_iter()
            .find(|shape| shape.name() == name)
            .unwrap_or_else(|| {
                eprintln!("error: unknown shape: {name}");
                std::process::exit(2)
            })
    });
    let corpus = Corpus {
        seed: arguments.seed,
        size: arguments.size,
    };
    let documents: Box<dyn Iterator<Item = Document>> = match shape {
        Some(shape) => Box::new((0..).map(move |index| corpus.document(index, shape))),
        None => Box::new(corpus.mixed()),
    };
    let mut left = arguments.bytes.unwrap_or(u64::MAX);
    let documents = documents.take_while(move |document| {
        let go_on = left > 0;
        left = left.saturating_sub(document.source.len() as u64);
        go_on
    });
    let count = arguments.bytes.map_or(arguments.documents, |_| usize::MAX);
    match write(documents.take(count), &arguments.output) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

fn write(documents: impl Iterator<Item = Document>, output: &Path) -> io::Result<()> {
    if output.as_os_str() == "-" {
        return write_lines(documents, io::stdout().lock());
    }
    if output
        .extension()
        .is_some_and(|extension| extension == "jsonl")
    {
        return write_lines(documents, std::fs::File::create(output)?);
    }
    std::fs::create_dir_all(output)?;
    for document in documents {
        let path = output.join(&document.name);
        std::fs::write(path.with_extension("txt"), document.bytes())?;
        std::fs::write(path.with_extension("json"), truth(&document).to_string())?;
    }
    Ok(())
}

fn write_lines(documents: impl Iterator<Item = Document>, output: impl Write) -> io::Result<()> {
    let mut output = BufWriter::new(output);
    for document in documents {
        let mut record = truth(&document);
        record["expected"] = record["text"].take();
        record["text"] = document.source.into();
        writeln!(output, "{record}")?;
    }
    output.flush()
}

/// The truth in the schema of the tool.
fn truth(document: &Document) -> Value {
    json!({
        "path": format!("{}.txt", document.name),
        "shape": document.shape.name(),
        "encoding": if document.gbk { "GBK" } else { "UTF-8" },
        "text": document.expected,
        "blocks": document.blocks.iter().map(|block| json!({
            "kind": block.kind, "level": block.level, "text": block.text.truth,
        })).collect::<Vec<_>>(),
        "placeholders": document.masks.iter().map(|mask| json!({
            "raw": mask.raw, "canonical": mask.canonical,
        })).collect::<Vec<_>>(),
        "removed": document.removed.iter().map(|removed| json!({
            "text": removed.text, "reason": removed.reason,
        })).collect::<Vec<_>>(),
    })
}
