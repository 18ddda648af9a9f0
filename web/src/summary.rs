//! The figures of a document, and the names that the page has words for.

use crate::marks::Kind;
use crate::view::{Side, View};
use serde::Serialize;
use zhengwen::{ChromeScope, PlaceholderKind, Reason, Warning};

/// Names, and a number for each.
type Counts<'n> = Vec<(&'n str, usize)>;

/// Names as they stand in the JSON of the library.
#[derive(Debug, Serialize)]
pub(crate) struct Names {
    reasons: Vec<&'static str>,
    placeholders: Vec<&'static str>,
    scopes: Vec<&'static str>,
}

impl Names {
    pub(crate) fn all() -> Self {
        Names {
            reasons: Reason::ALL.map(Reason::as_str).to_vec(),
            placeholders: PlaceholderKind::ALL.map(PlaceholderKind::as_str).to_vec(),
            scopes: ChromeScope::ALL.map(ChromeScope::as_str).to_vec(),
        }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct Summary<'a> {
    encoding: &'a str,
    /// Length of what was given, in bytes.
    bytes: usize,
    /// Characters before and after.
    characters: (usize, usize),
    blocks: usize,
    /// Chunks of the source and of the output.
    chunks: (usize, usize),
    /// How many marks there are of each kind.
    kinds: Counts<'static>,
    reasons: Counts<'static>,
    placeholders: Counts<'static>,
    /// How many edits each rule made, and removals.
    rules: Counts<'a>,
    warnings: &'a [Warning],
    truncated: bool,
    /// Repairs while decoding.
    repairs: usize,
}

impl<'a> Summary<'a> {
    pub(crate) fn of(view: &'a View, encoding: Option<&'a str>, bytes: usize) -> Self {
        let document = &view.document;
        let mut kinds = [0; Kind::ALL.len()];
        for mark in &view.marks {
            kinds[mark.kind as usize] += 1;
        }
        let kinds = Kind::ALL.map(Kind::as_str).into_iter().zip(kinds);
        let edits = document.edits().map(|edit| edit.rule);
        Summary {
            encoding: encoding.unwrap_or(document.encoding()),
            bytes,
            characters: (
                document.source().chars().count(),
                document.text().chars().count(),
            ),
            blocks: document.blocks().len(),
            chunks: (
                view.rows(Side::Source).chunks(),
                view.rows(Side::Output).chunks(),
            ),
            kinds: kinds.filter(|&(_, count)| count > 0).collect(),
            reasons: counted(document.removed().map(|removed| removed.reason.as_str())),
            placeholders: counted(document.placeholders().map(|found| found.kind.as_str())),
            rules: counted(edits.chain(document.removed().map(|removed| removed.rule))),
            warnings: document.warnings(),
            truncated: document.is_truncated(),
            repairs: document.repairs().len(),
        }
    }
}

/// How often each name came, in the order they first came in. There are few names.
fn counted<'n>(names: impl Iterator<Item = &'n str>) -> Counts<'n> {
    let mut counts: Counts<'n> = Vec::new();
    for name in names {
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::Summary;
    use crate::view::View;
    use zhengwen::Cleaner;

    #[test]
    fn figures() {
        let view = View::new(Cleaner::new().clean("首页 > 正文\n各位来宾:\n水厂X月通水。\n"));
        let summary = Summary::of(&view, Some("Big5"), 9);
        assert_eq!(
            (summary.encoding, summary.bytes, summary.blocks),
            ("Big5", 9, 2)
        );
        assert_eq!(summary.reasons, [("navigation", 1)]);
        assert_eq!(summary.placeholders, [("date", 1)]);
        assert_eq!(summary.kinds[0], ("removed", 1));
        assert!(summary.rules.contains(&("inline.punctuation", 1)));
    }
}
