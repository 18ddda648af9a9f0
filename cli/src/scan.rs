//! The fields of a JSON object, found without reading what is in them.
//!
//! Nearly all of a record is strings, and a string ends at the next quotation mark that has no
//! backslash before it; so the reader goes from one such byte to the next instead of byte by
//! byte. It is strict, since what it passes is copied to the output as it is. What is not plain
//! (control characters, escapes in names, deep nesting, and of course all that is no JSON) it
//! leaves to a full reader, which also has the words for what is wrong.

/// Deeper values are left to others.
const DEPTH: usize = 32;

/// Calls `field` with each field's name and its value as it is spelt; `None` for a text that is
/// no object or no plain one.
pub(crate) fn fields<'a>(text: &'a str, mut field: impl FnMut(&'a str, &'a str)) -> Option<()> {
    let bytes = text.as_bytes();
    if has_controls(bytes) {
        return None;
    }
    let mut scanner = Scanner { bytes, at: 0 };
    scanner.spaces();
    scanner.members(|scanner, name| {
        let name = name.is_plain.then(|| &text[name.from..name.to])?;
        let from = scanner.at;
        scanner.value(DEPTH)?;
        field(name, &text[from..scanner.at]);
        Some(())
    })?;
    scanner.spaces();
    (scanner.at == bytes.len()).then_some(())
}

/// The text of a string value without its quotation marks, written behind `out`; `None` where
/// half a surrogate pair is missing.
pub(crate) fn unescape(mut spelt: &str, out: &mut String) -> Option<()> {
    while let Some(at) = memchr::memchr(b'\\', spelt.as_bytes()) {
        out.push_str(&spelt[..at]);
        let (character, length) = escape(&spelt.as_bytes()[at..])?;
        out.push(character);
        spelt = &spelt[at + length..];
    }
    out.push_str(spelt);
    Some(())
}

/// Whether there is a control character of ASCII, which no string may have in it.
fn has_controls(bytes: &[u8]) -> bool {
    let any = |part: &[u8]| part.iter().fold(false, |any, &byte| any | (byte < 0x20));
    let mut parts = bytes.chunks_exact(64);
    parts.any(any) || any(parts.remainder())
}

/// The character of an escape, and how many bytes spell it.
fn escape(bytes: &[u8]) -> Option<(char, usize)> {
    let character = match bytes.get(1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{C}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode(bytes),
        _ => return None,
    };
    Some((character, 2))
}

/// `\u597d`, or a pair of them.
fn unicode(bytes: &[u8]) -> Option<(char, usize)> {
    let first = hexadecimal(bytes, 2)?;
    if !(0xD800..0xDC00).contains(&first) {
        return Some((char::from_u32(first)?, 6));
    }
    let second = bytes.get(6..8)? == b"\\u";
    let second = second.then(|| hexadecimal(bytes, 8))??;
    let low = second.checked_sub(0xDC00).filter(|&low| low < 0x400)?;
    Some((
        char::from_u32(0x10000 + ((first - 0xD800) << 10) + low)?,
        12,
    ))
}

/// The four digits at `at`.
fn hexadecimal(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 4)?;
    digits.iter().try_fold(0, |number, &digit| {
        Some(number << 4 | char::from(digit).to_digit(16)?)
    })
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// What is between quotation marks.
struct Spelt {
    from: usize,
    to: usize,
    /// Without escapes.
    is_plain: bool,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Goes over `byte` if it is next.
    fn take(&mut self, byte: u8) -> bool {
        let taken = self.peek() == Some(byte);
        self.at += usize::from(taken);
        taken
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.take(byte).then_some(())
    }

    /// There are no other spaces where there are no control characters.
    fn spaces(&mut self) {
        while self.take(b' ') {}
    }

    /// An object; `value` goes over each value.
    fn members(&mut self, mut value: impl FnMut(&mut Self, Spelt) -> Option<()>) -> Option<()> {
        self.items(b'{', b'}', |scanner| {
            let name = scanner.string()?;
            scanner.spaces();
            scanner.expect(b':')?;
            scanner.spaces();
            value(scanner, name)
        })
    }

    /// A list in brackets.
    fn items(
        &mut self,
        open: u8,
        close: u8,
        mut item: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.expect(open)?;
        self.spaces();
        if self.take(close) {
            return Some(());
        }
        loop {
            item(self)?;
            self.spaces();
            if self.take(close) {
                return Some(());
            }
            self.expect(b',')?;
            self.spaces();
        }
    }

    fn value(&mut self, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        match self.peek()? {
            b'"' => self.string().map(drop),
            b'{' => self.members(|scanner, _| scanner.value(depth)),
            b'[' => self.items(b'[', b']', |scanner| scanner.value(depth)),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        let found = self.bytes[self.at..].starts_with(word);
        self.at += word.len();
        found.then_some(())
    }

    fn string(&mut self) -> Option<Spelt> {
        self.expect(b'"')?;
        let from = self.at;
        let mut is_plain = true;
        loop {
            let rest = &self.bytes[self.at..];
            self.at += memchr::memchr2(b'"', b'\\', rest)?;
            while self.peek() == Some(b'\\') {
                self.at += spelling(&self.bytes[self.at..])?;
                is_plain = false;
            }
            if self.take(b'"') {
                let to = self.at - 1;
                return Some(Spelt { from, to, is_plain });
            }
        }
    }

    fn number(&mut self) -> Option<()> {
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _sign = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        Some(())
    }

    /// One digit or more.
    fn digits(&mut self) -> Option<()> {
        let from = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > from).then_some(())
    }
}

/// How many bytes an escape has; half a surrogate pair will do.
fn spelling(bytes: &[u8]) -> Option<usize> {
    match bytes.get(1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(2),
        b'u' => hexadecimal(bytes, 2).map(|_| 6),
        _ => None,
    }
}
