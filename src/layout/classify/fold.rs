//! One spelling for what a kind is told by.
//!
//! Kinds are decided before the inline stage has put the characters in order, so the text of a
//! short block is read through a fold: half-width punctuation becomes full-width, full-width
//! letters and digits become ASCII, radicals become ideographs, invisible characters vanish.
//! What folds to the same text is the same kind; the fold is never written anywhere.

use crate::chars::han_run;
use crate::layout::{Gap, Verdict};
use unicode_normalization::char::decompose_compatible;

/// `c` as the kinds see it; `None` for what is not seen.
pub(crate) fn fold(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' | 'A'..='Z' | 'a'..='z' | '\u{4e00}'..='\u{9fff}' => c,
        // What most texts hold beside, so that the rest is looked at seldom.
        '，' | '。' | '、' | '；' | '：' | '！' | '？' | '（' | '）' | '“' | '”' | '《' | '》'
        | '—' | '…' => c,
        ',' | '﹐' => '，',
        ':' | '﹕' | '︰' => '：',
        ';' | '﹔' => '；',
        '!' | '﹗' => '！',
        '?' | '﹖' => '？',
        '(' | '﹙' => '（',
        ')' | '﹚' => '）',
        '．' | '﹒' => '.',
        '､' | '﹑' => '、',
        '｡' => '。',
        '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
            char::from_u32(c as u32 - 0xfee0).unwrap_or(c)
        }
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => {
            let mut folded = c;
            decompose_compatible(c, |part| folded = part);
            folded
        }
        '―' | '─' | '－' => '—',
        _ if c.is_whitespace() => ' ',
        _ if crate::chars::is_invisible(c) => return None,
        _ => c,
    })
}

/// Writes the folded text of a block into `buffer`, at most `limit` characters of it; `false`
/// when the block is longer.
pub(super) fn fold_block(
    source: &str,
    block: std::ops::Range<usize>,
    gaps: &[Gap],
    limit: usize,
    buffer: &mut String,
) -> bool {
    buffer.clear();
    let mut room = limit;
    let mut start = block.start;
    for gap in gaps {
        if !push(&source[start..gap.span.start as usize], &mut room, buffer) {
            return false;
        }
        if gap.verdict == Verdict::Space {
            buffer.push(' ');
        }
        start = gap.span.end as usize;
    }
    push(&source[start..block.end], &mut room, buffer)
}

fn push(piece: &str, room: &mut usize, buffer: &mut String) -> bool {
    let mut position = 0;
    loop {
        let end = han_run(piece, position);
        let kept = end.min(position + 3 * *room);
        buffer.push_str(&piece[position..kept]);
        *room -= (kept - position) / 3;
        if kept < end {
            return false;
        }
        let Some(c) = piece[end..].chars().next() else {
            return true;
        };
        position = end + c.len_utf8();
        let Some(c) = fold(c) else { continue };
        if *room == 0 {
            return false;
        }
        *room -= 1;
        buffer.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling() {
        let folded: String = "⼀、（２）Ａ\u{200b}:,;!?－"
            .chars()
            .filter_map(fold)
            .collect();
        assert_eq!(folded, "一、（2）A：，；！？—");
    }
}
