//! Seams inside one line: one scan, which looks only where something may be.

use super::brackets::Brackets;
use super::class::{self, Classes, is_plain};
use super::copies::Heads;
use super::patterns::{
    ADDRESS, MARKS, chars, is_closer, is_end, mark, may_be_mark, names_people, trim_end,
};
use super::{Seam, is_han, is_space, ordinal, words};
use std::ops::Range;

/// Longest salutation, in characters.
const SALUTATION: usize = 40;
/// Shortest and longest numbered heading that a paragraph may be glued to, in characters.
const HEADING: std::ops::RangeInclusive<usize> = 6..=45;

/// What each character may be the begin of, on every page.
pub(super) static CLASSES: Classes = Classes::NONE
    .with(ordinal::FIRST, class::ORDINAL)
    .with_first(words::ADDRESSED, class::VOCATIVE)
    .with_first(words::HONOURED, class::VOCATIVE)
    .with_first(words::OPENINGS, class::OPENING)
    .with("2", class::OPENING)
    .with_first(words::PROMPTS, class::PROMPT)
    .with_first(words::FIELDS, class::PROMPT)
    .with_first(&[words::MORE], class::PROMPT)
    .with(MARKS, class::MARK)
    .with(".．@/", class::ADDRESS)
    .with("（【〔", class::SIGN)
    .with_signs();

/// What is found on a line, used again for the next.
#[derive(Debug, Default)]
pub(super) struct Found {
    seams: Vec<(usize, Seam)>,
    /// What is one run whatever stands in it.
    whole: Vec<Range<usize>>,
}

impl Found {
    /// The seams of a line (without white space at its ends), in order; it begins at `base` of the
    /// page.
    pub(super) fn seams(
        &mut self,
        text: &str,
        base: usize,
        heads: &mut Heads<'_>,
    ) -> &[(usize, Seam)] {
        self.seams.clear();
        self.whole.clear();
        let mut scan = Scan {
            text,
            base,
            found: self,
            brackets: Brackets::default(),
            last: 0,
            ordinal: ordinal::begins(text).then_some(0),
            marked: 0,
            addressed: 0,
            prompted: 0,
        };
        scan.edges();
        scan.run(heads);
        self.settle(text.len());
        &self.seams
    }

    /// Puts the seams in order, one at each place, and none inside of what is one run.
    fn settle(&mut self, length: usize) {
        self.seams.sort_unstable();
        self.seams.dedup_by_key(|seam| seam.0);
        self.whole.sort_unstable_by_key(|range| range.start);
        let (mut ranges, mut end) = (self.whole.iter().peekable(), 0);
        self.seams.retain(|&(at, _)| {
            while let Some(range) = ranges.next_if(|range| range.start < at) {
                end = end.max(range.end);
            }
            0 < at && at < length && end <= at
        });
    }
}

struct Scan<'s, 'f> {
    text: &'s str,
    base: usize,
    found: &'f mut Found,
    brackets: Brackets,
    /// Where the run begins.
    last: usize,
    /// The same, if the run begins with an ordinal.
    ordinal: Option<usize>,
    /// Up to where marks, addresses and prompts have been found.
    marked: usize,
    addressed: usize,
    prompted: usize,
}

impl<'s> Scan<'s, '_> {
    fn push(&mut self, at: usize, seam: Seam) {
        self.found.seams.push((at, seam));
    }

    /// Both ends of what is one run.
    fn push_whole(&mut self, range: Range<usize>, seam: Seam) {
        self.push(range.start, seam);
        self.push(range.end, seam);
        self.found.whole.push(range);
    }

    /// A number at the begin of the line, and foreign tokens at both ends.
    fn edges(&mut self) {
        let text = self.text;
        let is_digit = |c: char| c.is_ascii_digit();
        let behind = text.trim_start_matches(is_digit);
        if (1..=3).contains(&(text.len() - behind.len()))
            && let Some(next) = behind.strip_prefix(['、', '.', '．'])
            && !next.is_empty()
            && !next.starts_with(is_digit)
            && text.chars().nth(8).is_some()
        {
            self.push(text.len() - next.len(), Seam::Number);
        }
        let is_foreign = |c: char| c.is_ascii_graphic();
        let rest = text.trim_start_matches(is_foreign);
        if text.len() - rest.len() >= 3 && rest.starts_with(is_han) {
            self.push(text.len() - rest.len(), Seam::Foreign);
        }
        let rest = text.trim_end_matches(is_foreign);
        if text.len() - rest.len() >= 3 {
            let before = trim_end(rest).chars().next_back();
            if before.is_some_and(|c| !is_foreign(c)) {
                self.push(rest.len(), Seam::Foreign);
            }
        }
    }

    /// Looks at every place where something may be.
    fn run(&mut self, heads: &mut Heads<'_>) {
        let (mut at, mut before) = (0, ' ');
        while let Some(c) = self.text[at..].chars().next() {
            if !is_space(c) {
                self.step(at, c, before, heads);
            }
            at += c.len_utf8();
            before = c;
            if is_plain(c) {
                let next = heads.classes.skip(self.text.as_bytes(), at);
                if next > at {
                    at = next;
                    before = self.text[..at].chars().next_back().unwrap_or(c);
                }
            }
        }
    }

    /// Looks at a character and the place before it.
    fn step(&mut self, at: usize, c: char, before: char, heads: &mut Heads<'_>) {
        let classes = heads.classes.of(c);
        if classes & class::FOUND != 0 {
            self.find(at, c, classes, heads);
        }
        let insert = (classes & class::SIGN != 0)
            .then(|| self.brackets.insert(self.text, at, c))
            .flatten();
        if let Some(end) = insert {
            self.push(end, Seam::Bracket);
        }
        let seam = if at > 0 && is_space(before) {
            self.gap(at, c)
        } else if self.behind_sentence(at, c, before) {
            Some(Seam::Sentence)
        } else if self.behind_salutation(at, before) {
            Some(Seam::Salutation)
        } else {
            self.glued(at, c, before, classes)
                .or(insert.map(|_| Seam::Bracket))
        };
        if let Some(seam) = seam {
            self.push(at, seam);
            self.last = at;
            let is_ordinal = classes & class::ORDINAL != 0 && ordinal::begins(&self.text[at..]);
            self.ordinal = is_ordinal.then_some(at);
        }
    }

    /// What is found by its own form, wherever it stands.
    fn find(&mut self, at: usize, c: char, classes: u8, heads: &mut Heads<'_>) {
        if classes & class::HEAD != 0 {
            for length in heads.copies(self.text, at, self.base) {
                self.push(at, Seam::Copy);
                self.push(at + length, Seam::Copy);
            }
        }
        if classes & class::MARK != 0 {
            self.mark(at, c);
        }
        if classes & class::ADDRESS != 0 {
            self.address(at, c);
        }
        if classes & class::PROMPT != 0
            && at >= self.prompted
            && let Some(length) = words::prompt(&self.text[at..])
        {
            self.push(at, Seam::Prompt);
            self.prompted = at + length;
        }
    }

    fn mark(&mut self, at: usize, c: char) {
        let rest = &self.text[at..];
        let second = rest[c.len_utf8()..].chars().next();
        if at >= self.marked
            && second.is_some_and(|second| may_be_mark(c, second))
            && let Some(length) = mark(rest)
        {
            self.marked = at + length;
            self.push_whole(at..at + length, Seam::Mark);
        }
    }

    /// Seeks addresses around a sign that they have: they are of ASCII, a few wide signs and white
    /// space.
    fn address(&mut self, at: usize, c: char) {
        if at < self.addressed {
            return;
        }
        let (before, behind) = (
            &self.text[self.addressed..at],
            &self.text[at + c.len_utf8()..],
        );
        let is_likely = match c {
            '@' => true,
            '/' => behind.starts_with('/'),
            _ => {
                let name = before.strip_suffix(char::is_whitespace).unwrap_or(before);
                name.ends_with(['w', 'W']) || behind.starts_with(|c: char| c.is_ascii_alphabetic())
            }
        };
        if !is_likely {
            return;
        }
        let is_of = |c: char| c.is_ascii_graphic() || c.is_whitespace() || matches!(c, '：' | '．');
        let start = self.addressed + before.trim_end_matches(is_of).len();
        let end = self.text.len() - behind.trim_start_matches(is_of).len();
        for found in ADDRESS.find_iter(&self.text[start..end]) {
            self.push_whole(start + found.start()..start + found.end(), Seam::Address);
        }
        self.addressed = end;
    }

    /// White space is a gap, but not one space between Latin words.
    fn gap(&self, at: usize, c: char) -> Option<Seam> {
        let before = trim_end(&self.text[..at]);
        let latin = c.is_ascii_graphic() && before.ends_with(|c: char| c.is_ascii_graphic());
        let space = &self.text[before.len()..at];
        let spaces = || space.chars().count();
        let rest = &self.text[at..];
        if space == "\u{feff}" || is_blank(before, rest) {
            return None;
        }
        let is_gap = !latin || spaces() > 2 || is_of_han(before, rest);
        (is_gap && !(spaces() == 1 && is_in_phrase(before, rest))).then_some(Seam::Gap)
    }

    /// Places without any white space that are told by what begins there.
    fn glued(&mut self, at: usize, c: char, before: char, classes: u8) -> Option<Seam> {
        let rest = &self.text[at..];
        if classes & class::ORDINAL != 0 && !is_in_number(before) && ordinal::begins(rest) {
            return Some(Seam::Ordinal);
        }
        if classes & class::VOCATIVE != 0 && at > 0 && self.begins_vocative(at, before) {
            return Some(Seam::Vocative);
        }
        if is_stray(c, before, rest) {
            self.push(at + 1, Seam::Foreign);
            return Some(Seam::Foreign);
        }
        (classes & class::OPENING != 0 && self.begins_paragraph(at, before))
            .then_some(Seam::Opening)
    }

    fn behind_sentence(&self, at: usize, c: char, before: char) -> bool {
        let is_behind = is_end(before) || is_closer(before) || before == '.';
        if !is_behind
            || is_end(c)
            || is_closer(c)
            || matches!(c, '，' | ',' | '、' | '；' | '：' | '.' | '—')
        {
            return false;
        }
        let sentence = self.text[..at].trim_end_matches(is_closer);
        let point = || {
            is_han(c)
                && sentence
                    .strip_suffix('.')
                    .is_some_and(|s| s.ends_with(is_han))
        };
        sentence.ends_with(is_end) || point()
    }

    fn behind_salutation(&self, at: usize, before: char) -> bool {
        matches!(before, '：' | ':' | '，' | ',' | '！' | '!' | '、') && {
            let people = &self.text[..at - before.len_utf8()];
            people.ends_with(names_people) && chars(&self.text[self.last..at], SALUTATION).is_some()
        }
    }

    fn begins_vocative(&self, at: usize, before: char) -> bool {
        let rest = &self.text[at..];
        let behind_word = is_han(before) || before.is_ascii_digit() || is_closer(before);
        (behind_word && words::begins_vocative(rest))
            || (words::begins_address(rest) && words::ends_in_genre(&self.text[..at]))
    }

    /// An opening that only paragraphs have, behind a numbered heading.
    fn begins_paragraph(&self, at: usize, before: char) -> bool {
        let Some(ordinal) = self.ordinal else {
            return false;
        };
        let heading = &self.text[ordinal..at];
        let length = chars(heading, *HEADING.end());
        is_han(before)
            && length.is_some_and(|length| HEADING.contains(&length))
            && words::begins_paragraph(&self.text[at..])
            && !heading.contains(['。', '；'])
    }
}

/// What no ordinal stands behind: it would be the rest of another.
fn is_in_number(before: char) -> bool {
    before.is_ascii_digit() || "一二三四五六七八九十第、（(.．".contains(before)
}

/// Whether the space is what a bracket holds: a blank to be filled in.
fn is_blank(before: &str, rest: &str) -> bool {
    const PAIRS: [(char, char); 6] = [
        ('【', '】'),
        ('（', '）'),
        ('(', ')'),
        ('［', '］'),
        ('[', ']'),
        ('《', '》'),
    ];
    let holds = |pair: &(char, char)| before.ends_with(pair.0) && rest.starts_with(pair.1);
    PAIRS.iter().any(holds)
}

/// Whether a single space sets off a number from its unit or from the word before it that needs it: 在 2025 年.
fn is_in_phrase(before: &str, rest: &str) -> bool {
    const UNITS: &str = "年月日号號届屆次个個名项項条條万萬亿億元岁歲人倍";
    const WANTING: &str = "在于於从從至到自为為第约約近超达達共和与與及";
    let is_unit = |text: &str| text.starts_with(|c| UNITS.contains(c));
    if before.ends_with(|c: char| c.is_ascii_digit()) {
        return is_unit(rest);
    }
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = behind.len() < rest.len();
    is_number
        && before.ends_with(|c| WANTING.contains(c))
        && is_unit(behind.trim_start_matches(' '))
}

/// One ASCII mark between two Han.
fn is_stray(c: char, before: char, rest: &str) -> bool {
    matches!(c, '.' | '\'' | '`' | '-' | '^' | '~' | '|')
        && is_han(before)
        && rest[1..].starts_with(is_han)
}

/// Whether a half-width mark at the gap belongs to Han: 四份礼物: 1.讲座, 增长31% (二)方案.
fn is_of_han(before: &str, behind: &str) -> bool {
    let marks = [',', ';', ':', '!', '?', ')', '"', '\''];
    let word = before.trim_end_matches(marks);
    let is_wide = |c: char| !c.is_ascii();
    (word.len() < before.len() && word.ends_with(is_wide))
        || behind
            .strip_prefix(['(', '"', '\''])
            .is_some_and(|inner| inner.starts_with(is_wide))
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
            ("见a-b.com的公告", "见|a-b.com|的公告"),
            ("大家辛第 3 页苦了", "大家辛|第 3 页|苦了"),
            ("最厚的.一本", "最厚的|.|一本"),
            ("地点是【 】市", "地点是|【 】|市"),
            ("工作报告 2025 年1月", "工作报告|2025 年1月"),
            ("大家在 12 家里", "大家在|12|家里"),
            ("四份礼物: 1.讲座", "四份礼物:|1.讲座"),
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
            "图\u{feff}书馆",
            "我县在 2025 年的动员会上",
            "各位都看到了",
            "水厂（含泵站）今年投产",
            "第二天",
        ] {
            assert_eq!(bars(text), text);
        }
    }
}
