//! What a page promises of a response that no fence shows: a status in words, or a row of a table.

use std::ops::Range;

use super::expected_result::expected_status;
use super::promised_codes::{Evidence, promised_codes};
use super::promised_words::{FAR, above, below, of_call, of_section};
use super::response_table;
use super::unshown_response::PromisedResponse;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::page_context::PageContext;
use crate::docs::wording::{self, announces_example};
use crate::text::Position;

/// What the page promises of the response to a request that it does not show: in a table of responses, else in words.
pub(crate) fn promised_response(open: &OpenFences<'_>, request: usize) -> Option<PromisedResponse> {
    response_table::promised(open, request).or_else(|| {
        let (status, place) = in_words(open, request)?;
        Some(PromisedResponse { status, place, content_type: None, body: None })
    })
}

/// The status that is all that a heading about the response has below it: what states the syntax of a route is answered with that.
pub(super) fn stated_alone(open: &OpenFences<'_>, request: usize) -> Option<PromisedResponse> {
    let codes = promised_codes(open.page, below(open, request), Evidence::Alone);
    let [(status, at)] = codes[..] else { return None };
    let place = open.page.place(at);
    (200..400).contains(&status).then_some(PromisedResponse { status, place, content_type: None, body: None })
}

/// Whether a page of tests says what it expects of a request.
pub(super) fn is_expected(open: &OpenFences<'_>, request: usize) -> bool {
    open.role(request).is_leading_route() && expected_status(open.page, below(open, request)).is_some()
}

/// What a page of tests expects; else the one success that words promise: below the request ("You should receive `HTTP/1.1 200 OK`",
/// "Response code: 204"), right above it under the same heading ("This endpoint returns `204 No Content`"), or, of a request under
/// "Examples", in the section that these belong to.
fn in_words(open: &OpenFences<'_>, request: usize) -> Option<(u16, Position)> {
    let page = open.page;
    let role = open.role(request);
    let evidence = if role.holds_commands() { Evidence::All } else { Evidence::Words };
    let below = below(open, request);
    let may_expect = !role.is_named_route() || role.is_leading_route();
    if let Some(expected) = expected_status(page, below.clone()).filter(|_| may_expect) {
        return Some(expected);
    }
    let promised_below = only_success(page, below, evidence);
    // The words above a route that is named in passing are about something else.
    if promised_below.is_some() || role.is_named_route() {
        return promised_below;
    }
    only_success(page, above(open, request), Evidence::Words)
        .or_else(|| in_section(page, of_section(open, request)?, Evidence::Words))
        .or_else(|| in_section(page, of_call(open, request)?, evidence))
}

/// The one success that the section of a request promises: a redirect is that of another call, or of some condition.
fn in_section(page: &PageContext<'_>, section: Range<usize>, evidence: Evidence) -> Option<(u16, Position)> {
    only_success(page, section, evidence).filter(|(code, _)| *code < 300)
}

/// The one success that a part of a page promises in words.
fn only_success(page: &PageContext<'_>, words: Range<usize>, evidence: Evidence) -> Option<(u16, Position)> {
    let mut codes = promised_codes(page, words, evidence);
    codes.retain(|(code, _)| (200..400).contains(code));
    codes.dedup_by_key(|(code, _)| *code);
    let [(code, at)] = codes[..] else { return None };
    Some((code, page.place(at)))
}

/// What a part of a page promises in words.
pub(super) fn in_range(open: &OpenFences<'_>, words: Range<usize>) -> Option<PromisedResponse> {
    let (status, place) = only_success(open.page, words, Evidence::Words)?;
    Some(PromisedResponse { status, place, content_type: None, body: None })
}

/// The one success that the first words of the section promise in whose part "Example" a response is: "Returns an HTTP 200 OK
/// response code and all lamps", and below other parts of the section the example.
pub(super) fn in_intro_of_section(page: &PageContext<'_>, response: usize) -> Option<(u16, Position)> {
    let [.., section, example] = &*page.fence(response).headings else { return None };
    let end = page.outline.headings_between(section.offset, example.offset).first().unwrap_or(example).offset;
    let near = end - section.offset < FAR && announces_example(&example.text);
    let (code, place) = only_success(page, section.offset..end, Evidence::Words).filter(|_| near)?;
    let words = page.text().get(section.offset..end)?;
    let digits = code.to_string();
    let sentences = words.split("\n\n").flat_map(|paragraph| paragraph.split(". ")).flat_map(|part| part.split(".\n"));
    let mut of_code = sentences.filter(|sentence| sentence.contains(&digits));
    let on_condition = of_code.any(|sentence| wording::conditions(sentence).next().is_some());
    (!on_condition).then_some((code, place))
}
