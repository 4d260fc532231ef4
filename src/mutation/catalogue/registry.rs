//! Every mutation, by group and by name.

use super::benign_body::BENIGN_BODY;
use super::benign_headers::BENIGN_HEADERS;
use super::benign_text::BENIGN_TEXT;
use super::benign_values::BENIGN_VALUES;
use super::body::BODY;
use super::collections::COLLECTIONS;
use super::formats::FORMATS;
use super::headers::HEADERS;
use super::items::ITEMS;
use super::kinds::KINDS;
use super::members::MEMBERS;
use super::names::NAMES;
use super::numbers::NUMBERS;
use super::standards::STANDARDS;
use super::status::STATUS;
use super::structure::STRUCTURE;
use super::syntax::SYNTAX;
use crate::finding::suggest::{similar, similarity};
use crate::mutation::catalogue_entry::Mutation;

/// Every mutation, violations first.
pub fn all() -> impl Iterator<Item = &'static Mutation> {
    let groups: [&'static [Mutation]; 17] = [
        STATUS,
        HEADERS,
        BODY,
        SYNTAX,
        MEMBERS,
        NAMES,
        STRUCTURE,
        KINDS,
        NUMBERS,
        FORMATS,
        ITEMS,
        COLLECTIONS,
        STANDARDS,
        BENIGN_HEADERS,
        BENIGN_BODY,
        BENIGN_TEXT,
        BENIGN_VALUES,
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
