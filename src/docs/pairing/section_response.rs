//! The response of the only call of a section, wherever in it the page shows that.

use std::collections::BTreeSet;
use std::ops::Range;

use super::bare_json::BareJson;
use super::call_section::{MOST, section_of_call};
use super::general_section::is_other_call;
use super::labelled_response::{is_labelled_response_alone, is_sent_instead};
use super::pair::Pair;
use super::part_of_heading::part_of_headings;
use super::part_of_response::is_headed_member;
use super::shown_failure::shows_failure;
use crate::docs::messages::skeleton;
use crate::docs::outline::heading::Heading;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::role::Role;
use crate::docs::wording::{LabelKind, announces_example, begins_with_status};
use crate::http::method::sends_content;

/// The fence of the one success that the section of the request at `index` shows, where it shows no other request and no other form of
/// this one: it is called a response, above the request as well as below. `is_used`: fences that are something else.
pub(crate) fn find(open: &OpenFences<'_>, index: usize, is_used: &dyn Fn(usize) -> bool) -> Option<usize> {
    let near = open.near(index, MOST);
    let shown = |at: &usize| *at != index && !is_used(*at) && shows_body(open, *at);
    let shown: Vec<usize> = near.clone().filter(shown).collect();
    if shown.is_empty() {
        return None;
    }
    let section = section_of_call(open, index)?;
    // A route above may name the call: what is below both is the response.
    let is_named_above = |at: usize| at < index && open.role(at).is_leading_route() && !is_other_call(open, index, at);
    let starts_named = near.clone().any(|at| is_named_above(at) && section.contains(&open.page.fence(at).range.start));
    let is_asking = |at: usize| {
        let role = &open.page.fence(at).role;
        at != index
            && section.contains(&open.page.fence(at).range.start)
            && !role.is_lone_url()
            && (role.is_named_route() && !is_named_above(at)
                || role.is_request_like()
                || role.holds_commands()
                || role.response().is_some())
    };
    if near.into_iter().any(is_asking) {
        return None;
    }
    // The nearest that is asked for is answered first.
    let is_nearer = |at: usize| {
        (index + 1..at)
            .any(|url| open.role(url).is_lone_url() && matches!(open.role(url), Role::NamedRoute { leads: true, .. }))
    };
    let is_inside = |at: &&usize| section.contains(&open.page.fence(**at).range.start);
    let is_response = |at: &&usize| {
        is_called_response(open, **at, &section)
            && (!shows_failure(open.page, **at) || **at < index && is_titled_response(open.page, **at, index))
            && if **at > index {
                !is_nearer(**at)
                    && !is_of_other_part(open, index, **at)
                    && !is_headed_member(open, index, **at)
                    && !is_sent_instead(open, index, **at)
            } else {
                !starts_named && leads_to(open, **at, index)
            }
    };
    let mut called = shown.iter().filter(is_inside).filter(is_response);
    let only = called.next()?;
    called.next().is_none().then_some(*only)
}

/// Pairs the requests and routes that have no response yet with the one of their section.
pub(super) fn pair_rest(open: &OpenFences<'_>, found: &mut BareJson, responded: &[bool]) {
    let mut used: BTreeSet<usize> = found.pairs.iter().map(|pair| pair.response).collect();
    used.extend(found.bodies.iter().chain(&found.ambiguous).map(|(_, document)| *document));
    let mut done: BTreeSet<usize> = found.pairs.iter().map(|pair| pair.request).collect();
    done.extend(found.promised.iter().map(|(request, _, _)| *request));
    for (at, &responded) in responded.iter().enumerate() {
        let role = open.role(at);
        let is_asking = matches!(role, Role::Request(_) | Role::BareRoute(_)) || role.is_leading_route();
        if !is_asking || responded || done.contains(&at) || open.page.fence(at).annotation.is_some() {
            continue;
        }
        let Some(response) = find(open, at, &|fence| used.contains(&fence)) else { continue };
        used.insert(response);
        found.pairs.push(Pair { request: at, response });
        let body = body_beside(open, at, response, &|body| !used.contains(&body));
        if role.request().is_some_and(|message| message.body.is_none() && sends_content(message.line.method)) {
            found.bodies.extend(body.map(|body| (at, body)));
        }
    }
    found.bodies.sort_unstable();
}

/// The document that is sent: between a request and its response, or right above that where both are above the request.
fn body_beside(
    open: &OpenFences<'_>,
    request: usize,
    response: usize,
    is_free: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    /// How many fences above a response are looked at.
    const NEAR: usize = 3;
    let is_body = |body: &usize| is_free(*body) && is_sent(open, *body);
    if response > request {
        return (request + 1..response).find(is_body);
    }
    let is_beside = |body: &usize| open.page.fence(*body).section == open.page.fence(response).section;
    (response.saturating_sub(NEAR)..response).rev().take_while(is_beside).find(is_body)
}

/// Whether a document is called the body of a request, or a request.
fn is_sent(open: &OpenFences<'_>, at: usize) -> bool {
    matches!(open.role(at), Role::Json(_))
        && open.page.fence(at).annotation.is_none()
        && matches!(open.page.label_kind(at), LabelKind::RequestBody | LabelKind::Request)
}

/// Whether what is between a response and a request below it are parts of one reference: headings that name them, or the label of the
/// request.
fn leads_to(open: &OpenFences<'_>, response: usize, request: usize) -> bool {
    let (shown, asking) = (open.page.fence(response), open.page.fence(request));
    let mut between = open.page.outline.headings_between(shown.range.start, asking.range.start).iter().peekable();
    let is_part = |heading: &Heading| {
        heading.names_part_of_exchange() || heading.continues_example() || announces_example(&heading.text)
    };
    let is_labelled = open.page.label_kind(request) == LabelKind::Request
        || is_titled_response(open.page, response, request) && open.page.label_announces_example(request);
    (between.peek().is_some() || is_labelled) && between.all(is_part)
}

/// Whether a response and a request below it are in one section with the title of a response: "404 Not Found".
fn is_titled_response(page: &PageContext<'_>, response: usize, request: usize) -> bool {
    page.fence(response).section == page.fence(request).section && begins_with_status(page.fence(request).heading())
}

/// Whether a heading of a higher rank between a request and a response is about something else, and no heading says that it is the response.
fn is_of_other_part(open: &OpenFences<'_>, request: usize, response: usize) -> bool {
    let (asking, shown) = (open.page.fence(request), open.page.fence(response));
    let between = open.page.outline.headings_between(asking.range.end, shown.range.start);
    let is_topic = |heading: &Heading| {
        !heading.names_part_of_exchange() && !heading.continues_example() && !announces_example(&heading.text)
    };
    let is_other = |heading: &Heading| heading.level < asking.heading_level() && is_topic(heading);
    // So are several beside that of the request, where no label says what is below them.
    let beside = |heading: &&Heading| heading.level == asking.heading_level() && is_topic(heading);
    let several = || between.iter().filter(beside).nth(1).is_some() && !is_labelled_response_alone(open, response);
    (between.iter().any(is_other) || several()) && part_of_headings(shown, asking.range.start) != LabelKind::Response
}

/// Whether a fence without an annotation shows a document with values.
fn shows_body(open: &OpenFences<'_>, at: usize) -> bool {
    let shows = matches!(open.role(at), Role::Json(body) if skeleton::has_values(body));
    shows && open.page.fence(at).annotation.is_none()
}

/// Whether the label of a fence, or a heading of the section, calls it a response.
fn is_called_response(open: &OpenFences<'_>, at: usize, section: &Range<usize>) -> bool {
    match open.page.label_kind(at) {
        LabelKind::Response => true,
        LabelKind::Unknown => part_of_headings(open.page.fence(at), section.start) == LabelKind::Response,
        _ => false,
    }
}
