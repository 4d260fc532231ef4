//! Documents that show the header fields of a request: `{"Content-Type": "application/json"}`.

use super::bare_json::Reader;
use crate::docs::messages::fields_and_body::is_known;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, Topic, names_headers};
use crate::json::Node;

impl Reader<'_, '_> {
    /// Whether a document consists of the header fields of a request: `{"Content-Type": "application/json"}`.
    pub(super) fn holds_header_fields(&self, document: usize) -> bool {
        let Role::Json(body) = self.open.role(document) else { return false };
        let text = body.text();
        let sent = ["content-type", "authorization", "accept", "x-api-key"];
        let mut keys = text.lines().filter_map(|line| {
            let (key, after) = line.trim_start_matches([' ', '\t', '{']).strip_prefix('"')?.split_once('"')?;
            after.trim_start().starts_with(':').then_some(key)
        });
        let Some(first) = keys.next().filter(|key| is_known(key)) else { return false };
        let mut any = sent.iter().any(|name| first.eq_ignore_ascii_case(name));
        keys.all(|key| {
            any |= sent.iter().any(|name| key.eq_ignore_ascii_case(name));
            is_known(key)
        }) && any
    }

    /// Whether a document of texts alone is below a label of header fields, or a heading of them below the request, or is another form
    /// of one that is ("or").
    pub(super) fn is_below_label_of_headers(&self, request: usize, document: usize) -> bool {
        let label = self.open.page.label(document).text;
        let is_alternative = || {
            document > request + 1
                && self.has_texts_alone(document - 1)
                && wording::is_worded(Topic::Alternative, label.trim_matches(|c: char| !c.is_alphabetic()))
                && self.is_labelled_headers(request, document - 1)
        };
        self.has_texts_alone(document) && (self.is_labelled_headers(request, document) || is_alternative())
    }

    fn is_labelled_headers(&self, request: usize, document: usize) -> bool {
        /// How many words such a label has.
        const FEW: usize = 4;
        let names = |text: &str| {
            let is_sentence = text.trim_end().ends_with(['.', '\u{3002}']);
            !is_sentence && wording::words(text).count() <= FEW && names_headers(text)
        };
        let heading = || self.fence(document).headings_below(self.fence(request).range.start).next();
        names(self.open.page.label(document).text) || heading().is_some_and(|heading| names(&heading.text))
    }

    /// Whether a document is an object all of whose members are texts.
    fn has_texts_alone(&self, document: usize) -> bool {
        let Role::Json(body) = self.open.role(document) else { return false };
        let members = body.root().and_then(Node::members).filter(|members| !members.is_empty());
        members.is_some_and(|members| members.iter().all(|member| member.value.as_str().is_some()))
    }
}
