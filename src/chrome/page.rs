//! Reads a page: which lines are the speech's and which the site's.

use super::rules::{self, Id, between, words};
use super::shape;
use super::title::Names;
use super::weigh::{Weight, vocabulary};
use super::words::{SPOKEN, WALLS, hint};
use super::{Chrome, ChromeScope, Cut, Findings, inline, residue, teaser, title, triggers};
use crate::chars::is_han;
use crate::edit::Span;
use crate::lines::{Line, Lines};
use crate::marks::Marks;
use crate::rule::{Reason, RuleId, Stage};
use regex::RegexSet;
use std::hash::{DefaultHasher, Hasher};

/// Longest line that is weighed without a trigger, in half-widths.
const SHORT: u16 = 100;
/// Longest line that is weighed at all.
const LONGEST: u16 = 400;
/// Longest sentence that is weighed without a trigger.
const SHORT_SENTENCE: u16 = 40;
/// A sentence of at least so many Han is the speech's unless its words say otherwise.
const SENTENCE: u16 = 9;

/// What is known of one line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(super) struct Info {
    pub(super) line: Line,
    /// Nothing yet, unless the line is [`Weighing::Done`].
    pub(super) weight: Weight,
    weighing: Weighing,
    /// The rule that takes it away.
    pub(super) rule: Option<RuleId>,
    pub(super) reason: Reason,
    pub(super) sentence: bool,
    pub(super) salutation: bool,
    pub(super) ordinal: bool,
    /// Whether a trigger stands in it.
    pub(super) trigger: bool,
    /// Whether the page's editor is named in it.
    editor: bool,
    /// Whether it ends in random signs.
    pub(super) tail: bool,
    /// Whether it fills the column of a page whose lines are broken by hand.
    pub(super) full: bool,
    /// Whether it is a line of the speech that names the title or the site.
    named: bool,
}

/// How far a line has been weighed. A line outside the speech is weighed wholly, one within only
/// as far as there is doubt.
#[derive(Debug, Clone, Copy)]
enum Weighing {
    Due,
    /// It is known to cover less than so many percent.
    Below(u8),
    /// It was weighed, or never will be: a sentence, a long line.
    Done,
}

impl Info {
    /// Weighs the line, unless that is done.
    fn weigh(&mut self, source: &str) {
        if !matches!(self.weighing, Weighing::Done) {
            self.weight = vocabulary().weigh(self.text(source), Names::default());
            self.weighing = Weighing::Done;
        }
    }

    /// Whether it may be chrome within the speech, as far as is known.
    fn may_be_inner(&self) -> bool {
        let light = matches!(self.weighing, Weighing::Done) && self.weight.total < 5;
        !light && !self.sentence && !self.ordinal && self.rule.is_none()
    }

    /// Whether its words cover at least so many percent of the line, which is weighed if so.
    fn covers(&mut self, source: &str, percent: u8) -> bool {
        let reaches = |weight: &Weight| weight.cover() >= percent.into();
        match self.weighing {
            Weighing::Below(known) if known <= percent => return false,
            Weighing::Done => return reaches(&self.weight),
            _ => {}
        }
        // No letter is narrower than one column, and Han are wider.
        let most = match self.line.marks.any(Marks::FOREIGN) {
            true => self.line.width - self.line.han,
            false => self.line.han,
        };
        match vocabulary().weigh_within(self.text(source), most.into(), percent.into()) {
            Some(weight) => {
                self.weight = weight;
                self.weighing = Weighing::Done;
                reaches(&weight)
            }
            None => {
                self.weighing = Weighing::Below(percent);
                false
            }
        }
    }

    pub(super) fn text<'s>(&self, source: &'s str) -> &'s str {
        self.line.span.of(source)
    }

    fn is_short(&self) -> bool {
        !self.sentence && self.line.width <= SHORT
    }

    pub(super) fn take(&mut self, id: Id) {
        self.rule = Some(id.rule());
        self.reason = id.row().reason;
    }
}

/// Buffers.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub(super) infos: Vec<Info>,
    triggers: Vec<(u32, u32)>,
    title: title::Found,
    /// The characters of a teaser.
    teaser: Vec<char>,
    /// Fingerprints of headings, and where they stand.
    headings: Vec<(u64, u32)>,
}

/// Where the speech is among the lines that are not blank.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Zones {
    /// First line of the speech under the title: a salutation or a sentence.
    pub(super) first: usize,
    /// The last line of it.
    pub(super) last: usize,
    /// The title's line.
    pub(super) title: Option<usize>,
    /// Whether there was chrome before the edges were looked at.
    pub(super) settled: bool,
}

impl Zones {
    /// The numbers of all of so many lines, or of those outside the speech.
    pub(super) fn lines(&self, count: usize, all: bool) -> impl Iterator<Item = usize> + use<> {
        let first = self.first.min(count);
        let behind = (self.last + 1).clamp(first, count);
        (0..if all { behind } else { first }).chain(behind..count)
    }
}

/// Fills the cuts, the title and the wall of `findings`.
pub(super) fn read(chrome: &Chrome, source: &str, lines: &Lines, findings: &mut Findings) {
    let mut scratch = std::mem::take(&mut findings.scratch);
    triggers::find(source, &lines.stops, &mut scratch.triggers);
    survey(source, &lines.list, &mut scratch);
    let Scratch {
        infos,
        triggers,
        title: found,
        teaser,
        headings,
    } = &mut scratch;
    let some = settle_certain(chrome, source, infos);
    let mut zones = locate(source, infos);
    if some {
        spare_lonely(infos, &zones);
        spare_sentences(source, infos, &zones);
    }
    zones.settled = some;
    weigh_edges(source, infos, &zones);
    title::find(source, infos, &mut zones, found);
    settle_edges(source, infos, &zones, found.names(source));
    teaser::mark(source, infos, &zones, teaser);
    title::settle(source, infos, &mut zones, found);
    settle_neighbours(source, infos, &zones, headings);
    findings.paywalled = is_walled(source, infos, &zones);
    findings.title = found.hint;
    collect(chrome, source, infos, found, triggers, &mut findings.cuts);
    findings.scratch = scratch;
}

/// Features of every line that is not blank.
fn survey(source: &str, lines: &[Line], scratch: &mut Scratch) {
    let infos = &mut scratch.infos;
    infos.clear();
    infos.reserve(lines.len());
    let mut triggers = scratch.triggers.iter().peekable();
    for line in lines {
        let (mut trigger, mut editor) = (false, false);
        while let Some(hit) = triggers.next_if(|hit| hit.0 < line.span.end) {
            trigger = true;
            editor |= triggers::is_editor(hit.1);
        }
        let text = line.span.of(source);
        let (mut body, mut sentence, mut salutation) = (None, false, false);
        if !shape::is_ideograph(line.last) {
            body = residue::without_tail(line, text);
            sentence = match body {
                Some(body) => body.ends_with(['。', '！', '？', '；', '”', '…']),
                None => shape::ends_sentence(line, text),
            };
            salutation = shape::is_salutation(line, text);
        }
        let longest = match (trigger, sentence) {
            (true, _) => LONGEST,
            (false, true) => SHORT_SENTENCE,
            (false, false) => SHORT,
        };
        let weighing = match line.width <= longest {
            true => Weighing::Due,
            false => Weighing::Done,
        };
        infos.push(Info {
            line: *line,
            weight: Weight::default(),
            weighing,
            rule: None,
            reason: Reason::Navigation,
            sentence,
            salutation: false,
            ordinal: line.width <= LONGEST && shape::has_ordinal(line, text),
            trigger,
            editor,
            tail: body.is_some(),
            full: false,
            named: false,
        });
        if salutation && let Some(info) = infos.last_mut() {
            // 【…代表发言】相关文章： addresses nobody.
            info.salutation = !vocabulary().may_relate(text) || {
                info.weigh(source);
                info.weight.related < 5
            };
        }
    }
    mark_full(infos);
}

/// Weighs the lines outside the speech, and those of chrome within.
fn weigh_edges(source: &str, infos: &mut [Info], zones: &Zones) {
    for index in zones.lines(infos.len(), zones.settled) {
        let info = &mut infos[index];
        if index < zones.first || index > zones.last || info.rule.is_some() {
            info.weigh(source);
        }
    }
}

/// Half-widths by which the lines of a column differ: a mark of punctuation that hangs or moves on.
const RAGGED: u16 = 2;
/// Width of the narrowest column.
const NARROWEST: usize = 30;

/// Marks the lines that fill the column, where lines are broken at one: a third of them are within
/// a character of the most frequent width.
fn mark_full(infos: &mut [Info]) {
    let mut counts = [0u16; SHORT as usize + 1];
    let mut narrow = 0;
    for info in infos.iter() {
        if let Some(count) = counts.get_mut(usize::from(info.line.width)) {
            *count = count.saturating_add(1);
            narrow += 1;
        }
    }
    let enough = |count: usize| count >= 6 && count * 3 >= infos.len();
    if !enough(narrow) {
        mark_broken(infos);
        return;
    }
    let count = |width: usize| counts.get(width).map_or(0, |&count| usize::from(count));
    let ragged = usize::from(RAGGED);
    let mut near = (NARROWEST - ragged - 1..NARROWEST + ragged)
        .map(count)
        .sum::<usize>();
    let (mut most, mut column) = (0, 0);
    for width in NARROWEST..counts.len() {
        near = near + count(width + ragged) - count(width - ragged - 1);
        if near >= most {
            (most, column) = (near, width);
        }
    }
    if !enough(most) {
        mark_broken(infos);
        return;
    }
    // An indented first line is two characters short of it.
    let least = column as u16 - RAGGED - 4;
    let most = column as u16 + RAGGED;
    for info in infos {
        info.full = (least..=most).contains(&info.line.width);
    }
}

/// The same in a text too short for a column: lines nearly as wide as the widest that stop in
/// mid-sentence.
fn mark_broken(infos: &mut [Info]) {
    let widest = infos.iter().map(|info| info.line.width).max().unwrap_or(0);
    if !(NARROWEST as u16..=SHORT + 4).contains(&widest) {
        return;
    }
    for index in 1..infos.len() {
        let (info, next) = (&infos[index - 1], &infos[index]);
        let full = info.line.width + RAGGED + 4 >= widest
            && info.line.marks.any(Marks::COMMA)
            && shape::is_ideograph(info.line.last)
            && shape::is_ideograph(next.line.first)
            && !next.line.marks.any(Marks::AFTER_BLANK);
        infos[index - 1].full = full;
    }
}

/// Lines at the end of a page that tell, with the first ones, whether there is chrome about it.
const EDGE: usize = 3;

/// What is chrome wherever it stands. Whether there is any.
fn settle_certain(chrome: &Chrome, source: &str, infos: &mut [Info]) -> bool {
    let edge = EDGE.min(infos.len());
    let mut some = false;
    for step in 0..infos.len() {
        // The last lines first.
        let index = match step < edge {
            true => infos.len() - 1 - step,
            false => step - edge,
        };
        let info = &mut infos[index];
        // On a page with chrome, lines of the speech will be asked once more.
        let doubt = if some { Weight::CERTAIN } else { 100 };
        certain_rule(chrome, info, source, doubt);
        if info.line.han == 0
            && info.rule.is_none()
            && let Some(id) = residue::line(info.text(source))
        {
            info.take(id);
        }
        some |= info.rule.is_some();
    }
    some
}

/// Takes away the line if it is chrome wherever it stands.
#[inline(always)]
fn certain_rule(chrome: &Chrome, info: &mut Info, source: &str, doubt: u8) {
    if chrome.custom.whole.is_some()
        && let Some(rule) = own_rule(chrome, info, info.text(source), ChromeScope::Line)
    {
        info.rule = Some(rule);
        return;
    }
    if info.line.width > LONGEST {
        return;
    }
    if info.line.han == 0 {
        info.weigh(source);
        if !info.trigger && info.weight.total == 0 {
            return;
        }
    }
    if info.editor && inline::is_editor(info.text(source))
        || info.line.first == '以' && is_farewell_of_page(info.text(source))
    {
        info.take(Id::PreambleEditor);
    } else if info.line.marks.any(Marks::ARROW)
        && !matches!(info.line.last, '。' | '；')
        && is_path(info.text(source))
    {
        info.take(Id::NavigationPath);
    } else if is_certain(info, source, doubt) {
        info.take(words(info.weight.reason()));
    } else if let Some(model) = &chrome.custom.model
        && model.knows(&info.line, info.text(source))
    {
        info.weigh(source);
        let reason = if info.weight.total > 0 {
            info.weight.reason()
        } else {
            Reason::Navigation
        };
        let row = chrome.custom.rules.len() + reason as usize;
        info.rule = Some(RuleId::new(Stage::Custom, row as u16));
        info.reason = reason;
    }
}

/// The row of a rule of one's own that takes the whole line.
#[inline]
fn own_rule(chrome: &Chrome, info: &Info, text: &str, scope: ChromeScope) -> Option<RuleId> {
    let set = chrome.custom.whole.as_ref()?;
    matching_rule(chrome, set, info, text, scope)
}

fn matching_rule(
    chrome: &Chrome,
    set: &RegexSet,
    info: &Info,
    text: &str,
    scope: ChromeScope,
) -> Option<RuleId> {
    if info.line.width >= 2 * LONGEST {
        return None;
    }
    set.matches(text)
        .into_iter()
        .find(|&row| chrome.custom.rules[row].scope == scope)
        .map(|row| RuleId::new(Stage::Custom, row as u16))
}

/// Share of a line that fills its column that has to be covered, in percent.
const FULL: u8 = 90;

fn is_certain(info: &mut Info, source: &str, doubt: u8) -> bool {
    // A line that fills the column is the middle of a paragraph.
    let least = if info.full { FULL } else { 66 };
    if info.salutation || !info.covers(source, least.min(doubt)) {
        return false;
    }
    let weight = &info.weight;
    if weight.cover() < least.into() {
        return false;
    }
    if weight.total < 5 || info.ordinal && weight.related < 5 {
        return false;
    }
    let text = info.text(source);
    if info.sentence || info.line.marks.any(Marks::STOP) {
        // A sentence has to be chrome nearly word for word.
        let prompt = weight.total >= 5 && weight.cover() >= 90 && info.line.width <= 40;
        return (prompt || weight.total >= 8 && weight.cover() >= 66)
            && weight.hints_at(hint::PAGE)
            && weight.hints_at(hint::OWN)
            && !is_demand(text)
            && !is_spoken(weight, text);
    }
    if info.line.marks.any(Marks::COMMA) && is_spoken(weight, text) {
        return false;
    }
    if weight.cover() < 85 && weight.hints_at(hint::SPEECH) && shape::ends_like_title(text) {
        // "上一篇：在…会议上的讲话" is covered by its field.
        return false;
    }
    weight.is_certain() && !is_title_with_widget(weight, text)
}

/// 在…会议上的讲话 [复制链接]: all that weighs is in the brackets.
fn is_title_with_widget(weight: &Weight, text: &str) -> bool {
    let front = shape::without_note(text);
    weight.hints_at(hint::SPEECH)
        && text.ends_with([']', '】', ')', '）'])
        && shape::ends_like_title(front)
        && vocabulary().weigh(front, Names::default()).total < 3
}

/// 以上就是…的全部内容: the page's last word about its text.
fn is_farewell_of_page(text: &str) -> bool {
    text.starts_with("以上")
        && ["以上就是", "以上便是", "以上是", "以上内容就是"]
            .iter()
            .any(|word| text.starts_with(word))
        && [
            "全部内容",
            "整理的",
            "带来的",
            "分享的",
            "收集的",
            "相关内容",
            "范文",
        ]
        .iter()
        .any(|word| text.contains(word))
        && !text.contains('我')
        && !text.contains("谢谢大家")
}

/// 欢迎来到…！: a greeting of a page, which looks like a sentence.
fn is_welcome(info: &Info, text: &str) -> bool {
    let text = ["您好，", "你好，", "您好！", "您好,"]
        .iter()
        .find_map(|greeting| text.strip_prefix(greeting))
        .unwrap_or(text)
        .trim_end_matches('。');
    info.line.width <= 44
        && text.strip_prefix("欢迎").is_some_and(|rest| {
            [
                "来到",
                "光临",
                "访问",
                "您来到",
                "您光临",
                "您访问",
                "您的",
                "进入",
                "登录",
                "使用",
            ]
            .iter()
            .any(|verb| rest.starts_with(verb))
        })
        && !text.contains(['，', '。'])
}

/// Whether somebody speaks in a sentence: then it is not a site's. A page has itself written to
/// (请联系我们删除), which is no speech.
fn is_spoken(weight: &Weight, text: &str) -> bool {
    const WRITTEN_TO: [&str; 12] = [
        "联系", "告知", "通知", "关注", "加入", "关于", "知会", "聯繫", "聯絡", "關注", "加入",
        "關於",
    ];
    // What it promises then.
    const PROMISED: [&str; 7] = ["删除", "处理", "核实", "撤", "下架", "刪除", "處理"];
    let written = |at: usize| {
        let behind = &text[at + "我们".len()..];
        let end = behind.char_indices().nth(PROMISE);
        let promise = &behind[..end.map_or(behind.len(), |(at, _)| at)];
        WRITTEN_TO.iter().any(|verb| text[..at].ends_with(verb))
            || PROMISED.iter().any(|verb| promise.contains(verb))
    };
    let speaks = |word: &str| text.match_indices(word).any(|(at, _)| !written(at));
    // 我 is nobody of a page's, but on its buttons: 我要投稿.
    let person = text.match_indices('我').any(|(at, me)| {
        !text[..at].ends_with(['自', '点', '點'])
            && !text[at + me.len()..].starts_with(['们', '們', '要', '来', '來', '已'])
    });
    const SPEAKERS: [&str; 5] = ["主持人：", "记者：", "嘉宾：", "記者：", "嘉賓："];
    if person || is_thanks(text) || SPEAKERS.iter().any(|name| text.starts_with(name)) {
        return true;
    }
    weight.hints_at(hint::SPOKEN)
        && (SPOKEN.iter().any(|word| text.contains(word)) || speaks("我们") || speaks("我們"))
}

/// 感谢您的支持。 and nothing else: a page has its reader thanked for reading.
fn is_thanks(text: &str) -> bool {
    const OF_PAGES: [&str; 14] = [
        "读",
        "讀",
        "览",
        "覽",
        "访问",
        "訪問",
        "下载",
        "下載",
        "使用",
        "光临",
        "本站",
        "本网",
        "网站",
        "公众号",
    ];
    let text = text.trim_end_matches(['。', '！']);
    ["感谢您", "感謝您", "感谢各位", "感謝各位"]
        .iter()
        .any(|word| text.starts_with(word))
        && !text.contains(['。', '！', '，'])
        && !OF_PAGES.iter().any(|word| text.contains(word))
}

/// Characters behind 我们 in which a page promises something.
const PROMISE: usize = 12;

/// Whether a sentence is the page's own, about downloads, rights, members: its words weigh much,
/// though they do not cover it, and nobody speaks.
fn is_notice(info: &mut Info, source: &str) -> bool {
    if !info.trigger || info.line.width > LONGEST {
        return false;
    }
    info.weigh(source);
    is_notice_by(&info.weight, info.text(source))
}

fn is_notice_by(weight: &Weight, text: &str) -> bool {
    let heavy = weight.total >= 8 && weight.cover() >= 30;
    weight.hints_at(hint::PAGE)
        && (heavy || has_stamp(text))
        && !weight.hints_at(hint::FORMULA)
        && !is_spoken(weight, text)
        && is_throughout(text)
        && !is_demand(text)
}

/// Whether each of the sentences has to do with pages: a prompt may have met the speech.
fn is_throughout(text: &str) -> bool {
    let bears = |sentence: &str| {
        let weight = vocabulary().weigh(sentence, Names::default());
        weight.content < SENTENCE || weight.total >= 3 || has_stamp(sentence)
    };
    text.split_inclusive(['。', '！', '？', '；']).all(bears)
}

/// Whether something is to be done: 要 as a word.
fn is_demand(text: &str) -> bool {
    text.match_indices('要').any(|(at, word)| {
        !text[..at].ends_with(['需', '主', '重', '不', '如', '摘', '概', '简'])
            && !text[at + word.len()..].starts_with(['求', '约', '素', '点'])
    })
}

/// Whether the speech may have ended above or with this line, as far as it goes.
fn is_seam(info: &mut Info, source: &str) -> bool {
    if info.rule.is_some() {
        return true;
    }
    let text = info.text(source);
    info.line.han <= END_MARK && is_end_mark(text) || is_page_number(&info.line, text)
}

/// 首页 > 文稿 > 正文: short names with > » › between.
fn is_path(text: &str) -> bool {
    if !text.contains(['>', '»', '›', '→', '＞']) {
        return false;
    }
    let mut parts = 0;
    for part in text.split(['>', '»', '›', '→', '＞']) {
        let part = part.trim_matches(|c: char| crate::chars::is_space(c) || c == '/');
        if part.contains(['。', '，', '；', ',']) || part.chars().count() > 40 {
            return false;
        }
        parts += usize::from(!part.is_empty());
    }
    let home = || {
        ["首页", "位置", "主页", "正文", "首頁", "列表"]
            .iter()
            .any(|word| text.contains(word))
    };
    parts >= 2 && home()
        || parts >= 4
        || text.trim_end().ends_with(['>', '»'])
            && parts == 1
            && text.chars().count() <= 16
            && text.starts_with(['查', '更', '点', '进'])
}

/// 范文大全 > 演讲稿 > 开学典礼: no home in it, but names of columns.
fn is_short_path(info: &Info, text: &str) -> bool {
    let mut parts = text
        .split(['>', '»', '›', '＞'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    info.weight.cover() >= 40
        && text.contains(['>', '»', '›', '＞'])
        && parts.clone().count() >= 3
        && parts.all(|part| part.chars().count() <= 10 && !part.contains(['，', '。', '、']))
}

/// The zones, before the title is known.
fn locate(source: &str, infos: &mut [Info]) -> Zones {
    let body = |info: &Info| {
        info.rule.is_none()
            && info.sentence
            && info.line.han >= SENTENCE
            && !is_welcome(info, info.text(source))
    };
    let first_sentence = infos
        .iter_mut()
        .position(|info| {
            body(info) && !teaser::is_candidate(info, source) && !is_notice(info, source)
        })
        .or_else(|| infos.iter().position(body));
    let first_sentence = match broken_sentence(source, infos, first_sentence) {
        Some(broken) => Some(broken),
        None => first_sentence,
    };
    let salutation = infos
        .iter()
        .position(|info| info.rule.is_none() && info.salutation);
    let first = match (salutation, first_sentence) {
        (Some(salutation), Some(sentence)) if sentence < salutation => {
            let near = salutation - sentence <= 6;
            let strangers = infos[sentence..salutation.min(sentence + 6)]
                .iter()
                .filter(|info| body(info))
                .count();
            if near && strangers <= 1 {
                salutation
            } else {
                sentence
            }
        }
        (Some(salutation), _) => salutation,
        (None, Some(sentence)) => sentence,
        (None, None) => infos.len(),
    };
    let mut last = first;
    for index in (first..infos.len()).rev() {
        let info = &infos[index];
        let speech = info.sentence || info.line.width > SHORT || info.salutation;
        if info.rule.is_some()
            || !speech
            || info.line.han == 0
            || is_welcome(info, info.text(source))
        {
            continue;
        }
        // A sentence alone among chrome does not make the chrome above it a part of the speech.
        let above = infos[first..index]
            .iter()
            .rev()
            .take(3)
            .filter(|info| info.rule.is_some())
            .count();
        let long = info.line.han > 40;
        // One of the page's own, under chrome.
        if index > first
            && is_seam(&mut infos[index - 1], source)
            && is_notice(&mut infos[index], source)
        {
            continue;
        }
        if above < 3 || index == first || long && is_sure(&mut infos[index], source) {
            last = index;
            break;
        }
    }
    // What signs, and the last lines of a text cut off, belong to it as far as the first chrome.
    while first < infos.len() && last + 1 < infos.len() {
        let info = &mut infos[last + 1];
        info.weigh(source);
        let text = info.text(source);
        if info.rule.is_some()
            || info.weight.is_likely()
            || info.weight.menu
            || info.line.han <= END_MARK && is_end_mark(text)
            || is_dotted_number(text)
            || is_listed(text) && shape::ends_like_title(text)
            || is_credit(&info.line, text)
            || is_hashtag(text)
        {
            break;
        }
        last += 1;
    }
    Zones {
        first,
        last,
        ..Zones::default()
    }
}

/// The line above `end` at which a sentence begins that is broken over short lines, where these
/// are prose and no line of theirs speaks for a page.
fn broken_sentence(source: &str, infos: &mut [Info], end: Option<usize>) -> Option<usize> {
    let end = end.unwrap_or(infos.len());
    let breaks = |infos: &[Info], index: usize| {
        let (info, next) = (&infos[index], &infos[index + 1]);
        info.rule.is_none() && next.rule.is_none() && is_broken(info, next)
    };
    let found = (1..end).find(|&index| {
        infos[index].sentence
            && infos[index].rule.is_none()
            && breaks(infos, index - 1)
            && is_sure(&mut infos[index - 1], source)
            && !is_notice(&mut infos[index - 1], source)
            && !teaser::is_candidate(&infos[index], source)
    })?;
    let mut first = found - 1;
    while first > 0 && breaks(infos, first - 1) && is_sure(&mut infos[first - 1], source) {
        first -= 1;
    }
    Some(first)
}

/// Whether a wide line stops in mid-sentence and the next one goes on with it.
fn is_broken(info: &Info, next: &Info) -> bool {
    info.line.width >= BROKEN
        && info.line.width <= SHORT
        && info.line.marks.any(Marks::COMMA.or(Marks::STOP))
        && !info.salutation
        && shape::is_ideograph(info.line.last)
        && shape::is_ideograph(next.line.first)
        && !next.line.marks.any(Marks::AFTER_BLANK)
}

/// Narrowest line that is broken in mid-sentence, in half-widths.
const BROKEN: u16 = 50;

/// Whether little speaks against a line of the speech.
fn is_sure(info: &mut Info, source: &str) -> bool {
    info.weigh(source);
    info.weight.total < 3 || info.weight.cover() < 34
}

/// A prompt within the speech, on a page that has no chrome around it, is the speaker's: a hotline,
/// a reading list.
fn spare_lonely(infos: &mut [Info], zones: &Zones) {
    if zones.first >= infos.len() {
        return;
    }
    let outside = |index: usize| index < zones.first || index > zones.last;
    let around = infos
        .iter()
        .enumerate()
        .any(|(index, info)| outside(index) && info.rule.is_some());
    let within = infos[zones.first..=zones.last]
        .iter()
        .filter(|info| info.rule.is_some())
        .count();
    if around || within > 3 {
        return;
    }
    for info in &mut infos[zones.first..=zones.last] {
        let spared = matches!(
            info.reason,
            Reason::Advert
                | Reason::Copyright
                | Reason::Related
                | Reason::Meta
                | Reason::Widget
                | Reason::Navigation
                | Reason::Download
                | Reason::Member
        );
        let built_in = info
            .rule
            .is_some_and(|rule| rule == words(info.reason).rule());
        let said = matches!(info.line.last, '。' | '！' | '？') && info.line.han >= SENTENCE;
        if spared && built_in && (info.weight.total < 10 || said) {
            info.rule = None;
        }
    }
}

/// Sentences in a row that are taken for prompts, at most, when the speech goes on behind them.
const PROMPTS: usize = 3;

/// Sentences between two lines of the speech are the speaker's, unless nearly all of them is a
/// site's words.
fn spare_sentences(source: &str, infos: &mut [Info], zones: &Zones) {
    let doubtful = |info: &Info| {
        let prompt = info
            .rule
            .is_some_and(|rule| rule == words(info.reason).rule());
        prompt
            && (info.sentence || info.line.marks.any(Marks::STOP))
            && (info.weight.cover() < 80 || is_mention(info.text(source)))
    };
    let last = zones.last.min(infos.len());
    let mut index = zones.first + 1;
    while index < last {
        let run = infos[index..last]
            .iter()
            .take_while(|info| doubtful(info))
            .count();
        let free = |at: usize| infos.get(at).is_some_and(|info| info.rule.is_none());
        if (1..=PROMPTS).contains(&run) && free(index - 1) && free(index + run) {
            for info in &mut infos[index..index + run] {
                info.rule = None;
            }
        }
        index += run.max(1);
    }
}

/// Whether all words of pages in a sentence stand in quotes: 满屏都是“点击关注”。
fn is_mention(text: &str) -> bool {
    let mut rest = String::new();
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '“' => quoted = true,
            '”' => quoted = false,
            _ if !quoted => rest.push(c),
            _ => {}
        }
    }
    let weight = vocabulary().weigh(&rest, Names::default());
    text.contains('“') && weight.content > 0 && weight.total == 0
}

/// Above the title and below the end, where less evidence is enough, and, on a page with chrome
/// there, beside chrome within.
fn settle_edges(source: &str, infos: &mut [Info], zones: &Zones, names: Names<'_>) {
    let outside = |index: usize| index < zones.first || index > zones.last;
    // What names do to the lines of the speech they do at once.
    let mut inner = false;
    let mut done = false;
    // Twice: what the first round finds lets the second believe in menus.
    for _ in 0..2 {
        let taken = |index: usize| infos[index].rule.is_some();
        let around = zones.lines(infos.len(), false).any(taken);
        let chrome = around || zones.settled && (0..infos.len()).any(taken);
        if around && !done && !names.is_empty() {
            mark_named(source, infos, zones, names);
            (inner, done) = (true, true);
        }
        let mut found = false;
        for index in zones.lines(infos.len(), around) {
            let edge = zones.first < infos.len() && outside(index);
            if !edge && !around || infos[index].rule.is_some() || zones.title == Some(index) {
                continue;
            }
            let id = if edge {
                let place = Place {
                    above: index < zones.first,
                    under_title: zones.title.is_some_and(|title| index > title),
                    under_chrome: index > 0 && is_seam(&mut infos[index - 1], source),
                    chrome,
                };
                edge_rule(&infos[index], source, names, place)
            } else {
                let below_chrome = index > 0 && infos[index - 1].rule.is_some();
                inner_rule(&mut infos[index], source, names, inner, below_chrome)
            };
            if let Some(id) = id {
                found = true;
                infos[index].take(id);
            }
        }
        if !found {
            return;
        }
        inner = false;
    }
}

/// Marks the lines of the speech that one of the names stands in and that [`inner_rule`] may take.
fn mark_named(source: &str, infos: &mut [Info], zones: &Zones, names: Names<'_>) {
    let end = (zones.last + 1).min(infos.len());
    let start = if zones.first < end { zones.first } else { 0 };
    let lines = &mut infos[start..end];
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return;
    };
    let from = first.line.span.start as usize;
    let speech = &source[from..last.line.span.end as usize];
    let bytes = |info: &Info| (info.line.span.end - info.line.span.start) as usize;
    let asked = lines.iter().filter(|info| info.may_be_inner());
    if asked.map(bytes).sum::<usize>() < speech.len() / 4 {
        for info in lines.iter_mut().filter(|info| info.may_be_inner()) {
            info.named = names.stand_in(info.text(source));
        }
        return;
    }
    // Most lines are asked: each name is looked for once in all of them.
    for name in names.iter().filter(|name| !name.is_empty()) {
        let mut lines = lines.iter_mut().peekable();
        for found in memchr::memmem::find_iter(speech.as_bytes(), name) {
            let ends = |info: &&mut Info| info.line.span.end as usize <= from + found;
            while lines.next_if(ends).is_some() {}
            if let Some(info) = lines.peek_mut() {
                info.named = true;
            }
        }
    }
}

/// The rule that takes a line of the speech, on a page with chrome around it.
fn inner_rule(
    info: &mut Info,
    source: &str,
    names: Names<'_>,
    first: bool,
    below_chrome: bool,
) -> Option<Id> {
    if !info.may_be_inner() || !first && !(below_chrome && info.is_short()) {
        return None;
    }
    let least = if info.full { FULL } else { Weight::CERTAIN };
    let weight = if first && info.named {
        info.weigh(source);
        // A name covers, but weighs nothing.
        match info.weight.total {
            ..5 => return None,
            _ => vocabulary().weigh(info.text(source), names),
        }
    } else if info.covers(source, least) {
        info.weight
    } else {
        return None;
    };
    let said = || info.line.marks.any(Marks::COMMA) && is_spoken(&weight, info.text(source));
    (weight.is_certain() && weight.cover() >= least.into() && !said())
        .then(|| words(weight.reason()))
}

/// Where a line above or below the speech stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    above: bool,
    /// Whether it is above the speech, but below the title.
    under_title: bool,
    /// Whether the line above it is chrome.
    under_chrome: bool,
    /// Whether the page has chrome elsewhere.
    chrome: bool,
}

/// The rule that takes a line above or below the speech.
fn edge_rule(info: &Info, source: &str, names: Names<'_>, place: Place) -> Option<Id> {
    let chrome = place.chrome;
    let text = info.text(source);
    if info.salutation || shape::is_date(text) || shape::is_omission(text) {
        return None;
    }
    if chrome && info.weight.may_hold(hint::WEEK) && text.contains("星期") && is_calendar(text) {
        return Some(Id::NavigationWords);
    }
    if is_dotted_number(text) {
        return Some(Id::PageDotted);
    }
    if chrome && text == ":::" {
        // An anchor for readers of the screen.
        return Some(Id::NavigationWords);
    }
    if chrome && info.line.han == 0 && is_address(text) {
        return Some(Id::NoiseBetween);
    }
    if chrome && info.line.marks.any(Marks::DIGIT) && is_pages(text) {
        return Some(Id::DownloadPages);
    }
    if info.line.han <= END_MARK && is_end_mark(text) {
        return Some(Id::WidgetEnd);
    }
    if info.line.marks.any(Marks::COLON)
        && (is_stamp(text)
            || chrome && !info.sentence && !info.ordinal && is_stamped(&info.line, text))
    {
        return Some(Id::MetaStamp);
    }
    if !place.above && is_credit(&info.line, text) {
        return Some(Id::MetaCredit);
    }
    if chrome && !info.sentence && is_hashtag(text) {
        return Some(Id::RelatedHashtag);
    }
    let count =
        info.line.han == 0 && text.len() <= COUNT && text.bytes().all(|b| b.is_ascii_digit());
    if chrome && place.above && place.under_title && count {
        return Some(Id::NoiseBetween);
    }
    if chrome && info.line.marks.any(Marks::BAR) && is_columns(text) {
        return Some(Id::NavigationColumns);
    }
    if chrome && info.line.marks.any(Marks::ARROW) && is_short_path(info, text) {
        return Some(Id::NavigationPath);
    }
    if info.line.width > LONGEST || info.weight.total == 0 && !info.weight.menu {
        return None;
    }
    if info.full && info.weight.cover() < 80 {
        return None;
    }
    let weight = if info.weight.total >= 3 && names.stand_in(text) {
        vocabulary().weigh(text, names)
    } else {
        info.weight
    };
    // Under the title, or where there is nothing of a site, it is the speaker's.
    let of_site = chrome && !place.under_title
        || info.weight.may_hold(hint::PAGE) && text.contains(['网', '站', '網']);
    if of_site && is_welcome(info, text) {
        return Some(Id::NavigationWords);
    }
    if info.sentence || info.line.marks.any(Marks::STOP) {
        let dense = weight.total >= 10 && weight.cover() >= 60;
        let hints = &info.weight;
        let said = !(dense || hints.hints_at(hint::PAGE))
            || is_spoken(hints, text)
            || is_demand(text)
            || hints.hints_at(hint::FORMULA) && weight.total < 8;
        // A notice beside other chrome.
        let notice =
            chrome && (place.above || place.under_chrome) && is_notice_by(&info.weight, text);
        let prompt = weight.total >= 5 && weight.cover() >= 50 && is_throughout(text);
        return ((prompt || notice) && !said).then(|| words(weight.reason()));
    }
    if info.ordinal && weight.total < 6 {
        return None;
    }
    // On a page that has no chrome else it has to be that by itself.
    let alone = place.above && weight.cover() == 100 && weight.fields == 0;
    let likely = weight.is_likely() && (chrome || weight.total >= 5 || alone);
    if likely && !(shape::ends_like_title(text) && weight.cover() < 60) {
        return Some(words(weight.reason()));
    }
    if weight.menu && chrome && info.line.width <= 60 {
        return Some(Id::NavigationMenu);
    }
    // 关注, 主题: a button in the head of a page.
    let button = place.above && info.line.width <= BUTTON && weight.cover() == 100;
    (chrome && button && info.line.han >= 2 && weight.total > 0).then(|| words(weight.reason()))
}

/// https://… and nothing else.
fn is_address(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."))
        && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Longest count that stands alone, in digits.
const COUNT: usize = 6;
/// Widest button of one word, in half-widths.
const BUTTON: u16 = 12;

/// （转载自…）, （本报记者…）, on a line of its own.
fn is_credit(line: &Line, text: &str) -> bool {
    const OPENERS: [&str; 12] = [
        "转载自",
        "转自",
        "摘自",
        "原载",
        "来源",
        "据",
        "载于",
        "刊于",
        "選自",
        "選自",
        "轉載自",
        "來源",
    ];
    const NAMED: [&str; 4] = ["本报记者", "通讯员", "本刊记者", "本网记者"];
    let Some(inner) = text
        .strip_prefix(['（', '(', '【', '['])
        .and_then(|text| text.strip_suffix(['）', ')', '】', ']']))
    else {
        return false;
    };
    line.width <= 60
        && !inner.contains(['。', '，', '；', '录', '整'])
        && (OPENERS.iter().any(|word| inner.starts_with(word))
            || NAMED.iter().any(|word| inner.contains(word)))
}

/// #校长讲话, #开学 8个
fn is_hashtag(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|tag| tag.starts_with(is_han) && tag.chars().count() <= 30)
}

/// A line with a date and a clock time in digits beside a few words, not an occasion's.
fn is_stamped(line: &Line, text: &str) -> bool {
    line.width <= 60
        && line.han <= 24
        && !text.starts_with(['（', '('])
        && has_stamp(text)
        && !["会", "礼堂", "地点", "在", "讲", "报告厅"]
            .iter()
            .any(|word| text.contains(word))
}

/// Whether a date and a clock time stand in the text, in digits: 2024-03-02 10:21.
fn has_stamp(text: &str) -> bool {
    let digits =
        |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    text.match_indices(':').take(8).any(|(at, _)| {
        let minutes = text[at + 1..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let hour = digits(&text[..at]);
        if minutes != 2 || !(1..=2).contains(&hour) {
            return false;
        }
        let date = text[..at - hour].trim_end_matches(crate::chars::is_space);
        let date = date.strip_suffix(['日', 'T']).unwrap_or(date);
        let day = digits(date);
        let Some(date) = date[..date.len() - day].strip_suffix(['-', '/', '.', '月']) else {
            return false;
        };
        let month = digits(date);
        let Some(date) = date[..date.len() - month].strip_suffix(['-', '/', '.', '年']) else {
            return false;
        };
        (1..=2).contains(&day) && (1..=2).contains(&month) && digits(date) == 4
    })
}

/// Names of other speeches, menus, and unknown lines between lines of chrome.
fn settle_neighbours(
    source: &str,
    infos: &mut [Info],
    zones: &Zones,
    headings: &mut Vec<(u64, u32)>,
) {
    mark_contents(source, infos, zones, headings);
    let head = zones.title.unwrap_or(0).min(infos.len());
    let chrome = infos.iter().any(tells);
    if head > 0 && (chrome || is_paged(source, infos)) {
        mark_publication(source, infos, head);
    }
    if !chrome {
        return;
    }
    mark_notices(source, infos, zones);
    mark_values(source, infos, zones);
    fill_head(source, infos, head);
    fill_tail(source, infos, (zones.last + 1).max(1));
    spare_reading(source, infos, zones);
    spare_occasion(source, infos);
    // In the middle: the name of another speech at the end of a part of a compilation.
    for index in zones.first + 1..infos.len() {
        if infos[index].rule.is_some() || !infos[index].is_short() {
            continue;
        }
        let text = infos[index].text(source);
        let next = infos.get(index + 1);
        if may_be_listed(&infos[index].line)
            && is_listed(text)
            && next.is_some_and(|info| shape::is_part(info.text(source)))
            && shape::ends_like_title(text)
        {
            infos[index].take(Id::RelatedList);
        }
    }
}

/// 延伸阅读 and books below it, on a page without other chrome, are the speaker's.
fn spare_reading(source: &str, infos: &mut [Info], zones: &Zones) {
    let start = (zones.last + 1).min(infos.len());
    let (speech, tail) = infos.split_at_mut(start);
    let Some((heading, books)) = tail.split_first_mut() else {
        return;
    };
    let reading = heading
        .text(source)
        .trim_end_matches(['：', ':'])
        .ends_with("阅读");
    let book = |info: &Info| {
        let text = info.text(source);
        info.line.first == '《' && !shape::ends_like_title(text)
    };
    let count = books.iter().take_while(|info| book(info)).count();
    // Nothing but chrome that says so itself is below them.
    let listed = [Id::RelatedList.rule(), Id::RelatedBetween.rule()];
    let ends = books[count..]
        .iter()
        .all(|info| info.rule.is_some_and(|rule| !listed.contains(&rule)));
    if reading && count > 0 && ends && speech.iter().all(|info| info.rule.is_none()) {
        heading.rule = None;
        books[..count].iter_mut().for_each(|info| info.rule = None);
    }
}

/// 时间： with 地点： below it is when somebody spoke.
fn spare_occasion(source: &str, infos: &mut [Info]) {
    let label = |info: &Info, label: &str| {
        let text = info.text(source);
        text.strip_prefix(label)
            .is_some_and(|rest| rest.starts_with(['：', ':']))
    };
    for index in 1..infos.len() {
        let place = label(&infos[index], "地点") || label(&infos[index], "地點");
        let time = &infos[index - 1];
        if place && (label(time, "时间") || label(time, "時間")) {
            infos[index - 1].rule = None;
            infos[index].rule = None;
        }
    }
}

/// Lines above the speech under a label of the page's that has no value of its own: 标签：
fn mark_values(source: &str, infos: &mut [Info], zones: &Zones) {
    for index in 1..zones.first.min(infos.len()) {
        let (label, info) = (&infos[index - 1], &infos[index]);
        let labels = label.rule.is_some()
            && matches!(label.line.last, '：' | ':')
            && label.line.width <= LABEL
            && matches!(
                label.reason,
                Reason::Related | Reason::Download | Reason::Navigation
            );
        let text = info.text(source);
        let value =
            info.rule.is_none() && !info.sentence && !info.salutation && info.line.width <= SHORT;
        if labels
            && value
            && zones.title != Some(index)
            && !shape::is_date(text)
            && !shape::is_byline(&info.line, text)
        {
            let reason = label.reason;
            infos[index].take(between(reason));
        }
    }
}

/// Widest label with its value below, in half-widths.
const LABEL: u16 = 16;

/// Numbered sentences in a row outside the speech, half of which are notices: all are.
fn mark_notices(source: &str, infos: &mut [Info], zones: &Zones) {
    let end = zones.first.min(infos.len());
    let tail = (zones.last + 1).max(end).min(infos.len());
    for (start, end) in [(0, end), (tail, infos.len())] {
        for run in infos[start..end].chunk_by_mut(|a, b| a.ordinal && b.ordinal) {
            if !run[0].ordinal || run.len() < 2 {
                continue;
            }
            let known = |info: &mut Info| info.rule.is_some() || is_notice(info, source);
            let notices = run
                .iter_mut()
                .filter_map(|info| known(info).then_some(()))
                .count();
            if 2 * notices < run.len() {
                continue;
            }
            for info in run
                .iter_mut()
                .filter(|info| info.rule.is_none() && info.sentence)
            {
                info.weigh(source);
                info.take(words(info.weight.reason()));
            }
        }
    }
}

/// A table of contents above the speech: ordinals that come again as headings.
fn mark_contents(source: &str, infos: &mut [Info], zones: &Zones, headings: &mut Vec<(u64, u32)>) {
    let first = zones.first.min(infos.len());
    if !infos[..first].iter().any(|info| info.ordinal) {
        return;
    }
    headings.clear();
    for (index, info) in (0..).zip(infos.iter()) {
        if info.ordinal && info.rule.is_none() {
            headings.push((fingerprint(named(info.text(source))), index));
        }
    }
    headings.sort_unstable();
    let mut announced = false;
    for index in 0..first {
        let info = &infos[index];
        if !info.ordinal {
            // 今天我讲三点：
            announced = info.rule.is_none()
                && matches!(info.line.last, '：' | ':')
                && info.line.han >= ANNOUNCED;
        }
        if announced || info.rule.is_some() || !info.ordinal || info.sentence {
            continue;
        }
        let text = named(info.text(source));
        let key = fingerprint(text);
        let from = headings.partition_point(|&heading| heading <= (key, index as u32));
        let again = headings[from..]
            .iter()
            .take_while(|heading| heading.0 == key)
            .any(|&(_, later)| {
                let heading = named(infos[later as usize].text(source));
                shape::skeleton(heading).eq(shape::skeleton(text))
            });
        if again {
            infos[index].take(Id::NavigationContents);
            // 目录 over them.
            let heading = |info: &Info| {
                let letters = shape::skeleton(info.text(source));
                letters.eq("目录".chars()) && info.rule.is_none()
            };
            if index > 0 && heading(&infos[index - 1]) {
                infos[index - 1].take(Id::NavigationContents);
            }
        }
    }
}

/// Han of a line with a colon that announces what will be spoken of; 本文目录： has fewer.
const ANNOUNCED: u16 = 5;

/// What an ordinal names: 篇一：…, 1.…
fn named(text: &str) -> &str {
    let ends = |c: char| matches!(c, '、' | '.' | '．' | '：' | ':' | '）' | ')');
    let end = text.char_indices().take(6).find(|&(_, c)| ends(c));
    end.map_or(text, |(at, _)| text[at..].trim_start_matches(ends))
}

/// The same for texts with the same [`shape::skeleton`].
fn fingerprint(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    shape::skeleton(text).for_each(|c| hasher.write_u32(c.into()));
    hasher.finish()
}

/// Unknown lines above the title: with chrome on both sides, or with chrome above and a blank line
/// between them and the title.
fn fill_head(source: &str, infos: &mut [Info], title: usize) {
    // A line under the title's own is that.
    let subtitle = |info: &Info| matches!(info.line.first, '—' | '－' | '─' | '-' | '–');
    let title = match infos.get(title) {
        Some(info) if subtitle(info) => title.saturating_sub(1),
        _ => title,
    };
    let Some(mut lowest) = infos[..title].iter().rposition(tells) else {
        return;
    };
    let gap = infos
        .get(title)
        .is_some_and(|info| info.line.marks.any(Marks::AFTER_BLANK));
    let mut reason = infos[lowest].reason;
    // The nearest line of chrome above, on the way up.
    let mut above = Some(lowest);
    for index in (0..title).rev() {
        let info = &infos[index];
        if info.rule.is_some() {
            reason = info.reason;
            continue;
        }
        let text = info.text(source);
        let fits = !info.sentence
            && info.line.width <= 80
            && !info.salutation
            && !shape::is_date(text)
            && !shape::is_byline(&info.line, text);
        let half = index + 1 == title && has_title_words(text);
        let told = || index > 0 && tells(&infos[index - 1]) && is_told(source, infos, index);
        if fits && (index < lowest || gap && !half || told()) {
            while let Some(at) = above.filter(|&at| at >= index) {
                above = infos[..at].iter().rposition(|info| info.rule.is_some());
            }
            let agreed = above.is_some_and(|at| infos[at].reason == reason);
            let guess = if agreed && reason != Reason::Meta {
                reason
            } else {
                Reason::Navigation
            };
            let guess = guess_reason(&infos[index], guess);
            infos[index].take(between(guess));
            lowest = lowest.max(index);
        }
    }
}

/// Whether a line of chrome says something about its neighbours: random signs do not, nor does a
/// title.
fn tells(info: &Info) -> bool {
    info.rule.is_some_and(|rule| {
        ![
            Id::NoiseLine,
            Id::NoiseRule,
            Id::MetaTitleRepeated,
            Id::MetaTitleCopy,
        ]
        .iter()
        .any(|id| id.rule() == rule)
    })
}

/// Whether page numbers stand on lines of their own.
pub(super) fn is_paged(source: &str, infos: &[Info]) -> bool {
    infos
        .iter()
        .any(|info| is_page_number(&info.line, info.text(source)))
}

/// Lines of a breadcrumb above the name of a column that are looked at.
const CRUMBS: usize = 3;

/// Whether an unknown line between chrome and the title is known by its form: a label, a count,
/// the column that a breadcrumb above names, the next name of a menu.
fn is_told(source: &str, infos: &[Info], index: usize) -> bool {
    let info = &infos[index];
    let text = info.text(source);
    let label = matches!(info.line.last, '：' | ':') && info.line.width <= BUTTON;
    let count = info.line.han == 0
        && text.len() <= 2 * COUNT
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'/' | b' '));
    let crumb = |above: &Info| {
        above.rule == Some(Id::NavigationPath.rule())
            && above
                .text(source)
                .split(['>', '»', '›', '→', '＞'])
                .any(|part| part.trim_matches([' ', '-', '\u{a0}', '\u{3000}']) == text)
    };
    let narrow = |info: &Info| info.line.width <= MENU && info.line.han > 0;
    let menu =
        |above: &Info| above.rule.is_some() && above.reason == Reason::Navigation && narrow(above);
    label
        || count
        || infos[index.saturating_sub(CRUMBS)..index].iter().any(crumb)
        || index >= 2 && narrow(info) && menu(&infos[index - 1]) && menu(&infos[index - 2])
}

/// Widest name in a menu of one name a line, in half-widths.
const MENU: u16 = 8;

/// The name of a collection on the page's first line, above the title: a header of print.
fn mark_publication(source: &str, infos: &mut [Info], title: usize) {
    const ENDS: &[&str] = &[
        "选编", "汇编", "文集", "选集", "文选", "精选", "集萃", "辑要", "简报", "公文", "文稿",
        "丛书", "内刊", "学刊", "保存", "资料",
    ];
    let head = infos[..title]
        .iter()
        .filter(|info| info.rule.is_none())
        .count();
    if let Some(info) = infos[..title].iter_mut().find(|info| info.rule.is_none()) {
        let text = info.text(source);
        if head == 1
            && info.line.width <= 40
            && !info.sentence
            && ENDS.iter().any(|end| text.ends_with(end))
        {
            info.take(Id::HeaderPublication);
        }
    }
}

/// What a title over two lines may begin with.
fn has_title_words(text: &str) -> bool {
    text.contains(['在', '年', '届', '第', '关', '的', '会', '长'])
}

/// The reason of an unknown line: what its few words say, or that of the lines around it.
fn guess_reason(info: &Info, around: Reason) -> Reason {
    if info.weight.total > 0 {
        info.weight.reason()
    } else {
        around
    }
}

/// Unknown lines below the end: names of other speeches, scraps, and what follows chrome.
fn fill_tail(source: &str, infos: &mut [Info], start: usize) {
    let start = start.min(infos.len());
    let highest = infos[start..]
        .iter()
        .position(|info| info.rule.is_some())
        .map(|at| start + at);
    let mut reason = Reason::Related;
    for index in start..infos.len() {
        let info = &infos[index];
        if info.rule.is_some() {
            reason = info.reason;
            continue;
        }
        let text = info.text(source);
        // A notice in another language under it.
        let above = &infos[index - 1];
        if info.line.han == 0
            && info.line.width <= LONGEST
            && above.rule.is_some()
            && above.reason == Reason::Copyright
            && text.contains(|c: char| c.is_ascii_alphabetic())
        {
            infos[index].take(Id::NoiseBetween);
            reason = Reason::Copyright;
            continue;
        }
        if info.sentence && info.line.han >= SENTENCE
            || info.salutation
            || info.line.width > 80
            || info.line.marks.any(Marks::STOP)
            || shape::is_omission(text)
        {
            continue;
        }
        if is_listed(text)
            && (shape::ends_like_title(text)
                || info.weight.may_hold(hint::SPEECH) && shape::mentions_speech(text)
                || highest.is_some_and(|at| at < index))
        {
            infos[index].take(Id::RelatedList);
            continue;
        }
        let after = highest.is_some_and(|at| at < index);
        if !after
            || shape::is_date(text)
            || info.weight.may_hold(hint::FORMULA) && shape::is_formula(text)
            || info.ordinal && info.line.han > 0 && !shape::ends_like_title(text)
        {
            continue;
        }
        if info.line.han == 0 {
            if info.line.width <= 40
                && !text
                    .chars()
                    .all(|c| c.is_ascii_digit() || crate::chars::is_space(c))
            {
                infos[index].take(Id::NoiseBetween);
            }
        } else if shape::ends_like_title(text) && info.line.han >= 6 {
            infos[index].take(Id::RelatedList);
        } else if !(shape::is_office(&info.line, text)
            && infos
                .get(index + 1)
                .is_some_and(|next| shape::is_date(next.text(source))))
        {
            let guess = guess_reason(&infos[index], reason);
            infos[index].take(between(guess));
        }
    }
}

/// Whether the first and the last character speak for [`is_listed`].
fn may_be_listed(line: &Line) -> bool {
    line.first == '《'
        || line.first.is_ascii_digit()
        || line.last.is_ascii_digit()
        || is_bullet(line.first)
}

fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '·' | '•'
            | '●'
            | '■'
            | '◆'
            | '★'
            | '☆'
            | '►'
            | '▶'
            | '○'
            | '◎'
            | '※'
            | '-'
            | '>'
            | '»'
            | '▪'
            | '◇'
            | '→'
            | '*'
    )
}

/// "· name", "2. name", 《name》, "[column] name", "name 05-12".
pub(super) fn is_listed(text: &str) -> bool {
    let text = text.trim_end();
    if text.starts_with('《') && text.ends_with('》') && text.matches('《').count() == 1 {
        return true;
    }
    if text.starts_with(is_bullet) {
        return text.chars().count() > 3;
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < text.len()
        && text.len() - rest.len() <= 2
        && rest.starts_with(['.', '、', '．', ' ', ')', '）']);
    let dated = text.len() > 8 && text.ends_with(|c: char| c.is_ascii_digit()) && {
        let stem = text.trim_end_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | ':' | ' ')
        });
        text.len() - stem.len() >= 4 && text[stem.len()..].contains(['-', '/'])
    };
    numbered || dated
}

/// 第1页 / 共4页 and kin: only beside other chrome, for a PDF has it too.
fn is_pages(text: &str) -> bool {
    let mut digits = 0;
    let mut pages = 0;
    for c in text.chars() {
        match c {
            '0'..='9' => digits += 1,
            '页' => pages += 1,
            '第' | '共' | '/' | '／' | ' ' | '\u{3000}' | '\u{a0}' | '，' | ',' | '当' | '前'
            | '总' | '数' | '：' | ':' => {}
            _ => return false,
        }
    }
    digits >= 2 && pages >= 1 && text.contains(['/', '／'])
}

/// The shape of a page number (`- 4 -`, `4 / 5`, 第 4 页 共 5 页, ·4·); which lines are page numbers
/// is settled elsewhere.
fn is_page_number(line: &Line, text: &str) -> bool {
    let opens = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '-' | '—' | '–' | '/' | '第' | '共' | '·' | '•' | '页' | ',' | '，'
            )
    };
    line.marks.any(Marks::DIGIT)
        && text.len() <= 40
        && opens(line.first)
        && text.contains(|c: char| c.is_ascii_digit())
        && text.contains(['-', '—', '/', '页', '·', '–'])
        && text.chars().all(|c| {
            c.is_ascii_digit() || crate::chars::is_space(c) || "-—–/第页共·•，,".contains(c)
        })
}

/// ·4·: a page number between dots.
fn is_dotted_number(text: &str) -> bool {
    let core = text.trim_matches(|c: char| crate::chars::is_space(c) || "·•∙・".contains(c));
    text.starts_with(['·', '•', '∙', '・'])
        && text.ends_with(['·', '•', '∙', '・'])
        && (1..=4).contains(&core.len())
        && core.bytes().all(|byte| byte.is_ascii_digit())
}

/// Han of the longest end mark.
const END_MARK: u16 = 4;

/// END, — 完 —, （全文完）, -THE END-.
fn is_end_mark(text: &str) -> bool {
    let core = text.trim_matches(|c: char| {
        crate::chars::is_space(c) || "—-–─=*·•…~～_▲△■◆【】[]()（）<>《》|/.。".contains(c)
    });
    let decorated = core.len() < text.trim().len();
    core.eq_ignore_ascii_case("the end")
        || core.eq_ignore_ascii_case("end")
        || matches!(
            core,
            "全文完" | "完结" | "全文结束" | "正文完" | "本文完" | "全剧终"
        )
        || decorated && matches!(core, "完" | "终")
}

/// 2024年3月5日 星期二: the calendar in the head of a site.
fn is_calendar(text: &str) -> bool {
    text.chars()
        .filter(|c| {
            !(c.is_ascii_digit()
                || crate::chars::is_space(*c)
                || "年月日-/.星期一二三四五六天农历初十廿正腊冬".contains(*c))
        })
        .count()
        == 0
}

/// A date in digits with a time of day, and nothing of the speech about it.
fn is_stamp(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let mut clock = false;
    let bytes = text.as_bytes();
    for (at, _) in text.match_indices(':') {
        clock |= at >= 1
            && bytes[at - 1].is_ascii_digit()
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
            && bytes.get(at + 2).is_some_and(u8::is_ascii_digit);
    }
    clock
        && text.chars().all(|c| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    ':' | '-' | '/' | '.' | '年' | '月' | '日' | ' ' | '\u{a0}' | '\u{3000}'
                )
        })
        && text.len() >= 12
}

/// A | B | C, or runs of names with gaps between, four and more.
fn is_columns(text: &str) -> bool {
    let (mut parts, mut named) = (0, false);
    for part in text.split(['|', '｜', '┊', '│']).map(str::trim) {
        if part.chars().nth(10).is_some() {
            return false;
        }
        parts += 1;
        named |= !part.is_empty();
    }
    parts >= 3 && named
}

/// Whether a prompt just under the speech says that the rest is behind a wall.
fn is_walled(source: &str, infos: &[Info], zones: &Zones) -> bool {
    infos[(zones.last + 1).min(infos.len())..]
        .iter()
        .take(6)
        .filter(|info| {
            info.rule.is_some()
                && matches!(
                    info.reason,
                    Reason::Member | Reason::Download | Reason::Navigation | Reason::Advert
                )
        })
        .any(|info| {
            let text = info.text(source);
            info.weight.may_hold(hint::WALL) && WALLS.iter().any(|word| text.contains(word))
        })
}

/// The cuts: whole lines, and what goes out of the others.
fn collect(
    chrome: &Chrome,
    source: &str,
    infos: &[Info],
    title: &title::Found,
    triggers: &[(u32, u32)],
    cuts: &mut Vec<Cut>,
) {
    let mut at = 0;
    let mut index = inline::PageIndex::default();
    for (position, info) in infos.iter().enumerate() {
        let span = info.line.span;
        let mut rule = info.rule;
        if rule.is_none() && chrome.custom.whole.is_some() {
            let text = info.text(source);
            let head = title.zones.title.unwrap_or(title.zones.first);
            if position < head {
                rule = own_rule(chrome, info, text, ChromeScope::Head);
            } else if position > title.zones.last {
                rule = own_rule(chrome, info, text, ChromeScope::Tail);
            }
        }
        let zones = &title.zones;
        let (above, below) = (position < zones.first, position > zones.last);
        if let Some(rule) = rule
            .filter(|&rule| !chrome.disabled.contains(rule) && rules::admits(rule, above, below))
        {
            cuts.push(Cut {
                span,
                rule,
                breaks: false,
            });
            continue;
        }
        let from = cuts.len();
        let inside = |cut: &&Cut| cut.span.start >= span.start && cut.span.end <= span.end;
        if !title.cuts.is_empty() {
            cuts.extend(title.cuts.iter().filter(inside));
        }
        index.look(source, infos, position, cuts);
        if info.trigger {
            while triggers.get(at).is_some_and(|hit| hit.0 < span.start) {
                at += 1;
            }
            inline::inserts(source, span, &triggers[at..], title.sites(source), cuts);
        }
        if info.tail {
            residue::tail(source, info, cuts);
        }
        if info.line.first.is_ascii() && info.line.han > 0 {
            residue::opening(source, info, cuts);
        }
        if (zones.last..=zones.last + 1).contains(&position) && !info.full {
            cuts.extend(prompt(source, info));
        }
        if !chrome.custom.rules.is_empty() {
            own_inserts(chrome, source, span, cuts);
        }
        if cuts.len() > from {
            tidy(chrome, cuts, from);
        }
    }
}

/// Longest prompt behind the last sentence of a line, in bytes.
const PROMPT: usize = 72;

/// 返回首页，查看更多 behind the last sentence of the speech.
fn prompt(source: &str, info: &Info) -> Option<Cut> {
    let text = info.text(source);
    let (at, stop) = text
        .char_indices()
        .rev()
        .take(PROMPT)
        .find(|&(_, c)| matches!(c, '。' | '！' | '？' | '”'))?;
    let start = at + stop.len_utf8();
    let behind = text[start..].trim_matches(crate::chars::is_space);
    if behind.is_empty() || behind.len() > PROMPT {
        return None;
    }
    let weight = vocabulary().weigh(behind, Names::default());
    let spoken = weight.hints_at(hint::FORMULA) || is_spoken(&weight, behind);
    (weight.is_certain() && !spoken).then(|| Cut {
        span: Span::new(
            info.line.span.start as usize + start,
            info.line.span.end as usize,
        ),
        rule: Id::WidgetPrompt.rule(),
        breaks: false,
    })
}

fn own_inserts(chrome: &Chrome, source: &str, span: Span, cuts: &mut Vec<Cut>) {
    for (row, rule) in chrome.custom.rules.iter().enumerate() {
        if rule.scope == ChromeScope::Inline {
            cuts.extend(
                rule.regex
                    .find_iter(span.of(source))
                    .filter(|found| !found.is_empty())
                    .map(|found| Cut {
                        span: Span::new(
                            span.start as usize + found.start(),
                            span.start as usize + found.end(),
                        ),
                        rule: RuleId::new(Stage::Custom, row as u16),
                        breaks: false,
                    }),
            );
        }
    }
}

/// Sorts the cuts of one line, drops those of rules that are switched off and those that overlap.
fn tidy(chrome: &Chrome, cuts: &mut Vec<Cut>, from: usize) {
    cuts[from..].sort_by_key(|cut| (cut.span.start, std::cmp::Reverse(cut.span.end)));
    let mut end = 0;
    let mut at = from;
    for next in from..cuts.len() {
        let cut = cuts[next];
        if cut.span.start >= end
            && cut.span.end > cut.span.start
            && !chrome.disabled.contains(cut.rule)
        {
            end = cut.span.end;
            cuts[at] = cut;
            at += 1;
        }
    }
    cuts.truncate(at);
}
