//! Collects the gaps of a source.

use super::{Gap, Verdict};
use crate::chars::is_space;
use crate::chrome::Cut;
use crate::edit::Span;
use crate::lines::{Line, is_terminator};

/// Fills `gaps`; verdicts are still [`Verdict::Join`].
pub(super) fn collect(source: &str, _lines: &[Line], cuts: &[Cut], gaps: &mut Vec<Gap>) {
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
}

fn scan(source: &str, range: std::ops::Range<usize>, open: &mut Option<Gap>, gaps: &mut Vec<Gap>) {
    let base = range.start;
    let mut previous = '\0';
    for (position, c) in source[range].char_indices() {
        if is_space(c) {
            let gap = open.get_or_insert_with(|| empty_at(base + position));
            gap.span.end = crate::edit::offset(base + position + c.len_utf8());
            let new_line = is_terminator(c) && !(c == '\n' && previous == '\r');
            gap.spaces = gap.spaces.saturating_add(u16::from(c.is_whitespace()));
            gap.newlines = gap.newlines.saturating_add(u16::from(new_line));
        } else if let Some(gap) = open.take() {
            gaps.push(gap);
        }
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
