//! Levels of headings: what the ordinal says (GB/T 9704-2012), and where it says nothing, the
//! heading above.

use crate::see::ordinal_style;

/// Levels by style of ordinal: 一、 （一） 1. 1、 （1） ①; 第一， and 一是 are one below what encloses
/// them; 第X章 第X节.
const LEVELS: [Option<u8>; 13] = [
    Some(1),
    Some(2),
    Some(3),
    Some(3),
    Some(4),
    Some(4),
    None,
    None,
    Some(1),
    Some(2),
    Some(3),
    Some(1),
    Some(1),
];

/// The style of 篇一, the begin of a part of a compilation.
const PART: u8 = 11;

/// Gives each heading its level, in the order of the page.
#[derive(Debug, Default, Clone)]
pub struct Levels {
    /// The level of the last heading with an ordinal of fixed level.
    enclosing: u8,
}

impl Levels {
    /// The level of the next heading, from 1 to 4.
    ///
    /// ```
    /// let mut levels = zhengwen::read::Levels::default();
    /// let speech = ["一、水源", "第一，水库", "（二）河道", "1.清淤", "二、管网"];
    /// assert_eq!(speech.map(|text| levels.next(text)), [1, 2, 2, 3, 1]);
    /// let part = ["篇2水厂年会发言", "第一，水库"];
    /// assert_eq!(part.map(|text| levels.next(text)), [1, 1]);
    /// ```
    pub fn next(&mut self, heading: &str) -> u8 {
        let Some(style) = ordinal_style(heading)
            .checked_sub(1)
            .filter(|&style| style != PART)
        else {
            // A part, or a name of one: what is counted in it is counted anew.
            self.enclosing = 0;
            return 1;
        };
        match LEVELS[usize::from(style)] {
            Some(level) => {
                self.enclosing = level;
                level
            }
            None => (self.enclosing + 1).min(4),
        }
    }
}
