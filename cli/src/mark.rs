//! `zhengwen mark`: our reading of a page in the format of marked pages, for a person to correct.
//!
//! The page stands there line by line as it was decoded; in front of each line and inside it stand
//! the marks (`fixtures/pages/README.md`). Taking the marks away gives the page back.

use crate::arguments::{Cleaning, usage};
use crate::engine::cleaner;
use crate::outputs::print;
use anyhow::{Context, Result};
use std::fmt::Write as _;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use zhengwen::{BlockKind, Document, Reason};

/// What opens an insert, closes it, and opens the mark of a block inside a line.
const MARKS: [char; 3] = ['⟦', '⟧', '¶'];

/// Marks the page.
pub(crate) fn run(page: Option<&Path>, site: &str, cleaning: &Cleaning) -> Result<bool> {
    let bytes = match page.filter(|path| path.as_os_str() != "-") {
        Some(path) => {
            std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?
        }
        None => {
            let mut bytes = Vec::new();
            let read = io::stdin().read_to_end(&mut bytes);
            read.context("cannot read standard input")?;
            bytes
        }
    };
    let document = cleaner(cleaning)?.clean_bytes(&bytes)?;
    if site.contains(['\n', '\r']) {
        return Err(usage!("--site: a name is one line"));
    }
    let marked = marked(&document, site)?;
    print(&marked)?;
    Ok(true)
}

/// The page with its marks. A page that has the signs of marks in it cannot be marked.
fn marked(document: &Document, site: &str) -> Result<String> {
    let source = document.source();
    if let Some(at) = source.find(MARKS) {
        let line = source[..at].matches('\n').count() + 1;
        let sign = &source[at..].chars().next().unwrap_or_default();
        return Err(usage!(
            "line {line} of the page has the sign {sign}, which marks are made of"
        ));
    }
    let truncated = if document.is_truncated() { "yes" } else { "no" };
    let mut out = format!("#site {site}\n#truncated {truncated}\n");
    let reading = Reading::new(document);
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let text = line.strip_suffix('\n').unwrap_or(line);
        reading.line(at..at + text.len(), &mut out);
        out.push('\n');
        at += line.len();
    }
    Ok(out)
}

/// A document by places of its source.
struct Reading<'a> {
    source: &'a str,
    /// Chrome, in order of beginnings and of ends.
    removed: Vec<(Range<usize>, Reason)>,
    /// Where each block begins, in order, and what it is.
    begins: Vec<(usize, BlockKind)>,
    /// What is deleted without being chrome: characters nobody sees.
    deleted: Vec<Range<usize>>,
}

impl<'a> Reading<'a> {
    fn new(document: &'a Document) -> Self {
        let mut removed: Vec<_> = document
            .removed()
            .map(|cut| (cut.span, cut.reason))
            .collect();
        // What was cut within something that went as a whole is told by the whole.
        let mut end = 0;
        removed.retain(|(span, _)| {
            let is_new = span.end > end;
            end = end.max(span.end);
            is_new
        });
        let deleted = document
            .edits()
            .filter(|edit| edit.replacement.trim().is_empty());
        let mut reading = Reading {
            source: document.source(),
            removed,
            begins: Vec::new(),
            deleted: deleted.map(|edit| edit.span).collect(),
        };
        for block in document.blocks() {
            let least = reading.begins.last().map_or(0, |&(last, _)| last);
            // An edit may reach from the chrome before a block into it.
            let begin = reading.kept_from(block.span.start.max(least), document.source().len());
            reading
                .begins
                .extend(begin.map(|begin| (begin, block.kind)));
        }
        // Two blocks at one place are one that the page does not tell apart.
        reading.begins.dedup_by_key(|(begin, _)| *begin);
        reading
    }

    /// The first character of `from..to` that is kept and seen.
    fn kept_from(&self, from: usize, to: usize) -> Option<usize> {
        let characters = self.source[from..to].char_indices();
        let mut places = characters.map(|(at, c)| (from + at, c));
        places
            .find(|&(at, c)| !c.is_whitespace() && !self.is_gone(at))
            .map(|(at, _)| at)
    }

    /// Whether nothing of the character at `at` is in the output.
    fn is_gone(&self, at: usize) -> bool {
        self.cut(at).is_some() || holds(&self.deleted, at, Range::clone).is_some()
    }

    /// The chrome at `at`.
    fn cut(&self, at: usize) -> Option<&(Range<usize>, Reason)> {
        holds(&self.removed, at, |(span, _)| span.clone())
    }

    /// One line with its tag and marks.
    fn line(&self, line: Range<usize>, out: &mut String) {
        let text = &self.source[line.clone()];
        let Some(kept) = self.kept_from(line.start, line.end) else {
            match self.reason(&line) {
                Some(reason) => drop(write!(out, "-{}|{text}", reason.as_str())),
                None if text.trim().is_empty() => drop(write!(out, "=|{text}")),
                // What nobody sees.
                None => drop(write!(out, "-{}|{text}", Reason::Noise.as_str())),
            }
            return;
        };
        let from = self
            .begins
            .partition_point(|&(begin, _)| begin < line.start);
        let mut begins = self.begins[from..].iter().peekable();
        match begins.next_if(|&&(begin, _)| begin <= kept) {
            Some(&(_, kind)) => out.push_str(&tag(kind)),
            None => out.push('+'),
        }
        out.push('|');
        let mut at = line.start;
        for (offset, c) in text.char_indices() {
            let place = line.start + offset;
            if place < at {
                continue;
            }
            if let Some(&(_, kind)) = begins.next_if(|&&(begin, _)| begin <= place) {
                let _ = write!(out, "¶{}|", tag(kind));
            }
            match self.cut(place) {
                // White space at the ends of an insert may stand on either side of its marks.
                Some((span, reason)) if !c.is_whitespace() => {
                    let insert = self.source[place..span.end.min(line.end)].trim_end();
                    let _ = write!(out, "⟦{}:{insert}⟧", reason.as_str());
                    at = place + insert.len();
                }
                _ => out.push(c),
            }
        }
    }

    /// Why a line is chrome: the reason of most of it.
    fn reason(&self, line: &Range<usize>) -> Option<Reason> {
        let from = self
            .removed
            .partition_point(|(span, _)| span.end <= line.start);
        let cuts = self.removed[from..].iter();
        let seen = cuts
            .take_while(|(span, _)| span.start < line.end)
            .map(|(span, reason)| {
                let part = &self.source[span.start.max(line.start)..span.end.min(line.end)];
                (part.trim().len(), *reason)
            });
        seen.filter(|&(length, _)| length > 0)
            .max_by_key(|&(length, _)| length)
            .map(|(_, reason)| reason)
    }
}

/// The one of the `list` in order that holds `at`.
fn holds<T>(list: &[T], at: usize, span: impl Fn(&T) -> Range<usize>) -> Option<&T> {
    let next = list.partition_point(|one| span(one).end <= at);
    list.get(next).filter(|one| span(one).start <= at)
}

fn tag(kind: BlockKind) -> String {
    match kind {
        BlockKind::Title => "T".into(),
        BlockKind::Byline => "B".into(),
        BlockKind::Salutation => "S".into(),
        BlockKind::Heading(level) => format!("H{level}"),
        BlockKind::Omission => "O".into(),
        BlockKind::Signature => "G".into(),
        _ => "P".into(),
    }
}

#[cfg(test)]
#[path = "mark_tests.rs"]
mod tests;
