//! The shape of a mask: which characters it is made of and what is glued to it.

use super::words;
use crate::chars::is_one_to_ten;
use crate::sets::{Characters, Endings};

/// Families of mask characters, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Glyphs(u8);

impl Glyphs {
    pub(super) const UPPER: Glyphs = Glyphs(1);
    pub(super) const LOWER: Glyphs = Glyphs(2);
    pub(super) const TIMES: Glyphs = Glyphs(4);
    pub(super) const STAR: Glyphs = Glyphs(8);
    pub(super) const LINE: Glyphs = Glyphs(16);
    pub(super) const CIRCLE: Glyphs = Glyphs(32);
    pub(super) const SOME: Glyphs = Glyphs(64);
    /// Empty brackets.
    pub(super) const BLANK: Glyphs = Glyphs(128);
    pub(super) const LETTER: Glyphs = Glyphs::UPPER.or(Glyphs::LOWER);
    /// The families that stand for digits too.
    pub(super) const SIGN: Glyphs = Glyphs::LETTER.or(Glyphs::TIMES).or(Glyphs::STAR);

    pub(super) const fn or(self, other: Glyphs) -> Glyphs {
        Glyphs(self.0 | other.0)
    }

    pub(super) fn has(self, other: Glyphs) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether nothing but `other` is in it.
    pub(super) fn only(self, other: Glyphs) -> bool {
        self.0 & !other.0 == 0
    }

    fn add(&mut self, other: Glyphs) {
        self.0 |= other.0;
    }
}

/// The family of a mask character.
pub(super) fn glyph(c: char) -> Option<Glyphs> {
    Some(match c {
        'X' | 'Ｘ' => Glyphs::UPPER,
        'x' | 'ｘ' => Glyphs::LOWER,
        '×' | '╳' => Glyphs::TIMES,
        '*' | '＊' | '∗' | '﹡' => Glyphs::STAR,
        '_' | '＿' => Glyphs::LINE,
        '○' | '◯' | '〇' => Glyphs::CIRCLE,
        '某' => Glyphs::SOME,
        _ => return None,
    })
}

/// A mask with the digits it is glued to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Number of mask characters.
    pub(super) cells: u32,
    pub(super) glyphs: Glyphs,
    /// Characters of the token that are digits.
    pub(super) digits: u32,
    /// Runs of mask characters.
    pub(super) runs: u32,
    pub(super) point: bool,
    pub(super) clock: bool,
    pub(super) hyphen: bool,
    /// Written in brackets that go with it.
    pub(super) bracketed: bool,
}

impl Token {
    /// A run of stars.
    pub(super) fn stars(start: usize, end: usize) -> Self {
        Token {
            start,
            end,
            cells: crate::edit::offset(end - start),
            glyphs: Glyphs::STAR,
            ..Token::default()
        }
    }
}

/// What stands at an anchor.
#[derive(Debug)]
pub(super) enum Lexed {
    Mask(Token),
    /// Nothing; go on at this position.
    Nothing(usize),
}

/// Value of an ASCII or full-width digit as an ASCII digit.
pub(super) fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0),
        _ => None,
    }
}

fn is_point(c: char) -> bool {
    matches!(c, '.' | '．')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '－')
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

/// White space that may stand inside a mask. None lies behind U+3000, and nearly all of a text does.
#[inline]
pub(super) fn is_gap(c: char) -> bool {
    c <= '\u{3000}' && c.is_whitespace()
}

/// Reads the token at `anchor`; nothing before `floor` belongs to it.
pub(super) fn lex(text: &str, anchor: usize, floor: usize) -> Lexed {
    let Some(mut token) = run(text, anchor) else {
        let first = text[anchor..].chars().next().unwrap_or(' ');
        return match closing(first) {
            Some(close) => bracket(text, anchor, first, close),
            None => Lexed::Nothing(anchor + first.len_utf8()),
        };
    };
    if token.glyphs.only(Glyphs::CIRCLE) && after_han_digit(&text[..anchor]) {
        return Lexed::Nothing(token.end);
    }
    // Nothing is joined with Han, and Han stand on both sides of most masks.
    let bytes = text.as_bytes();
    if !begins_in_han(&bytes[token.end..]) {
        join_spaced(text, &mut token);
    }
    if token.start < HAN || !begins_in_han(&bytes[token.start - HAN..]) {
        extend_left(text, &mut token, floor);
    }
    if !begins_in_han(&bytes[token.end..]) {
        extend_right(text, &mut token);
    }
    Lexed::Mask(token)
}

/// Bytes of a common Han character.
const HAN: usize = 3;

/// Whether `bytes` begin with a character from U+4000 to U+9FFF.
fn begins_in_han(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE4..=0xE9, ..])
}

fn closing(open: char) -> Option<char> {
    Some(match open {
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '[' => ']',
        _ => return None,
    })
}

/// Longest blank between brackets, in bytes.
const LONGEST_BLANK: usize = 48;

fn bracket(text: &str, anchor: usize, open: char, close: char) -> Lexed {
    let inside = anchor + open.len_utf8();
    let after_space = inside + gap_length(&text[inside..]);
    let rest = &text[after_space..];
    if rest.starts_with(close) {
        return Lexed::Mask(Token {
            start: anchor,
            end: after_space + close.len_utf8(),
            cells: 2,
            glyphs: Glyphs::BLANK,
            runs: 1,
            bracketed: true,
            ..Token::default()
        });
    }
    if open == '【'
        && let Some(mut token) = run(text, after_space)
    {
        let end = token.end + gap_length(&text[token.end..]);
        let known = !token.glyphs.only(Glyphs::SOME) || token.cells > 1;
        if text[end..].starts_with(close) && known && !token.glyphs.has(Glyphs::CIRCLE) {
            token.start = anchor;
            token.end = end + close.len_utf8();
            token.bracketed = true;
            return Lexed::Mask(token);
        }
    }
    Lexed::Nothing(inside)
}

fn gap_length(text: &str) -> usize {
    if !text.chars().next().is_some_and(is_gap) {
        return 0;
    }
    text.char_indices()
        .take_while(|&(at, c)| is_gap(c) && at < LONGEST_BLANK)
        .map(|(_, c)| c.len_utf8())
        .sum()
}

/// A run of mask characters.
fn run(text: &str, start: usize) -> Option<Token> {
    static OWN: Characters = Characters::of("些种个次年月日天位项单县市人");
    let (mut cells, mut glyphs, mut previous) = (0, Glyphs::default(), Glyphs::default());
    let mut end = start;
    let first = text.as_bytes()[start..].first().copied().map(char::from);
    if let Some(family) = first.filter(char::is_ascii).and_then(glyph) {
        let same = |&&byte: &&u8| Some(char::from(byte)) == first;
        let run = text.as_bytes()[start..].iter().take_while(same).count();
        (cells, glyphs, previous) = (crate::edit::offset(run), family, family);
        end += run;
    }
    let mut characters = text[end..].chars();
    while let Some(c) = characters.next() {
        let Some(family) = glyph(c) else { break };
        if cells > 0 {
            if glyphs.has(Glyphs::CIRCLE) != family.has(Glyphs::CIRCLE) {
                break;
            }
            // 某 after another mask belongs to it, unless it begins a word of its own: *某些.
            if family.has(Glyphs::SOME)
                && !previous.has(Glyphs::SOME)
                && OWN.have(characters.clone().next())
            {
                break;
            }
        }
        glyphs.add(family);
        cells += 1;
        end += c.len_utf8();
        previous = family;
    }
    (cells > 0).then(|| Token {
        start,
        end,
        cells,
        glyphs,
        runs: 1,
        ..Token::default()
    })
}

/// X↵X and X X are one mask, spelt alike on both sides, and so is XX X同志. Masks of more signs are two
/// names, side by side in a list, and XX X天 are a name and a number.
fn join_spaced(text: &str, token: &mut Token) {
    if token.cells > 2 || !token.glyphs.only(Glyphs::SIGN) {
        return;
    }
    let gap = gap_length(&text[token.end..]);
    if gap == 0 {
        return;
    }
    let Some(next) = run(text, token.end + gap) else {
        return;
    };
    let behind = &text[next.end..];
    let goes_on = behind.chars().next().is_some_and(|c| {
        c.is_ascii_alphanumeric() || (is_gap(c) && token.glyphs.has(Glyphs::STAR))
    });
    let half = token.cells == 1 || begins_in_han(behind.as_bytes()) && !words::counts(behind);
    if next.cells == 1 && next.glyphs == token.glyphs && half && !goes_on {
        token.end = next.end;
        token.cells += 1;
    }
}

type Backwards<'t> = std::iter::Peekable<std::iter::Rev<std::str::CharIndices<'t>>>;

fn extend_left(text: &str, token: &mut Token, floor: usize) {
    let before = &text[floor..token.start];
    let joins = |c| digit(c).is_some() || is_point(c) || is_colon(c) || is_hyphen(c);
    if !before.chars().next_back().is_some_and(joins) {
        return;
    }
    let mut characters = before.char_indices().rev().peekable();
    let mut start = before.len();
    let take_digits = |characters: &mut Backwards<'_>, start: &mut usize| {
        let mut count = 0;
        while let Some((at, _)) = characters.next_if(|&(_, c)| digit(c).is_some()) {
            *start = at;
            count += 1;
        }
        count
    };
    // Far more digits than any number has are not looked at.
    token.digits += take_digits(&mut characters, &mut start);
    let direct = token.digits;
    let mut ahead = characters.clone();
    let mut further = start;
    if let Some((_, mark)) = ahead.next() {
        let count = take_digits(&mut ahead, &mut further);
        let boundary = ahead.peek().is_none_or(|&(_, c)| {
            !is_point(c) && !is_colon(c) && !c.is_ascii_alphabetic() && c != '-'
        });
        if count > 0 && boundary {
            let area =
                matches!(count, 3 | 4) && (before[further..].starts_with(['0', '4', '8', '1']));
            if is_point(mark) && !token.point && (direct > 0 || token.cells <= 3) {
                token.point = true;
                token.digits += count;
                start = further;
            } else if is_colon(mark) && count <= 2 && direct + token.cells == 2 {
                token.clock = true;
                token.digits += count;
                start = further;
            } else if is_hyphen(mark) && area && direct + token.cells > 3 {
                token.hyphen = true;
                token.digits += count;
                start = further;
            }
        }
    }
    token.start = floor + start;
}

fn extend_right(text: &str, token: &mut Token) {
    loop {
        let rest = &text[token.end..];
        let mut characters = rest.chars();
        let Some(c) = characters.next() else { return };
        if digit(c).is_some() {
            token.digits += 1;
            token.end += c.len_utf8();
            continue;
        }
        let after = &rest[c.len_utf8()..];
        if glyph(c).is_some() {
            let Some(next) = run(text, token.end) else {
                return;
            };
            let strange = Glyphs::CIRCLE.or(Glyphs::SOME);
            if next.glyphs.has(strange) || token.glyphs.has(strange) {
                return;
            }
            token.cells += next.cells;
            token.glyphs.add(next.glyphs);
            token.runs += 1;
            token.end = next.end;
            continue;
        }
        if !(is_point(c) || is_colon(c) || is_hyphen(c)) {
            return;
        }
        let number = number_length(after);
        let next_is_number = number.0 > 0;
        if is_point(c) && next_is_number && !token.point && !second_point(&after[number.1..]) {
            token.point = true;
            token.end += c.len_utf8();
            continue;
        }
        let short = token.cells + token.digits;
        let unit = after[number.1..].starts_with([
            '年', '月', '日', '万', '亿', '个', '名', '人', '%', '件', '项',
        ]);
        let masked = number.0 == 2 && !number.2 && token.digits == 0 && token.runs == 1;
        if c == ':' && masked && short <= 2 && !token.clock && !is_score(&text[..token.start]) {
            token.clock = true;
            token.end += 1;
            continue;
        }
        if is_colon(c)
            && short <= 2
            && number.0 == 2
            && !token.clock
            && number.2
            && !(c == '：' && unit)
        {
            token.clock = true;
            token.end += c.len_utf8();
            continue;
        }
        let area = matches!(short, 3 | 4) && text[token.start..].starts_with('0');
        if is_hyphen(c)
            && (token.digits >= 3 && token.cells >= 3 && number.0 >= 4 || area && number.0 >= 7)
        {
            token.hyphen = true;
            token.end += c.len_utf8();
            continue;
        }
        return;
    }
}

/// Length of the digits and masks at the beginning, in characters and bytes, and whether there
/// is a digit among them. Looks at no more than it needs.
fn number_length(text: &str) -> (usize, usize, bool) {
    let (mut characters, mut bytes, mut digits) = (0, 0, false);
    for c in text.chars().take(12) {
        let masked = glyph(c).is_some_and(|family| family.only(Glyphs::SIGN));
        if digit(c).is_some() {
            digits = true;
        } else if !masked {
            break;
        }
        characters += 1;
        bytes += c.len_utf8();
    }
    (characters, bytes, digits)
}

/// Words before a score or a ratio.
pub(super) fn is_score(before: &str) -> bool {
    static WORDS: Endings = Endings::of(&[
        "比分",
        "比分是",
        "比分为",
        "以",
        "比例",
        "比例为",
        "比为",
        "战成",
        "比是",
    ]);
    WORDS.end(before.trim_end())
}

/// A second point makes a date or a section number of it.
fn second_point(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(is_point)
        && characters
            .next()
            .is_some_and(|c| digit(c).is_some() || glyph(c).is_some())
}

/// Whether a Han digit (zeros after one included) ends `text`.
pub(super) fn after_han_digit(text: &str) -> bool {
    text.chars().next_back().is_some_and(is_han_digit)
}

pub(super) fn is_han_digit(c: char) -> bool {
    is_one_to_ten(c) || matches!(c, '百' | '千' | '零' | '〇' | '○' | '两' | '廿' | '卅')
}
