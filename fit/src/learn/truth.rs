//! The marks of a page as labels of its runs.
//!
//! A run that holds the speech and chrome, or two blocks, cannot have one true label; it gets that
//! of the larger part, or of the block that begins in it. What is lost by that is the ceiling.

use crate::page::{Chrome, Page};
use std::collections::BTreeMap;
use zhengwen::cut::Run;
use zhengwen::read::Label;
use zhengwen::{BlockKind, Reason};

/// What a run mostly is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Block(usize),
    Chrome,
}

/// The true label of each run.
#[must_use]
pub fn labels(page: &Page, runs: &[Run]) -> Vec<Label> {
    let parts = parts(page, runs);
    let is_block = |part: &Option<Part>| matches!(part, Some(Part::Block(_)));
    let first = parts.iter().position(is_block).unwrap_or(parts.len());
    let last = parts.iter().rposition(is_block).unwrap_or(0);
    let mut labels: Vec<Label> = Vec::with_capacity(runs.len());
    let mut current = None;
    for (run, part) in parts.iter().enumerate() {
        let before = labels.last().copied();
        let label = match part {
            Some(Part::Block(block)) => {
                let goes_on = current == Some(*block);
                current = Some(*block);
                of_block(page.blocks[*block].kind, goes_on, before)
            }
            _ if run < first => Label::ChromeAbove,
            _ if run > last => Label::ChromeBelow,
            _ => {
                let next = parts[run..].iter().flatten().find_map(|part| match part {
                    Part::Block(block) => Some(*block),
                    Part::Chrome => None,
                });
                let insert = before.and_then(Label::insert).filter(|_| next == current);
                insert.unwrap_or(Label::ChromeBetween)
            }
        };
        labels.push(label);
    }
    labels
}

/// What each run is for, if any chrome is in it.
#[must_use]
pub fn reasons(page: &Page, runs: &[Run]) -> Vec<Option<Reason>> {
    let reason = |run: &Run| {
        let common = |chrome: &&Chrome| {
            let end = run.span.end.min(chrome.span.end);
            end.saturating_sub(run.span.start.max(chrome.span.start))
        };
        let largest = page.chrome.iter().max_by_key(common);
        let largest = largest.filter(|chrome| common(chrome) > 0);
        largest.map(|chrome| chrome.reason)
    };
    runs.iter().map(reason).collect()
}

/// A label that the grammar allows: a block that cannot go on begins anew, and only the first
/// block is a title.
fn of_block(kind: BlockKind, goes_on: bool, before: Option<Label>) -> Label {
    let may = |label: Label| match before {
        Some(before) => label.follows(before),
        None => label.may_begin(),
    };
    let begin = Label::begin(kind);
    if goes_on && may(begin.going_on()) {
        begin.going_on()
    } else if may(begin) {
        begin
    } else {
        Label::HeadingBegin
    }
}

/// What each run mostly is, by characters that are not white space.
fn parts(page: &Page, runs: &[Run]) -> Vec<Option<Part>> {
    let mut owners = vec![None; page.raw.len()];
    for (block, marked) in page.blocks.iter().enumerate() {
        for span in &marked.spans {
            owners[span.clone()].fill(Some(Part::Block(block)));
        }
    }
    for chrome in &page.chrome {
        owners[chrome.span.clone()].fill(Some(Part::Chrome));
    }
    let part = |run: &Run| {
        let mut counts: BTreeMap<Part, usize> = BTreeMap::new();
        for (at, c) in page.raw[run.span.clone()].char_indices() {
            if let Some(part) = owners[run.span.start + at].filter(|_| !c.is_whitespace()) {
                *counts.entry(part).or_default() += 1;
            }
        }
        let chrome = counts.remove(&Part::Chrome).unwrap_or(0);
        if chrome > counts.values().sum() {
            return Some(Part::Chrome);
        }
        // Of equal parts the first.
        let largest = counts.iter().rev().max_by_key(|part| part.1);
        largest.map(|part| *part.0)
    };
    runs.iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::labels;
    use crate::page::Page;
    use zhengwen::cut::cut;
    use zhengwen::read::Label::{self, *};

    fn of(file: &str) -> Vec<Label> {
        let page = Page::parse(file).expect("a page");
        labels(&page, &cut(&page.raw))
    }

    #[test]
    fn marks_are_labels() {
        let page = "#truncated no\n-navigation|首页\nT|会上的讲话¶S|各位来宾：\nP|大家辛\n-page_number|- 2 -\n+|苦了。\n\
                    -related|上一篇\nP|散会。\n-widget|打印\n";
        let expected = [
            ChromeAbove,
            TitleBegin,
            SalutationBegin,
            ParagraphBegin,
            ParagraphInsert,
            Paragraph,
            ChromeBetween,
            ParagraphBegin,
            ChromeBelow,
        ];
        assert_eq!(of(page), expected);
    }

    #[test]
    fn labels_keep_to_the_grammar() {
        let page = "#truncated no\nS|各位来宾：\n-advert|加群\n+|各位朋友：\nP|散会。\n";
        let labels = of(page);
        assert!(
            labels.windows(2).all(|pair| pair[1].follows(pair[0])),
            "{labels:?}"
        );
    }
}
