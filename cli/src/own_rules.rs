//! `--chrome-rules`: chrome rules of one's own, from a file.
//!
//! A `.toml` has a table `[[rule]]` for each, any other file a line for each with the same parts
//! in this order, separated by tabs. Whatever is wrong is told with the rule, its line and column.

use crate::arguments::usage;
use crate::near;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::fmt::Display;
use std::fs;
use std::path::Path;
use toml::Spanned;
use zhengwen::{ChromeRule, ChromeScope, Cleaner, Reason};

/// The parts of a rule in the order they have on a line.
const PARTS: [&str; 6] = ["id", "reason", "scope", "pattern", "hit", "near-miss"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<Entry>,
}

/// A rule as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    id: Spanned<String>,
    reason: Spanned<String>,
    scope: Spanned<String>,
    pattern: Spanned<String>,
    hit: Option<Spanned<String>>,
    near_miss: Option<Spanned<String>>,
}

/// What is wrong, and where in the file.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    at: usize,
    what: String,
}

fn fault(at: usize, what: impl Display) -> Fault {
    Fault {
        at,
        what: what.to_string(),
    }
}

/// The rules of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<ChromeRule>> {
    let bytes = fs::read(path)
        .with_context(|| format!("cannot read the chrome rules {}", path.display()))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| usage!("{}: {}", path.display(), error.utf8_error()))?;
    let is_toml = path
        .extension()
        .is_some_and(|extension| extension == "toml");
    let rules = if is_toml { tables(&text) } else { lines(&text) };
    rules.map_err(|Fault { at, what }| {
        let (line, column) = place(&text, at);
        usage!("{}:{line}:{column}: {what}", path.display())
    })
}

/// Line and column of an offset, from 1, in characters.
pub(crate) fn place(text: &str, at: usize) -> (usize, usize) {
    let at = (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at));
    let before = &text[..at.unwrap_or(0)];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.matches('\n').count() + 1,
        before[start..].chars().count() + 1,
    )
}

fn tables(text: &str) -> Result<Vec<ChromeRule>, Fault> {
    let file: File = toml::from_str(text)
        .map_err(|error| fault(error.span().map_or(0, |span| span.start), error.message()))?;
    file.rule.iter().map(rule).collect()
}

fn lines(text: &str) -> Result<Vec<ChromeRule>, Fault> {
    let mut rules = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            rules.push(rule(&entry(line, start)?)?);
        }
    }
    Ok(rules)
}

/// A line that begins at `start`, cut at its tabs.
fn entry(line: &str, start: usize) -> Result<Entry, Fault> {
    let mut at = start;
    let mut parts = line.split('\t').map(|part| {
        let from = at + (part.len() - part.trim_start().len());
        at += part.len() + 1;
        let part = part.trim();
        Spanned::new(from..from + part.len(), part.to_owned())
    });
    let id = parts.next().filter(|id| !id.get_ref().is_empty());
    let id = id.ok_or_else(|| fault(start, "a rule without id"))?;
    let end = start + line.len();
    let mut next = |name: &str| {
        let part = parts.next().filter(|part| !part.get_ref().is_empty());
        part.ok_or_else(|| {
            let parts = PARTS.join(", ");
            let id = id.get_ref();
            fault(
                end,
                format!("rule {id}: no {name}; a line is {parts}, separated by tabs"),
            )
        })
    };
    let (reason, scope, pattern) = (next("reason")?, next("scope")?, next("pattern")?);
    let (hit, near_miss) = (parts.next(), parts.next());
    if let Some(more) = parts.next() {
        let what = format!("rule {}: more than {} parts", id.get_ref(), PARTS.len());
        return Err(fault(more.span().start, what));
    }
    Ok(Entry {
        id,
        reason,
        scope,
        pattern,
        hit,
        near_miss,
    })
}

/// The rule of an entry, tried on its hit and its near miss.
fn rule(entry: &Entry) -> Result<ChromeRule, Fault> {
    let id = entry.id.get_ref();
    let wrong = |part: &Spanned<String>, what: String| {
        fault(part.span().start, format!("rule {id}: {what}"))
    };
    let name = entry.reason.get_ref();
    let reason: Reason = name.parse().map_err(|_| {
        let near = near::hint(name, Reason::ALL.iter().map(|known| known.as_str()));
        wrong(&entry.reason, format!("unknown reason {name}{near}"))
    })?;
    let name = entry.scope.get_ref();
    let scope: ChromeScope = name.parse().map_err(|_| {
        let near = near::hint(name, ChromeScope::ALL.iter().map(|known| known.as_str()));
        wrong(&entry.scope, format!("unknown scope {name}{near}"))
    })?;
    let mut rule = ChromeRule::new(id, reason, scope, entry.pattern.get_ref())
        .map_err(|error| wrong(&entry.pattern, error.to_string()))?;
    let tried = |rule: &ChromeRule, part: &Spanned<String>| {
        let built = Cleaner::builder().chrome_rules([rule.clone()]).build();
        built
            .map(drop)
            .map_err(|error| fault(part.span().start, error))
    };
    if let Some(hit) = &entry.hit {
        rule = rule.hit(hit.get_ref());
        tried(&rule, hit)?;
    }
    if let Some(miss) = &entry.near_miss {
        rule = rule.near_miss(miss.get_ref());
        tried(&rule, miss)?;
    }
    Ok(rule)
}

#[cfg(test)]
mod tests {
    use super::{lines, place, tables};

    const TABLE: &str = "[[rule]]\nid = \"a.bell\"\nreason = \"widget\"\nscope = \"line\"\npattern = \"叮咚.*\"\nhit = \"叮咚 3\"\nnear-miss = \"门铃叮咚\"\n";
    const LINE: &str = "# ours\n\na.bell\twidget\tline\t叮咚.*\t叮咚 3\t门铃叮咚\n";

    #[test]
    fn both_forms_give_the_same_rule() {
        for rules in [tables(TABLE), lines(LINE)] {
            let rules = rules.expect("it is a rule");
            assert_eq!((rules.len(), rules[0].id()), (1, "a.bell"));
        }
        assert!(tables("").expect("no rule").is_empty());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (old, new, at, words) in [
            (
                "\"widget\"",
                "\"wigdet\"",
                (3, 10),
                "rule a.bell: unknown reason wigdet; did you mean widget?",
            ),
            (
                "\"line\"",
                "\"lien\"",
                (4, 9),
                "unknown scope lien; did you mean line?",
            ),
            ("叮咚.*", "(叮咚", (5, 11), "rule a.bell: "),
            (
                "叮咚 3",
                "咚咚",
                (6, 7),
                "rule a.bell does not match its hit",
            ),
            (
                "门铃叮咚",
                "叮咚 4",
                (7, 13),
                "rule a.bell matches its near miss",
            ),
            ("scope", "scoop", (4, 1), "unknown field `scoop`"),
        ] {
            let text = TABLE.replace(old, new);
            let fault = tables(&text).expect_err(new);
            assert!(fault.what.contains(words), "{}", fault.what);
            assert_eq!(place(&text, fault.at), at, "{new}");
        }
        for (old, new, at, words) in [
            (
                "widget",
                "wigdet",
                (3, 8),
                "unknown reason wigdet; did you mean widget?",
            ),
            (
                "line",
                "lien",
                (3, 15),
                "unknown scope lien; did you mean line?",
            ),
            (
                "叮咚.*\t叮咚 3\t门铃叮咚",
                "",
                (3, 20),
                "rule a.bell: no pattern",
            ),
            ("叮咚 3", "咚咚", (3, 25), "does not match its hit"),
            ("门铃叮咚", "门铃叮咚\tx", (3, 35), "more than 6 parts"),
        ] {
            let text = LINE.replace(old, new);
            let fault = lines(&text).expect_err(new);
            assert!(fault.what.contains(words), "{}", fault.what);
            assert_eq!(place(&text, fault.at), at, "{new}");
        }
    }
}
