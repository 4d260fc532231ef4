//! The body of a message that another fence shows: below its head, or below its words.

use super::exchange::ExchangeReader;
use crate::contract::{DocumentedBody, Field, content_type};
use crate::docs::FenceOutcome;
use crate::docs::messages::fields_and_body::fields_alone;
use crate::docs::messages::languages::{is_json, is_other_language, is_sent_text};
use crate::docs::messages::status_line;
use crate::docs::messages::xml_document::is_xml_document;
use crate::docs::outline::role::Role;
use crate::docs::pairing::form_right_below::form_right_below;
use crate::docs::pairing::pair::Pair;
use crate::docs::pairing::part_of_heading::part_of_heading;
use crate::docs::pairing::same_example::same_example;
use crate::docs::pairing::status_codes::status_codes;
use crate::docs::wording::{self, LabelKind, Topic, announces_example, names_body_alone};

impl ExchangeReader<'_, '_> {
    /// The body of a message whose fence shows only the head, in the fence below it: JSON, or, where the head has a
    /// `Content-Type` or is nothing but a status, any text that is not a message or a command.
    pub(super) fn body_in_next_fence(&mut self, head: usize, has_type: bool) -> Option<DocumentedBody> {
        let open = &self.remaining.open;
        // Further fields may be between the head and the body.
        let next = (head + 1..open.count()).find(|&next| !matches!(open.role(next), Role::HeaderFields))?;
        let fence = self.fence(next);
        let adjacent = fence.adjacent && next == head + 1;
        let announced = !adjacent && self.announces_body(head, next);
        if !adjacent && !announced || fence.annotation.is_some() {
            return None;
        }
        let any = has_type || announced || open.role(head).response().is_some_and(|head| head.line.bare);
        let is_json = is_json(&fence.info);
        let body = match open.role(next) {
            Role::Json(body) if is_json || any || open.role(head).response().is_some() => body.clone(),
            Role::Text(body) if any => body.clone(),
            Role::Other if any && !is_other_language(&fence.info) && !fence.text.text().trim().is_empty() => {
                fence.text.clone().into()
            }
            _ => return None,
        };
        self.reading.claim(next, FenceOutcome::InCase);
        Some(body)
    }

    /// The body in the fence right below a request, where that is labelled so and its language is one that bodies are in, or shows a
    /// form.
    pub(super) fn text_body(&mut self, pair: Pair) -> Option<DocumentedBody> {
        let open = &self.remaining.open;
        let form = form_right_below(open, pair.request).filter(|form| *form < pair.response);
        let next = form.unwrap_or(pair.request + 1);
        let is_between = next < pair.response && matches!(open.role(next), Role::Other);
        let is_headed = || {
            let heading = self.fence(next).headings_below(self.fence(pair.request).range.start).next();
            heading.is_some_and(|heading| part_of_heading(&heading.text) == LabelKind::RequestBody)
        };
        let is_called = || match open.page.label_kind(next) {
            LabelKind::RequestBody => true,
            LabelKind::Request => is_xml_document(&self.fence(next).info, self.fence(next).text.text()),
            // The words right above it are about a part of the body, and the heading about all of it.
            LabelKind::Unknown => is_headed(),
            _ => false,
        };
        // Below a route in the text, with no word between.
        let is_document = || {
            let role = open.role(pair.request);
            let between = open.page.text().get(self.fence(pair.request).range.end..self.fence(next).range.start);
            role.is_leading_route()
                && between.is_some_and(|between| !between.contains(char::is_alphanumeric))
                && is_xml_document(&self.fence(next).info, self.fence(next).text.text())
        };
        if !is_between || !(form.is_some() || is_called() || is_document()) {
            return None;
        }
        let fence = self.fence(next);
        let shown = fence.annotation.is_none() && is_sent_text(&fence.info);
        let text = fence.text.text();
        let (start, end) = (text.len() - text.trim_start().len(), text.trim_end().len());
        if !shown || start >= end {
            return None;
        }
        self.reading.claim(next, FenceOutcome::InCase);
        Some(fence.text.slice(start, end).into())
    }

    /// The header fields of a request in fences between that of its head and the form that it sends.
    pub(super) fn fields_above_form(&mut self, pair: Pair) -> Vec<Field> {
        let form = form_right_below(&self.remaining.open, pair.request).filter(|form| *form < pair.response);
        let mut fields = Vec::new();
        for at in form.map_or(0..0, |form| pair.request + 1..form) {
            fields.extend(fields_alone(&self.fence(at).text));
            self.reading.claim(at, FenceOutcome::InCase);
        }
        fields
    }

    /// Whether the words above a fence say that it shows the body of the response whose head is above it.
    fn announces_body(&self, head: usize, next: usize) -> bool {
        let open = &self.remaining.open;
        let Some(message) = open.role(head).response() else { return false };
        let label = open.page.label(next).text;
        // The status of another response.
        if status_line::lone_code(&self.fence(next).text).is_some() {
            return false;
        }
        let called = match open.page.label_kind(next) {
            LabelKind::Response => {
                let is_part = wording::names_body(label) || wording::mentions(Topic::Data, label);
                // "Response example", below a head that says which body it has.
                let is_typed = content_type(&message.headers).is_some() && announces_example(label);
                message.line.bare || (is_part || is_typed) && status_codes(label).is_empty()
            }
            LabelKind::RequestBody => names_body_alone(label),
            // "Example of a small lamp", below a status alone.
            LabelKind::Unknown => message.line.bare && announces_example(label) && status_codes(label).is_empty(),
            _ => false,
        };
        called && same_example(open, head, next)
    }
}
