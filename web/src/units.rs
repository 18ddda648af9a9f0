//! Offsets in UTF-8 bytes, as the library has them, and in UTF-16 code units, as JavaScript has them.
//!
//! A lone surrogate of a JavaScript string comes here as U+FFFD: one unit for one unit, so the
//! offsets agree for such strings too.

/// So many bytes lie between two places whose offset is kept.
const STEP: usize = 1024;

/// The UTF-16 offset of every place of a text, by a table of some and a count from there.
#[derive(Debug)]
pub(crate) struct Units {
    /// UTF-16 offsets of the characters that begin at or before each multiple of [`STEP`].
    table: Vec<u32>,
}

impl Units {
    pub(crate) fn of(text: &str) -> Self {
        let mut table = Vec::with_capacity(text.len() / STEP + 1);
        let (mut from, mut units) = (0, 0);
        for at in (0..=text.len()).step_by(STEP) {
            let at = floor(text, at);
            units += length(&text[from..at]);
            table.push(units);
            from = at;
        }
        Units { table }
    }

    /// The UTF-16 offset of the byte offset `at` of the same text; inside a character, where that
    /// begins; beyond the end, the end.
    pub(crate) fn at(&self, text: &str, at: usize) -> u32 {
        let at = floor(text, at.min(text.len()));
        let step = at / STEP;
        let from = floor(text, step * STEP);
        self.table.get(step).copied().unwrap_or_default() + length(&text[from..at])
    }
}

/// The character boundary at or before the byte offset `at`.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let back = (0..4).find(|back| text.is_char_boundary(at.saturating_sub(*back)));
    at.saturating_sub(back.unwrap_or_default())
}

/// The length of `text` in UTF-16 code units.
fn length(text: &str) -> u32 {
    // Every byte that begins a character is a unit, and one more where it begins one of four bytes.
    let units = text.bytes().map(|byte| {
        let begins = byte & 0xC0 != 0x80;
        u32::from(begins) + u32::from(byte >= 0xF0)
    });
    units.sum()
}

#[cfg(test)]
mod tests {
    use super::{STEP, Units, length};
    use proptest::prelude::*;

    fn by_the_standard(text: &str, at: usize) -> u32 {
        u32::try_from(text[..at].encode_utf16().count()).unwrap()
    }

    #[test]
    fn one_two_three_and_four_bytes() {
        let text = "aé水𠮷\u{fffd}b";
        let units = Units::of(text);
        let offsets: Vec<u32> = text
            .char_indices()
            .map(|(at, _)| units.at(text, at))
            .collect();
        assert_eq!(offsets, [0, 1, 2, 3, 5, 6]);
        assert_eq!(units.at(text, text.len()), 7);
    }

    #[test]
    fn inside_a_character_and_beyond_the_end() {
        let text = "𠮷水";
        let units = Units::of(text);
        assert_eq!(
            (units.at(text, 3), units.at(text, 5), units.at(text, 99)),
            (0, 2, 3)
        );
        assert_eq!(Units::of("").at("", 0), 0);
    }

    #[test]
    fn characters_across_the_steps_of_the_table() {
        for shift in 0..4 {
            let text = "x".repeat(shift) + &"水𠮷é".repeat(STEP);
            let units = Units::of(&text);
            for (at, _) in text
                .char_indices()
                .filter(|(at, _)| at % STEP < 12 || at % STEP > STEP - 12)
            {
                assert_eq!(units.at(&text, at), by_the_standard(&text, at));
            }
            assert_eq!(
                units.at(&text, text.len()),
                by_the_standard(&text, text.len())
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn as_the_standard_library_counts(text in "(\\PC|[水𠮷é\u{fffd}\n]){0,40}", times in 1usize..80) {
            let text = text.repeat(times);
            let units = Units::of(&text);
            prop_assert_eq!(length(&text) as usize, text.encode_utf16().count());
            for (at, _) in text.char_indices().step_by(7) {
                prop_assert_eq!(units.at(&text, at), by_the_standard(&text, at));
            }
        }
    }
}
