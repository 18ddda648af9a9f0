//! The words that decide: what stands behind a mask, and what stands before it.
//!
//! Sources of the lists (facts only): measure words after the classes of Lü Shuxiang (ed.),
//! 《现代汉语八百词》, appendix of noun–measure pairs, and Zhu Dexi, 《语法讲义》 §4; units after
//! GB 3100-1993 and GB 3101-1993; levels of place after GB/T 2260 and GB/T 10114; kinds of organisation after
//! GB/T 20091-2021; offices after the posts named in the Civil Servant Law (2018) and GB/T 12403.
//!
//! The form of a row is explained at [`super::lexicon`].

use super::lexicon::Lexicon;
use std::sync::LazyLock;

/// What the words behind a mask make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    Year,
    Month,
    Day,
    /// 号: a day or an address.
    Hao,
    /// 点: an hour or a point made.
    Point,
    /// 分: a minute or a mark.
    Minute,
    /// Always a part of a date or a time.
    Date,
    Measure,
    /// 万, 亿, 余, 多: a quantity when a measure word or nothing follows.
    Large,
    Percent,
    Person,
    /// What only people do.
    Act,
    Place,
    /// 人: people, or a person of a place.
    People,
    Organization,
    /// A word often qualified by a redacted one.
    Noun,
    /// X光 and its like, after a single letter.
    Trap,
    /// No evidence: only shadows a shorter word.
    Nothing,
}

/// What the words before a mask make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// 第
    Ordinal,
    /// An office, occupation or form of address.
    Role,
    /// A surname that seldom ends another word.
    Surname,
    /// A surname only where a name may begin.
    RareSurname,
    /// 请, 我叫: a person comes.
    Call,
    /// 我们村的: one of them comes.
    Group,
    /// 全, 我
    Whole,
    /// 来到, 美丽: a place comes.
    ToPlace,
    /// 县*, 市*
    Level,
    /// A label for an organisation.
    ToOrganization,
    /// 每周, 下周, 星期
    Week,
    /// 正月初
    Lunar,
    /// 近, 连续: a duration comes.
    Duration,
    /// 上午, 晚上
    TimeOfDay,
    /// 门牌, 编号, 尾号
    Label,
    /// 以下, 讲, 提: points are coming.
    Points,
    /// 打, 画, 未知数: the letter or the mark itself.
    Letter,
    /// A word that keeps 全, 初 and the like from being read.
    Nothing,
}

pub(super) static AFTER: LazyLock<Lexicon<After>> =
    LazyLock::new(|| Lexicon::prefixes(include_str!("after.txt"), After::NAMES));
pub(super) static BEFORE: LazyLock<Lexicon<Before>> =
    LazyLock::new(|| Lexicon::suffixes(include_str!("before.txt"), Before::NAMES));

/// Whether `text` begins with what makes a number or a date of a mask in front of it.
pub(super) fn counts(text: &str) -> bool {
    let names = |class| {
        use After::{Act, Nothing, Noun, Organization, Person, Place, Trap};
        matches!(
            class,
            Person | Act | Place | Organization | Noun | Trap | Nothing
        )
    };
    AFTER.find(text).is_some_and(|(class, _)| !names(class))
}

impl After {
    /// The names the data file uses.
    const NAMES: &[(&str, After)] = &[
        ("Year", After::Year),
        ("Month", After::Month),
        ("Day", After::Day),
        ("Hao", After::Hao),
        ("Point", After::Point),
        ("Minute", After::Minute),
        ("Date", After::Date),
        ("Measure", After::Measure),
        ("Large", After::Large),
        ("Percent", After::Percent),
        ("Person", After::Person),
        ("Act", After::Act),
        ("Place", After::Place),
        ("People", After::People),
        ("Organization", After::Organization),
        ("Noun", After::Noun),
        ("Trap", After::Trap),
        ("Nothing", After::Nothing),
    ];
}

impl Before {
    /// The names the data file uses.
    const NAMES: &[(&str, Before)] = &[
        ("Ordinal", Before::Ordinal),
        ("Role", Before::Role),
        ("Surname", Before::Surname),
        ("RareSurname", Before::RareSurname),
        ("Call", Before::Call),
        ("Group", Before::Group),
        ("Whole", Before::Whole),
        ("ToPlace", Before::ToPlace),
        ("Level", Before::Level),
        ("ToOrganization", Before::ToOrganization),
        ("Week", Before::Week),
        ("Lunar", Before::Lunar),
        ("Duration", Before::Duration),
        ("TimeOfDay", Before::TimeOfDay),
        ("Label", Before::Label),
        ("Points", Before::Points),
        ("Letter", Before::Letter),
        ("Nothing", Before::Nothing),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_has_two_classes() {
        assert_eq!(AFTER.contested(), [""; 0]);
        assert_eq!(BEFORE.contested(), [""; 0]);
    }
}
