//! Exchanges with a mark before each line: `> ` before what is sent, `< ` before what comes back, as `curl -v` prints them.

use super::request_line::begins_request;
use crate::text::SourceText;

/// The request and the response of a marked exchange, without their marks; `None` where a text is none.
pub(crate) fn parts(text: &SourceText) -> Option<[SourceText; 2]> {
    let source = text.text();
    let first = source.lines().find(|line| !line.trim().is_empty() && !line.starts_with("* "))?;
    if !begins_request(first.strip_prefix("> ")?) || !source.contains("\n<") {
        return None;
    }
    let (mut request, mut response) = (Part::default(), Part::default());
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let is_remark = ["* ", "{ [", "} ["].iter().any(|mark| line.starts_with(mark));
        match line.chars().next() {
            _ if is_remark => {}
            Some('>') if response.text.is_empty() => request.push(text, unmarked(line), start),
            Some('<') if line[1..].starts_with([' ', '\n', '\r']) || line.len() == 1 => {
                response.push(text, unmarked(line), start);
            }
            // What is not marked is the body that is printed below the head; a blank line above it separates the two.
            _ if !response.text.is_empty() => response.push(text, line, start),
            _ => {}
        }
    }
    (!response.text.trim().is_empty()).then(|| [request.finish(), response.finish()])
}

/// A line without its mark.
fn unmarked(line: &str) -> &str {
    line[1..].strip_prefix(' ').unwrap_or(&line[1..])
}

/// Lines of one of the two messages, each with its column. A gap between two lines is filled with nothing: the lines of a
/// message follow each other.
#[derive(Default)]
struct Part {
    text: String,
    line: u32,
    columns: Vec<u32>,
}

impl Part {
    fn push(&mut self, text: &SourceText, rest: &str, start: usize) {
        let whole = text.text()[start..].split_inclusive('\n').next().unwrap_or_default();
        let place = text.place(start + whole.len() - rest.len());
        if self.text.is_empty() {
            self.line = place.line;
        }
        self.text.push_str(rest);
        self.columns.push(place.column);
    }

    fn finish(self) -> SourceText {
        SourceText::new(self.text, self.line, &self.columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Position;

    #[test]
    fn marked_lines_are_two_messages() {
        let shown = "> GET /a HTTP/1.1\n> Host: h\n>\n< HTTP/1.1 429 Slow\n< A: b\n<\n{\"n\":\n1}\n* Closing\n";
        let [request, response] = parts(&SourceText::new(shown, 5, &[])).expect("an exchange");
        assert_eq!(request.text(), "GET /a HTTP/1.1\nHost: h\n\n");
        assert_eq!(response.text(), "HTTP/1.1 429 Slow\nA: b\n\n{\"n\":\n1}\n");
        assert_eq!(response.place(9), Position::new(8, 12));
        let bare = parts(&SourceText::new("> GET /a\n\n< {\"t\": 1}\n", 1, &[])).expect("an exchange");
        assert_eq!(bare[1].text(), "{\"t\": 1}\n");
    }

    #[test]
    fn other_texts_are_none() {
        for text in
            ["GET /a\n\nHTTP/1.1 200 OK", "> a quotation\n< b", "$ curl -v h\n> GET / HTTP/1.1\n< HTTP/1.1 200 OK"]
        {
            assert!(parts(&SourceText::new(text, 1, &[])).is_none(), "{text}");
        }
    }
}
