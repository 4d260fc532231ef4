//! Requests for which the page shows no success, and whose words promise one.

use super::bare_json::Reader;
use super::general_section::is_other_call;
use super::promised_response::{self, promised_response, stated_alone};
use super::prose_status::is_one_line;
use super::same_example::{is_within, same_example};
use super::status_codes::status_codes;
use super::unshown_response::PromisedResponse;
use crate::docs::messages::paths::path_of;
use crate::docs::messages::request_line::RequestLine;
use crate::docs::messages::request_message::RequestMessage;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, LabelKind, Topic, announces_route};
use crate::http::method::METHODS;
use crate::http::status::is_error;

/// The success that words promise between a request and the documents below it, all of which are called failures.
pub(crate) fn promised_beside(open: &OpenFences<'_>, at: usize, documents: &[usize]) -> Option<PromisedResponse> {
    let (page, from) = (open.page, open.page.fence(at).range.end);
    let first = documents.first().filter(|first| **first > at)?;
    let is_failure = |document: usize| {
        let fence = page.fence(document);
        let heading = fence.headings.last().map(|heading| heading.offset).filter(|heading| *heading > from);
        let start = heading.unwrap_or(fence.gap.start.max(from)).min(fence.range.start);
        let codes = status_codes(page.text().get(start..fence.range.start).unwrap_or_default());
        // Without a heading the words begin with what is said of the response above.
        let own = if heading.is_some() { codes.first() } else { codes.last() };
        // "Response: 200 or 404"
        let is_either = || matches!(&codes[..], [.., (one, at), (_, other)] if !is_error(*one) && is_one_line(page, start + at, start + other));
        own.is_some_and(|(code, _)| is_error(*code)) && !(heading.is_none() && is_either())
    };
    // A success that is shown is not only promised.
    let is_shown = |document: usize| {
        let role = &page.fence(document).role;
        role.response().is_some() || matches!(role, Role::Json(_)) && page.label_kind(document) == LabelKind::Response
    };
    if page.has_annotations || (at + 1..*first).any(is_shown) || !documents.iter().all(|&document| is_failure(document))
    {
        return None;
    }
    let fence = page.fence(*first);
    let heading = fence.headings.last().map(|heading| heading.offset).filter(|heading| *heading > from);
    let words = from..heading.unwrap_or(fence.range.start);
    // Below a command words are about other calls as well, or say what does not come.
    let is_other = |words: &str| {
        wording::mentions(Topic::Denial, words) || wording::words(words).any(|word| METHODS.contains(&word))
    };
    if page.fence(at).role.holds_commands() && page.text().get(words.clone()).is_some_and(is_other) {
        return None;
    }
    promised_response::in_range(open, words)
}

impl Reader<'_, '_> {
    /// What the page promises of the response to a request that plainly is one, or to a route that is not shown with one further
    /// on.
    pub(super) fn promised(&self, at: usize, message: &RequestMessage) -> Option<PromisedResponse> {
        let page = self.open.page;
        let leads =
            matches!(self.open.role(at), Role::Request(_) | Role::BareRoute(_) | Role::NamedRoute { leads: true, .. });
        let fence = self.fence(at);
        let in_fence = !self.open.role(at).is_named_route();
        let states_syntax = || announces_route(fence.heading()) || in_fence && announces_route(page.label(at).text);
        if !leads || message.line.assumed || message.line.second.is_some() || page.has_annotations {
            return None;
        }
        let shown = |role: &Role| role.holds_commands() || role.response().is_some() || role.request().is_some();
        let next = (at + 1..self.open.count()).find(|&next| shown(&page.fence(next).role));
        let is_shown = |next: usize| {
            let fence = page.fence(next);
            let known = path_of(&message.line.url).split(['{', '<', '?', '[', ';']).next().unwrap_or_default();
            let same = || fence.role.holds_commands() && known.len() > 1 && fence.text.text().contains(known);
            // What leaves values open is shown with them further down.
            let is_open = || message.line.url.contains(['{', '<']) || path_of(&message.line.url).contains("/:");
            let shows = |line: &RequestLine| {
                is_open()
                    && line.method == message.line.method
                    && !line.url.contains(['{', '<'])
                    && path_of(&line.url).starts_with(known)
            };
            if let Some(shown) = fence.role.request() {
                return known.len() > 1 && shows(&shown.line) && is_within(self.open, at, next);
            }
            let between = page.outline.headings_between(self.fence(at).range.end, fence.range.start);
            let below = || between.iter().all(|heading| heading.level >= self.fence(at).heading_level());
            same_example(self.open, at, next) || same() || is_open() && below() && !is_other_call(self.open, at, next)
        };
        if next.is_some_and(is_shown) {
            return None;
        }
        if states_syntax() {
            let above = self.open.message_above(at);
            let is_shown = |above| is_within(self.open, above, at);
            return stated_alone(self.open, at).filter(|_| !in_fence && !above.is_some_and(is_shown));
        }
        promised_response(self.open, at)
    }
}
