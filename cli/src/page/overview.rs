//! The corpus at a glance: figures, pictures, rules with examples, the list of documents.

use super::figures::{Example, Figures, Usage};
use super::html::{Html, percent, ratio};
use super::pictures::{fates, shares, spreads};
use super::{SAMPLE, Survey, WORST};
use crate::marks::{counted, grouped};
use std::collections::BTreeMap;
use zhengwen::{PlaceholderKind, Rule};

/// Rows of the list of documents.
const LISTED: usize = 100;
/// Failures that are named.
const NAMED: usize = 50;

type Rules<'r> = BTreeMap<&'r str, &'r Rule>;

/// Everything before the documents themselves.
pub(crate) fn write(
    html: &mut Html,
    survey: &Survey,
    ranked: &[&Figures],
    shown: &[usize],
    rules: &Rules<'_>,
) {
    head(html, survey);
    tiles(html, survey);
    fates(html, survey);
    if survey.list.len() > 2 {
        spreads(html, survey);
    }
    shares(html, survey);
    rules_used(html, survey, rules);
    failures(html, survey);
    documents(html, ranked, shown);
}

pub(crate) fn end(html: &mut Html) {
    html.raw("</main><footer><p class=soft>Written by zhengwen ")
        .raw(env!("CARGO_PKG_VERSION"));
    html.raw(". Characters are Unicode code points of the decoded source. <i>Lost</i> is the share of the visible characters of the source that were taken out with nothing put in their place. \
        Signs: ↵ line end, ␣ space, □ ideographic space, ⇥ tab, ⍽ no-break space, ¶ a line end that was put in; characters that cannot be seen stand as their numbers.</p></footer></body></html>\n");
}

fn head(html: &mut Html, survey: &Survey) {
    html.raw("<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8>\
        <meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\
        <meta name=viewport content=\"width=device-width, initial-scale=1\"><meta name=color-scheme content=\"light dark\">\
        <link rel=icon href=\"data:,\"><title>Cleaning report</title><style>");
    html.raw(include_str!("style.css"));
    html.raw("</style></head><body><a class=skip href=#documents>To the documents</a><header><h1>Cleaning report</h1><p class=soft>");
    html.text(&counted(survey.list.len(), "document"));
    if !survey.failures.is_empty() {
        html.raw(", ")
            .text(&grouped(survey.failures.len()))
            .raw(" failed");
    }
    html.raw("</p></header><nav aria-label=Sections><ul><li><a href=#overview>Overview</a><li><a href=#rules>Rules</a>");
    if !survey.failures.is_empty() {
        html.raw("<li><a href=#failures>Failures</a>");
    }
    html.raw(
        "<li><a href=#loss>Most loss</a><li><a href=#documents>Side by side</a></ul></nav><main>",
    );
}

fn tiles(html: &mut Html, survey: &Survey) {
    let sum = |of: fn(&Figures) -> usize| survey.list.iter().map(of).sum::<usize>();
    let (visible, lost) = (sum(|one| one.visible), sum(|one| one.lost));
    let unchanged = survey.list.iter().filter(|one| one.edits == 0).count();
    let truncated = survey.list.iter().filter(|one| one.truncated).count();
    let warned = survey
        .list
        .iter()
        .filter(|one| !one.warnings.is_empty())
        .count();
    html.raw("<section aria-labelledby=overview><h2 id=overview>Overview</h2><dl class=tiles>");
    let tiles = [
        ("documents", grouped(survey.list.len())),
        ("clean already", grouped(unchanged)),
        ("read", bytes(sum(|one| one.bytes))),
        ("characters in", grouped(sum(|one| one.source))),
        ("characters out", grouped(sum(|one| one.output))),
        ("lost", percent(lost, visible)),
        ("edits", grouped(sum(|one| one.edits))),
        ("removals", grouped(sum(|one| one.removals))),
        ("space entities", grouped(sum(|one| one.entities))),
        ("placeholders", grouped(sum(|one| one.placeholders))),
        ("blocks", grouped(sum(|one| one.blocks))),
        ("stop in mid-sentence", grouped(truncated)),
        ("with a warning", grouped(warned)),
    ];
    for (name, value) in tiles {
        html.raw("<div><dt>")
            .raw(name)
            .raw("</dt><dd>")
            .text(&value)
            .raw("</dd></div>");
    }
    html.raw("</dl>");
}

fn bytes(count: usize) -> String {
    match count {
        0..1_000 => format!("{count} B"),
        1_000..1_000_000 => format!("{}.{} kB", count / 1_000, count / 100 % 10),
        _ => format!("{}.{} MB", grouped(count / 1_000_000), count / 100_000 % 10),
    }
}

fn rules_used(html: &mut Html, survey: &Survey, rules: &Rules<'_>) {
    let ranked = survey.totals.ranked();
    let most = ranked.first().map_or(0, |(_, usage)| usage.edits);
    html.raw("<section aria-labelledby=rules><h2 id=rules>Rules</h2><p class=soft>By the number of edits; each unfolds to examples, a sample over all documents.</p><div class=card>");
    if ranked.is_empty() {
        html.raw("<p class=soft>None was used.</p>");
    }
    for (id, usage) in ranked {
        html.raw("<details class=rule><summary><code>")
            .text(id)
            .raw("</code><small>");
        html.text(rules.get(id).map_or("", |rule| &rule.summary))
            .raw("</small><span class=n title=\"");
        html.text(&format!("in {}", counted(usage.documents, "document")))
            .raw("\">")
            .text(&grouped(usage.edits));
        html.raw("</span><span class=b>")
            .bar(ratio(usage.edits, most), "f2")
            .raw("</span></summary>");
        examples(html, usage);
        html.raw("</details>");
    }
    html.raw("</div></section>");
}

fn examples(html: &mut Html, usage: &Usage) {
    html.raw("<p class=soft>")
        .text(&format!(
            "{} in {}",
            counted(usage.edits, "edit"),
            counted(usage.documents, "document")
        ))
        .raw("</p><ul>");
    for Example {
        left,
        before,
        after,
        right,
        name,
        ..
    } in &usage.examples
    {
        html.raw("<li>").glyphs(left, true);
        if !before.is_empty() {
            html.raw("<del>").glyphs(before, true).raw("</del>");
        }
        if !after.is_empty() {
            html.raw("<ins>").glyphs(after, true).raw("</ins>");
        }
        html.glyphs(right, true)
            .raw(" <small>")
            .text(name)
            .raw("</small></li>");
    }
    html.raw("</ul>");
}

fn failures(html: &mut Html, survey: &Survey) {
    if survey.failures.is_empty() {
        return;
    }
    html.raw("<section aria-labelledby=failures><h2 id=failures>Failures</h2><ul>");
    for (label, reason) in survey.failures.iter().take(NAMED) {
        html.raw("<li><b>")
            .text(label)
            .raw("</b>: ")
            .text(reason)
            .raw("</li>");
    }
    html.raw("</ul>");
    if survey.failures.len() > NAMED {
        html.raw("<p class=soft>")
            .text(&format!(
                "{} more are not named here.",
                grouped(survey.failures.len() - NAMED)
            ))
            .raw("</p>");
    }
    html.raw("</section>");
}

fn documents(html: &mut Html, ranked: &[&Figures], shown: &[usize]) {
    html.raw("<section aria-labelledby=loss><h2 id=loss>Most loss first</h2>");
    if ranked.len() > LISTED {
        html.raw("<p class=soft>")
            .text(&format!(
                "The first {LISTED} of {} documents.",
                grouped(ranked.len())
            ))
            .raw("</p>");
    }
    html.raw("<div class=\"card scroll\" tabindex=0 role=region aria-labelledby=loss><table class=list><thead><tr><th scope=col>document<th scope=col class=n>lost<th scope=col class=n>in<th scope=col class=n>out<th scope=col class=n>edits<th scope=col class=n>removals<th scope=col>encoding</tr></thead><tbody>");
    for one in ranked.iter().take(LISTED) {
        html.raw("<tr><td>");
        if shown.contains(&one.index) {
            html.raw("<a href=#d")
                .number(one.index)
                .raw(">")
                .text(&one.name)
                .raw("</a>");
        } else {
            html.text(&one.name);
        }
        html.raw("<td class=n>")
            .text(&percent(one.lost, one.visible));
        for figure in [one.source, one.output, one.edits, one.removals] {
            html.raw("<td class=n>").text(&grouped(figure));
        }
        html.raw("<td>").text(one.encoding).raw("</tr>");
    }
    html.raw("</tbody></table></div></section><section aria-labelledby=documents><h2 id=documents>Side by side</h2><p class=soft>");
    if shown.len() < ranked.len() {
        let text = format!(
            "{} of {}: the {} with the most loss, then {} of the others, evenly spread. ",
            grouped(shown.len()),
            counted(ranked.len(), "document"),
            WORST.min(shown.len()),
            SAMPLE.min(shown.len().saturating_sub(WORST)),
        );
        html.text(&text);
    }
    html.raw("Long documents are shown in part. <del>Taken out</del> <ins>put in</ins> <del class=g>chrome</del><span class=tag>reason</span> ");
    for kind in PlaceholderKind::ALL {
        html.raw(" <span class=\"m ")
            .raw(kind.as_str())
            .raw("\">")
            .raw(kind.as_str())
            .raw("</span>");
    }
    html.raw("</p></section>");
}
