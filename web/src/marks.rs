//! What was done to a document, place by place: the marks on both sides of the page.

use std::ops::Range;
use zhengwen::{Document, Edit, Placeholder, Removed};

/// What happened at a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Taken out as site chrome.
    Removed = 0,
    /// A line end inside a block is gone, or a space now.
    Joined = 1,
    /// White space is gone, less or other.
    Spaced = 2,
    /// Two blocks that were on one line.
    Broken = 3,
    /// A masked word, respelt or not.
    Masked = 4,
    /// Anything else.
    Changed = 5,
}

impl Kind {
    pub(crate) const ALL: [Kind; 6] = [
        Kind::Removed,
        Kind::Joined,
        Kind::Spaced,
        Kind::Broken,
        Kind::Masked,
        Kind::Changed,
    ];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Kind::Removed => "removed",
            Kind::Joined => "joined",
            Kind::Spaced => "spaced",
            Kind::Broken => "broken",
            Kind::Masked => "masked",
            Kind::Changed => "changed",
        }
    }

    /// What `edit` is, looking at the part `before` of it that became `after`. `at_edge`: whether the
    /// edit stands at the beginning or the end of a block.
    fn of(edit: &Edit<'_>, before: &str, after: &str, at_edge: bool) -> Self {
        let ends_line = |text: &str| text.contains(['\n', '\r']);
        if !before.chars().all(char::is_whitespace) {
            return Kind::Changed;
        }
        match (ends_line(after), ends_line(before)) {
            (true, _) if ends_line(edit.original) => Kind::Spaced,
            (true, _) => Kind::Broken,
            (false, true) if !at_edge && !ends_line(edit.replacement) => Kind::Joined,
            _ if before.is_empty() => Kind::Changed,
            _ => Kind::Spaced,
        }
    }
}

/// A place where something was done. Marks are in order and disjoint on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Byte range of the source.
    pub(crate) source: Range<u32>,
    /// Byte range of the output.
    pub(crate) output: Range<u32>,
    pub(crate) kind: Kind,
    /// The edit it is, or is a part of; none for a placeholder that stands as it stood.
    pub(crate) edit: Option<u32>,
    /// The removal or the placeholder.
    pub(crate) item: u32,
}

/// The marks of a document.
pub(crate) fn marks(document: &Document) -> Vec<Mark> {
    let mut maker = Maker {
        source: document.source(),
        output: document.text(),
        marks: Vec::new(),
        removed: document.removed().collect(),
        placeholders: document.placeholders().collect(),
        next_removed: 0,
        next_placeholder: 0,
        edits: 0,
    };
    for segment in document.alignment().segments() {
        match segment.edit {
            Some(edit) => maker.edit(&edit),
            None => maker.kept(segment.source.end),
        }
    }
    maker.marks
}

struct Maker<'a> {
    source: &'a str,
    output: &'a str,
    marks: Vec<Mark>,
    removed: Vec<Removed<'a>>,
    placeholders: Vec<Placeholder<'a>>,
    next_removed: usize,
    next_placeholder: usize,
    /// How many edits came before.
    edits: usize,
}

impl Maker<'_> {
    /// Placeholders up to `end`, which stand as they stood.
    fn kept(&mut self, end: usize) {
        while let Some(found) = self.placeholders.get(self.next_placeholder) {
            if found.span.end > end {
                return;
            }
            self.marks.push(Mark {
                source: short(&found.span),
                output: short(&found.output),
                kind: Kind::Masked,
                edit: None,
                item: self.next_placeholder as u32,
            });
            self.next_placeholder += 1;
        }
    }

    /// An edit: the removals in it, and what lies between them.
    fn edit(&mut self, edit: &Edit<'_>) {
        let Range { start, end } = edit.span.clone();
        let mut pieces: Vec<(Range<usize>, Option<usize>)> = Vec::new();
        let mut at = start;
        while let Some(cut) = self.removed.get(self.next_removed) {
            if cut.span.start >= end {
                break;
            }
            let span = cut.span.start.max(at)..cut.span.end.clamp(at, end);
            if at < span.start {
                pieces.push((at..span.start, None));
            }
            if !span.is_empty() {
                pieces.push((span.clone(), Some(self.next_removed)));
            }
            at = span.end;
            if cut.span.end > end {
                break;
            }
            self.next_removed += 1;
        }
        if at < end {
            pieces.push((at..end, None));
        }
        // What was put in stands for what was not removed, or for nothing.
        let heir = pieces.iter().rposition(|(_, removed)| removed.is_none());
        let heir = heir.unwrap_or_else(|| {
            if !edit.replacement.is_empty() {
                pieces.push((end..end, None));
            }
            pieces.len() - usize::from(!pieces.is_empty())
        });
        let mask = self.mask(edit);
        let at_edge = self.is_at_edge(&edit.output);
        for (index, (span, removed)) in pieces.into_iter().enumerate() {
            let (output, after) = match index.cmp(&heir) {
                std::cmp::Ordering::Less => (edit.output.start..edit.output.start, ""),
                std::cmp::Ordering::Equal => (edit.output.clone(), edit.replacement),
                std::cmp::Ordering::Greater => (edit.output.end..edit.output.end, ""),
            };
            let (kind, item) = match (removed, mask) {
                (Some(removed), _) => (Kind::Removed, removed),
                (None, Some(mask)) if index == heir => (Kind::Masked, mask),
                _ => {
                    match Kind::of(edit, &self.source[span.clone()], after, at_edge) {
                        // The line end of a line that was removed joins nothing.
                        Kind::Joined if self.is_behind_removal(span.start) => (Kind::Spaced, 0),
                        kind => (kind, 0),
                    }
                }
            };
            self.marks.push(Mark {
                source: short(&span),
                output: short(&output),
                kind,
                edit: Some(self.edits as u32),
                item: item as u32,
            });
        }
        self.edits += 1;
    }

    /// Whether a range of the output begins or ends where a block does.
    fn is_at_edge(&self, output: &Range<usize>) -> bool {
        let (before, after) = (&self.output[..output.start], &self.output[output.end..]);
        before.is_empty() || before.ends_with('\n') || after.is_empty() || after.starts_with('\n')
    }

    /// Whether what is to be marked from `start` on stands right behind something removed.
    fn is_behind_removal(&self, start: usize) -> bool {
        let last = self.marks.last();
        last.is_some_and(|last| last.kind == Kind::Removed && last.source.end as usize == start)
    }

    /// The first placeholder that `edit` respells.
    fn mask(&mut self, edit: &Edit<'_>) -> Option<usize> {
        let mut first = None;
        while let Some(found) = self.placeholders.get(self.next_placeholder) {
            if found.span.start >= edit.span.end {
                break;
            }
            if found.span.end > edit.span.start {
                first = first.or(Some(self.next_placeholder));
            }
            self.next_placeholder += 1;
        }
        first
    }
}

/// The library's offsets are 32-bit: it keeps longer texts as they are.
pub(crate) fn short(range: &Range<usize>) -> Range<u32> {
    range.start as u32..range.end as u32
}

#[cfg(test)]
mod tests {
    use super::{Kind, marks};
    use zhengwen::Cleaner;

    /// Kind, source and output of every mark.
    fn of(source: &str) -> Vec<(Kind, String, String)> {
        let document = Cleaner::new().clean(source);
        let text = |text: &str, range: &std::ops::Range<u32>| {
            text[range.start as usize..range.end as usize].to_owned()
        };
        let marks = marks(&document);
        for pair in marks.windows(2) {
            assert!(pair[0].source.end <= pair[1].source.start, "{pair:?}");
            assert!(pair[0].output.end <= pair[1].output.start, "{pair:?}");
        }
        let marks = marks.iter();
        marks
            .map(|mark| {
                let before = text(document.source(), &mark.source);
                (mark.kind, before, text(document.text(), &mark.output))
            })
            .collect()
    }

    fn mark(kind: Kind, before: &str, after: &str) -> (Kind, String, String) {
        (kind, before.into(), after.into())
    }

    #[test]
    fn each_kind() {
        assert_eq!(
            of("各位读者:\n图书馆今 天开馆，X\nX同志来了。\n"),
            [
                mark(Kind::Changed, ":", "："),
                mark(Kind::Spaced, " ", ""),
                mark(Kind::Masked, "X\nX", "XX"),
            ]
        );
        let page = "首页 > 讲话稿 > 正文\n在城东水厂投产仪式上的讲话\n同志们：\n　　经过18个月的建设，城东水厂今天\n投产。刚才，有人介绍了情况。\n";
        let marks = of(page);
        assert!(marks.contains(&mark(Kind::Spaced, "\n", "")), "{marks:?}");
        assert!(marks.iter().any(|(kind, before, after)| {
            *kind == Kind::Removed && before == "首页 > 讲话稿 > 正文" && after.is_empty()
        }));
        // A blank line less is white space, whatever was removed beside it.
        assert!(
            marks.iter().all(|(kind, ..)| *kind != Kind::Broken),
            "{marks:?}"
        );
    }

    #[test]
    fn a_mask_that_is_canonical_is_marked_too() {
        assert_eq!(of("XX同志来了。\n"), [mark(Kind::Masked, "XX", "XX")]);
    }

    #[test]
    fn line_ends_of_a_pdf() {
        let marks = of(include_str!("../../fixtures/wild-like/museum.pdf.txt"));
        let joined = marks.iter().filter(|(kind, ..)| *kind == Kind::Joined);
        let joined: Vec<_> = joined
            .map(|(_, before, after)| (&**before, &**after))
            .collect();
        // Seven lines go on in the next, one of them across a page number and a running header.
        assert_eq!(joined, [("\n", ""); 7]);
    }

    #[test]
    fn blank_lines_between_blocks_join_nothing() {
        let marks = of("各位读者：\n\n　　图书馆今天开馆了。\n");
        assert!(
            marks.iter().all(|(kind, ..)| *kind == Kind::Spaced),
            "{marks:?}"
        );
    }

    #[test]
    fn half_a_line_end_joins_nothing() {
        assert_eq!(
            of("各位读者：\r\n开馆了。\n"),
            [mark(Kind::Spaced, "\r", "")]
        );
    }

    #[test]
    fn an_edit_is_told_in_full() {
        for source in [
            "\u{feff}甲<br>乙\n首页 > 正文\n",
            "a\u{0}b\n\n\n",
            "同志们：　一、讲话　二、开会\n",
        ] {
            let document = Cleaner::new().clean(source);
            let told: usize = marks(&document)
                .iter()
                .filter(|mark| mark.edit.is_some())
                .map(|mark| mark.source.len() + mark.output.len())
                .sum();
            let edits = document.edits();
            let edited: usize = edits.map(|edit| edit.span.len() + edit.output.len()).sum();
            assert_eq!(told, edited, "{source:?}");
        }
    }
}
