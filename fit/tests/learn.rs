//! The one reading is learned from pages and judged on others.

use zhengwen::read::Table;
use zhengwen_fit::learn::train::Options;
use zhengwen_fit::learn::{ceiling, fingerprint, held_out};
use zhengwen_fit::{Comparison, Figures, Named, corpus};

fn pages() -> Vec<Named> {
    let pages = corpus::pages(&[corpus::own().join("case")]).expect("the project's own pages");
    assert!(pages.len() > 60);
    pages
}

fn sum(found: &[Comparison]) -> Figures {
    let mut sum = Figures::default();
    found.iter().for_each(|found| sum.add(&found.figures));
    sum
}

/// Each page here was made for one phenomenon that is hard to cut; of all pages more is in reach.
#[test]
fn the_cut_leaves_most_in_reach() {
    let pages = pages();
    let figures = sum(&ceiling(&pages));
    assert!(figures.exact * 100 >= figures.pages * 75, "{figures:?}");
    assert!(figures.breaks().2 >= 97.0, "{figures:?}");
}

/// What was learned from some pages helps with others, and is the same each time.
#[test]
fn what_was_learned_helps_elsewhere() {
    let pages = pages();
    let options = |rounds| Options {
        rounds,
        ..Options::default()
    };
    let untaught = sum(&held_out(&pages, &[], &options(0)).pages);
    let taught = sum(&held_out(&pages, &[], &options(4)).pages);
    assert!(taught.kinds_right > untaught.kinds_right);
    assert!(taught.exact > untaught.exact);
    assert_eq!(taught, sum(&held_out(&pages, &[], &options(4)).pages));
}

/// The weights in the source tree were fitted to the pages there are.
#[test]
fn weights_belong_to_the_pages() {
    let pages = corpus::pages(&[corpus::own()]).expect("the project's own pages");
    assert_eq!(
        (Table::fitted().pages, Table::fitted().fingerprint),
        (pages.len(), fingerprint(&pages)),
        "fit again: cargo run --release -p zhengwen-fit -- fit --write"
    );
}
