//! From offsets into the text back to offsets into the bytes, computed only when asked.

use super::code::Code;
use super::{Decoded, RepairKind, hz};

impl Decoded {
    /// The offset, in `bytes`, of what stands at byte `offset` of the text; `bytes` are those that
    /// were decoded. Inside a repaired stretch it is where the stretch begins.
    ///
    /// Takes time linear in `offset`.
    ///
    /// ```
    /// use zhengwen::decode::{DecodeOptions, decode};
    ///
    /// let bytes = b"\xD1\xA7\xD0\xA3\xA3\xACok";
    /// let decoded = decode(bytes, &DecodeOptions::default())?;
    /// let offset = decoded.text.find("ok").unwrap();
    /// assert_eq!(decoded.raw_offset(bytes, offset), 6);
    /// # Ok::<(), zhengwen::DecodeError>(())
    /// ```
    #[must_use]
    pub fn raw_offset(&self, bytes: &[u8], offset: usize) -> usize {
        if self.encoding == hz::NAME {
            return hz::raw_offset(bytes, offset);
        }
        Walk::new(self, bytes).to(offset)
    }
}

/// Walks through text and bytes side by side, only ever forward.
pub(super) struct Walk<'d> {
    decoded: &'d Decoded,
    bytes: &'d [u8],
    code: Code,
    text: usize,
    raw: usize,
    repair: usize,
}

impl<'d> Walk<'d> {
    pub(super) fn new(decoded: &'d Decoded, bytes: &'d [u8]) -> Self {
        Walk {
            decoded,
            bytes,
            code: Code::of_name(decoded.encoding),
            text: 0,
            raw: decoded.start,
            repair: 0,
        }
    }

    pub(super) fn to(&mut self, offset: usize) -> usize {
        while self.text < offset {
            let next = self.decoded.repairs.get(self.repair);
            let Some(repair) = next.filter(|repair| repair.text.start <= self.text) else {
                let limit = next.map_or(offset, |repair| repair.text.start.min(offset));
                if !self.read(self.code, limit) {
                    break;
                }
                continue;
            };
            if offset < repair.text.end {
                if let RepairKind::Switched(name) = repair.kind {
                    self.read(Code::of_name(name), offset);
                    return self.raw;
                }
                return repair.raw.start;
            }
            self.text = self.text.max(repair.text.end);
            self.raw = self.raw.max(repair.raw.end);
            self.repair += 1;
        }
        self.raw
    }

    /// Reads plain text up to `limit`; whether it got there.
    fn read(&mut self, code: Code, limit: usize) -> bool {
        if code == Code::Utf8 {
            self.raw += limit - self.text;
            self.text = limit;
        }
        while self.text < limit {
            let Some((character, length)) = code.read(self.bytes, self.raw) else {
                return false;
            };
            if self.text + character.len_utf8() > limit {
                return false;
            }
            self.text += character.len_utf8();
            self.raw += length;
        }
        true
    }
}
