//! A site's own prompts, as rules of one's own; and a rule that one does not want.
//!
//! ```sh
//! cargo run --example own_rules
//! ```

use std::error::Error;
use zhengwen::{ChromeRule, ChromeScope, Cleaner, Reason};

const PAGE: &str =
    "同志们：\n叮咚，您有 3 条新消息\n今天开会（小河提示您记得收藏），讲\"三点\"意见。\n";

fn main() -> Result<(), Box<dyn Error>> {
    // A rule matches a whole line (or, inline, a part of one) and says what it takes for what.
    // Its hit and its near miss are tried when the cleaner is built: a rule that cuts too much
    // does not even start.
    let bell = ChromeRule::new(
        "site.bell",
        Reason::Widget,
        ChromeScope::Line,
        "叮咚，您有.*",
    )?
    .hit("叮咚，您有 3 条新消息")
    .near_miss("叮咚一声，门铃响了");
    let hint = ChromeRule::new(
        "site.hint",
        Reason::Member,
        ChromeScope::Inline,
        "（小河提示您[^）]*）",
    )?;

    let cleaner = Cleaner::builder()
        .chrome_rules([bell, hint])
        .without_rule("inline.quote") // straight quotes stay as they are
        .build()?;
    let document = cleaner.clean(PAGE);
    print!("{}", document.text());
    for removed in document.removed() {
        println!("  without {:?} ({})", removed.text, removed.rule);
    }
    Ok(())
}
