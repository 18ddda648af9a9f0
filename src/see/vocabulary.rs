//! What the words of sites cover of a text, by reason, and the words that speakers and pages use
//! of themselves. The words are the tables of the library's chrome stage.

use super::character::{HAN, Table};
use super::hash::{self, Map};
use super::lexicon::Lexicon;
use super::patterns;
use crate::cut::is_space;
use crate::decode::han::{pair, single};
use crate::{Reason, words};
use std::sync::LazyLock;

/// How many reasons there are; as a number of a reason it means none.
pub(super) const REASONS: usize = 13;

/// What a text says in words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Words {
    /// Characters of words of sites; those of weight 1 count by half.
    pub covered: usize,
    /// Characters of words that say nothing.
    pub filler: usize,
    /// Words that nobody speaks.
    pub strong: u8,
    /// The reason most of it is for, or their number for none.
    pub reason: u8,
    /// Words by which a page speaks of itself or to its reader.
    pub page: u8,
    /// Words by which a sentence is a page's own.
    pub own: u8,
    /// Words of somebody who speaks.
    pub spoken: u8,
    /// Greetings, thanks, closing words.
    pub formula: u8,
    /// Nouns in names of speeches.
    pub genre: u8,
    /// Prompts behind which the rest of a text is.
    pub wall: u8,
    /// Offices of speakers.
    pub office: u8,
    /// Whether the whole text is the name of a column of sites.
    pub is_category: bool,
    /// Which patterns may match.
    pub(super) triggers: u8,
}

#[derive(Clone, Copy)]
enum Entry {
    Site(Reason, u8),
    Filler,
    Decoy,
    Page,
    Own,
    Spoken,
    Formula,
    Genre,
    Wall,
    Office,
    /// The name of a column of sites.
    Category,
    /// A word without which a pattern cannot match.
    Trigger(u8),
}

/// More words of somebody who speaks.
const SPOKEN: &[&str] = &["我们", "我們", "大家", "我", "你们", "同学", "今天"];

/// Lists of words, by what they say.
const HINTS: &[(Entry, &[&str])] = &[
    (Entry::Page, words::PAGE),
    (Entry::Own, words::OWN),
    (Entry::Spoken, words::SPOKEN),
    (Entry::Formula, words::FORMULAS),
    (Entry::Genre, words::SPEECH),
    (Entry::Wall, words::WALLS),
    (Entry::Office, words::OFFICES),
    (Entry::Spoken, SPOKEN),
    (Entry::Trigger(PROMISE), patterns::PROMISES),
    (Entry::Trigger(GRATITUDE), patterns::GRATITUDE),
    (Entry::Trigger(CONCLUSION), patterns::CONCLUSIONS),
];

/// Bits of triggers.
pub(super) const PROMISE: u8 = 1;
pub(super) const GRATITUDE: u8 = 1 << 1;
pub(super) const CONCLUSION: u8 = 1 << 2;

struct Vocabulary {
    lexicon: Lexicon<Entry>,
    fields: Map<Reason>,
    /// Length of the longest of them.
    longest_field: usize,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::new);

impl Vocabulary {
    fn new() -> Self {
        let site = words::WORDS
            .iter()
            .map(|&(reason, weight, list)| (Entry::Site(reason, weight), list));
        let more = [
            (Entry::Filler, words::FILLERS),
            (Entry::Decoy, words::DECOYS),
            (Entry::Category, words::CATEGORIES),
        ];
        let of_site = site.chain(more).flat_map(|(entry, list)| {
            let words = list.split_whitespace();
            words.map(move |word| (word, entry))
        });
        let hints = HINTS
            .iter()
            .flat_map(|&(entry, list)| list.iter().map(move |&word| (word, entry)));
        let fields = words::FIELDS.iter().flat_map(|&(reason, list)| {
            let labels = list.split_whitespace();
            labels.map(move |label| (label, reason))
        });
        let lengths = fields.clone().map(|field| field.0.chars().count());
        Vocabulary {
            lexicon: Lexicon::new(of_site.chain(hints)),
            longest_field: lengths.max().unwrap_or(0),
            fields: fields
                .map(|(label, reason)| (hash::of(label.chars()), reason))
                .collect(),
        }
    }
}

/// Words of one character.
pub(super) fn singles() -> impl Iterator<Item = char> {
    VOCABULARY.lexicon.singles()
}

/// Looks a text over for words. Of those that cover it the first counts, and of those that begin
/// together the longest, and none that begins inside another; of the others all.
pub(super) fn words(text: &str, table: &Table) -> Words {
    let mut found = Words::default();
    let mut weights = [0; REASONS];
    let mut free = 0;
    let count = |count: &mut u8| *count = count.saturating_add(1);
    VOCABULARY.lexicon.each(text, table, |at, word| {
        if matches!(word.says, Entry::Site(..) | Entry::Filler | Entry::Decoy) {
            if at < free {
                return;
            }
            free = at + word.text.len();
        }
        match word.says {
            Entry::Site(reason, weight) => {
                let covered = if weight >= 2 {
                    word.chars
                } else {
                    word.chars / 2
                };
                found.covered += covered;
                found.strong = found.strong.saturating_add(u8::from(weight == 5));
                weights[reason as usize] += word.chars * usize::from(weight);
            }
            Entry::Filler => found.filler += word.chars,
            Entry::Decoy => {}
            Entry::Page => count(&mut found.page),
            Entry::Own => count(&mut found.own),
            Entry::Spoken => count(&mut found.spoken),
            Entry::Formula => count(&mut found.formula),
            Entry::Genre => count(&mut found.genre),
            Entry::Wall => count(&mut found.wall),
            Entry::Office => count(&mut found.office),
            Entry::Category => found.is_category |= word.text.len() == text.len(),
            Entry::Trigger(bit) => found.triggers |= bit,
        }
    });
    found.reason = REASONS as u8;
    if found.covered > 0 {
        let most = (0..REASONS as u8).max_by_key(|&reason| weights[usize::from(reason)]);
        found.reason = most.unwrap_or(REASONS as u8);
    }
    found
}

/// The reason that a label before a colon says: 来源：.
pub(super) fn field(label: &str) -> Option<Reason> {
    let vocabulary = &*VOCABULARY;
    let mut letters = label.chars().filter(|&c| !is_space(c) && c != '-');
    let number = hash::of(letters.by_ref().take(vocabulary.longest_field));
    let found = vocabulary.fields.get(&number)?;
    letters.next().is_none().then_some(*found)
}

/// How rare the Han of a text are on average, in eighths of a nat, and how many in a hundred of
/// their pairs are common: what tells random Han from words.
pub(super) fn rarity(text: &str, table: &Table) -> (Option<u32>, Option<usize>) {
    let (mut total, mut han) = (0, 0);
    let (mut known, mut pairs) = (0, 0);
    let mut before = None;
    for c in text.chars() {
        if !table.is(c, HAN) {
            before = None;
            continue;
        }
        total += single(c);
        han += 1;
        if let Some(before) = before {
            pairs += 1;
            known += usize::from(pair(before, c).is_some());
        }
        before = Some(c);
    }
    (total.checked_div(han), (100 * known).checked_div(pairs))
}

#[cfg(test)]
mod tests {
    use super::super::character::table;
    use super::*;

    fn words(text: &str) -> Words {
        super::words(text, table())
    }

    #[test]
    fn words_of_sites_are_told_from_those_of_speeches() {
        assert!(words("下载Word文档").covered > words("下载后认真学习").covered / 2);
        assert!(words("网站首页").strong > 0);
        assert_eq!(words("我们今天开会").covered, 0);
        assert!(words("我们今天开会").spoken > 1);
    }

    #[test]
    fn random_han_are_rare() {
        let share = |text: &str| rarity(text, table()).1;
        assert!(share("今天我们在水厂开会") > share("堤抹喜罐浮拨旱琴捕宅"));
    }
}
