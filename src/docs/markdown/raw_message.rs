//! HTTP messages that a page shows without a fence, in paragraphs: a start line with the version, fields, a blank line, the body.

use std::ops::Range;

use super::block::{BlockKind, Fence};
use super::block_reader::BlockReader;
use super::gathered_text::GatheredText;
use super::inline_marks;
use crate::docs::messages::json_fence::begins_array;
use crate::http::method::method;
use crate::json;
use crate::text::{COLONS, first_bytes};

/// How far, in bytes, the end of a body is looked for.
const FAR: usize = 20_000;

impl BlockReader<'_> {
    /// A paragraph that is the head of a message, as a fence; whether it is one. The page goes on below the body.
    pub(super) fn raw_message(&mut self, range: &Range<usize>) -> bool {
        let Some(head) = head(&self.text[range.clone()]) else { return false };
        let end = body_end(&self.text[..self.stop], range.start + head);
        let text = GatheredText::of(self.text, range.start..end, self.lines);
        self.known.routes_end = end;
        self.push(BlockKind::Fence(Fence { info: "http".to_owned(), text, unclosed: false }), range.start..end);
        self.resume = Some(end).filter(|end| *end > range.end);
        true
    }
}

impl BlockReader<'_> {
    /// A paragraph that is a document, or the label of a response with a document right below it, as a fence; whether it is one. A
    /// response is called so above it.
    pub(super) fn raw_document(&mut self, range: &Range<usize>) -> bool {
        let text = &self.text[range.clone()];
        let Some(start) = document_start(text).map(|into| range.start + into) else { return false };
        let end = body_end(&self.text[..self.stop], start);
        let shown = &self.text[start..end];
        if !shown.contains('"') || !self.is_called_response(start) || !is_whole(shown) {
            return false;
        }
        let text = GatheredText::of(self.text, start..end, self.lines);
        self.known.routes_end = end;
        self.push(BlockKind::Fence(Fence { info: "json".to_owned(), text, unclosed: false }), start..end);
        self.resume = Some(end).filter(|end| *end > range.end);
        true
    }
}

/// Whether a text is a document without a fault.
fn is_whole(text: &str) -> bool {
    json::read(text).is_ok_and(|document| document.root.end == text.len() && document.repairs.is_empty())
}

/// Where the document begins in a paragraph that begins with it, or with a short label above it.
fn document_start(text: &str) -> Option<usize> {
    const LONGEST: usize = 60;
    let opens = |text: &str| ["{\n", "{\r\n", "{\"", "{ \"", "[\n", "[{"].iter().any(|open| text.starts_with(open));
    // Nearly all paragraphs end here.
    if text.starts_with(json::OPENING) {
        return opens(text).then_some(0);
    }
    let line = text.get(..first_bytes(text, LONGEST).len())?.find('\n')?;
    let label = text[..line].trim_end_matches(['\r', ' ', '*', '_', '\\']);
    (label.ends_with(COLONS) && opens(&text[line + 1..])).then_some(line + 1)
}

/// The length of the head of a message that a paragraph is, or begins with its body below it.
fn head(text: &str) -> Option<usize> {
    // Nearly all paragraphs end here.
    if !text.as_bytes().first().is_some_and(u8::is_ascii_uppercase) {
        return None;
    }
    let (line, fields) = text.split_at(memchr::memchr(b'\n', text.as_bytes())?);
    let next = fields[1..].split('\n').next()?;
    (begins_message(line.trim_end()) && is_field(next)).then_some(text.len())
}

/// Whether a line is `POST /items HTTP/1.1` or `HTTP/1.1 200 OK`, and no more.
fn begins_message(line: &str) -> bool {
    let is_version = |word: &str| {
        let number = word.strip_prefix("HTTP/").unwrap_or_default();
        number.len() <= 3 && number.starts_with(|c: char| c.is_ascii_digit())
    };
    let is_phrase = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
    match line.split_once(' ') {
        Some((first, rest)) if is_version(first) => {
            let reason = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.len() - reason.len() == 3 && reason.split_whitespace().all(is_phrase)
        }
        Some((first, rest)) => {
            method(first).is_some()
                && rest.rsplit_once(' ').is_some_and(|(target, version)| is_version(version) && !target.contains(' '))
        }
        None => false,
    }
}

/// `Host: example.org`
fn is_field(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    })
}

/// Where the body ends that is below a head, a blank line between the two; where there is none, the head.
fn body_end(page: &str, head: usize) -> usize {
    let rest = &page[head..];
    let body = rest.trim_start();
    let start = page.len() - body.len();
    let line = body.lines().next().unwrap_or_default();
    let is_form = line.contains('=') && !line.contains([' ', '<', '[', '`']) && !line.starts_with('#');
    if !is_form && !begins_document(body) {
        return head;
    }
    let paragraph = inline_marks::near(body).find("\n\n").unwrap_or(line.len());
    if is_form {
        return start + paragraph;
    }
    let whole = line.trim_end();
    if whole.ends_with(json::CLOSING) {
        return start + whole.len();
    }
    let limit = first_bytes(body, FAR).len();
    // Neither a fence nor a heading is part of it.
    let other = ["\n```", "\n~~~", "\n#"].iter().filter_map(|mark| body[..limit].find(mark)).min();
    let limit = other.unwrap_or(limit);
    let closing = ["\n}", "\n]"].iter().filter_map(|close| body[..limit].find(close)).min();
    start + closing.map_or(paragraph, |at| at + 2)
}

/// Whether a text begins as a document of JSON does: not with an attribute or a tag of a template, nor with a link.
fn begins_document(text: &str) -> bool {
    text.strip_prefix('{').is_some_and(|rest| !rest.starts_with([':', '%', '{'])) || begins_array(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_begins_with_its_start_line_and_a_field() {
        for text in ["POST /a HTTP/1.1\nHost: h\n", "HTTP/1.1 200 OK\nContent-Type: a/b\n", "HTTP/2 204\nA: b\n"] {
            assert_eq!(head(text), Some(text.len()), "{text}");
        }
        for text in [
            "HTTP/1.1 200 OK is what comes\nHost: h\n",
            "POST /a\nHost: h\n",
            "GET /a HTTP/1.1\n",
            "GET all of HTTP/1.1\nHost: h\n",
            "HTTP/1.1 200 OK\nor nothing: it depends\n",
        ] {
            assert_eq!(head(text), None, "{text}");
        }
    }

    #[test]
    fn the_body_ends_where_its_document_does() {
        let body = |text: &str| text[..body_end(text, 2)].to_owned();
        assert_eq!(body("h\n\n{\n \"a\": 1,\n\n \"b\": 2\n}\nWords.\n"), "h\n\n{\n \"a\": 1,\n\n \"b\": 2\n}");
        assert_eq!(body("h\n\na=1&b=2\n\nWords.\n"), "h\n\na=1&b=2");
        assert_eq!(body("h\n\n{\"a\": 1}\nWords.\n"), "h\n\n{\"a\": 1}");
        for other in ["{: .note}", "{{< note >}}", "[note]: https://h/x", "[See the guide] for more\n\n# B\n\n{\n}"] {
            assert_eq!(body(&format!("h\n\n{other}\n")), "h\n", "{other}");
        }
        assert_eq!((body("h\n\nWords.\n"), body("h\n\n[a](b) is\n")), ("h\n".to_owned(), "h\n".to_owned()));
    }
}
