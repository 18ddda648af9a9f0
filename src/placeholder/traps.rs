//! What looks like a mask and is none: code, formulas, marks, ratings, bullets, numerals.

use super::decide::Context;
use super::token::{Glyphs, digit, glyph};
use super::words::{After, Before};
use crate::chars::is_han;
use crate::sets::{Beginnings, Characters, Endings};

/// Whether the token is certainly not a mask.
pub(super) fn is_trap(context: &Context<'_>) -> bool {
    let glyphs = context.token.glyphs;
    is_lone(context)
        || !context.is_between_han() && (is_latin(context) || is_code(context))
        || is_mark(context)
        || (glyphs.has(Glyphs::STAR) && is_star(context))
        || (glyphs.has(Glyphs::LINE) && is_line(context))
        || (glyphs.has(Glyphs::CIRCLE) && is_numeral(context))
        || (glyphs.has(Glyphs::BLANK) && is_empty_bracket(context))
}

/// A line of stars or underscores between parts of a text.
pub(super) fn is_separator(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || glyph(c).is_some_and(|family| family.only(Glyphs::STAR.or(Glyphs::LINE)))
    })
}

/// A single 某 or _, or a block that is a separator.
fn is_lone(context: &Context<'_>) -> bool {
    let token = context.token;
    if token.cells == 1 && token.glyphs.only(Glyphs::SOME) {
        return true;
    }
    if token.cells == 1 && context.raw == "_" {
        return true;
    }
    let rule = token.glyphs.only(Glyphs::STAR.or(Glyphs::LINE)) || token.cells == 1;
    rule && context.at_start() && context.after.is_empty()
}

/// Glued to Latin letters: words, sizes, Roman numerals, file names.
fn is_latin(context: &Context<'_>) -> bool {
    let token = context.token;
    let (left, right) = context.glued();
    let letter = |c: Option<char>| c.is_some_and(is_latin_letter);
    if token.glyphs.only(Glyphs::SOME) {
        return false;
    }
    if letter(left) {
        return !(is_acronym_slot(context) || (token.glyphs.has(Glyphs::TIMES) && token.cells > 1));
    }
    if letter(right) {
        return !(is_unit(context.after) || is_before_acronym(context));
    }
    // iPhone X, Model X
    let word = context.spaced.0 && letter(context.left());
    word && token.cells == 1 && token.digits == 0 && token.glyphs.only(Glyphs::LETTER) && {
        !matches!(context.word, Some((After::Percent | After::Large, _)))
    }
}

fn is_latin_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | 'À'..='ɏ' if c != '×' && c != '÷')
        || matches!(c, 'α'..='ω' | 'Α'..='Ω')
}

/// CTX台: capitals, then a slot, then a measure word.
pub(super) fn is_acronym_slot(context: &Context<'_>) -> bool {
    let token = context.token;
    let upper = token.glyphs.only(Glyphs::UPPER) || token.glyphs.only(Glyphs::STAR);
    if !upper || token.digits > 0 {
        return false;
    }
    let before = context.before.chars().rev().take(7);
    let letters = before.take_while(|c| is_latin_letter(*c));
    let capitals = letters.clone().filter(char::is_ascii_uppercase).count();
    static UNITS: Beginnings = Beginnings::of(&[
        "台", "套", "个", "名", "家", "辆", "万", "亿", "%", "人次", "项目", "架", "部",
    ]);
    (2..6).contains(&capitals) && letters.count() == capitals && UNITS.begin(context.after)
}

/// Xkm: a unit of GB 3100 right behind, or the class of a sight (GB/T 17775).
pub(super) fn is_unit(after: &str) -> bool {
    static UNITS: Beginnings = Beginnings::of(&[
        "km", "cm", "mm", "kg", "mg", "kW", "kw", "KW", "MW", "GW", "kV", "KV", "GB", "TB", "MB",
        "Mbps", "Gbps", "hm", "m²", "m³", "A级",
    ]);
    UNITS.find(after).is_some_and(|unit| {
        let next = after[unit.len()..].chars().next();
        !next.is_some_and(|c| c.is_ascii_alphabetic() && c != 'h')
    })
}

/// XXERP系统: two letters or more before capitals that are no size, numeral or chromosome.
fn is_before_acronym(context: &Context<'_>) -> bool {
    let token = context.token;
    let letters = context
        .after
        .chars()
        .take(9)
        .take_while(char::is_ascii_alphabetic);
    let (mut count, mut capitals, mut roman) = (0, 0, true);
    for c in letters {
        count += 1;
        capitals += usize::from(c.is_ascii_uppercase());
        roman &= "IVXLCDM".contains(c);
    }
    let after_letters = context.after.chars().nth(count);
    token.cells > 1
        && token.digits == 0
        && count >= 2
        && capitals == count
        && !roman
        && !matches!(after_letters, Some('.' | '_' | '-' | '@' | '/' | '\\'))
        && (token.glyphs.only(Glyphs::UPPER) || !token.glyphs.has(Glyphs::LINE))
        && context
            .left()
            .is_none_or(|c| is_han(c) || const { Characters::of("，。、：；“（《") }.has(c))
}

/// Beside signs of addresses, code and formulas.
fn is_code(context: &Context<'_>) -> bool {
    let token = context.token;
    let (left, right) = context.glued();
    static CODE: Characters = Characters::of("@#&=＝\\^|$`+＋÷");
    let narrow = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic() && glyph(c).is_none());
    if CODE.have(left) || CODE.have(right) {
        let plus = |c: Option<char>| matches!(c, Some('+' | '＋'));
        return !(plus(left) && token.cells > 1 || plus(right) && token.cells > 1);
    }
    if !left.is_some_and(|c| c.is_ascii_punctuation())
        && !right.is_some_and(|c| c.is_ascii_punctuation())
    {
        return false;
    }
    let (before_left, after_right) = context.beyond();
    match left {
        Some('.' | '/' | ':' | '?')
            if narrow(before_left) && latin(before_left) && token.cells < 4 =>
        {
            return !matches!(left, Some(':'));
        }
        Some('.')
            if narrow(before_left) && token.glyphs.only(Glyphs::LETTER) && token.digits == 0 =>
        {
            // 3.1.x is a version, 2024.x.x a date.
            return is_version(context);
        }
        Some('/') if matches!(before_left, Some('/' | ':')) => return true,
        Some('-') if latin(before_left) => return true,
        Some('(') if latin(before_left) => return true,
        Some(',') if latin(before_left) && token.cells == 1 => return true,
        _ => {}
    }
    match right {
        Some('.' | '/') => latin(after_right) || (right == Some('.') && after_right == Some('*')),
        Some('-' | ',') => latin(after_right) && token.cells == 1,
        Some('(') => latin(after_right),
        _ => false,
    }
}

/// V3.1.x, 版本3.1.x
fn is_version(context: &Context<'_>) -> bool {
    let mut number = context
        .before
        .chars()
        .rev()
        .take(12)
        .skip_while(|&c| c.is_ascii_digit() || c == '.' || glyph(c).is_some());
    match number.next() {
        Some('v' | 'V') => true,
        Some('本') => number.next() == Some('版'),
        _ => false,
    }
}

/// Marks of right and wrong, the letter itself, quoted signs.
fn is_mark(context: &Context<'_>) -> bool {
    let token = context.token;
    static TICK: Characters = Characters::of("√✓✔☑☒");
    static PAST: Characters = Characters::of("、/／，和或");
    static EITHER: Characters = Characters::of("√✓✔☑☒、/／，和或");
    if (EITHER.have(context.left()) || EITHER.have(context.right()))
        && (TICK.have(context.left())
            || TICK.have(context.right())
            || (PAST.have(context.left()) && TICK.have(context.beyond().0))
            || (PAST.have(context.right()) && TICK.have(context.beyond().1)))
    {
        return true;
    }
    if !token.glyphs.only(Glyphs::SIGN.or(Glyphs::CIRCLE)) {
        return false;
    }
    let trap = matches!(context.word, Some((After::Trap, _)));
    if trap
        && context.single()
        && token.glyphs.only(Glyphs::LETTER.or(Glyphs::TIMES))
        && token.digits == 0
    {
        return true;
    }
    if token.cells == 2 && context.after.starts_with("染色体") {
        return true;
    }
    static OTHERS: Beginnings = Beginnings::of(&["XY", "YY", "Y轴", "Y染", "Y理", "Z"]);
    if token.glyphs.only(Glyphs::LETTER)
        && matches!(context.right(), Some('、' | '和' | '与'))
        && OTHERS.begin(&context.after[3..])
    {
        return true;
    }
    if token.digits > 0 {
        return false;
    }
    let letter = context.cue == Some(Before::Letter);
    let decisive = context.word.is_some_and(|(class, _)| {
        matches!(
            class,
            After::Measure
                | After::Percent
                | After::Large
                | After::Person
                | After::Organization
                | After::Place
                | After::Month
        )
    });
    if letter
        && !decisive
        && !(token.cells > 1 && token.glyphs.only(Glyphs::LETTER.or(Glyphs::STAR)))
    {
        return true;
    }
    let quoted = matches!(context.left(), Some('“' | '"' | '‘' | '「'))
        && matches!(context.right(), Some('”' | '"' | '’' | '」'));
    quoted && context.single()
}

/// Bullets, notes, ratings, keys, wild cards, emoticons.
fn is_star(context: &Context<'_>) -> bool {
    let token = context.token;
    let stars = token.glyphs.only(Glyphs::STAR) && token.digits == 0;
    let (left, right) = (context.left(), context.right());
    static SIGN: Characters = Characters::of("^＾<>~=＝#@&|\\+`;★☆");
    if SIGN.have(left) || SIGN.have(right) {
        return true;
    }
    let past = |c: Option<char>| matches!(c, Some('、' | ',' | '，' | '和' | '或' | '/'));
    if (past(left) && SIGN.have(context.beyond().0))
        || (past(right) && SIGN.have(context.beyond().1))
    {
        return true;
    }
    if !stars {
        return false;
    }
    static STARS: Beginnings = Beginnings::of(&[
        "五星",
        "四星",
        "三星",
        "星级",
        "星",
        "级酒店",
        "级宾馆",
        "好评",
    ]);
    static RATED: Endings = Endings::of(&[
        "五星",
        "四星",
        "三星",
        "星级",
        "评分",
        "评分：",
        "评级",
        "评级：",
        "指数",
        "指数：",
        "好评",
        "难度：",
        "推荐：",
    ]);
    if token.cells >= 3 && (STARS.begin(context.after) || RATED.end(context.before)) {
        return true;
    }
    static NOTES: Beginnings = Beginnings::of(&[
        "键",
        "号键",
        "注：",
        "注:",
        "注明",
        "资料来源",
        "数据来源",
        "说明：",
        "备注",
        "号代表",
        "号的",
        "号为",
        "号标",
        "号表示",
        "代表必填",
        "为必填",
        "必填",
    ]);
    if NOTES.begin(context.after) {
        return true;
    }
    static KEYS: Endings = Endings::of(&["按", "按下", "符号", "星号", "字符"]);
    if KEYS.end(context.before)
        && !matches!(right, Some('月' | '日' | '年' | '县' | '个' | '名' | '项'))
    {
        return true;
    }
    if context.at_start() && token.cells <= 2 {
        let ordinal = const { Characters::of("一二三四五六七八九十（(“") }.have(right);
        let loose = matches!(
            context.word,
            Some((
                After::Measure | After::Large | After::People | After::Noun | After::Act,
                _
            ))
        ) && !const { Characters::of("个名家位届次轮支批所座天") }.have(right);
        return ordinal || (token.cells == 1 && (context.spaced.1 || loose));
    }
    // (*) and COUNT(*)
    matches!(left, Some('(')) && matches!(right, Some(')'))
}

/// Identifiers and emoticons.
fn is_line(context: &Context<'_>) -> bool {
    let narrow = |c: Option<char>| {
        c.is_some_and(|c| {
            c.is_ascii_graphic()
                && !matches!(
                    c,
                    ',' | '.' | ':' | ';' | '(' | ')' | '"' | '!' | '?' | '%' | '<' | '>'
                )
        })
    };
    let (left, right) = context.glued();
    narrow(left)
        || narrow(right)
        || matches!(left, Some('￣' | '〒' | '>' | '＞' | '＾'))
        || matches!(right, Some('￣' | '〒' | '<' | '＜' | '＾'))
}

/// 〇 and ○ as zero.
fn is_numeral(context: &Context<'_>) -> bool {
    let next = context.right();
    next.is_some_and(|c| super::token::is_han_digit(c) || glyph(c).is_some())
        || context.left().is_some_and(|c| digit(c).is_some())
        || next == Some('后')
        || context.after.starts_with("年代")
        || (context.token.cells > 1 && context.after.starts_with("周年"))
        || const { Characters::of("×√●◎△") }.have(context.left())
}

/// Brackets with nothing inside are blanks only where a blank is asked for.
fn is_empty_bracket(context: &Context<'_>) -> bool {
    let open = context.raw.chars().next();
    let class = context.word.map(|(class, _)| class);
    let sure = matches!(
        class,
        Some(
            After::Person
                | After::Organization
                | After::Place
                | After::Measure
                | After::Percent
                | After::Year
                | After::Month
                | After::Day
                | After::Large
                | After::People
                | After::Hao
                | After::Date
        )
    );
    match open {
        Some('【') => false,
        Some('[') => !sure || context.at_start(),
        _ => {
            let latin = context.left().is_some_and(|c| c.is_ascii_alphanumeric());
            let asked = matches!(
                context.cue,
                Some(Before::Call | Before::Ordinal | Before::Level)
            ) || matches!(context.left(), Some('：' | ':'));
            latin || !(sure || asked)
        }
    }
}

/// Whether a known digit stands on the wrong side for a mask: 2×3, 40×, x86, 宝马X5.
pub(super) fn is_product(context: &Context<'_>, class: Option<After>) -> bool {
    let token = context.token;
    let first_is_digit = context.raw.chars().next().and_then(digit).is_some();
    let last_is_digit = context.raw.chars().next_back().and_then(digit).is_some();
    let several = token.cells > token.runs;
    let quantity = matches!(
        class,
        Some(
            After::Measure
                | After::Percent
                | After::Large
                | After::Year
                | After::Month
                | After::Day
                | After::Date
                | After::Hao
                | After::People
                | After::Minute
                | After::Point
        )
    );
    match (first_is_digit, last_is_digit) {
        (true, true) => {
            if several || token.hyphen {
                let power = token.glyphs.only(Glyphs::STAR) && token.cells == 2 && token.digits < 6;
                return power && !quantity;
            }
            // 8X6X2 in a number plate; 2X3X4米 is a size.
            let serial = token.glyphs.only(Glyphs::UPPER)
                && token.runs >= 2
                && token.digits == token.runs + 1
                && !quantity;
            let year = token.digits + token.cells == 4 && class == Some(After::Year);
            let decimal = token.point && beside_point(context.raw);
            !(serial || year || decimal && quantity)
        }
        (true, false) => !several && token.runs == 1 && !quantity && !token.point,
        (false, true) => {
            if several {
                return token.glyphs.only(Glyphs::TIMES) && !quantity;
            }
            let label = context.cue == Some(Before::Label);
            let unit = const { Characters::of("%％万亿元个名人户年月日余") }.have(context.right());
            !(label || (token.glyphs.only(Glyphs::UPPER) && unit) || token.runs > 1)
        }
        (false, false) => false,
    }
}

/// 2X.5, not 1.2×6
fn beside_point(raw: &str) -> bool {
    let mut characters = raw.chars().peekable();
    while let Some(c) = characters.next() {
        let Some(&next) = characters.peek() else {
            break;
        };
        let point = |c| matches!(c, '.' | '．');
        if (point(c) && glyph(next).is_some()) || (glyph(c).is_some() && point(next)) {
            return true;
        }
    }
    false
}

/// 200*-200*年: the sign is a digit because a range of years goes on.
pub(super) fn range_of_years(context: &Context<'_>) -> bool {
    let brackets = matches!(context.left(), Some('〔' | '[' | '［'))
        && matches!(context.right(), Some('〕' | ']' | '］'));
    brackets
        || context
            .after
            .strip_prefix(['-', '—', '~', '～', '－', '–', '至'])
            .is_some_and(|rest| rest.starts_with(['1', '2']))
}

/// Whether the clause around the token calculates.
pub(super) fn is_formula(context: &Context<'_>) -> bool {
    const REACH: usize = 16;
    static SIGNS: Characters = Characters::of("=＝÷²³∑√");
    static SIGNS_AND_ENDS: Characters = Characters::of("=＝÷²³∑√，。；！？,;");
    static SIZE: Characters = Characters::of("长宽高底厚深");
    if SIZE.have(context.left()) && SIZE.have(context.right()) {
        return true;
    }
    // Most of the clause is Han, and no sign is.
    let han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    let mut behind = '\0';
    for c in context.before.chars().rev().take(REACH) {
        if han(c) {
            if matches!((c, behind), ('等', '于') | ('乘', '以')) {
                return true;
            }
        } else if SIGNS_AND_ENDS.has(c) {
            if SIGNS.has(c) {
                return true;
            }
            break;
        }
        behind = c;
    }
    let mut ahead = context.after.chars().take(REACH).filter(|&c| !han(c));
    ahead
        .find(|&c| SIGNS_AND_ENDS.has(c))
        .is_some_and(|c| SIGNS.has(c))
}
