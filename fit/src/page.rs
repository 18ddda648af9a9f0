//! A page with its truth: the `.mark` format of `fixtures/pages/README.md`.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;
use zhengwen::{BlockKind, Reason};

/// A page as a scraper gets it, and what is the speech in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The site whose pages this one mirrors; pages of one site are held out of a fit together.
    pub site: Option<String>,
    /// Whether the speech stops before its end, or the page says that more follows.
    pub truncated: Option<bool>,
    /// What the page is for, or why a doubtful truth was decided so.
    pub notes: Vec<String>,
    /// The page as scraped. Every span is a byte range of it.
    pub raw: String,
    /// The speech.
    pub blocks: Vec<Block>,
    /// What is not the speech.
    pub chrome: Vec<Chrome>,
    /// The lines of `raw`, in order.
    pub lines: Vec<Line>,
}

/// One block of the speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is; a heading carries its level.
    pub kind: BlockKind,
    /// Where its text stands in [`Page::raw`], line ends and inserts left out.
    pub spans: Vec<Range<usize>>,
    /// The line of the file where it begins, counted from one.
    pub line: usize,
}

/// A line or an insert that the site put there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chrome {
    /// What it is for.
    pub reason: Reason,
    /// Where it stands in [`Page::raw`].
    pub span: Range<usize>,
    /// Whether it is a whole line.
    pub is_line: bool,
    /// The line of the file, counted from one.
    pub line: usize,
}

/// One line of the raw page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The tag it stands behind.
    pub tag: String,
    /// Its text in [`Page::raw`], without the line end.
    pub span: Range<usize>,
    /// The line of the file, counted from one.
    pub line: usize,
}

/// Why a file is no marked page, and in which of its lines, counted from one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {kind}")]
pub struct PageError {
    /// The line of the file, counted from one.
    pub line: usize,
    /// What is wrong there.
    pub kind: PageErrorKind,
}

/// What can be wrong with a marked page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageErrorKind {
    /// A line without a bar.
    #[error("no tag: {0}")]
    NoTag(String),
    /// A tag or a `¶` mark that names no kind of block.
    #[error("unknown tag {0:?}")]
    UnknownTag(String),
    /// A reason that the library does not know.
    #[error("unknown reason {0:?}")]
    UnknownReason(String),
    /// A line about the page that is none of `#site`, `#truncated`, `#note`.
    #[error("unknown key #{0}")]
    UnknownKey(String),
    /// `#truncated` with another word behind it.
    #[error("#truncated is yes or no, not {0:?}")]
    Truncated(String),
    /// `+` before any block has begun.
    #[error("+ with no block before it")]
    NothingToContinue,
    /// `=` in front of text.
    #[error("= in front of text: {0}")]
    TextBehindEmpty(String),
    /// A character that some readers take for a line end and others do not, so that they would
    /// not see the same lines.
    #[error("{0:?} ends a line for some readers only; write LF")]
    LineEnd(char),
}

/// What ends a line for Unicode (and for Python) beside LF.
const LINE_ENDS: [char; 9] = [
    '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}',
];

static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"⟦([a-z_]+):([^⟧]*)⟧|¶([A-Z][0-9]?)\|").expect("the expression is valid")
});

impl Page {
    /// Reads a marked page.
    ///
    /// ```
    /// let page = zhengwen_fit::Page::parse("#truncated no\n-meta|阅读：12次\nS|同志们：¶P|今⟦noise:qx⟧天开会。\n")?;
    /// assert_eq!(page.raw, "阅读：12次\n同志们：今qx天开会。\n");
    /// assert_eq!(page.text(&page.blocks[1]), "今天开会。");
    /// assert_eq!(page.chrome.len(), 2);
    /// # Ok::<(), zhengwen_fit::PageError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The first line that does not follow the format, with what is wrong in it.
    pub fn parse(file: &str) -> Result<Page, PageError> {
        let mut page = Page::default();
        for (index, line) in file.lines().enumerate() {
            page.line(index + 1, line).map_err(|kind| PageError {
                line: index + 1,
                kind,
            })?;
        }
        Ok(page)
    }

    /// The text of a block, without line ends and inserts.
    #[must_use]
    pub fn text(&self, block: &Block) -> String {
        block
            .spans
            .iter()
            .map(|span| &self.raw[span.clone()])
            .collect()
    }

    /// The text of an item of chrome.
    #[must_use]
    pub fn chrome_text(&self, chrome: &Chrome) -> &str {
        &self.raw[chrome.span.clone()]
    }

    fn line(&mut self, number: usize, line: &str) -> Result<(), PageErrorKind> {
        if let Some(end) = line.chars().find(|c| LINE_ENDS.contains(c)) {
            return Err(PageErrorKind::LineEnd(end));
        }
        if let Some(about) = line.strip_prefix('#')
            && !line.split(' ').next().unwrap_or_default().contains('|')
        {
            return self.about(about);
        }
        let (tag, text) = match line.split_once('|') {
            Some((tag, text)) => (tag.trim(), text),
            None if line.trim().is_empty() => ("=", ""),
            None => return Err(PageErrorKind::NoTag(line.chars().take(40).collect())),
        };
        let start = self.raw.len();
        if tag == "=" {
            if !text.trim().is_empty() {
                return Err(PageErrorKind::TextBehindEmpty(
                    text.chars().take(40).collect(),
                ));
            }
            self.raw.push_str(text);
        } else if let Some(name) = tag.strip_prefix('-') {
            let reason = reason(name)?;
            self.raw.push_str(text);
            self.chrome.push(Chrome {
                reason,
                span: start..self.raw.len(),
                is_line: true,
                line: number,
            });
        } else {
            if tag != "+" {
                self.begin(tag, number)?;
            } else if self.blocks.is_empty() {
                return Err(PageErrorKind::NothingToContinue);
            }
            self.marked(text, number)?;
        }
        self.lines.push(Line {
            tag: tag.to_owned(),
            span: start..self.raw.len(),
            line: number,
        });
        self.raw.push('\n');
        Ok(())
    }

    fn about(&mut self, about: &str) -> Result<(), PageErrorKind> {
        let (key, value) = about.split_once(' ').unwrap_or((about, ""));
        let value = value.trim();
        match key {
            "site" => self.site = (!value.is_empty()).then(|| value.to_owned()),
            "note" => self.notes.push(value.to_owned()),
            "truncated" => {
                self.truncated = Some(match value {
                    "yes" => true,
                    "no" => false,
                    _ => return Err(PageErrorKind::Truncated(value.to_owned())),
                });
            }
            _ => return Err(PageErrorKind::UnknownKey(key.to_owned())),
        }
        Ok(())
    }

    /// A line of the speech, with the marks in it.
    fn marked(&mut self, text: &str, number: usize) -> Result<(), PageErrorKind> {
        let mut done = 0;
        for mark in MARK.captures_iter(text) {
            let Some(whole) = mark.get(0) else { continue };
            self.keep(&text[done..whole.start()]);
            done = whole.end();
            match (mark.get(1), mark.get(2), mark.get(3)) {
                (Some(name), Some(insert), _) => {
                    let start = self.raw.len();
                    self.raw.push_str(insert.as_str());
                    self.chrome.push(Chrome {
                        reason: reason(name.as_str())?,
                        span: start..self.raw.len(),
                        is_line: false,
                        line: number,
                    });
                }
                (_, _, Some(tag)) => self.begin(tag.as_str(), number)?,
                _ => {}
            }
        }
        self.keep(&text[done..]);
        Ok(())
    }

    fn begin(&mut self, tag: &str, line: usize) -> Result<(), PageErrorKind> {
        let kind = kind(tag).ok_or_else(|| PageErrorKind::UnknownTag(tag.to_owned()))?;
        self.blocks.push(Block {
            kind,
            spans: Vec::new(),
            line,
        });
        Ok(())
    }

    fn keep(&mut self, text: &str) {
        let start = self.raw.len();
        self.raw.push_str(text);
        if let Some(block) = self.blocks.last_mut()
            && !text.is_empty()
        {
            block.spans.push(start..self.raw.len());
        }
    }
}

/// The kind of block that a tag names.
#[must_use]
pub fn kind(tag: &str) -> Option<BlockKind> {
    Some(match tag {
        "T" => BlockKind::Title,
        "B" => BlockKind::Byline,
        "S" => BlockKind::Salutation,
        "P" => BlockKind::Paragraph,
        "O" => BlockKind::Omission,
        "G" => BlockKind::Signature,
        "H1" => BlockKind::Heading(1),
        "H2" => BlockKind::Heading(2),
        "H3" => BlockKind::Heading(3),
        "H4" => BlockKind::Heading(4),
        _ => return None,
    })
}

/// The tag of a kind of block: the reverse of [`kind`].
#[must_use]
pub fn tag(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "T",
        BlockKind::Byline => "B",
        BlockKind::Salutation => "S",
        BlockKind::Omission => "O",
        BlockKind::Signature => "G",
        BlockKind::Heading(1) => "H1",
        BlockKind::Heading(2) => "H2",
        BlockKind::Heading(3) => "H3",
        BlockKind::Heading(_) => "H4",
        _ => "P",
    }
}

fn reason(name: &str) -> Result<Reason, PageErrorKind> {
    name.parse()
        .map_err(|_| PageErrorKind::UnknownReason(name.to_owned()))
}

/// Whether a text holds what would be read as a mark in a line of the speech.
#[must_use]
pub fn has_mark(text: &str) -> bool {
    MARK.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(file: &str) -> (usize, PageErrorKind) {
        let error = Page::parse(file).expect_err("the page is wrong");
        (error.line, error.kind)
    }

    #[test]
    fn an_insert_between_two_halves_leaves_one_block() {
        let page = Page::parse("P|水是\n-page_number|— 3 —\n=|　\n+|流动的。\n").expect("a page");
        assert_eq!(page.raw, "水是\n— 3 —\n　\n流动的。\n");
        assert_eq!(page.blocks.len(), 1);
        assert_eq!(page.text(&page.blocks[0]), "水是流动的。");
        assert_eq!(page.chrome_text(&page.chrome[0]), "— 3 —");
    }

    #[test]
    fn white_space_before_a_mark_stays_in_front_of_it() {
        let page = Page::parse("T|开学典礼讲话  ¶S|同学们：\n").expect("a page");
        assert_eq!(page.text(&page.blocks[0]), "开学典礼讲话  ");
        assert_eq!(page.text(&page.blocks[1]), "同学们：");
    }

    #[test]
    fn lines_of_chrome_have_no_marks_and_an_unclosed_mark_is_text() {
        let page = Page::parse("-noise|⟦noise:x⟧\nP|一⟦noise:x 二¶三|四\n").expect("a page");
        assert_eq!(page.raw, "⟦noise:x⟧\n一⟦noise:x 二¶三|四\n");
        assert_eq!((page.chrome.len(), page.blocks.len()), (1, 1));
    }

    #[test]
    fn errors_name_their_line() {
        use PageErrorKind as K;
        assert_eq!(error("P|一\n二\n"), (2, K::NoTag("二".into())));
        assert_eq!(error("H5|一\n"), (1, K::UnknownTag("H5".into())));
        assert_eq!(error("P|一¶Q|二\n"), (1, K::UnknownTag("Q".into())));
        assert_eq!(error("-ad|一\n"), (1, K::UnknownReason("ad".into())));
        assert_eq!(error("P|⟦ad:一⟧\n"), (1, K::UnknownReason("ad".into())));
        assert_eq!(error("#sites x\n"), (1, K::UnknownKey("sites".into())));
        assert_eq!(
            error("#truncated maybe\n"),
            (1, K::Truncated("maybe".into()))
        );
        assert_eq!(error("-meta|一\n+|二\n"), (2, K::NothingToContinue));
        assert_eq!(error("=|一\n"), (1, K::TextBehindEmpty("一".into())));
        assert_eq!(error("P|一\u{85}二\n"), (1, K::LineEnd('\u{85}')));
    }

    #[test]
    fn a_line_of_speech_may_begin_with_a_number_sign() {
        let page = Page::parse("#site x\nP|#1 号线\n").expect("a page");
        assert_eq!(
            (page.site.as_deref(), page.raw.as_str()),
            (Some("x"), "#1 号线\n")
        );
    }
}
