//! One scan of a block's text for characters and punctuation to change.

use super::entities;
use super::fold::{self, Folded};
use super::pairs::Pairs;
use super::points::is_common_form;
use super::punctuation::{self, Around, Bare};
use super::{
    BRACKET, COMPATIBILITY, COMPOSE, DASH, ELLIPSIS, ENTITY, FULL_STOP, PUNCTUATION, QUOTE, WIDTH,
};
use crate::placeholder::Mask;
use crate::rule::RuleId;

/// What the changes of a block go to, from left to right and disjoint.
pub(super) trait Sink {
    /// The text from `start` to `end`, never empty, becomes `with`.
    fn change(&mut self, start: usize, end: usize, with: &str, rule: RuleId);

    /// A mask; none of the changes touches it.
    fn mask(&mut self, mask: &Mask);
}

/// Buffers of the scan.
#[derive(Debug, Default)]
pub(super) struct Scan {
    written: String,
    pairs: Pairs,
}

impl Scan {
    /// Finds the changes of `text` at its `points`, masks left out.
    pub(super) fn find(
        &mut self,
        text: &str,
        points: &[u32],
        masks: &[Mask],
        sink: &mut impl Sink,
    ) {
        let mut walk = Walk {
            text,
            points,
            masks,
            past: 0,
            from: 0,
            floor: 0,
            scan: self,
            sink,
            paired: None,
            stops: None,
            bare: Bare::default(),
        };
        let mut position = 0;
        for mask in masks {
            walk.run(position, mask.span.start as usize);
            walk.sink.mask(mask);
            position = mask.span.end as usize;
            walk.floor = mask.span.end as usize;
            walk.past += 1;
        }
        walk.run(position, text.len());
    }
}

/// The scan of one text.
struct Walk<'a, 's, S> {
    text: &'a str,
    /// The points ahead.
    points: &'a [u32],
    masks: &'a [Mask],
    /// Masks already passed.
    past: usize,
    /// Up to where everything has been looked at.
    from: usize,
    /// End of the last change or mask.
    floor: usize,
    scan: &'s mut Scan,
    sink: &'s mut S,
    /// Pair edits already passed, once they are known.
    paired: Option<usize>,
    /// Whether the block uses the ASCII full stop, once it is known.
    stops: Option<bool>,
    /// Where there are no letters.
    bare: Bare,
}

impl<'a, S: Sink> Walk<'a, '_, S> {
    /// Looks at the points from `position` to `end`, where the text or a mask begins.
    fn run(&mut self, position: usize, end: usize) {
        self.from = position;
        while let [point, rest @ ..] = self.points {
            let point = *point as usize;
            if point >= end {
                return;
            }
            self.points = rest;
            // Some were looked at with an earlier one, or are inside a mask.
            if point >= self.from {
                self.from = match self.text.as_bytes()[point..] {
                    [0xEF, 0xBC, 0x90..=0x99, ..] => self.digit(point, end),
                    [0xEF, 0xBE, 0x9E | 0x9F, ..] => self.voice(point, end),
                    _ => self.visit(point, end).unwrap_or(self.from),
                };
            }
        }
    }

    /// The character at `position`; returns where to go on, unless it is nothing to look at.
    fn visit(&mut self, position: usize, end: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        match bytes[position] {
            0..0x80 => Some(self.mark(position, end)),
            // Letters and Han never change by themselves; × and 某 concern masks alone. Behind
            // 0xD2 and from 0xD6 on there are marks, which have an order of their own.
            0xC3..=0xCB | 0xD0..=0xD1 | 0xD3..=0xD5 | 0xE4..=0xE9 | 0xEB..=0xED => None,
            0xEF if is_common_form(bytes, position) => None,
            _ => Some(self.look(position, end)),
        }
    }

    /// A full-width digit, and the comma or colon beside it.
    fn digit(&mut self, position: usize, end: usize) -> usize {
        const MARK: usize = '，'.len_utf8();
        if self.text[self.from..position].ends_with(['，', '：']) {
            self.look(position - MARK, end);
        }
        let stop = self.look(position, end);
        if self.text[stop..end].starts_with(['，', '：']) {
            return self.look(stop, end);
        }
        stop
    }

    /// A half-width voice mark of kana, and the character before it.
    fn voice(&mut self, position: usize, end: usize) -> usize {
        let before = self.text[self.from..position].char_indices().next_back();
        if let Some((at, _)) = before
            && let Some(stop) = self.visit(self.from + at, end)
            && stop > position
        {
            return stop;
        }
        self.look(position, end)
    }

    /// The ASCII mark at `position`; returns where to go on.
    fn mark(&mut self, position: usize, end: usize) -> usize {
        let mark = char::from(self.text.as_bytes()[position]);
        match mark {
            '(' | ')' => self.pair(position, 1, BRACKET),
            '"' | '\'' => self.pair(position, 1, QUOTE),
            '.' | '-' => return self.repeated(mark, position, end),
            '&' => return self.reference(position, end),
            ',' | ':' | ';' | '?' | '!' => {
                if self.is_between_han(position) {
                    let wide = punctuation::wide(mark);
                    self.change(position, position + 1, wide, PUNCTUATION);
                    return position + 1;
                }
                let around = self.around(position, position + 1);
                if let Some(wide) = punctuation::widen(mark, &around, &mut self.bare) {
                    self.widen(position, position + 1, wide, PUNCTUATION);
                }
            }
            // Of masks alone.
            _ => {}
        }
        position + 1
    }

    /// Whether Han touch the ASCII character at `position` on both sides, as they do nearly always.
    fn is_between_han(&self, position: usize) -> bool {
        let is_han = |bytes: &[u8]| matches!(bytes, [0xE5..=0xE9, ..] | [0xE4, 0xB8..=0xBF, ..]);
        let bytes = self.text.as_bytes();
        position >= 3 && is_han(&bytes[position - 3..]) && is_han(&bytes[position + 1..])
    }

    /// A character reference, or a plain &.
    fn reference(&mut self, position: usize, end: usize) -> usize {
        let mut written = std::mem::take(&mut self.scan.written);
        written.clear();
        let length = entities::reference(&self.text[position..end], &mut written);
        if let Some(length) = length {
            self.change(position, position + length, &written, ENTITY);
        }
        self.scan.written = written;
        position + length.unwrap_or(1)
    }

    /// A mark that may come in runs; the run may have begun before `position`.
    fn repeated(&mut self, mark: char, position: usize, end: usize) -> usize {
        let (before, after) = (&self.text[self.from..position], &self.text[position..end]);
        let earlier = before.chars().rev().take_while(|&c| c == mark).count();
        let count = earlier + after.chars().take_while(|&c| c == mark).count();
        let position = position - earlier * mark.len_utf8();
        let stop = position + count * mark.len_utf8();
        let around = self.around(position, stop);
        let (replacement, rule) = match mark {
            '-' | '－' | '–' | '─' | '━' | '—' => {
                (punctuation::dash(mark, count, &around), DASH)
            }
            _ => (
                punctuation::ellipsis(mark, count, &around, &mut self.bare),
                ELLIPSIS,
            ),
        };
        match replacement {
            Some(replacement) => self.widen(position, stop, replacement, rule),
            None if mark == '.' && count == 1 => self.full_stop(position, &around),
            None => {}
        }
        stop
    }

    fn full_stop(&mut self, position: usize, around: &Around<'_>) {
        let text = self.text;
        let stops = *self
            .stops
            .get_or_insert_with(|| punctuation::uses_full_stops(text));
        if punctuation::is_full_stop(around, stops) {
            self.widen(position, position + 1, "。", FULL_STOP);
        }
    }

    /// A character outside the classes that never change.
    fn look(&mut self, position: usize, end: usize) -> usize {
        let Some(c) = self.text[position..].chars().next() else {
            return end;
        };
        let stop = position + c.len_utf8();
        match c {
            '＂' | '＇' => self.pair(position, 3, QUOTE),
            '。' | '…' | '⋯' | '·' | '・' | '–' | '─' | '━' | '—' => {
                return self.repeated(c, position, end);
            }
            '－' if self.text[stop..end].starts_with('－') => {
                return self.repeated(c, position, end);
            }
            '：' | '，' | '．' | '－' | '／' => {
                let around = self.around(position, stop);
                if let Some(narrow) = punctuation::narrow_in_number(c, &around) {
                    self.change(position, stop, narrow, WIDTH);
                }
            }
            _ => return self.fold(c, position, stop, end),
        }
        stop
    }

    /// Folds the character at `position` and composes it with the marks around it.
    fn fold(&mut self, c: char, position: usize, stop: usize, end: usize) -> usize {
        let folded = fold::fold(c);
        let next = self.text[stop..end].chars().next();
        if folded == Folded::Same
            && !fold::continues(c)
            && !fold::decomposes(c)
            && !next.is_some_and(fold::continues)
        {
            return stop;
        }
        let start = match self.text[self.floor..position].char_indices().next_back() {
            Some((back, _)) if fold::continues(c) => self.floor + back,
            _ => position,
        };
        let stop = self.text[stop..end]
            .char_indices()
            .find(|&(_, c)| !fold::continues(c))
            .map_or(end, |(ahead, _)| stop + ahead);
        let rule = match folded {
            Folded::Width(_) => WIDTH,
            Folded::Same => COMPOSE,
            _ => COMPATIBILITY,
        };
        let mut written = std::mem::take(&mut self.scan.written);
        written.clear();
        fold::compose(&self.text[start..stop], &mut written);
        if written != self.text[start..stop] {
            self.change(start, stop, &written, rule);
        }
        self.scan.written = written;
        stop
    }

    /// The bracket or quote at `position`, decided with its partner.
    fn pair(&mut self, position: usize, length: usize, rule: RuleId) {
        let mut passed = self.paired.unwrap_or_else(|| {
            self.scan.pairs.find(self.text, self.masks);
            0
        });
        let edits = &self.scan.pairs.edits;
        while edits
            .get(passed)
            .is_some_and(|edit| (edit.position as usize) < position)
        {
            passed += 1;
        }
        self.paired = Some(passed);
        if let Some(edit) = edits
            .get(passed)
            .filter(|edit| edit.position as usize == position)
        {
            let mut mark = [0; 4];
            let mark = &*edit.mark.encode_utf8(&mut mark);
            self.widen(position, position + length, mark, rule);
        }
    }

    /// A mark becomes full-width: a space beside it goes with it.
    fn widen(&mut self, mut start: usize, mut end: usize, with: &str, rule: RuleId) {
        let bytes = self.text.as_bytes();
        if start > self.floor && bytes[start - 1] == b' ' {
            start -= 1;
        }
        if bytes.get(end) == Some(&b' ') {
            end += 1;
        }
        self.change(start, end, with, rule);
    }

    fn change(&mut self, start: usize, end: usize, with: &str, rule: RuleId) {
        self.sink.change(start, end, with, rule);
        self.floor = end;
    }

    /// What stands around `start..end`, spaces beside it and the inside of masks passed over.
    fn around(&self, start: usize, end: usize) -> Around<'a> {
        let text = self.text;
        let before = self.text[..start]
            .strip_suffix(' ')
            .unwrap_or(&self.text[..start]);
        let after = self.text[end..].strip_prefix(' ').unwrap_or(&text[end..]);
        let after_start = self.text.len() - after.len();
        let masked_left = self.past.checked_sub(1).is_some_and(|last| {
            self.masks[last].span.end as usize == before.len() && start == before.len()
        });
        let masked_right = self.masks[self.past..]
            .first()
            .is_some_and(|mask| mask.span.start as usize == after_start && after_start == end);
        let left = before.chars().next_back().unwrap_or('\0');
        let right = after.chars().next().unwrap_or('\0');
        Around {
            text,
            before,
            after,
            left: if masked_left { '某' } else { left },
            right: if masked_right { '某' } else { right },
        }
    }
}

/// Changes and masks as they come.
#[cfg(test)]
#[derive(Debug, Default, PartialEq)]
pub(super) struct Found(pub(super) Vec<String>);

#[cfg(test)]
impl Sink for Found {
    fn change(&mut self, start: usize, end: usize, with: &str, rule: RuleId) {
        self.0.push(format!("{start}..{end} {with} {rule:?}"));
    }

    fn mask(&mut self, mask: &Mask) {
        self.0.push(format!("{mask:?}"));
    }
}
