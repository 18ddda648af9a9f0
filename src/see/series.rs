//! What is counted: ordinals that follow each other, page numbers that rise, speakers that come
//! again.

use super::class::Class;
use super::feature::{Feature as F, Sink};
use super::hash::Map;
use super::ordinal;
use super::page::Page;
use super::shape::Shape;
use crate::cut::Seam;

/// How many bare numbers up and down are looked at for the next one.
const REACH: usize = 4;

#[derive(Debug)]
pub(super) struct Series {
    /// 0 no ordinal, 1 the first of several, 2 follows one, 3 a first without a second, 4 stands
    /// out of order.
    ordinals: Vec<u8>,
    /// 0 no bare number, 1 alone, 2 with a neighbour one higher or lower, 3 with both.
    numbers: Vec<u8>,
    /// How often each speaker is named.
    speakers: Map<usize>,
}

impl Series {
    pub(super) fn of(page: &Page) -> Self {
        let mut speakers = Map::default();
        for speaker in page.shapes.iter().filter_map(|shape| shape.speaker) {
            *speakers.entry(speaker).or_default() += 1;
        }
        Series {
            ordinals: ordinals(&page.shapes),
            numbers: numbers(page),
            speakers,
        }
    }

    pub(super) fn note(&self, page: &Page, run: usize, sink: &mut Sink) {
        let shape = &page.shapes[run];
        let class = shape.class as usize;
        let number = |run: usize| self.numbers.get(run).copied().map_or(0, usize::from);
        let (ordinals, numbers) = (usize::from(self.ordinals[run]), number(run));
        sink.put(F::Series, ordinals);
        sink.put(F::SeriesClass, ordinals * Class::COUNT + class);
        sink.put(F::Numbers, numbers);
        sink.put(F::NumbersNext, number(run + 1));
        sink.put(F::NumbersClass, numbers * Class::COUNT + class);
        let is_solo = usize::from(shape.ordinal > 0 && shape.chars <= 4);
        sink.put(F::Solo, is_solo);
        sink.put(F::SoloSeries, is_solo * 4 + numbers);
        let named = shape.speaker.map(|speaker| self.speakers[&speaker]);
        let speaker = named.map_or(0, |count| count.min(2));
        sink.put(F::Speaker, speaker);
        sink.put(
            F::SpeakerSeam,
            speaker * Seam::COUNT + page.runs[run].seam as usize,
        );
    }
}

fn ordinals(shapes: &[Shape]) -> Vec<u8> {
    let mut seen: Map<()> = Map::default();
    let known = |style: u8, number: u32| u64::from(style) << 32 | u64::from(number);
    let mut places = vec![0; shapes.len()];
    for (run, shape) in shapes.iter().enumerate() {
        let style = shape.ordinal;
        if style == 0 || style == ordinal::BARE {
            continue;
        }
        places[run] = match shape.number {
            1 => 1,
            number if seen.contains_key(&known(style, number.wrapping_sub(1))) => 2,
            _ => 4,
        };
        seen.insert(known(style, shape.number), ());
    }
    for (run, shape) in shapes.iter().enumerate() {
        if places[run] == 1 && !seen.contains_key(&known(shape.ordinal, 2)) {
            places[run] = 3;
        }
    }
    places
}

fn numbers(page: &Page) -> Vec<u8> {
    let (runs, shapes) = (page.runs, &page.shapes);
    let bare = |run: usize| -> Option<u32> {
        let is_number = matches!(shapes[run].class, Class::Number | Class::Page);
        let is_prefix = runs
            .get(run + 1)
            .is_some_and(|next| next.seam == Seam::Number);
        let text = (is_number || is_prefix).then(|| page.text(run))?;
        let from = text.find(|c: char| c.is_ascii_digit())?;
        let digits = text[from..].split(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse().ok()
    };
    let found: Vec<(usize, u32)> = (0..runs.len())
        .filter_map(|run| bare(run).map(|number| (run, number)))
        .collect();
    let mut places = vec![0; runs.len()];
    for (index, &(run, number)) in found.iter().enumerate() {
        let mut above = found[..index].iter().rev().take(REACH);
        let mut below = found[index + 1..].iter().take(REACH);
        places[run] = 1
            + u8::from(above.any(|other| other.1.checked_add(1) == Some(number)))
            + u8::from(below.any(|other| number.checked_add(1) == Some(other.1)));
    }
    places
}
