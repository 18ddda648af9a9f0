//! The whole way, from `&str` and from GBK bytes, on thousands of distinct documents.
//! `ZHENGWEN_CORPUS=DIR cargo bench --bench whole` takes your own.

#[path = "measure.rs"]
mod measure;
#[path = "../tests/generator/mod.rs"]
mod support;

use measure::{Input, Report};
use std::hint::black_box;
use zhengwen::Cleaner;

fn main() {
    let mut report = Report::new();
    let cleaner = Cleaner::new();
    for input in std::iter::once(Input::all()).chain(Input::each()) {
        let expected = written(&cleaner, &input);
        report.unit(&input);
        report.bench(&input.name, "from UTF-8", input.bytes, || {
            assert_eq!(written(&cleaner, &input), expected);
        });
        report.bench(&input.name, "from GBK", input.bytes, || {
            let clean = |bytes: &Vec<u8>| {
                let document = cleaner.clean_bytes(bytes);
                black_box(document).map_or(0, |document| document.text().len())
            };
            assert_eq!(input.gbk.iter().map(clean).sum::<usize>(), expected);
        });
    }
    report.print();
}

fn written(cleaner: &Cleaner, input: &Input) -> usize {
    let clean = |text: &String| black_box(cleaner.clean(text)).text().len();
    input.texts.iter().map(clean).sum()
}
