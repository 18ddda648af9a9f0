//! Fits the weights that tell what a piece of chrome is for: gradient steps on the softmax.

use zhengwen::Reason;
use zhengwen::read::{Model, reason};

const ROUNDS: usize = 20;
const RATE: f32 = 0.05;
const PULL: f32 = 1e-4;

/// The weights, from evidence about runs of chrome and what they are for.
#[must_use]
pub fn fit(chrome: &[(&[u16], Reason)]) -> Vec<[f32; reason::COUNT]> {
    let mut model = Model {
        reasons: vec![[0.0; reason::COUNT]; reason::total()],
        ..Model::default()
    };
    for round in 0..ROUNDS {
        let rate = RATE / (1.0 + 0.2 * round as f32);
        for &(evidence, truth) in chrome {
            let mut slopes = chances(model.reasons(evidence));
            slopes[truth as usize] -= 1.0;
            for place in evidence.iter().filter_map(|&number| reason::place(number)) {
                for (weight, slope) in model.reasons[place].iter_mut().zip(slopes) {
                    *weight -= rate * (slope + PULL * *weight);
                }
            }
        }
    }
    model.reasons
}

fn chances(scores: [f32; reason::COUNT]) -> [f32; reason::COUNT] {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers = scores.map(|score| libm::expf(score - most));
    let sum: f32 = powers.iter().sum();
    powers.map(|power| power / sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use zhengwen::see::Feature;

    #[test]
    fn what_goes_with_a_reason_is_found() {
        let evidence = |value| [(Feature::Class.base() + value) as u16];
        let (pages, sites) = (evidence(0), evidence(9));
        let model = Model {
            reasons: fit(&[(&pages, Reason::PageNumber), (&sites, Reason::Navigation)]),
            ..Model::default()
        };
        assert_eq!(model.reason(&pages), Reason::PageNumber);
        assert_eq!(model.reason(&sites), Reason::Navigation);
    }
}
