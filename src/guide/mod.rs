//! Pages for people: how to do one thing each. There is nothing to call here.

#[doc = include_str!("edit_log.md")]
pub mod edit_log {}
