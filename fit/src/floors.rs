//! What the figures of each family must not fall below.
//!
//! The file has a line a family, with the fingerprint of its pages: a family whose pages have not
//! changed keeps its floors, and lowering one is an explicit act.

use crate::compare_all;
use crate::corpus::{Entry, entries, family, own, parse};
use crate::figures::Figures;
use crate::score::Reader;
use anyhow::Result;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A figure with a floor.
struct Measure {
    name: &'static str,
    /// Whether more is better; else the floor is a ceiling.
    is_more_better: bool,
    get: fn(&Figures) -> usize,
}

const fn more(name: &'static str, get: fn(&Figures) -> usize) -> Measure {
    Measure {
        name,
        is_more_better: true,
        get,
    }
}

const fn less(name: &'static str, get: fn(&Figures) -> usize) -> Measure {
    Measure {
        name,
        is_more_better: false,
        get,
    }
}

/// Counts, so that a floor says what it means: pages, characters, items.
const MEASURES: [Measure; 10] = [
    more("exact", |f| f.exact),
    more("typed", |f| f.typed),
    less("lost", |f| f.lost),
    more("gone", |f| f.items_gone),
    less("left", |f| f.left),
    less("missed", |f| f.breaks - f.breaks_found),
    less("invented", |f| f.breaks_read - f.breaks_found),
    more("titles", |f| f.titles),
    more("cut_off", |f| f.truncated_found),
    less("cut_false", |f| f.truncated_false),
];

/// Floors of one family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Floor {
    /// Of the family's pages.
    pub fingerprint: String,
    /// In the order of the columns of the file.
    values: [usize; MEASURES.len()],
}

/// The floors of all families.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Floors(BTreeMap<String, Floor>);

impl Floors {
    /// What a reader reaches on the project's own pages.
    ///
    /// # Errors
    ///
    /// The first page that cannot be read.
    pub fn measure(reader: &impl Reader) -> Result<Floors> {
        let entries = entries(&[own()])?;
        let pages = parse(&entries)?;
        let mut figures: BTreeMap<String, Figures> = BTreeMap::new();
        for (named, found) in pages.iter().zip(compare_all(reader, &pages)) {
            let family = figures.entry(named.family().to_owned()).or_default();
            family.add(&found.figures);
        }
        Ok(Floors::new(&entries, &figures))
    }

    fn new(entries: &[Entry], figures: &BTreeMap<String, Figures>) -> Floors {
        let floor = |(family, figures): (&String, &Figures)| {
            let floor = Floor {
                fingerprint: fingerprint(entries, family),
                values: MEASURES.map(|measure| (measure.get)(figures)),
            };
            (family.clone(), floor)
        };
        Floors(figures.iter().map(floor).collect())
    }

    /// Reads the file; a line that is none of a family is skipped.
    #[must_use]
    pub fn parse(text: &str) -> Floors {
        let line = |line: &str| {
            let mut columns = line.split_whitespace();
            let (family, fingerprint) = (columns.next()?, columns.next()?);
            let values: Vec<usize> = columns.map_while(|value| value.parse().ok()).collect();
            let floor = Floor {
                fingerprint: fingerprint.to_owned(),
                values: values.try_into().ok()?,
            };
            Some((family.to_owned(), floor))
        };
        Floors(text.lines().filter_map(line).collect())
    }

    /// Each figure of `now` that is worse than its floor.
    #[must_use]
    pub fn fallen(&self, now: &Floors) -> Vec<String> {
        let mut fallen = Vec::new();
        for (family, floor) in &self.0 {
            let Some(now) = now
                .0
                .get(family)
                .filter(|now| now.fingerprint == floor.fingerprint)
            else {
                continue;
            };
            for ((measure, floor), now) in MEASURES.iter().zip(floor.values).zip(now.values) {
                let is_worse = if measure.is_more_better {
                    now < floor
                } else {
                    now > floor
                };
                if is_worse {
                    fallen.push(format!("{family}: {} {now}, floor {floor}", measure.name));
                }
            }
        }
        fallen
    }

    /// Families whose pages are not those the floors were measured on.
    #[must_use]
    pub fn unpinned(&self, now: &Floors) -> Vec<String> {
        let is_same = |family: &String, floor: &Floor| {
            let pinned = self.0.get(family);
            pinned.is_some_and(|pinned| pinned.fingerprint == floor.fingerprint)
        };
        let new = now
            .0
            .iter()
            .filter(|(family, floor)| !is_same(family, floor));
        let gone = self.0.keys().filter(|family| !now.0.contains_key(*family));
        new.map(|(family, _)| family).chain(gone).cloned().collect()
    }
}

impl std::fmt::Display for Floors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut head = format!("{:<12} {:<16}", "family", "fingerprint");
        for measure in &MEASURES {
            let _ = write!(head, " {:>9}", measure.name);
        }
        writeln!(f, "{head}")?;
        for (family, floor) in &self.0 {
            write!(f, "{family:<12} {:<16}", floor.fingerprint)?;
            floor
                .values
                .iter()
                .try_for_each(|value| write!(f, " {value:>9}"))?;
            writeln!(f)?;
        }
        Ok(())
    }
}

/// FNV-1a, 64 bits, over the names and bytes of a family's pages.
fn fingerprint(entries: &[Entry], of: &str) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for entry in entries.iter().filter(|entry| family(&entry.id) == of) {
        for byte in entry.id.bytes().chain(entry.file.bytes()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn floors(exact: usize, lost: usize, file: &str) -> Floors {
        let entry = Entry {
            id: "print/1".to_owned(),
            path: "1.mark".into(),
            file: file.to_owned(),
        };
        let figures = Figures {
            exact,
            lost,
            ..Figures::default()
        };
        Floors::new(&[entry], &BTreeMap::from([("print".to_owned(), figures)]))
    }

    #[test]
    fn floors_hold_for_the_pages_they_were_measured_on() {
        let pinned = floors(3, 10, "a");
        assert_eq!(Floors::parse(&pinned.to_string()), pinned);
        assert!(pinned.fallen(&floors(4, 9, "a")).is_empty());
        assert_eq!(pinned.fallen(&floors(2, 11, "a")).len(), 2);
        assert!(pinned.fallen(&floors(2, 11, "b")).is_empty());
        assert_eq!(pinned.unpinned(&floors(2, 11, "b")), ["print"]);
        assert!(pinned.unpinned(&floors(2, 11, "a")).is_empty());
    }
}
