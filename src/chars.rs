//! Character classes and widths.
//!
//! Han is the Unicode property `Script=Han` restricted to the blocks that text is written in
//! (Unicode 16.0, Scripts.txt), plus 〇 (U+3007). Widths follow UAX #11 with ambiguous
//! characters wide, because every column in a Chinese page is measured that way.

/// What may stand in a gap: white space (Unicode `White_Space`) and what is never seen
/// (`is_invisible`).
#[inline]
#[must_use]
pub const fn is_space(c: char) -> bool {
    match c {
        // What shows in ASCII, dashes, quotes and dots.
        '\u{21}'..='\u{7e}' | '\u{2010}'..='\u{2027}' => false,
        '\u{3164}' => true,
        // Nearly every character of a Chinese text is in this range.
        '\u{3001}'..='\u{d7ff}' => false,
        _ => c.is_whitespace() || is_invisible(c),
    }
}

/// End of the run of common Han characters (U+4E00 to U+9FFF, three bytes each) of `text` that
/// begins at `from`: what most of a text is made of, told by one byte or two a character.
#[inline]
pub(crate) fn han_run(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut position = from;
    loop {
        match bytes.get(position) {
            Some(0xe5..=0xe9) => position += 3,
            Some(0xe4) if bytes.get(position + 1) >= Some(&0xb8) => position += 3,
            _ => return position,
        }
    }
}

/// Characters that show nothing and carry nothing in running text (normal form 1.1): C0 and C1
/// controls, zero-width and bidi controls, soft hyphen, fillers, variation selectors, tags,
/// interlinear marks, private use.
pub(crate) const fn is_invisible(c: char) -> bool {
    match c {
        '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' => true,
        '\u{9}'..='\u{7e}' => false,
        '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' => true,
        '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' => true,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' => true,
        '\u{fff0}'..='\u{fffc}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' => true,
        '\u{e0000}'..='\u{effff}' => true,
        _ => is_private(c),
    }
}

/// A character that has a shape in some font of somebody's own, and nowhere else.
pub(crate) const fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// A Han character, 〇 and the radicals that stand for characters included.
#[inline]
#[must_use]
pub const fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3400}'..='\u{9fff}' | '\u{3007}' | '\u{3005}'
        | '\u{2e80}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A common ideograph (the CJK Unified Ideographs block): it folds to itself, and opens, ends and
/// divides nothing.
#[inline]
pub(crate) const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// A Han numeral from one to ten.
#[inline]
pub(crate) const fn is_one_to_ten(c: char) -> bool {
    matches!(
        c,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
    )
}

/// [`char::is_alphabetic`], with the marks of Chinese text told apart without its table.
#[inline]
pub(crate) fn is_letter(c: char) -> bool {
    !matches!(c, '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}'
        | '\u{ff01}'..='\u{ff20}')
        && c.is_alphabetic()
}

/// Display width in half-widths: 2 for East Asian wide, full-width and ambiguous, else 1;
/// 0 for what is never seen.
#[inline]
pub(crate) const fn width(c: char) -> u16 {
    match c {
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => 0,
        '\u{20}'..='\u{7e}' => 1,
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{ad}' => 0,
        '\u{ff61}'..='\u{ffdc}' => 1,
        '\u{a0}'..='\u{b6}' | '\u{b8}'..='\u{d6}' | '\u{d8}'..='\u{2013}' => 1,
        _ => 2,
    }
}

/// Punctuation that is full-width by nature (GB/T 15834-2011) or a full-width form.
pub(crate) fn is_full_width_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}'
        | '“' | '”' | '‘' | '’' | '—' | '…')
}

/// Whether one space between `left` and `right` carries meaning (normal form 1.4): only
/// between characters of alphabetic scripts and ASCII, never beside Han or full-width punctuation.
pub(crate) fn keeps_space(left: char, right: char) -> bool {
    let narrow = |c: char| !is_han(c) && !is_full_width_punctuation(c) && width(c) == 1;
    narrow(left) && narrow(right)
}

/// Every character for a test: of the planes that have none assigned (4 to 13) and those of
/// private use, where each is like the next, one in 251.
#[cfg(test)]
pub(crate) fn every() -> impl Iterator<Item = char> {
    let alike = |c: &char| matches!(c, '\u{40000}'..='\u{dffff}' | '\u{e1000}'..='\u{10fffe}');
    ('\0'..=char::MAX).filter(move |c| !alike(c) || u32::from(*c) % 251 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_table() {
        for c in every() {
            assert_eq!(super::is_letter(c), c.is_alphabetic(), "{c:?}");
        }
    }

    #[test]
    fn spaces_are_white_or_invisible() {
        for c in every() {
            assert_eq!(is_space(c), c.is_whitespace() || is_invisible(c), "{c:?}");
        }
    }
}
