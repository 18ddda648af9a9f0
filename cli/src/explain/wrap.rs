//! Text that is broken into lines of the terminal.

use super::View;
use crate::marks::{Glyph, REPEATS, glyphs, grouped};
use crate::view::width;
use anstyle::{AnsiColor, Style};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthChar;

/// Columns of the line number and the bar beside it, which may be drawn wide.
const GUTTER: usize = 9;

/// How something looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Out,
    In,
    Dim,
    Bold,
}

impl Ink {
    pub(super) fn style(self) -> Style {
        match self {
            Ink::Plain => Style::new(),
            Ink::Out => AnsiColor::Red.on_default().strikethrough(),
            Ink::In => AnsiColor::Green.on_default(),
            Ink::Dim => Style::new().dimmed(),
            Ink::Bold => Style::new().bold(),
        }
    }
}

/// A line of the terminal.
pub(super) struct Line {
    pub(super) text: String,
    pub(super) changed: bool,
}

/// Breaks text into lines that fit, wherever they are full.
pub(super) struct Wrap<'v> {
    view: &'v View,
    lines: Vec<Line>,
    line: String,
    /// Columns used, without the gutter.
    pub(super) used: usize,
    ink: Ink,
    pub(super) changed: bool,
    /// In front of the second line and those after it.
    gutter: &'static str,
}

impl<'v> Wrap<'v> {
    pub(super) fn new(view: &'v View, number: usize) -> Self {
        let gutter = if number > 0 {
            format!("{number:>5} │ ")
        } else {
            " ".repeat(GUTTER - 1)
        };
        let mut line = String::new();
        view.paint(&mut line, Ink::Dim, &gutter);
        Wrap {
            view,
            lines: Vec::new(),
            line,
            used: 0,
            ink: Ink::Plain,
            changed: false,
            gutter: if number > 0 { "      │ " } else { "        " },
        }
    }

    /// Changes the ink of what follows.
    pub(super) fn dip(&mut self, ink: Ink) {
        if ink != self.ink && self.view.colour {
            let _ = write!(self.line, "{:#}{}", self.ink.style(), ink.style());
        }
        self.ink = ink;
    }

    pub(super) fn end_line(&mut self) {
        let ink = self.ink;
        self.dip(Ink::Plain);
        let text = std::mem::take(&mut self.line);
        // Every line of a changed stretch shows it; the rest of the block is context.
        self.lines.push(Line {
            text,
            changed: std::mem::replace(&mut self.changed, matches!(ink, Ink::Out | Ink::In)),
        });
        self.view.paint(&mut self.line, Ink::Dim, self.gutter);
        self.used = 0;
        self.dip(ink);
    }

    pub(super) fn reserve(&mut self, columns: usize) {
        let room = self.view.width.saturating_sub(GUTTER);
        if self.used > 0 && self.used + columns > room {
            self.end_line();
        }
        self.used += columns;
    }

    /// Text of the document.
    pub(super) fn put(&mut self, text: &str, ink: Ink, spaces: bool) {
        self.dip(ink);
        for (glyph, count) in glyphs(text, spaces) {
            let shown = if count > REPEATS { 1 } else { count };
            for _ in 0..shown {
                match glyph {
                    Glyph::Plain(c) | Glyph::Space(c) => {
                        self.reserve(c.width_cjk().unwrap_or(0));
                        self.line.push(c);
                    }
                    Glyph::Code(c) => {
                        let code = format!("<U+{:04X}>", u32::from(c));
                        self.reserve(code.len());
                        self.line.push_str(&code);
                    }
                }
            }
            if shown < count {
                let times = format!("<{}x>", grouped(count));
                self.reserve(times.len());
                self.line.push_str(&times);
            }
            if ink != Ink::Plain {
                self.changed = true;
            }
        }
        self.dip(Ink::Plain);
    }

    /// Our own words.
    pub(super) fn put_str(&mut self, text: &str, ink: Ink) {
        self.dip(ink);
        self.reserve(width(text));
        self.line.push_str(text);
        self.dip(Ink::Plain);
    }

    /// A word of ours, with `space` before it unless it begins a line.
    pub(super) fn put_word(&mut self, word: &str, space: &str, ink: Ink) {
        let lines = self.lines.len();
        self.reserve(width(space) + width(word));
        self.dip(ink);
        if self.lines.len() == lines {
            self.line.push_str(space);
        }
        self.line.push_str(word);
        self.dip(Ink::Plain);
    }

    /// A bracket, where colour cannot say it.
    pub(super) fn mark(&mut self, bracket: &str) {
        if !self.view.colour {
            self.put_str(bracket, Ink::Plain);
        }
        self.changed = true;
    }

    pub(super) fn finish(mut self) -> Vec<Line> {
        if self.used > 0 || self.lines.is_empty() {
            self.end_line();
        }
        self.lines
    }
}
