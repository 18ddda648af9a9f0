//! What was removed from a page, and why?
//!
//! ```sh
//! cargo run --example removed
//! cargo run --example removed -- fixtures/wild-like/waterworks.gbk.txt
//! ```

use std::error::Error;
use zhengwen::{Cleaner, rules};

const PAGE: &str = "首页 > 讲话稿 > 正文\n在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n\
                    责任编辑：清溪\n上一篇：在图书馆开馆仪式上的致辞\n";

fn main() -> Result<(), Box<dyn Error>> {
    let bytes = match std::env::args().nth(1) {
        Some(path) => std::fs::read(path)?,
        None => PAGE.as_bytes().to_vec(),
    };
    let document = Cleaner::new().clean_bytes(&bytes)?;
    for removed in document.removed() {
        println!("{}: {}", removed.reason.as_str(), removed.text.trim());
        // Every rule has a row of its own: what it does, a text it acts on and one it lets stand.
        if let Some(rule) = rules().find(|rule| rule.id == removed.rule) {
            println!("    {}: {}", rule.id, rule.summary);
        }
    }
    // Nothing is lost: the edits take the text back to the page.
    assert_eq!(document.undo(), document.source());
    Ok(())
}
