//! Which words of a page are about the response to a request: those below it, above it, and of its section.

use super::between_requests::{request_above, turn};
use super::call_section::{MOST, section_of_call};
use super::general_section::{is_other_call, shows_response};
use crate::docs::messages::paths::{matches_path, path_of};
use crate::docs::outline::example_extent::ExampleExtent;
use crate::docs::outline::heading::Heading;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::role::Role;
use crate::docs::wording::announces_example;
use crate::text::boundary_from;
use std::ops::Range;

/// The section of a request, where it is short and shows nothing else of an exchange.
pub(super) fn of_call(open: &OpenFences<'_>, request: usize) -> Option<Range<usize>> {
    let section = section_of_call(open, request).filter(|section| section.len() < FAR)?;
    let is_other = |at: usize| {
        let fence = open.page.fence(at);
        at != request
            && section.contains(&fence.range.start)
            && (fence.role.request().is_some() || fence.role.holds_commands() || shows_response(open, at))
    };
    let shows_other = open.near(request, MOST + 1).any(is_other);
    let next = (request + 1..open.count()).find(|&at| !open.role(at).is_named_route());
    let turns = next.and_then(|next| turn(open, request, next)).unwrap_or(section.end);
    let turned = request_above(open, request).and_then(|upper| turn(open, upper, request)).unwrap_or_default();
    let words = section.start.max(turned)..section.end.min(turns);
    (!shows_other && words.start < words.end).then_some(words)
}

/// How far from a request, in bytes, its response may be promised.
pub(super) const FAR: usize = 16_000;

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

/// The words between a request and the fence or heading above it; below another request those that are no more about that.
pub(super) fn above(open: &OpenFences<'_>, request: usize) -> Range<usize> {
    let gap = &open.page.fence(request).gap;
    let end = gap.end.max(gap.start);
    let turn = request_above(open, request).and_then(|upper| turn(open, upper, request));
    turn.unwrap_or_default().clamp(gap.start, end)..end
}

/// Of a request under "Examples", the section above that heading.
pub(super) fn of_section(open: &OpenFences<'_>, request: usize) -> Option<Range<usize>> {
    let [.., section, examples] = &*open.page.fence(request).headings else { return None };
    let near = examples.offset - section.offset < FAR;
    let words = (near && announces_example(&examples.text)).then_some(section.offset..examples.offset)?;
    let mut above = (0..request).rev().take_while(|&at| open.page.fence(at).range.start > words.start);
    let is_about_others = above.any(|at| is_other_call(open, request, at));
    (!is_about_others).then_some(words)
}
