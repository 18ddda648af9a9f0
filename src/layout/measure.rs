//! Widths, and what stands on the two sides of a gap.
//!
//! Widths are counted in eighths of a Han character ([`EM`]), because what separates Han from
//! Latin in typeset text is a quarter of one. Han and full-width punctuation are exact. Latin
//! is set in whatever font there was, so its widths are averages of common text faces, and each
//! letter and digit adds to the *wobble* of the line, from which tolerances are made.

use crate::chars::{is_han, is_space};
use crate::marks::Marks;

/// Units of one Han character.
pub(super) const EM: i32 = 8;
/// Units that typesetters put between Han and Latin.
pub(super) const AUTOSPACE: i32 = EM / 4;

/// A piece of text between two gaps, measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Piece {
    /// Width in units, without autospace.
    pub(super) width: u32,
    /// Uncertainty: 1 a digit, 2 a letter.
    pub(super) wobble: u32,
    /// Units that punctuation side by side can be squeezed by.
    pub(super) squeeze: u32,
    /// Places inside where Han meets Latin.
    pub(super) joints: u32,
    /// Characters that end a sentence or a clause, as far as it matters whether there are any: no
    /// heading holds one.
    pub(super) stops: u32,
    /// The last character.
    pub(super) last: Class,
}

/// Latin letters, digits and the marks that go with them.
const fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '%' | '℃' | '°' | '$' | '¥' | '€' | '×' | '*')
}

/// Han or a full-width mark: nothing of it is proportional. Numbers in circles and geometric shapes
/// are as wide in a Chinese page (ambiguous in Unicode Standard Annex 11).
pub(super) const fn is_wide(c: char) -> bool {
    c >= '\u{2e80}'
        || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '―')
        || matches!(c, '①'..='⓿' | '■'..='◿' | '★' | '☆')
}

/// Punctuation that no line begins with.
pub(super) const fn closes(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '”'
            | '’'
            | '）'
            | '》'
            | '】'
            | '〉'
            | '」'
            | '』'
            | '〕'
            | '％'
            | '…'
            | '·'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '%'
            | '．'
    )
}

/// Punctuation that no line ends with.
pub(super) const fn opens(c: char) -> bool {
    matches!(
        c,
        '“' | '‘' | '（' | '《' | '【' | '〈' | '「' | '『' | '〔' | '(' | '[' | '{'
    )
}

/// Width of `c` in units when it stands alone. Some ASCII punctuation is wider beside wide
/// characters ([`is_disguised`]).
const fn width(c: char) -> i32 {
    if is_wide(c) {
        return EM;
    }
    match c {
        '0'..='9' => 4,
        'i' | 'j' | 'l' | 'f' | 't' | 'r' | 'I' => 3,
        'm' | 'w' | 'M' | 'W' | '%' => 6,
        'a'..='z' => 4,
        'A'..='Z' => 5,
        '.' | ',' | ':' | ';' | '!' | '|' | '\'' => 2,
        '(' | ')' | '[' | ']' | '/' | '-' | '"' | '*' => 3,
        ' ' => 2,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' => 0,
        '\u{a0}'..='\u{2e7f}' => 6,
        _ => 4,
    }
}

/// ASCII punctuation that is full-width punctuation in disguise in a Chinese page, unless it
/// belongs to a number or a word.
const fn is_disguised(c: char) -> bool {
    matches!(c, ',' | ':' | ';' | '!' | '?' | '(' | ')')
}

/// What is known about a character, in bits; most are looked up.
///
/// The low bits are flags, the [`Left`] that it makes, and what it is beside others. Above
/// [`Class::SUMS`] are its width, its wobble and whether it is a stop, so far apart that what
/// there is in a [`BLOCK`] adds up without running into each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Class(u64);

impl Class {
    /// Nothing at all: the side of a gap at which the text ends. Nothing narrow stands there.
    pub(super) const NONE: Class =
        Class(Self::WIDE | (Side::Wide as u64) << Self::SIDE | Self::START.0);
    /// What stands before the first character: nothing that is wide.
    const START: Class = Class((Left::Plain as u64) << Self::LEFT);
    const COMMON_HAN: Class = Class::describe('一');

    /// Width and all: see [`is_wide`].
    pub(super) const WIDE: u64 = 1 << 0;
    pub(super) const HAN: u64 = 1 << 1;
    pub(super) const LATIN: u64 = 1 << 2;
    pub(super) const CLOSES: u64 = 1 << 3;
    pub(super) const OPENS: u64 = 1 << 4;
    const BRACKET: u64 = 1 << 5;
    const DISGUISED: u64 = 1 << 6;
    const WORD: u64 = 1 << 7;
    /// —―… are set in pairs; of them —― are dashes.
    pub(super) const PAIRED: u64 = 1 << 8;
    const ELLIPSIS: u64 = 1 << 9;
    const LEFT: u32 = 16;
    /// The [`Side`], for [`pair`].
    const SIDE: u32 = 20;
    const SUMS: u32 = 27;

    /// In the sums, the width comes first,
    const WOBBLE: u32 = 14;
    /// and then 。！？； and the ASCII semicolon.
    const STOPS: u32 = 26;

    const fn describe(c: char) -> Class {
        const fn flag(set: bool, flag: u64) -> u64 {
            if set { flag } else { 0 }
        }
        let wobble = match c {
            _ if is_wide(c) => 0,
            '0'..='9' => 1,
            _ => 2,
        };
        let stop = matches!(c, '。' | '！' | '？' | '；' | ';');
        let sums = width(c) as u64 | wobble << Self::WOBBLE | flag(stop, 1 << Self::STOPS);
        Class(
            sums << Self::SUMS
                | flag(is_wide(c), Self::WIDE)
                | flag(is_ideograph(c), Self::HAN)
                | flag(is_latin(c), Self::LATIN)
                | flag(closes(c), Self::CLOSES)
                | flag(opens(c), Self::OPENS)
                | flag(is_bracket(c), Self::BRACKET)
                | flag(is_disguised(c), Self::DISGUISED)
                | flag(is_word(c), Self::WORD)
                | flag(matches!(c, '—' | '―' | '…'), Self::PAIRED)
                | flag(c == '…', Self::ELLIPSIS)
                | (Left::of(c) as u64) << Self::LEFT
                | (side(c) as u64) << Self::SIDE,
        )
    }

    /// The class of the character of `text` that begins at `position`, or [`Class::NONE`] at its
    /// end.
    #[inline]
    pub(super) fn at(text: &str, position: usize) -> Class {
        match text.as_bytes().get(position) {
            None => Class::NONE,
            Some(&lead @ 0..0x80) => CLASSES[usize::from(lead)],
            Some(0xe4..=0xe9) => Class::COMMON_HAN,
            Some(_) => Class::beyond_han(text, position).0,
        }
    }

    /// The class and the bytes of a character that is neither ASCII nor common Han.
    #[inline]
    fn beyond_han(text: &str, position: usize) -> (Class, usize) {
        if let Some(&[lead, second, third]) = text.as_bytes().get(position..position + 3) {
            let page = match u16::from_be_bytes([lead, second]) {
                0xefbc => FULL_WIDTH,
                0xe380 => CHINESE,
                0xe280 => GENERAL,
                _ => return Class::rare(text, position),
            };
            return (CLASSES[page + usize::from(third & 63)], 3);
        }
        Class::rare(text, position)
    }

    #[inline(never)]
    fn rare(text: &str, position: usize) -> (Class, usize) {
        let Some(c) = text[position..].chars().next() else {
            return (Class::NONE, 0);
        };
        let class = if c < '\u{100}' {
            CLASSES[c as usize]
        } else {
            Class::describe(c)
        };
        (class, c.len_utf8())
    }

    #[inline]
    pub(super) const fn is(self, any: u64) -> bool {
        self.0 & any != 0
    }

    /// Whether it is full-width punctuation in disguise, standing between `before` and what
    /// begins at `after`.
    #[inline]
    fn is_disguised(self, before: Class, text: &str, after: usize) -> bool {
        self.is(Self::DISGUISED)
            && (before.is(Self::WIDE)
                || after < text.len() && Class::at(text, after).is(Self::WIDE))
    }

    /// Width between `before` and what begins at `after`.
    #[inline]
    fn width(self, before: Class, text: &str, after: usize) -> u16 {
        if self.is_disguised(before, text, after) {
            EM as u16
        } else {
            (self.0 >> Self::SUMS & ((1 << Self::WOBBLE) - 1)) as u16
        }
    }

    /// What the character makes of the end of a text; for [`Left::Closing`], what stands before
    /// it has a say.
    #[inline]
    pub(super) fn left(self) -> Left {
        LEFTS[(self.0 >> Self::LEFT & 15) as usize]
    }
}

/// The blocks that the characters of nearly all text are in: Latin-1, and 64 characters each of
/// General Punctuation, CJK Symbols and Punctuation, and the Full-width Forms.
static CLASSES: [Class; FULL_WIDTH + 64] = {
    let mut classes = [Class::NONE; FULL_WIDTH + 64];
    let mut index = 0;
    while index < classes.len() {
        let code = match index / 64 * 64 {
            GENERAL => 0x2000 + index - GENERAL,
            CHINESE => 0x3000 + index - CHINESE,
            FULL_WIDTH => 0xff00 + index - FULL_WIDTH,
            _ => index,
        };
        if let Some(c) = char::from_u32(code as u32) {
            classes[index] = Class::describe(c);
        }
        index += 1;
    }
    classes
};
const GENERAL: usize = 256;
const CHINESE: usize = GENERAL + 64;
const FULL_WIDTH: usize = CHINESE + 64;

/// What a character is for those beside it.
#[derive(Clone, Copy)]
pub(super) enum Side {
    /// Neither of the below, and narrow.
    Narrow,
    /// The same, and wide.
    Wide,
    Han,
    Latin,
    /// A mark that is wide: it can be squeezed behind another.
    WideMark,
    NarrowMark,
    /// The per cent sign.
    LatinMark,
}

impl Side {
    pub(super) const fn is_wide(self) -> bool {
        matches!(self, Side::Wide | Side::Han | Side::WideMark)
    }

    pub(super) const fn is_mark(self) -> bool {
        matches!(self, Side::WideMark | Side::NarrowMark | Side::LatinMark)
    }
}

const fn side(c: char) -> Side {
    match (is_latin(c), closes(c) || opens(c)) {
        (false, false) if is_ideograph(c) => Side::Han,
        (false, false) if is_wide(c) => Side::Wide,
        (false, false) => Side::Narrow,
        (true, false) => Side::Latin,
        (true, true) => Side::LatinMark,
        (false, true) if is_wide(c) => Side::WideMark,
        (false, true) => Side::NarrowMark,
    }
}

/// Pairs of sides, by number.
pub(super) const PAIRS: usize = 64;

/// The sides of a pair.
pub(super) const fn sides(pair: usize) -> (Side, Side) {
    // The last of them is no side.
    const ALL: [Side; 8] = [
        Side::Narrow,
        Side::Wide,
        Side::Han,
        Side::Latin,
        Side::WideMark,
        Side::NarrowMark,
        Side::LatinMark,
        Side::Narrow,
    ];
    (ALL[pair / 8 % 8], ALL[pair % 8])
}

/// The number of the pair that two neighbours are.
#[inline]
pub(super) fn pair(before: Class, now: Class) -> usize {
    let side = |class: Class| (class.0 >> Class::SIDE & 7) as usize;
    side(before) * 8 + side(now)
}

/// By the number of a pair of neighbours: 1 for a joint, [`SQUEEZE`] for marks that can be
/// squeezed.
static NEIGHBOURS: [u32; PAIRS] = {
    let mut neighbours = [0; PAIRS];
    let mut pair = 0;
    while pair < PAIRS {
        neighbours[pair] = match sides(pair) {
            (Side::Han, Side::Latin | Side::LatinMark)
            | (Side::Latin | Side::LatinMark, Side::Han) => 1,
            (before, Side::WideMark) if before.is_mark() => SQUEEZE,
            _ => 0,
        };
        pair += 1;
    }
    neighbours
};
const SQUEEZE: u32 = 1 << 16;

/// Where brackets and quotes stand.
pub(super) type Brackets = Vec<(u32, char)>;

/// Notes the brackets and quotes of `text`, which stands at `offset`.
pub(super) fn brackets(text: &str, offset: usize, found: &mut Brackets) {
    let all = text.char_indices().filter(|&(_, c)| is_bracket(c));
    found.extend(all.map(|(at, c)| (crate::edit::offset(offset + at), c)));
}

const fn is_bracket(c: char) -> bool {
    matches!(
        c,
        '《' | '》' | '（' | '）' | '(' | ')' | '“' | '”' | '【' | '】'
    )
}

/// Measures a piece, which stands at `offset` and has these marks, and notes its brackets.
#[inline]
pub(super) fn piece(text: &str, offset: usize, marks: Marks, brackets: &mut Brackets) -> Piece {
    if marks.any(Marks::UNEVEN) {
        uneven_piece(text, offset, brackets)
    } else {
        even_piece(text, marks)
    }
}

/// The same of a piece without a mark of [`Marks::UNEVEN`].
#[inline]
fn even_piece(text: &str, marks: Marks) -> Piece {
    let characters = text.len() / 3;
    Piece {
        width: EM as u32 * characters as u32,
        // More than one is as good as one.
        stops: u32::from(marks.any(Marks::STOP.or(Marks::SEMICOLON))),
        last: text
            .len()
            .checked_sub(3)
            .map_or(Class::NONE, |last| Class::at(text, last)),
        ..Piece::default()
    }
}

/// Bytes that are measured at a time.
const BLOCK: usize = 1024;

/// The same of any piece.
fn uneven_piece(text: &str, offset: usize, brackets: &mut Brackets) -> Piece {
    let mut piece = Piece {
        last: if text.is_empty() {
            Class::NONE
        } else {
            // Nothing is wide before the first character.
            Class::START
        },
        ..Piece::default()
    };
    let mut position = 0;
    while position < text.len() {
        let end = text.len().min(position + BLOCK);
        position = piece.extend(text, position, end, offset, brackets);
    }
    piece
}

impl Piece {
    /// Goes on from `position` to the first character at or behind `end`, and says where that is.
    fn extend(
        &mut self,
        text: &str,
        mut position: usize,
        end: usize,
        offset: usize,
        brackets: &mut Brackets,
    ) -> usize {
        let bytes = &text.as_bytes()[..end];
        let mut before = self.last;
        let begin = position;
        let (mut sums, mut beside, mut others) = (0, 0, 0);
        while position < bytes.len() {
            let lead = bytes[position];
            if matches!(lead, 0xe4..=0xe9) {
                beside += neighbours(before, Class::COMMON_HAN);
                before = Class::COMMON_HAN;
                position += 3;
                while position < bytes.len() && matches!(bytes[position], 0xe4..=0xe9) {
                    position += 3;
                }
                continue;
            }
            let (now, length) = if lead < 0x80 {
                (CLASSES[usize::from(lead)], 1)
            } else {
                Class::beyond_han(text, position)
            };
            if now.is(Class::BRACKET) {
                note(text, position, offset, brackets);
            }
            position += length;
            others += length;
            sums += now.0 >> Class::SUMS;
            beside += neighbours(before, now);
            if now.is_disguised(before, text, position) {
                sums += EM as u64 - u64::from(now.width(Class::START, "", 0));
            }
            before = now;
        }
        // What is left is Han, of three bytes each.
        let han = (position - begin - others) / 3;
        let width = (sums & ((1 << Class::WOBBLE) - 1)) as u32 + EM as u32 * han as u32;
        self.width = self.width.wrapping_add(width);
        self.wobble += (sums >> Class::WOBBLE & ((1 << (Class::STOPS - Class::WOBBLE)) - 1)) as u32;
        self.stops += (sums >> Class::STOPS) as u32;
        self.joints += beside % SQUEEZE;
        self.squeeze += EM as u32 / 2 * (beside / SQUEEZE);
        self.last = before;
        position
    }
}

/// What two neighbours are for each other.
#[inline]
fn neighbours(before: Class, now: Class) -> u32 {
    NEIGHBOURS[pair(before, now)]
}

/// Notes the bracket at `position`.
#[inline(never)]
fn note(text: &str, position: usize, offset: usize, brackets: &mut Brackets) {
    let found = text[position..].chars().next();
    brackets.extend(found.map(|c| (crate::edit::offset(offset + position), c)));
}

/// Whether `text` is no more than one character.
#[inline]
pub(super) fn is_single(text: &str) -> bool {
    text.len() <= 4 && text.chars().nth(1).is_none()
}

/// Han, and what extractors write for it. (The hexagrams, which the same bytes begin, are taken
/// for Han too.)
const fn is_ideograph(c: char) -> bool {
    is_han(c) || is_radical(c) || matches!(c, '\u{4dc0}'..='\u{4dff}')
}

/// Kangxi radicals and the CJK Radicals Supplement, which extractors write for Han.
pub(super) const fn is_radical(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}')
}

/// Width of what cannot be broken off the head of `text`: one Han character with the closing
/// punctuation after it, or a word or number, or opening punctuation with all that.
#[inline]
pub(super) fn first_unit(text: &str) -> u16 {
    match text.as_bytes() {
        [0xe4..=0xe9, _, _, rest @ ..]
            if matches!(rest, [0xe4..=0xe9, ..] | []) || !Class::at(text, 3).is(Class::CLOSES) =>
        {
            EM as u16
        }
        _ => longer_unit(text),
    }
}

/// The same of any text.
fn longer_unit(text: &str) -> u16 {
    const CHARACTERS: usize = 48;
    let bytes = text.as_bytes();
    let mut units = 0;
    // Nothing is wide before the first character, and nothing opens.
    let mut before = Class::START;
    let mut started = false;
    let mut position = 0;
    let mut now = Class::at(text, 0);
    for _ in 0..CHARACTERS {
        let Some(&lead) = bytes.get(position) else {
            break;
        };
        let next = position + length(lead);
        let after = Class::at(text, next);
        units += now.width(before, text, next);
        started |= !now.is(Class::OPENS);
        // Two that are set in pairs have as many bytes.
        let same = || bytes[position..next] == bytes[next..2 * next - position];
        let glued = after.is(Class::CLOSES)
            || (now.is(Class::WORD) && after.is(Class::WORD))
            || (now.is(Class::PAIRED) && after.is(Class::PAIRED) && same());
        if started && !glued {
            break;
        }
        position = next;
        before = now;
        now = after;
    }
    units
}

/// Bytes of a character, by its first.
const fn length(lead: u8) -> usize {
    match lead {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// Characters that words and numbers are made of.
const fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '.' | ',' | ':' | '/' | '-' | '–' | '\'' | '~' | '％' | '%' | '℃'
        )
}

/// What stands at the end of the text before a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// 。！？ with or without closing quotes.
    Sentence,
    /// ……
    Ellipsis,
    /// ：
    Colon,
    /// ；
    Semicolon,
    /// ，、
    Comma,
    /// “（《
    Opening,
    /// ）》” without the end of a sentence inside.
    Closing,
    /// ——
    Dash,
    /// Han, anything else.
    Plain,
    /// A Latin letter, digit or sign.
    Latin,
}

impl Left {
    /// What `c` makes of the end of a text, or [`Left::Closing`] where what stands before it has
    /// a say.
    const fn of(c: char) -> Left {
        match c {
            '。' | '！' | '？' | '!' | '?' | '．' => Left::Sentence,
            '…' => Left::Ellipsis,
            '”' | '’' | '）' | '》' | ')' | '】' | '」' | '』' | '〕' | '"' => {
                Left::Closing
            }
            '：' | ':' => Left::Colon,
            '；' | ';' => Left::Semicolon,
            '，' | ',' | '、' => Left::Comma,
            '—' | '―' | '-' => Left::Dash,
            _ if opens(c) => Left::Opening,
            _ if is_latin(c) => Left::Latin,
            _ => Left::Plain,
        }
    }
}

/// By number; the last are never asked for.
static LEFTS: [Left; 16] = {
    let mut lefts = [Left::Plain; 16];
    let all = [
        Left::Sentence,
        Left::Ellipsis,
        Left::Colon,
        Left::Semicolon,
        Left::Comma,
        Left::Opening,
        Left::Closing,
        Left::Dash,
        Left::Plain,
        Left::Latin,
    ];
    let mut index = 0;
    while index < all.len() {
        lefts[all[index] as usize] = all[index];
        index += 1;
    }
    lefts
};

/// Classifies the end of `text`.
pub(super) fn left(text: &str) -> Left {
    // Most texts end in Han or in a mark that says it all.
    let last = match text.as_bytes() {
        [.., 0xe4..=0xe9, _, _] => return Left::Plain,
        [.., 0xe2 | 0xe3 | 0xef, _, _] => Class::at(text, text.len() - 3).left(),
        [.., 0..0x80] => Class::at(text, text.len() - 1).left(),
        _ => Left::Closing,
    };
    if !matches!(last, Left::Closing | Left::Plain) {
        return last;
    }
    let mut closing = false;
    for c in text.chars().rev().filter(|&c| !is_space(c)).take(4) {
        return match Left::of(c) {
            Left::Closing => {
                closing = true;
                continue;
            }
            end @ (Left::Sentence | Left::Ellipsis) => end,
            _ if closing && is_remark_after_sentence(text) => Left::Sentence,
            _ if closing => Left::Closing,
            end => end,
        };
    }
    if closing { Left::Closing } else { Left::Plain }
}

/// Whether `text` ends in a short remark that stands behind a sentence: 谢谢大家！（鼓掌）
fn is_remark_after_sentence(text: &str) -> bool {
    const LONGEST: usize = 12;
    let text = text.trim_end_matches(is_space);
    let Some(inside) = text.strip_suffix(['）', ')']) else {
        return false;
    };
    let mut characters = inside.char_indices().rev().take(LONGEST);
    let open = characters.find(|&(_, c)| matches!(c, '（' | '('));
    let before = open.map_or("", |(open, _)| &inside[..open]);
    let mut before = before.chars().rev().take(2).map(Left::of);
    match before.next() {
        Some(Left::Closing) => before.next() == Some(Left::Sentence),
        end => end == Some(Left::Sentence),
    }
}

/// What stands at the head of the text after a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Right {
    /// Punctuation that no line begins with.
    Closing,
    /// 一、 （一） 1. （1） 第一， 一是 一要 …
    Ordinal,
    /// 同志们， 下面， 借此机会 …
    Opener,
    /// ——
    Dash,
    /// Anything else.
    Plain,
}

/// Classifies the head of `text`.
pub(super) fn right(text: &str) -> Right {
    right_of(
        text,
        Class::at(text, 0),
        super::words::ordinal(text).is_some(),
    )
}

/// Classifies the head of `text`, when its first character is known, and whether an ordinal
/// stands there.
pub(super) fn right_of(text: &str, first: Class, ordinal: bool) -> Right {
    if first.is(Class::PAIRED) && !first.is(Class::ELLIPSIS) {
        Right::Dash
    } else if first.is(Class::CLOSES) && !first.is(Class::ELLIPSIS) {
        Right::Closing
    } else if ordinal {
        Right::Ordinal
    } else if super::words::opens_paragraph(text) {
        Right::Opener
    } else {
        Right::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_up_is_what_is_known() {
        for c in crate::chars::every() {
            let mut buffer = [0; 4];
            let text: &str = c.encode_utf8(&mut buffer);
            assert_eq!(Class::at(text, 0), Class::describe(c), "{c:?}");
            assert_eq!(Class::at(text, 0).left(), Left::of(c), "{c:?}");
        }
    }

    #[test]
    fn remarks_behind_a_sentence() {
        for text in ["谢谢大家！（鼓掌）", "织出一口气来！”（全场笑声、掌声）"]
        {
            assert_eq!(left(text), Left::Sentence, "{text}");
        }
        for text in [
            "管理办法（试行）",
            "（鼓掌）",
            "）",
            "一句话。再一句（见附件",
        ] {
            assert_ne!(left(text), Left::Sentence, "{text}");
        }
    }

    #[test]
    fn pieces_are_measured() {
        let mut brackets = Brackets::new();
        let found = piece("完成（2项）,同比增长8%。”", 10, Marks::ALL, &mut brackets);
        assert_eq!(brackets, [(16, '（'), (23, '）'), (44, '”')]);
        assert_eq!(found.width as i32, 12 * EM + 4 + 4 + 6);
        assert_eq!(
            (found.wobble, found.squeeze, found.joints, found.stops),
            (6, 8, 2, 1)
        );
        assert_eq!(found.last, Class::describe('”'));
        assert_eq!(piece("", 0, Marks::ALL, &mut brackets).last, Class::NONE);
    }

    #[test]
    fn even_pieces_are_measured_as_others() {
        for text in [
            "",
            "水",
            "水厂，通水。",
            "水、厂：",
            "，水；",
            "水，水；",
            "水，，",
            "水厂2年",
            "“水”",
            "〇水",
            "é水",
        ] {
            let mut lines = crate::lines::Lines::default();
            crate::lines::split(text, &mut lines);
            let marks = lines.pauses[0].marks;
            let even = !marks.any(Marks::UNEVEN);
            assert_eq!(
                even,
                ["", "水", "水厂，通水。", "水、厂：", "水，水；"].contains(&text),
                "{text}"
            );
            if even {
                let found = uneven_piece(text, 0, &mut Brackets::new());
                assert_eq!(even_piece(text, marks), found, "{text}");
            }
        }
    }

    #[test]
    fn first_units() {
        for (text, units) in [
            ("水厂", 8),
            ("水，厂", 16),
            ("“水”厂", 24),
            ("7.8度", 10),
            ("——水", 16),
            ("", 0),
        ] {
            assert_eq!(first_unit(text), units, "{text}");
        }
    }
}
