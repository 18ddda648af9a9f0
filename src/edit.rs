//! Spans, edits, and the one rewriter.
//!
//! Nobody but [`Rewriter`] writes output, and it has two verbs: keep a run of the source as it
//! is, or replace a run and record it. So every byte of the source is either in the output or
//! inside a recorded edit, by construction, and undoing is reading the log backwards.
//!
//! Offsets are stored as `u32`, which is why sources are limited to [`crate::MAX_SOURCE_BYTES`]:
//! no replacement is more than three times as long as what it replaces.

use crate::rule::RuleId;
use std::ops::Range;

/// A span of the source text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Span {
            start: offset(start),
            end: offset(end),
        }
    }

    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(crate) fn of(self, text: &str) -> &str {
        &text[self.range()]
    }
}

/// Offsets fit: the cleaner refuses longer sources before any stage sees them.
pub(crate) fn offset(position: usize) -> u32 {
    debug_assert!(u32::try_from(position).is_ok());
    position as u32
}

/// An entry of the log: `source` became what ends at `output_end`.
///
/// Where that begins is told by the entry before, since what is kept between the two is as long in
/// the one text as in the other; see [`output_of`] and [`replacements`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RawEdit {
    pub(crate) source: Span,
    pub(crate) output_end: u32,
    pub(crate) rule: RuleId,
}

impl RawEdit {
    /// Where the output of `next`, the entry behind this one, begins.
    fn output_start(self, next: &RawEdit) -> u32 {
        self.output_end + (next.source.start - self.source.end)
    }
}

/// The output of entry `index` of the log `edits`.
pub(crate) fn output_of(edits: &[RawEdit], index: usize) -> Span {
    let edit = &edits[index];
    let before = index.checked_sub(1).map(|before| edits[before]);
    Span {
        start: before.map_or(edit.source.start, |before| before.output_start(edit)),
        end: edit.output_end,
    }
}

/// A replaced span: `source` became `output`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Replacement {
    source: Span,
    output: Span,
    rule: RuleId,
}

/// The log `edits` with both spans of every entry.
fn replacements(edits: &[RawEdit]) -> impl Iterator<Item = Replacement> {
    (0..edits.len()).map(|index| Replacement {
        source: edits[index].source,
        output: output_of(edits, index),
        rule: edits[index].rule,
    })
}

/// Notes the edits from left to right, and then writes the output; see the module docs.
///
/// Nothing is copied before it is known how long the output is, and nothing at all where there is no
/// edit.
#[derive(Debug)]
pub(crate) struct Rewriter<'a> {
    source: &'a str,
    position: usize,
    /// Length of the output up to the position.
    written: usize,
    log: &'a mut Log,
}

/// The edits of a text, and what they put in its place, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Log {
    pub(crate) edits: Vec<RawEdit>,
    replacements: String,
}

impl Log {
    pub(crate) fn clear(&mut self) {
        self.edits.clear();
        self.replacements.clear();
    }

    /// Makes `output` of `source`.
    fn write(&self, source: &str, length: usize, output: &mut String) {
        output.clear();
        if output.capacity() < length {
            // What is too small goes first.
            *output = String::new();
            output.reserve_exact(length);
        }
        let (mut kept, mut put) = (0, 0);
        for edit in &self.edits {
            output.push_str(&source[kept..edit.source.start as usize]);
            kept = edit.source.end as usize;
            let length = edit.output_end as usize - output.len();
            if length > 0 {
                output.push_str(&self.replacements[put..put + length]);
                put += length;
            }
        }
        output.push_str(&source[kept..]);
    }
}

impl<'a> Rewriter<'a> {
    /// Notes the edits in `log`, which is cleared first.
    pub(crate) fn new(source: &'a str, log: &'a mut Log) -> Self {
        log.clear();
        Rewriter {
            source,
            position: 0,
            written: 0,
            log,
        }
    }

    /// The source offset up to which everything is decided.
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// Length of the output so far.
    pub(crate) fn written(&self) -> usize {
        self.written
    }

    /// How many edits there are so far.
    pub(crate) fn edits(&self) -> usize {
        self.log.edits.len()
    }

    /// Keeps the source up to `end` as it is.
    #[inline]
    pub(crate) fn keep(&mut self, end: usize) {
        debug_assert!(self.position <= end && self.source.is_char_boundary(end));
        self.written += end - self.position;
        self.position = end;
    }

    /// Replaces the source up to `end`; what is replaced by itself is kept.
    pub(crate) fn replace(&mut self, end: usize, replacement: &str, rule: RuleId) {
        if &self.source[self.position..end] == replacement {
            return self.keep(end);
        }
        self.written += replacement.len();
        if !replacement.is_empty() {
            self.log.replacements.push_str(replacement);
        }
        self.log.edits.push(RawEdit {
            source: Span::new(self.position, end),
            output_end: offset(self.written),
            rule,
        });
        self.position = end;
    }

    /// Writes the whole output, unless there are no edits: then it is the source, and `output` is
    /// left alone.
    pub(crate) fn finish(self, output: &mut String) {
        debug_assert_eq!(self.position, self.source.len());
        if !self.log.edits.is_empty() {
            self.log.write(self.source, self.written, output);
        }
    }
}

/// The source again: kept runs from the output, replaced spans from the source.
pub(crate) fn undo(source: &str, output: &str, edits: &[RawEdit]) -> String {
    let mut text = String::with_capacity(source.len());
    let mut position = 0;
    for edit in replacements(edits) {
        text.push_str(&output[position..edit.output.start as usize]);
        text.push_str(edit.source.of(source));
        position = edit.output.end as usize;
    }
    text.push_str(&output[position..]);
    text
}

/// Drops the edits of the log that led back to where they began.
pub(crate) fn forget_idle(source: &str, output: &str, edits: &mut Vec<RawEdit>) {
    let mut before: Option<RawEdit> = None;
    edits.retain(|edit| {
        let start = before.map_or(edit.source.start, |before| before.output_start(edit));
        before = Some(*edit);
        edit.source.of(source) != &output[start as usize..edit.output_end as usize]
    });
}

/// One log for two passes: `first` leads from the source to a text, `second` on from that text.
///
/// `composed` (cleared first) is that log. Edits of the two that touch each other become one edit,
/// under the rule of the later pass.
pub(crate) fn compose(first: &[RawEdit], second: &[RawEdit], composed: &mut Vec<RawEdit>) {
    composed.clear();
    composed.reserve(first.len() + second.len());
    let (mut one, mut two) = (
        replacements(first).peekable(),
        replacements(second).peekable(),
    );
    // How far the middle text runs behind the source, and ahead of the output.
    let (mut to_source, mut to_output) = (0i64, 0i64);
    loop {
        let start = match (one.peek(), two.peek()) {
            (None, None) => return,
            (Some(a), None) => a.output.start,
            (None, Some(b)) => b.source.start,
            (Some(a), Some(b)) => a.output.start.min(b.source.start),
        };
        let mut end = start;
        let mut source_growth = 0i64;
        let mut output_growth = 0i64;
        let mut rule = None;
        let mut from_second = false;
        let mut taken = (false, false);
        loop {
            // The first edit opens the group; edits of the other pass join it where they touch,
            // edits of the same pass only where the other one bridges them.
            let a = one
                .peek()
                .filter(|a| a.output.start <= end && (!taken.0 || taken.1));
            if let Some(a) = a.copied() {
                end = end.max(a.output.end);
                source_growth += length(a.source) - length(a.output);
                rule.get_or_insert(a.rule);
                taken.0 = true;
                one.next();
                continue;
            }
            let b = two
                .peek()
                .filter(|b| b.source.start <= end && (!taken.1 || taken.0));
            if let Some(b) = b.copied() {
                end = end.max(b.source.end);
                output_growth += length(b.output) - length(b.source);
                if !from_second {
                    rule = Some(b.rule);
                    from_second = true;
                }
                taken.1 = true;
                two.next();
                continue;
            }
            break;
        }
        let source = Span {
            start: shifted(start, to_source),
            end: shifted(end, to_source + source_growth),
        };
        to_source += source_growth;
        to_output += output_growth;
        if let Some(rule) = rule {
            composed.push(RawEdit {
                source,
                output_end: shifted(end, to_output),
                rule,
            });
        }
    }
}

fn length(span: Span) -> i64 {
    i64::from(span.end) - i64::from(span.start)
}

fn shifted(position: u32, by: i64) -> u32 {
    u32::try_from(i64::from(position) + by).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{RawEdit, Span, compose, offset, replacements, undo};
    use crate::rule::{RuleId, Stage};
    use proptest::prelude::*;

    const RULE: RuleId = RuleId::new(Stage::Inline, 0);

    /// `text` with some spans replaced: after `keep` bytes, `drop` bytes become `put` bytes.
    fn edited(text: &str, steps: &[(usize, usize, usize)]) -> (String, Vec<RawEdit>) {
        let (mut output, mut edits, mut position) = (String::new(), Vec::new(), 0);
        for &(keep, drop, put) in steps {
            let start = (position + keep).min(text.len());
            let end = (start + drop).min(text.len());
            output.push_str(&text[position..start]);
            output.extend(std::iter::repeat_n('+', put));
            position = end;
            if start == end && put == 0 {
                continue;
            }
            edits.push(RawEdit {
                source: Span::new(start, end),
                output_end: offset(output.len()),
                rule: RULE,
            });
        }
        output.push_str(&text[position..]);
        (output, edits)
    }

    fn steps() -> impl Strategy<Value = Vec<(usize, usize, usize)>> {
        prop::collection::vec((0usize..4, 0usize..4, 0usize..4), 0..8)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn composing_two_logs_undoes_both(text in "[a-z]{0,30}", first in steps(), second in steps()) {
            let (middle, first) = edited(&text, &first);
            let (output, second) = edited(&middle, &second);
            let mut both = Vec::new();
            compose(&first, &second, &mut both);
            prop_assert_eq!(undo(&text, &output, &both), text.clone());
            let both: Vec<_> = replacements(&both).collect();
            for pair in both.windows(2) {
                prop_assert!(pair[0].source.end <= pair[1].source.start);
                prop_assert!(pair[0].output.end <= pair[1].output.start);
            }
            for edit in &both {
                prop_assert!(edit.source.end as usize <= text.len() && edit.output.end as usize <= output.len());
            }
        }
    }
}
