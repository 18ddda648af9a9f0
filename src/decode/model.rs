//! How plausible a text is: one model for every decision about encodings.
//!
//! The cost of a text is −ln of its probability, in eighths of a nat: every character costs a
//! step between character classes (Han after Han is likely, an accented letter after Han is
//! not) and its own rarity within its class. Readings of the same bytes are compared by cost
//! alone. The class table is set by hand from how texts are built, not fitted; Han
//! characters have counted costs ([`super::han`]).
//!
//! It knows languages only as classes, so it cannot tell a rare name from noise by itself: that
//! is what the margins of those who ask are for.

use super::{code, han};
use std::sync::LazyLock;

/// Eighths of a nat.
pub(super) type Cost = u32;

/// One nat.
pub(super) const NAT: Cost = 8;

/// Cost of a byte that tells nothing: ln 256.
pub(super) const NOISE: Cost = 44;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Class {
    Control,
    Space,
    Digit,
    Lower,
    Upper,
    Mark,
    Han,
    Stop,
    Kana,
    Hangul,
    Accent,
    Cyrillic,
    Greek,
    Letter,
    Symbol,
    HalfKana,
    Private,
}

impl Class {
    /// Whether some of the class are listed as common; the others have costs of their own.
    fn has_common(self) -> bool {
        !matches!(
            self,
            Class::Space
                | Class::Digit
                | Class::Lower
                | Class::Upper
                | Class::Mark
                | Class::Control
                | Class::Private
                | Class::Han
        )
    }
}

/// Half nats from the class of the row to the class of the column.
#[rustfmt::skip]
const STEP: [[u8; 17]; 17] = [
    //            Ctl Spc Dig Low Upp Mrk Han Stp Kan Hgl Acc Cyr Grk Let Sym HfK Prv
    /* Control */ [ 2, 10, 10, 10, 10, 10, 12, 14, 14, 16, 18, 18, 18, 18, 16, 20, 20],
    /* Space   */ [20,  2,  4,  3,  4,  4,  2,  4,  5,  5,  9, 11, 11, 12,  8, 16, 20],
    /* Digit   */ [20,  4,  1,  7,  7,  2,  4,  5,  7,  7, 14, 14, 14, 14,  9, 18, 20],
    /* Lower   */ [20,  3,  7,  1,  7,  4,  9, 10, 12, 12,  7, 16, 14, 16, 11, 18, 20],
    /* Upper   */ [20,  5,  5,  2,  2,  4,  9, 10, 12, 12,  9, 16, 14, 16, 11, 18, 20],
    /* Mark    */ [20,  4,  4,  3,  5,  3,  5,  9,  7,  7, 10, 12, 12, 12, 10, 18, 20],
    /* Han     */ [20,  7,  8, 11, 11,  7,  1,  4,  8, 16, 18, 16, 14, 16, 10, 18, 20],
    /* Stop    */ [20,  4,  6,  9,  9,  8,  1,  4,  6, 12, 18, 14, 14, 14, 10, 18, 20],
    /* Kana    */ [20,  8,  9, 11, 11,  8,  3,  4,  1, 18, 20, 18, 16, 18, 11, 18, 20],
    /* Hangul  */ [20,  2,  7,  9,  9,  4, 12,  9, 18,  1, 20, 18, 16, 18, 12, 20, 20],
    /* Accent  */ [20,  3,  9,  1,  6,  4, 16, 10, 18, 18,  6, 16, 14, 16,  9, 18, 20],
    /* Cyrillic*/ [20,  3,  9, 12, 12,  4, 16, 10, 18, 18, 16,  1, 14, 16, 12, 18, 20],
    /* Greek   */ [20,  4,  8, 10, 10,  4, 14,  9, 18, 18, 16, 14,  2, 16, 12, 18, 20],
    /* Letter  */ [20,  4,  9, 12, 12,  5, 14,  9, 18, 18, 16, 16, 16,  1, 12, 18, 20],
    /* Symbol  */ [20,  3,  4,  6,  6,  5,  4,  6,  8,  8, 10, 12, 12, 14,  4, 16, 20],
    /* HalfKana*/ [20,  5,  6,  9,  9,  6,  9,  9,  8, 18, 18, 18, 18, 18, 10,  1, 20],
    /* Private */ [20, 10, 12, 14, 14, 12, 12, 12, 14, 16, 18, 18, 18, 18, 14, 20,  6],
];

/// Characters that stand out as common in their class, with their cost.
const COMMON: [(&str, u8); 10] = [
    ("，", 8),
    ("。、的", 14),
    ("“”：", 22),
    ("（）《》；！？「」", 28),
    ("のにはをたがでてとしいるすれまなこ", 22),
    (
        "이다는에의을를고지하가한은어로사기도아서인나시그자리해일들정게수대스있라보장전과만",
        26,
    ),
    ("éèêàâçîôùäöüßñáíóúãõ", 20),
    ("оеаинтсрвлкмдпуя", 24),
    ("αοιετσνηυρ", 26),
    ("①②③④⑤⑥★☆●■→↓×℃％·－", 36),
];

/// Class of a character, and what it costs within it whatever stands before it.
#[derive(Debug, Clone, Copy)]
struct Trait {
    class: Class,
    rarity: u8,
}

impl Trait {
    #[inline]
    fn of(character: char) -> Trait {
        match TRAITS.get(character as usize) {
            Some(known) => *known,
            None => Trait::plain(character),
        }
    }

    /// Without the list of common characters.
    fn plain(character: char) -> Trait {
        let class = class(character);
        let rarity = match class {
            Class::Han => han::single(character),
            _ => rarity(class, character),
        };
        Trait {
            class,
            rarity: u8::try_from(rarity).unwrap_or(u8::MAX),
        }
    }
}

/// The traits of every character of the basic plane.
static TRAITS: LazyLock<Box<[Trait]>> = LazyLock::new(|| {
    let plane = 0..=0xFFFF;
    let character = |code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
    let mut traits: Box<[Trait]> = plane.map(|code| Trait::plain(character(code))).collect();
    // The first list that has a character counts.
    for (characters, cost) in COMMON.iter().rev() {
        for character in characters.chars() {
            let slot = &mut traits[character as usize];
            if slot.class.has_common() {
                slot.rarity = *cost;
            }
        }
    }
    traits
});

/// Cost of the character `next` after the character `before`; a text starts after a newline.
#[inline]
pub(super) fn cost(before: char, next: char) -> Cost {
    if next == '\0' {
        return if before == next { 0 } else { 6 * NAT };
    }
    let (from, to) = (Trait::of(before), Trait::of(next));
    let step = Cost::from(STEP[from.class as usize][to.class as usize]) * (NAT / 2);
    let alone = step + Cost::from(to.rarity);
    match to.class {
        Class::Han if from.class == Class::Han => {
            han::pair(before, next).map_or(alone, |pair| pair.min(alone))
        }
        // Scripts do not mix: a letter of another block is as good as a stray one.
        Class::Letter if from.class == Class::Letter && before as u32 >> 7 != next as u32 >> 7 => {
            alone + 6 * NAT
        }
        _ => alone,
    }
}

/// Cost of `character` in running Chinese text, whatever stands before it; at most 255.
#[inline]
pub(super) fn in_text(character: char) -> u8 {
    match IN_TEXT.get(character as usize) {
        Some(cost) => *cost,
        None => price_in_text(character),
    }
}

/// [`in_text`] of every character of the basic plane.
pub(super) fn prices_in_text() -> &'static [u8; PLANE] {
    &IN_TEXT
}

static IN_TEXT: LazyLock<Box<[u8; PLANE]>> = LazyLock::new(|| {
    let mut table = Box::new([u8::MAX; PLANE]);
    for (code, slot) in (0..).zip(table.iter_mut()) {
        *slot = char::from_u32(code).map_or(u8::MAX, price_in_text);
    }
    table
});
/// Code points of the basic plane.
const PLANE: usize = 1 << 16;

fn price_in_text(character: char) -> u8 {
    u8::try_from(cost('的', character)).unwrap_or(u8::MAX)
}

/// Cost of a whole text.
pub(super) fn text_cost(text: &str) -> Cost {
    let mut before = '\n';
    let mut sum: Cost = 0;
    for next in text.chars() {
        sum = sum.saturating_add(cost(before, next));
        before = next;
    }
    sum
}

/// Whether `character` is a Chinese character.
pub(super) fn is_han(character: char) -> bool {
    Trait::of(character).class == Class::Han
}

fn class(character: char) -> Class {
    match character as u32 {
        0x09 | 0x0A | 0x0D | 0x20 | 0xA0 | 0x3000 => Class::Space,
        0x30..=0x39 => Class::Digit,
        0x61..=0x7A => Class::Lower,
        0x41..=0x5A => Class::Upper,
        0x00..=0x1F | 0x7F..=0x9F => Class::Control,
        0x21..=0x7E => Class::Mark,
        0x3005 | 0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x20000..=0x323AF => Class::Han,
        0x3001..=0x301F | 0x2013..=0x2026 | 0xFF01..=0xFF0F | 0xFF1A..=0xFF20 | 0xFF3B..=0xFF3D => {
            Class::Stop
        }
        0x3041..=0x3096 | 0x309D..=0x309E | 0x30A1..=0x30FE => Class::Kana,
        0xAC00..=0xD7A3 => Class::Hangul,
        0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x17F => Class::Accent,
        0x400..=0x4FF => Class::Cyrillic,
        0x386..=0x3CE => Class::Greek,
        0xA1..=0xBF | 0xD7 | 0xF7 | 0x2000..=0x2BFF | 0x3020..=0x33FF | 0xFE10..=0xFFFF => {
            if (0xFF61..=0xFF9F).contains(&(character as u32)) {
                Class::HalfKana
            } else {
                Class::Symbol
            }
        }
        0x1F000..=0x1FAFF => Class::Symbol,
        0xE000..=0xF8FF | 0xE0000.. => Class::Private,
        _ => Class::Letter,
    }
}

/// What `character` costs within its class, unless it is one of the common ones.
fn rarity(class: Class, character: char) -> Cost {
    match class {
        Class::Space => match character {
            ' ' | '\n' => 8,
            '\u{3000}' => 20,
            '\u{A0}' => 48,
            _ => 16,
        },
        Class::Digit => 18,
        Class::Lower => match character {
            'e' | 't' | 'a' | 'o' | 'i' | 'n' | 's' | 'r' => 18,
            'j' | 'q' | 'x' | 'z' => 44,
            _ => 28,
        },
        Class::Upper => 28,
        Class::Mark => match character {
            ',' | '.' | '-' | '/' | '"' | '\'' | '(' | ')' | ':' | ';' | '=' | '<' | '>' => 20,
            '~' | '`' | '^' | '|' | '\\' | '{' | '}' => 48,
            _ => 34,
        },
        Class::Control => 40,
        Class::Private => 72,
        Class::Kana => 34,
        Class::Hangul if code::is_ks_hangul(character) => 56,
        Class::Hangul => 100,
        Class::HalfKana => 34,
        Class::Accent => {
            if character as u32 > 0xFF {
                56
            } else {
                34
            }
        }
        Class::Cyrillic if character as u32 > 0x45F => 72,
        Class::Cyrillic | Class::Greek => 36,
        Class::Symbol => match character as u32 {
            ..=0xFF => 36,
            0xFF10..=0xFF5A => 38,
            _ => 50,
        },
        Class::Letter => 72,
        _ => 44,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cheaper(likely: &str, unlikely: &str) {
        assert!(
            text_cost(likely) < text_cost(unlikely),
            "{likely} {} {unlikely} {}",
            text_cost(likely),
            text_cost(unlikely)
        );
    }

    #[test]
    fn words_beat_noise() {
        cheaper("学校", "浜哄");
        cheaper("各位老师", "鍚勪綅鑰佸笀");
        cheaper("为什么", "\u{3aa}ʲô");
        cheaper("café", "caf茅");
    }

    #[test]
    fn scripts_do_not_mix() {
        cheaper("Москва", "Мοсκва");
    }
}
