//! Whether a text stops in mid-sentence.

use super::sketch::{End, Reader, Sketch};
use crate::document::BlockKind;

/// More than a line of a GB/T 9704 page is no farewell, no name, no verse.
const SHORT: usize = 28;
/// Words of a farewell, which often goes without a full stop.
const FAREWELLS: &[&str] = &["谢谢", "感谢", "祝", "再见", "敬礼", "完毕", "愿"];

/// Whether the last block that is speech stops in mid-sentence.
pub(super) fn is_truncated(
    reader: &mut Reader<'_>,
    sketches: &[Sketch],
    kinds: &[BlockKind],
    paywalled: bool,
) -> bool {
    let last = (0..kinds.len()).rfind(|&index| kinds[index] != BlockKind::Signature);
    let Some(last) = last.filter(|&last| kinds[last] == BlockKind::Paragraph) else {
        return false;
    };
    let sketch = &sketches[last];
    match sketch.end {
        End::Stop | End::Cry => false,
        End::Comma | End::Colon => true,
        End::Closed => paywalled,
        End::Open if paywalled => true,
        End::Open => punctuated(&sketches[..last], kinds) && breaks_off(reader, sketch),
    }
}

/// Whether paragraphs of this text end in punctuation, as those of verses and lists do not.
fn punctuated(sketches: &[Sketch], kinds: &[BlockKind]) -> bool {
    let paragraphs = || {
        sketches
            .iter()
            .zip(kinds)
            .filter(|(_, kind)| **kind == BlockKind::Paragraph)
    };
    let open = paragraphs()
        .filter(|(sketch, _)| matches!(sketch.end, End::Open | End::Comma))
        .count();
    paragraphs().count() > open * 4
}

/// Whether a line without end punctuation is more than a slogan, and not a farewell.
fn breaks_off(reader: &mut Reader<'_>, sketch: &Sketch) -> bool {
    let farewell = |text: &str| FAREWELLS.iter().any(|word| text.contains(word));
    reader.is_longer(sketch, SHORT)
        || (reader.sentences(sketch).stops > 0 && !farewell(reader.text(sketch)))
}
