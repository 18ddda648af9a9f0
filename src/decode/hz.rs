//! HZ (RFC 1843): GB 2312 in seven bits, between `~{` and `~}`.
//!
//! WHATWG has no HZ decoder, for reasons of web security that do not touch text at rest.

use super::code::Code;

/// The name we give it; WHATWG has none.
pub(super) const NAME: &str = "HZ-GB-2312";

/// The offset in `bytes` at which the text is `offset` bytes long.
pub(super) fn raw_offset(bytes: &[u8], offset: usize) -> usize {
    read(bytes, offset).map_or(bytes.len(), |(_, position)| position)
}

/// The text, when every escape of `bytes` is sound and there is at least one Chinese character.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    memchr::memmem::find(bytes, b"~{")?;
    let (text, _) = read(bytes, usize::MAX)?;
    (!text.is_ascii()).then_some(text)
}

/// The text up to `limit` bytes of it, and how many of `bytes` it took.
fn read(bytes: &[u8], limit: usize) -> Option<(String, usize)> {
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    let mut position = 0;
    let mut chinese = false;
    while let Some(&byte) = bytes.get(position) {
        if text.len() >= limit {
            break;
        }
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
                2
            }
            _ => return None,
        };
    }
    Some((text, position))
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
