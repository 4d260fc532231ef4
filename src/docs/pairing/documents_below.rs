//! The bare documents below a request, by what their labels say.

use super::bare_json::Reader;
use super::labelled_response::is_sent_instead;
use super::mentions::{is_cross_reference, shows_what_is_left};
use super::part_of_heading::part_of_headings;
use super::part_of_response::is_headed_member;
use super::same_example::{is_within, same_example};
use super::status_codes::status_codes;
use crate::docs::messages::request_message::RequestMessage;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, LabelKind, Topic, begins_with_status, names_error_of_body, tells_to_write_file};
use crate::http::method::sends_none;
use crate::text::COLONS;

/// How often a route may be named before its first document.
const MOST_NAMES: usize = 8;

/// How many words a label has that names another protocol and ends without a colon.
const LONGEST_PROTOCOL_LABEL: usize = 8;

/// How many fences of other parts of a reference may be between a request and its response.
const MOST_OUTSIDE: usize = 12;

/// The documents that may belong to a request.
#[derive(Default)]
pub(super) struct DocumentsBelow {
    pub(super) responses: Vec<usize>,
    /// The body of the request.
    pub(super) body: Option<usize>,
    /// All that are labelled so; several are those of as many variants.
    pub(super) bodies: Vec<usize>,
    /// The documents that no label calls a response or a body.
    pub(super) unlabelled: Vec<usize>,
}

impl Reader<'_, '_> {
    /// The documents below the request at `at`. `with_status`: the first response with a status line. `strict`: only a
    /// document with values is a response.
    pub(super) fn documents_below(&self, at: usize, with_status: Option<usize>, strict: bool) -> DocumentsBelow {
        let mut below = DocumentsBelow::default();
        for document in self.candidates(at) {
            let past_response = with_status.is_some_and(|response| document > response) || !below.responses.is_empty();
            if self.is_another_body(&below, document) {
                if self.is_body_of_next(&below, document) {
                    below.bodies.push(document);
                }
                continue;
            }
            match self.document_kind(at, document, below.body.is_some()) {
                LabelKind::Response
                    if !strict
                        || self.has_values(document)
                        || self.has_only_placeholders(document)
                        || self.is_sketch_with_status(document)
                        || below.body.is_some_and(|body| self.has_values(body)) && self.is_elided_in_line(document)
                        || self.is_broken(document) =>
                {
                    below.responses.push(document);
                }
                LabelKind::RequestBody | LabelKind::Request if !past_response && self.is_json(document) => {
                    below.body = below.body.or(Some(document));
                    below.bodies.push(document);
                }
                kind if matches!(self.open.role(document), Role::Text(_))
                    && !(kind == LabelKind::Unknown && self.is_right_below(at, document)) => {}
                // The next variant: a body and its response.
                LabelKind::RequestBody | LabelKind::Request if below.body.is_some() && self.is_json(document) => {
                    below.bodies.push(document);
                }
                LabelKind::Unknown if self.is_stacked(&below, document) => below.responses.push(document),
                LabelKind::Unknown => below.unlabelled.push(document),
                LabelKind::Shape
                    if !strict
                        && self.has_values(document)
                        && !wording::mentions(Topic::Request, self.open.page.label(document).text) =>
                {
                    below.unlabelled.push(document);
                }
                _ => {}
            }
        }
        self.drop_parts(&mut below.responses);
        below
    }

    /// The documents up to the next request, or to the end of the request's example.
    fn candidates(&self, at: usize) -> Vec<usize> {
        let (mut found, mut named, mut outside): (Vec<usize>, usize, usize) = (Vec::new(), 0, 0);
        if self.end_of_remark(at).is_some() {
            return found;
        }
        for below in at + 1..self.open.count() {
            let role = self.open.role(below);
            let leads = matches!(role, Role::NamedRoute { leads: true, .. });
            // A route may be named twice before its first document; named again below that, it has the documents there.
            if role.is_lone_url() && !self.open.role(at).is_lone_url() {
                if leads && self.is_sibling_url(at, below) {
                    break;
                }
                continue;
            }
            if leads && self.is_label_of_response(at, below) || self.end_of_remark(below).is_some() {
                continue;
            }
            let same = leads && found.is_empty() && self.names_same_route(at, below);
            let again = same && named < MOST_NAMES && !self.is_more_specific(at, below);
            named += usize::from(again);
            let leads = leads && !again;
            let other_route = leads || role.is_named_route() && self.is_prose_route(at);
            let responded = self.is_prose_route(at) && role.response().is_some();
            if self.lists_calls_of(at, below) {
                continue;
            }
            if is_within(self.open, at, below) && self.holds_header_fields(below) {
                continue;
            }
            // So does one that is in an example of another dialect.
            let is_request = matches!(self.fence(below).role, Role::Request(_) | Role::RequestAndResponse(..));
            let ends = is_request || role.is_request_like() || role.holds_commands() || matches!(role, Role::Included);
            if responded || ends || other_route || outside > MOST_OUTSIDE {
                break;
            }
            // A heading of a response may be further below.
            if !same_example(self.open, at, below) {
                // What a sentence elsewhere mentions is about what is below it there.
                if role.is_named_route() && (leads || self.is_prose_route(at) || self.is_above_document(below)) {
                    break;
                }
                outside += 1;
                continue;
            }
            if self.has_response_before(at, &found, below) {
                break;
            }
            if matches!(role, Role::Json(_) | Role::Text(_))
                && self.fence(below).annotation.is_none()
                && !self.is_of_head(at, below)
                && !self.is_led_to_by_other(at, below)
                && !is_headed_member(self.open, at, below)
                && !self.is_introduced_by_another(at, below)
            {
                found.push(below);
            }
        }
        found
    }

    /// Whether the next fence below a route in prose is a document in the same section.
    fn is_above_document(&self, route: usize) -> bool {
        let next = (route + 1..self.open.count()).find(|&at| !self.open.role(at).is_named_route());
        let is_document = |at: usize| matches!(self.open.role(at), Role::Json(_) | Role::Text(_) | Role::Response(_));
        next.is_some_and(|next| self.fence(next).section == self.fence(route).section && is_document(next))
    }

    /// Whether a heading of a higher rank than that of a request, or of something else, is between it and a fence, and its own section
    /// has its response: what is described there is something else.
    fn has_response_before(&self, request: usize, found: &[usize], below: usize) -> bool {
        let (asking, fence) = (self.fence(request), self.fence(below));
        let own = fence.headings.last().filter(|_| fence.section != asking.section);
        let is_above = own.is_some_and(|heading| {
            heading.level < asking.heading_level()
                || !heading.names_part_of_exchange()
                    && !heading.continues_example()
                    && status_codes(&heading.text).is_empty()
        });
        let is_answer = |document: &usize| {
            self.fence(*document).section == asking.section
                && (self.open.page.label_kind(*document) == LabelKind::Response
                    || LabelKind::of(asking.heading()) == LabelKind::Response)
        };
        is_above && found.iter().any(is_answer)
    }

    /// Whether the words right above a document name another call than that of a request in a fence: the document is the
    /// response to that one.
    fn is_introduced_by_another(&self, request: usize, document: usize) -> bool {
        let Some(route) = self.route_right_above(request, document) else { return false };
        let only_refers = || {
            let (named, shown) = (&self.fence(route).range, self.fence(document).range.start);
            is_cross_reference(self.open.page.text(), named, shown)
        };
        self.open.page.leads_to(route, document)
            && (shows_what_is_left(self.open, request, route, document) || !only_refers())
            && matches!(self.open.role(request), Role::Request(_))
            && self.open.page.label_kind(document) != LabelKind::RequestBody
            && !self.names_same_route(request, route)
    }

    /// Whether a document is what another protocol than HTTP sends: its label says so, or it is a call by JSON-RPC that this
    /// request has no room for.
    pub(super) fn is_of_other_protocol(&self, request: usize, document: usize) -> bool {
        let Some(message) = self.open.role(request).request() else { return false };
        let path = message.line.url.split('?').next().unwrap_or_default().trim_end_matches('/').to_ascii_lowercase();
        let is_root = || !path.split("://").last().unwrap_or_default().contains('/');
        let carries_calls = ["rpc", "graphql", "gql"].iter().any(|name| path.contains(name)) || is_root();
        let names = |text: &str| wording::mentions(Topic::OtherProtocol, text);
        let labelled = || {
            let fence = self.fence(document);
            let title = fence.info.split_once(' ').map_or("", |(_, title)| title);
            let label = self.open.page.label(document).text;
            // What a sentence mentions in passing is not the protocol of the document.
            let is_label =
                || label.trim_end().ends_with(COLONS) || wording::words(label).count() <= LONGEST_PROTOCOL_LABEL;
            names(label) && is_label()
                || names(fence.heading())
                || names(title)
                || self.open.page.titles_around(document).next().is_some_and(|(title, _)| names(title))
        };
        !carries_calls && (labelled() || !message.lacks_body() && self.is_rpc_call(document))
    }

    fn is_json(&self, document: usize) -> bool {
        matches!(self.open.role(document), Role::Json(_))
    }

    /// Whether a document is right below a response, so that the label of the response is about both.
    fn is_stacked(&self, below: &DocumentsBelow, document: usize) -> bool {
        let follows = below.responses.last().is_some_and(|last| last + 1 == document);
        follows && self.fence(document).adjacent && self.has_values(document)
    }

    /// Whether the words above a document with values name the shape of the response and the one status that it comes with:
    /// "Response (`200 OK`), a structure of the type `Lamp`:".
    fn is_shape_with_status(&self, document: usize) -> bool {
        status_codes(self.open.page.label(document).text).len() == 1 && self.has_values(document)
    }

    fn is_rpc_call(&self, document: usize) -> bool {
        let Role::Json(body) = self.open.role(document) else { return false };
        let has = |name: &str| body.root().is_some_and(|root| root.get(name).is_some());
        body.text().contains("jsonrpc") && has("jsonrpc") && has("method")
    }

    /// What the words right above a document call it, below a request that may have no body.
    fn own_kind(&self, request: usize, document: usize) -> LabelKind {
        let kind = self.open.page.label_kind(document);
        let reads = |message: &RequestMessage| sends_none(message.line.method) && !message.line.assumed;
        if !self.open.role(request).request().is_some_and(reads) {
            return kind;
        }
        self.open.page.kind_without_body(document, kind)
    }

    /// What the document's label calls it, else what a heading between the request and it does. `has_body`: the
    /// request has one, so that "a request for all" under "Responses" announces the response to it.
    fn document_kind(&self, request: usize, document: usize, has_body: bool) -> LabelKind {
        if self.is_of_other_protocol(request, document) || self.holds_header_fields(document) {
            return LabelKind::Unrelated;
        }
        let kind = self.own_kind(request, document);
        // What leads to an error is not the body of a request that has one or needs none.
        let lacks_body = || self.open.role(request).request().is_some_and(RequestMessage::lacks_body);
        if kind == LabelKind::RequestBody && names_error_of_body(self.open.page.label(document).text) && !lacks_body() {
            return LabelKind::Unrelated;
        }
        let under_responses = || {
            let below_request = self.fence(document).headings_below(self.fence(request).range.start).next();
            let is_label = self.open.page.label(document).text.split_whitespace().count() <= 8;
            is_label && below_request.is_some_and(|heading| LabelKind::of(&heading.text) == LabelKind::Response)
        };
        // "Request": the next example of the same call.
        let is_called_request = || {
            let label = self.open.page.label(document).text;
            wording::consists_of(&[Topic::Request, Topic::OneExample], label).is_some()
        };
        if kind == LabelKind::Request && has_body && under_responses() && !is_called_request() {
            return LabelKind::Response;
        }
        if kind == LabelKind::Shape && self.is_shape_with_status(document) {
            return LabelKind::Response;
        }
        if kind == LabelKind::RequestBody && self.open.page.shows_response_body(request, document) {
            return LabelKind::Response;
        }
        // Right below what lacks its body, a file is what is sent.
        let is_next = document == request + 1 && lacks_body();
        if kind == LabelKind::Unrelated && is_next && tells_to_write_file(self.open.page.label(document).text) {
            return LabelKind::Unknown;
        }
        // A heading right above it counts as one.
        let is_headed = || self.open.page.label(document).offset.is_none() && self.fence(document).follows_heading;
        if kind == LabelKind::Response
            && (self.only_refers_to_other(request, document)
                || is_headed() && self.is_below_heading_of_body(request, document)
                || is_sent_instead(self.open, request, document))
        {
            return LabelKind::RequestBody;
        }
        // Remarks above it are about its members.
        if kind == LabelKind::Unrelated && self.is_below_heading_of_body(request, document) {
            return LabelKind::RequestBody;
        }
        if kind != LabelKind::Unknown {
            return kind;
        }
        if self.is_below_label_of_headers(request, document) {
            return LabelKind::Unrelated;
        }
        // "Without a session you get a 401:"
        let codes = status_codes(self.open.page.label(document).text);
        if matches!(codes[..], [(400..600, _)]) {
            return LabelKind::Response;
        }
        let (request, document) = (self.fence(request), self.fence(document));
        // A heading above both is about the document only where it names its status ("200: OK").
        if begins_with_status(document.heading()) || status_codes(document.heading()).len() == 1 {
            return LabelKind::Response;
        }
        part_of_headings(document, request.range.start)
    }
}
