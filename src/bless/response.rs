//! Status and header fields of a documented response changed to those received.

use super::PageEdit;
use crate::contract::{Case, Field};
use crate::http::status::is_error;
use crate::http::{Response, never_has_body, reason_phrases};
use crate::record::Redactor;
use crate::text::LineIndex;

/// The status code, with its phrase if the page shows that one.
///
/// # Errors
/// The change would turn a success into a failure or the reverse, or the page does not show the code there.
pub(super) fn status(page: &str, case: &Case, received: u16) -> Result<PageEdit, String> {
    let shown = &case.expectation.status;
    let Some(documented) = shown.only() else {
        let why = match (!is_error(shown.representative()), !is_error(received)) {
            (true, false) => " where a success is documented: a failure is not accepted as one",
            (false, true) => " where a failure is documented: a success is not accepted as one",
            _ => ", and the example shows no status that could be changed to it",
        };
        return Err(format!("HTTP {received} was received{why}"));
    };
    if is_error(documented) != is_error(received) {
        return Err(format!(
            "HTTP {received} was received where {documented} is documented: a failure is not accepted as a success, nor the other way round"
        ));
    }
    if never_has_body(received) && case.expectation.body.is_some() {
        return Err(format!(
            "HTTP {received} was received, which never has a body, and the example shows one: take it out of the page"
        ));
    }
    let at = LineIndex::new(page).offset(case.expectation.status_place).filter(|at| page.is_char_boundary(*at));
    let code = documented.to_string();
    let shown = at.and_then(|at| page[at..].strip_prefix(&code).map(|rest| (at, rest)));
    let (at, rest) = shown.ok_or("the page does not show the status code as such")?;
    let line = rest.lines().next().unwrap_or_default();
    let phrase = line
        .strip_prefix(' ')
        .map(str::trim_end)
        .filter(|phrase| reason_phrases::codes_of(phrase).contains(&documented));
    let new = reason_phrases::of_code(received);
    let (length, insert) = match (phrase, new) {
        (Some(phrase), Some(new)) => (code.len() + 1 + phrase.len(), format!("{received} {new}")),
        (Some(phrase), None) => (code.len() + 1 + phrase.len(), received.to_string()),
        (None, _) => (code.len(), received.to_string()),
    };
    Ok(PageEdit { range: at..at + length, insert })
}

/// A documented header field: the value that was received, or nothing if none was.
///
/// # Errors
/// The page does not show the field on a line of its own, or what was received is a secret.
pub(super) fn field(
    page: &str,
    case: &Case,
    name: &str,
    received: &Response,
    redactor: &Redactor,
) -> Result<PageEdit, String> {
    let field = case.expectation.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name));
    let field = field.ok_or_else(|| format!("the example does not show the header field {name}"))?;
    let lines = LineIndex::new(page);
    let elsewhere = || format!("the page does not show the header field {name} on a line of its own");
    let (start, value) = shown(page, &lines, field).ok_or_else(elsewhere)?;
    let Some(new) = received.headers.get(name) else {
        let line = field.place.line;
        let range = lines.start(line)..lines.end(line);
        let is_alone = page[range.start..start].trim_matches([' ', '\t', '>']).is_empty();
        return if is_alone { Ok(PageEdit { range, insert: String::new() }) } else { Err(elsewhere()) };
    };
    if redactor.header(name, new) != new {
        return Err(format!("the value of the header field {name} is a secret"));
    }
    Ok(PageEdit { range: value..value + field.value.len(), insert: new.to_owned() })
}

/// Where a field and its value start in the page.
fn shown(page: &str, lines: &LineIndex<'_>, field: &Field) -> Option<(usize, usize)> {
    let start = lines.offset(field.place)?;
    let rest = page.get(start..)?.strip_prefix(&field.name)?.strip_prefix(':')?;
    let value = start + field.name.len() + 1 + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
    page[value..].starts_with(&field.value).then_some((start, value))
}
