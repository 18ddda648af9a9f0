//! HTML, and the text of others in it.

use crate::marks::{Glyph, REPEATS, glyph, glyphs, grouped};
use std::fmt::Write;

/// Our own markup. All text that is not ours goes through [`Html::text`] or [`Html::glyphs`].
#[derive(Debug, Default)]
pub(crate) struct Html(pub(crate) String);

impl Html {
    /// Markup as it stands.
    pub(crate) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, for elements and for quoted attributes. What is invisible or reorders its
    /// neighbours is written as its number.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match glyph(c, false) {
                Glyph::Plain(c) | Glyph::Space(c) => self.character(c),
                Glyph::Code(c) => {
                    let _ = write!(self.0, "U+{:04X}", u32::from(c));
                }
            }
        }
        self
    }

    /// As [`Html::text`], for elements only, with the numbers set apart.
    pub(crate) fn glyphs(&mut self, text: &str, spaces: bool) -> &mut Self {
        for (glyph, count) in glyphs(text, spaces) {
            let shown = if count > REPEATS { 1 } else { count };
            for _ in 0..shown {
                match glyph {
                    Glyph::Plain(c) | Glyph::Space(c) => self.character(c),
                    Glyph::Code(c) => {
                        let _ = write!(self.0, "<span class=x>U+{:04X}</span>", u32::from(c));
                    }
                }
            }
            if shown < count {
                let _ = write!(self.0, "<span class=x>×{}</span>", grouped(count));
            }
        }
        self
    }

    /// Something of ours that needs no escape: a number.
    pub(crate) fn number(&mut self, number: impl std::fmt::Display) -> &mut Self {
        let _ = write!(self.0, "{number}");
        self
    }

    fn character(&mut self, c: char) {
        match c {
            '&' => self.0.push_str("&amp;"),
            '<' => self.0.push_str("&lt;"),
            '>' => self.0.push_str("&gt;"),
            '"' => self.0.push_str("&quot;"),
            '\'' => self.0.push_str("&#39;"),
            _ => self.0.push(c),
        }
    }

    /// A horizontal bar of `share` of the width, 0 to 1; never so small that it is not seen.
    pub(crate) fn bar(&mut self, share: f64, class: &str) -> &mut Self {
        let share = share.clamp(0.005, 1.0) * 100.0;
        let _ = write!(
            self.0,
            "<svg viewBox=\"0 0 100 1\" preserveAspectRatio=none aria-hidden=true><rect class=\"{class}\" width=\"{share:.3}\" height=1></rect></svg>"
        );
        self
    }

    /// A column of `share` of the height.
    pub(crate) fn column(&mut self, share: f64) -> &mut Self {
        let height = share.clamp(0.0, 1.0) * 100.0;
        let _ = write!(
            self.0,
            "<svg viewBox=\"0 0 1 100\" preserveAspectRatio=none aria-hidden=true><rect y=\"{:.3}\" width=1 height=\"{height:.3}\"></rect></svg>",
            100.0 - height
        );
        self
    }
}

/// `part` of `whole` in percent, for people.
pub(crate) fn percent(part: usize, whole: usize) -> String {
    match ratio(part, whole) * 100.0 {
        share if part == 0 || share >= 10.0 => format!("{share:.0} %"),
        share if share >= 0.1 => format!("{share:.1} %"),
        _ => "< 0.1 %".into(),
    }
}

/// `part` of `whole`; nothing of nothing is nothing.
#[expect(clippy::cast_precision_loss, reason = "for a picture")]
pub(crate) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
