//! Refits the counted weights: sets clean texts (one paragraph a line) in columns of 20 to 45
//! characters and counts each sign at the ends of paragraphs and at the ends of mere lines.
//!
//! ```text
//! ZHENGWEN_FIT=folder/of/texts cargo test --lib layout::fit -- --ignored --nocapture
//! ```

use super::measure::{self, Left, Right};
use std::collections::BTreeMap;

/// Lines of a paragraph: two characters of indent, no closing punctuation at a line's head.
fn set(paragraph: &str, column: usize) -> Vec<usize> {
    let characters: Vec<(usize, char)> = paragraph.char_indices().collect();
    let mut used = 2;
    let mut ends = Vec::new();
    for (index, &(at, c)) in characters.iter().enumerate() {
        let closed = characters
            .get(index + 1)
            .is_some_and(|&(_, next)| measure::closes(next));
        if used + 1 + usize::from(closed) > column && !measure::closes(c) {
            ends.push(at);
            used = 0;
        }
        used += 1;
    }
    ends
}

#[test]
#[ignore = "needs a folder of texts"]
fn fit() {
    let folder = std::env::var("ZHENGWEN_FIT").expect("ZHENGWEN_FIT names a folder");
    let mut counts: BTreeMap<String, [f64; 2]> = BTreeMap::new();
    let mut totals = [0.0; 2];
    let mut count = |left: Left, right: Right, block: usize| {
        totals[block] += 1.0;
        for sign in [format!("left {left:?}"), format!("right {right:?}")] {
            counts.entry(sign).or_default()[block] += 1.0;
        }
    };
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let Ok(text) = std::fs::read_to_string(entry.path()) else {
            continue;
        };
        let paragraphs: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        for pair in paragraphs.windows(2) {
            count(measure::left(pair[0]), measure::right(pair[1]), 1);
            for column in [20, 24, 28, 32, 36, 40, 45] {
                for end in set(pair[0], column) {
                    let (before, after) = pair[0].split_at(end);
                    count(measure::left(before), measure::right(after), 0);
                }
            }
        }
    }
    for (sign, [wraps, blocks]) in counts {
        let odds = ((blocks + 0.5) / (totals[1] + 1.0)) / ((wraps + 0.5) / (totals[0] + 1.0));
        println!(
            "{sign:16} wraps {wraps:6} blocks {blocks:5} weight {:5.0}",
            odds.ln() * 100.0
        );
    }
}
