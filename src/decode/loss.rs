//! Signs that content was lost before the text came to us.

/// Whether `text` holds remains of characters that nobody can bring back: U+FFFD, 锟斤拷 in
/// numbers, question marks where letters were.
pub(crate) fn is_damaged(text: &str) -> bool {
    has_replacement(text) || has_remains(text) || has_lost_letters(text)
}

fn has_replacement(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), "\u{FFFD}".as_bytes()).is_some()
}

/// 锟斤拷 is two U+FFFD in UTF-8 read as GBK. Standing once, or in quotes, it is more often a text
/// about the thing; 锟 and 拷 by themselves hardly occur.
fn has_remains(text: &str) -> bool {
    let count = |word: &str| memchr::memmem::find_iter(text.as_bytes(), word).count();
    let remains = count("锟");
    remains > 1 && remains + count("拷") >= 4 + 2 * count("“锟斤拷”")
}

/// Question marks that ask nothing: in ASCII text, runs that do not follow a word, or that a word
/// follows at once. Three of them, and a tenth of all that is not space.
fn has_lost_letters(text: &str) -> bool {
    if !text.is_ascii() {
        return false;
    }
    let bytes = text.as_bytes();
    let (mut lost, mut position) = (0, 0);
    while let Some(next) = memchr::memchr(b'?', &bytes[position..]) {
        let start = position + next;
        let length = bytes[start..]
            .iter()
            .take_while(|byte| **byte == b'?')
            .count();
        let end = start + length;
        let asks = start > 0 && bytes[start - 1].is_ascii_alphabetic();
        let goes_on = bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
        if length > 1 && (!asks || goes_on) {
            lost += length;
        }
        position = end;
    }
    let printed = bytes.iter().filter(|byte| byte.is_ascii_graphic()).count();
    lost >= 3 && lost * 10 >= printed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost() {
        for text in ["2024?3??????", "?????,??!", "a\u{FFFD}", "锟斤拷锟斤拷"] {
            assert!(is_damaged(text), "{text}");
        }
    }

    #[test]
    fn honest() {
        for text in [
            "What??? Really??",
            "a?b=1&c=2",
            "说到“锟斤拷”",
            "为什么???",
            "why?? so??",
        ] {
            assert!(!is_damaged(text), "{text}");
        }
    }
}
