//! Site chrome: which spans the rules take for something else than the speech, and why. What they
//! say is evidence for the reading of the page ([`crate::read`]), which decides.
//!
//! # How a page is read
//! 1. The scan that splits the source has noted where a few dozen triggers may stand; those that
//!    do (`triggers`) tell the long lines that are worth a look and the places of inserts, tags
//!    and entities. A paragraph without any is not looked at again.
//! 2. Short lines, and long ones with a trigger, are weighed by their words (`weigh`), but only as
//!    far as there is doubt: of most lines a look at their pairs of characters tells that words of
//!    sites cannot cover them (`sieve`). What is chrome wherever it stands is settled now.
//! 3. The first and the last line of the speech (`page`): a salutation, sentences, which are not
//!    the page's own notices. Above and below, less evidence is enough; what stands between two
//!    lines of chrome is chrome too. A sentence has to speak to the page's reader.
//! 4. The title (`title`): copies of it go, the site's name behind it goes.
//! 5. What is left over is searched for inserts inside the lines (`inline`, `residue`).
//!
//! # What it does not see
//! An advert that reads like a sentence of the speech and holds no word of the vocabulary; captions
//! of pictures, comments of readers and keywords without a label below the speech; a site's name that no other line of the page names; the chrome of pages in other languages.
//! A [`ChromeModel`] finds what recurs.

mod custom;
pub(crate) mod furniture;
mod inline;
mod model;
mod page;
mod residue;
pub(crate) mod rules;
mod shape;
mod sieve;
mod teaser;
mod title;
mod traditional;
mod trie;
pub(crate) mod triggers;
mod weigh;
pub mod words;

pub(crate) use custom::model_rules;
pub use custom::{ChromeRule, ChromeScope};
pub use model::ChromeModel;
pub(crate) use rules::{rule_of, rules};

use crate::edit::Span;
use crate::lines::{Line, Lines};
use crate::rule::RuleId;
use regex::RegexSet;
use std::sync::Arc;

/// A span that is not the speech.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cut {
    pub(crate) span: Span,
    pub(crate) rule: RuleId,
    /// Whether a block ends here (a `</p>`), whatever the layout around says.
    pub(crate) breaks: bool,
}

/// What the chrome stage found.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// Sorted, disjoint. A whole line is cut without its terminator.
    pub(crate) cuts: Vec<Cut>,
    /// The span of the one title line, when the page shows which it is.
    pub(crate) title: Option<Span>,
    /// Whether a prompt says that the rest of the text is behind a wall.
    pub(crate) paywalled: bool,
    scratch: page::Scratch,
    pages: furniture::Scratch,
}

impl Findings {
    /// Gives back the memory of all but what was found.
    pub(crate) fn release(&mut self) {
        self.scratch = page::Scratch::default();
        self.pages = furniture::Scratch::default();
    }
}

/// What finds the chrome of a cleaner: the built-in rules, and what it has beyond them.
#[derive(Debug, Default)]
pub(crate) struct Chrome {
    rules: Vec<ChromeRule>,
    whole: Option<RegexSet>,
    model: Option<Known>,
}

/// A model, and with how many bodies a line must have been seen to be chrome.
#[derive(Debug)]
pub(crate) struct Known {
    model: Arc<ChromeModel>,
    evidence: u32,
}

impl Known {
    /// `None` for a model that is overfull.
    pub(crate) fn new(model: Arc<ChromeModel>) -> Option<Self> {
        let evidence = model.evidence()?;
        Some(Known { model, evidence })
    }

    fn knows(&self, line: &Line, text: &str) -> bool {
        self.model.knows(self.evidence, line, text)
    }
}

impl Chrome {
    /// Rules in the order of the custom table, then the rows of the model.
    pub(crate) fn new(rules: Vec<ChromeRule>, model: Option<Known>) -> Self {
        let whole = (!rules.is_empty())
            .then(|| RegexSet::new(rules.iter().map(|rule| rule.regex.as_str())).ok())
            .flatten();
        Chrome {
            rules,
            whole,
            model,
        }
    }

    /// Fills `findings` (cleared first) for `source`.
    pub(crate) fn find(&self, source: &str, lines: &Lines, findings: &mut Findings) {
        findings.cuts.clear();
        findings.title = None;
        findings.paywalled = false;
        page::read(self, source, lines, findings);
        let Findings { cuts, pages, .. } = findings;
        furniture::find(source, lines, pages, cuts);
    }
}
