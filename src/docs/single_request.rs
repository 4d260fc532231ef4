//! A request that no page shows: the text of a fence alone.

use super::DocRequest;
use super::messages::message;
use crate::text::SourceText;

/// Reads a text as a fence that shows a request is read; `None` if its first line is not a request line.
pub fn read_request(text: &str) -> Option<DocRequest> {
    let message = message::request(&SourceText::new(text.trim_start(), 1, &[1]))?;
    let method = message.line.written_method().to_owned();
    let mut request = DocRequest::of_route(1, &method, message.line.url.clone(), message.line.url_place);
    request.headers = message.headers;
    request.body = message.body.or(message.left_out);
    Some(request)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_has_a_line_fields_and_a_body() {
        let read =
            read_request("\nPOST /login\nContent-Type: application/json\n\n{\"user\": \"ada\"}\n").expect("a request");
        assert_eq!((read.method.as_str(), read.url.as_str(), read.headers.len()), ("POST", "/login", 1));
        assert_eq!(read.body.expect("a body").text(), "{\"user\": \"ada\"}");
        assert!(read_request("log in as ada").is_none());
    }
}
