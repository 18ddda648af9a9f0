//! The alignment of output and source: total, monotone, exact against the undo.

use proptest::prelude::*;
use std::ops::Range;
use zhengwen::{Cleaner, Document};

/// Damaged in most of the ways there are.
const BASE: &str = "首页 > 讲话稿 > 正文\n在水厂通水仪式上的讲话\n\n（2024年３月Ｘ日）\n各位来宾,同志们:\n　　今天,我们在\
这里举行通水\n仪式。水--生命之源...从选址到通水,XX公司用了四\n百天。\n— 2 —\n　　第 一，感谢建设者。张某某同志说:\"水要 干净\"。\
<br>&nbsp;Open  Access 是 PDF 里的\u{200b}词。\n下载本文\n上一篇:致辞 下一篇:总结\n二、⾃来⽔⼚\r\n谢谢大家!\r\n";

/// What each byte of one text corresponds to in the other, worked out one by one.
struct Oracle {
    /// For each byte, its segment's range on the other side and, when kept, the very byte.
    bytes: Vec<(Range<usize>, Option<usize>)>,
    /// For each position, the other side's empty-here edits that lie there, as one range.
    places: Vec<Range<usize>>,
}

impl Oracle {
    fn new(document: &Document, to_source: bool) -> Self {
        let (mut bytes, mut places) = (Vec::new(), Vec::new());
        places.push(0..0);
        for segment in document.alignment().segments() {
            let (from, to) = if to_source {
                (segment.output, segment.source)
            } else {
                (segment.source, segment.output)
            };
            assert_eq!(from.start, bytes.len(), "segments tile");
            if from.is_empty() {
                places.last_mut().expect("one place more than bytes").end = to.end;
                continue;
            }
            for offset in 0..from.len() {
                let kept = segment.edit.is_none().then_some(to.start + offset);
                bytes.push((to.clone(), kept));
                places.push(match kept {
                    Some(at) => at + 1..at + 1,
                    None if offset + 1 == from.len() => to.end..to.end,
                    None => to.clone(),
                });
            }
        }
        Oracle { bytes, places }
    }

    fn map(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            return self.places[range.start].clone();
        }
        let first = &self.bytes[range.start];
        let last = &self.bytes[range.end - 1];
        first.1.unwrap_or(first.0.start)..last.1.map_or(last.0.end, |at| at + 1)
    }
}

fn check(document: &Document, picks: &[(usize, usize)]) {
    let alignment = document.alignment();
    let (source, text) = (document.source(), document.text());
    // The segments spell both texts, and with them the undo.
    let (mut undone, mut redone) = (String::new(), String::new());
    for segment in alignment.segments() {
        undone += &source[segment.source.clone()];
        redone += &text[segment.output.clone()];
        match &segment.edit {
            None => assert_eq!(&source[segment.source], &text[segment.output]),
            Some(edit) => {
                assert_eq!(edit.original, &source[segment.source]);
                assert_eq!(edit.replacement, &text[segment.output]);
            }
        }
    }
    assert_eq!(undone, document.undo());
    assert_eq!(redone, text);
    for to_source in [true, false] {
        let oracle = Oracle::new(document, to_source);
        let (from, to) = if to_source {
            (text, source)
        } else {
            (source, text)
        };
        let map = |range: Range<usize>| {
            if to_source {
                alignment.to_source(range)
            } else {
                alignment.to_output(range)
            }
        };
        assert_eq!(map(0..usize::MAX), oracle.map(0..from.len()), "clamped");
        let mut ranges: Vec<Range<usize>> = picks
            .iter()
            .map(|&(a, b)| (a % (from.len() + 1), b % (from.len() + 1)))
            .map(|(a, b)| a.min(b)..a.max(b))
            .collect();
        if from.len() < 32 {
            ranges.extend((0..=from.len()).flat_map(|a| (a..=from.len()).map(move |b| a..b)));
        }
        for range in &ranges {
            let found = map(range.clone());
            assert!(found.start <= found.end && found.end <= to.len(), "total");
            assert_eq!(found, oracle.map(range.clone()), "{range:?} of {from:?}");
            if from.is_char_boundary(range.start) && from.is_char_boundary(range.end) {
                assert!(to.is_char_boundary(found.start) && to.is_char_boundary(found.end));
            }
        }
        ranges.sort_by_key(|range| (range.start, range.end));
        for pair in ranges.windows(2).filter(|pair| pair[0].end <= pair[1].end) {
            let (one, two) = (map(pair[0].clone()), map(pair[1].clone()));
            assert!(one.start <= two.start && one.end <= two.end, "monotone");
        }
    }
    let mut at = 0;
    for block in document.blocks() {
        let range = at..at + block.text.len();
        at = range.end + 1;
        assert_eq!(
            document.source_span(range.clone()),
            alignment.to_source(range.clone())
        );
        let again = alignment.to_output(alignment.to_source(range.clone()));
        assert!(
            again.start <= range.start && range.end <= again.end,
            "there and back"
        );
    }
}

fn picks() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0..usize::MAX, 0..usize::MAX), 16)
}

/// Deletes, doubles or swaps stretches of `text` at character boundaries.
fn mutated(text: &str, steps: &[(u8, usize, usize, usize)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for &(verb, from, length, to) in steps {
        if characters.is_empty() {
            break;
        }
        let from = from % characters.len();
        let end = (from + length).min(characters.len());
        let to = to % characters.len();
        match verb % 4 {
            0 => drop(characters.drain(from..end)),
            1 => {
                let stretch = characters[from..end].to_vec();
                characters.splice(to..to, stretch);
            }
            2 => characters.swap(from, to),
            _ => characters.insert(to, ['\n', ' ', '*', '\u{3000}'][length % 4]),
        }
    }
    characters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_text(source in "[\\p{Han}，。：“”\"',.*xX×一二（）() \n\r\t\u{3000}\u{a0}\u{200b}a-z0-9—…-]{0,40}", picks in picks()) {
        check(&Cleaner::new().clean(&source), &picks);
    }

    #[test]
    fn mutated_text(steps in prop::collection::vec((any::<u8>(), 0usize..9999, 0usize..40, 0usize..9999), 1..8), picks in picks()) {
        check(&Cleaner::new().clean(&mutated(BASE, &steps)), &picks);
    }
}

#[test]
fn fixtures() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
    let mut seen = 0;
    let mut folders = vec![std::path::PathBuf::from(root)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(bytes) = std::fs::read(entry.path()) else {
                folders.push(entry.path());
                continue;
            };
            let Ok(document) = Cleaner::new().clean_bytes(&bytes) else {
                continue;
            };
            let picks: Vec<_> = (0..500usize).map(|n| (n * 7919, n * 104_729)).collect();
            check(&document, &picks);
            seen += 1;
        }
    }
    assert!(seen > 0 || !std::path::Path::new(root).exists());
}

#[test]
fn ranges_of_any_shape_are_taken() {
    let document = Cleaner::new().clean("今天开馆,欢迎大家.");
    let alignment = document.alignment();
    let all = 0..document.source().len();
    assert_eq!(alignment.to_source(0..usize::MAX), all);
    assert_eq!(
        alignment.to_source(usize::MAX..usize::MAX),
        all.end..all.end
    );
    #[expect(clippy::reversed_empty_ranges, reason = "it is what is tested")]
    let backwards = alignment.to_source(3..0);
    assert_eq!(backwards, 3..3);
    let empty = Cleaner::new().clean("");
    assert_eq!(empty.alignment().to_source(0..9), 0..0);
    assert_eq!(empty.alignment().segments().count(), 0);
}
