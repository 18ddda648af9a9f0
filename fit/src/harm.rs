//! What cleaning takes out of texts that have nothing to take out.
//!
//! Marked pages are few and dear; clean texts come by the thousand, and every removal from one is
//! a fault or an exception worth knowing.

use crate::corpus::Named;
use crate::fold::Folded;
use crate::page::Page;
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;
use zhengwen::{Cleaner, Document};

/// Characters shown on either side of a loss.
const CONTEXT: usize = 16;

/// Something that was in the text and is no longer.
#[derive(Debug, Clone, Serialize)]
pub struct Loss {
    /// The reason of a removal, or `rewritten` for an edit that left less than there was.
    pub reason: &'static str,
    /// The rule that did it.
    pub rule: String,
    /// What stood there.
    pub text: String,
    /// What stood before it.
    pub before: String,
    /// What stood behind it.
    pub behind: String,
    /// Characters lost, white space and masks not counted.
    pub characters: usize,
    /// The document.
    pub document: PathBuf,
}

/// What became of a folder of texts.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Harm {
    /// Documents cleaned.
    pub documents: usize,
    /// Documents that lost something.
    pub harmed: usize,
    /// Documents that could not be decoded.
    pub undecodable: usize,
    /// Documents flagged as cut off.
    pub truncated: usize,
    /// Characters, white space and masks not counted.
    pub characters: usize,
    /// Line ends within a block, removals apart: lines that were joined.
    pub joined: usize,
    /// Blocks that begin in mid-line.
    pub split: usize,
    /// Every loss, in the order of the documents.
    pub losses: Vec<Loss>,
}

/// Equal losses, listed once.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// The first of them.
    pub loss: &'a Loss,
    /// How many there are.
    pub times: usize,
    /// Characters lost by all of them.
    pub characters: usize,
}

impl Harm {
    /// Cleans every text, on all cores.
    #[must_use]
    pub fn measure(cleaner: &Cleaner, texts: &[(PathBuf, Vec<u8>)]) -> Harm {
        let each: Vec<Harm> = texts
            .par_iter()
            .map(|(path, bytes)| one(cleaner, path, bytes))
            .collect();
        each.into_iter().fold(Harm::default(), Harm::and)
    }

    fn and(mut self, other: Harm) -> Harm {
        self.documents += other.documents;
        self.harmed += other.harmed;
        self.undecodable += other.undecodable;
        self.truncated += other.truncated;
        self.characters += other.characters;
        self.joined += other.joined;
        self.split += other.split;
        self.losses.extend(other.losses);
        self
    }

    /// The losses, equal ones together: by reason and rule, those that cost most characters first.
    #[must_use]
    pub fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: BTreeMap<(&str, &str, &str), Group<'_>> = BTreeMap::new();
        for loss in &self.losses {
            let group = groups
                .entry((loss.reason, &loss.rule, &loss.text))
                .or_insert(Group {
                    loss,
                    times: 0,
                    characters: 0,
                });
            group.times += 1;
            group.characters += loss.characters;
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        groups.sort_by(|a, b| {
            let place = |group: &Group<'_>| (group.loss.reason, group.loss.rule.clone());
            place(a)
                .cmp(&place(b))
                .then(b.characters.cmp(&a.characters))
        });
        groups
    }

    /// Times and characters of each reason and rule.
    #[must_use]
    pub fn rules(&self) -> BTreeMap<(&str, &str), (usize, usize)> {
        let mut rules: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
        for loss in &self.losses {
            let sum = rules.entry((loss.reason, &loss.rule)).or_default();
            sum.0 += 1;
            sum.1 += loss.characters;
        }
        rules
    }
}

/// Every .txt file below a folder.
///
/// # Errors
///
/// A folder or file that cannot be read, or a folder without such files.
pub fn texts(folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut texts = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let path = entry?.into_path();
        if path.extension().is_some_and(|name| name == "txt") {
            let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
            texts.push((path, bytes));
        }
    }
    if texts.is_empty() {
        bail!("no .txt file in {}", folder.display());
    }
    Ok(texts)
}

/// The truth of marked pages as texts, one block a line.
#[must_use]
pub fn truths(pages: &[Named]) -> Vec<(PathBuf, Vec<u8>)> {
    let text = |page: &Page| -> String {
        let blocks = page.blocks.iter().map(|block| page.text(block));
        blocks.map(|text| format!("{}\n", text.trim())).collect()
    };
    let pages = pages.iter();
    pages
        .map(|named| (PathBuf::from(&named.id), text(&named.page).into_bytes()))
        .collect()
}

fn one(cleaner: &Cleaner, path: &Path, bytes: &[u8]) -> Harm {
    let Ok(document) = cleaner.clean_bytes(bytes) else {
        return Harm {
            documents: 1,
            undecodable: 1,
            ..Harm::default()
        };
    };
    let losses = losses(&document, path);
    let source = document.source();
    let removed: Vec<Range<usize>> = document.removed().map(|removed| removed.span).collect();
    let line_ends = |range: Range<usize>| -> usize {
        let kept = |at: &usize| !removed.iter().any(|span| span.contains(at));
        let lines = source[range.clone()].match_indices('\n');
        lines.map(|(at, _)| range.start + at).filter(kept).count()
    };
    let blocks: Vec<Range<usize>> = document.blocks().map(|block| block.span).collect();
    let between = |pair: &&[Range<usize>]| {
        let gap = source.get(pair[0].end..pair[1].start);
        gap.is_some_and(|gap| !gap.contains('\n'))
    };
    Harm {
        documents: 1,
        harmed: usize::from(!losses.is_empty()),
        undecodable: 0,
        truncated: usize::from(document.is_truncated()),
        characters: Folded::new(source).chars.len(),
        joined: blocks.iter().map(|block| line_ends(block.clone())).sum(),
        split: blocks.windows(2).filter(between).count(),
        losses,
    }
}

fn losses(document: &Document, path: &Path) -> Vec<Loss> {
    let source = document.source();
    let loss = |reason, rule: &str, span: &Range<usize>, characters| Loss {
        reason,
        rule: rule.to_owned(),
        text: source[span.clone()]
            .trim_matches([' ', '\n', '\u{3000}'])
            .to_owned(),
        before: tail(&source[..span.start]),
        behind: source[span.end..].chars().take(CONTEXT).collect(),
        characters,
        document: path.to_owned(),
    };
    let count = |text: &str| Folded::new(text).chars.len();
    let mut losses = Vec::new();
    let mut spans = Vec::new();
    for removed in document.removed() {
        losses.push(loss(
            removed.reason.as_str(),
            removed.rule,
            &removed.span,
            count(removed.text),
        ));
        spans.push(removed.span);
    }
    for edit in document.edits() {
        let is_removal = spans
            .iter()
            .any(|span| span.start < edit.span.end && edit.span.start < span.end);
        let lost = count(edit.original).saturating_sub(count(edit.replacement));
        if !is_removal && lost > 0 {
            losses.push(loss("rewritten", edit.rule, &edit.span, lost));
        }
    }
    losses
}

fn tail(text: &str) -> String {
    let start = text
        .char_indices()
        .rev()
        .nth(CONTEXT - 1)
        .map_or(0, |(at, _)| at);
    text[start..].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_loss_is_told_with_its_place() {
        let text = "在水厂投产仪式上的讲话\n各位来宾：\n水厂今天投产了，大家辛苦了。\n上一篇：清溪水厂年度计划\n";
        let harm = one(&Cleaner::new(), Path::new("a.txt"), text.as_bytes());
        assert_eq!(
            (harm.documents, harm.harmed, harm.joined, harm.split),
            (1, 1, 0, 0)
        );
        let loss = &harm.losses[0];
        assert_eq!(
            (loss.reason, loss.text.as_str()),
            ("related", "上一篇：清溪水厂年度计划")
        );
        assert_eq!(loss.characters, 12);
        assert!(loss.before.contains("大家辛苦了"), "{}", loss.before);
        let clean = one(
            &Cleaner::new(),
            Path::new("b.txt"),
            "各位来宾：\n水厂今天投产了。\n".as_bytes(),
        );
        assert_eq!((clean.harmed, clean.characters), (0, 13));
    }
}
