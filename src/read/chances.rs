//! How probable each label of each run is, and each pair of neighbours: forward and backward sums
//! (Rabiner 1989), scaled run by run.

use super::{Label, Model, Scores};

const COUNT: usize = Label::COUNT;
/// Sums below are as good as zero.
const LEAST: f64 = 1e-300;

type Sums = [f64; COUNT];

/// The sums that probabilities are made of, by run.
#[derive(Debug)]
pub struct Chances<'s> {
    emissions: Vec<Sums>,
    transitions: Vec<[Sums; COUNT]>,
    sorts: &'s [usize],
    forward: Vec<Sums>,
    backward: Vec<Sums>,
}

impl Chances<'_> {
    /// Of each label of a run.
    #[must_use]
    pub fn labels(&self, run: usize) -> Scores {
        let (forward, backward) = (&self.forward[run], &self.backward[run]);
        shares(&std::array::from_fn(|label| {
            forward[label] * backward[label]
        }))
    }

    /// Of each pair of labels, of the run before and of a run, which is not the first.
    #[must_use]
    pub fn pairs(&self, run: usize) -> [Scores; COUNT] {
        let step = &self.transitions[self.sorts[run]];
        let joint: [Sums; COUNT] = std::array::from_fn(|before| {
            std::array::from_fn(|label| {
                let step = step[before][label] * self.emissions[run][label];
                self.forward[run - 1][before] * step * self.backward[run][label]
            })
        });
        let sum = joint.iter().flatten().sum::<f64>().max(LEAST);
        joint.map(|row| row.map(|share| (share / sum) as f32))
    }

    /// That a run is chrome.
    #[must_use]
    pub fn of_chrome(&self, run: usize) -> f32 {
        let labels = self.labels(run);
        let chrome = Label::ALL.iter().filter(|label| label.is_chrome());
        chrome.map(|&label| labels[label as usize]).sum()
    }
}

/// The probabilities under a model, given the emissions.
#[must_use]
pub fn chances<'s>(model: &Model, sorts: &'s [usize], emissions: &[Scores]) -> Chances<'s> {
    let emissions: Vec<Sums> = emissions.iter().map(exponents).collect();
    let transitions: Vec<[Sums; COUNT]> = model.transitions.iter().map(allowed).collect();
    let steps: Vec<&[Sums; COUNT]> = sorts.iter().map(|&sort| &transitions[sort]).collect();
    let (forward, scales) = forward(&emissions, &steps);
    let backward = backward(&emissions, &steps, &scales);
    Chances {
        emissions,
        transitions,
        sorts,
        forward,
        backward,
    }
}

fn exponents(scores: &Scores) -> Sums {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.map(|score| libm::exp(f64::from(score - most)))
}

fn allowed(transitions: &[Scores; COUNT]) -> [Sums; COUNT] {
    std::array::from_fn(|before| {
        std::array::from_fn(|label| match Model::allows(before, label) {
            true => libm::exp(f64::from(transitions[before][label])),
            false => 0.0,
        })
    })
}

fn shares(sums: &Sums) -> Scores {
    let all = sums.iter().sum::<f64>().max(LEAST);
    sums.map(|sum| (sum / all) as f32)
}

fn forward(emissions: &[Sums], steps: &[&[Sums; COUNT]]) -> (Vec<Sums>, Vec<f64>) {
    let (mut forward, mut scales): (Vec<Sums>, Vec<f64>) = (Vec::new(), Vec::new());
    for (run, emission) in emissions.iter().enumerate() {
        let mut sums: Sums = match forward.last() {
            None => std::array::from_fn(|label| f64::from(u8::from(Label::ALL[label].may_begin()))),
            Some(last) => product(last, steps[run]),
        };
        for (sum, emission) in sums.iter_mut().zip(emission) {
            *sum *= emission;
        }
        let scale = sums.iter().sum::<f64>().max(LEAST);
        forward.push(sums.map(|sum| sum / scale));
        scales.push(scale);
    }
    (forward, scales)
}

fn product(before: &Sums, step: &[Sums; COUNT]) -> Sums {
    let mut sums = [0.0; COUNT];
    for (share, row) in before.iter().zip(step) {
        for (sum, factor) in sums.iter_mut().zip(row) {
            *sum += share * factor;
        }
    }
    sums
}

fn backward(emissions: &[Sums], steps: &[&[Sums; COUNT]], scales: &[f64]) -> Vec<Sums> {
    let count = emissions.len();
    let end: Sums = std::array::from_fn(|label| f64::from(u8::from(Label::ALL[label].may_end())));
    let mut backward = vec![end; count];
    for run in (1..count).rev() {
        let next: Sums =
            std::array::from_fn(|label| emissions[run][label] * backward[run][label] / scales[run]);
        let row = |row: &Sums| row.iter().zip(&next).map(|(step, next)| step * next).sum();
        backward[run - 1] = std::array::from_fn(|before| row(&steps[run][before]));
    }
    backward
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_add_up() {
        let model = Model::default();
        let emissions = vec![[0.5; COUNT]; 6];
        let found = chances(&model, &[0; 6], &emissions);
        for run in 0..6 {
            let sum: f32 = found.labels(run).iter().sum();
            assert!((sum - 1.0).abs() < 1e-4);
            for label in 0..COUNT {
                let pairs = |run| found.pairs(run).iter().map(|row| row[label]).sum::<f32>();
                assert!(run == 0 || (pairs(run) - found.labels(run)[label]).abs() < 1e-4);
            }
        }
    }

    #[test]
    fn what_the_grammar_forbids_has_no_share() {
        let found = chances(&Model::default(), &[0; 3], &[[0.0; COUNT]; 3]);
        assert!(found.labels(2)[Label::ChromeBetween as usize] < 1e-6);
        assert!(found.labels(0)[Label::Paragraph as usize] < 1e-6);
    }
}
