//! Inputs that nobody means, at two sizes: the cost of a byte must neither grow with the size
//! nor leave the cost of ordinary text far behind. Ends with an error when one does.

#[path = "support/measure.rs"]
mod measure;
#[path = "support/mod.rs"]
mod support;

use measure::{Input, Report};
use std::hint::black_box;
use support::pathological::SHAPES;
use zhengwen::Cleaner;

const SIZES: [usize; 3] = [64 << 10, 512 << 10, 4 << 20];

/// A byte of a document of the largest size may cost this many times a byte of the smallest.
const MAX_GROWTH: f64 = 3.0;

fn main() -> std::process::ExitCode {
    let mut report = Report::new();
    let cleaner = Cleaner::new();
    let ordinary = Input::all();
    report.bench("ordinary", "", ordinary.bytes, || {
        for text in &ordinary.texts {
            assert_eq!(black_box(cleaner.clean(text)).source().len(), text.len());
        }
    });
    for (name, make) in SHAPES {
        for size in SIZES {
            let text = make(size);
            report.bench(name, &size.to_string(), text.len(), || {
                let document = black_box(cleaner.clean(&text));
                assert_eq!(document.source().len(), text.len());
            });
        }
    }
    let verdict = judge(&report);
    report.print();
    verdict
}

fn judge(report: &Report) -> std::process::ExitCode {
    let costs: Vec<(&str, &str, f64)> = report.costs().collect();
    let Some(ordinary) = costs
        .iter()
        .find(|row| row.0 == "ordinary")
        .map(|row| row.2)
    else {
        return std::process::ExitCode::SUCCESS;
    };
    let mut verdict = std::process::ExitCode::SUCCESS;
    println!(
        "\n{:<26} {:>9} {:>9} {:>7}",
        "shape", "ns/byte", "ordinary", "growth"
    );
    for (name, _) in SHAPES {
        let of = |size: usize| {
            let size = size.to_string();
            costs
                .iter()
                .find(|row| row.0 == *name && row.1 == size)
                .map(|row| row.2)
        };
        let (Some(small), Some(large)) = (of(SIZES[0]), of(SIZES[2])) else {
            continue;
        };
        let growth = large / small;
        let note = if growth > MAX_GROWTH {
            "  NOT LINEAR"
        } else {
            ""
        };
        if !note.is_empty() {
            verdict = std::process::ExitCode::FAILURE;
        }
        println!(
            "{name:<26} {large:>9.2} {:>8.1}x {growth:>6.1}x{note}",
            large / ordinary
        );
    }
    verdict
}
