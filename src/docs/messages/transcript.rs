//! Exchanges with a mark before each line: `> ` before what is sent, `< ` before what comes back, as `curl -v` prints them.

use super::gathered_lines::GatheredLines;
use super::request_line::begins_request;
use crate::text::SourceText;

/// The marks before what is sent, and before what comes back.
const MARKS: [(&str, &str); 5] = [(">", "<"), (">>", "<<"), ("\u{2192}", "\u{2190}"), ("-->", "<--"), ("C:", "S:")];

/// The request and the response of a marked exchange, without their marks, or the one of them that a text shows; `None` where a
/// text is none.
pub(crate) fn parts(text: &SourceText) -> Option<Vec<SourceText>> {
    let source = text.text();
    let first = source.lines().find(|line| !line.trim().is_empty() && !line.starts_with("* "))?;
    let follows = |mark: &str| first.strip_prefix(mark).and_then(|rest| rest.strip_prefix(' '));
    let sent = MARKS.iter().find(|(out, _)| follows(out).is_some_and(begins_request));
    let sends = sent.is_some();
    if !sends && !first.starts_with("< HTTP/") {
        return None;
    }
    let (out, back) = *sent.unwrap_or(&MARKS[0]);
    let is_marked = |line: &str| line.trim().is_empty() || line.starts_with(out) || line.starts_with('*');
    if sends && !source.lines().any(|line| line.starts_with(back)) && !(out == ">" && source.lines().all(is_marked)) {
        return None;
    }
    let (mut request, mut response) = (GatheredLines::default(), GatheredLines::default());
    let (mut at, mut is_marked_body) = (0, false);
    for line in source.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let is_remark = ["* ", "{ [", "} ["].iter().any(|mark| line.starts_with(mark));
        let received = line.strip_prefix(back).filter(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '\r']));
        match (line.strip_prefix(out), received) {
            _ if is_remark => {}
            (Some(rest), _) if response.is_empty() => request.push(text, unmarked(rest), start),
            (_, Some(rest)) => {
                let shown = unmarked(rest);
                let is_head = shown.trim().is_empty() || shown.starts_with("HTTP/");
                is_marked_body |= response.text().ends_with("\n\n") && !is_head;
                let is_field = shown.trim().is_empty() || shown.contains([':', '{', '[', '<']);
                // An interim response is above the final one.
                if response.is_empty() || is_marked_body || is_field || shown.starts_with("HTTP/") {
                    response.push(text, shown, start);
                } else {
                    // A line of the head that is not a field is left out, and not taken for the body.
                    response.push_at(text, "...\n", start);
                }
            }
            // A bracket too many below a body that is marked as well.
            _ if is_marked_body && line.trim().chars().all(|c| matches!(c, '}' | ']')) => {}
            // What is not marked is the body that is printed below the head; a blank line above it separates the two.
            _ if !response.is_empty() => response.push(text, line, start),
            _ => {}
        }
    }
    Some([request, response].into_iter().filter(|part| !part.is_blank()).map(GatheredLines::finish).collect())
}

/// What is behind the mark of a line, without the blank between the two.
fn unmarked(rest: &str) -> &str {
    rest.strip_prefix(' ').unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Position;

    #[test]
    fn marked_lines_are_two_messages() {
        let shown = "> GET /a HTTP/1.1\n> Host: h\n>\n< HTTP/1.1 429 Slow\n< A: b\n<\n{\"n\":\n1}\n* Closing\n";
        let read = parts(&SourceText::new(shown, 5, &[])).expect("an exchange");
        let [request, response] = read.as_slice() else { panic!("{read:?}") };
        assert_eq!(request.text(), "GET /a HTTP/1.1\nHost: h\n\n");
        assert_eq!(response.text(), "HTTP/1.1 429 Slow\nA: b\n\n{\"n\":\n1}\n");
        assert_eq!(response.place(9), Position::new(8, 12));
        let broken = parts(&SourceText::new("< HTTP/2 200\n< lamp.sig=28; path=/\n< A: b\n<\n{}\n", 1, &[]));
        assert_eq!(broken.expect("a response")[0].text(), "HTTP/2 200\n...\nA: b\n\n{}\n");
        let interim = "> PUT /a HTTP/1.1\n>\n< HTTP/1.1 100 Continue\n* Uploaded\n< HTTP/1.1 201 Created\n<\n{}\n";
        let interim = parts(&SourceText::new(interim, 1, &[])).expect("an exchange");
        assert_eq!(interim[1].text(), "HTTP/1.1 100 Continue\nHTTP/1.1 201 Created\n\n{}\n");
        let bare = parts(&SourceText::new("> GET /a\n\n< {\"t\": 1}\n", 1, &[])).expect("an exchange");
        assert_eq!(bare[1].text(), "{\"t\": 1}\n");
    }

    #[test]
    fn marks_differ() {
        for (out, back) in MARKS {
            let shown = format!(
                "{out} GET /owls/4 HTTP/1.1\n{out} Host: h\n\n{back} HTTP/1.1 200 OK\n{back} A: b\n{back}\n{back} {{\"owl\": 4}}\n"
            );
            let read = parts(&SourceText::new(shown.as_str(), 1, &[])).expect("an exchange");
            assert_eq!(read[0].text(), "GET /owls/4 HTTP/1.1\nHost: h\n", "{out}");
            assert_eq!(read[1].text(), "HTTP/1.1 200 OK\nA: b\n\n{\"owl\": 4}\n", "{out}");
        }
    }

    #[test]
    fn a_message_alone_may_be_marked() {
        let request = parts(&SourceText::new("> GET /a HTTP/1.1\n> Host: h\n", 1, &[])).expect("a request");
        assert_eq!((request.len(), request[0].text()), (1, "GET /a HTTP/1.1\nHost: h\n"));
        let response = parts(&SourceText::new("< HTTP/1.1 200 OK\n< A: b\n<\n{}\n", 1, &[])).expect("a response");
        assert_eq!((response.len(), response[0].text()), (1, "HTTP/1.1 200 OK\nA: b\n\n{}\n"));
    }

    #[test]
    fn a_marked_body_is_read_whole_and_without_a_stray_bracket_below_it() {
        let read = |text: &str| parts(&SourceText::new(text, 1, &[])).expect("a response")[0].text().to_owned();
        let head = "< HTTP/1.1 200 OK\n< A: b\n<\n";
        let listed = read(&format!("{head}< [\n<   1\n< ]\n"));
        assert_eq!(listed, "HTTP/1.1 200 OK\nA: b\n\n[\n  1\n]\n", "no line of it is taken for one of the head");
        assert_eq!(
            read(&format!("{head}< {{\n<   \"n\": 1\n< }}\n}}\n")),
            "HTTP/1.1 200 OK\nA: b\n\n{\n  \"n\": 1\n}\n"
        );
        assert_eq!(read(&format!("{head}{{\n\"n\": 1\n}}\n")), "HTTP/1.1 200 OK\nA: b\n\n{\n\"n\": 1\n}\n");
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
