//! Where bytes read badly in the encoding they mostly are in.

use super::code::Code;
use super::model::{self, Cost, NAT};
use std::ops::Range;

/// Bytes scored at once.
const BLOCK: usize = 64;
/// A block whose characters other than ASCII cost more than this on average reads badly.
const DEAR: Cost = 9 * NAT;
/// And so does one with this many characters in a row that each cost more than this.
const RUN: usize = 3;
const RARE: Cost = 10 * NAT;

/// The stretches of `bytes[from..]` that hold errors or read badly, each beginning and ending
/// where the plain reading has a character boundary.
pub(super) fn suspects(bytes: &[u8], from: usize, code: Code) -> Vec<Range<usize>> {
    let mut suspects: Vec<Range<usize>> = Vec::new();
    let mut position = from;
    let mut previous = from;
    let mut before = '\n';
    let mut after_bad = false;
    let mut run = 0;
    while position < bytes.len() {
        let start = position;
        let mut errors = false;
        let (mut cost, mut count) = (0, 0);
        while position < bytes.len() && position - start < BLOCK {
            let Some((character, length)) = code.read(bytes, position) else {
                errors = true;
                position += 1;
                continue;
            };
            if !character.is_ascii() {
                let price = model::cost(before, character);
                cost += price;
                count += 1;
                run = if price > RARE { run + 1 } else { 0 };
                errors |= run >= RUN;
            } else if character < ' ' && !matches!(character, '\n' | '\r' | '\t') {
                cost += model::cost(before, character);
            }
            before = character;
            position += length;
        }
        let bad = errors || cost > DEAR * count;
        // The block behind a bad one goes with it: what is bad may end a little way into it.
        if bad || after_bad {
            match suspects.last_mut() {
                Some(last) if last.end >= previous => last.end = position,
                _ => suspects.push(previous..position),
            }
        }
        after_bad = bad;
        previous = start;
    }
    suspects
}
