//! Fits the weights that tell cut-off speeches: gradient steps on the logistic loss, the few that
//! are cut off weighed as the many that are not.

use zhengwen::read::end;

const ROUNDS: usize = 60;
const RATE: f32 = 0.05;
const PULL: f32 = 2e-3;
/// How much a cut-off speech counts: more finds more of them, and takes more whole ones for cut off.
const WEIGHT: f32 = 2.0;

/// The weights, from evidence at the ends of pages and whether they are cut off.
#[must_use]
pub fn fit(ends: &[(Vec<usize>, bool)]) -> Vec<f32> {
    let mut weights = vec![0.0_f32; end::COUNT];
    for _ in 0..ROUNDS {
        for (evidence, is_cut_off) in ends {
            let score: f32 = evidence.iter().map(|&number| weights[number]).sum();
            let chance = 1.0 / (1.0 + libm::expf(-score));
            let slope = match is_cut_off {
                true => WEIGHT * (chance - 1.0),
                false => chance,
            };
            for &number in evidence {
                weights[number] -= RATE * (slope + PULL * weights[number]);
            }
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn what_goes_with_cut_off_speeches_is_found() {
        let weights = fit(&[(vec![0, 1], true), (vec![0, 2], false), (vec![0, 2], false)]);
        assert!(weights[1] > 0.0 && weights[2] < 0.0);
    }
}
