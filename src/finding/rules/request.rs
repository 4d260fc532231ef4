//! `R`: the request. A request that cannot go out is a skip with its reason, not a finding: no rule is needed so far.

use crate::finding::Rule;

/// The rules of this group.
pub static RULES: &[&Rule] = &[];
