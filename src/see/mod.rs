//! Evidence: what can be known about each run, as numbers of features. Nothing here decides.
//!
//! * `shape`, `class`, `ordinal`, `patterns`, `vocabulary`: a text by itself, told by one walk over
//!   its characters (`scan`) with the bits of each (`character`), by its words (`lexicon`), and by
//!   patterns where they may match (`seen`)
//! * `page`, `lines`: where a run stands among the others, and the habits of the page
//! * `repetition`, `teaser`: copies, near copies, teasers
//! * `series`: ordinals and numbers that rise, speakers that come again
//! * `geometry`: whether a seam may be a mere line end
//! * `solver`: what the column solver says of it
//! * `rules`: what the rules of chrome and of kinds say of it
//! * `neighbours`: what stands before and behind
//!
//! A room is a pure function from runs to columns, and a list of what it notes of a run.

mod character;
mod class;
mod feature;
mod geometry;
mod hash;
mod lexicon;
mod lines;
mod neighbours;
mod ordinal;
mod page;
mod patterns;
mod repetition;
mod rules;
mod scan;
mod seen;
mod series;
mod shape;
mod solver;
mod teaser;
mod vocabulary;

pub use class::Class;
pub use feature::{Feature, Numbers};
pub(crate) use ordinal::style as ordinal_style;
pub use shape::{End, Shape};
pub use vocabulary::Words;

use crate::chrome::Findings;
use crate::cut::Run;
use crate::layout::Layout;
use crate::rule::RuleId;
use feature::Sink;
use geometry::Geometry;
use page::Page;
use repetition::Repetition;
use rules::Rules;
use series::Series;
use solver::Solver;

/// The evidence of a page. What a run has of each feature is told when it is asked for, since it
/// takes ten times the room of the run.
#[derive(Debug)]
pub struct Evidence<'p> {
    page: Page<'p>,
    repetition: Repetition,
    series: Series,
    geometry: Geometry,
    solver: Solver,
    rules: Rules,
}

/// Looks at the runs of a page.
///
/// ```
/// use zhengwen::{cut::cut, see::{see, Class}};
///
/// let page = "在投产仪式上的讲话\n各位来宾：\n今天投产了。\n";
/// let runs = cut(page);
/// let evidence = see(page, &runs);
/// assert_eq!(evidence.shapes()[1].class, Class::Salutation);
/// assert_eq!(evidence.features().count(), 3);
/// ```
#[must_use]
pub fn see<'p>(source: &'p str, runs: &'p [Run]) -> Evidence<'p> {
    let (findings, layout) = rules::decisions(source);
    Evidence::of(source, runs, &findings, &layout)
}

/// The runs of a page, cut where chrome rules cut, too.
#[must_use]
pub fn runs(source: &str) -> Vec<Run> {
    let (findings, _) = rules::decisions(source);
    cut_at(source, &findings)
}

/// The runs of a page, cut where `findings` are, too.
pub(crate) fn cut_at(source: &str, findings: &Findings) -> Vec<Run> {
    let mut runs = crate::cut::cut(source);
    let ends = findings
        .cuts
        .iter()
        .flat_map(|cut| [cut.span.start, cut.span.end]);
    crate::cut::split(source, &mut runs, ends.map(|end| end as usize));
    runs
}

impl<'p> Evidence<'p> {
    /// What is known of the runs of a page, given what the rules decide.
    pub(crate) fn of(
        source: &'p str,
        runs: &'p [Run],
        findings: &Findings,
        layout: &Layout,
    ) -> Self {
        let page = Page::of(source, runs);
        Evidence {
            repetition: Repetition::of(&page),
            series: Series::of(&page),
            geometry: Geometry::of(&page),
            solver: Solver::of(&page, layout),
            rules: Rules::of(&page, findings, layout),
            page,
        }
    }
}

impl Evidence<'_> {
    /// What each run looks like by itself.
    #[must_use]
    pub fn shapes(&self) -> &[Shape] {
        &self.page.shapes
    }

    /// The chrome rule that takes a run, all of it.
    pub(crate) fn taker(&self, run: usize) -> Option<RuleId> {
        self.rules.taker(run)
    }

    /// Whether the rules say that the text stops in mid-sentence, and 2 if they see a wall.
    pub(crate) fn ruling(&self) -> usize {
        self.rules.ruling
    }

    /// The runs of the title that the rules find.
    pub(crate) fn titled(&self) -> impl Iterator<Item = usize> {
        self.rules.titled()
    }

    /// Numbers of features, run by run.
    pub fn features(&self) -> impl Iterator<Item = Numbers> {
        (0..self.page.runs.len()).map(|run| self.note(run))
    }

    /// Numbers of features of a run.
    pub(crate) fn note(&self, run: usize) -> Numbers {
        let mut sink = Sink::new();
        self.page.note(run, &mut sink);
        self.repetition.note(&self.page, run, &mut sink);
        self.series.note(&self.page, run, &mut sink);
        self.geometry.note(&self.page, run, &mut sink);
        self.solver.note(&self.page, run, &mut sink);
        self.rules.note(&self.page, run, &mut sink);
        neighbours::note(&self.page, run, &mut sink);
        sink.take()
    }
}
