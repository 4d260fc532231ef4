//! Documents below a request that are not what their labels alone suggest: other forms of what is sent, responses to other calls, bodies
//! below remarks.

use std::collections::BTreeSet;

use super::bare_json::Reader;
use super::documents_below::DocumentsBelow;
use super::labelled_response::MOST_MEMBERS;
use super::part_of_heading::{part_of_heading, part_of_headings};
use super::status_codes::status_codes;
use crate::docs::messages::error_body;
use crate::docs::messages::request_message::RequestMessage;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, LabelKind, Topic};
use crate::json::{Member, Node, Value};

impl Reader<'_, '_> {
    /// Whether a document below the first response, which no label calls one, is another form of what is sent.
    pub(super) fn is_another_body(&self, below: &DocumentsBelow, document: usize) -> bool {
        let sent = below.body.or_else(|| below.unlabelled.first().copied());
        let (Some(sent), Some(&first)) = (sent, below.responses.first()) else { return false };
        match self.open.page.label_kind(document) {
            LabelKind::Unknown => self.resembles(sent, document),
            // "Ask for the first ten, returning their names:"
            LabelKind::Response => self.is_built_as(sent, first, document),
            _ => false,
        }
    }

    /// Whether a document below a sentence is built as the body of a request, and has nothing in common with the response to it.
    fn is_built_as(&self, sent: usize, response: usize, document: usize) -> bool {
        /// How many words a label has that is not a sentence.
        const LABEL: usize = 6;
        /// How many names an object has of which another one with the same names is not a coincidence.
        const FEW: usize = 2;
        let members = |at: usize| match self.open.role(at) {
            Role::Json(body) => body.root().and_then(Node::members).filter(|members| members.len() <= MOST_MEMBERS),
            _ => None,
        };
        let (Some(body), Some(shown), Some(answer)) = (members(sent), members(document), members(response)) else {
            return false;
        };
        let names = |member: &Member| {
            let inner = member.value.members().filter(|inner| (FEW..=MOST_MEMBERS).contains(&inner.len()))?;
            Some(inner.iter().map(|it| it.key.clone()).collect::<BTreeSet<_>>())
        };
        let is_same =
            |one: &Member, other: &Member| one.key == other.key && names(one).is_some() && names(one) == names(other);
        wording::words(self.open.page.label(document).text).count() > LABEL
            && shown.iter().any(|member| body.iter().any(|other| is_same(member, other)))
            && !shown.iter().any(|member| answer.iter().any(|other| other.key == member.key))
    }

    /// Whether a document is a list of errors without a status: what a route in prose is about may be these very errors.
    pub(super) fn may_list_errors(&self, document: usize) -> bool {
        let Role::Json(body) = self.open.role(document) else { return false };
        let Some(root) = body.root().filter(|root| root.items().is_some()) else { return false };
        error_body::error_class(root).is_some() && status_codes(self.open.page.label(document).text).is_empty()
    }

    /// Whether another body, right below a response, is what is sent for the response right below it.
    pub(super) fn is_body_of_next(&self, below: &DocumentsBelow, document: usize) -> bool {
        let follows = below.responses.last().is_some_and(|last| last + 1 == document);
        below.body.is_some()
            && follows
            && self.fence(document).adjacent
            && document + 1 < self.open.count()
            && self.open.page.label_kind(document + 1) == LabelKind::Response
    }

    /// Whether a document is another form of the body of a request: it has a member of it with the same value.
    pub(super) fn resembles(&self, sent: usize, document: usize) -> bool {
        let root = |at: usize| match self.open.role(at) {
            Role::Json(body) => body.root(),
            _ => None,
        };
        let (Some(sent), Some(shown)) = (root(sent), root(document)) else { return false };
        let (Value::Object { members: sent, .. }, Value::Object { members: shown, .. }) = (&sent.value, &shown.value)
        else {
            return false;
        };
        let same =
            |member: &Member| shown.iter().any(|it| it.key == member.key && it.value.value == member.value.value);
        !sent.is_empty() && shown.len() <= sent.len() + 2 && sent.iter().take(MOST_MEMBERS).any(same)
    }

    /// The route that a sentence right above a document names, below a request.
    pub(super) fn route_right_above(&self, request: usize, document: usize) -> Option<usize> {
        let above = document.checked_sub(1).filter(|&above| above > request)?;
        (self.is_prose_route(above) && !self.open.role(above).is_lone_url()).then_some(above)
    }

    /// Whether the very words above a document name another call than that of a request further above, and say what it returns.
    pub(super) fn is_led_to_by_other(&self, request: usize, document: usize) -> bool {
        let Some(other) = self.route_right_above(request, document) else { return false };
        let (page, named) = (self.open.page, self.fence(other));
        let between = page.text().get(named.range.end..self.fence(document).range.start).unwrap_or_default();
        let before = page.label(document);
        let start = before.offset.unwrap_or(named.range.start).min(named.range.start);
        let words = page.text().get(start..named.range.start).unwrap_or_default();
        page.leads_to(other, document)
            && wording::mentions(Topic::Response, between)
            && !wording::mentions(Topic::Response, words)
            && !self.is_prose_route(request)
            && !self.names_same_route(request, other)
    }

    /// Whether a document is the body of a response of which the fence above it shows the status alone, and which belongs to a
    /// request above the one at `request`.
    pub(super) fn is_of_head(&self, request: usize, document: usize) -> bool {
        let status_alone = |at: usize| {
            self.open.role(at).response().is_some_and(|message| message.line.bare && message.body.is_none())
        };
        self.is_prose_route(request) && document > request + 1 && status_alone(document - 1)
    }

    /// Whether the sentence above a document below a heading about what is sent mentions a response of another call: "the number that
    /// `GET /items` returned."
    pub(super) fn only_refers_to_other(&self, request: usize, document: usize) -> bool {
        let Some(other) = self.route_right_above(request, document) else { return false };
        let ends = self.open.page.label(document).text.trim_end().ends_with(['.', '\u{3002}']);
        ends && !self.names_same_route(request, other) && self.is_below_heading_of_body(request, document)
    }

    /// Whether a document is below a heading that names a part of requests, and the sentence above it is not a
    /// label of the document: what the sentence mentions is not called there.
    pub(super) fn is_among_arguments(&self, document: usize) -> bool {
        let is_part = |text: &str| part_of_heading(text) != LabelKind::Response;
        let mut headings = self.fence(document).headings.iter().filter(|heading| heading.names_part_of_request());
        self.open.page.label(document).text.trim_end().ends_with(['.', '\u{3002}'])
            && headings.any(|heading| is_part(&heading.text))
    }

    /// Whether a heading between a request that has no body yet and a document is about the body of requests.
    pub(super) fn is_below_heading_of_body(&self, request: usize, document: usize) -> bool {
        self.open.role(request).request().is_some_and(RequestMessage::lacks_body)
            && part_of_headings(self.fence(document), self.fence(request).range.start) == LabelKind::RequestBody
    }
}
