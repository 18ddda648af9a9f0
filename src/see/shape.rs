//! What a text looks like by itself: length, signs, dates, names, words.

use super::class::{Class, classify};
use super::feature::bucket;
use super::vocabulary::{self, REASONS, Words};
use super::{ordinal, patterns};
use crate::cut::{is_closer, is_end, is_han, is_space};

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
    pub(super) first: char,
    pub(super) last: char,
    /// How it ends.
    pub end: End,
    /// Style of its ordinal ([`ordinal::style`]) and number.
    pub(super) ordinal: usize,
    pub(super) number: u32,
    pub(super) words: Words,
    /// Share that words of sites cover, from 0 to 5.
    pub(super) cover: usize,
    /// The reason that its label says, or 9 for none.
    pub(super) field: usize,
    pub(super) is_category: bool,
    /// 2: a name of a genre of speeches ends it; 1: it holds one.
    pub(super) genre: usize,
    pub(super) sentences: usize,
    pub(super) commas: usize,
    /// 1: holds a date, 2: begins with one, 3: is one.
    pub(super) date: usize,
    pub(super) has_time: bool,
    pub(super) has_file: bool,
    pub(super) has_book: bool,
    /// 1: could be a name, 2: begins with a surname, 3: holds an office.
    pub(super) name: usize,
    pub(super) masks: usize,
    /// Whether it says that more of a text is to be had.
    pub(crate) promises: bool,
    pub(super) is_traditional: bool,
    /// 1: Kana, Cyrillic, Hangul; 2: pinyin with tones; 3: pictures.
    pub(super) script: usize,
    /// Rarity of its Han and share of common pairs, from 0 (no Han) to 5.
    pub(super) rare: usize,
    pub(super) pairs: usize,
    /// Letters and digits only: what copies are compared by.
    pub(super) key: String,
    pub(super) speaker: Option<String>,
    /// Whether it is beyond doubt a sentence of the speech.
    pub(super) is_sure: bool,
}

impl Shape {
    /// Looks at a text that is not empty.
    pub(super) fn of(text: &str) -> Shape {
        let chars: Vec<char> = text.chars().collect();
        let count = |is: &dyn Fn(char) -> bool| chars.iter().filter(|&&c| is(c)).count();
        let (han, digits) = (count(&is_han), count(&|c| c.is_ascii_digit()));
        let words = vocabulary::words(text);
        let cover = cover(&words, &chars, digits);
        let style = ordinal::style(text);
        let date = date(text);
        let (rare, pairs) = vocabulary::rarity(&chars);
        let mut shape = Shape {
            class: Class::ShortOpen,
            chars: chars.len(),
            han,
            digits,
            width: chars.iter().map(|c| if c.is_ascii() { 1 } else { 2 }).sum(),
            first: chars[0],
            last: chars[chars.len() - 1],
            end: end(&chars),
            ordinal: style,
            number: if style > 0 { ordinal::number(text) } else { 0 },
            cover,
            field: field(text),
            is_category: vocabulary::is_category(text),
            genre: if patterns::ends_in_genre(text) {
                2
            } else {
                usize::from(words.genre > 0)
            },
            sentences: count(&is_end),
            commas: count(&|c| matches!(c, '，' | ',' | '、' | '；' | ';')),
            date,
            has_time: patterns::TIME.is_match(text),
            has_file: patterns::FILE.is_match(text),
            has_book: text.contains('《'),
            name: name(text, han, &words),
            masks: count(&|c| matches!(c, 'X' | 'x' | '×' | '*' | '某')).min(2),
            promises: chars.len() <= 60 && patterns::PROMISE.is_match(text),
            is_traditional: count(&|c| patterns::TRADITIONAL.contains(c)) > 0,
            script: script(&chars),
            rare: rare.map_or(0, |rare| 1 + bucket(rare as usize, &[60, 67, 74, 82])),
            pairs: pairs.map_or(0, |share| 1 + bucket(share, &[1, 15, 30, 50])),
            key: text
                .chars()
                .filter(|&c| is_han(c) || c.is_alphanumeric())
                .collect(),
            speaker: patterns::speaker(text),
            words,
            is_sure: false,
        };
        shape.class = classify(text, &shape);
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

/// Eighteen classes of characters, by what they mean at the begin or end of a text.
pub(super) fn character(c: char) -> usize {
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
        _ => NO_CHARACTER,
    }
}

/// The class of everything else, and of no character at all.
pub(super) const NO_CHARACTER: usize = 17;

fn end(chars: &[char]) -> End {
    let closers = chars.iter().rev().take_while(|&&c| is_closer(c)).count();
    let inner = chars.iter().rev().nth(closers);
    if closers > 0 && inner.is_some_and(|&c| is_end(c)) {
        return End::Sentence;
    }
    match chars.last().map_or(NO_CHARACTER, |&c| character(c)) {
        0..=2 => End::Sentence,
        3 | 4 => End::Comma,
        5 => End::Colon,
        10..=15 => End::Open,
        7..=9 => End::Closer,
        _ => End::Other,
    }
}

/// Share of a text that words of sites cover, signs, digits and fillers left out.
fn cover(words: &Words, chars: &[char], digits: usize) -> usize {
    if words.covered == 0 {
        return 0;
    }
    let signs = chars
        .iter()
        .filter(|&&c| !is_han(c) && !c.is_alphanumeric());
    let rest = chars
        .len()
        .saturating_sub(words.filler + signs.count() + digits);
    1 + bucket(100 * words.covered / rest.max(1), &[15, 35, 60, 85])
}

/// The reason that the label of `label: value` says; those behind [`Reason::Related`] are one.
fn field(text: &str) -> usize {
    const NONE: usize = 9;
    let Some(colon) = text.find(['：', ':']) else {
        return NONE;
    };
    let label: String = text[..colon]
        .chars()
        .filter(|&c| !is_space(c) && c != '-')
        .collect();
    vocabulary::field(&label).map_or(NONE, |reason| (reason as usize).min(NONE - 1))
}

fn date(text: &str) -> usize {
    match patterns::DATE.find(text) {
        None => 0,
        Some(found) if found.len() + 8 >= text.len() => 3,
        Some(found) if found.start() == 0 => 2,
        Some(_) => 1,
    }
}

fn name(text: &str, han: usize, words: &Words) -> usize {
    let core = text.trim_matches(|c: char| crate::cut::is_opener(c) || is_closer(c) || is_space(c));
    let letters = core.chars().filter(|&c| !is_space(c)).count();
    if han < 2 || text.chars().count() > 16 || !patterns::NAME.is_match(core) {
        0
    } else if words.office > 0 {
        3
    } else if (2..=4).contains(&letters) && core.starts_with(|c| patterns::SURNAMES.contains(c)) {
        2
    } else {
        1
    }
}

fn script(chars: &[char]) -> usize {
    let any = |is: &dyn Fn(char) -> bool| chars.iter().any(|&c| is(c));
    if any(
        &|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{400}'..='\u{4ff}' | '\u{ac00}'..='\u{d7af}'),
    ) {
        1
    } else if any(&|c| patterns::TONES.contains(c)) {
        2
    } else if any(&|c| matches!(c, '\u{1f000}'..='\u{1ffff}' | '\u{2600}'..='\u{27bf}')) {
        3
    } else {
        0
    }
}

const _: () = assert!(REASONS == 13);
