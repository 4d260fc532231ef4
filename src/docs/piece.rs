//! A fence with all that tells what it is: annotation, headings, shape.

use std::ops::Range;
use std::rc::Rc;

use super::annotation::{Annotation, BlockType};
use super::curl;
use super::message;
use super::message::{RequestMessage, ResponseMessage};
use super::start_line;
use super::{headless, in_fence, label, route};
use crate::directive::{Directive, Said};
use crate::text::{Position, SourceText};

/// A fence in its context.
pub(super) struct FenceInContext {
    pub(super) place: Position,
    /// Bytes of the page.
    pub(super) range: Range<usize>,
    /// Bytes of the page between the fence (or heading) before and this one.
    pub(super) gap: Range<usize>,
    /// A heading, not a fence, stands before the gap.
    pub(super) leads: bool,
    pub(super) info: String,
    pub(super) text: SourceText,
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
    /// A bare route in a fence: no example, unless an answer to it is shown.
    Syntax(RequestMessage),
    /// A route that a heading or a code span names: a request only where nothing else is, and an answer is shown.
    Route {
        message: RequestMessage,
        /// In a heading, which then speaks of all below it.
        heading: bool,
    },
    /// A JSON document without a head: the body of a request or of an answer, where its place says so.
    Json(SourceText),
    /// Looks like a request, but an annotation (`ignored`, `samples`) or its form says it is no example.
    NoExample,
    /// Looks like a response, but an annotation says it is no example.
    NoAnswer,
    /// Annotated as request or response, and not readable as one.
    Unreadable,
    /// Shell commands, `curl` among them.
    Curl,
    /// A documented type.
    Resource,
    /// Nothing to do with HTTP.
    Other,
}

impl FenceInContext {
    /// Whether this can be what a response answers to (or what keeps it from an earlier request).
    pub(super) const fn is_request_like(&self) -> bool {
        matches!(self.role, Role::Request(_) | Role::Both(..) | Role::Syntax(_) | Role::NoExample)
    }

    /// Whether it counts in the account of HTTP-looking fences, be it in a case or not.
    pub(super) const fn looks_like_http(&self) -> bool {
        !matches!(self.role, Role::Resource | Role::Other | Role::Json(_) | Role::Route { .. })
    }

    /// Whether the fence carries an annotation of that kind.
    pub(super) fn annotated(&self, kind: BlockType) -> bool {
        self.annotation.as_ref().is_some_and(|a| a.block_type == kind)
    }

    /// Whether the fence shows a `curl` command: what follows answers that.
    pub(super) const fn holds_command(&self) -> bool {
        matches!(self.role, Role::Curl)
    }

    /// The request it shows, or names.
    pub(super) const fn request(&self) -> Option<&RequestMessage> {
        match &self.role {
            Role::Request(message) | Role::Both(message, _) | Role::Syntax(message) | Role::Route { message, .. } => {
                Some(message)
            }
            _ => None,
        }
    }
}

impl FenceInContext {
    /// Tells the role of the fence, all else of it being known.
    pub(super) fn find_role(&mut self, page: &str) {
        self.role = match self.annotation.as_ref().map(|a| a.block_type) {
            Some(BlockType::Request) if self.is_command_by_directive() => Role::Curl,
            Some(BlockType::Request | BlockType::Response) => by_shape(&self.text).unwrap_or(Role::Unreadable),
            Some(BlockType::Resource) => Role::Resource,
            Some(
                BlockType::Ignored | BlockType::Example | BlockType::Samples | BlockType::Other | BlockType::Unknown,
            ) => match by_shape(&self.text) {
                Some(Role::Request(_) | Role::Both(..)) => Role::NoExample,
                Some(_) => Role::NoAnswer,
                None if self.is_script() => Role::Curl,
                None => Role::Other,
            },
            None => match by_shape(&self.text) {
                Some(Role::Request(message)) => self.plain_request(message, page),
                Some(role) => role,
                None if self.is_script() => Role::Curl,
                None if start_line::is_broken_status(&self.text) => Role::Unreadable,
                None => headless::json(&self.info, &self.text).map_or(Role::Other, Role::Json),
            },
        };
    }

    /// Whether the fence holds a `curl` command.
    fn is_script(&self) -> bool {
        curl::is_script(&self.info, &self.text)
    }

    fn is_command_by_directive(&self) -> bool {
        self.annotation.as_ref().is_some_and(|a| a.by_directive) && self.is_script()
    }

    fn plain_request(&self, message: RequestMessage, page: &str) -> Role {
        // Who says something of a fence means an example.
        if !route::is_bare(&message) || !self.directives.is_empty() {
            return Role::Request(message);
        }
        let heading = self.headings.last().map_or("", |(_, text)| text);
        if message.start.stacked > 0 || (route::leaves_open(&message.start) && label::names_syntax(heading)) {
            return Role::NoExample;
        }
        if route::states_syntax(&message.start, heading, label::words(page, self)) {
            Role::Syntax(message)
        } else {
            Role::Request(message)
        }
    }
}

fn by_shape(text: &SourceText) -> Option<Role> {
    if let Some(response) = in_fence::response(text) {
        return Some(Role::Response(response));
    }
    if let Some((request, response)) = in_fence::both(text) {
        return Some(Role::Both(request, response));
    }
    message::request(text).map(Role::Request)
}
