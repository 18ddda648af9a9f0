//! Deliberate gaps between Han in titles, bylines and signatures (校长　沈如川).

use crate::fold::Folded;
use crate::page::Page;
use crate::score::Reading;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;
use zhengwen::BlockKind;

/// A line that sets each character apart (通　知　书) has no gaps that mean anything.
static LETTERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:[\u{4e00}-\u{9fff}][ \u{3000}]+){2}[\u{4e00}-\u{9fff}](?:[ \u{3000}]|$)")
        .expect("the expression is valid")
});

/// How many runs of spaces stand between two Han.
fn gaps(text: &str) -> usize {
    let is_han = |c: &char| matches!(c, '\u{4e00}'..='\u{9fff}');
    let is_space = |c: &char| matches!(c, ' ' | '\u{3000}' | '\u{a0}');
    let chars: Vec<char> = text.chars().collect();
    chars
        .chunk_by(|a, b| is_space(a) == is_space(b))
        .collect::<Vec<_>>()
        .windows(3)
        .filter(|part| {
            is_space(&part[1][0])
                && part[0].last().is_some_and(is_han)
                && part[2].first().is_some_and(is_han)
        })
        .count()
}

/// How many blocks with gaps were found in the reading, and how many of those have as many gaps.
pub(crate) fn compare(page: &Page, reading: &Reading) -> (usize, usize) {
    let mut truth = HashMap::new();
    for block in &page.blocks {
        use BlockKind::{Byline, Signature, Title};
        let text = page.text(block);
        let text = text.trim();
        let gaps = gaps(text);
        if matches!(block.kind, Title | Byline | Signature) && gaps > 0 && !LETTERED.is_match(text)
        {
            truth.insert(Folded::new(text).chars, gaps);
        }
    }
    if truth.is_empty() {
        return (0, 0);
    }
    let read: HashMap<Vec<char>, &str> = reading
        .blocks
        .iter()
        .map(|(_, text)| (Folded::new(text).chars, text.as_str()))
        .collect();
    let found = truth
        .iter()
        .filter_map(|(text, count)| Some(gaps(read.get(text)?) == *count));
    found.fold((0, 0), |(all, right), same| {
        (all + 1, right + usize::from(same))
    })
}

#[cfg(test)]
mod tests {
    use super::gaps;

    #[test]
    fn only_spaces_between_han_are_gaps() {
        assert_eq!(gaps("凝心聚力　 笃行实干"), 1);
        assert_eq!(gaps("校长 沈如川 主任 李"), 3);
        assert_eq!(gaps(" 校长沈如川 2024年 ，好"), 0);
    }
}
