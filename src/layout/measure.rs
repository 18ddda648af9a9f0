//! Widths, and what stands on the two sides of a gap.
//!
//! Widths are counted in eighths of a Han character ([`EM`]), because what separates Han from
//! Latin in typeset text is a quarter of one. Han and full-width punctuation are exact. Latin
//! is set in whatever font there was, so its widths are averages of common text faces, and each
//! letter and digit adds to the *wobble* of the line, from which tolerances are made.

use crate::chars::{self, han_run, is_han, is_space};

/// Units of one Han character.
pub(super) const EM: i32 = 8;
/// Units that typesetters put between Han and Latin.
pub(super) const AUTOSPACE: i32 = EM / 4;

/// A piece of text between two gaps, measured.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Piece {
    /// Width in units, without autospace.
    pub(super) width: i32,
    /// Uncertainty: 1 a digit, 2 a letter.
    pub(super) wobble: i32,
    /// Units that punctuation side by side can be squeezed by.
    pub(super) squeeze: i32,
    /// Places inside where Han meets Latin.
    pub(super) joints: i32,
    /// Characters that end a sentence or a clause: no heading holds any.
    pub(super) stops: i32,
    /// Characters.
    pub(super) characters: u32,
}

/// Latin letters, digits and the marks that go with them.
pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '%' | '℃' | '°' | '$' | '¥' | '€' | '×' | '*')
}

/// Han or a full-width mark: nothing of it is proportional.
pub(super) fn is_wide(c: char) -> bool {
    c >= '\u{2e80}' || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '―')
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

/// Width of `c` in units; `before` and `after` decide about ASCII punctuation, which in a
/// Chinese page is full-width punctuation in disguise unless it belongs to a number or a word.
fn width(c: char, before: char, after: char) -> i32 {
    if is_wide(c) {
        return EM;
    }
    match c {
        '0'..='9' => 4,
        'i' | 'j' | 'l' | 'f' | 't' | 'r' | 'I' => 3,
        'm' | 'w' | 'M' | 'W' | '%' => 6,
        'a'..='z' => 4,
        'A'..='Z' => 5,
        ',' | ':' | ';' | '!' | '?' | '(' | ')' if is_wide(before) || is_wide(after) => EM,
        '.' | ',' | ':' | ';' | '!' | '|' | '\'' => 2,
        '(' | ')' | '[' | ']' | '/' | '-' | '"' | '*' => 3,
        ' ' => 2,
        '\u{a0}'..='\u{2e7f}' => 6,
        c if c.is_control() => 0,
        _ => 4,
    }
}

/// Marks of the 64 characters from `first` on that open or close.
const fn marks(first: u32) -> u64 {
    let mut bits = 0;
    let mut index = 0;
    while index < 64 {
        if let Some(c) = char::from_u32(first + index)
            && (closes(c) || opens(c))
        {
            bits |= 1 << index;
        }
        index += 1;
    }
    bits
}

/// Where brackets and quotes stand.
pub(super) type Brackets = Vec<(u32, char)>;

/// Notes the brackets and quotes of `text`, which stands at `offset`.
pub(super) fn brackets(text: &str, offset: usize, found: &mut Brackets) {
    let all = text.char_indices().filter(|&(_, c)| is_bracket(c));
    found.extend(all.map(|(at, c)| (crate::edit::offset(offset + at), c)));
}

fn is_bracket(c: char) -> bool {
    matches!(
        c,
        '《' | '》' | '（' | '）' | '(' | ')' | '“' | '”' | '【' | '】'
    )
}

/// Measures a piece, which stands at `offset`, and notes its brackets.
pub(super) fn piece(text: &str, offset: usize, brackets: &mut Brackets) -> Piece {
    const GENERAL: u64 = marks(0x2000);
    const CHINESE: u64 = marks(0x3000);
    const FULL_WIDTH: u64 = marks(0xff00);
    let mut piece = Piece::default();
    let mut before = Before::default();
    let mut position = 0;
    loop {
        if !before.latin {
            // Han that is not behind Latin adds its width and nothing else.
            let end = han_run(text, position);
            if end > position {
                let run = (end - position) / 3;
                piece.characters += run as u32;
                piece.width += EM * run as i32;
                position = end;
                before = Before::HAN;
            }
        }
        let Some(c) = text[position..].chars().next() else {
            return piece;
        };
        let at = position;
        position += c.len_utf8();
        piece.characters += 1;
        if chars::is_common_mark(&text.as_bytes()[at..]) {
            // Wide, and neither Han nor Latin.
            let bits = match c {
                '\u{2000}'..='\u{203f}' => GENERAL,
                '\u{3000}'..='\u{303f}' => CHINESE,
                _ => FULL_WIDTH,
            };
            let mark = bits >> (c as u32 & 63) & 1 == 1;
            piece.width += EM;
            piece.squeeze += if mark && before.mark { EM / 2 } else { 0 };
            piece.stops += i32::from(matches!(c, '。' | '！' | '？' | '；'));
            before = Before {
                c,
                mark,
                ..Before::default()
            };
            if mark && is_bracket(c) {
                brackets.push((crate::edit::offset(offset + at), c));
            }
            continue;
        }
        let now = Before::of(c);
        if is_wide(c) {
            piece.width += EM;
            if now.mark && before.mark {
                piece.squeeze += EM / 2;
            }
        } else {
            let after = text[position..].chars().next().unwrap_or('\0');
            piece.width += width(c, before.c, after);
            piece.wobble += if c.is_ascii_digit() { 1 } else { 2 };
        }
        piece.joints += i32::from((before.han && now.latin) || (before.latin && now.han));
        piece.stops += i32::from(c == ';');
        before = now;
        if matches!(c, '(' | ')') {
            brackets.push((crate::edit::offset(offset + at), c));
        }
    }
}

/// What a character means for the one behind it.
#[derive(Debug, Clone, Copy, Default)]
struct Before {
    c: char,
    han: bool,
    latin: bool,
    /// Punctuation that can be squeezed.
    mark: bool,
}

impl Before {
    const HAN: Before = Before {
        c: '一',
        han: true,
        latin: false,
        mark: false,
    };

    fn of(c: char) -> Before {
        Before {
            c,
            han: is_han(c) || is_radical(c),
            latin: is_latin(c),
            mark: closes(c) || opens(c),
        }
    }
}

/// Kangxi radicals and the CJK Radicals Supplement, which extractors write for Han.
pub(super) fn is_radical(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}')
}

/// Width of what cannot be broken off the head of `text`: one Han character with the closing
/// punctuation after it, or a word or number, or opening punctuation with all that.
pub(super) fn first_unit(text: &str) -> i32 {
    let mut two = text.chars();
    if two.next().is_some_and(is_han) && !two.next().is_some_and(closes) {
        return EM;
    }
    let mut units = 0;
    let mut before = '\0';
    let mut characters = text.chars().take(48).peekable();
    let mut started = false;
    while let Some(c) = characters.next() {
        let after = characters.peek().copied().unwrap_or('\0');
        units += width(c, before, after);
        before = c;
        if opens(c) && !started {
            continue;
        }
        started = true;
        let glued = closes(after)
            || (is_word(c) && is_word(after))
            || (matches!(c, '—' | '―' | '…') && after == c);
        if !glued || is_space(after) {
            break;
        }
    }
    units
}

/// Characters that words and numbers are made of.
fn is_word(c: char) -> bool {
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

/// Classifies the end of `text`.
pub(super) fn left(text: &str) -> Left {
    let mut closing = false;
    for c in text.chars().rev().filter(|&c| !is_space(c)).take(4) {
        return match c {
            '。' | '！' | '？' | '!' | '?' | '．' => Left::Sentence,
            '…' => Left::Ellipsis,
            _ if closing => Left::Closing,
            '”' | '’' | '）' | '》' | ')' | '】' | '」' | '』' | '〕' | '"' => {
                closing = true;
                continue;
            }
            '：' | ':' => Left::Colon,
            '；' | ';' => Left::Semicolon,
            '，' | ',' | '、' => Left::Comma,
            '—' | '―' | '-' => Left::Dash,
            _ if opens(c) => Left::Opening,
            _ if is_latin(c) => Left::Latin,
            _ => Left::Plain,
        };
    }
    if closing { Left::Closing } else { Left::Plain }
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
    right_of(text, super::words::ordinal(text).is_some())
}

/// Classifies the head of `text`, when it is known whether an ordinal stands there.
pub(super) fn right_of(text: &str, ordinal: bool) -> Right {
    let Some(first) = text.chars().next() else {
        return Right::Plain;
    };
    if matches!(first, '—' | '―') {
        Right::Dash
    } else if closes(first) && first != '…' {
        Right::Closing
    } else if ordinal {
        Right::Ordinal
    } else if super::words::opens_paragraph(text) {
        Right::Opener
    } else {
        Right::Plain
    }
}
