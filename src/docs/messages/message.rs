//! HTTP messages as people write them in docs (looser than RFC 9112), each part with its place.

use super::start_line;
use super::start_line::{RequestLine, StatusLine};
use crate::contract::Field;
use crate::http::is_token;
use crate::text::{Position, SourceText};

/// A documented message after its start line.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Rest {
    pub(crate) headers: Vec<Field>,
    pub(crate) body: Option<SourceText>,
    pub(crate) oddities: Vec<MessageDefect>,
}

/// Something in a message that was accepted, but is not as RFC 9112 has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MessageDefect {
    pub(crate) kind: MessageDefectKind,
    pub(crate) place: Position,
}

/// What was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MessageDefectKind {
    /// The body follows the head without a blank line.
    NoBlankLine,
    /// A blank line inside the head.
    BlankInHead,
    /// A head line that is no header field.
    NoField,
    /// A further request begins here; it is not read.
    SecondRequest,
}

/// A documented request.
pub(crate) struct RequestMessage {
    pub(crate) start: RequestLine,
    pub(crate) rest: Rest,
}

/// A documented response.
pub(crate) struct ResponseMessage {
    pub(crate) start: StatusLine,
    pub(crate) rest: Rest,
}

/// Reads a request; `None` if the first line is none.
pub(crate) fn request(text: &SourceText) -> Option<RequestMessage> {
    let start = start_line::request(text)?;
    let mut rest = rest(text, start.end);
    // Where a body would stand another request begins: what is sent must not be what another request looks like.
    let second = rest.body.take_if(|body| start_line::request(body).is_some()).map(|body| body.start());
    let second = second.or(start.second);
    rest.oddities.extend(second.map(|place| MessageDefect { kind: MessageDefectKind::SecondRequest, place }));
    Some(RequestMessage { start, rest })
}

/// Reads a response; `None` if the first line is no status line.
pub(crate) fn response(text: &SourceText) -> Option<ResponseMessage> {
    let start = start_line::status(text)?;
    let rest = rest(text, start.end);
    Some(ResponseMessage { start, rest })
}

/// Reads headers and body from byte `at`, the start of the line after the start line.
fn rest(text: &SourceText, mut at: usize) -> Rest {
    let source = text.text();
    let mut rest = Rest { headers: Vec::new(), body: None, oddities: Vec::new() };
    while at < source.len() {
        let line = line_at(source, at);
        let next = (at + line.len() + 1).min(source.len());
        if line.trim().is_empty() {
            let after = skip_blank(source, next);
            if !head_goes_on(&source[after..], &rest.headers) {
                rest.body = body(text, after);
                return rest;
            }
            rest.oddities.push(MessageDefect { kind: MessageDefectKind::BlankInHead, place: text.place(at) });
            at = after;
        } else if let Some((name, value)) = field(line) {
            let place = text.place(at + line.len() - line.trim_start().len());
            rest.headers.push(Field { name: name.to_owned(), value: value.to_owned(), place });
            at = next;
        } else if head_goes_on(&source[next..], &rest.headers) && !starts_body(line) {
            rest.oddities.push(MessageDefect { kind: MessageDefectKind::NoField, place: text.place(at) });
            at = next;
        } else {
            rest.oddities.push(MessageDefect { kind: MessageDefectKind::NoBlankLine, place: text.place(at) });
            rest.body = body(text, at);
            return rest;
        }
    }
    rest
}

fn line_at(source: &str, at: usize) -> &str {
    source[at..].split('\n').next().unwrap_or_default()
}

fn skip_blank(source: &str, mut at: usize) -> usize {
    while at < source.len() {
        let line = line_at(source, at);
        if !line.trim().is_empty() {
            break;
        }
        at = (at + line.len() + 1).min(source.len());
    }
    at
}

/// From the first non-blank line to the last one, that one without trailing blanks.
fn body(text: &SourceText, at: usize) -> Option<SourceText> {
    let start = skip_blank(text.text(), at);
    let end = start + text.text()[start..].trim_end_matches([' ', '\t', '\n', '\r']).len();
    (end > start).then(|| text.slice(start, end))
}

/// A header field: a token, a colon, a value; the space after the colon may be missing.
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.trim().split_once(':')?;
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic()) && is_token(name);
    // `http://...` on a line of its own is no field.
    (named && !value.starts_with("//")).then(|| (name, value.trim()))
}

fn starts_body(line: &str) -> bool {
    line.trim_start().starts_with(['{', '[', '<', '"', '}', ']', '.'])
}

/// Whether a blank (or odd) line stands inside the head: what follows is a header field that a message has, and has not
/// had yet. A body of mail or text begins with fields, too, so after such a media type the head is over.
fn head_goes_on(after: &str, seen: &[Field]) -> bool {
    if seen.is_empty() && !after.is_empty() {
        // Nothing but the start line so far: a paragraph of fields, one of them well known, is the head.
        let paragraph = after.split('\n').take_while(|line| !line.trim().is_empty());
        let mut fields = paragraph.map(field).peekable();
        let known = |f: Option<(&str, &str)>| f.map(|(name, _)| is_known(name));
        return fields.peek().is_some() && fields.try_fold(false, |any, f| known(f).map(|k| any | k)) == Some(true);
    }
    let Some((name, _)) = field(line_at(after, 0)) else { return false };
    let is = |field: &Field, name: &str| field.name.eq_ignore_ascii_case(name);
    let textual =
        |f: &&Field| is(f, "content-type") && (f.value.starts_with("text/") || f.value.starts_with("message/"));
    is_known(name) && !seen.iter().any(|f| is(f, name)) && !seen.iter().any(|f| textual(&f))
}

fn is_known(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    KNOWN_FIELDS.contains(&name.as_str()) || name.starts_with("x-")
}

/// Fields seen in documented heads.
const KNOWN_FIELDS: &[&str] = &[
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "authorization",
    "cache-control",
    "client-request-id",
    "connection",
    "consistencylevel",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-location",
    "content-range",
    "content-type",
    "cookie",
    "date",
    "etag",
    "expires",
    "host",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-unmodified-since",
    "last-modified",
    "link",
    "location",
    "odata-maxversion",
    "odata-version",
    "operation-location",
    "origin",
    "prefer",
    "preference-applied",
    "range",
    "request-id",
    "retry-after",
    "scenario",
    "server",
    "set-cookie",
    "slug",
    "transfer-encoding",
    "user-agent",
    "vary",
    "workbook-session-id",
    "www-authenticate",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Option<String>, Vec<MessageDefectKind>) {
        let rest = response(&SourceText::new(text, 1, &[])).expect("a response").rest;
        let headers = rest.headers.iter().map(|f| format!("{}={}", f.name, f.value)).collect();
        let kinds = rest.oddities.iter().map(|o| o.kind).collect();
        (headers, rest.body.map(|b| b.text().to_owned()), kinds)
    }

    fn strings(list: &[&str]) -> Vec<String> {
        list.iter().map(|s| (*s).to_owned()).collect()
    }

    #[test]
    fn head_and_body_are_told_apart() {
        let (headers, body, odd) = read("HTTP/1.1 200 OK\nContent-Type: application/json\nETag:\"1\"\n\n\n{\n}\n\n");
        assert_eq!(headers, strings(&["Content-Type=application/json", "ETag=\"1\""]));
        assert_eq!((body.as_deref(), odd), (Some("{\n}"), vec![]));
    }

    #[test]
    fn a_lost_blank_line_is_noted_and_put_back() {
        let (headers, body, odd) = read("HTTP/1.1 200 OK\nContent-Type: application/json\n{\"a\": 1}");
        assert_eq!(headers.len(), 1);
        assert_eq!((body.as_deref(), odd), (Some("{\"a\": 1}"), vec![MessageDefectKind::NoBlankLine]));
    }

    #[test]
    fn a_stray_blank_line_does_not_end_the_head() {
        let (headers, body, odd) = read("HTTP/1.1 200 OK\n\nContent-Type: application/json\n\n{}");
        assert_eq!((headers.len(), body.as_deref(), odd), (1, Some("{}"), vec![MessageDefectKind::BlankInHead]));
    }

    #[test]
    fn a_mail_in_the_body_keeps_its_fields() {
        let (headers, body, _) = read("HTTP/1.1 200 OK\nContent-Type: text/plain\n\nX-From: a\nDate: b\n\nhi");
        assert_eq!((headers.len(), body.as_deref()), (1, Some("X-From: a\nDate: b\n\nhi")));
    }
}
