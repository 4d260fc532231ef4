//! Whether the docs show a member that a list of optional or nullable members names.

use super::cursor::documents_member;
use super::set::SchemaSet;
use crate::contract::Expectation;
use crate::json::Pointer;

/// Whether an entry of a list of members (`optional`, `nullable`) is about a member that the example shows or its type
/// documents; so may be any where an example that is not whole has no type.
pub fn documents_listed(set: &SchemaSet, expectation: &Expectation, entry: &str) -> bool {
    if expectation.shows_listed(entry) {
        return true;
    }
    let Some(schema) = &expectation.schema else { return false };
    let path = Expectation::listed_path(entry);
    let Some((member, above)) = path.split_last() else { return false };
    let wrapped = Pointer::root().join(&expectation.facts.collection_property);
    let resources = [Pointer::root(), wrapped.item(0), Pointer::root().item(0), wrapped];
    let documented = resources.map(|mut pointer| {
        for token in above {
            pointer.push(token);
        }
        documents_member(set, schema, &pointer, member)
    });
    documented.contains(&Some(true)) || expectation.facts.is_partial() && !documented.contains(&Some(false))
}
