//! First lines of a page whose copies are sought in the rest of it: titles come twice and thrice,
//! glued to each other, to the site's name and to the speech.

use super::is_space;
use super::patterns::GENRES;

/// How many of the first lines are looked at, and of them how many for their begins.
const LINES: usize = 30;
const BEGINS: usize = 12;
/// Shortest and longest copy, in characters.
const SHORTEST: usize = 7;
const LONGEST: usize = 50;
/// How far into a long line a title may reach.
const REACH: usize = 60;

/// Texts of which each copy is a run of its own.
pub(super) fn heads(source: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let lines = || {
        let trimmed = source.lines().map(|line| line.trim_matches(is_space));
        trimmed.filter(|line| !line.is_empty())
    };
    for line in lines().take(LINES) {
        whole(line, &mut heads);
    }
    for line in lines().take(BEGINS) {
        begins(source, line, &mut heads);
    }
    heads
}

fn add(head: &str, heads: &mut Vec<String>) {
    if !heads.iter().any(|known| known == head) {
        heads.push(head.to_owned());
    }
}

/// A short line, and a file's name without its ending.
fn whole(line: &str, heads: &mut Vec<String>) {
    let length = line.chars().count();
    if (SHORTEST..=LONGEST).contains(&length) && !line.ends_with(['。', '：', ':', '，']) {
        add(line, heads);
    }
    for ending in [".docx", ".doc", ".pdf"] {
        if let Some(name) = line.strip_suffix(ending)
            && name.chars().count() >= SHORTEST
        {
            add(name, heads);
        }
    }
}

/// The begin of a line up to the name of a genre, if the page has it again; and what a line
/// begins with twice.
fn begins(source: &str, line: &str, heads: &mut Vec<String>) {
    let end = |count: usize| line.char_indices().nth(count).map_or(line.len(), |at| at.0);
    let reach = end(REACH);
    for genre in GENRES {
        for (at, _) in line[..reach].match_indices(genre) {
            let head = &line[..at + genre.len()];
            if head.chars().count() > SHORTEST && source.matches(head).nth(1).is_some() {
                add(head, heads);
            }
        }
    }
    let first = end(SHORTEST + 1);
    if first < reach
        && let Some(again) = line[first..reach].find(&line[..first])
    {
        add(line[..first + again].trim_matches(is_space), heads);
    }
}

#[cfg(test)]
mod tests {
    use super::heads;

    #[test]
    fn a_title_glued_twice_is_known() {
        let found = heads("厂长在投产仪式上的讲话厂长在投产仪式上的讲话各位来宾：\n");
        assert!(found.contains(&"厂长在投产仪式上的讲话".to_owned()));
    }

    #[test]
    fn sentences_are_no_heads() {
        assert!(heads("水厂今天投产了，大家辛苦了。\n").is_empty());
    }
}
