//! Masks on both sides of a gap: two names of a list, or the halves of one word.

use super::{Gap, Verdict};

/// A mask of more signs is no name.
const LONGEST: usize = 4;

/// What the gap becomes: a space between two masked names, each of two signs or more, in the same
/// sign; nothing between the halves of one that a line end tore. Stars between words are Markdown's
/// bold (**水** **厂**).
pub(super) fn seam(source: &str, gap: &Gap) -> Option<Verdict> {
    let (before, behind) = (
        &source[..gap.span.start as usize],
        &source[gap.span.end as usize..],
    );
    let sign = behind.chars().next().and_then(sign)?;
    let same = |c: &char| self::sign(*c) == Some(sign);
    let left = before
        .chars()
        .rev()
        .take(LONGEST + 1)
        .take_while(same)
        .count();
    let right = behind.chars().take(LONGEST + 1).take_while(same).count();
    if !(1..=LONGEST).contains(&left) || !(1..=LONGEST).contains(&right) {
        return None;
    }
    let last = before.chars().rev().nth(left);
    let next = behind.chars().nth(right);
    let glued = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let han = |c: Option<char>| c.is_some_and(crate::chars::is_han);
    if glued(last) || glued(next) || sign == '*' && han(last) && han(next) {
        return None;
    }
    if left > 1 && right > 1 {
        return Some(Verdict::Space);
    }
    (left + right == 3 && gap.newlines == 1 && han(next)).then_some(Verdict::Join)
}

/// The sign that a character of a mask is a spelling of.
fn sign(c: char) -> Option<char> {
    Some(match c {
        'X' | 'Ｘ' => 'X',
        'x' | 'ｘ' => 'x',
        '×' | '╳' => '×',
        '*' | '＊' => '*',
        '○' | '〇' | '某' => c,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::Pause;
    use crate::marks::Marks;

    fn between(text: &str) -> Option<Verdict> {
        let start = text.find(['|', '↵']).expect("a gap");
        let source = text.replace(['|', '↵'], " ");
        let mut pause = Pause::at(start, Marks::default());
        pause.extend(&source, |_| ());
        let gap = Gap {
            newlines: u16::from(text.contains('↵')),
            ..super::super::gaps::gap(&pause)
        };
        seam(&source, &gap)
    }

    #[test]
    fn names_stay_apart() {
        for text in [
            "有×××|××",
            "XX|XXX两位",
            "某某|某某某",
            "有**|**，",
            "XX↵XX",
        ] {
            assert_eq!(between(text), Some(Verdict::Space), "{text}");
        }
    }

    #[test]
    fn torn_names_are_joined() {
        for text in ["请XX↵X同志", "请×↵××同志"] {
            assert_eq!(between(text), Some(Verdict::Join), "{text}");
        }
    }

    #[test]
    fn all_else_is_left_open() {
        for text in [
            "X|X同志",
            "XX|X天",
            "××|XX",
            "水**|**厂",
            "138XXXX|XXXX",
            "XX|XXL",
            "水|厂",
            "XX|水",
            "XXXXXX|XX",
        ] {
            assert_eq!(between(text), None, "{text}");
        }
    }
}
