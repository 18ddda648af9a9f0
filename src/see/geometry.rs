//! Whether a seam may be a mere line end: the widths of visual lines, indents, blank lines, gaps,
//! and the habits of the page in all of them.
//!
//! A *piece* is what stands between two line ends or gaps. In text that was wrapped at a column,
//! pieces that end in mid-sentence are nearly all as wide as the column.

use super::feature::{Feature as F, Sink, bucket};
use super::page::Page;
use super::shape::End;
use crate::cut::Seam;

/// Widths of columns that are looked for, in half-widths.
const WIDTHS: std::ops::Range<usize> = 20..130;
/// Pieces that end in mid-sentence within two half-widths of the column: how many at least, and
/// of how many.
const VOTES: usize = 3;
const SHARE: (usize, usize) = (2, 5);
/// A quotation that was opened so many runs ago still holds its seams together.
const NEAR: usize = 3;
/// One that was opened longer ago was never closed.
const LOST: usize = 8;

#[derive(Debug)]
pub(super) struct Geometry {
    column: Option<usize>,
    /// Width of the piece that ends before a run; 0 if none does.
    before: Vec<usize>,
    /// Width of the piece that a run belongs to.
    behind: Vec<usize>,
    /// 0: no bracket is open before the run, 1: one that was opened near, 2: farther.
    open: Vec<u8>,
    /// How often lines end in mid-sentence, are indented, stand apart; where gaps stand; how many
    /// lines are short. Four steps each.
    wrap: usize,
    indent: usize,
    blank: usize,
    gap: usize,
    verse: usize,
}

impl Geometry {
    pub(super) fn of(page: &Page) -> Self {
        let before = widths_before(page);
        let is_open = |run: usize| matches!(page.shapes[run].end, End::Open | End::Comma);
        let seams_of = |seam: Seam| {
            let runs = 1..page.runs.len();
            runs.filter(move |&run| page.runs[run].seam == seam)
        };
        let share = |part: usize, whole: usize| (100 * part).checked_div(whole).unwrap_or(0);
        let ends: Vec<usize> = seams_of(Seam::Line).collect();
        let of_ends = |is: &dyn Fn(usize) -> bool| {
            share(ends.iter().filter(|&&run| is(run)).count(), ends.len())
        };
        let long: Vec<usize> = ends
            .iter()
            .copied()
            .filter(|&run| before[run] >= 20)
            .collect();
        let wraps = long.iter().filter(|&&run| is_open(run - 1)).count();
        let gaps: Vec<usize> = seams_of(Seam::Gap)
            .filter(|&run| page.shapes[run - 1].class as u8 >= 5)
            .collect();
        let behind_ends = gaps
            .iter()
            .filter(|&&run| matches!(page.shapes[run - 1].end, End::Sentence | End::Colon));
        let short = (0..page.lines.len()).filter(|&line| {
            let line = page.line_shape(line);
            line.width < 28 && line.han >= 3 && matches!(line.end, End::Open | End::Comma)
        });
        Geometry {
            column: column(page, &before),
            behind: widths_behind(page),
            open: open(page),
            wrap: if long.len() < 2 {
                0
            } else {
                1 + bucket(share(wraps, long.len()), &[20, 55])
            },
            indent: bucket(of_ends(&|run| page.runs[run].spaces >= 2), &[5, 35, 75]),
            blank: bucket(of_ends(&|run| page.runs[run].newlines >= 2), &[8, 45, 85]),
            gap: if gaps.len() < 4 {
                0
            } else {
                1 + bucket(share(behind_ends.count(), gaps.len()), &[40, 80])
            },
            verse: bucket(share(short.count(), page.lines.len()), &[25, 50, 75]),
            before,
        }
    }

    /// How full the piece before a run is: 0 there is no column, 1 too wide, 2 full, 3 nearly, 4
    /// half, 5 less.
    fn fullness(&self, run: usize) -> usize {
        let (Some(column), width) = (self.column, self.before[run]) else {
            return 0;
        };
        match width {
            _ if width > column + 3 => 1,
            _ if width + 3 >= column => 2,
            _ if width + 7 >= column => 3,
            _ if width * 2 >= column => 4,
            _ => 5,
        }
    }

    pub(super) fn note(&self, page: &Page, run: usize, sink: &mut Sink) {
        let seam = &page.runs[run];
        let full = self.fullness(run);
        sink.put(F::Full, full);
        sink.put(F::WrapFull, full * 4 + self.wrap);
        sink.put(F::HabitWrap, self.wrap);
        sink.put(F::HabitIndent, self.indent);
        sink.put(F::HabitBlank, self.blank);
        sink.put(F::HabitGap, self.gap);
        sink.put(F::HabitVerse, self.verse);
        let open = usize::from(self.open[run]);
        sink.put(F::Open, open);
        sink.put(F::OpenSeam, open * Seam::COUNT + seam.seam as usize);
        self.join_features(page, run, full, sink);
        self.width_features(page, run, full, sink);
    }

    /// The sign of a seam with what it stands behind and with one habit of the page each.
    fn join_features(&self, page: &Page, run: usize, full: usize, sink: &mut Sink) {
        let seam = &page.runs[run];
        let (sign, spaces) = (seam.seam.sign(), usize::from(seam.spaces));
        let before = run.checked_sub(1).map(|before| &page.shapes[before]);
        let end = before.map_or(End::Sentence, |before| before.end);
        let coarse = coarse(end);
        let last = before.map_or(7, |before| last(before.end, usize::from(before.last)));
        sink.put(F::JoinFull, ((sign * 10 + last) * 6 + full) * 4 + self.wrap);
        let indent = bucket(spaces, &[1, 2, 5]);
        sink.put(
            F::JoinIndent,
            ((sign * 4 + indent) * 4 + self.indent) * 3 + coarse,
        );
        let blank = usize::from(seam.newlines).min(2);
        sink.put(
            F::JoinBlank,
            ((sign * 3 + blank) * 4 + self.blank) * 3 + coarse,
        );
        let first = usize::from(page.shapes[run].first);
        sink.put(F::JoinFirst, (sign * 18 + first) * 6 + end as usize);
        let gap = bucket(spaces, &[2, 4]);
        sink.put(F::JoinGap, ((sign * 4 + self.gap) * 3 + coarse) * 3 + gap);
        sink.put(F::JoinVerse, (self.verse * 3 + sign) * 3 + coarse);
    }

    fn width_features(&self, page: &Page, run: usize, full: usize, sink: &mut Sink) {
        let sign = page.runs[run].seam.sign();
        let before = run.checked_sub(1).map(|before| page.shapes[before].end);
        let end = before.unwrap_or(End::Sentence);
        let width = bucket(self.before[run], &[8, 16, 26, 40, 60]);
        sink.put(F::VerseWidth, (self.verse * 6 + width) * 3 + coarse(end));
        let next = self.column.map_or(0, |column| {
            let edges = [column / 2, column - 7, column - 2];
            (1 + bucket(self.behind[run], &edges)).min(3)
        });
        let full = [0, 1, 1, 2, 3, 3][full];
        let is_sentence = usize::from(end == End::Sentence);
        sink.put(
            F::WidthNext,
            ((sign * 4 + next) * 4 + full) * 2 + is_sentence,
        );
        let alike = self.before[run] > 0 && self.behind[run].abs_diff(self.before[run]) <= 4;
        let uniform = if run == 0 { 0 } else { 1 + usize::from(alike) };
        sink.put(F::Uniform, uniform);
        sink.put(F::UniformSeam, (uniform * 3 + sign) * 4 + self.wrap);
    }
}

/// The end of what stands before a seam: of a sentence, a colon, anything else.
fn coarse(end: End) -> usize {
    match end {
        End::Sentence => 0,
        End::Colon => 1,
        _ => 2,
    }
}

/// The last character before a seam, in ten.
fn last(end: End, character: usize) -> usize {
    match character {
        3..=9 if end == End::Sentence => 0,
        0..=9 => character,
        12 => 8,
        13 | 14 => 6,
        15 => 9,
        _ => 7,
    }
}

fn is_piece_end(seam: Seam) -> bool {
    matches!(seam, Seam::Line | Seam::Gap)
}

fn widths_before(page: &Page) -> Vec<usize> {
    let mut widths = vec![0; page.runs.len()];
    let mut width = 0;
    for (run, shape) in page.shapes.iter().enumerate() {
        if run > 0 && is_piece_end(page.runs[run].seam) {
            widths[run] = width;
            width = usize::from(page.runs[run].spaces.min(8));
        }
        width += shape.width;
    }
    widths
}

fn widths_behind(page: &Page) -> Vec<usize> {
    let mut widths = vec![0; page.runs.len()];
    let mut run = 0;
    while run < page.runs.len() {
        let next = (run + 1..page.runs.len()).find(|&next| is_piece_end(page.runs[next].seam));
        let end = next.unwrap_or(page.runs.len());
        let width = page.shapes[run..end].iter().map(|shape| shape.width).sum();
        widths[run..end].fill(width);
        run = end;
    }
    widths
}

/// The width that most pieces have that end in mid-sentence.
fn column(page: &Page, before: &[usize]) -> Option<usize> {
    let mut votes = [0usize; WIDTHS.end];
    let mut all = 0;
    for (run, &width) in before.iter().enumerate().skip(1) {
        let is_open = matches!(page.shapes[run - 1].end, End::Open | End::Comma);
        if is_piece_end(page.runs[run].seam)
            && is_open
            && (WIDTHS.start - 2..WIDTHS.end).contains(&width)
        {
            votes[width] += 1;
            all += 1;
        }
    }
    let near = |width: usize| votes[width - 2..=width].iter().sum::<usize>();
    let best = WIDTHS.rev().max_by_key(|&width| near(width))?;
    (near(best) >= VOTES && near(best) * SHARE.1 >= all * SHARE.0).then_some(best)
}

fn open(page: &Page) -> Vec<u8> {
    let mut states = Vec::with_capacity(page.runs.len());
    let (mut depth, mut since) = (0usize, 0);
    for (index, shape) in page.shapes.iter().enumerate() {
        states.push(match depth {
            0 => 0,
            _ if index - since <= NEAR => 1,
            _ => 2,
        });
        let text = match shape.has_quote {
            true => page.text(index),
            false => "",
        };
        for c in text.chars() {
            if matches!(c, '“' | '《' | '（' | '(' | '「' | '『') {
                if depth == 0 {
                    since = index;
                }
                depth += 1;
            } else if matches!(c, '”' | '》' | '）' | ')' | '」' | '』') {
                depth = depth.saturating_sub(1);
            }
        }
        if index >= since + LOST {
            depth = 0;
        }
    }
    states
}
