//! Whether a cleaned text stays as it is when it is cleaned again.
//!
//! Every stage weighs the whole text, so all of them look at the output once more; but what the
//! last pass has seen already is not worked out anew:
//!
//! - **Lines.** A block that the inline stage left alone is, byte for byte, runs of the source
//!   with nothing or one space between them, and its end is one line end. Its line is put together
//!   from what the scan has told of these runs ([`compose`]): widths and counts add up,
//!   marks are united. Only where two runs meet can there be anything new. Marks that a neighbour
//!   decides stand already, since the scan takes what is at the edge of a run to stand beside
//!   anything; that two signs meet ([`Marks::UNEVEN`]) and that a trigger begins with the last
//!   character is looked up there. Other blocks, and those with a cut or a seam within a
//!   run, are scanned as ever.
//! - **Kinds** of blocks are looked for once all else stays, and are those that count: what a
//!   text is read as may not depend on what was taken out of it, or a cleaned text would be read
//!   otherwise when it is cleaned again. So are the placeholders, where they differ.
//! - **The inline stage** sees nothing but the text of a block, so where it made no edit once, it
//!   makes none in the same text again, and where it found no mask, it finds none. A block has the same text when it stands in the same span
//!   of the output and no gap inside it is edited; and if one is, the answer is known anyway.
//!
//! With a rule switched off, gaps may stand in the output as they were, and none of this holds. Of a
//! document too large for the thread's buffers the runs are forgotten by then, and all is scanned.

use super::Cleaner;
use super::pass::Pass;
use super::scratch::Buffers;
use crate::chrome::triggers;
use crate::document::RawBlock;
use crate::edit::{Rewriter, Span, offset};
use crate::inline::points::Points;
use crate::inline::{self, Emitter};
use crate::layout::{self, Gap, Spans, Verdict};
use crate::lines::{self, Line, Lines, Pause};
use crate::marks::{self, Marks};

impl Cleaner {
    /// Whether a pass over the output of `first` would edit it, given what the pass has left in the
    /// buffers. If it would not, `first` has what that pass finds. `next` is a buffer.
    pub(super) fn differs(&self, first: &mut Pass, next: &mut Pass, buffers: &mut Buffers) -> bool {
        let source = first.output.as_str();
        if self.reads() {
            self.pass(source, buffers, next);
            if !next.log.edits.is_empty() {
                return true;
            }
            first.find_again(&buffers.layout.kinds, next);
            return false;
        }
        let Buffers {
            lines,
            again,
            findings,
            layout,
            inline,
            brief,
        } = buffers;
        let plain = self.inner.disabled.is_empty();
        let lines = if plain && !*brief && compose(lines, &layout.gaps, first, again) {
            again
        } else {
            lines::split(source, lines);
            lines
        };
        self.inner.chrome.find(source, lines, findings);
        if *brief {
            findings.release();
        }
        if !findings.cuts.is_empty() {
            return true;
        }
        layout::decide(source, lines, findings, layout);
        let Pass {
            log,
            spellings,
            placeholders,
            ..
        } = next;
        placeholders.clear();
        spellings.clear();
        let rewriter = Rewriter::new(source, log);
        let gaps = &layout.gaps;
        let mut emitter = Emitter::new(
            source,
            gaps,
            &findings.cuts,
            &self.inner.disabled,
            rewriter,
            spellings,
        );
        let known: &[RawBlock] = if plain { &first.blocks } else { &[] };
        let mut known = known.iter().zip(&first.touched).peekable();
        let mut points = Points::new(&lines.points);
        for (block, inner) in Spans::of(gaps) {
            if emitter.edits() > 0 {
                return true;
            }
            emitter.open_block(block.start as usize);
            while known
                .next_if(|(known, _)| known.output.start < block.start)
                .is_some()
            {}
            let untouched = known
                .peek()
                .is_some_and(|(known, touched)| known.output == block && !**touched);
            if !untouched && super::marks(gaps, &inner).any(inline::INTERESTS) {
                let (buffer, rest) = inline.split();
                let view = buffer.view(source, block, &gaps[inner]);
                let points = points.of(block);
                inline::rewrite(
                    &view,
                    points,
                    &self.inner.style,
                    rest,
                    placeholders,
                    &mut emitter,
                );
            }
            emitter.advance(block.end as usize);
        }
        emitter.open_block(source.len());
        if emitter.edits() > 0 {
            return true;
        }
        layout::classify(source, findings, layout);
        if layout.above_title > 0 && self.inner.chrome.cuts_above() {
            return true;
        }
        first.find_again(&layout.kinds, next);
        false
    }
}

/// Fills `again` with the lines of the output of `pass`, given the lines of its source and the gaps
/// between its blocks. They are those that [`lines::split`] finds, but for marks and stops where
/// there is nothing after all. `false` if a block is not one line.
fn compose(lines: &Lines, gaps: &[Gap], pass: &Pass, again: &mut Lines) -> bool {
    again.clear();
    let mut runs = Runs {
        pauses: &lines.pauses,
        stops: &lines.stops,
        before: 0,
    };
    let blocks = pass.blocks.iter().zip(&pass.touched);
    for ((block, inner), (known, &touched)) in Spans::of(gaps).zip(blocks) {
        let place = known.output;
        let gaps = &gaps[inner.start..=inner.end];
        if touched || !runs.join(block.start, gaps, &pass.output, place, again) {
            let before = again.list.len();
            let end = pass.output.len().min(place.end as usize + 1);
            lines::scan(&pass.output, place.start as usize..end, again);
            if again.list[before..]
                .iter()
                .map(|line| line.span)
                .ne([place])
            {
                return false;
            }
        }
    }
    !pass.blocks.is_empty()
}

/// The runs of a source that are still to be put together, and the stops in them.
struct Runs<'a> {
    /// The pauses behind them.
    pauses: &'a [Pause],
    stops: &'a [u32],
    /// Where the first of them begins.
    before: u32,
}

impl<'a> Runs<'a> {
    /// Adds the line of a block that begins at `start` of the source and stands at `place` of the
    /// `output`; `gaps` are those inside it and the one behind it. `false`, and nothing is added,
    /// if it is not made of whole runs.
    fn join(
        &mut self,
        start: u32,
        gaps: &[Gap],
        output: &str,
        place: Span,
        again: &mut Lines,
    ) -> bool {
        let (pauses, stops) = (again.pauses.len(), again.stops.len());
        let mut line = Measure::default();
        let mut run = Measure::default();
        let (mut start, mut at) = (start, place.start);
        for gap in gaps {
            let end = gap.span.start;
            let Some(pause) = self.pause(start, end) else {
                again.pauses.truncate(pauses);
                again.stops.truncate(stops);
                return false;
            };
            again
                .stops
                .extend(self.stops(start, end).map(|stop| stop - start + at));
            run.add(pause.width, pause.han, pause.marks);
            at += end - start;
            start = gap.span.end;
            if gap.verdict == Verdict::Join {
                run.marks.add(meet(output, at as usize, &mut again.stops));
                continue;
            }
            again.pauses.push(run.pause(at, gap.verdict));
            line.add(run.width, run.han, run.marks);
            run = Measure::default();
            if gap.verdict == Verdict::Space {
                line.add(1, 0, Marks::SPACED);
                at += 1;
            }
        }
        debug_assert_eq!(at, place.end);
        let text = place.of(output);
        again.list.push(Line {
            span: place,
            width: line.width,
            han: line.han,
            first: text.chars().next().unwrap_or_default(),
            last: text.chars().next_back().unwrap_or_default(),
            marks: line.marks,
        });
        true
    }

    /// The pause behind the run from `start` to `end`, if that is one.
    fn pause(&mut self, start: u32, end: u32) -> Option<&'a Pause> {
        while let [pause, pauses @ ..] = self.pauses
            && pause.span.start < end
        {
            self.before = pause.span.end;
            self.pauses = pauses;
        }
        self.pauses
            .first()
            .filter(|pause| self.before == start && pause.span.start == end)
    }

    /// The stops from `start` to `end`.
    fn stops(&mut self, start: u32, end: u32) -> impl Iterator<Item = u32> {
        while let [stop, stops @ ..] = self.stops
            && *stop < start
        {
            self.stops = stops;
        }
        let count = self.stops.iter().take_while(|&&stop| stop < end).count();
        let (stops, ahead) = self.stops.split_at(count);
        self.stops = ahead;
        stops.iter().copied()
    }
}

/// What is known of a run or a line of the output.
#[derive(Default)]
struct Measure {
    width: u16,
    han: u16,
    marks: Marks,
}

impl Measure {
    fn add(&mut self, width: u16, han: u16, marks: Marks) {
        self.width = self.width.saturating_add(width);
        self.han = self.han.saturating_add(han);
        self.marks.add(marks);
    }

    /// What stands behind the run, which ends at `position`: the space or line end of a gap.
    fn pause(&self, position: u32, verdict: Verdict) -> Pause {
        let start = position as usize;
        Pause {
            span: Span::new(start, start + 1),
            newlines: u16::from(verdict == Verdict::Break),
            spaces: 1,
            width: self.width,
            han: self.han,
            ..Pause::at(start, self.marks)
        }
    }
}

/// The marks that two runs have together that meet at `position` of the output; notes in `stops`
/// where a trigger may begin in front of it.
fn meet(output: &str, position: usize, stops: &mut Vec<u32>) -> Marks {
    let bytes = output.as_bytes();
    // Triggers are of Han and ASCII.
    let last = match bytes[..position] {
        [.., lead, _, _] if marks::is_ideograph(lead) => Some(position - 3),
        [.., ..0x80] => Some(position - 1),
        _ => None,
    };
    stops.extend(
        last.filter(|&at| triggers::may_begin(&bytes[at..]))
            .map(offset),
    );
    match marks::is_ideograph(bytes[position]) {
        true => Marks::default(),
        false => Marks::UNEVEN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scratch;
    use proptest::prelude::*;

    /// Whether the lines put together for the output of one pass over `text` are those that are
    /// found by looking.
    fn is_found_again(text: &str) -> bool {
        let cleaner = Cleaner::new();
        let mut scratch = Scratch::default();
        let Scratch { buffers, first, .. } = &mut scratch;
        cleaner.pass(text, buffers, first);
        let Buffers {
            lines,
            again,
            layout,
            ..
        } = buffers;
        if first.log.edits.is_empty() || !compose(lines, &layout.gaps, first, again) {
            return true;
        }
        let source = first.output.as_str();
        lines::split(source, lines);
        lines.list.len() == again.list.len()
            && lines.pauses.len() == again.pauses.len()
            && lines.list.iter().zip(&again.list).all(same_line)
            && lines.pauses.iter().zip(&again.pauses).all(same_pause)
            && triggers::found(source, &lines.stops) == triggers::found(source, &again.stops)
    }

    fn same_line((found, made): (&Line, &Line)) -> bool {
        let line = |line: &Line| (line.span, line.width, line.han, line.first, line.last);
        line(found) == line(made) && made.marks.hold(found.marks)
    }

    fn same_pause((found, made): (&Pause, &Pause)) -> bool {
        let pause = |pause: &Pause| Pause {
            marks: Marks::default(),
            ..*pause
        };
        pause(found) == pause(made) && made.marks.hold(found.marks)
    }

    #[test]
    fn lines_are_put_together() {
        for text in [
            "水厂今天通水，\n\n大家辛\n苦了。\n",
            "  Open\nAccess 水 位\t下\n载,\r\n",
            "在供水工作会议上的讲话同志们：今天我们开一个短会。\n",
            "\n",
            "·—\u{200b}",
        ] {
            assert!(is_found_again(text), "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn lines_of_soup_are_put_together(
            text in "([水位讲话，。“”a3X某.—…下载来源·VIPw ]{1,9}(\n|\n\n| |\u{200b}|\r\n  |，\n)){0,40}",
        ) {
            prop_assert!(is_found_again(&text), "{text:?}");
        }
    }
}
