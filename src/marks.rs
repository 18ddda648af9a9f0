//! What is interesting about a character, told by one look into a table.
//!
//! Every stage looks for something of its own: a mask, a colon, a half-width comma. Nearly all
//! of a text is of interest to none of them. So the one scan that splits the source
//! ([`crate::lines`]) also gathers the [`Marks`] of each run of text: the union of what its
//! characters are of interest for. A stage that finds its mark missing need not look at all.
//!
//! A mark may stand where there is nothing to find after all; it is never missing where there is.
//! Some characters are of interest only beside others (a second 。, an empty bracket); since
//! layout may take out the white space between two runs, what stands at the edge of a run is
//! taken to stand beside anything.

use crate::chars::{is_han, is_space, width};

/// A set of interests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Marks(u32);

impl Marks {
    /// What the inline stage may change, masks aside.
    pub(crate) const EDIT: Marks = Marks(1 << 8);
    /// A mask, or a bracket that may be empty.
    pub(crate) const MASK: Marks = Marks(1 << 9);
    /// What is not its own fold ([`crate::layout::classify`]).
    pub(crate) const FOLD: Marks = Marks(1 << 10);
    /// An ASCII digit.
    pub(crate) const DIGIT: Marks = Marks(1 << 11);
    /// An ASCII letter.
    pub(crate) const LETTER: Marks = Marks(1 << 12);
    /// `：` or `:`.
    pub(crate) const COLON: Marks = Marks(1 << 13);
    /// `。`.
    pub(crate) const STOP: Marks = Marks(1 << 14);
    /// `，`.
    pub(crate) const COMMA: Marks = Marks(1 << 15);
    /// `；`.
    pub(crate) const SEMICOLON: Marks = Marks(1 << 16);
    /// `<`, `&` or `\`.
    pub(crate) const MARKUP: Marks = Marks(1 << 17);
    /// A letter of the Latin-1 supplement or Latin Extended: maybe a vowel with a tone.
    pub(crate) const TONE: Marks = Marks(1 << 18);
    /// What stands between the parts of a path: `>` and its kin.
    pub(crate) const ARROW: Marks = Marks(1 << 19);
    /// What stands between columns: `|` and its kin.
    pub(crate) const BAR: Marks = Marks(1 << 20);
    /// An opening bracket of any make, `《` and `“` not among them.
    pub(crate) const BRACKET: Marks = Marks(1 << 21);
    /// What is not as wide as a Han character and three bytes long, or not told from it by that
    /// alone: all but common Han and ，。、；：, and those where two of them meet.
    pub(crate) const UNEVEN: Marks = Marks(1 << 24);
    /// Of a line: whether there is white space or something invisible between two of its runs.
    pub(crate) const SPACED: Marks = Marks(1 << 22);
    /// Of a line: whether a blank line stands before it.
    pub(crate) const AFTER_BLANK: Marks = Marks(1 << 23);
    /// `！` or `？`.
    pub(crate) const CRY: Marks = Marks(1 << 24);
    /// Everything.
    pub(crate) const ALL: Marks = Marks(!0 << 8);

    pub(crate) const fn or(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    pub(crate) fn add(&mut self, other: Marks) {
        self.0 |= other.0;
    }

    /// Whether any of `other` is among them.
    pub(crate) const fn any(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }
}

/// A run without white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// Where it ends: the next [`is_space`] character, or the end of the text.
    pub(crate) end: usize,
    /// Display width ([`width`]).
    pub(crate) columns: usize,
    /// Han characters ([`is_han`]).
    pub(crate) han: usize,
    pub(crate) marks: Marks,
}

/// The run of `text` that begins at `from`; it is empty where white space begins.
#[inline]
pub(crate) fn run(text: &str, from: usize) -> Run {
    let bytes = text.as_bytes();
    let (mut position, mut columns, mut han, mut marks) = (from, 0, 0, 0);
    loop {
        let start = position;
        loop {
            match bytes.get(position) {
                Some(0xe5..=0xe9) => position += 3,
                Some(0xe4) if bytes.get(position + 1) >= Some(&0xb8) => position += 3,
                _ => break,
            }
        }
        let characters = (position - start) / 3;
        (columns, han) = (columns + 2 * characters, han + characters);
        let Some((class, length)) = look(text, position) else {
            break;
        };
        if class & SPACE != 0 {
            break;
        }
        columns += (class & WIDTH) as usize;
        han += usize::from(class & HAN != 0);
        marks |= class;
        if start == position && start > from {
            marks |= Marks::UNEVEN.0;
        }
        if class & BESIDE != 0 {
            marks |= beside(text, from, position).0;
        }
        position += length;
    }
    Run {
        end: position,
        columns,
        han,
        marks: Marks(marks & Marks::ALL.0),
    }
}

/// Bits of a class beside the marks: the width,
const WIDTH: u32 = 3;
/// whether it is Han,
const HAN: u32 = 1 << 2;
/// white space or invisible,
const SPACE: u32 = 1 << 3;
/// and whether some marks depend on what stands beside it.
const BESIDE: u32 = 1 << 4;

/// Class and length of the character at `position`.
#[inline]
fn look(text: &str, position: usize) -> Option<(u32, usize)> {
    let bytes = text.as_bytes();
    let lead = *bytes.get(position)?;
    if lead < 0x80 {
        return Some((LOW[usize::from(lead)], 1));
    }
    let c = text[position..].chars().next()?;
    let code = c as usize;
    let class = match (LOW.get(code), code.checked_sub(HIGH_START)) {
        (Some(&class), _) => class,
        (None, Some(offset)) if offset < HIGH.len() => HIGH[offset],
        _ => class(c),
    };
    Some((class, c.len_utf8()))
}

/// Classes of the characters below the ideographs.
static LOW: [u32; 0x3400] = table(0);
const HIGH_START: usize = 0xfe00;
/// Classes of the forms, vertical, small, full-width and half-width.
static HIGH: [u32; 0x200] = table(HIGH_START as u32);

const fn table<const N: usize>(start: u32) -> [u32; N] {
    let mut table = [0; N];
    let mut index = 0;
    while index < N {
        if let Some(c) = char::from_u32(start + index as u32) {
            table[index] = class(c);
        }
        index += 1;
    }
    table
}

const fn class(c: char) -> u32 {
    let space = if is_space(c) { SPACE } else { 0 };
    let han = if is_han(c) { HAN } else { 0 };
    let beside = match c {
        '(' | '[' | '（' | '【' | '.' | '-' | '。' | '—' | '…' | '·' => BESIDE,
        _ => 0,
    };
    let edit = if may_change(c) { Marks::EDIT.0 } else { 0 };
    let fold = if is_folded(c) { Marks::FOLD.0 } else { 0 };
    let uneven = match c {
        '，' | '。' | '、' | '；' | '：' => 0,
        _ => Marks::UNEVEN.0,
    };
    width(c) as u32 | space | han | beside | edit | fold | uneven | own(c).0
}

/// The marks of single characters.
const fn own(c: char) -> Marks {
    match c {
        'X' | 'x' => Marks::MASK.or(Marks::LETTER),
        '*' | '_' | '×' | '○' | '◯' | '╳' | '∗' | '〇' | 'Ｘ' | '＊' | '＿' | 'ｘ' | '﹡' => {
            Marks::MASK
        }
        '0'..='9' => Marks::DIGIT,
        'A'..='Z' | 'a'..='z' => Marks::LETTER,
        ':' | '：' => Marks::COLON,
        '。' => Marks::STOP,
        '，' => Marks::COMMA,
        '；' => Marks::SEMICOLON,
        '！' | '？' => Marks::CRY,
        '<' | '&' | '\\' => Marks::MARKUP,
        '\u{c0}'..='\u{1ff}' => Marks::TONE,
        '>' | '»' | '›' | '→' | '＞' => Marks::ARROW,
        '|' | '｜' | '┊' | '│' => Marks::BAR,
        '（' | '(' | '【' | '[' | '〔' | '{' | '「' => Marks::BRACKET,
        _ => Marks(0),
    }
}

/// Whether the inline stage may change `c`, whatever stands beside it. Of the rare characters
/// that it leaves alone, most are said to change nevertheless.
const fn may_change(c: char) -> bool {
    match c {
        '&' | ',' | ':' | ';' | '?' | '!' | '(' | ')' | '"' | '\'' => true,
        '\0'..='\u{2ff}' | '\u{400}'..='\u{482}' => false,
        '‘' | '’' | '“' | '”' | '—' | '…' | '\u{2020}'..='\u{2025}' | '\u{2030}'..='\u{203f}' => {
            false
        }
        '℃' | '№' | '\u{2160}'..='\u{217f}' | '\u{2190}'..='\u{2199}' => false,
        '\u{2460}'..='\u{24ff}' | '\u{2502}'..='\u{26ff}' => false,
        '\u{3000}'..='\u{301c}' | '\u{3020}'..='\u{3029}' | '\u{3200}'..='\u{9fff}' => false,
        '！' | '（' | '）' | '，' | '：' | '；' | '＜' | '＞' | '？' | '｜' | '～' | '\u{fffd}' => {
            false
        }
        '\u{20000}'..='\u{2a6df}' => false,
        _ => true,
    }
}

/// Whether a fold of `c` is another character.
const fn is_folded(c: char) -> bool {
    match c {
        ',' | ':' | ';' | '!' | '?' | '(' | ')' | '―' | '─' => true,
        '！' | '（' | '）' | '，' | '：' | '；' | '？' | '～' => false,
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => true,
        '\u{fe10}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff65}' => true,
        _ => false,
    }
}

/// The marks of the character at `position` of a run that begins at `start`, as far as its
/// neighbours tell.
fn beside(text: &str, start: usize, position: usize) -> Marks {
    let mut before = text[start..position].chars().rev();
    let mut after = text[position..].chars();
    let Some(c) = after.next() else {
        return Marks::ALL;
    };
    let (previous, next) = (before.next(), after.next().filter(|&c| !is_space(c)));
    let change = match c {
        '(' | '（' | '[' | '【' => {
            let blank = matches!(next, None | Some(')' | '）' | ']' | '】'));
            return if blank { Marks::MASK } else { Marks::default() };
        }
        // A point behind a letter or digit stays, if it is one; so does a single hyphen.
        '.' => !previous.is_some_and(|c| c.is_ascii_alphanumeric()) || next == Some('.'),
        '-' | '·' | '。' => previous.is_none_or(|previous| previous == c),
        // Two are a dash; three may be.
        '—' => previous.is_none_or(|previous| previous == c && before.next() == Some(c)),
        // Two are an ellipsis.
        _ => match previous {
            Some('…') => before.next() == Some('…'),
            Some(_) => next != Some('…'),
            None => true,
        },
    };
    if change {
        Marks::EDIT
    } else {
        Marks::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::classify::fold::fold;
    use crate::lines::{Lines, split};
    use proptest::prelude::*;

    #[test]
    fn a_run_is_measured_as_its_characters_are() {
        for c in '\0'..=char::MAX {
            let mut buffer = [0; 4];
            let text = c.encode_utf8(&mut buffer);
            let found = run(text, 0);
            let space = is_space(c);
            assert_eq!(found.end, if space { 0 } else { text.len() }, "{c:?}");
            assert_eq!(
                found.columns,
                if space { 0 } else { usize::from(width(c)) },
                "{c:?}"
            );
            assert_eq!(found.han, usize::from(is_han(c)), "{c:?}");
            if !space && fold(c) != Some(c) {
                assert!(found.marks.any(Marks::FOLD), "{c:?}");
            }
        }
    }

    /// Blocks that bear no mark, and what the inline stage would do to them.
    fn is_left_alone(text: &str, gap: &str) -> bool {
        let mut lines = Lines::default();
        split(text, &mut lines);
        let (mut block, mut start) = (String::new(), 0);
        let mut marks = Marks::default();
        for pause in &lines.pauses {
            block += &text[start..pause.span.start as usize];
            block += if block.is_empty() { "" } else { gap };
            start = pause.span.end as usize;
            marks.add(pause.marks);
        }
        let block = block.strip_suffix(gap).unwrap_or(&block);
        marks.any(crate::inline::INTERESTS) || crate::inline::is_settled(block)
    }

    #[test]
    fn what_has_no_mark_stays_as_it_is() {
        for c in '\0'..=char::MAX {
            for text in [
                format!("{c}"),
                format!("水{c}水"),
                format!("３{c}3"),
                format!("a{c}b{c}"),
            ] {
                assert!(is_left_alone(&text, ""), "{text:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn blocks_without_a_mark_stay_as_they_are(
            text in "[水一a3XX某。。——……··..（）()\\[\\]【】，：“”\u{301}\u{200b}é． \n-]{0,9}",
            gap in " ?",
        ) {
            prop_assert!(is_left_alone(&text, &gap), "{text:?}");
        }
    }
}
