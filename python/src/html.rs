//! A document as a notebook shows it: the text with what was changed in its place.

use std::fmt::Write;
use zhengwen::Document;

/// So many bytes of source are shown.
const SHOWN: usize = 60_000;

/// The changes inline, everything escaped.
pub(crate) fn page(document: &Document) -> String {
    let mut page = String::from("<div class=\"zhengwen\">");
    summary(document, &mut page);
    page.push_str("<pre style=\"white-space: pre-wrap; font-family: inherit; line-height: 1.6\">");
    let mut rest = false;
    for segment in document.alignment().segments() {
        if segment.source.start >= SHOWN {
            rest = true;
            break;
        }
        match &segment.edit {
            None => escape(
                start(&document.source()[segment.source], &mut rest),
                &mut page,
            ),
            Some(edit) => {
                change(
                    "del",
                    "#fbe3e4",
                    edit.rule,
                    edit.original,
                    &mut rest,
                    &mut page,
                );
                change(
                    "ins",
                    "#dff3e0",
                    edit.rule,
                    edit.replacement,
                    &mut rest,
                    &mut page,
                );
            }
        }
    }
    page.push_str(if rest {
        "</pre><p>…</p></div>"
    } else {
        "</pre></div>"
    });
    page
}

fn summary(document: &Document, page: &mut String) {
    page.push_str("<p><b>");
    escape(document.title().unwrap_or("(no title)"), page);
    // Writing to a string cannot fail.
    let _ = write!(
        page,
        "</b> · {} · {} blocks · {} placeholders · {} removed · {} edits",
        document.encoding(),
        document.blocks().len(),
        document.placeholders().len(),
        document.removed().len(),
        document.edits().len(),
    );
    for warning in document.warnings() {
        let _ = write!(page, " · <b>{warning}</b>");
    }
    page.push_str("</p>");
}

fn change(tag: &str, colour: &str, rule: &str, text: &str, rest: &mut bool, page: &mut String) {
    if text.is_empty() {
        return;
    }
    let _ = write!(
        page,
        "<{tag} style=\"background: {colour}; color: #222\" title=\""
    );
    escape(rule, page);
    page.push_str("\">");
    escape(&visible(start(text, rest)), page);
    let _ = write!(page, "</{tag}>");
}

/// Line ends that were changed, as one can see them.
fn visible(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "↵\n")
}

/// As much of a long text as is shown; whether there is more.
fn start<'t>(text: &'t str, rest: &mut bool) -> &'t str {
    if text.len() <= SHOWN {
        return text;
    }
    *rest = true;
    let end = (0..=SHOWN).rev().find(|&end| text.is_char_boundary(end));
    &text[..end.unwrap_or_default()]
}

fn escape(text: &str, page: &mut String) {
    for character in text.chars() {
        match character {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            '\'' => page.push_str("&#39;"),
            // Controls are no characters of HTML.
            '\u{0}'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}' => page.push('\u{FFFD}'),
            _ => page.push(character),
        }
    }
}
