//! How characters are shown that one cannot see, or that would move their neighbours about.

/// A sign is repeated so often; more of them are one and a number.
const REPEATS: usize = 4;

/// What a run of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Text as it stands.
    Plain = 0,
    /// A sign for white space.
    Sign = 1,
    /// The number of a character: U+202E.
    Code = 2,
    /// Nothing: the place where something was.
    Seam = 3,
}

/// Gives `text` to `put` in runs. White space is shown by signs where `spaces` asks for it.
pub(crate) fn runs(text: &str, spaces: bool, mut put: impl FnMut(Style, String)) {
    let mut plain = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let Some((style, sign)) = sign(c, spaces) else {
            continue;
        };
        if plain < at {
            put(Style::Plain, text[plain..at].to_owned());
        }
        // A line end of two characters is one sign.
        if c == '\r' && text[at + 1..].starts_with('\n') {
            plain = at + 1;
            continue;
        }
        let mut count = 1;
        while characters.next_if(|&(_, next)| next == c).is_some() {
            count += 1;
        }
        plain = at + count * c.len_utf8();
        let shown = if count > REPEATS {
            format!("{sign}×{count}")
        } else {
            sign.repeat(count)
        };
        put(style, shown);
    }
    if plain < text.len() {
        put(Style::Plain, text[plain..].to_owned());
    }
}

/// The beginning of `text` in one line, for a sentence about it.
pub(crate) fn quoted(text: &str, most: usize) -> String {
    let end = text
        .char_indices()
        .nth(most)
        .map_or(text.len(), |(at, _)| at);
    let mut line = String::new();
    runs(&text[..end], true, |_, run| line.push_str(&run));
    if end < text.len() {
        line.push('…');
    }
    line
}

fn sign(c: char, spaces: bool) -> Option<(Style, String)> {
    let sign = match c {
        ' ' if !spaces => return None,
        ' ' => "␣",
        '\n' | '\r' => "↵",
        '\t' => "⇥",
        '\u{3000}' if !spaces => return None,
        '\u{3000}' => "□",
        '\u{a0}' => "⍽",
        _ if is_hidden(c) => return Some((Style::Code, format!("U+{:04X}", u32::from(c)))),
        _ => return None,
    };
    Some((Style::Sign, sign.to_owned()))
}

/// Controls, line and paragraph separators, zero-width and bidi characters, private use, tags.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}'
            | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::{Style, quoted, runs};

    fn shown(text: &str, spaces: bool) -> Vec<(Style, String)> {
        let mut list = Vec::new();
        runs(text, spaces, |style, run| list.push((style, run)));
        list
    }

    #[test]
    fn what_could_hide_is_shown() {
        let run = |style, text: &str| (style, text.to_owned());
        assert_eq!(
            shown("水 \u{202e}厂\u{3000}", false),
            [
                run(Style::Plain, "水 "),
                run(Style::Code, "U+202E"),
                run(Style::Plain, "厂\u{3000}")
            ]
        );
        assert_eq!(
            shown("水 \u{3000}\n\n\n\n\n", true),
            [
                run(Style::Plain, "水"),
                run(Style::Sign, "␣"),
                run(Style::Sign, "□"),
                run(Style::Sign, "↵×5")
            ]
        );
        assert_eq!(shown("", true), []);
    }

    #[test]
    fn a_line_end_is_one_sign() {
        let sign = |text: &str| (Style::Sign, text.to_owned());
        assert_eq!(shown("\r\n", true), [sign("↵")]);
        assert_eq!(shown("\r\n\r\n\r", true), [sign("↵"), sign("↵"), sign("↵")]);
    }

    #[test]
    fn a_quotation_is_one_short_line() {
        assert_eq!(quoted("一\n二 三", 4), "一↵二␣…");
        assert_eq!(quoted("一二", 4), "一二");
        assert_eq!(quoted(&"\n".repeat(1_000_000), 2_000_000), "↵×1000000");
    }
}
