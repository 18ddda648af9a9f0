//! Pages that are nearly the same.

use crate::corpus::family;
use crate::lint::Finding;
use crate::page::Page;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Han in a row that are compared.
const SHINGLE: usize = 8;
/// Share of the shorter page's shingles, in percent, from which two pages are one.
const TWIN_PERCENT: usize = 20;
/// Fewer shared shingles are a formula of the genre (现在，我代表市人民政府，向大会报告工作，请予审议…).
const FORMULA: usize = 50;

/// Pages whose speech is nearly that of another page. Two cases may be: one is often the near miss
/// of the other.
pub(crate) fn twins(pages: &[(&str, Page)]) -> Vec<Finding> {
    similar(pages)
        .into_iter()
        .filter(|pair| pair.percent >= TWIN_PERCENT)
        .filter(|pair| family(pair.first) != "case" || family(pair.second) != "case")
        .map(|pair| Finding {
            id: pair.second.to_owned(),
            line: None,
            what: format!("{} % of it is in {}", pair.percent, pair.first),
        })
        .collect()
}

/// Two pages that share some of their speech.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Similar<'a> {
    /// The one.
    first: &'a str,
    /// The other.
    second: &'a str,
    /// Share of the shorter page's shingles that the other has too.
    percent: usize,
}

/// Every two pages that share more than a formula, the most alike first.
fn similar<'a>(pages: &[(&'a str, Page)]) -> Vec<Similar<'a>> {
    let sets: Vec<HashSet<u64>> = pages.iter().map(|(_, page)| shingles(page)).collect();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for (index, set) in sets.iter().enumerate() {
        for &shingle in set {
            holders.entry(shingle).or_default().push(index);
        }
    }
    let mut shared: HashMap<(usize, usize), usize> = HashMap::new();
    for pages in holders.values() {
        for (n, &a) in pages.iter().enumerate() {
            for &b in &pages[n + 1..] {
                *shared.entry((a, b)).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<Similar<'a>> = shared
        .into_iter()
        .filter(|(_, count)| *count >= FORMULA)
        .map(|((a, b), count)| Similar {
            first: pages[a].0,
            second: pages[b].0,
            percent: 100 * count / sets[a].len().min(sets[b].len()),
        })
        .collect();
    pairs.sort_by(|a, b| {
        b.percent
            .cmp(&a.percent)
            .then_with(|| (a.first, a.second).cmp(&(b.first, b.second)))
    });
    pairs
}

fn shingles(page: &Page) -> HashSet<u64> {
    let speech: String = page.blocks.iter().map(|block| page.text(block)).collect();
    let han: Vec<char> = speech
        .chars()
        .filter(|c| matches!(c, '\u{3400}'..='\u{9fff}'))
        .collect();
    let hash = |shingle: &[char]| {
        let mut hasher = DefaultHasher::new();
        shingle.hash(&mut hasher);
        hasher.finish()
    };
    han.windows(SHINGLE).map(hash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_with_a_fifth_of_another_is_its_twin() {
        let text = |seed: u32, from: u32, to: u32| -> String {
            (from..to)
                .filter_map(|n| char::from_u32(0x4e00 + (n * 7919 + seed) % 20_000))
                .collect()
        };
        let page = |text: &str| Page::parse(&format!("P|{text}\n")).expect("a page");
        let whole = text(0, 0, 200);
        let third = text(0, 100, 200) + &text(5, 0, 200);
        let tenth = text(0, 100, 130) + &text(9, 0, 200);
        let pages = [
            ("a", page(&whole)),
            ("b", page(&third)),
            ("c", page(&tenth)),
        ];
        let found: Vec<_> = twins(&pages).into_iter().map(|found| found.id).collect();
        assert_eq!(found, ["b"]);
    }
}
