//! The title: which line it is, which others are copies of it, and where the site's name begins.
//!
//! Upwards from the first line of the speech the title is the first line that reads like the name
//! of a speech; failing that, the first that is no chrome and no byline. Copies are compared as
//! skeletons, without a file's extension and without what stands behind `_`, ` - ` or ` | `.

use super::page::{Info, Zones};
use super::rules::Id;
use super::shape::{self, skeleton};
use super::weigh::{Vocabulary, Weight};
use super::words::hint;
use super::{Cut, words};
use crate::chars::is_space;
use crate::edit::Span;
use memchr::memmem::Finder;

/// Lines above the speech in which a title is looked for.
const REACH: usize = 12;
/// Names of sites kept.
const SITES: usize = 8;

/// What is known of the title.
#[derive(Debug, Default)]
pub(super) struct Found<'s> {
    /// The title without the site's name.
    stem: Option<&'s str>,
    key: String,
    /// Names of sites that the page gives away.
    pub(super) sites: Vec<&'s str>,
    /// The site's name behind the only copy.
    pub(super) cut: Option<Cut>,
    pub(super) hint: Option<Span>,
    pub(super) zones: Zones,
}

impl<'s> Found<'s> {
    /// What is as good as chrome when it stands among chrome.
    pub(super) fn names(&self) -> Names<'s> {
        let words: Vec<&str> = self
            .stem
            .into_iter()
            .chain(self.sites.iter().copied())
            .collect();
        let finders = words.iter().map(|word| Finder::new(*word)).collect();
        Names { words, finders }
    }
}

/// The title and the names of the site, with what finds them.
#[derive(Debug)]
pub(super) struct Names<'s> {
    pub(super) words: Vec<&'s str>,
    finders: Vec<Finder<'s>>,
}

impl Names<'_> {
    /// What the line weighs when they count as covered.
    pub(super) fn weigh(&self, vocabulary: &Vocabulary, info: &Info, text: &str) -> Weight {
        let found = |finder: &Finder| finder.find(text.as_bytes()).is_some();
        if info.weight.total >= 3 && self.finders.iter().any(found) {
            vocabulary.weigh(text, &self.words)
        } else {
            info.weight
        }
    }
}

/// Looks for the title above the speech.
pub(super) fn find<'s>(source: &'s str, infos: &[Info], zones: &mut Zones) -> Found<'s> {
    let mut found = Found {
        sites: site_names(source, infos, zones),
        ..Found::default()
    };
    if zones.first >= infos.len() {
        found.zones = *zones;
        return found;
    }
    let from = zones.first.saturating_sub(REACH);
    let candidate = |index: &usize| is_candidate(source, &infos[*index]);
    let speech = (from..zones.first).rev().filter(candidate).find(|&index| {
        let stem = stem(infos[index].text(source), &found.sites);
        shape::ends_like_title(stem)
            || infos[index].weight.may_hold(hint::SPEECH) && shape::mentions_speech(stem)
            || has_occasion(stem)
    });
    let any = || {
        (from..zones.first).rev().filter(candidate).find(|&index| {
            let info = &infos[index];
            let text = info.text(source);
            !info.weight.is_likely()
                && !info.weight.menu
                && info.line.han >= 3
                && info.line.width <= 70
                && !shape::is_byline(&info.line, text)
                && !page_like(text)
        })
    };
    if let Some(index) = speech.or_else(any) {
        let stem = stem(infos[index].text(source), &found.sites);
        found.key = skeleton(stem).collect();
        found.stem = Some(stem);
        zones.title = Some(index);
    }
    found.zones = *zones;
    found
}

fn page_like(text: &str) -> bool {
    text.contains(['|', '>', '»', '@', '：', ':']) && !text.contains("——")
}

fn is_candidate(source: &str, info: &Info) -> bool {
    let text = info.text(source);
    info.rule.is_none()
        && !info.sentence
        && !info.salutation
        && !info.ordinal
        && info.line.width <= 110
        && info.line.han >= 3
        && !shape::is_part(text)
        && !shape::is_date(text)
        && !(text.starts_with(['（', '(']) && text.ends_with(['）', ')']))
        && !(info.weight.is_certain() && !shape::mentions_speech(text))
        && info.weight.fields == 0
}

/// 在…上的…, 国旗下…: named after its occasion.
fn has_occasion(text: &str) -> bool {
    text.strip_prefix('在')
        .is_some_and(|rest| rest.contains('上') || rest.contains('时') || rest.contains("中的"))
        || text.contains("国旗下")
}

/// Marks the copies; the plain one nearest to the speech is the title.
pub(super) fn settle<'s>(
    source: &'s str,
    infos: &mut [Info],
    zones: &mut Zones,
    mut found: Found<'s>,
) -> Found<'s> {
    let Some(mut title) = zones.title else {
        return found;
    };
    let plain = |info: &Info| skeleton(info.text(source)).eq(found.key.chars());
    if let Some(index) = (0..zones.first)
        .rev()
        .find(|&index| infos[index].rule.is_none() && plain(&infos[index]))
    {
        title = index;
    }
    zones.title = Some(title);
    found.zones = *zones;
    for (index, info) in infos.iter_mut().enumerate() {
        if index == title || info.line.width > 400 || info.salutation {
            continue;
        }
        let outside = index < zones.first || index > zones.last;
        let Some(copy) = copy_of(source, info, &found) else {
            continue;
        };
        match copy {
            Copy::Page if outside => info.take(Id::DownloadFile),
            Copy::Title if outside => info.take(Id::MetaTitleCopy),
            Copy::Title if info.rule.is_none() && plain(info) && found.key.chars().count() >= 6 => {
                info.take(Id::TitleBetween);
            }
            _ => {}
        }
    }
    let info = &infos[title];
    let text = info.text(source);
    let stem = found
        .stem
        .map_or(text.len(), |_| stem(text, &found.sites).len());
    let start = info.line.span.start as usize;
    let wraps = title > 0 && infos[title - 1].rule.is_none() || text.starts_with("——");
    if !wraps
        && (stem < text.len()
            || found.key.chars().count() >= 6
                && (shape::ends_like_title(text) || has_occasion(text)))
    {
        found.hint = Some(Span::new(start, start + stem));
    }
    if stem < text.len() {
        found.cut = Some(Cut {
            span: Span::new(start + stem, start + text.len()),
            rule: Id::MetaTitleSite.rule(),
            breaks: false,
        });
    } else {
        found.cut = glued(source, infos, zones, &found);
    }
    found
}

enum Copy {
    Title,
    Page,
}

/// Whether the line is the title again, in whatever dress.
fn copy_of(source: &str, info: &Info, found: &Found) -> Option<Copy> {
    let text = info.text(source);
    let key = &found.key;
    let length = key.chars().count();
    if length < 4 || text.len() < key.len() / 2 {
        return None;
    }
    if text.ends_with('页')
        && let Some(at) = text.rfind("_第")
        && without_extension(&text[..at]).len() <= text.len()
        && skeleton(without_extension(&text[..at])).eq(key.chars())
    {
        return Some(Copy::Page);
    }
    let bare = text.trim_matches(|c: char| is_space(c) || "《》【】[]“”\"".contains(c));
    // Every copy begins as the title does; few lines do.
    let first = key.chars().next();
    if skeleton(bare).next() == first
        && (skeleton(without_extension(stem(bare, &found.sites))).eq(key.chars())
            || skeleton(without_extension(bare)).eq(key.chars()))
    {
        return Some(Copy::Title);
    }
    let mut all = skeleton(text).filter(|c| !matches!(c, ',' | '_' | '|' | '/' | ';'));
    if all.next() != first {
        return None;
    }
    let all: String = first.into_iter().chain(all).collect();
    let times = all.len() / key.len().max(1);
    (times >= 2
        && all.len() == times * key.len()
        && (0..times).all(|at| all[at * key.len()..].starts_with(key.as_str())))
    .then_some(Copy::Title)
}

/// The text without a file's extension.
fn without_extension(text: &str) -> &str {
    let lower = [
        ".docx", ".doc", ".pdf", ".txt", ".wps", ".pptx", ".ppt", ".DOCX", ".DOC", ".PDF", ".rtf",
        ".html",
    ];
    lower
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text)
        .trim_end()
}

/// The title without extension, and without what a site puts behind it.
fn stem<'s>(text: &'s str, sites: &[&str]) -> &'s str {
    let text = text.trim_end_matches(is_space);
    let bare = without_extension(text);
    let bytes = bare.as_bytes();
    let mut best = bare.len();
    for (at, c) in bare.char_indices() {
        let (cut, sure) = match c {
            '_' if bytes.get(at + 1) != Some(&b'_') && (at == 0 || bytes[at - 1] != b'_') => {
                (at, true)
            }
            '|' | '｜' => (at, true),
            '-' | '–' | '—' => {
                let before = bare[..at].ends_with(is_space);
                let after = bare[at + c.len_utf8()..].starts_with(is_space);
                let double = bare[at + c.len_utf8()..].starts_with(c) || bare[..at].ends_with(c);
                (at, before && after && !double)
            }
            _ => continue,
        };
        if is_site_tail(&bare[..cut], &bare[cut..], sure, sites) {
            best = cut;
            break;
        }
    }
    bare[..best].trim_end_matches(is_space)
}

/// Whether what stands behind the first separator is the site: names, short, and not a title.
fn is_site_tail(stem: &str, tail: &str, sure: bool, sites: &[&str]) -> bool {
    let content = |text: &str| text.chars().filter(|&c| shape::is_content(c)).count();
    let parts = tail
        .split(['_', '|', '｜', '-', '–', '—'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let (mut count, mut last) = (0, "");
    for part in parts {
        if content(part) == 0 || content(part) > 14 || part.contains(['，', '。', '：', '！', '？'])
        {
            return false;
        }
        count += 1;
        last = part;
    }
    let known = sites.iter().any(|site| last.contains(site))
        || words::SITES.iter().any(|end| last.ends_with(end));
    count > 0
        && content(stem) >= 4
        && content(stem) > content(last) / 2
        && (known
            || sure
                && (count > 1 || !shape::ends_like_title(last) && !shape::mentions_speech(last)))
}

/// The title again in front of the text, on the same line.
fn glued(source: &str, infos: &[Info], zones: &Zones, found: &Found) -> Option<Cut> {
    let length = found.key.chars().count();
    if length < 6 {
        return None;
    }
    let title = zones.title?;
    let info = infos[title + 1..].iter().find(|info| info.rule.is_none())?;
    let text = info.text(source);
    let mut key = found.key.chars();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if is_space(c) {
            continue;
        }
        match key.next() {
            Some(expected) if expected == shape::fold(c) => end = at + c.len_utf8(),
            Some(_) => return None,
            None => {
                let rest = &text[end..];
                let opens = [
                    "同志们",
                    "各位",
                    "尊敬",
                    "敬爱",
                    "亲爱",
                    "老师",
                    "同学",
                    "（",
                    "(",
                ]
                .iter()
                .any(|word| rest.trim_start_matches(is_space).starts_with(word));
                if !(rest.starts_with(is_space) || opens) {
                    return None;
                }
                let start = info.line.span.start as usize;
                return Some(Cut {
                    span: Span::new(start, start + end),
                    rule: Id::MetaTitleGlued.rule(),
                    breaks: false,
                });
            }
        }
    }
    None
}

/// Names that the page gives away as its own: 欢迎来到…, 来源：…, …首页, 关注….
fn site_names<'s>(source: &'s str, infos: &[Info], zones: &Zones) -> Vec<&'s str> {
    const GENERIC: &[&str] = &[
        "网络",
        "本站",
        "互联网",
        "本网",
        "原创",
        "未知",
        "佚名",
        "我们",
        "本文",
        "转载",
        "网友",
        "作者",
        "用户",
        "手机",
        "会员",
        "网站",
        "本网站",
        "公众号",
        "返回",
        "更多",
        "微信",
    ];
    let mut names: Vec<&str> = Vec::new();
    let outside = |index: usize| index < zones.first || index > zones.last;
    for (index, info) in infos.iter().enumerate() {
        if names.len() >= SITES {
            break;
        }
        if info.line.width > 120
            || info.weight.total < 3
            || !info.weight.hints_at(hint::SITE)
            || !(outside(index) || info.rule.is_some())
        {
            continue;
        }
        let text = info.text(source);
        let before = words::SITE_BEFORE.iter().filter_map(|word| {
            let at = text.find(word)? + word.len();
            Some(name_at(text[at..].trim_start_matches(['“', ' ', '：'])))
        });
        let after = words::SITE_AFTER.iter().filter_map(|word| {
            let at = text.find(word)?;
            let head = text[..at].trim_end_matches([' ', '\u{a0}', '\u{3000}']);
            let start = head.rfind(|c: char| !shape::is_content(c)).map_or(0, |at| {
                at + head[at..].chars().next().map_or(1, char::len_utf8)
            });
            Some(&head[start..])
        });
        for name in before.chain(after) {
            let length = name.chars().count();
            if (2..=10).contains(&length)
                && !GENERIC.contains(&name)
                && !names.contains(&name)
                && !name.contains("您")
            {
                names.push(name);
            }
        }
    }
    // The longest first: one name may begin with another.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

fn name_at(text: &str) -> &str {
    let mut end = text
        .find(|c: char| !shape::is_content(c))
        .unwrap_or(text.len());
    for stop in [
        "用户", "提供", "整理", "版权", "首页", "会员", "分享", "网友", "发布", "上传", "原创",
    ] {
        if let Some(at) = text[..end].find(stop)
            && at > 0
        {
            end = at;
        }
    }
    &text[..end]
}
