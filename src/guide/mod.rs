//! Pages for people: how to do one thing each. There is nothing to call here.

#[doc = include_str!("text.md")]
pub mod text {}

#[doc = include_str!("bytes.md")]
pub mod bytes {}

#[doc = include_str!("crawl.md")]
pub mod crawl {}

#[doc = include_str!("edit_log.md")]
pub mod edit_log {}

#[doc = include_str!("rules.md")]
pub mod rules {}

#[doc = include_str!("chrome_model.md")]
pub mod chrome_model {}
