//! Names for what went wrong, so that it can be counted.

use crate::page::Page;
use crate::score::Comparison;
use std::collections::BTreeMap;
use std::ops::Range;
use zhengwen::BlockKind;

/// What stands in the raw page between the last character of one block and the first of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seam {
    /// At least one line end.
    LineEnd,
    /// White space within a line.
    Gap,
    /// Nothing.
    Glued,
}

impl Seam {
    /// In words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Seam::LineEnd => "at a line end",
            Seam::Gap => "at a gap",
            Seam::Glued => "glued",
        }
    }
}

/// How often each kind of fault occurs.
#[derive(Debug, Clone, Default)]
pub struct Faults(BTreeMap<String, Fault>);

/// One kind of fault.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Fault {
    /// How often.
    pub count: usize,
    /// Pages on which it occurs.
    pub pages: Vec<String>,
}

impl Faults {
    /// Adds the faults of a page.
    pub fn add(&mut self, id: &str, page: &Page, found: &Comparison) {
        for name in of(page, found) {
            let fault = self.0.entry(name).or_default();
            fault.count += 1;
            if fault.pages.last().is_none_or(|last| last != id) {
                fault.pages.push(id.to_owned());
            }
        }
    }

    /// The faults, the commonest first.
    #[must_use]
    pub fn ranked(self) -> Vec<(String, Fault)> {
        let mut ranked: Vec<_> = self.0.into_iter().collect();
        ranked.sort_by_key(|(_, fault)| std::cmp::Reverse(fault.count));
        ranked
    }
}

/// The name of each fault of a page, one for each time it occurs.
#[must_use]
pub fn of(page: &Page, found: &Comparison) -> Vec<String> {
    let mut names = Vec::new();
    for (item, gone) in page.chrome.iter().zip(&found.gone) {
        if *gone == Some(false) {
            let place = if item.is_line { "line" } else { "insert" };
            names.push(format!("chrome left: {}, {place}", item.reason.as_str()));
        }
    }
    for range in &found.lost {
        let kind = found
            .truth
            .kind_at(range.start)
            .map_or("", BlockKind::as_str);
        names.push(format!("speech lost: {kind}"));
    }
    for &at in &found.missed {
        let seam = seam(page, &found.at, at).as_str();
        names.push(format!("break missed {}, {seam}", between(found, at)));
    }
    for &at in &found.invented {
        let kind = found.truth.kind_at(at).map_or("", BlockKind::as_str);
        let seam = seam(page, &found.at, at).as_str();
        names.push(format!("break invented in {kind}, {seam}"));
    }
    for wrong in &found.wrong_kinds {
        names.push(format!(
            "kind: {} read as {}",
            wrong.truth.as_str(),
            wrong.read.as_str()
        ));
    }
    names.extend(title(page, found).map(|what| format!("title {what}")));
    match found.truncated {
        (Some(true), false) => names.push("truncated missed".to_owned()),
        (Some(false), true) => names.push("truncated without reason".to_owned()),
        _ => {}
    }
    names
}

/// What stands between the characters before and at a place of the speech.
#[must_use]
pub fn seam(page: &Page, at: &[Range<usize>], place: usize) -> Seam {
    let between = place
        .checked_sub(1)
        .and_then(|before| page.raw.get(at.get(before)?.end..at.get(place)?.start))
        .unwrap_or_default();
    if between.contains('\n') {
        Seam::LineEnd
    } else if between.contains(char::is_whitespace) {
        Seam::Gap
    } else {
        Seam::Glued
    }
}

fn between(found: &Comparison, at: usize) -> &'static str {
    let before = at
        .checked_sub(1)
        .and_then(|before| found.truth.kind_at(before));
    match (before, found.truth.kind_at(at)) {
        (Some(BlockKind::Heading(_)), _) => "behind a heading",
        (_, Some(BlockKind::Heading(_))) => "before a heading",
        (Some(BlockKind::Salutation), _) => "behind a salutation",
        (Some(BlockKind::Title | BlockKind::Byline), _) => "behind title or byline",
        (_, Some(BlockKind::Signature)) => "before a signature",
        (Some(BlockKind::Paragraph), Some(BlockKind::Paragraph)) => "between paragraphs",
        _ => "elsewhere",
    }
}

fn title(page: &Page, found: &Comparison) -> Option<&'static str> {
    let (truth, read) = match &found.titles {
        (truth, read) if truth == read => return None,
        (Some(_), None) => return Some("missing"),
        (None, Some(_)) => return Some("where there is none"),
        (Some(truth), Some(read)) => (truth, read),
        (None, None) => return None,
    };
    let is_in_chrome = || {
        let folded = |item| crate::Folded::new(page.chrome_text(item)).to_string();
        page.chrome
            .iter()
            .any(|item| folded(item).contains(read.as_str()))
    };
    Some(if read.contains(truth.as_str()) {
        "too long"
    } else if truth.contains(read.as_str()) {
        "too short"
    } else if is_in_chrome() {
        "from chrome"
    } else {
        "another line or wrong within"
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reading;

    #[test]
    fn each_fault_has_a_name() {
        let page = Page::parse(
            "#truncated yes\n-meta|阅读：12次\nT|开学讲话\nS|同学们：¶P|今天开学，\n+|很好。\nH1|一、读书\nP|要多读。\n",
        )
        .expect("a page");
        let reading = Reading {
            blocks: vec![
                (BlockKind::Title, "阅读：12次".to_owned()),
                (BlockKind::Paragraph, "开学讲话".to_owned()),
                (BlockKind::Paragraph, "同学们：今天开学，".to_owned()),
                (BlockKind::Paragraph, "很好。一、读书".to_owned()),
            ],
            truncated: false,
        };
        let names = of(&page, &crate::compare(&page, &reading));
        let expected = [
            "chrome left: meta, line",
            "speech lost: paragraph",
            "break missed behind a salutation, glued",
            "break missed before a heading, at a line end",
            "break missed behind a heading, at a line end",
            "break invented in paragraph, at a line end",
            "kind: title read as paragraph",
            "kind: salutation read as paragraph",
            "title from chrome",
            "truncated missed",
        ];
        assert_eq!(names, expected);
    }
}
