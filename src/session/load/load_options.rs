//! `LoadOptions`: what to load, and how much of it.

use std::collections::BTreeMap;
use std::path::Path;

use super::{GivenPage, Selection};

/// What to load, and how much of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct LoadOptions<'a> {
    /// Docs or contract folder; nothing: the docs that the settings name or, where there are none, the contract files.
    pub source: Option<&'a Path>,
    /// Which cases, at least one; nothing: all. One whole id is looked up on its own page.
    pub selection: Option<&'a Selection>,
    /// Reading every page is an error; so is searching more than this many bytes of pages for the types of one case.
    pub read_limit: Option<u64>,
    /// The one page of the source, which is then the folder of it, with its content.
    pub given: Option<&'a GivenPage>,
    /// The contents of pages that are not those of their files.
    pub contents: Option<&'a BTreeMap<String, Vec<u8>>>,
    /// Check the docs against themselves, too.
    pub lint: bool,
    /// The cases are only to be fired at a service: what only a check reports is left out, and a case gets
    /// its schemas when its turn comes.
    pub to_fire: bool,
    /// Find the operations that no case is an example of.
    pub routes: bool,
}

impl LoadOptions<'_> {
    /// The first filter of a command without a source: it may have been meant as one.
    pub(super) fn word_for_a_source(&self) -> Option<&str> {
        let selection = self.selection.filter(|selection| self.source.is_none() && !selection.ids_only);
        selection?.filters.first().map(String::as_str)
    }
}
