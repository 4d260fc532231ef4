//! Exchanges within one fence whose parts have labels or comments above them: `// GET /items`, `Request body:`, `Response:`.

use super::gathered_lines::GatheredLines;
use super::json_fence;
use super::part::{Called, LabelPlace, LabelledPart, PartLabel, response_label};
use super::part_label::{
    is_form, is_label, is_request, is_whole_request, kind_of, label_alone, plainly_requests, shows_status, split_label,
    uncommented,
};
use super::request_line::begins_request;
use super::second_document::split_documents;
use crate::docs::wording::{self, LabelKind, Topic, names_headers};
use crate::http::method::{leading_method, sends_content};
use crate::json;
use crate::text::{COLONS, SourceText, lines};

/// What a line says of the lines below it.
enum Mark<'t> {
    /// A request line, and the bytes of the line before it; in a comment, or after a label.
    Request {
        line: &'t str,
        marked: bool,
    },
    /// What follows is called so; the rest of the line may be a part of it.
    Label {
        kind: LabelKind,
        label: &'t str,
        rest: &'t str,
    },
    /// A comment that says nothing of the kind.
    Comment,
    Content,
}

/// The messages of a fence of which lines within it say what they are; `None` where none does. `called`: what the words above
/// the fence call it, and these words.
pub(crate) fn parts(text: &SourceText, called: &dyn Fn() -> Called) -> Option<Vec<LabelledPart>> {
    if !may_have_parts(text.text()) {
        return None;
    }
    let mut reader = Reader {
        source: text,
        called,
        messages: Vec::new(),
        after_blank: true,
        in_headers: false,
        has_body_label: false,
    };
    let mut at = 0;
    for line in lines(text.text()) {
        reader.line(line, at)?;
        at += line.len();
    }
    reader.finish()
}

/// Whether a text begins with a request, a comment or a label: most begin with none of them.
fn may_have_parts(source: &str) -> bool {
    let shown = source.trim_start();
    let first = shown.split('\n').next().unwrap_or_default().trim_end();
    let commented = ["#", "//", "/*", "--", "<!--"].iter().any(|mark| first.starts_with(mark));
    let labelled = || first.contains(COLONS) && first.len() < 80 && !first.starts_with(['{', '[', '<', '"']);
    commented && shown.contains('/')
        || begins_request(shown)
        || labelled() && (shown.contains('/') || first.ends_with('{'))
}

/// What a message is.
enum Kind {
    Request,
    /// With its label, if a line of the fence is one.
    Response(Option<PartLabel>),
}

/// A message as far as it is read.
struct Message {
    kind: Kind,
    /// Its request line is in a comment.
    marked: bool,
    lines: GatheredLines,
}

struct Reader<'r> {
    source: &'r SourceText,
    called: &'r dyn Fn() -> Called,
    messages: Vec<Message>,
    after_blank: bool,
    /// Between the braces of `Headers: {`.
    in_headers: bool,
    /// A line calls what is behind it the body of the request: `Body: {`.
    has_body_label: bool,
}

impl Reader<'_> {
    /// Takes the line that begins at byte `at`; `None` where the fence shows something else.
    fn line(&mut self, line: &str, at: usize) -> Option<()> {
        if self.in_headers {
            return self.header_member(line, at);
        }
        let mark = self.mark(line);
        self.after_blank = line.trim().is_empty();
        match mark {
            Mark::Request { line: request, marked } => {
                self.begin(Kind::Request, marked);
                self.push_request(line, request, at);
            }
            Mark::Label { kind: LabelKind::Response, label, rest } => {
                // The request is in a fence above.
                let is_document = || rest.trim_end() == "{" && self.source.text().trim_start().starts_with(label);
                self.messages.first().map(|_| ()).or_else(|| is_document().then_some(()))?;
                let into = line.find(label).unwrap_or_default();
                let place = LabelPlace::Line(self.source.place(at + into));
                self.begin(Kind::Response(Some(PartLabel { text: label.into(), place })), false);
                self.push(rest, at + offset_in(line, rest));
                if shows_status(rest.trim()) {
                    self.push("\n", at + line.len());
                }
            }
            Mark::Label { rest, .. } if self.messages.is_empty() => return rest.trim().is_empty().then_some(()),
            Mark::Label { .. } if self.in_response() => return None,
            Mark::Label { label, rest, .. } if rest.trim() == "{" && names_headers(label) => self.in_headers = true,
            Mark::Label { kind, rest, .. } => {
                if kind == LabelKind::RequestBody && rest.trim().is_empty() {
                    self.push("\n", at);
                } else {
                    self.has_body_label |= kind == LabelKind::RequestBody;
                    self.push(&format!("{rest}\n"), at + offset_in(line, rest));
                }
            }
            Mark::Comment if self.messages.last().is_none_or(|message| message.lines.is_blank()) => {}
            Mark::Comment | Mark::Content => {
                if self.messages.is_empty() {
                    return line.trim().is_empty().then_some(());
                }
                let marked =
                    self.messages.last().is_some_and(|message| matches!(message.kind, Kind::Request) && message.marked);
                if marked && line.starts_with(json::OPENING) && !self.sends_documents() {
                    self.begin(Kind::Response(None), false);
                }
                self.push(line, at);
            }
        }
        Some(())
    }

    /// Takes a line between the braces of an object of header fields.
    fn header_member(&mut self, line: &str, at: usize) -> Option<()> {
        let shown = line.trim().trim_end_matches(',');
        if shown == "}" {
            self.in_headers = false;
            return Some(());
        }
        let (name, value) = shown.split_once(':').filter(|_| !shown.contains('{'))?;
        let bare = |part: &str| part.trim().trim_matches(['"', '\'']).to_owned();
        self.push(&format!("{}: {}\n", bare(name), bare(value)), at + offset_in(line, shown));
        Some(())
    }

    /// Whether the last message is a response.
    fn in_response(&self) -> bool {
        self.messages.last().is_some_and(|message| matches!(message.kind, Kind::Response(_)))
    }

    fn begin(&mut self, kind: Kind, marked: bool) {
        self.messages.push(Message { kind, marked, lines: GatheredLines::default() });
    }

    fn push(&mut self, line: &str, at: usize) {
        if let Some(message) = self.messages.last_mut().filter(|_| !line.is_empty()) {
            message.lines.push_at(self.source, line, at);
        }
    }

    /// Adds a request line, without the brackets around its method: `[GET] /items`.
    fn push_request(&mut self, line: &str, request: &str, at: usize) {
        let into = line.find(request).unwrap_or_default();
        let shown = request.trim_end_matches(['\n', '\r', ' ']);
        let shown = shown.strip_suffix("*/").or_else(|| shown.strip_suffix("-->")).unwrap_or(shown).trim_end();
        let plain = shown.replacen('[', "", 1).replacen(']', "", 1);
        let is_bracketed = shown.starts_with('[');
        let shown = if is_bracketed { plain.as_str() } else { shown };
        self.push(&format!("{shown}\n"), at + into + if is_bracketed { 2 } else { 0 });
    }

    /// Whether the documents below a request in a comment are what is sent: the page says so, or the method does.
    fn sends_documents(&self) -> bool {
        let request = self.messages.last().map_or("", |message| message.lines.text());
        let has_body = request.lines().skip(1).any(|line| !line.trim().is_empty());
        let (kind, label, _) = (self.called)();
        match kind {
            LabelKind::Response if is_label(&label) => false,
            LabelKind::RequestBody | LabelKind::Request => !has_body,
            _ => !has_body && sends_content(leading_method(request)),
        }
    }

    fn mark<'t>(&self, line: &'t str) -> Mark<'t> {
        if line.starts_with([' ', '\t', '{', '}', '[', ']', '"', '\n']) && !line.starts_with("[Re") {
            return Mark::Content;
        }
        let (inner, commented) = uncommented(line);
        if if commented { is_whole_request(inner) } else { self.messages.is_empty() && is_request(inner) } {
            return Mark::Request { line: inner, marked: commented };
        }
        if self.in_response() && self.after_blank && plainly_requests(line) {
            return Mark::Request { line, marked: false };
        }
        if let Some((label, rest)) = split_label(inner) {
            let kind = kind_of(label);
            if is_request(rest) && kind == LabelKind::Request {
                return Mark::Request { line: rest, marked: false };
            }
            let is_part = || {
                let shown = rest.trim();
                shown.is_empty()
                    || kind == LabelKind::RequestBody && is_form(shown)
                    || shown.starts_with(['{', '[', '<'])
                    || shown.starts_with("HTTP/")
                    || shows_status(shown)
            };
            let known = matches!(kind, LabelKind::Response | LabelKind::RequestBody | LabelKind::Request);
            if (known || wording::is(Topic::BodyHeading, label)) && is_part() {
                // `Response: 200, application/json`
                if kind == LabelKind::Response && rest.get(3..).is_some_and(|behind| behind.starts_with(',')) {
                    return Mark::Label { kind, label: inner, rest: "" };
                }
                return Mark::Label { kind, label, rest };
            }
        } else if let Some(label) = label_alone(inner, commented) {
            return Mark::Label { kind: kind_of(label), label, rest: "" };
        }
        if commented { Mark::Comment } else { Mark::Content }
    }

    /// The messages, where there are requests and responses among them and nothing else.
    fn finish(self) -> Option<Vec<LabelledPart>> {
        let (called, has_body_label) = (self.called, self.has_body_label);
        let (mut parts, mut responses, mut marked) = (Vec::new(), 0, false);
        for message in self.messages {
            marked |= message.marked;
            let Kind::Response(label) = message.kind else {
                let (request, response) = split_documents(message.lines.finish(), called);
                parts.push(LabelledPart { text: request, label: None });
                responses += usize::from(response.is_some());
                parts.extend(response);
                continue;
            };
            let shown = message.lines.text().trim();
            if shown.is_empty() {
                continue;
            }
            if label.is_none() && !json_fence::begins_document(shown) {
                return None;
            }
            responses += 1;
            let label = label.unwrap_or_else(|| response_label(called));
            parts.push(LabelledPart { text: message.lines.finish(), label: Some(label) });
        }
        let sends = |part: &LabelledPart| {
            part.text.text().split_once('\n').is_some_and(|(_, body)| json_fence::begins_document(body))
        };
        let is_one = parts.len() == 1;
        (responses > 0 || has_body_label && is_one || marked && is_one && parts.iter().all(sends)).then_some(parts)
    }
}

/// Where the last part of a line begins in it.
fn offset_in(line: &str, part: &str) -> usize {
    line.rfind(part).unwrap_or(line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, kind: LabelKind) -> Option<Vec<(String, String)>> {
        let parts = parts(&SourceText::new(text, 1, &[]), &|| (kind, "Answer".to_owned(), None))?;
        let label = |part: &LabelledPart| part.label.as_ref().map_or_else(String::new, |label| label.text.to_string());
        Some(parts.iter().map(|part| (label(part), part.text.text().to_owned())).collect())
    }

    fn plain(text: &str) -> Option<Vec<(String, String)>> {
        read(text, LabelKind::Unknown)
    }

    fn pair(request: &str, label: &str, response: &str) -> Vec<(String, String)> {
        vec![(String::new(), request.to_owned()), (label.to_owned(), response.to_owned())]
    }

    #[test]
    fn labels_between_a_request_and_its_response() {
        let shown = "POST /lamps\nRequest Body:\n{\"a\": 1}\n\nResponse:\n{\"id\": 2}\n";
        assert_eq!(plain(shown), Some(pair("POST /lamps\n\n{\"a\": 1}\n\n", "Response", "{\"id\": 2}\n")));
        let shown = "Request: GET /lamps\nResponse (200): [1]\n";
        assert_eq!(plain(shown), Some(pair("GET /lamps\n", "Response (200)", "[1]")));
        let shown = "GET /lamps\n--- Response ---\nHTTP/1.1 200 OK\n\nx";
        assert_eq!(plain(shown), Some(pair("GET /lamps\n", "Response", "HTTP/1.1 200 OK\n\nx")));
        let shown = "POST /token\nBody: a=1&b=<b>\n\nResponse: 200, application/json\n{\"id\": 2}\n";
        assert_eq!(
            plain(shown),
            Some(pair("POST /token\na=1&b=<b>\n\n", "Response: 200, application/json", "{\"id\": 2}\n"))
        );
        let shown = "POST /lamps\nHeaders: {\n  \"X-Key\": \"a7\"\n}\nBody: {\n  \"a\": 1\n}\n";
        let read_parts = plain(shown).expect("parts");
        assert_eq!(read_parts[0].1, "POST /lamps\nX-Key: a7\n{\n  \"a\": 1\n}\n");
        let two = "GET /a\nResponse:\n{}\n\nGET /b\nResponse:\n[]\n";
        assert_eq!(plain(two).map(|parts| parts.len()), Some(4));
    }

    #[test]
    fn requests_in_comments_above_documents() {
        assert_eq!(
            plain("# GET /lamps/1\n\n{\"id\": 1}\n"),
            Some(pair("GET /lamps/1\n\n", "Response", "{\"id\": 1}\n"))
        );
        let shown = "// [GET] http://h/lamps\n// returns...\n[1]\n\n// [GET] http://h/x\n[2]\n";
        let read_parts = plain(shown).expect("parts");
        assert_eq!(read_parts[0].1, "GET http://h/lamps\n");
        assert_eq!((read_parts[1].0.as_str(), read_parts[2].1.as_str()), ("returns", "GET http://h/x\n"));
        let called = read("# GET /lamps\n{\"a\": 1}\n", LabelKind::Response);
        assert_eq!(called, Some(pair("GET /lamps\n", "Answer", "{\"a\": 1}\n")));
        assert_eq!(
            plain("// POST /lamps\n{\"a\": 1}\n// 201 Created\n{\"id\": 1}\n"),
            Some(pair("POST /lamps\n{\"a\": 1}\n", "201 Created", "{\"id\": 1}\n"))
        );
    }

    #[test]
    fn documents_below_a_request() {
        let shown = "POST /lamps\n{\"a\": 1}\n\n{\"id\": 2}\n";
        assert_eq!(plain(shown), Some(pair("POST /lamps\n{\"a\": 1}\n\n", "Response", "{\"id\": 2}\n")));
        let shown = "GET /lamps\n{\"id\": 2}\n";
        assert_eq!(read(shown, LabelKind::Response), Some(pair("GET /lamps\n", "Answer", "{\"id\": 2}\n")));
        assert_eq!(plain(shown), None);
        assert_eq!(plain("POST /lamps/_bulk\n{\"a\": 1}\n{\"id\": 2}\n"), None);
    }

    #[test]
    fn what_is_not_an_exchange_in_parts_is_left_alone() {
        for text in [
            "POST /lamps\nContent-Type: application/json\n\n{\"response\": 1}\n",
            "# A remark\ncurl http://h/x\n",
            "{\n  // GET /lamps\n  \"a\": 1\n}\n",
            "response: {a: 1}\nurl: /x\n",
            "# GET /lamps returns all\nfor lamp in client.lamps():\n    print(lamp)\n",
        ] {
            assert_eq!(plain(text), None, "{text}");
        }
    }
}
