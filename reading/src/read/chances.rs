//! How probable each label of each run is, and each pair of neighbours: forward and backward sums
//! (Rabiner 1989), scaled run by run.

use super::{Label, Model, Scores};

const COUNT: usize = Label::COUNT;
/// Sums below are as good as zero.
const LEAST: f64 = 1e-300;

/// Probabilities, by run.
#[derive(Debug, Default)]
pub struct Chances {
    /// Of each label.
    pub labels: Vec<Scores>,
    /// Of each pair of labels, before and at the run; zero for the first run.
    pub pairs: Vec<[Scores; COUNT]>,
}

type Sums = [f64; COUNT];

impl Chances {
    /// That a run is chrome.
    #[must_use]
    pub fn of_chrome(&self, run: usize) -> f32 {
        let chrome = Label::ALL.iter().filter(|label| label.is_chrome());
        chrome.map(|&label| self.labels[run][label as usize]).sum()
    }
}

/// The probabilities under a model, given the emissions.
#[must_use]
pub fn chances(model: &Model, sorts: &[usize], emissions: &[Scores]) -> Chances {
    let emissions: Vec<Sums> = emissions.iter().map(exponents).collect();
    let transitions: Vec<[Sums; COUNT]> = model.transitions.iter().map(allowed).collect();
    let steps: Vec<&[Sums; COUNT]> = sorts.iter().map(|&sort| &transitions[sort]).collect();
    let (forward, scales) = forward(&emissions, &steps);
    let backward = backward(&emissions, &steps, &scales);
    let mut found = Chances::default();
    for run in 0..emissions.len() {
        let labels = std::array::from_fn(|label| forward[run][label] * backward[run][label]);
        found.labels.push(shares(&labels));
        let mut pairs = [[0.0; COUNT]; COUNT];
        if run > 0 {
            let joint: [Sums; COUNT] = std::array::from_fn(|before| {
                std::array::from_fn(|label| {
                    let step = steps[run][before][label] * emissions[run][label];
                    forward[run - 1][before] * step * backward[run][label]
                })
            });
            let sum = joint.iter().flatten().sum::<f64>().max(LEAST);
            for (row, joint) in pairs.iter_mut().zip(&joint) {
                *row = joint.map(|share| (share / sum) as f32);
            }
        }
        found.pairs.push(pairs);
    }
    found
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
            let sum: f32 = found.labels[run].iter().sum();
            assert!((sum - 1.0).abs() < 1e-4);
            for label in 0..COUNT {
                let pairs: f32 = found.pairs[run].iter().map(|row| row[label]).sum();
                assert!(run == 0 || (pairs - found.labels[run][label]).abs() < 1e-4);
            }
        }
    }

    #[test]
    fn what_the_grammar_forbids_has_no_share() {
        let found = chances(&Model::default(), &[0; 3], &[[0.0; COUNT]; 3]);
        assert!(found.labels[2][Label::ChromeBetween as usize] < 1e-6);
        assert!(found.labels[0][Label::Paragraph as usize] < 1e-6);
    }
}
