//! What a marked page must not be.

use crate::corpus::{Entry, family};
use crate::page::{Line, Page, has_mark};
use crate::twins::twins;
use regex::Regex;
use std::fmt;
use std::sync::LazyLock;
use zhengwen::BlockKind;

/// Something that is wrong with a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The page, `family/name`.
    pub id: String,
    /// The line of the file, counted from one; none for the page as a whole.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.id, self.what),
            None => write!(f, "{}: {}", self.id, self.what),
        }
    }
}

/// A line, if there is one, and what is wrong there.
type Fault = (Option<usize>, String);

/// Checks every page by itself and all of them against each other.
#[must_use]
pub fn check(entries: &[Entry]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut pages = Vec::new();
    for entry in entries {
        let mut faults = file(&entry.file);
        match Page::parse(&entry.file) {
            Ok(page) => {
                faults.extend(page_faults(family(&entry.id), &page));
                pages.push((entry.id.as_str(), page));
            }
            Err(error) => faults.push((Some(error.line), error.kind.to_string())),
        }
        findings.extend(faults.into_iter().map(|(line, what)| Finding {
            id: entry.id.clone(),
            line,
            what,
        }));
    }
    // Cases repeat each other on purpose.
    pages.retain(|(id, _)| family(id) != crate::corpus::UNIT);
    findings.extend(twins(&pages));
    findings
}

fn file(text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    if text.starts_with('\u{feff}') {
        faults.push((Some(1), "a byte order mark".to_owned()));
    }
    if !text.ends_with('\n') {
        faults.push((None, "no line end at the end of the file".to_owned()));
    }
    faults
}

/// Checks one page.
#[must_use]
pub fn page_faults(family: &str, page: &Page) -> Vec<Fault> {
    let checks = [about, title, levels, empty, marks, never_removed, accounted];
    let mut faults: Vec<Fault> = checks.iter().flat_map(|check| check(page)).collect();
    if family == "trap" {
        let chrome = page.chrome.iter();
        faults.extend(chrome.map(|item| (Some(item.line), "a trap has no chrome".to_owned())));
    }
    faults
}

fn about(page: &Page) -> Vec<Fault> {
    let site = page.site.is_none().then(|| (None, "no #site".to_owned()));
    let truncated = page
        .truncated
        .is_none()
        .then(|| (None, "no #truncated".to_owned()));
    site.into_iter().chain(truncated).collect()
}

fn title(page: &Page) -> Vec<Fault> {
    let late = page
        .blocks
        .iter()
        .skip(1)
        .filter(|block| block.kind == BlockKind::Title);
    late.map(|block| {
        (
            Some(block.line),
            "a title that is not the first block".to_owned(),
        )
    })
    .collect()
}

/// Ordinals whose level is fixed, and the level. A page may begin at any of them: a short speech
/// has 1. and no 一、 above it.
static ORDINALS: LazyLock<[(Regex, u8); 6]> = LazyLock::new(|| {
    [
        (r"^[一二三四五六七八九十]+、", 1),
        (r"^第[一二三四五六七八九十百]+章", 1),
        (r"^第[一二三四五六七八九十百]+节", 2),
        (r"^[（(][一二三四五六七八九十]+[）)]", 2),
        (r"^[0-9０-９]{1,2}[.．、][^0-9０-９]", 3),
        (r"^[（(][0-9０-９]{1,2}[）)]", 4),
    ]
    .map(|(expression, level)| (regex(expression), level))
});

fn regex(expression: &str) -> Regex {
    Regex::new(expression).expect("the expression is valid")
}

/// Ordinals stand at their level, or all of them one lower, below a heading that has none of them
/// (第一部分, 壹、, 去年的工作).
fn levels(page: &Page) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut is_enclosed = false;
    let mut lower = None;
    for block in &page.blocks {
        let BlockKind::Heading(level) = block.kind else {
            continue;
        };
        let text = page.text(block);
        let known = ORDINALS
            .iter()
            .find(|(ordinal, _)| ordinal.is_match(text.trim()));
        let Some(&(_, expected)) = known else {
            is_enclosed |= level == 1;
            continue;
        };
        // The line that begins a part of a compilation is H1 whatever its number.
        if level == 1 && expected != 1 {
            continue;
        }
        let allowed = if is_enclosed {
            expected..=expected + 1
        } else {
            expected..=expected
        };
        if !allowed.contains(&level) || lower.is_some_and(|lower| lower != level - expected) {
            let what = format!("H{level}, its ordinal says H{expected}: {}", begin(&text));
            faults.push((Some(block.line), what));
        } else {
            lower = Some(level - expected);
        }
    }
    faults
}

fn empty(page: &Page) -> Vec<Fault> {
    let blocks = page
        .blocks
        .iter()
        .filter(|block| page.text(block).trim().is_empty());
    let chrome = page
        .chrome
        .iter()
        .filter(|item| page.chrome_text(item).trim().is_empty());
    blocks
        .map(|block| (Some(block.line), "an empty block".to_owned()))
        .chain(chrome.map(|item| {
            (
                Some(item.line),
                "chrome without text; white space is =".to_owned(),
            )
        }))
        .collect()
}

fn marks(page: &Page) -> Vec<Fault> {
    let chrome = page
        .chrome
        .iter()
        .filter(|item| has_mark(page.chrome_text(item)));
    let mut faults: Vec<Fault> = chrome
        .map(|item| (Some(item.line), "a mark inside chrome".to_owned()))
        .collect();
    for block in &page.blocks {
        let text = page.text(block);
        if text.contains(['⟦', '⟧']) || text.contains("¶") && text.contains('|') {
            faults.push((Some(block.line), format!("half a mark: {}", begin(&text))));
        }
    }
    faults
}

/// A note of promulgation.
static PROMULGATION: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^[（(][^（）()]*年[^（）()]*月[^（）()]*日[^（）()]*(?:通过|修订|修正|公布|施行)[^（）()]*[）)]$",
    )
});

fn never_removed(page: &Page) -> Vec<Fault> {
    let mut faults = Vec::new();
    for item in &page.chrome {
        if PROMULGATION.is_match(page.chrome_text(item).trim()) {
            faults.push((
                Some(item.line),
                "a note of promulgation is never removed".to_owned(),
            ));
        }
    }
    let lines: Vec<&Line> = page.lines.iter().filter(|line| line.tag != "=").collect();
    for (index, line) in lines.iter().enumerate() {
        let tag =
            |index: Option<usize>| index.and_then(|index| Some(lines.get(index)?.tag.as_str()));
        let beside = [tag(index.checked_sub(1)), tag(Some(index + 1))];
        // Dots within a teaser or a prompt are part of it.
        let is_part = beside.contains(&Some(line.tag.as_str()));
        if line.tag.starts_with('-') && !is_part && is_omission(&page.raw[line.span.clone()]) {
            faults.push((Some(line.line), "an omission is never removed".to_owned()));
        }
    }
    faults
}

fn is_omission(text: &str) -> bool {
    let text = text.trim().trim_matches(['（', '）', '(', ')']);
    !text.is_empty() && text.chars().all(|c| c == '…') || matches!(text, "略" | "下略" | "中略")
}

/// Every character of the page that is no white space is in one block or in one item of chrome.
fn accounted(page: &Page) -> Vec<Fault> {
    let blocks = page.blocks.iter().flat_map(|block| &block.spans);
    let mut spans: Vec<_> = blocks
        .chain(page.chrome.iter().map(|item| &item.span))
        .collect();
    spans.sort_by_key(|span| (span.start, span.end));
    let mut end = 0;
    for span in spans {
        let between = page.raw.get(end..span.start);
        if between.is_none_or(|text| !text.trim().is_empty()) {
            return vec![(
                None,
                format!("the page does not come out of its marks at byte {end}"),
            )];
        }
        end = span.end;
    }
    if page.raw[end..].trim().is_empty() {
        Vec::new()
    } else {
        vec![(None, "the page ends in text that has no tag".to_owned())]
    }
}

fn begin(text: &str) -> String {
    text.trim().chars().take(20).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(family: &str, text: &str) -> Vec<String> {
        let page = Page::parse(text).expect("a page");
        page_faults(family, &page)
            .into_iter()
            .map(|(_, what)| what)
            .collect()
    }

    #[test]
    fn each_check_has_a_hit_and_a_near_miss() {
        let ok = "#site a\n#truncated no\n";
        let table = [
            ("", "P|好。\n", 2),
            (ok, "P|好。\n", 0),
            (ok, "P|好。\nT|讲话\n", 1),
            (ok, "-meta|12次\nT|讲话\nP|好。\n", 0),
            (ok, "H2|一、水\nP|好。\n", 1),
            (ok, "H3|1.水\nP|好。\n", 0),
            (ok, "H1|第一部分\nH2|一、水\nH3|（一）河\nP|好。\n", 0),
            (ok, "H1|第一部分\nH2|一、水\nH2|（一）河\nP|好。\n", 1),
            (ok, "H1|一、水\nH3|（一）河\nP|好。\n", 1),
            (ok, "H1|1.在会上的讲话\nP|好。\n", 0),
            (ok, "H3|1.5亿元\nP|好。\n", 0),
            (ok, "P|　\nP|好。\n", 1),
            (ok, "-noise|　\nP|好。\n", 1),
            (ok, "P|　\n+|好。\n", 0),
            (ok, "-noise|⟦noise:x⟧\nP|好。\n", 1),
            (ok, "-noise|⟦x\nP|好。\n", 0),
            (ok, "P|好⟦noise。\n", 1),
            (ok, "P|好¶ 字。\n", 0),
            (ok, "-meta|（2020年1月2日全体会议通过）\nP|好。\n", 1),
            (ok, "-meta|（2020年1月2日发布）\nP|好。\n", 0),
            (ok, "P|一\n-noise|……\nP|好。\n", 1),
            (ok, "P|一\n-noise|…x\nP|好。\n", 0),
            (ok, "-teaser|一\n=|\n-teaser|……\nP|好。\n", 0),
            (ok, "P|一\n-noise|（略）\n-meta|12次\n", 1),
        ];
        for (head, body, count) in table {
            let found = faults("print", &format!("{head}{body}"));
            assert_eq!(found.len(), count, "{body}: {found:?}");
        }
        assert_eq!(
            faults("trap", &format!("{ok}-meta|12次\nP|好。\n")).len(),
            1
        );
    }
}
