//! Where a run stands, and what it looks like there.
//!
//! A page has three zones: before its first sure sentence of speech, between it and the last, and
//! behind. Distances are counted in lines.

use super::character::table;
use super::class::Class;
use super::feature::{Feature as F, Sink, bucket};
use super::shape::{End, Shape};
use super::vocabulary;
use crate::cut::Run;
use std::ops::Range;

/// The runs of a page with what is known of all of them.
pub(super) struct Page<'p> {
    source: &'p str,
    pub(super) runs: &'p [Run],
    pub(super) shapes: &'p [Shape],
    /// The letters of all runs.
    letters: &'p [char],
    /// The runs of each line that is not empty, and what the line looks like.
    pub(super) lines: Vec<(Range<usize>, Shape)>,
    /// The line of each run.
    pub(super) line_of: Vec<usize>,
    /// The first and the last run that is beyond doubt a sentence of the speech; the number of
    /// runs, and 0, where there is none.
    pub(super) first_sure: usize,
    last_sure: usize,
    /// The first salutation.
    pub(super) salutation: Option<usize>,
    /// The last thanks in the second half.
    thanks: Option<usize>,
    /// The first run that ends in the name of a genre.
    titled: Option<usize>,
    /// How many runs there are of each class.
    classes: [usize; Class::COUNT],
}

impl<'p> Page<'p> {
    pub(super) fn of(
        source: &'p str,
        runs: &'p [Run],
        shapes: &'p [Shape],
        letters: &'p [char],
    ) -> Self {
        let (lines, line_of) = lines(source, runs, shapes);
        let count = runs.len();
        let sure = |&run: &usize| shapes[run].is_sure;
        let of_class = |class: Class| move |&run: &usize| shapes[run].class == class;
        let mut classes = [0; Class::COUNT];
        for shape in shapes {
            classes[shape.class as usize] += 1;
        }
        Page {
            source,
            runs,
            shapes,
            letters,
            first_sure: (0..count).find(sure).unwrap_or(count),
            last_sure: (0..count).rev().find(sure).unwrap_or(0),
            salutation: (0..count).find(of_class(Class::Salutation)),
            thanks: (0..count)
                .rev()
                .find(of_class(Class::Thanks))
                .filter(|&run| line_of[run] * 2 >= lines.len()),
            titled: (0..count).find(of_class(Class::Titled)),
            classes,
            lines,
            line_of,
        }
    }

    /// The zone of a run: 0 before the first sure sentence, 2 behind the last.
    pub(super) fn zone(&self, run: usize) -> usize {
        match run {
            run if run < self.first_sure => 0,
            run if run <= self.last_sure => 1,
            _ => 2,
        }
    }

    /// The text of a run.
    pub(super) fn text(&self, run: usize) -> &'p str {
        &self.source[self.runs[run].span.clone()]
    }

    /// The letters of a run.
    pub(super) fn letters(&self, run: usize) -> &'p [char] {
        let key = &self.shapes[run].key;
        &self.letters[key.start..key.start + key.length]
    }

    /// Lines up to the border of the zone, in eight steps.
    fn distance(&self, run: usize) -> usize {
        let line = self.line_of[run];
        let at = |run: usize| self.line_of.get(run).copied().unwrap_or(self.lines.len());
        let lines = match self.zone(run) {
            0 => at(self.first_sure).saturating_sub(line),
            1 => (line - at(self.first_sure)).min(at(self.last_sure) - line),
            _ => line - at(self.last_sure),
        };
        bucket(lines, &[1, 2, 3, 4, 6, 10, 20])
    }

    /// Lines down to the first salutation: 0 to 4; 5 on its line, 6 below it, 7 there is none.
    pub(super) fn to_salutation(&self, run: usize) -> usize {
        let Some(salutation) = self.salutation else {
            return 7;
        };
        let (line, target) = (self.line_of[run], self.line_of[salutation]);
        if line > target {
            6
        } else if run >= salutation {
            5
        } else {
            bucket(target - line, &[1, 2, 3, 5])
        }
    }

    /// What the line at `offset` from that of a run looks like.
    pub(super) fn line(&self, run: usize, offset: isize) -> Option<&Shape> {
        let line = self.line_of[run].checked_add_signed(offset)?;
        self.lines.get(line).map(|line| &line.1)
    }

    /// Notes shape, words and place of a run.
    pub(super) fn note(&self, run: usize, sink: &mut Sink) {
        let shape = &self.shapes[run];
        let zone = self.zone(run);
        shape_features(shape, sink);
        word_features(shape, zone, sink);
        rarity_features(self.text(run), shape, sink);
        self.place_features(run, shape, zone, sink);
        self.salutation_features(run, shape, sink);
    }

    fn place_features(&self, run: usize, shape: &Shape, zone: usize, sink: &mut Sink) {
        const STEPS: &[usize] = &[1, 2, 3, 5, 8, 13, 21, 40];
        let (line, class) = (self.line_of[run], shape.class as usize);
        let distance = self.distance(run);
        let is_sentence = usize::from(shape.end == End::Sentence);
        sink.put(F::Index, bucket(line, STEPS));
        sink.put(F::FromEnd, bucket(self.lines.len() - 1 - line, STEPS));
        sink.put(F::Zone, zone);
        sink.put(F::ZoneDistance, zone * 8 + distance);
        sink.put(F::ClassZone, class * 3 + zone);
        sink.put(F::ClassZoneDistance, (class * 3 + zone) * 8 + distance);
        sink.put(
            F::LengthZoneEnd,
            shape.length() * 6 + zone * 2 + is_sentence,
        );
        sink.put(F::LastZone, shape.last * 3 + zone);
        sink.put(F::DateZone, shape.date * 3 + zone);
        sink.put(F::NameZone, shape.name * 3 + zone);
        sink.put(F::FewLines, usize::from(self.lines.len() < 6));
        let density = bucket(self.classes[class], &[2, 4, 10]);
        sink.put(F::Density, density);
        sink.put(F::DensityClass, density * Class::COUNT + class);
        let thanks = match self.thanks {
            Some(thanks) if run > thanks => 1 + bucket(line - self.line_of[thanks], &[2, 6]),
            _ => 0,
        };
        sink.put(F::AfterThanks, thanks);
        sink.put(F::AfterThanksClass, thanks * Class::COUNT + class);
    }

    fn salutation_features(&self, run: usize, shape: &Shape, sink: &mut Sink) {
        let class = shape.class as usize;
        let down = self.to_salutation(run);
        sink.put(F::ToVocative, down);
        sink.put(F::ToVocativeClass, down * Class::COUNT + class);
        let end = self.lines[self.line_of[run]].0.end;
        let found =
            (run + 1..end.min(run + 5)).find(|&next| self.shapes[next].class == Class::Salutation);
        let ahead = found.map_or(0, |next| next - run);
        sink.put(F::LineVocative, ahead);
        sink.put(F::LineVocativeClass, ahead * Class::COUNT + class);
        let above = self.salutation.unwrap_or(self.first_sure).max(1);
        let head = usize::from(run < above && self.titled.unwrap_or(usize::MAX) == run);
        sink.put(F::Head, head);
        sink.put(F::HeadLength, head * 14 + shape.length());
    }
}

fn lines(source: &str, runs: &[Run], shapes: &[Shape]) -> (Vec<(Range<usize>, Shape)>, Vec<usize>) {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut line_of = Vec::with_capacity(runs.len());
    for (index, run) in runs.iter().enumerate() {
        match ranges.last_mut() {
            Some(range) if runs[range.start].line == run.line => range.end = index + 1,
            _ => ranges.push(index..index + 1),
        }
        line_of.push(ranges.len() - 1);
    }
    let mut letters = Vec::new();
    let shape = |range: Range<usize>| {
        letters.clear();
        let shape = if range.len() == 1 {
            shapes[range.start].clone()
        } else {
            let text = &source[runs[range.start].span.start..runs[range.end - 1].span.end];
            Shape::of(text, &mut letters)
        };
        (range, shape)
    };
    (ranges.into_iter().map(shape).collect(), line_of)
}

fn shape_features(shape: &Shape, sink: &mut Sink) {
    let (class, length) = (shape.class as usize, shape.length());
    sink.put(F::Bias, 0);
    sink.put(F::Class, class);
    sink.put(F::Length, length);
    sink.put(F::First, shape.first);
    sink.put(F::Last, shape.last);
    sink.put(F::Ordinal, shape.ordinal);
    sink.put(
        F::OrdinalLength,
        shape.ordinal * 3 + bucket(shape.chars, &[12, 40]),
    );
    sink.put(F::Sentences, bucket(shape.sentences, &[1, 2, 3, 5]));
    let commas = bucket(shape.commas, &[1, 2, 4, 8]);
    sink.put(F::Commas, commas);
    sink.put(
        F::CommasLengthEnd,
        (commas * 6 + shape.coarse_length()) * 3 + shape.coarse_end(),
    );
    sink.put(
        F::HanShare,
        bucket(100 * shape.han / shape.chars, &[1, 40, 70, 90]),
    );
    sink.put(
        F::Digits,
        bucket(100 * shape.digits / shape.chars, &[1, 20, 50]),
    );
    sink.put(F::Book, usize::from(shape.has_book));
    sink.put(F::Date, shape.date);
    sink.put(F::Time, usize::from(shape.has_time));
    sink.put(F::FileName, usize::from(shape.has_file));
    sink.put(F::Masks, shape.masks);
    sink.put(F::Traditional, usize::from(shape.is_traditional));
    sink.put(F::Script, shape.script);
    sink.put(F::Name, shape.name);
    let office = shape.words.office.min(2);
    sink.put(F::Office, office);
    sink.put(F::OfficeLength, office * 14 + length);
}

fn word_features(shape: &Shape, zone: usize, sink: &mut Sink) {
    let (words, cover, length) = (&shape.words, shape.cover, shape.coarse_length());
    let end = shape.coarse_end();
    sink.put(F::Cover, cover);
    sink.put(F::CoverZone, cover * 3 + zone);
    sink.put(F::CoverLength, cover * 6 + length);
    sink.put(F::Reason, words.reason);
    sink.put(F::ReasonZone, words.reason * 3 + zone);
    sink.put(F::Field, shape.field);
    sink.put(F::FieldZone, shape.field * 3 + zone);
    sink.put(F::Strong, words.strong.min(3));
    sink.put(F::StrongEnd, words.strong.min(3) * 3 + end);
    sink.put(F::PageWord, words.page.min(3));
    sink.put(F::PageWordZone, words.page.min(3) * 3 + zone);
    sink.put(F::OwnWord, words.own.min(3));
    sink.put(F::OwnWordEnd, words.own.min(3) * 3 + end);
    sink.put(F::OwnWordZone, words.own.min(3) * 3 + zone);
    let spoken = bucket(words.spoken, &[1, 2, 4]);
    sink.put(F::Spoken, spoken);
    sink.put(F::SpokenEnd, spoken * 3 + end);
    sink.put(F::SpokenZone, spoken * 3 + zone);
    sink.put(F::Formula, words.formula.min(2));
    sink.put(F::Genre, shape.genre);
    sink.put(F::GenreZone, shape.genre * 3 + zone);
    sink.put(F::Wall, words.wall.min(1));
    sink.put(F::Promise, usize::from(shape.promises));
    sink.put(F::PromiseZone, usize::from(shape.promises) * 3 + zone);
    sink.put(F::Category, usize::from(shape.words.is_category));
}

/// How rare its characters are, and how many of its pairs are common.
fn rarity_features(text: &str, shape: &Shape, sink: &mut Sink) {
    let (rare, pairs) = vocabulary::rarity(text, table());
    let rare = rare.map_or(0, |rare| 1 + bucket(rare as usize, &[60, 67, 74, 82]));
    let pairs = pairs.map_or(0, |share| 1 + bucket(share, &[1, 15, 30, 50]));
    let length = shape.coarse_length();
    sink.put(F::Rare, rare);
    sink.put(F::RareLength, rare * 6 + length);
    sink.put(F::Pairs, pairs);
    sink.put(F::PairsLength, pairs * 6 + length);
}
