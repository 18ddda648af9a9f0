//! Finds the places where a mask may begin.
//!
//! Most blocks hold none, so the scan is a gate of two steps: 32 bytes at a time are tested for
//! any byte (or pair of bytes) that begins or ends a mask character, in a loop the compiler turns
//! into vector code; only a chunk that says yes is looked through byte by byte. Chinese
//! punctuation shares its first bytes with the full-width masks (，and Ｘ are both EF BC ..), so
//! the gate tests the last two bytes of a character, not its first.

const CHUNK: usize = 32;

/// The first position at or after `from` (a character boundary) where a character stands that
/// masks are made of, or a bracket that may be a blank.
pub(super) fn next_anchor(bytes: &[u8], from: usize) -> Option<usize> {
    let mut position = from;
    while let Some(chunk) = bytes.get(position..position + CHUNK + 2) {
        if gate(chunk)
            && let Some(found) = (position..position + CHUNK).find(|&at| is_anchor(bytes, at))
        {
            return Some(found);
        }
        position += CHUNK;
    }
    (position..bytes.len()).find(|&at| is_anchor(bytes, at))
}

/// Whether an anchor may begin in the first [`CHUNK`] bytes; never wrong when it says no.
fn gate(chunk: &[u8]) -> bool {
    let mut any = 0u8;
    let triples = chunk.iter().zip(&chunk[1..]).zip(&chunk[2..]).take(CHUNK);
    for ((&a, &b), &c) in triples {
        let single = (a | 0x20 == b'x')
            | (a == b'*')
            | (a == b'_')
            | (a == b'(')
            | (a == b'[')
            | (a == 0xC3);
        let wide = ((b == 0xBC) & ((c == 0xB8) | (c == 0x8A) | (c == 0xBF) | (c == 0x88)))
            | ((b == 0x80) & ((c == 0x87) | (c == 0x90)))
            | ((b == 0x97) & ((c == 0x8B) | (c == 0xAF)))
            | ((b == 0xBD) & (c == 0x98))
            | ((b == 0x9F) & (c == 0x90))
            | ((b == 0x95) & (c == 0xB3))
            | ((b == 0x88) & (c == 0x97))
            | ((b == 0xB9) & (c == 0xA1));
        any |= u8::from(single) | u8::from(wide);
    }
    any != 0
}

fn is_anchor(bytes: &[u8], at: usize) -> bool {
    let wide = |second: u8, third: u8| {
        bytes.get(at + 1) == Some(&second) && bytes.get(at + 2) == Some(&third)
    };
    match bytes[at] {
        b'X' | b'x' | b'*' | b'_' | b'(' | b'[' => true,
        0xC3 => bytes.get(at + 1) == Some(&0x97),
        0xE2 => wide(0x97, 0x8B) || wide(0x97, 0xAF) || wide(0x95, 0xB3) || wide(0x88, 0x97),
        0xE3 => wide(0x80, 0x87) || wide(0x80, 0x90),
        0xE6 => wide(0x9F, 0x90),
        0xEF => {
            wide(0xBC, 0xB8)
                || wide(0xBC, 0x8A)
                || wide(0xBC, 0xBF)
                || wide(0xBC, 0x88)
                || wide(0xBD, 0x98)
                || wide(0xB9, 0xA1)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_anchor_is_found_at_every_offset() {
        for anchor in "XxＸｘ×╳*＊∗﹡_＿○〇◯某【（([".chars() {
            for padding in 0..70 {
                let text = format!("{}。{anchor}今天，", "，".repeat(padding));
                assert_eq!(
                    next_anchor(text.as_bytes(), 0),
                    Some(3 * padding + 3),
                    "{anchor} after {padding}"
                );
            }
        }
    }

    #[test]
    fn plain_text_has_no_anchor() {
        let text = "水厂去年供水一千万吨，水质合格率达到100%；今年（计划）".replace('（', "“");
        assert_eq!(next_anchor(text.repeat(9).as_bytes(), 0), None);
    }
}
