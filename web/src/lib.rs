//! What the page in the browser asks of the library. The page itself is in `page/`.
//!
//! A [`Cleaned`] document stays on this side, in a worker. The page asks for its figures, and for
//! those chunks of its rows that are on the screen, so that a text of any length is shown in
//! pieces of bounded size. Everything is given as JSON; text is text there, never markup.

mod glyphs;
mod markdown;
mod marks;
mod rows;
mod settings;
mod summary;
mod units;
mod view;

use settings::Settings;
use view::{Side, View};
use wasm_bindgen::prelude::wasm_bindgen;
use zhengwen::Document;

/// Every built-in rule, as JSON: id, summary, hit, near miss, reason.
#[wasm_bindgen]
#[must_use]
pub fn rules() -> String {
    json(&zhengwen::rules().collect::<Vec<_>>())
}

/// The names of reasons, of kinds of placeholder, and of scopes, as JSON.
#[wasm_bindgen]
#[must_use]
pub fn names() -> String {
    json(&summary::Names::all())
}

/// Cleans a text.
///
/// # Errors
/// When the settings do not make a cleaner.
#[wasm_bindgen]
pub fn clean_text(text: &str, settings: &str) -> Result<Cleaned, String> {
    let document = Settings::read(settings)?.cleaner()?.clean(text);
    Ok(Cleaned::new(document, None, text.len()))
}

/// Decodes and cleans the bytes of a file: in the encoding that they are found to have, or in the
/// one named by a WHATWG label, whatever they look like.
///
/// # Errors
/// When the bytes are no text, the label is unknown, or the settings do not make a cleaner.
#[wasm_bindgen]
pub fn clean_bytes(
    bytes: &[u8],
    encoding: Option<String>,
    settings: &str,
) -> Result<Cleaned, String> {
    let cleaner = Settings::read(settings)?.cleaner()?;
    let Some(label) = encoding else {
        let document = cleaner.clean_bytes(bytes);
        let document = document.map_err(|error| failure("bytes", &error))?;
        return Ok(Cleaned::new(document, None, bytes.len()));
    };
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())
        .ok_or_else(|| failure("encoding", &label))?;
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let document = cleaner.clean(&text);
    Ok(Cleaned::new(document, Some(encoding.name()), bytes.len()))
}

/// A cleaned document, and how it is cut into rows.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Cleaned {
    view: View,
    /// The encoding that was asked for.
    encoding: Option<&'static str>,
    /// Length of what was given.
    bytes: usize,
}

impl Cleaned {
    fn new(document: Document, encoding: Option<&'static str>, bytes: usize) -> Self {
        Cleaned {
            view: View::new(document),
            encoding,
            bytes,
        }
    }
}

#[wasm_bindgen]
impl Cleaned {
    /// Figures of the document, as JSON.
    #[must_use]
    pub fn summary(&self) -> String {
        json(&summary::Summary::of(&self.view, self.encoding, self.bytes))
    }

    /// A chunk of the rows of the source (of the clean text, if `output`), as JSON.
    #[must_use]
    pub fn chunk(&self, output: bool, index: usize) -> String {
        json(&self.view.chunk(Side::of(output), index))
    }

    /// The decoded source.
    #[must_use]
    pub fn source(&self) -> String {
        self.view.document.source().to_owned()
    }

    /// The clean document as `text`, `markdown` or `json`.
    #[must_use]
    pub fn written(&self, format: &str) -> String {
        match format {
            "json" => json(&self.view.document),
            "markdown" => markdown::markdown(&self.view.document),
            _ => self.view.document.text().to_owned(),
        }
    }
}

/// What is made of strings, numbers and lists can always be written.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// An error as the page reads it: what it is about, and what is wrong.
fn failure(about: &str, message: &impl ToString) -> String {
    json(&(about, message.to_string()))
}

#[cfg(test)]
mod tests {
    use super::{clean_bytes, clean_text, names, rules};

    const NONE: &str = "";

    #[test]
    fn a_file_is_read_as_what_it_is_or_as_what_one_says() {
        let bytes = b"\xb8\xf7\xce\xbb\xb6\xc1\xd5\xdf:\n";
        let cleaned = clean_bytes(bytes, None, NONE).unwrap();
        assert_eq!(cleaned.written("text"), "各位读者：\n");
        assert!(cleaned.summary().contains("\"encoding\":\"GBK\""));
        let cleaned = clean_bytes(bytes, Some("big5".into()), NONE).unwrap();
        assert_ne!(cleaned.written("text"), "各位读者：\n");
        assert!(cleaned.summary().contains("\"encoding\":\"Big5\""));
        let error = clean_bytes(bytes, Some("klingon".into()), NONE).unwrap_err();
        assert_eq!(error, r#"["encoding","klingon"]"#);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let error = clean_bytes(b"PK\x03\x04 and so on", None, NONE).unwrap_err();
        assert!(error.starts_with(r#"["bytes","#), "{error}");
    }

    #[test]
    fn the_three_forms() {
        let cleaned =
            clean_text("在图书馆开馆仪式上的致辞\n各位读者:\n开馆了,欢迎。\n", NONE).unwrap();
        let text = "在图书馆开馆仪式上的致辞\n各位读者：\n开馆了，欢迎。\n";
        assert_eq!(cleaned.written("text"), text);
        assert!(cleaned.written("markdown").starts_with("# 在图书馆"));
        let json: serde_json::Value = serde_json::from_str(&cleaned.written("json")).unwrap();
        assert_eq!(json["text"], text);
        assert_eq!(json["blocks"][1]["kind"], "salutation");
    }

    #[test]
    fn tables_for_the_page() {
        assert!(rules().contains("\"id\":\"layout.join\""));
        assert!(names().contains("page_number") && names().contains("organization"));
    }
}
