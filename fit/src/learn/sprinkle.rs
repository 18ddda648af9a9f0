//! Inserts of some pages in the speeches of others: a credit behind a sentence, a site's name behind
//! a title, each in a place like the one it had.

use super::random::Random;
use crate::page::{Block, Chrome, Page};
use std::ops::Range;
use zhengwen::{BlockKind, Reason};

/// An insert, and where such a thing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insert {
    text: String,
    reason: Reason,
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Behind a sentence of a paragraph.
    Sentence,
    /// Behind the title.
    Title,
}

/// Of three pages one gets inserts, up to so many.
const MOST: usize = 3;

/// The inserts of a page that may stand in others: none that repeat it, and no page numbers, which
/// count.
pub fn inserts(page: &Page) -> impl Iterator<Item = Insert> {
    page.chrome.iter().filter_map(|chrome| {
        let text = page.chrome_text(chrome);
        let may_be_moved = matches!(
            chrome.reason,
            Reason::Advert | Reason::Copyright | Reason::Download | Reason::Member | Reason::Meta
        );
        if chrome.is_line || !may_be_moved || text.contains('\n') {
            return None;
        }
        let place = place(page, chrome.span.start)?;
        Some(Insert {
            text: text.to_owned(),
            reason: chrome.reason,
            place,
        })
    })
}

/// What ends at a place, if it is one for inserts.
fn place(page: &Page, at: usize) -> Option<Place> {
    let block = page
        .blocks
        .iter()
        .find(|block| block.spans.iter().any(|span| span.end == at))?;
    let is_last = block.spans.last().is_some_and(|span| span.end == at);
    match block.kind {
        BlockKind::Title if is_last => Some(Place::Title),
        BlockKind::Paragraph if page.raw[..at].ends_with(['。', '！', '？']) => {
            Some(Place::Sentence)
        }
        _ => None,
    }
}

/// Puts a few of `inserts` into a page, or none.
pub fn sprinkle(page: &mut Page, inserts: &[Insert], random: &mut Random) {
    if inserts.is_empty() || random.below(3) > 0 {
        return;
    }
    for _ in 0..=random.below(MOST) {
        let insert = &inserts[random.below(inserts.len())];
        let places: Vec<usize> = page
            .blocks
            .iter()
            .flat_map(|block| places(page, block, insert.place))
            .collect();
        if !places.is_empty() {
            put(page, places[random.below(places.len())], insert);
        }
    }
}

/// The places of a sort in a block.
fn places(page: &Page, block: &Block, place: Place) -> Vec<usize> {
    match (place, block.kind) {
        (Place::Title, BlockKind::Title) => block
            .spans
            .last()
            .map(|span| span.end)
            .into_iter()
            .collect(),
        (Place::Sentence, BlockKind::Paragraph) => {
            let ends = |span: &Range<usize>| {
                let text = &page.raw[span.clone()];
                let start = span.start;
                let ends = text.match_indices(['。', '！', '？']);
                ends.map(move |(at, end)| start + at + end.len())
                    .collect::<Vec<_>>()
            };
            block.spans.iter().flat_map(ends).collect()
        }
        _ => Vec::new(),
    }
}

/// Puts an insert at a place; nothing else of the page changes.
fn put(page: &mut Page, at: usize, insert: &Insert) {
    let length = insert.text.len();
    page.raw.insert_str(at, &insert.text);
    for block in &mut page.blocks {
        let spans = std::mem::take(&mut block.spans);
        for span in spans {
            if span.end <= at {
                block.spans.push(span);
            } else if span.start >= at {
                block.spans.push(span.start + length..span.end + length);
            } else {
                block.spans.push(span.start..at);
                block.spans.push(at + length..span.end + length);
            }
        }
    }
    for chrome in &mut page.chrome {
        if chrome.span.start >= at {
            chrome.span = chrome.span.start + length..chrome.span.end + length;
        }
    }
    page.chrome.push(Chrome {
        reason: insert.reason,
        span: at..at + length,
        is_line: false,
        line: 0,
    });
    page.chrome.sort_by_key(|chrome| chrome.span.start);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(file: &str) -> Page {
        Page::parse(file).expect("a page")
    }

    #[test]
    fn inserts_are_moved_to_places_like_their_own() {
        let from = page(
            "T|植树动员⟦meta:_清泉文库⟧\nP|今天栽树。⟦advert:本文来自清泉文库⟧栽活。⟦page_number:3⟧\n",
        );
        let inserts: Vec<_> = inserts(&from).collect();
        let texts: Vec<_> = inserts
            .iter()
            .map(|insert| (insert.text.as_str(), insert.place))
            .collect();
        assert_eq!(
            texts,
            [
                ("_清泉文库", Place::Title),
                ("本文来自清泉文库", Place::Sentence)
            ]
        );
        let mut to = page("T|图书馆开馆致辞\nP|今天开馆。⟦noise:qx⟧请进。\n");
        let before: Vec<_> = to.blocks.iter().map(|block| to.text(block)).collect();
        for (insert, kind) in inserts.iter().zip([0, 1]) {
            let block = to.blocks[kind].clone();
            let at = places(&to, &block, insert.place)[0];
            put(&mut to, at, insert);
        }
        assert_eq!(
            to.raw,
            "图书馆开馆致辞_清泉文库\n今天开馆。本文来自清泉文库qx请进。\n"
        );
        let after: Vec<_> = to.blocks.iter().map(|block| to.text(block)).collect();
        assert_eq!(after, before);
        let chrome: Vec<_> = to
            .chrome
            .iter()
            .map(|chrome| to.chrome_text(chrome))
            .collect();
        assert_eq!(chrome, ["_清泉文库", "本文来自清泉文库", "qx"]);
    }
}
