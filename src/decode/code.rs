//! Reading one character at a time, in any of the encodings a Chinese crawl holds.
//!
//! The decoding itself is done by `encoding_rs`; here its two-byte tables are looked up pair by
//! pair, so that a lattice may begin to read at any byte.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252,
};
use std::borrow::Cow;
use std::sync::LazyLock;

/// `bytes` as text, when they are UTF-8; the validator of `encoding_rs` takes a fifth of the time
/// that of the standard library takes on Chinese.
pub(super) fn valid_utf8(bytes: &[u8]) -> Option<&str> {
    match UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(Cow::Borrowed(text)) => Some(text),
        _ => None,
    }
}

/// An encoding that can be read character by character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    Utf8,
    Gb18030,
    Big5,
    Utf16Le,
    Utf16Be,
    ShiftJis,
    EucKr,
    Latin,
}

impl Code {
    pub(super) fn encoding(self) -> &'static Encoding {
        match self {
            Code::Utf8 => UTF_8,
            Code::Gb18030 => GB18030,
            Code::Big5 => BIG5,
            Code::Utf16Le => UTF_16LE,
            Code::Utf16Be => UTF_16BE,
            Code::ShiftJis => SHIFT_JIS,
            Code::EucKr => EUC_KR,
            Code::Latin => WINDOWS_1252,
        }
    }

    /// The code that reads `encoding`, if one of ours does.
    pub(super) fn of(encoding: &'static Encoding) -> Option<Code> {
        Some(match encoding.name() {
            "UTF-8" => Code::Utf8,
            "GBK" | "gb18030" => Code::Gb18030,
            "Big5" => Code::Big5,
            "UTF-16LE" => Code::Utf16Le,
            "UTF-16BE" => Code::Utf16Be,
            "Shift_JIS" => Code::ShiftJis,
            "EUC-KR" => Code::EucKr,
            "windows-1252" => Code::Latin,
            _ => return None,
        })
    }

    /// How many bytes at the start of `bytes` may be what a cut left of a character.
    pub(super) fn tails(self, bytes: &[u8]) -> impl Iterator<Item = usize> {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let high = |at: usize| bytes.get(at).is_some_and(|byte| *byte > 0x80);
        let lengths = match self {
            Code::Latin => [false; 3],
            Code::Utf8 => {
                let on = |at: usize| bytes.get(at).is_some_and(|byte| byte & 0xC0 == 0x80);
                [
                    on(0) && !on(1),
                    on(0) && on(1) && !on(2),
                    on(0) && on(1) && on(2),
                ]
            }
            Code::Gb18030 => [
                !digit(0),
                high(0) && digit(1),
                digit(0) && high(1) && digit(2),
            ],
            _ => [true, false, false],
        };
        (1..=3).filter(move |length| lengths[length - 1] && *length <= bytes.len())
    }

    /// Whether `bytes`, the last of a text, may be what a cut left of a character.
    pub(super) fn is_head(self, bytes: &[u8]) -> bool {
        match (self, bytes) {
            (Code::Latin, _) | (_, []) => false,
            (Code::Utf16Le | Code::Utf16Be, rest) => rest.len() == 1,
            (Code::Utf8, [0xC2..=0xF4]) => true,
            (Code::Utf8, [0xE0..=0xF4, 0x80..=0xBF]) => true,
            (Code::Utf8, [0xF0..=0xF4, 0x80..=0xBF, 0x80..=0xBF]) => true,
            (Code::Gb18030, [0x81..=0xFE, 0x30..=0x39]) => true,
            (Code::Gb18030, [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE]) => true,
            (Code::Utf8, _) => false,
            (_, [0x81..=0xFE]) => true,
            _ => false,
        }
    }

    /// The code of an encoding we named ourselves.
    pub(super) fn of_name(name: &'static str) -> Code {
        Encoding::for_label(name.as_bytes())
            .and_then(Code::of)
            .unwrap_or(Code::Utf8)
    }

    /// The character that starts at `position`, and its length in bytes.
    #[inline]
    pub(super) fn read(self, bytes: &[u8], position: usize) -> Option<(char, usize)> {
        let lead = *bytes.get(position)?;
        match self {
            Code::Utf16Le | Code::Utf16Be => return utf16(self, &bytes[position..]),
            _ if lead < 0x80 => return Some((lead as char, 1)),
            _ => {}
        }
        match self {
            Code::Utf8 => utf8(&bytes[position..]),
            Code::Latin => {
                char::from_u32(u32::from(LATIN[usize::from(lead - 0x80)])).map(|c| (c, 1))
            }
            Code::Gb18030 => {
                let trail = bytes.get(position + 1).copied().unwrap_or(0);
                if (0x30..=0x39).contains(&trail) {
                    return four_bytes(bytes.get(position..position + 4)?);
                }
                GB.pair(lead, trail)
            }
            Code::Big5 => BIG.pair(lead, *bytes.get(position + 1)?),
            Code::ShiftJis => JIS.pair(lead, bytes.get(position + 1).copied().unwrap_or(0)),
            Code::EucKr => KR.pair(lead, *bytes.get(position + 1)?),
            Code::Utf16Le | Code::Utf16Be => None,
        }
    }
}

static GB: LazyLock<Pairs> = LazyLock::new(|| Pairs::new(GB18030));
static BIG: LazyLock<Pairs> = LazyLock::new(|| Pairs::new(BIG5));
static JIS: LazyLock<Pairs> = LazyLock::new(|| Pairs::new(SHIFT_JIS));
static KR: LazyLock<Pairs> = LazyLock::new(|| Pairs::new(EUC_KR));

/// Whether `character` is one of the 2,350 syllables of KS X 1001, which all running Korean is
/// made of; the other 8,822 came with Unicode.
pub(super) fn is_ks_hangul(character: char) -> bool {
    let index = (character as usize).wrapping_sub(0xAC00);
    KS_HANGUL.get(index).copied().unwrap_or(false)
}

static KS_HANGUL: LazyLock<Box<[bool]>> = LazyLock::new(|| {
    let mut table = vec![false; 11_172].into_boxed_slice();
    let cells = (0xB0..=0xC8).flat_map(|lead| (0xA1..=0xFE).flat_map(move |trail| [lead, trail]));
    let bytes: Vec<u8> = cells.collect();
    for syllable in EUC_KR.decode_without_bom_handling(&bytes).0.chars() {
        if let Some(slot) = table.get_mut((syllable as usize).wrapping_sub(0xAC00)) {
            *slot = true;
        }
    }
    table
});

/// The upper half of windows-1252.
static LATIN: LazyLock<[u16; 128]> = LazyLock::new(|| {
    let mut table = [0xFFFD; 128];
    let bytes: Vec<u8> = (0x80..=0xFF).collect();
    let text = WINDOWS_1252.decode_without_bom_handling(&bytes).0;
    for (slot, unit) in table.iter_mut().zip(text.encode_utf16()) {
        *slot = unit;
    }
    table
});

/// The byte of windows-1252 or latin-1 that `character` was read from.
pub(super) fn latin_byte(character: char) -> Option<u8> {
    match character as u32 {
        code @ 0..=0xFF => Some(code as u8),
        code => LATIN[..32]
            .iter()
            .position(|unit| u32::from(*unit) == code)
            .map(|index| index as u8 + 0x80),
    }
}

/// Writes `character` as GB18030 has it.
pub(super) fn gb_bytes(character: char, bytes: &mut Bytes) -> Option<()> {
    let pair = GB_BACK.get(character as usize).copied();
    written(GB18030, pair, character, bytes)
}

/// Writes `character` as the Big5 of WHATWG has it.
pub(super) fn big5_bytes(character: char, bytes: &mut Bytes) -> Option<()> {
    let pair = BIG_BACK.get(character as usize).copied();
    // What has none here is not written at all; `encoding_rs` would look through all its tables.
    if pair == Some(0) && !character.is_ascii() {
        return None;
    }
    written(BIG5, pair, character, bytes)
}

/// A few bytes, as many as are waiting to be read.
#[derive(Debug, Default)]
pub(super) struct Bytes {
    bytes: [u8; 12],
    length: usize,
}

impl Bytes {
    pub(super) fn held(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        let end = self.length + bytes.len();
        self.bytes[self.length..end].copy_from_slice(bytes);
        self.length = end;
    }

    /// Drops so many of the first.
    pub(super) fn advance(&mut self, count: usize) {
        self.bytes.copy_within(count..self.length, 0);
        self.length -= count;
    }
}

/// The pairs that characters of the basic plane are written as; zero for what is written
/// otherwise or not at all.
static GB_BACK: LazyLock<Box<[u16]>> = LazyLock::new(|| GB.back(0x81, &[]));
/// WHATWG writes no pair of the rows before A1, and of these, which stand there twice, the second.
static BIG_BACK: LazyLock<Box<[u16]>> = LazyLock::new(|| BIG.back(0xA1, &BIG_SECOND));
const BIG_SECOND: [char; 6] = ['═', '╞', '╡', '╪', '十', '卅'];

fn written(
    encoding: &'static Encoding,
    pair: Option<u16>,
    character: char,
    bytes: &mut Bytes,
) -> Option<()> {
    match pair {
        _ if character.is_ascii() => bytes.push(&[character as u8]),
        Some(pair) if pair > 0 => bytes.push(&pair.to_be_bytes()),
        _ => {
            let mut buffer = [0; 4];
            let (written, _, unmappable) = encoding.encode(character.encode_utf8(&mut buffer));
            if unmappable {
                return None;
            }
            bytes.push(&written);
        }
    }
    Some(())
}

/// First code point, how many, and the number of the first cell after C6A1 in Big5 as Unicode's
/// BIG5.TXT and the programs made from it have it; WHATWG has other characters there.
const OLDER_BIG5: [(u32, u32, u32); 11] = [
    (0x30FE, 1, 0),
    (0x309D, 2, 1),
    (0x3005, 1, 3),
    (0x3041, 83, 4),
    (0x30A1, 86, 87),
    (0x0414, 2, 173),
    (0x0401, 1, 175),
    (0x0416, 7, 176),
    (0x0423, 19, 183),
    (0x0451, 1, 202),
    (0x0436, 26, 203),
];

/// The pair `character` has in the rows C6 to C8 of the older tables.
pub(super) fn older_big5(character: char) -> Option<[u8; 2]> {
    let code = character as u32;
    let (first, _, cell) = OLDER_BIG5
        .iter()
        .find(|(first, count, _)| (*first..first + count).contains(&code))?;
    // Row C6 begins at A1; a whole row has 157 cells, 63 of them from 40 and 94 from A1.
    let cell = cell + code - first + 63;
    let (row, column) = (cell / 157, cell % 157);
    let trail = if column < 63 {
        0x40 + column
    } else {
        0xA1 + column - 63
    };
    Some([0xC6 + row as u8, trail as u8])
}

/// What the pairs of a multi-byte encoding read as; zero where they read as nothing. A lead that
/// is a character by itself (half-width kana) stands in the first column.
struct Pairs(Box<[u32]>);

const LEADS: usize = 128;

impl Pairs {
    fn new(encoding: &'static Encoding) -> Self {
        let mut table = vec![0; LEADS * 256].into_boxed_slice();
        let trails = || std::iter::once(0).chain(0x40..=0xFE);
        // One row at a time, each cell on a line of its own: a decoder is dear to set up.
        let mut row = Vec::new();
        for lead in 0x80..=0xFF_u8 {
            row.clear();
            for trail in trails() {
                match trail {
                    0 => row.extend_from_slice(&[lead, b'\n']),
                    _ => row.extend_from_slice(&[lead, trail, b'\n']),
                }
            }
            let text = encoding.decode_without_bom_handling(&row).0;
            for (trail, cell) in trails().zip(text.split('\n')) {
                let mut characters = cell.chars();
                if let (Some(only), None) = (characters.next(), characters.next())
                    && only != char::REPLACEMENT_CHARACTER
                {
                    table[usize::from(lead & 0x7F) << 8 | usize::from(trail)] = only as u32;
                }
            }
        }
        Pairs(table)
    }

    /// For every character of the basic plane the first of its pairs from the row `from` on, or
    /// the last one for those of `second`.
    fn back(&self, from: u8, second: &[char]) -> Box<[u16]> {
        let mut back = vec![0; 1 << 16].into_boxed_slice();
        for lead in from..=0xFE {
            for trail in 0x40..=0xFE {
                let Some((character, 2)) = self.pair(lead, trail) else {
                    continue;
                };
                if let Some(slot) = back.get_mut(character as usize)
                    && (*slot == 0 || second.contains(&character))
                {
                    *slot = u16::from_be_bytes([lead, trail]);
                }
            }
        }
        back
    }

    #[inline]
    fn pair(&self, lead: u8, trail: u8) -> Option<(char, usize)> {
        let row = usize::from(lead & 0x7F) << 8;
        let alone = self.0[row];
        if alone != 0 {
            return char::from_u32(alone).map(|c| (c, 1));
        }
        match self.0[row | usize::from(trail)] {
            0 => None,
            code => char::from_u32(code).map(|c| (c, 2)),
        }
    }
}

fn four_bytes(bytes: &[u8]) -> Option<(char, usize)> {
    let valid = (0x81..=0xFE).contains(&bytes[2]) && (0x30..=0x39).contains(&bytes[3]);
    if !valid {
        return None;
    }
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    text.chars().next().map(|c| (c, 4))
}

fn utf8(bytes: &[u8]) -> Option<(char, usize)> {
    let length = match bytes[0] {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let text = std::str::from_utf8(bytes.get(..length)?).ok()?;
    text.chars().next().map(|c| (c, length))
}

fn utf16(code: Code, bytes: &[u8]) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let pair = [*bytes.get(at)?, *bytes.get(at + 1)?];
        Some(if code == Code::Utf16Le {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        })
    };
    let first = unit(0)?;
    if let Some(character) = char::from_u32(u32::from(first)) {
        return Some((character, 2));
    }
    let mut decoded = char::decode_utf16([first, unit(2)?]);
    decoded.next()?.ok().map(|c| (c, 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_what_encoding_rs_reads() {
        let text = "学校a1，図書";
        for code in [Code::Utf8, Code::Gb18030, Code::Utf16Le, Code::Utf16Be] {
            let bytes = match code {
                Code::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                Code::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                _ => code.encoding().encode(text).0.into_owned(),
            };
            let mut position = 0;
            let mut read = String::new();
            while let Some((character, length)) = code.read(&bytes, position) {
                read.push(character);
                position += length;
            }
            assert_eq!(read, text, "{code:?}");
        }
    }

    #[test]
    fn pairs_are_those_of_encoding_rs() {
        for (code, pairs) in [
            (Code::Gb18030, &*GB),
            (Code::Big5, &*BIG),
            (Code::ShiftJis, &*JIS),
            (Code::EucKr, &*KR),
        ] {
            for pair in 0x8000..=0xFFFF_u16 {
                let [lead, trail] = pair.to_be_bytes();
                if !(0x40..=0xFE).contains(&trail) {
                    continue;
                }
                let bytes = [lead, trail];
                let read = |bytes: &[u8]| {
                    let text = code
                        .encoding()
                        .decode_without_bom_handling_and_without_replacement(bytes)?;
                    let mut characters = text.chars();
                    let only = characters.next()?;
                    characters.next().is_none().then_some((only, bytes.len()))
                };
                let expected = read(&bytes[..1]).or_else(|| read(&bytes));
                assert_eq!(pairs.pair(lead, trail), expected, "{code:?} {bytes:X?}");
            }
        }
    }

    #[test]
    fn characters_are_written_as_encoding_rs_writes_them() {
        for (encoding, back) in [(GB18030, &*GB_BACK), (BIG5, &*BIG_BACK)] {
            for (code, pair) in (0..).zip(back.iter()).filter(|(_, pair)| **pair > 0) {
                let text = char::from_u32(code).expect("a character").to_string();
                let (bytes, _, unmappable) = encoding.encode(&text);
                assert!(!unmappable, "{text}");
                assert_eq!(*bytes, pair.to_be_bytes(), "{text}");
            }
        }
    }

    #[test]
    fn what_has_no_pair_of_big5_is_not_written() {
        let without = |code: &u32| BIG_BACK[*code as usize] == 0;
        for c in (0x80..=0xFFFF)
            .filter(without)
            .filter_map(char::from_u32)
            .step_by(7)
        {
            assert!(BIG5.encode(c.encode_utf8(&mut [0; 4])).2, "{c}");
        }
    }

    #[test]
    fn four_byte_and_single_byte_characters() {
        assert_eq!(Code::Gb18030.read(b"\x95\x32\x82\x36", 0), Some(('𠀀', 4)));
        assert_eq!(Code::Gb18030.read(b"\x80", 0), Some(('€', 1)));
        assert_eq!(Code::ShiftJis.read(b"\xB1", 0), Some(('ｱ', 1)));
        assert_eq!(latin_byte('€'), Some(0x80));
        assert_eq!(latin_byte('\u{81}'), Some(0x81));
        assert_eq!(latin_byte('中'), None);
    }
}
