//! A block as one text, and the writer that knows the way back.

use crate::chars;
use crate::chrome::Cut;
use crate::edit::{Rewriter, Span};
use crate::layout::{self, Gap, Verdict};
use crate::rule::{Disabled, RuleId};

/// What stands for a sign that nobody can read.
const UNREAD: &str = "\u{fffd}";

impl Gap {
    /// Whether it is a sign of a font of its own inside a number (a decimal point, as a rule): it
    /// cannot be read, and without it the number would be another one.
    pub(crate) fn is_unread(&self, source: &str) -> bool {
        if self.spaces > 0 || self.has_cut || self.verdict != Verdict::Join {
            return false;
        }
        let (before, after) = (
            &source[..self.span.start as usize],
            &source[self.span.end as usize..],
        );
        let is_digit = |c: char| matches!(c, '0'..='9' | '０'..='９');
        self.span.of(source).contains(chars::is_private)
            && before.ends_with(is_digit)
            && after.starts_with(is_digit)
    }
}

/// A block's text with its inner gaps settled.
#[derive(Debug)]
pub(crate) struct View<'a> {
    text: &'a str,
    /// Runs of `text` and where they stand in the source, in order. A run is either a piece
    /// (same length on both sides) or the one sign that a gap became.
    runs: &'a [Run],
}

/// A run of a view.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    text: Span,
    source: Span,
}

/// Buffers of a [`View`] that is not one piece of the source.
#[derive(Debug, Default)]
pub(crate) struct ViewBuffer {
    text: String,
    runs: Vec<Run>,
}

impl ViewBuffer {
    /// The view of the block `block` of `source`; `gaps` are the gaps inside it.
    pub(crate) fn view<'a>(&'a mut self, source: &'a str, block: Span, gaps: &[Gap]) -> View<'a> {
        self.runs.clear();
        if gaps.is_empty() {
            let text = block.of(source);
            self.runs.push(Run {
                text: Span::new(0, text.len()),
                source: block,
            });
            return View {
                text,
                runs: &self.runs,
            };
        }
        self.text.clear();
        let mut start = block.start;
        for gap in gaps {
            self.push(
                source,
                Span {
                    start,
                    end: gap.span.start,
                },
            );
            if gap.verdict == Verdict::Space {
                let from = self.text.len();
                self.text.push(' ');
                self.runs.push(Run {
                    text: Span::new(from, from + 1),
                    source: gap.span,
                });
            } else if gap.is_unread(source) {
                let from = self.text.len();
                self.text.push_str(UNREAD);
                self.runs.push(Run {
                    text: Span::new(from, self.text.len()),
                    source: gap.span,
                });
            }
            start = gap.span.end;
        }
        self.push(
            source,
            Span {
                start,
                end: block.end,
            },
        );
        View {
            text: &self.text,
            runs: &self.runs,
        }
    }

    fn push(&mut self, source: &str, piece: Span) {
        let from = self.text.len();
        self.text.push_str(piece.of(source));
        self.runs.push(Run {
            text: Span::new(from, self.text.len()),
            source: piece,
        });
    }
}

impl<'a> View<'a> {
    /// The text of the block.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// Fills `points` (cleared first) with those of the `source` that stand in the text.
    pub(crate) fn points(&self, source: &[u32], points: &mut Vec<u32>) {
        points.clear();
        let mut runs = self.runs;
        for &point in source {
            while let [run, rest @ ..] = runs
                && run.source.end <= point
            {
                runs = rest;
            }
            let [run, ..] = runs else { return };
            if run.source.start <= point && run.is_exact() {
                points.push(run.text.start + (point - run.source.start));
            }
        }
    }

    /// The way from ranges of the text to the source.
    pub(crate) fn spans(&self) -> SourceSpans<'a> {
        SourceSpans { runs: self.runs }
    }
}

/// Takes ranges of a view's text to the source, one after the other.
#[derive(Debug)]
pub(crate) struct SourceSpans<'a> {
    /// The runs ahead.
    runs: &'a [Run],
}

impl SourceSpans<'_> {
    /// The source span of the non-empty range `start..end` of the text, which does not begin before
    /// the one that was asked for last. Gaps inside the range are part of it, gaps at its ends are
    /// not.
    pub(crate) fn next(&mut self, start: usize, end: usize) -> Span {
        debug_assert!(start < end);
        let (start, end) = (crate::edit::offset(start), crate::edit::offset(end));
        while let [first, rest @ ..] = self.runs
            && first.text.end <= start
            && !rest.is_empty()
        {
            self.runs = rest;
        }
        let first = self.runs[0];
        let mut ahead = self.runs;
        while let [last, rest @ ..] = ahead
            && last.text.end < end
            && !rest.is_empty()
        {
            ahead = rest;
        }
        let last = ahead[0];
        Span {
            start: if first.is_exact() {
                first.source.start + (start - first.text.start)
            } else {
                first.source.start
            },
            end: if last.is_exact() {
                last.source.start + (end - last.text.start)
            } else {
                last.source.end
            },
        }
    }
}

impl Run {
    /// Whether every byte of the text is one of the source.
    fn is_exact(self) -> bool {
        self.text.end - self.text.start == self.source.end - self.source.start
    }
}

/// Writes edits in order, and the gaps between them on the way.
#[derive(Debug)]
pub(crate) struct Emitter<'a> {
    source: &'a str,
    /// The gaps and cuts ahead.
    gaps: &'a [Gap],
    cuts: &'a [Cut],
    rewriter: Rewriter<'a>,
    spellings: &'a mut String,
    disabled: &'a Disabled,
    /// Edits that [`Emitter::replace`] recorded.
    replaced: usize,
}

impl<'a> Emitter<'a> {
    pub(crate) fn new(
        source: &'a str,
        gaps: &'a [Gap],
        cuts: &'a [Cut],
        disabled: &'a Disabled,
        rewriter: Rewriter<'a>,
        spellings: &'a mut String,
    ) -> Self {
        spellings.clear();
        Emitter {
            source,
            gaps,
            cuts,
            rewriter,
            spellings,
            disabled,
            replaced: 0,
        }
    }

    /// Keeps `text` for the document, outside the output.
    pub(crate) fn intern(&mut self, text: &str) -> Span {
        let from = self.spellings.len();
        self.spellings.push_str(text);
        Span::new(from, self.spellings.len())
    }

    /// Replaces `span`, which must not start before the end of the last one; gaps inside it go
    /// with it.
    pub(crate) fn replace(&mut self, span: Span, replacement: &str, rule: RuleId) {
        if self.disabled.contains(rule) {
            return;
        }
        self.advance(span.start as usize);
        let before = self.rewriter.edits();
        self.rewriter.replace(span.end as usize, replacement, rule);
        self.replaced += self.rewriter.edits() - before;
        while let [gap, gaps @ ..] = self.gaps
            && gap.span.end <= span.end
            && gap.span.start < span.end
        {
            self.gaps = gaps;
        }
        while let [cut, cuts @ ..] = self.cuts
            && cut.span.end <= span.end
        {
            self.cuts = cuts;
        }
    }

    /// Writes everything before `position`, where a piece begins or ends or runs.
    pub(crate) fn advance(&mut self, position: usize) {
        while let [gap, gaps @ ..] = self.gaps
            && (gap.span.start as usize) < position
        {
            self.gaps = gaps;
            self.write_gap(gap);
        }
        self.rewriter.keep(position);
    }

    /// Writes everything before the block that begins at `position`, the gap in front included.
    pub(crate) fn open_block(&mut self, position: usize) {
        while let [gap, gaps @ ..] = self.gaps
            && gap.span.end as usize <= position
        {
            self.gaps = gaps;
            self.write_gap(gap);
        }
    }

    /// Length of the output written so far.
    pub(crate) fn written(&self) -> usize {
        self.rewriter.written()
    }

    /// How many of them the inline stage asked for.
    pub(crate) fn inline_edits(&self) -> usize {
        self.replaced
    }

    /// Decides the rest, and writes everything to `output`.
    pub(crate) fn finish(mut self, output: &mut String) {
        self.open_block(self.source.len());
        self.rewriter.keep(self.source.len());
        self.rewriter.finish(output);
    }

    /// The gap's mark, kept from the source where it has one, and an edit for all the rest.
    fn write_gap(&mut self, gap: &Gap) {
        self.rewriter.keep(gap.span.start as usize);
        let end = gap.span.end as usize;
        let (mark, rule) = match gap.verdict {
            Verdict::Join if gap.is_unread(self.source) => (UNREAD, super::UNREAD),
            Verdict::Join if gap.spaces == 0 && !gap.has_cut => ("", super::INVISIBLE),
            Verdict::Join => ("", layout::JOIN),
            Verdict::Space => (" ", layout::SPACE),
            Verdict::Break => ("\n", layout::BREAK),
        };
        if !gap.has_cut && (gap.span.of(self.source) == mark || self.disabled.contains(rule)) {
            return self.rewriter.keep(end);
        }
        if (mark.is_empty() || mark == UNREAD) && !gap.has_cut {
            return self.rewriter.replace(end, mark, rule);
        }
        let mut due = mark.as_bytes().first().copied();
        while let [cut, cuts @ ..] = self.cuts
            && cut.span.end as usize <= end
        {
            self.cuts = cuts;
            self.write_space(cut.span.start as usize, mark, rule, &mut due);
            self.rewriter.replace(cut.span.end as usize, "", cut.rule);
        }
        self.write_space(end, mark, rule, &mut due);
        if due.is_some() {
            self.rewriter.replace(end, mark, rule);
        }
    }

    /// White space up to `end`: the mark, while it is due, is kept or written, the rest goes.
    fn write_space(&mut self, end: usize, mark: &str, rule: RuleId, due: &mut Option<u8>) {
        let start = self.rewriter.position();
        if start == end {
            return;
        }
        let Some(byte) = due.take() else {
            return self.rewriter.replace(end, "", rule);
        };
        let Some(found) = memchr::memchr(byte, &self.source.as_bytes()[start..end]) else {
            return self.rewriter.replace(end, mark, rule);
        };
        if found > 0 {
            self.rewriter.replace(start + found, "", rule);
        }
        self.rewriter.keep(start + found + mark.len());
        if start + found + mark.len() < end {
            self.rewriter.replace(end, "", rule);
        }
    }
}
