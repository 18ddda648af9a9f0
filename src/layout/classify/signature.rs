//! Signatures: office, name and date at the end, one block each.
//!
//! A date, an organisation or a labelled name must be among the lines; a lone name is not
//! enough, it may be the last line of a poem. A note in brackets may stand below.

use super::people::{before_date, is_labelled, is_name, is_office, is_organization, is_workplace};
use super::sketch::{Reader, Sketch};

/// Lines of a signature at most.
const MOST: usize = 6;

/// The blocks of `start..end` that are a signature.
pub(super) fn run(
    reader: &mut Reader<'_>,
    sketches: &[Sketch],
    start: usize,
    end: usize,
) -> std::ops::Range<usize> {
    let last = sketches[start..end].last();
    let end = match last {
        Some(note) if reader.opens_with(note, '（') && is_note(reader.text(note)) => end - 1,
        _ => end,
    };
    let (mut seen, mut signed) = (0, 0);
    for sketch in sketches[start..end].iter().rev().take(MOST) {
        if !sketch.is_open() || reader.is_longer(sketch, 40) || !reader.is_open_line(sketch) {
            break;
        }
        let text = reader.text(sketch);
        let dated = before_date(text).is_some_and(|before| {
            before.is_empty() || is_name(before) || is_office(before) || is_organization(before)
        });
        let sure = dated || is_organization(text) || is_labelled(text);
        if !sure && !is_name(text) && !is_office(text) && !is_workplace(text) {
            break;
        }
        seen += 1;
        // Names, offices and workplaces count once something sure stands above or below them.
        if sure || signed > 0 {
            signed = seen;
        }
    }
    end - signed..end
}

/// （根据录音整理）
fn is_note(text: &str) -> bool {
    text.starts_with('（') && text.ends_with('）') && before_date(text).is_none()
}
