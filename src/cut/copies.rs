//! First lines of a page whose copies are sought in the rest of it: titles come twice and thrice,
//! glued to each other, to the site's name and to the speech.

use super::class::{self, Classes, length};
use super::line::CLASSES;
use super::patterns::{chars, trim};
use super::words::{GENRES, ends_in_genre};

/// How many of the first lines are looked at, and of them how many for their begins.
const LINES: usize = 30;
const BEGINS: usize = 12;
/// Shortest and longest copy, in characters.
const SHORTEST: usize = 7;
const LONGEST: usize = 50;
/// How far into a long line a title may reach.
const REACH: usize = 60;
/// Longest name of a file, in characters.
const FILE: usize = 100;

/// Texts of which each copy is a run of its own.
#[derive(Debug)]
pub(super) struct Heads<'s> {
    heads: Vec<Head<'s>>,
    /// The classes of characters on this page.
    pub(super) classes: Classes,
}

#[derive(Debug)]
struct Head<'s> {
    key: u64,
    text: &'s str,
    /// Where the last copy ended: copies of a text do not overlap.
    end: usize,
}

impl<'s> Heads<'s> {
    pub(super) fn of(source: &'s str) -> Self {
        let mut heads = Heads {
            heads: Vec::new(),
            classes: CLASSES.clone(),
        };
        let mut begins = Vec::new();
        let lines = lines(source).map(trim);
        for (number, line) in lines
            .filter(|line| !line.is_empty())
            .take(LINES)
            .enumerate()
        {
            heads.whole(line);
            if number < BEGINS {
                let reach = &line[..end(line, REACH)];
                heads.twice(reach);
                begins.extend(Begin::of(source, reach));
            }
        }
        recur(source, &mut begins);
        for begin in begins {
            for &(end, _) in begin.ends.iter().filter(|end| end.1) {
                heads.add(&begin.line[..end]);
            }
        }
        heads
    }

    fn add(&mut self, text: &'s str) {
        if let (Some(key), Some(first)) = (key(text.as_bytes()), text.chars().next())
            && !self
                .heads
                .iter()
                .any(|known| known.key == key && known.text == text)
        {
            self.classes.add(first, class::HEAD);
            self.heads.push(Head { key, text, end: 0 });
        }
    }

    /// A short line, and a file's name without its ending.
    fn whole(&mut self, line: &'s str) {
        let is_sentence = line.ends_with(['。', '：', ':', '，']);
        if !is_sentence && has(line, SHORTEST, LONGEST) {
            self.add(line);
        }
        for ending in [".docx", ".doc", ".pdf"] {
            if let Some(name) = line.strip_suffix(ending)
                && has(name, SHORTEST, FILE)
            {
                self.add(name);
            }
        }
    }

    /// What a line begins with twice.
    fn twice(&mut self, line: &'s str) {
        let (begin, rest) = line.split_at(end(line, SHORTEST + 1));
        let first = begin.chars().next();
        let mut places = rest.char_indices();
        let is_again = |&(at, c): &(usize, char)| Some(c) == first && rest[at..].starts_with(begin);
        if let Some((again, _)) = places.find(is_again) {
            let head = trim(&line[..begin.len() + again]);
            if has(head, SHORTEST, REACH) {
                self.add(head);
            }
        }
    }

    /// The lengths of the heads of which a copy begins at a place, in bytes. The text stands at
    /// `base` of the page.
    pub(super) fn copies(
        &mut self,
        text: &str,
        at: usize,
        base: usize,
    ) -> impl Iterator<Item = usize> {
        let rest = &text[at..];
        let key = key(rest.as_bytes());
        let copy = move |head: &mut Head<'_>| {
            let is_copy =
                Some(head.key) == key && head.end <= base + at && is_begin(head.text, rest);
            is_copy.then(|| {
                head.end = base + at + head.text.len();
                head.text.len()
            })
        };
        self.heads.iter_mut().filter_map(copy)
    }
}

/// A line that begins with the name of a speech, if the page has that again.
struct Begin<'s> {
    key: u64,
    line: &'s str,
    /// Where it stands.
    at: usize,
    /// Where names of genres end, and whether the page has the text up to there again.
    ends: Vec<(usize, bool)>,
}

impl<'s> Begin<'s> {
    fn of(source: &str, line: &'s str) -> Option<Self> {
        static LAST: Classes = Classes::NONE.with_last(GENRES, class::HEAD);
        let bytes = line.as_bytes();
        let mut ends = Vec::new();
        let mut at = LAST.seek(bytes, end(line, SHORTEST));
        while let Some(&first) = bytes.get(at) {
            let end = at + length(first);
            if ends_in_genre(&line[..end]) {
                ends.push((end, false));
            }
            at = LAST.seek(bytes, end);
        }
        (!ends.is_empty()).then_some(Begin {
            key: key(line.as_bytes())?,
            line,
            at: line.as_ptr() as usize - source.as_ptr() as usize,
            ends,
        })
    }

    /// Notes how much of the line stands at another place too.
    fn compare(&mut self, source: &[u8], place: usize) {
        let other = &source[place..];
        let is_open = |&(end, recurs): &(usize, bool)| {
            !recurs && other.get(end - 6..end) == self.line.as_bytes().get(end - 6..end)
        };
        if !self.ends.iter().any(is_open) {
            return;
        }
        let pairs = self.line.bytes().zip(other);
        let same = pairs.take_while(|(own, other)| own == *other).count();
        for (end, recurs) in &mut self.ends {
            *recurs |= *end <= same && (place < self.at || place >= self.at + *end);
        }
    }
}

/// Seeks all of them on the page in one scan.
fn recur(source: &str, begins: &mut [Begin<'_>]) {
    if begins.is_empty() {
        return;
    }
    let mut classes = Classes::NONE;
    for first in begins.iter().filter_map(|begin| begin.line.chars().next()) {
        classes.add(first, class::HEAD);
    }
    let bytes = source.as_bytes();
    let mut at = classes.seek(bytes, 0);
    while let Some(&first) = bytes.get(at) {
        if let Some(key) = key(&bytes[at..]) {
            for begin in begins.iter_mut().filter(|begin| begin.key == key) {
                begin.compare(bytes, at);
            }
        }
        at = classes.seek(bytes, at + length(first));
    }
}

/// Whether a text begins with a head whose first bytes it has: asked of the last bytes first, for
/// many heads may begin alike.
fn is_begin(head: &str, text: &str) -> bool {
    let last = head.len() - SHORTEST..head.len();
    let (head, text) = (head.as_bytes(), text.as_bytes());
    text.get(last.clone()) == head.get(last) && text.starts_with(head)
}

/// The first bytes of a text, if it is long enough for a head.
fn key(text: &[u8]) -> Option<u64> {
    let first = text.get(..SHORTEST)?;
    Some(
        first
            .iter()
            .fold(0, |key, &byte| key << 8 | u64::from(byte)),
    )
}

/// The lines of a page, line ends left out.
fn lines(source: &str) -> impl Iterator<Item = &str> {
    let ends = memchr::memchr_iter(b'\n', source.as_bytes()).chain([source.len()]);
    let mut from = 0;
    ends.map(move |end| {
        let line = &source[from..end];
        from = end + 1;
        line
    })
}

/// Where a text of so many characters ends.
fn end(line: &str, count: usize) -> usize {
    line.char_indices().nth(count).map_or(line.len(), |at| at.0)
}

/// Whether a text has so many characters.
fn has(text: &str, least: usize, most: usize) -> bool {
    text.len() >= least && chars(text, most).is_some_and(|count| count >= least)
}

#[cfg(test)]
mod tests {
    use super::{Heads, has};

    fn heads(source: &str) -> Vec<&str> {
        Heads::of(source)
            .heads
            .iter()
            .map(|head| head.text)
            .collect()
    }

    #[test]
    fn a_title_glued_twice_is_known() {
        let found = heads("厂长在投产仪式上的讲话厂长在投产仪式上的讲话各位来宾：\n");
        assert!(found.contains(&"厂长在投产仪式上的讲话"));
    }

    #[test]
    fn a_title_that_comes_again_glued_to_more_is_known() {
        let page = "厂长在投产仪式上的讲话稿水务局。\n今天，厂长在投产仪式上的讲话。\n";
        assert_eq!(heads(page), ["厂长在投产仪式上的讲话"]);
    }

    #[test]
    fn sentences_are_no_heads() {
        assert!(heads("水厂今天投产了，大家辛苦了。\n").is_empty());
    }

    #[test]
    fn lengths() {
        let lengths = [
            has("水厂", 2, 3),
            has("水厂的人", 2, 3),
            has("水", 2, 3),
            has("水厂人", 2, 3),
        ];
        assert_eq!(lengths, [true, false, false, true]);
    }
}
