//! A documented case as the mock looks it up.

use std::sync::{Arc, OnceLock};

use super::response::Response;
use crate::contract::Case;
use crate::http::url_template::UrlPattern;
use crate::schema::Schemas;

/// A case with what is derived from it.
#[derive(Debug)]
pub(super) struct Entry {
    cases: Arc<Vec<Case>>,
    at: usize,
    pub(super) pattern: UrlPattern,
    /// Built on first use, so that a run of one case builds only one.
    response: OnceLock<Response>,
}

impl Entry {
    pub(super) fn new(cases: &Arc<Vec<Case>>, at: usize, pattern: UrlPattern) -> Self {
        Self { cases: Arc::clone(cases), at, pattern, response: OnceLock::new() }
    }

    pub(super) fn case(&self) -> &Case {
        &self.cases[self.at]
    }

    /// The documented response.
    pub(super) fn response(&self, schemas: &Schemas) -> &Response {
        self.response.get_or_init(|| Response::new(self.case(), schemas))
    }
}
