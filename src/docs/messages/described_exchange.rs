//! Exchanges of which a fence lists the parts of the request, and shows the response below a label: `URL: /items`, `Method: GET`,
//! `Response:`.

use super::fields_and_body::begins_with_field;
use super::part::{LabelPlace, LabelledPart, PartLabel};
use super::part_label::{kind_of, label_alone, shows_status, split_label, uncommented};
use super::request_line::method_and_path;
use super::{data_option, described_request};
use crate::docs::wording::LabelKind;
use crate::text::{SourceText, lines};

/// The messages of a fence that shows such exchanges and nothing else.
pub(crate) fn parts(text: &SourceText) -> Option<Vec<LabelledPart>> {
    let source = text.text();
    // Nearly all texts end here.
    let first = source.trim_start().split('\n').next()?;
    let begins = described_request::begins(first) || is_request_label(first);
    if !begins || !source.contains('/') {
        return None;
    }
    let mut parts: Vec<Part<'_>> = Vec::new();
    let (mut at, mut after_blank) = (0, true);
    for line in lines(source) {
        let start = at;
        at += line.len();
        let in_response = parts.last().is_some_and(|part| part.response.is_some());
        let begins_request = || is_request_label(line) || described_request::begins(line);
        if parts.is_empty() && !line.trim().is_empty() || in_response && after_blank && begins_request() {
            let from = if is_request_label(line) { at } else { start };
            parts.push(Part { from, to: at, response: None });
        } else if let Some((label, rest)) = response_label(line).filter(|_| !in_response) {
            let from = if rest.trim().is_empty() { at } else { start + line.rfind(rest).unwrap_or_default() };
            parts.push(Part { from, to: at, response: Some((label, start + line.find(label).unwrap_or_default())) });
        }
        after_blank = line.trim().is_empty();
        if let Some(part) = parts.last_mut() {
            part.to = part.to.max(at);
        }
    }
    let shows_response = parts.iter().any(|part| part.response.is_some());
    let read = || parts.iter().map(|part| part.read(text)).collect();
    if shows_response { read() } else { None }
}

/// A message, from one byte to another.
struct Part<'t> {
    from: usize,
    to: usize,
    /// The label of a response, and where it is.
    response: Option<(&'t str, usize)>,
}

impl Part<'_> {
    fn read(&self, text: &SourceText) -> Option<LabelledPart> {
        let shown = text.text()[self.from..self.to].trim_end();
        let remark = if self.response.is_some() { remark_above_document(shown) } else { 0 };
        let into = shown.len() - shown[remark..].trim_start().len();
        let message = data_option::part(text, self.from + into, &shown[into..]);
        let Some((label, at)) = self.response else {
            described_request::request(&message)?;
            return Some(LabelledPart { text: message, label: None });
        };
        // Settings are written so, too.
        let is_member =
            text.text()[self.from..].starts_with([' ', '\t']) && !shown.trim_start().starts_with(['{', '[', '<']);
        if is_member {
            return None;
        }
        let label = PartLabel { text: label.into(), place: LabelPlace::Line(text.place(at)) };
        Some(LabelledPart { text: message, label: Some(label) })
    }
}

/// The length of a line above the document of a response that says something of it: `Format: [time, height]`.
fn remark_above_document(shown: &str) -> usize {
    let Some((line, below)) = shown.trim_start().split_once('\n') else { return 0 };
    let is_remark = !line.starts_with(['{', '[', '<', '"']) && !line.starts_with("HTTP/") && !begins_with_field(line);
    let is_above = below.starts_with("{\n") || below.starts_with("{\"") || below.starts_with("[\n");
    if is_remark && !shows_status(line) && is_above { shown.len() - below.len() } else { 0 }
}

/// Whether a line only says that a request is below: `Request:`, `--- Request ---`.
fn is_request_label(line: &str) -> bool {
    let shown = line.trim().trim_matches(|c: char| !c.is_alphanumeric());
    line.len() < 40
        && !line.starts_with([' ', '\t', '{', '[', '"'])
        && !is_call(line)
        && kind_of(shown) == LabelKind::Request
}

/// Whether a line is a method and a path and nothing else, as most lines are that requests begin with: it labels nothing.
fn is_call(line: &str) -> bool {
    method_and_path(line.trim_end()).is_some_and(|(_, path)| !path.contains(char::is_whitespace))
}

/// The label of a response that a line begins with, and what is behind it.
fn response_label(line: &str) -> Option<(&str, &str)> {
    if line.starts_with([' ', '\t', '{', '}', '[', ']', '"', '\n']) && !line.starts_with("[R") {
        return None;
    }
    let (inner, commented) = uncommented(line);
    let split = split_label(inner).filter(|(_, rest)| {
        let rest = rest.trim();
        rest.is_empty() || rest.starts_with(['{', '[', '<']) || rest.starts_with("HTTP/") || shows_status(rest)
    });
    let (label, rest) = split.or_else(|| Some((label_alone(inner, commented)?, "")))?;
    (kind_of(label) == LabelKind::Response).then_some((label, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::method::METHODS;

    fn read(text: &str) -> Option<Vec<(String, String)>> {
        let parts = parts(&SourceText::new(text, 1, &[]))?;
        let label = |part: &LabelledPart| part.label.as_ref().map_or_else(String::new, |label| label.text.to_string());
        Some(parts.iter().map(|part| (label(part), part.text.text().to_owned())).collect())
    }

    #[test]
    fn a_response_below_the_parts_of_a_request() {
        let request = "Url: http://h/lamps\nMethod: GET\nHeaders: \nAccept: text/csv\nBody:";
        let shown = format!("Request:\n{request}\n\nResponse:\n{{\n  \"a\": 1\n}}\n");
        let exchange =
            |label: &str| vec![(String::new(), request.to_owned()), (label.to_owned(), "{\n  \"a\": 1\n}".to_owned())];
        assert_eq!(read(&shown), Some(exchange("Response")));
        assert_eq!(read(&shown.replace("Response:\n", "响应: ")), Some(exchange("响应")));
        assert_eq!(
            read(&shown.replace("Request:\n", "").replace("Response:", "--- Response ---")),
            Some(exchange("Response"))
        );
        let status = read(&shown.replace("Response:", "Response: 201 Created\n")).expect("parts");
        assert_eq!(status[1].1, "201 Created\n\n{\n  \"a\": 1\n}");
        let remark = shown.replace("Response:\n", "Response:\nAll that is lit: [a, b]\n");
        assert_eq!(read(&remark), Some(exchange("Response")));
        assert_eq!(read(&format!("{shown}\n{shown}")).map(|parts| parts.len()), Some(4));
    }

    #[test]
    fn a_method_with_a_path_labels_nothing() {
        for method in METHODS {
            assert_ne!(kind_of(method), LabelKind::Request, "{method}");
            assert!(is_call(&format!("{method} /lamps/{{id}}\n")) && !is_request_label(&format!("{method} /request")));
        }
        assert!(!is_call("GET /lamps now") && !is_call("Request /lamps") && is_request_label("Request /lamps"));
    }

    #[test]
    fn other_texts_are_left_alone() {
        for text in [
            "Request:\nGET /lamps\n\nResponse:\n{}\n",
            "url: /lamps\nmethod: GET\n",
            "url: /lamps\nretries: 3\nresponse: {}\n",
            "Request: /lamps\nResponse: {}\n",
            "path: a.yml\nmethod: copy\noutput:\n",
            "request:\n  url: /lamps\n  method: GET\nresponse:\n  status: 200\n",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
