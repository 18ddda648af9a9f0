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
use crate::BlockKind;
use crate::see::{Class, Evidence};

/// Far below any score that a labelling can have.
const NEVER: f32 = -1e6;

/// Whether a labelling calls anything chrome that is to be guarded. One that does not stays the
/// best whatever is forbidden to others.
pub(super) fn has_doubt(model: &Model, labels: &[Label], evidence: &Evidence) -> bool {
    let mut labels = labels.iter().enumerate();
    model.sure > 0.0 && labels.any(|(run, label)| label.is_chrome() && !is_exact(evidence, run))
}

/// Lets nothing be chrome that may be speech.
pub(super) fn guard(model: &Model, emissions: &mut [Scores], sorts: &[usize], evidence: &Evidence) {
    let found = chances(model, sorts, emissions);
    for (run, emission) in emissions.iter_mut().enumerate() {
        if !is_exact(evidence, run) && found.of_chrome(run) < model.sure {
            forbid(emission, true);
        }
    }
}

/// Keeps the title that the rules find where a labelling has none. Whether there is such a one.
pub(super) fn keep_title(labels: &[Label], evidence: &Evidence, emissions: &mut [Scores]) -> bool {
    let is_title = |run: &usize| labels[*run].kind() == Some(BlockKind::Title);
    if (0..labels.len()).any(|run| is_title(&run)) {
        return false;
    }
    let mut found = false;
    for run in evidence.titled() {
        found |= labels[run].is_chrome();
        forbid(&mut emissions[run], true);
    }
    found
}

/// Lets a run not be chrome, or be nothing else.
pub(super) fn forbid(emission: &mut Scores, chrome: bool) {
    let labels = Label::ALL.into_iter();
    for label in labels.filter(|label| label.is_chrome() == chrome) {
        emission[label as usize] = NEVER;
    }
}

/// Whether a text cannot well be anything but chrome.
fn is_exact(evidence: &Evidence, run: usize) -> bool {
    let class = evidence.shapes()[run].class;
    matches!(
        class,
        Class::Site | Class::Field | Class::Page | Class::Symbols
    ) || evidence.taker(run).is_some_and(|rule| !rule.is_custom())
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
        if !has_doubt(&model, &labels, &evidence) {
            return labels;
        }
        guard(&model, &mut emissions, &[0; 2], &evidence);
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
