//! What comes again: copies of the title, near copies, teasers that repeat the opening, running
//! headers. Texts are compared by their letters and digits only.

use super::class::Class;
use super::feature::{Feature as F, Sink, bucket};
use super::hash::{self, Map};
use super::page::Page;
use super::scan::OPENING;
use super::shape::{End, Shape};
use super::teaser::Teasers;
use crate::cut::Seam;

/// How many short texts from the begin and from the end of a page are compared with each other.
const FROM_BEGIN: usize = 40;
const FROM_END: usize = 15;
/// Of them, how many are sought in every other text.
const SOUGHT: usize = 30;
/// Fewest letters that copies have.
const COPY: usize = 4;
/// Letters of short texts.
const SHORT: std::ops::RangeInclusive<usize> = OPENING..=60;
/// Shortest name of a file, in bytes, and longest, in letters.
const STEM: usize = 12;
const LONGEST_STEM: usize = 80;

/// A set of "somewhere before" (1) and "somewhere behind" (2).
type Sides = u8;

/// Runs with the same letters.
#[derive(Debug, Clone, Copy, Default)]
struct Copies {
    count: u32,
    /// How many of them stand above the speech, and the last that does.
    above: u32,
    last_above: u32,
    last: u32,
}

#[derive(Debug)]
pub(super) struct Repetition {
    copies: Map<Copies>,
    teasers: Teasers,
    /// How many lines have the same letters.
    lines: Map<u32>,
    /// Of short texts: which other short ones hold them, which they hold, and which texts of any
    /// length hold them.
    within: Vec<Sides>,
    contains: Vec<Sides>,
    within_any: Vec<Sides>,
    /// How each run and the one before it are alike.
    likeness: Vec<u8>,
    /// Whether a file is named after the run.
    is_stem: Vec<bool>,
    /// 1: most like a title of all; 2: the next two; 3: another candidate.
    rank: Vec<u8>,
}

impl Repetition {
    pub(super) fn of(page: &Page) -> Self {
        let count = page.shapes.len();
        let mut lines = Map::default();
        for line in 0..page.lines.len() {
            let number = page.line_shape(line).key.number;
            *lines.entry(number).or_default() += 1;
        }
        let likeness = (0..count).map(|run| match run {
            0 => 0,
            _ => likeness(page, run),
        });
        let mut repetition = Repetition {
            copies: copies(page),
            teasers: Teasers::of(&page.shapes),
            lines,
            within: vec![0; count],
            contains: vec![0; count],
            within_any: vec![0; count],
            likeness: likeness.collect(),
            is_stem: stems(page),
            rank: vec![0; count],
        };
        repetition.compare(page);
        repetition.rank(page);
        repetition
    }

    /// Compares short texts with each other, and the first of them with all texts.
    fn compare(&mut self, page: &Page) {
        let is_short = |run: &usize| {
            let shape = &page.shapes[*run];
            SHORT.contains(&shape.key.length) && shape.end != End::Sentence
        };
        let short: Vec<usize> = (0..page.shapes.len()).filter(is_short).collect();
        let first = short.len().min(FROM_BEGIN);
        let last = first.max(short.len().saturating_sub(FROM_END));
        let mut near = short;
        near.drain(first..last);
        let mut openings: Map<Vec<usize>> = Map::default();
        for (place, &run) in near.iter().enumerate() {
            let opening = page.shapes[run].key.opening;
            openings.entry(opening).or_default().push(place);
        }
        let shortest = near.iter().map(|&run| page.shapes[run].key.length).min();
        for (outer, shape) in page.shapes.iter().enumerate() {
            if shortest.is_none_or(|shortest| shape.key.length <= shortest) {
                continue;
            }
            let letters = page.letters(outer);
            let is_near = near.binary_search(&outer).is_ok();
            for (at, number) in hash::windows(letters, OPENING).enumerate() {
                for &place in openings.get(&number).map_or(&[][..], Vec::as_slice) {
                    let inner = near[place];
                    let sought = page.letters(inner);
                    if sought.len() == letters.len() || !letters[at..].starts_with(sought) {
                        continue;
                    }
                    if is_near {
                        self.within[inner] |= side(inner, outer);
                        self.contains[outer] |= side(outer, inner);
                    }
                    if place < SOUGHT {
                        self.within_any[inner] |= side(inner, outer);
                    }
                }
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
        let line = |run: usize| page.line_of(run);
        let near = page
            .salutation
            .is_some_and(|salutation| salutation > run && line(salutation) - line(run) <= 4);
        [0, 1, 3][usize::from(shape.genre)]
            + self.others(shape).min(2)
            + 2 * usize::from(self.within[run] != 0 || self.within_any[run] != 0)
            + usize::from(self.contains[run] != 0)
            + usize::from(shape.cover == 0)
            + usize::from(shape.date == 0)
            + usize::from(matches!(shape.begin, '在' | '关'))
            + usize::from(near)
    }

    /// How many other runs have the same letters.
    fn others(&self, shape: &Shape) -> usize {
        let copies = self.copies.get(&shape.key.number);
        copies.map_or(0, |copies| copies.count as usize - 1)
    }

    pub(super) fn note(&self, page: &Page, run: usize, sink: &mut Sink) {
        let zone = page.zone(run);
        self.copy_features(page, run, sink);
        let sides = [
            (self.within[run], F::Within, F::WithinZone),
            (self.contains[run], F::Contains, F::ContainsZone),
            (self.within_any[run], F::WithinAny, F::WithinAnyZone),
        ];
        for (sides, feature, with_zone) in sides {
            let sides = usize::from(sides);
            sink.put(feature, sides);
            sink.put(with_zone, sides * 3 + zone);
        }
        self.teasers.note(page, run, sink);
        sink.put(F::FileStem, usize::from(self.is_stem[run]));
        let rank = usize::from(self.rank[run]);
        sink.put(F::TitleRank, rank);
        sink.put(F::TitleRankZone, rank * 3 + zone);
        sink.put(F::TitleRankVocative, rank * 8 + page.to_salutation(run));
        let before = usize::from(self.likeness[run]);
        sink.put(F::EqualBefore, before);
        sink.put(
            F::EqualBeforeSeam,
            before * Seam::COUNT + page.runs[run].seam as usize,
        );
        // Seen from the other side.
        let behind = self.likeness.get(run + 1).map_or(0, |&like| match like {
            2 => 3,
            3 => 2,
            like => usize::from(like),
        });
        sink.put(F::EqualBehind, behind);
        self.line_features(page, run, sink);
    }

    fn copy_features(&self, page: &Page, run: usize, sink: &mut Sink) {
        let zone = page.zone(run);
        let copies = self.copies.get(&page.shapes[run].key.number);
        let copies = copies.copied().unwrap_or_default();
        let count = copies.count as usize;
        sink.put(F::Copies, count.saturating_sub(1).min(3));
        let is_above = run < page.first_sure;
        let place = match is_above {
            _ if count < 2 => 0,
            true if copies.above == 1 => 1,
            true if copies.last_above as usize == run => 2,
            true => 3,
            false => 4,
        };
        sink.put(F::CopyPlace, place);
        sink.put(F::CopyPlaceZone, place * 3 + zone);
        sink.put(F::CopyVocative, place * 8 + page.to_salutation(run));
        let is_last = copies.last as usize == run;
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

    fn line_features(&self, page: &Page, run: usize, sink: &mut Sink) {
        let Some(line) = page.line(run, 0) else {
            return;
        };
        let copies = self
            .lines
            .get(&line.key.number)
            .map_or(0, |count| (count - 1).min(3) as usize);
        sink.put(F::LineCopies, copies);
        sink.put(F::LineCopiesZone, copies * 3 + page.zone(run));
        let same = |offset| {
            let other = page.line(run, offset);
            usize::from(other.is_some_and(|other| other.key.number == line.key.number))
        };
        sink.put(F::LineEqual, same(1) * 2 + same(-1));
    }
}

fn copies(page: &Page) -> Map<Copies> {
    let mut all: Map<Copies> = Map::default();
    for (run, shape) in page.shapes.iter().enumerate() {
        if shape.key.length >= COPY {
            let copies = all.entry(shape.key.number).or_default();
            copies.count += 1;
            copies.last = run as u32;
            if run < page.first_sure {
                copies.above += 1;
                copies.last_above = run as u32;
            }
        }
    }
    all
}

fn side(run: usize, other: usize) -> Sides {
    if other > run { 2 } else { 1 }
}

/// How a run and the one before it are alike: 1 equal, 2 within it, 3 around it, 4 not at all.
fn likeness(page: &Page, run: usize) -> u8 {
    let (own, other) = (&page.shapes[run].key, &page.shapes[run - 1].key);
    if own.length == 0 || other.length == 0 {
        return 0;
    }
    if own.number == other.number {
        return 1;
    }
    let is_within = own.length < other.length;
    let ((inner, inner_run), (outer, outer_run)) = match is_within {
        true => ((own, run), (other, run - 1)),
        false => ((other, run - 1), (own, run)),
    };
    let may_hold =
        inner.length >= 2 && inner.length < outer.length && inner.bits & !outer.bits == 0;
    match may_hold
        && hash::holds(
            page.letters(outer_run),
            page.letters(inner_run),
            inner.number,
        ) {
        true if is_within => 2,
        true => 3,
        false => 4,
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

/// Which runs a file is named after: the letters of another run with the ending of a file begin
/// with theirs.
fn stems(page: &Page) -> Vec<bool> {
    /// More files than one.
    const MANY: usize = usize::MAX;
    let mut files: Map<usize> = Map::default();
    for (file, _) in page
        .shapes
        .iter()
        .enumerate()
        .filter(|file| file.1.has_file)
    {
        let mut number = 0;
        for &c in page.letters(file).iter().take(LONGEST_STEM) {
            number = hash::add(number, c);
            let known = files.entry(number).or_insert(file);
            if *known != file {
                *known = MANY;
            }
        }
    }
    let is_stem = |(run, shape): (usize, &Shape)| {
        let bytes = || {
            page.letters(run)
                .iter()
                .map(|c| c.len_utf8())
                .sum::<usize>()
        };
        let named = files.get(&shape.key.number);
        named.is_some_and(|&file| file != run) && bytes() >= STEM
    };
    page.shapes.iter().enumerate().map(is_stem).collect()
}
