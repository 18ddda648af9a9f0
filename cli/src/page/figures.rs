//! The figures of a document, and of all of them together.

use crate::marks::{is_blank_entity, is_visible};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use zhengwen::{Document, PlaceholderKind, Reason, Rule, Warning};

/// Examples kept of a rule.
const EXAMPLES: usize = 4;
/// Characters of context on each side of an example.
const CONTEXT: usize = 12;
/// Characters shown of each side of an example.
const SHOWN: usize = 60;

/// What became of the characters of a source.
pub(crate) const FATES: [&str; 5] = [
    "kept",
    "white space taken out",
    "respelt",
    "masked words rewritten",
    "removed as chrome",
];

/// What a document came to.
#[derive(Debug, Clone)]
pub(crate) struct Figures {
    /// Place in the list of inputs.
    pub(crate) index: usize,
    pub(crate) name: String,
    pub(crate) encoding: &'static str,
    pub(crate) bytes: usize,
    /// Characters of source and output.
    pub(crate) source: usize,
    pub(crate) output: usize,
    /// Visible characters of the source.
    pub(crate) visible: usize,
    /// Of these, what was taken out and nothing put in its place.
    pub(crate) lost: usize,
    pub(crate) edits: usize,
    /// Without [`Figures::entities`].
    pub(crate) removals: usize,
    /// White space that was spelt as entities.
    pub(crate) entities: usize,
    pub(crate) placeholders: usize,
    pub(crate) blocks: usize,
    pub(crate) truncated: bool,
    pub(crate) warnings: Vec<Warning>,
}

impl Figures {
    /// The share of what was lost, in 1/10,000.
    pub(crate) fn loss(&self) -> usize {
        (self.lost * 10_000).checked_div(self.visible).unwrap_or(0)
    }
}

/// One application of a rule.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    pub(crate) left: String,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) right: String,
    pub(crate) name: String,
    /// Which examples are kept when there are too many: those with the lowest lots.
    lot: u64,
}

/// A rule over all documents.
#[derive(Debug, Clone, Default)]
pub(crate) struct Usage {
    pub(crate) edits: usize,
    pub(crate) documents: usize,
    pub(crate) examples: Vec<Example>,
}

/// Of one document or of all.
#[derive(Debug, Clone, Default)]
pub(crate) struct Totals {
    pub(crate) rules: BTreeMap<String, Usage>,
    /// Characters of the sources by [`FATES`].
    pub(crate) fates: [usize; FATES.len()],
    /// Removals and their characters by reason.
    pub(crate) reasons: [(usize, usize); Reason::ALL.len()],
    pub(crate) kinds: [usize; PlaceholderKind::ALL.len()],
}

/// Looks at one document.
pub(crate) fn survey(
    index: usize,
    name: &str,
    bytes: usize,
    document: &Document,
) -> (Figures, Totals) {
    let mut totals = Totals::default();
    let source = document.source();
    let characters = source.chars().count();
    let mut removed = document.removed().peekable();
    let mut changed = 0;
    let mut lost = 0;
    let mut entities = 0;
    for edit in document.edits() {
        let mut length = edit.original.chars().count();
        changed += length;
        let gone = edit.replacement.trim().is_empty();
        let is_entity = is_blank_entity(edit.rule);
        if is_entity {
            entities += edit.original.matches('&').count();
        } else if gone {
            lost += visible(edit.original);
        }
        // An edit may be removal and rewriting in one, where two passes of the cleaner met.
        while let Some(cut) = removed.next_if(|cut| cut.span.end <= edit.span.end) {
            if cut.span.start >= edit.span.start {
                lost += if gone { 0 } else { visible(cut.text) };
                let cut = cut.text.chars().count();
                totals.fates[if is_entity { 1 } else { 4 }] += cut;
                length = length.saturating_sub(cut);
            }
        }
        totals.fates[match edit.rule.split('.').next() {
            Some("layout") => 1,
            Some("inline") => 2,
            Some("placeholder") => 3,
            _ => 4,
        }] += length;
        let usage = match totals.rules.get_mut(edit.rule) {
            Some(usage) => usage,
            None => totals.rules.entry(edit.rule.to_owned()).or_default(),
        };
        usage.edits += 1;
        usage.documents = 1;
        if usage.examples.is_empty() {
            let mut hasher = DefaultHasher::new();
            (index, edit.rule).hash(&mut hasher);
            usage.examples.push(Example {
                left: last(&source[..edit.span.start]),
                before: first(edit.original, SHOWN),
                after: first(edit.replacement, SHOWN),
                right: first_of(&source[edit.span.end..], CONTEXT),
                name: name.to_owned(),
                lot: hasher.finish(),
            });
        }
    }
    totals.fates[0] = characters.saturating_sub(changed);
    for cut in document.removed().filter(|cut| !is_blank_entity(cut.rule)) {
        if let Some(at) = Reason::ALL.iter().position(|&reason| reason == cut.reason) {
            totals.reasons[at].0 += 1;
            totals.reasons[at].1 += cut.text.chars().count();
        }
    }
    for found in document.placeholders() {
        if let Some(at) = PlaceholderKind::ALL
            .iter()
            .position(|&kind| kind == found.kind)
        {
            totals.kinds[at] += 1;
        }
    }
    let figures = Figures {
        index,
        name: name.to_owned(),
        encoding: document.encoding(),
        bytes,
        source: characters,
        output: document.text().chars().count(),
        visible: visible(source),
        lost,
        edits: document.edits().len(),
        removals: document.removed().len() - entities.min(document.removed().len()),
        entities,
        placeholders: document.placeholders().len(),
        blocks: document.blocks().len(),
        truncated: document.is_truncated(),
        warnings: document.warnings().to_vec(),
    };
    (figures, totals)
}

fn visible(text: &str) -> usize {
    text.chars().filter(|&c| is_visible(c)).count()
}

impl Totals {
    pub(crate) fn add(&mut self, other: Totals) {
        for (rule, usage) in other.rules {
            let sum = self.rules.entry(rule).or_default();
            sum.edits += usage.edits;
            sum.documents += usage.documents;
            for example in usage.examples {
                sum.offer(example);
            }
        }
        for (sum, more) in self.fates.iter_mut().zip(other.fates) {
            *sum += more;
        }
        for (sum, more) in self.reasons.iter_mut().zip(other.reasons) {
            *sum = (sum.0 + more.0, sum.1 + more.1);
        }
        for (sum, more) in self.kinds.iter_mut().zip(other.kinds) {
            *sum += more;
        }
    }

    /// Rules by how often they were used.
    pub(crate) fn ranked(&self) -> Vec<(&str, &Usage)> {
        let mut rules: Vec<_> = self
            .rules
            .iter()
            .map(|(id, usage)| (&**id, usage))
            .collect();
        rules.sort_by_key(|(id, usage)| (std::cmp::Reverse(usage.edits), *id));
        rules
    }
}

impl Usage {
    /// Keeps a sample in which every document has the same chance, without two of a kind.
    fn offer(&mut self, example: Example) {
        let twin =
            |other: &Example| (&other.before, &other.after) == (&example.before, &example.after);
        if self.examples.iter().any(twin) {
            return;
        }
        let at = self
            .examples
            .partition_point(|other| other.lot < example.lot);
        self.examples.insert(at, example);
        self.examples.truncate(EXAMPLES);
    }
}

/// Rows of the built-in and further rules by id.
pub(crate) fn summaries<'r>(rules: impl Iterator<Item = &'r Rule>) -> BTreeMap<&'r str, &'r Rule> {
    rules.map(|rule| (&*rule.id, rule)).collect()
}

/// The beginning of a text, with … where it goes on.
pub(crate) fn first(text: &str, count: usize) -> String {
    match text.char_indices().nth(count) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn first_of(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

fn last(text: &str) -> String {
    let start = text
        .char_indices()
        .rev()
        .take(CONTEXT)
        .last()
        .map_or(0, |(at, _)| at);
    let start = if text.is_empty() { 0 } else { start };
    text[start..].to_owned()
}
