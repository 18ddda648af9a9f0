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
use crate::rule::{Reason, Rule};
use regex::Regex;

/// Where a [`ChromeRule`] may cut.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
        let regex = Regex::new(&expression).map_err(|error| RuleError::new(error.to_string()))?;
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
    /// Names the line that is not a rule.
    pub fn parse(text: &str) -> Result<Vec<ChromeRule>, RuleError> {
        let mut rules = Vec::new();
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.trim_start().starts_with('#') {
                continue;
            }
            let rule = parse_line(line)
                .map_err(|error| RuleError::new(format!("line {}: {error}", number + 1)))?;
            rules.push(rule);
        }
        Ok(rules)
    }

    /// The rule's row, once its hit and its near miss are what they should be.
    pub(crate) fn checked(&self) -> Result<Rule, String> {
        let hit = self.rule.hit.trim_matches(is_space);
        let miss = self.rule.near_miss.trim_matches(is_space);
        if !hit.is_empty() && !self.regex.is_match(hit) {
            return Err(format!("rule {} does not match its hit", self.rule.id));
        }
        if !miss.is_empty() && self.regex.is_match(miss) {
            return Err(format!("rule {} matches its near miss", self.rule.id));
        }
        Ok(self.rule.clone())
    }
}

fn parse_line(line: &str) -> Result<ChromeRule, String> {
    let mut parts = line.split('\t').map(str::trim);
    let mut next = |name: &str| {
        parts
            .next()
            .filter(|part| !part.is_empty())
            .ok_or(format!("no {name}"))
    };
    let id = next("id")?;
    let reason = next("reason")?;
    let reason = Reason::ALL
        .into_iter()
        .find(|known| known.as_str() == reason)
        .ok_or(format!("unknown reason {reason}"))?;
    let scope = match next("scope")? {
        "line" => ChromeScope::Line,
        "head" => ChromeScope::Head,
        "tail" => ChromeScope::Tail,
        "inline" => ChromeScope::Inline,
        other => return Err(format!("unknown scope {other}")),
    };
    let rule =
        ChromeRule::new(id, reason, scope, next("pattern")?).map_err(|error| error.to_string())?;
    Ok(rule
        .hit(parts.next().unwrap_or_default())
        .near_miss(parts.next().unwrap_or_default()))
}

/// Why a [`ChromeRule`] could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct RuleError {
    message: String,
}

impl RuleError {
    fn new(message: String) -> Self {
        RuleError { message }
    }
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
