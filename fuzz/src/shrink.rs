//! Makes an input that breaks a law as small as it gets.

use crate::case::{Case, Fault, Input, fault};

/// How often an input is tried at most.
const MOST: usize = 3_000;

/// The least input found that breaks the same law.
pub(crate) fn least(case: Case, first: Fault) -> Fault {
    let mut best = first;
    let mut tries = 0;
    match case.input {
        Input::Text(text) => {
            let lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
            let lines = cut(lines, &mut best, &mut tries, |lines| {
                Input::Text(lines.concat())
            });
            let characters: Vec<char> = lines.concat().chars().collect();
            cut(characters, &mut best, &mut tries, |characters| {
                Input::Text(characters.iter().collect())
            });
        }
        Input::Bytes(bytes) => {
            cut(bytes, &mut best, &mut tries, |bytes| {
                Input::Bytes(bytes.to_vec())
            });
        }
    }
    best
}

/// Leaves out runs of parts, ever shorter ones, as long as the law stays broken.
fn cut<T: Clone>(
    mut parts: Vec<T>,
    best: &mut Fault,
    tries: &mut usize,
    input: impl Fn(&[T]) -> Input,
) -> Vec<T> {
    let mut run = parts.len().div_ceil(2);
    while run > 0 {
        let (mut at, mut shorter) = (0, false);
        while at < parts.len() && *tries < MOST {
            *tries += 1;
            let end = parts.len().min(at + run);
            let rest = [&parts[..at], &parts[end..]].concat();
            match fault(&input(&rest)).filter(|fault| fault.law == best.law) {
                Some(fault) => {
                    (*best, parts, shorter) = (fault, rest, true);
                }
                None => at = end,
            }
        }
        if !shorter || run > 1 {
            run /= 2;
        }
    }
    parts
}
