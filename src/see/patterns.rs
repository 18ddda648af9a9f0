//! Patterns of what stands on pages: dates, names, labels of speakers, greetings.

use super::character::{self, table};
use super::hash;
use crate::cut::{GENRES, is_closer, is_han, is_space, names_people};
use crate::patterns::patterns;

/// Characters that only Traditional script has, as frequent as can be.
pub(super) const TRADITIONAL: &str =
    "這個們會學發對時來國與為過還說長點體現實問題關係當從後開間應處頁歡讓";
/// Vowels of pinyin with their tones.
pub(super) const TONES: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ";
/// Common surnames, both scripts (the hundred most frequent of the census of 2010, and a few more).
pub(super) const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭葉蘇呂盧鍾譚陸韋鄒龍賀顧龔錢嚴湯";

/// More than what a salutation is glued to.
const MORE_GENRES: &[&str] = &["闭幕词", "談話", "报告书", "稿"];

/// Words without one of which [`PROMISE`] cannot match.
pub(super) const PROMISES: &[&str] = &[
    "剩余",
    "剩餘",
    "还剩",
    "还有",
    "未读",
    "未完",
    "待续",
    "继续阅读",
    "繼續閱讀",
    "展开",
    "更多",
    "全文",
    "全部",
    "完整",
    "余下",
    "后续",
    "部分",
    "少量",
    "仅展示",
    "仅显示",
    "预览",
    "免费阅读",
    "免费读",
    "试阅读",
    "试读",
    "解锁",
    "不能整篇",
    "点此查看",
    "请点这里",
    "本章",
    "登录后",
];
/// The same for [`THANKS`]: for what is a whole text, and for what stands anywhere.
pub(super) const GRATITUDE: &[&str] = &["谢谢", "謝謝", "多谢", "感谢"];
pub(super) const CONCLUSIONS: &[&str] = &[
    "讲话完了",
    "我的讲话",
    "我的发言",
    "我的话",
    "我的汇报",
    "我的致辞",
];
/// Names of genres.
pub(super) fn genres() -> impl Iterator<Item = &'static str> {
    GENRES.iter().chain(MORE_GENRES).copied()
}

/// Whether a name of a genre ends a text, numbers and brackets behind it left out.
pub(super) fn ends_in_genre(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| c.is_ascii_digit() || is_closer(c) || is_space(c));
    let last = end.chars().next_back();
    last.is_some_and(|last| table().is(last, character::GENRE_END))
        && genres().any(|genre| end.ends_with(genre))
}

/// Whether what a salutation ends with, its mark left out, names people or greets them.
pub(super) fn ends_in_people(text: &str) -> bool {
    let end = text.trim_end_matches(['：', ':', '，', ',', '！', '!', '、', ' ']);
    let begin = end.char_indices().rev().nth(7).map_or(0, |at| at.0);
    end.chars().next_back().is_some_and(names_people)
        || (end[begin..].contains('好') && GREETING.is_match(&end[begin..]))
}

/// The number of the speaker that a text names before a colon, white space left out: a few
/// letters, and perhaps a note in brackets.
pub(super) fn speaker(text: &str) -> Option<u64> {
    const LONGEST: usize = 7;
    const NOTE: std::ops::RangeInclusive<usize> = 1..=8;
    let is_name = |c: char| c.is_ascii_uppercase() || is_han(c);
    let is_letter = |c: char| is_name(c) || matches!(c, ' ' | '\u{3000}' | '·');
    let length = text.find(|c| !is_letter(c))?;
    let (name, rest) = text.split_at(length);
    if !name.starts_with(is_name) || name.chars().count() > LONGEST {
        return None;
    }
    let noted = rest.strip_prefix(['（', '(']).and_then(|note| {
        let (note, behind) = note.split_once(['）', ')'])?;
        NOTE.contains(&note.chars().count()).then_some(behind)
    });
    let is_speaker = noted.unwrap_or(rest).starts_with(['：', ':']);
    is_speaker.then(|| hash::of(name.chars().filter(|&c| !is_space(c))))
}

patterns! {
    /// A date, masked digits included.
    DATE = r"(?:[12０-９][0-9０-９xX×*某]{3}|[xX×*]{2,4}|二[〇○零0O一二三四五六七八九]{3}|一九[一二三四五六七八九〇]{2})\s?[年\-/.．]\s?(?:[0-9０-９xX×*一二三四五六七八九十]{1,3}\s?[月\-/.．]\s?(?:[0-9０-９xX×*一二三四五六七八九十]{1,3}\s?[日号號]?)?)?|[0-9xX×*]{1,2}月[0-9xX×*]{1,2}日";
    hits ["2024年3月5日", "2024-03-05", "××××年×月", "二〇二四年三月"]; misses ["20245", "三天"];

    /// A time of the day.
    TIME = r"\d{1,2}:\d{2}(?::\d{2})?";
    hits ["08:30"]; misses ["3:2:1"];

    /// A text that is a page number and nothing else.
    PAGE = r"^[—–－\-\s.·]*(?:第\s*\d{1,4}\s*[页頁](?:\s*[,，/共\s]+\s*\d{1,4}\s*[页頁])?|共\s*\d{1,4}\s*[页頁]|[—–－-]{1,3}\s*\d{1,4}\s*[—–－-]{1,3}|(?i:page)\s?\d+(?:\s?of\s?\d+)?|\d{1,3}\s?/\s?\d{1,3})[—–－\-\s.·]*$";
    hits ["— 3 —", "第 3 页 共 12 页", "3/12"]; misses ["第3页上写着", "2024"];

    /// An address of the web or of mail in a text.
    ADDRESS = r"(?i)https?\s*[:：]|www\s?[.．]|[a-z0-9]\.(?:com|cn|net|org|cc|top|edu|gov|info|vip|tw|hk|html?)\b|[a-z0-9]@[a-z0-9]";
    hits ["www.a.example", "a@b"]; misses ["3.5%"];

    /// The begin of a salutation.
    SALUTATION = r"^(?:[^。；？?]{0,4}[,，：:])?(?:(?:尊敬|敬爱|亲爱|可敬|可亲|可爱|敬重|尊重|親愛|敬愛|尊贵)的|最|各位|诸位|在座|全体|广大|同志们|同学们|老师们|朋友们|諸位|同學們|女士|先生|老师|同学|领导|家长|乡亲|父老|嘉宾|来宾|兄弟|姐妹|叔叔|爷爷|同仁|代表|主席|院长|校长)";
    hits ["尊敬的各位来宾", "男：同学们"]; misses ["今天各位来宾"];

    /// The begin of a part of a compilation, or a title with its number.
    PART = r"(?:讲话|致辞|致词|发言|演讲|报告|稿|词|辞|范文|总结|感言)[】\]]?\s?(?:[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）]?|[篇之][一二三四五六七八九十0-9]{1,3})[】\]：:]?$|^[【\[（(]?(?:篇|第|范文|篇章)\s?[一二三四五六七八九十0-9]{1,3}\s?[篇]?[】\]）)]?[：: 、]?|^[（(]其[一二三四五六七八九十][)）]";
    hits ["篇一：在会上的讲话", "投产致辞3", "（其二）"]; misses ["在会上的讲话"];

    /// Thanks at the end, and that it is the end.
    THANKS = r"^(?:最后[，,]?)?(?:谢谢|謝謝|多谢|感谢)(?:大家|各位|你们|諸位)?[！!。]?$|讲话完了|我的(?:讲话|发言|话|汇报|致辞).{0,6}(?:完|结束|到此|到这)";
    hits ["谢谢大家！", "我的发言完了。"]; misses ["谢谢大家这些年的照顾"];

    /// A greeting at the begin.
    GREETING = r"^(?:大家|你们|您们|同志们|各位)?(?:上午|下午|晚上|早上|中午|新年|新春|节日|過年|過節)?好[！!。，,]?$|^大家.{0,4}好[！!。，,]?$|^(?:上午|下午|晚上|早上)好";
    hits ["大家好！", "上午好"]; misses ["好办法"];

    /// A label of a speaker alone.
    LABEL = r"^[\p{Han}A-Z甲乙男女合]{1,8}(?:[（(][^）)]{1,8}[)）])?[：:]$";
    hits ["主持人：", "男："]; misses ["他说：好"];

    /// The ending of a file's name.
    FILE = r"(?i)\.(?:docx?|pdf|pptx?|txt|rtf|wps)";
    hits ["讲话.docx"]; misses ["讲话。"];

    /// Says that more of a text is to be had.
    PROMISE = r"剩余|剩餘|还剩|还有\s*\d+\s*页|未读|未完|待续|继续阅读|繼續閱讀|展开|(?:查看|阅读|阅览|获取|下载|浏览|看)(?:更多|全文|全部|完整|余下|后续)|更多更全|完整(?:版|内容|的?内容)|(?:部分|少量)(?:内容|文字|展示|章节)|仅(?:展示|显示|预览)|预览(?:已|到此)?(?:结束|完)|(?:免费|试)(?:预览|阅读|读)|解锁|不能(?:全部|整篇)|点此查看|请点这里|超出.{0,6}预览|本章|登录后";
    hits ["还剩5页未读", "查看全文", "预览已结束", "部分内容需登录后查看"]; misses ["我们要把剩下的路走完", "大家都看完了"];
}
