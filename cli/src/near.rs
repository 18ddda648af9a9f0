//! What was meant by a name that nobody knows.

/// Names that are less alike than this are not the one that was meant.
const ALIKE: f64 = 0.75;

/// Labels that people give to the encodings of Chinese pages.
pub(crate) const LABELS: [&str; 12] = [
    "utf-8",
    "gbk",
    "gb2312",
    "gb18030",
    "big5",
    "big5-hkscs",
    "utf-16",
    "utf-16le",
    "utf-16be",
    "euc-jp",
    "shift_jis",
    "windows-1252",
];

/// `; did you mean NAME?`, or nothing.
pub(crate) fn hint<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    let scored = known.map(|known| (strsim::jaro_winkler(name, known), known));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((alike, known)) if alike >= ALIKE => format!("; did you mean {known}?"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{LABELS, hint};

    #[test]
    fn a_slip_is_seen_and_a_stranger_is_not() {
        let labels = || LABELS.iter().copied();
        assert_eq!(hint("gb18300", labels()), "; did you mean gb18030?");
        assert_eq!(hint("utf_8", labels()), "; did you mean utf-8?");
        assert_eq!(hint("klingon", labels()), "");
        assert_eq!(hint("", labels()), "");
    }
}
