//! Seams inside one line.

use super::Seam;
use super::patterns::{
    ADDRESS, GENRES, MARK, OPENING, ORDINAL, PROMPT, VOCATIVE, VOCATIVE_BEGIN, closing, is_closer,
    is_end, is_han, is_space, names_people,
};
use std::ops::Range;

/// Longest bracket that may be an insert, in characters.
const BRACKET: usize = 60;
/// Longest salutation, in characters.
const SALUTATION: usize = 40;
/// Shortest and longest numbered heading that a paragraph may be glued to, in characters.
const HEADING: std::ops::RangeInclusive<usize> = 6..=45;

/// The seams of a line (without white space at its ends), in order.
pub(super) fn seams(text: &str, heads: &[String]) -> Vec<(usize, Seam)> {
    let mut scan = Scan {
        text,
        chars: text.char_indices().collect(),
        seams: Vec::new(),
        whole: Vec::new(),
        last: 0,
        ordinal: ORDINAL.is_match(text).then_some(0),
    };
    scan.matches(heads);
    scan.edges();
    for index in 0..scan.chars.len() {
        scan.step(index);
    }
    let whole = std::mem::take(&mut scan.whole);
    let mut seams = scan.seams;
    seams.retain(|seam| {
        !whole
            .iter()
            .any(|range| range.start < seam.0 && seam.0 < range.end)
    });
    seams.sort_unstable();
    seams.dedup_by_key(|seam| seam.0);
    seams.retain(|seam| seam.0 > 0 && seam.0 < text.len());
    seams
}

struct Scan<'s> {
    text: &'s str,
    chars: Vec<(usize, char)>,
    seams: Vec<(usize, Seam)>,
    /// What is one run whatever stands in it.
    whole: Vec<Range<usize>>,
    /// Index of the character that the run begins with.
    last: usize,
    /// The same, if the run begins with an ordinal.
    ordinal: Option<usize>,
}

impl<'s> Scan<'s> {
    /// What is found by pattern, at both ends.
    fn matches(&mut self, heads: &[String]) {
        for (pattern, seam) in [(&*ADDRESS, Seam::Address), (&*MARK, Seam::Mark)] {
            for found in pattern.find_iter(self.text) {
                self.seams.push((found.start(), seam));
                self.seams.push((found.end(), seam));
                self.whole.push(found.range());
            }
        }
        for found in PROMPT.find_iter(self.text) {
            self.seams.push((found.start(), Seam::Prompt));
        }
        for head in heads {
            for (at, _) in self.text.match_indices(head.as_str()) {
                self.seams.push((at, Seam::Copy));
                self.seams.push((at + head.len(), Seam::Copy));
            }
        }
    }

    /// A number at the begin of the line, and foreign tokens at both ends.
    fn edges(&mut self) {
        let chars = &self.chars;
        let length = chars.len();
        let digits = leading(chars.iter(), |c| c.is_ascii_digit());
        let dotted = matches!(chars.get(digits), Some((_, '、' | '.' | '．')));
        let next = chars.get(digits + 1);
        if length > 8
            && (1..=3).contains(&digits)
            && dotted
            && let Some(&(at, c)) = next
            && !c.is_ascii_digit()
        {
            self.seams.push((at, Seam::Number));
        }
        let foreign = leading(chars.iter(), |c| c.is_ascii_graphic());
        if foreign >= 3 && foreign < length && is_han(chars[foreign].1) {
            self.seams.push((chars[foreign].0, Seam::Foreign));
        }
        let foreign = leading(chars.iter().rev(), |c| c.is_ascii_graphic());
        let behind_latin = |&(_, c): &(usize, char)| c.is_ascii_graphic();
        let mut rest = chars
            .iter()
            .rev()
            .skip(foreign)
            .filter(|at| !is_space(at.1));
        if foreign >= 3 && rest.next().is_some_and(|at| !behind_latin(at)) {
            self.seams.push((chars[length - foreign].0, Seam::Foreign));
        }
    }

    /// Looks at the place before a character.
    fn step(&mut self, index: usize) {
        let c = self.chars[index].1;
        if is_space(c) {
            return;
        }
        self.bracket_end(index);
        let behind_space = index > 0 && is_space(self.chars[index - 1].1);
        let seam = if behind_space {
            self.gap(index)
        } else {
            self.glued(index)
        };
        if let Some(seam) = seam {
            let at = self.chars[index].0;
            self.seams.push((at, seam));
            self.last = index;
            self.ordinal = ORDINAL.is_match(self.rest(index)).then_some(index);
        }
    }

    fn rest(&self, index: usize) -> &'s str {
        &self.text[self.chars[index].0..]
    }

    /// White space is a gap, but not one space between Latin words.
    fn gap(&self, index: usize) -> Option<Seam> {
        let spaces = leading(self.chars[..index].iter().rev(), is_space);
        let before = self.chars[index - spaces - 1..].first()?.1;
        let both = before.is_ascii_graphic() && self.chars[index].1.is_ascii_graphic();
        (!both || spaces > 2).then_some(Seam::Gap)
    }

    /// The end of a bracket that opens here and may be an insert.
    fn bracket_end(&mut self, index: usize) {
        if let Some(close) = self.insert(index)
            && let Some(next) = self.chars.get(close + 1)
        {
            self.seams.push((next.0, Seam::Bracket));
        }
    }

    /// Index of what closes the bracket that opens here, if it may be an insert: a plain bracket
    /// of Han in mid-sentence is the speaker's.
    fn insert(&self, index: usize) -> Option<usize> {
        let open = self.chars[index].1;
        let close = closing(open)?;
        let end = self.chars.len().min(index + BRACKET);
        let found = (index + 1..end).find(|&at| {
            let c = self.chars[at].1;
            c == close || (open == '(' && c == '）')
        })?;
        let inner = &self.text[self.chars[index + 1].0..self.chars[found].0];
        let odd = |c: char| c.is_ascii_alphanumeric() || is_space(c) || "稿字文略年".contains(c);
        let at_edge = index == 0 || found + 1 == self.chars.len();
        let stands_free = at_edge || is_space(self.chars[index - 1].1);
        let insert =
            open != '（' || stands_free || inner.chars().any(odd) || PROMPT.is_match(inner);
        insert.then_some(found)
    }

    /// Places without any white space.
    fn glued(&mut self, index: usize) -> Option<Seam> {
        let c = self.chars[index].1;
        let before = index.checked_sub(1).map_or(' ', |at| self.chars[at].1);
        if self.behind_sentence(index) {
            return Some(Seam::Sentence);
        }
        if matches!(before, '：' | ':' | '，' | ',' | '！' | '!' | '、')
            && index >= 2
            && names_people(self.chars[index - 2].1)
            && index - self.last <= SALUTATION
        {
            return Some(Seam::Salutation);
        }
        let rest = self.rest(index);
        let in_number =
            before.is_ascii_digit() || "一二三四五六七八九十第、（(.．".contains(before);
        if !in_number && ORDINAL.is_match(rest) {
            return Some(Seam::Ordinal);
        }
        if index > 0 && self.begins_vocative(before, index) {
            return Some(Seam::Vocative);
        }
        if self.stray(c, before, index) {
            self.seams.push((self.chars[index + 1].0, Seam::Foreign));
            return Some(Seam::Foreign);
        }
        if self.insert(index).is_some() {
            return Some(Seam::Bracket);
        }
        self.begins_paragraph(before, index)
            .then_some(Seam::Opening)
    }

    fn behind_sentence(&self, index: usize) -> bool {
        let c = self.chars[index].1;
        if is_end(c) || is_closer(c) || matches!(c, '，' | ',' | '、' | '；' | '：' | '.' | '—')
        {
            return false;
        }
        let closers = leading(self.chars[..index].iter().rev(), is_closer);
        let Some(at) = (index - closers).checked_sub(1) else {
            return false;
        };
        let end = self.chars[at].1;
        let han_before = || at > 0 && is_han(self.chars[at - 1].1);
        is_end(end) || (end == '.' && han_before() && is_han(c))
    }

    fn begins_vocative(&self, before: char, index: usize) -> bool {
        let rest = self.rest(index);
        let behind_word = is_han(before) || before.is_ascii_digit() || is_closer(before);
        let title = &self.text[..self.chars[index].0];
        (behind_word && VOCATIVE.is_match(rest))
            || (VOCATIVE_BEGIN.is_match(rest) && GENRES.iter().any(|genre| title.ends_with(genre)))
    }

    /// One ASCII mark between two Han.
    fn stray(&self, c: char, before: char, index: usize) -> bool {
        let after = self.chars.get(index + 1);
        is_han(before)
            && matches!(c, '.' | '\'' | '`' | '-' | '^' | '~' | '|')
            && after.is_some_and(|next| is_han(next.1))
    }

    /// An opening that only paragraphs have, behind a numbered heading.
    fn begins_paragraph(&self, before: char, index: usize) -> bool {
        let Some(ordinal) = self.ordinal else {
            return false;
        };
        let heading = &self.text[self.chars[ordinal].0..self.chars[index].0];
        is_han(before)
            && HEADING.contains(&(index - ordinal))
            && OPENING.is_match(self.rest(index))
            && !heading.contains(['。', '；'])
    }
}

fn leading<'c>(chars: impl Iterator<Item = &'c (usize, char)>, is: impl Fn(char) -> bool) -> usize {
    chars.take_while(|&&(_, c)| is(c)).count()
}

#[cfg(test)]
mod tests {
    use super::super::cut;

    /// Runs of a text, with bars between them.
    fn bars(text: &str) -> String {
        let runs = cut(text);
        let texts: Vec<_> = runs.iter().map(|run| &text[run.span.clone()]).collect();
        texts.join("|")
    }

    #[test]
    fn blocks_glued_in_one_line_are_divided() {
        for (text, divided) in [
            (
                "会上的讲话各位来宾：今天投产。",
                "会上的讲话|各位来宾：|今天投产。",
            ),
            ("抓好落实。二、保供水", "抓好落实。|二、保供水"),
            (
                "一、提高认识统一思想今年以来，水厂",
                "一、提高认识统一思想|今年以来，水厂",
            ),
            ("见www.a-b.com的公告", "见|www.a-b.com|的公告"),
            ("大家辛第 3 页苦了", "大家辛|第 3 页|苦了"),
            ("最厚的.一本", "最厚的|.|一本"),
            (
                "会议（节选）开始（2024年）了",
                "会议（节选）开始|（2024年）|了",
            ),
        ] {
            assert_eq!(bars(text), divided);
        }
    }

    #[test]
    fn one_thing_stays_one_run() {
        for text in [
            "增长3.5万吨",
            "Open Access",
            "各位都看到了",
            "水厂（含泵站）今年投产",
            "第二天",
        ] {
            assert_eq!(bars(text), text);
        }
    }
}
