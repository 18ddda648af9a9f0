//! What a text looks like by itself: length, signs, dates, names, words.

use super::character::{self as is, Table, edge, table};
use super::class::{Class, classify};
use super::feature::bucket;
use super::scan::Scan;
use super::seen::Seen;
use super::vocabulary::{self, REASONS, Words};
use super::{ordinal, patterns};
use crate::cut::{is_closer, is_end, is_opener, is_space};

/// How a text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum End {
    /// 。！？……, also behind closing quotes.
    Sentence,
    /// ，、；
    Comma,
    /// ：
    Colon,
    /// A letter or digit, or an opener.
    Open,
    /// A closing bracket.
    Closer,
    /// Another sign.
    Other,
}

impl End {
    /// How many there are.
    pub const COUNT: usize = 6;
}

/// A text by itself.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Which of the things that pages are made of it looks like.
    pub class: Class,
    /// Length in characters, and of it Han and ASCII digits.
    pub chars: usize,
    pub(super) han: usize,
    pub(super) digits: usize,
    /// Width in half-widths.
    pub(super) width: usize,
    pub(super) begin: char,
    /// Classes of its first and last character ([`edge`]).
    pub(super) first: u8,
    pub(super) last: u8,
    /// How it ends.
    pub end: End,
    /// Style of its ordinal ([`ordinal::style`]) and number.
    pub(super) ordinal: u8,
    pub(super) number: u32,
    pub(super) words: Words,
    /// Share that words of sites cover, from 0 to 5.
    pub(super) cover: u8,
    /// The reason that its label says, or 9 for none.
    pub(super) field: u8,
    /// 2: a name of a genre of speeches ends it; 1: it holds one.
    pub(super) genre: u8,
    pub(super) sentences: usize,
    pub(super) commas: usize,
    /// 1: holds a date, 2: begins with one, 3: is one.
    pub(super) date: u8,
    pub(super) has_time: bool,
    pub(super) has_file: bool,
    pub(super) has_book: bool,
    /// Whether a bracket or quotation opens or closes in it.
    pub(super) has_quote: bool,
    /// 1: could be a name, 2: begins with a surname, 3: holds an office.
    pub(super) name: u8,
    pub(super) masks: u8,
    /// Whether it says that more of a text is to be had.
    pub(crate) promises: bool,
    pub(super) is_traditional: bool,
    /// 1: Kana, Cyrillic, Hangul; 2: pinyin with tones; 3: pictures.
    pub(super) script: u8,
    /// Its letters and digits, what copies are compared by.
    pub(super) key: Key,
    pub(super) speaker: Option<u64>,
    /// Whether it is beyond doubt a sentence of the speech.
    pub(super) is_sure: bool,
}

/// The letters of a text, as numbers ([`super::hash`]).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Key {
    /// Of all of them.
    pub(super) number: u64,
    /// Where they stand among those of the page, and how many they are.
    pub(super) start: usize,
    pub(super) length: usize,
    /// Of the first six and ten, if there are as many.
    pub(super) opening: u64,
    pub(super) teaser: Option<u64>,
    /// A few bits of each: what another text has not, it does not hold.
    pub(super) bits: u64,
}

impl Shape {
    /// Looks at a text that is not empty, and adds its letters to those of the page.
    pub(super) fn of(text: &str, letters: &mut Vec<char>) -> Shape {
        let table = table();
        let scan = Scan::of(text, table, letters);
        let words = vocabulary::words(text, table);
        let seen = Seen {
            text,
            scan: &scan,
            words: &words,
        };
        let style = ordinal::style(text);
        let mut shape = Shape {
            class: Class::ShortOpen,
            chars: scan.chars,
            han: scan.han,
            digits: scan.digits,
            width: 2 * scan.chars - scan.ascii,
            begin: scan.first,
            first: edge(scan.first),
            last: edge(scan.last),
            end: end(text, scan.last),
            ordinal: style,
            number: if style > 0 { ordinal::number(text) } else { 0 },
            cover: cover(&words, &scan),
            field: field(text, &scan),
            genre: if patterns::ends_in_genre(text) {
                2
            } else {
                u8::from(words.genre > 0)
            },
            sentences: scan.sentences,
            commas: scan.commas,
            date: seen.date(),
            has_time: seen.has_time(),
            has_file: seen.has_file(),
            has_book: scan.has(is::BOOK),
            has_quote: scan.has(is::QUOTE),
            name: name(text, &scan, &words, table),
            masks: scan.masks.min(2) as u8,
            promises: scan.chars <= 60 && seen.promises(),
            is_traditional: scan.has(is::TRADITIONAL_ONLY),
            script: script(&scan),
            key: scan.key,
            speaker: scan.colon.and_then(|_| patterns::speaker(text)),
            words,
            is_sure: false,
        };
        shape.class = classify(&seen, &shape);
        shape.is_sure = shape.is_sure();
        shape
    }

    fn is_sure(&self) -> bool {
        self.han >= 16
            && (self.sentences >= 1 || self.commas >= 2)
            && self.cover <= 2
            && self.words.own <= 1
            && self.words.strong == 0
            && !matches!(self.class, Class::Field | Class::Site | Class::Address)
    }

    /// Length in fourteen steps.
    pub(super) fn length(&self) -> usize {
        bucket(self.chars, &[2, 3, 4, 5, 7, 9, 13, 17, 23, 31, 45, 70, 120])
    }

    /// Length in six steps.
    pub(super) fn coarse_length(&self) -> usize {
        bucket(self.chars, &[5, 9, 17, 30, 50])
    }

    /// Whether its end is one of a sentence (0), a comma (1) or something else (2).
    pub(super) fn coarse_end(&self) -> usize {
        (self.end as usize).min(2)
    }

    /// Whether it could be chrome by its words.
    pub(super) fn is_chrome_like(&self) -> bool {
        use Class::{Address, Field, Latin, Page, Site, Symbols};
        matches!(self.class, Page | Address | Site | Field | Symbols | Latin)
            || self.cover >= 4
            || self.words.strong > 0
    }
}

fn end(text: &str, last: char) -> End {
    if is_closer(last) {
        let inner = text.trim_end_matches(is_closer).chars().next_back();
        if inner.is_some_and(is_end) {
            return End::Sentence;
        }
    }
    match edge(last) {
        0..=2 => End::Sentence,
        3 | 4 => End::Comma,
        5 => End::Colon,
        10..=15 => End::Open,
        7..=9 => End::Closer,
        _ => End::Other,
    }
}

/// Share of a text that words of sites cover, signs, digits and fillers left out.
fn cover(words: &Words, scan: &Scan) -> u8 {
    if words.covered == 0 {
        return 0;
    }
    let rest = scan.key.length.saturating_sub(words.filler + scan.digits);
    1 + bucket(100 * words.covered / rest.max(1), &[15, 35, 60, 85]) as u8
}

/// The reason that the label of `label: value` says; those behind [`Reason::Related`] are one.
fn field(text: &str, scan: &Scan) -> u8 {
    const NONE: u8 = 9;
    let found = scan
        .colon
        .and_then(|colon| vocabulary::field(&text[..colon]));
    found.map_or(NONE, |reason| (reason as u8).min(NONE - 1))
}

/// Whether a text is 2 to 14 characters that names have, brackets left out.
fn name(text: &str, scan: &Scan, words: &Words, table: &Table) -> u8 {
    if scan.han < 2 || scan.chars > 16 {
        return 0;
    }
    let core = text.trim_matches(|c: char| is_opener(c) || is_closer(c) || is_space(c));
    if !core.chars().all(|c| table.is(c, is::NAME)) || !(2..=14).contains(&core.chars().count()) {
        return 0;
    }
    let letters = core.chars().filter(|&c| !is_space(c)).count();
    if words.office > 0 {
        3
    } else if (2..=4).contains(&letters) && core.starts_with(|c| table.is(c, is::SURNAME)) {
        2
    } else {
        1
    }
}

fn script(scan: &Scan) -> u8 {
    let found = [is::FOREIGN, is::TONE, is::PICTURE].map(|script| scan.has(script));
    found
        .iter()
        .position(|&found| found)
        .map_or(0, |index| index as u8 + 1)
}

const _: () = assert!(REASONS == 13);
