//! The header fields and the body of a documented message.

use super::body_text::{body, body_with_blanks, left_out_body};
use super::elision::is_rule;
use super::lines::{line_at, skip_blank};
use super::message_defect::{MessageDefect, MessageDefectKind};
use crate::contract::{DocumentedBody, Field, is_left_out};
use crate::http::{MediaType, is_known_field, is_token, never_has_body};
use crate::text::{SourceText, Span};

/// A documented message after its start line.
#[derive(Debug, Default)]
pub(super) struct FieldsAndBody {
    pub(super) headers: Vec<Field>,
    pub(super) body: Option<DocumentedBody>,
    /// The dots in the place of a body that is not shown.
    pub(super) left_out: Option<DocumentedBody>,
    pub(super) defects: Vec<MessageDefect>,
}

/// Reads the body from byte `at` of a text.
type BodyReader = fn(&SourceText, usize) -> Option<DocumentedBody>;

impl FieldsAndBody {
    /// Reads them from byte `at`, the start of the line after the start line.
    pub(super) fn read(text: &SourceText, at: usize) -> Self {
        Self::read_message(text, at, false, body)
    }

    /// Those of a request: `bodiless` if its method has no body as a rule (`GET`, `HEAD`). Its body is sent with the blanks at its
    /// end.
    pub(super) fn of_request(text: &SourceText, at: usize, bodiless: bool) -> Self {
        Self::read_message(text, at, bodiless, body_with_blanks)
    }

    /// Those of a response with this status. Dots in the last line of a head stand for fields, for a body, or for both.
    pub(super) fn of_response(text: &SourceText, at: usize, status: u16) -> Self {
        let mut read = Self::read(text, at);
        if never_has_body(status) {
            read.left_out = None;
        } else if read.body.is_none() && read.left_out.is_none() {
            let last = text.text().trim_end().rfind('\n').map_or(0, |line| line + 1);
            read.left_out = if last >= at { left_out_body(text, last) } else { None };
        }
        read
    }

    /// Reads what is below the head as the body.
    fn read_body(&mut self, text: &SourceText, at: usize, bodiless: bool, body: BodyReader) {
        self.body = body(text, at);
        if self.body.is_none() && !bodiless {
            self.left_out = left_out_body(text, at);
        }
    }

    fn read_message(text: &SourceText, mut at: usize, bodiless: bool, body: BodyReader) -> Self {
        let source = text.text();
        let mut read = Self::default();
        let mut elided = false;
        while at < source.len() {
            let line = line_at(source, at);
            let next = (at + line.len() + 1).min(source.len());
            if is_rule(line) {
                read.read_body(text, next, bodiless, body);
                return read;
            } else if is_left_out(line) {
                // Further fields are left out; what follows is one of them, or the body.
                elided = true;
                at = next;
            } else if is_markup_comment(line) && field(line_at(source, next)).is_some() {
                at = next;
            } else if line.trim().is_empty() {
                let after = skip_blank(source, next);
                if !head_goes_on(&source[after..], &read.headers) {
                    read.read_body(text, after, bodiless, body);
                    return read;
                }
                read.defect(MessageDefectKind::BlankLineInHead, text.rest_of_line(at));
                at = after;
            } else if let Some((name, value)) = field(line) {
                let place = text.place(at + line.len() - line.trim_start().len());
                read.headers.push(Field { name: name.to_owned(), value: value.to_owned(), place });
                at = next;
            } else if let Some(last) = read.headers.last_mut().filter(|last| is_folded(last, line)) {
                last.value.push_str(line.trim());
                at = next;
            } else if let Some(last) = read.headers.last_mut().filter(|last| is_continued(last, line)) {
                last.value.push(' ');
                last.value.push_str(line.trim());
                at = next;
            } else if !starts_body(line)
                && (head_goes_on(&source[next..], &read.headers) || lacks_colon(line, &source[next..], bodiless))
            {
                read.defect(MessageDefectKind::NotAField, text.rest_of_line(at));
                at = next;
            } else {
                if !elided {
                    read.defect(MessageDefectKind::NoBlankLine, text.rest_of_line(at));
                }
                read.read_body(text, at, bodiless, body);
                return read;
            }
        }
        read
    }

    fn defect(&mut self, kind: MessageDefectKind, span: Span) {
        self.defects.push(MessageDefect { kind, span });
    }
}

/// Whether a line is a comment of HTML, which a head in a fence of that language may have between its fields.
fn is_markup_comment(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("<!--") && line.ends_with("-->")
}

/// Whether a line goes on with a credential of the field above it, which is too long for one line.
fn is_folded(field: &Field, line: &str) -> bool {
    const SHORTEST: usize = 16;
    let shown = line.trim();
    let encoded = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_' | '.');
    field.name.to_ascii_lowercase().ends_with("authorization")
        && field.value.rsplit(' ').next().is_some_and(|end| end.len() >= SHORTEST && end.chars().all(encoded))
        && shown.len() >= SHORTEST
        && shown.chars().all(encoded)
}

/// Whether an indented line goes on with the list in the field above it: `OAuth oauth_nonce="a",` and its further parameters.
fn is_continued(field: &Field, line: &str) -> bool {
    line.starts_with([' ', '\t']) && field.value.ends_with([',', ';']) && !starts_body(line)
}

/// A header field: a token, a colon, a value; the space after the colon may be missing.
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.trim().split_once(':')?;
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic()) && is_token(name);
    // `http://...` on a line of its own is not a field.
    (named && !value.starts_with("//")).then(|| (name, value.trim()))
}

/// Whether a line is a header field whose colon is missing: `Content-Type text/html`, `Accept application/json`. `below`: what
/// follows it. Where no body is to be expected (`bodiless`) words suffice of which a body may consist elsewhere.
fn lacks_colon(line: &str, below: &str, bodiless: bool) -> bool {
    let Some((name, value)) = line.trim().split_once([' ', '\t']) else { return false };
    let value = value.trim();
    if value.is_empty() || !is_token(name) || value.starts_with(['=', ':']) {
        return false;
    }
    if !is_known(name) {
        return bodiless && is_spelt_as_field(name) && !value.contains(' ');
    }
    let above_document = || line_at(below, 0).trim().is_empty() && below.trim_start().starts_with(['{', '[', '<']);
    let is_word = !value.contains(' ');
    is_word && name.contains('-') || bodiless || is_value_of(name, value) || is_word && above_document()
}

/// Whether a name is written as only names of header fields are: `Lamp-Token`.
fn is_spelt_as_field(name: &str) -> bool {
    let is_part = |part: &str| part.starts_with(|c: char| c.is_ascii_uppercase()) && is_word(part);
    name.contains('-') && name.split('-').all(is_part)
}

fn is_word(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Whether a text has the form of the values of that field, which no prose has.
fn is_value_of(name: &str, value: &str) -> bool {
    let first = value.split([',', ';', ' ']).next().unwrap_or_default();
    match name.to_ascii_lowercase().as_str() {
        "accept" | "content-type" => first.split_once('/').is_some_and(|(kind, of)| !kind.is_empty() && !of.is_empty()),
        "authorization" => {
            let schemes = ["bearer", "basic", "digest", "token", "apikey"];
            value.len() > first.len() && schemes.contains(&first.to_ascii_lowercase().as_str())
        }
        "host" => value == first && value.contains(['.', ':']),
        "cookie" => first.contains('='),
        _ => false,
    }
}

/// Whether a text begins with a well-known header field, its colon possibly left out.
pub(super) fn begins_with_field(text: &str) -> bool {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let line = line_at(text, 0);
    lacks_colon(line, "", false) || field(line).is_some_and(|(name, value)| is_known(name) && !value.is_empty())
}

/// Whether a text consists of header fields alone, one of them well known: they are of a message that another fence shows.
pub(crate) fn holds_fields_alone(text: &str) -> bool {
    let text = text.trim();
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !is_left_out(line)).map(field);
    let known = |line: Option<(&str, &str)>| line.map(|(name, _)| is_known_field(name));
    lines.try_fold(false, |any, line| known(line).map(|known| any | known)) == Some(true)
}

/// The header fields of a text that consists of them.
pub(crate) fn fields_alone(text: &SourceText) -> Vec<Field> {
    FieldsAndBody::read(text, text.text().len() - text.text().trim_start().len()).headers
}

/// The header fields, one of them well known, with which a text begins, and the document below a blank line after them: a
/// response without its status line.
pub(crate) fn fields_without_status(text: &SourceText) -> Option<(Vec<Field>, DocumentedBody)> {
    let source = text.text();
    let start = source.len() - source.trim_start().len();
    // Nearly all texts end here.
    if !source[start..].starts_with(|c: char| c.is_ascii_alphabetic()) || field(line_at(source, start)).is_none() {
        return None;
    }
    let FieldsAndBody { headers, body, defects, .. } = FieldsAndBody::read(text, start);
    let body = body.filter(|body| body.text().starts_with(['{', '[', '<']))?;
    let is_head = defects.is_empty() && headers.iter().any(|field| is_known_field(&field.name));
    is_head.then_some((headers, body))
}

fn starts_body(line: &str) -> bool {
    line.trim_start().starts_with(['{', '[', '<', '"', '}', ']', '.'])
}

/// Whether the head goes on after a blank line, or one that is not a field: what follows is a known header field that the
/// message does not have yet. A body of mail or text begins with fields, too, so after such a media type the head is over.
fn head_goes_on(after: &str, seen: &[Field]) -> bool {
    if seen.is_empty() && !after.is_empty() {
        // Nothing but the start line so far: a paragraph of fields, one of them well known, is the head.
        let paragraph = after.split('\n').take_while(|line| !line.trim().is_empty());
        let mut fields = paragraph.map(field).peekable();
        let known = |f: Option<(&str, &str)>| f.map(|(name, _)| is_known(name));
        return fields.peek().is_some() && fields.try_fold(false, |any, f| known(f).map(|k| any | k)) == Some(true);
    }
    let Some((name, _)) = field(line_at(after, 0)) else { return false };
    let is = |field: &Field, name: &str| field.name.eq_ignore_ascii_case(name);
    let textual = |f: &&Field| {
        let of_text = |it: &MediaType| it.is_text() || it.essence().starts_with("message/");
        is(f, "content-type") && MediaType::parse(&f.value).as_ref().is_some_and(of_text)
    };
    is_known(name) && !seen.iter().any(|f| is(f, name)) && !seen.iter().any(|f| textual(&f))
}

/// Whether a field name is well known, or one of an extension (`X-...`).
pub(crate) fn is_known(name: &str) -> bool {
    is_known_field(name) || name.get(..2).is_some_and(|prefix| prefix.eq_ignore_ascii_case("x-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Option<String>, Vec<MessageDefectKind>) {
        let start = text.find('\n').expect("a start line") + 1;
        let read = FieldsAndBody::read(&SourceText::new(text, 1, &[]), start);
        let headers = read.headers.iter().map(|field| format!("{}={}", field.name, field.value)).collect();
        let kinds = read.defects.iter().map(|defect| defect.kind).collect();
        (headers, read.body.map(|body| body.text().to_owned()), kinds)
    }

    fn strings(list: &[&str]) -> Vec<String> {
        list.iter().map(|s| (*s).to_owned()).collect()
    }

    #[test]
    fn head_and_body_are_kept_apart() {
        let (headers, body, defects) =
            read("HTTP/1.1 200 OK\nContent-Type: application/json\nETag:\"1\"\n\n\n{\n}\n\n");
        assert_eq!(headers, strings(&["Content-Type=application/json", "ETag=\"1\""]));
        assert_eq!((body.as_deref(), defects), (Some("{\n}"), vec![]));
    }

    #[test]
    fn comments_between_fields_are_not_sent() {
        let (headers, body, _) =
            read("PUT /x HTTP/1.1\nAge: 1\n<!-- where it matters -->\nX-B: 2\n\n<!-- a: b -->\n<c/>");
        assert_eq!((headers, body.as_deref()), (strings(&["Age=1", "X-B=2"]), Some("<!-- a: b -->\n<c/>")));
    }

    #[test]
    fn fields_alone_are_not_a_body() {
        assert!(holds_fields_alone("Content-Type: application/json\nX-Lamp: 7\n...\n"));
        assert!(holds_fields_alone("Location: /lamps/7"));
        for body in ["lamp: 7\nlit: yes", "Content-Type: a/b\n\nlit", "{\"Location\": 1}", "on", ""] {
            assert!(!holds_fields_alone(body), "{body}");
        }
    }

    #[test]
    fn a_list_may_go_on_in_indented_lines() {
        let (headers, body, defects) = read(
            "GET /x\nX-A: 1\nAuthorization: OAuth realm=\"x\",\n  nonce=\"a\",\n\tcount=1\nAccept: a/b,\n\n  text",
        );
        assert_eq!(
            headers,
            strings(&["X-A=1", "Authorization=OAuth realm=\"x\", nonce=\"a\", count=1", "Accept=a/b,"])
        );
        assert_eq!((body.as_deref().map(str::trim), defects), (Some("text"), Vec::new()));
    }

    #[test]
    fn a_missing_blank_line_is_noted_and_put_back() {
        let (headers, body, defects) = read("HTTP/1.1 200 OK\nContent-Type: application/json\n{\"a\": 1}");
        assert_eq!(headers.len(), 1);
        assert_eq!((body.as_deref(), defects), (Some("{\"a\": 1}"), vec![MessageDefectKind::NoBlankLine]));
    }

    #[test]
    fn a_stray_blank_line_does_not_end_the_head() {
        let (headers, body, defects) = read("HTTP/1.1 200 OK\n\nContent-Type: application/json\n\n{}");
        assert_eq!(
            (headers.len(), body.as_deref(), defects),
            (1, Some("{}"), vec![MessageDefectKind::BlankLineInHead])
        );
    }

    #[test]
    fn a_field_of_a_request_without_its_colon_is_not_a_body() {
        let read = |text: &str| {
            let start = text.find('\n').expect("a request line") + 1;
            FieldsAndBody::of_request(&SourceText::new(text, 1, &[]), start, text.starts_with("GET"))
        };
        for text in [
            "GET /lamps\nAccept application/json\n",
            "GET /lamps\nAccept application/json, text/csv\n\n",
            "GET /lamps\nHost: lamps.test\nRange bytes\nX-Lamp 7",
            "GET /lamps\nAuthorization Bearer abc\nX-Lamp-Id 7",
            "GET /lamps\nLamp-Token seven",
            "POST /lamps\nAccept application/json\nAuthorization Bearer abc\n\n{\"lit\": true}",
            "POST /lamps\nRange 7\n\n{\"lit\": true}",
        ] {
            let read = read(text);
            assert_eq!(read.body.is_some(), text.starts_with("POST"), "{text}");
            let kinds: Vec<_> = read.defects.iter().map(|defect| defect.kind).collect();
            assert!(
                !kinds.is_empty() && kinds.iter().all(|kind| *kind == MessageDefectKind::NotAField),
                "{text} {kinds:?}"
            );
        }
        for body in
            ["{\"a\": 1}", "a=b&c=d", "<lamp/>", "lamp 7", "Range of light", "From here\nto there", "Accept = x"]
        {
            let read = read(&format!("POST /lamps\nHost: lamps.test\n{body}"));
            assert_eq!(read.body.map(|read| read.text().to_owned()).as_deref(), Some(body));
        }
    }

    #[test]
    fn a_mail_in_the_body_keeps_its_fields() {
        let (headers, body, _) = read("HTTP/1.1 200 OK\nContent-Type: text/plain\n\nX-From: a\nDate: b\n\nhi");
        assert_eq!((headers.len(), body.as_deref()), (1, Some("X-From: a\nDate: b\n\nhi")));
    }
}
