//! The places of a text where masks or inline edits may begin.
//!
//! The scan that splits the source ([`crate::marks`]) notes them on its way: nearly every character
//! (Han, letters, digits, the common full-width marks) concerns neither and is not among them. A
//! point too many costs a look; a point too few would be a mistake, and the test at the end looks
//! for one at every character there is. Some characters are no points themselves but are looked at
//! with one beside them: see [`super::scan`].

use crate::edit::Span;

/// The points of a source, handed out block by block.
#[derive(Debug)]
pub(crate) struct Points<'a> {
    ahead: &'a [u32],
}

impl<'a> Points<'a> {
    pub(crate) fn new(points: &'a [u32]) -> Self {
        Points { ahead: points }
    }

    /// The points of `block`, which stands behind the last one that was asked for.
    pub(crate) fn of(&mut self, block: Span) -> &'a [u32] {
        let before = |end: u32, points: &[u32]| points.iter().take_while(|&&at| at < end).count();
        let (_, ahead) = self.ahead.split_at(before(block.start, self.ahead));
        let (points, ahead) = ahead.split_at(before(block.end, ahead));
        self.ahead = ahead;
        points
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
    use crate::chars::is_space;
    use crate::edit::offset;
    use crate::inline::scan::{Found, Scan};
    use crate::lines::{Lines, split};
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
        let mut lines = Lines::default();
        // The middle of the large blocks is like their ends.
        let alike = |c: &char| {
            matches!(c, '\u{3410}'..='\u{4df0}' | '\u{4e10}'..='\u{66f0}' | '\u{6800}'..='\u{9ff0}')
                || matches!(c, '\u{a010}'..='\u{a480}' | '\u{ac10}'..='\u{d790}')
                || matches!(c, '\u{e010}'..='\u{f8f0}')
        };
        for c in ('\0'..='\u{ffff}').filter(|&c| !alike(&c) && !is_space(c)) {
            for text in [
                format!("水{c}水"),
                format!("5{c}５{c}\u{301}"),
                format!("，{c}ﾞ。{c}{c}水"),
                format!("{c}{c}{c}"),
                format!("水{c}{c}{c}{c}个（{c}）"),
            ] {
                split(&text, &mut lines);
                let points = &lines.points;
                let all: Vec<u32> = text.char_indices().map(|(at, _)| offset(at)).collect();
                if *points != all {
                    assert_eq!(
                        found(&text, points, &mut scan, &mut masks),
                        found(&text, &all, &mut scan, &mut masks),
                        "{text:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn plain_text_has_no_points() {
        let mut lines = Lines::default();
        let text = "水厂（新）今天通水，共8项——“一体化”。他说：好……《章程》第３条；①②、℃→●";
        split(text, &mut lines);
        let marks: Vec<&str> = lines
            .points
            .iter()
            .map(|&at| &text[at as usize..])
            .collect();
        assert_eq!(marks, ["３条；①②、℃→●"]);
    }
}
