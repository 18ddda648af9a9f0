//! What seams are told by, each with what it hits and what it must not.

use crate::patterns::patterns;

/// White space, and what is never seen.
#[must_use]
pub fn is_space(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{0}'..='\u{1f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{e000}'..='\u{f8ff}' | '\u{feff}')
}

/// A Han character, 〇 and radicals included.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{3005}' | '\u{3007}' | '\u{2e80}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Ends a sentence.
#[must_use]
pub fn is_end(c: char) -> bool {
    matches!(c, '。' | '｡' | '！' | '!' | '？' | '?' | '…')
}

/// Opens a bracket or a quotation.
#[must_use]
pub fn is_opener(c: char) -> bool {
    matches!(
        c,
        '“' | '‘' | '（' | '(' | '【' | '[' | '［' | '「' | '『' | '《' | '〈' | '〔'
    )
}

/// Closes a bracket or a quotation.
#[must_use]
pub fn is_closer(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '"' | '\'' | '）' | ')' | '】' | ']' | '］' | '」' | '』' | '》' | '〉' | '〕'
    )
}

/// Words for people end in it: 们, 友, 长, 家, 宾.
#[must_use]
pub fn names_people(c: char) -> bool {
    "们們友长長家宾賓众眾士生亲事人员員志师師代表导導乡老委领者民胞".contains(c)
}

/// The bracket that closes one that is opened in front of an insert.
pub(super) fn closing(open: char) -> Option<char> {
    Some(match open {
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '[' => ']',
        '<' => '>',
        '〔' => '〕',
        _ => return None,
    })
}

/// Nouns in the names of speeches that a salutation may be glued to.
pub(crate) const GENRES: &[&str] = &[
    "讲话",
    "致辞",
    "致词",
    "发言",
    "演讲",
    "报告",
    "讲话稿",
    "发言稿",
    "演讲稿",
    "主持词",
    "主持稿",
    "致辞稿",
    "党课",
    "講話",
    "致辭",
    "致詞",
    "演講",
    "發言",
    "讲稿",
    "祝词",
    "贺词",
    "答谢词",
    "开幕词",
    "欢迎词",
    "感言",
    "倡议书",
    "总结",
    "悼词",
    "范文",
    "述职",
];

patterns! {
    /// An address of the web or of mail.
    ADDRESS = r"(?i)(?:https?\s*[:：]\s*//|www\s?[.．])[\x21-\x7e]+|[a-z0-9][a-z0-9.\-]*\.(?:com|cn|net|org|cc|top|edu|gov|info|vip|tw|hk|html?)\b[\x21-\x7e]*|[a-z0-9_.\-]+@[a-z0-9\-]+\.[a-z.]+";
    hits ["见www.shuiwu.example", "写信到 a.b@c.cn"]; misses ["增长6.5%", "GB/T 9704"];

    /// A page number with its signs, or one sign many times.
    MARK = r"第\s*\d{1,4}\s*[页頁](?:\s*[,，/共\s]+\s*\d{1,4}\s*[页頁])?|[—–－-]{1,3}\s*\d{1,4}\s*[—–－-]{1,3}|(?i:page)\s?\d+(?:\s?of\s?\d+)?|共\s*\d{1,4}\s*[页頁]|[-=_*~·.—─━•]{6,}|[★☆◆◇■□●○▲△※]{2,}";
    hits ["第 3 页 共 12 页", "— 3 —", "Page 1 of 3", "********"]; misses ["2019-2020", "第三页", "……"];

    /// An ordinal at the begin of a text.
    ORDINAL = r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|[0-9]{1,2}[.．、](?:[^0-9]|$)|[（(][0-9]{1,2}[)）]|第[一二三四五六七八九十百零〇0-9]{1,5}[章节節条條篇]|[①-⑳]|[【（(]?篇[一二三四五六七八九十0-9]{1,3}|(?:范文|篇章)[一二三四五六七八九十0-9]{1,3}[：: ])";
    hits ["一、水", "（二）水", "3.水", "第十二条 水", "③", "【篇2】"]; misses ["3.5万", "一是水", "第二天"];

    /// A salutation up to its end.
    VOCATIVE = r"^(?:(?:同志们|同学们|老师们|朋友们|乡亲们|同學們)[：:，,！!、]|(?:(?:尊敬|敬爱|亲爱|可敬|可亲|可爱|敬重|尊重|親愛|敬愛)的|各位|同志们|同学们|老师们|朋友们|諸位|同學們)[^。：:，,！!]{0,24}[们們友长家宾众士生亲事人员志师代表導長員賓眾師乡老委领者民胞][：:，,！!、])";
    hits ["同志们：今天", "尊敬的各位来宾，"]; misses ["各位都知道，", "同志们辛苦了。"];

    /// The begin of a salutation, for places where a title may have ended.
    VOCATIVE_BEGIN = r"^(?:各位|尊敬|亲爱|敬爱|同志|同学|老师|朋友|女士|先生|大家好|领导|乡亲|父老|来宾|家长|親愛|諸位|同學|老師)";
    hits ["各位领导"]; misses ["今天"];

    /// What paragraphs open with and headings do not.
    OPENING = r"^(?:今年以来|近年来|近年來|去年以来|当前|目前|据统计|各级|同志们|要坚持|要以|我们要|首先|上午好|下午好|大家好|一是|近期|一年来|几年来|今年|去年|过去|20[0-9X]{2}年)";
    hits ["今年以来，", "2023年，"]; misses ["提高认识"];

    /// A label or prompt of a site.
    PROMPT = r"文章来源|本文来[自源]|[来來]源\s?[：:]|作者\s?[：:]|责任编辑|责编|编辑\s?[：:]|发布时间|發佈日期|更新时间|日期\s?[：:]|时间\s?[：:]|浏览|[上下]一[篇条頁页则則]|字[号體体級级]|相关[阅推文]|更多[^的地]|公众号|转载请|下载|小编|点击|本站|VIP|会员|扫码|扫一扫|QQ|欢迎关注|版权|（?未完|【";
    hits ["来源：水务局", "扫一扫"]; misses ["来源于生活", "更多的人"];
}
