//! The corpus in pictures: fates of characters, spreads of documents, shares.

use super::Survey;
use super::figures::{FATES, Figures};
use super::html::{Html, percent, ratio};
use crate::marks::grouped;
use std::collections::BTreeMap;
use zhengwen::{PlaceholderKind, Reason};

/// What became of all characters, as one bar.
pub(super) fn fates(html: &mut Html, survey: &Survey) {
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
pub(super) fn spreads(html: &mut Html, survey: &Survey) {
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
pub(super) fn shares(html: &mut Html, survey: &Survey) {
    let mut encodings: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &survey.list {
        *encodings.entry(one.encoding).or_default() += 1;
    }
    html.raw("<div class=\"pair shares\">");
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
