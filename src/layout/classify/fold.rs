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
#[inline]
pub(crate) fn fold(c: char) -> Option<char> {
    if crate::chars::is_ideograph(c) {
        return Some(c);
    }
    fold_mark(c)
}

fn fold_mark(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' | 'A'..='Z' | 'a'..='z' => c,
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

/// The folded text of a block, at most `limit` characters of it: the block itself where nothing
/// folds, else what is written into `buffer`.
pub(super) fn fold_block<'t>(
    source: &'t str,
    block: std::ops::Range<usize>,
    gaps: &[Gap],
    limit: usize,
    buffer: &'t mut String,
) -> &'t str {
    let mut room = limit;
    if gaps.is_empty() {
        let text = &source[block];
        let same = unfolded(text, &mut room);
        if same == text.len() || room == 0 {
            return &text[..same];
        }
        buffer.clear();
        buffer.push_str(&text[..same]);
        push(&text[same..], &mut room, buffer);
        return buffer;
    }
    buffer.clear();
    let mut start = block.start;
    for gap in gaps {
        if !push(&source[start..gap.span.start as usize], &mut room, buffer) {
            return buffer;
        }
        if gap.verdict == Verdict::Space {
            buffer.push(' ');
        }
        start = gap.span.end as usize;
    }
    push(&source[start..block.end], &mut room, buffer);
    buffer
}

/// End of the characters at the head of `piece` that there is room for and that fold to themselves.
fn unfolded(piece: &str, room: &mut usize) -> usize {
    let mut position = 0;
    loop {
        let end = han_run(piece, position);
        let kept = end.min(position + 3 * *room);
        *room -= (kept - position) / 3;
        position = kept;
        if *room == 0 {
            return position;
        }
        if is_folded_mark(&piece.as_bytes()[position..]) {
            position += 3;
        } else {
            match piece[position..].chars().next() {
                Some(c) if fold(c) == Some(c) => position += c.len_utf8(),
                _ => return position,
            }
        }
        *room -= 1;
    }
}

/// Whether the bytes of a text begin with a common mark that folds to itself: 、。〈 to 】, —‘’“”…,
/// ！（），：；？
fn is_folded_mark(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xe3, 0x80, 0x81..=0x82 | 0x88..=0x91, ..]
            | [0xe2, 0x80, 0x94 | 0x98 | 0x99 | 0x9c | 0x9d | 0xa6, ..]
            | [
                0xef,
                0xbc,
                0x81 | 0x88 | 0x89 | 0x8c | 0x9a | 0x9b | 0x9f,
                ..
            ]
    )
}

/// Writes the folded characters of `piece`; `false` when there is no room for all of them.
fn push(piece: &str, room: &mut usize, buffer: &mut String) -> bool {
    let mut position = 0;
    loop {
        let end = position + unfolded(&piece[position..], room);
        buffer.push_str(&piece[position..end]);
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
    fn marks_fold_to_themselves() {
        let mut buffer = [0; 4];
        for c in crate::chars::every() {
            let mark = is_folded_mark(c.encode_utf8(&mut buffer).as_bytes());
            assert!(!mark || fold(c) == Some(c), "{c:?}");
        }
    }

    #[test]
    fn one_spelling() {
        let folded: String = "⼀、（２）Ａ\u{200b}:,;!?－"
            .chars()
            .filter_map(fold)
            .collect();
        assert_eq!(folded, "一、（2）A：，；！？—");
    }
}
