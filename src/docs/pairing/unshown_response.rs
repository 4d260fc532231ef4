//! A response that a page promises and does not show.

use crate::contract::{DocumentedBody, Field, ResponseFacts};
use crate::docs::DocResponse;
use crate::http::{StatusSet, never_has_body};
use crate::text::Position;

/// A response that is promised and not shown.
#[derive(Clone)]
pub(crate) struct PromisedResponse {
    pub(crate) status: u16,
    /// Where the status is named.
    pub(crate) place: Position,
    pub(crate) content_type: Option<Field>,
    pub(crate) body: Option<DocumentedBody>,
}

impl PromisedResponse {
    /// Where it is shown, to a request at a line: in the row of a table, or in words below the request.
    pub(crate) fn shown_at(&self, line: u32) -> Option<Position> {
        (self.content_type.is_some() || self.place.line > line).then_some(self.place)
    }

    /// As the response of an example; `line`: that of the request, where nothing of the response is shown. A body that is not shown may come.
    pub(crate) fn into_response(self, line: u32) -> DocResponse {
        DocResponse {
            line: self.shown_at(line).map_or(line, |place| place.line),
            status: StatusSet::code(self.status),
            status_place: self.place,
            headers: self.content_type.into_iter().collect(),
            status_only: self.body.is_none() && !never_has_body(self.status),
            body: self.body,
            fields: Vec::new(),
            facts: ResponseFacts::default(),
        }
    }
}
