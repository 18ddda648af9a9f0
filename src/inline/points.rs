//! The places of a text where masks or inline edits may begin.
//!
//! One scan serves both: nearly every character (Han, letters, digits, the common full-width
//! marks) concerns neither and is passed over by a table of its first byte, and the stages look at
//! nothing but the points that are left. A point too many costs a look; a point too few would be
//! a mistake, and the test at the end looks for one at every character there is.

use crate::edit::offset;
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// Length of a character by its first byte, where no such character is a point; else 0.
static STEP: [u8; 256] = {
    let mut steps = [0; 256];
    let mut lead = 0;
    while lead < 256 {
        steps[lead] = match lead as u8 {
            b'&' | b',' | b'.' | b':' | b';' | b'?' | b'!' | b'(' | b')' | b'"' | b'\'' | b'-' => 0,
            b'X' | b'x' | b'*' | b'_' | b'[' => 0,
            0..=0x7F => 1,
            0xC4..=0xCB | 0xD0..=0xDB => 2,
            // 某 is looked for apart.
            0xE4..=0xE9 | 0xEB..=0xED => 3,
            _ => 0,
        };
        lead += 1;
    }
    steps
};

/// Fills `points` (cleared first) with the points of `text`, in order.
pub(crate) fn find(text: &str, points: &mut Vec<u32>) {
    points.clear();
    let bytes = text.as_bytes();
    let mut rest = bytes;
    loop {
        while let [one, _, _, two, _, _, three, _, _, tail @ ..] = rest
            && is_han(*one)
            && is_han(*two)
            && is_han(*three)
        {
            rest = tail;
        }
        while let Some(&lead) = rest.first()
            && STEP[usize::from(lead)] > 0
        {
            rest = &rest[usize::from(STEP[usize::from(lead)])..];
        }
        if rest.is_empty() {
            break;
        }
        let position = bytes.len() - rest.len();
        let next = if is_plain(rest, position, points) {
            position + 3
        } else {
            look(bytes, position, points)
        };
        rest = &bytes[next..];
    }
    add_some(bytes, points);
}

/// Whether `lead` is the first byte of a character of the block that most Han are in.
fn is_han(lead: u8) -> bool {
    matches!(lead, 0xE4..=0xE9)
}

/// Whether the character at the begin of `bytes`, at `position` of the text, is one of the marks
/// that Chinese text is full of, and not beside one that shares its first byte: those are looked
/// at more closely.
fn is_plain(bytes: &[u8], position: usize, points: &[u32]) -> bool {
    const fn set(characters: &str) -> u64 {
        let (bytes, mut set, mut at) = (characters.as_bytes(), 0, 2);
        while at < bytes.len() {
            set |= 1 << (bytes[at] & 63);
            at += 3;
        }
        set
    }
    let &[lead, second, third, next, ..] = bytes else {
        return false;
    };
    let plain = match (lead, second) {
        // A full-width digit before it would be a point.
        (0xEF, 0xBC)
            if points
                .last()
                .is_none_or(|&last| last as usize + 3 != position) =>
        {
            const { set("，：；？！）") }
        }
        (0xE3, 0x80) => const { set("、。《》「」『』】〈〉") },
        (0xE2, 0x80) => const { set("“”‘’") },
        _ => 0,
    };
    plain >> (third & 63) & 1 == 1 && next != lead
}

/// 某, which shares its first byte with too many.
fn add_some(bytes: &[u8], points: &mut Vec<u32>) {
    static SOME: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("某"));
    let found = points.len();
    points.extend(SOME.find_iter(bytes).map(offset));
    if found > 0 && points.len() > found {
        points.sort_unstable();
    }
}

/// What a character is to the stages.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Interest {
    None,
    Point,
    /// A run of the character is a point, unless its length is that of a bit that is set here.
    Run(u64),
}

/// A lone full stop or middle dot, and a pair.
const FEW: Interest = Interest::Run(1 << 1 | 1 << 2);

/// The character at `position`, by more than its first byte; returns where to go on.
fn look(bytes: &[u8], position: usize, points: &mut Vec<u32>) -> usize {
    let length = match bytes[position] {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    };
    let stop = position + length;
    match interest(bytes, position, stop) {
        Interest::None => stop,
        Interest::Point => {
            if matches!(bytes[position..], [0xEF, 0xBE, 0x9E | 0x9F, ..]) {
                push_before(bytes, position, points);
            }
            points.push(offset(position));
            stop
        }
        Interest::Run(plain) => {
            let character = &bytes[position..stop];
            let others = bytes[stop..].chunks_exact(length);
            let count = 1 + others.take_while(|&other| other == character).count();
            if count >= 64 || plain & 1 << count == 0 {
                points.push(offset(position));
            }
            position + count * length
        }
    }
}

/// The character before a half-width voice mark of Japanese, which is looked at with the mark.
fn push_before(bytes: &[u8], position: usize, points: &mut Vec<u32>) {
    let first = |&byte: &u8| !matches!(byte, 0x80..0xC0);
    if let Some(before) = bytes[..position].iter().rposition(first).map(offset)
        && points.last().is_none_or(|&last| last < before)
    {
        points.push(before);
    }
}

/// The character of `bytes` from `position` to `stop`, when its first byte does not tell.
fn interest(bytes: &[u8], position: usize, stop: usize) -> Interest {
    let when = |yes| if yes { Interest::Point } else { Interest::None };
    let next = bytes.get(stop).copied();
    match bytes[position..stop] {
        [0xE3, 0x80, 0x82] if next != Some(0xE3) => Interest::None,
        [0xE3, second, third] => match (second, third) {
            (0x80, 0x82) | (0x83, 0xBB) => FEW,
            // 【 before anything but Han.
            (0x80, 0x90) => when(!matches!(next, Some(0xE4 | 0xE5 | 0xE7..=0xE9))),
            // 〇, old quotes, tone marks, voice marks
            (0x80, 0x87 | 0x9D..=0x9F | 0xAA..=0xAF) | (0x82, 0x99 | 0x9A) => Interest::Point,
            _ => Interest::None,
        },
        [0xEF, second, third] if is_common_form(bytes, position) => {
            when((second, third) == (0xBC, 0x88) && may_be_blank(next, 0xEF))
        }
        [0xE2, second, third] => match (second, third) {
            // —
            (0x80, 0x94) => Interest::Run(1 << 2),
            // …
            (0x80, 0xA6) => Interest::Run(1 << 2 | 1 << 4),
            // Quotes and signs of general punctuation, without lines, spaces and controls
            (0x80, 0x96..=0x9E | 0xA0..=0xA5 | 0xA7 | 0xB0..=0xBF) => Interest::None,
            // Ω, K and Å as signs; pointed brackets
            (0x84, 0xA6 | 0xAA | 0xAB) | (0x8C, 0xA9 | 0xAA) => Interest::Point,
            // ⋯ ─ ━ and the signs of masks: ∗ ╳ ○ ◯
            (0x8B, 0xAF) | (0x94, 0x80 | 0x81) => Interest::Run(0),
            (0x88, 0x97) | (0x95, 0xB3) | (0x97, 0x8B | 0xAF) => Interest::Run(0),
            // Letterlike signs, numbers, arrows, operators, shapes, dingbats
            (0x82 | 0x84..=0x9F, _) => Interest::None,
            _ => Interest::Point,
        },
        [0xC2, second] => match second {
            // ·
            0xB7 => FEW,
            _ => Interest::None,
        },
        [0xC3, second] => when(second == 0x97),
        // Greek letters
        [0xCE, 0x91..=0xBF] | [0xCF, _] => Interest::None,
        [b'*' | b'_' | b'.' | b'-'] => Interest::Run(0),
        [b'['] => when(may_be_blank(next, b']')),
        _ => Interest::Point,
    }
}

/// Whether what comes `next` after a bracket may be white space or the first byte of its partner.
pub(crate) fn may_be_blank(next: Option<u8>, close: u8) -> bool {
    next.is_some_and(|next| next == close || matches!(next, 0..=b' ' | 0xC2 | 0xE1 | 0xE2 | 0xE3))
}

/// ，；？！（） and the like, which stay; ， and ： only where no full-width digit is beside them.
pub(super) fn is_common_form(bytes: &[u8], position: usize) -> bool {
    match bytes[position..] {
        [0xEF, 0xBC, 0x8C | 0x9A, ..] => {
            !(is_digit_form_before(bytes, position) || is_digit_form(bytes, position + 3))
        }
        [0xEF, 0xBC, 0x9B | 0x9F | 0x81 | 0x88 | 0x89, ..] => true,
        _ => false,
    }
}

fn is_digit_form_before(bytes: &[u8], position: usize) -> bool {
    position >= 3 && is_digit_form(bytes, position - 3)
}

/// ０ to ９: EF BC 90..99.
fn is_digit_form(bytes: &[u8], position: usize) -> bool {
    matches!(
        bytes.get(position..position + 3),
        Some([0xEF, 0xBC, 0x90..=0x99])
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inline::scan::{Found, Scan};
    use crate::placeholder::Masks;

    /// The changes at `points`, and the masks.
    fn found(text: &str, points: &[u32], scan: &mut Scan, masks: &mut Masks) -> Found {
        let mut found = Found::default();
        crate::placeholder::find(text, points, masks);
        scan.find(text, points, &masks.list, &mut found);
        found
    }

    #[test]
    fn nothing_is_found_anywhere_else() {
        let (mut scan, mut masks) = (Scan::default(), Masks::default());
        let mut points = Vec::new();
        // The middle of the large blocks is like their ends.
        let alike = |c: &char| {
            matches!(c, '\u{3410}'..='\u{4df0}' | '\u{4e10}'..='\u{66f0}' | '\u{6800}'..='\u{9ff0}')
                || matches!(c, '\u{a010}'..='\u{a480}' | '\u{ac10}'..='\u{d790}')
                || matches!(c, '\u{e010}'..='\u{f8f0}')
        };
        for c in ('\0'..='\u{ffff}').filter(|c| !alike(c)) {
            for text in [
                format!("水{c}水"),
                format!("5{c}５{c}\u{301}"),
                format!("，{c}ﾞ。{c}{c}水"),
                format!("{c}{c}{c}"),
                format!("水{c}{c}{c}{c}个（{c}）"),
            ] {
                find(&text, &mut points);
                let all: Vec<u32> = text.char_indices().map(|(at, _)| offset(at)).collect();
                if points != all {
                    assert_eq!(
                        found(&text, &points, &mut scan, &mut masks),
                        found(&text, &all, &mut scan, &mut masks),
                        "{text:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn plain_text_has_no_points() {
        let mut points = Vec::new();
        let text = "水厂（新）今天通水，共8项——“一体化”。他说：好……《章程》第３条；①②、℃√→●•";
        find(text, &mut points);
        let marks: Vec<&str> = points.iter().map(|&at| &text[at as usize..]).collect();
        assert_eq!(marks, ["３条；①②、℃√→●•"]);
    }
}
