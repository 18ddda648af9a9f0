//! The title: the first line, when it is a line and not a sentence.
//!
//! The chrome stage may know it (two copies, or one with the site's name); then it is that one.
//! Not known: whether a first line without end punctuation was meant as a title or as the first
//! line of a poem.

use super::people::{before_date, is_labelled};
use super::sketch::{End, Reader, Shape, Sketch};
use crate::edit::Span;
use crate::sets::Endings;

/// A title takes at most two lines of a page, and a little.
const LONGEST: usize = 64;
/// Lines looked at before giving up.
const ZONE: usize = 8;
/// What a speech is called; a text of one line is a title only with one of these at its end.
const SPEECHES: &[&str] = &[
    "讲话",
    "讲话稿",
    "致辞",
    "致词",
    "发言",
    "发言稿",
    "演讲",
    "演讲稿",
    "报告",
    "讲稿",
    "党课",
    "主持词",
    "贺词",
    "开幕词",
    "闭幕词",
    "欢迎词",
    "答谢词",
    "祝酒词",
    "证婚词",
    "悼词",
    "感言",
    "寄语",
    "总结",
    "汇报",
    "倡议书",
];
static NAMES: Endings = Endings::of(SPEECHES);

/// Characters of breadcrumbs, addresses and hit counters.
const NOT_IN_TITLES: [char; 8] = ['>', '»', '|', '@', '/', '\\', '_', '='];

/// Index of the title among the blocks.
pub(super) fn find(
    reader: &mut Reader<'_>,
    sketches: &[Sketch],
    hint: Option<Span>,
) -> Option<usize> {
    if let Some(hint) = hint {
        let index = sketches.partition_point(|sketch| sketch.block.end <= hint.start);
        return sketches
            .get(index)
            .filter(|sketch| sketch.block.start < hint.end)
            .map(|_| index);
    }
    for (index, sketch) in sketches.iter().enumerate().take(ZONE) {
        if !(sketch.is_open() || sketch.end == End::Cry)
            || reader.is_longer(sketch, LONGEST)
            || !is_line(reader, sketch, &sketches[index + 1..])
        {
            return None;
        }
        let introduced = sketch.end != End::Cry
            || (sketches.get(index + 1)).is_some_and(|next| introduces(reader, next));
        let text = reader.text(sketch);
        if is_greeting(text) {
            return None;
        }
        if !may_be_title(text) {
            continue;
        }
        let settled = match sketch.end {
            End::Cry => introduced,
            _ => sketches.len() > 1 || NAMES.end(text),
        };
        return settled.then_some(index);
    }
    None
}

/// A line and not a sentence; the number of a piece may stand at its end when no piece follows.
fn is_line(reader: &mut Reader<'_>, sketch: &Sketch, below: &[Sketch]) -> bool {
    let shaped = sketch.shape == Shape::Plain
        || (reader.ends_in_piece(sketch) && !below.iter().any(|next| reader.is_piece(next)));
    shaped && reader.sentences(sketch).stops == 0
}

/// What may stand under a title that ends in ！or ？, and not under a cry.
fn introduces(reader: &mut Reader<'_>, next: &Sketch) -> bool {
    matches!(next.shape, Shape::Salutation | Shape::Ordinal(_)) || reader.is_open_line(next)
}

fn may_be_title(text: &str) -> bool {
    text.chars().any(crate::chars::is_han)
        && !text.contains(NOT_IN_TITLES)
        && !(text.starts_with('（') && text.ends_with('）'))
        && !text.starts_with('—')
        && !is_labelled(text)
        && text.matches('：').count() < 2
        && before_date(text).is_none_or(|before| !before.is_empty())
}

fn is_greeting(text: &str) -> bool {
    static GREETED: Endings = Endings::of(GREETINGS);
    let text = text.trim_end_matches(['！', ' ']);
    text.starts_with("谢谢") || text.ends_with("谢谢") || GREETED.end(text)
}

const GREETINGS: &[&str] = &[
    "大家好",
    "们好",
    "你好",
    "您好",
    "早上好",
    "上午好",
    "中午好",
    "下午好",
    "晚上好",
    "各位好",
];
