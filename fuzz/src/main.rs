//! Holds mutated texts against the laws of the library, for as long as one likes.
//!
//! `cargo run --release -p zhengwen-fuzz -- --minutes 60`
//!
//! Every case is made from the seed and its own number alone, so that what was found is found again
//! with `--seed SEED --only NUMBER`. A case that breaks a law is cut down until nothing more can be
//! left out, and printed; the exit code is then 1.

mod case;
#[path = "../../tests/support/laws.rs"]
mod laws;
mod mutate;
mod shrink;
mod texts;

use anyhow::{Context, ensure};
use case::{Case, Fault};
use clap::Parser;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use texts::Texts;

#[derive(Debug, Parser)]
#[command(about = "Holds mutated texts against the laws of zhengwen")]
struct Arguments {
    /// How long to go on.
    #[arg(long, default_value_t = 1.0)]
    minutes: f64,
    /// Where the cases come from; the same seed gives the same cases. Default: drawn.
    #[arg(long)]
    seed: Option<u64>,
    /// Only the case of this number.
    #[arg(long, value_name = "NUMBER")]
    only: Option<u64>,
    /// Stop after so many cases.
    #[arg(long)]
    cases: Option<u64>,
    /// Stop after so many faults.
    #[arg(long, default_value_t = 20)]
    faults: usize,
    /// Count a text whose cleaning comes to no end, and which is kept as it is, as a fault.
    #[arg(long)]
    strict: bool,
    /// Threads [default: one a processor].
    #[arg(long)]
    jobs: Option<usize>,
    /// The folder of the fixtures.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures"))]
    fixtures: PathBuf,
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    let texts = Texts::read(&arguments.fixtures)
        .with_context(|| format!("reading {}", arguments.fixtures.display()))?;
    ensure!(
        !texts.is_empty(),
        "no texts in {}",
        arguments.fixtures.display()
    );
    let seed = arguments.seed.unwrap_or_else(|| fastrand::u64(..));
    println!("seed {seed}, {} texts", texts.len());
    // A panic is a fault like others, and is told of in its place.
    std::panic::set_hook(Box::new(|_| {}));
    case::STRICT.store(arguments.strict, Ordering::Relaxed);
    let run = Run::new(&arguments, &texts, seed);
    run.go(&arguments);
    Ok(run.report())
}

/// One run: what was tried, and what was found.
struct Run<'t> {
    texts: &'t Texts,
    seed: u64,
    end: Instant,
    next: AtomicU64,
    last: u64,
    most: usize,
    processor: Mutex<Duration>,
    done: AtomicU64,
    found: Mutex<Vec<(u64, Fault)>>,
}

impl<'t> Run<'t> {
    fn new(arguments: &Arguments, texts: &'t Texts, seed: u64) -> Self {
        let first = arguments.only.unwrap_or(0);
        let last = match (arguments.only, arguments.cases) {
            (Some(only), _) => only.saturating_add(1),
            (None, cases) => cases.unwrap_or(u64::MAX),
        };
        Run {
            texts,
            seed,
            end: Instant::now() + Duration::from_secs_f64(arguments.minutes.max(0.0) * 60.0),
            next: AtomicU64::new(first),
            last,
            most: arguments.faults.max(1),
            processor: Mutex::new(Duration::ZERO),
            done: AtomicU64::new(0),
            found: Mutex::new(Vec::new()),
        }
    }

    fn go(&self, arguments: &Arguments) {
        let jobs = arguments
            .jobs
            .or_else(|| std::thread::available_parallelism().ok().map(usize::from))
            .unwrap_or(1);
        std::thread::scope(|scope| {
            for _ in 0..jobs.max(1) {
                scope.spawn(|| self.work());
            }
        });
    }

    fn work(&self) {
        let start = case::processor_time();
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if number >= self.last || Instant::now() >= self.end || self.is_full() {
                break;
            }
            let case = Case::new(self.seed, number, self.texts);
            if let Some(fault) = case.fault() {
                let fault = shrink::least(case, fault);
                println!("case {number}\n{fault}\n");
                lock(&self.found).push((number, fault));
            }
            self.done.fetch_add(1, Ordering::Relaxed);
        }
        *lock(&self.processor) += case::processor_time().saturating_sub(start);
    }

    fn is_full(&self) -> bool {
        lock(&self.found).len() >= self.most
    }

    fn report(&self) -> ExitCode {
        let found = lock(&self.found);
        let mut laws: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
        for (number, fault) in found.iter() {
            laws.entry(fault.law).or_default().push(*number);
        }
        println!(
            "{} cases ({} unsettled) in {:.1} processor minutes, seed {}: {} faults",
            self.done.load(Ordering::Relaxed),
            case::UNSETTLED.load(Ordering::Relaxed),
            lock(&self.processor).as_secs_f64() / 60.0,
            self.seed,
            found.len()
        );
        for (law, numbers) in laws {
            println!("{law}: {} (cases {numbers:?})", numbers.len());
        }
        ExitCode::from(u8::from(!found.is_empty()))
    }
}

/// A poisoned lock holds what it held.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
