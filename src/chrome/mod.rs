//! Site chrome: which spans are not the speech, and why.

pub(crate) mod furniture;

use crate::edit::Span;
use crate::lines::Line;
use crate::rule::{Disabled, Rule, RuleId};

/// The built-in chrome rules, in the order of their ids.
pub(crate) fn rules() -> &'static [Rule] {
    furniture::RULES
}

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
}

/// The compiled rules of a cleaner.
#[derive(Debug, Default)]
pub(crate) struct Chrome {
    furniture: furniture::Furniture,
}

impl Chrome {
    /// Compiles the built-in rules that are not switched off.
    pub(crate) fn new(disabled: &Disabled) -> Self {
        Chrome {
            furniture: furniture::Furniture::new(disabled),
        }
    }

    /// Fills `findings` (cleared first) for `source`.
    pub(crate) fn find(&self, source: &str, lines: &[Line], findings: &mut Findings) {
        findings.cuts.clear();
        findings.title = None;
        findings.paywalled = false;
        self.furniture.find(source, lines, &mut findings.cuts);
    }
}
