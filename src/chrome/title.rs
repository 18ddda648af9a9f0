//! The title: which line it is, which others are copies of it, and where the site's name begins.
//!
//! Upwards from the first line of the speech the title is the first line that reads like the name
//! of a speech; failing that, the first that is no chrome and no byline. Copies are compared as
//! skeletons, without a file's extension and without what stands behind `_`, ` - ` or ` | `.

use super::page::{Info, Zones, is_paged};
use super::rules::Id;
use super::shape::{self, skeleton};
use super::weigh::vocabulary;
use super::words::hint;
use super::{Cut, words};
use crate::chars::{is_ideograph, is_space};
use crate::edit::Span;
use crate::sets::Gate;

/// Lines above the speech in which a title is looked for.
const REACH: usize = 12;
/// Names of sites kept.
const SITES: usize = 8;
/// Characters of a site's name, at most.
const NAME: usize = 10;
/// Characters of a title that is looked for outside the speech, at least.
const COPY: usize = 4;
/// And of one that is looked for within it.
const TITLE_BETWEEN: usize = 6;
/// Han of a line that is not repeated above the speech but by the page.
const REPEATED: u16 = 8;
/// Labels of titles.
const LABELS: &[&str] = &[
    "标题",
    "原标题",
    "本文标题",
    "文章标题",
    "信息名称",
    "题目",
    "标题名称",
    "標題",
];

/// What is known of the title.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The names of sites that the page gives away, and behind them the title.
    names: Vec<Span>,
    /// Whether the last of the names is the title without the site's name.
    titled: bool,
    /// The [`skeleton`] of the title.
    key: String,
    /// The site's name behind the title, and the title again in front of the text.
    pub(super) cuts: Vec<Cut>,
    pub(super) hint: Option<Span>,
    pub(super) zones: Zones,
}

impl Found {
    fn clear(&mut self) {
        self.names.clear();
        self.titled = false;
        self.key.clear();
        self.cuts.clear();
        self.hint = None;
    }

    /// What is as good as chrome when it stands among chrome: the names of the site and the title.
    pub(super) fn names<'a>(&'a self, source: &'a str) -> Names<'a> {
        Names {
            source,
            spans: &self.names,
        }
    }

    /// The names of the site.
    pub(super) fn sites<'a>(&'a self, source: &'a str) -> Names<'a> {
        Names {
            source,
            spans: &self.names[..self.names.len() - usize::from(self.titled)],
        }
    }
}

/// Names that the page gives away, as they stand in its source.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Names<'a> {
    source: &'a str,
    spans: &'a [Span],
}

impl<'a> Names<'a> {
    pub(super) fn iter(self) -> impl Iterator<Item = &'a str> {
        self.spans.iter().map(move |span| span.of(self.source))
    }

    pub(super) fn is_empty(self) -> bool {
        self.spans.is_empty()
    }

    /// Whether one of them stands in `text`.
    pub(super) fn stand_in(self, text: &str) -> bool {
        self.iter().any(|name| contains(text, name))
    }
}

/// Whether `name` stands in `text`. The last byte of a character tells more than its first, and
/// both texts are short: so nothing is prepared for the search.
fn contains(text: &str, name: &str) -> bool {
    let (text, name) = (text.as_bytes(), name.as_bytes());
    let first = name.first().map_or(1, |lead| match lead {
        ..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    });
    let Some(last) = (text.len() + first)
        .checked_sub(name.len())
        .filter(|_| first <= name.len())
    else {
        return false;
    };
    memchr::memchr_iter(name[first - 1], &text[..last])
        .any(|at| at + 1 >= first && text[at + 1 - first..].starts_with(name))
}

/// Looks for the title above the speech; fills `found`.
pub(super) fn find(source: &str, infos: &[Info], zones: &mut Zones, found: &mut Found) {
    found.clear();
    site_names(source, infos, zones, &mut found.names);
    if zones.first >= infos.len() {
        found.zones = *zones;
        return;
    }
    let sites = found.sites(source);
    let from = zones.first.saturating_sub(REACH);
    let candidate = |&index: &usize| {
        is_candidate(source, &infos[index])
            && !(index > 0 && is_label_of_tags(source, &infos[index - 1]))
    };
    let speech = (from..zones.first).rev().filter(candidate).find(|&index| {
        let stem = stem(infos[index].text(source), sites);
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
    // The title above it, if this is the title again in front of a date.
    let plain = |index: usize| {
        let title = dateless(infos[index].text(source))?;
        (from..index).rev().filter(candidate).find(|&above| {
            let stem = stem(infos[above].text(source), sites);
            skeleton(stem).eq(skeleton(title))
        })
    };
    // The title of the whole above it, if this is the name of the first part.
    let whole = |index: usize| {
        let name = shape::part_of(infos[index].text(source))?;
        (from..index)
            .rev()
            .filter(candidate)
            .find(|&above| contains(infos[above].text(source), name))
    };
    if let Some(index) = speech
        .or_else(any)
        .map(|index| plain(index).unwrap_or(index))
        .map(|index| whole(index).unwrap_or(index))
    {
        // The stem opens the line.
        let start = infos[index].line.span.start as usize;
        let stem = stem(infos[index].text(source), sites);
        found.key.extend(skeleton(stem));
        let span = Span::new(start, start + stem.len());
        found.names.push(span);
        found.titled = true;
        zones.title = Some(index);
    }
    found.zones = *zones;
}

/// The text in front of a date in brackets at its end.
fn dateless(text: &str) -> Option<&str> {
    let at = text
        .ends_with(['）', ')'])
        .then(|| text.rfind(['（', '(']))??;
    let front = text[..at].trim_end_matches(is_space);
    (!front.is_empty() && shape::is_date(&text[at..])).then_some(front)
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

/// 标签：, 分类：, whose value stands on the line below.
fn is_label_of_tags(source: &str, info: &Info) -> bool {
    matches!(info.line.last, '：' | ':')
        && info.line.width <= 16
        && (info.weight.related >= 3 || info.text(source).contains("分类"))
        && !info.text(source).contains("标题")
}

/// 在…上的…, 国旗下…: named after its occasion.
fn has_occasion(text: &str) -> bool {
    text.strip_prefix('在')
        .is_some_and(|rest| rest.contains('上') || rest.contains('时') || rest.contains("中的"))
        || text.contains("国旗下")
}

/// Marks the copies; the plain one nearest to the speech is the title.
pub(super) fn settle(source: &str, infos: &mut [Info], zones: &mut Zones, found: &mut Found) {
    let Some(mut title) = zones.title else {
        return;
    };
    let first = found.key.chars().next();
    let plain = |info: &Info| {
        Some(shape::fold(info.line.first)) == first
            && skeleton(info.text(source)).eq(found.key.chars())
    };
    if let Some(index) = (0..zones.first)
        .rev()
        .find(|&index| infos[index].rule.is_none() && plain(&infos[index]))
    {
        title = index;
    }
    zones.title = Some(title);
    found.zones = *zones;
    let length = found.key.chars().count();
    if let Some(first) = first.filter(|_| length >= COPY) {
        for index in zones.lines(infos.len(), length >= TITLE_BETWEEN) {
            let info = &mut infos[index];
            let outside = index < zones.first || index > zones.last;
            // Every copy begins as the title does; few lines do.
            let begins = match outside {
                true => begins_copy(info.line.first, first),
                false => begins_with(info.line.first, first),
            };
            if !begins {
                continue;
            }
            if index == title || info.line.width > 400 || info.salutation {
                continue;
            }
            let between = !outside && info.rule.is_none() && plain(info);
            if !outside && !between {
                continue;
            }
            match copy_of(source, info, found) {
                Some(Copy::Page) if outside => info.take(Id::DownloadFile),
                Some(Copy::Title) if outside => info.take(Id::MetaTitleCopy),
                Some(Copy::Title) => info.take(Id::TitleBetween),
                _ => {}
            }
        }
    }
    mark_repeated(source, infos, title, zones);
    let info = &infos[title];
    let text = info.text(source);
    let stem = match found.titled {
        true => stem(text, found.sites(source)).len(),
        false => text.len(),
    };
    let start = info.line.span.start as usize;
    let wraps =
        title > 0 && infos[title - 1].rule.is_none() || text.starts_with(['—', '-', '–', '－']);
    if !wraps
        && (stem < text.len()
            || length >= TITLE_BETWEEN && (shape::ends_like_title(text) || has_occasion(text)))
    {
        found.hint = Some(Span::new(start, start + stem));
    }
    if stem < text.len() {
        found.cuts.push(Cut {
            span: Span::new(start + stem, start + text.len()),
            rule: Id::MetaTitleSite.rule(),
            breaks: false,
        });
    }
    if length >= TITLE_BETWEEN {
        found.cuts.extend(glued(source, infos, zones, found));
    }
}

/// Marks the lines above the speech that are repeated there: a page's own title, over another.
fn mark_repeated(source: &str, infos: &mut [Info], title: usize, zones: &Zones) {
    let end = zones.first.min(infos.len());
    for index in end.saturating_sub(REACH)..end {
        let repeated = |info: &Info| {
            let again = |later: &Info| {
                later.rule.is_none()
                    && later.line.width == info.line.width
                    && later.text(source) == info.text(source)
            };
            let named = !info.sentence && !info.ordinal && !info.full && info.line.han >= REPEATED;
            named && info.rule.is_none() && infos[index + 1..end].iter().any(again)
        };
        if index != title && repeated(&infos[index]) {
            // On a page of print it is a running header.
            if is_paged(source, infos) {
                return;
            }
            infos[index].take(Id::MetaTitleRepeated);
        }
    }
}

enum Copy {
    Title,
    Page,
}

/// Whether a line that begins with `first` begins, folded, with `title`.
fn begins_with(first: char, title: char) -> bool {
    first == title || !is_ideograph(first) && shape::fold(first) == title
}

/// Whether a line that begins with `first` may be a copy of a title that begins, folded, with
/// `title`: so it begins, or with what stands around titles.
fn begins_copy(first: char, title: char) -> bool {
    if is_ideograph(first) {
        return first == title || opens_label(first);
    }
    shape::fold(first) == title || is_wrapping(first) || is_separator(shape::fold(first))
}

/// Whether one of [`LABELS`] may begin so.
fn opens_label(c: char) -> bool {
    static FIRST: Gate = Gate::first(LABELS);
    FIRST.passes(c)
}

fn is_wrapping(c: char) -> bool {
    is_space(c) || matches!(c, '《' | '》' | '【' | '】' | '[' | ']' | '“' | '”' | '"')
}

/// Between the copies of a title on one line; folded.
fn is_separator(c: char) -> bool {
    matches!(c, ',' | '_' | '|' | '/' | ';')
}

/// Whether the line is the title again, in whatever dress.
fn copy_of(source: &str, info: &Info, found: &Found) -> Option<Copy> {
    let text = info.text(source);
    let key = &found.key;
    if text.len() < key.len() / 2 {
        return None;
    }
    // A page's name for itself may leave 的 out.
    let counts = |c: &char| *c != '的';
    let same = |text: &str| {
        skeleton(without_extension(text))
            .filter(counts)
            .eq(key.chars().filter(counts))
    };
    if info.line.last == '页'
        && let Some(at) = text.rfind("_第")
        && same(&text[..at])
    {
        return Some(Copy::Page);
    }
    let bare = unlabelled(text).trim_matches(is_wrapping);
    let first = key.chars().next();
    if skeleton(bare).next() == first && (same(stem(bare, found.sites(source))) || same(bare)) {
        return Some(Copy::Title);
    }
    is_repeated(text, key).then_some(Copy::Title)
}

/// The text without one of [`LABELS`] and its colon.
fn unlabelled(text: &str) -> &str {
    let Some(at) = text.find(['：', ':']) else {
        return text;
    };
    let label = text[..at].chars().filter(|&c| !is_space(c));
    match LABELS.iter().any(|known| label.clone().eq(known.chars())) {
        true => text[at..].trim_start_matches(['：', ':']),
        false => text,
    }
}

/// Whether the text is the title twice or more, with nothing between but separators.
fn is_repeated(text: &str, key: &str) -> bool {
    let mut all = skeleton(text).filter(|&c| !is_separator(c)).peekable();
    let mut times = 0;
    while !key.is_empty() && all.peek().is_some() {
        if !key.chars().all(|c| all.next() == Some(c)) {
            return false;
        }
        times += 1;
    }
    times >= 2
}

/// The text without a file's extension.
fn without_extension(text: &str) -> &str {
    if !text.as_bytes().last().is_some_and(u8::is_ascii_alphabetic) {
        return text.trim_end();
    }
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

/// First bytes of `–`, `—` and of `｜`.
const LEAD_OF_DASHES: u8 = 0xe2;
const LEAD_OF_BAR: u8 = 0xef;

/// The title without extension, and without what a site puts behind it.
fn stem<'s>(text: &'s str, sites: Names<'_>) -> &'s str {
    let text = text.trim_end_matches(is_space);
    let bare = without_widget(without_extension(text));
    let bytes = bare.as_bytes();
    if memchr::memchr3(b'_', b'|', b'-', bytes).is_none()
        && memchr::memchr2(LEAD_OF_DASHES, LEAD_OF_BAR, bytes).is_none()
    {
        return bare.trim_end_matches(is_space);
    }
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

/// The text without a widget in brackets at its end: [复制链接].
fn without_widget(text: &str) -> &str {
    if !text.ends_with([']', '】', ')', '）']) {
        return text;
    }
    let front = shape::without_note(text);
    let widget = front.len() < text.len()
        && vocabulary()
            .weigh(&text[front.len()..], Names::default())
            .is_certain();
    if widget { front } else { text }
}

/// Whether what stands behind the first separator is the site: names, short, and not a title.
fn is_site_tail(stem: &str, tail: &str, sure: bool, sites: Names<'_>) -> bool {
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
fn site_names(source: &str, infos: &[Info], zones: &Zones, names: &mut Vec<Span>) {
    let outside = |index: usize| index < zones.first || index > zones.last;
    for index in zones.lines(infos.len(), zones.settled) {
        let info = &infos[index];
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
        named(source, info.line.span, names);
    }
    // The longest first: one name may begin with another.
    names.sort_unstable_by_key(|name| std::cmp::Reverse(name.end - name.start));
}

/// The names that one line gives away: at the first place of every word that stands beside one.
fn named(source: &str, line: Span, names: &mut Vec<Span>) {
    let text = line.of(source);
    let (mut before, mut after) = (0u32, 0u32);
    for (at, c) in text.char_indices() {
        if !may_stand_beside(c) {
            continue;
        }
        let here = &text[at..];
        let begins = |word: &str| {
            // Most are told by their first character.
            here.as_bytes().first_chunk::<3>() == word.as_bytes().first_chunk::<3>()
                && here.starts_with(word)
        };
        for (number, word) in words::SITE_BEFORE.iter().enumerate() {
            if before >> number & 1 == 0 && begins(word) {
                before |= 1 << number;
                let from = here[word.len()..].trim_start_matches(['“', ' ', '：']);
                keep(source, names, line.end as usize - from.len(), name_at(from));
            }
        }
        for (number, word) in words::SITE_AFTER.iter().enumerate() {
            if after >> number & 1 == 0 && begins(word) {
                after |= 1 << number;
                let head = text[..at].trim_end_matches([' ', '\u{a0}', '\u{3000}']);
                let start = head.len()
                    - head
                        .chars()
                        .rev()
                        .take_while(|&c| shape::is_content(c))
                        .map(char::len_utf8)
                        .sum::<usize>();
                keep(source, names, line.start as usize + start, &head[start..]);
            }
        }
    }
}

/// Whether `c` begins a word of [`words::SITE_BEFORE`] or [`words::SITE_AFTER`].
fn may_stand_beside(c: char) -> bool {
    matches!(
        c,
        '欢' | '注'
            | '来'
            | '文'
            | '位'
            | '本'
            | '请'
            | '关'
            | '公'
            | '转'
            | '访'
            | '打'
            | '收'
            | '首'
            | '版'
            | '用'
            | '会'
            | '小'
            | '整'
            | '原'
            | '歡'
            | '來'
            | '訪'
    )
}

/// Keeps `name`, which stands at `start`, unless it is none.
fn keep(source: &str, names: &mut Vec<Span>, start: usize, name: &str) {
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
    let length = name.chars().take(NAME + 1).count();
    if (2..=NAME).contains(&length)
        && !GENERIC.contains(&name)
        && !names.iter().any(|known| known.of(source) == name)
        && !name.contains('您')
    {
        names.push(Span::new(start, start + name.len()));
    }
}

/// The name at the head of `text`: up to a mark, or to a word that follows names. What is longer
/// than any name is left as long as it is.
fn name_at(text: &str) -> &str {
    const STOPS: &[&str] = &[
        "用户", "提供", "整理", "版权", "首页", "会员", "分享", "网友", "发布", "上传", "原创",
    ];
    let stops = |at: usize| {
        // A name that begins with such a word is not ended by it.
        STOPS
            .iter()
            .any(|stop| text[at..].starts_with(stop) && !text.starts_with(stop))
    };
    text.char_indices()
        .take(NAME + 1)
        .find(|&(at, c)| !shape::is_content(c) || stops(at))
        .map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_where_they_stand() {
        for text in ["清泉文库", "文库清泉", "泉文清", "aab清", "清泉"] {
            for name in [
                "清泉",
                "文库",
                "b",
                "ab",
                "清泉文库",
                "清泉文库网",
                "泉清",
                "库",
            ] {
                assert_eq!(contains(text, name), text.contains(name), "{text} {name}");
            }
        }
    }

    #[test]
    fn labels_begin_as_they_should() {
        assert!(LABELS.iter().all(|label| label.starts_with(opens_label)));
        assert_eq!(unlabelled("标　题： 开工讲话"), " 开工讲话");
        assert_eq!(unlabelled("开工：讲话"), "开工：讲话");
    }

    #[test]
    fn words_beside_names_begin_as_they_should() {
        for word in words::SITE_BEFORE.iter().chain(words::SITE_AFTER) {
            assert!(word.starts_with(may_stand_beside), "{word}");
        }
        assert!(words::SITE_BEFORE.len() <= 32 && words::SITE_AFTER.len() <= 32);
    }

    #[test]
    fn a_title_with_a_site_behind_it_may_stand_in_front_of_the_text() {
        let speech = "水厂的老师傅们，夜里守着泵房，白天守着管网，一守就是三十年。\n谢谢大家！\n";
        let page = |body: &str| {
            format!("首页 > 讲话稿 > 正文\n在城南水厂通水典礼上的讲话 - 清泉文库\n{body}{speech}")
        };
        let title = "在城南水厂通水典礼上的讲话\n";
        assert_eq!(
            crate::cleaner::by_rules(&page(
                "在城南水厂通水典礼上的讲话 （2019年5月3日）\n各位同事：\n"
            )),
            format!("{title}（2019年5月3日）\n各位同事：\n{speech}")
        );
        // A sentence that only begins as the title does.
        let body = "在城南水厂通水典礼上的讲话里，我提过三件事。";
        assert_eq!(
            crate::cleaner::by_rules(&page(body)),
            format!("{title}{body}{speech}")
        );
    }

    #[test]
    fn titles_are_found_again() {
        assert!(is_repeated("开工 讲话_开工讲话", "开工讲话"));
        assert!(!is_repeated("开工讲话", "开工讲话"));
        assert!(!is_repeated("开工讲话开工", "开工讲话"));
        assert_eq!(name_at("清泉文库整理"), "清泉文库");
        assert_eq!(name_at("会员之家会员上传"), "会员之家会员");
        assert_eq!(name_at("清泉网，欢迎"), "清泉网");
    }
}
