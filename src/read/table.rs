//! The table of weights: one line for each value of a feature that was learned about, with a whole
//! number for each label, in hundredths. It is written by `zhengwen-fit fit --write` and never by
//! hand.
//!
//! ```text
//! pages 1032 4f0c9a31d2e5b678          how many pages it was fitted on, and their fingerprint
//! sure 90                              how sure a run must be chrome to be taken out, in hundredths
//! labels title_begin title …           what the columns are
//! Transition 0 title_begin 13 -4 …     sort of seam, label before
//! Class 3 0 12 -7 …                    feature, value
//! End 5 41                             evidence that the speech is cut off
//! For Class 3 0 -2 …                   feature, value, and a number for each reason of chrome
//! ```

use super::{Label, Model, reason};
use crate::see::Feature;
use std::fmt::{self, Write};
use std::str::SplitAsciiWhitespace;
use std::sync::LazyLock;

/// What a whole number of the table stands for.
const UNIT: f32 = 0.01;

static FITTED: LazyLock<Table> = LazyLock::new(|| {
    let table = include_str!("weights.txt").parse();
    table.expect("the table in the source tree is read in a test")
});

/// A model and what it was fitted on.
#[derive(Debug, Clone)]
pub struct Table {
    /// How many pages.
    pub pages: usize,
    /// Fingerprint of the pages and of the features.
    pub fingerprint: u64,
    /// The weights.
    pub model: Model,
}

/// Why a text is no table of weights, and in which of its lines, counted from one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    /// The line.
    pub line: usize,
    /// What is wrong there.
    pub what: &'static str,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for TableError {}

impl Table {
    /// The one in the source tree.
    #[must_use]
    pub fn fitted() -> &'static Table {
        &FITTED
    }

    /// The number of a value of the feature of a name.
    fn number_of(name: &str, words: &mut SplitAsciiWhitespace<'_>) -> Result<u32, &'static str> {
        let feature = Feature::named(name).ok_or("no such feature")?;
        let value: u32 = number(words)?;
        if value >= feature.count() {
            return Err("no such value");
        }
        Ok(feature.base() + value)
    }

    fn line(&mut self, line: &str) -> Result<(), &'static str> {
        let mut words = line.split_ascii_whitespace();
        match words.next() {
            None | Some("#") => {}
            Some("pages") => {
                self.pages = number(&mut words)?;
                let fingerprint = words.next().ok_or("no fingerprint")?;
                self.fingerprint =
                    u64::from_str_radix(fingerprint, 16).map_err(|_| "no fingerprint")?;
            }
            Some("sure") => self.model.sure = weight(&mut words)?,
            Some("labels") => {
                if !words.eq(Label::ALL.map(Label::as_str)) {
                    return Err("other labels");
                }
            }
            Some("Transition") => {
                let sort: usize = number(&mut words)?;
                let before = words.next().ok_or("no label")?;
                let before: Label = before.parse().map_err(|_| "no label")?;
                let transitions = self.model.transitions.get_mut(sort).ok_or("no such sort")?;
                transitions[before as usize] = row(&mut words)?;
            }
            Some("End") => {
                let value: usize = number(&mut words)?;
                *self.model.end.get_mut(value).ok_or("no such value")? = weight(&mut words)?;
            }
            Some("For") => {
                let name = words.next().ok_or("no feature")?;
                let number = Self::number_of(name, &mut words)?;
                let number = u16::try_from(number).ok();
                let place = number
                    .and_then(reason::place)
                    .ok_or("not asked for reasons")?;
                self.model.reasons[place] = row(&mut words)?;
            }
            Some(name) => {
                let number = Self::number_of(name, &mut words)?;
                self.model.weights[number as usize] = row(&mut words)?;
            }
        }
        Ok(())
    }
}

fn number<T: std::str::FromStr>(words: &mut SplitAsciiWhitespace<'_>) -> Result<T, &'static str> {
    let word = words.next().ok_or("a number is missing")?;
    word.parse().map_err(|_| "not a whole number")
}

fn weight(words: &mut SplitAsciiWhitespace<'_>) -> Result<f32, &'static str> {
    Ok(f32::from(number::<i16>(words)?) * UNIT)
}

fn row<const N: usize>(words: &mut SplitAsciiWhitespace<'_>) -> Result<[f32; N], &'static str> {
    let mut row = [0.0; N];
    for score in &mut row {
        *score = weight(words)?;
    }
    Ok(row)
}

impl std::str::FromStr for Table {
    type Err = TableError;

    fn from_str(text: &str) -> Result<Self, TableError> {
        let mut table = Table {
            pages: 0,
            fingerprint: 0,
            model: Model::default(),
        };
        for (index, line) in text.lines().enumerate() {
            let line = table.line(line).map_err(|what| TableError {
                line: index + 1,
                what,
            });
            line?;
        }
        Ok(table)
    }
}

/// A weight as a whole number.
#[allow(clippy::cast_possible_truncation)] // weights are far below 300
fn whole(weight: f32) -> i16 {
    (weight / UNIT).round() as i16
}

fn write_row(f: &mut fmt::Formatter<'_>, name: &str, row: &[f32]) -> fmt::Result {
    let row = || row.iter().copied().map(whole);
    if row().all(|weight| weight == 0) {
        return Ok(());
    }
    f.write_str(name)?;
    for weight in row() {
        write!(f, " {weight}")?;
    }
    f.write_char('\n')
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let model = &self.model;
        writeln!(
            f,
            "# Written by `zhengwen-fit fit --write`, never by hand; the format is told in table.rs."
        )?;
        writeln!(f, "pages {} {:016x}", self.pages, self.fingerprint)?;
        writeln!(f, "sure {}", whole(model.sure))?;
        writeln!(f, "labels {}", Label::ALL.map(Label::as_str).join(" "))?;
        for (sort, transitions) in model.transitions.iter().enumerate() {
            for (before, row) in Label::ALL.iter().zip(transitions) {
                write_row(f, &format!("Transition {sort} {before}"), row)?;
            }
        }
        for &feature in Feature::ALL {
            for value in 0..feature.count() {
                let row = &model.weights[(feature.base() + value) as usize];
                write_row(f, &format!("{} {value}", feature.name()), row)?;
            }
        }
        for (value, &weight) in model.end.iter().enumerate() {
            if whole(weight) != 0 {
                writeln!(f, "End {value} {}", whole(weight))?;
            }
        }
        for ((feature, value), row) in reason::asked().zip(&model.reasons) {
            write_row(f, &format!("For {} {value}", feature.name()), row)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_in_the_source_tree_is_read() {
        let table = Table::fitted();
        assert!(table.pages > 1000);
        assert_eq!(table.to_string(), include_str!("weights.txt"));
    }

    #[test]
    fn what_is_no_table_is_told_by_line() {
        let error = |text: &str| text.parse::<Table>().expect_err("no table");
        assert_eq!(error("sure 90\nWater 1 2").line, 2);
        assert_eq!(error("Class 99 0").what, "no such value");
        assert_eq!(error("Class 1 0 0").what, "a number is missing");
        assert_eq!(error("labels Title").what, "other labels");
    }
}
