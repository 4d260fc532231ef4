//! Responses behind arrows below a request in one fence, or in a list: `-> 200 OK`, `-> 404 Not Found`.

use super::message;
use super::part::{LabelPlace, LabelledPart, PartLabel};
use super::request_line::begins_request;
use super::status_line::{behind_arrow, is_success_of_change, lone_code, status_line};
use crate::contract::content_type;
use crate::http::method::only_reads;
use crate::http::reason_phrases;
use crate::text::{SourceText, lines};

/// More are a list of all that there are.
const MOST: usize = 12;

/// A line of a fence that begins with an arrow, and a number.
struct ArrowLine {
    start: usize,
    status: u16,
    /// More than the number shows that it is a status.
    is_certain: bool,
}

/// The request of a fence and its responses, each of which begins at a line with an arrow, or such responses alone where there are
/// several. A number alone is a status where the other ones beside it are, or are as bare as it is.
pub(crate) fn parts(text: &SourceText) -> Option<Vec<LabelledPart>> {
    let source = text.text();
    let asks = begins_request(source);
    // Nearly all texts end here.
    if !asks && behind_arrow(source).is_none() {
        return None;
    }
    let found = arrow_lines(text, asks)?;
    let first = found.first()?.start;
    if !asks && (found.len() < 2 || !source[..first].trim().is_empty()) {
        return None;
    }
    if asks && awaits_body(&text.slice(0, first)) {
        return None;
    }
    let ends = found.iter().skip(1).map(|line| line.start).chain([source.len()]);
    let responses = found.iter().zip(ends).map(|(line, end)| LabelledPart {
        text: text.slice(line.start, end),
        label: (!line.is_certain).then(|| PartLabel { text: "Status code".into(), place: LabelPlace::Above(None) }),
    });
    let request = asks.then(|| LabelledPart { text: text.slice(0, first), label: None });
    Some(request.into_iter().chain(responses).collect())
}

/// Whether the head of a request says of what type its body is, and shows none: that is what is below it, whatever it looks like.
fn awaits_body(text: &SourceText) -> bool {
    message::request(text).is_some_and(|request| request.lacks_body() && content_type(&request.headers).is_some())
}

/// Whether a text is the head of a request that changes something.
fn changes(head: &SourceText) -> bool {
    message::request(head).is_some_and(|request| !only_reads(request.line.method))
}

/// The lines that begin with an arrow, where each of them shows another status. `asks`: a request is above them.
fn arrow_lines(text: &SourceText, asks: bool) -> Option<Vec<ArrowLine>> {
    let (mut found, mut at): (Vec<ArrowLine>, usize) = (Vec::new(), 0);
    for line in lines(text.text()) {
        let start = at;
        at += line.len();
        if behind_arrow(line).is_none() {
            continue;
        }
        let is_new = |status: u16| found.iter().all(|other| other.status != status);
        let read = status_line(&text.slice(start, text.text().len()));
        let is_certain = read.is_some();
        let status = read.or_else(|| lone_code(&text.slice(start, at)))?.status;
        reason_phrases::of_code(status).filter(|_| is_new(status) && found.len() < MOST)?;
        found.push(ArrowLine { start, status, is_certain });
    }
    let certain = found.iter().filter(|line| line.is_certain).count();
    let is_bare = |line: &ArrowLine| {
        let shown = text.text()[line.start..].lines().next().unwrap_or_default();
        shown.trim_end().ends_with(|c: char| c.is_ascii_digit())
    };
    let is_success = || match found.as_slice() {
        [only] => asks && is_success_of_change(only.status) && is_bare(only) && changes(&text.slice(0, only.start)),
        _ => false,
    };
    (certain > 0 || found.len() > 1 && found.iter().all(is_bare) || is_success()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<String>> {
        let parts = parts(&SourceText::new(text, 1, &[]))?;
        Some(parts.iter().map(|part| part.text.text().to_owned()).collect())
    }

    #[test]
    fn each_arrow_begins_a_response() {
        let one = "POST /lamps\n{\"a\": 1}\n\n-> 201\n{\"id\": 2}\n";
        assert_eq!(read(one), Some(vec![one[..22].to_owned(), one[22..].to_owned()]));
        for shown in
            ["GET /a\n-> 200 OK\n-> 404 Not Found", "GET /a\n=> 200 {}\n=> 404 no lamp", "GET /a\n= 200\n= 404\n"]
        {
            assert_eq!(read(shown).map(|parts| parts.len()), Some(3), "{shown}");
            assert_eq!(read(&shown[7..]).map(|parts| parts.len()), Some(2), "{shown}");
        }
    }

    #[test]
    fn the_success_of_what_changes_something_needs_no_more() {
        assert_eq!(read("DELETE /a\n-> 204").map(|parts| parts.len()), Some(2));
        assert_eq!(read("POST /a\n-> 201\n").map(|parts| parts.len()), Some(2));
        assert!(read("GET /a\n-> 204").is_none() && read("DELETE /a\n-> 404").is_none());
        assert!(read("DELETE /a\n-> 200").is_none() && read("POST /a\n-> 201 lamps").is_none());
    }

    #[test]
    fn numbers_that_may_count_something_begin_none() {
        for text in [
            "GET /a\n-> 404",
            "GET /a\n-> 200 lamps\n-> 404 bulbs",
            "GET /a\n-> 200\n-> 200",
            "GET /a\n-> 200\n-> 999",
            "-> 200 OK",
            "POST /calc\nContent-Type: text/plain\n\n= 200\n= 404",
            "owls\n-> 200 OK\n-> 404 Not Found",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
