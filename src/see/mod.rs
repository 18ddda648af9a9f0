//! Evidence: what can be known about each run, as numbers of features. Nothing here decides.
//!
//! * `shape`, `class`, `ordinal`, `patterns`, `vocabulary`: a text by itself
//! * `page`: where a run stands among the others, and the habits of the page
//! * `repetition`: copies, near copies, teasers
//! * `series`: ordinals and numbers that rise, speakers that come again
//! * `geometry`: whether a seam may be a mere line end
//! * `neighbours`: what stands before and behind
//!
//! A room is a pure function from runs to columns, and a list of what it notes of a run.

mod class;
mod feature;
mod geometry;
mod neighbours;
mod ordinal;
mod page;
mod patterns;
mod repetition;
mod series;
mod shape;
mod vocabulary;

pub use class::Class;
pub use feature::{Feature, Sink};
pub(crate) use ordinal::style as ordinal_style;
pub use shape::{End, Shape};
pub use vocabulary::Words;

use crate::cut::Run;
use geometry::Geometry;
use page::Page;
use repetition::Repetition;
use series::Series;

/// The evidence of a page.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Numbers of features, by run.
    pub features: Vec<Vec<u32>>,
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
    let text = |run: &Run| Shape::of(&source[run.span.clone()]);
    let shapes: Vec<Shape> = runs.iter().map(text).collect();
    let page = Page::of(source, runs, &shapes);
    let repetition = Repetition::of(&page);
    let series = Series::of(source, &page);
    let geometry = Geometry::of(source, &page);
    let note = |run: usize| {
        let mut sink = Sink::default();
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
