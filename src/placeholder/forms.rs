//! The forms a mask takes, one row a form: what decides it, a hit and a near miss.

use crate::rule::{Rule, RuleId, Stage};

/// The row of the form, in the order of [`RULES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub(super) enum Form {
    Bold,
    Digits,
    Clock,
    MaskedYear,
    Decimal,
    Ordinal,
    HanNumeral,
    Date,
    Week,
    Duration,
    Number,
    Ratio,
    Acronym,
    Office,
    Surname,
    Role,
    Act,
    Place,
    PlaceAlone,
    Organization,
    OfficeAlone,
    List,
    Noun,
    Unknown,
}

impl Form {
    pub(super) fn rule(self) -> RuleId {
        RuleId::new(Stage::Placeholder, self as u16)
    }
}

const fn row(
    id: &'static str,
    summary: &'static str,
    hit: &'static str,
    near_miss: &'static str,
) -> Rule {
    Rule::new(id, summary, hit, near_miss, None)
}

/// The placeholder rules, in the order of [`Form`].
pub(super) static RULES: &[Rule] = &[
    row(
        "placeholder.bold",
        "Markdown bold loses its stars.",
        "水厂的改造，**贵在坚持**，难也在坚持。",
        "水厂添了**台水泵，走访了***户人家。",
    ),
    row(
        "placeholder.digits",
        "Masked digits inside a number: one X for each.",
        "抢修电话139****0246，昼夜有人接听。",
        "水池长宽为12*8米。",
    ),
    row(
        "placeholder.clock",
        "A clock time: one X for each digit.",
        "列车19:xx进站。",
        "按1:50的比例放大。",
    ),
    row(
        "placeholder.masked_year",
        "Masked digits of a calendar year: one X for each.",
        "20××年，水库建成。",
        "在200×放大镜下看水样。",
    ),
    row(
        "placeholder.decimal",
        "A masked decimal keeps its length.",
        "漏损率降到x.x%。",
        "版本3.1.x已经停用。",
    ),
    row(
        "placeholder.ordinal",
        "A slot after 第.",
        "这是第**届读书节。",
        "书架第3排，靠窗。",
    ),
    row(
        "placeholder.han_numeral",
        "A mask inside a Han numeral.",
        "馆里来了二十xx位新馆员。",
        "二〇二三年，水塔封顶。",
    ),
    row(
        "placeholder.date",
        "A part of a date or a time.",
        "*月*日，新书上架。",
        "某月某日，旧书下架。",
    ),
    row(
        "placeholder.week",
        "A day of the week or of a lunar month.",
        "每周×晚上闭馆。",
        "每周三晚上闭馆。",
    ),
    row(
        "placeholder.duration",
        "A span of years.",
        "我在水厂干了××年。",
        "我在水厂干了某些年头。",
    ),
    row(
        "placeholder.number",
        "A quantity: before a measure word, a unit or a magnitude.",
        "借出图书xxx册。",
        "车间添了X光探伤机。",
    ),
    row(
        "placeholder.ratio",
        "Two slots compared: a score or a ratio.",
        "双方以**:**战平。",
        "比例尺为1:500。",
    ),
    row(
        "placeholder.acronym",
        "A slot glued to the capitals before it.",
        "馆里新添PCXX台。",
        "馆里新添MAX系列音箱。",
    ),
    row(
        "placeholder.office",
        "A name before a form of address, an office or an occupation.",
        "请***馆长讲话。",
        "某馆长讲了三点。",
    ),
    row(
        "placeholder.surname",
        "A given name behind its surname.",
        "刘**守了一夜水泵。",
        "刘某守了一夜水泵。",
    ),
    row(
        "placeholder.role",
        "A name behind an office or an occupation, a label or a verb that calls for one.",
        "厂长*当场表态，水不能停。",
        "厂长当场表态，水不能停。",
    ),
    row(
        "placeholder.act",
        "A name before what only people do.",
        "×××主持读书会。",
        "某主持人迟到了。",
    ),
    row(
        "placeholder.place",
        "A name before a level or a kind of place.",
        "水源在*镇*村。",
        "水源在某镇某村。",
    ),
    row(
        "placeholder.place_alone",
        "A place without its level: after 全 or 我, before 人 and its like.",
        "全*上下节约用水。",
        "安全*注：全员节约用水",
    ),
    row(
        "placeholder.organization",
        "A name before a kind of organisation.",
        "**水务公司负责供水。",
        "某公司负责供水。",
    ),
    row(
        "placeholder.office_alone",
        "An organisation of which only the level is left.",
        "会前听取了县*的汇报。",
        "会前听取了县里的汇报。",
    ),
    row(
        "placeholder.list",
        "An element of a list or range takes the kind of its neighbour.",
        "*、*两位馆员值班。",
        "键盘上有#、*、@三个符号。",
    ),
    row(
        "placeholder.noun",
        "A redacted word before a word that is often qualified.",
        "弘扬*精神，管好水。",
        "弘扬某种精神，管好水。",
    ),
    row(
        "placeholder.unknown",
        "Any other masked word.",
        "把***放在心上。",
        "画一个×。",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::placeholder::{Masks, find_in};

    #[test]
    fn every_row_hits_its_hit_and_misses_its_near_miss() {
        assert_eq!(RULES.len(), Form::Unknown as usize + 1);
        let mut masks = Masks::default();
        let mut failures = Vec::new();
        for (row, rule) in RULES.iter().enumerate() {
            find_in(&rule.hit, &mut masks);
            let rows: Vec<usize> = masks.list.iter().map(|mask| mask.rule.row()).collect();
            if !rows.contains(&row) {
                failures.push(format!("{}: {} gives {rows:?}", rule.id, rule.hit));
            }
            find_in(&rule.near_miss, &mut masks);
            if masks.list.iter().any(|mask| mask.rule.row() == row) {
                failures.push(format!("{}: {} is hit", rule.id, rule.near_miss));
            }
        }
        assert!(failures.is_empty(), "{failures:#?}");
    }
}
