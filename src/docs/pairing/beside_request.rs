//! What decides whether a document beside a request belongs to it.

use super::bare_json::Reader;
use super::documents_below::DocumentsBelow;
use crate::contract::DocumentedBody;
use crate::docs::messages::request_message::RequestMessage;
use crate::docs::messages::skeleton;
use crate::docs::outline::role::Role;
use crate::docs::without_texts;
use crate::docs::wording::{LabelKind, announces_example, begins_with_status};
use crate::json::has_dots;
use crate::text::line_start;

impl Reader<'_, '_> {
    /// Whether a document is already the response to a fence above, and the route is not named by the very words that lead
    /// to it.
    pub(super) fn is_taken(&self, route: usize, document: usize) -> bool {
        !self.open.page.leads_to(route, document) && self.has_response[document]
    }

    /// Whether a URL is in the very words that lead to a document with values: "At `https://h/items` you see:".
    pub(super) fn words_lead_to(&self, url: usize, document: usize) -> bool {
        let (text, range) = (self.open.page.text(), &self.fence(url).range);
        let line = line_start(text, range.start);
        let words = || text.get(range.end..self.fence(document).range.start).unwrap_or_default();
        let section = self.fence(url).section;
        let asks = |above: usize| {
            let role = self.open.role(above);
            self.fence(above).section == section && (role.is_request_like() || role.holds_commands())
        };
        // A request above gets its response first.
        let is_free = !self.is_prose_route(url) || self.open.message_above(url).is_none_or(|above| !asks(above));
        document == url + 1
            && is_free
            && (text[line..range.start].contains(char::is_alphabetic) || words().contains("=>"))
            && !text[line..].starts_with('#')
            && self.open.page.leads_to(url, document)
            && self.has_values(document)
    }

    /// A bare route is only taken for a request where a response is plainly shown.
    pub(super) fn is_strict(&self, at: usize, message: &RequestMessage) -> bool {
        let announced = || self.open.page.label_announces_example(at) || announces_example(self.fence(at).heading());
        !matches!(self.open.role(at), Role::Request(_))
            || (message.is_bare() && !message.line.has_host() && !announced())
    }

    /// Removes and returns the responses if only the titles of tabs for failures call them so, and a document without a description
    /// is above them: that may be the response on success as well as what is sent.
    pub(super) fn take_failures_by_title(&self, below: &mut DocumentsBelow) -> Vec<usize> {
        let Some(&first) = below.responses.first() else { return Vec::new() };
        let is_open = below.body.is_none() && below.unlabelled.first().is_some_and(|&document| document < first);
        let is_failure = |&document: &usize| self.open.page.is_failure_by_title(document);
        if is_open && below.responses.iter().all(is_failure) {
            below.unlabelled.retain(|document| *document < first);
            return std::mem::take(&mut below.responses);
        }
        Vec::new()
    }

    /// Of the documents before `response` the one that is called an example, else the first.
    pub(super) fn example_before(&self, documents: &[usize], response: usize) -> Option<usize> {
        let before = || documents.iter().copied().filter(|&document| document < response);
        let called = |document: &usize| self.open.page.label_announces_example(*document);
        before().find(called).or_else(|| before().next())
    }

    /// Whether a heading between a URL and a document is about the shape of all responses.
    pub(super) fn is_below_shape(&self, url: usize, document: usize) -> bool {
        let from = self.fence(url).range.start;
        self.fence(document).headings_below(from).any(|heading| LabelKind::of(&heading.text) == LabelKind::Shape)
    }

    /// Whether a document is right below the fence of a request, or below a route in a line of its own, and no label sets it apart.
    pub(super) fn is_attached(&self, request: usize, document: usize) -> bool {
        let in_fence = matches!(self.open.role(request), Role::Request(_));
        let right_below = if in_fence { self.fence(document).adjacent } else { self.is_right_below(request, document) };
        document == request + 1 && right_below
    }

    pub(super) fn is_prose_route(&self, at: usize) -> bool {
        matches!(self.open.role(at), Role::NamedRoute { leads: false, .. })
    }

    pub(super) fn has_values(&self, document: usize) -> bool {
        match self.open.role(document) {
            Role::Json(body) => skeleton::has_values(body),
            role => matches!(role, Role::Text(_)),
        }
    }

    pub(super) fn has_only_placeholders(&self, document: usize) -> bool {
        let open = |body| skeleton::has_only_placeholders(body) || skeleton::is_generated(body);
        matches!(self.open.role(document), Role::Json(body) if open(body))
    }

    /// Whether a document without values, which can be read, has a label with its status.
    pub(super) fn is_sketch_with_status(&self, document: usize) -> bool {
        let readable =
            |body: &DocumentedBody| body.root().is_some_and(|root| root.members().is_some_and(|all| !all.is_empty()));
        matches!(self.open.role(document), Role::Json(body) if readable(body))
            && begins_with_status(self.open.page.label(document).text)
    }

    /// Whether a document in a line of text, which can be read, leaves its values out: "Response: `{"token": "..."}`".
    pub(super) fn is_elided_in_line(&self, document: usize) -> bool {
        let in_line =
            || self.open.page.text().get(self.fence(document).range.clone()).is_some_and(|it| !it.contains('\n'));
        let readable = |body: &DocumentedBody| {
            has_dots(body.text()) && body.root().is_some_and(|root| root.members().is_some_and(|all| !all.is_empty()))
        };
        matches!(self.open.role(document), Role::Json(body) if readable(body)) && in_line()
    }

    /// Whether a document of real values cannot be read: labelled as a response it is reported, not left out.
    pub(super) fn is_broken(&self, document: usize) -> bool {
        let Role::Json(body) = self.open.role(document) else { return false };
        let is_skeleton = || {
            let shown = without_texts(body.text());
            shown.contains('<') || shown.contains(" | ")
        };
        body.json().is_err() && !is_skeleton()
    }
}
