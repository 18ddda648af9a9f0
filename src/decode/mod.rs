//! From bytes to source text: which encoding, and how much doubt.
//!
//! BOM, then UTF-8 when the bytes are valid, then the hint, then GB18030.

use crate::error::{DecodeError, DecodeErrorKind};
use encoding_rs::{Encoding, GB18030, UTF_8};

/// How to decode.
#[derive(Debug, Clone, Copy, Default)]
pub struct DecodeOptions {
    /// The encoding the source was declared to have.
    pub(crate) hint: Option<&'static Encoding>,
    /// Whether undecodable bytes are an error instead of U+FFFD.
    pub(crate) strict: bool,
}

/// Decoded text and how it was come by.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Decoded {
    /// The text, without BOM.
    pub text: String,
    /// WHATWG name of the encoding.
    pub encoding: &'static str,
    /// Whether content is lost for good.
    pub damaged: bool,
}

/// Decodes `bytes`.
///
/// # Errors
/// [`DecodeErrorKind::Binary`] for what is not text, [`DecodeErrorKind::Malformed`] in strict mode.
pub fn decode(bytes: &[u8], options: &DecodeOptions) -> Result<Decoded, DecodeError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(DecodeError {
            kind: DecodeErrorKind::Binary,
            offset: Some(0),
            bytes: bytes.iter().copied().take(16).collect(),
            encoding: None,
            detail: "zip archive".into(),
        });
    }
    let encoding = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| std::str::from_utf8(bytes).is_ok().then_some(UTF_8));
    let encoding = encoding.or(options.hint).unwrap_or(GB18030);
    let (text, used, damaged) = encoding.decode(bytes);
    if damaged && options.strict {
        return Err(DecodeError {
            kind: DecodeErrorKind::Malformed,
            offset: None,
            bytes: Vec::new(),
            encoding: Some(used.name()),
            detail: String::new(),
        });
    }
    Ok(Decoded {
        text: text.into_owned(),
        encoding: used.name(),
        damaged,
    })
}
