//! What is compared of a text: width, quotes and dashes folded, white space and masks left out.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// A text as it is compared, and where each character of it stood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The characters that count.
    pub chars: Vec<char>,
    /// Byte range of each in the text that was folded.
    pub at: Vec<Range<usize>>,
}

impl Folded {
    /// Folds a text.
    ///
    /// ```
    /// use zhengwen_fit::Folded;
    /// assert_eq!(Folded::new("（２０２４年）　某某同志——“好”").to_string(), "(2024年)同志-\"好\"");
    /// ```
    #[must_use]
    pub fn new(text: &str) -> Folded {
        let mut folded = Folded::default();
        for cluster in clusters(text) {
            let part = &text[cluster.clone()];
            let mut push = |c: char| {
                let c = fold(c);
                if !is_ignored(c) {
                    folded.chars.push(c);
                    folded.at.push(cluster.clone());
                }
            };
            let mut only = part.chars();
            match (only.next(), only.next()) {
                (Some(c @ '\u{4e00}'..='\u{9fff}'), None) => push(c),
                _ => part.chars().map(fold).nfkc().for_each(push),
            }
        }
        folded.retain(&masks(&folded.chars));
        let kept: Vec<bool> = (0..folded.chars.len())
            .map(|i| {
                !matches!(folded.chars[i], '.' | '-')
                    || i == 0
                    || folded.chars[i - 1] != folded.chars[i]
            })
            .collect();
        folded.retain(&kept);
        folded
    }

    fn retain(&mut self, kept: &[bool]) {
        let mut flags = kept.iter();
        self.chars.retain(|_| flags.next().is_none_or(|&kept| kept));
        let mut flags = kept.iter();
        self.at.retain(|_| flags.next().is_none_or(|&kept| kept));
    }
}

impl std::fmt::Display for Folded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.chars.iter().try_for_each(|c| write!(f, "{c}"))
    }
}

/// Byte ranges of the parts of a text that may be brought into NFKC one by one.
fn clusters(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut starts: Vec<usize> = text
        .char_indices()
        .filter(|&(at, c)| at == 0 || !goes_on(c))
        .map(|(at, _)| at)
        .collect();
    starts.push(text.len());
    (1..starts.len()).map(move |i| starts[i - 1]..starts[i])
}

/// Whether the character may combine with the one before it: a mark, or a later part of a Hangul
/// syllable.
fn goes_on(c: char) -> bool {
    if matches!(c, '\0'..='\u{2ff}' | '\u{4e00}'..='\u{9fff}') {
        return false;
    }
    let mut first = None;
    decompose_compatible(c, |c| {
        first.get_or_insert(c);
    });
    first.is_some_and(|c| canonical_combining_class(c) != 0 || matches!(c, '\u{1160}'..='\u{11ff}'))
}

fn fold(c: char) -> char {
    match c {
        '“' | '”' | '〝' | '〞' | '「' | '」' | '『' | '』' => '"',
        '‘' | '’' => '\'',
        '：' => ':',
        '，' => ',',
        '；' => ';',
        '（' => '(',
        '）' => ')',
        '！' => '!',
        '？' => '?',
        '—' | '－' | '–' | '─' | '―' => '-',
        '…' | '。' | '．' | '·' | '・' => '.',
        '〔' => '[',
        '〕' => ']',
        _ => c,
    }
}

fn is_ignored(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{1c}'..='\u{1f}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{ad}'
        )
}

/// Which characters are no mask. A run of 某 is taken three at a time, so that one left over stays.
fn masks(chars: &[char]) -> Vec<bool> {
    let mut kept: Vec<bool> = chars
        .iter()
        .map(|c| !matches!(c, 'X' | 'x' | '×' | '*' | '＊' | '╳' | '○' | '〇' | '_'))
        .collect();
    let mut i = 0;
    while i < chars.len() {
        let run = chars[i..]
            .iter()
            .take(3)
            .take_while(|&&c| c == '某')
            .count();
        if run >= 2 {
            kept[i..i + run].fill(false);
        }
        i += run.max(1);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_out_as_the_whole() {
        for text in [
            "か\u{3099}き",
            "ｶﾞｷﾞ",
            "e\u{301}a\u{328}\u{301}",
            "각",
            "㈠ﬁ①⼀½",
            "a´e",
            "\u{301}x",
        ] {
            let whole: String = text.chars().map(fold).nfkc().collect();
            let parts: String = clusters(text)
                .flat_map(|part| text[part].chars().map(fold).nfkc().collect::<Vec<_>>())
                .collect();
            assert_eq!(parts, whole, "{text}");
        }
    }

    #[test]
    fn masks_go_and_a_single_one_stays() {
        let folded = |text| Folded::new(text).to_string();
        assert_eq!(folded("某县张某某"), "某县张");
        assert_eq!(folded("某某某某县"), "某县");
        assert_eq!(folded("**加粗**ＸＸ局"), "加粗局");
        assert_eq!(folded("……。。。——好"), ".-好");
        assert_eq!(folded("一.X.二"), "一.二");
    }

    #[test]
    fn characters_know_where_they_stood() {
        let text = "（某某） 好";
        let folded = Folded::new(text);
        let parts: Vec<&str> = folded.at.iter().map(|at| &text[at.clone()]).collect();
        assert_eq!(parts, ["（", "）", "好"]);
    }
}
