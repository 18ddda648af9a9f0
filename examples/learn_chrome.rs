//! What a site says on every page, learned from its pages.
//!
//! ```sh
//! cargo run --example learn_chrome
//! ```

use std::error::Error;
use zhengwen::{ChromeModel, Cleaner};

/// A page of the site; its motto is no word that anybody could have known.
fn page(day: usize) -> String {
    let speech = "今天来看望大家，看到水厂的变化，心里很高兴。".repeat(day);
    format!("清溪水务之窗首发\n第{day}次会议上的讲话\n同志们：\n{speech}\n")
}

fn main() -> Result<(), Box<dyn Error>> {
    // Memory is fixed by the number of distinct short lines it is made for.
    let mut model = ChromeModel::with_capacity(1 << 10);
    for day in 1..=20 {
        model.learn(&page(day))?;
    }

    // Save it, merge it with those of other machines, load it where pages are cleaned.
    let mut file = Vec::new();
    model.save(&mut file)?;
    println!("{} pages, {} bytes", model.documents(), file.len());
    let model = ChromeModel::load(file.as_slice())?;

    let new = page(21);
    println!(
        "without: {}",
        zhengwen::clean(&new).lines().next().unwrap_or_default()
    );
    let cleaner = Cleaner::builder().chrome_model(model).build()?;
    let document = cleaner.clean(&new);
    println!(
        "with:    {}",
        document.text().lines().next().unwrap_or_default()
    );
    for removed in document.removed() {
        println!("gone:    {} ({})", removed.text.trim(), removed.rule);
    }
    Ok(())
}
