//! The bare documents below a request, by what their labels say.

use super::bare_json::Reader;
use super::same_example::same_example;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, LabelKind, Topic, begins_with_status};

/// The documents that may belong to a request.
#[derive(Default)]
pub(super) struct DocumentsBelow {
    pub(super) responses: Vec<usize>,
    /// The body of the request.
    pub(super) body: Option<usize>,
    /// All that are labelled so; several are those of as many variants.
    pub(super) bodies: Vec<usize>,
    /// Labelled as neither.
    pub(super) unlabelled: Vec<usize>,
}

impl Reader<'_, '_> {
    /// The documents below the request at `at`. `with_status`: the first response with a status line. `strict`: only a
    /// document with values is a response.
    pub(super) fn documents_below(&self, at: usize, with_status: Option<usize>, strict: bool) -> DocumentsBelow {
        let mut below = DocumentsBelow::default();
        for document in self.candidates(at) {
            let past_response = with_status.is_some_and(|response| document > response) || !below.responses.is_empty();
            match self.document_kind(at, document) {
                LabelKind::Response
                    if !strict
                        || self.has_values(document)
                        || self.has_only_placeholders(document)
                        || self.is_broken(document) =>
                {
                    below.responses.push(document);
                }
                LabelKind::RequestBody | LabelKind::Request if !past_response && self.is_json(document) => {
                    below.body = below.body.or(Some(document));
                    below.bodies.push(document);
                }
                _ if matches!(self.open.role(document), Role::Text(_)) => {}
                LabelKind::Unknown => below.unlabelled.push(document),
                LabelKind::Shape if !strict && self.has_values(document) => below.unlabelled.push(document),
                _ => {}
            }
        }
        below
    }

    /// The documents up to the next request, or to the end of the request's example.
    fn candidates(&self, at: usize) -> Vec<usize> {
        let mut found = Vec::new();
        for below in at + 1..self.open.count() {
            let role = self.open.role(below);
            let leads = matches!(role, Role::NamedRoute { leads: true, .. }) && !self.names_same_route(at, below);
            let other_route = leads || role.is_named_route() && self.is_prose_route(at);
            if role.is_request_like() || role.holds_commands() || other_route || !same_example(self.open, at, below) {
                break;
            }
            if matches!(role, Role::Json(_) | Role::Text(_)) && self.fence(below).annotation.is_none() {
                found.push(below);
            }
        }
        found
    }

    /// Whether a route names what a request says: the same method, and its path or the end of it.
    pub(super) fn names_same_route(&self, request: usize, route: usize) -> bool {
        let line = |at: usize| self.open.role(at).request().map(|message| &message.line);
        let (Some(request), Some(route)) = (line(request), line(route)) else { return false };
        let path = |url: &'_ str| url.split('?').next().unwrap_or_default().trim_end_matches('/').to_owned();
        request.method == route.method && path(&request.url).ends_with(&path(&route.url))
    }

    /// Whether a document is what another protocol than HTTP sends: its label says so, or it is a call by JSON-RPC that this
    /// request has no room for.
    pub(super) fn is_of_other_protocol(&self, request: usize, document: usize) -> bool {
        let Some(message) = self.open.role(request).request() else { return false };
        let path = message.line.url.split('?').next().unwrap_or_default().trim_end_matches('/');
        let is_root = || !path.split("://").last().unwrap_or_default().contains('/');
        let carries_calls = path.to_ascii_lowercase().contains("rpc") || is_root();
        let writes = matches!(message.line.method, "POST" | "PUT" | "PATCH");
        let labelled = || wording::mentions(Topic::OtherProtocol, self.open.page.label(document).text);
        !carries_calls && (labelled() || (!writes || message.body.is_some()) && self.is_rpc_call(document))
    }

    fn is_json(&self, document: usize) -> bool {
        matches!(self.open.role(document), Role::Json(_))
    }

    fn is_rpc_call(&self, document: usize) -> bool {
        let Role::Json(body) = self.open.role(document) else { return false };
        let has = |name: &str| body.root().is_some_and(|root| root.get(name).is_some());
        body.text().contains("jsonrpc") && has("jsonrpc") && has("method")
    }

    /// What the document's label calls it; where it says nothing, what a heading between the request and it does.
    fn document_kind(&self, request: usize, document: usize) -> LabelKind {
        if self.is_of_other_protocol(request, document) {
            return LabelKind::Unrelated;
        }
        let kind = self.open.page.label_kind(document);
        if kind != LabelKind::Unknown {
            return kind;
        }
        let (request, document) = (self.fence(request), self.fence(document));
        // A heading above both is about the document only where it names its status ("200: OK").
        let is_about = document.section != request.section || begins_with_status(document.heading());
        if is_about { LabelKind::of(document.heading()) } else { LabelKind::Unknown }
    }
}
