//! Damage that is done on purpose: a normal form in, a scrape of it out.

use super::Expected;
use encoding_rs::GBK;

/// A way to damage a text; its name is the variant in the name of the fixture file.
pub struct Damage {
    pub name: &'static str,
    /// Names of the texts in `fixtures/expected` that are checked in with this damage.
    pub texts: &'static [&'static str],
    pub apply: fn(&Expected) -> Damaged,
}

pub struct Damaged {
    pub bytes: Vec<u8>,
    pub encoding: &'static str,
    /// Texts of the removals, all page numbers.
    pub page_numbers: Vec<String>,
}

/// All of it.
pub static DAMAGES: &[Damage] = &[
    Damage {
        name: "wrapped28",
        texts: &["waterworks", "school", "party-class", "report"],
        apply: |text| utf8(lines(text, 28, 2, "").join("\n")),
    },
    Damage {
        name: "wrapped34-gap",
        texts: &["hospital", "library", "village"],
        apply: |text| utf8(lines(text, 34, 0, "\n").join("\n")),
    },
    Damage {
        name: "flat28",
        texts: &["bank", "school", "factory", "museum"],
        apply: |text| {
            utf8(
                lines(text, 28, 2, "")
                    .join("\n")
                    .replace('\n', " ")
                    .replace('\u{3000}', ""),
            )
        },
    },
    Damage {
        name: "pages28",
        texts: &["report", "party-class", "compilation"],
        apply: pages,
    },
    Damage {
        name: "indented",
        texts: &["inspection", "retirement", "fire"],
        apply: |text| utf8(plain(text).replace('\n', "\r\n\r\n\u{3000}\u{3000}")),
    },
    Damage {
        name: "half-width",
        texts: &["sports", "hospital", "wedding", "bus"],
        apply: |text| utf8(translate(&plain(text), "，：；！？（）", ",:;!?()")),
    },
    Damage {
        name: "full-width",
        texts: &["report", "bank", "museum"],
        apply: |text| {
            utf8(translate(
                &plain(text),
                "0123456789",
                "０１２３４５６７８９",
            ))
        },
    },
    Damage {
        name: "spaced",
        texts: &["village", "retirement", "library"],
        apply: |text| utf8(spaced(&plain(text))),
    },
    Damage {
        name: "radicals",
        texts: &["school", "compilation"],
        apply: |text| {
            utf8(translate(
                &plain(text),
                "一人二八十大子小工心日月水火生用白石立老行金长见门",
                "⼀⼈⼆⼋⼗⼤⼦⼩⼯⼼⽇⽉⽔⽕⽣⽤⽩⽯⽴⽼⾏⾦⻓⻅⻔",
            ))
        },
    },
    Damage {
        name: "invisible",
        texts: &["wedding", "factory"],
        apply: |text| utf8(invisible(&plain(text))),
    },
    Damage {
        name: "gbk",
        texts: &["wedding", "party-class", "inspection", "fire"],
        apply: |text| Damaged {
            bytes: GBK.encode(&plain(text)).0.into_owned(),
            encoding: "GBK",
            page_numbers: Vec::new(),
        },
    },
    Damage {
        name: "utf16",
        texts: &["village", "sports"],
        apply: |text| Damaged {
            bytes: std::iter::once('\u{feff}')
                .chain(plain(text).chars())
                .flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec())
                .flat_map(u16::to_be_bytes)
                .collect(),
            encoding: "UTF-16BE",
            page_numbers: Vec::new(),
        },
    },
];

fn utf8(text: String) -> Damaged {
    Damaged {
        bytes: text.into_bytes(),
        encoding: "UTF-8",
        page_numbers: Vec::new(),
    }
}

fn plain(text: &Expected) -> String {
    text.blocks
        .iter()
        .map(|block| format!("{}\n", block.text))
        .collect()
}

fn translate(text: &str, from: &str, to: &str) -> String {
    text.chars()
        .map(|c| {
            let place = from.chars().position(|known| known == c);
            place.and_then(|place| to.chars().nth(place)).unwrap_or(c)
        })
        .collect()
}

/// A page of `column` characters a line, first lines of paragraphs indented, `gap` after each
/// block.
fn lines(text: &Expected, column: usize, indent: usize, gap: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &text.blocks {
        let indented = !matches!(block.kind.as_str(), "title" | "salutation");
        let first = "\u{3000}".repeat(if indented { indent } else { 0 });
        lines.extend(wrap(&format!("{first}{}", block.text), column));
        if let Some(last) = lines.last_mut() {
            last.push_str(gap);
        }
    }
    lines
}

/// Line breaking as a page has it: closing punctuation hangs, words and numbers stay whole.
fn wrap(text: &str, column: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut width = 0;
    for unit in units(text) {
        let wide = unit.chars().map(width_of).sum::<usize>();
        let hangs = "，。；：？！、”’）》】".contains(unit);
        if width + wide > column * 2 && !(hangs && width <= column * 2) {
            lines.push(std::mem::take(&mut line));
            width = 0;
        }
        line.push_str(unit);
        width += wide;
    }
    lines.push(line);
    lines
}

fn width_of(c: char) -> usize {
    1 + usize::from(c >= '\u{2000}')
}

/// Characters, and runs of ASCII as one.
fn units(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let run = rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_ascii_graphic())
                .len();
        let length = run.max(rest.chars().next()?.len_utf8());
        let (unit, behind) = rest.split_at(length);
        rest = behind;
        Some(unit)
    })
}

/// Pages of 22 lines with a number under each and a form feed behind it.
fn pages(text: &Expected) -> Damaged {
    let mut page_numbers = Vec::new();
    let mut out = String::new();
    for (index, page) in lines(text, 28, 2, "").chunks(22).enumerate() {
        let number = format!("— {} —", index + 1);
        out.push_str(&page.join("\n"));
        out.push_str(&format!("\n{number}\n\u{c}"));
        page_numbers.push(number);
    }
    Damaged {
        page_numbers,
        ..utf8(out)
    }
}

/// A space after every third line's first characters, and beside numbers.
fn spaced(text: &str) -> String {
    let mut out = String::new();
    for (index, line) in text.lines().enumerate() {
        for (place, c) in line.chars().enumerate() {
            out.push(c);
            let after_comma = index % 2 == 0 && c == '，';
            if after_comma || (index % 3 == 1 && place == 11) {
                out.push(' ');
            }
        }
        out.push_str(" \n");
    }
    out
}

fn invisible(text: &str) -> String {
    text.chars()
        .enumerate()
        .flat_map(|(place, c)| {
            let mark = match place % 17 {
                3 => Some('\u{200b}'),
                9 => Some('\u{feff}'),
                _ => None,
            };
            std::iter::once(c).chain(mark)
        })
        .collect()
}
