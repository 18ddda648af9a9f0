//! Page furniture: page numbers and running headers, on lines of their own or inside
//! flattened text.
//!
//! A page number has a shape (`— 3 —`, `- 3 -`, `第 1 页 共 4 页`, `3 / 7`, a bare number) and
//! stands between white space. How much a shape proves differs: dashes and 第…页 on a line of
//! their own are enough; in flattened text, fractions and bare numbers have to count pages, that
//! is, to rise one by one, and bare numbers must stand a page apart.
//!
//! A running header has no shape. It is what stands at the same side of several page
//! boundaries (page numbers, form feeds): the longest common text after them, or before them,
//! that ends at white space. One boundary is enough when the text after it repeats the opening
//! of the document, for then the header is the title or the beginning of it.
//!
//! The first page needs care, because its header may be followed by the title in the same
//! words, or be the title. It is cut only when a title still stands behind it.
//!
//! What is not seen: a header on a document without page numbers and form feeds, a header that
//! changes from page to page, and one that came out glued to the body without a space.

use super::Cut;
use crate::chars::is_space;
use crate::edit::{Span, offset};
use crate::layout::words::names_publication;
use crate::lines::{Line, Lines};
use crate::marks::Marks;
use crate::rule::{Reason, Rule, RuleId, Stage};
use std::ops::{Range, RangeInclusive};

/// The rows of this table are the first of the chrome rules.
pub(crate) const RULES: &[Rule] = &[
    Rule::new(
        "chrome.furniture.page_number",
        "A page number of a PDF is removed.",
        "工作落到\n— 3 —\n实处。",
        "请翻到第 3 页。",
        Some(Reason::PageNumber),
    ),
    Rule::new(
        "chrome.furniture.running_header",
        "A running header or footer of a PDF is removed.",
        "水务文集\n- 1 -\n供水工作\n水务文集\n- 2 -\n落到实处。",
        "水务文集\n供水工作落到实处。",
        Some(Reason::RunningHeader),
    ),
];

const PAGE_NUMBER: RuleId = RuleId::new(Stage::Chrome, 0);
const RUNNING_HEADER: RuleId = RuleId::new(Stage::Chrome, 1);

/// Whether `rule` is one of this table: such a cut says nothing about the blocks around it.
pub(crate) fn owns(rule: RuleId) -> bool {
    rule == PAGE_NUMBER || rule == RUNNING_HEADER
}

/// Characters of text that lie at least between two bare page numbers: a quarter of a page of
/// GB/T 9704 (22 lines of 28).
const BARE_DISTANCE: usize = 150;
/// Characters a running header has at least, and at most.
const HEADER: RangeInclusive<usize> = 4..=60;
/// Characters of the title that a header repeats at least when there is nothing else to
/// compare it with.
const TITLE_HEADER: usize = 5;
/// With how many page numbers of one value a bare number that counts on is compared: more are
/// not the chapters of a book.
const PAGES_BEFORE: usize = 16;
/// How far white space is skipped between a boundary and the text beside it.
const SEARCH: usize = 256;
/// Width in half-widths above which a line may be flattened text.
const FLAT_LINE: u16 = 100;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Dashes,
    Page,
    Fraction,
    Bare,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    span: Span,
    value: u32,
    /// Number of pages, 0 when not said.
    total: u32,
    form: Form,
    /// Whether it has a line of its own.
    alone: bool,
}

/// The place between two pages: what is before `start` is on one, what is after `end` on the
/// next.
#[derive(Debug, Clone, Copy)]
struct Boundary {
    start: usize,
    end: usize,
}

/// Buffers.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    marks: Vec<Mark>,
    /// What stands beside a page number on a line of both.
    footers: Vec<Span>,
    /// Of each mark, whether it counts on.
    proven: Vec<bool>,
    headed: Headed,
    boundaries: Vec<Boundary>,
    /// Where pages begin or end.
    places: Vec<usize>,
}

/// Adds the furniture of `source` to the cuts, which stay sorted and disjoint.
pub(crate) fn find(source: &str, lines: &Lines, scratch: &mut Scratch, cuts: &mut Vec<Cut>) {
    collect_marks(source, lines, &mut scratch.marks, &mut scratch.footers);
    keep_headed(source, &mut scratch.marks, &mut scratch.headed);
    keep_counting(source, &mut scratch.marks, &mut scratch.proven);
    let Scratch {
        marks,
        footers,
        boundaries,
        places,
        ..
    } = scratch;
    boundaries.clear();
    boundaries.extend(marks.iter().map(|mark| Boundary {
        start: mark.span.start as usize,
        end: mark.span.end as usize,
    }));
    add_form_feeds(source, boundaries);
    if boundaries.is_empty() {
        return;
    }
    let old = cuts.len();
    cuts.extend(marks.iter().map(|mark| cut(mark.span, PAGE_NUMBER)));
    cuts.extend(footers.iter().map(|&span| cut(span, RUNNING_HEADER)));
    headers_after(source, boundaries, places, cuts);
    headers_before(source, boundaries, places, cuts);
    headers_astray(source, boundaries[0].end, cuts);
    if cuts.len() > old {
        // A stable sort, so that of two cuts at one place the older comes first.
        cuts.sort_by_key(|cut| cut.span.start);
        let mut end = 0;
        cuts.retain(|cut| {
            let free = cut.span.start >= end && cut.span.end > cut.span.start;
            if free {
                end = cut.span.end;
            }
            free
        });
    }
}

fn cut(span: Span, rule: RuleId) -> Cut {
    Cut {
        span,
        rule,
        breaks: false,
    }
}

fn collect_marks(source: &str, lines: &Lines, marks: &mut Vec<Mark>, footers: &mut Vec<Span>) {
    marks.clear();
    footers.clear();
    let mut pauses = lines.pauses.iter();
    for line in &lines.list {
        let inside = line.width > FLAT_LINE && !line.is_solid();
        if !line.marks.any(Marks::DIGIT) {
            continue;
        }
        if !inside
            && !line.is_solid()
            && let Some((mark, footer)) = footer(source, line)
        {
            marks.push(mark);
            footers.push(footer);
            continue;
        }
        if !inside && !may_open(line.first) {
            continue;
        }
        let Span { start, end } = line.span;
        let mut free = collect_mark(source, line, start, marks);
        if inside {
            let runs = pauses.by_ref().map(|pause| pause.span.end);
            for run in runs.skip_while(|&run| run <= start) {
                if run >= end {
                    break;
                }
                let (before, behind) = source.as_bytes().split_at(run as usize);
                if run >= free && before.ends_with(b" ") && may_open_run(behind) {
                    free = collect_mark(source, line, run, marks);
                }
            }
        }
    }
}

/// A line of a name and, apart from it, the page and the number of pages: 水务文集　　第 3 页 共 12 页. The
/// number and the name.
fn footer(source: &str, line: &Line) -> Option<(Mark, Span)> {
    let text = line.span.of(source);
    let (behind, number) = if line.last == '页' {
        let mut places = text.match_indices(['第', '共']).map(|(at, _)| at);
        let at = places.find(|&at| text[..at].ends_with(is_space))?;
        (false, at..text.len())
    } else {
        (true, 0..parse(text)?.0)
    };
    let (length, value, total, form) = parse(&text[number.clone()])?;
    let name = if behind {
        &text[number.end..]
    } else {
        &text[..number.start]
    };
    let apart = name.chars().count() - name.trim().chars().count();
    let name = name.trim();
    let is_name = HEADER.contains(&name.chars().count())
        && !name.contains(['，', '。', '；', '：', '！', '？', '、', ',', ';', ':']);
    if total == 0 || form != Form::Page || length != number.len() || apart < 2 || !is_name {
        return None;
    }
    let place = |text: &str| {
        let from = text.as_ptr() as usize - source.as_ptr() as usize;
        Span::new(from, from + text.len())
    };
    let mark = Mark {
        span: place(&text[number]),
        value,
        total,
        form,
        alone: false,
    };
    Some((mark, place(name)))
}

/// Collects the page number at `start` of `line`, if there is one; where it ends.
fn collect_mark(source: &str, line: &Line, start: u32, marks: &mut Vec<Mark>) -> u32 {
    let text = &source[start as usize..line.span.end as usize];
    if !may_open(text.chars().next().unwrap_or_default()) {
        return start;
    }
    let Some((length, value, total, form)) = parse(text) else {
        return start;
    };
    let end = start + offset(length);
    marks.push(Mark {
        span: Span { start, end },
        value,
        total,
        form,
        alone: Span { start, end } == line.span,
    });
    end
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '－' | '—' | '–' | '―' | '‐' | '−' | '─')
}

fn may_open(first: char) -> bool {
    if crate::chars::is_ideograph(first) {
        return matches!(first, '第' | '共');
    }
    first.is_ascii_digit() || is_dash(first) || matches!(first, 'P' | 'p')
}

/// Whether the first bytes of a run leave [`may_open`] open.
fn may_open_run(run: &[u8]) -> bool {
    match run.first_chunk::<3>() {
        Some([0xe4..=0xe9, ..]) => ["第", "共"].iter().any(|c| run.starts_with(c.as_bytes())),
        Some([lead, ..]) => *lead != 0xe3,
        None => true,
    }
}

/// A reader over the head of a text; every step says whether it found something.
struct Reader<'a>(&'a str);

impl Reader<'_> {
    fn spaces(&mut self) {
        // Justification may put a few; more are a column apart.
        for _ in 0..3 {
            self.0 = self.0.strip_prefix([' ', '\u{3000}']).unwrap_or(self.0);
        }
    }

    fn word(&mut self, word: &str) -> bool {
        let rest = self.0.strip_prefix(word);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn dashes(&mut self) -> bool {
        let mut count = 0;
        while count < 3 {
            let Some(rest) = self.0.strip_prefix(is_dash) else {
                break;
            };
            self.0 = rest;
            count += 1;
        }
        count > 0
    }

    fn number(&mut self) -> Option<u32> {
        let end = self
            .0
            .bytes()
            .position(|byte| !byte.is_ascii_digit())
            .unwrap_or(self.0.len());
        let value = (1..=3)
            .contains(&end)
            .then(|| self.0[..end].parse().ok())??;
        self.0 = &self.0[end..];
        Some(value)
    }
}

/// A page number at the head of `text`, up to white space or the end: length, page, pages, form.
fn parse(text: &str) -> Option<(usize, u32, u32, Form)> {
    let mut reader = Reader(text);
    let (value, total, form) = parse_form(&mut reader)?;
    let ends = reader.0.chars().next().is_none_or(is_space);
    (ends && value > 0).then_some((text.len() - reader.0.len(), value, total, form))
}

fn parse_form(reader: &mut Reader<'_>) -> Option<(u32, u32, Form)> {
    if reader.dashes() {
        reader.spaces();
        let value = reader.number()?;
        reader.spaces();
        return reader.dashes().then_some((value, 0, Form::Dashes));
    }
    if reader.word("第") {
        let value = page(reader)?;
        let before = reader.0;
        reader.spaces();
        if !(reader.word("，") || reader.word(",")) {
            let _ = reader.word("/");
        }
        reader.spaces();
        if reader.word("共")
            && let Some(total) = page(reader)
        {
            return Some((value, total, Form::Page));
        }
        reader.0 = before;
        return Some((value, 0, Form::Page));
    }
    if reader.word("共") {
        let total = page(reader)?;
        reader.spaces();
        if !(reader.word("，") || reader.word(",")) {
            let _ = reader.word("/");
        }
        reader.spaces();
        let value = reader.word("第").then(|| page(reader))??;
        return Some((value, total, Form::Page));
    }
    if reader.word("Page") || reader.word("page") || reader.word("PAGE") {
        reader.spaces();
        let value = reader.number()?;
        let before = reader.0;
        reader.spaces();
        if reader.word("of") || reader.word("/") {
            reader.spaces();
            return Some((value, reader.number()?, Form::Page));
        }
        reader.0 = before;
        return Some((value, 0, Form::Page));
    }
    let value = reader.number()?;
    let before = reader.0;
    reader.spaces();
    if reader.word("/") {
        reader.spaces();
        let total = reader.number()?;
        return (value <= total).then_some((value, total, Form::Fraction));
    }
    reader.0 = before;
    Some((value, 0, Form::Bare))
}

/// ` 3 页`
fn page(reader: &mut Reader<'_>) -> Option<u32> {
    reader.spaces();
    let value = reader.number()?;
    reader.spaces();
    reader.word("页").then_some(value)
}

/// Drops the marks that prove too little.
fn keep_counting(source: &str, marks: &mut Vec<Mark>, proven: &mut Vec<bool>) {
    let counts = |one: &Mark, two: &Mark| {
        one.form == two.form && one.total == two.total && two.value == one.value + 1
    };
    let apart = |one: &Mark, two: &Mark| {
        one.form != Form::Bare
            || source[one.span.end as usize..two.span.start as usize]
                .chars()
                .take(BARE_DISTANCE)
                .count()
                == BARE_DISTANCE
    };
    // Neighbours of the same form, whatever stands between.
    proven.clear();
    proven.resize(marks.len(), false);
    let mut last: [Option<usize>; 4] = [None; 4];
    for index in 0..marks.len() {
        let slot = &mut last[marks[index].form as usize];
        if let Some(before) = *slot
            && counts(&marks[before], &marks[index])
            && apart(&marks[before], &marks[index])
        {
            proven[before] = true;
            proven[index] = true;
        }
        *slot = Some(index);
    }
    let mut index = 0;
    marks.retain(|mark| {
        let counted = proven[index] || (mark.form == Form::Bare && !mark.alone);
        index += 1;
        match mark.form {
            Form::Dashes | Form::Page if mark.alone => true,
            Form::Page => counted || mark.total > 0,
            Form::Dashes => true,
            Form::Fraction => counted || (mark.alone && mark.total < 1000),
            Form::Bare => counted || mark.alone && (tears(source, mark) || is_last(source, mark)),
        }
    });
}

/// Characters of a line that show that a sentence is under way there.
const SENTENCE: usize = 80;

/// Whether a number on a line of its own stands between two halves of a word, in a sentence that is
/// under way: 但是大↵12↵家. In 新建泵站↵12↵座 it is the sentence's own.
fn tears(source: &str, mark: &Mark) -> bool {
    let before = source[..mark.span.start as usize].trim_end_matches(is_space);
    let behind = source[mark.span.end as usize..].trim_start_matches(is_space);
    let last = under_way(before.chars().rev());
    let next = behind.chars().next();
    last.zip(next)
        .is_some_and(|(last, next)| crate::decode::is_common_pair(last, next))
}

/// The last character of a line, given backwards, in which a sentence is under way.
fn under_way(line: impl Iterator<Item = char>) -> Option<char> {
    let mut line = line.take(SENTENCE).peekable();
    let last = *line.peek()?;
    let mut line = line.take_while(|&c| !crate::lines::is_terminator(c));
    line.any(|c| matches!(c, '，' | '。')).then_some(last)
}

/// Where the shared text behind a boundary ends if it ends in, or is, the rest of a sentence that is
/// under way before the boundary: where it makes a word with what stands there, though what stands
/// behind it does not.
fn sentence_in(source: &str, boundary: usize, header: &Range<usize>) -> Option<usize> {
    let before = source[..boundary].chars().rev().take(SEARCH);
    let last = under_way(before.skip_while(|&c| is_space(c)))?;
    let makes_word = |&place: &usize| {
        let next = source[place..].chars().next();
        next.is_some_and(|next| crate::decode::is_common_pair(last, next))
    };
    if makes_word(&skip_space(source, header.end)) {
        return None;
    }
    let mut begins = false;
    let inner = source[header.clone()].char_indices().take(SEARCH);
    let mut starts = inner.filter_map(|(at, c)| {
        let start = begins && !is_space(c);
        begins = crate::lines::is_terminator(c) || begins && is_space(c);
        start.then_some(header.start + at)
    });
    let inner = starts.find(makes_word);
    inner.or_else(|| Some(header.start).filter(makes_word))
}

/// Whether a number on a line of its own is the last of the text, behind the end of a sentence.
fn is_last(source: &str, mark: &Mark) -> bool {
    let before = source[..mark.span.start as usize].trim_end_matches(is_space);
    let behind = &source[mark.span.end as usize..];
    behind.chars().take(SEARCH).all(is_space)
        && near(mark.span.end as usize, source.len())
        && before.ends_with(['。', '！', '？', '”', '）'])
}

/// The bare numbers inside flattened text that are kept, in the order of the text.
#[derive(Debug, Default)]
struct Headed {
    /// Each with the place of the last one before it that has the same value. As long as no
    /// second page is found these are candidates for the first.
    kept: Vec<(Mark, Option<usize>)>,
    /// Of each value from 1 on, the place of the last one kept.
    latest: Vec<usize>,
}

impl Headed {
    fn add(&mut self, source: &str, mark: Mark) {
        if !self.latest.is_empty() {
            if self.has_page_before(source, &mark) {
                self.keep(mark);
            }
        } else if mark.value == 1 {
            // Of several candidates for the first page number the one that fits is not known
            // yet: the last before a second page number that goes with it is taken.
            self.kept.push((mark, None));
            if self.kept.len() > 4 {
                self.kept.remove(0);
            }
        } else if mark.value == 2
            && let Some(first) = self.kept.iter().rposition(|(first, _)| {
                is_page_apart(first, &mark) && has_same_header(source, first, &mark)
            })
        {
            self.kept.swap(0, first);
            self.kept.truncate(1);
            self.latest.push(0);
            self.keep(mark);
        }
    }

    fn has_page_before(&self, source: &str, mark: &Mark) -> bool {
        let value = (mark.value as usize).checked_sub(2);
        let last = value.and_then(|value| self.latest.get(value)).copied();
        std::iter::successors(last, |&index| self.kept[index].1)
            .map(|index| &self.kept[index].0)
            .filter(|before| is_page_apart(before, mark))
            .take(PAGES_BEFORE)
            .any(|before| has_same_header(source, before, mark))
    }

    /// The value is one more than that of a mark kept before, so that the values have no gaps.
    fn keep(&mut self, mark: Mark) {
        let place = self.kept.len();
        let before = match self.latest.get_mut(mark.value as usize - 1) {
            Some(latest) => Some(std::mem::replace(latest, place)),
            None => {
                self.latest.push(place);
                None
            }
        };
        self.kept.push((mark, before));
    }
}

fn is_page_apart(one: &Mark, two: &Mark) -> bool {
    two.span.start as usize >= one.span.end as usize + BARE_DISTANCE
}

/// Whether the same text stands before two page numbers, or behind them.
fn has_same_header(source: &str, one: &Mark, two: &Mark) -> bool {
    let before = |mark: &Mark| &source[..mark.span.start as usize];
    let behind = |mark: &Mark| &source[mark.span.end as usize..];
    shares_tail(before(one), before(two)) || shares_head(behind(one), behind(two))
}

/// Drops the bare numbers inside flattened text, but for those that count the pages from 1 and
/// have the same running header beside them each time.
fn keep_headed(source: &str, marks: &mut Vec<Mark>, headed: &mut Headed) {
    let inside = |mark: &Mark| mark.form == Form::Bare && !mark.alone;
    headed.kept.clear();
    headed.latest.clear();
    for mark in marks.iter().filter(|mark| inside(mark)) {
        headed.add(source, *mark);
    }
    if headed.latest.is_empty() {
        headed.kept.clear();
    }
    let mut kept = headed.kept.iter().peekable();
    marks.retain(|mark| {
        !inside(mark) || kept.next_if(|&(kept, _)| kept.span == mark.span).is_some()
    });
}

/// More form feeds than this, with fewer bytes than this to each, do not part pages.
const FEW_FEEDS: usize = 32;
const SHORTEST_PAGE: usize = 96;

/// Form feeds are boundaries too; one beside a page number is the same boundary.
fn add_form_feeds(source: &str, boundaries: &mut Vec<Boundary>) {
    let feeds = memchr::memchr_iter(b'\x0c', source.as_bytes()).count();
    if feeds > FEW_FEEDS && feeds > source.len() / SHORTEST_PAGE {
        return;
    }
    let marks = boundaries.len();
    for position in memchr::memchr_iter(b'\x0c', source.as_bytes()) {
        if boundaries.len() > marks
            && let Some(last) = boundaries.last_mut()
            && near(last.end, position)
            && source[last.end..position].chars().all(is_space)
        {
            last.end = position + 1;
            continue;
        }
        let index = boundaries[..marks].partition_point(|mark| mark.start < position);
        let blank = |from: usize, to: usize| from <= to && source[from..to].chars().all(is_space);
        if index > 0
            && near(boundaries[index - 1].end, position)
            && blank(boundaries[index - 1].end, position)
        {
            boundaries[index - 1].end = position + 1;
        } else if index < marks
            && near(position, boundaries[index].start)
            && blank(position, boundaries[index].start)
        {
            boundaries[index].start = position;
        } else {
            boundaries.push(Boundary {
                start: position,
                end: position + 1,
            });
        }
    }
    boundaries.sort_by_key(|boundary| boundary.start);
}

/// Whether two offsets are close enough to look at what is between them.
fn near(from: usize, to: usize) -> bool {
    to.saturating_sub(from) < SEARCH
}

/// The head of what two texts have in common, white space apart, up to the last place where
/// the first text (and the second, if `both`) has white space, or to the first one with `enough`
/// characters before it.
fn common(
    mut one: impl Iterator<Item = char>,
    mut two: impl Iterator<Item = char>,
    both: bool,
    enough: usize,
) -> (Common, Option<Read>) {
    let (mut best, mut here) = (Common::default(), Common::default());
    let (mut a, mut b) = (one.next(), two.next());
    loop {
        // White space may differ, in itself and in length.
        let mut behind = here;
        if a != b || a.is_none_or(is_space) {
            let (mut space_one, mut space_two) = (a.is_none(), b.is_none());
            while let Some(c) = a.filter(|c| is_space(*c)) {
                behind.one += c.len_utf8();
                (a, space_one) = (one.next(), true);
            }
            while let Some(c) = b.filter(|c| is_space(*c)) {
                behind.two += c.len_utf8();
                (b, space_two) = (two.next(), true);
            }
            if space_one && (space_two || !both) && here.count > 0 {
                best = here;
            }
        }
        let more = here.count <= *HEADER.end() && best.count < enough;
        let Some(c) = a.filter(|_| a == b && more) else {
            let read = a.zip(b).map(|(a, b)| Read {
                one: behind.one + a.len_utf8(),
                two: behind.two + b.len_utf8(),
            });
            return (best, read);
        };
        here = Common {
            one: behind.one + c.len_utf8(),
            two: behind.two + c.len_utf8(),
            count: here.count + 1,
        };
        (a, b) = (one.next(), two.next());
    }
}

/// What two texts have in common: its length in each of them, and in characters.
#[derive(Debug, Clone, Copy, Default)]
struct Common {
    one: usize,
    two: usize,
    count: usize,
}

impl Common {
    fn longer(self, other: Common) -> Common {
        if other.count > self.count {
            other
        } else {
            self
        }
    }

    /// The same, seen from the second text.
    fn turned(self) -> Common {
        Common {
            one: self.two,
            two: self.one,
            ..self
        }
    }
}

/// How many bytes of two texts a comparison looked at, when it came to the end of neither.
#[derive(Debug, Clone, Copy)]
struct Read {
    one: usize,
    two: usize,
}

/// Bytes from which on a comparison is worth remembering.
const LONG: usize = 24;

/// Compares the texts behind places of a source, or before them. The last long comparison is
/// remembered: where boundaries are so close that the compared texts overlap, a text that goes on
/// like its neighbour repeats itself, and the same comparison would be made at every one.
struct Comparison<'a> {
    source: &'a str,
    backwards: bool,
    both: bool,
    last: Option<((usize, usize), Option<Read>, Common)>,
}

impl<'a> Comparison<'a> {
    fn new(source: &'a str, backwards: bool, both: bool) -> Self {
        Comparison {
            source,
            backwards,
            both,
            last: None,
        }
    }

    fn common(&mut self, one: usize, two: usize) -> Common {
        if let Some((places, read, found)) = self.last {
            let same = |read: Read| {
                self.window(one, read.one) == self.window(places.0, read.one)
                    && self.window(two, read.two) == self.window(places.1, read.two)
            };
            if places == (one, two) || read.is_some_and(same) {
                return found;
            }
        }
        let source = self.source;
        let (found, read) = if self.backwards {
            let (one, two) = (source[..one].chars().rev(), source[..two].chars().rev());
            common(one, two, self.both, usize::MAX)
        } else {
            let (one, two) = (source[one..].chars(), source[two..].chars());
            common(one, two, self.both, usize::MAX)
        };
        if read.is_none_or(|read| read.one >= LONG) {
            self.last = Some(((one, two), read, found));
        }
        found
    }

    /// The bytes looked at; nothing where the source is too short.
    fn window(&self, place: usize, length: usize) -> Option<&[u8]> {
        let range = if self.backwards {
            place.checked_sub(length)?..place
        } else {
            place..place + length
        };
        self.source.as_bytes().get(range)
    }
}

fn shares_head(one: &str, two: &str) -> bool {
    let least = *HEADER.start();
    common(one.chars(), two.chars(), true, least).0.count >= least
}

fn shares_tail(one: &str, two: &str) -> bool {
    let least = *HEADER.start();
    common(one.chars().rev(), two.chars().rev(), true, least)
        .0
        .count
        >= least
}

/// The first place at or after `position` that is not white space, looked for near by.
fn skip_space(source: &str, position: usize) -> usize {
    source[position..]
        .char_indices()
        .take(SEARCH)
        .find(|&(_, c)| !is_space(c))
        .map_or(position, |(found, _)| position + found)
}

/// Where the text behind each boundary begins. Boundaries in one stretch of white space have the
/// same place, which is looked for once.
fn text_behind(source: &str, boundaries: &[Boundary], places: &mut Vec<usize>) {
    places.clear();
    let mut blank = 0..0;
    for boundary in boundaries {
        if !blank.contains(&boundary.end) {
            let rest = &source[boundary.end..];
            let length = rest.len() - rest.trim_start_matches(is_space).len();
            blank = boundary.end..boundary.end + length;
        }
        if blank.end < source.len() {
            places.push(blank.end);
        }
    }
}

/// Where the text before each boundary ends; white space is looked through once, as there.
fn text_before(source: &str, boundaries: &[Boundary], places: &mut Vec<usize>) {
    places.clear();
    let (mut from, mut end) = (0, 0);
    for boundary in boundaries {
        let text = source[from..boundary.start].trim_end_matches(is_space);
        if !text.is_empty() {
            end = from + text.len();
        }
        places.push(end);
        from = boundary.start;
    }
}

/// Headers at the head of the pages.
fn headers_after(
    source: &str,
    boundaries: &[Boundary],
    pages: &mut Vec<usize>,
    cuts: &mut Vec<Cut>,
) {
    let start = skip_space(source, 0);
    let title = source.len() - source.trim_start_matches(is_space).len();
    text_behind(source, boundaries, pages);
    let first_is_page = boundaries.first().is_some_and(|first| first.start > start);
    let mut neighbours = Comparison::new(source, false, true);
    let mut titles = Comparison::new(source, false, false);
    let (mut shared, mut last) = (0, 0..0);
    let mut before = Common::default();
    for (index, &page) in pages.iter().enumerate() {
        let mut best = before;
        if let Some(&next) = pages.get(index + 1) {
            let found = neighbours.common(page, next);
            best = best.longer(found);
            before = found.turned();
        }
        if best.count < *HEADER.start() && page > start {
            let found = titles.common(page, title);
            if found.count >= TITLE_HEADER {
                best = found;
            }
        }
        let mut header = page..page + best.one;
        let mut fits = HEADER.contains(&best.count) && header != last;
        if fits && let Some(end) = sentence_in(source, boundaries[index].start, &header) {
            header.end = end;
            fits = end > page;
        }
        if fits {
            push_lines(source, behind(source, &last, &header), cuts);
            (shared, last) = (page, header);
        }
    }
    // The first page: its header, if a title still stands behind it.
    if shared > 0 && first_is_page {
        let header = cuts
            .iter()
            .filter(|cut| cut.rule == RUNNING_HEADER && cut.span.start as usize >= shared)
            .map(|cut| cut.span.end as usize)
            .max()
            .unwrap_or(shared);
        let (first, later) = (source[start..].chars(), source[shared..header].chars());
        let (found, _) = common(first, later, true, usize::MAX);
        let end = start + found.one;
        if HEADER.contains(&found.count) && title_follows(&source[start..end], &source[end..]) {
            push_lines(source, start..end, cuts);
        }
    }
}

/// Whether the title still stands behind the header of the first page: the header names a
/// publication, or what follows says its last line once more.
fn title_follows(header: &str, rest: &str) -> bool {
    let rest = rest.trim_start_matches(is_space);
    let last = header.rsplit(is_space).find(|word| !word.is_empty());
    header.split(is_space).any(names_publication) || last.is_some_and(|last| rest.starts_with(last))
}

/// The same headers wherever an extractor put them: words of their own behind the first page.
fn headers_astray(source: &str, first: usize, cuts: &mut Vec<Cut>) {
    let (mut seen, mut count) = ([Span::new(0, 0); 4], 0);
    for cut in cuts.iter().filter(|cut| cut.rule == RUNNING_HEADER) {
        let text = cut.span.of(source);
        if count < seen.len() && !seen[..count].iter().any(|seen| seen.of(source) == text) {
            seen[count] = cut.span;
            count += 1;
        }
    }
    for span in &seen[..count] {
        let text = span.of(source);
        for found in memchr::memmem::find_iter(&source.as_bytes()[first..], text.as_bytes()) {
            let (start, end) = (first + found, first + found + text.len());
            if source[..start].ends_with(is_space) && source[end..].starts_with(is_space) {
                cuts.push(cut(Span::new(start, end), RUNNING_HEADER));
            }
        }
    }
}

/// Headers (and footers) at the foot of the pages.
fn headers_before(
    source: &str,
    boundaries: &[Boundary],
    ends: &mut Vec<usize>,
    cuts: &mut Vec<Cut>,
) {
    text_before(source, boundaries, ends);
    let mut neighbours = Comparison::new(source, true, true);
    let mut last = 0..0;
    let mut before = Common::default();
    for (index, &end) in ends.iter().enumerate() {
        let mut best = before;
        if let Some(&next) = ends.get(index + 1) {
            let found = neighbours.common(end, next);
            best = best.longer(found);
            before = found.turned();
        }
        let footer = end - best.one..end;
        if HEADER.contains(&best.count) && footer != last {
            push_lines(source, behind(source, &last, &footer), cuts);
            last = footer;
        }
    }
}

/// The lines of `header` that are not in `last`, the header of the page before: the headers of pages
/// that are shorter than they are overlap.
fn behind(source: &str, last: &Range<usize>, header: &Range<usize>) -> Range<usize> {
    if !(last.start..last.end).contains(&header.start) {
        return header.clone();
    }
    let rest = source.get(last.end..header.end).unwrap_or_default();
    let line = rest.find(crate::lines::is_terminator).unwrap_or(rest.len());
    header.end - (rest.len() - line)..header.end
}

/// One cut a line.
fn push_lines(source: &str, range: Range<usize>, cuts: &mut Vec<Cut>) {
    let start = range.start;
    let text = &source[range];
    for line in text.split(crate::lines::is_terminator) {
        let line = line.trim_matches(is_space);
        if !line.is_empty() {
            let from = start + (line.as_ptr() as usize - text.as_ptr() as usize);
            cuts.push(cut(Span::new(from, from + line.len()), RUNNING_HEADER));
        }
    }
}
