//! The two sides of the page, a chunk at a time.

use crate::glyphs::{Style, quoted, runs};
use crate::marks::{Kind, Mark, marks};
use crate::rows::{Row, Rows};
use crate::units::Units;
use serde::Serialize;
use std::ops::Range;
use zhengwen::Document;

/// Characters of a mark that are quoted where it is explained.
const QUOTED: usize = 40;

/// Source or output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Source,
    Output,
}

impl Side {
    pub(crate) fn of(output: bool) -> Self {
        if output { Side::Output } else { Side::Source }
    }
}

/// A document and what is shown of it.
#[derive(Debug)]
pub(crate) struct View {
    pub(crate) document: Document,
    pub(crate) marks: Vec<Mark>,
    source: Rows,
    output: Rows,
    units: Units,
}

/// Rows that are shown together, with what is to be said about their marks.
#[derive(Debug, Serialize)]
pub(crate) struct Chunk<'a> {
    rows: Vec<Shown>,
    /// By number, in order.
    marks: Vec<(usize, About<'a>)>,
}

#[derive(Debug, Serialize)]
struct Shown {
    /// Kind of the block, in the output.
    kind: Option<&'static str>,
    level: Option<u8>,
    /// Whether it goes on from the row before.
    goes_on: bool,
    /// Mark (-1: none), style and text.
    runs: Vec<(i64, u8, String)>,
}

/// What there is to say about a mark.
#[derive(Debug, Serialize)]
struct About<'a> {
    kind: &'static str,
    rule: Option<&'a str>,
    reason: Option<&'static str>,
    placeholder: Option<&'static str>,
    before: String,
    after: String,
    /// The chunks that show it, of the source and of the output.
    chunks: (usize, usize),
    /// Range of the source in UTF-16 code units.
    units: (u32, u32),
}

impl View {
    pub(crate) fn new(document: Document) -> Self {
        let marks = marks(&document);
        View {
            source: Rows::of_source(document.source(), &marks),
            output: Rows::of_output(&document, &marks),
            units: Units::of(document.source()),
            marks,
            document,
        }
    }

    pub(crate) fn rows(&self, side: Side) -> &Rows {
        match side {
            Side::Source => &self.source,
            Side::Output => &self.output,
        }
    }

    fn text(&self, side: Side) -> &str {
        match side {
            Side::Source => self.document.source(),
            Side::Output => self.document.text(),
        }
    }

    pub(crate) fn chunk(&self, side: Side, index: usize) -> Chunk<'_> {
        let rows = self.rows(side);
        let mut marks: Vec<(usize, About<'_>)> = Vec::new();
        let shown = rows.chunk(index).map(|row| {
            let runs = self.runs(side, row);
            for &(mark, ..) in &runs {
                let Ok(mark) = usize::try_from(mark) else {
                    continue;
                };
                if marks.last().is_none_or(|&(last, _)| last < mark) {
                    marks.push((mark, self.about(mark)));
                }
            }
            let Row { block, goes_on, .. } = rows.list[row];
            let block = match side {
                Side::Source => None,
                Side::Output => self.document.blocks().get(block as usize),
            };
            Shown {
                kind: block.as_ref().map(|block| block.kind.as_str()),
                level: block.and_then(|block| block.kind.level()),
                goes_on,
                runs,
            }
        });
        Chunk {
            rows: shown.collect(),
            marks,
        }
    }

    /// A row in runs.
    fn runs(&self, side: Side, index: usize) -> Vec<(i64, u8, String)> {
        let (rows, text) = (self.rows(side), self.text(side));
        let of = |mark: &Mark| match side {
            Side::Source => mark.source.clone(),
            Side::Output => mark.output.clone(),
        };
        let reach = rows.reach(index);
        let Range { start, end } = rows.list[index].text;
        let slice = |from: u32, to: u32| text.get(from as usize..to as usize).unwrap_or_default();
        let mut list = Vec::new();
        let mut put = |mark: i64, text: &str, spaces: bool, is_half: bool| {
            // A line end that stays one is the end of the row.
            let text = if mark < 0 || is_half {
                text.trim_end_matches(['\n', '\r'])
            } else {
                text
            };
            runs(text, spaces, |style, run| {
                list.push((mark, style as u8, run));
            });
            if text.is_empty() && mark >= 0 {
                list.push((mark, Style::Seam as u8, String::new()));
            }
        };
        // Those that end before the row are passed over, and so are empty ones in front of it.
        let mut next = self
            .marks
            .partition_point(|mark| of(mark).end < start.max(reach.start));
        let mut at = start;
        while let Some(mark) = self.marks.get(next) {
            let range = of(mark);
            if range.start >= reach.end {
                break;
            }
            if range.start >= reach.start || range.end > start {
                let from = range.start.clamp(at, end);
                let to = range.end.clamp(from, end);
                put(-1, slice(at, from), false, false);
                let spaces = side == Side::Source && mark.kind != Kind::Removed;
                let is_half = slice(from, to) == "\r" && slice(to, end) == "\n";
                put(next as i64, slice(from, to), spaces, is_half);
                at = to;
            }
            next += 1;
        }
        put(-1, slice(at, end), false, false);
        list
    }

    fn about(&self, index: usize) -> About<'_> {
        let mark = &self.marks[index];
        let edit = mark
            .edit
            .and_then(|edit| self.document.edits().get(edit as usize));
        let item = mark.item as usize;
        let removed = self
            .document
            .removed()
            .get(item)
            .filter(|_| mark.kind == Kind::Removed);
        let mask = self
            .document
            .placeholders()
            .get(item)
            .filter(|_| mark.kind == Kind::Masked);
        let quote = |side: Side, range: &Range<u32>| {
            let range = range.start as usize..range.end as usize;
            quoted(self.text(side).get(range).unwrap_or_default(), QUOTED)
        };
        let units = |at: u32| self.units.at(self.document.source(), at as usize);
        let rule = removed.as_ref().map(|removed| removed.rule);
        About {
            kind: mark.kind.as_str(),
            rule: rule.or(edit.map(|edit| edit.rule)),
            reason: removed.map(|removed| removed.reason.as_str()),
            placeholder: mask.map(|found| found.kind.as_str()),
            before: quote(Side::Source, &mark.source),
            after: quote(Side::Output, &mark.output),
            chunks: (
                self.source.chunk_of(mark.source.start),
                self.output.chunk_of(mark.output.start),
            ),
            units: (units(mark.source.start), units(mark.source.end)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Side, View};
    use zhengwen::Cleaner;

    fn view(source: &str) -> View {
        View::new(Cleaner::new().clean(source))
    }

    /// The texts of the runs of every row, without those that are signs.
    fn spelt(view: &View, side: Side) -> Vec<String> {
        let chunks = 0..view.rows(side).chunks();
        let rows = chunks.flat_map(|index| view.chunk(side, index).rows);
        rows.map(|row| {
            row.runs
                .into_iter()
                .filter(|run| run.1 == 0)
                .map(|run| run.2)
                .collect()
        })
        .collect()
    }

    #[test]
    fn both_sides_are_spelt() {
        let view =
            view("首页 > 正文\n各位来宾:\n\n　　水厂今天通 水,谢谢。\n打印本页 | 关闭窗口\n");
        assert_eq!(
            spelt(&view, Side::Source),
            [
                "首页 > 正文",
                "各位来宾:",
                "",
                "水厂今天通水,谢谢。",
                "打印本页 | 关闭窗口"
            ]
        );
        assert_eq!(
            spelt(&view, Side::Output),
            ["各位来宾：", "水厂今天通水，谢谢。"]
        );
    }

    #[test]
    fn every_mark_is_on_both_sides() {
        let long = "首页 > 正文\n".to_owned()
            + &"水厂今天通 水,谢谢。".repeat(3_000)
            + "\n打印本页 | 关闭窗口\n";
        let lines = "水厂今天 通水。\n\n".repeat(500);
        for source in [
            &long,
            &lines,
            "",
            "\n\n",
            " ",
            "\u{feff}",
            "甲<br>乙\r\n\r\n丙\u{202e}",
        ] {
            let view = view(source);
            for side in [Side::Source, Side::Output] {
                let chunks = 0..view.rows(side).chunks();
                let mut seen = std::collections::BTreeSet::new();
                for index in chunks {
                    let chunk = view.chunk(side, index);
                    for &(mark, ref about) in &chunk.marks {
                        let home =
                            [about.chunks.0, about.chunks.1][usize::from(side == Side::Output)];
                        assert!(home == index || home + 1 == index, "{mark} {home} {index}");
                        seen.insert(mark);
                    }
                }
                // A text of which nothing is left has no row to stand in.
                if side == Side::Source || !view.document.text().is_empty() {
                    assert_eq!(seen.len(), view.marks.len(), "{side:?}");
                }
            }
        }
    }

    #[test]
    fn offsets_for_javascript() {
        let view = view("𠮷水厂今 天通水。\n");
        let chunk = view.chunk(Side::Source, 0);
        let (_, about) = &chunk.marks[0];
        assert_eq!(about.units, (5, 6));
    }
}
