//! Where the example of a request ends.

use std::ops::Range;

use super::call_section::section_of_call;
use super::general_section::is_general;
use super::pair::Pair;
use super::prose_status::status_list_below;
use crate::docs::outline::fence_in_context::FenceInContext;
use crate::docs::outline::heading::Heading;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::wording::{LabelKind, announces_route, begins_with_status};

/// Whether a response without an annotation belongs to the example of a request above it. It does unless a heading between
/// them begins something else: one of the same or a higher rank, or one below it that is not about responses, where no
/// status line or label makes it clear that this is one.
pub(crate) fn same_example(open: &OpenFences<'_>, request: usize, response: usize) -> bool {
    let (page, at) = (open.page, response);
    let is_labelled = || {
        open.role(at).response().is_some()
            || match page.label_kind(at) {
                LabelKind::Response | LabelKind::RequestBody => true,
                // Of a document alone: what is sent.
                LabelKind::Request => matches!(open.role(at), Role::Json(_)),
                _ => false,
            }
    };
    let is_general = || is_general(open, request, at);
    let states_route = matches!(open.role(request), Role::BareRoute(message) if message.line.has_open_path())
        && announces_route(page.fence(request).heading());
    let (request, response) = (open.page.fence(request), open.page.fence(response));
    let level = request.heading_level();
    // What only states a route is answered in a section that is about that.
    page.stays_in_example(request, response.range.start)
        && (is_about(response, request, level) || !states_route && is_labelled())
        && !is_general()
        && !is_of_next_response(open, request, response, at)
}

/// Whether a request is in a section with the title of a response ("404 Not Found"), and what is shown is above the request of another
/// such section.
fn is_of_next_response(open: &OpenFences<'_>, request: &FenceInContext, response: &FenceInContext, at: usize) -> bool {
    /// How many fences below the response are looked at.
    const MOST: usize = 4;
    let asks = |below: usize| {
        let role = &open.page.fence(below).role;
        open.page.fence(below).section == response.section && (role.is_request_like() || role.holds_commands())
    };
    response.section != request.section
        && begins_with_status(request.heading())
        && begins_with_status(response.heading())
        && (at + 1..open.count()).take(MOST).any(asks)
}

/// Whether no heading between a request and a fence begins something else.
pub(super) fn is_within(open: &OpenFences<'_>, request: usize, at: usize) -> bool {
    open.page.stays_in_example(open.page.fence(request), open.page.fence(at).range.start)
}

/// Whether the headings right above a response, below that of the request, are about the request or its response.
fn is_about(response: &FenceInContext, request: &FenceInContext, level: u8) -> bool {
    let is_below = |heading: &&Heading| heading.level > level || heading.offset > request.range.start;
    let mut below = response.headings.iter().filter(is_below).peekable();
    response.section == request.section
        || below.peek().is_none()
        || below.any(|heading| heading.names_part_of_exchange() || heading.continues_example())
}

/// How long, in bytes, the reference of a call may be whose response is above the request.
const FAR: usize = 16_000;

/// The part of the page about a request and its response: from the words above the request to the next request, or to the
/// heading that begins something else.
pub(crate) fn section(open: &OpenFences<'_>, pair: Pair) -> Range<usize> {
    let page = open.page;
    let (request, response) = (page.fence(pair.request), page.fence(pair.response));
    if pair.response < pair.request {
        // The part about the response, where that is a section beside the one of the request; else all that is about the call.
        let beside = response.headings.iter().find(|above| above.level == request.heading_level());
        let beside = beside.filter(|above| above.names_response_alone() && above.offset < response.gap.start);
        let own = response.gap.start..request.range.end;
        let of_call = || section_of_call(open, pair.request).filter(|whole| whole.len() < FAR);
        return beside.map_or_else(|| of_call().unwrap_or(own), |above| above.offset..request.range.end);
    }
    let level = request.heading_level();
    let page_end = page.text().len();
    let heading = page.begins_after(response.range.start, level);
    let next = open.end_below(pair.response).map(|at| {
        let gap = page.fence(at).gap.clone();
        // What lists the codes of a response is right below it, whatever comes next.
        let listed = if gap.start == response.range.end { status_list_below(page.gap(at)) } else { 0 };
        gap.start + listed
    });
    let end = [heading.map(|heading| heading.offset), next].into_iter().flatten().min().unwrap_or(page_end);
    let start = of_operation(open, pair.request).unwrap_or(request.gap.start);
    start.min(request.range.start)..end.max(response.range.end)
}

/// Where the part of a page about the operation of a route begins: at the heading or line above that names the same route, where no
/// other one is between.
fn of_operation(open: &OpenFences<'_>, request: usize) -> Option<usize> {
    /// How many routes above are looked at.
    const MOST: usize = 32;
    let line = |at: usize| open.role(at).request().map(|message| &message.line);
    let above = open.named_routes_above(request).take(MOST).find(|&at| open.role(at).is_leading_route())?;
    let (one, other) = (line(request)?, line(above)?);
    let same = open.role(request).is_named_route() && one.method == other.method && one.url == other.url;
    same.then(|| open.page.fence(above).range.start)
}
