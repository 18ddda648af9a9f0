//! What each character is, as bits in one table.

use super::patterns::{SURNAMES, TONES, TRADITIONAL, genres};
use super::vocabulary;
use crate::cut::{is_closer, is_end, is_han, is_opener, is_space};
use std::sync::LazyLock;

pub(super) const HAN: u32 = 1;
pub(super) const ALPHABETIC: u32 = 1 << 1;
/// Han, letters and digits: what copies are compared by.
pub(super) const LETTER: u32 = 1 << 2;
pub(super) const NUMERIC: u32 = 1 << 3;
pub(super) const ASCII: u32 = 1 << 4;
pub(super) const SPACE: u32 = 1 << 5;
pub(super) const END: u32 = 1 << 6;
pub(super) const OPENER: u32 = 1 << 7;
pub(super) const CLOSER: u32 = 1 << 8;
pub(super) const COMMA: u32 = 1 << 9;
pub(super) const COLON: u32 = 1 << 10;
/// Stands for characters that are left out.
pub(super) const MASK: u32 = 1 << 11;
pub(super) const TRADITIONAL_ONLY: u32 = 1 << 12;
pub(super) const TONE: u32 = 1 << 13;
/// Kana, Cyrillic, Hangul.
pub(super) const FOREIGN: u32 = 1 << 14;
pub(super) const PICTURE: u32 = 1 << 15;
pub(super) const BOOK: u32 = 1 << 16;
/// 们
pub(super) const PLURAL: u32 = 1 << 17;
/// 好
pub(super) const GOOD: u32 = 1 << 18;
/// Stands in a name.
pub(super) const NAME: u32 = 1 << 19;
/// Begins one.
pub(super) const SURNAME: u32 = 1 << 20;
/// Opens or closes what may hold a sentence together.
pub(super) const QUOTE: u32 = 1 << 21;
/// Stands in the year of a date, and behind one.
pub(super) const YEAR: u32 = 1 << 22;
pub(super) const YEAR_END: u32 = 1 << 23;
/// Stands at the begin or end of a page number.
pub(super) const PAGE_EDGE: u32 = 1 << 24;
/// Stands in every address.
pub(super) const ADDRESS: u32 = 1 << 25;
/// Ends the name of a genre.
pub(super) const GENRE_END: u32 = 1 << 26;
/// A number in an ordinal.
pub(super) const COUNT: u32 = 1 << 27;
/// Words of one character.
pub(super) const WORD: u32 = 1 << 28;

const SETS: &[(u32, &str)] = &[
    (COMMA, "，,、；;"),
    (COLON, "：:"),
    (MASK, "Xx×*某"),
    (TRADITIONAL_ONLY, TRADITIONAL),
    (TONE, TONES),
    (BOOK, "《"),
    (PLURAL, "们們"),
    (GOOD, "好"),
    (NAME, "×*某○ 　·"),
    (SURNAME, SURNAMES),
    (QUOTE, "“《（(「『”》）)」』"),
    (
        YEAR,
        "0123456789０１２３４５６７８９xX×*某〇○零Oo一二三四五六七八九",
    ),
    (YEAR_END, "年-/.．月"),
    (PAGE_EDGE, "—–－-.·第共页頁pP"),
    (ADDRESS, ":：.．@"),
    (COUNT, "0123456789一二三四五六七八九十"),
];

static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

/// The bits of each character.
pub(super) struct Table(Box<[u32]>);

/// The table.
pub(super) fn table() -> &'static Table {
    &TABLE
}

impl Table {
    fn new() -> Self {
        let plane = (0..0x1_0000).map(|code| char::from_u32(code).map_or(0, general));
        let mut table: Box<[u32]> = plane.collect();
        let singles = vocabulary::singles().map(|c| (WORD, c));
        let ends = genres().filter_map(|genre| Some((GENRE_END, genre.chars().next_back()?)));
        let sets = SETS.iter();
        let of_sets = sets.flat_map(|&(bit, set)| set.chars().map(move |c| (bit, c)));
        for (bit, c) in of_sets.chain(singles).chain(ends) {
            if let Some(bits) = table.get_mut(c as usize) {
                *bits |= bit;
            }
        }
        Table(table)
    }

    #[inline]
    pub(super) fn bits(&self, c: char) -> u32 {
        match self.0.get(c as usize) {
            Some(&bits) => bits,
            None => general(c),
        }
    }

    #[inline]
    pub(super) fn is(&self, c: char, bits: u32) -> bool {
        self.bits(c) & bits != 0
    }
}

/// What is known of a character without any set.
fn general(c: char) -> u32 {
    if matches!(c, '\u{4e00}'..='\u{9fff}') {
        // Most of the plane; all of this is known without a look.
        return HAN | ALPHABETIC | LETTER | NAME;
    }
    let is = [
        (HAN | LETTER | NAME, is_han(c)),
        (ALPHABETIC, c.is_alphabetic()),
        (LETTER, c.is_alphanumeric()),
        (NUMERIC, c.is_numeric()),
        (ASCII, c.is_ascii()),
        (SPACE, is_space(c)),
        (END, is_end(c)),
        (OPENER, is_opener(c)),
        (CLOSER, is_closer(c)),
        (NAME, c.is_ascii_alphabetic()),
        (
            FOREIGN,
            matches!(c, '\u{3040}'..='\u{30ff}' | '\u{400}'..='\u{4ff}' | '\u{ac00}'..='\u{d7af}'),
        ),
        (
            PICTURE,
            matches!(c, '\u{1f000}'..='\u{1ffff}' | '\u{2600}'..='\u{27bf}'),
        ),
    ];
    let bits = is.into_iter().filter(|bit| bit.1).map(|bit| bit.0);
    bits.fold(0, |all, bits| all | bits)
}

/// Eighteen classes of characters, by what they mean at the begin or end of a text.
pub(super) fn edge(c: char) -> u8 {
    match c {
        '。' | '｡' => 0,
        '！' | '!' | '？' | '?' => 1,
        '…' => 2,
        '，' | ',' | '、' => 3,
        '；' | ';' => 4,
        '：' | ':' => 5,
        '.' => 6,
        '”' | '"' | '’' | '」' | '』' => 7,
        '》' | '〉' => 8,
        '）' | ')' | '】' | ']' | '〕' => 9,
        '“' | '‘' | '「' | '『' | '《' => 10,
        '（' | '(' | '【' | '[' | '〔' => 11,
        '—' | '-' | '－' | '–' => 12,
        '0'..='9' | '０'..='９' => 13,
        'a'..='z' | 'A'..='Z' => 14,
        '>' | '|' | '»' | '＞' | '›' => 16,
        c if is_han(c) => 15,
        _ => NO_EDGE,
    }
}

/// The class of everything else, and of no character at all.
pub(super) const NO_EDGE: u8 = 17;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_what_they_are() {
        let table = table();
        for (c, bits) in [
            ('水', HAN | ALPHABETIC | LETTER | NAME),
            ('王', HAN | SURNAME),
            ('\u{20000}', HAN | LETTER),
            ('7', NUMERIC | ASCII | YEAR | COUNT),
            ('。', END),
            ('《', OPENER | BOOK | QUOTE),
            ('稿', GENRE_END),
            ('的', WORD),
        ] {
            assert_eq!(table.bits(c) & bits, bits, "{c}");
        }
        assert!(!table.is('水', SURNAME | NUMERIC | END | WORD));
    }
}
