//! The names of requests, as other pages may use them, too.

use std::collections::BTreeSet;

use aho_corasick::packed::Searcher;

use crate::contract::Case;

/// The names of the selected requests that an annotation names.
pub(super) struct KnownNames {
    /// `None` if there are none.
    searcher: Option<Searcher>,
}

impl KnownNames {
    /// `None` if they cannot be searched for.
    pub(super) fn of(cases: &[Case]) -> Option<Self> {
        let named = cases.iter().filter(|case| case.dialect.is_annotated());
        let names: BTreeSet<&str> = named.map(|case| case.name.as_str()).collect();
        if names.is_empty() {
            return Some(Self { searcher: None });
        }
        let quoted = names.iter().flat_map(|name| [format!("\"{name}\""), format!("'{name}'")]);
        Searcher::new(quoted).map(|searcher| Self { searcher: Some(searcher) })
    }

    pub(super) fn is_in(&self, page: &[u8]) -> bool {
        self.searcher.as_ref().is_some_and(|searcher| searcher.find_iter(page).next().is_some())
    }
}
