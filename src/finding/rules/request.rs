//! `R`: the request. A case whose request cannot be sent is skipped with the reason; there is no rule so far.

use crate::finding::Rule;

/// The rules of this group.
pub static RULES: &[&Rule] = &[];
