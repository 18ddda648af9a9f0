//! Evidence: what can be known about each run, as numbers of features. Nothing here decides.
//!
//! * `shape`, `class`, `ordinal`, `patterns`, `vocabulary`: a text by itself, told by one walk over
//!   its characters (`scan`) with the bits of each (`character`), by its words (`lexicon`), and by
//!   patterns where they may match (`seen`)
//! * `page`: where a run stands among the others, and the habits of the page
//! * `repetition`, `teaser`: copies, near copies, teasers
//! * `series`: ordinals and numbers that rise, speakers that come again
//! * `geometry`: whether a seam may be a mere line end
//! * `neighbours`: what stands before and behind
//!
//! A room is a pure function from runs to columns, and a list of what it notes of a run.

mod character;
mod class;
mod feature;
mod geometry;
mod hash;
mod lexicon;
mod neighbours;
mod ordinal;
mod page;
mod patterns;
mod repetition;
mod scan;
mod seen;
mod series;
mod shape;
mod teaser;
mod vocabulary;

pub use class::Class;
pub use feature::{Feature, Numbers};
pub(crate) use ordinal::style as ordinal_style;
pub use shape::{End, Shape};
pub use vocabulary::Words;

use crate::cut::Run;
use feature::Sink;
use geometry::Geometry;
use page::Page;
use repetition::Repetition;
use series::Series;

/// The evidence of a page.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Numbers of features, by run.
    pub features: Vec<Numbers>,
    /// What each run looks like by itself.
    pub shapes: Vec<Shape>,
}

/// Looks at the runs of a page.
///
/// ```
/// use zhengwen::{cut::cut, see::{see, Class}};
///
/// let page = "在投产仪式上的讲话\n各位来宾：\n今天投产了。\n";
/// let evidence = see(page, &cut(page));
/// assert_eq!(evidence.shapes[1].class, Class::Salutation);
/// ```
#[must_use]
pub fn see(source: &str, runs: &[Run]) -> Evidence {
    let mut letters = Vec::new();
    let shapes: Vec<Shape> = runs
        .iter()
        .map(|run| Shape::of(&source[run.span.clone()], &mut letters))
        .collect();
    let page = Page::of(source, runs, &shapes, &letters);
    let repetition = Repetition::of(&page);
    let series = Series::of(&page);
    let geometry = Geometry::of(&page);
    let note = |run: usize| {
        let mut sink = Sink::new();
        page.note(run, &mut sink);
        repetition.note(&page, run, &mut sink);
        series.note(&page, run, &mut sink);
        geometry.note(&page, run, &mut sink);
        neighbours::note(&page, run, &mut sink);
        sink.take()
    };
    let features = (0..runs.len()).map(note).collect();
    Evidence { features, shapes }
}
