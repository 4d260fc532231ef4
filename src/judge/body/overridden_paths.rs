//! Places of an answer on which the user's word stands in the stead of the docs'.

use std::collections::HashSet;

use crate::json::Pointer;
use crate::judge::path::Step;

/// Pointers into the answer; what stands there, and below, has been judged.
#[derive(Debug, Default)]
pub(crate) struct OverriddenPaths(HashSet<String>);

impl OverriddenPaths {
    pub(crate) fn add(&mut self, pointer: &Pointer) {
        self.0.insert(pointer.as_str().to_owned());
    }

    /// Whether the very place is claimed. Asked on the way down, so that what is below a claim is never reached.
    pub(crate) fn hold(&self, steps: &[Step<'_>], member: Option<&str>) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let mut pointer = Pointer::root();
        for step in steps {
            match step {
                Step::Member(name) => pointer.push(name),
                Step::Item(index) => pointer = pointer.item(*index),
            }
        }
        if let Some(member) = member {
            pointer.push(member);
        }
        self.0.contains(pointer.as_str())
    }

    /// Whether a place, or one above it, is claimed.
    pub(crate) fn cover(&self, pointer: &Pointer) -> bool {
        !self.0.is_empty() && self.0.iter().any(|claimed| Pointer::parse(claimed.clone()).covers(pointer))
    }
}
