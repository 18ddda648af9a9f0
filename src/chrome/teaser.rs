//! Teasers: a line that begins as the text below it and breaks off with dots.
//!
//! The sharing site glues title, salutation and paragraphs together, without line ends, and
//! cuts after some hundred characters. So the teaser is followed through the lines below it, each
//! as far as it agrees; a line that does not agree at all (chrome between) is stepped over, and
//! what a line has beyond the teaser (a site's name behind the title) is left. Compared are the
//! characters without spaces, widths folded.

use super::page::{Info, Zones};
use super::rules::Id;
use super::shape::skeleton;
use crate::sets::Gate;

/// A teaser repeats at least so many characters.
const SHORTEST: usize = 16;
/// Lines a teaser may run through.
const REACH: usize = 40;
/// Lines below the speech that may be one.
const BELOW: usize = 3;
/// Fewer agreeing characters than this at the start of a line are chance.
const AGREE: usize = 4;

/// Whether the line could be a teaser, as far as the line itself tells.
pub(super) fn is_candidate(info: &Info, source: &str) -> bool {
    if info.line.width < 2 * SHORTEST as u16 {
        return false;
    }
    may_be_labelled(info.line.first) && unlabelled(info.text(source)).is_some()
        || matches!(info.line.last, '…' | '.' | '。' | ']' | '】') && {
            let text = info.text(source).trim_end_matches([']', '】', '[', '【']);
            text.ends_with("...")
                || text.ends_with('…')
                || text.ends_with("。。。")
                || text.ends_with("..")
                || text.ends_with("[详细")
        }
}

/// What stands in front of a teaser; then it may break off without dots.
const LABELS: &[&str] = &[
    "摘要",
    "内容摘要",
    "文章摘要",
    "本文摘要",
    "简介",
    "内容简介",
    "内容提要",
    "文章简介",
];

fn may_be_labelled(first: char) -> bool {
    static FIRST: Gate = Gate::first(LABELS).with("【[");
    FIRST.passes(first)
}

/// The text behind a label: 摘要：, 【摘要】.
fn unlabelled(text: &str) -> Option<&str> {
    let open = text.trim_start_matches(['【', '[']);
    let closes = |c: char| matches!(c, '】' | ']' | '：' | ':');
    LABELS
        .iter()
        .filter_map(|label| open.strip_prefix(label))
        .find(|rest| rest.starts_with(closes))
        .map(|rest| rest.trim_start_matches(closes))
}

/// Marks the teasers among the lines above the speech and its first lines, and one below it,
/// under chrome.
pub(super) fn mark(source: &str, infos: &mut [Info], zones: &Zones, teaser: &mut Vec<char>) {
    let end = (zones.first + 3).min(infos.len());
    for index in 0..end {
        if infos[index].rule.is_none()
            && is_candidate(&infos[index], source)
            && repeats(source, infos, index, index + 1, teaser)
        {
            infos[index].take(Id::TeaserOpening);
        }
    }
    let opening = zones.title.unwrap_or(zones.first);
    for index in zones.last.max(end)..infos.len().min(zones.last + 1 + BELOW) {
        if infos[index].rule.is_none()
            && infos[index - 1].rule.is_some()
            && is_candidate(&infos[index], source)
            && repeats(source, infos, index, opening, teaser)
        {
            infos[index].take(Id::TeaserOpening);
        }
    }
}

/// Whether line `index` repeats the lines from `start` on.
fn repeats(
    source: &str,
    infos: &[Info],
    index: usize,
    start: usize,
    teaser: &mut Vec<char>,
) -> bool {
    let text = infos[index].text(source);
    let text = text.trim_end_matches(['.', '…', '。', ']', '】', '[', '【', '细', '详', ' ']);
    let text = unlabelled(text).unwrap_or(text);
    teaser.clear();
    teaser.extend(skeleton(text));
    if teaser.len() < SHORTEST {
        return false;
    }
    let mut done = 0;
    for info in infos[start..].iter().take(REACH) {
        let rest = &teaser[done..];
        let line = info.text(source);
        let agreed = agreement(rest, line);
        let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let agreed = match numbered.strip_prefix('、') {
            Some(line) if agreed < AGREE => agreed.max(agreement(rest, line)),
            _ => agreed,
        };
        if agreed >= AGREE.min(rest.len()) {
            done += agreed;
        }
        if done == teaser.len() {
            return true;
        }
    }
    false
}

fn agreement(teaser: &[char], line: &str) -> usize {
    skeleton(line)
        .zip(teaser)
        .take_while(|(a, b)| a == *b)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_begin_as_they_should() {
        assert!(
            LABELS
                .iter()
                .all(|label| label.starts_with(may_be_labelled))
        );
        assert_eq!(unlabelled("【摘要】：水厂投产"), Some("水厂投产"));
        assert_eq!(unlabelled("摘要很长"), None);
    }
}
