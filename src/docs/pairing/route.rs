//! Whether a request line is an example, or only states the syntax of a route.

use crate::docs::messages::error_body;
use crate::docs::messages::message::RequestMessage;
use crate::docs::messages::start_line;
use crate::docs::messages::start_line::RequestLine;
use crate::docs::outline::fence_in_context::{FenceInContext, Role};
use crate::docs::outline::label;
use crate::json;
use crate::text::Position;

/// No HTTP version, no header field, no body: a route as a reference section states it, or the shortest of examples.
pub(crate) const fn is_bare(message: &RequestMessage) -> bool {
    let RequestMessage { start, rest } = message;
    !start.version && rest.headers.is_empty() && rest.body.is_none()
}

/// Whether a bare route states syntax. What its label says goes first ("Example:", "Endpoint"); then the heading's; then a
/// path with placeholders and no host is no example.
pub(crate) fn states_syntax(start: &RequestLine, heading: &str, label: &str) -> bool {
    let announced = label::names_example(label) && !label::names_syntax(label);
    leaves_open(start) && (label::names_syntax(heading) || !(label::names_example(heading) || announced))
}

/// Whether a URL has no host and leaves parts of its path open (`{id}`, `<id>`, `:id`).
pub(crate) fn leaves_open(start: &RequestLine) -> bool {
    let host = start.url.contains("://");
    !host && (start.url.contains(['{', '<']) || start.url.contains("/:")) || start.url == "/"
}

/// Whether a response states syntax as well: a header field or the body leaves its values open (`<name>`).
pub(crate) fn is_skeleton(response: &FenceInContext) -> bool {
    let (Role::Response(message) | Role::Both(_, message)) = &response.role else { return false };
    let open = |text: &str| text.split_once('<').is_some_and(|(_, rest)| rest.contains('>'));
    let fields =
        message.rest.headers.iter().any(|field| open(&field.value) && !field.name.eq_ignore_ascii_case("link"));
    let body = message.rest.body.as_ref().filter(|body| body.text().starts_with(['{', '[']));
    let concrete = |text: &str| json::read(text).is_ok_and(|document| error_body::is_concrete(&document.root));
    fields || body.is_some_and(|body| !concrete(body.text()) && open(body.text()))
}

/// A route named in a heading or a code span, with the byte offsets of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named<'t> {
    pub(crate) method: &'static str,
    pub(crate) at: usize,
    pub(crate) url: &'t str,
    pub(crate) url_at: usize,
}

/// The one route that a line of Markdown names: `GET /items/{id}`, `**GET** /items`, `List items: GET /items`.
pub(crate) fn named(line: &str) -> Option<Named<'_>> {
    let mut found = None;
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let word = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
        let begins = line[..at].chars().next_back().is_none_or(|c| !matches!(c, '/' | '-' | '_' | '.'));
        let method = start_line::METHODS.iter().find(|method| begins && **method == &rest[..word]);
        if let Some((method, (url_at, url))) = method.zip(target(line, at + word)) {
            if found.is_some() {
                return None;
            }
            found = Some(Named { method, at, url, url_at });
            at = url_at + url.len();
        } else {
            at += word.max(rest.chars().next().map_or(1, char::len_utf8));
        }
    }
    found
}

/// The path or URL at `at`, marks of emphasis and code before it.
fn target(line: &str, at: usize) -> Option<(usize, &str)> {
    let rest = line[at..].trim_start_matches([' ', '\t', '\u{a0}', '`', '*', '_', ':']);
    let from = line.len() - rest.len();
    if from == at || !(rest.starts_with('/') || rest.starts_with("http://") || rest.starts_with("https://")) {
        return None;
    }
    let mut depth = 0_u32;
    let end = rest.find(|c: char| {
        match c {
            '{' | '<' => depth += 1,
            '}' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        matches!(c, '`' | '"' | '*') || (depth == 0 && (c.is_whitespace() || matches!(c, ',' | ')' | '|')))
    });
    let url = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ':', ';']);
    (url.len() > 1).then_some((from, url))
}

impl Named<'_> {
    /// As a request line.
    pub(crate) fn line(&self, url_place: Position) -> RequestLine {
        let (method, url) = (self.method.to_owned(), self.url.to_owned());
        RequestLine { method, url, url_place, version: false, stacked: 0, second: None, end: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    fn line(text: &str) -> RequestLine {
        start_line::request(&SourceText::new(text, 1, &[])).expect("a request line")
    }

    #[test]
    fn a_route_is_told_from_an_example() {
        for (route, heading, label, syntax) in [
            ("GET /a/{id}", "Get one", "The API is:", true),
            ("GET /a/:id", "Get one", "Example:", false),
            ("GET /a/<id>", "Example", "", false),
            ("GET /a/<id>", "HTTP request", "Example:", true),
            ("GET /a/1", "Get one", "", false),
            ("GET https://h/a/{id}", "Get one", "", false),
        ] {
            assert_eq!(states_syntax(&line(route), heading, label), syntax, "{route} {heading} {label}");
        }
    }

    #[test]
    fn a_line_names_one_route_or_none() {
        let named = |text| named(text).map(|n| (n.method, n.url, n.url_at));
        assert_eq!(named("GET /a/{id or name}"), Some(("GET", "/a/{id or name}", 4)));
        assert_eq!(named("## Drop one: `DELETE /a/<id>`"), Some(("DELETE", "/a/<id>", 21)));
        assert_eq!(named("**PUT** `/a/:id`."), Some(("PUT", "/a/:id", 9)));
        for text in ["GET /a and POST /a", "GET items", "FORGET /a", "GET /", "/GET /a", "a GETs /b"] {
            assert_eq!(named(text), None, "{text}");
        }
    }
}
