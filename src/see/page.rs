//! Where a run stands, and what it looks like there.
//!
//! A page has three zones: before its first sure sentence of speech, between it and the last, and
//! behind. Distances are counted in lines.

use super::character::table;
use super::class::Class;
use super::feature::{Feature as F, Sink, bucket};
use super::lines::Lines;
use super::shape::{End, Shape};
use super::vocabulary;
use crate::cut::Run;

/// The runs of a page with what is known of all of them.
#[derive(Debug)]
pub(super) struct Page<'p> {
    source: &'p str,
    pub(super) runs: &'p [Run],
    pub(super) shapes: Vec<Shape>,
    /// The letters of all runs.
    letters: Vec<char>,
    pub(super) lines: Lines,
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
    pub(super) fn of(source: &'p str, runs: &'p [Run]) -> Self {
        let mut letters = Vec::with_capacity(source.len() / 3);
        let shapes: Vec<Shape> = runs
            .iter()
            .map(|run| Shape::of(&source[run.span.clone()], &mut letters))
            .collect();
        let lines = Lines::of(source, runs);
        let count = runs.len();
        let all = &shapes;
        let sure = |&run: &usize| all[run].is_sure;
        let of_class = |class: Class| move |&run: &usize| all[run].class == class;
        let mut classes = [0; Class::COUNT];
        for shape in &shapes {
            classes[shape.class as usize] += 1;
        }
        Page {
            source,
            runs,
            letters,
            first_sure: (0..count).find(sure).unwrap_or(count),
            last_sure: (0..count).rev().find(sure).unwrap_or(0),
            salutation: (0..count).find(of_class(Class::Salutation)),
            thanks: (0..count)
                .rev()
                .find(of_class(Class::Thanks))
                .filter(|&run| lines.of_run(run) * 2 >= lines.len()),
            titled: (0..count).find(of_class(Class::Titled)),
            classes,
            lines,
            shapes,
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
    pub(super) fn letters(&self, run: usize) -> &[char] {
        let key = &self.shapes[run].key;
        &self.letters[key.start..][..key.length]
    }

    /// Lines up to the border of the zone, in eight steps.
    fn distance(&self, run: usize) -> usize {
        let line = self.line_of(run);
        let at = |run: usize| match run < self.runs.len() {
            true => self.line_of(run),
            false => self.lines.len(),
        };
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
        let (line, target) = (self.line_of(run), self.line_of(salutation));
        if line > target {
            6
        } else if run >= salutation {
            5
        } else {
            bucket(target - line, &[1, 2, 3, 5])
        }
    }

    /// The line of a run.
    pub(super) fn line_of(&self, run: usize) -> usize {
        self.lines.of_run(run)
    }

    /// What a line looks like.
    pub(super) fn line_shape(&self, line: usize) -> &Shape {
        let alone = || &self.shapes[self.lines.runs(line).start];
        self.lines.shape(line).unwrap_or_else(alone)
    }

    /// What the line at `offset` from that of a run looks like.
    pub(super) fn line(&self, run: usize, offset: isize) -> Option<&Shape> {
        let line = self.line_of(run).checked_add_signed(offset)?;
        (line < self.lines.len()).then(|| self.line_shape(line))
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
        let (line, class) = (self.line_of(run), shape.class as usize);
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
        sink.put(F::LastZone, usize::from(shape.last) * 3 + zone);
        sink.put(F::DateZone, usize::from(shape.date) * 3 + zone);
        sink.put(F::NameZone, usize::from(shape.name) * 3 + zone);
        sink.put(F::FewLines, usize::from(self.lines.len() < 6));
        let density = bucket(self.classes[class], &[2, 4, 10]);
        sink.put(F::Density, density);
        sink.put(F::DensityClass, density * Class::COUNT + class);
        let thanks = match self.thanks {
            Some(thanks) if run > thanks => 1 + bucket(line - self.line_of(thanks), &[2, 6]),
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
        let end = self.lines.runs(self.line_of(run)).end;
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

fn shape_features(shape: &Shape, sink: &mut Sink) {
    let (class, length) = (shape.class as usize, shape.length());
    sink.put(F::Bias, 0);
    sink.put(F::Class, class);
    sink.put(F::Length, length);
    sink.put(F::First, usize::from(shape.first));
    sink.put(F::Last, usize::from(shape.last));
    sink.put(F::Ordinal, usize::from(shape.ordinal));
    sink.put(
        F::OrdinalLength,
        usize::from(shape.ordinal) * 3 + bucket(shape.chars, &[12, 40]),
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
    sink.put(F::Date, usize::from(shape.date));
    sink.put(F::Time, usize::from(shape.has_time));
    sink.put(F::FileName, usize::from(shape.has_file));
    sink.put(F::Masks, usize::from(shape.masks));
    sink.put(F::Traditional, usize::from(shape.is_traditional));
    sink.put(F::Script, usize::from(shape.script));
    sink.put(F::Name, usize::from(shape.name));
    let office = usize::from(shape.words.office).min(2);
    sink.put(F::Office, office);
    sink.put(F::OfficeLength, office * 14 + length);
}

fn word_features(shape: &Shape, zone: usize, sink: &mut Sink) {
    let (words, cover, length) = (
        &shape.words,
        usize::from(shape.cover),
        shape.coarse_length(),
    );
    let end = shape.coarse_end();
    sink.put(F::Cover, cover);
    sink.put(F::CoverZone, cover * 3 + zone);
    sink.put(F::CoverLength, cover * 6 + length);
    sink.put(F::Reason, usize::from(words.reason));
    sink.put(F::ReasonZone, usize::from(words.reason) * 3 + zone);
    sink.put(F::Field, usize::from(shape.field));
    sink.put(F::FieldZone, usize::from(shape.field) * 3 + zone);
    sink.put(F::Strong, usize::from(words.strong).min(3));
    sink.put(F::StrongEnd, usize::from(words.strong).min(3) * 3 + end);
    sink.put(F::PageWord, usize::from(words.page).min(3));
    sink.put(F::PageWordZone, usize::from(words.page).min(3) * 3 + zone);
    sink.put(F::OwnWord, usize::from(words.own).min(3));
    sink.put(F::OwnWordEnd, usize::from(words.own).min(3) * 3 + end);
    sink.put(F::OwnWordZone, usize::from(words.own).min(3) * 3 + zone);
    let spoken = bucket(usize::from(words.spoken), &[1, 2, 4]);
    sink.put(F::Spoken, spoken);
    sink.put(F::SpokenEnd, spoken * 3 + end);
    sink.put(F::SpokenZone, spoken * 3 + zone);
    sink.put(F::Formula, usize::from(words.formula).min(2));
    sink.put(F::Genre, usize::from(shape.genre));
    sink.put(F::GenreZone, usize::from(shape.genre) * 3 + zone);
    sink.put(F::Wall, usize::from(words.wall).min(1));
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
