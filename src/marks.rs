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
use crate::chrome::triggers::{self, at_ascii, at_first, at_pair, at_second};
use crate::edit::offset;
use crate::lines::is_terminator;

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
    /// alone: all but common Han and ，。、；：, and those where two of them meet or one begins a run.
    pub(crate) const UNEVEN: Marks = Marks(1 << 25);
    /// Of a line: whether there is white space or something invisible between two of its runs.
    pub(crate) const SPACED: Marks = Marks(1 << 22);
    /// Of a line: whether a blank line stands before it.
    pub(crate) const AFTER_BLANK: Marks = Marks(1 << 23);
    /// `！` or `？`.
    pub(crate) const CRY: Marks = Marks(1 << 24);
    /// A letter that is not Han, or what may be one.
    pub(crate) const FOREIGN: Marks = Marks(1 << 26);
    /// Everything; the bits below and above are those of a [`Class`].
    pub(crate) const ALL: Marks = Marks(0x3fff_ff00);

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

/// The run of `text` that begins at `from`; it is empty where white space begins. Notes in
/// `stops` where a trigger of the chrome stage may begin, and in `points` what bears
/// [`Marks::EDIT`] or [`Marks::MASK`]: of dots and stars one after the other the first, of lines and
/// full stops one that shows that there are several. 某 is not noted.
///
/// Nearly all of a text is ideographs, marks of three bytes and two columns, and ASCII; so these
/// are only counted, and measured together at the end.
pub(crate) fn run(text: &str, from: usize, stops: &mut Vec<u32>, points: &mut Vec<u32>) -> Run {
    let bytes = text.as_bytes();
    let (mut position, mut marks) = (from, 0);
    let (mut ascii, mut wide) = (0, 0);
    let mut odd = Odd {
        last: from,
        ..Odd::default()
    };
    'windows: loop {
        let mut rest = &bytes[position..];
        let mut window = loop {
            let Some(&window) = rest.first_chunk() else {
                position = bytes.len() - rest.len();
                break 'windows;
            };
            let window = u64::from_le_bytes(window);
            if !are_ideographs(window) {
                break window;
            }
            if at_pair(window) {
                push_pair(window, bytes.len() - rest.len(), stops);
            }
            rest = &rest[6..];
        };
        // One ideograph or none: which, no processor can foretell, so it is reckoned.
        let lone = usize::from(is_ideograph(window as u8));
        position = bytes.len() - rest.len() + 3 * lone;
        window >>= 24 * lone;
        let class = if window as u8 >= 0x80 {
            let class = class_of_window(window);
            // 。 is looked at closely where it may follow another, or begins the run.
            let follows = u32::from(position == odd.last);
            if !class.has(Class::SELDOM | (follows * Marks::STOP.0)) {
                marks |= class.0 | (follows * Marks::UNEVEN.0);
                position += 3;
                odd.last = position;
                wide += 1;
                continue;
            }
            class
        } else {
            // Five bytes of the window are sure to be of the text.
            let end = position + 5;
            loop {
                let class = LOW[usize::from(window as u8 & 0x7f)];
                // Of a row of stars only the first is a point.
                if class.has(Class::SELDOM) && (class.is_space() || !goes_on(bytes, from, position))
                {
                    break class;
                }
                marks |= class.0;
                ascii += 1;
                position += 1;
                window >>= 8;
                if window as u8 >= 0x80 || position == end {
                    continue 'windows;
                }
            }
        };
        if class.is_space() {
            return odd.run(from, position, ascii, wide, marks);
        }
        match odd.take(text, from, position, stops, points) {
            Some(next) => position = next,
            None => return odd.run(from, position, ascii, wide, marks),
        }
    }
    // What is left at the end of the text, where nothing is known of what follows.
    while position < bytes.len() {
        stops.push(offset(position));
        match odd.take(text, from, position, stops, points) {
            Some(next) => position = next,
            None => break,
        }
    }
    odd.run(from, position, ascii, wide, marks)
}

/// The characters of a run that are looked at one by one.
#[derive(Default)]
struct Odd {
    bytes: usize,
    columns: usize,
    han: usize,
    marks: Marks,
    /// Where the run began, or the last character in it ended that is no ideograph.
    last: usize,
}

impl Odd {
    /// Takes the character at `position` of the run that began at `from`, and tells where the next
    /// one begins; `None` if it is white space.
    fn take(
        &mut self,
        text: &str,
        from: usize,
        position: usize,
        stops: &mut Vec<u32>,
        points: &mut Vec<u32>,
    ) -> Option<usize> {
        let (class, length) = look(text, position);
        if class.is_space() {
            return None;
        }
        if class.has(Class::STOP) && is_stop(text.as_bytes(), position) {
            stops.push(offset(position));
        }
        let mut marks = Marks(class.0);
        if class.has(Class::BESIDE | Marks::STOP.0) {
            marks.add(beside(text, from, position));
        }
        if is_point(text.as_bytes(), from, position, marks) {
            points.push(offset(position));
        }
        self.marks.add(marks);
        let next = position + length;
        if class.0 != IDEOGRAPH.0 {
            if self.last == position {
                self.marks.add(Marks::UNEVEN);
            }
            self.last = next;
        }
        self.bytes += length;
        self.columns += class.width();
        self.han += usize::from(class.has(Class::HAN));
        Some(next)
    }

    /// The run, given the counts of the others.
    fn run(&self, from: usize, end: usize, ascii: usize, wide: usize, marks: u32) -> Run {
        let threes = (end - from - self.bytes - ascii) / 3;
        Run {
            end,
            columns: self.columns + ascii + 2 * threes,
            han: self.han + threes - wide,
            marks: Marks((self.marks.0 | marks) & Marks::ALL.0),
        }
    }
}

/// Whether the character at `position` of a run that began at `from` is one more star or line in
/// a row.
fn goes_on(bytes: &[u8], from: usize, position: usize) -> bool {
    position > from
        && matches!(bytes[position], b'*' | b'_')
        && bytes[position - 1] == bytes[position]
}

/// Whether a character with this first byte is an ideograph (U+4000 to U+9FFF).
pub(crate) const fn is_ideograph(lead: u8) -> bool {
    matches!(lead, 0xe4..=0xe9)
}

/// Whether eight bytes of a text (the first in the lowest place) begin with two ideographs.
#[inline]
fn are_ideographs(window: u64) -> bool {
    // The two first bytes are to be 0xe4 to 0xe9: with 0xe4 taken off nothing is borrowed, and
    // with 0x7a more nothing is carried.
    let over = (window & 0xff00_00ff).wrapping_sub(0xe400_00e4);
    (over | over.wrapping_add(0x7a00_007a)) & !0x7f00_007f == 0
}

#[cold]
fn push_pair(window: u64, position: usize, stops: &mut Vec<u32>) {
    if at_first(window) {
        stops.push(offset(position));
    }
    if at_second(window) {
        stops.push(offset(position + 3));
    }
}

/// Whether a trigger may begin with the character at `position`, which is no Han.
fn is_stop(bytes: &[u8], position: usize) -> bool {
    match bytes[position..] {
        [b'<' | b'&' | b'\\' | 0x80.., ..] => true,
        [first, second, ..] => at_ascii([first, second]),
        _ => false,
    }
}

/// Whether the inline stage looks at the character at `position`, which has these marks.
fn is_point(bytes: &[u8], from: usize, position: usize, marks: Marks) -> bool {
    match bytes[position..] {
        [b'.' | b'*' | b'_', ..] => position == from || bytes[position - 1] != bytes[position],
        // 【 may hold a mask.
        [0xe3, 0x80, 0x90, ..] => true,
        _ => marks.any(Marks::EDIT.or(Marks::MASK)),
    }
}

/// What is known of a character.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Class(u32);

impl Class {
    /// Bits beside the marks: the width,
    const WIDTH: u32 = 3;
    /// whether it is Han,
    const HAN: u32 = 1 << 2;
    /// white space or invisible,
    const SPACE: u32 = 1 << 3;
    /// white space,
    const WHITE: u32 = 1 << 4;
    /// the end of a line,
    const TERMINATOR: u32 = 1 << 5;
    /// whether some marks depend on what stands beside it, as those of 。 do as well,
    const BESIDE: u32 = 1 << 6;
    /// and whether a trigger of the chrome stage may begin with it.
    const STOP: u32 = 1 << 7;
    /// A character that no table tells.
    const OTHER: u32 = 1 << 31;
    /// Whether it takes other columns than its bytes say: one for one, two for three.
    const ODD: u32 = 1 << 30;
    /// What is true of few characters but ideographs.
    const SELDOM: u32 = Self::HAN
        | Self::SPACE
        | Self::BESIDE
        | Self::STOP
        | Self::OTHER
        | Self::ODD
        | Marks::EDIT.0
        | Marks::MASK.0;

    const fn of(c: char) -> Class {
        let mut class = width(c) as u32 | own(c).0;
        if is_han(c) {
            class |= Self::HAN;
        }
        if is_space(c) {
            class |= Self::SPACE;
        }
        if c.is_whitespace() {
            class |= Self::WHITE;
        }
        if is_terminator(c) {
            class |= Self::TERMINATOR;
        }
        if matches!(c, '(' | '[' | '（' | '【' | '.' | '-' | '—' | '…' | '·') {
            class |= Self::BESIDE;
        }
        if triggers::is_single(c) || c.is_ascii() && triggers::opens(c) {
            class |= Self::STOP;
        }
        if !matches!((c.len_utf8(), width(c)), (1, 1) | (3, 2)) {
            class |= Self::ODD;
        }
        if !matches!(
            c,
            '，' | '。' | '、' | '；' | '：' | '\u{4000}'..='\u{9fff}'
        ) {
            class |= Marks::UNEVEN.0;
        }
        if may_change(c) {
            class |= Marks::EDIT.0;
        }
        if is_folded(c) {
            class |= Marks::FOLD.0;
        }
        if is_foreign(c) {
            class |= Marks::FOREIGN.0;
        }
        Class(class)
    }

    const fn has(self, bits: u32) -> bool {
        self.0 & bits != 0
    }

    /// [`width`].
    pub(crate) fn width(self) -> usize {
        (self.0 & Self::WIDTH) as usize
    }

    /// [`is_space`].
    pub(crate) fn is_space(self) -> bool {
        self.has(Self::SPACE)
    }

    /// [`char::is_whitespace`].
    pub(crate) fn is_white(self) -> bool {
        self.has(Self::WHITE)
    }

    /// [`is_terminator`].
    pub(crate) fn is_terminator(self) -> bool {
        self.has(Self::TERMINATOR)
    }
}

/// Class and length of the character at `position`.
#[inline]
pub(crate) fn look(text: &str, position: usize) -> (Class, usize) {
    match text.as_bytes()[position] {
        lead @ ..0x80 => (LOW[usize::from(lead)], 1),
        lead if is_ideograph(lead) => (IDEOGRAPH, 3),
        lead @ (0xe2 | 0xe3 | 0xef) => {
            let rest = &text.as_bytes()[position + 1..];
            let (second, third) = (u64::from(rest[0]), u64::from(rest[1]));
            (
                class_of_window(u64::from(lead) | second << 8 | third << 16),
                3,
            )
        }
        _ => look_closely(text, position),
    }
}

#[cold]
fn look_closely(text: &str, position: usize) -> (Class, usize) {
    let c = text[position..].chars().next().unwrap_or_default();
    let latin = LATIN.get((c as usize).wrapping_sub(0x80));
    (latin.copied().unwrap_or_else(|| Class::of(c)), c.len_utf8())
}

/// Class of the character, neither ideograph nor ASCII, that `window` begins with.
#[inline]
fn class_of_window(window: u64) -> Class {
    let row = (window >> 2) as usize & 0xfc0;
    let cell = (window >> 16) as usize & 0x3f;
    let index = usize::from(PAGES[usize::from(window as u8)]) | row | cell;
    WIDE[index % WIDE.len()]
}

/// Where the page of a first byte begins in [`WIDE`].
static PAGES: [u16; 256] = {
    let mut pages = [0x3000; 256];
    pages[0xe2] = 0;
    pages[0xe3] = 0x1000;
    pages[0xef] = 0x2000;
    pages
};

/// Class of the ideographs.
const IDEOGRAPH: Class = Class::of('\u{4e00}');
/// Classes of ASCII.
static LOW: [Class; 0x80] = fill([Class(0); 0x80], 0, 0x80, 0);
/// Classes of the Latin-1 supplement, × and · among them.
static LATIN: [Class; 0x80] = fill([Class(0); 0x80], 0, 0x80, 0x80);
/// Classes of U+2000 to U+3FFF, in which nearly all punctuation is, of U+F000 to U+FFFF, and a page
/// for all others.
static WIDE: [Class; 0x4000] = {
    let table = fill([Class(Class::OTHER); 0x4000], 0, 0x2000, 0x2000);
    fill(table, 0x2000, 0x1000, 0xf000)
};

/// Writes the classes of so many characters from `first` on into `table` from `from` on.
const fn fill<const N: usize>(
    mut table: [Class; N],
    from: usize,
    count: usize,
    first: u32,
) -> [Class; N] {
    let mut index = 0;
    while index < count {
        if let Some(c) = char::from_u32(first + index as u32) {
            table[from + index] = Class::of(c);
        }
        index += 1;
    }
    table
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

/// Whether `c` is a letter and not Han. Of the rare signs that are none, most are said to be one.
const fn is_foreign(c: char) -> bool {
    match c {
        '\0'..='@' | '['..='`' | '{'..='\u{a9}' | '·' | '×' => false,
        '\u{2000}'..='\u{2070}' | '\u{2190}'..='\u{24b5}' | '\u{2500}'..='\u{2bff}' => false,
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => false,
        '\u{ff01}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' => false,
        _ => !is_han(c),
    }
}

/// The marks of the character at `position` of a run that begins at `start`, as far as its
/// neighbours tell.
fn beside(text: &str, start: usize, position: usize) -> Marks {
    let (before, here) = (&text.as_bytes()[start..position], &text[position..]);
    let first = before.is_empty();
    let again = |c: &str| before.ends_with(c.as_bytes());
    let change = match here.as_bytes() {
        [0xe3, 0x80, 0x82, ..] => first || again("。"),
        // A point behind a letter or digit stays, if it is one; so does a single hyphen.
        [b'.', next @ ..] => {
            !before.last().is_some_and(u8::is_ascii_alphanumeric) || next.first() == Some(&b'.')
        }
        [b'-', ..] => first || again("-"),
        [0xc2, ..] => first || again("·"),
        // Two are a dash; three may be.
        [0xe2, 0x80, 0x94, ..] => first || again("——"),
        // Two are an ellipsis.
        [0xe2, ..] if again("…") => again("……"),
        [0xe2, _, _, next @ ..] => first || !next.starts_with("…".as_bytes()),
        _ => {
            let mut characters = here.chars().skip(1);
            let blank = match characters.next() {
                Some(next) => matches!(next, ')' | '）' | ']' | '】') || is_space(next),
                None => true,
            };
            return if blank { Marks::MASK } else { Marks::default() };
        }
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
        for c in crate::chars::every() {
            let mut buffer = [0; 4];
            let text = c.encode_utf8(&mut buffer);
            let found = run(text, 0, &mut Vec::new(), &mut Vec::new());
            let space = is_space(c);
            assert_eq!(found.end, if space { 0 } else { text.len() }, "{c:?}");
            assert_eq!(
                found.columns,
                if space { 0 } else { usize::from(width(c)) },
                "{c:?}"
            );
            assert_eq!(found.han, usize::from(is_han(c)), "{c:?}");
            if !space && c.is_alphabetic() && !is_han(c) {
                assert!(found.marks.any(Marks::FOREIGN), "{c:?}");
            }
            if !space && fold(c) != Some(c) {
                assert!(found.marks.any(Marks::FOLD), "{c:?}");
            }
        }
    }

    /// A run as it is found a character at a time.
    fn plain_run(text: &str) -> (usize, usize, usize) {
        let end = text.find(is_space).unwrap_or(text.len());
        let columns = text[..end].chars().map(|c| usize::from(width(c))).sum();
        (
            end,
            columns,
            text[..end].chars().filter(|&c| is_han(c)).count(),
        )
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
        for c in crate::chars::every() {
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
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn a_run_is_found_a_character_at_a_time(
            text in "[水一a3〇々，。“ａｱé·\\.\u{a0}\u{200b}— \u{20000}]{0,12}(水位){0,5}[水一。a下载]{0,5}",
        ) {
            let found = run(&text, 0, &mut Vec::new(), &mut Vec::new());
            prop_assert_eq!((found.end, found.columns, found.han), plain_run(&text));
        }

        #[test]
        fn blocks_without_a_mark_stay_as_they_are(
            text in "[水一a3XX某。。——……··..（）()\\[\\]【】，：“”\u{301}\u{200b}é． \n-]{0,9}",
            gap in " ?",
        ) {
            prop_assert!(is_left_alone(&text, &gap), "{text:?}");
        }
    }
}
