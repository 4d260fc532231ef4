//! Documents that show a part of a response once more.

use super::bare_json::Reader;
use super::labelled_response::is_labelled_response;
use super::status_codes::status_codes;
use crate::docs::outline::heading::Heading;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, LabelKind, Topic};
use crate::json::Node;

/// Whether a document in another section than a request shows one member of the response, whose name the heading above it begins with,
/// and no label calls it the response.
pub(super) fn is_headed_member(open: &OpenFences<'_>, request: usize, document: usize) -> bool {
    let (asking, fence) = (open.page.fence(request), open.page.fence(document));
    if fence.section == asking.section || is_labelled_response(open, request, document) {
        return false;
    }
    let Role::Json(body) = open.role(document) else { return false };
    let Some([only]) = body.root().and_then(Node::members) else { return false };
    if fence.headings_below(asking.range.start).any(Heading::names_part_of_exchange) {
        return false;
    }
    let is_name = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
    fence.heading().strip_prefix(&*only.key).is_some_and(is_name)
}

impl Reader<'_, '_> {
    /// Drops the documents that show a part of the first response once more, below words that do not call them one ("The pages:"), and
    /// those with one member, which the words above name.
    pub(super) fn drop_parts(&self, responses: &mut Vec<usize>) {
        let members = |at: usize| match self.open.role(at) {
            Role::Json(body) => body.root().and_then(Node::members),
            _ => None,
        };
        let Some(whole) = responses.first().and_then(|first| members(*first)) else { return };
        let has = |name: &str| whole.iter().any(|member| &*member.key == name);
        let is_called = |at: usize| {
            let label = self.open.page.label(at);
            label.text.is_empty()
                || self.open.page.label_kind(at) == LabelKind::Response
                || !status_codes(label.text).is_empty()
                || wording::mentions(Topic::Failure, label.text)
        };
        let is_part = |at: usize| {
            let part = members(at).filter(|part| !part.is_empty() && part.len() < whole.len());
            part.is_some_and(|part| part.iter().all(|member| has(&member.key)))
        };
        // "The pages are under the `paging` key. Example:"
        let is_named = |at: usize| {
            let label = self.open.page.label(at).text;
            let names = |name: &str| label.split('`').skip(1).step_by(2).any(|span| span.trim_matches('"') == name);
            matches!(members(at), Some([only]) if names(&only.key))
        };
        let first = responses[0];
        responses
            .retain(|&at| at == first || self.fence(at).adjacent || !(is_part(at) || is_named(at)) || is_called(at));
    }
}
