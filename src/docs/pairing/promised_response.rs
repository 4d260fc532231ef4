//! What a page promises of a response that no fence shows: a status in words, or a row of a table.

use std::ops::Range;

use super::between_requests::{request_above, turn};
use super::call_section::{MOST, section_of_call};
use super::expected_result::expected_status;
use super::general_section::{answers, is_other_call};
use super::prose_status::codes_of_row;
use super::response_table;
use super::status_codes::{has_reason, status_codes};
use crate::contract::{DocumentedBody, Field, ResponseFacts};
use crate::docs::DocResponse;
use crate::docs::messages::paths::{matches_path, path_of};
use crate::docs::outline::example_extent::ExampleExtent;
use crate::docs::outline::heading::Heading;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, Topic, announces_example, begins_with_status};
use crate::http::{StatusSet, never_has_body};
use crate::text::{Position, boundary_from};

/// A response that is promised and not shown.
#[derive(Clone)]
pub(crate) struct PromisedResponse {
    pub(crate) status: u16,
    /// Where the status is named.
    pub(crate) place: Position,
    pub(crate) content_type: Option<Field>,
    pub(crate) body: Option<DocumentedBody>,
}

impl PromisedResponse {
    /// Where it is shown, to a request at a line: in the row of a table, or in words below the request.
    pub(crate) fn shown_at(&self, line: u32) -> Option<Position> {
        (self.content_type.is_some() || self.place.line > line).then_some(self.place)
    }

    /// As the response of an example; `line`: that of the request, where nothing of the response is shown. A body that is not shown may come.
    pub(crate) fn into_response(self, line: u32) -> DocResponse {
        DocResponse {
            line: self.shown_at(line).map_or(line, |place| place.line),
            status: StatusSet::code(self.status),
            status_place: self.place,
            headers: self.content_type.into_iter().collect(),
            status_only: self.body.is_none() && !never_has_body(self.status),
            body: self.body,
            fields: Vec::new(),
            facts: ResponseFacts::default(),
        }
    }
}

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

/// The section of a request, where it is short and shows nothing else of an exchange.
fn of_call(open: &OpenFences<'_>, request: usize) -> Option<Range<usize>> {
    let section = section_of_call(open, request).filter(|section| section.len() < FAR)?;
    let is_other = |at: usize| {
        let fence = open.page.fence(at);
        at != request
            && section.contains(&fence.range.start)
            && (fence.role.request().is_some() || fence.role.holds_commands() || answers(open, at))
    };
    let shows_other = open.near(request, MOST + 1).any(is_other);
    let next = (request + 1..open.count()).find(|&at| !open.role(at).is_named_route());
    let turns = next.and_then(|next| turn(open, request, next)).unwrap_or(section.end);
    let turned = request_above(open, request).and_then(|upper| turn(open, upper, request)).unwrap_or_default();
    let words = section.start.max(turned)..section.end.min(turns);
    (!shows_other && words.start < words.end).then_some(words)
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

/// What makes a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Evidence {
    /// A status that is all that is below a heading.
    Alone,
    /// That, sentences and labels.
    Words,
    /// All of these, lines of a few words about the response, reason phrases beside the word for one, and rows of tables.
    All,
}

/// The codes that a part of a page promises, outside of fences.
fn promised_codes(page: &PageContext<'_>, words: Range<usize>, evidence: Evidence) -> Vec<(u16, usize)> {
    let (mut codes, mut at) = (Vec::new(), words.start);
    // A heading right above that is about the response makes a promise of a status alone.
    let (mut below_heading, mut in_part) = (false, false);
    for paragraph in pieces(page.text().get(words).unwrap_or_default()) {
        let start = at;
        at += paragraph.len();
        if paragraph.trim().is_empty() || page.is_in_fence(start + paragraph.len() - paragraph.trim_start().len()) {
            continue;
        }
        let heads = heads_response(paragraph);
        if heads || paragraph.trim_start().starts_with('#') {
            in_part = heads;
        }
        let headed = std::mem::replace(&mut below_heading, heads);
        let is_table = || paragraph.trim_start().starts_with('|');
        let found = match evidence {
            _ if headed && is_status_alone(paragraph) => status_codes(paragraph),
            Evidence::Alone => Vec::new(),
            Evidence::Words if is_table() => Vec::new(),
            Evidence::All if is_table() => codes_of_table(paragraph, in_part),
            Evidence::Words | Evidence::All => codes_of_words(paragraph, in_part, evidence == Evidence::All),
        };
        codes.extend(found.into_iter().map(|(code, into)| (code, start + into)));
    }
    codes.sort_unstable();
    codes
}

/// The paragraphs of a text; a heading is one, even if no blank line is around it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (mut end, mut blank) = (0, false);
        for line in rest.split_inclusive('\n') {
            let is_heading = line.starts_with('#');
            if end > 0 && (is_heading || blank && !line.trim().is_empty()) {
                break;
            }
            end += line.len();
            blank = line.trim().is_empty() && end > line.len() || blank;
            if is_heading {
                break;
            }
        }
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// The codes in the rows of a table of statuses: it is in a part about the response, or its head says so.
fn codes_of_table(table: &str, in_part: bool) -> Vec<(u16, usize)> {
    let head = table.trim_start().lines().next().unwrap_or_default();
    let is_of_codes = wording::mentions(Topic::StatusList, head) && wording::mentions(Topic::Code, head);
    if !is_of_codes && !in_part {
        return Vec::new();
    }
    let (mut codes, mut at) = (Vec::new(), 0);
    for row in table.split_inclusive('\n') {
        codes.extend(codes_of_row(row).into_iter().map(|(code, into)| (code, at + into)));
        at += row.len();
    }
    codes
}

/// The codes that the sentences and labels of a paragraph promise; of a command also lines of a few words in a part about the
/// response, and reason phrases.
fn codes_of_words(paragraph: &str, in_part: bool, is_whole: bool) -> Vec<(u16, usize)> {
    /// How many words a line has that is no sentence.
    const SHORT: usize = 8;
    let (mut codes, mut from) = (Vec::new(), 0);
    let is_brief = |line: &str| wording::words(line).count() <= SHORT && !line.trim_start().starts_with(['|', '#']);
    for sentence in paragraph.split_inclusive(". ") {
        let start = from;
        from += sentence.len();
        let mut shown = status_codes(sentence);
        if shown.is_empty() {
            continue;
        }
        // The name of a method is no verb.
        let verbs = sentence.replace("GET", "");
        let conditional = wording::begins(Topic::ConditionalResponse, sentence.trim_start()).is_some();
        // What the reader's own server has to answer is not what this one does.
        if wording::mentions(Topic::DemandsStatus, sentence) {
            continue;
        }
        let promises = wording::mentions(Topic::PromisesStatus, &verbs)
            || sentence.lines().any(is_status_label)
            || is_status_label(sentence)
            || in_part && is_whole && sentence.lines().all(is_brief);
        let mentions_response = || is_whole && wording::mentions(Topic::Response, &verbs);
        shown.retain(|(code, at)| {
            let is_named = || sentence[..*at].ends_with('`') && has_reason(&sentence[at + 3..]) && mentions_response();
            (*code < 300 || !conditional)
                && (promises || is_returned(&sentence[*at + 3..]) || is_named())
                && !is_defined(&sentence[at + 3..])
        });
        codes.extend(shown.into_iter().map(|(code, into)| (code, start + into)));
    }
    codes
}

/// Whether what is behind a code says what it means: "200 indicates success".
fn is_defined(after: &str) -> bool {
    wording::begins(Topic::DefinesCode, after.trim_start_matches(['`', '*', ' '])).is_some()
}

/// Whether a paragraph is a heading or a label in bold about a response.
fn heads_response(paragraph: &str) -> bool {
    let shown = paragraph.trim();
    let bold = || shown.starts_with("**") && shown.trim_end_matches(':').ends_with("**");
    let is_about = || {
        let is_status =
            |text: &str| wording::is_worded(Topic::CodeLabel, text.trim_matches(|c: char| !c.is_alphanumeric()));
        wording::mentions(Topic::ResponseHeading, shown) || is_status(shown)
    };
    (shown.starts_with('#') || bold()) && !shown.contains('\n') && is_about()
}

/// Whether a paragraph is a status and nothing else: `204 No Content`.
fn is_status_alone(paragraph: &str) -> bool {
    let shown = paragraph.trim().trim_start_matches(['-', '+', ' ']).trim_matches(['`', '*', '_', '.', ' ']);
    let shown = shown.strip_prefix("HTTP ").unwrap_or(shown);
    let reason = shown.get(3..).unwrap_or_default().trim_start_matches([' ', '-', '\u{2013}']);
    let is_phrase = reason.chars().all(|c| c.is_ascii_alphabetic() || c == ' ') && reason.split(' ').count() <= 3;
    is_phrase && begins_with_status(shown)
}

/// How far from a request, in bytes, its response may be promised.
const FAR: usize = 16_000;

/// The words below a request, up to the next request or to the heading that begins something else.
pub(super) fn below(open: &OpenFences<'_>, request: usize) -> Range<usize> {
    let page = open.page;
    let fence = page.fence(request);
    let asks = |role: &Role| role.is_request_like() || role.holds_commands() || role.is_leading_route();
    let far = fence.range.end.saturating_add(FAR);
    let next = (page.past_parts(request)..open.count())
        .take_while(|&at| page.fence(at).range.start < far)
        .find(|&at| {
            page.fence(at).range.start >= fence.range.end
                && (asks(&page.fence(at).role) || turns_to_another(&page.fence(request).role, &page.fence(at).role))
                && !is_in_next_tab(page, request, at)
                && !names_command(page, request, at)
        })
        .map_or(page.text().len(), |next| turn(open, request, next).unwrap_or(page.fence(next).range.start));
    let next = next.min(boundary_from(page.text(), far));
    let headings = page.outline.headings_between(fence.range.end, next);
    let outside = [ExampleExtent::default().first_outside(headings, fence), first_of_other_part(headings)];
    let end = outside.into_iter().flatten().map(|heading| heading.offset).min();
    fence.range.end..end.unwrap_or(next)
}

/// Whether a sentence below the request of a fence names another call: what it promises is about that.
fn turns_to_another(request: &Role, mentioned: &Role) -> bool {
    let Role::Request(message) = request else { return false };
    let (Role::NamedRoute { message: other, leads: false }, asked) = (mentioned, &message.line) else { return false };
    !other.line.assumed && (other.line.method != asked.method || !matches_path(&asked.url, &other.line.url))
}

/// Whether a route in a line of its own names what the command above it requests.
fn names_command(page: &PageContext<'_>, command: usize, at: usize) -> bool {
    let Role::NamedRoute { message, .. } = &page.fence(at).role else { return false };
    let path = path_of(&message.line.url);
    page.fence(command).role.holds_commands() && path.len() > 1 && page.fence(command).text.text().contains(path)
}

/// Whether a command is that of another client in a tab beside the one of a command.
fn is_in_next_tab(page: &PageContext<'_>, command: usize, at: usize) -> bool {
    let (Role::Commands(one), Role::Commands(other)) = (&page.fence(command).role, &page.fence(at).role) else {
        return false;
    };
    let is_mark = |line: &str| {
        let line = line.trim();
        line.is_empty() || ["{%", "{{", "<", "===", ":::"].iter().any(|mark| line.starts_with(mark))
    };
    one != other && page.gap(at).lines().all(is_mark)
}

/// The first heading that neither names a part of an exchange nor is below one that does.
fn first_of_other_part(headings: &[Heading]) -> Option<&Heading> {
    let mut part = u8::MAX;
    headings.iter().find(|heading| {
        if heading.names_part_of_exchange() {
            part = part.min(heading.level);
            return false;
        }
        heading.level <= part
    })
}

/// Whether the clause behind a code says that it is what comes: "a `204` is returned".
fn is_returned(after: &str) -> bool {
    const FEW: usize = 6;
    let clause = after.split([',', ';', '.', '\u{ff0c}', '\u{3002}']).next().unwrap_or_default();
    wording::words(clause).count() <= FEW && wording::mentions(Topic::StatusReturned, clause)
}

/// The words between a request and the fence or heading above it; below another request those that are no more about that.
fn above(open: &OpenFences<'_>, request: usize) -> Range<usize> {
    let gap = &open.page.fence(request).gap;
    let end = gap.end.max(gap.start);
    let turn = request_above(open, request).and_then(|upper| turn(open, upper, request));
    turn.unwrap_or_default().clamp(gap.start, end)..end
}

/// Of a request under "Examples", the section above that heading.
fn of_section(open: &OpenFences<'_>, request: usize) -> Option<Range<usize>> {
    let [.., section, examples] = &*open.page.fence(request).headings else { return None };
    let near = examples.offset - section.offset < FAR;
    let words = (near && announces_example(&examples.text)).then_some(section.offset..examples.offset)?;
    let mut above = (0..request).rev().take_while(|&at| open.page.fence(at).range.start > words.start);
    let is_about_others = above.any(|at| is_other_call(open, request, at));
    (!is_about_others).then_some(words)
}

/// Whether a line is a label and a status: `Response code: 204`, `**Code** : 200 OK`, `> Response 200 (application/json)`.
fn is_status_label(line: &str) -> bool {
    let line = line.trim_start_matches(['>', ' ', '-', '*', '_']);
    let Some(&(_, at)) = status_codes(line).first().filter(|_| !line.starts_with('|')) else { return false };
    let label = line[..at].trim_matches(|c: char| !c.is_alphanumeric());
    let few_words = wording::words(label).count() <= 4;
    // "Status: `HTTP-Code: 201 created`"
    let is_code =
        |label: &str| wording::is_worded(Topic::CodeLabel, label.trim_matches(|c: char| !c.is_alphanumeric()));
    let labels = || label.split([':', '\u{ff1a}']).all(is_code);
    few_words && (wording::mentions(Topic::Response, label) || labels())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_may_promise_a_status() {
        for line in [
            "Sample Response Code: 204",
            "Response Code: 204 (No Content)",
            "> Response 200 (application/json)",
            "**응답:** `204 No Content`",
            "**Code** : `204 NO CONTENT`",
            "Status: `HTTP-Code: 204 no content`",
        ] {
            assert!(is_status_label(line), "{line}");
        }
        for line in ["| 200 | OK |", "- 200: all is well", "The response time is 200 ms", "Response: see below", ""] {
            assert!(!is_status_label(line), "{line}");
        }
    }
}
