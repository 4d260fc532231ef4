//! A fence with all that tells what it is: annotation, headings, shape.

use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::annotation::{Annotation, BlockType};
use super::message::{self, RequestMessage, ResponseMessage};
use super::start_line::RequestLine;
use crate::directive::{Directive, Said};
use crate::source::{Passage, Place};

/// A fence in its context.
pub(super) struct Piece {
    pub(super) place: Place,
    /// Bytes of the page.
    pub(super) range: Range<usize>,
    pub(super) info: String,
    pub(super) text: Passage,
    pub(super) annotation: Option<Annotation>,
    pub(super) directives: Vec<(Directive, Said)>,
    /// Headings above, outermost first, each with its level.
    pub(super) headings: Rc<[(u8, String)]>,
    /// Counts headings: equal for fences under the same one.
    pub(super) section: usize,
    /// Nothing but blank lines stands between this fence and the one before.
    pub(super) adjacent: bool,
    pub(super) role: Role,
}

/// What a fence is by annotation and shape.
pub(super) enum Role {
    /// A request that is meant to be answered.
    Request(RequestMessage),
    /// A response.
    Response(ResponseMessage),
    /// A plain request fence with the response to it below, in the same fence.
    Both(RequestMessage, ResponseMessage),
    /// Looks like a request, but an annotation (`ignored`, `samples`) or its form says it is no example.
    NoExample,
    /// Looks like a response, but an annotation says it is no example.
    NoAnswer,
    /// Annotated as request or response, and not readable as one.
    Unreadable,
    /// A documented type.
    Resource,
    /// Nothing to do with HTTP.
    Other,
}

impl Piece {
    /// Whether this can be what a response answers to (or what keeps it from an earlier request).
    pub(super) const fn is_request_like(&self) -> bool {
        matches!(self.role, Role::Request(_) | Role::Both(..) | Role::NoExample)
    }

    /// Whether it counts in the account of HTTP-looking fences.
    pub(super) const fn looks_like_http(&self) -> bool {
        !matches!(self.role, Role::Resource | Role::Other)
    }

    /// Whether the fence carries an annotation of that kind.
    pub(super) fn annotated(&self, kind: BlockType) -> bool {
        self.annotation.as_ref().is_some_and(|a| a.block_type == kind)
    }
}

/// Tells the role of a fence.
pub(super) fn role(text: &Passage, annotation: Option<&Annotation>, heading: &str) -> Role {
    match annotation.map(|a| a.block_type) {
        Some(BlockType::Request | BlockType::Response) => by_shape(text).unwrap_or(Role::Unreadable),
        Some(BlockType::Resource) => Role::Resource,
        Some(BlockType::Ignored | BlockType::Example | BlockType::Samples | BlockType::Other) => match by_shape(text) {
            Some(Role::Request(_) | Role::Both(..)) => Role::NoExample,
            Some(_) => Role::NoAnswer,
            None => Role::Other,
        },
        None => match by_shape(text) {
            Some(Role::Request(message)) if states_syntax(&message, heading) => Role::NoExample,
            Some(role) => role,
            None => Role::Other,
        },
    }
}

fn by_shape(text: &Passage) -> Option<Role> {
    if let Some(response) = message::response(text) {
        return Some(Role::Response(response));
    }
    if let Some((request, response)) = in_one_fence(text) {
        return Some(Role::Both(request, response));
    }
    message::request(text).map(Role::Request)
}

/// A request, a blank line, a status line: both in one fence.
fn in_one_fence(text: &Passage) -> Option<(RequestMessage, ResponseMessage)> {
    static STATUS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\nHTTP/"));
    let source = text.text();
    let at = STATUS.find(source.as_bytes())? + 1;
    let response = message::response(&text.slice(at, source.len()))?;
    let request = message::request(&text.slice(0, at))?;
    Some((request, response))
}

/// A route that only states syntax is no example: no version, no header, no body, and either several routes below each
/// other, or under a heading that says so, or a path with placeholders and no host.
fn states_syntax(message: &RequestMessage, heading: &str) -> bool {
    let RequestMessage { start, rest } = message;
    if start.version || !rest.headers.is_empty() || rest.body.is_some() {
        return false;
    }
    start.stacked > 0 || (is_bare_route(start) && (names_syntax(heading) || !names_example(heading)))
}

fn is_bare_route(start: &RequestLine) -> bool {
    let host = start.url.contains("://");
    !host && (start.url.contains(['{', '<']) || start.url.contains("/:")) || start.url == "/"
}

fn names_syntax(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    ["http request", "syntax", "endpoint", "route", "url"].iter().any(|word| heading.contains(word))
}

fn names_example(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    heading.contains("example") || heading.contains("sample") || heading.trim() == "request"
}
