//! A fence with all that tells what it is: annotation, headings, shape.

use std::ops::Range;
use std::rc::Rc;

use super::label;
use crate::directive::{Directive, Said};
use crate::docs::annotation::annotation::{Annotation, BlockType};
use crate::docs::dialect::curl;
use crate::docs::messages::message;
use crate::docs::messages::message::{RequestMessage, ResponseMessage};
use crate::docs::messages::several_messages;
use crate::docs::messages::start_line;
use crate::docs::pairing::{bare_json, route};
use crate::text::{Position, SourceText};

/// A fence in its context.
pub(crate) struct FenceInContext {
    pub(crate) place: Position,
    /// Bytes of the page.
    pub(crate) range: Range<usize>,
    /// Bytes of the page between the fence (or heading) before and this one.
    pub(crate) gap: Range<usize>,
    /// A heading, not a fence, stands before the gap.
    pub(crate) leads: bool,
    pub(crate) info: String,
    pub(crate) text: SourceText,
    pub(crate) annotation: Option<Annotation>,
    pub(crate) directives: Vec<(Directive, Said)>,
    /// Headings above, outermost first, each with its level.
    pub(crate) headings: Rc<[(u8, String)]>,
    /// Counts headings: equal for fences under the same one.
    pub(crate) section: usize,
    /// Nothing but blank lines stands between this fence and the one before.
    pub(crate) adjacent: bool,
    pub(crate) role: Role,
}

/// What a fence is by annotation and shape.
pub(crate) enum Role {
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
    pub(crate) const fn is_request_like(&self) -> bool {
        matches!(self.role, Role::Request(_) | Role::Both(..) | Role::Syntax(_) | Role::NoExample)
    }

    /// Whether it counts in the account of HTTP-looking fences, be it in a case or not.
    pub(crate) const fn looks_like_http(&self) -> bool {
        !matches!(self.role, Role::Resource | Role::Other | Role::Json(_) | Role::Route { .. })
    }

    /// Whether the fence carries an annotation of that kind.
    pub(crate) fn annotated(&self, kind: BlockType) -> bool {
        self.annotation.as_ref().is_some_and(|a| a.block_type == kind)
    }

    /// Whether the fence shows a `curl` command: what follows answers that.
    pub(crate) const fn holds_command(&self) -> bool {
        matches!(self.role, Role::Curl)
    }

    /// The request it shows, or names.
    pub(crate) const fn request(&self) -> Option<&RequestMessage> {
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
    pub(crate) fn find_role(&mut self, page: &str) {
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
                None => bare_json::json(&self.info, &self.text).map_or(Role::Other, Role::Json),
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
    if let Some(response) = several_messages::response(text) {
        return Some(Role::Response(response));
    }
    if let Some((request, response)) = several_messages::both(text) {
        return Some(Role::Both(request, response));
    }
    message::request(text).map(Role::Request)
}
