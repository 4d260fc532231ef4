//! Places of a response body that a directive decides about, in place of the docs.

use std::collections::HashSet;

use crate::json::Pointer;
use crate::judge::path::{Step, pointer_to};

/// Pointers into the response body; the values there, and below, have been judged.
#[derive(Debug, Default)]
pub(crate) struct OverriddenPaths(HashSet<Pointer>);

impl OverriddenPaths {
    pub(crate) fn add(&mut self, pointer: &Pointer) {
        self.0.insert(pointer.clone());
    }

    /// Whether exactly this place is overridden. Asked on the way down, so that nothing below such a place is reached.
    pub(crate) fn contain(&self, steps: &[Step<'_>], member: Option<&str>) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let mut pointer = pointer_to(steps);
        if let Some(member) = member {
            pointer.push(member);
        }
        self.0.contains(&pointer)
    }

    /// Whether a place, or one above it, is overridden.
    pub(crate) fn cover(&self, pointer: &Pointer) -> bool {
        if self.0.is_empty() {
            return false;
        }
        std::iter::successors(Some(pointer.clone()), Pointer::parent).any(|place| self.0.contains(&place))
    }
}
