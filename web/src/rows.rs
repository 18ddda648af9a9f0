//! How a text is cut: into rows, which are lines or blocks, and into chunks of rows, which are what
//! the page asks for.

use crate::marks::Mark;
use crate::units::floor;
use std::ops::Range;
use zhengwen::Document;

/// A row is cut where it has so many bytes.
const ROW: usize = 6_000;
/// A chunk ends with the row that brings it to so many rows …
const ROWS: usize = 32;
/// … or so many bytes and marks, a mark counted as so many bytes.
const WEIGHT: usize = 16_000;
const MARK: usize = 40;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Byte range of the text, without line end where that stands for the end of the row.
    pub(crate) text: Range<u32>,
    /// The block, in the output.
    pub(crate) block: u32,
    /// Whether it goes on from the row before.
    pub(crate) goes_on: bool,
}

/// The rows of a text, and where the chunks begin.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) list: Vec<Row>,
    /// Index of the first row of each chunk.
    chunks: Vec<u32>,
    length: u32,
}

impl Rows {
    /// The lines of the source. Line ends one after the other are one row.
    pub(crate) fn of_source(text: &str, marks: &[Mark]) -> Self {
        let bytes = text.as_bytes();
        let mut list = Vec::new();
        let mut start = 0;
        while start < bytes.len() {
            let end = if is_end(bytes[start]) {
                let more = bytes[start..].iter().position(|&byte| !is_end(byte));
                more.map_or(bytes.len(), |more| start + more)
            } else {
                // No further than a row may reach: a long line is not to be looked at again and again.
                let rest = &bytes[start..bytes.len().min(start + ROW + 1)];
                let end = rest.iter().position(|&byte| is_end(byte));
                let end = end.map_or(start + rest.len(), |end| {
                    let pair = bytes[start + end..].starts_with(b"\r\n");
                    start + end + 1 + usize::from(pair)
                });
                cut(text, start, end)
            };
            list.push(Row {
                text: start as u32..end as u32,
                block: 0,
                goes_on: start > 0 && !is_end(bytes[start - 1]),
            });
            start = end;
        }
        Rows::new(list, text, marks.iter().map(|mark| mark.source.start))
    }

    /// The blocks of the output.
    pub(crate) fn of_output(document: &Document, marks: &[Mark]) -> Self {
        let text = document.text();
        let mut list = Vec::new();
        for (block, range) in document.blocks().map(|block| block.output).enumerate() {
            let Range { mut start, end } = range;
            let mut goes_on = false;
            loop {
                let cut = cut(text, start, end);
                list.push(Row {
                    text: start as u32..cut as u32,
                    block: block as u32,
                    goes_on,
                });
                if cut >= end {
                    break;
                }
                (start, goes_on) = (cut, true);
            }
        }
        Rows::new(list, text, marks.iter().map(|mark| mark.output.start))
    }

    fn new(list: Vec<Row>, text: &str, marks: impl Iterator<Item = u32>) -> Self {
        let mut marks = marks.peekable();
        let mut chunks = Vec::new();
        let (mut rows, mut weight) = (ROWS, 0);
        for (index, row) in list.iter().enumerate() {
            if rows >= ROWS || weight >= WEIGHT {
                chunks.push(index as u32);
                (rows, weight) = (0, 0);
            }
            rows += 1;
            weight += row.text.len().min(ROW);
            while marks.next_if(|&mark| mark < row.text.end).is_some() {
                weight += MARK;
            }
        }
        Rows {
            list,
            chunks,
            length: text.len() as u32,
        }
    }

    /// How many chunks there are.
    pub(crate) fn chunks(&self) -> usize {
        self.chunks.len()
    }

    /// The rows of a chunk.
    pub(crate) fn chunk(&self, index: usize) -> Range<usize> {
        let start = |index| self.chunks.get(index).map(|&row| row as usize);
        match start(index) {
            Some(first) => first..start(index + 1).unwrap_or(self.list.len()),
            None => 0..0,
        }
    }

    /// The chunk in which the byte offset `at` of the text is shown.
    pub(crate) fn chunk_of(&self, at: u32) -> usize {
        let row = self.list.partition_point(|row| row.text.start <= at);
        let row = row.saturating_sub(1) as u32;
        let chunk = self.chunks.partition_point(|&first| first <= row);
        chunk.saturating_sub(1)
    }

    /// Where the marks begin that a row shows: from its start to that of the next, the last to the
    /// end of the text.
    pub(crate) fn reach(&self, row: usize) -> Range<u32> {
        let start = if row == 0 {
            0
        } else {
            self.list[row].text.start
        };
        let end = self
            .list
            .get(row + 1)
            .map_or(self.length + 1, |next| next.text.start);
        start..end
    }
}

fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// The end of a row from `start`, which is not to be longer than a row may be.
fn cut(text: &str, start: usize, end: usize) -> usize {
    if end - start <= ROW {
        end
    } else {
        floor(text, start + ROW)
    }
}

#[cfg(test)]
mod tests {
    use super::{ROW, ROWS, Rows};
    use crate::marks::marks;
    use zhengwen::Cleaner;

    fn source(text: &str) -> Vec<&str> {
        let rows = Rows::of_source(text, &[]).list;
        let rows = rows.into_iter();
        rows.map(|row| &text[row.text.start as usize..row.text.end as usize])
            .collect()
    }

    #[test]
    fn lines() {
        assert_eq!(source("甲\n乙\r\n丙\r丁"), ["甲\n", "乙\r\n", "丙\r", "丁"]);
        assert_eq!(source("\n\n甲\n\n\n乙\n"), ["\n\n", "甲\n", "\n\n", "乙\n"]);
        assert_eq!(source(""), [""; 0]);
        assert_eq!(source(&"\n".repeat(1_000_000)).len(), 1);
    }

    #[test]
    fn a_long_line_goes_on() {
        let text = "水".repeat(ROW);
        let rows = Rows::of_source(&text, &[]);
        assert_eq!(rows.list.len(), 3);
        assert_eq!(
            rows.list.iter().map(|row| row.goes_on).collect::<Vec<_>>(),
            [false, true, true]
        );
        assert_eq!(source(&text).concat(), text);
    }

    #[test]
    fn chunks_tile_the_rows() {
        let text = "水厂今天通水了。\n".repeat(1_000) + &"水".repeat(100_000);
        let document = Cleaner::new().clean(&text);
        let marks = marks(&document);
        for rows in [
            Rows::of_source(&text, &marks),
            Rows::of_output(&document, &marks),
        ] {
            let mut next = 0;
            for index in 0..rows.chunks() {
                let chunk = rows.chunk(index);
                assert_eq!(chunk.start, next);
                assert!(!chunk.is_empty() && chunk.len() <= ROWS);
                for row in chunk.clone() {
                    assert_eq!(rows.chunk_of(rows.list[row].text.start), index);
                }
                next = chunk.end;
            }
            assert_eq!(next, rows.list.len());
            assert_eq!(rows.chunk(rows.chunks()), 0..0);
        }
    }
}
