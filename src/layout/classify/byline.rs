//! Bylines: who speaks, where and when, under the title.
//!
//! A line with the look of one (brackets, a date, an office, a subtitle after ——) is one; a
//! short line without the look is one when it stands between the title and a salutation.

use super::people::{before_date, is_labelled, is_name, is_office, is_organization};
use super::sketch::{Shape, Sketch};
use crate::layout::Gap;

/// Bylines under one title at most.
const MOST: usize = 6;
/// Longest line that is a byline by its place alone, in characters.
const LONGEST: u16 = 28;

/// How many blocks from `start` on are bylines.
pub(super) fn run(
    source: &str,
    gaps: &[Gap],
    sketches: &[Sketch],
    start: usize,
    buffer: &mut String,
) -> usize {
    let (mut seen, mut sure, mut unbroken) = (0, 0, true);
    for (index, sketch) in sketches.iter().enumerate().skip(start).take(MOST) {
        if sketch.shape == Shape::Salutation {
            return seen;
        }
        if sketch.shape != Shape::Line {
            break;
        }
        let text = sketch.text(source, gaps, buffer);
        let speech_below = index > 0 && sketches.get(index + 1).is_some_and(|next| next.stops > 0);
        if looks_like_one(sketch, text) || (speech_below && is_name(text) && sketch.chars <= 4) {
            sure = if unbroken { seen + 1 } else { sure };
        } else if sketch.is_open_line() && sketch.chars <= LONGEST {
            unbroken = false;
        } else {
            break;
        }
        seen += 1;
    }
    if sketches
        .get(start + seen)
        .is_some_and(|next| next.shape == Shape::Salutation)
    {
        return seen;
    }
    sure
}

fn looks_like_one(sketch: &Sketch, text: &str) -> bool {
    let bracketed = text.starts_with('（') && text.ends_with('）') && sketch.chars > 4;
    if bracketed {
        return true;
    }
    if !sketch.is_open_line() {
        return false;
    }
    text.starts_with("——")
        || is_labelled(text)
        || is_office(text)
        || is_organization(text)
        || (is_name(text) && text.contains([' ', 'X', '×', '*']))
        || before_date(text).is_some_and(|before| {
            before.is_empty() || is_name(before) || is_office(before) || is_organization(before)
        })
}
