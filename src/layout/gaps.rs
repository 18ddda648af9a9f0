//! Collects the gaps of a source.

use super::{Gap, Verdict};
use crate::chars::next_space;
use crate::chrome::Cut;
use crate::edit::Span;
use crate::lines::{Line, is_terminator};
use std::ops::Range;

/// Fills `gaps`; verdicts are still [`Verdict::Join`].
pub(super) fn collect(source: &str, lines: &[Line], cuts: &[Cut], gaps: &mut Vec<Gap>) {
    gaps.clear();
    let mut open: Option<Gap> = None;
    let mut position = 0;
    let mut text = Text { source, lines };
    for cut in cuts {
        text.scan(position..cut.span.start as usize, &mut open, gaps);
        let gap = open.get_or_insert_with(|| empty_at(cut.span.start as usize));
        gap.span.end = cut.span.end;
        gap.has_cut = true;
        gap.breaks |= cut.breaks;
        position = cut.span.end as usize;
    }
    text.scan(position..source.len(), &mut open, gaps);
    gaps.push(open.unwrap_or_else(|| empty_at(source.len())));
    super::glue::find(source, lines, |position| {
        let index = gaps.partition_point(|gap| (gap.span.start as usize) < position);
        let free = index == 0 || (gaps[index - 1].span.end as usize) < position;
        if free && gaps[index].span.start as usize > position {
            let mut seam = empty_at(position);
            seam.breaks = true;
            gaps.insert(index, seam);
        }
    });
}

/// A source, and its lines from the one that is being looked at.
struct Text<'a> {
    source: &'a str,
    lines: &'a [Line],
}

impl Text<'_> {
    fn scan(&mut self, range: Range<usize>, open: &mut Option<Gap>, gaps: &mut Vec<Gap>) {
        let text = &self.source[..range.end];
        let mut position = range.start;
        let mut previous = '\0';
        loop {
            let start = self.next_space(text, position);
            if start > position {
                previous = '\0';
                gaps.extend(open.take());
            }
            let Some(c) = text[start..].chars().next() else {
                return;
            };
            position = start + c.len_utf8();
            let gap = open.get_or_insert_with(|| empty_at(start));
            gap.span.end = crate::edit::offset(position);
            let new_line = is_terminator(c) && !(c == '\n' && previous == '\r');
            gap.spaces = gap.spaces.saturating_add(u16::from(c.is_whitespace()));
            gap.newlines = gap.newlines.saturating_add(u16::from(new_line));
            previous = c;
        }
    }

    /// The next white space of `text`, a head of the source: a line without any is passed at once.
    fn next_space(&mut self, text: &str, position: usize) -> usize {
        while let [line, rest @ ..] = self.lines {
            if line.span.end as usize > position {
                if line.solid && line.span.start as usize <= position {
                    return text.len().min(line.span.end as usize);
                }
                break;
            }
            self.lines = rest;
        }
        next_space(text, position)
    }
}

fn empty_at(position: usize) -> Gap {
    Gap {
        span: Span::new(position, position),
        verdict: Verdict::Join,
        newlines: 0,
        spaces: 0,
        breaks: false,
        has_cut: false,
    }
}
