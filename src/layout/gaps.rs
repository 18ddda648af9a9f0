//! Collects the gaps of a source.

use super::{Gap, Verdict};
use crate::chars::next_space;
use crate::chrome::Cut;
use crate::edit::Span;
use crate::lines::{Line, is_terminator};

/// Fills `gaps`; verdicts are still [`Verdict::Join`].
pub(super) fn collect(source: &str, lines: &[Line], cuts: &[Cut], gaps: &mut Vec<Gap>) {
    gaps.clear();
    let mut open: Option<Gap> = None;
    let mut position = 0;
    for cut in cuts {
        scan(source, position..cut.span.start as usize, &mut open, gaps);
        let gap = open.get_or_insert_with(|| empty_at(cut.span.start as usize));
        gap.span.end = cut.span.end;
        gap.has_cut = true;
        gap.breaks |= cut.breaks;
        position = cut.span.end as usize;
    }
    scan(source, position..source.len(), &mut open, gaps);
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

fn scan(source: &str, range: std::ops::Range<usize>, open: &mut Option<Gap>, gaps: &mut Vec<Gap>) {
    let text = &source[..range.end];
    let mut position = range.start;
    let mut previous = '\0';
    loop {
        let start = next_space(text, position);
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
