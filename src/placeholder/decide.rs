//! What a token stands for, by what is on both sides of it.
//!
//! The word behind decides before the word in front, except where that one leaves no choice (第X,
//! 每周X, a surname); what neither decides is a masked word of unknown kind, if the sign can be
//! nothing else, or waits for a neighbour in its list.
//!
//! Known failures, all for want of the sentence's meaning:
//!
//! - Letters that are talked about are masks: 他把X和Y搞混了. Only where the clause says so (字母, 未知数,
//!   an equals sign) are they left alone.
//! - An office behind a mask makes a person of it even where the mask is the place of the office:
//!   XX书记和XX局长 may be the secretary of XX.
//! - 由XX召开, 请XX发言: a person, though an organisation can be meant. 到XX去 is unknown, not a place: people
//!   go to meetings, too.
//! - A word that begins like a suffix of places or organisations is taken for one unless the
//!   table shadows it: XX花园里开满了花 is read as the name of a garden.
//! - A surname is told by the character: 方X in a drawing is read as a Mr Fang, while after words that
//!   do not announce a name (老, 小) a mask is of unknown kind.
//! - XX年 with two signs is a year unless a word of duration stands before it, and XX年来 is always a
//!   duration.
//! - 室 behind three signs or more can be a room; behind a floor it is one.

use super::PlaceholderKind as Kind;
use super::forms::Form;
use super::token::{Glyphs, Token, after_han_digit, glyph, is_han_digit};
use super::traps;
use super::words::{AFTER, After, BEFORE, Before};
use crate::chars::is_han;
use crate::sets::{Beginnings, Characters, Endings};
use unicode_normalization::char::is_combining_mark;

/// How a mask is spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// `X`
    Slot,
    /// `XX`
    Name,
    /// One X for each mask character, all else as it is.
    Digits,
    /// Nothing: stars of Markdown.
    Nothing,
}

/// How sure a decision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Not a mask unless a neighbour in a list is one.
    Tentative,
    /// A mask of unknown kind; a neighbour in a list knows more.
    Weak,
    Strong,
}

/// A decision on a token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decision {
    pub(super) form: Form,
    pub(super) kind: Kind,
    pub(super) spelling: Spelling,
    pub(super) strength: Strength,
}

const fn strong(form: Form, kind: Kind, spelling: Spelling) -> Decision {
    Decision {
        form,
        kind,
        spelling,
        strength: Strength::Strong,
    }
}

const fn slot(form: Form, kind: Kind) -> Option<Decision> {
    Some(strong(form, kind, Spelling::Slot))
}

const fn name(form: Form, kind: Kind) -> Option<Decision> {
    Some(strong(form, kind, Spelling::Name))
}

const fn digits(form: Form, kind: Kind) -> Option<Decision> {
    Some(strong(form, kind, Spelling::Digits))
}

/// A token and its surroundings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'t> {
    pub(super) token: &'t Token,
    /// The mask itself, digits included.
    pub(super) raw: &'t str,
    /// The text before it, white space passed over.
    pub(super) before: &'t str,
    /// The text behind it, white space passed over.
    pub(super) after: &'t str,
    /// Whether white space stood before and behind it.
    pub(super) spaced: (bool, bool),
    /// The characters beside it, white space passed over.
    sides: (Option<char>, Option<char>),
    /// What the word behind it makes of it, and the length of the word: looked up once.
    pub(super) word: Option<(After, usize)>,
    /// What stands before it.
    pub(super) cue: Option<Before>,
}

impl<'t> Context<'t> {
    pub(super) fn new(text: &'t str, token: &'t Token) -> Self {
        let (mut before, mut after) = (&text[..token.start], &text[token.end..]);
        let mut sides = (before.chars().next_back(), after.chars().next());
        let spaced = (is_space(sides.0), is_space(sides.1));
        if spaced.0 {
            before = before.trim_end();
            sides.0 = before.chars().next_back();
        }
        if spaced.1 {
            after = after.trim_start();
            sides.1 = after.chars().next();
        }
        Context {
            token,
            raw: &text[token.start..token.end],
            before,
            after,
            spaced,
            sides,
            word: AFTER.find(after),
            cue: BEFORE.find(before).map(|(class, _)| class),
        }
    }

    pub(super) fn left(&self) -> Option<char> {
        self.sides.0
    }

    pub(super) fn right(&self) -> Option<char> {
        self.sides.1
    }

    /// The characters that touch it.
    pub(super) fn glued(&self) -> (Option<char>, Option<char>) {
        (
            self.sides.0.filter(|_| !self.spaced.0),
            self.sides.1.filter(|_| !self.spaced.1),
        )
    }

    /// Whether Han touch it on both sides.
    pub(super) fn is_between_han(&self) -> bool {
        let (left, right) = self.glued();
        left.is_some_and(is_han) && right.is_some_and(is_han)
    }

    /// The characters next to those beside it.
    pub(super) fn beyond(&self) -> (Option<char>, Option<char>) {
        (self.before.chars().rev().nth(1), self.after.chars().nth(1))
    }

    pub(super) fn at_start(&self) -> bool {
        self.before.is_empty()
    }

    pub(super) fn single(&self) -> bool {
        self.token.cells == 1 && !self.token.bracketed
    }

    /// What stands before 是, a colon or an opening bracket.
    fn label(&self) -> Option<Before> {
        static MARKS: Endings = Endings::of(&["：", ":", "（", "(", "是", "为", "“"]);
        let stripped = MARKS.strip(self.before)?;
        BEFORE.find(stripped).map(|(class, _)| class)
    }
}

/// White space; none of it lies behind U+3000, and nearly all of a text does.
fn is_space(c: Option<char>) -> bool {
    c.is_some_and(|c| c <= '\u{3000}' && c.is_whitespace())
}

/// What `token` of `text` is; `None` when it is not a mask.
pub(super) fn decide(text: &str, token: &Token) -> Option<Decision> {
    let context = Context::new(text, token);
    // The sign before a combining mark is a letter, and what would stand in its place would take the mark.
    if context.glued().1.is_some_and(is_combining_mark) || traps::is_trap(&context) {
        return None;
    }
    let behind = behind(&context);
    if context.left().is_some_and(|c| c.is_ascii_alphabetic())
        && !context.spaced.0
        && traps::is_acronym_slot(&context)
    {
        return slot(Form::Acronym, Kind::Number);
    }
    if token.digits > 0 || token.clock {
        return with_digits(&context, behind);
    }
    if token.point {
        return decimal(&context, behind);
    }
    if token.glyphs.has(Glyphs::CIRCLE) {
        return circles(&context, behind);
    }
    let decided = before_word(&context, behind)
        .or_else(|| behind_word(&context, behind))
        .or_else(|| alone(&context));
    decided.or_else(|| unknown(&context, behind))
}

/// The class and length of the word behind the token.
fn behind(context: &Context<'_>) -> Option<(After, usize)> {
    if traps::is_unit(context.after) {
        return Some((After::Percent, 0));
    }
    let found = context.word;
    match found {
        Some((After::Trap, _)) if context.single() && context.token.glyphs.only(TRAPPED) => found,
        Some((After::Trap, length)) => AFTER
            .find(&context.after[..length])
            .filter(|(class, _)| *class != After::Trap),
        Some((After::Noun, _)) => ahead(context.after, 4, true).or(found),
        None => ahead(context.after, 10, false),
        found => found,
    }
}

const TRAPPED: Glyphs = Glyphs::LETTER;

/// A kind of organisation, place or office that a compound name ends in: XX新能源有限公司.
fn ahead(text: &str, reach: usize, past_noun: bool) -> Option<(After, usize)> {
    static ZONES: Beginnings = Beginnings::of(&["开发区", "工业园", "产业园"]);
    for (count, (at, c)) in text.char_indices().enumerate() {
        if count > reach || !is_han(c) {
            return None;
        }
        let word = (count > 0).then(|| AFTER.find(&text[at..])).flatten();
        match word {
            Some((After::Organization, length)) if length > 3 => {
                return Some((After::Organization, at + length));
            }
            Some((class @ (After::Place | After::Person), length)) if length > 3 && !past_noun => {
                return Some((class, at + length));
            }
            Some((After::Place, length)) if ZONES.begin(&text[at..]) => {
                return Some((After::Place, at + length));
            }
            Some((After::Nothing | After::Act, _)) => return None,
            _ if ends_name(c) => return None,
            _ => {}
        }
    }
    None
}

/// Particles, pronouns and verbs that no name goes on with.
#[rustfmt::skip]
fn ends_name(c: char) -> bool {
    matches!(
        c,
        '上' | '下' | '不' | '与' | '为' | '也' | '了' | '于' | '从' | '他' | '以' | '们' | '会' | '但' | '你' | '使' 
        | '做' | '到' | '去' | '又' | '及' | '叫' | '可' | '各' | '向' | '和' | '因' | '在' | '她' | '如' | '它' | '对' 
        | '将' | '就' | '已' | '并' | '应' | '很' | '必' | '我' | '或' | '把' | '是' | '更' | '最' | '有' | '来' | '每' 
        | '没' | '由' | '的' | '着' | '等' | '给' | '而' | '若' | '被' | '要' | '让' | '讲' | '说' | '请' | '过' | '还' 
        | '这' | '进' | '那' | '都' | '需' | '须'
    )
}

/// Tokens with known digits.
fn with_digits(context: &Context<'_>, behind: Option<(After, usize)>) -> Option<Decision> {
    let token = context.token;
    let class = behind.map(|(class, _)| class);
    if token.clock {
        return digits(Form::Clock, Kind::Date);
    }
    let year = token.cells + token.digits == 4 && !token.point && !token.hyphen && {
        let mut characters = context.raw.chars().filter_map(super::token::digit);
        matches!(characters.next(), Some('1' | '2'))
            && context
                .raw
                .chars()
                .next()
                .is_some_and(|c| glyph(c).is_none())
    };
    let times =
        token.glyphs.only(Glyphs::LOWER.or(Glyphs::TIMES)) || token.glyphs.only(Glyphs::STAR);
    if year {
        match class {
            Some(After::Year | After::Date) => return digits(Form::MaskedYear, Kind::Date),
            _ if context.right() == Some('年') => return digits(Form::MaskedYear, Kind::Date),
            Some(After::Measure | After::Large | After::Percent | After::People) => {}
            _ if token.cells > 1 || !times || traps::range_of_years(context) => {
                return digits(Form::MaskedYear, Kind::Date);
            }
            _ => {}
        }
    }
    if traps::is_product(context, class) {
        return None;
    }
    let kind = match class {
        Some(After::Year) if !is_duration(context, 3) => Kind::Date,
        Some(After::Month | After::Day | After::Date | After::Hao | After::Point) => Kind::Date,
        Some(After::Minute) if matches!(context.left(), Some('时' | '点')) => Kind::Date,
        _ => Kind::Number,
    };
    digits(Form::Digits, kind)
}

/// X.X without a known digit.
fn decimal(context: &Context<'_>, behind: Option<(After, usize)>) -> Option<Decision> {
    let quantity = matches!(
        behind,
        Some((
            After::Measure | After::Large | After::Percent | After::People | After::Minute,
            _
        ))
    );
    let upper = context.token.glyphs.only(Glyphs::UPPER);
    (quantity || upper).then_some(strong(Form::Decimal, Kind::Number, Spelling::Digits))
}

/// ○○ and 〇〇.
fn circles(context: &Context<'_>, behind: Option<(After, usize)>) -> Option<Decision> {
    let class = behind.map(|(class, _)| class);
    if matches!(class, Some(After::Year | After::Month | After::Day)) {
        let (before, next) = context.beyond();
        let circle = |c: Option<char>| c.and_then(glyph).is_some_and(|g| g.has(Glyphs::CIRCLE));
        let dated = circle(next) || (circle(before) && matches!(context.left(), Some('年' | '月')));
        if dated || (context.token.cells > 1 && context.raw.starts_with('○')) {
            return slot(Form::Date, Kind::Date);
        }
        return None;
    }
    if context.token.cells < 2 || context.token.cells > 6 {
        return None;
    }
    before_word(context, behind)
        .or_else(|| behind_word(context, behind))
        .or_else(|| {
            let han = |c: Option<char>| c.is_some_and(is_han);
            (han(context.left()) && han(context.right())
                || context.before.ends_with(['“', '《', '、'])
                || context.after.starts_with(['”', '、']))
            .then_some(weak(Form::Unknown))
        })
}

const fn weak(form: Form) -> Decision {
    Decision {
        form,
        kind: Kind::Unknown,
        spelling: Spelling::Name,
        strength: Strength::Weak,
    }
}

/// What stands before decides first: 第X, 十X, 每周X, a surname.
fn before_word(context: &Context<'_>, behind: Option<(After, usize)>) -> Option<Decision> {
    let class = behind.map(|(class, _)| class);
    let cue = context.cue;
    match cue {
        Some(Before::Ordinal) => return slot(Form::Ordinal, Kind::Number),
        Some(Before::Week) => return slot(Form::Week, Kind::Date),
        Some(Before::Lunar)
            if !matches!(
                class,
                Some(After::Measure | After::Organization | After::Place | After::Person)
            ) =>
        {
            return slot(Form::Week, Kind::Date);
        }
        _ => {}
    }
    if let Some(decision) = han_numeral(context, class) {
        return Some(decision);
    }
    if context.left() == Some('之') && context.before.ends_with("分之") {
        return slot(Form::Number, Kind::Number);
    }
    // 共产X人: half of a word is blotted out; 全年共产X台 is a number.
    if context.left() == Some('产')
        && context.before.ends_with("共产")
        && matches!(class, None | Some(After::People | After::Nothing))
    {
        return name(Form::Unknown, Kind::Unknown);
    }
    let quantity = matches!(
        class,
        Some(
            After::Measure
                | After::Large
                | After::Percent
                | After::Year
                | After::Month
                | After::Day
        )
    );
    match cue {
        Some(Before::Surname) if !quantity || context.token.glyphs.has(Glyphs::SOME) => {
            name(Form::Surname, Kind::Person)
        }
        Some(Before::RareSurname) if !quantity && may_begin_name(context) => {
            name(Form::Surname, Kind::Person)
        }
        _ => None,
    }
}

/// Whether the character before the token can be a surname: what stands before it ends a word.
fn may_begin_name(context: &Context<'_>) -> bool {
    let Some((at, _)) = context.before.char_indices().next_back() else {
        return false;
    };
    let before = &context.before[..at];
    static MARKS: Characters = Characters::of("，、。；：（)）");
    if !context.right().is_some_and(|c| is_han(c) || MARKS.has(c)) {
        return false;
    }
    match before.chars().next_back() {
        None => context.token.cells > 1,
        Some(c) if !is_han(c) => {
            matches!(c, '“' | '（' | '，') && context.token.cells > 1
                || matches!(c, '、' | '：' | ':')
        }
        Some(_) => matches!(BEFORE.find(before), Some((Before::Role | Before::Call, _))),
    }
}

/// 十X届, 二〇XX年, “XX五”规划, 党的X大.
fn han_numeral(context: &Context<'_>, class: Option<After>) -> Option<Decision> {
    static PLANS: Beginnings = Beginnings::of(&[
        "”", "\"", "’", "规划", "期间", "时期", "以来", "计划", "收官",
    ]);
    static CONGRESSES: Beginnings = Beginnings::of(&[
        "精神", "以来", "报告", "召开", "提出", "和", "、", "描绘", "胜利",
    ]);
    static PARTY: Endings = Endings::of(&["党的", "党的十", "从十"]);
    let rest = || &context.after['五'.len_utf8()..];
    let counted = match context.right() {
        Some('五') => PLANS.begin(rest()),
        Some('大') => {
            PARTY.end(context.before) || CONGRESSES.begin(rest()) && !context.single_word_before()
        }
        _ => false,
    };
    if counted {
        return slot(Form::HanNumeral, Kind::Number);
    }
    if !after_han_digit(context.before) || context.spaced.0 {
        return None;
    }
    let before = context.before.chars().rev().take(5);
    let numeral = before.take_while(|&c| is_han_digit(c)).count();
    let last = context.left()?;
    if class == Some(After::Year)
        && !matches!(last, '十' | '百' | '千')
        && numeral + context.token.cells as usize == 4
    {
        return digits(Form::MaskedYear, Kind::Date);
    }
    if matches!(last, '十' | '百' | '千' | '廿') {
        let kind = match class {
            Some(After::Month | After::Day | After::Date | After::Hao) => Kind::Date,
            Some(After::Person | After::Organization | After::Place) => return None,
            None if context.token.cells > 2 => return None,
            _ => Kind::Number,
        };
        return slot(Form::HanNumeral, kind);
    }
    None
}

impl Context<'_> {
    /// Whether a level of place or an organisation's name ends right before: then 大 is not 代表大会.
    fn single_word_before(&self) -> bool {
        !matches!(
            self.left(),
            None | Some('的' | '“' | '、' | '和' | '在' | '彻' | '习' | '从' | '自' | '与')
        )
    }
}

/// The word behind the mask.
fn behind_word(context: &Context<'_>, behind: Option<(After, usize)>) -> Option<Decision> {
    let (class, length) = behind?;
    let rest = &context.after[length..];
    let (token, cue) = (context.token, context.cue);
    match class {
        After::Trap | After::Nothing => None,
        After::Noun => None,
        After::Year if is_duration(context, length) => slot(Form::Duration, Kind::Number),
        After::Year if token.cells > 1 => {
            let bare = token.cells == 2 || token.cells == 4;
            if bare
                && !token.bracketed
                && !token.glyphs.has(Glyphs::LINE)
                && token.glyphs.only(Glyphs::SIGN)
            {
                digits(Form::MaskedYear, Kind::Date)
            } else {
                slot(Form::Date, Kind::Date)
            }
        }
        After::Year | After::Month | After::Day | After::Date => slot(Form::Date, Kind::Date),
        After::Hao => {
            let address = matches!(cue, Some(Before::Label))
                || (token.cells > 2 && context.left() != Some('月'));
            slot(Form::Date, if address { Kind::Number } else { Kind::Date })
        }
        After::Point => {
            let point = cue == Some(Before::Points) && !rest.starts_with(|c| glyph(c).is_some());
            slot(Form::Date, if point { Kind::Number } else { Kind::Date })
        }
        After::Minute => {
            let clock = matches!(context.left(), Some('点' | '时'));
            slot(Form::Date, if clock { Kind::Date } else { Kind::Number })
        }
        // 县*组, 市*处: an office of the level, not a count of groups.
        After::Measure
            if cue == Some(Before::Level)
                && matches!(
                    context.right(),
                    Some('组' | '处' | '科' | '班' | '所' | '部' | '站' | '团')
                )
                && (token.cells > 1 || token.glyphs.only(Glyphs::STAR)) =>
        {
            name(Form::OfficeAlone, Kind::Organization)
        }
        After::Measure | After::Percent => slot(Form::Number, Kind::Number),
        After::Large => {
            large(context.after).then_some(strong(Form::Number, Kind::Number, Spelling::Slot))
        }
        After::People => people(context, rest),
        After::Person => name(Form::Office, Kind::Person),
        After::Act => name(Form::Act, Kind::Person),
        After::Place => name(Form::Place, Kind::Place),
        After::Organization if is_room(context, length) => slot(Form::Number, Kind::Number),
        After::Organization => name(Form::Organization, Kind::Organization),
    }
}

/// XXX室 is a room, XX室 an office.
fn is_room(context: &Context<'_>, length: usize) -> bool {
    let room = length == 3 && context.right() == Some('室');
    room && (context.token.cells > 2
        || context.left().is_some_and(|c| {
            c.is_ascii_digit() || matches!(c, '楼' | '座' | '栋' | '幢' | '层' | '元')
        }))
}

/// 人 behind a mask: a number of people, or the people of a place.
fn people(context: &Context<'_>, rest: &str) -> Option<Decision> {
    let place = context.token.cells > 1 || !context.token.glyphs.only(Glyphs::LETTER);
    let begins = matches!(context.left(), None | Some('。' | '！' | '？' | '；' | '“'));
    static CUES: Endings = Endings::of(&[
        "是",
        "的",
        "作为",
        "我们",
        "每个",
        "每一个",
        "每位",
        "广大",
        "新",
        "老",
        "全体",
        "所有",
        "代代",
        "一代代",
        "勤劳的",
        "让",
        "使",
        "把",
    ]);
    static NATIVE: Endings = Endings::of(&["我是", "都是", "作为"]);
    let alone = !rest.starts_with(['，', '。', '、', '；', ',', '）', ')', '；', '以', '组']);
    if place && ((begins || CUES.end(context.before)) && alone || NATIVE.end(context.before)) {
        return name(Form::PlaceAlone, Kind::Place);
    }
    slot(Form::Number, Kind::Number)
}

/// Whether magnitudes at the beginning of `text` end a quantity.
fn large(text: &str) -> bool {
    let mut rest = text;
    for _ in 0..4 {
        match AFTER.find(rest) {
            Some((After::Large, length)) => rest = &rest[length..],
            Some((class, _)) => {
                return matches!(
                    class,
                    After::Measure
                        | After::Percent
                        | After::Year
                        | After::People
                        | After::Minute
                        | After::Month
                        | After::Day
                        | After::Point
                );
            }
            None => break,
        }
    }
    let certain =
        text.starts_with(['万', '亿']) || text.starts_with("千万") || text.starts_with("百万");
    certain || rest.chars().next().is_none_or(|c| !is_han(c))
}

/// Whether X年 counts years; `length` is the length of the word 年.
fn is_duration(context: &Context<'_>, length: usize) -> bool {
    let rest = &context.after[length..];
    if rest.chars().next().is_some_and(|c| glyph(c).is_some()) {
        return false;
    }
    if rest.starts_with(['不', '没', '未', '才', '只', '就', '，', '。', '的'])
        && context.cue == Some(Before::Duration)
    {
        return true;
    }
    rest.starts_with(['不', '没', '未', '来'])
        || (context.cue == Some(Before::Duration)
            && context.token.digits == 0
            && context.token.cells < 4)
}

/// What stands before decides when nothing behind does.
fn alone(context: &Context<'_>) -> Option<Decision> {
    let (token, cue, label) = (context.token, context.cue, context.label());
    let ends = context.right().is_none_or(|c| !is_han(c));
    let colon = matches!(context.right(), Some('：' | ':'));
    let long = token.cells > 1 || token.glyphs.has(Glyphs::STAR) || token.bracketed;
    if context.at_start() && long && colon {
        return name(Form::Role, Kind::Person);
    }
    if context.at_start() && context.after.is_empty() {
        let person =
            token.cells > 1 && !token.glyphs.only(Glyphs::STAR) && !token.glyphs.only(Glyphs::LINE);
        return if person && !token.bracketed {
            name(Form::Role, Kind::Person)
        } else {
            None
        };
    }
    match (cue, label) {
        (Some(Before::Role), _) | (_, Some(Before::Role)) if long || ends => {
            return name(Form::Role, Kind::Person);
        }
        (Some(Before::Call), _) if long && !matches!(context.right(), Some('”' | '》')) => {
            return name(Form::Role, Kind::Person);
        }
        (Some(Before::Group), _) if long && ends => return name(Form::Role, Kind::Person),
        (Some(Before::Whole), _) if long || ends => {
            let noun =
                matches!(context.word, Some((After::Noun, _))) || context.after.starts_with("系统");
            return (!noun).then_some(strong(Form::PlaceAlone, Kind::Place, Spelling::Name));
        }
        (_, Some(Before::Whole)) if context.left() == Some('“') && long => {
            return name(Form::PlaceAlone, Kind::Place);
        }
        (Some(Before::ToPlace), _) | (_, Some(Before::ToPlace)) if long => {
            return name(Form::PlaceAlone, Kind::Place);
        }
        (Some(Before::Level), _) if long => return name(Form::OfficeAlone, Kind::Organization),
        (Some(Before::ToOrganization), _) | (_, Some(Before::ToOrganization)) if long => {
            return name(Form::Role, Kind::Organization);
        }
        (Some(Before::Label), _) | (_, Some(Before::Label)) if long && ends => {
            return slot(Form::Number, Kind::Number);
        }
        _ => {}
    }
    if context.left() == Some('向') && context.after.starts_with("学习") && long {
        return name(Form::Role, Kind::Person);
    }
    None
}

/// Nothing decides: a masked word if it can be nothing else.
fn unknown(context: &Context<'_>, behind: Option<(After, usize)>) -> Option<Decision> {
    let token = context.token;
    let noun = matches!(context.word, Some((After::Noun, _)));
    if token.glyphs.has(Glyphs::BLANK) {
        let square = context.raw.starts_with('【');
        let between = |c: Option<char>| c.is_some_and(is_han);
        return (square && between(context.left()) && between(context.right()))
            .then_some(weak(Form::Unknown));
    }
    if noun && !traps::is_formula(context) {
        return Some(weak(Form::Noun));
    }
    let tentative = Decision {
        strength: Strength::Tentative,
        ..weak(Form::Unknown)
    };
    if token.glyphs.has(Glyphs::SOME)
        && context
            .right()
            .is_none_or(|c| !is_han(c) && !matches!(c, '”' | '》'))
    {
        return name(Form::Role, Kind::Person);
    }
    if !context.single() || token.glyphs.has(Glyphs::LINE) {
        return Some(weak(Form::Unknown));
    }
    if traps::is_formula(context) || behind.is_some_and(|(class, _)| class == After::Trap) {
        return None;
    }
    let right_han = context
        .right()
        .is_some_and(|c| is_han(c) || matches!(c, '“' | '《'));
    let left_word = context
        .left()
        .is_none_or(|c| is_han(c) || const { Characters::of("，。；：、“《（！？") }.has(c));
    if token.glyphs.only(Glyphs::STAR) {
        let closes = const { Characters::of("，。；：、”》！？,") }.have(context.right());
        let sure = !context.at_start()
            && left_word
            && (right_han
                || (closes && context.left().is_some_and(is_han))
                || (closes && matches!(context.left(), Some('“' | '《'))));
        return Some(if sure { weak(Form::Unknown) } else { tentative });
    }
    if token.glyphs.only(Glyphs::UPPER) && right_han && left_word && !context.spaced.0 {
        return Some(weak(Form::Unknown));
    }
    Some(tentative)
}
