//! One document, source and clean text side by side.

use super::figures::Figures;
use super::html::{Html, percent};
use crate::marks::{Change, Piece, Row, counted, grouped, is_blank_entity, rows};
use std::collections::BTreeMap;
use std::ops::Range;
use zhengwen::{Document, PlaceholderKind, Rule};

/// Characters of the source that are shown of one document.
const SHOWN: usize = 8_000;
/// Characters of one row.
const SHOWN_OF_ROW: usize = 3_000;

type Rules<'r> = BTreeMap<&'r str, &'r Rule>;

/// A section that unfolds, behind the name of its element.
pub(crate) fn write(html: &mut Html, figures: &Figures, document: &Document, rules: &Rules<'_>) {
    html.raw("><summary><b>");
    html.text(&figures.name)
        .raw("</b><small>")
        .text(&line(figures))
        .raw("</small></summary><div class=in id=d");
    html.number(figures.index).raw(">");
    chips(html, document, rules);
    html.raw("<div class=\"row top\"><p class=s>Source</p><p class=o>Clean text</p></div>");
    let masks = masks(document);
    let rows = rows(document);
    let mut budget = SHOWN;
    let mut shown = 0;
    for row in &rows {
        if budget == 0 {
            break;
        }
        write_row(html, row, &masks, rules, &mut budget);
        shown += 1;
    }
    if shown < rows.len() {
        html.raw("<p class=soft>")
            .text(&format!(
                "{} more not shown.",
                counted(rows.len() - shown, "row")
            ))
            .raw("</p>");
    }
    html.raw("</div></details>\n");
}

/// The figures of a document in one line.
fn line(figures: &Figures) -> String {
    let mut parts = vec![
        figures.encoding.to_owned(),
        format!(
            "{} → {} characters",
            grouped(figures.source),
            grouped(figures.output)
        ),
        format!("{} lost", percent(figures.lost, figures.visible)),
        counted(figures.edits, "edit"),
        counted(figures.removals, "removal"),
        counted(figures.placeholders, "placeholder"),
        counted(figures.blocks, "block"),
    ];
    if figures.truncated {
        parts.push("stops in mid-sentence".into());
    }
    parts.extend(
        figures
            .warnings
            .iter()
            .map(|warning| format!("warning: {warning:?}")),
    );
    parts.join(" · ")
}

/// Which rules were used how often.
fn chips(html: &mut Html, document: &Document, rules: &Rules<'_>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for edit in document.edits() {
        *counts.entry(edit.rule).or_default() += 1;
    }
    if counts.is_empty() {
        html.raw("<p class=soft>Nothing was changed.</p>");
        return;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(rule, count)| (std::cmp::Reverse(count), rule));
    html.raw("<ul class=chips aria-label=\"Rules used\">");
    for (rule, count) in counts {
        html.raw("<li title=\"")
            .text(summary(rule, rules))
            .raw("\"><code>")
            .text(rule)
            .raw("</code> ");
        html.text(&grouped(count)).raw("</li>");
    }
    html.raw("</ul>");
}

fn summary<'r>(rule: &str, rules: &Rules<'r>) -> &'r str {
    rules.get(rule).map_or("", |rule| &rule.summary)
}

/// Placeholders by their place in the output.
fn masks(document: &Document) -> Vec<(Range<usize>, PlaceholderKind, &str)> {
    document
        .placeholders()
        .map(|found| (found.output, found.kind, found.raw))
        .collect()
}

type Masks<'a> = [(Range<usize>, PlaceholderKind, &'a str)];

fn write_row(
    html: &mut Html,
    row: &Row<'_>,
    masks: &Masks<'_>,
    rules: &Rules<'_>,
    budget: &mut usize,
) {
    let kind = row.kind.map_or("gone", zhengwen::BlockKind::as_str);
    let changed = row.is_changed();
    html.raw("<div class=\"row ")
        .raw(kind)
        .raw(if changed { "" } else { " same" })
        .raw("\"><p class=s>");
    let room = SHOWN_OF_ROW.min(*budget);
    let mut left = room;
    for piece in &row.pieces {
        source(html, piece, rules, &mut left);
        // Removed lines stay lines.
        if row.kind.is_none() && piece.before.contains('\n') && left > 0 {
            html.raw("\n");
        }
    }
    elided(
        html,
        room,
        left,
        row.pieces.iter().map(|piece| piece.before),
    );
    *budget -= room - left;
    html.raw("</p><p class=o>");
    if let Some(kind) = row
        .kind
        .filter(|kind| *kind != zhengwen::BlockKind::Paragraph)
    {
        html.raw("<span class=k>").raw(kind.as_str());
        if let Some(level) = kind.level() {
            html.raw(" ").number(level);
        }
        html.raw("</span>");
    }
    let mut left = room;
    for piece in &row.pieces {
        output(html, piece, masks, rules, &mut left);
    }
    elided(html, room, left, row.pieces.iter().map(|piece| piece.after));
    *budget -= (room - left).min(*budget);
    html.raw("</p>");
    if changed {
        why(html, row);
    }
    html.raw("</div>\n");
}

/// Says what is left out at the end of a cell.
fn elided<'a>(html: &mut Html, room: usize, left: usize, texts: impl Iterator<Item = &'a str>) {
    if left > 0 {
        return;
    }
    let total: usize = texts.map(|text| text.chars().count()).sum();
    if total <= room {
        return;
    }
    html.raw("… <span class=tag>")
        .text(&counted(total, "character"))
        .raw(" in all</span>");
}

/// As much of `text` as there is room for.
fn fitting<'a>(text: &'a str, left: &mut usize) -> &'a str {
    let end = text
        .char_indices()
        .nth(*left)
        .map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    *left -= text.chars().count();
    text
}

fn source(html: &mut Html, piece: &Piece<'_>, rules: &Rules<'_>, left: &mut usize) {
    let before = match piece.change {
        Change::Kept => piece.before.trim_end_matches('\n'),
        // A line end that stays one is no change to look at.
        _ if piece.after.ends_with('\n') => piece.before.strip_prefix('\n').unwrap_or(piece.before),
        _ => piece.before,
    };
    let before = fitting(before, left);
    if before.is_empty() {
        return;
    }
    match piece.change {
        Change::Kept => {
            html.glyphs(before, false);
        }
        Change::Edited { rule } => {
            let space = before.chars().all(char::is_whitespace);
            html.raw(if space {
                "<del class=w title=\""
            } else {
                "<del title=\""
            });
            title(html, rule, rules)
                .raw("\">")
                .glyphs(before, true)
                .raw("</del>");
        }
        Change::Removed { rule, .. } if is_blank_entity(rule) => {
            html.raw("<del class=w title=\"");
            title(html, rule, rules).raw("\">");
            html.glyphs("␣", false).raw("</del>");
        }
        Change::Removed { rule, reason } => {
            html.raw("<del class=g title=\"")
                .text(reason.as_str())
                .raw(" · ");
            title(html, rule, rules)
                .raw("\">")
                .glyphs(before, false)
                .raw("</del><span class=tag>");
            html.text(&reason.as_str().replace('_', " ")).raw("</span>");
        }
    }
}

fn title<'h>(html: &'h mut Html, rule: &str, rules: &Rules<'_>) -> &'h mut Html {
    html.text(rule).raw(": ").text(summary(rule, rules))
}

fn output(
    html: &mut Html,
    piece: &Piece<'_>,
    masks: &Masks<'_>,
    rules: &Rules<'_>,
    left: &mut usize,
) {
    let after = piece.after.trim_end_matches('\n');
    let breaks = after.len() < piece.after.len() && !piece.before.contains('\n');
    let after = fitting(after, left);
    match piece.change {
        Change::Kept => masked(html, piece.output, after, masks),
        Change::Edited { rule } if !after.is_empty() || breaks => {
            html.raw("<ins title=\"");
            title(html, rule, rules).raw("\">");
            masked(html, piece.output, after, masks);
            html.raw(if breaks { "¶" } else { "" }).raw("</ins>");
        }
        _ => {}
    }
}

/// Text of the output at `start`, its placeholders coloured.
fn masked(html: &mut Html, start: usize, text: &str, masks: &Masks<'_>) {
    let end = start + text.len();
    let mut at = start;
    let first = masks.partition_point(|(range, ..)| range.end <= start);
    for (range, kind, raw) in &masks[first..] {
        let (from, to) = (range.start.max(at), range.end.min(end));
        if from >= end {
            break;
        }
        let (Some(plain), Some(mask)) = (
            text.get(at - start..from - start),
            text.get(from - start..to.max(from) - start),
        ) else {
            continue;
        };
        html.glyphs(plain, false);
        html.raw("<span class=\"m ")
            .raw(kind.as_str())
            .raw("\" title=\"")
            .raw(kind.as_str())
            .raw(", spelt ");
        html.text(raw).raw("\">").glyphs(mask, false).raw("</span>");
        at = to.max(from);
    }
    html.glyphs(&text[at - start..], false);
}

/// The rules of a row, for those who cannot point at a change.
fn why(html: &mut Html, row: &Row<'_>) {
    html.raw("<p class=why>");
    for (index, (rule, count)) in row.rules().into_iter().enumerate() {
        html.raw(if index > 0 { " · " } else { "" }).text(rule);
        if count > 1 {
            html.raw(" ×").number(count);
        }
    }
    html.raw("</p>");
}
