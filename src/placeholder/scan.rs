//! The places where a mask may begin: characters that masks are made of, and brackets that may be
//! a blank. They are among the points of a text ([`crate::inline::points`]); most blocks have none.

use crate::inline::points::may_be_blank;

/// The anchors of a text, from left to right.
#[derive(Debug, Clone)]
pub(super) struct Anchors<'a> {
    bytes: &'a [u8],
    /// The points ahead.
    points: &'a [u32],
}

impl<'a> Anchors<'a> {
    pub(super) fn new(text: &'a str, points: &'a [u32]) -> Self {
        Anchors {
            bytes: text.as_bytes(),
            points,
        }
    }

    /// The next anchor at or after `from`.
    pub(super) fn next_from(&mut self, from: usize) -> Option<usize> {
        while let [point, rest @ ..] = self.points {
            self.points = rest;
            let point = *point as usize;
            if point >= from && is_anchor(&self.bytes[point..]) {
                return Some(point);
            }
        }
        None
    }
}

fn is_anchor(bytes: &[u8]) -> bool {
    let blank = |length, close| may_be_blank(bytes.get(length).copied(), close);
    match bytes {
        [b'X' | b'x' | b'*' | b'_', ..] => true,
        [b'(', ..] => blank(1, b')'),
        [b'[', ..] => blank(1, b']'),
        // ×
        [0xC3, 0x97, ..] => true,
        // ○ ◯ ╳ ∗
        [0xE2, 0x97, 0x8B | 0xAF, ..] | [0xE2, 0x95, 0xB3, ..] | [0xE2, 0x88, 0x97, ..] => true,
        // 〇 【
        [0xE3, 0x80, 0x87 | 0x90, ..] => true,
        // 某
        [0xE6, 0x9F, 0x90, ..] => true,
        [0xEF, 0xBC, 0x88, ..] => blank(3, 0xEF),
        // Ｘ ＊ ＿ ｘ ﹡
        [0xEF, 0xBC, 0xB8 | 0x8A | 0xBF, ..] | [0xEF, 0xBD, 0x98, ..] | [0xEF, 0xB9, 0xA1, ..] => {
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::{Lines, split};

    #[test]
    fn every_anchor_is_found() {
        let mut found = Lines::default();
        for anchor in "XxＸｘ×╳*＊∗﹡_＿○〇◯某".chars() {
            let text = format!("今天，{anchor}今天");
            split(&text, &mut found);
            assert_eq!(
                Anchors::new(&text, &found.points).next_from(0),
                Some(9),
                "{text}"
            );
        }
        for blank in [
            "（ ）",
            "（）",
            "( )",
            "[]",
            "【X】",
            "【 某某】",
            "（\u{3000}）",
        ] {
            let text = format!("今天，{blank}今天");
            split(&text, &mut found);
            assert_eq!(
                Anchors::new(&text, &found.points).next_from(0),
                Some(9),
                "{text}"
            );
        }
    }
}
