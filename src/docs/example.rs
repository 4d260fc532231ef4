//! `Example`: a request and its response as a page shows them.

use crate::contract::{Dialect, DocumentedBody, Field, FieldRow, ResponseFacts};
use crate::directive::Directive;
use crate::http::StatusSet;
use crate::text::{Location, Position};

/// A documented request with one documented response to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The page's path relative to the docs root.
    pub page: String,
    /// The annotation's name, if there is one.
    pub name: Option<String>,
    /// The dialect it is written in.
    pub dialect: Dialect,
    /// The headings above the request, outermost (H1) first.
    pub headings: Vec<String>,
    /// The request.
    pub request: DocRequest,
    /// The response.
    pub response: DocResponse,
    /// What directives say about request and response, in page order; the later one wins.
    pub directives: Vec<(Directive, Location)>,
}

impl Example {
    /// Its position among the examples of its page: that of a command itself, else that of its response.
    pub fn rank(&self) -> Position {
        if self.dialect.shows_commands() { self.request.url_place } else { Position::new(self.response.line, 1) }
    }
}

/// A request as the page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct DocRequest {
    /// 1-based line of the fence's opening.
    pub line: u32,
    /// As written (methods are case-sensitive; docs write them in upper case).
    pub method: String,
    /// As documented: absolute or a path, raw spaces kept, folded lines joined, no trailing `HTTP/1.1`.
    pub url: String,
    /// Where the URL starts.
    pub url_place: Position,
    /// The variable before the path that a command writes, which means the base URL: `$API`.
    pub base: Option<String>,
    /// The header fields shown.
    pub headers: Vec<Field>,
    /// The body, from its first line to its last non-blank one.
    pub body: Option<DocumentedBody>,
    /// The response is a stream without an end.
    pub streams: bool,
    /// Files that a command sends without their line ends (`curl -d @file`), and that the page does not show.
    pub joined_files: Vec<String>,
    /// The options by which a command sets up TLS (`-k`, `--cacert FILE`).
    pub tls_options: Vec<String>,
    /// Lines of the head that are no header fields.
    pub other_lines: Vec<String>,
    /// How much of it the page shows.
    pub shown: Shown,
    /// A shell would not run the command as shown: it was read as it was meant.
    pub repaired: bool,
    /// The annotation says the URL is issued by the service (an upload or download URL).
    pub opaque_url: bool,
    /// Permission scopes: the annotation's, else those of the page's Permissions table.
    pub scopes: Vec<String>,
    /// The annotation's tags.
    pub tags: Vec<String>,
}

impl DocRequest {
    /// A request of which the page shows only a method and a URL. `line`: where its fence opens.
    pub(crate) fn of_route(line: u32, method: &str, url: String, url_place: Position) -> Self {
        Self {
            line,
            method: method.to_owned(),
            url,
            url_place,
            base: None,
            headers: Vec::new(),
            body: None,
            streams: false,
            joined_files: Vec::new(),
            tls_options: Vec::new(),
            other_lines: Vec::new(),
            shown: Shown::Request,
            repaired: false,
            opaque_url: false,
            scopes: Vec::new(),
            tags: Vec::new(),
        }
    }
}

/// How much of a request a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// A request that can be sent once its placeholders are filled.
    Request,
    /// A route that the text names, or one that leaves parts of its path open.
    RouteAlone,
}

/// A response as the page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct DocResponse {
    /// 1-based line of the fence's opening.
    pub line: u32,
    /// The status codes promised.
    pub status: StatusSet,
    /// Where the status code is.
    pub status_place: Position,
    /// The header fields shown.
    pub headers: Vec<Field>,
    /// The body, from its first line to its last non-blank one.
    pub body: Option<DocumentedBody>,
    /// The body is not shown, or not as it is sent: only status and head are promised.
    pub status_only: bool,
    /// What lists, tables and comments say about its members.
    pub fields: Vec<FieldRow>,
    /// What the page says about it besides showing it.
    pub facts: ResponseFacts,
}
