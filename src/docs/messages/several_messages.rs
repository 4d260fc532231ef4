//! Several messages in one fence: a request and the response to it, an exchange and the next one.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::message;
use super::message::{RequestMessage, ResponseMessage};
use super::start_line;
use crate::text::SourceText;

static STATUS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\nHTTP/"));

/// A request with a status line below it: `HTTP/1.1 200 OK`, or after a blank line `200 OK`.
pub(crate) fn both(text: &SourceText) -> Option<(RequestMessage, ResponseMessage)> {
    // Most fences are no request: look no further.
    start_line::request(text)?;
    let source = text.text();
    let with_name = STATUS.find(source.as_bytes()).map(|at| at + 1);
    let at = with_name.or_else(|| bare_status(source))?;
    let response = response(&text.slice(at, source.len()))?;
    let request = message::request(&text.slice(0, at))?;
    Some((request, response))
}

/// A response; an interim one (`100 Continue`) gives way to the final one below it.
pub(crate) fn response(text: &SourceText) -> Option<ResponseMessage> {
    let read = message::response(text)?;
    if !matches!(read.start.status, 100 | 102..200) {
        return Some(read);
    }
    let source = text.text();
    let next = STATUS.find(&source.as_bytes()[read.start.end.saturating_sub(1)..]);
    let last = next.and_then(|at| response(&text.slice(read.start.end.saturating_sub(1) + at + 1, source.len())));
    Some(last.unwrap_or(read))
}

/// The exchanges in a fence. Another begins at a request line (with an HTTP version) below a response, or at a further
/// response; most fences show one message or one exchange.
pub(crate) fn exchanges(text: SourceText) -> Vec<SourceText> {
    let several = STATUS.find_iter(text.text().as_bytes()).take(2).count();
    if several + usize::from(text.text().starts_with("HTTP/")) < 2 {
        return vec![text];
    }
    let starts = starts(&text);
    let ends = starts.iter().skip(1).copied().chain([text.text().len()]);
    starts.iter().zip(ends).map(|(&start, end)| text.slice(start, end)).collect()
}

fn starts(text: &SourceText) -> Vec<usize> {
    let source = text.text();
    let mut starts = vec![0];
    let (mut at, mut blank, mut answered) = (0, true, false);
    for line in source.split_inclusive('\n') {
        let slice = || text.slice(at, at + line.len());
        if blank && line.starts_with("HTTP/") && start_line::status(&slice()).is_some_and(|s| s.status >= 200) {
            if answered {
                starts.push(at);
            }
            answered = true;
        } else if blank && answered && start_line::request(&slice()).is_some_and(|request| request.version) {
            starts.push(at);
            answered = false;
        } else if !answered && line.starts_with("HTTP/") && at > 0 {
            answered = start_line::status(&slice()).is_some_and(|s| s.status >= 200);
        }
        blank = line.trim().is_empty();
        at += line.len();
    }
    starts
}

/// Where a paragraph begins that is a status line without `HTTP`.
fn bare_status(source: &str) -> Option<usize> {
    let mut at = 0;
    let mut blank = false;
    for line in source.split_inclusive('\n') {
        if blank && line.trim_start().starts_with(|c: char| ('1'..='5').contains(&c)) {
            let code = line.trim_start().get(..3).is_some_and(|code| code.bytes().all(|b| b.is_ascii_digit()));
            return code.then_some(at);
        }
        blank = line.trim().is_empty();
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(text: &str) -> Option<u16> {
        both(&SourceText::new(text, 1, &[])).map(|(_, response)| response.start.status)
    }

    #[test]
    fn exchanges_are_taken_apart() {
        let lines = |text: &str| -> Vec<u32> {
            exchanges(SourceText::new(text, 1, &[])).iter().map(|exchange| exchange.start().line).collect()
        };
        assert_eq!(lines("GET /a HTTP/1.1\n\nHTTP/1.1 200 OK\n\nGET /b HTTP/1.1\n\nHTTP/1.1 404 No\n"), [1, 5]);
        assert_eq!(lines("HTTP/1.1 200 OK\n\n{}\n\nHTTP/1.1 404 Not Found\n"), [1, 5]);
        assert_eq!(lines("GET /a HTTP/1.1\nHTTP/1.1 200 OK\n\nHTTP/1.1 is old\n"), [1]);
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
