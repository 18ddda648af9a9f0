//! What can go wrong: only decoding can, and it says where.

use std::fmt;

/// Why bytes could not be decoded.
///
/// Opaque on purpose: match on [`DecodeError::kind`], read the numbers through the
/// accessors. Offsets are byte offsets into the bytes that were given.
///
/// ```
/// use zhengwen::{Cleaner, DecodeErrorKind};
///
/// let error = Cleaner::new().clean_bytes(b"PK\x03\x04\x14\x00\x00\x00").unwrap_err();
/// assert_eq!(error.kind(), DecodeErrorKind::Binary);
/// assert_eq!(error.offset(), Some(0));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", Display(self))]
pub struct DecodeError {
    pub(crate) kind: DecodeErrorKind,
    pub(crate) offset: Option<usize>,
    pub(crate) bytes: Vec<u8>,
    pub(crate) encoding: Option<&'static str>,
    pub(crate) detail: String,
}

/// The kind of a [`DecodeError`].
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DecodeErrorKind {
    /// The bytes are not text: an archive, an image, a program, random bytes.
    Binary,
    /// No encoding reads the bytes, or, in strict mode, the chosen one has bytes it cannot read.
    Malformed,
    /// The encoding label of the hint is not one of the WHATWG Encoding Standard.
    UnknownLabel,
    /// The text is longer than [`crate::MAX_SOURCE_BYTES`].
    TooLong,
}

impl DecodeError {
    /// The kind of the error.
    #[must_use]
    pub fn kind(&self) -> DecodeErrorKind {
        self.kind
    }

    /// Byte offset, into the bytes given, of the first byte that could not be read.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        self.offset
    }

    /// The bytes at [`DecodeError::offset`], at most sixteen of them.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// WHATWG name of the encoding that was tried last, if any.
    #[must_use]
    pub fn encoding(&self) -> Option<&'static str> {
        self.encoding
    }

    /// What was tried, or what the bytes look like, in a few words.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

struct Display<'a>(&'a DecodeError);

impl fmt::Display for Display<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = self.0;
        match error.kind {
            DecodeErrorKind::Binary => write!(f, "binary data, not text")?,
            DecodeErrorKind::Malformed => write!(f, "undecodable bytes")?,
            DecodeErrorKind::UnknownLabel => write!(f, "unknown encoding label")?,
            DecodeErrorKind::TooLong => write!(f, "text too long")?,
        }
        if !error.detail.is_empty() {
            write!(f, ": {}", error.detail)?;
        }
        if let Some(offset) = error.offset {
            write!(f, " at byte {offset}")?;
        }
        if !error.bytes.is_empty() {
            write!(f, " [")?;
            for (index, byte) in error.bytes.iter().enumerate() {
                write!(f, "{}{byte:02X}", if index == 0 { "" } else { " " })?;
            }
            write!(f, "]")?;
        }
        if let Some(encoding) = error.encoding {
            write!(f, " as {encoding}")?;
        }
        Ok(())
    }
}
