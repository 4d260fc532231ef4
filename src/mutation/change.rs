//! A changed response: which part is replaced by what.

use crate::finding::At;
use crate::http::{Headers, Response};
use crate::json::Pointer;

/// A text put in the place of bytes `start..end` of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: String,
}

/// A change of a response, and the place it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) at: At,
    replacement: Replacement,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Replacement {
    Status(u16),
    Headers(Headers),
    Body(Vec<u8>),
    Edit(Edit),
}

impl Edit {
    /// A text in the place of bytes `start..end`.
    pub(super) fn new(start: usize, end: usize, text: impl Into<String>) -> Self {
        Self { start, end, text: text.into() }
    }
}

impl Change {
    pub(super) fn status(status: u16) -> Self {
        Self { at: At::Status, replacement: Replacement::Status(status) }
    }

    /// Other header fields; `name`: the one it is about.
    pub(super) fn headers(name: &str, headers: Headers) -> Self {
        Self { at: At::Header(name.to_owned()), replacement: Replacement::Headers(headers) }
    }

    /// Another body.
    pub(super) fn body(body: impl Into<Vec<u8>>) -> Self {
        Self { at: At::Body(Pointer::root()), replacement: Replacement::Body(body.into()) }
    }

    /// Another text at a place of the body.
    pub(super) fn edit(at: Pointer, edit: Edit) -> Self {
        Self { at: At::Body(at), replacement: Replacement::Edit(edit) }
    }

    /// The response as it is after the change.
    pub(super) fn applied_to(self, response: &Response) -> Response {
        let Response { status, headers, body } = response;
        match self.replacement {
            Replacement::Status(status) => Response { status, headers: headers.clone(), body: body.clone() },
            Replacement::Headers(headers) => Response { status: *status, headers, body: body.clone() },
            Replacement::Body(body) => Response { status: *status, headers: headers.clone(), body },
            Replacement::Edit(Edit { start, end, text }) => {
                let body = [&body[..start], text.as_bytes(), &body[end..]].concat();
                Response { status: *status, headers: headers.clone(), body }
            }
        }
    }
}
