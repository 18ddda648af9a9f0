//! What the words of sites cover of a text, by reason, and the words that speakers and pages use
//! of themselves. The words are the tables of the library's chrome stage.

use crate::{Reason, words};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// How many reasons there are; as a number of a reason it means none.
pub(super) const REASONS: usize = 13;

/// What a text says in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Characters of words of sites; those of weight 1 count by half.
    pub covered: usize,
    /// Characters of words that say nothing.
    pub filler: usize,
    /// Words that nobody speaks.
    pub strong: usize,
    /// The reason most of it is for, or their number for none.
    pub reason: usize,
    /// Words by which a page speaks of itself or to its reader.
    pub page: usize,
    /// Words by which a sentence is a page's own.
    pub own: usize,
    /// Words of somebody who speaks.
    pub spoken: usize,
    /// Greetings, thanks, closing words.
    pub formula: usize,
    /// Nouns in names of speeches.
    pub genre: usize,
    /// Prompts behind which the rest of a text is.
    pub wall: usize,
    /// Offices of speakers.
    pub office: usize,
}

#[derive(Clone, Copy)]
enum Entry {
    Site(Reason, u8),
    Filler,
    Decoy,
}

#[derive(Clone, Copy)]
enum Hint {
    Page,
    Own,
    Spoken,
    Formula,
    Genre,
    Wall,
    Office,
}

/// More words of somebody who speaks.
const SPOKEN: &[&str] = &["我们", "我們", "大家", "我", "你们", "同学", "今天"];

struct Vocabulary {
    site: AhoCorasick,
    entries: Vec<Entry>,
    hints: AhoCorasick,
    kinds: Vec<Hint>,
    fields: HashMap<&'static str, Reason>,
    categories: HashSet<&'static str>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::new);

impl Vocabulary {
    fn new() -> Self {
        let (mut texts, mut entries) = (Vec::new(), Vec::new());
        let mut add = |list: &'static str, entry: Entry| {
            for word in list.split_whitespace() {
                texts.push(word);
                entries.push(entry);
            }
        };
        for &(reason, weight, list) in words::WORDS {
            add(list, Entry::Site(reason, weight));
        }
        add(words::FILLERS, Entry::Filler);
        add(words::DECOYS, Entry::Decoy);
        let (mut hints, mut kinds) = (Vec::new(), Vec::new());
        for (list, kind) in [
            (words::PAGE, Hint::Page),
            (words::OWN, Hint::Own),
            (words::SPOKEN, Hint::Spoken),
            (words::FORMULAS, Hint::Formula),
            (words::SPEECH, Hint::Genre),
            (words::WALLS, Hint::Wall),
            (words::OFFICES, Hint::Office),
            (SPOKEN, Hint::Spoken),
        ] {
            hints.extend(list);
            kinds.extend(list.iter().map(|_| kind));
        }
        let build = |texts: &[&str], kind| {
            let built = AhoCorasick::builder().match_kind(kind).build(texts);
            built.expect("a few thousand words")
        };
        let fields = words::FIELDS.iter();
        Vocabulary {
            site: build(&texts, MatchKind::LeftmostLongest),
            entries,
            hints: build(&hints, MatchKind::Standard),
            kinds,
            fields: fields
                .flat_map(|&(reason, list)| list.split_whitespace().map(move |word| (word, reason)))
                .collect(),
            categories: words::CATEGORIES.split_whitespace().collect(),
        }
    }
}

/// Looks a text over for words.
pub(super) fn words(text: &str) -> Words {
    let vocabulary = &*VOCABULARY;
    let mut found = Words::default();
    let mut weights = [0; REASONS];
    for word in vocabulary.site.find_iter(text) {
        let length = text[word.span()].chars().count();
        match vocabulary.entries[word.pattern().as_usize()] {
            Entry::Site(reason, weight) => {
                found.covered += if weight >= 2 { length } else { length / 2 };
                found.strong += usize::from(weight == 5);
                weights[reason as usize] += length * usize::from(weight);
            }
            Entry::Filler => found.filler += length,
            Entry::Decoy => {}
        }
    }
    found.reason = if found.covered == 0 {
        REASONS
    } else {
        (0..REASONS)
            .max_by_key(|&reason| weights[reason])
            .unwrap_or(REASONS)
    };
    for word in vocabulary.hints.find_overlapping_iter(text) {
        let count = match vocabulary.kinds[word.pattern().as_usize()] {
            Hint::Page => &mut found.page,
            Hint::Own => &mut found.own,
            Hint::Spoken => &mut found.spoken,
            Hint::Formula => &mut found.formula,
            Hint::Genre => &mut found.genre,
            Hint::Wall => &mut found.wall,
            Hint::Office => &mut found.office,
        };
        *count += 1;
    }
    found
}

/// The reason that a label before a colon says: 来源：.
pub(super) fn field(label: &str) -> Option<Reason> {
    VOCABULARY.fields.get(label).copied()
}

/// Whether a text is the name of a column of sites.
pub(super) fn is_category(text: &str) -> bool {
    VOCABULARY.categories.contains(text)
}

/// How rare the Han of a text are on average, in eighths of a nat, and how many in a hundred of
/// their pairs are common: what tells random Han from words.
pub(super) fn rarity(chars: &[char]) -> (Option<u32>, Option<usize>) {
    let han: Vec<char> = chars
        .iter()
        .copied()
        .filter(|&c| crate::cut::is_han(c))
        .collect();
    let total: u32 = han.iter().map(|&c| crate::decode::han::single(c)).sum();
    let pairs = chars
        .windows(2)
        .filter(|pair| pair.iter().all(|&c| crate::cut::is_han(c)));
    let (mut known, mut all) = (0, 0);
    for pair in pairs {
        all += 1;
        known += usize::from(crate::decode::han::pair(pair[0], pair[1]).is_some());
    }
    (
        u32::try_from(han.len())
            .ok()
            .and_then(|count| total.checked_div(count)),
        (100 * known).checked_div(all),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_sites_are_told_from_those_of_speeches() {
        assert!(words("下载Word文档").covered > words("下载后认真学习").covered / 2);
        assert!(words("网站首页").strong > 0);
        assert_eq!(words("我们今天开会").covered, 0);
        assert!(words("我们今天开会").spoken > 1);
    }

    #[test]
    fn random_han_are_rare() {
        let share = |text: &str| rarity(&text.chars().collect::<Vec<_>>()).1;
        assert!(share("今天我们在水厂开会") > share("堤抹喜罐浮拨旱琴捕宅"));
    }
}
