//! Chrome rules of one's own.
//!
//! # The file format
//! One rule a line, its parts separated by tabs; `#` opens a comment line, blank lines are skipped:
//!
//! ```text
//! id → reason → scope → pattern [→ hit [→ near miss]]
//! ```
//!
//! - `id`: any name that no other rule has; `custom.` in front is customary.
//! - `reason`: as in the JSON output: `navigation`, `download`, `member`, `advert`, …
//! - `scope`: `line` (a whole line anywhere), `head` (above the speech), `tail` (below its end),
//!   `inline` (a part of a line).
//! - `pattern`: a regular expression in the syntax of the `regex` crate. It must match the whole
//!   line, white space at its ends left out; with scope `inline`, what it matches is cut.
//! - `hit`, `near miss`: a line it must match and one it must not, checked when the cleaner is
//!   built.

use crate::chars::is_space;
use crate::error::{BuildError, BuildErrorKind, ParseNameError, RuleError, RuleErrorKind};
use crate::names::names;
use crate::rule::{Reason, Rule};
use regex::Regex;

/// Where a [`ChromeRule`] may cut.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChromeScope {
    /// A whole line, anywhere.
    Line,
    /// A whole line above the speech.
    Head,
    /// A whole line below the end of the speech.
    Tail,
    /// A part of a line.
    Inline,
}

names!(
    ChromeScope,
    "scope",
    [
        Line = "line",
        Head = "head",
        Tail = "tail",
        Inline = "inline",
    ]
);

/// A chrome rule of one's own, for [`crate::CleanerBuilder::chrome_rules`].
///
/// ```
/// use zhengwen::{ChromeRule, ChromeScope, Cleaner, Reason};
///
/// let rule = ChromeRule::new("custom.bell", Reason::Widget, ChromeScope::Line, "叮咚.*")?
///     .hit("叮咚，您有新消息")
///     .near_miss("门铃叮咚一响");
/// let cleaner = Cleaner::builder().chrome_rules([rule]).build()?;
/// let document = cleaner.clean("同志们：\n叮咚 3\n今天开会。\n");
/// assert_eq!(document.to_string(), "同志们：\n今天开会。\n");
/// assert_eq!(document.removed().next().map(|removed| removed.rule), Some("custom.bell"));
///
/// let rules = ChromeRule::parse("# our own site\ncustom.bell\twidget\tline\t叮咚.*\n")?;
/// assert_eq!(rules.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct ChromeRule {
    rule: Rule,
    pub(super) scope: ChromeScope,
    pub(super) regex: Regex,
}

impl ChromeRule {
    /// A rule; `pattern` is a regular expression (see the scopes for what it must match).
    ///
    /// # Errors
    /// When the pattern is not a regular expression.
    pub fn new(
        id: impl Into<String>,
        reason: Reason,
        scope: ChromeScope,
        pattern: &str,
    ) -> Result<Self, RuleError> {
        let expression = if scope == ChromeScope::Inline {
            pattern.to_owned()
        } else {
            format!("^(?:{pattern})$")
        };
        let regex = Regex::new(&expression)
            .map_err(|error| RuleError::new(RuleErrorKind::Pattern, error.to_string()))?;
        let mut rule = Rule::new("", "A rule of one's own.", "", "", Some(reason));
        rule.id = id.into().into();
        Ok(ChromeRule { rule, scope, regex })
    }

    /// A line the rule must match.
    #[must_use]
    pub fn hit(mut self, line: impl Into<String>) -> Self {
        self.rule.hit = line.into().into();
        self
    }

    /// A line the rule must not match.
    #[must_use]
    pub fn near_miss(mut self, line: impl Into<String>) -> Self {
        self.rule.near_miss = line.into().into();
        self
    }

    /// Its name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.rule.id
    }

    /// Reads rules from a file's text: one a line, `id`, reason, scope, pattern and, if one likes,
    /// a hit and a near miss, separated by tabs; `#` opens a comment line.
    ///
    /// # Errors
    /// [`RuleError::line`] and [`RuleError::column`] say what is not a rule.
    pub fn parse(text: &str) -> Result<Vec<ChromeRule>, RuleError> {
        let mut rules = Vec::new();
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.trim_start().starts_with('#') {
                continue;
            }
            let rule = parse_line(line);
            rules.push(rule.map_err(|(column, error)| error.at(number + 1, column))?);
        }
        Ok(rules)
    }

    /// The rule's row, once its hit and its near miss are what they should be.
    pub(crate) fn checked(&self) -> Result<Rule, BuildError> {
        let hit = self.rule.hit.trim_matches(is_space);
        let miss = self.rule.near_miss.trim_matches(is_space);
        if !hit.is_empty() && !self.regex.is_match(hit) {
            return Err(BuildError::new(BuildErrorKind::MissedHit, self.id()));
        }
        if !miss.is_empty() && self.regex.is_match(miss) {
            return Err(BuildError::new(BuildErrorKind::MatchedNearMiss, self.id()));
        }
        Ok(self.rule.clone())
    }
}

/// A rule; the error comes with the column where it is.
fn parse_line(line: &str) -> Result<ChromeRule, (usize, RuleError)> {
    let mut column = 1;
    let mut parts = line.split('\t').map(|part| {
        let indent = part.chars().take_while(|c| c.is_whitespace()).count();
        let place = column + indent;
        column += part.chars().count() + 1;
        (place, part.trim())
    });
    let end = line.chars().count() + 1;
    let mut next = |name: &str| {
        let (place, part) = parts.next().unwrap_or((end, ""));
        let missing = || RuleError::new(RuleErrorKind::MissingPart, format!("no {name}"));
        match part {
            "" => Err((place, missing())),
            part => Ok((place, part)),
        }
    };
    let (_, id) = next("id")?;
    let (place, reason) = next("reason")?;
    let unknown = |kind| move |error: ParseNameError| RuleError::new(kind, error.to_string());
    let reason = reason
        .parse()
        .map_err(unknown(RuleErrorKind::UnknownReason));
    let reason = reason.map_err(|error| (place, error))?;
    let (place, scope) = next("scope")?;
    let scope = scope.parse().map_err(unknown(RuleErrorKind::UnknownScope));
    let scope = scope.map_err(|error| (place, error))?;
    let (place, pattern) = next("pattern")?;
    let rule = ChromeRule::new(id, reason, scope, pattern).map_err(|error| (place, error))?;
    let mut rest = || parts.next().unwrap_or_default().1;
    Ok(rule.hit(rest()).near_miss(rest()))
}

/// The rows that lines known to a model are cut by, one a reason.
pub(crate) fn model_rules() -> Vec<Rule> {
    Reason::ALL
        .into_iter()
        .map(|reason| {
            let mut rule = Rule::new(
                "",
                "A line that the chrome model knows from other pages.",
                "",
                "",
                Some(reason),
            );
            rule.id = format!("model.{}", reason.as_str()).into();
            rule
        })
        .collect()
}
