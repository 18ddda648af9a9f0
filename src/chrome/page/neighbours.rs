//! Lines that are told by what stands beside them: values under labels, notices, tables of contents,
//! what is left of a head and a tail.

use super::sentence::is_notice;
use super::signs::{ARROWS, BUTTON, COUNT, is_listed, is_page_number, may_be_listed};
use super::*;

/// Names of other speeches, menus, and unknown lines between lines of chrome.
pub(super) fn settle_neighbours(
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
            let notices: usize = run.iter_mut().map(|info| usize::from(known(info))).sum();
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
        if info.ordinal && info.rule.is_none() && names(info.text(source)) {
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

/// Whether an ordinal names anything: 1、 on a line of its own does not.
fn names(text: &str) -> bool {
    shape::skeleton(named(text)).next().is_some()
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
pub(in crate::chrome) fn is_paged(source: &str, infos: &[Info]) -> bool {
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
                .split(ARROWS)
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
