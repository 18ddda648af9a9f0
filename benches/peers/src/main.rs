//! zhengwen beside other text cleaners, on the same documents in the same run.
//!
//! `cargo run --release` prints a table and writes RESULTS.md. `ZHENGWEN_CORPUS=DIR` takes your
//! own documents, `PEERS_PYTHON=python3` names the interpreter of the Python side (optional;
//! see python/requirements.txt).

mod pipeline;
mod python;
mod report;
#[path = "../../../tests/generator/mod.rs"]
mod support;

use std::hint::black_box;
use std::time::{Duration, Instant};
use support::corpus::{Corpus, to_gbk};

/// Distinct documents of about 8 KB.
const DOCUMENTS: usize = 1_200;
/// The slow peers see only the first ones.
const FEW: usize = 120;
/// Rounds; the best one counts. Peers take turns, so that a busy moment hits all of them.
const ROUNDS: usize = 7;

/// One contestant.
struct Peer {
    name: &'static str,
    what: &'static str,
    documents: usize,
    run: Box<dyn Fn(&Documents, usize) -> usize>,
    best: Duration,
}

/// The documents in both encodings.
struct Documents {
    texts: Vec<String>,
    gbk: Vec<Vec<u8>>,
}

impl Documents {
    fn load() -> std::io::Result<Documents> {
        let texts: Vec<String> = match std::env::var_os("ZHENGWEN_CORPUS") {
            Some(directory) => read(directory.as_ref())?,
            None => Corpus::DEFAULT
                .mixed()
                .take(DOCUMENTS)
                .map(|document| document.source)
                .collect(),
        };
        let gbk = texts.iter().map(|text| to_gbk(text)).collect();
        Ok(Documents { texts, gbk })
    }

    fn bytes(&self, count: usize) -> usize {
        self.texts.iter().take(count).map(String::len).sum()
    }
}

fn read(directory: &std::path::Path) -> std::io::Result<Vec<String>> {
    let cleaner = zhengwen::Cleaner::new();
    let mut paths: Vec<_> = std::fs::read_dir(directory)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let mut texts = Vec::new();
    for path in paths {
        if let Ok(decoded) = cleaner.decode(&std::fs::read(&path)?) {
            texts.push(decoded.text);
        }
    }
    Ok(texts)
}

fn peers() -> Vec<Peer> {
    let cleaner = zhengwen::Cleaner::new();
    let bytes_cleaner = cleaner.clone();
    let pipeline = pipeline::Pipeline::new();
    vec![
        peer(
            "encoding_rs",
            "decodes GBK: the unit",
            DOCUMENTS,
            |documents, count| {
                let decode = |bytes: &Vec<u8>| black_box(encoding_rs::GBK.decode(bytes).0).len();
                documents.gbk.iter().take(count).map(decode).sum()
            },
        ),
        peer(
            "zhengwen",
            "from UTF-8: typed blocks, placeholders, edit log",
            DOCUMENTS,
            move |documents, count| each(documents, count, |text| cleaner.clean(text).text().len()),
        ),
        peer(
            "zhengwen",
            "from GBK bytes, the same",
            DOCUMENTS,
            move |documents, count| {
                let clean = |bytes: &Vec<u8>| {
                    let document = black_box(bytes_cleaner.clean_bytes(bytes));
                    document.map_or(0, |document| document.text().len())
                };
                documents.gbk.iter().take(count).map(clean).sum()
            },
        ),
        peer(
            "regex pipeline",
            "twelve `regex` replacements, hand-written; text only",
            DOCUMENTS,
            move |documents, count| each(documents, count, |text| pipeline.clean(text).len()),
        ),
        peer(
            "plsfix 0.1",
            "port of ftfy: mojibake, width, controls; text only",
            FEW,
            |documents, count| each(documents, count, |text| plsfix::fix_text(text, None).len()),
        ),
        peer(
            "autocorrect 2.14",
            "spacing and punctuation; text only",
            FEW,
            |documents, count| each(documents, count, |text| autocorrect::format(text).len()),
        ),
    ]
}

fn peer(
    name: &'static str,
    what: &'static str,
    documents: usize,
    run: impl Fn(&Documents, usize) -> usize + 'static,
) -> Peer {
    Peer {
        name,
        what,
        documents,
        run: Box::new(run),
        best: Duration::MAX,
    }
}

fn each(documents: &Documents, count: usize, clean: impl Fn(&str) -> usize) -> usize {
    let texts = documents.texts.iter().take(count);
    texts.map(|text| black_box(clean(text))).sum()
}

fn main() -> std::io::Result<()> {
    let documents = Documents::load()?;
    let mut peers = peers();
    for _ in 0..ROUNDS {
        for peer in &mut peers {
            let start = Instant::now();
            let written = (peer.run)(&documents, peer.documents);
            peer.best = peer.best.min(start.elapsed());
            assert!(written > 0, "{} wrote nothing", peer.name);
        }
    }
    let mut rows: Vec<report::Row> = peers
        .iter()
        .map(|peer| report::Row {
            name: peer.name.to_owned(),
            what: peer.what.to_owned(),
            megabytes_per_second: documents.bytes(peer.documents) as f64
                / 1e6
                / peer.best.as_secs_f64(),
        })
        .collect();
    rows.extend(python::rows(&documents.texts)?);
    report::write(&rows, &documents)
}
