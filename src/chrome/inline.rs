//! Inserts inside the lines of the speech: credits in brackets or between sentences, addresses,
//! and the page numbers of previews.
//!
//! The scan that splits the source finds where to look ([`super::triggers`]); what is found there must
//! be a credit in form and bounded on both sides, or it stays: `本文来自` without a known end of
//! the site's name is left alone.

use super::page::Info;
use super::rules::Id;
use super::shape;
use super::title::Names;
use super::triggers::{MARK, TONE, TRIGGERS};
use super::{Cut, residue};
use crate::chars::{is_han, is_space};
use crate::edit::Span;

/// Longest half of an address around its trigger, in characters.
const ADDRESS: usize = 200;
/// Whether a page's editor speaks in this line.
pub(super) fn is_editor(text: &str) -> bool {
    const VERBS: &[&str] = &[
        "整理",
        "收集",
        "搜集",
        "汇总",
        "推荐",
        "带来",
        "准备",
        "挑选",
        "精选",
        "寄语",
        "提醒",
        "分享",
        "编辑",
        "介绍",
        "精心",
        "特意",
        "特地",
        "为大家",
        "给大家",
        "为您",
        "为你",
        "和大家",
        "推薦",
        "帶來",
        "準備",
        "精選",
        "寄語",
        "編輯",
        "介紹",
        "為大家",
        "給大家",
    ];
    let mut rest = text;
    while let Some(at) = rest.find("小编").or_else(|| rest.find("小編")) {
        let after = &rest[at + "小编".len()..];
        let end = after
            .char_indices()
            .nth(14)
            .map_or(after.len(), |(at, _)| at);
        let window = &after[..end];
        let before = &rest[..at];
        let own = before.ends_with('的') || before.ends_with("一名") || before.ends_with("名");
        if !own
            && !after.starts_with('制')
            && VERBS.iter().any(|verb| window.contains(verb))
            && !text.contains("我是")
        {
            return true;
        }
        rest = after;
    }
    false
}

/// Inserts in the line at `span`; `hits` begin with the first trigger of the line.
pub(super) fn inserts(
    source: &str,
    span: Span,
    hits: &[(u32, u32)],
    sites: Names<'_>,
    cuts: &mut Vec<Cut>,
) {
    let mut done = span.start;
    // Where the text in front of `done` ends that stays: what stands behind an insert stands behind that.
    let mut kept = span.start;
    for &(at, kind) in hits.iter().take_while(|hit| hit.0 < span.end) {
        if at < done {
            continue;
        }
        let cut = match kind {
            MARK => residue::mark(source, span, at as usize),
            TONE => residue::pinyin(source, span, at as usize),
            _ => {
                let front = Front { done, kept };
                insert(
                    source,
                    span,
                    at as usize,
                    TRIGGERS[kind as usize],
                    front,
                    sites,
                )
            }
        };
        if let Some(cut) = cut {
            // A bracket may begin before a tag inside it, which has gone already.
            match source.get(done as usize..cut.span.start as usize) {
                Some(text) if text.chars().all(is_space) => {}
                Some(_) => kept = cut.span.start,
                None => kept = kept.min(cut.span.start),
            }
            done = cut.span.end;
            cuts.push(cut);
        }
    }
}

/// What is known of the text in front of a place.
#[derive(Debug, Clone, Copy)]
struct Front {
    /// Where the last insert ended.
    done: u32,
    /// Where the text in front of it ends that stays.
    kept: u32,
}

impl Front {
    /// The text of `line`, which begins at `base`, in front of `at`, inserts and white space left out.
    fn text(self, line: &str, base: usize, at: usize) -> &str {
        let (done, kept) = (self.done as usize - base, self.kept as usize - base);
        let beside = done <= at && line[done..at].chars().all(is_space);
        line[..if beside { kept } else { at }].trim_end_matches(is_space)
    }
}

fn insert(
    source: &str,
    span: Span,
    at: usize,
    trigger: &str,
    front: Front,
    sites: Names<'_>,
) -> Option<Cut> {
    let line = span.of(source);
    let base = span.start as usize;
    let at = at - base;
    let before = |at: usize| front.text(line, base, at);
    let (range, id) = if trigger == "x0d" || trigger == "x0a" {
        (residue::escapes(line, at)?, Id::NoiseEscape)
    } else if let Some(range) = bracket(line, at, sites) {
        (range, Id::AdvertBracket)
    } else if matches!(trigger, "本文" | "更多") {
        (credit(before(at), line, at, sites)?, Id::AdvertInsert)
    } else if matches!(trigger, "http" | "www." | ".com" | ".cn" | ".net" | ".org") {
        (address(before, line, at)?, Id::AdvertAddress)
    } else {
        return None;
    };
    Some(Cut {
        span: Span::new(base + range.start, base + range.end),
        rule: id.rule(),
        breaks: false,
    })
}

/// The bracket around `at`, when what it holds is a site's credit.
fn bracket(line: &str, at: usize, sites: Names<'_>) -> Option<std::ops::Range<usize>> {
    const PAIRS: &[(char, char)] = &[
        ('（', '）'),
        ('(', ')'),
        ('【', '】'),
        ('[', ']'),
        ('〔', '〕'),
        ('{', '}'),
        ('「', '」'),
    ];
    let (open, opener) = line[..at]
        .char_indices()
        .rev()
        .take(24)
        .find(|&(_, c)| PAIRS.iter().any(|pair| pair.0 == c || pair.1 == c))?;
    let &(_, closer) = PAIRS.iter().find(|pair| pair.0 == opener)?;
    let (close, _) = line[at..]
        .char_indices()
        .take(60)
        .find(|&(_, c)| c == closer)?;
    let close = at + close;
    let inner = line[open + opener.len_utf8()..close].trim_matches(is_space);
    is_credit(inner, matches!(opener, '【' | '[' | '〔' | '{'), sites)
        .then_some(open..close + closer.len_utf8())
}

fn is_credit(inner: &str, square: bool, sites: Names<'_>) -> bool {
    const OPENERS: &[&str] = &[
        "来源",
        "来自",
        "转自",
        "转载自",
        "摘自",
        "本文",
        "原文",
        "原载",
        "此文",
        "文章来",
        "更多",
        "出处",
        "首发",
        "欢迎",
        "请关注",
        "关注",
        "扫码",
        "访问",
        "www",
        "http",
        "广告",
        "本篇",
        "内容来自",
        "来源于",
    ];
    const CLOSERS: &[&str] = &[
        "整理",
        "首发",
        "提供",
        "原创",
        "独家",
        "编辑",
        "收集",
        "出品",
        "发布",
        "搜集",
        "制作",
        "版权所有",
        "转载",
    ];
    // Those that speeches quote: papers, agencies, offices.
    const QUOTED: &[&str] = &[
        "社",
        "报",
        "局",
        "部",
        "委",
        "院",
        "厅",
        "办",
        "会",
        "公报",
        "年鉴",
        "报告",
        "》",
        "志",
        "传",
        "电视台",
        "法",
    ];
    let length = inner.chars().count();
    if !(2..=44).contains(&length)
        || inner.contains("录音")
        || inner.contains("记录")
        || inner.contains("根据")
        || inner.contains(['。', '；', '《'])
    {
        return false;
    }
    let known = sites.iter().any(|site| inner.contains(site))
        || [".com", ".cn", ".net", ".org", "www."]
            .iter()
            .any(|address| inner.contains(address));
    if OPENERS.iter().any(|word| inner.starts_with(word)) {
        let named = QUOTED.iter().any(|end| inner.ends_with(end));
        let honest = inner.starts_with("来源于")
            || inner.starts_with("本文件")
            || inner.starts_with("本文系") && shape::mentions_speech(inner)
            || inner.starts_with("关注")
                && !known
                && !inner.contains("公众号")
                && !inner.contains("我们");
        return known || !named && !honest;
    }
    known && (length <= 30)
        || square && length <= 14 && CLOSERS.iter().any(|word| inner.ends_with(word))
}

/// 本文来自…, 更多…请关注… between sentences; the site's name must have an end.
fn credit(before: &str, line: &str, at: usize, sites: Names<'_>) -> Option<std::ops::Range<usize>> {
    if !(before.is_empty()
        || before.ends_with(['。', '！', '？', '；', '”', '）', '!', '?', ';', '…']))
    {
        return None;
    }
    let rest = &line[at..];
    let (lead, needs_verb) = lead_of(rest)?;
    let name = rest[lead..].trim_start_matches([' ', '：', ':', '“', '《', '【']);
    let name_at = rest.len() - name.len();
    let end = name_end(name, sites)?;
    let mut tail = &name[end..];
    let verbs = [
        "整理", "提供", "发布", "收集", "分享", "上传", "原创", "首发", "编辑", "搜集",
    ];
    let mut verb = false;
    while let Some(word) = verbs.iter().find(|word| tail.starts_with(**word)) {
        tail = &tail[word.len()..];
        verb = true;
    }
    if needs_verb && !verb {
        return None;
    }
    let tail = tail.trim_start_matches(['”', '》', '】']);
    let address = tail.trim_start_matches(is_space);
    let url = address.find(|c: char| !is_url(c)).unwrap_or(address.len());
    let tail = if url > 5 && address[..url].contains('.') {
        &address[url..]
    } else {
        tail
    };
    let tail = tail
        .strip_prefix(['。', '！', '，', ';', '；', '!'])
        .unwrap_or(tail);
    debug_assert!(name_at <= rest.len());
    Some(at..at + rest.len() - tail.len())
}

/// Length of the words in front of the site's name, and whether a verb must follow the name.
fn lead_of(rest: &str) -> Option<(usize, bool)> {
    if let Some(tail) = rest.strip_prefix("本文") {
        for (verb, needs) in [
            ("转载自", false),
            ("来源于", false),
            ("首发于", false),
            ("来自", false),
            ("来源", false),
            ("转自", false),
            ("摘自", false),
            ("出自", false),
            ("由", true),
        ] {
            if tail.starts_with(verb) {
                return Some(("本文".len() + verb.len(), needs));
            }
        }
        return None;
    }
    let tail = rest.strip_prefix("更多")?;
    let window = tail.char_indices().nth(16).map_or(tail.len(), |(at, _)| at);
    for verb in [
        "请关注",
        "请访问",
        "请登录",
        "敬请关注",
        "欢迎关注",
        "尽在",
        "请点击",
        "请搜索",
        "请收藏",
        "就在",
        "请浏览",
        "请查看",
        "可关注",
        "关注",
        "请上",
    ] {
        if let Some(at) = tail[..window].find(verb)
            && !tail[..at].contains(['。', '！', '？'])
        {
            return Some(("更多".len() + at + verb.len(), false));
        }
    }
    None
}

/// Where the site's name ends: a known name, a name that ends as names of sites do, or the line's end.
fn name_end(name: &str, sites: Names<'_>) -> Option<usize> {
    if let Some(site) = sites.iter().find(|site| name.starts_with(site)) {
        return Some(site.len());
    }
    let url = name.find(|c: char| !is_url(c)).unwrap_or(name.len());
    if url > 5 && name[..url].contains('.') {
        return Some(url);
    }
    let window = name.char_indices().nth(12).map_or(name.len(), |(at, _)| at);
    let stop = name[..window].find(|c: char| !shape::is_content(c) && !c.is_ascii_digit());
    let within = stop.unwrap_or(window);
    let site = [
        "范文网",
        "文库",
        "公文网",
        "网",
        "论坛",
        "之家",
        "家园",
        "公众号",
    ]
    .iter()
    .filter_map(|end| {
        let at = name[..within].find(end)?;
        (at > 0).then_some(at + end.len())
    });
    site.min().or_else(|| {
        let ended = stop.is_some() || window == name.len();
        let rest = name[within..].trim_end_matches(['。', '！', '”', '）', '】', ' ']);
        (ended && rest.is_empty() && within > 0).then_some(within)
    })
}

fn is_url(c: char) -> bool {
    c.is_ascii() && IN_URL[c as usize]
}

/// The ASCII characters that addresses are made of.
const IN_URL: [bool; 128] = {
    let mut table = [false; 128];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric()
            || matches!(
                byte,
                b'.' | b'/' | b':' | b'_' | b'-' | b'?' | b'=' | b'&' | b'%' | b'#' | b'~'
            );
        byte += 1;
    }
    table
};

/// An address that stands behind the end of a sentence.
fn address<'l>(
    before: impl Fn(usize) -> &'l str,
    line: &'l str,
    at: usize,
) -> Option<std::ops::Range<usize>> {
    let bytes = line.as_bytes();
    let in_url = |byte: &&u8| byte.is_ascii() && IN_URL[usize::from(**byte)];
    let head = bytes[..at].iter().rev().take(ADDRESS);
    let start = at - head.take_while(in_url).count();
    let last = before(start).chars().next_back()?;
    if !matches!(last, '。' | '！' | '？' | '”' | '）') {
        return None;
    }
    let rest = bytes[at..].iter().take(ADDRESS);
    let end = at + rest.take_while(in_url).count();
    let after = line[end..].chars().next();
    (after.is_none_or(is_han) && line[start..end].contains('.')).then_some(start..end)
}

/// Finds the numbers that document sites leave where a preview page begins: `2、` in front of
/// the rest of a sentence. They count from 2, and no line counts along in earnest.
#[derive(Debug, Default)]
pub(super) struct PageIndex {
    last: u32,
    /// Whether the lines have an ordinal `1、` of their own.
    honest: Option<bool>,
}

impl PageIndex {
    /// Looks at line `position`.
    #[inline]
    pub(super) fn look(
        &mut self,
        source: &str,
        infos: &[Info],
        position: usize,
        cuts: &mut Vec<Cut>,
    ) {
        let info = &infos[position];
        if info.ordinal && info.line.first.is_ascii_digit() {
            self.look_at(source, infos, position, cuts);
        }
    }

    fn look_at(&mut self, source: &str, infos: &[Info], position: usize, cuts: &mut Vec<Cut>) {
        let info = &infos[position];
        let text = info.text(source);
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (Ok(number), Some(rest)) = (
            text[..digits].parse::<u32>(),
            text[digits..].strip_prefix('、'),
        ) else {
            return;
        };
        if number != self.last.max(1) + 1 || rest.is_empty() {
            return;
        }
        let honest = *self.honest.get_or_insert_with(|| {
            infos.iter().any(|info| {
                let text = info.text(source);
                info.rule.is_none() && text.starts_with("1、") && info.line.width <= 60
            })
        });
        let Some(above) = infos[..position]
            .iter()
            .rev()
            .find(|info| info.rule.is_none())
        else {
            return;
        };
        let broken = !honest
            && is_han(above.line.last)
            && !above.ordinal
            && {
                let above = above.text(source);
                above.contains(['，', '。', ',', '；']) || shape::skeleton(above).count() >= 16
            }
            && !shape::ends_like_title(above.text(source));
        if broken {
            // With the line end in front, when nothing else was cut out between: the halves meet.
            let start = info.line.span.start as usize;
            let from = match infos[position - 1].rule {
                None => infos[position - 1].line.span.end as usize,
                Some(_) => start,
            };
            self.last = number;
            cuts.push(Cut {
                span: Span::new(from, start + digits + '、'.len_utf8()),
                rule: Id::PageIndex.rule(),
                breaks: false,
            });
        }
    }
}
