//! Masked words (normal form, section 4): found once, typed, one canonical spelling.
//!
//! Official texts are published with names and figures blotted out: 张某某, X月X日, **公司, 第×届. The
//! same signs are letters, operators, bullets, stars of Markdown and zeros elsewhere. So no sign
//! is a mask by itself; a mask is a sign in a place where a word is missing:
//!
//! 1. [`scan`] finds the places where a mask may begin. Most blocks have none and cost no more.
//! 2. [`token`] reads what is glued together there: mask characters, known digits (202*, 1XX), a
//!    point or colon between them, a gap that the scrape tore (X X同志).
//! 3. [`traps`] lets go what is certainly something else: X光, 2×3米, my_file, *注：, 二〇二四; [`bold`]
//!    tells Markdown's stars from masks spelt **.
//! 4. [`decide`] weighs what stands on both sides, with the word tables of [`words`]: a measure
//!    word makes a number, an office a person, a suffix of places a place.
//! 5. Neighbours in a list, range or score agree: *、*局长 are two persons because the last one is. Names
//!    may stand side by side without a comma, any white space between them (×××　×××　××三位同志): masks of
//!    two signs or more are a placeholder each, and stay apart by one space. Two
//!    single signs are the halves of one word (X X同志, X↵X同志).
//! 6. The spelling follows from the kind: `X` for a number, `XX` for a name, one `X` for each masked
//!    digit.
//!
//! [`forms`] has one row for each way of deciding, which the edit log names. What fails is listed
//! in [`decide`] and [`bold`].
//!
//! The work is linear: every token is read once, looks a bounded number of characters to either
//! side, and looks each word up once.

mod bold;
#[cfg(test)]
mod cases;
mod decide;
mod forms;
mod lexicon;
mod scan;
mod token;
mod traps;
mod words;

use crate::edit::Span;
use crate::names::names;
use crate::rule::{Rule, RuleId};
use decide::{Decision, Spelling, Strength};
use forms::Form;
use scan::Anchors;
use token::{Glyphs, Lexed};

/// What a mask stands for: told by the words around it, not by how it is spelt.
///
/// ```
/// use zhengwen::{Cleaner, PlaceholderKind};
///
/// let document = Cleaner::new().clean("*月*日,张某某局长到××水厂慰问,带去**台净水器。\n");
/// assert_eq!(document.text(), "X月X日，张XX局长到XX水厂慰问，带去X台净水器。\n");
/// let kinds: Vec<_> = document.placeholders().map(|found| found.kind).collect();
/// use PlaceholderKind::{Date, Number, Organization, Person};
/// assert_eq!(kinds, [Date, Date, Person, Organization, Number]);
///
/// // The same signs where nothing is missing.
/// let text = "拍X光片，水箱长2×3米，二〇二四年建成。\n";
/// assert_eq!(Cleaner::new().clean(text).placeholders().len(), 0);
/// ```
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceholderKind {
    /// Before 年 月 日 号 时 点 分 世纪 年代 学年, and clock times: X月X日, 202X年, X:30.
    Date,
    /// Other number slots, quantities, ordinals, durations: X个, 第X届, 近X年, XX.X亿元.
    Number,
    /// A person's name: XX同志, 张XX, 主持人：XX.
    Person,
    /// A place name: XX县, 全XX, 来到XX.
    Place,
    /// The name of an organisation: XX公司, XX局, 县XX.
    Organization,
    /// Anything else, works and redacted words: 《XX办法》, XX精神.
    Unknown,
}

names!(
    PlaceholderKind,
    "kind of placeholder",
    [
        Date = "date",
        Number = "number",
        Person = "person",
        Place = "place",
        Organization = "organization",
        Unknown = "unknown",
    ]
);

impl PlaceholderKind {
    /// The tag that may stand in a text instead of a mask.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            PlaceholderKind::Date => "⟨Date⟩",
            PlaceholderKind::Number => "⟨Number⟩",
            PlaceholderKind::Person => "⟨Person⟩",
            PlaceholderKind::Place => "⟨Place⟩",
            PlaceholderKind::Organization => "⟨Organization⟩",
            PlaceholderKind::Unknown => "⟨Unknown⟩",
        }
    }
}

/// The placeholder rules, in the order of their ids: one row a form.
pub(crate) fn rules() -> &'static [Rule] {
    forms::RULES
}

/// A mask found in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mask {
    /// Byte range in the text given to [`find`].
    pub(crate) span: Span,
    /// `None` for stars of Markdown, which only go.
    pub(crate) kind: Option<PlaceholderKind>,
    /// The canonical spelling, a range of [`Masks::spellings`].
    pub(crate) canonical: Span,
    /// The form that matched.
    pub(crate) rule: RuleId,
}

/// The masks of one block, and their canonical spellings one after the other.
#[derive(Debug, Default)]
pub(crate) struct Masks {
    pub(crate) list: Vec<Mask>,
    pub(crate) spellings: String,
    found: Vec<Found>,
}

/// A token and what was decided about it.
#[derive(Debug, Clone, Copy)]
struct Found {
    span: Span,
    decision: Decision,
    /// How many stars it is made of, and nothing else.
    stars: u32,
}

/// Fills `masks` (cleared first) with the masks of `text` (one block, white space settled), in
/// order. `points` are those of the text ([`crate::inline::points`]).
pub(crate) fn find(text: &str, points: &[u32], masks: &mut Masks) {
    masks.list.clear();
    masks.spellings.clear();
    // A character alone stands for nothing.
    if text.chars().nth(1).is_none() {
        return;
    }
    let mut anchors = Anchors::new(text, points);
    let Some(anchor) = anchors.next_from(0) else {
        return;
    };
    if traps::is_separator(text) {
        return;
    }
    masks.found.clear();
    collect(text, anchor, anchors.clone(), &mut masks.found, false);
    if is_mixed(&masks.found) {
        masks.found.clear();
        collect(text, anchor, anchors, &mut masks.found, true);
    }
    if masks.found.iter().any(Found::heeds_neighbours) {
        compare(text, &mut masks.found);
        agree(text, &mut masks.found);
    }
    for found in &masks.found {
        if found.decision.strength > Strength::Tentative {
            let canonical = spell(text, found, &mut masks.spellings);
            let bold = found.decision.form == Form::Bold;
            masks.list.push(Mask {
                span: found.span,
                kind: (!bold).then_some(found.decision.kind),
                canonical,
                rule: found.decision.form.rule(),
            });
        }
    }
}

/// Whether stars of the same number are Markdown's here and a mask there: then they are masks.
fn is_mixed(found: &[Found]) -> bool {
    let is_bold = |one: &&Found| one.decision.form == Form::Bold;
    let Some(bold) = found.iter().find(is_bold) else {
        return false;
    };
    let length = bold.stars;
    found.iter().any(|one| {
        one.stars == length && one.decision.strength > Strength::Tentative && !is_bold(&one)
    })
}

/// Reads the tokens from left to right and decides each by itself; `masked`: stars are masks,
/// unless they set the first words in bold.
fn collect(
    text: &str,
    first: usize,
    mut anchors: Anchors<'_>,
    found: &mut Vec<Found>,
    masked: bool,
) {
    let mut next = Some(first);
    let mut floor = 0;
    let mut close = None;
    while let Some(anchor) = next {
        if close.is_some_and(|start| start < anchor) {
            close = None;
        }
        if let Some(stars) = bold::stars(text, anchor) {
            let closing = close.take().filter(|&start| start == anchor);
            let opening = if closing.is_none() {
                bold::partner(text, anchor, stars)
                    .filter(|&close| !masked || bold::is_lead(text, anchor, close, stars))
            } else {
                None
            };
            if closing.is_some() || opening.is_some() {
                found.push(Found::stars(anchor, anchor + stars));
                close = opening;
                floor = anchor + stars;
                next = anchors.next_from(floor);
                continue;
            }
        }
        let position = match token::lex(text, anchor, floor) {
            Lexed::Nothing(position) => position,
            Lexed::Mask(token) => {
                if let Some(decision) = decide::decide(text, &token) {
                    let stars = token.glyphs.only(Glyphs::STAR) && token.digits == 0;
                    found.push(Found {
                        span: Span::new(token.start, token.end),
                        decision,
                        stars: if stars { token.cells } else { 0 },
                    });
                }
                token.end
            }
        };
        floor = position;
        next = anchors.next_from(position);
    }
}

#[cfg(test)]
fn find_in(text: &str, masks: &mut Masks) {
    let mut lines = crate::lines::Lines::default();
    crate::lines::split(text, &mut lines);
    find(text, &lines.points, masks);
}

impl Found {
    /// Whether a neighbour may change it, or it a neighbour that is sure.
    fn heeds_neighbours(&self) -> bool {
        self.decision.strength < Strength::Strong || self.decision.form == Form::Ordinal
    }

    fn stars(start: usize, end: usize) -> Self {
        Found {
            span: Span::new(start, end),
            decision: Decision {
                form: Form::Bold,
                kind: PlaceholderKind::Unknown,
                spelling: Spelling::Nothing,
                strength: Strength::Strong,
            },
            stars: crate::edit::offset(end - start),
        }
    }
}

/// Elements of a list or range take the kind of the nearest neighbour that is sure of its own:
/// the one behind first (*、*局长), then the one before (第X、X).
fn agree(text: &str, found: &mut [Found]) {
    for index in (1..found.len()).rev() {
        let (left, right) = (found[index - 1], found[index]);
        if let Some(decision) = shared(text, &left, &right, &right.decision, left.decision) {
            found[index - 1].decision = decision;
        }
    }
    for index in 1..found.len() {
        let (left, right) = (found[index - 1], found[index]);
        let ordinal = || matches!(between(text, &left, &right), "、" | "和" | "至" | "—" | "-");
        if left.decision.form == Form::Ordinal
            && right.decision.kind == PlaceholderKind::Organization
            && ordinal()
        {
            found[index].decision = left.decision;
        } else if let Some(decision) = shared(text, &left, &right, &left.decision, right.decision) {
            found[index].decision = decision;
        }
    }
}

/// What stands between two neighbours, or nothing where it is too long to be a word of a list.
fn between<'t>(text: &'t str, left: &Found, right: &Found) -> &'t str {
    const LONGEST: usize = 16;
    let (start, end) = (left.span.end as usize, right.span.start as usize);
    if end - start > LONGEST {
        return "";
    }
    text[start..end].trim()
}

/// Whether there is nothing but white space between two masks of two signs or more.
fn is_beside(text: &str, left: &Found, right: &Found) -> bool {
    let long = |one: &Found| one.span.of(text).chars().nth(1).is_some();
    let gap = &text[left.span.end as usize..right.span.start as usize];
    long(left) && long(right) && !gap.is_empty() && gap.chars().all(token::is_gap)
}

/// Two short slots with a colon or 比 between them.
fn compare(text: &str, found: &mut [Found]) {
    for index in 1..found.len() {
        let (left, right) = (found[index - 1], found[index]);
        let unsure = |one: &Found| one.decision.strength < Strength::Strong;
        if !(unsure(&left) && unsure(&right)) {
            continue;
        }
        let compared = match between(text, &left, &right) {
            ":" | "∶" => true,
            "：" | "比" => token::is_score(&text[..left.span.start as usize]),
            _ => false,
        };
        let short = |one: &Found| one.span.of(text).chars().count() <= 2;
        if compared && short(&left) && short(&right) {
            let decision = Decision {
                form: Form::Ratio,
                kind: PlaceholderKind::Number,
                spelling: Spelling::Slot,
                strength: Strength::Strong,
            };
            found[index - 1].decision = decision;
            found[index].decision = decision;
        }
    }
}

/// The decision that `unsure` takes over from `sure`, its neighbour.
fn shared(
    text: &str,
    left: &Found,
    right: &Found,
    sure: &Decision,
    unsure: Decision,
) -> Option<Decision> {
    let weak = unsure.strength < Strength::Strong;
    if !weak || sure.strength <= unsure.strength || sure.form == Form::Bold {
        return None;
    }
    let between = between(text, left, right);
    let number = sure.spelling != Spelling::Name;
    let beside = between.is_empty() && !number && is_beside(text, left, right);
    let list = matches!(
        between,
        "、" | "和" | "与" | "及" | "以及" | "或" | "，" | "," | "，和"
    );
    let range = matches!(
        between,
        "—" | "-"
            | "~"
            | "～"
            | "－"
            | "–"
            | "——"
            | "--"
            | "至"
            | "到"
            | "/"
            | "／"
            | "-—"
            | "―"
    );
    let fits = beside || list && !(number && matches!(between, "，" | ",")) || (range && number);
    fits.then_some(Decision {
        form: Form::List,
        spelling: if number {
            Spelling::Slot
        } else {
            Spelling::Name
        },
        strength: Strength::Strong,
        ..*sure
    })
}

/// Writes the canonical spelling of a mask.
fn spell(text: &str, found: &Found, spellings: &mut String) -> Span {
    let from = spellings.len();
    match found.decision.spelling {
        Spelling::Nothing => {}
        Spelling::Slot => spellings.push('X'),
        Spelling::Name => spellings.push_str("XX"),
        Spelling::Digits => {
            let characters = found.span.of(text).chars();
            spellings.extend(characters.filter(|c| !token::is_gap(*c)).map(|c| {
                match (token::glyph(c), token::digit(c)) {
                    (Some(_), _) => 'X',
                    (_, Some(digit)) => digit,
                    _ => match c {
                        '．' => '.',
                        '：' => ':',
                        '－' => '-',
                        other => other,
                    },
                }
            }));
        }
    }
    Span::new(from, spellings.len())
}
