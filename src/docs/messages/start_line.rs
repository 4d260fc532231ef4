//! Request lines and status lines as docs write them.

use crate::text::{Position, SourceText};

/// Methods docs use: those of RFC 9110 and RFC 5789, and a few that APIs add.
pub(crate) const METHODS: &[&str] = &[
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "HEAD",
    "OPTIONS",
    "TRACE",
    "MERGE",
    "COPY",
    "MOVE",
    "LOCK",
    "UNLOCK",
    "LIST",
    "PROPFIND",
    "PROPPATCH",
    "MKCOL",
    "REPORT",
    "SEARCH",
    "QUERY",
    "PURGE",
];

/// `METHOD target [HTTP/x]`, with folded lines of the target joined.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RequestLine {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) url_place: Position,
    /// `HTTP/1.1` stood after the target.
    pub(crate) version: bool,
    /// Further request lines directly below: a list of routes, or alternatives.
    pub(crate) stacked: usize,
    /// Where the first of them stands.
    pub(crate) second: Option<Position>,
    /// Byte offset of the line after it (and after those stacked below).
    pub(crate) end: usize,
}

/// `HTTP/1.1 200 OK` and its kin; the reason phrase is noise and not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StatusLine {
    pub(crate) status: u16,
    /// Where the number stands.
    pub(crate) place: Position,
    /// Byte offset of the line after.
    pub(crate) end: usize,
}

/// The first non-blank line with its byte offset.
fn first_line(source: &str) -> Option<(usize, &str)> {
    let mut at = 0;
    for line in source.split('\n') {
        if !line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
            return Some((at, line));
        }
        at += line.len() + 1;
    }
    None
}

/// Splits a line at its first blanks into a known method and the rest. A method in another case (`Get`) is one only
/// where what follows can be nothing but a target.
fn method_and_rest(line: &str) -> Option<(&'static str, &str)> {
    let (said, rest) = line.trim_start().split_once([' ', '\t', '\u{a0}'])?;
    let method = METHODS.iter().find(|method| method.eq_ignore_ascii_case(said))?;
    let rest = rest.trim_start();
    let plainly = rest.starts_with('/') || rest.get(..4).is_some_and(|s| s.eq_ignore_ascii_case("http"));
    let target = plainly
        || rest.starts_with(['{', '<', '*', '?', '$'])
        || rest.split([' ', '?']).next().is_some_and(|first| first.contains(['/', '.']));
    (plainly || (said == *method && target)).then_some((method, rest))
}

/// Reads the request line of a fence; `None` if its first line is none.
pub(crate) fn request(text: &SourceText) -> Option<RequestLine> {
    let source = text.text();
    let (start, line) = first_line(source)?;
    let (method, rest) = method_and_rest(line)?;
    let url_at = start + (line.len() - line.trim_start().len()) + (line.trim_start().len() - rest.len());
    let mut url = rest.trim_end().to_owned();
    let mut end = (start + line.len() + 1).min(source.len());
    let mut version = strip_version(&mut url);
    while !version && end < source.len() {
        let next = source[end..].split('\n').next().unwrap_or_default();
        if !continues(&url, next) {
            break;
        }
        url.push_str(next.trim());
        version = strip_version(&mut url);
        end = (end + next.len() + 1).min(source.len());
    }
    if url.contains("{%") {
        url = url.replace("{% raw %}", "").replace("{% endraw %}", "");
    }
    let own_end = end;
    let (stacked, end) = stacked(source, own_end);
    let blank = source[own_end..].len() - source[own_end..].trim_start().len();
    let second = (stacked > 0).then(|| text.place(own_end + blank));
    Some(RequestLine { method: method.to_owned(), url, url_place: text.place(url_at), version, stacked, second, end })
}

fn strip_version(url: &mut String) -> bool {
    let Some((target, version)) = url.rsplit_once([' ', '\t']) else { return false };
    let is_version = version.strip_prefix("HTTP/").is_some_and(|v| v.starts_with(|c: char| c.is_ascii_digit()));
    if is_version {
        *url = target.trim_end().to_owned();
    }
    is_version
}

/// A folded target goes on with `?`, `&` or, indented, with `/`; or the line before ends in the middle of a query.
fn continues(url: &str, next: &str) -> bool {
    let text = next.trim();
    if text.is_empty() || method_and_rest(next).is_some() {
        return false;
    }
    let indented = next.starts_with([' ', '\t']);
    let query_open = url.ends_with(['?', '&', ',', '=']) && !text.starts_with(['{', '[', '<']);
    text.starts_with(['?', '&']) || (indented && text.starts_with('/')) || (query_open && !text.contains(": "))
}

/// How many request lines follow directly (blank lines between them allowed), and the offset after them.
fn stacked(source: &str, from: usize) -> (usize, usize) {
    let (mut at, mut count, mut end) = (from, 0, from);
    for line in source[from..].split_inclusive('\n') {
        at += line.len();
        if method_and_rest(line).is_some() {
            (count, end) = (count + 1, at);
        } else if !line.trim().is_empty() {
            break;
        }
    }
    (count, end)
}

/// Reads the status line of a fence; `None` if its first line is none.
pub(crate) fn status(text: &SourceText) -> Option<StatusLine> {
    let (start, line) = first_line(text.text())?;
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    let after_name = match trimmed
        .strip_prefix("HTTP")
        .or_else(|| trimmed.strip_prefix("http").filter(|rest| rest.starts_with('/')))
    {
        // `HTTP/1.1 200`, `HTTP 200`, `HTTP code: 200`.
        Some(rest) => {
            let version = rest
                .strip_prefix('/')
                .map_or(0, |v| 1 + v.len() - v.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len());
            let rest = &rest[version..];
            rest.strip_prefix(" code:").unwrap_or(rest)
        }
        None => bare_status(trimmed)?,
    };
    let number = after_name.trim_start();
    if after_name.len() == number.len() && trimmed.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("HTTP")) {
        return None;
    }
    let digits = number.get(..3).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    if number[3..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let status = digits.parse().ok().filter(|s| (100..600).contains(s))?;
    let place = text.place(start + indent + trimmed.len() - number.len());
    Some(StatusLine { status, place, end: (start + line.len() + 1).min(text.text().len()) })
}

/// Whether a fence begins with what is meant as a status line and is none: `HTTP/1.1 2xx OK`, `HTP/1.1 200 OK`.
pub(crate) fn is_broken_status(text: &SourceText) -> bool {
    let Some((_, line)) = first_line(text.text()) else { return false };
    let Some((name, rest)) = line.trim().split_once('/') else { return false };
    let name = name.to_ascii_uppercase();
    let meant = matches!(name.as_str(), "HTTP" | "HTP" | "HTTTP" | "HTPP" | "HTTPS" | "TTP" | "HTT");
    meant && rest.starts_with(|c: char| c.is_ascii_digit()) && status(text).is_none()
}

/// `200 OK` with no `HTTP` before it: a number and a reason phrase in letters, nothing else on the line.
fn bare_status(line: &str) -> Option<&str> {
    let (number, reason) = line.trim_end().split_once(' ')?;
    let phrase = reason.starts_with(|c: char| c.is_ascii_uppercase())
        && reason.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '\''));
    (number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit()) && phrase).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Option<(String, bool)> {
        request(&SourceText::new(text, 1, &[])).map(|r| (r.url, r.version))
    }

    #[test]
    fn only_the_first_blank_splits_a_request_line() {
        let read = url("GET  https://h/v1/me?$filter=a eq 'b'");
        assert_eq!(read, Some(("https://h/v1/me?$filter=a eq 'b'".to_owned(), false)));
        assert_eq!(url("PUT /a b HTTP/1.1"), Some(("/a b".to_owned(), true)));
        assert_eq!(url("Get /a"), Some(("/a".to_owned(), false)));
        assert_eq!(url("GET the thing"), None);
        assert_eq!(url("curl -X POST /a"), None);
    }

    #[test]
    fn a_folded_query_is_joined() {
        assert_eq!(url("GET /a?x=1\n  &y=2\nHost: h"), Some(("/a?x=1&y=2".to_owned(), false)));
        assert_eq!(url("GET https://h/a\n?x=1\n&y=2 HTTP/1.1\n"), Some(("https://h/a?x=1&y=2".to_owned(), true)));
    }

    #[test]
    fn stacked_lines_are_told() {
        let read = request(&SourceText::new("GET /a\n\nGET /b\nHost: h", 1, &[])).expect("a request");
        assert_eq!((read.stacked, read.end), (1, 15));
    }

    #[test]
    fn status_lines_as_people_write_them() {
        let code = |text: &str| status(&SourceText::new(text, 1, &[])).map(|s| s.status);
        assert_eq!(code("\nHTTP/1.1 200 OK"), Some(200));
        assert_eq!(code("HTTP/1.1 204"), Some(204));
        assert_eq!(code("HTTP 201 Created"), Some(201));
        assert_eq!(code("HTTP/2 404"), Some(404));
        assert_eq!(code("HTTP code: 200 OK"), Some(200));
        assert_eq!(code("http/1.1 200 ok"), Some(200));
        assert_eq!(code("400 Bad Request"), Some(400));
        let broken = |text: &str| is_broken_status(&SourceText::new(text, 1, &[]));
        assert!(broken("HTTP/1.1 2xx OK") && broken("HTP/1.1 200 OK") && broken("\nHTTP/1.1 OK"));
        assert!(!broken("HTTP/1.1 200 OK") && !broken("https://h/1") && !broken("text/1"));
        assert_eq!(code("2000 OK"), None);
        assert_eq!(code("HTTPS is safe"), None);
        assert_eq!(code("{\"a\": 1}"), None);
    }
}
