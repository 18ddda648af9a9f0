//! The document as Markdown (CommonMark).

use std::fmt::Write as _;
use zhengwen::{BlockKind, Document};

/// Titles and headings with number signs, every other block a paragraph; what could be markup in
/// the text is escaped.
pub(crate) fn markdown(document: &Document) -> String {
    let mut out = String::new();
    for block in document.blocks() {
        if !out.is_empty() {
            out.push('\n');
        }
        match block.kind {
            BlockKind::Title => out.push_str("# "),
            BlockKind::Heading(level) => {
                let _ = write!(out, "{} ", "#".repeat(usize::from(level) + 1));
            }
            _ => {}
        }
        escape(&mut out, block.text.trim());
        out.push('\n');
    }
    out
}

fn escape(out: &mut String, text: &str) {
    // A list or a heading where the line begins: `- `, `+ `, `#`, `1.`, `1)`.
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let markup = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' => true,
            '#' | '+' | '-' | '=' => at == 0,
            '.' | ')' => at == number && number > 0,
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::{escape, markdown};
    use zhengwen::Cleaner;

    #[test]
    fn a_speech() {
        let source = "在水厂投产仪式上的讲话\n同志们：\n水厂今天投产了。\n一、抓好水源\n水源要守好。\n（一）值守\n昼夜值守。\n";
        assert_eq!(
            markdown(&Cleaner::new().clean(source)),
            "# 在水厂投产仪式上的讲话\n\n同志们：\n\n水厂今天投产了。\n\n## 一、抓好水源\n\n水源要守好。\n\n### （一）值守\n\n昼夜值守。\n"
        );
        assert_eq!(markdown(&Cleaner::new().clean("")), "");
    }

    #[test]
    fn text_stays_text() {
        let escaped = |text| {
            let mut out = String::new();
            escape(&mut out, text);
            out
        };
        assert_eq!(escaped("a*b_c`d[e]<f>&amp;"), r"a\*b\_c\`d\[e\]\<f\>\&amp;");
        assert_eq!(escaped("# 一"), r"\# 一");
        assert_eq!(escaped("- 一-二"), r"\- 一-二");
        assert_eq!(escaped("12. 一.二"), r"12\. 一.二");
        assert_eq!(escaped("（1）水厂。"), "（1）水厂。");
    }
}
