//! A record: a JSON object whose fields are kept as they are spelt.

use crate::render;
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// The fields of an object in order; values are only known to be JSON.
pub(crate) struct Record<'a>(pub(crate) Vec<(Cow<'a, str>, &'a str)>);

impl<'a> Record<'a> {
    /// Reads a line; the error says what is wrong with it.
    pub(crate) fn parse(line: &'a [u8]) -> Result<Self, String> {
        let text = utf8(line)?;
        if text.trim_ascii().is_empty() {
            return Err("empty line".into());
        }
        serde_json::from_str(text).map_err(|error| {
            // The reader's own place counts lines from 1 and has no offset of use here.
            let column = error.column();
            let text = error.to_string();
            let what = text.split(" at line ").next().unwrap_or_default();
            format!("malformed record: {what} at column {column}")
        })
    }

    /// Reads a line with a document in its field `name`: the record, where the field is, and the
    /// document. The error says what is wrong.
    pub(crate) fn with_text(
        line: &'a [u8],
        name: &str,
    ) -> Result<(Self, usize, Cow<'a, str>), String> {
        let record = Record::parse(line)?;
        let at = record.position(name);
        let at = at.ok_or_else(|| format!("no field {name:?}"))?;
        let text = string(record.0[at].1);
        let text = text.ok_or_else(|| format!("field {name:?} is not a string"))?;
        Ok((record, at, text))
    }

    /// Of several fields with one name the last one counts, as in most readers of JSON.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.0.iter().rposition(|(key, _)| key == name)
    }

    /// `source_NAME`, or what is free.
    fn free(&self, name: &str) -> String {
        let mut free = format!("source_{name}");
        while self.position(&free).is_some() {
            free.insert_str(0, "source_");
        }
        free
    }
}

/// Borrows what is UTF-8; `encoding_rs` knows it sooner than the standard library, which can say
/// where it is not.
fn utf8(line: &[u8]) -> Result<&str, String> {
    match encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(line) {
        Some(Cow::Borrowed(text)) => Ok(text),
        _ => std::str::from_utf8(line)
            .map_err(|error| format!("not UTF-8 at byte {}", error.valid_up_to())),
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Record<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

/// Reads an object.
struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Record<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::with_capacity(16);
        while let Some((Key(key), value)) = map.next_entry::<_, &RawValue>()? {
            fields.push((key, value.get()));
        }
        Ok(Record(fields))
    }
}

/// A string, borrowed where it has no escapes.
#[derive(serde::Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

/// The text of a string value. An unpaired surrogate, which some writers leave in their escapes,
/// becomes U+FFFD.
pub(crate) fn string(value: &str) -> Option<Cow<'_, str>> {
    if !value.starts_with('"') {
        return None;
    }
    let text: Result<Key<'_>, _> = serde_json::from_str(value);
    if let Ok(Key(text)) = text {
        return Some(text);
    }
    let Lossy(text) = serde_json::from_str(value).ok()?;
    Some(text.into())
}

/// Whether half a surrogate pair stands alone in the escapes of a string value: a character was lost
/// before the record was written.
pub(crate) fn has_lone_surrogate(value: &str) -> bool {
    value.contains("\\u") && serde_json::from_str::<Key<'_>>(value).is_err()
}

/// A string through its bytes, where the reader of JSON lets unpaired surrogates pass.
struct Lossy(String);

impl<'de> Deserialize<'de> for Lossy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(LossyText).map(Lossy)
    }
}

struct LossyText;

impl Visitor<'_> for LossyText {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<String, E> {
        Ok(String::from_utf8_lossy(bytes).replace("\u{FFFD}\u{FFFD}\u{FFFD}", "\u{FFFD}"))
    }
}

/// The bytes of a base64 value: padded or not, line ends ignored, as Spark's `base64` writes them.
pub(crate) fn bytes(text: &str) -> Result<Vec<u8>, String> {
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &STANDARD,
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
    );
    let is_space = |byte: u8| byte.is_ascii_whitespace();
    let decoded = if text.bytes().any(is_space) {
        let dense: Vec<u8> = text.bytes().filter(|&byte| !is_space(byte)).collect();
        LENIENT.decode(dense)
    } else {
        LENIENT.decode(text)
    };
    decoded.map_err(|error| format!("undecodable base64: {error}"))
}

/// Writes an object field by field.
pub(crate) struct Object<'a> {
    pub(crate) out: &'a mut Vec<u8>,
    separator: u8,
}

impl<'a> Object<'a> {
    pub(crate) fn open(out: &'a mut Vec<u8>) -> Self {
        Object {
            out,
            separator: b'{',
        }
    }

    /// A key; its value comes next.
    pub(crate) fn key(&mut self, name: &str) {
        self.out.push(self.separator);
        self.separator = b',';
        render::string(self.out, name);
        self.out.push(b':');
    }

    /// A string field.
    pub(crate) fn string(&mut self, name: &str, value: &str) {
        self.key(name);
        render::string(self.out, value);
    }

    /// A field of `record`, under another name if its own is one of `added`.
    pub(crate) fn copy(&mut self, record: &Record<'_>, index: usize, added: &[&str]) {
        let (name, value) = &record.0[index];
        if added.contains(&&**name) {
            self.key(&record.free(name));
        } else {
            self.key(name);
        }
        self.out.extend_from_slice(value.as_bytes());
    }

    pub(crate) fn close(self) {
        if self.separator == b'{' {
            self.out.push(b'{');
        }
        self.out.extend_from_slice(b"}\n");
    }
}
