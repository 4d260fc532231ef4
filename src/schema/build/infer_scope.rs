//! What is known while the schema of an example is inferred: the documented types, and how deep in the example we are.

use crate::schema::resolve::set::SchemaSet;

/// How many levels of an example are inferred from; what is nested deeper may be anything. Far beyond any real example,
/// and safe for the stack of the code that compiles the schema.
const MAX_DEPTH: usize = 60;

/// The documented types, and how deep in the example we are.
#[derive(Clone, Copy)]
pub(in crate::schema) struct Scope<'s> {
    pub(in crate::schema) set: &'s SchemaSet,
    depth: usize,
    /// Objects are taken together, whatever kind they say they are of.
    without_kinds: bool,
}

impl<'s> Scope<'s> {
    /// At the top of an example.
    pub(in crate::schema) fn new(set: &'s SchemaSet) -> Self {
        Self { set, depth: 0, without_kinds: false }
    }

    /// The same where kinds of objects make no difference.
    pub(super) fn without_kinds(self) -> Self {
        Self { without_kinds: true, ..self }
    }

    pub(super) fn distinguishes_kinds(self) -> bool {
        !self.without_kinds
    }

    /// One level down, if that is not too deep.
    pub(in crate::schema) fn deeper(self) -> Option<Self> {
        (self.depth < MAX_DEPTH).then(|| Self { depth: self.depth + 1, ..self })
    }
}
