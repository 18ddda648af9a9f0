//! Each stage alone, on documents whose earlier stages are done.

#[path = "measure.rs"]
mod measure;
#[path = "../tests/generator/mod.rs"]
mod support;

use measure::{Input, Report};
use std::hint::black_box;
use zhengwen::Cleaner;
use zhengwen::stages::Stages;

type Step = fn(&mut Stages<'_>) -> usize;

const STEPS: &[(&str, Step)] = &[
    ("lines", |stages| stages.lines()),
    ("chrome", |stages| stages.chrome()),
    ("layout", |stages| stages.layout()),
    ("inline and writing", |stages| stages.inline()),
    ("one pass", |stages| stages.pass()),
];

fn main() {
    let mut report = Report::new();
    let cleaner = Cleaner::new();
    for input in std::iter::once(Input::all()).chain(Input::each()) {
        report.unit(&input);
        decode(&mut report, &cleaner, &input);
        let mut stages: Vec<Stages<'_>> = input
            .texts
            .iter()
            .map(|text| Stages::new(&cleaner, text))
            .collect();
        for (name, step) in STEPS {
            let expected: usize = stages.iter_mut().map(step).sum();
            report.bench(&input.name, name, input.bytes, || {
                assert_eq!(stages.iter_mut().map(step).sum::<usize>(), expected);
            });
        }
        report.bench(&input.name, "all passes", input.bytes, || {
            for text in &input.texts {
                assert_eq!(black_box(cleaner.clean(text)).source().len(), text.len());
            }
        });
    }
    report.print();
}

fn decode(report: &mut Report, cleaner: &Cleaner, input: &Input) {
    let utf8: Vec<Vec<u8>> = input
        .texts
        .iter()
        .map(|text| text.clone().into_bytes())
        .collect();
    for (name, files) in [("decode UTF-8", &utf8), ("decode GBK", &input.gbk)] {
        report.bench(&input.name, name, input.bytes, || {
            let decode = |bytes: &Vec<u8>| {
                black_box(cleaner.decode(bytes)).map_or(0, |decoded| decoded.text.len())
            };
            assert_eq!(files.iter().map(decode).sum::<usize>(), input.bytes);
        });
    }
}
