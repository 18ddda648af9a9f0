//! Text that was decoded wrongly before it was saved: found line by line, and undone.
//!
//! A line is mojibake when undoing a wrong decoding (writing it back as windows-1252 or latin-1,
//! as GB18030, as Big5) and reading the bytes in another encoding gives a text that is cheaper by
//! a clear margin *and* plausible by itself. The whole line has to be undone: a line that only
//! quotes mojibake has characters that no single wrong decoding gives, and stays as it is.
//!
//! Known failures: lines of two or three characters, unless the rest of the text shows the same
//! damage; lines that were garbled in two different ways.

use super::code::{self, Code, latin_byte};
use super::lattice::Lattice;
use super::model::{self, Cost, NAT};
use std::ops::Range;

/// By how much the undone line has to be cheaper, alone and in a text with more such lines.
const MARGIN: Cost = 12 * NAT;
const MARGIN_IN_COMPANY: Cost = 3 * NAT;
/// A plausible line costs less than this for each character above ASCII.
const PLAUSIBLE: Cost = 9 * NAT;
/// What a reading pays for a character that is lost.
const LOST: Cost = 39 * NAT;
/// How often one line may have been garbled.
const DEPTH: usize = 3;

/// A wrong decoding: what the text was read as, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) read_as: Code,
    /// Whether by the table browsers have, where older ones differ.
    browser: bool,
    pub(super) is: Code,
}

const fn wrong(read_as: Code, browser: bool, is: Code) -> Wrong {
    Wrong {
        read_as,
        browser,
        is,
    }
}

const WRONG: [Wrong; 9] = [
    wrong(Code::Latin, true, Code::Utf8),
    wrong(Code::Latin, true, Code::Gb18030),
    wrong(Code::Latin, true, Code::Big5),
    wrong(Code::Gb18030, false, Code::Utf8),
    wrong(Code::Gb18030, true, Code::Utf8),
    wrong(Code::Gb18030, false, Code::Big5),
    wrong(Code::Gb18030, true, Code::Big5),
    wrong(Code::Big5, false, Code::Gb18030),
    wrong(Code::Big5, true, Code::Gb18030),
];

/// A line with its wrong decoding undone.
#[derive(Debug)]
pub(super) struct Undone {
    pub(super) text: String,
    /// The first wrong decoding undone.
    pub(super) wrong: Wrong,
    /// Whether characters are lost.
    pub(super) lost: bool,
}

/// The lines of `text` that can be undone, in order.
pub(super) fn find(text: &str) -> Vec<(Range<usize>, Undone)> {
    let lines = || {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
        let mut next = 0;
        ends.map(move |end| {
            let range = next..end;
            next = end + 1;
            (range.clone(), &text[range])
        })
    };
    let sure: Vec<_> = lines()
        .filter(|(_, line)| suspicious(line))
        .filter_map(|(range, line)| Some((range, undo(line, None)?)))
        .collect();
    let Some(company) = sure.first().map(|(_, undone)| undone.wrong) else {
        return sure;
    };
    // What is too short to tell by itself, in the company of what is not.
    let mut sure = sure.into_iter().peekable();
    lines()
        .filter_map(|(range, line)| {
            if let Some(found) = sure.next_if(|(done, _)| *done == range) {
                return Some(found);
            }
            let undone = (!line.is_ascii()).then(|| undo(line, Some(company)))??;
            Some((range, undone))
        })
        .collect()
}

/// Undoes the wrong decoding of `line`, if there is one.
fn undo(line: &str, company: Option<Wrong>) -> Option<Undone> {
    let margin = if company.is_some() {
        MARGIN_IN_COMPANY
    } else {
        MARGIN
    };
    // What is lost is lost in every reading.
    let lost = line.matches('\u{FFFD}').count() as Cost;
    if is_mostly_lost(line, lost) {
        return None;
    }
    let lost = lost * LOST;
    let limit = (model::text_cost(line) + lost).checked_sub(margin)?;
    let mut best: Option<(Cost, Undone)> = None;
    match company {
        Some(company) => explore(line, company, company, DEPTH, limit, &mut best),
        None => {
            for wrong in ways(line) {
                explore(line, wrong, wrong, DEPTH, limit, &mut best);
            }
        }
    }
    best.map(|(_, undone)| undone)
}

/// Whether so much of `line` is lost that no reading is plausible: a character is four bytes at
/// most, and each lost one is a byte to skip, but for what a cut may leave at either end.
fn is_mostly_lost(line: &str, lost: Cost) -> bool {
    lost > 4 && (lost as usize - 4) * 2 > (line.len() - 3 * lost as usize) * 4
}

/// The wrong decodings to try on `line`, those left out that give the same bytes as another.
fn ways(line: &str) -> impl Iterator<Item = Wrong> {
    let euro = line.contains('€');
    WRONG
        .into_iter()
        .filter(move |wrong| euro || !wrong.browser || wrong.read_as != Code::Gb18030)
}

/// Undoes `wrong`, and what may lie beneath it: text is sometimes garbled twice.
fn explore(
    line: &str,
    wrong: Wrong,
    first: Wrong,
    depth: usize,
    limit: Cost,
    best: &mut Option<(Cost, Undone)>,
) {
    let deeper = depth > 1 && wrong.is == Code::Utf8;
    let least = |best: &Option<(Cost, Undone)>| best.as_ref().map_or(limit, |(least, _)| *least);
    let ceiling = if deeper { Cost::MAX } else { least(best) };
    if !line.contains('\u{FFFD}') && !reads_well(line, wrong, ceiling) {
        return;
    }
    let Some(reading) = reread(line, wrong) else {
        return;
    };
    if deeper && reading.skips == 0 {
        for wrong in ways(&reading.text) {
            explore(&reading.text, wrong, first, depth - 1, limit, best);
        }
    }
    let least = least(best);
    if reading.plausible && reading.cost < least {
        let undone = Undone {
            text: reading.text,
            wrong: first,
            lost: reading.skips > 0,
        };
        *best = Some((reading.cost, undone));
    }
}

struct Reading {
    text: String,
    cost: Cost,
    skips: Cost,
    plausible: bool,
}

fn reread(line: &str, wrong: Wrong) -> Option<Reading> {
    let bytes = bytes_of(line, wrong)?;
    let mut lattice = Lattice::default();
    let path = lattice.read(&bytes, 0, bytes.len(), &[wrong.is]);
    let mut text = String::with_capacity(line.len());
    let (mut skips, mut high, mut han) = (0, 0, 0);
    let mut characters: Cost = 0;
    for step in path.steps {
        characters += 1;
        match step.read {
            Some((character, _)) => {
                high += Cost::from(!character.is_ascii());
                han += Cost::from(model::is_han(character));
                text.push(character);
            }
            None => {
                if !text.ends_with('\u{FFFD}') {
                    text.push('\u{FFFD}');
                }
                skips += 1;
            }
        }
    }
    let ascii = characters - high - skips;
    let worst = PLAUSIBLE * high + 6 * NAT * ascii + 15 * NAT * skips;
    let plausible = path.cost < worst
        && skips * 3 <= characters
        && (skips == 0 || line.contains('\u{FFFD}'))
        && if wrong.is == Code::Utf8 {
            high > 0
        } else {
            han > 0
        };
    Some(Reading {
        text,
        cost: path.cost,
        skips,
        plausible,
    })
}

/// Whether the bytes of `line` read without an error, for less than `ceiling`: where nothing is
/// lost, no other reading counts. Told by the first few characters of an honest line, as a rule.
fn reads_well(line: &str, wrong: Wrong, ceiling: Cost) -> bool {
    let mut bytes = code::Bytes::default();
    let (mut before, mut cost): (char, Cost) = ('\n', 0);
    let mut read = |bytes: &mut code::Bytes, most: usize| {
        while bytes.held().len() > most {
            let Some((character, length)) = wrong.is.read(bytes.held(), 0) else {
                return false;
            };
            cost = cost.saturating_add(model::cost(before, character));
            before = character;
            bytes.advance(length);
        }
        cost < ceiling
    };
    for character in line.chars() {
        if write(character, wrong, &mut bytes).is_none() || !read(&mut bytes, LONGEST - 1) {
            return false;
        }
    }
    read(&mut bytes, 0)
}

/// Bytes of the longest character of any encoding.
const LONGEST: usize = 4;

/// The bytes `line` was read from, if it was read like that.
fn bytes_of(line: &str, wrong: Wrong) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(line.len());
    for character in line.chars() {
        let mut written = code::Bytes::default();
        write(character, wrong, &mut written)?;
        bytes.extend_from_slice(written.held());
    }
    Some(bytes)
}

/// The bytes `character` was read from, if it was read like that; U+FFFD stands for a byte that
/// is valid nowhere.
fn write(character: char, wrong: Wrong, bytes: &mut code::Bytes) -> Option<()> {
    match (wrong.read_as, character) {
        (_, '\u{FFFD}') => bytes.push(&[0xFF]),
        (Code::Latin, _) => bytes.push(&[latin_byte(character)?]),
        // A browser reads the byte 80 as the euro sign.
        (Code::Gb18030, '€') if wrong.browser => bytes.push(&[0x80]),
        (Code::Gb18030, _) => code::gb_bytes(character, bytes)?,
        _ => match code::older_big5(character).filter(|_| !wrong.browser) {
            Some(pair) => bytes.push(&pair),
            None => code::big5_bytes(character, bytes)?,
        },
    }
    Some(())
}

/// Whether `line` could be mojibake at all, told by its first characters above ASCII: among them
/// are two of the upper half of latin-1, or Han rarer than any text has them.
fn suspicious(line: &str) -> bool {
    let prices = model::prices_in_text();
    let mut rest = line.as_bytes();
    let (mut latin, mut high, mut cost): (_, Cost, Cost) = (0, 0, 0);
    while high < LOOK {
        // Three bytes make nearly every character of a Chinese text.
        if let [first @ 0xE0..=0xEF, second, third, behind @ ..] = rest {
            let bits = |byte: &u8, mask: u8| usize::from(byte & mask);
            let code = bits(first, 0x0F) << 12 | bits(second, 0x3F) << 6 | bits(third, 0x3F);
            cost += Cost::from(prices[code]);
            rest = behind;
        } else if let [0..0x80, behind @ ..] = rest {
            rest = behind;
            continue;
        } else if let Some(character) = line[line.len() - rest.len()..].chars().next() {
            latin += usize::from((character as u32) < 0x100);
            cost += Cost::from(model::in_text(character));
            rest = &rest[character.len_utf8()..];
        } else {
            break;
        }
        high += 1;
    }
    latin >= 2 || cost > high * DEAR
}

/// How many characters [`suspicious`] looks at, and what they may cost on average.
const LOOK: Cost = 16;
const DEAR: Cost = 9 * NAT;

#[cfg(test)]
mod tests {
    use super::*;

    fn undone(line: &str) -> Option<String> {
        undo(line, None).map(|undone| undone.text)
    }

    #[test]
    fn known_ways_are_undone() {
        let text = "职工食堂今天供应面条";
        let gbk = encoding_rs::GBK.encode(text).0;
        let latin: String = gbk.iter().map(|byte| *byte as char).collect();
        assert_eq!(undone(&latin).as_deref(), Some(text));
        let windows = encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(text.as_bytes())
            .0;
        assert_eq!(undone(&windows).as_deref(), Some(text));
        let twice = encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(windows.as_bytes())
            .0;
        assert_eq!(undone(&twice).as_deref(), Some(text));
        let gb = encoding_rs::GB18030
            .decode_without_bom_handling(text.as_bytes())
            .0;
        assert_eq!(undone(&gb).as_deref(), Some(text));
    }

    #[test]
    fn honest_lines_stay() {
        for line in [
            "★★☆☆☆",
            "ÄÖÜ äöü ß",
            "Füße, Größe",
            "鑫淼、喆堃、犇骉",
            "说到 ÖÐ¹ú 的乱码",
        ] {
            assert_eq!(undone(line), None, "{line}");
        }
    }
}
