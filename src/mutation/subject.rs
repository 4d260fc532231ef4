//! A case's documented response, ready to be changed.

use super::change::Edit;
use super::gather::gather;
use super::site::Site;
use crate::contract::{Case, DocumentedBody, JsonPattern};
use crate::http::Response;
use crate::json::{Member, Node, Pointer, Value, read};
use crate::mock::documented_response;
use crate::schema::{Schemas, infer};

/// The parts that [`Subject`] borrows from.
#[derive(Debug)]
pub(super) struct SampledResponse<'c> {
    response: Response,
    root: Option<Node>,
    pattern: Option<&'c JsonPattern>,
    schema: serde_json::Value,
}

/// The documented response, with every place of its body where that is JSON.
#[derive(Debug)]
pub(super) struct Subject<'s> {
    pub(super) case: &'s Case,
    pub(super) response: &'s Response,
    /// The body as text; empty if it is not text.
    pub(super) text: &'s str,
    /// In document order, the body itself first; none where the body is not documented as JSON.
    pub(super) sites: Vec<Site<'s>>,
}

impl<'c> SampledResponse<'c> {
    /// The documented response as the embedded service sends it.
    pub(super) fn of(case: &'c Case, schemas: &Schemas) -> Self {
        let response = documented_response(case, schemas);
        let shown = case
            .expectation
            .body
            .as_ref()
            .filter(|body| body.json().is_ok() && body.is_json(case.expectation.media_type().as_ref()));
        let root = shown.and_then(|_| read(std::str::from_utf8(&response.body).ok()?).ok());
        let inferred = || shown.and_then(DocumentedBody::root).map_or(serde_json::Value::Bool(true), infer);
        let schema = case.expectation.schema.clone().unwrap_or_else(inferred);
        Self {
            root: root.filter(|document| document.repairs.is_empty()).map(|document| document.root),
            pattern: shown.and_then(DocumentedBody::pattern),
            response,
            schema,
        }
    }

    pub(super) fn subject<'s>(&'s self, case: &'s Case, schemas: &'s Schemas) -> Subject<'s> {
        let sites = match (&self.root, self.pattern) {
            (Some(root), Some(pattern)) => gather(case, root, pattern, &self.schema, schemas.set()),
            _ => Vec::new(),
        };
        let text = std::str::from_utf8(&self.response.body).unwrap_or_default();
        Subject { case, response: &self.response, text, sites }
    }
}

#[allow(clippy::unused_self, reason = "edits read alike, whether they need the text or not")]
impl<'s> Subject<'s> {
    /// The body itself, where it is JSON.
    pub(super) fn root(&self) -> Option<&Site<'s>> {
        self.sites.first()
    }

    /// The place at a pointer.
    pub(super) fn at(&self, pointer: &Pointer) -> Option<&Site<'s>> {
        self.sites.iter().find(|site| site.at == *pointer)
    }

    /// Whether the docs do not say what kind of scalar a place has (in a list: what kind its items have):
    /// they name a type that no page documents, no type, or several.
    pub(super) fn is_untyped(&self, pointer: &Pointer) -> bool {
        let item = pointer.item(0);
        let site = self.at(&item).filter(|item| item.pattern.scalar.is_some()).or_else(|| self.at(pointer));
        site.is_some_and(|site| site.pattern.scalar.is_some() && site.constraints.kinds.is_none())
    }

    /// Whether the response is documented as a problem document (RFC 9457), whose members have a meaning of their own.
    pub(super) fn is_problem(&self) -> bool {
        self.case.expectation.is_problem()
    }

    /// Whether the response has a body.
    pub(super) fn has_body(&self) -> bool {
        !self.text.trim().is_empty()
    }

    /// A value as written in the body.
    pub(super) fn source(&self, node: &Node) -> &'s str {
        self.text.get(node.start..node.end).unwrap_or_default()
    }

    /// Another text for the value at a place.
    pub(super) fn replaced(&self, site: &Site<'_>, text: impl Into<String>) -> Edit {
        Edit::new(site.node.start, site.node.end, text)
    }

    /// Another name for a member.
    pub(super) fn renamed(&self, member: &Member, name: &str) -> Edit {
        let colon = self.text[member.key_start..member.value.start].rfind(':').unwrap_or(0);
        Edit::new(member.key_start, member.key_start + colon, json_text(name))
    }

    /// The object without a member, given by its place in the object's order.
    pub(super) fn without_member(&self, members: &[Member], number: usize) -> Edit {
        let (start, end) = (members[number].key_start, members[number].value.end);
        match (members.get(number + 1), number.checked_sub(1)) {
            (Some(next), _) => Edit::new(start, next.key_start, ""),
            (None, Some(before)) => Edit::new(members[before].value.end, end, ""),
            (None, None) => Edit::new(start, end, ""),
        }
    }

    /// The object with a further member at its end; `text`: the member's value.
    pub(super) fn with_member(&self, object: &Node, name: &str, text: &str) -> Edit {
        let comma = if object.members().is_some_and(<[_]>::is_empty) { "" } else { "," };
        Edit::new(object.end - 1, object.end - 1, format!("{comma}{}:{text}", json_text(name)))
    }

    /// An array of these items in the place of a value.
    pub(super) fn as_items<'t>(&self, site: &Site<'_>, items: impl IntoIterator<Item = &'t str>) -> Edit {
        let items: Vec<&str> = items.into_iter().collect();
        self.replaced(site, format!("[{}]", items.join(",")))
    }

    /// The array's items repeated until there are at least `least`.
    pub(super) fn repeated(&self, items: &[Node], least: usize) -> Vec<&'s str> {
        let count = items.len().max(least);
        items.iter().map(|item| self.source(item)).cycle().take(count).collect()
    }
}

/// A string as JSON has it.
pub(super) fn json_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Whether an object shows a member of that name.
pub(super) fn has(node: &Node, name: &str) -> bool {
    matches!(node.value, Value::Object { .. }) && node.get(name).is_some()
}
