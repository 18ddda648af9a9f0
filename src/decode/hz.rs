//! HZ (RFC 1843): GB 2312 in seven bits, between `~{` and `~}`.
//!
//! WHATWG has no HZ decoder, for reasons of web security that do not touch text at rest.

use super::code::Code;

/// The text, when every escape of `bytes` is sound and there is at least one Chinese character.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    memchr::memmem::find(bytes, b"~{")?;
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    let mut position = 0;
    let mut chinese = false;
    let mut characters = 0;
    while let Some(&byte) = bytes.get(position) {
        let pair = &bytes[position..bytes.len().min(position + 2)];
        position += match (chinese, pair) {
            (false, b"~{") => {
                chinese = true;
                2
            }
            (true, b"~}") => {
                chinese = false;
                2
            }
            (false, b"~~") => {
                text.push('~');
                2
            }
            (false, b"~\n") => 2,
            (false, _) if byte < 0x80 => {
                text.push(byte as char);
                1
            }
            // A line end closes the Chinese mode, says the RFC.
            (true, [b'\n', ..]) => {
                chinese = false;
                text.push('\n');
                1
            }
            (true, [lead @ 0x21..=0x77, trail @ 0x21..=0x7E]) => {
                let (character, _) = Code::Gb18030.read(&[lead | 0x80, trail | 0x80], 0)?;
                text.push(character);
                characters += 1;
                2
            }
            _ => return None,
        };
    }
    (characters > 0).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_modes() {
        assert_eq!(decode(b"a~~b ~{VPND~} c").as_deref(), Some("a~b 中文 c"));
        assert_eq!(
            decode(b"~{VPND~}\n~{VPND\nx").as_deref(),
            Some("中文\n中文\nx")
        );
    }

    #[test]
    fn near_misses() {
        assert_eq!(decode(b"/* ~{ no ~} */"), None);
        assert_eq!(decode(b"~~ ~~"), None);
        assert_eq!(decode("~{VP".as_bytes()).as_deref(), Some("中"));
        assert_eq!(decode(b"~{VPN"), None);
    }
}
