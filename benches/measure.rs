//! Criterion, plus what it does not do: every figure as a share of one unit of the same run.
//!
//! The unit is `encoding_rs` decoding the same documents from GBK, in bytes of UTF-8: it is
//! about as much work on any machine, so ratios travel where megabytes per second do not.
//!
//! Included by path, so not every bench needs every item.
#![allow(dead_code)]

use criterion::{Criterion, SamplingMode, Throughput};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::corpus::{Corpus, Shape, to_gbk};

/// Documents to measure on, in both encodings.
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) texts: Vec<String>,
    pub(crate) gbk: Vec<Vec<u8>>,
    /// UTF-8 bytes of all texts.
    pub(crate) bytes: usize,
}

impl Input {
    pub(crate) fn new(name: impl Into<String>, texts: Vec<String>) -> Input {
        Input {
            name: name.into(),
            bytes: texts.iter().map(String::len).sum(),
            gbk: texts.iter().map(|text| to_gbk(text)).collect(),
            texts,
        }
    }

    fn generated(name: &str, shapes: &[Shape], count: usize) -> Input {
        let texts = (0..count).map(|index| {
            let shape = shapes[index % shapes.len()];
            Corpus::DEFAULT.document(index / shapes.len(), shape).source
        });
        Input::new(name, texts.collect())
    }

    /// The corpus of `ZHENGWEN_CORPUS`, or 1,200 documents, all shapes in turn.
    pub(crate) fn all() -> Input {
        match std::env::var_os("ZHENGWEN_CORPUS") {
            Some(directory) => Input::read(directory.as_ref()),
            None => Input::generated("all", &Shape::ALL, 1_200),
        }
    }

    /// 1,000 documents of each shape; none when the user brings a corpus.
    pub(crate) fn each() -> impl Iterator<Item = Input> {
        let own = std::env::var_os("ZHENGWEN_CORPUS").is_some();
        let shapes = if own { &[] } else { &Shape::ALL[..] };
        shapes
            .iter()
            .map(|&shape| Input::generated(shape.name(), &[shape], 1_000))
    }

    /// Every file under `directory` that decodes.
    fn read(directory: &Path) -> Input {
        let cleaner = zhengwen::Cleaner::new();
        let files = walkdir::WalkDir::new(directory).sort_by_file_name();
        let texts: Vec<String> = files
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .filter_map(|entry| std::fs::read(entry.path()).ok())
            .filter_map(|bytes| Some(cleaner.decode(&bytes).ok()?.text))
            .collect();
        assert!(!texts.is_empty(), "no text under {}", directory.display());
        Input::new("own corpus", texts)
    }
}

struct Row {
    group: String,
    name: String,
    bytes: usize,
    best: Duration,
}

/// Measures, and prints the ratios at the end.
pub(crate) struct Report {
    criterion: Criterion,
    rows: Vec<Row>,
}

/// The name of the unit's row.
const UNIT: &str = "unit: GBK decode";

impl Report {
    pub(crate) fn new() -> Report {
        let criterion = Criterion::default()
            .sample_size(10)
            .warm_up_time(Duration::from_millis(300))
            .measurement_time(Duration::from_millis(1_500))
            .configure_from_args();
        Report {
            criterion,
            rows: Vec::new(),
        }
    }

    /// Measures the unit on `input`.
    pub(crate) fn unit(&mut self, input: &Input) {
        let expected = input.bytes;
        self.bench(&input.name, UNIT, expected, || {
            let decode = |bytes: &Vec<u8>| black_box(encoding_rs::GBK.decode(bytes).0).len();
            assert_eq!(input.gbk.iter().map(decode).sum::<usize>(), expected);
        });
    }

    /// Measures `work`, which goes through `bytes` bytes and asserts its own result.
    pub(crate) fn bench(&mut self, group: &str, name: &str, bytes: usize, mut work: impl FnMut()) {
        let mut best = Duration::MAX;
        let mut benches = self.criterion.benchmark_group(group);
        benches.sampling_mode(SamplingMode::Flat);
        benches.throughput(Throughput::Bytes(bytes as u64));
        benches.bench_function(name, |bencher| {
            bencher.iter_custom(|rounds| {
                let mut sum = Duration::ZERO;
                for _ in 0..rounds {
                    let start = Instant::now();
                    work();
                    let round = start.elapsed();
                    best = best.min(round);
                    sum += round;
                }
                sum
            });
        });
        benches.finish();
        self.rows.push(Row {
            group: group.to_owned(),
            name: name.to_owned(),
            bytes,
            best,
        });
    }

    /// Nanoseconds a byte, best round, of every row that was measured.
    pub(crate) fn costs(&self) -> impl Iterator<Item = (&str, &str, f64)> {
        self.rows
            .iter()
            .filter(|row| row.best < Duration::MAX)
            .map(|row| {
                let cost = row.best.as_secs_f64() * 1e9 / row.bytes as f64;
                (row.group.as_str(), row.name.as_str(), cost)
            })
    }

    /// Prints the best round of every row, and its share of the unit of its group.
    pub(crate) fn print(self) {
        self.criterion.final_summary();
        println!(
            "\n{:<12} {:<26} {:>8} {:>6}",
            "corpus", "what", "MB/s", "unit"
        );
        for (group, name, cost) in self.costs() {
            let unit = self.costs().find(|row| row.0 == group && row.1 == UNIT);
            let share = unit.map_or(String::new(), |unit| format!("{:.2}", unit.2 / cost));
            println!("{group:<12} {name:<26} {:>8.0} {share:>6}", 1e3 / cost);
        }
    }
}
