//! The opening and the closing of a speech: wrapped titles, couplets, subtitles, date and
//! speaker, the salutation; the signature.
//!
//! Nothing here goes by widths: a title has its own type size. What helps is that the parts
//! follow a grammar. A title that names its occasion (在…, 关于…) is not whole before it says what
//! kind of speech it is (讲话, 致辞, …); a parenthesis under it holds the date; an office is
//! followed by a name; and the salutation ends the opening.
//!
//! Not known: where a title ends that neither names an occasion nor a kind of speech. Its line
//! ends are left to the rest of the layout.

use super::classify::people::{is_organization, is_workplace};
use super::node::Pieces;
use super::words::{
    addresses, ends_title, greets, is_date, is_name, is_office, opens_title, salutation,
};
use super::{Gap, Verdict, measure};
use crate::chars::is_han;

/// Pieces and characters within which the opening ends.
const PIECES: usize = 48;
const CHARACTERS: usize = 240;

/// Decisions, by gap.
pub(super) type Decisions = Vec<(usize, Verdict)>;

/// Whether the gap may end a block: a line end, or in flattened text any space that is not
/// between Han and Latin.
fn candidate(pieces: Pieces<'_>, index: usize, flat: bool) -> bool {
    let gap = pieces.gaps[index];
    if gap.newlines > 0 || gap.breaks {
        return true;
    }
    let narrow = |c: Option<char>| {
        c.is_some_and(|c| !measure::is_wide(c) && !measure::opens(c) && !measure::closes(c))
    };
    flat && gap.spaces > 0
        && !narrow(pieces.before(index).chars().next_back())
        && !narrow(pieces.after(index).chars().next())
}

/// A gap that was made wide on purpose.
fn is_wide_gap(gap: Gap, source: &str) -> bool {
    gap.newlines == 0
        && !gap.has_cut
        && (gap.spaces > 1
            || gap
                .span
                .of(source)
                .chars()
                .any(|c| matches!(c, '\u{2002}' | '\u{2003}' | '\u{3000}')))
}

/// Decides the gaps of the opening, as far as it can; `flat`: the text is flattened.
pub(super) fn decide(pieces: Pieces<'_>, flat: bool, decisions: &mut Decisions) {
    decisions.clear();
    let mut found = find_salutation(pieces, flat);
    let in_row = found.is_none() && !flat;
    if in_row {
        found = find_in_row(pieces);
    }
    let flat = flat || in_row;
    let Some((begin, end)) = found else {
        first_title(pieces, decisions);
        speaker(pieces, decisions);
        return;
    };
    let mut block = 0;
    let mut index = 0;
    // The gap before the text is not between anything.
    if pieces.gaps.first().is_some_and(|gap| gap.span.start == 0) {
        index = 1;
        block = pieces.gaps[0].span.end as usize;
    }
    if in_row && let Some(line_end) = (0..begin).rfind(|&gap| pieces.gaps[gap].newlines > 0) {
        index = line_end + 1;
        block = pieces.gaps[line_end].span.end as usize;
    }
    while index < begin {
        let left = &pieces.source[block..pieces.gaps[index].span.start as usize];
        let verdict = step(pieces, index, begin, left, flat);
        if let Some(verdict) = verdict {
            decisions.push((index, verdict));
        }
        if verdict == Some(Verdict::Break) || (verdict.is_none() && pieces.gaps[index].newlines > 0)
        {
            block = pieces.gaps[index].span.end as usize;
        }
        index += 1;
    }
    if begin < end && begin >= index.min(begin) && pieces.gaps[begin].span.start > 0 {
        decisions.push((begin, Verdict::Break));
    }
    for inner in begin + 1..end {
        decisions.push((inner, super::seam_at(pieces.source, &pieces.gaps[inner])));
    }
    decisions.push((end, Verdict::Break));
}

/// One gap of the opening; `left` is the block so far.
fn step(pieces: Pieces<'_>, index: usize, begin: usize, left: &str, flat: bool) -> Option<Verdict> {
    let gap = pieces.gaps[index];
    let right = pieces.after(index);
    let left = left.trim_matches(crate::chars::is_space);
    let first = right.chars().next()?;
    let may_break = candidate(pieces, index, flat);
    if left.starts_with(['（', '(']) {
        let closed = left.ends_with(['）', ')']);
        return Some(if closed && may_break {
            Verdict::Break
        } else {
            super::seam_at(pieces.source, &pieces.gaps[index])
        });
    }
    if may_break && matches!(first, '（' | '(') && !is_open(left, pieces, index, begin) {
        return Some(Verdict::Break);
    }
    let last = left
        .rsplit(['\n', '\r', ' ', '\u{3000}', '\u{2003}'])
        .next()
        .unwrap_or_default();
    if gap.spaces > 0 && is_name(pieces, index) && is_office(last_of(last)) {
        return Some(Verdict::Space);
    }
    if gap.spaces > 0 && gap.newlines == 0 && is_office(right) && is_place_of_work(last) {
        return Some(Verdict::Space);
    }
    if flat && gap.spaces > 0 && is_date_below(pieces, index, begin, left) {
        return Some(Verdict::Break);
    }
    let is_couplet = is_wide_gap(gap, pieces.source) || (gap.spaces > 0 && balanced(left, right));
    if is_couplet && is_han(first) && left.chars().next_back().is_some_and(is_han) {
        return Some(Verdict::Space);
    }
    if !may_break {
        return (gap.newlines == 0).then(|| super::seam_at(pieces.source, &pieces.gaps[index]));
    }
    if is_open(left, pieces, index, begin) {
        return Some(super::seam_at(pieces.source, &pieces.gaps[index]));
    }
    let done = ends_title(left)
        || matches!(first, '—' | '―')
        || opens_title(right)
        || is_name_before([left])
        || is_date(left);
    (done && may_break).then_some(Verdict::Break)
}

/// The last office of a list of them.
fn last_of(offices: &str) -> &str {
    offices.rsplit('、').next().unwrap_or(offices)
}

fn is_place_of_work(text: &str) -> bool {
    is_organization(text)
        || is_workplace(text)
        || (text.ends_with(['组', '科', '班', '队', '室', '系']) && text.chars().count() == 3)
}

/// The block so far names an occasion, does not say yet what kind of speech it is, and
/// something before the salutation does.
fn is_open(left: &str, pieces: Pieces<'_>, index: usize, begin: usize) -> bool {
    let named = opens_title(left)
        || left.contains("——在")
        || left.contains("―在")
        || left.contains("——关于");
    named
        && !ends_title(left)
        && (index + 1..=begin).any(|later| {
            let end = pieces.gaps[later].span.start as usize;
            ends_title(
                &pieces.source[pieces.gaps[index]
                    .span
                    .end
                    .min(pieces.gaps[later].span.start) as usize
                    ..end],
            ) || (later == index + 1 && crossing(left, pieces.before(later)))
        })
}

/// The word that ends a title lies across the gap.
fn crossing(left: &str, right: &str) -> bool {
    const CHARACTERS: usize = 3;
    if right.chars().nth(CHARACTERS).is_some() {
        return false;
    }
    let Some((at, _)) = left.char_indices().rev().nth(CHARACTERS - 1) else {
        return false;
    };
    let mut joined = [0; 2 * CHARACTERS * char::MAX.len_utf8()];
    let (left, right) = (&left.as_bytes()[at..], right.as_bytes());
    let joined = &mut joined[..left.len() + right.len()];
    joined[..left.len()].copy_from_slice(left);
    joined[left.len()..].copy_from_slice(right);
    str::from_utf8(joined).is_ok_and(ends_title)
}

/// A date stands between gap `index` and the salutation or behind a whole title.
fn is_date_below(pieces: Pieces<'_>, index: usize, begin: usize, left: &str) -> bool {
    // 2024 年 3 月 5 日 has six gaps.
    const GAPS: usize = 7;
    let from = pieces.gaps[index].span.end as usize;
    let ends = (index + 1..=begin).take(GAPS);
    ends.filter(|&end| end == begin || ends_title(left))
        .any(|end| is_date(&pieces.source[from..pieces.gaps[end].span.start as usize]))
}

/// An office and a name: the speaker is complete.
fn is_name_before<'a>(left: impl IntoIterator<Item = &'a str>) -> bool {
    let mut words = left
        .into_iter()
        .flat_map(|piece| piece.split(crate::chars::is_space))
        .filter(|word| !word.is_empty());
    let (Some(office), Some(_)) = (words.next(), words.next()) else {
        return false;
    };
    is_office(last_of(office))
}

/// Two halves of a couplet: as many Han, and nothing else. They are shorter where a subtitle
/// follows.
fn balanced(left: &str, right: &str) -> bool {
    let dash = right.find(['—', '―']);
    let right: &str = dash.map_or(right, |dash| &right[..dash]);
    let count = left.chars().count();
    let shortest = if dash.is_some() { 4 } else { 5 };
    (shortest..=12).contains(&count)
        && count == right.chars().count()
        && left.chars().chain(right.chars()).all(is_han)
}

/// The first line of a text without salutation: wrapped, if it names an occasion and the
/// second says what kind of speech it is.
fn first_title(pieces: Pieces<'_>, decisions: &mut Decisions) {
    let start = usize::from(pieces.gaps.first().is_some_and(|gap| gap.span.start == 0));
    let Some(index) = (start..pieces.gaps.len().saturating_sub(1))
        .take(8)
        .find(|&index| pieces.gaps[index].newlines > 0)
    else {
        return;
    };
    let left = pieces.before(index);
    let right = pieces.after(index);
    if opens_title(left)
        && !ends_title(left)
        && ends_title(right)
        && !opens_title(right)
        && measure::left(left) == measure::Left::Plain
        && left.chars().count() >= 8
    {
        decisions.push((index, super::seam_at(pieces.source, &pieces.gaps[index])));
    }
}

/// 电工组　林小满 on a line of its own below the first, in a text without salutation.
fn speaker(pieces: Pieces<'_>, decisions: &mut Decisions) {
    const GAPS: usize = 8;
    let own_line = |gap: &Gap| gap.newlines > 0;
    for index in 1..pieces.gaps.len().saturating_sub(1).min(GAPS) {
        let [before, gap, after] = &pieces.gaps[index - 1..=index + 1] else {
            return;
        };
        let alone = own_line(before) && before.span.start > 0 && own_line(after);
        if alone && !own_line(gap) && gap.spaces > 0 && is_name(pieces, index) {
            let left = pieces.before(index);
            if is_place_of_work(left) || is_office(last_of(left)) {
                decisions.push((index, Verdict::Space));
            }
        }
    }
}

/// The gaps before and behind the salutation.
fn find_salutation(pieces: Pieces<'_>, flat: bool) -> Option<(usize, usize)> {
    let mut characters = 0;
    for end in 0..pieces.gaps.len().min(PIECES) {
        let text = pieces.before(end);
        if text.ends_with(['。', '！', '？']) || text.len() > 4 * CHARACTERS {
            return None;
        }
        characters += text.chars().count();
        if characters > CHARACTERS {
            return None;
        }
        if text.ends_with(['，', ',']) && is_short_address(pieces, end) {
            return (end > 0).then_some((end - 1, end));
        }
        if !text.ends_with(['：', ':']) || !candidate(pieces, end, true) {
            continue;
        }
        // The salutation may be wrapped: the nearest begin before which a block may end.
        for begin in (0..end).rev().take(8) {
            let from = pieces.gaps[begin].span.end as usize;
            let text = &pieces.source[from..pieces.gaps[end].span.start as usize];
            if candidate(pieces, begin, flat) && salutation(text) {
                return Some((begin, end));
            }
        }
        if salutation(text) && end == 0 {
            return None;
        }
    }
    None
}

/// The gaps before and behind a salutation in a row that holds the whole opening, spaces between
/// its parts: 在…上的讲话 （3月5日） 各位同事：
fn find_in_row(pieces: Pieces<'_>) -> Option<(usize, usize)> {
    let (begin, end) = find_salutation(pieces, true)?;
    let to = pieces.gaps[end].span.start as usize;
    // 尊敬的各位来宾 各位朋友： is one.
    let whole = (0..begin)
        .rev()
        .take_while(|&gap| pieces.gaps[gap].newlines == 0)
        .filter(|&gap| salutation(&pieces.source[pieces.gaps[gap].span.end as usize..to]))
        .last();
    let begin = whole.unwrap_or(begin);
    let gap = pieces.gaps[begin];
    // Not the first words of a row: 亲爱的 同学们：
    let left = pieces.before(begin);
    let is_part = ends_title(left)
        || left.ends_with(['）', ')', '日'])
        || is_name_before(head_of_row(pieces, begin));
    (gap.newlines == 0 && is_part).then_some((begin, end))
}

/// The two pieces before gap `index`.
fn head_of_row(pieces: Pieces<'_>, index: usize) -> [&str; 2] {
    let before = index.checked_sub(1).map_or("", |gap| pieces.before(gap));
    [before, pieces.before(index)]
}

/// 同学们，↵大家好！: a salutation with a comma, on a line of its own, which is no full one.
fn is_short_address(pieces: Pieces<'_>, end: usize) -> bool {
    const LINES: usize = 8;
    const MARGIN: usize = 4;
    let text = pieces.before(end);
    let own_line = |gap: usize| pieces.gaps[gap].newlines > 0;
    let is_line = own_line(end) && end.checked_sub(1).is_some_and(own_line);
    let length = text.chars().count() + MARGIN;
    is_line
        && greets(pieces.after(end))
        && addresses(text.trim_end_matches(['，', ',']))
        && (end..pieces.gaps.len() - 1)
            .take(LINES)
            .any(|later| pieces.after(later).chars().nth(length).is_some())
}

/// Decides the gaps before and inside the signature: after the last sentence, an office or name
/// and a date.
pub(super) fn decide_signature(pieces: Pieces<'_>, decisions: &mut Decisions) {
    let last = pieces.gaps.len() - 1;
    // What a date ends with.
    let text = pieces.tail(last).trim_end_matches(crate::chars::is_space);
    if !text.ends_with(['日', '⽇']) {
        return;
    }
    let Some(begin) = (last.saturating_sub(16)..last)
        .rev()
        .find(|&index| measure::left(pieces.before(index)) == measure::Left::Sentence)
    else {
        return;
    };
    let date = (begin..last).find(|&index| {
        super::words::is_date(
            &pieces.source
                [pieces.gaps[index].span.end as usize..pieces.gaps[last].span.start as usize],
        )
    });
    let Some(date) = date else {
        return;
    };
    let name = &pieces.source[pieces.gaps[begin].span.end as usize
        ..pieces.gaps[date]
            .span
            .start
            .max(pieces.gaps[begin].span.end) as usize];
    let plain = name.chars().take(41).count() <= 40
        && !name
            .chars()
            .any(|c| matches!(c, '。' | '，' | '！' | '？' | '；' | '：' | ',' | ';' | ':'));
    if !plain || pieces.gaps[begin..last].iter().any(|gap| gap.newlines > 0) {
        return;
    }
    for index in begin..last {
        let verdict = if index == begin || index == date {
            Verdict::Break
        } else {
            super::seam_at(pieces.source, &pieces.gaps[index])
        };
        decisions.push((index, verdict));
    }
}

#[cfg(test)]
mod tests {
    use crate::cleaner::by_rules as clean;

    #[test]
    fn gaps_before_office_and_name_stay() {
        for (text, line) in [
            (
                "把水守好\n城东第一水厂　厂长　王小田\n同志们：\n今天开会。\n",
                "城东第一水厂 厂长 王小田",
            ),
            (
                "把水守好\n党支部书记、厂长　XXX\n同志们：\n今天开会。\n",
                "党支部书记、厂长 XX",
            ),
            (
                "把水守好\n电工组　林小满\n今天轮到我讲。水不等人。\n",
                "电工组 林小满",
            ),
            // Nothing but a stray gap.
            (
                "把水守好\n今天轮到 我讲。水不等人。\n",
                "今天轮到我讲。水不等人。",
            ),
        ] {
            assert_eq!(clean(text).lines().nth(1), Some(line));
        }
    }

    #[test]
    fn salutations_with_a_comma() {
        let text = clean(
            "　　同学们、老师们，\n　　早上好！\n　　水厂建成三年了，今天第一次请大家来看。\n",
        );
        assert!(text.starts_with("同学们、老师们，\n早上好！\n"), "{text}");
        // A full line, wrapped after its comma.
        let lines = [
            "各位来宾、工友们、同志们、朋友们，",
            "大家好！水厂建成三年了，今天第一次",
            "请大家来看，从取水口看到配水池，再",
            "从配水池看到化验室，请大家边看边提",
            "意见。",
        ];
        assert_eq!(clean(&lines.join("\n")), lines.concat() + "\n");
    }

    #[test]
    fn openings_in_one_row() {
        let end = "各位同事：\n今天请大家来看水。水不等人。\n";
        for (text, head) in [
            (
                "在水厂开放日上的讲话 （2024年3月5日） 厂长 王小田",
                "在水厂开放日上的讲话\n（2024年3月5日）\n厂长 王小田\n",
            ),
            (
                "在水厂开放日上的讲话 2024 年 3 月 5 日",
                "在水厂开放日上的讲话\n2024年3月5日\n",
            ),
            (
                "同心守水 同向护源——在水厂开放日上的讲话 2024年3月5日",
                "同心守水 同向护源——在水厂开放日上的讲话\n2024年3月5日\n",
            ),
            ("把水守好 （2024年3月5日）", "把水守好\n（2024年3月5日）\n"),
        ] {
            assert_eq!(clean(&format!("{text} {end}")), format!("{head}{end}"));
        }
        for (text, whole) in [
            (
                "（2024年3月5日）各位同事：今天开会。\n",
                "（2024年3月5日）\n各位同事：\n今天开会。\n",
            ),
            (
                "在水厂开放日上的讲话（2024年3月5日）各位同事：今天开会。\n",
                "在水厂开放日上的讲话\n（2024年3月5日）\n各位同事：\n今天开会。\n",
            ),
            // No date, and somebody who says it.
            (
                "（鼓掌）各位同事：今天开会。\n",
                "（鼓掌）各位同事：今天开会。\n",
            ),
        ] {
            assert_eq!(clean(text), whole);
        }
        assert_eq!(
            clean("亲爱的 同学们：\n今天请大家来看水。水不等人。\n"),
            "亲爱的同学们：\n今天请大家来看水。水不等人。\n"
        );
    }
}
