//! One walk over a text: what it is made of, and which patterns need not be tried.

use super::character::{self as is, Table};
use super::hash;
use super::shape::Key;

/// Letters of a text that copies inside others are sought by.
pub(super) const OPENING: usize = 6;
/// Characters of a text that a teaser has in common with it.
const TEASER: usize = 10;

/// What a text is made of.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) chars: usize,
    pub(super) han: usize,
    pub(super) ascii: usize,
    /// ASCII digits.
    pub(super) digits: usize,
    pub(super) sentences: usize,
    pub(super) commas: usize,
    pub(super) masks: usize,
    pub(super) first: char,
    pub(super) last: char,
    /// Where the first colon stands.
    pub(super) colon: Option<usize>,
    /// How many characters stand before the first 好.
    pub(super) good: Option<usize>,
    pub(super) may_be_date: bool,
    pub(super) may_be_time: bool,
    pub(super) may_be_file: bool,
    pub(super) key: Key,
    /// The bits of all characters, of the first and of the last.
    seen: u32,
    first_bits: u32,
    last_bits: u32,
    /// Characters in a row that may be a year, a space left out.
    year: usize,
}

impl Scan {
    /// Walks over a text, and adds its letters to those of the page.
    pub(super) fn of(text: &str, table: &Table, letters: &mut Vec<char>) -> Scan {
        const RARE: u32 = is::COLON | is::GOOD | is::YEAR_END | is::ASCII;
        let first = text.chars().next().unwrap_or_default();
        let mut scan = Scan {
            first,
            first_bits: table.bits(first),
            ..Scan::default()
        };
        scan.key.start = letters.len();
        let one = |bits: u32, bit: u32| usize::from(bits & bit != 0);
        for (at, c) in text.char_indices() {
            let bits = table.bits(c);
            if bits & RARE != 0 {
                scan.rare(at, c, bits);
            }
            if bits & is::SPACE == 0 {
                scan.year = (scan.year + 1) * one(bits, is::YEAR);
            }
            scan.chars += 1;
            scan.han += one(bits, is::HAN);
            scan.ascii += one(bits, is::ASCII);
            scan.sentences += one(bits, is::END);
            scan.commas += one(bits, is::COMMA);
            scan.masks += one(bits, is::MASK);
            scan.seen |= bits;
            if bits & is::LETTER != 0 {
                scan.key.add(c);
                letters.push(c);
            }
            (scan.last, scan.last_bits) = (c, bits);
        }
        scan
    }

    /// What only a few characters mean.
    fn rare(&mut self, at: usize, c: char, bits: u32) {
        self.digits += usize::from(c.is_ascii_digit());
        self.may_be_file |= self.last == '.' && c.is_ascii_alphabetic();
        self.may_be_time |= c == ':' && self.last_bits & is::NUMERIC != 0;
        if bits & is::COLON != 0 {
            self.colon.get_or_insert(at);
        }
        if bits & is::GOOD != 0 {
            self.good.get_or_insert(self.chars);
        }
        let digits = if c == '月' { 1 } else { 2 };
        self.may_be_date |= bits & is::YEAR_END != 0 && self.year >= digits;
    }

    /// Whether one of its characters has one of the bits.
    pub(super) fn has(&self, bits: u32) -> bool {
        self.seen & bits != 0
    }

    /// Whether its first and its last character have one of the bits.
    pub(super) fn is_between(&self, bits: u32) -> bool {
        self.first_bits & bits != 0 && self.last_bits & bits != 0
    }
}

impl Key {
    #[inline]
    fn add(&mut self, letter: char) {
        self.number = hash::add(self.number, letter);
        self.bits |= 1 << (hash::mixed(u64::from(letter)) >> 58);
        self.length += 1;
        match self.length {
            OPENING => self.opening = self.number,
            TEASER => self.teaser = Some(self.number),
            _ => {}
        }
    }
}
