//! Which encoding a sample was most probably written in.
//!
//! Every encoding reads the same bytes; the reading that costs least wins. A declared charset
//! makes its reading cheaper, never certain. Bytes that every reading finds worse than noise are
//! not text.

use super::code::Code;
use super::lattice::Lattice;
use super::model::{Cost, NAT, NOISE};
use encoding_rs::Encoding;

/// Bytes that are looked at.
const SAMPLE: usize = 768;
/// ASCII bytes kept on either side of other bytes.
const CONTEXT: usize = 8;
/// How far into the bytes a `charset=` is looked for.
const HEAD: usize = 2048;

/// What each encoding costs before a byte is seen: how rare it is in Chinese crawls.
const PRIOR: [(Code, Cost); 8] = [
    (Code::Utf8, 0),
    (Code::Gb18030, NAT),
    (Code::Big5, 4 * NAT),
    (Code::Latin, 2 * NAT),
    (Code::ShiftJis, 5 * NAT),
    (Code::EucKr, 5 * NAT),
    (Code::Utf16Le, 6 * NAT),
    (Code::Utf16Be, 7 * NAT),
];
const NOISE_PRIOR: Cost = 8 * NAT;
/// What a byte order mark is worth, a hint, and a `charset=` in the text.
const MARK: Cost = 20 * NAT;
const HINT: Cost = 8 * NAT;
const DECLARED: Cost = 3 * NAT;

/// The best reading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Verdict {
    /// Nothing when the bytes look like noise.
    pub(super) code: Option<Code>,
    /// By how much it is cheaper than the next one.
    pub(super) margin: Cost,
}

impl Verdict {
    pub(super) const SURELY_GBK: Verdict = Verdict {
        code: Some(Code::Gb18030),
        margin: 100 * NAT,
    };
}

/// Weighs all encodings on a sample of `bytes`.
pub(super) fn detect(
    bytes: &[u8],
    hint: Option<&'static Encoding>,
    mark: Option<&'static Encoding>,
    lattice: &mut Lattice,
) -> Verdict {
    let wide = bytes.len() <= SAMPLE || may_be_wide(bytes);
    let sample = if wide {
        bytes[..bytes.len().min(SAMPLE)].to_vec()
    } else {
        sample(bytes)
    };
    let unicode = std::str::from_utf8(bytes).is_ok();
    let hinted = hint.and_then(Code::of);
    let marked = mark.and_then(Code::of);
    let declared = declared(bytes);
    let noise = if unicode && !bytes.iter().any(|byte| *byte < 8) {
        Cost::MAX
    } else {
        NOISE * sample.len() as Cost + NOISE_PRIOR
    };
    let mut best = (None, noise);
    let mut second = Cost::MAX;
    for (code, prior) in PRIOR {
        if !wide && matches!(code, Code::Utf16Le | Code::Utf16Be) {
            continue;
        }
        // By chance only a word or two of GBK is valid UTF-8, of other encodings less.
        if unicode
            && matches!(
                code,
                Code::Big5 | Code::Latin | Code::ShiftJis | Code::EucKr
            )
        {
            continue;
        }
        let bonus = if hinted == Some(code) { HINT } else { 0 }
            + if marked == Some(code) { MARK } else { 0 }
            + if declared == Some(code) { DECLARED } else { 0 };
        let cost = lattice.read(&sample, 0, sample.len(), &[code]).cost;
        let cost = (cost + prior).saturating_sub(bonus);
        if cost < best.1 {
            second = best.1;
            best = (Some(code), cost);
        } else {
            second = second.min(cost);
        }
    }
    Verdict {
        code: best.0,
        margin: second.saturating_sub(best.1),
    }
}

/// The bytes above ASCII with a little of what is around them, up to the size of a sample.
fn sample(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::with_capacity(SAMPLE);
    // Everything before `copied` has been copied or passed over.
    let mut copied = 0;
    let mut position = 0;
    while sample.len() < SAMPLE {
        let Some(next) = bytes[position..].iter().position(|byte| !byte.is_ascii()) else {
            break;
        };
        let high = position + next;
        let to = (high + 1 + CONTEXT).min(bytes.len());
        sample.extend_from_slice(&bytes[high.saturating_sub(CONTEXT).max(copied).min(to)..to]);
        copied = to;
        position = high + 1;
    }
    if sample.is_empty() {
        sample.extend_from_slice(&bytes[..bytes.len().min(SAMPLE)]);
    }
    sample
}

/// Whether the bytes could be UTF-16: at one parity most bytes are high halves of Han, of their
/// punctuation, or of ASCII.
fn may_be_wide(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(SAMPLE)];
    (0..2).any(|parity| {
        let high = head.iter().skip(parity).step_by(2);
        let total = high.len();
        let fitting = high
            .filter(|byte| matches!(byte, 0x00 | 0x20 | 0x25 | 0x26 | 0x30 | 0xFF | 0x4E..=0x9F))
            .count();
        total > 0 && fitting * 10 >= total * 6
    })
}

/// The encoding a `charset=` near the beginning names.
fn declared(bytes: &[u8]) -> Option<Code> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let at = memchr::memmem::find(head, b"charset=")? + b"charset=".len();
    let rest = head[at..].strip_prefix(b"\"").unwrap_or(&head[at..]);
    let end = rest
        .iter()
        .position(|byte| !(byte.is_ascii_alphanumeric() || b"-_".contains(byte)))
        .unwrap_or(rest.len());
    Encoding::for_label(&rest[..end]).and_then(Code::of)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> Option<Code> {
        detect(bytes, None, None, &mut Lattice::default()).code
    }

    #[test]
    fn encodings_of_one_sentence() {
        let text = "市立图书馆每周一闭馆检修。";
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(code(&encoding_rs::GBK.encode(text).0), Some(Code::Gb18030));
        assert_eq!(code(&wide), Some(Code::Utf16Le));
        assert_eq!(code(&wide[1..]), Some(Code::Utf16Le));
        let text = "市立圖書館每週一閉館檢修。";
        assert_eq!(code(&encoding_rs::BIG5.encode(text).0), Some(Code::Big5));
    }

    #[test]
    fn a_sample_keeps_runs_whole() {
        let mut bytes = vec![b' '; 5000];
        bytes.extend_from_slice("水厂".as_bytes());
        bytes.extend(vec![b' '; 5000]);
        bytes.extend_from_slice("学校".as_bytes());
        let sample = String::from_utf8(sample(&bytes)).expect("UTF-8");
        assert_eq!(
            sample.split_whitespace().collect::<Vec<_>>(),
            ["水厂", "学校"]
        );
    }

    #[test]
    fn charset_is_read() {
        assert_eq!(declared(b"<meta charset=\"gbk\">"), Some(Code::Gb18030));
        assert_eq!(declared(b"<meta charset=utf8mb4>"), None);
    }
}
