//! Which words of a speech are masked, and what do they stand for?
//!
//! ```sh
//! cargo run --example placeholders
//! cargo run --example placeholders -- fixtures/wild-like/waterworks.gbk.txt
//! ```

use std::error::Error;
use zhengwen::Cleaner;

const PAGE: &str = "刚才，×××同志通报了情况。**水厂连续XX天超负荷运行，202*年尤其明显。\n";

fn main() -> Result<(), Box<dyn Error>> {
    let bytes = match std::env::args().nth(1) {
        Some(path) => std::fs::read(path)?,
        None => PAGE.as_bytes().to_vec(),
    };
    let document = Cleaner::new().clean_bytes(&bytes)?;
    for mask in document.placeholders() {
        // `raw` is what the page has, `canonical` what the clean text has in its place.
        println!(
            "{:<12} {} -> {}   bytes {:?} of the source",
            mask.kind.as_str(),
            mask.raw.escape_debug(),
            mask.canonical,
            mask.span
        );
    }
    Ok(())
}
