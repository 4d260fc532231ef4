//! A request and the response to it in one fence.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::message::{self, RequestMessage, ResponseMessage};
use crate::source::Passage;

/// A request with a status line below it: `HTTP/1.1 200 OK`, or after a blank line `200 OK`.
pub(super) fn both(text: &Passage) -> Option<(RequestMessage, ResponseMessage)> {
    static STATUS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\nHTTP/"));
    let source = text.text();
    let with_name = STATUS.find(source.as_bytes()).map(|at| at + 1);
    let at = with_name.or_else(|| bare_status(source))?;
    let response = message::response(&text.slice(at, source.len()))?;
    let request = message::request(&text.slice(0, at))?;
    Some((request, response))
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
        both(&Passage::new(text, 1, &[])).map(|(_, response)| response.start.status)
    }

    #[test]
    fn the_status_line_may_be_bare_after_a_blank_line() {
        assert_eq!(status("GET /a HTTP/1.1\nHTTP/1.1 200 OK"), Some(200));
        assert_eq!(status("GET /a\nAccept: */*\n\n404 Not Found\n\n{}"), Some(404));
        assert_eq!(status("POST /a\n\n200 boxes"), None);
        assert_eq!(status("GET /a\n200 OK"), None);
    }
}
