//! Why a run of chrome goes: one more linear decision, about each run by itself once it is known to
//! be chrome, over the evidence that says what a thing is for.

use super::Model;
use crate::rule::Reason;
use crate::see::Feature::{self, *};
use std::sync::LazyLock;

/// How many reasons there are.
pub const COUNT: usize = Reason::ALL.len();

/// What is asked. The rest of the evidence tells chrome from speech, and not chrome from chrome.
const ASKED: &[Feature] = &[
    Bias,
    Class,
    Length,
    First,
    Last,
    Date,
    Time,
    FileName,
    Book,
    Script,
    Name,
    Reason,
    ReasonZone,
    Field,
    FieldZone,
    Cover,
    Strong,
    PageWord,
    OwnWord,
    Genre,
    Wall,
    Promise,
    Category,
    Rare,
    ZoneDistance,
    ClassZone,
    Copies,
    CopyPlace,
    Within,
    Contains,
    Teaser,
    TeaserLength,
    Repeats,
    Recurs,
    FileStem,
    Series,
    SeriesClass,
    Numbers,
    Seam,
    SeamClass,
    ClassBefore,
    ClassBehind,
    LineBefore,
    LineBehind,
    LineAlone,
    LineReason,
    LineStrong,
    LineClassRuns,
];

/// Where the values of each feature begin in the weights; none of what is not asked.
static PLACES: LazyLock<(Vec<Option<usize>>, usize)> = LazyLock::new(|| {
    let mut places = vec![None; Feature::total()];
    let mut end = 0;
    for feature in ASKED {
        for value in 0..feature.count() {
            places[(feature.base() + value) as usize] = Some(end);
            end += 1;
        }
    }
    (places, end)
});

/// How many values are asked in all.
#[must_use]
pub fn total() -> usize {
    PLACES.1
}

/// The place of a number of evidence among the weights, if it is asked.
#[must_use]
pub fn place(number: u16) -> Option<usize> {
    PLACES.0[usize::from(number)]
}

/// The features asked and their values, by place.
pub(super) fn asked() -> impl Iterator<Item = (Feature, u32)> {
    ASKED
        .iter()
        .flat_map(|&feature| (0..feature.count()).map(move |value| (feature, value)))
}

impl Model {
    /// What speaks for each reason.
    #[must_use]
    pub fn reasons(&self, evidence: &[u16]) -> [f32; COUNT] {
        let mut scores = [0.0; COUNT];
        for place in evidence.iter().filter_map(|&number| place(number)) {
            for (score, weight) in scores.iter_mut().zip(&self.reasons[place]) {
                *score += weight;
            }
        }
        scores
    }

    /// The likeliest reason.
    #[must_use]
    pub fn reason(&self, evidence: &[u16]) -> Reason {
        let scores = self.reasons(evidence);
        let best = (0..COUNT).max_by(|&a, &b| scores[a].total_cmp(&scores[b]));
        Reason::ALL[best.unwrap_or(0)]
    }
}
