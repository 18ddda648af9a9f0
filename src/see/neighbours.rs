//! What stands before and behind a run, and the line it stands on.

use super::character::NO_EDGE;
use super::class::Class;
use super::feature::{Feature as F, Sink, bucket};
use super::page::Page;
use super::shape::{End, Shape};
use crate::cut::Seam;

const CLASSES: usize = Class::COUNT;
/// Classes, and none.
const ALL: usize = CLASSES + 1;
/// How many runs back the last one that is not thin is sought.
const BACK: usize = 5;

pub(super) fn note(page: &Page, run: usize, sink: &mut Sink) {
    seams(page, run, sink);
    around(page, run, sink);
    line(page, run, sink);
    lines_around(page, run, sink);
}

fn last_of(shape: Option<&Shape>) -> usize {
    usize::from(shape.map_or(NO_EDGE, |shape| shape.last))
}

fn class_of(shape: Option<&Shape>) -> usize {
    shape.map_or(Class::NONE, |shape| shape.class as usize)
}

/// A run that may be an insert between two halves of a sentence.
fn is_thin(shape: &Shape) -> bool {
    use Class::{Address, Field, Latin, Number, Page, Site, Symbols};
    matches!(
        shape.class,
        Page | Number | Address | Symbols | Latin | Site | Field
    )
}

fn seams(page: &Page, run: usize, sink: &mut Sink) {
    let (seam, shape) = (&page.runs[run], &page.shapes[run]);
    let before = run.checked_sub(1).map(|before| &page.shapes[before]);
    let (behind, next) = (page.shapes.get(run + 1), page.runs.get(run + 1));
    let class = shape.class as usize;
    let (kind, kind_next) = (
        seam.seam as usize,
        next.map_or(Seam::COUNT, |next| next.seam as usize),
    );
    sink.put(F::Seam, kind);
    sink.put(F::SeamNext, kind_next);
    sink.put(F::SeamClass, kind * CLASSES + class);
    sink.put(F::SeamNextClass, kind_next * CLASSES + class);
    sink.put(F::Newlines, usize::from(seam.newlines).min(3));
    sink.put(
        F::NewlinesNext,
        next.map_or(0, |next| usize::from(next.newlines).min(3)),
    );
    sink.put(
        F::Spaces,
        bucket(usize::from(seam.spaces), &[1, 2, 3, 5, 9]),
    );
    sink.put(F::Wide, usize::from(seam.wide).min(3));
    let last = last_of(before);
    sink.put(F::LastBefore, last);
    let first = usize::from(behind.map_or(NO_EDGE, |behind| behind.first));
    sink.put(F::FirstBehind, first);
    sink.put(F::SeamLastBefore, kind * 18 + last);
    speech_before(page, run, sink);
    let end = before.map_or(End::Sentence, |before| before.end) as usize;
    sink.put(
        F::SeamsEnd,
        (end * Seam::COUNT + kind) * (Seam::COUNT + 1) + kind_next,
    );
    let follows = match first {
        _ if behind.is_none() => 3,
        15 => 0,
        0..=5 => 1,
        10 | 11 => 2,
        _ => 3,
    };
    sink.put(F::BetweenClass, (end * CLASSES + class) * 6 + follows);
    let genre = usize::from(before.map_or(0, |before| before.genre));
    sink.put(F::GenreBefore, genre);
    sink.put(F::GenreBeforeSeam, genre * Seam::COUNT + kind);
    sink.put(F::GenreBeforeClass, genre * CLASSES + class);
}

/// The last character of speech before a run, whatever thin runs stand between.
fn speech_before(page: &Page, run: usize, sink: &mut Sink) {
    let thin = page.shapes[..run]
        .iter()
        .rev()
        .take_while(|shape| is_thin(shape));
    let skipped = thin.take(BACK).count();
    let found = (run - skipped).checked_sub(1).map(|at| &page.shapes[at]);
    sink.put(
        F::LastOfSpeech,
        last_of(found) * 2 + usize::from(skipped > 0),
    );
}

fn around(page: &Page, run: usize, sink: &mut Sink) {
    let shape = &page.shapes[run];
    let at = |offset: isize| {
        let other = run.checked_add_signed(offset)?;
        page.shapes.get(other)
    };
    let cover = |offset| at(offset).map_or(6, |other| usize::from(other.cover));
    let class = shape.class as usize;
    let (before, behind) = (class_of(at(-1)), class_of(at(1)));
    sink.put(F::ClassBefore, before);
    sink.put(F::ClassBehind, behind);
    sink.put(F::ClassBefore2, class_of(at(-2)));
    sink.put(F::ClassBehind2, class_of(at(2)));
    sink.put(F::CoverBefore, cover(-1));
    sink.put(F::CoverBehind, cover(1));
    sink.put(F::ClassPairBefore, class * ALL + before);
    sink.put(F::ClassPairBehind, class * ALL + behind);
    let between = Class::coarse(before) * 10 + Class::coarse(behind);
    sink.put(F::ClassBetween, class * 100 + between);
    sink.put(F::DateClassBefore, usize::from(shape.date) * ALL + before);
}

fn line(page: &Page, run: usize, sink: &mut Sink) {
    let class = page.shapes[run].class as usize;
    let at = page.line_of(run);
    let (runs, line) = (page.lines.runs(at), page.line_shape(at));
    let (words, cover) = (&line.words, usize::from(line.cover));
    sink.put(F::LineAlone, usize::from(runs.len() == 1));
    sink.put(
        F::LineLength,
        bucket(line.chars, &[5, 10, 16, 24, 36, 60, 100, 200, 400]),
    );
    let count = bucket(runs.len(), &[2, 3, 5, 9]);
    sink.put(F::LineRuns, count);
    sink.put(F::LineClassRuns, count * CLASSES + line.class as usize);
    sink.put(F::LineCover, cover);
    let place = match run {
        _ if run == runs.start => 0,
        _ if run + 1 == runs.end => 2,
        _ => 1,
    };
    sink.put(F::LineCoverPlace, cover * 3 + place);
    sink.put(F::LineStrong, usize::from(words.strong).min(3));
    sink.put(F::LineReason, cover * 14 + usize::from(words.reason));
    sink.put(F::LineOwn, usize::from(words.own).min(3));
    sink.put(F::LinePage, usize::from(words.page).min(3));
    let spoken = bucket(usize::from(words.spoken), &[1, 2, 4]);
    sink.put(F::LineSpoken, spoken);
    sink.put(F::LineSpokenClass, spoken * CLASSES + class);
}

fn lines_around(page: &Page, run: usize, sink: &mut Sink) {
    let class = page.shapes[run].class as usize;
    let zone = page.zone(run);
    let [above, below] =
        [[-1, -2, -3], [1, 2, 3]].map(|side| side.map(|offset| page.line(run, offset)));
    let (before, behind) = (class_of(above[0]), class_of(below[0]));
    sink.put(F::LineBefore, before);
    sink.put(F::LineBehind, behind);
    sink.put(F::LineBefore2, class_of(above[1]));
    sink.put(F::LineBehind2, class_of(below[1]));
    sink.put(F::LinePairBehind, class * ALL + behind);
    sink.put(F::LinePairBefore, class * ALL + before);
    let count = |side: [Option<&Shape>; 3], is: fn(&Shape) -> bool| {
        side.into_iter().flatten().filter(|line| is(line)).count()
    };
    let chrome = [above, below].map(|side| count(side, Shape::is_chrome_like).min(2));
    let chrome = chrome[0] * 3 + chrome[1];
    sink.put(F::Around, chrome * 4 + zone);
    sink.put(F::AroundClass, chrome * CLASSES + class);
    let titled = [above, below].map(|side| count(side, is_open));
    let titled = titled[0] * 4 + titled[1];
    sink.put(F::TitledAround, titled);
    sink.put(F::TitledAroundZone, titled * 3 + zone);
    sink.put(F::TitledAroundClass, titled * CLASSES + class);
    sink.put(F::LineEndBefore, last_of(above[0]));
    let end = above[0].map_or(End::Sentence, |line| line.end) as usize;
    sink.put(F::LineEndBeforeClass, end * CLASSES + class);
    let first = usize::from(below[0].map_or(NO_EDGE, |line| line.first));
    sink.put(F::LineFirstBehind, first);
}

/// A line that may be a title.
fn is_open(line: &Shape) -> bool {
    use Class::{LongOpen, MidOpen, Part, Titled};
    matches!(line.class, Titled | MidOpen | LongOpen | Part)
}
