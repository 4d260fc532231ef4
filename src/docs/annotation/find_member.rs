//! A member of an annotation by its key.

use crate::json::Node;

/// The value of a key in any case, as API Doctor accepts it.
pub(crate) fn find<'n>(root: &'n Node, key: &str) -> Option<&'n Node> {
    root.members()?.iter().find(|m| m.key.eq_ignore_ascii_case(key)).map(|m| &m.value)
}
