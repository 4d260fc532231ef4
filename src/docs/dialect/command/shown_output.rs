//! The response that the output of a command shows.

use crate::contract::{DocumentedBody, Field};
use crate::docs::messages::json_fence;
use crate::docs::messages::response_message::ResponseMessage;
use crate::text::Position;

/// A response as a command shows it: with `-i` or `-v` head and body, else the body alone.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct CommandOutput {
    pub(super) status: Option<(u16, Position)>,
    pub(super) headers: Vec<Field>,
    pub(super) body: Option<DocumentedBody>,
    /// The dots in the place of a body that is not shown with the head; it may be shown below.
    pub(super) left_out: Option<DocumentedBody>,
    /// Words in place of the body say that there is none.
    pub(super) is_empty: bool,
    /// The body consists of this many JSON documents, one after the other.
    pub(super) documents: usize,
}

impl CommandOutput {
    /// A response with its head.
    pub(super) fn of_message(message: ResponseMessage) -> Self {
        let ResponseMessage { line, headers, body, left_out, .. } = message;
        Self { status: Some((line.status, line.place)), headers, left_out, ..Self::default() }.with_body(body)
    }

    /// The same with the body's documents counted.
    pub(super) fn with_body(self, body: Option<DocumentedBody>) -> Self {
        let documents = body.as_ref().map_or(0, |body| json_fence::documents(body.text()).len());
        Self { body, documents, ..self }
    }
}
