//! Several messages in one fence: a request and the response to it, an exchange and the next one.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::body_text::is_document;
use super::json_fence;
use super::message;
use super::request_line::{begins_request, request_line};
use super::request_message::RequestMessage;
use super::response_message::ResponseMessage;
use super::status_line::status_line;
use crate::contract::{DocumentedBody, content_type};
use crate::json;
use crate::text::{SourceText, lines};

static STATUS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\nHTTP/"));

/// A request with a status line below it: `HTTP/1.1 200 OK`, or after a blank line `200 OK`.
pub(crate) fn request_and_response(text: &SourceText) -> Option<(RequestMessage, ResponseMessage)> {
    let source = text.text();
    let at = status_below_request(source)?;
    let response = response(&text.slice(at, source.len()))?;
    let request = message::request(&text.slice(0, at))?;
    Some((request, response))
}

/// Where the status line may begin below the request that a text begins with.
fn status_below_request(source: &str) -> Option<usize> {
    // Most fences do not begin with a request: look no further.
    if !begins_request(source) {
        return None;
    }
    let with_name = STATUS.find(source.as_bytes()).map(|at| at + 1);
    with_name.or_else(|| status_without_http(source))
}

/// The request and the response of a text that shows both with a blank line between them, each by itself.
pub(crate) fn apart(text: &SourceText) -> Option<(SourceText, SourceText)> {
    let at = status_below_request(text.text())?;
    request_and_response(text)?;
    let (request, response) = (text.slice(0, at), text.slice(at, text.text().len()));
    request.text().trim_end_matches([' ', '\t']).ends_with("\n\n").then_some((request, response))
}

/// The response that a fence shows; of an interim one (`100 Continue`) and the final one below it, the final one.
pub(crate) fn response(text: &SourceText) -> Option<ResponseMessage> {
    let read = message::response(text)?;
    if !matches!(read.line.status, 100 | 102..200) {
        return Some(read);
    }
    let source = text.text();
    let next = STATUS.find(&source.as_bytes()[read.line.end.saturating_sub(1)..]);
    let last = next.and_then(|at| response(&text.slice(read.line.end.saturating_sub(1) + at + 1, source.len())));
    Some(last.unwrap_or(read))
}

/// The exchanges in a fence. Another begins at a request line (with an HTTP version) below a response, or at a further
/// response; most fences show one message or one exchange.
pub(crate) fn exchanges(text: SourceText) -> Vec<SourceText> {
    let one_line = one_line_responses(&text).or_else(|| one_line_requests(&text)).or_else(|| lone_statuses(&text));
    if let Some(messages) = one_line {
        return messages;
    }
    let several = STATUS.find_iter(text.text().as_bytes()).take(2).count();
    if several + usize::from(text.text().starts_with("HTTP/")) < 2 {
        let in_turn = if several == 0 { requests_in_turn(&text) } else { None };
        return in_turn.unwrap_or_else(|| vec![text]);
    }
    let starts = starts(&text);
    let ends = starts.iter().skip(1).copied().chain([text.text().len()]);
    starts.iter().zip(ends).map(|(&start, end)| text.slice(start, end)).collect()
}

/// Responses of a line each, with the body behind the status: `HTTP 404 {"error": "none"}`.
fn one_line_responses(text: &SourceText) -> Option<Vec<SourceText>> {
    let source = text.text();
    if !source.trim_start().starts_with("HTTP") {
        return None;
    }
    let (mut found, mut at) = (Vec::new(), 0);
    for line in lines(source) {
        let start = at;
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        let open = line.find(['{', '[']).filter(|_| line.trim_start().starts_with("HTTP"))?;
        status_line(&text.slice(start, at))?;
        let length = json_fence::first_document(&line[open..])?;
        found.push(text.slice(start, start + open + length));
    }
    Some(found)
}

/// Statuses of a line each, and nothing else: `401 Unauthorized` and below it `404 Not Found`.
fn lone_statuses(text: &SourceText) -> Option<Vec<SourceText>> {
    /// More are a list of all that there are.
    const MOST: usize = 12;
    let source = text.text();
    if !source.trim_start().starts_with(|c: char| c.is_ascii_digit()) || source.lines().count() > MOST {
        return None;
    }
    let (mut found, mut at) = (Vec::new(), 0);
    for line in lines(source) {
        at += line.len();
        let part = text.slice(at - line.len(), at);
        if !line.trim().is_empty() {
            status_line(&part)?;
            found.push(part);
        }
    }
    (found.len() > 1).then_some(found)
}

/// Requests of a line each that can be sent unchanged, all with one method: the page shows one response to them.
fn one_line_requests(text: &SourceText) -> Option<Vec<SourceText>> {
    /// More are a list of all that there is.
    const MOST: usize = 6;
    let source = text.text();
    if !begins_request(source) || source.trim().lines().count() < 2 || source.lines().count() > MOST {
        return None;
    }
    let (mut found, mut at, mut method) = (Vec::new(), 0, None);
    for line in lines(source) {
        at += line.len();
        let part = text.slice(at - line.len(), at);
        let request = request_line(&part)?;
        let is_complete = (request.has_host() || shows_value(&request.url))
            && !request.url.contains(['{', '<', '[', ' '])
            && !request.url.contains("/:");
        if !is_complete || *method.get_or_insert(request.method) != request.method {
            return None;
        }
        found.push(part);
    }
    Some(found)
}

/// Whether a path without a host has a value in it, as no syntax has: an identifier with digits, a parameter with its value.
pub(crate) fn shows_value(url: &str) -> bool {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let is_value = |segment: &str| segment.starts_with(|c: char| c.is_ascii_digit());
    path.split('/').any(is_value)
        || query.split('&').any(|pair| pair.split_once('=').is_some_and(|(_, value)| !value.is_empty()))
}

/// The requests of a fence that follow each other without a response, a blank line between them, each with its body: what is set up, and
/// then what is asked.
fn requests_in_turn(text: &SourceText) -> Option<Vec<SourceText>> {
    /// More are not read.
    const MOST: usize = 40;
    let source = text.text();
    if !begins_request(source) {
        return None;
    }
    let mut starts: Vec<usize> = Vec::new();
    let (mut at, mut after_blank) = (0, true);
    for line in lines(source) {
        if after_blank && line.starts_with(|c: char| c.is_ascii_uppercase()) && starts.len() < MOST {
            // The line, and whether a document is right below it.
            let end = at + line.len() + usize::from(source[at + line.len()..].starts_with('{'));
            let request = request_line(&text.slice(at, end));
            if request.is_some_and(|request| request.other_case.is_none()) {
                starts.push(at);
            }
        }
        after_blank = line.trim().is_empty() || after_blank && line.starts_with('#');
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([source.len()]);
    let parts: Vec<SourceText> = starts.iter().zip(ends).map(|(&start, end)| text.slice(start, end)).collect();
    if parts.len() < 2 {
        return None;
    }
    let requests: Vec<RequestMessage> = parts.iter().map(message::request).collect::<Option<_>>()?;
    let has_body = requests.iter().any(|request| request.body.is_some());
    let is_plain = |request: &RequestMessage| !request.line.has_version && request.headers.is_empty();
    // A document ends before the next request, whatever else a body may go on with.
    let is_whole = |request: &RequestMessage| {
        let document = |body: &DocumentedBody| is_document(body.text());
        request.line.has_version && request.body.as_ref().is_some_and(document)
    };
    (has_body && requests.iter().all(is_plain) || requests.iter().all(is_whole)).then_some(parts)
}

/// Where the document begins that a fence shows below a request that reads something, a blank line between the two: without an HTTP
/// version, or where it is a list, it may be what comes back.
pub(crate) fn document_below_read(text: &SourceText) -> Option<usize> {
    let source = text.text();
    if !source.starts_with("GET ") || !source.contains("\n\n") {
        return None;
    }
    let request = message::request(text)?;
    let body = request.body.as_ref()?.text();
    let only_type = request.headers.iter().all(|field| field.name.eq_ignore_ascii_case("content-type"));
    let start = source.trim_end().len().checked_sub(body.trim_end().len())?;
    let is_apart = source.get(..start)?.trim_end_matches([' ', '\t']).ends_with("\n\n");
    let plain = !request.line.has_version && request.line.has_host() && only_type && request.defects.is_empty();
    // Nobody reads by a list.
    let is_list = || body.starts_with('[') && content_type(&request.headers).is_none() && holds_objects(body);
    (is_apart && (plain && body.starts_with(json::OPENING) || is_list())).then_some(start)
}

/// Whether a document is a list of objects.
fn holds_objects(list: &str) -> bool {
    list.trim_start_matches(['[', ' ', '\t', '\r', '\n']).starts_with('{')
}

fn starts(text: &SourceText) -> Vec<usize> {
    let source = text.text();
    let mut starts = vec![0];
    let (mut at, mut after_blank, mut has_response) = (0, true, false);
    for line in lines(source) {
        let slice = || text.slice(at, at + line.len());
        let is_final = || line.starts_with("HTTP/") && status_line(&slice()).is_some_and(|line| line.status >= 200);
        if after_blank && is_final() {
            if has_response {
                starts.push(at);
            }
            has_response = true;
        } else if after_blank && has_response && request_line(&slice()).is_some_and(|line| line.has_version) {
            starts.push(at);
            has_response = false;
        } else if !has_response && at > 0 {
            has_response = is_final();
        }
        after_blank = line.trim().is_empty();
        at += line.len();
    }
    starts
}

/// Where a paragraph begins that is a status line without `HTTP`.
fn status_without_http(source: &str) -> Option<usize> {
    let is_below_blank = |at: &usize| {
        let first = source[*at..].bytes().find(|byte| !matches!(byte, b' ' | b'\t'));
        let above = || source[..at - 1].rsplit('\n').next().unwrap_or_default();
        matches!(first, Some(b'1'..=b'5')) && above().trim().is_empty()
    };
    let at = memchr::memchr_iter(b'\n', source.as_bytes()).map(|feed| feed + 1).find(is_below_blank)?;
    let code = source[at..].trim_start().get(..3).is_some_and(|code| code.bytes().all(|b| b.is_ascii_digit()));
    code.then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(text: &str) -> Option<u16> {
        request_and_response(&SourceText::new(text, 1, &[])).map(|(_, response)| response.line.status)
    }

    #[test]
    fn each_exchange_of_a_fence_is_read_by_itself() {
        let lines = |text: &str| -> Vec<u32> {
            exchanges(SourceText::new(text, 1, &[])).iter().map(|exchange| exchange.start().line).collect()
        };
        assert_eq!(lines("GET /a HTTP/1.1\n\nHTTP/1.1 200 OK\n\nGET /b HTTP/1.1\n\nHTTP/1.1 404 No\n"), [1, 5]);
        assert_eq!(lines("HTTP/1.1 200 OK\n\n{}\n\nHTTP/1.1 404 Not Found\n"), [1, 5]);
        assert_eq!(lines("GET /a HTTP/1.1\nHTTP/1.1 200 OK\n\nHTTP/1.1 is old\n"), [1]);
        assert_eq!(lines("401 Unauthorized\n422 Unprocessable Entity\n"), [1, 2]);
        assert_eq!(lines("200 OK\n\n300 lamps\n"), [1]);
        let put = "PUT /a HTTP/1.1\nAge: 1\n{\n}\n\nPUT /b HTTP/1.1\nAge: 1\n\n{}\n";
        assert_eq!((lines(put), lines(&put.replace("{\n}", "a\nb"))), (vec![1, 6], vec![1]));
        assert_eq!(lines("PUT /a HTTP/1.1\n\nHTTP/1.1 100 Continue\n\nHTTP/1.1 201 Created\n"), [1]);
        assert_eq!(status("PUT /a HTTP/1.1\n\nHTTP/1.1 100 Continue\n\nHTTP/1.1 201 Created\n"), Some(201));
    }

    #[test]
    fn the_status_line_may_be_bare_after_a_blank_line() {
        assert_eq!(status("GET /a HTTP/1.1\nHTTP/1.1 200 OK"), Some(200));
        assert_eq!(status("GET /a\nAccept: */*\n\n404 Not Found\n\n{}"), Some(404));
        assert_eq!(status("POST /a\n\n200 boxes"), None);
        assert_eq!(status("GET /a\n200 OK"), None);
    }
}
