//! Compatibility forms that carry no meaning (normal form 1.2), and NFC.
//!
//! NFKC as a whole is wrong for Chinese: it would turn ，：；（）！？ into ASCII, … into three dots,
//! ① into 1 and ㎡ into m2. So the forms to fold are named here; everything else is only brought
//! into NFC, a cluster (a character and the marks behind it) at a time.

use super::radicals;
use std::iter::once;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Vertical and small presentation forms, and the punctuation they present (Unicode blocks
/// Vertical Forms, CJK Compatibility Forms, Small Form Variants). Their compatibility mappings
/// are partly ASCII; text means the full-width mark.
#[rustfmt::skip]
const PRESENTATION: &[(char, char)] = &[
    ('︐', '，'), ('︑', '、'), ('︒', '。'), ('︓', '：'), ('︔', '；'), ('︕', '！'), ('︖', '？'), ('︗', '〖'), ('︘', '〗'),
    ('︙', '…'), ('︱', '—'), ('︲', '–'), ('︵', '（'), ('︶', '）'), ('︷', '｛'), ('︸', '｝'), ('︹', '〔'), ('︺', '〕'),
    ('︻', '【'), ('︼', '】'), ('︽', '《'), ('︾', '》'), ('︿', '〈'), ('﹀', '〉'), ('﹁', '「'), ('﹂', '」'), ('﹃', '『'),
    ('﹄', '』'), ('﹇', '［'), ('﹈', '］'), ('﹐', '，'), ('﹑', '、'), ('﹔', '；'), ('﹕', '：'), ('﹖', '？'), ('﹗', '！'),
    ('﹘', '—'), ('﹙', '（'), ('﹚', '）'), ('﹛', '{'), ('﹜', '}'), ('﹝', '〔'), ('﹞', '〕'), ('﹟', '#'), ('﹠', '&'),
    ('﹡', '*'), ('﹢', '+'), ('﹣', '-'), ('﹤', '<'), ('﹥', '>'), ('﹦', '='), ('﹨', '\\'), ('﹩', '$'), ('﹪', '%'),
    ('﹫', '@'),
];

/// The half-width marks and katakana from U+FF61 on.
const KATAKANA: [char; 63] = [
    '。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー',
    'ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ',
    'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ',
    'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル', 'レ', 'ロ', 'ワ', 'ン', '\u{3099}',
    '\u{309a}',
];

/// What one character folds to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Folded {
    /// To itself.
    Same,
    /// To another character; full-width ASCII and its kin.
    Width(char),
    /// To another character that means the same.
    Character(char),
    /// To its NFKC form of several characters: ligatures.
    Compatibility,
}

/// How `c` is folded, neighbours aside.
pub(super) fn fold(c: char) -> Folded {
    match c {
        '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
            Folded::Width(narrow(c))
        }
        '＃' | '＄' | '％' | '＆' | '＊' | '＋' | '＝' | '＠' | '＼' | '＾' | '＿' | '｀' => {
            Folded::Width(narrow(c))
        }
        '\u{ff61}'..='\u{ff9f}' => Folded::Character(KATAKANA[c as usize - 0xff61]),
        '\u{ffa1}'..='\u{ffdc}' => compatibility(c),
        '\u{2e80}'..='\u{2fd5}' => match radicals::character(c) {
            Some(character) => Folded::Character(character),
            None => compatibility(c),
        },
        '\u{fb00}'..='\u{fb06}' => compatibility(c),
        '\u{fe10}'..='\u{fe6b}' => match PRESENTATION.binary_search_by_key(&c, |&(from, _)| from) {
            Ok(index) => Folded::Character(PRESENTATION[index].1),
            Err(_) => Folded::Same,
        },
        // A hyphen of any make; U+FFFE is what one extractor writes for a hyphen at a line end.
        '\u{2010}' | '\u{2011}' | '\u{fffe}' => Folded::Character('-'),
        '\u{2015}' => Folded::Character('—'),
        '〝' | '‟' => Folded::Character('“'),
        '〞' | '〟' => Folded::Character('”'),
        _ => Folded::Same,
    }
}

/// The ASCII character of a full-width one.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn compatibility(c: char) -> Folded {
    let mut mapped = once(c).nfkc();
    match (mapped.next(), mapped.next()) {
        (Some(first), None) if first == c => Folded::Same,
        (Some(first), None) => Folded::Character(first),
        _ => Folded::Compatibility,
    }
}

/// Characters of Chinese text that stand alone in every normal form: no marks that combine, and
/// none that decompose. The Unicode tables, which cost fifty times as much, are asked about the
/// rest.
fn stands_alone(c: char) -> bool {
    matches!(c,
        '\0'..='\u{2ff}' | '\u{391}'..='\u{3ff}' | '\u{2002}'..='\u{20cf}' | '\u{3000}'..='\u{3029}'
        | '\u{3030}'..='\u{304a}' | '\u{3105}'..='\u{312f}' | '\u{3200}'..='\u{9fff}' | '\u{ff00}'..='\u{ff9d}'
        | '\u{fffd}' | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{2a6df}')
}

/// Whether `c` may combine with the character before it.
pub(super) fn continues(c: char) -> bool {
    !stands_alone(c) && is_mark(c)
}

fn is_mark(c: char) -> bool {
    let c = match c {
        '\u{ff9e}' => '\u{3099}',
        '\u{ff9f}' => '\u{309a}',
        _ => c,
    };
    canonical_combining_class(c) != 0 || is_nfc_quick(once(c)) == IsNormalized::Maybe
}

/// Whether `c` alone is not in NFC.
pub(super) fn decomposes(c: char) -> bool {
    !stands_alone(c) && is_nfc_quick(once(c)) == IsNormalized::No
}

/// Appends the folded NFC form of `cluster` to `output`.
pub(super) fn compose(cluster: &str, output: &mut String) {
    if let Some(c) = pair(cluster) {
        return output.push(c);
    }
    let folded = cluster.chars().flat_map(|c| {
        let mut several = None;
        let mut one = None;
        match fold(c) {
            Folded::Same => one = Some(c),
            Folded::Width(to) | Folded::Character(to) => one = Some(to),
            Folded::Compatibility => several = Some(once(c).nfkc()),
        }
        one.into_iter().chain(several.into_iter().flatten())
    });
    output.extend(folded.nfc());
}

/// One character for a letter or kana and the one mark behind it, without the detour over the
/// decomposed form.
fn pair(cluster: &str) -> Option<char> {
    let mut characters = cluster.chars().map(|c| match fold(c) {
        Folded::Width(to) | Folded::Character(to) => to,
        _ => c,
    });
    let (base, mark) = (characters.next()?, characters.next()?);
    // None of these marks decomposes, and where a base does, it composes with none of them.
    let simple = matches!(base, 'A'..='Z' | 'a'..='z' | '\u{3041}'..='\u{30ff}')
        && matches!(mark, '\u{300}'..='\u{33f}' | '\u{3099}' | '\u{309a}');
    if !simple || characters.next().is_some() {
        return None;
    }
    unicode_normalization::char::compose(base, mark)
}

#[cfg(test)]
mod tests {
    use super::{Folded, PRESENTATION, compose, fold, is_mark, stands_alone};
    use std::iter::once;
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

    fn folded(text: &str) -> String {
        let mut output = String::new();
        compose(text, &mut output);
        output
    }

    #[test]
    fn what_stands_alone_agrees_with_the_tables() {
        for c in crate::chars::every().filter(|&c| stands_alone(c)) {
            assert!(!is_mark(c), "{c:?}");
            assert_eq!(is_nfc_quick(once(c)), IsNormalized::Yes, "{c:?}");
        }
    }

    #[test]
    fn shortcuts_are_what_the_tables_say() {
        for c in '\u{ff61}'..='\u{ff9f}' {
            let mapped: Vec<char> = once(c).nfkc().collect();
            assert_eq!(Folded::Character(mapped[0]), fold(c));
            assert_eq!(mapped.len(), 1);
        }
        for base in ('\0'..='\u{7f}').chain('\u{3041}'..='\u{30ff}') {
            for mark in ('\u{300}'..='\u{33f}').chain(['\u{3099}', '\u{309a}']) {
                let cluster: String = [base, mark].iter().collect();
                assert_eq!(folded(&cluster), cluster.nfc().collect::<String>());
            }
        }
    }

    #[test]
    fn presentation_table_is_sorted() {
        assert!(PRESENTATION.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn hits() {
        for (from, to) in [
            ("２", "2"),
            ("ｐ", "p"),
            ("％", "%"),
            ("⼀", "一"),
            ("⻔", "门"),
            ("ﬁ", "fi"),
            ("ｶﾞ", "ガ"),
            ("e\u{301}", "é"),
            ("\u{f900}", "豈"),
            ("︵", "（"),
            ("Å", "Å"),
        ] {
            assert_eq!(folded(from), to, "{from}");
        }
    }

    #[test]
    fn near_misses() {
        for c in "，：；（）！？～…①㎡℃Ⅱ№‰½²「」·○〇×＜＞｜".chars()
        {
            assert_eq!(fold(c), Folded::Same, "{c}");
            assert_eq!(folded(&c.to_string()), c.to_string());
        }
    }
}
