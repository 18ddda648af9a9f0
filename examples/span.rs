//! Where in the page does a piece of the clean text come from?
//!
//! ```sh
//! cargo run --example span
//! ```

use zhengwen::Cleaner;

const PAGE: &str = "各位来宾:\n经过18个月的建设,城 东水厂今天投产。刚才，X\nX同志介绍了情况。\n";

fn main() {
    let document = Cleaner::new().clean(PAGE);
    print!("{}", document.text());

    // A search engine, say, has found this in the clean text.
    let wanted = "刚才，XX同志";
    let Some(from) = document.text().find(wanted) else {
        println!("{wanted} is not in the text");
        return;
    };
    let output = from..from + wanted.len();

    // Ranges are in bytes, in both texts. The line end in the mask is inside.
    let source = document.source_span(output.clone());
    println!("{wanted}: bytes {output:?} of the text, {source:?} of the page:");
    println!("{:?}", &document.source()[source.clone()]);

    // And forth again; for many spans of one document, `alignment` is made once.
    let alignment = document.alignment();
    assert_eq!(alignment.to_output(source), output.clone());
    for edit in alignment.edits(output) {
        println!(
            "  {:?} became {:?} by {}",
            edit.original, edit.replacement, edit.rule
        );
    }
}
