//! The texts that cases are made from: every page and text of the fixtures, as it stands.

use anyhow::Context;
use std::path::Path;
use walkdir::WalkDir;

/// Texts in lines.
pub(crate) struct Texts(Vec<Vec<String>>);

impl Texts {
    /// Reads the pages (`.mark`, marks left out) and texts (`.txt`) below `folder`, in the order of
    /// their paths.
    pub(crate) fn read(folder: &Path) -> anyhow::Result<Texts> {
        let mut texts = Vec::new();
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let path = entry?.into_path();
            if !path.is_file() {
                continue;
            }
            let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
            let text = match path.extension().and_then(|end| end.to_str()) {
                Some("mark") => raw_page(&String::from_utf8_lossy(&bytes)),
                Some("txt") if path.ends_with("floors.txt") => continue,
                Some("txt") => match zhengwen::Cleaner::new().decode(&bytes) {
                    Ok(decoded) => decoded.text,
                    Err(_) => continue,
                },
                _ => continue,
            };
            texts.push(text.split('\n').map(str::to_owned).collect());
        }
        Ok(Texts(texts))
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One of them.
    pub(crate) fn draw(&self, random: &mut fastrand::Rng) -> &[String] {
        &self.0[random.usize(..self.0.len())]
    }
}

/// The page that a `.mark` file is about: `fixtures/pages/README.md` has the format.
fn raw_page(marked: &str) -> String {
    let mut page = String::with_capacity(marked.len());
    for line in marked.lines() {
        let Some((tag, text)) = line.split_once('|').filter(|(tag, _)| !tag.contains(' ')) else {
            continue;
        };
        debug_assert!(!tag.is_empty());
        unmark(text, &mut page);
        page.push('\n');
    }
    page
}

/// Adds `line` without `¶K|`, and of `⟦reason:text⟧` the text.
fn unmark(line: &str, page: &mut String) {
    let mut rest = line;
    while let Some(at) = rest.find(['¶', '⟦', '⟧']) {
        page.push_str(&rest[..at]);
        let mark = rest[at..].chars().next().unwrap_or_default();
        rest = &rest[at + mark.len_utf8()..];
        let end = match mark {
            '¶' => rest.find('|'),
            '⟦' => rest.find(':'),
            _ => None,
        };
        rest = end.map_or(rest, |end| &rest[end + 1..]);
    }
    page.push_str(rest);
}
