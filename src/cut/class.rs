//! What a character may be the begin of, told by one look at a table.

/// May begin an ordinal.
pub(super) const ORDINAL: u8 = 1;
/// May begin a salutation.
pub(super) const VOCATIVE: u8 = 2;
/// May begin what only paragraphs open with.
pub(super) const OPENING: u8 = 4;
/// May begin a label or prompt of a site.
pub(super) const PROMPT: u8 = 8;
/// May begin a page mark.
pub(super) const MARK: u8 = 16;
/// Stands in addresses.
pub(super) const ADDRESS: u8 = 32;
/// Opens a bracket, or is neither a letter nor a digit of ASCII.
pub(super) const SIGN: u8 = 64;
/// May begin a copy of one of the first lines of this page.
pub(super) const HEAD: u8 = 128;

/// Begins what is found by its own form.
pub(super) const FOUND: u8 = HEAD | MARK | ADDRESS | PROMPT;

/// Classes of characters by the low twelve bits of their code points, which few common characters
/// share: whoever is of a class has its bit, and few others have.
#[derive(Debug, Clone)]
pub(super) struct Classes {
    ascii: [u8; 128],
    others: [u8; 4096],
}

impl Classes {
    pub(super) const NONE: Classes = Classes {
        ascii: [0; 128],
        others: [0; 4096],
    };

    /// Every character of `text` is of the class.
    pub(super) const fn with(mut self, text: &str, class: u8) -> Classes {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            at = self.insert(bytes, at, class);
        }
        self
    }

    /// The first character of each word is of the class.
    pub(super) const fn with_first(mut self, words: &[&str], class: u8) -> Classes {
        let mut word = 0;
        while word < words.len() {
            self.insert(words[word].as_bytes(), 0, class);
            word += 1;
        }
        self
    }

    /// The last character of each word is of the class.
    pub(super) const fn with_last(mut self, words: &[&str], class: u8) -> Classes {
        let mut word = 0;
        while word < words.len() {
            let bytes = words[word].as_bytes();
            let mut at = bytes.len() - 1;
            while bytes[at] & 0xc0 == 0x80 {
                at -= 1;
            }
            self.insert(bytes, at, class);
            word += 1;
        }
        self
    }

    /// What is neither a letter nor a digit in ASCII is a sign.
    pub(super) const fn with_signs(mut self) -> Classes {
        let mut byte = 0;
        while byte < 128 {
            if !(byte as u8).is_ascii_alphanumeric() {
                self.ascii[byte] |= SIGN;
            }
            byte += 1;
        }
        self
    }

    /// The character that begins at `at` is of the class; where it ends.
    const fn insert(&mut self, bytes: &[u8], at: usize, class: u8) -> usize {
        if bytes[at] < 0x80 {
            self.ascii[bytes[at] as usize] |= class;
            return at + 1;
        }
        // Of two bytes the first gives five bits, of more none of the low twelve.
        let mut bits = (bytes[at] & 0x1f) as usize;
        let mut next = at + 1;
        while next < bytes.len() && bytes[next] & 0xc0 == 0x80 {
            bits = bits << 6 | (bytes[next] & 63) as usize;
            next += 1;
        }
        self.others[bits & 0xfff] |= class;
        next
    }

    /// A character is of the class.
    pub(super) fn add(&mut self, c: char, class: u8) {
        let mut bytes = [0; 4];
        c.encode_utf8(&mut bytes);
        self.insert(&bytes[..c.len_utf8()], 0, class);
    }

    #[inline]
    pub(super) fn of(&self, c: char) -> u8 {
        if c.is_ascii() {
            self.ascii[c as usize]
        } else {
            self.others[c as usize & 0xfff]
        }
    }

    /// The next place at or behind `at` where something may be: letters of Latin and Han that are
    /// of no class are passed over.
    #[inline]
    pub(super) fn skip(&self, bytes: &[u8], mut at: usize) -> usize {
        while let Some(&first) = bytes.get(at) {
            match first {
                0xe4..=0xe9 if self.at_end_of(&bytes[at..], 3) == 0 => at += 3,
                0..0x80 if self.ascii[usize::from(first)] == 0 => at += 1,
                _ => break,
            }
        }
        at
    }

    /// The next character at or behind `at` that is of a class: where it begins, or the end.
    #[inline]
    pub(super) fn seek(&self, bytes: &[u8], mut at: usize) -> usize {
        while let Some(&first) = bytes.get(at) {
            let length = length(first);
            let class = match length {
                1 => self.ascii[usize::from(first & 0x7f)],
                _ => self.at_end_of(&bytes[at..], length),
            };
            if class != 0 {
                break;
            }
            at += length;
        }
        at
    }

    /// The class of a character of `length` bytes, two at least.
    #[inline]
    fn at_end_of(&self, bytes: &[u8], length: usize) -> u8 {
        let byte = |at: usize| bytes.get(at).map_or(0, |byte| usize::from(byte & 63));
        self.others[byte(length - 2) << 6 & 0xfc0 | byte(length - 1)]
    }
}

/// How many bytes a character has that begins with a byte.
#[inline]
pub(super) fn length(first: u8) -> usize {
    match first {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// Whether [`Classes::skip`] may go on behind it: nothing begins because of what it is.
#[inline]
pub(super) fn is_plain(c: char) -> bool {
    matches!(c, '\u{4000}'..='\u{9fff}') || c.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_of_a_class_has_its_bit() {
        const CLASSES: Classes = Classes::NONE
            .with("第a①𠮷é", MARK)
            .with_first(&["讲话"], PROMPT)
            .with_signs();
        for c in "第a①𠮷é".chars() {
            assert_eq!(CLASSES.of(c), MARK, "{c}");
        }
        assert_eq!(CLASSES.of('讲'), PROMPT);
        assert_eq!((CLASSES.of('话'), CLASSES.of('b')), (0, 0));
        assert_eq!(CLASSES.of('.'), SIGN);
    }

    #[test]
    fn characters_of_a_class_are_sought() {
        const CLASSES: Classes = Classes::NONE.with("第é𠮷", MARK).with_last(&["讲话"], MARK);
        for (text, rest) in [
            ("水，ab第一", "第一"),
            ("讲话", "话"),
            ("水éa", "éa"),
            ("𠮷", "𠮷"),
            ("水厂𠮶", ""),
            ("", ""),
        ] {
            assert_eq!(&text[CLASSES.seek(text.as_bytes(), 0)..], rest);
        }
    }

    #[test]
    fn plain_letters_are_passed_over() {
        const CLASSES: Classes = Classes::NONE.with("第", MARK).with_signs();
        for (text, rest) in [
            ("水厂第一", "第一"),
            ("ab.水", ".水"),
            ("水，厂", "，厂"),
            ("水厂", ""),
            ("", ""),
        ] {
            let at = CLASSES.skip(text.as_bytes(), 0);
            assert_eq!(&text[at..], rest);
        }
    }
}
