//! Lines without an indent below lines with one, in a text too short for a column.
//!
//! Where first lines are indented, a line that is not goes on with the line above, if no sentence
//! ends with that one and it is as wide as the widest of the text. So three lines can be told
//! from a verse, where the votes for a column would be too few.
//!
//! Not known: whether a line goes on below a full one that ends a sentence. It is left alone, as
//! it may be a signature.

use super::measure::{self, Left, Right};
use super::node::{self, Node};
use super::opening::Decisions;
use super::{Gap, Verdict, is_decided, seam_at};
use crate::lines::Line;

/// Half-widths: columns there are, the indent of a first line, and what a full line may lack of
/// the widest (one character that did not fit, and half of one for Latin).
const NARROWEST: u16 = 40;
const WIDEST: u16 = 104;
const INDENT: u8 = 4;
const RAGGED: u16 = 3;
/// Full lines at least.
const QUORUM: usize = 2;

/// Joins such lines, where nothing else has decided.
pub(super) fn join(
    source: &str,
    lines: &[Line],
    nodes: &[Node],
    decisions: &Decisions,
    gaps: &mut [Gap],
) {
    let Some(least) = full_width(source, lines) else {
        return;
    };
    let mut is_text = false;
    for (index, pair) in lines.windows(2).enumerate() {
        let [line, next] = pair else { return };
        let indent = indent(source, lines, index);
        is_text |= indent >= INDENT;
        is_text &= indent >= INDENT || indent == 0;
        let gap = gaps.partition_point(|gap| gap.span.start < line.span.end);
        let goes_on = is_text
            && line.width + u16::from(indent) >= least
            && gaps
                .get(gap)
                .is_some_and(|gap| is_plain_line_end(gap, line, next, source))
            && is_in_sentence(line.span.of(source), next.span.of(source))
            && !is_decided(gap, nodes, decisions);
        if goes_on {
            gaps[gap].verdict = seam_at(source, &gaps[gap]);
        }
        is_text = goes_on;
    }
}

/// The width from which on lines are full, if there are enough of them.
fn full_width(source: &str, lines: &[Line]) -> Option<u16> {
    let mut widest = 0;
    for line in lines {
        if line.width > WIDEST {
            return None;
        }
        widest = widest.max(line.width);
    }
    if widest < NARROWEST {
        return None;
    }
    let least = widest - RAGGED;
    let full = (0..lines.len())
        .filter(|&index| lines[index].width + u16::from(indent(source, lines, index)) >= least);
    (full.take(QUORUM).count() == QUORUM).then_some(least)
}

/// White space before line `index`, in half-widths.
fn indent(source: &str, lines: &[Line], index: usize) -> u8 {
    let start = lines[index].span.start as usize;
    match index.checked_sub(1) {
        Some(before) => node::deeper_indent(&source[lines[before].span.end as usize..start]),
        // Nothing but the begin of the text stands before it.
        None => u8::from(source[..start].ends_with("\u{3000}\u{3000}")) * INDENT,
    }
}

/// One line end and nothing else.
fn is_plain_line_end(gap: &Gap, line: &Line, next: &Line, source: &str) -> bool {
    gap.verdict == Verdict::Break
        && gap.newlines == 1
        && !gap.has_cut
        && !gap.breaks
        && gap.span.start == line.span.end
        && gap.span.end == next.span.start
        && gap.span.of(source).ends_with(['\n', '\r'])
}

/// Whether a clause ended in `text` and its last sentence goes on in `next`.
fn is_in_sentence(text: &str, next: &str) -> bool {
    text.contains(['，', '、', '。', '；', ',', ';'])
        && matches!(
            measure::left(text),
            Left::Plain | Left::Latin | Left::Comma | Left::Opening
        )
        && !matches!(measure::right(next), Right::Ordinal)
}

#[cfg(test)]
mod tests {
    use crate::cleaner::by_rules as clean;

    #[test]
    fn few_lines_of_an_indented_text() {
        let lines = [
            "　　四十年前，这里是一片砖窑，取土的坑积了雨水，成了孩",
            "子们的池塘。后来坑填平了，盖起了水厂。",
            "　　水厂没有出过名人，却出了三十位老师傅，一共修过6",
            "1台水泵。",
            "城东水厂",
        ];
        assert_eq!(
            clean(&lines.join("\n")),
            [
                "四十年前，这里是一片砖窑，取土的坑积了雨水，成了孩子们的池塘。后来坑填平了，盖起了水厂。\n",
                "水厂没有出过名人，却出了三十位老师傅，一共修过61台水泵。\n",
                "城东水厂\n",
            ]
            .concat()
        );
    }

    #[test]
    fn verses_and_lists_stay() {
        const FULL: &str = "　　四十年前，这里是一片砖窑，取土的坑积了雨水，成了池塘";
        const OTHER: &str = "　　水厂没有出过名人，却出了三十位老师傅，一共修过水泵。";
        for lines in [
            // Not full.
            &["　　清水一杯，", "连着千家万户", FULL, OTHER] as &[&str],
            // One line to each paragraph.
            &[FULL, OTHER],
            // Points.
            &[
                FULL,
                "一是水源，二是管网，三是漏损，四是服务，五是安全生产",
                OTHER,
            ],
        ] {
            let whole = lines.join("\n").replace('　', "") + "\n";
            assert_eq!(clean(&lines.join("\n")), whole);
        }
    }
}
