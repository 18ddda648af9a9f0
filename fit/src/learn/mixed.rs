//! Pages made of pages: the head of one, the speech of another, the tail of a third, so that what
//! tells chrome from speech is learned beside all that it may stand beside. One mixed page for each
//! page brings 1.5 more pages of a hundred out right; two bring no more.

use super::random::Random;
use super::sprinkle::{inserts, sprinkle};
use crate::page::{Block, Chrome, Page};
use std::ops::Range;
use zhengwen::BlockKind;

/// Characters that a head has in common with its speech when it holds a teaser of it.
const TEASER: usize = 8;
/// A title shorter than this, in bytes, stands in other texts by chance.
const TITLE: usize = 12;

/// The parts of a page: what stands above the speech, the speech, what stands below.
struct Parts {
    head: Range<usize>,
    body: Range<usize>,
    tail: Range<usize>,
}

impl Parts {
    fn of(page: &Page) -> Option<Parts> {
        let spans = || page.blocks.iter().flat_map(|block| &block.spans);
        let start = spans().map(|span| span.start).min()?;
        let end = spans().map(|span| span.end).max()?;
        let above = page.raw[..start].trim_end_matches([' ', '\t', '\u{3000}']);
        Some(Parts {
            head: 0..above.len(),
            body: above.len()..end,
            tail: end..page.raw.len(),
        })
    }
}

fn title(page: &Page) -> Option<&str> {
    let first = page.blocks.first()?;
    let span = first.spans.first()?;
    let is_whole = first.kind == BlockKind::Title && first.spans.len() == 1;
    is_whole.then(|| page.raw[span.clone()].trim())
}

/// Whether the chrome of a page may stand beside another speech: nothing of its own speech but the
/// title stands in it.
fn may_be_given(page: &Page) -> bool {
    let Some(parts) = Parts::of(page) else {
        return false;
    };
    let mut chrome = [&page.raw[parts.head], &page.raw[parts.tail]].join("\n");
    if let Some(title) = title(page).filter(|title| !title.is_empty()) {
        chrome = chrome.replace(title, "\n");
    }
    let is_in_chrome = |block: &Block| {
        let chars: Vec<char> = page.text(block).trim().chars().collect();
        let mut windows = chars.windows(TEASER);
        windows.any(|window| chrome.contains(&window.iter().collect::<String>()))
    };
    !page.blocks.iter().any(is_in_chrome)
}

/// Adds what stands at `range` of `from`; with a `title` each copy of its own becomes that.
fn give(page: &mut Page, from: &Page, range: Range<usize>, new_title: Option<&str>) {
    let part = &from.raw[range.clone()];
    let old = title(from).filter(|title| title.len() >= TITLE);
    let copies: Vec<(usize, &str, &str)> = match (old, new_title) {
        (Some(old), Some(new)) => part
            .match_indices(old)
            .map(|(at, old)| (at, old, new))
            .collect(),
        _ => Vec::new(),
    };
    // Where a place of the part comes to stand, copies changed in front of it.
    let base = page.raw.len();
    let place = |at: usize| {
        let before = copies.iter().take_while(|copy| copy.0 + copy.1.len() <= at);
        before.fold(base + at, |at, copy| at + copy.2.len() - copy.1.len())
    };
    let is_whole = |at: usize| {
        !copies
            .iter()
            .any(|copy| copy.0 < at && at < copy.0 + copy.1.len())
    };
    for chrome in &from.chrome {
        if range.start <= chrome.span.start && chrome.span.end <= range.end {
            let (start, end) = (
                chrome.span.start - range.start,
                chrome.span.end - range.start,
            );
            if is_whole(start) && is_whole(end) {
                page.chrome.push(Chrome {
                    span: place(start)..place(end),
                    ..chrome.clone()
                });
            }
        }
    }
    let mut at = 0;
    for (start, old, new) in &copies {
        page.raw.push_str(&part[at..*start]);
        page.raw.push_str(new);
        at = start + old.len();
    }
    page.raw.push_str(&part[at..]);
}

/// Adds the speech of `from`, with the chrome inside it.
fn take(page: &mut Page, from: &Page, body: Range<usize>) {
    let base = page.raw.len();
    let shifted =
        |span: &Range<usize>| base + span.start - body.start..base + span.end - body.start;
    page.blocks.extend(from.blocks.iter().map(|block| Block {
        spans: block.spans.iter().map(shifted).collect(),
        ..block.clone()
    }));
    give(page, from, body, None);
}

fn mix(head: &Page, speech: &Page, tail: &Page) -> Option<Page> {
    let (above, inner, below) = (Parts::of(head)?, Parts::of(speech)?, Parts::of(tail)?);
    let title = title(speech);
    let mut page = Page::default();
    give(&mut page, head, above.head, title);
    take(&mut page, speech, inner.body);
    give(&mut page, tail, below.tail, title);
    Some(page)
}

/// For each of the pages one with the same speech, and the head and tail of others among them.
#[must_use]
pub fn mixed(pages: &[&Page]) -> Vec<Page> {
    let givers: Vec<&Page> = pages
        .iter()
        .copied()
        .filter(|page| may_be_given(page))
        .collect();
    let inserts: Vec<_> = pages.iter().flat_map(|page| inserts(page)).collect();
    let mut random = Random::new();
    if givers.is_empty() {
        return Vec::new();
    }
    let mixed = pages.iter().filter_map(|speech| {
        let [head, tail] = [(); 2].map(|()| givers[random.below(givers.len())]);
        let mut page = mix(head, speech, tail)?;
        sprinkle(&mut page, &inserts, &mut random);
        Some(page)
    });
    mixed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_in_the_chrome_changes_with_the_speech() {
        let page = |file: &str| Page::parse(file).expect("a page");
        let head = page("-navigation|首页 > 水厂投产仪式讲话\nT|水厂投产仪式讲话\nP|今天投产。\n");
        let speech =
            page("-meta|时间\nT|图书馆开馆致辞\nP|今天⟦noise:qx⟧开馆。\n-navigation|关闭\n");
        let tail = page("T|植树节动员\nP|今天栽树。\n-related|下一篇\n");
        let mixed = mix(&head, &speech, &tail).expect("each has a speech");
        assert_eq!(
            mixed.raw,
            "首页 > 图书馆开馆致辞\n图书馆开馆致辞\n今天qx开馆。\n下一篇\n"
        );
        let chrome: Vec<&str> = mixed
            .chrome
            .iter()
            .map(|chrome| &mixed.raw[chrome.span.clone()])
            .collect();
        assert_eq!(chrome, ["首页 > 图书馆开馆致辞", "qx", "下一篇"]);
        assert_eq!(mixed.text(&mixed.blocks[1]), "今天开馆。");
    }

    #[test]
    fn teasers_are_not_given_away() {
        let page = |file: &str| Page::parse(file).expect("a page");
        assert!(!may_be_given(&page(
            "-teaser|今天我们开一个短会，讲…\nP|今天我们开一个短会，讲两件事。\n"
        )));
        assert!(may_be_given(&page(
            "-meta|来源：本站\nP|今天我们开一个短会，讲两件事。\n"
        )));
    }
}
