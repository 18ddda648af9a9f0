//! What two texts have in common: the longest run both hold, and the same again to its left and
//! right (Ratcliff and Obershelp), as Python's `difflib.SequenceMatcher(autojunk=False)` does it.

use std::collections::HashMap;
use std::ops::Range;

/// A run that both texts hold: `length` characters from `a` in the one and from `b` in the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    /// Where it begins in the first text.
    pub a: usize,
    /// Where it begins in the second.
    pub b: usize,
    /// Its length in characters.
    pub length: usize,
}

/// A stretch of two texts that do not agree; one of the two ranges may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Range of the first text.
    pub a: Range<usize>,
    /// Range of the second text.
    pub b: Range<usize>,
}

/// The runs that both texts hold, in order; runs that touch in both are one.
///
/// ```
/// use zhengwen_fit::diff::{Match, matches};
/// let chars = |text: &str| text.chars().collect::<Vec<_>>();
/// let found = matches(&chars("今天开会"), &chars("天，开会"));
/// assert_eq!(found, [Match { a: 1, b: 0, length: 1 }, Match { a: 2, b: 2, length: 2 }]);
/// ```
#[must_use]
pub fn matches(a: &[char], b: &[char]) -> Vec<Match> {
    let mut places: HashMap<char, Vec<usize>> = HashMap::new();
    for (j, &c) in b.iter().enumerate() {
        places.entry(c).or_default().push(j);
    }
    let mut rows = [vec![0; b.len()], vec![0; b.len()]];
    let mut found = Vec::new();
    let mut todo = vec![(0..a.len(), 0..b.len())];
    while let Some((left, right)) = todo.pop() {
        let longest = longest(a, &places, &left, &right, &mut rows);
        if longest.length == 0 {
            continue;
        }
        todo.push((left.start..longest.a, right.start..longest.b));
        todo.push((
            longest.a + longest.length..left.end,
            longest.b + longest.length..right.end,
        ));
        found.push(longest);
    }
    found.sort_unstable();
    let mut joined: Vec<Match> = Vec::with_capacity(found.len());
    for next in found {
        match joined.last_mut() {
            Some(last) if last.a + last.length == next.a && last.b + last.length == next.b => {
                last.length += next.length;
            }
            _ => joined.push(next),
        }
    }
    joined
}

/// The stretches between the matches.
#[must_use]
pub fn changes(matches: &[Match], a: usize, b: usize) -> Vec<Change> {
    let end = Match { a, b, length: 0 };
    let (mut i, mut j) = (0, 0);
    let mut changes = Vec::new();
    for found in matches.iter().chain([&end]) {
        if i < found.a || j < found.b {
            changes.push(Change {
                a: i..found.a,
                b: j..found.b,
            });
        }
        (i, j) = (found.a + found.length, found.b + found.length);
    }
    changes
}

/// The longest run within the two ranges: of equally long ones the first in `a`, of those the
/// first in `b`.
///
/// `rows` holds, for the last character of `a` and the one before, how long the run is that ends
/// at each place of `b`; both are zero before and after.
fn longest(
    a: &[char],
    places: &HashMap<char, Vec<usize>>,
    left: &Range<usize>,
    right: &Range<usize>,
    rows: &mut [Vec<usize>; 2],
) -> Match {
    let mut best = Match {
        a: left.start,
        b: right.start,
        length: 0,
    };
    let within = |c: char| -> &[usize] {
        let all = places.get(&c).map_or(&[][..], Vec::as_slice);
        let from = all.partition_point(|&j| j < right.start);
        &all[from..from + all[from..].partition_point(|&j| j < right.end)]
    };
    let [before, now] = rows;
    let mut filled: &[usize] = &[];
    for i in left.clone() {
        let here = within(a[i]);
        for &j in here {
            let length = 1 + if j > right.start { before[j - 1] } else { 0 };
            now[j] = length;
            if length > best.length {
                best = Match {
                    a: i + 1 - length,
                    b: j + 1 - length,
                    length,
                };
            }
        }
        filled.iter().for_each(|&j| before[j] = 0);
        std::mem::swap(before, now);
        filled = here;
    }
    filled.iter().for_each(|&j| before[j] = 0);
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(a: &str, b: &str) -> Vec<(usize, usize, usize)> {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        matches(&chars(a), &chars(b))
            .iter()
            .map(|found| (found.a, found.b, found.length))
            .collect()
    }

    /// Each expected value is what Python's difflib gives.
    #[test]
    fn as_difflib() {
        assert_eq!(of(" abcd", "abcd abcd"), [(0, 4, 5)]);
        assert_eq!(of("abxcd", "abcd"), [(0, 0, 2), (3, 2, 2)]);
        assert_eq!(of("qabxcd", "abycdf"), [(1, 0, 2), (4, 3, 2)]);
        assert_eq!(of("aXbXc", "XbaXcX"), [(0, 2, 2), (3, 5, 1)]);
        assert_eq!(of("abab", "ab"), [(0, 0, 2)]);
        assert_eq!(of("ab", "abab"), [(0, 0, 2)]);
        assert_eq!(of("", "a"), []);
    }

    #[test]
    fn changes_fill_what_matches_leave() {
        let found = [Match {
            a: 1,
            b: 0,
            length: 2,
        }];
        let between = changes(&found, 3, 4);
        assert_eq!(
            between,
            [Change { a: 0..1, b: 0..0 }, Change { a: 3..3, b: 2..4 }]
        );
    }
}
