//! Collects the gaps of a source.

use super::{Gap, Verdict};
use crate::chrome::Cut;
use crate::edit::Span;
use crate::lines::{Lines, Pause};
use crate::marks::Marks;

/// Fills `gaps`; verdicts are still [`Verdict::Join`].
pub(super) fn collect(source: &str, lines: &Lines, cuts: &[Cut], gaps: &mut Vec<Gap>) {
    gaps.clear();
    if cuts.is_empty() {
        gaps.extend(lines.pauses.iter().map(gap));
    } else {
        merge(source, &lines.pauses, cuts, gaps);
    }
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

fn gap(pause: &Pause) -> Gap {
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

/// Pauses and cuts that touch are one gap.
fn merge(source: &str, pauses: &[Pause], cuts: &[Cut], gaps: &mut Vec<Gap>) {
    let mut pauses = pauses.iter().peekable();
    // The end of the last cut: what pauses there are before it have gone with it.
    let mut done = 0;
    for cut in cuts {
        let start = cut.span.start;
        while let Some(pause) = pauses.next_if(|pause| pause.span.end <= start) {
            add(source, pause, done, pause.span.end, gaps);
        }
        if let Some(pause) = pauses.peek() {
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
    for pause in pauses {
        add(source, pause, done, pause.span.end, gaps);
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
