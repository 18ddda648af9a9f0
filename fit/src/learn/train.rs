//! Gradient steps, page by page: AdaGrad (Duchi, Hazan and Singer 2011) on the softmax margin,
//! with evidence left out at random (Srivastava et al. 2014), since much of it says the same; the
//! weights of the second half of all rounds are averaged. The order of pages and what is left out
//! come from one fixed seed.

use super::lesson::{Chain, Lesson};
use super::random::Random;
use std::array;
use zhengwen::read::chances::{Chances, chances};
use zhengwen::read::{Label, Model, Scores};
use zhengwen::see::Numbers;

/// How to train. Chosen on held-out sites; the comments say what happens beside.
#[derive(Debug, Clone)]
pub struct Options {
    /// Rounds over all pages. Twice as many: the same within a tenth of a percent.
    pub rounds: usize,
    /// Length of the first step. Three times as long loses half as much again.
    pub rate: f32,
    /// Pull towards zero of a weight, each time its evidence is seen once a round.
    pub pull: f32,
    /// Share of the evidence that is left out.
    pub left_out: f32,
    /// Evidence seen less often than this is not learned from.
    pub least: u32,
    /// What mistakes cost.
    pub costs: Costs,
    /// How sure a run must be chrome to be taken out ([`Model::sure`]).
    pub sure: f32,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            rounds: 40,
            rate: 0.03,
            pull: 1.0,
            left_out: 0.3,
            least: 2,
            costs: Costs::default(),
            sure: 0.9,
        }
    }
}

/// What mistakes cost, as a margin that the true label must win by.
#[derive(Debug, Clone)]
pub struct Costs {
    /// Speech read as chrome, times the weight of the run: at 2.0, 92 characters of 10,000 are lost
    /// and 73 % of the chrome goes; at 1.5, 125 and 77 %; at 1.0, 176 and 80 %.
    pub lost: f32,
    /// Chrome read as speech.
    pub left: f32,
    /// The wrong kind.
    pub kind: f32,
    /// A begin that is none, or the other way round.
    pub begin: f32,
}

impl Default for Costs {
    fn default() -> Self {
        Costs {
            lost: 1.5,
            left: 0.7,
            kind: 0.5,
            begin: 0.5,
        }
    }
}

impl Costs {
    fn of(&self, truth: Label, label: Label, weight: f32) -> f32 {
        match (truth.is_chrome(), label.is_chrome()) {
            (false, true) => self.lost * weight,
            (true, false) => self.left,
            (true, true) => 0.0,
            (false, false) => {
                let kind = if truth.kind() == label.kind() {
                    0.0
                } else {
                    self.kind
                };
                let begin = if truth.begins() == label.begins() {
                    0.0
                } else {
                    self.begin
                };
                kind + begin
            }
        }
    }
}

/// A run whose slopes are all smaller than this has nothing to teach: most of a page, soon, and
/// leaving it out takes half of the time.
const SETTLED: f32 = 0.003;
/// A page whose slopes are all smaller is known for now.
const KNOWN: f32 = 0.03;

/// Fits a model to pages.
#[must_use]
pub fn train(lessons: &[&Lesson], options: &Options) -> Model {
    let mut trainer = Trainer::new(lessons, options);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut settled = vec![false; lessons.len()];
    for round in 0..options.rounds {
        trainer.random.shuffle(&mut order);
        trainer.rate = options.rate / (1.0 + 0.05 * round as f32);
        for &index in &order {
            // What was known by heart is looked at every third time.
            if settled[index] && (round + index) % 3 != 0 {
                continue;
            }
            settled[index] = trainer.learn(lessons[index]);
        }
        if 2 * round >= options.rounds {
            trainer.average();
        }
    }
    trainer.finish()
}

struct Trainer<'o> {
    options: &'o Options,
    model: Model,
    /// Sums of squared gradients.
    squares: Model,
    mean: Model,
    means: f32,
    counts: Vec<u32>,
    pages: f32,
    rate: f32,
    random: Random,
}

impl<'o> Trainer<'o> {
    fn new(lessons: &[&Lesson], options: &'o Options) -> Self {
        let model = Model::default();
        let mut counts = vec![0; model.weights.len()];
        for number in lessons
            .iter()
            .flat_map(|lesson| lesson.features())
            .flatten()
        {
            counts[*number as usize] += 1;
        }
        let mut squares = model.clone();
        for_all(&mut squares, |square| *square = 1e-3);
        Trainer {
            options,
            squares,
            mean: model.clone(),
            model,
            means: 0.0,
            counts,
            pages: lessons.len() as f32,
            rate: options.rate,
            random: Random::new(),
        }
    }

    /// Whether there was next to nothing to learn.
    fn learn(&mut self, lesson: &Lesson) -> bool {
        let chain = &lesson.chain;
        let evidence = self.thinned(lesson.features());
        let mut emissions: Vec<Scores> = evidence
            .iter()
            .map(|run| self.model.emission(run))
            .collect();
        for (run, emission) in emissions.iter_mut().enumerate() {
            for label in Label::ALL {
                let (truth, weight) = (chain.labels[run], chain.weights[run]);
                emission[label as usize] += self.options.costs.of(truth, label, weight);
            }
        }
        let found = chances(&self.model, &chain.sorts, &emissions);
        self.step_transitions(chain, &found);
        self.step_weights(chain, &evidence, &found) < KNOWN
    }

    /// The evidence of a page with some of it left out.
    fn thinned(&mut self, features: &[Numbers]) -> Vec<Vec<u16>> {
        let share = self.options.left_out;
        let runs = features.iter();
        runs.map(|run| {
            let kept = run.iter().copied();
            kept.filter(|_| self.random.share() >= share).collect()
        })
        .collect()
    }

    /// The longest slope.
    fn step_weights(&mut self, chain: &Chain, evidence: &[Vec<u16>], found: &Chances<'_>) -> f32 {
        let mut longest: f32 = 0.0;
        for (run, numbers) in evidence.iter().enumerate() {
            let mut gradient = found.labels(run);
            gradient[chain.labels[run] as usize] -= 1.0;
            let slope = gradient
                .iter()
                .fold(0.0, |most: f32, slope| most.max(slope.abs()));
            longest = longest.max(slope);
            if slope < SETTLED {
                continue;
            }
            for &number in numbers {
                let number = usize::from(number);
                let count = self.counts[number];
                if count < self.options.least {
                    continue;
                }
                let pull = self.options.pull / count as f32;
                step(
                    &mut self.model.weights[number],
                    &mut self.squares.weights[number],
                    &gradient,
                    pull,
                    self.rate,
                );
            }
        }
        longest
    }

    fn step_transitions(&mut self, chain: &Chain, found: &Chances<'_>) {
        let pull = self.options.pull / self.pages / 30.0;
        for run in 1..chain.labels.len() {
            let sort = chain.sorts[run];
            let (truth_before, truth) =
                (chain.labels[run - 1] as usize, chain.labels[run] as usize);
            let pairs = found.pairs(run);
            let transitions = self.model.transitions[sort].iter_mut();
            let squares = self.squares.transitions[sort].iter_mut();
            for (before, (weights, squares)) in transitions.zip(squares).enumerate() {
                let mut slopes = pairs[before];
                if before == truth_before {
                    slopes[truth] -= 1.0;
                }
                step(weights, squares, &slopes, pull, self.rate);
            }
        }
    }

    fn average(&mut self) {
        self.means += 1.0;
        let share = 1.0 / self.means;
        let towards = |mean: &mut Scores, weights: &Scores| {
            for (mean, weight) in mean.iter_mut().zip(weights) {
                *mean += (weight - *mean) * share;
            }
        };
        for (mean, weights) in self.mean.weights.iter_mut().zip(&self.model.weights) {
            towards(mean, weights);
        }
        let means = self.mean.transitions.iter_mut().flatten();
        for (mean, weights) in means.zip(self.model.transitions.iter().flatten()) {
            towards(mean, weights);
        }
    }

    /// With all evidence there, each weighs less.
    fn finish(mut self) -> Model {
        let share = 1.0 - self.options.left_out;
        for weight in self.mean.weights.iter_mut().flatten() {
            *weight *= share;
        }
        self.mean.sure = self.options.sure;
        self.mean
    }
}

/// One step down the slopes, with a pull towards zero. Weights of what the grammar forbids have no
/// slope and stay at zero.
fn step(weights: &mut Scores, squares: &mut Scores, slopes: &Scores, pull: f32, rate: f32) {
    let slopes: Scores = array::from_fn(|label| slopes[label] + pull * weights[label]);
    *squares = array::from_fn(|label| squares[label] + slopes[label] * slopes[label]);
    *weights =
        array::from_fn(|label| weights[label] - rate * slopes[label] / squares[label].sqrt());
}

fn for_all(model: &mut Model, change: impl Fn(&mut f32)) {
    model.weights.iter_mut().flatten().for_each(&change);
    let transitions = model.transitions.iter_mut().flatten();
    transitions.flatten().for_each(&change);
}
