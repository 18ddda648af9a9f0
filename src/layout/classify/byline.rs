//! Bylines: who speaks, where and when, under the title.
//!
//! A line with the look of one (brackets, a date, an office, a subtitle after ——) is one; a
//! short line without the look is one when it stands between the title and a salutation.

use super::people::{before_date, is_labelled, is_name, is_office, is_organization};
use super::sketch::{Reader, Shape, Sketch};

/// Bylines under one title at most.
const MOST: usize = 6;
/// Longest line that is a byline by its place alone, in characters.
const LONGEST: usize = 28;

/// How many blocks from `start` on are bylines.
pub(super) fn run(reader: &mut Reader<'_>, sketches: &[Sketch], start: usize) -> usize {
    let (mut seen, mut sure, mut unbroken) = (0, 0, true);
    for (index, sketch) in sketches.iter().enumerate().skip(start).take(MOST) {
        if sketch.shape == Shape::Salutation {
            return seen;
        }
        // A sentence is one in brackets only.
        let sentence = !sketch.is_open() && !reader.opens_with(sketch, '（');
        if sketch.shape != Shape::Plain || sentence || reader.is_long(sketch) {
            break;
        }
        let next = sketches.get(index + 1).filter(|_| index > 0);
        if looks_like_one(reader, sketch) || is_speaker(reader, sketch, next) {
            sure = if unbroken { seen + 1 } else { sure };
        } else if !reader.is_longer(sketch, LONGEST)
            && reader.is_open_line(sketch)
            && !is_spoken(reader.text(sketch))
        {
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

/// A name, and `next` is speech.
fn is_speaker(reader: &mut Reader<'_>, sketch: &Sketch, next: Option<&Sketch>) -> bool {
    !reader.is_longer(sketch, 4)
        && is_name(reader.text(sketch))
        && next.is_some_and(|next| reader.sentences(next).stops > 0)
}

/// 男：…, 主持人：…: a line of a dialogue, its speaker in front.
fn is_spoken(text: &str) -> bool {
    text.split_once('：')
        .is_some_and(|(speaker, _)| speaker.chars().count() <= 3 && !is_labelled(text))
}

fn looks_like_one(reader: &mut Reader<'_>, sketch: &Sketch) -> bool {
    let long = reader.is_longer(sketch, 4);
    let open = reader.is_open_line(sketch);
    let text = reader.text(sketch);
    let bracketed = text.starts_with('（') && text.ends_with('）') && long;
    if bracketed {
        return true;
    }
    if !open {
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
