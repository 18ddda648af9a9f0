//! Left-overs of machines: tags, entities, escapes, styles, random ASCII, pinyin.

use super::Cut;
use super::page::Info;
use super::rules::Id;
use crate::chars::{is_han, is_space};
use crate::edit::Span;
use crate::lines::Line;

/// Longest tag.
const TAG: usize = 400;
/// Longest comment or script, in bytes: what is longer is not searched for its end.
const COMMENT: usize = 4096;
/// Tags of HTML that a block ends at.
const BLOCK: &[&str] = &[
    "p",
    "br",
    "div",
    "tr",
    "li",
    "ul",
    "ol",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "blockquote",
    "hr",
    "center",
    "td",
    "dd",
    "dt",
    "dl",
    "article",
    "header",
    "footer",
    "tbody",
];
/// Tags inside a line.
const INNER: &[&str] = &[
    "span",
    "a",
    "img",
    "strong",
    "b",
    "i",
    "em",
    "font",
    "u",
    "o:p",
    "input",
    "form",
    "iframe",
    "embed",
    "link",
    "meta",
    "sup",
    "sub",
    "pre",
    "code",
    "label",
    "button",
    "nav",
    "th",
    "thead",
    "script",
    "style",
    "html",
    "body",
    "head",
    "title",
    "small",
    "big",
    "s",
    "del",
    "wbr",
    "video",
    "audio",
    "source",
    "figure",
    "st1:chsdate",
    "v:shape",
    "ins",
    "mark",
    "object",
    "param",
    "select",
    "option",
    "textarea",
    "col",
    "colgroup",
    "caption",
    "main",
    "aside",
    "svg",
    "path",
];
/// Entities that are white space or nothing.
const SPACES: &[&str] = &[
    "&nbsp;", "&ensp;", "&emsp;", "&thinsp;", "&zwnj;", "&zwj;", "&shy;", "&#160;", "&#12288;",
    "&#8194;", "&#8195;", "&#8203;", "&#xa0;", "&#xA0;", "&#x3000;", "&NBSP;", "&Nbsp;", "&#13;",
    "&#10;", "&#9;", "&#32;", "&nbsp",
];

/// Bytes of the shortest line that is residue: `$(`.
const SHORTEST: usize = 2;

/// The rule that takes a line without a Han character, if it is residue.
pub(super) fn line(text: &str) -> Option<Id> {
    if text.len() < SHORTEST {
        return None;
    }
    if is_rule(text) {
        return Some(Id::NoiseRule);
    }
    if is_style(text) {
        return Some(Id::NoiseStyle);
    }
    let residue = is_random(text) || escapes(text, 0).is_some_and(|range| range.end == text.len());
    residue.then_some(Id::NoiseLine)
}

/// -----, ═════: a line drawn across the page.
fn is_rule(text: &str) -> bool {
    let drawn = |c: char| {
        matches!(
            c,
            '-' | '－' | '—' | '–' | '―' | '─' | '━' | '═' | '=' | '~' | '～'
        )
    };
    text.starts_with(drawn) && text.chars().nth(2).is_some() && text.chars().all(drawn)
}

/// `.main p{…}`, `var x = …;`: code.
fn is_style(text: &str) -> bool {
    text.is_ascii()
        && (text.contains('{')
            && text.contains('}')
            && text.contains([':', ';'])
            && !text.starts_with("{{")
            || (text.starts_with("var ")
                || text.starts_with("function")
                || text.starts_with("document.")
                || text.starts_with("$("))
                && text.contains(['(', '=']))
}

/// A bit of each sign that is rare in texts.
const RARE: u128 = {
    let signs = b"#$%&@^~`\\|<>{}[]_!;:?\"'+*=()/";
    let (mut set, mut index) = (0, 0);
    while index < signs.len() {
        set |= 1 << signs[index];
        index += 1;
    }
    set
};

/// Random ASCII: letters, digits and rare signs in turn, and no word among them.
pub(super) fn is_random(text: &str) -> bool {
    let text = text.trim_matches(is_space);
    if !(4..=200).contains(&text.len()) || !text.is_ascii() {
        return false;
    }
    let bytes = text.as_bytes();
    let (mut rare, mut letters, mut kinds) = (0, 0, 0u128);
    for &byte in bytes {
        let kind = 1 << byte;
        rare += usize::from(RARE & kind != 0);
        letters += usize::from(byte.is_ascii_alphabetic());
        if byte.is_ascii_punctuation() {
            kinds |= kind;
        }
    }
    if rare < 2 || letters == 0 || kinds.count_ones() < 2 {
        return false;
    }
    let word = text
        .split(|c: char| !c.is_ascii_alphabetic())
        .any(|run| run.len() >= 3 && is_word(run));
    let tokens = text.split(' ').filter(|token| !token.is_empty());
    let (mut count, mut long) = (0, 0);
    for token in tokens {
        count += 1;
        long += usize::from(token.len() > 3);
    }
    let spaced = count >= 4 && long == 0;
    let dense = count <= 3
        && bytes
            .iter()
            .any(|byte| b"#$@^~`\\|<>{}[]_!;&".contains(byte));
    !word && (spaced || dense) && !text.contains("://") && !is_formula(text) && !has_reference(text)
}

/// A character spelt by its number, &#20010; or &#x4e2a;: that is no noise.
fn has_reference(text: &str) -> bool {
    text.split("&#").skip(1).any(|rest| {
        let number = rest.split_once(';').map_or("", |(number, _)| number);
        let digits = number.strip_prefix(['x', 'X']).unwrap_or(number);
        (2..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// A run of letters that could be read: a vowel in it, one case throughout.
fn is_word(run: &str) -> bool {
    let tail = &run[1..];
    let cased =
        tail.chars().all(|c| c.is_ascii_lowercase()) || run.chars().all(|c| c.is_ascii_uppercase());
    cased && run.contains(['a', 'e', 'i', 'o', 'u', 'y', 'A', 'E', 'I', 'O', 'U'])
}

/// y = 2*x + 1: letters, digits and the signs of sums only.
fn is_formula(text: &str) -> bool {
    text.contains('=')
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || " =+-*/().,^<>".contains(c))
}

/// The random tail of a line of the speech.
pub(super) fn tail(source: &str, info: &Info, cuts: &mut Vec<Cut>) {
    let text = info.text(source);
    if let Some(body) = without_tail(&info.line, text) {
        let start = info.line.span.start as usize;
        cuts.push(Cut {
            span: Span::new(start + body.len(), start + text.len()),
            rule: Id::NoiseTail.rule(),
            breaks: false,
        });
    }
}

/// The line without its random tail, when it has one.
#[inline]
pub(super) fn without_tail<'s>(line: &Line, text: &'s str) -> Option<&'s str> {
    if !line.last.is_ascii() || line.han == 0 || matches!(line.last, '.' | ':' | ',') {
        return None;
    }
    split_tail(text)
}

fn split_tail(text: &str) -> Option<&str> {
    let edge = text.rfind(|c: char| !c.is_ascii())?;
    let edge = edge + text[edge..].chars().next().map_or(0, char::len_utf8);
    let run = &text[edge..];
    let body = run.trim_start_matches(is_space);
    let sealed = text[..edge].ends_with(['。', '！', '？', '”', '：', '；', '…']);
    ((body.len() < run.len() || sealed) && is_random(body) || sealed && is_token(run))
        .then(|| &text[..edge])
}

/// wZ9k#Q2x: one run of all four kinds of ASCII, which is no word, number or name of a standard.
fn is_token(run: &str) -> bool {
    let has = |test: fn(&u8) -> bool| run.as_bytes().iter().any(test);
    (6..=20).contains(&run.len())
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_digit)
        && has(|byte| b"#$%&@^~!*?".contains(byte))
        && run.bytes().all(|byte| byte.is_ascii_graphic())
        && !is_mail(run)
}

/// name@host.org
fn is_mail(run: &str) -> bool {
    run.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
}

/// The random signs in front of a line: where a hidden line met it.
pub(super) fn opening(source: &str, info: &Info, cuts: &mut Vec<Cut>) {
    let text = info.text(source);
    let Some(edge) = text.find(|c: char| !c.is_ascii()) else {
        return;
    };
    let tokens = || text[..edge].split(' ').filter(|token| !token.is_empty());
    let bytes = &text.as_bytes()[..edge];
    let has = |test: fn(&u8) -> bool| bytes.iter().any(test);
    if text[edge..].starts_with(is_han)
        && tokens().nth(4).is_some()
        && tokens().all(|token| token.len() <= 2)
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_digit)
        && is_random(&text[..edge])
    {
        let start = info.line.span.start as usize;
        cuts.push(Cut {
            span: Span::new(start, start + edge),
            rule: Id::NoiseOpening.rule(),
            breaks: false,
        });
    }
}

/// A tag, a comment, an entity or an escape at `at`.
pub(super) fn mark(source: &str, span: Span, at: usize) -> Option<Cut> {
    let end = span.end as usize;
    let rest = &source[at..end];
    let (length, id, breaks) = match rest.as_bytes()[0] {
        b'<' => tag(rest).map(|(length, breaks)| (length, Id::NoiseTag, breaks)),
        b'&' => SPACES
            .iter()
            .find(|entity| rest.starts_with(**entity))
            .map(|entity| (entity.len(), Id::NoiseEntity, false)),
        _ => ["\\r\\n", "\\n\\r", "\\n", "\\r", "\\t"]
            .iter()
            .find(|escape| {
                rest.starts_with(**escape)
                    && !rest[escape.len()..].starts_with(|c: char| c.is_ascii_alphabetic())
            })
            .map(|escape| (escape.len(), Id::NoiseEscape, !escape.ends_with('t'))),
    }?;
    Some(Cut {
        span: Span::new(at, at + length),
        rule: id.rule(),
        breaks,
    })
}

/// The first `length` bytes of `text`, or a little fewer.
fn head(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// [`str::find`], many bytes at a time.
fn find(text: &str, word: &str) -> Option<usize> {
    memchr::memmem::find(text.as_bytes(), word.as_bytes())
}

/// Length of the tag at the start of `rest`, and whether a block ends with it.
fn tag(rest: &str) -> Option<(usize, bool)> {
    if rest.starts_with("<!--") {
        return find(head(rest, COMMENT), "-->").map(|at| (at + 3, false));
    }
    let reach = &rest.as_bytes()[1..rest.len().min(4 * TAG)];
    let close = memchr::memchr2(b'>', b'<', reach)? + 1;
    if rest.as_bytes()[close] != b'>' || rest[..close].chars().count() >= TAG {
        return None;
    }
    let inner = rest[1..close].trim_start_matches('/');
    let name = inner
        .split([' ', '\t', '/', '\u{a0}'])
        .next()
        .unwrap_or_default();
    let known = |tags: &[&str]| tags.iter().any(|tag| name.eq_ignore_ascii_case(tag));
    let block = known(BLOCK);
    if !block && !known(INNER) {
        return None;
    }
    // A script or style goes with what it holds.
    for (open, closing) in [("script", "</script>"), ("style", "</style>")] {
        if name.eq_ignore_ascii_case(open)
            && !rest.starts_with("</")
            && let Some(at) = find(head(rest, COMMENT), closing)
        {
            return Some((at + closing.len(), true));
        }
    }
    Some((close + 1, block))
}

/// x0dx0a and kin, at least two in a row.
pub(super) fn escapes(line: &str, at: usize) -> Option<std::ops::Range<usize>> {
    let start = if line[..at].ends_with(['_', '\\']) {
        at - 1
    } else {
        at
    };
    let mut rest = &line[start..];
    let mut count = 0;
    loop {
        let body = rest.trim_start_matches(['_', '\\', ' ']);
        let next = ["x0d", "x0a", "x0D", "x0A", "x000D", "x000A"]
            .iter()
            .find_map(|escape| body.strip_prefix(escape));
        let Some(next) = next else { break };
        rest = next.strip_prefix('_').unwrap_or(next);
        count += 1;
    }
    (count >= 2).then(|| start..line.len() - rest.len())
}

/// （chǎn） behind a Han character; `at` is the vowel with the tone mark.
pub(super) fn pinyin(source: &str, span: Span, at: usize) -> Option<Cut> {
    let line = span.of(source);
    let at = at - span.start as usize;
    let syllable = |c: char| c.is_ascii_lowercase() || ('\u{e0}'..='\u{1dc}').contains(&c);
    let start = at
        - line[..at]
            .chars()
            .rev()
            .take(7)
            .take_while(|&c| syllable(c))
            .map(char::len_utf8)
            .sum::<usize>();
    let end = at
        + line[at..]
            .chars()
            .take(7)
            .take_while(|&c| syllable(c))
            .map(char::len_utf8)
            .sum::<usize>();
    let open = line[..start]
        .chars()
        .next_back()
        .filter(|c| matches!(c, '(' | '（'))?;
    let close = line[end..]
        .chars()
        .next()
        .filter(|c| matches!(c, ')' | '）'))?;
    let open_at = start - open.len_utf8();
    is_han(line[..open_at].chars().next_back()?).then(|| Cut {
        span: Span::new(
            span.start as usize + open_at,
            span.start as usize + end + close.len_utf8(),
        ),
        rule: Id::NoisePinyin.rule(),
        breaks: false,
    })
}
