//! `zhengwen rules`: what the rules are, for people.

use crate::arguments::usage;
use crate::near;
use crate::outputs::print;
use crate::view::shown;
use anyhow::Result;
use std::fmt::Write as _;
use zhengwen::Rule;

/// Writes the rule `id`, those whose ids begin with it, or all of them.
pub(crate) fn run(id: Option<&str>) -> Result<bool> {
    let wanted = id.unwrap_or_default();
    let is_below = |rule: &Rule| {
        let rest = rule.id.strip_prefix(wanted);
        rest.is_some_and(|rest| {
            wanted.is_empty() || rest.is_empty() || rest.starts_with('.') || wanted.ends_with('.')
        })
    };
    let rules: Vec<&Rule> = zhengwen::rules().filter(|rule| is_below(rule)).collect();
    let mut out = String::new();
    match rules[..] {
        [] => {
            let near = near::hint(wanted, zhengwen::rules().map(|rule| &*rule.id));
            return Err(usage!("unknown rule: {wanted}{near}"));
        }
        [rule] => describe(rule, &mut out),
        _ => list(&rules, &mut out),
    }
    print(&out)?;
    Ok(true)
}

fn list(rules: &[&Rule], out: &mut String) {
    let wide = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    for rule in rules {
        let _ = writeln!(out, "{:wide$}  {}", rule.id, rule.summary);
    }
}

fn describe(rule: &Rule, out: &mut String) {
    let _ = writeln!(out, "{}\n  {}", rule.id, rule.summary);
    let mut row = |name: &str, text: &str| {
        if !text.is_empty() {
            // Line ends and invisible characters are what many rules are about.
            let text = text.replace('\n', "↵").replace('\t', "⇥");
            let _ = writeln!(out, "  {name:10}{}", shown(&text));
        }
    };
    row("reason", rule.reason.map_or("", |reason| reason.as_str()));
    row("hit", &rule.hit);
    row("near miss", &rule.near_miss);
    let _ = writeln!(out, "  off with  --without-rule {}", rule.id);
}
