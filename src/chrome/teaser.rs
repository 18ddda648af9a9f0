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

/// A teaser repeats at least so many characters.
const SHORTEST: usize = 16;
/// Lines a teaser may run through.
const REACH: usize = 40;
/// Fewer agreeing characters than this at the start of a line are chance.
const AGREE: usize = 4;

/// Whether the line could be a teaser, as far as the line itself tells.
pub(super) fn is_candidate(info: &Info, source: &str) -> bool {
    info.line.width >= 2 * SHORTEST as u16
        && matches!(info.line.last, '…' | '.' | '。' | ']' | '】')
        && {
            let text = info.text(source).trim_end_matches([']', '】', '[', '【']);
            text.ends_with("...")
                || text.ends_with('…')
                || text.ends_with("。。。")
                || text.ends_with("..")
                || text.ends_with("[详细")
        }
}

/// Marks the teasers among the lines above the speech and its first lines.
pub(super) fn mark(source: &str, infos: &mut [Info], zones: &Zones, teaser: &mut Vec<char>) {
    let end = (zones.first + 3).min(infos.len());
    for index in 0..end {
        if infos[index].rule.is_none()
            && is_candidate(&infos[index], source)
            && repeats(source, infos, index, teaser)
        {
            infos[index].take(Id::TeaserOpening);
        }
    }
}

fn repeats(source: &str, infos: &[Info], index: usize, teaser: &mut Vec<char>) -> bool {
    let text = infos[index].text(source);
    let text = text.trim_end_matches(['.', '…', '。', ']', '】', '[', '【', '细', '详', ' ']);
    let text = text
        .trim_start_matches("摘要：")
        .trim_start_matches("简介：");
    teaser.clear();
    teaser.extend(skeleton(text));
    if teaser.len() < SHORTEST {
        return false;
    }
    let mut done = 0;
    for info in infos[index + 1..].iter().take(REACH) {
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
