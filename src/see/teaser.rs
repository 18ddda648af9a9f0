//! Texts that begin alike: a teaser repeats how the speech opens, a list of links how others do.

use super::feature::{Feature as F, Sink};
use super::hash::Map;
use super::page::Page;
use super::shape::Shape;

/// Runs that begin alike: the first and the last, and the first and the last that have other
/// letters than these.
#[derive(Debug, Clone, Copy)]
struct Alike {
    first: (u32, u64),
    other_first: Option<u32>,
    last: (u32, u64),
    other_last: Option<u32>,
}

impl Alike {
    fn new(run: u32, key: u64) -> Self {
        Alike {
            first: (run, key),
            other_first: None,
            last: (run, key),
            other_last: None,
        }
    }

    fn add(&mut self, run: u32, key: u64) {
        if key != self.first.1 {
            self.other_first.get_or_insert(run);
        }
        if key != self.last.1 {
            self.other_last = Some(self.last.0);
        }
        self.last = (run, key);
    }

    /// Whether one stands before a run: 0 no, 1 yes, 2 with other letters.
    fn before(&self, run: u32, key: u64) -> usize {
        let other = match key == self.first.1 {
            true => self.other_first,
            false => Some(self.first.0),
        };
        match other {
            Some(other) if other < run => 2,
            _ => usize::from(self.first.0 < run),
        }
    }

    /// The same behind it.
    fn behind(&self, run: u32, key: u64) -> usize {
        let other = match key == self.last.1 {
            true => self.other_last,
            false => Some(self.last.0),
        };
        match other {
            Some(other) if other > run => 2,
            _ => usize::from(self.last.0 > run),
        }
    }
}

/// By the number of their first letters.
#[derive(Debug)]
pub(super) struct Teasers(Map<Alike>);

impl Teasers {
    pub(super) fn of(shapes: &[Shape]) -> Self {
        let mut all: Map<Alike> = Map::default();
        for (run, key) in (0..).zip(shapes.iter().map(|shape| &shape.key)) {
            if let Some(begin) = key.teaser {
                let new = Alike::new(run, key.number);
                let alike = all.entry(begin).or_insert(new);
                alike.add(run, key.number);
            }
        }
        Teasers(all)
    }

    /// Whether a later text goes on from the same begin, or an earlier one did.
    pub(super) fn note(&self, page: &Page, run: usize, sink: &mut Sink) {
        let (shape, number) = (&page.shapes[run], page.shapes[run].key.number);
        let alike = shape.key.teaser.and_then(|begin| self.0.get(&begin));
        let teaser = alike.map_or(0, |alike| alike.behind(run as u32, number));
        sink.put(F::Teaser, teaser);
        sink.put(F::TeaserLength, teaser * 14 + shape.length());
        let repeats = alike.map_or(0, |alike| alike.before(run as u32, number));
        sink.put(F::Repeats, repeats);
    }
}

#[cfg(test)]
mod tests {
    use super::Alike;

    /// As one sees by looking at all of them.
    #[test]
    fn the_first_and_the_last_say_it_all() {
        for pattern in 0..3_usize.pow(5) {
            let keys: Vec<u64> = (0..5)
                .map(|at| (pattern / 3_usize.pow(at) % 3) as u64)
                .collect();
            let mut alike = Alike::new(0, keys[0]);
            (0..).zip(&keys).for_each(|(run, &key)| alike.add(run, key));
            for run in 0..5 {
                let most = |others: std::ops::Range<usize>| {
                    let kinds = others.map(|other| 1 + usize::from(keys[other] != keys[run]));
                    kinds.max().unwrap_or(0)
                };
                assert_eq!(
                    alike.before(run as u32, keys[run]),
                    most(0..run),
                    "{keys:?} {run}"
                );
                assert_eq!(
                    alike.behind(run as u32, keys[run]),
                    most(run + 1..5),
                    "{keys:?} {run}"
                );
            }
        }
    }
}
