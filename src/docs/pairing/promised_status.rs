//! The status that a page promises for a response it shows without a status line.

use std::ops::Range;

use super::own_status::{
    in_first_comment, in_heading, in_heading_beside, in_item_around, in_label, in_title, right_below,
};
use super::promised_response::in_intro_of_section;
use super::prose_status::{codes_of_row, in_prose, is_labelled, is_one_line, is_redirect, labels_another};
use crate::contract::DocumentedBody;
use crate::docs::messages::elision::says_empty;
use crate::docs::messages::error_body;
use crate::docs::outline::label::names_outcome;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, LabelKind, Topic};
use crate::http::method::method;
use crate::http::status::{is_error, is_success};
use crate::http::{StatusSet, never_has_body};
use crate::text::Position;
use crate::text::begins_fence;

/// The status, and where it is named. In this order: the one code that the label of the response, its heading, or the words
/// above it name; the one success code (of an error body: the one error code) that the section names; else any `2xx`, or
/// `4xx` for an error.
pub(crate) fn promised_status(
    page: &PageContext<'_>,
    response: usize,
    section: Range<usize>,
    body: Option<&DocumentedBody>,
) -> (StatusSet, Position) {
    let error = body.and_then(|body| match body.root() {
        Some(root) => error_body::error_class(root),
        None => error_body::class_of_markup(body.text()),
    });
    let may_fail = || body.and_then(DocumentedBody::root).is_none_or(error_body::may_be_error);
    if let Some((code, place)) = own_status(page, response, error.is_some(), &may_fail) {
        return (StatusSet::code(code), place);
    }
    if let Some((code, place)) = error.and_then(|class| of_failure_above(page, response, class)) {
        return (StatusSet::code(code), place);
    }
    let introduced = || wording::introduces_failure(page.label(response).text) && may_fail();
    let error = error.or_else(|| (is_called_failure(page, response, section.start) || introduced()).then_some(4));
    // Of a response that never has a body nothing would be shown.
    let shows_body = !says_empty(page.fence(response).text.text(), true);
    let success = |code: u16| is_success(code) && !(shows_body && never_has_body(code));
    let fits = |code: u16| if error.is_some() { is_error(code) } else { success(code) };
    let found = right_above(page, response, &fits)
        .or_else(|| labelled_in_section(page, response))
        .or_else(|| in_heading_beside(page, response).filter(|(code, _)| fits(*code)));
    if let Some((code, at)) = found {
        return (StatusSet::code(code), page.place(at));
    }
    let named = in_section(page, response, section, error.is_some(), &fits);
    if let [(code, at)] = named.as_slice() {
        return (StatusSet::code(*code), page.place(*at));
    }
    let of_intro = if named.is_empty() { in_intro_of_section(page, response) } else { None };
    if let Some((code, place)) = of_intro.filter(|(code, _)| fits(*code)) {
        return (StatusSet::code(code), place);
    }
    // The body may not be all of the fence.
    let shown = match &page.fence(response).role {
        Role::Json(body) | Role::Text(body) => body.start(),
        _ => page.fence(response).text.start(),
    };
    (StatusSet::class(error.unwrap_or(2)), shown)
}

/// The code by what is said of the response alone: its label, its heading, a title, a comment, the item around it, the line below it.
fn own_status(
    page: &PageContext<'_>,
    response: usize,
    fails: bool,
    may_fail: &dyn Fn() -> bool,
) -> Option<(u16, Position)> {
    let own = in_label(page, response, fails, may_fail)
        .or_else(|| in_heading(page, response))
        .or_else(|| in_title(page, response))
        .or_else(|| in_first_comment(page, response));
    own.map(|(code, place)| (code, place.unwrap_or(page.fence(response).place)))
        .or_else(|| in_item_around(page, response).map(|(code, at)| (code, page.place(at))))
        .or_else(|| right_below(page, response))
}

/// The code of a failure of this class right above this one, with nothing between them: another body that comes with it.
fn of_failure_above(page: &PageContext<'_>, response: usize, class: u16) -> Option<(u16, Position)> {
    let above = response.checked_sub(1).filter(|_| page.fence(response).adjacent)?;
    let Role::Json(body) = &page.fence(above).role else { return None };
    let is_failure = body.root().and_then(error_body::error_class).is_some();
    if !is_failure || page.fence(above).section != page.fence(response).section {
        return None;
    }
    let own = own_status(page, above, true, &|| true).or_else(|| of_failure_above(page, above, class));
    own.filter(|(code, _)| code / 100 == class)
}

/// The code in the words right above a response, or above the body that is sent for it.
fn right_above(page: &PageContext<'_>, response: usize, fits: &dyn Fn(u16) -> bool) -> Option<(u16, usize)> {
    let above = in_prose(page, page.fence(response).gap.clone());
    let own = match above.as_slice() {
        [(code, at)] if fits(*code) || is_labelled(page, *at) => Some((*code, *at)),
        // "201 Created, or 409 Conflict": the body shows which.
        [(code, at), (_, other)] if is_one_line(page, *at, *other) && fits(*code) => Some((*code, *at)),
        _ => None,
    };
    let of_body = || above_own_body(page, response).filter(|(code, _)| fits(*code) || (300..400).contains(code));
    own.or_else(of_body)
}

/// The codes that the section of a response names and that may be its own.
fn in_section(
    page: &PageContext<'_>,
    response: usize,
    section: Range<usize>,
    fails: bool,
    fits: &dyn Fn(u16) -> bool,
) -> Vec<(u16, usize)> {
    let of_section = page.codes_of_section(section.clone(), || {
        let mut codes = in_prose(page, section.clone());
        codes.dedup_by_key(|(code, _)| *code);
        codes
    });
    let end = page.fence(response).range.end;
    let labelled = page.label_kind(response) == LabelKind::Response;
    let is_of_this = |at: usize| !(labelled && at > end && labels_another(page, at));
    let fitting = of_section.iter().copied().filter(|(code, at)| fits(*code) && is_of_this(*at));
    let mut named: Vec<(u16, usize)> = fitting.collect();
    if named.is_empty() && !fails {
        named = of_section.iter().copied().filter(|(code, at)| is_redirect(page, *code, *at)).collect();
    }
    if named.is_empty() {
        named.extend(in_table_of_call(page, response, section.start).filter(|(code, _)| fits(*code)));
    }
    named
}

/// Whether the label of a response, or the heading right above it, below `from`, calls it that of a failure: "Error response".
fn is_called_failure(page: &PageContext<'_>, response: usize, from: usize) -> bool {
    /// How many words a label or heading has that is not a sentence.
    const MOST: usize = 6;
    let is_short = |text: &str| text.split_whitespace().count() <= MOST && text.len() < 80;
    let label = page.label(response).text;
    let heading = page.fence(response).headings_below(from).next();
    let says = |text: &str| {
        is_short(text) && wording::mentions(Topic::Failure, text) && !wording::mentions(Topic::Success, text)
    };
    let is_response = |text: &str| LabelKind::of(text) == LabelKind::Response;
    // "- No such lamp", one of the items below a heading of responses.
    let is_failed_item = || {
        let begins = label.trim_start().starts_with(['-', '*', '+', '\u{2022}']);
        let in_responses = || heading.is_some_and(|heading| LabelKind::of(&heading.text) == LabelKind::Response);
        begins && is_short(label) && in_responses() && (says(label) || wording::mentions(Topic::FailureLabel, label))
    };
    let of_part = || page.titles_around(response).next().is_some_and(|(title, _)| says(title));
    says(label) && is_response(label)
        || names_outcome(Topic::FailureOutcome, label)
        || is_failed_item()
        || of_part()
        || heading.is_some_and(|heading| {
            let in_part = heading.names_part_of_exchange() || heading.continues_example();
            says(&heading.text) && in_part && (label.is_empty() || is_response(label) || is_short(label))
        })
}

/// The one code that is named above the body which is sent for a response, right above that: "If several are found, 300 is returned:".
fn above_own_body(page: &PageContext<'_>, response: usize) -> Option<(u16, usize)> {
    let body = response.checked_sub(1)?;
    let is_sent = matches!(page.fence(body).role, Role::Json(_))
        && page.fence(body).section == page.fence(response).section
        && matches!(page.label_kind(body), LabelKind::Request | LabelKind::RequestBody);
    let codes = if is_sent { in_prose(page, page.fence(body).gap.clone()) } else { Vec::new() };
    if let [only] = codes[..] { Some(only) } else { None }
}

/// How far from its heading, in bytes, the table about a call is looked for.
const FAR: usize = 2000;

/// The one code in the table about the call, which is at the top of the section that the example (from `end` on) is in.
fn in_table_of_call(page: &PageContext<'_>, response: usize, end: usize) -> Option<(u16, usize)> {
    let [.., section, _] = &*page.fence(response).headings else { return None };
    let (mut codes, mut at) = (Vec::new(), section.offset);
    for line in page.text().get(at..end)?.split_inclusive('\n') {
        if at > section.offset + FAR || begins_fence(line) {
            break;
        }
        if is_row_of_call(line) {
            codes.extend(codes_of_row(line).into_iter().map(|(code, into)| (code, at + into)));
        }
        at += line.len();
    }
    if let [only] = codes[..] { Some(only) } else { None }
}

/// Whether a line is a row of a table that names the method of a call, so that a code in it is that of its response.
fn is_row_of_call(line: &str) -> bool {
    let is_method = |cell: &str| method(cell.trim_matches([' ', '`', '*'])).is_some();
    line.starts_with('|') && line.split('|').any(is_method)
}

/// The one code that has a label between the heading right above a response and that: `**Code**: 404 Not Found`.
fn labelled_in_section(page: &PageContext<'_>, response: usize) -> Option<(u16, usize)> {
    /// How many bytes above the response are looked at.
    const FAR: usize = 4000;
    let fence = page.fence(response);
    let from = fence.headings.last()?.offset;
    let near = fence.range.start.checked_sub(from).is_some_and(|length| length < FAR);
    let mut codes = if near { in_prose(page, from..fence.range.start) } else { Vec::new() };
    codes.retain(|(_, at)| is_labelled(page, *at));
    codes.dedup_by_key(|(code, _)| *code);
    if let [only] = codes[..] { Some(only) } else { None }
}

#[cfg(test)]
mod tests {
    use crate::contract::Dialect;
    use crate::docs::read_page;
    use crate::text::{Page, Position};

    /// The status of the one example of a page, and where it is named.
    fn promised(below_request: &str) -> (String, Position) {
        let text = format!("# T\n\n## Lamp 404\n\n```http\nGET /lamps/404 HTTP/1.1\n```\n\n{below_request}\n");
        let docs = read_page(&Page { path: "p.md".into(), text }, &Dialect::ALL);
        let response = &docs.examples[0].response;
        (response.status.to_string(), response.status_place)
    }

    #[test]
    fn a_status_is_located_where_the_page_names_it() {
        let fence = "```json\n{\"error\": \"gone\"}\n```";
        for (label, status, place) in [
            ("Response (status 404):", "404", Position::new(9, 18)),
            ("### `404 Not Found`", "404", Position::new(9, 6)),
            ("This returns an error.\n\nResponse:", "4xx", Position::new(14, 1)),
        ] {
            assert_eq!(promised(&format!("{label}\n\n{fence}")), (status.to_owned(), place), "{label}");
        }
    }

    #[test]
    fn a_status_in_an_info_string_is_located_there_and_not_in_a_heading_above() {
        let fence = "```json title=\"404 Not Found\"\n{\"error\": \"gone\"}\n```";
        assert_eq!(promised(fence), ("404".to_owned(), Position::new(9, 16)));
    }
}
