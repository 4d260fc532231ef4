//! Status lines as docs write them.

use super::http_version::is_meant_as_http;
use super::lines::first_line;
use crate::docs::wording::{self, Topic};
use crate::http::method::{method, only_reads};
use crate::http::{reason_phrases, status};
use crate::json;
use crate::text::{COLONS, Position, SourceText};

/// `HTTP/1.1 200 OK` and its like, without the reason phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StatusLine {
    pub(crate) status: u16,
    /// Where the number is.
    pub(crate) place: Position,
    /// Byte offset of the line after.
    pub(crate) end: usize,
    /// There is no `HTTP` before the number: what a page shows of a head is this line, and fields at most.
    pub(crate) bare: bool,
}

/// Reads the status line that a fence begins with, if it does.
pub(crate) fn status_line(text: &SourceText) -> Option<StatusLine> {
    let (start, line) = first_line(text.text())?;
    let arrowed = behind_arrow(line);
    let trimmed = arrowed.unwrap_or_else(|| line.trim_start());
    let indent = line.len() - trimmed.len();
    let below = text.text().get(start + line.len()..).unwrap_or_default();
    let (number, bare) = match after_http(without_comment(trimmed)) {
        Some(number) => (number, false),
        None => (
            commented(trimmed)
                .or_else(|| arrowed.filter(|line| has_reason_or_body(line)))
                .or_else(|| without_http(trimmed))
                .or_else(|| labelled(trimmed, below))
                .or_else(|| above_document(trimmed, below))?,
            true,
        ),
    };
    let status = status::code(number.get(..3)?)?;
    if number[3..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let place = text.place(start + indent + trimmed.len() - number.len());
    Some(StatusLine { status, place, end: (start + line.len() + 1).min(text.text().len()), bare })
}

/// The status code that a text consists of, a reason phrase behind it at most: a status line where a label calls it one.
pub(crate) fn lone_code(text: &SourceText) -> Option<StatusLine> {
    let source = text.text();
    let shown = source.trim();
    let shown = behind_arrow(shown).unwrap_or(shown);
    let status = status::code(shown.get(..3)?).filter(|status| *status >= 200)?;
    let reason = shown[3..].trim_start();
    let plain = reason.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '\''));
    let apart = reason.is_empty() || reason.len() < shown.len() - 3;
    let place = text.place(source.trim_end().len() - shown.len());
    (plain && apart && shown.len() < 60).then_some(StatusLine { status, place, end: source.len(), bare: true })
}

/// The status of a success that is all that a text shows of the response to what changes something: `201` to a `POST`, `204` to a
/// `DELETE`. Elsewhere such a number may count anything.
pub(crate) fn success_alone(method: &str, text: &SourceText) -> Option<StatusLine> {
    let line = lone_code(text).filter(|_| !only_reads(method))?;
    let is_number = text.text().trim().ends_with(|c: char| c.is_ascii_digit());
    (is_number && is_success_of_change(line.status)).then_some(line)
}

/// Whether a status is one with which only what changes something succeeds.
pub(crate) const fn is_success_of_change(status: u16) -> bool {
    matches!(status, 201 | 204)
}

/// The status that a text of one line is, its reason phrase with words of the page's own around it: `201 lamp created`.
pub(crate) fn reworded(text: &SourceText) -> Option<StatusLine> {
    /// How many words such a phrase has.
    const MOST: usize = 6;
    let line = lone_code(text)?;
    let own: Vec<String> = text.text().split_whitespace().skip(1).map(str::to_ascii_lowercase).collect();
    let phrase = reason_phrases::of_code(line.status)?.to_ascii_lowercase();
    (own.len() <= MOST && phrase.split(' ').all(|word| own.iter().any(|own| own == word))).then_some(line)
}

/// What is behind the arrow that a line begins with: `=> 200 OK`.
pub(crate) fn behind_arrow(line: &str) -> Option<&str> {
    const ARROWS: [&str; 8] = ["==>", "-->", "=>", "->", "= ", "\u{2192}", "\u{21d2}", "\u{27f6}"];
    let line = line.trim_start();
    ARROWS.iter().find_map(|arrow| line.strip_prefix(arrow)).map(str::trim_start)
}

/// A text of one line without the arrow that it begins with, which only says that it is what comes back.
pub(crate) fn without_arrow(text: SourceText) -> SourceText {
    let shown = text.text().trim_end();
    match behind_arrow(shown).filter(|rest| !rest.is_empty() && !rest.contains('\n')) {
        Some(rest) => text.part(shown.len() - rest.len()..shown.len()),
        None => text,
    }
}

/// Whether a line is a number and its reason phrase in any case, or a document: `201 created`, `404 {"error": "none"}`. A number alone
/// may be what is counted.
fn has_reason_or_body(line: &str) -> bool {
    let Some((number, rest)) = line.trim_end().split_once(' ').filter(|(number, _)| number.len() == 3) else {
        return false;
    };
    let Some(phrase) = number.parse().ok().and_then(reason_phrases::of_code) else { return false };
    let rest = rest.trim_start();
    let named = rest.get(..phrase.len()).filter(|start| start.eq_ignore_ascii_case(phrase));
    let behind = named.map_or(rest, |named| rest[named.len()..].trim_start());
    named.is_some() && behind.is_empty() || behind.starts_with(json::OPENING)
}

/// A line without the marks of a comment before it.
fn without_comment(line: &str) -> &str {
    line.strip_prefix("//").or_else(|| line.strip_prefix("# ")).map_or(line, str::trim_start)
}

/// `// 200 OK`, `# 200 OK`: a number and a reason phrase in a comment, above the body.
fn commented(line: &str) -> Option<&str> {
    let number = line.strip_prefix("//").or_else(|| line.strip_prefix("# "))?.trim_start();
    let reason = number.get(3..)?.strip_prefix(' ')?;
    reason.starts_with(|c: char| c.is_ascii_uppercase()).then_some(number)
}

/// `Status: 200 OK`, as a gateway's script writes it (RFC 3875, section 6.3.3), and `HTTP status: 200` in any language.
fn labelled<'l>(line: &'l str, below: &str) -> Option<&'l str> {
    const LABELS: [&str; 4] = ["status", "status code", "http status", "response status"];
    /// No label is longer, in bytes.
    const LONGEST: usize = 60;
    // `status 200 OK`
    let at = line.find(|c: char| c.is_ascii_digit()).filter(|&at| at <= LONGEST)?;
    let (label, number) = line.split_at(at);
    let reason = number.get(3..)?.trim_end();
    let is_phrase = reason.is_empty()
        || reason.strip_prefix(' ').is_some_and(|it| it.starts_with(|c: char| c.is_alphabetic() || c == '('));
    let name = label.trim_end().trim_end_matches(COLONS).trim_end();
    let is_label = || {
        LABELS.iter().any(|known| known.eq_ignore_ascii_case(name))
            || is_end_or_body(below) && !names_code_alone(name) && wording::is(Topic::CodeLabel, name)
    };
    // "Response: 201", right above the body of that.
    let is_response = || {
        let is_code = number.get(..3).and_then(status::code).and_then(reason_phrases::of_code).is_some();
        is_code
            && below.trim_start_matches(['\n', ' ']).starts_with(json::OPENING)
            && wording::is(Topic::ResponseHeading, name)
            && !wording::is(Topic::Result, name)
    };
    (is_phrase && (is_label() || is_response())).then_some(number)
}

/// Whether a label is the word for a code and nothing else, as members of bodies are named: `code: 200`.
fn names_code_alone(name: &str) -> bool {
    /// How many letters such a word has at most; `Statuscode` says of what.
    const MOST: usize = 6;
    let is_letter = |c: char| c < '\u{2e80}';
    name.chars().all(is_letter) && name.chars().count() <= MOST && wording::is(Topic::Code, name)
}

/// Whether nothing is below a line, a blank line, or a document right away.
fn is_end_or_body(below: &str) -> bool {
    let next = below.strip_prefix('\n').unwrap_or(below).split('\n').next().unwrap_or_default().trim();
    next.is_empty() || next.starts_with(['{', '[', '<'])
}

/// Versions of HTTP behind a blank in the place of a slash.
const VERSIONS: [&str; 4] = [" 1.1", " 1.0", " 2.0", " 2"];

/// The number behind `HTTP`, its version and the like: `HTTP/1.1 200`, `HTTP 200`, `HTTP code: 200`, `http/1.1 200`.
fn after_http(line: &str) -> Option<&str> {
    let lower = || line.strip_prefix("http").filter(|rest| rest.starts_with('/'));
    let rest = line.strip_prefix("HTTP").or_else(lower)?;
    let rest = rest.strip_prefix('/').map_or(rest, |v| v.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'));
    // `HTTP 1.1 200`: the slash is missing.
    let rest = VERSIONS
        .iter()
        .find_map(|version| rest.strip_prefix(version).filter(|rest| rest.starts_with(' ')))
        .unwrap_or(rest);
    let rest = rest.strip_prefix(" code:").unwrap_or(rest);
    let number = rest.trim_start();
    (number.len() < rest.len() && number.starts_with(|c: char| c.is_ascii_digit())).then_some(number)
}

/// Whether a fence begins with what is meant as a status line and is not one: `HTTP/1.1 2xx OK`, `HTP/1.1 200 OK`.
pub(crate) fn is_broken_status(text: &SourceText) -> bool {
    let Some((_, line)) = first_line(text.text()) else { return false };
    let Some((name, rest)) = line.trim().split_once('/') else { return false };
    // `HTTP/1.1 POST`: a request line the wrong way round.
    let is_method = || rest.split_whitespace().nth(1).is_some_and(|word| method(word).is_some());
    is_meant_as_http(name)
        && !is_method()
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && status_line(text).is_none()
}

/// `200 OK` with no `HTTP` before it: a number and a reason phrase in letters, nothing else on the line. In lower case
/// it is the phrase of that number, or the line may count something: `200 lamps`.
fn without_http(line: &str) -> Option<&str> {
    let (number, reason) = line.trim_end().split_once(' ')?;
    // `200 OK HTTP/1.1`, the wrong way round.
    let reason = reason.rsplit_once(" HTTP/").map_or(reason, |(reason, _)| reason);
    let is_phrase_of_code = || number.parse().is_ok_and(|code| reason_phrases::codes_of(reason).contains(&code));
    let phrase = (reason.starts_with(|c: char| c.is_ascii_uppercase()) || is_phrase_of_code())
        && reason.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '\''));
    (number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit()) && phrase).then_some(line)
}

/// `200` and nothing else, where the next line begins a document.
fn above_document<'l>(line: &'l str, below: &str) -> Option<&'l str> {
    let number = line.trim_end();
    let is_status = number.len() == 3 && number.parse().is_ok_and(|code| reason_phrases::of_code(code).is_some());
    (is_status && below.trim_start().starts_with('{')).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_lines_as_people_write_them() {
        let code = |text: &str| status_line(&SourceText::new(text, 1, &[])).map(|line| line.status);
        assert_eq!(code("\nHTTP/1.1 200 OK"), Some(200));
        assert_eq!(code("HTTP/1.1 204"), Some(204));
        assert_eq!(code("HTTP 201 Created"), Some(201));
        assert_eq!(code("HTTP/2 404"), Some(404));
        assert_eq!(
            (code("HTTP 1.1 201 Created"), code("HTTP 2 204"), code("HTTP 2044 x")),
            (Some(201), Some(204), None)
        );
        assert_eq!(code("HTTP code: 200 OK"), Some(200));
        assert_eq!(code("http/1.1 200 ok"), Some(200));
        assert_eq!(code("200 OK HTTP/1.1\nA: b"), Some(200));
        assert_eq!((code("400 Bad Request"), code("# 404 Not Found\n{}")), (Some(400), Some(404)));
        assert_eq!(
            (code("200 ok\nA: b"), code("404 not found"), code("204 NO CONTENT")),
            (Some(200), Some(404), Some(204))
        );
        assert_eq!(
            (code("200 lamps"), code("201 ok"), code("200 ok lamps"), code("200 accepted")),
            (None, None, None, None)
        );
        assert_eq!((code("Status: 201 Created"), code("Status: open"), code("code: 400")), (Some(201), None, None));
        for line in [
            "HTTP status: 201",
            "HTTP Status: 201 Created",
            "HTTP status code 201",
            "HTTP-Statuscode: 201",
            "Statuscode: 201",
            "Código de estado: 201",
            "Code de réponse : 201",
            "HTTP-статус: 201 (Created)",
            "响应状态码：201",
            "Response Code: 201\n\n{}",
            "status: 201",
            "Response: 201\n{\"id\": 1}",
        ] {
            assert_eq!(code(line), Some(201), "{line}");
        }
        for text in [
            "código: 201",
            "Response: 201",
            "Result: 201\n{}",
            "Response: 299\n{}",
            "Response Code: 201\nname: owl",
            "HTTP status of 201",
            "Code: 200",
            "HTTP limits: 200",
        ] {
            assert_eq!(code(text), None, "{text}");
        }
        for line in ["=> 201 created", "-> 201 {}", "\u{2192} 201\n{}", "==> HTTP/1.1 201 Created", "= 201 created"] {
            assert_eq!(code(line), Some(201), "{line}");
        }
        for text in ["=> 201 owls", "-> 201", "= 404", "-> 999", "= 4", "=>\n201", "=> {\"a\": 201}", "- 201 created"] {
            assert_eq!(code(text), None, "{text}");
        }
        assert_eq!((code("status 200 OK"), code("status of 200"), code("Status 2 of 4")), (Some(200), None, None));
        assert_eq!(
            (code("// 200 Okay (or 201)\n{}"), code("// 200 lamps"), code("// HTTP/1.1 204")),
            (Some(200), None, Some(204))
        );
        let lone = |text: &str| lone_code(&SourceText::new(text, 1, &[])).map(|line| line.status);
        assert_eq!(
            (lone("\n200\n"), lone("404 Not Found"), lone("2000"), lone("200 4"), lone("{}")),
            (Some(200), Some(404), None, None, None)
        );
        assert_eq!((lone("=> 404"), lone("= 404 owls in 3 barns")), (Some(404), None));
        let alone = |method, text: &str| success_alone(method, &SourceText::new(text, 1, &[])).map(|line| line.status);
        assert_eq!((alone("DELETE", "-> 204"), alone("POST", "201\n")), (Some(204), Some(201)));
        assert_eq!((alone("GET", "201"), alone("DELETE", "404"), alone("POST", "201 owls")), (None, None, None));
        let reworded = |text: &str| reworded(&SourceText::new(text, 1, &[])).map(|line| line.status);
        assert_eq!((reworded("201 lamp created\n"), reworded("404 lamp not found")), (Some(201), Some(404)));
        assert_eq!((reworded("200 lamps"), reworded("201"), reworded("404 lamps found")), (None, None, None));
        let broken = |text: &str| is_broken_status(&SourceText::new(text, 1, &[]));
        assert!(broken("HTTP/1.1 2xx OK") && broken("HTP/1.1 200 OK") && broken("\nHTTP/1.1 OK"));
        assert!(!broken("HTTP/1.1 200 OK") && !broken("https://h/1") && !broken("text/1"));
        assert_eq!((code("404\n{\"a\": 1}"), code("404\n405\n{}"), code("199\n{}")), (Some(404), None, None));
        assert_eq!(code("2000 OK"), None);
        assert_eq!(code("HTTPS is safe"), None);
        assert_eq!(code("{\"a\": 1}"), None);
    }
}
