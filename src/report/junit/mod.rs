//! In: A run's record.
//! Out: `JUnit` XML, in one document or in as many as readers need.
//! Start in `document.rs`.

mod document;
mod test_case;
mod xml;

pub use document::{JunitError, junit, junit_parts, strict_junit};
