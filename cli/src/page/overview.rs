//! The corpus at a glance: figures, pictures, rules with examples, the list of documents.

use super::figures::{Example, FATES, Figures, Usage};
use super::html::{Html, percent, ratio};
use super::{SAMPLE, Survey, WORST};
use crate::marks::{counted, grouped};
use std::collections::BTreeMap;
use zhengwen::{PlaceholderKind, Reason, Rule};

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

/// What became of all characters, as one bar.
fn fates(html: &mut Html, survey: &Survey) {
    let fates = survey.totals.fates;
    let total: usize = fates.iter().sum();
    if total == 0 {
        return;
    }
    html.raw("<div class=card><h3>What became of the source</h3><svg class=whole viewBox=\"0 0 100 1\" preserveAspectRatio=none role=img aria-label=\"");
    for (name, count) in FATES.iter().zip(fates) {
        html.raw(name)
            .raw(" ")
            .text(&percent(count, total))
            .raw(", ");
    }
    html.raw("of all characters\">");
    let mut at = 0.0;
    for (index, count) in fates.into_iter().enumerate() {
        let wide = ratio(count, total) * 100.0;
        html.raw(&format!("<rect class=f{index} x=\"{at:.3}\" width=\"{wide:.3}\" height=1><title>{}: {}</title></rect>", FATES[index], grouped(count)));
        at += wide;
    }
    html.raw("</svg><ul class=legend>");
    for (index, (name, count)) in FATES.iter().zip(fates).enumerate() {
        html.raw(&format!("<li><svg viewBox=\"0 0 1 1\" aria-hidden=true><rect class=f{index} width=1 height=1></rect></svg>"));
        html.raw(name)
            .raw(" <span class=soft>")
            .text(&grouped(count))
            .raw(" · ")
            .text(&percent(count, total))
            .raw("</span>");
    }
    html.raw("</ul></div>");
}

/// How documents differ in loss and in length.
fn spreads(html: &mut Html, survey: &Survey) {
    html.raw("<div class=pair>");
    let loss = [
        ("0", 0),
        ("–1 %", 100),
        ("–2", 200),
        ("–5", 500),
        ("–10", 1_000),
        ("–20", 2_000),
        ("–50", 5_000),
        ("more", usize::MAX),
    ];
    spread(
        html,
        "Documents by loss",
        &loss,
        survey.list.iter().map(Figures::loss),
    );
    let length = [
        ("–200", 200),
        ("–500", 500),
        ("–1k", 1_000),
        ("–2k", 2_000),
        ("–5k", 5_000),
        ("–10k", 10_000),
        ("–20k", 20_000),
        ("more", usize::MAX),
    ];
    spread(
        html,
        "Documents by characters out",
        &length,
        survey.list.iter().map(|one| one.output),
    );
    html.raw("</div>");
}

fn spread(
    html: &mut Html,
    name: &str,
    bins: &[(&str, usize)],
    values: impl Iterator<Item = usize>,
) {
    let mut counts = vec![0; bins.len()];
    for value in values {
        counts[bins
            .partition_point(|&(_, most)| most < value)
            .min(bins.len() - 1)] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    html.raw("<div class=card><h3>")
        .raw(name)
        .raw("</h3><dl class=columns>");
    for ((label, _), count) in bins.iter().zip(counts) {
        html.raw("<dd class=n>")
            .text(&grouped(count))
            .raw("</dd><dd class=b>")
            .column(ratio(count, most));
        html.raw("</dd><dt class=l>").raw(label).raw("</dt>");
    }
    html.raw("</dl></div>");
}

/// Encodings, reasons and kinds.
fn shares(html: &mut Html, survey: &Survey) {
    let mut encodings: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &survey.list {
        *encodings.entry(one.encoding).or_default() += 1;
    }
    html.raw("<div class=pair style=\"margin-top:.75rem\">");
    let row = |(name, count): (&str, usize)| Share {
        name: name.to_owned(),
        class: "f2",
        count,
        note: String::new(),
    };
    bars(
        html,
        "Encodings",
        "documents",
        encodings.into_iter().map(row).collect(),
    );
    let reasons =
        Reason::ALL
            .iter()
            .zip(survey.totals.reasons)
            .map(|(reason, (count, characters))| Share {
                name: reason.as_str().replace('_', " "),
                class: "f4",
                count,
                note: format!("{} characters", grouped(characters)),
            });
    bars(html, "Removed as chrome", "removals", reasons.collect());
    let kinds = PlaceholderKind::ALL
        .iter()
        .zip(survey.totals.kinds)
        .map(|(kind, count)| Share {
            name: kind.as_str().to_owned(),
            class: kind.as_str(),
            count,
            note: String::new(),
        });
    bars(html, "Placeholders", "found", kinds.collect());
    html.raw("</div></section>");
}

struct Share {
    name: String,
    class: &'static str,
    count: usize,
    note: String,
}

fn bars(html: &mut Html, name: &str, unit: &str, mut shares: Vec<Share>) {
    shares.retain(|share| share.count > 0);
    shares.sort_by(|a, b| (b.count, &a.name).cmp(&(a.count, &b.name)));
    html.raw("<div class=card><h3>")
        .raw(name)
        .raw(" <small>")
        .raw(unit)
        .raw("</small></h3>");
    if shares.is_empty() {
        html.raw("<p class=soft>None.</p></div>");
        return;
    }
    let most = shares.iter().map(|share| share.count).max().unwrap_or(0);
    html.raw("<table class=bars>");
    for share in shares {
        html.raw("<tr><th scope=row class=\"")
            .raw(share.class)
            .raw("\">")
            .text(&share.name)
            .raw("</th><td class=n");
        if !share.note.is_empty() {
            html.raw(" title=\"").text(&share.note).raw("\"");
        }
        html.raw(">")
            .text(&grouped(share.count))
            .raw("</td><td class=b>");
        html.bar(ratio(share.count, most), share.class)
            .raw("</td></tr>");
    }
    html.raw("</table></div>");
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
