//! A linear chain: the score of a labelling is the sum of the weights of its evidence and of its
//! transitions; the best one that the grammar allows is found by Viterbi, in time linear in the
//! number of runs.

use super::{Label, end, guard, reason};
use crate::cut::{Run, Seam};
use crate::see::{Evidence, Feature};
use std::sync::LazyLock;

/// A number for each label.
pub type Scores = [f32; Label::COUNT];
/// A number for each pair of labels: before, behind.
pub type Transitions = [Scores; Label::COUNT];

/// Which pairs of labels the grammar allows.
static GRAMMAR: LazyLock<[[bool; Label::COUNT]; Label::COUNT]> =
    LazyLock::new(|| Label::ALL.map(|before| Label::ALL.map(|label| label.follows(before))));

/// The weights.
#[derive(Debug, Clone)]
pub struct Model {
    /// By number of evidence.
    pub weights: Vec<Scores>,
    /// By sort of the seam between two runs ([`Model::sort`]).
    pub transitions: [Transitions; Model::SORTS],
    /// How sure a run must be chrome to be taken out, from 0 to 1; 0: as sure as anything else.
    pub sure: f32,
    /// Of evidence that the speech is cut off ([`super::end`]).
    pub end: Vec<f32>,
    /// What chrome is for, by place ([`super::reason::place`]).
    pub reasons: Vec<[f32; reason::COUNT]>,
}

impl Default for Model {
    fn default() -> Self {
        Model {
            weights: vec![[0.0; Label::COUNT]; Feature::total()],
            transitions: [[[0.0; Label::COUNT]; Label::COUNT]; Model::SORTS],
            sure: 0.0,
            end: vec![0.0; end::COUNT],
            reasons: vec![[0.0; reason::COUNT]; reason::total()],
        }
    }
}

impl Model {
    /// Sorts of seams that transitions are told apart by.
    pub const SORTS: usize = 4;

    /// Line end, gap, sentence end, any other seam.
    #[must_use]
    pub fn sort(seam: Seam) -> usize {
        match seam {
            Seam::Start | Seam::Line => 0,
            Seam::Gap => 1,
            Seam::Sentence => 2,
            _ => 3,
        }
    }

    /// The sorts of the seams before runs.
    #[must_use]
    pub fn sorts(runs: &[Run]) -> Vec<usize> {
        runs.iter().map(|run| Self::sort(run.seam)).collect()
    }

    /// Whether the grammar allows `label` (by its number) behind `before`.
    #[must_use]
    pub fn allows(before: usize, label: usize) -> bool {
        GRAMMAR[before][label]
    }

    /// The sum of the weights of a run's evidence, by label.
    #[must_use]
    pub fn emission(&self, evidence: &[u16]) -> Scores {
        let mut scores = [0.0; Label::COUNT];
        for &number in evidence {
            for (score, weight) in scores.iter_mut().zip(&self.weights[usize::from(number)]) {
                *score += weight;
            }
        }
        scores
    }

    /// The best labels for the evidence of a page.
    #[must_use]
    pub fn labels(&self, evidence: &Evidence, runs: &[Run]) -> Vec<Label> {
        self.labels_within(evidence, runs, |_| None)
    }

    /// The best labels for the evidence of a page; `must` says of which runs it is settled
    /// beforehand whether they are chrome.
    pub(super) fn labels_within(
        &self,
        evidence: &Evidence,
        runs: &[Run],
        must: impl Fn(usize) -> Option<bool>,
    ) -> Vec<Label> {
        let features = evidence.features();
        let mut emissions: Vec<Scores> = features.map(|run| self.emission(&run)).collect();
        for (run, emission) in emissions.iter_mut().enumerate() {
            if let Some(chrome) = must(run) {
                guard::forbid(emission, !chrome);
            }
        }
        let sorts = Self::sorts(runs);
        let labels = self.viterbi(&emissions, &sorts);
        let is_untitled = guard::keep_title(&labels, evidence, &mut emissions);
        if !is_untitled && !guard::has_doubt(self, &labels, evidence) {
            return labels;
        }
        guard::guard(self, &mut emissions, &sorts, evidence);
        self.viterbi(&emissions, &sorts)
    }

    /// The best labels for emissions and sorts of seams.
    #[must_use]
    pub fn viterbi(&self, emissions: &[Scores], sorts: &[usize]) -> Vec<Label> {
        const NEVER: f32 = f32::NEG_INFINITY;
        let Some(first) = emissions.first() else {
            return Vec::new();
        };
        let mut best = Label::ALL.map(|label| match label.may_begin() {
            true => first[label as usize],
            false => NEVER,
        });
        let allowed = self.transitions.each_ref().map(allowed);
        let mut back: Vec<[u32; Label::COUNT]> = vec![[0; Label::COUNT]; emissions.len()];
        for (run, emission) in emissions.iter().enumerate().skip(1) {
            let transitions = &allowed[sorts[run]];
            let mut next = [NEVER; Label::COUNT];
            // Scores and where they come from side by side, so that several are done at once.
            let from = &mut back[run];
            for (before, (best, steps)) in (0u32..).zip(best.iter().zip(transitions)) {
                for label in 0..Label::COUNT {
                    let score = best + steps[label];
                    let is_better = score > next[label];
                    next[label] = if is_better { score } else { next[label] };
                    from[label] = if is_better { before } else { from[label] };
                }
            }
            best = std::array::from_fn(|label| next[label] + emission[label]);
        }
        let ends = (0..Label::COUNT).filter(|&label| Label::ALL[label].may_end());
        let end = ends.max_by(|&a, &b| best[a].total_cmp(&best[b]));
        let mut label = end.unwrap_or(Label::ParagraphBegin as usize);
        let mut labels = vec![Label::ParagraphBegin; emissions.len()];
        for run in (0..emissions.len()).rev() {
            labels[run] = Label::ALL[label];
            label = back[run][label] as usize;
        }
        labels
    }
}

/// Transitions, those that the grammar forbids at no price.
fn allowed(transitions: &Transitions) -> Transitions {
    let of = |before: usize, label: usize| match GRAMMAR[before][label] {
        true => transitions[before][label],
        false => f32::NEG_INFINITY,
    };
    std::array::from_fn(|before| std::array::from_fn(|label| of(before, label)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_keeps_to_the_grammar() {
        let mut seed = 7u32;
        let mut random = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as f32 / 65_536.0
        };
        let model = Model::default();
        for length in 0..40 {
            let emissions: Vec<Scores> = (0..length)
                .map(|_| std::array::from_fn(|_| random()))
                .collect();
            let labels = model.viterbi(&emissions, &vec![0; length]);
            assert_eq!(labels.len(), length);
            assert!(labels.first().is_none_or(|label| label.may_begin()));
            assert!(labels.last().is_none_or(|label| label.may_end()));
            assert!(labels.windows(2).all(|pair| pair[1].follows(pair[0])));
        }
    }
}
