//! A request as docs show it, each part with its place.

use super::message_defect::MessageDefect;
use super::request_line::RequestLine;
use crate::contract::{DocumentedBody, Field};
use crate::http::method::sends_content;

/// A documented request.
pub(crate) struct RequestMessage {
    pub(crate) line: RequestLine,
    pub(crate) headers: Vec<Field>,
    pub(crate) body: Option<DocumentedBody>,
    /// The dots in the place of a body that is not shown with the head; another fence may show it.
    pub(crate) left_out: Option<DocumentedBody>,
    pub(crate) defects: Vec<MessageDefect>,
}

impl RequestMessage {
    /// The request of a route that is named outside a fence.
    pub(crate) const fn of_route(line: RequestLine) -> Self {
        Self { line, headers: Vec::new(), body: None, left_out: None, defects: Vec::new() }
    }

    /// No HTTP version, no header field, no body: a route as a reference section states it, or the shortest of examples.
    pub(crate) const fn is_bare(&self) -> bool {
        !self.line.has_version && self.headers.is_empty() && self.body.is_none()
    }

    /// Whether requests of this method have a body as a rule, and none is shown with it.
    pub(crate) fn lacks_body(&self) -> bool {
        sends_content(self.line.method) && self.body.is_none()
    }
}
