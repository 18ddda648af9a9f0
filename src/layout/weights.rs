//! The weights of the evidence, in hundredths of a natural logarithm.
//!
//! The weights of what stands before and after a gap are log-odds: how much more often the sign
//! is seen where a paragraph ends than where only a line does. `super::fit` counts them in any
//! folder of clean texts and prints them beside each other (its head names the command); they are
//! rounded, taken a third lower for stops (real typesetters hang and squeeze punctuation into line
//! ends, which the fit's simple one does not; results hardly differ), and signs that one side never shows are held at -900 or below. A block that ends
//! without punctuation counts there mostly as a heading, so the plain weight here is that of the
//! others, and [`HEADING`] gives the rest back where an ordinal shows one.
//!
//! The weights of geometry are judged, not counted, because clean texts hold none: a line with
//! room for one character more is already a rare accident of justification (1 in 12), and each
//! further character makes it e times rarer.

use super::measure::{Left, Right};

/// One in four lines ends a paragraph, in columns of 20 to 45 characters and paragraphs of
/// speech: ln(¼ ÷ ¾).
pub(super) const PRIOR: i32 = -110;

/// The last line of a paragraph is as full as a wrapped one in one case of about a line's
/// length: ln(1/28).
pub(super) const FULL_LAST_LINE: i32 = -330;

/// A space that is set anyway, between Han and Latin or in a letter-spaced line, does not say
/// that a line ends: a block ends at such a place in one case of about a line's length, as above.
/// (That a line is wrapped there, its fullness says.) Headings are half as long: ln(1/14).
pub(super) const NO_SIGN_OF_LINE_END: i32 = -330;
pub(super) const NO_SIGN_OF_HEADING_END: i32 = -260;

/// What stands before the gap.
pub(super) const fn of_left(left: Left) -> i32 {
    match left {
        // Nine paragraphs in ten end so, and one wrapped line in twenty.
        Left::Sentence => 270,
        Left::Ellipsis => 100,
        // Paragraphs that announce a list; clauses inside a sentence.
        Left::Colon => 130,
        Left::Semicolon => 60,
        // Commas end a seventh of all wrapped lines and no paragraph.
        Left::Comma => -1200,
        Left::Opening => -1200,
        Left::Closing => -200,
        Left::Dash => -200,
        // Headings end so, but they are known by other signs; of other blocks one in thirty.
        Left::Plain => -320,
        // Nearly nothing ends in a number or a Latin word, but wrapped lines do.
        Left::Latin => -550,
    }
}

/// What stands after the gap.
pub(super) const fn of_right(right: Right) -> i32 {
    match right {
        Right::Closing => -900,
        // A third of all paragraphs, one wrapped line in three hundred.
        Right::Ordinal => 450,
        Right::Opener => 120,
        Right::Dash => 0,
        Right::Plain => -30,
    }
}

/// The block is a heading so far: an ordinal, and no sentence ended since. It may end in
/// anything but a comma.
pub(super) const HEADING: i32 = 560;
/// A block of several lines that ends without punctuation and is no heading.
pub(super) const LONG_WITHOUT_END: i32 = -150;
/// Between 《 and 》, （ and ）: a block never ends there.
pub(super) const IN_BRACKETS: i32 = -900;
/// Between “ and ”: quoted speech may run over several paragraphs, but seldom does.
pub(super) const IN_QUOTES: i32 = -300;

/// A wrapped line that had room for what follows it: at once, and for each further Han character;
/// no more than the cap, because tables, pictures and ragged setting exist.
pub(super) const ROOM: i32 = -250;
pub(super) const ROOM_PER_EM: i32 = -100;
pub(super) const ROOM_CAP: i32 = -900;
/// A line longer than the column, likewise.
pub(super) const OVER: i32 = -200;
pub(super) const OVER_PER_EM: i32 = -150;
pub(super) const OVER_CAP: i32 = -900;

/// A space in flattened text that is no line end: between Han, where only a stray glyph gap
/// explains it, and beside punctuation, where justification may.
pub(super) const GAP_IN_HAN: i16 = -700;
pub(super) const GAP_AT_MARK: i16 = -500;

/// Cues that are learnt in the text itself (blank lines, indents) are held within this.
pub(super) const CUE_CAP: i16 = 500;

/// The next block begins with the character that this one began with: speeches love
/// parallels. One pair of neighbours in eight, and one wrapped line in a hundred.
pub(super) const ECHO: i32 = 230;

/// A line end in the middle of a line does not happen ...
pub(super) const BROKEN_LINE: i16 = -2000;
/// ... unless the extractor cuts lines after punctuation, as it is seen to do.
pub(super) const CUT_LINE: i16 = -120;
