//! Inputs that nobody means, at three sizes: the cost of a byte must neither grow with the size
//! nor leave that of the other shapes far behind. Prints nanoseconds a byte, how often the median
//! that is, and the exponent by which the time grows with the size (1 is linear); ends with an
//! error when a shape is not linear.

#[path = "measure.rs"]
mod measure;
#[path = "../tests/generator/mod.rs"]
mod support;

use measure::{Input, Report};
use std::hint::black_box;
use support::pathological::SHAPES;
use zhengwen::Cleaner;

const SIZES: [usize; 3] = [64 << 10, 512 << 10, 4 << 20];

/// What ordinary documents are named in the place of a size.
const ORDINARY: &str = "8 KB";

/// Time may grow by this power of the size: caches and page faults make it a little more than 1.
const MAX_EXPONENT: f64 = 1.35;
/// A byte of any shape may cost this many times the median.
const MAX_RATIO: f64 = 5.0;

fn main() -> std::process::ExitCode {
    let mut report = Report::new();
    let cleaner = Cleaner::new();
    let ordinary = Input::all();
    report.bench("ordinary", ORDINARY, ordinary.bytes, || {
        for text in &ordinary.texts {
            assert_eq!(black_box(cleaner.clean(text)).source().len(), text.len());
        }
    });
    report.bench(&cut("ordinary"), ORDINARY, ordinary.bytes, || {
        for text in &ordinary.texts {
            black_box(zhengwen::cut::cut(text));
        }
    });
    for (name, make) in SHAPES {
        for size in SIZES {
            let text = make(size);
            report.bench(name, &size.to_string(), text.len(), || {
                let document = black_box(cleaner.clean(&text));
                assert_eq!(document.source().len(), text.len());
            });
            report.bench(&cut(name), &size.to_string(), text.len(), || {
                let runs = black_box(zhengwen::cut::cut(&text));
                assert!(runs.iter().all(|run| run.span.end <= text.len()));
            });
        }
    }
    let is_linear = judge(&report, str::to_owned) & judge(&report, cut);
    report.print();
    if is_linear {
        std::process::ExitCode::SUCCESS
    } else {
        std::process::ExitCode::FAILURE
    }
}

/// What cutting a shape into runs is named.
fn cut(name: &str) -> String {
    format!("{name}, cut")
}

/// Whether every shape is linear, cleaned or only cut as `named`.
fn judge(report: &Report, named: fn(&str) -> String) -> bool {
    let costs: Vec<(&str, &str, f64)> = report.costs().collect();
    let of = |name: &str, size: &str| {
        let row = costs.iter().find(|row| row.0 == name && row.1 == size);
        row.map(|row| row.2)
    };
    let names = SHAPES.iter().map(|(name, _)| named(name));
    let mut rows: Vec<(String, f64, f64)> = names
        .filter_map(|name| {
            let [small, _, large] = SIZES.map(|size| of(&name, &size.to_string()));
            let growth = (large? / small?).ln() / (SIZES[2] as f64 / SIZES[0] as f64).ln();
            Some((name, large?, 1.0 + growth))
        })
        .collect();
    rows.sort_by(|one, two| two.1.total_cmp(&one.1));
    let Some(&(_, median, _)) = rows.get(rows.len() / 2) else {
        return true;
    };
    println!(
        "\n{:<30} {:>8} {:>7} {:>8}",
        "shape", "ns/byte", "median", "exponent"
    );
    let mut is_linear = true;
    for (name, cost, exponent) in rows {
        let ratio = cost / median;
        let mut note = if ratio > MAX_RATIO { "dear" } else { "" };
        if exponent > MAX_EXPONENT {
            note = "NOT LINEAR";
            is_linear = false;
        }
        println!("{name:<30} {cost:>8.2} {ratio:>6.1}x {exponent:>8.2}  {note}");
    }
    if let Some(ordinary) = of(&named("ordinary"), ORDINARY) {
        println!(
            "{:<30} {ordinary:>8.2} {:>6.1}x",
            "ordinary",
            ordinary / median
        );
    }
    is_linear
}
