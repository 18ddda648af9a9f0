//! What benches, tests and the example `corpus` share: the corpus and how it is made.
//!
//! Included by path, so not every user needs every item.
#![allow(dead_code)]

pub(crate) mod corpus;
pub(crate) mod damage;
pub(crate) mod domains;
pub(crate) mod grammar;
pub(crate) mod pathological;
