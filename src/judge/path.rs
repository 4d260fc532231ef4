//! The place of the response body that is being judged.

use serde_json::Value;

use crate::json::Pointer;

/// Written between the steps in the keys of [`Path::collapse_into`].
pub(super) const SEPARATOR: char = '\u{1f}';

/// One step down into the response body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'v> {
    Member(&'v str),
    Item(usize),
}

/// The steps from the root; made into a [`Pointer`] only where something is reported.
#[derive(Debug, Clone, Default)]
pub(super) struct Path<'v>(Vec<Step<'v>>);

impl<'v> Path<'v> {
    pub(super) fn push(&mut self, step: Step<'v>) {
        self.0.push(step);
    }

    pub(super) fn pop(&mut self) {
        self.0.pop();
    }

    pub(super) fn steps(&self) -> &[Step<'v>] {
        &self.0
    }

    pub(super) fn pointer(&self) -> Pointer {
        pointer_to(&self.0)
    }

    /// Writes a key for this place into `text`, the same for all items of a collection. It is not a pointer: a unit
    /// separator is written between the steps, so that names need no escaping.
    pub(super) fn collapse_into(&self, text: &mut String) {
        text.clear();
        for step in &self.0 {
            text.push(SEPARATOR);
            match step {
                Step::Member(name) => text.push_str(name),
                Step::Item(_) => text.push('*'),
            }
        }
    }
}

pub(super) fn pointer_to(steps: &[Step<'_>]) -> Pointer {
    let mut pointer = Pointer::root();
    for step in steps {
        match step {
            Step::Member(name) => pointer.push(name),
            Step::Item(index) => pointer = pointer.item(*index),
        }
    }
    pointer
}

/// `pointer` with `*` for every token that is an index into an array of `instance`.
pub(super) fn collapse(pointer: &Pointer, instance: &Value) -> Pointer {
    let (mut here, mut collapsed) = (Some(instance), Pointer::root());
    for token in pointer.tokens() {
        match here {
            Some(Value::Array(items)) => {
                collapsed.push("*");
                here = token.parse::<usize>().ok().and_then(|index| items.get(index));
            }
            other => {
                collapsed.push(&token);
                here = other.and_then(|value| value.get(&token));
            }
        }
    }
    collapsed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_collapse_but_names_that_look_like_indices_do_not() {
        let instance = serde_json::json!({"0": [{"a": 1}, {"a": 2}]});
        assert_eq!(collapse(&Pointer::parse("/0/1/a"), &instance).as_str(), "/0/*/a");
    }

    #[test]
    fn a_path_becomes_an_escaped_pointer() {
        let mut path = Path::default();
        path.push(Step::Member("a/b"));
        path.push(Step::Item(2));
        assert_eq!(path.pointer().as_str(), "/a~1b/2");
    }
}
