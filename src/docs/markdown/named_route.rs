//! Routes that headings and code spans name: `GET /items/{id}`.

use crate::docs::messages::method::method;
use crate::docs::messages::request_line::RequestLine;
use crate::text::Position;

/// A route named in a heading or a code span, with the byte offsets of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NamedRoute<'t> {
    pub(super) method: &'static str,
    pub(super) at: usize,
    pub(super) url: &'t str,
    pub(super) url_at: usize,
}

/// The one route that a line of Markdown names: `GET /items/{id}`, `**GET** /items`, `List items: GET /items`.
pub(super) fn named_route(line: &str) -> Option<NamedRoute<'_>> {
    let mut found = None;
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let word = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
        let begins = line[..at].chars().next_back().is_none_or(|c| !matches!(c, '/' | '-' | '_' | '.'));
        let method = method(&rest[..word]).filter(|_| begins);
        if let Some((method, (url_at, url))) = method.zip(target(line, at + word)) {
            if found.is_some() {
                return None;
            }
            found = Some(NamedRoute { method, at, url, url_at });
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

impl NamedRoute<'_> {
    /// As a request line.
    pub(super) fn line(&self, url_place: Position) -> RequestLine {
        RequestLine::of_route(self.method, self.url.to_owned(), url_place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_one_route_or_none() {
        let named = |text| named_route(text).map(|n| (n.method, n.url, n.url_at));
        assert_eq!(named("GET /a/{id or name}"), Some(("GET", "/a/{id or name}", 4)));
        assert_eq!(named("## Drop one: `DELETE /a/<id>`"), Some(("DELETE", "/a/<id>", 21)));
        assert_eq!(named("**PUT** `/a/:id`."), Some(("PUT", "/a/:id", 9)));
        for text in ["GET /a and POST /a", "GET items", "FORGET /a", "GET /", "/GET /a", "a GETs /b"] {
            assert_eq!(named(text), None, "{text}");
        }
    }
}
