//! Collects the gaps of a source.

use super::{Gap, Verdict};
use crate::chrome::Cut;
use crate::edit::Span;
use crate::lines::{Lines, Pause};
use crate::marks::Marks;
use std::ops::Range;

/// Fills `gaps` with pauses and cuts; verdicts are still [`Verdict::Join`].
pub(crate) fn between(source: &str, lines: &Lines, cuts: &[Cut], gaps: &mut Vec<Gap>) {
    gaps.clear();
    if cuts.is_empty() {
        gaps.extend(lines.pauses.iter().map(gap));
    } else {
        merge(source, &lines.pauses, cuts, gaps);
    }
}

/// [`between`], and the places where blocks are glued.
pub(super) fn collect(source: &str, lines: &Lines, cuts: &[Cut], gaps: &mut Vec<Gap>) {
    between(source, lines, cuts, gaps);
    super::glue::find(source, &lines.list, |position| {
        let index = gaps.partition_point(|gap| (gap.span.start as usize) < position);
        let free = index == 0 || (gaps[index - 1].span.end as usize) < position;
        if free && gaps[index].span.start as usize > position {
            let mut seam = gap(&Pause::at(position, gaps[index].marks));
            seam.breaks = true;
            gaps.insert(index, seam);
        }
    });
}

pub(crate) fn gap(pause: &Pause) -> Gap {
    Gap {
        span: pause.span,
        verdict: Verdict::Join,
        newlines: pause.newlines,
        spaces: pause.spaces,
        marks: pause.marks,
        breaks: false,
        has_cut: false,
    }
}

/// The blocks that `gaps` leave: the span of each, and the indices of the gaps inside it.
pub(crate) struct Spans<'g> {
    gaps: &'g [Gap],
    next: usize,
    start: u32,
}

impl<'g> Spans<'g> {
    pub(crate) fn of(gaps: &'g [Gap]) -> Self {
        Spans {
            gaps,
            next: 0,
            start: 0,
        }
    }
}

impl Iterator for Spans<'_> {
    type Item = (Span, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let mut inner = self.next;
        loop {
            let index = self.next;
            let gap = self.gaps.get(index)?;
            self.next += 1;
            if gap.verdict == Verdict::Break {
                let block = Span {
                    start: self.start,
                    end: gap.span.start,
                };
                self.start = gap.span.end;
                return Some((block, inner..index));
            }
            if gap.span.start == self.start {
                self.start = gap.span.end;
                inner = index + 1;
            }
        }
    }
}

/// Pauses and cuts that touch are one gap.
fn merge(source: &str, pauses: &[Pause], cuts: &[Cut], gaps: &mut Vec<Gap>) {
    let mut rest = pauses;
    // The end of the last cut: what pauses there are before it have gone with it.
    let mut done = 0;
    for cut in cuts {
        let start = cut.span.start;
        let before = rest.iter().take_while(|pause| pause.span.end <= start);
        let (before, behind) = rest.split_at(before.count());
        rest = behind;
        add_all(source, before, done, gaps);
        if let Some(pause) = rest.first() {
            add(source, pause, done, start, gaps);
        }
        match gaps.last_mut().filter(|gap| gap.span.end == start) {
            Some(gap) => {
                gap.span.end = cut.span.end;
                gap.has_cut = true;
                gap.breaks |= cut.breaks;
            }
            None => gaps.push(Gap {
                breaks: cut.breaks,
                has_cut: true,
                span: cut.span,
                // The run goes on behind it.
                ..gap(&Pause::at(start as usize, Marks::ALL))
            }),
        }
        done = cut.span.end;
    }
    add_all(source, rest, done, gaps);
}

/// Adds pauses, as far as they lie behind `from`.
fn add_all(source: &str, pauses: &[Pause], from: u32, gaps: &mut Vec<Gap>) {
    // Two pauses do not touch: none but the first that is left has to do with what is before.
    let gone = pauses.iter().take_while(|pause| pause.span.end <= from);
    let pauses = &pauses[gone.count()..];
    if let [first, rest @ ..] = pauses {
        add(source, first, from, first.span.end, gaps);
        gaps.extend(rest.iter().map(gap));
    }
}

/// Adds what lies of `pause` between `from` and `to`.
fn add(source: &str, pause: &Pause, from: u32, to: u32, gaps: &mut Vec<Gap>) {
    let start = pause.span.start.max(from);
    let end = pause.span.end.min(to);
    if start > end || start == end && end as usize != source.len() {
        return;
    }
    let new = if start == pause.span.start && end == pause.span.end {
        gap(pause)
    } else {
        gap(&part(source, pause, Span { start, end }))
    };
    match gaps.last_mut() {
        Some(gap) if gap.span.end == start => {
            gap.span.end = end;
            gap.newlines = gap.newlines.saturating_add(new.newlines);
            gap.spaces = gap.spaces.saturating_add(new.spaces);
        }
        // The text in front begins within a run, so its marks may say too little.
        Some(gap) if gap.has_cut && gap.span.end == from => gaps.push(Gap {
            marks: Marks::ALL,
            ..new
        }),
        _ => gaps.push(new),
    }
}

/// The part of `pause` in `span`.
fn part(source: &str, pause: &Pause, span: Span) -> Pause {
    let mut part = Pause::at(span.start as usize, pause.marks);
    part.extend(&source[..span.end as usize], |_| ());
    part
}
