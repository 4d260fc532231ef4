//! The catalogue: one entry for each way to change an answer. A file holds what belongs to one subject; a new mutation is
//! one entry in one of these lists.

mod benign_answer;
mod benign_body;
mod benign_text;
mod benign_values;
mod body;
mod collections;
mod formats;
mod headers;
mod items;
mod kinds;
mod members;
mod names;
mod numbers;
mod standards;
mod status;
mod structure;
mod syntax;
#[cfg(test)]
mod tests;

use crate::finding::suggest::{similar, similarity};
use crate::mutation::catalogue_entry::Mutation;

/// Every mutation, violations first.
pub fn all() -> impl Iterator<Item = &'static Mutation> {
    let groups: [&'static [Mutation]; 17] = [
        status::STATUS,
        headers::HEADERS,
        body::BODY,
        syntax::SYNTAX,
        members::MEMBERS,
        names::NAMES,
        structure::STRUCTURE,
        kinds::KINDS,
        numbers::NUMBERS,
        formats::FORMATS,
        items::ITEMS,
        collections::COLLECTIONS,
        standards::STANDARDS,
        benign_answer::BENIGN_ANSWER,
        benign_body::BENIGN_BODY,
        benign_text::BENIGN_TEXT,
        benign_values::BENIGN_VALUES,
    ];
    groups.into_iter().flatten()
}

/// The mutation of that name, in any case.
pub fn find(name: &str) -> Option<&'static Mutation> {
    all().find(|mutation| mutation.name.eq_ignore_ascii_case(name))
}

/// The mutation whose name is nearest to a misspelt one, if one is near.
pub fn nearest(name: &str) -> Option<&'static Mutation> {
    similar(all(), |mutation| similarity(mutation.name, name)).into_iter().next()
}
