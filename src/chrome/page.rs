//! Reads a page: which lines are the speech's and which the site's.

mod cuts;
mod neighbours;
mod sentence;
mod signs;

use super::rules::{self, Id, between, words};
use super::shape;
use super::title::Names;
use super::weigh::{Weight, vocabulary};
use super::words::{SPOKEN, WALLS, hint};
use super::{Chrome, ChromeScope, Cut, Findings, inline, residue, teaser, title, triggers};
use crate::chars::{is_han, is_ideograph};
use crate::edit::Span;
use crate::lines::{Line, Lines};
use crate::marks::Marks;
use crate::rule::{Reason, RuleId, Stage};
use cuts::collect;
pub(super) use neighbours::is_paged;
use neighbours::settle_neighbours;
use regex::RegexSet;
use sentence::{
    is_demand, is_farewell_of_page, is_mention, is_notice, is_notice_by, is_spoken, is_throughout,
    is_title_with_widget, is_welcome,
};
use signs::{
    BUTTON, COUNT, END_MARK, is_address, is_calendar, is_columns, is_credit, is_dotted_number,
    is_end_mark, is_hashtag, is_listed, is_page_number, is_pages, is_path, is_short_path, is_stamp,
    is_stamped,
};
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
        if !is_ideograph(line.last) {
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

/// Marks the lines that fill the column, where lines are broken at one.
fn mark_full(infos: &mut [Info]) {
    let Some(column) = column(infos) else {
        mark_broken(infos);
        return;
    };
    // An indented first line is two characters short of it.
    let least = column - RAGGED - 4;
    let most = column + RAGGED;
    for info in infos {
        info.full = (least..=most).contains(&info.line.width);
    }
}

/// The most frequent width, if a third of the lines are within a character of it.
fn column(infos: &[Info]) -> Option<u16> {
    let mut counts = [0u16; SHORT as usize + 1];
    let mut narrow = 0;
    for info in infos {
        if let Some(count) = counts.get_mut(usize::from(info.line.width)) {
            *count = count.saturating_add(1);
            narrow += 1;
        }
    }
    let enough = |count: usize| count >= 6 && count * 3 >= infos.len();
    if !enough(narrow) {
        return None;
    }
    let count = |width: usize| counts.get(width).map_or(0, |&count| usize::from(count));
    let ragged = usize::from(RAGGED);
    let mut near = (NARROWEST - ragged - 1..NARROWEST + ragged)
        .map(count)
        .sum::<usize>();
    let (mut most, mut column) = (0, None);
    for width in NARROWEST..counts.len() {
        near = near + count(width + ragged) - count(width - ragged - 1);
        if near >= most {
            (most, column) = (near, Some(width as u16));
        }
    }
    column.filter(|_| enough(most))
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
            && is_ideograph(info.line.last)
            && is_ideograph(next.line.first)
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
    if chrome.whole.is_some()
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
    } else if let Some(model) = &chrome.model
        && model.knows(&info.line, info.text(source))
    {
        info.weigh(source);
        let reason = if info.weight.total > 0 {
            info.weight.reason()
        } else {
            Reason::Navigation
        };
        let row = chrome.rules.len() + reason as usize;
        info.rule = Some(RuleId::new(Stage::Custom, row as u16));
        info.reason = reason;
    }
}

/// The row of a rule of one's own that takes the whole line.
#[inline]
fn own_rule(chrome: &Chrome, info: &Info, text: &str, scope: ChromeScope) -> Option<RuleId> {
    let set = chrome.whole.as_ref()?;
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
        .find(|&row| chrome.rules[row].scope == scope)
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

/// Whether the speech may have ended above or with this line, as far as it goes.
fn is_seam(info: &mut Info, source: &str) -> bool {
    if info.rule.is_some() {
        return true;
    }
    let text = info.text(source);
    info.line.han <= END_MARK && is_end_mark(text) || is_page_number(&info.line, text)
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
        && is_ideograph(info.line.last)
        && is_ideograph(next.line.first)
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
