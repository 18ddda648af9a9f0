//! Speeches set in lines as a typesetter does it, and taken out of the lines as a PDF's reader does
//! it: widths, indents, page numbers and headers, line ends that became spaces. There is no end of
//! such pages and their truth is known, so geometry is learned here.

use super::random::Random;
use crate::page::{Block, Chrome, Page};
use zhengwen::{BlockKind, Reason};

/// Speeches shorter than this, in characters, have no geometry.
const SHORTEST: usize = 300;

/// How a speech is set and read.
struct Style {
    /// Width of the column, in half-widths.
    width: usize,
    /// White space in front of a paragraph, in half-widths, and whether it is read.
    indent: usize,
    reads_indent: Option<&'static str>,
    /// What stands for the end of a line, and of a block.
    line_end: &'static str,
    block_end: &'static str,
    /// Whether closing marks hang over the edge; otherwise they take a character with them.
    hangs: bool,
    /// Lines a page; none without page numbers.
    page: Option<usize>,
    number: usize,
    header: usize,
    is_half_width: bool,
    /// Whether lines begin and end with any mark, as they do on old pages.
    is_careless: bool,
    /// How many spaces stand in a thousand characters where there should be none.
    strays: usize,
}

impl Style {
    fn any(random: &mut Random) -> Style {
        let (line_end, block_end) = [
            ("\n", "\n"),
            ("\n", "\n"),
            (" ", " "),
            (" ", " "),
            ("\n", "\n\n"),
            (" ", "\n"),
            ("\n\n", "\n\n"),
        ][random.below(7)];
        Style {
            width: 2 * (15 + random.below(30)),
            indent: [4, 4, 4, 0][random.below(4)],
            reads_indent: [None, None, Some("\u{3000}\u{3000}"), Some("    ")][random.below(4)],
            line_end,
            block_end,
            hangs: random.below(2) == 0,
            page: (random.below(2) == 0).then(|| 18 + random.below(24)),
            number: random.below(5),
            header: random.below(8),
            is_half_width: random.below(3) == 0,
            is_careless: random.below(6) == 0,
            strays: [0, 0, 0, 30][random.below(4)],
        }
    }

    /// What stands at the head of each page, if anything does.
    fn header(&self, title: &str) -> Option<String> {
        match self.header {
            0 => Some(title.to_owned()),
            1 => Some(format!("讲话选编　{title}")),
            2 => Some(format!("内部资料{title}")),
            _ => None,
        }
    }

    fn page_number(&self, number: usize, pages: usize) -> String {
        match self.number {
            0 => format!("— {number} —"),
            1 => format!("- {number} -"),
            2 => format!("{number}"),
            3 => format!("第 {number} 页"),
            _ => format!("第{number}页 共{pages}页"),
        }
    }
}

fn width(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

fn closes(c: char) -> bool {
    "。，、；：？！）》”’」』】…".contains(c) || ",.;:?!)".contains(c)
}

fn opens(c: char) -> bool {
    "（《“‘「『【(".contains(c)
}

/// The half-width form that some pages have for a mark.
fn halved(c: char) -> char {
    match c {
        '，' => ',',
        '：' => ':',
        '；' => ';',
        '？' => '?',
        '！' => '!',
        '（' => '(',
        '）' => ')',
        other => other,
    }
}

/// The visual lines of a text: the first is `indent` narrower.
fn lines(text: &[char], column: usize, indent: usize, style: &Style) -> Vec<Vec<char>> {
    let (mut lines, mut line, mut used) = (Vec::new(), Vec::<char>::new(), indent);
    let mut at = 0;
    while at < text.len() {
        let is_word = |c: &&char| c.is_ascii_alphanumeric();
        let length = text[at..].iter().take_while(is_word).count().clamp(1, 24);
        let word = &text[at..at + length];
        let room: usize = word.iter().copied().map(width).sum();
        let over = used + room > column && !line.is_empty();
        if over && !(style.hangs && closes(word[0]) && used <= column) {
            // No line begins with a closing mark or ends with an opening one.
            let is_torn = |line: &[char], next: char| {
                !style.is_careless
                    && line.len() > 2
                    && (closes(next) || line.last().is_some_and(|&c| opens(c)))
            };
            let mut carried = Vec::new();
            let mut next = word[0];
            while is_torn(&line, next) {
                let Some(last) = line.pop() else { break };
                carried.insert(0, last);
                next = last;
            }
            lines.push(std::mem::replace(&mut line, carried));
            used = line.iter().copied().map(width).sum();
        }
        line.extend(word);
        used += room;
        at += length;
    }
    lines.push(line);
    lines.retain(|line| line.iter().any(|c| !c.is_whitespace()));
    lines
}

/// A page as it is put together.
struct Press<'s> {
    style: &'s Style,
    page: Page,
    /// Lines since the page began, and its number.
    line: usize,
    number: usize,
    pages: usize,
    header: Option<String>,
    random: &'s mut Random,
}

impl Press<'_> {
    fn chrome(&mut self, text: &str, reason: Reason) {
        let start = self.page.raw.len();
        self.page.raw.push_str(text);
        self.page.chrome.push(Chrome {
            reason,
            span: start..self.page.raw.len(),
            is_line: true,
            line: 1,
        });
    }

    /// Ends a visual line; a page may end with it.
    fn end(&mut self, is_block: bool) {
        let end = if is_block {
            self.style.block_end
        } else {
            self.style.line_end
        };
        self.page.raw.push_str(end);
        self.line += 1;
        if self.style.page.is_some_and(|lines| self.line >= lines) {
            self.line = 0;
            self.chrome(
                &self.style.page_number(self.number, self.pages),
                Reason::PageNumber,
            );
            self.page.raw.push_str(self.style.line_end);
            self.number += 1;
            self.header();
        }
    }

    fn header(&mut self) {
        if let Some(header) = self.header.clone() {
            self.chrome(&header, Reason::RunningHeader);
            self.page.raw.push_str(self.style.line_end);
        }
    }

    /// A line with the stray spaces that the reader saw in it.
    fn strewn(&mut self, line: &[char]) -> String {
        let mut strewn = String::new();
        for (index, &c) in line.iter().enumerate() {
            let is_han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
            let between_han = index > 0 && is_han(line[index - 1]) && is_han(c);
            if between_han && self.random.below(1000) < self.style.strays {
                strewn.push(' ');
            }
            strewn.push(c);
        }
        strewn
    }

    fn block(&mut self, kind: BlockKind, text: &[char]) {
        let style = self.style;
        let is_set_in = matches!(kind, BlockKind::Paragraph | BlockKind::Heading(_));
        let indent = if is_set_in { style.indent } else { 0 };
        let column = match kind {
            BlockKind::Title => style.width * 3 / 4,
            _ => style.width,
        };
        let lines = lines(text, column, indent, style);
        let count = lines.len();
        let mut spans = Vec::new();
        for (index, line) in lines.into_iter().enumerate() {
            if let (0, true, Some(space)) = (index, indent > 0, style.reads_indent) {
                self.page.raw.push_str(space);
            }
            let start = self.page.raw.len();
            let line = self.strewn(&line);
            self.page.raw.push_str(line.trim());
            spans.push(start..self.page.raw.len());
            self.end(index + 1 == count);
        }
        self.page.blocks.push(Block {
            kind,
            spans,
            line: 1,
        });
    }
}

fn set(page: &Page, style: &Style, random: &mut Random) -> Option<Page> {
    let texts: Vec<(BlockKind, Vec<char>)> = page
        .blocks
        .iter()
        .map(|block| {
            let text = page.text(block);
            let chars = text.trim().chars();
            let set = |c: char| if style.is_half_width { halved(c) } else { c };
            (block.kind, chars.map(set).collect::<Vec<_>>())
        })
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let length: usize = texts.iter().map(|(_, text)| text.len()).sum();
    if length < SHORTEST {
        return None;
    }
    let title = texts.first().filter(|(kind, _)| *kind == BlockKind::Title);
    let title = title.map(|(_, text)| String::from_iter(text));
    let header = title.and_then(|title| style.header(&title));
    let per_page = style.page.unwrap_or(1) * style.width / 2;
    let mut press = Press {
        style,
        page: Page {
            truncated: page.truncated,
            ..Page::default()
        },
        line: 0,
        number: 1,
        pages: length / per_page + 1,
        header,
        random,
    };
    press.header();
    for (kind, text) in &texts {
        press.block(*kind, text);
    }
    Some(press.page)
}

/// For each of the pages that is long enough, its speech set in lines.
#[must_use]
pub fn typeset(pages: &[&Page]) -> Vec<Page> {
    let mut random = Random::new();
    let set = pages.iter().filter_map(|page| {
        let style = Style::any(&mut random);
        set(page, &style, &mut random)
    });
    set.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_as_wide_as_the_column() {
        let text: Vec<char> = "水厂今天通水了大家都高兴，散会。".chars().collect();
        let set = |hangs, is_careless| {
            let style = Style {
                hangs,
                is_careless,
                ..Style::any(&mut Random::new())
            };
            let lines = lines(&text, 14, 4, &style);
            let lines = lines.into_iter().map(String::from_iter);
            lines.collect::<Vec<String>>()
        };
        assert_eq!(
            set(false, false),
            ["水厂今天通", "水了大家都高", "兴，散会。"]
        );
        assert_eq!(
            set(true, false),
            ["水厂今天通", "水了大家都高兴，", "散会。"]
        );
        assert_eq!(
            set(false, true),
            ["水厂今天通", "水了大家都高兴", "，散会。"]
        );
    }

    #[test]
    fn truth_goes_with_the_lines() {
        let file = format!(
            "#truncated no\nT|水厂开工致辞\nP|{}\nP|散会。\n",
            "水厂今天开工了，".repeat(40)
        );
        let page = Page::parse(&file).expect("a page");
        for seed in 0..12 {
            let mut random = Random::new();
            for _ in 0..seed {
                random.share();
            }
            let style = Style::any(&mut random);
            let set = set(&page, &style, &mut random).expect("long enough");
            let texts = |page: &Page| -> Vec<String> {
                page.blocks
                    .iter()
                    .map(|block| page.text(block).replace(',', "，").replace(' ', ""))
                    .collect()
            };
            assert_eq!(texts(&set), texts(&page));
            assert!(set.blocks[1].spans.len() > 3);
        }
    }
}
