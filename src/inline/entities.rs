//! Character references that a scrape left in its text: &ldquo; for “.
//!
//! Source of the names: HTML Living Standard, section 13.5 (named character references); those
//! that Chinese pages use. White space (&nbsp;) is taken out by the chrome stage.

/// Longest reference, in bytes.
const LONGEST: usize = 12;

/// Names and what they stand for.
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("apos", "'"),
    ("bull", "•"),
    ("copy", "©"),
    ("deg", "°"),
    ("gt", ">"),
    ("hellip", "…"),
    ("laquo", "«"),
    ("ldquo", "“"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("mdash", "—"),
    ("middot", "·"),
    ("ndash", "–"),
    ("permil", "‰"),
    ("plusmn", "±"),
    ("quot", "\""),
    ("raquo", "»"),
    ("rdquo", "”"),
    ("reg", "®"),
    ("rsquo", "’"),
    ("times", "×"),
    ("yen", "¥"),
];

/// The reference at the start of `text`: its length and what it stands for.
pub(super) fn reference(text: &str, output: &mut String) -> Option<usize> {
    let bytes = &text.as_bytes()[..text.len().min(LONGEST)];
    if !matches!(bytes, [_, b'#' | b'a'..=b'z', ..]) {
        return None;
    }
    let end = bytes.iter().position(|&byte| byte == b';')?;
    let name = &text[1..end];
    if let Ok(index) = NAMED.binary_search_by_key(&name, |&(name, _)| name) {
        output.push_str(NAMED[index].1);
        return Some(end + 1);
    }
    let number = name
        .strip_prefix('#')
        .filter(|number| !number.contains('+'))?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    let c = char::from_u32(code.ok()?)?;
    if c.is_control() || crate::chars::is_space(c) {
        return None;
    }
    output.push(c);
    Some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::{NAMED, reference};

    fn read(text: &str) -> Option<(usize, String)> {
        let mut output = String::new();
        reference(text, &mut output).map(|length| (length, output))
    }

    #[test]
    fn table_is_sorted() {
        assert!(NAMED.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn hits() {
        for (text, length, meant) in [
            ("&ldquo;水", 7, "“"),
            ("&#8220;", 7, "“"),
            ("&#x4E00;", 8, "一"),
            ("&amp;", 5, "&"),
        ] {
            assert_eq!(read(text), Some((length, meant.to_owned())));
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "&",
            "&水;",
            "R&D;",
            "& so;",
            "&nbsp;",
            "&#10;",
            "&#99999999;",
            "&ldquo",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
