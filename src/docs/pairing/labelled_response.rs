//! Whether a label calls a document a response, or the document is what is sent though a heading calls it one.

use super::status_codes::status_codes;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, LabelKind, Topic};
use crate::json::Node;
use crate::text::COLONS;

/// How many members of a body are compared.
pub(super) const MOST_MEMBERS: usize = 20;

/// Whether a document in a section about something else has the members of what a request sends, and nothing right above calls it
/// the response.
pub(super) fn is_sent_instead(open: &OpenFences<'_>, request: usize, document: usize) -> bool {
    let (asking, fence) = (open.page.fence(request), open.page.fence(document));
    let label = open.page.label(document).text.trim_end_matches(['*', '_', ' ']);
    let mut below = fence.headings_below(asking.range.start).peekable();
    if label.ends_with(COLONS)
        || is_labelled_response(open, request, document)
        || fence.section == asking.section
        || below.peek().is_none()
        || below.any(|heading| heading.names_part_of_exchange() || heading.continues_example())
    {
        return false;
    }
    let (Role::Request(message), Role::Json(body)) = (open.role(request), open.role(document)) else {
        return false;
    };
    let sent = message.body.as_ref().and_then(|sent| sent.root()?.members());
    let (Some(sent), Some(shown)) = (sent, body.root().and_then(Node::members)) else { return false };
    let has = |name: &str| sent.iter().any(|member| &*member.key == name);
    let few = (2..=MOST_MEMBERS).contains(&sent.len());
    few && shown.len() == sent.len() && shown.iter().all(|member| has(&member.key))
}

/// Whether a short label, a sentence with a status, or the title of a part below the request calls a document a response.
pub(super) fn is_labelled_response(open: &OpenFences<'_>, request: usize, document: usize) -> bool {
    /// The most words of a label that is not a sentence.
    const FEW: usize = 4;
    let (asking, fence) = (open.page.fence(request), open.page.fence(document));
    let label = open.page.label(document);
    let is_own = label.offset.is_some() || fence.own_label.is_some();
    let is_short = || wording::words(label.text).count() <= FEW && !label.text.trim_end().ends_with(['.', '\u{3002}']);
    let names_status = || !status_codes(label.text).is_empty();
    let calls = |title: &str| LabelKind::of(title) == LabelKind::Response;
    is_own && open.page.label_kind(document) == LabelKind::Response && (is_short() || names_status())
        || open.page.titles_around(document).any(|(title, at)| at >= asking.range.end && calls(title))
}

/// Whether the label of a document calls it a response and says nothing else: "Returned:", "Example response:".
pub(super) fn is_labelled_response_alone(open: &OpenFences<'_>, document: usize) -> bool {
    let label = open.page.label(document);
    let known = [
        Topic::Response,
        Topic::ResponseHeading,
        Topic::Part,
        Topic::PartWord,
        Topic::ExampleHeading,
        Topic::OneExample,
    ];
    label.offset.is_some()
        && LabelKind::of(label.text) == LabelKind::Response
        && wording::words(label.text).all(|word| known.iter().any(|topic| wording::is(*topic, word)))
}
