//! How a reading of a page compares with its truth.

use crate::diff::{changes, matches};
use crate::figures::Figures;
use crate::fold::Folded;
use crate::gaps;
use crate::page::Page;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use zhengwen::{BlockKind, Cleaner};

pub use zhengwen::read::Reading;

/// What reads pages: any function from a raw page to its blocks.
pub trait Reader: Sync {
    /// Reads a raw page.
    fn read(&self, page: &str) -> Reading;
}

impl<F: Fn(&str) -> Reading + Sync> Reader for F {
    fn read(&self, page: &str) -> Reading {
        self(page)
    }
}

/// The library as everyone uses it: the page comes as bytes.
impl Reader for Cleaner {
    fn read(&self, page: &str) -> Reading {
        let Ok(document) = self.clean_bytes(page.as_bytes()) else {
            return Reading::default();
        };
        Reading {
            blocks: document
                .blocks()
                .map(|block| (block.kind, block.text.to_owned()))
                .collect(),
            truncated: document.is_truncated(),
        }
    }
}

/// Folded text of blocks, one after the other.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// The characters of all blocks.
    pub chars: Vec<char>,
    /// Where each block begins in `chars`, and its kind; blocks of which nothing is compared are
    /// left out.
    pub begins: BTreeMap<usize, BlockKind>,
}

impl Text {
    fn push(&mut self, kind: BlockKind, chars: &[char]) {
        if !chars.is_empty() {
            self.begins.insert(self.chars.len(), kind);
            self.chars.extend_from_slice(chars);
        }
    }

    /// The block's characters.
    fn block(&self, begin: usize) -> &[char] {
        let end = self.begins.range(begin + 1..).next();
        &self.chars[begin..end.map_or(self.chars.len(), |(&end, _)| end)]
    }

    fn blocks(&self) -> impl Iterator<Item = (BlockKind, &[char])> {
        self.begins
            .iter()
            .map(|(&begin, &kind)| (kind, self.block(begin)))
    }

    fn title(&self) -> Option<String> {
        self.blocks()
            .find(|(kind, _)| *kind == BlockKind::Title)
            .map(|(_, text)| text.iter().collect())
    }

    /// The kind of the block that holds a character.
    #[must_use]
    pub fn kind_at(&self, index: usize) -> Option<BlockKind> {
        self.begins
            .range(..=index)
            .next_back()
            .map(|(_, &kind)| kind)
    }
}

/// A block whose begin was found and whose kind is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongKind {
    /// Where it begins in the speech.
    pub begin: usize,
    /// What it is.
    pub truth: BlockKind,
    /// What it was read as.
    pub read: BlockKind,
}

/// A page and a reading of it, compared.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// The speech.
    pub truth: Text,
    /// Byte range in the raw page of each character of the speech.
    pub at: Vec<Range<usize>>,
    /// What was read.
    pub read: Text,
    /// Ranges of the speech that the reading lacks.
    pub lost: Vec<Range<usize>>,
    /// Ranges of the reading that are not the speech, with the place in the speech where they stand.
    pub left: Vec<(usize, Range<usize>)>,
    /// Places in the speech where a block begins and none was read.
    pub missed: Vec<usize>,
    /// Places in the speech where none begins and one was read.
    pub invented: Vec<usize>,
    /// Blocks of another kind.
    pub wrong_kinds: Vec<WrongKind>,
    /// For each item of [`Page::chrome`], whether nothing of it is left; `None` for one that holds
    /// nothing to compare.
    pub gone: Vec<Option<bool>>,
    /// The title there is, and the one that was read.
    pub titles: (Option<String>, Option<String>),
    /// Whether the speech is cut off in truth, and as read.
    pub truncated: (Option<bool>, bool),
    /// The counts.
    pub figures: Figures,
}

/// Compares a reading of a page with its truth.
#[must_use]
pub fn compare(page: &Page, reading: &Reading) -> Comparison {
    let mut found = Comparison {
        truncated: (page.truncated, reading.truncated),
        ..Comparison::default()
    };
    truth(page, &mut found);
    for (kind, text) in &reading.blocks {
        found.read.push(*kind, &Folded::new(text).chars);
    }
    found.titles = (found.truth.title(), found.read.title());
    let back = align(&mut found);
    breaks_and_kinds(&mut found, &back);
    chrome(page, &mut found);
    let (gaps, gaps_right) = gaps::compare(page, reading);
    count(&mut found);
    (found.figures.gaps, found.figures.gaps_right) = (gaps, gaps_right);
    found
}

/// Folds the speech, and keeps where in the page each character stood.
fn truth(page: &Page, found: &mut Comparison) {
    for block in &page.blocks {
        let folded = Folded::new(&page.text(block));
        found.truth.push(block.kind, &folded.chars);
        let (mut span, mut before) = (0, 0);
        for at in folded.at {
            while span + 1 < block.spans.len() && at.start >= before + block.spans[span].len() {
                before += block.spans[span].len();
                span += 1;
            }
            let start = block.spans[span].start + at.start - before;
            found.at.push(start..start + at.len());
        }
    }
}

/// Finds what is lost and left. Returns which place of the speech each place of the reading is.
fn align(found: &mut Comparison) -> HashMap<usize, usize> {
    let (a, b) = (&found.truth.chars, &found.read.chars);
    let same = matches(a, b);
    let mut back = HashMap::new();
    for run in &same {
        for k in 0..=run.length {
            back.entry(run.b + k).or_insert(run.a + k);
        }
    }
    for change in changes(&same, a.len(), b.len()) {
        if !change.b.is_empty() {
            found.left.push((change.a.start, change.b));
        }
        if !change.a.is_empty() {
            found.lost.push(change.a);
        }
    }
    back
}

fn breaks_and_kinds(found: &mut Comparison, back: &HashMap<usize, usize>) {
    let truth: BTreeSet<usize> = found
        .truth
        .begins
        .keys()
        .copied()
        .filter(|&at| at > 0)
        .collect();
    // A break beside chrome that stayed counts at the place it maps to.
    let mut read = BTreeSet::new();
    let mut kinds = HashMap::new();
    for (begin, &kind) in &found.read.begins {
        if let Some(&at) = back.get(begin) {
            kinds.insert(at, kind);
            if at > 0 {
                read.insert(at);
            }
        }
    }
    found.missed = truth.difference(&read).copied().collect();
    found.invented = read.difference(&truth).copied().collect();
    found.figures.breaks = truth.len();
    found.figures.breaks_read = read.len();
    found.figures.breaks_found = truth.intersection(&read).count();
    for (&begin, &truth) in &found.truth.begins {
        let Some(&read) = kinds.get(&begin) else {
            continue;
        };
        found.figures.kinds += 1;
        if truth.as_str() == read.as_str() {
            found.figures.kinds_right += 1;
        } else {
            found.wrong_kinds.push(WrongKind { begin, truth, read });
        }
    }
}

fn chrome(page: &Page, found: &mut Comparison) {
    let left: Vec<&[char]> = found
        .left
        .iter()
        .map(|(_, range)| &found.read.chars[range.clone()])
        .collect();
    let is_left = |part: &[char]| left.iter().any(|left| contains(left, part));
    for item in &page.chrome {
        let item = Folded::new(page.chrome_text(item)).chars;
        found.figures.chrome += item.len();
        found.gone.push((!item.is_empty()).then(|| {
            let half = &item[..item.len() / 2];
            !(is_left(&item) || item.len() > 5 && is_left(half))
        }));
    }
}

fn contains(text: &[char], part: &[char]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

fn count(found: &mut Comparison) {
    let same_text = {
        let read: Vec<_> = found.read.blocks().collect();
        let truth: Vec<_> = found.truth.blocks().collect();
        let same = truth
            .iter()
            .map(|(_, text)| text)
            .eq(read.iter().map(|(_, text)| text));
        let kinds = |list: &[(BlockKind, &[char])]| -> Vec<&str> {
            list.iter().map(|(kind, _)| kind.as_str()).collect()
        };
        (same, same && kinds(&truth) == kinds(&read))
    };
    let figures = &mut found.figures;
    figures.pages = 1;
    figures.exact = same_text.0.into();
    figures.typed = same_text.1.into();
    figures.speech = found.truth.chars.len();
    figures.lost = found.lost.iter().map(Range::len).sum();
    figures.lossy_pages = usize::from(figures.lost > 0);
    figures.left = found.left.iter().map(|(_, range)| range.len()).sum();
    figures.clean_pages = usize::from(figures.left == 0);
    figures.items = found.gone.iter().flatten().count();
    figures.items_gone = found.gone.iter().flatten().filter(|&&gone| gone).count();
    figures.titles = usize::from(found.titles.0 == found.titles.1);
    if let (Some(truth), read) = found.truncated {
        figures.truncated = truth.into();
        figures.truncated_found = usize::from(truth && read);
        figures.truncated_false = usize::from(!truth && read);
    }
}
