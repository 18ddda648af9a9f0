//! What happens to texts on their way: by hand, by scrapers, converters and transmissions, and by chance.

use crate::texts::Texts;
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8};
use fastrand::Rng;

/// What is put into texts: white space, controls, signs, masks, ordinals, chrome, rare Unicode.
const INSERTS: &[&str] = &[
    " ",
    "  ",
    "\u{3000}",
    "\u{3000}\u{3000}",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{b}",
    "\u{c}",
    "\t",
    "\u{a0}",
    "\u{85}",
    "\u{2028}",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "\u{ad}",
    "\u{0}",
    "\u{7}",
    "\u{1b}",
    "\u{7f}",
    "\u{9f}",
    "X",
    "XX",
    "XXX",
    "×××",
    "*",
    "**",
    "***",
    "某",
    "某某",
    "某某某",
    "○○",
    "〇",
    "____",
    "__",
    "【】",
    "（  ）",
    "X、X",
    "XX XX",
    "×××　×××",
    "20XX年",
    "X月X日",
    "XX同志",
    "XX县",
    "X光",
    "2×3米",
    "（",
    "）",
    "(",
    ")",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "《",
    "》",
    "〈",
    "【",
    "】",
    "[",
    "]",
    "，",
    "。",
    "：",
    "；",
    "？",
    "！",
    "、",
    "·",
    ",",
    ".",
    ":",
    ";",
    "?",
    "!",
    "…",
    "……",
    "...",
    "。。。",
    "—",
    "——",
    "--",
    "-",
    "~",
    "～",
    "/",
    "|",
    "_",
    "=",
    "+",
    "#",
    ">",
    "<",
    "&",
    "%",
    "@",
    "$",
    "^",
    "\\",
    "一、",
    "二、",
    "（一）",
    "1.",
    "2、",
    "（1）",
    "第一，",
    "一是",
    "篇一：",
    "篇二",
    "第一章",
    "第三条",
    "①",
    "同志们：",
    "各位来宾：",
    "尊敬的各位领导，",
    "大家好！",
    "谢谢大家！",
    "主持人：",
    "（掌声）",
    "（略）",
    "— 1 —",
    "- 2 -",
    "第 1 页 共 4 页",
    "3",
    "12/36",
    "2024年3月5日",
    "5%",
    "1,280",
    "8:30",
    "pH",
    "Open Access",
    "https://example.com/a",
    "www.example.com",
    "a@example.com",
    "&nbsp;",
    "&#27700;",
    "<br>",
    "</p>",
    "**加粗**",
    "上一篇：",
    "下一篇",
    "点击下载",
    "责任编辑：",
    "来源：",
    "分享到",
    "首页 > 正文",
    "本文来自范文网www.example.com",
    "扫一扫",
    "展开全文",
    "阅读全文",
    "登录后查看",
    "试读结束",
    "相关推荐",
    "⼀",
    "ﬁ",
    "豈",
    "㎡",
    "ｱ",
    "Ａ",
    "５",
    "，",
    "\u{301}",
    "\u{308}",
    "\u{20dd}",
    "\u{fe0f}",
    "é",
    "ǖ",
    "한",
    "ᄒ",
    "か\u{3099}",
    "😀",
    "👨\u{200d}👩",
    "𠮷",
    "𝐗",
    "\u{e000}",
    "\u{f8ff}",
    "\u{fffd}",
    "\u{fffe}",
    "\u{10ffff}",
    "锟斤拷",
    "姘村巶",
    "ÖÐ¹ú",
];

/// A text: an excerpt of one or more pages, with things done to it.
pub(crate) fn text(texts: &Texts, random: &mut Rng) -> String {
    let mut lines = excerpt(texts, random);
    if random.u8(..4) == 0 {
        let other = excerpt(texts, random);
        let at = random.usize(..=lines.len());
        lines.splice(at..at, other);
    }
    for _ in 0..random.usize(..8) {
        change_lines(&mut lines, random);
    }
    let mut text: Vec<char> = lines.join("\n").chars().collect();
    for _ in 0..random.usize(..8) {
        change_characters(&mut text, random);
    }
    text.into_iter().collect()
}

/// Some lines in a row; short as a rule, so that many can be tried.
fn excerpt(texts: &Texts, random: &mut Rng) -> Vec<String> {
    let lines = texts.draw(random);
    if random.u8(..5) == 0 {
        return lines.to_vec();
    }
    let start = random.usize(..lines.len());
    let end = lines.len().min(start + random.usize(1..16));
    lines[start..end].to_vec()
}

fn change_lines(lines: &mut Vec<String>, random: &mut Rng) {
    if lines.is_empty() {
        return;
    }
    let (at, other) = (random.usize(..lines.len()), random.usize(..lines.len()));
    match random.u8(..11) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(other, lines[at].clone()),
        2 => lines.swap(at, other),
        3 => random.shuffle(&mut lines[at.min(other)..=at.max(other)]),
        4 => {
            let line = lines.remove(at);
            if let Some(before) = lines.get_mut(at.saturating_sub(1)) {
                before.push_str(&line);
            }
        }
        5 => lines.insert(at, insert(random).to_owned()),
        // One thing again and again, on lines of its own or in a row: chains.
        6 => {
            let unit = insert(random).to_owned();
            lines.splice(at..at, vec![unit; random.usize(2..14)]);
        }
        7 => {
            let unit = format!("{}{}", insert(random), insert(random));
            lines.insert(at, unit.repeat(random.usize(2..14)));
        }
        8 => {
            let copies = vec![lines[at].clone(); random.usize(1..10)];
            lines.splice(other..other, copies);
        }
        9 => wrap(lines, random),
        _ => {
            let line = &mut lines[at];
            *line = random_widths(line, random);
        }
    }
}

/// Breaks every line behind so many characters, or none any more.
fn wrap(lines: &mut Vec<String>, random: &mut Rng) {
    if random.bool() {
        let gap = *random.choice(&["", " ", "\u{3000}\u{3000}"]).unwrap_or(&"");
        *lines = vec![lines.join(gap)];
        return;
    }
    let width = random.usize(8..45);
    *lines = lines
        .iter()
        .flat_map(|line| {
            let characters: Vec<char> = line.chars().collect();
            let pieces = characters.chunks(width);
            pieces
                .map(|piece| piece.iter().collect())
                .collect::<Vec<String>>()
        })
        .collect();
}

/// The signs of a line in the other width.
fn random_widths(line: &str, random: &mut Rng) -> String {
    line.chars()
        .map(|c| if random.bool() { other_width(c) } else { c })
        .collect()
}

fn other_width(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        ' ' => '\u{3000}',
        '\u{3000}' => ' ',
        '。' => '.',
        '“' | '”' => '"',
        _ => c,
    }
}

fn change_characters(text: &mut Vec<char>, random: &mut Rng) {
    let at = random.usize(..=text.len());
    let Some(&here) = text.get(at) else {
        text.extend(insert(random).chars());
        return;
    };
    match random.u8(..10) {
        0 => drop(text.remove(at)),
        1 => text.insert(at, here),
        2 => text.truncate(at),
        3 => text[at] = other_width(here),
        4 => text[at] = any_character(random),
        5 => {
            let other = random.usize(..text.len());
            text.swap(at, other);
        }
        _ => drop(text.splice(at..at, insert(random).chars())),
    }
}

fn insert(random: &mut Rng) -> &'static str {
    INSERTS[random.usize(..INSERTS.len())]
}

/// Any character at all, those of the first planes before others.
fn any_character(random: &mut Rng) -> char {
    let limit = *random
        .choice(&[0x80, 0x800, 0x3000, 0x1_0000, 0x11_0000])
        .unwrap_or(&0x80);
    char::from_u32(random.u32(..limit)).unwrap_or('\u{fffd}')
}

/// `text` in some encoding, or in two, or read wrongly before, and then damaged.
pub(crate) fn bytes(text: &str, random: &mut Rng) -> Vec<u8> {
    let text = match random.u8(..4) {
        0 => garbled(text, random),
        _ => text.to_owned(),
    };
    let mut bytes = if random.u8(..3) == 0 {
        // Two halves in two encodings.
        let middle = random.usize(..=text.len());
        let middle = (middle..=text.len()).find(|&at| text.is_char_boundary(at));
        let (one, other) = text.split_at(middle.unwrap_or(0));
        [encode(one, random), encode(other, random)].concat()
    } else {
        encode(&text, random)
    };
    if random.u8(..3) == 0 {
        let start = random.usize(..=bytes.len());
        let end = bytes.len().min(start + random.usize(1..200));
        bytes = bytes[start..end].to_vec();
    }
    for _ in 0..random.usize(..5) {
        if bytes.is_empty() {
            break;
        }
        let at = random.usize(..bytes.len());
        match random.u8(..4) {
            0 => bytes[at] = random.u8(..),
            1 => bytes[at] ^= 1 << random.u8(..8),
            2 => drop(bytes.remove(at)),
            _ => bytes.insert(at, random.u8(..)),
        }
    }
    bytes
}

fn encode(text: &str, random: &mut Rng) -> Vec<u8> {
    match random.u8(..8) {
        0 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        1 => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        2 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        3 => text.as_bytes().to_vec(),
        4 => BIG5.encode(text).0.into_owned(),
        5 | 6 => GB18030.encode(text).0.into_owned(),
        _ => [b"\xEF\xBB\xBF".as_slice(), &GB18030.encode(text).0].concat(),
    }
}

/// Some lines of `text` read in a wrong encoding.
fn garbled(text: &str, random: &mut Rng) -> String {
    let pairs: [(&'static Encoding, &'static Encoding); 4] = [
        (UTF_8, encoding_rs::WINDOWS_1252),
        (UTF_8, GB18030),
        (GB18030, encoding_rs::WINDOWS_1252),
        (GB18030, BIG5),
    ];
    let (is, read_as) = pairs[random.usize(..pairs.len())];
    let lines = text.split('\n').map(|line| match random.u8(..3) {
        0 => line.to_owned(),
        _ => read_as
            .decode_without_bom_handling(&is.encode(line).0)
            .0
            .into_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}
