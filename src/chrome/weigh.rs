//! Weighs a line by the words it is made of.
//!
//! One tree of words (leftmost-longest, built once for the process) cuts the line into words of
//! the vocabulary; on the same way it tells which of the lists of [`hint`] have a word in it. What
//! counts is how much they weigh together and how much of the line they cover: 下载 in a sentence
//! weighs 2 and covers a tenth of it; 立即下载 weighs 5 and covers all.

use super::shape::is_content;
use super::sieve::Sieve;
use super::title::Names;
use super::traditional::Speller;
use super::trie::Trie;
use super::words::{CATEGORIES, DECOYS, FIELDS, FILLERS, HINTS, WORDS, hint};
use crate::rule::Reason;
use std::sync::OnceLock;

const REASONS: usize = Reason::ALL.len();
/// Weight of a field's name with its colon.
const LABEL: u8 = 3;
/// Longest value of a field, in characters.
pub(super) const VALUE: usize = 24;

/// What one word of the vocabulary says.
#[derive(Debug, Default, Clone)]
struct Entry {
    votes: [u8; REASONS],
    field: Option<(Reason, u8)>,
    filler: bool,
    decoy: bool,
    /// Characters that carry words.
    length: u8,
    /// The greatest vote.
    heaviest: u8,
    /// Whether a menu may hold it.
    menu: bool,
}

impl Entry {
    fn of(word: &str) -> Entry {
        Entry {
            length: word.chars().filter(|&c| is_content(c)).count() as u8,
            ..Entry::default()
        }
    }

    fn vote(&mut self, reason: Reason, weight: u8) {
        let vote = &mut self.votes[reason as usize];
        *vote = weight.max(*vote);
        self.heaviest = weight.max(self.heaviest);
        self.menu |= reason == Reason::Navigation;
    }
}

/// The tree of words and what each says.
#[derive(Debug)]
pub(super) struct Vocabulary {
    tree: Trie,
    sieve: Sieve,
    /// That of the words that speak for [`Reason::Related`].
    related: Sieve,
    entries: Vec<Entry>,
}

/// What a line weighs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weight {
    /// Sum of the weights of its words.
    pub(super) total: u16,
    /// Characters of words (fillers left out), and those of them that the vocabulary covers.
    pub(super) content: u16,
    pub(super) covered: u16,
    /// Characters of [`FILLERS`].
    fillers: u16,
    /// Labels with a colon and a value.
    pub(super) fields: u16,
    /// Whether every word is the name of a column.
    pub(super) menu: bool,
    /// The lists of which a word stands in the line, see [`super::words::hint`].
    pub(super) hints: u16,
    /// Weight that speaks for [`Reason::Related`].
    pub(super) related: u16,
    reason: Reason,
}

/// A line of no words.
impl Default for Weight {
    fn default() -> Self {
        Weight {
            total: 0,
            content: 0,
            covered: 0,
            fillers: 0,
            fields: 0,
            menu: false,
            hints: 0,
            related: 0,
            reason: Reason::Navigation,
        }
    }
}

impl Weight {
    /// Share of the line that is covered, in percent.
    pub(super) fn cover(&self) -> u32 {
        u32::from(self.covered) * 100 / u32::from(self.content.max(1))
    }

    /// Share of a line of chrome that is covered, in percent, wherever the line stands.
    pub(super) const CERTAIN: u8 = 72;

    /// Whether the line is chrome wherever it stands.
    pub(super) fn is_certain(&self) -> bool {
        self.total >= 5 && self.cover() >= Self::CERTAIN.into()
    }

    /// Whether the line is chrome above the title or below the end.
    pub(super) fn is_likely(&self) -> bool {
        self.fillers <= self.content
            && (self.total >= 3 && self.cover() >= 50 || self.total >= 5 && self.cover() >= 34)
    }

    /// The reason most of the weight speaks for.
    pub(super) fn reason(&self) -> Reason {
        self.reason
    }
}

/// The reason with most votes. Ties go to the more particular: a prompt that names members and
/// downloads is about members, the label of a menu comes last.
fn winner(votes: &[u16; REASONS]) -> Reason {
    const ORDER: [Reason; 9] = [
        Reason::Preamble,
        Reason::Member,
        Reason::Related,
        Reason::Copyright,
        Reason::Widget,
        Reason::Advert,
        Reason::Meta,
        Reason::Download,
        Reason::Navigation,
    ];
    let mut best = (0, Reason::Navigation);
    for reason in ORDER {
        let votes = votes[reason as usize];
        if votes > best.0 {
            best = (votes, reason);
        }
    }
    best.1
}

/// The vocabulary of this process.
pub(super) fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(Vocabulary::build)
}

impl Vocabulary {
    fn build() -> Self {
        let lists = || {
            let words = WORDS.iter().map(|&(.., words)| words);
            let fields = FIELDS.iter().map(|&(_, words)| words);
            words.chain(fields).chain([CATEGORIES, FILLERS, DECOYS])
        };
        let hints = || {
            HINTS
                .iter()
                .flat_map(|&(hint, words)| words.iter().map(move |&word| (hint, word)))
        };
        // Every word twice: in Traditional script, too.
        let room = 2 * lists().map(|words| words.chars().count()).sum::<usize>()
            + hints().map(|(_, word)| word.chars().count()).sum::<usize>();
        let mut vocabulary = Vocabulary {
            tree: Trie::with_room(room),
            sieve: Sieve::new(),
            related: Sieve::new(),
            entries: Vec::with_capacity(room / 3),
        };
        let (speller, mut spelling) = (Speller::new(), String::new());
        let mut each = |words: &str, learn: &mut dyn FnMut(&str)| {
            for word in words.split_ascii_whitespace() {
                learn(word);
                if speller.spell(word, &mut spelling) {
                    learn(&spelling);
                }
            }
        };
        for &(reason, weight, words) in WORDS {
            each(words, &mut |word| {
                let name = word.strip_suffix('：');
                let entry = vocabulary.covering(name.unwrap_or(word), reason);
                match name {
                    Some(_) => entry.field = Some((reason, weight)),
                    None => entry.vote(reason, weight),
                }
            });
        }
        for &(reason, words) in FIELDS {
            each(words, &mut |word| {
                let field = &mut vocabulary.covering(word, reason).field;
                field.get_or_insert((reason, LABEL));
            });
        }
        each(CATEGORIES, &mut |word| {
            vocabulary.covering(word, Reason::Navigation).menu = true;
        });
        each(FILLERS, &mut |word| {
            vocabulary.sieve.fill(word);
            let entry = vocabulary.entry(word);
            entry.filler = entry.heaviest == 0;
            entry.menu |= entry.filler;
        });
        each(DECOYS, &mut |word| {
            let entry = vocabulary.entry(word);
            entry.decoy = entry.heaviest == 0;
        });
        for (hint, word) in hints() {
            vocabulary.tree.hint(word, hint);
        }
        vocabulary
    }

    /// What `word` says, so far.
    fn entry(&mut self, word: &str) -> &mut Entry {
        let number = self.tree.number(word, self.entries.len());
        if number == self.entries.len() {
            self.entries.push(Entry::of(word));
        }
        &mut self.entries[number]
    }

    /// The same for a word that does not count as uncovered.
    fn covering(&mut self, word: &str, reason: Reason) -> &mut Entry {
        self.sieve.admit(word);
        if reason == Reason::Related {
            self.related.admit(word);
        }
        self.entry(word)
    }

    /// Whether a word that speaks for [`Reason::Related`] may stand in `text`.
    pub(super) fn may_relate(&self, text: &str) -> bool {
        self.related.meets(text)
    }

    /// Weighs `text`, in which `known` (the title, the site's name) count as covered.
    pub(super) fn weigh(&self, text: &str, known: Names<'_>) -> Weight {
        self.walk(text, known, u16::MAX).unwrap_or_default()
    }

    /// Weighs `text`, which has so many characters of words at most, unless it is seen that less
    /// than `percent` of it are covered.
    pub(super) fn weigh_within(&self, text: &str, characters: u32, percent: u32) -> Option<Weight> {
        if !self.sieve.admits(text, characters, percent) {
            return None;
        }
        let most = characters * (100 - percent) / 100;
        self.walk(text, Names::default(), most as u16)
    }

    fn walk(&self, text: &str, known: Names<'_>, most: u16) -> Option<Weight> {
        let mut weight = Weight::default();
        let mut votes = [0u16; REASONS];
        let mut spoken = false;
        // Up to here the text is covered by the value of a field.
        let mut covered_to = 0;
        let mut position = 0;
        let mut menu = true;
        let mut words = self.tree.words(text);
        for found in words.by_ref() {
            let entry = &self.entries[found.word];
            let plain = &text[position..found.start];
            menu &= found.plain == 0;
            weight.add_plain(found.plain, plain, position, covered_to, known);
            if weight.content - weight.covered > most {
                return None;
            }
            position = found.end;
            if let Some((reason, label)) = entry.field
                && let Some(value) = value_of(&text[found.end..])
            {
                weight.fields += 1;
                weight.total += u16::from(label);
                votes[reason as usize] += u16::from(label);
                covered_to = found.end + value;
            } else if found.start < covered_to && entry.heaviest < 3 {
                weight.content += u16::from(entry.length);
                weight.covered += u16::from(entry.length);
                continue;
            }
            menu &= entry.menu;
            spoken |= entry.decoy;
            if entry.filler {
                weight.fillers += u16::from(entry.length);
                continue;
            }
            weight.content += u16::from(entry.length);
            if entry.decoy {
                continue;
            }
            weight.covered += u16::from(entry.length);
            for (sum, &vote) in votes.iter_mut().zip(&entry.votes) {
                *sum += u16::from(vote);
            }
            weight.total += u16::from(entry.heaviest);
        }
        menu &= words.plain == 0;
        weight.add_plain(words.plain, &text[position..], position, covered_to, known);
        weight.hints = words.hints | hint::SEARCHED;
        weight.menu = menu && weight.content > 0 && !spoken;
        weight.related = votes[Reason::Related as usize];
        weight.reason = winner(&votes);
        Some(weight)
    }
}

impl Weight {
    /// Text between the words of the vocabulary, of which `all` characters carry words.
    fn add_plain(&mut self, all: u16, text: &str, at: usize, covered_to: usize, known: Names<'_>) {
        if all == 0 {
            return;
        }
        self.content += all;
        let mut covered = 0;
        if at < covered_to {
            covered = text
                .char_indices()
                .filter(|&(offset, c)| at + offset < covered_to && is_content(c))
                .count() as u16;
        }
        for name in known.iter() {
            if name.len() <= text.len()
                && let Some(found) = text.find(name)
                && at + found >= covered_to
            {
                covered += name.chars().filter(|&c| is_content(c)).count() as u16;
            }
        }
        self.covered += covered.min(all);
    }

    /// Whether a word of the list may stand in the line: so far nobody looked, or there is one.
    pub(super) fn may_hold(&self, list: u16) -> bool {
        self.hints & hint::SEARCHED == 0 || self.hints_at(list)
    }

    /// Whether a word of the list stands in the line.
    pub(super) fn hints_at(&self, list: u16) -> bool {
        self.hints & list != 0
    }
}

/// Length of the value behind a field's name: after the colon, up to a gap or a bar.
fn value_of(rest: &str) -> Option<usize> {
    let gap = rest.trim_start_matches([' ', '\u{a0}', '\u{3000}']);
    let Some(value) = gap.strip_prefix(['：', ':', '｜', '|', '丨']) else {
        // A counter needs no colon: 阅读 1024, 评论(3).
        let number = gap.trim_start_matches(['(', '（']);
        let end = number
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(number.len());
        let stop = number[end..].trim_start_matches([')', '）', '+']);
        let alone = stop.is_empty()
            || stop.starts_with([' ', '\u{a0}', '\u{3000}', '|'])
            || stop.starts_with('次');
        return (end > 0 && alone && rest.len() > number.len())
            .then_some(rest.len() - number.len() + end);
    };
    let value = value.trim_start_matches([' ', '\u{a0}', '\u{3000}']);
    let start = rest.len() - value.len();
    let mut length = value.len();
    for (count, (offset, c)) in value.char_indices().enumerate() {
        if count >= VALUE
            || matches!(
                c,
                ' ' | '\u{a0}' | '\u{3000}' | '|' | '｜' | '；' | '\t' | '。'
            )
        {
            length = offset;
            break;
        }
    }
    Some(start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weigh(text: &str) -> Weight {
        vocabulary().weigh(text, Names::default())
    }

    #[test]
    fn prompts_are_covered_and_sentences_are_not() {
        assert!(weigh("立即下载").is_certain());
        assert!(weigh("作者：佚名 浏览：23次").is_certain());
        assert!(!weigh("下载了方案的农户今年都增了产").is_likely());
        assert!(!weigh("会员代表大会筹备情况").is_likely());
        assert!(weigh("讲话稿 工作总结").menu);
        assert!(!weigh("工作总结写得好").menu);
    }

    #[test]
    fn words_are_written_once_a_reason() {
        for &(reason, _, words) in WORDS {
            for word in words.split_whitespace() {
                assert!(word.chars().count() > 0, "{reason:?}");
            }
        }
    }
}
