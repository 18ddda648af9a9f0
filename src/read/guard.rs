//! The guard: only what is chrome beyond doubt is taken out, since a sentence lost is worse than an
//! advert kept.
//!
//! The best labelling of a page may call a run chrome that is speech in nearly as many others. So
//! the chances are asked first, and a run that is less surely chrome than [`Model::sure`] says
//! cannot be chrome in the labelling that counts. Where the text itself is exact evidence (words of
//! sites and little else, a label of theirs, a page number, signs without letters) even odds do.
//!
//! # What it does not see
//!
//! A model that is sure and wrong: titles among their own copies, mostly.

use super::chances::chances;
use super::{Label, Model, Scores};
use crate::see::{Class, Shape};

/// Far below any score that a labelling can have.
const NEVER: f32 = -1e6;

/// Whether a labelling calls anything chrome that is to be guarded. One that does not stays the
/// best whatever is forbidden to others.
pub(super) fn has_doubt(model: &Model, labels: &[Label], shapes: &[Shape]) -> bool {
    let mut chrome = labels.iter().zip(shapes);
    model.sure > 0.0 && chrome.any(|(label, shape)| label.is_chrome() && !is_exact(shape))
}

/// Lets nothing be chrome that may be speech.
pub(super) fn guard(model: &Model, emissions: &mut [Scores], sorts: &[usize], shapes: &[Shape]) {
    let found = chances(model, sorts, emissions);
    for (run, emission) in emissions.iter_mut().enumerate() {
        if !is_exact(&shapes[run]) && found.of_chrome(run) < model.sure {
            for label in Label::ALL.into_iter().filter(|label| label.is_chrome()) {
                emission[label as usize] = NEVER;
            }
        }
    }
}

/// Whether a text cannot well be anything but chrome.
fn is_exact(shape: &Shape) -> bool {
    matches!(
        shape.class,
        Class::Site | Class::Field | Class::Page | Class::Symbols
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{cut::cut, see::see};

    /// Two runs, the first of which is chrome with a chance of about three in four.
    fn labels(text: &str, sure: f32) -> Vec<Label> {
        let page = format!("{text}\n今天开会。");
        let runs = cut(&page);
        let evidence = see(&page, &runs);
        let model = Model {
            sure,
            ..Model::default()
        };
        let mut emissions = vec![[-20.0; Label::COUNT]; 2];
        emissions[0][Label::ChromeAbove as usize] = 1.1;
        emissions[0][Label::ParagraphBegin as usize] = 0.0;
        emissions[1][Label::ParagraphBegin as usize] = 0.0;
        let labels = model.viterbi(&emissions, &[0; 2]);
        if !has_doubt(&model, &labels, evidence.shapes()) {
            return labels;
        }
        guard(&model, &mut emissions, &[0; 2], evidence.shapes());
        model.viterbi(&emissions, &[0; 2])
    }

    #[test]
    fn what_may_be_speech_is_kept() {
        let [chrome, speech] = [Label::ChromeAbove, Label::ParagraphBegin];
        let words = |sure| labels("水厂的一天", sure);
        assert_eq!(words(0.0), [chrome, speech]);
        assert_eq!(words(0.5), [chrome, speech]);
        assert_eq!(words(0.9), [speech, speech]);
        assert_eq!(labels("第 3 页", 0.9), [chrome, speech]);
    }
}
