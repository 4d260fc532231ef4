//! What has been reported about a body before it is validated by its schema.

use std::collections::HashMap;

use super::keyword::is_about_members;
use crate::finding::{At, Finding};
use crate::json::Pointer;
use crate::schema::Violation;

/// The places of findings.
pub(super) struct Reported {
    /// The finding at a place, by its number.
    at: HashMap<Pointer, usize>,
    /// The members reported of an object.
    members: HashMap<Pointer, Vec<String>>,
}

impl Reported {
    pub(super) fn new(findings: &[Finding]) -> Self {
        let (mut at, mut members) = (HashMap::new(), HashMap::<_, Vec<_>>::new());
        for (number, finding) in findings.iter().enumerate() {
            let At::Body(pointer) = &finding.at else { continue };
            if let (Some(parent), Some(name)) = (pointer.parent(), pointer.tokens().last()) {
                members.entry(parent).or_default().push(name);
            }
            at.insert(pointer.clone(), number);
        }
        Self { at, members }
    }

    /// The number of the finding at a place.
    pub(super) fn at(&self, pointer: &Pointer) -> Option<usize> {
        self.at.get(pointer).copied()
    }

    /// Whether a place above it is reported, or exactly the member that this violation is about.
    pub(super) fn covers(&self, violation: &Violation) -> bool {
        let mut above = violation.pointer.parent();
        while let Some(pointer) = above {
            if self.at.contains_key(&pointer) {
                return true;
            }
            above = pointer.parent();
        }
        let names = self.members.get(&violation.pointer).filter(|_| is_about_members(&violation.keyword));
        let quoted = |name: &String| [format!("\"{name}\""), format!("`{name}`")];
        names.is_some_and(|names| names.iter().flat_map(quoted).any(|name| violation.expected.contains(&name)))
    }
}
