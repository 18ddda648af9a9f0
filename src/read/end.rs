//! Whether a speech stops before its end: one more linear decision, about the page as a whole, once
//! its runs have their labels.
//!
//! Evidence is how the last run of the speech ends and what it is, and whether chrome says that
//! more follows: 剩余5页未读, 开通会员阅读全文.
//!
//! # What it does not see
//!
//! A speech that stops behind a whole sentence without a word about it.

use super::{Label, Model};
use crate::cut::Run;
use crate::see::{Class, End, Evidence};

const ENDS: usize = End::COUNT;
/// Kinds of the block of the last run, and places of promises.
const KINDS: usize = 8;
const PROMISES: usize = 4;
/// What the rules say: whether the text stops, whether a wall is spoken of.
const RULINGS: usize = 4;
/// How many values the evidence has.
pub const COUNT: usize =
    1 + ENDS + Class::COUNT + KINDS + PROMISES * ENDS + 2 * ENDS + 2 + 3 * ENDS + RULINGS * ENDS;

/// Numbers of the evidence, none if nothing of the page is the speech.
#[must_use]
pub fn evidence(runs: &[Run], seen: &Evidence, labels: &[Label]) -> Vec<usize> {
    let shapes = seen.shapes();
    let Some(last) = labels.iter().rposition(|label| !label.is_chrome()) else {
        return Vec::new();
    };
    let shape = &shapes[last];
    let end = shape.end as usize;
    let mut numbers = vec![0];
    let mut base = 1;
    let mut put = |value: usize, count: usize| {
        numbers.push(base + value);
        base += count;
    };
    put(end, ENDS);
    put(shape.class as usize, Class::COUNT);
    put(kind(labels[last]), KINDS);
    let promises = |run: &usize| labels[*run].is_chrome() && shapes[*run].promises;
    let first = (last + 1..runs.len()).find(promises);
    let place = match first.map(|run| runs[run].line - runs[last].line) {
        None => 0,
        Some(0 | 1) => 1,
        Some(2..=4) => 2,
        Some(_) => 3,
    };
    put(place * ENDS + end, PROMISES * ENDS);
    put(usize::from(last + 1 < runs.len()) * ENDS + end, 2 * ENDS);
    put(usize::from(shapes[last].promises), 2);
    let above = (0..last).filter(promises).count().min(2);
    put(above * ENDS + end, 3 * ENDS);
    put(seen.ruling() * ENDS + end, RULINGS * ENDS);
    debug_assert_eq!(base, COUNT);
    numbers
}

fn kind(label: Label) -> usize {
    match label {
        Label::TitleBegin | Label::Title => 0,
        Label::BylineBegin | Label::Byline => 1,
        Label::SalutationBegin | Label::Salutation => 2,
        Label::HeadingBegin | Label::Heading => 3,
        Label::ParagraphBegin => 4,
        Label::Paragraph => 5,
        Label::OmissionBegin | Label::Omission => 6,
        _ => 7,
    }
}

impl Model {
    /// Whether the speech stops before its end.
    #[must_use]
    pub fn is_cut_off(&self, evidence: &[usize]) -> bool {
        evidence.iter().map(|&number| self.end[number]).sum::<f32>() > 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{cut::cut, see::see};

    #[test]
    fn a_promise_below_is_told_from_none() {
        let of = |page: &str| {
            let runs = cut(page);
            let mut labels = vec![Label::ParagraphBegin; runs.len()];
            if runs.len() > 1 {
                labels[runs.len() - 1] = Label::ChromeBelow;
            }
            evidence(&runs, &see(page, &runs), &labels)
        };
        assert_ne!(
            of("今天开会，大家\n还剩5页未读"),
            of("今天开会，大家\n上一篇")
        );
        assert_eq!(of(""), []);
    }
}
