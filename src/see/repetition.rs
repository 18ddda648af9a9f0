//! What comes again: copies of the title, near copies, teasers that repeat the opening, running
//! headers. Texts are compared by their letters and digits only.

use super::class::Class;
use super::feature::{Feature as F, Sink, bucket};
use super::page::Page;
use super::shape::{End, Shape};
use crate::cut::Seam;
use std::collections::HashMap;

/// How many short texts from the begin and from the end of a page are compared with each other.
const FROM_BEGIN: usize = 40;
const FROM_END: usize = 15;
/// Of them, how many are sought in every other text.
const SOUGHT: usize = 30;
/// Characters of a text that a teaser has in common with it.
const TEASER: usize = 10;

/// A set of "somewhere before" (1) and "somewhere behind" (2).
type Sides = usize;

pub(super) struct Repetition {
    /// Runs with the same letters, for those of four letters or more.
    copies: HashMap<String, Vec<usize>>,
    /// Runs that begin alike.
    begins: HashMap<String, Vec<usize>>,
    /// How many lines have the same letters.
    lines: HashMap<String, usize>,
    /// Of short texts: which other short ones hold them, which they hold, and which texts of any
    /// length hold them.
    within: Vec<Sides>,
    contains: Vec<Sides>,
    within_any: Vec<Sides>,
    /// Whether a file is named after the run.
    is_stem: Vec<bool>,
    /// 1: most like a title of all; 2: the next two; 3: another candidate.
    rank: Vec<usize>,
}

impl Repetition {
    pub(super) fn of(page: &Page) -> Self {
        let shapes = page.shapes;
        let count = shapes.len();
        let mut copies: HashMap<String, Vec<usize>> = HashMap::new();
        let mut begins: HashMap<String, Vec<usize>> = HashMap::new();
        for (run, shape) in shapes.iter().enumerate() {
            if shape.key.chars().count() >= 4 {
                copies.entry(shape.key.clone()).or_default().push(run);
            }
            if let Some(begin) = begin(shape) {
                begins.entry(begin).or_default().push(run);
            }
        }
        let mut lines = HashMap::new();
        for (_, line) in &page.lines {
            *lines.entry(line.key.clone()).or_default() += 1;
        }
        let mut repetition = Repetition {
            copies,
            begins,
            lines,
            within: vec![0; count],
            contains: vec![0; count],
            within_any: vec![0; count],
            is_stem: stems(shapes),
            rank: vec![0; count],
        };
        repetition.compare(shapes);
        repetition.rank(page);
        repetition
    }

    /// Compares short texts with each other, and the first of them with all texts.
    fn compare(&mut self, shapes: &[Shape]) {
        let is_short = |run: &usize| {
            let shape = &shapes[*run];
            (6..=60).contains(&shape.key.chars().count()) && shape.end != End::Sentence
        };
        let short: Vec<usize> = (0..shapes.len()).filter(is_short).collect();
        let first = short.len().min(FROM_BEGIN);
        let last = first.max(short.len().saturating_sub(FROM_END));
        let near: Vec<usize> = short[..first]
            .iter()
            .chain(&short[last..])
            .copied()
            .collect();
        let holds = |inner: usize, outer: usize| {
            let (inner, outer) = (&shapes[inner].key, &shapes[outer].key);
            inner.len() < outer.len() && outer.contains(inner.as_str())
        };
        for &inner in &near {
            for &outer in &near {
                if holds(inner, outer) {
                    self.within[inner] |= side(inner, outer);
                    self.contains[outer] |= side(outer, inner);
                }
            }
        }
        for &inner in near.iter().take(SOUGHT) {
            for outer in (0..shapes.len()).filter(|&outer| holds(inner, outer)) {
                self.within_any[inner] |= side(inner, outer);
            }
        }
    }

    /// Ranks what stands above the speech by what titles have.
    fn rank(&mut self, page: &Page) {
        let mut scores: Vec<(usize, usize)> = (0..page.shapes.len().min(page.first_sure + 1))
            .filter(|&run| may_be_title(&page.shapes[run]))
            .map(|run| (self.score(page, run), run))
            .collect();
        scores.sort_by_key(|&(score, run)| std::cmp::Reverse((score, run)));
        for (place, &(_, run)) in scores.iter().enumerate() {
            self.rank[run] = match place {
                0 => 1,
                1 | 2 => 2,
                _ => 3,
            };
        }
    }

    fn score(&self, page: &Page, run: usize) -> usize {
        let shape = &page.shapes[run];
        let line = |run: usize| page.line_of[run];
        let near = page
            .salutation
            .is_some_and(|salutation| salutation > run && line(salutation) - line(run) <= 4);
        [0, 1, 3][shape.genre]
            + self.others(shape).min(2)
            + 2 * usize::from(self.within[run] != 0 || self.within_any[run] != 0)
            + usize::from(self.contains[run] != 0)
            + usize::from(shape.cover == 0)
            + usize::from(shape.date == 0)
            + usize::from(matches!(shape.first, '在' | '关'))
            + usize::from(near)
    }

    /// How many other runs have the same letters.
    fn others(&self, shape: &Shape) -> usize {
        self.copies
            .get(&shape.key)
            .map_or(0, |copies| copies.len() - 1)
    }

    pub(super) fn note(&self, page: &Page, run: usize, sink: &mut Sink) {
        let shape = &page.shapes[run];
        let zone = page.zone(run);
        self.copy_features(page, run, sink);
        let sides = [
            (self.within[run], F::Within, F::WithinZone),
            (self.contains[run], F::Contains, F::ContainsZone),
            (self.within_any[run], F::WithinAny, F::WithinAnyZone),
        ];
        for (sides, feature, with_zone) in sides {
            sink.put(feature, sides);
            sink.put(with_zone, sides * 3 + zone);
        }
        self.teaser_features(page, run, sink);
        sink.put(F::FileStem, usize::from(self.is_stem[run]));
        let rank = self.rank[run];
        sink.put(F::TitleRank, rank);
        sink.put(F::TitleRankZone, rank * 3 + zone);
        sink.put(F::TitleRankVocative, rank * 8 + page.to_salutation(run));
        let before = run
            .checked_sub(1)
            .map_or(0, |other| likeness(shape, &page.shapes[other]));
        sink.put(F::EqualBefore, before);
        sink.put(
            F::EqualBeforeSeam,
            before * Seam::COUNT + page.runs[run].seam as usize,
        );
        let behind = page.shapes.get(run + 1);
        sink.put(
            F::EqualBehind,
            behind.map_or(0, |other| likeness(shape, other)),
        );
        self.line_features(page, run, sink);
    }

    fn copy_features(&self, page: &Page, run: usize, sink: &mut Sink) {
        let zone = page.zone(run);
        let copies = self
            .copies
            .get(&page.shapes[run].key)
            .map_or(&[][..], Vec::as_slice);
        let count = copies.len();
        sink.put(F::Copies, count.saturating_sub(1).min(3));
        let mut above = copies.iter().filter(|&&copy| copy < page.first_sure);
        let place = if count < 2 {
            0
        } else if above.clone().count() == 1 && run < page.first_sure {
            1
        } else if above.next_back() == Some(&run) {
            2
        } else if run < page.first_sure {
            3
        } else {
            4
        };
        sink.put(F::CopyPlace, place);
        sink.put(F::CopyPlaceZone, place * 3 + zone);
        sink.put(F::CopyVocative, place * 8 + page.to_salutation(run));
        let is_last = copies.last() == Some(&run);
        sink.put(
            F::CopyLast,
            if count < 2 {
                0
            } else {
                1 + usize::from(is_last)
            },
        );
        let recurs = bucket(count, &[2, 3, 5]);
        sink.put(F::Recurs, recurs);
        sink.put(F::RecursZone, recurs * 3 + zone);
    }

    /// Whether a later text goes on from the same begin, or an earlier one did.
    fn teaser_features(&self, page: &Page, run: usize, sink: &mut Sink) {
        let shape = &page.shapes[run];
        let alike = begin(shape).and_then(|begin| self.begins.get(&begin));
        let alike = alike.map_or(&[][..], Vec::as_slice);
        let kind = |is: &dyn Fn(usize) -> bool| {
            let others = alike.iter().filter(|&&other| is(other));
            others
                .map(|&other| 1 + usize::from(page.shapes[other].key != shape.key))
                .max()
                .unwrap_or(0)
        };
        let teaser = kind(&|other| other > run);
        sink.put(F::Teaser, teaser);
        sink.put(F::TeaserLength, teaser * 14 + shape.length());
        sink.put(F::Repeats, kind(&|other| other < run));
    }

    fn line_features(&self, page: &Page, run: usize, sink: &mut Sink) {
        let Some(line) = page.line(run, 0) else {
            return;
        };
        let copies = self
            .lines
            .get(&line.key)
            .map_or(0, |count| (count - 1).min(3));
        sink.put(F::LineCopies, copies);
        sink.put(F::LineCopiesZone, copies * 3 + page.zone(run));
        let same = |offset| {
            let other = page.line(run, offset);
            usize::from(other.is_some_and(|other| other.key == line.key))
        };
        sink.put(F::LineEqual, same(1) * 2 + same(-1));
    }
}

/// The first letters of a text that is long enough to be teased with.
fn begin(shape: &Shape) -> Option<String> {
    let end = shape
        .key
        .char_indices()
        .map(|at| at.0)
        .chain([shape.key.len()])
        .nth(TEASER)?;
    Some(shape.key[..end].to_owned())
}

fn side(run: usize, other: usize) -> Sides {
    if other > run { 2 } else { 1 }
}

/// How a text and its neighbour are alike: 1 equal, 2 within it, 3 around it, 4 not at all.
fn likeness(shape: &Shape, other: &Shape) -> usize {
    let (own, other) = (shape.key.as_str(), other.key.as_str());
    if own.is_empty() || other.is_empty() {
        0
    } else if own == other {
        1
    } else if own.chars().nth(1).is_some() && other.contains(own) {
        2
    } else if other.chars().nth(1).is_some() && own.contains(other) {
        3
    } else {
        4
    }
}

fn may_be_title(shape: &Shape) -> bool {
    use Class::{Address, Field, Number, Page, Salutation, Site};
    (4..=60).contains(&shape.chars)
        && !matches!(shape.end, End::Sentence | End::Comma)
        && !matches!(
            shape.class,
            Salutation | Page | Number | Field | Site | Address
        )
}

fn stems(shapes: &[Shape]) -> Vec<bool> {
    let files: Vec<(usize, &str)> = shapes
        .iter()
        .enumerate()
        .filter(|(_, shape)| shape.has_file)
        .map(|(run, shape)| (run, shape.key.as_str()))
        .collect();
    let is_stem = |(run, shape): (usize, &Shape)| {
        let named = |&(file, key): &(usize, &str)| file != run && key.starts_with(&shape.key);
        shape.key.len() >= 12 && files.iter().any(named)
    };
    shapes.iter().enumerate().map(is_stem).collect()
}
