//! A document as rows: what stood in the source and what became of it, for people to look at.
//!
//! A row is one block of the output, or a stretch of removed lines between two blocks. Its pieces
//! spell both texts in order.

use std::ops::Range;
use zhengwen::{BlockKind, Document, Reason, Removed};

/// A stretch of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece<'a> {
    /// Where `before` begins in the source.
    pub(crate) source: usize,
    /// What stood in the source.
    pub(crate) before: &'a str,
    /// What stands in the output; never longer than one block and its line end.
    pub(crate) after: &'a str,
    /// Where `after` begins in the output.
    pub(crate) output: usize,
    pub(crate) change: Change<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change<'a> {
    Kept,
    Edited { rule: &'a str },
    Removed { rule: &'a str, reason: Reason },
}

impl Piece<'_> {
    fn is_removal(&self) -> bool {
        matches!(self.change, Change::Removed { .. })
    }

    /// Whether the piece leaves nothing to be read.
    fn is_gone(&self) -> bool {
        self.after.trim().is_empty() && self.change != Change::Kept
    }
}

/// Whether a removal is white space that was spelt as an entity. There are many of them on some
/// pages, and nobody wants to read that each is gone: they are summed up.
pub(crate) fn is_blank_entity(rule: &str) -> bool {
    rule == "chrome.noise.entity"
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Row<'a> {
    /// `None`: nothing of the row is in the output.
    pub(crate) kind: Option<BlockKind>,
    pub(crate) pieces: Vec<Piece<'a>>,
}

impl<'a> Row<'a> {
    pub(crate) fn is_changed(&self) -> bool {
        self.pieces.iter().any(|piece| piece.change != Change::Kept)
    }

    /// The rules that changed it, and how often each, in the order they come in.
    pub(crate) fn rules(&self) -> Vec<(&'a str, usize)> {
        let mut rules: Vec<(&str, usize)> = Vec::new();
        for piece in &self.pieces {
            let (Change::Edited { rule } | Change::Removed { rule, .. }) = piece.change else {
                continue;
            };
            match rules.iter_mut().find(|(id, _)| *id == rule) {
                Some((_, count)) => *count += 1,
                None => rules.push((rule, 1)),
            }
        }
        rules
    }
}

/// The whole document.
pub(crate) fn rows(document: &Document) -> Vec<Row<'_>> {
    let removed: Vec<Removed<'_>> = document.removed().collect();
    let mut rows = Rows {
        source: document.source(),
        kinds: document.blocks().map(|block| block.kind).collect(),
        next_kind: 0,
        open: Vec::new(),
        list: Vec::new(),
    };
    let mut next = 0;
    for segment in document.alignment().segments() {
        let mut at = segment.source.start;
        let Some(edit) = segment.edit else {
            let mut output = segment.output.start;
            for line in document.text()[segment.output].split_inclusive('\n') {
                rows.push(at, line, line, output, Change::Kept);
                at += line.len();
                output += line.len();
            }
            continue;
        };
        let (end, output) = (segment.source.end, segment.output);
        let rule = Change::Edited { rule: edit.rule };
        while let Some(cut) = removed.get(next).filter(|cut| cut.span.start < end) {
            next += usize::from(cut.span.end <= end);
            let span = cut.span.start.max(at)..cut.span.end.clamp(at, end);
            if span.start > at {
                let before = &rows.source[at..span.start];
                rows.push(at, before, "", output.start, rule);
            }
            let change = Change::Removed {
                rule: cut.rule,
                reason: cut.reason,
            };
            if !span.is_empty() {
                let before = &rows.source[span.clone()];
                rows.push(span.start, before, "", output.start, change);
            }
            at = span.end;
            if cut.span.end > end {
                break;
            }
        }
        rows.edited(at..end, edit.replacement, output.start, rule);
    }
    rows.finish()
}

struct Rows<'a> {
    source: &'a str,
    kinds: Vec<BlockKind>,
    next_kind: usize,
    open: Vec<Piece<'a>>,
    list: Vec<Row<'a>>,
}

impl<'a> Rows<'a> {
    /// The source at `span` became `after`, which may be several lines.
    fn edited(
        &mut self,
        span: Range<usize>,
        after: &'a str,
        mut output: usize,
        change: Change<'a>,
    ) {
        let mut before = &self.source[span.clone()];
        if after.is_empty() && !before.is_empty() {
            self.push(span.start, before, "", output, change);
        }
        for line in after.split_inclusive('\n') {
            self.push(span.start, before, line, output, change);
            before = "";
            output += line.len();
        }
    }

    fn push(
        &mut self,
        source: usize,
        before: &'a str,
        after: &'a str,
        output: usize,
        change: Change<'a>,
    ) {
        self.open.push(Piece {
            source,
            before,
            after,
            output,
            change,
        });
        if after.ends_with('\n') {
            let kind = self.kinds.get(self.next_kind).copied();
            self.next_kind += 1;
            self.close(kind);
        }
    }

    /// Closes the row; lines of chrome before and after its text become rows of their own.
    fn close(&mut self, kind: Option<BlockKind>) {
        let mut pieces = std::mem::take(&mut self.open);
        let first = pieces
            .iter()
            .position(|piece| !piece.is_gone())
            .unwrap_or(pieces.len());
        let lead = pieces[..first]
            .iter()
            .rposition(|piece| piece.is_removal() && self.ends_line(piece));
        // The line end behind the removed lines is theirs.
        let lead = lead.map(|lead| {
            let is_theirs =
                |piece: &&Piece<'_>| piece.is_gone() && piece.before.starts_with(['\n', '\r']);
            let next = pieces[..first].get(lead + 1).filter(is_theirs);
            lead + usize::from(next.is_some())
        });
        if let Some(lead) = lead.filter(|_| kind.is_some()) {
            let rest = pieces.split_off(lead + 1);
            self.list.push(Row { kind: None, pieces });
            pieces = rest;
        }
        let last = pieces
            .iter()
            .rposition(|piece| !piece.is_gone())
            .map_or(0, |last| last + 1);
        let tail = pieces[last..]
            .iter()
            .position(|piece| piece.is_removal() && self.opens_line(piece));
        let tail = tail
            .filter(|_| kind.is_some() && last > 0)
            .map(|tail| pieces.split_off(last + tail));
        self.list.push(Row { kind, pieces });
        if let Some(pieces) = tail {
            self.list.push(Row { kind: None, pieces });
        }
    }

    fn ends_line(&self, piece: &Piece<'_>) -> bool {
        let rest = &self.source[piece.source + piece.before.len()..];
        let rest = rest.trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}']);
        rest.is_empty() || rest.starts_with(['\n', '\r', '\u{c}'])
    }

    fn opens_line(&self, piece: &Piece<'_>) -> bool {
        let rest = self.source[..piece.source].trim_end_matches([' ', '\t', '\u{3000}', '\u{a0}']);
        rest.is_empty() || rest.ends_with(['\n', '\r', '\u{c}'])
    }

    fn finish(mut self) -> Vec<Row<'a>> {
        if !self.open.is_empty() {
            self.close(None);
        }
        self.list
    }
}

/// How a character is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Glyph {
    /// As it is.
    Plain(char),
    /// White space, as a sign that can be seen.
    Space(char),
    /// By its number: what is invisible, reorders its neighbours or speaks to a terminal.
    Code(char),
}

/// How the characters of `text` are shown, each with how often it stands there in a row; only
/// what is shown by a sign or a number is counted together.
pub(crate) fn glyphs(text: &str, spaces: bool) -> impl Iterator<Item = (Glyph, usize)> {
    let mut characters = text.chars().peekable();
    std::iter::from_fn(move || {
        let c = characters.next()?;
        let glyph = glyph(c, spaces);
        let mut count = 1;
        while !matches!(glyph, Glyph::Plain(_)) && characters.next_if_eq(&c).is_some() {
            count += 1;
        }
        Some((glyph, count))
    })
}

/// A sign is repeated so often; more of them are a number.
pub(crate) const REPEATS: usize = 4;

/// Whether there is anything to see of `c`.
pub(crate) fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !is_unsafe(c)
}

/// How `c` is shown. Spaces are shown as signs only where `spaces` asks for it.
pub(crate) fn glyph(c: char, spaces: bool) -> Glyph {
    match c {
        ' ' if !spaces => Glyph::Plain(' '),
        ' ' => Glyph::Space('␣'),
        '\n' => Glyph::Space('↵'),
        '\r' => Glyph::Space('␍'),
        '\t' => Glyph::Space('⇥'),
        '\u{3000}' => Glyph::Space('□'),
        '\u{a0}' => Glyph::Space('⍽'),
        _ if is_unsafe(c) => Glyph::Code(c),
        _ => Glyph::Plain(c),
    }
}

/// Controls, line and paragraph separators, zero-width and bidi characters, private use, tags.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}'
            | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{10ffff}')
}

/// 1234567 as 1,234,567.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "1 edit", "2 edits".
pub(crate) fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number))
}

#[cfg(test)]
mod tests {
    use super::{Change, Glyph, glyph, grouped, rows};
    use zhengwen::Cleaner;

    #[test]
    fn rows_spell_both_texts() {
        for source in [
            "",
            "\n\n",
            "各位来宾:\n\n　　水厂今天通 水,谢谢。\n",
            "甲\u{202e}乙",
            "a<br>b\n首页 > 正文\n",
        ] {
            let document = Cleaner::new().clean(source);
            let (mut before, mut after) = (String::new(), String::new());
            for row in rows(&document) {
                for piece in row.pieces {
                    assert_eq!(
                        (piece.source, piece.output),
                        (before.len(), after.len()),
                        "{source:?}"
                    );
                    assert_eq!(piece.change == Change::Kept, piece.before == piece.after);
                    before += piece.before;
                    after += piece.after;
                }
            }
            assert_eq!(before, source);
            assert_eq!(after, document.text());
        }
    }

    #[test]
    fn what_could_hide_is_shown() {
        for c in [
            '\u{1b}', '\u{202e}', '\u{200b}', '\u{7f}', '\u{9b}', '\u{feff}',
        ] {
            assert_eq!(glyph(c, false), Glyph::Code(c));
        }
        assert_eq!(glyph('水', true), Glyph::Plain('水'));
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
