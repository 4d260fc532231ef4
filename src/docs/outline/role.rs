//! What a fence is, by its annotation and its form.

use crate::contract::{Dialect, DocumentedBody};
use crate::docs::messages::curl_line::is_curl;
use crate::docs::messages::request_message::RequestMessage;
use crate::docs::messages::response_message::ResponseMessage;

/// What a fence is by annotation and form.
pub(crate) enum Role {
    /// A request.
    Request(RequestMessage),
    /// A response.
    Response(ResponseMessage),
    /// A request without an annotation, with the response to it below in the same fence.
    RequestAndResponse(RequestMessage, ResponseMessage),
    /// A bare route in a fence: not an example, unless a response to it is shown.
    BareRoute(RequestMessage),
    /// A route that a heading or a code span names: a request only where nothing else is, and a response is shown.
    NamedRoute {
        message: RequestMessage,
        /// In a heading, or in a line of its own: it is about all below it.
        leads: bool,
    },
    /// A JSON document and nothing else: the body of a request or of a response, where its place says so.
    Json(DocumentedBody),
    /// Any other text that is labelled as a response.
    Text(DocumentedBody),
    /// Looks like a request, but an annotation (`ignored`, `samples`) or its form says that it is not an example.
    ExcludedRequest,
    /// Looks like a response, but an annotation says that it is not an example.
    ExcludedResponse,
    /// Header fields and nothing else, of the message whose start line or body another fence shows.
    HeaderFields,
    /// Annotated as request or response, and not readable as one; or a broken status line.
    Unreadable,
    /// Commands of this dialect.
    Commands(Dialect),
    /// A documented type.
    Resource,
    /// No fence, but the end of a component that named a route: nothing below is the response to what is above.
    Boundary,
    /// The page shows the content of a file here, which a mark names.
    Included,
    /// The name of a type, or what it consists of in words: it shows no value.
    TypeName,
    /// Nothing to do with HTTP.
    Other,
}

impl Role {
    /// Whether a response below belongs to this, or at least to no request further up.
    pub(crate) const fn is_request_like(&self) -> bool {
        matches!(
            self,
            Self::Request(_)
                | Self::RequestAndResponse(..)
                | Self::BareRoute(_)
                | Self::ExcludedRequest
                | Self::Boundary
        )
    }

    /// Whether it counts as an HTTP-looking fence, be it in a case or not.
    pub(crate) const fn looks_like_http(&self) -> bool {
        !matches!(
            self,
            Self::Resource
                | Self::Other
                | Self::Included
                | Self::TypeName
                | Self::HeaderFields
                | Self::Json(_)
                | Self::Text(_)
                | Self::NamedRoute { .. }
                | Self::Boundary
        )
    }

    /// Whether it shows commands: what follows is their output.
    pub(crate) const fn holds_commands(&self) -> bool {
        matches!(self, Self::Commands(_))
    }

    /// Whether it is a route outside a fence.
    pub(crate) const fn is_named_route(&self) -> bool {
        matches!(self, Self::NamedRoute { .. })
    }

    /// Whether it is a route outside a fence that is about all below it, with its method.
    pub(crate) const fn is_leading_route(&self) -> bool {
        matches!(self, Self::NamedRoute { message, leads: true } if !message.line.assumed)
    }

    /// Whether it is a URL alone.
    pub(crate) const fn is_lone_url(&self) -> bool {
        matches!(self, Self::NamedRoute { message, .. } if message.line.assumed)
    }

    /// The request it shows, or names.
    pub(crate) const fn request(&self) -> Option<&RequestMessage> {
        match self {
            Self::Request(message)
            | Self::RequestAndResponse(message, _)
            | Self::BareRoute(message)
            | Self::NamedRoute { message, .. } => Some(message),
            _ => None,
        }
    }

    /// The response it shows, with a status line.
    pub(crate) const fn response(&self) -> Option<&ResponseMessage> {
        match self {
            Self::Response(message) | Self::RequestAndResponse(_, message) => Some(message),
            _ => None,
        }
    }

    /// Whether it is a route alone, and what follows begins with the command that makes its request.
    pub(super) fn is_above_command(&self) -> bool {
        let Self::Request(message) = self else { return false };
        let plain = message.headers.is_empty() && !message.line.has_version;
        let calls = |body: &DocumentedBody| {
            let shown =
                body.text().lines().map(str::trim_start).find(|line| !line.is_empty() && !line.starts_with('#'));
            shown.is_some_and(is_curl)
        };
        plain && message.body.as_ref().is_some_and(calls)
    }
}
