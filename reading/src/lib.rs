//! The one reading: what a page is, decided in one piece.
//!
//! ```text
//! source ─cut→ runs and seams ─see→ evidence ─read→ one label a run
//! ```
//!
//! * [`cut`]: the source as runs (text without a doubtful place in it) and the seams before them
//! * [`see`]: evidence about each run, as numbers of features; nothing here decides
//! * [`read`]: one linear model with a grammar of pages, and one Viterbi over all runs
//!
//! Nothing of it is used by the library yet: it takes over when it is better on pages of sites it
//! has not seen and no worse elsewhere. Weights are fitted and judged by `zhengwen-fit fit`.
//!
//! # What it does not do yet
//!
//! Removals have no reasons. Seams are cut too often (a run is some sixteen characters), and with
//! regular expressions: the columns come before the speed. The guard keeps what is doubtful; it
//! cannot keep what the model is wrongly sure of, a title among its copies first of all.

pub mod cut;
mod patterns;
pub mod read;
pub mod see;
