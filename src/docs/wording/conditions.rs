//! Conditions in sentences that promise something.

use std::ops::Range;

use super::{Topic, find_all};

/// Where a text says that something comes only on a condition; what it comes together with is not one.
pub(crate) fn conditions(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_with = |found: &Range<usize>| text[found.clone()].to_ascii_lowercase().ends_with("with");
    find_all(Topic::ConditionalResponse, text).filter(move |found| !is_with(found))
}
