//! What may be the body of a request and is not a document below it: a text, a document above it, nothing.

use super::bare_json::Reader;
use super::documents_below::DocumentsBelow;
use super::promised_words;
use super::same_example::is_within;
use super::shown_failure::shows_failure;
use crate::docs::messages::info_string::is_language;
use crate::docs::outline::heading::Heading;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, LabelKind, Topic};

impl Reader<'_, '_> {
    /// The fence right below a request that shows its body in another notation than JSON: markup, or what its label calls the body.
    pub(super) fn text_below(&self, at: usize) -> Option<usize> {
        let next = (at + 1..self.open.count()).find(|&next| !self.open.role(next).is_named_route())?;
        let fence = self.fence(next);
        let text = fence.text.text().trim();
        let is_markup = text.starts_with('<') && text.ends_with('>') && !is_language(&fence.info, &["html"]);
        let called =
            matches!(self.open.page.label_kind(next), LabelKind::RequestBody | LabelKind::Request | LabelKind::Unknown);
        let is_called_body =
            !text.is_empty() && !text.contains('<') && self.open.page.label_kind(next) == LabelKind::RequestBody;
        let is_body = (is_markup && called || is_called_body)
            && matches!(self.open.role(next), Role::Other)
            && fence.annotation.is_none();
        (is_body && is_within(self.open, at, next)).then_some(next)
    }

    /// The first of the documents between a request without a body and its response, where each is in a section of its own below that of
    /// the request: forms of what is sent, "By id" and "By key".
    pub(super) fn form_below(&self, at: usize, below: &DocumentsBelow) -> Option<usize> {
        /// How many forms there are at most.
        const MOST: usize = 8;
        let response = *below.responses.first()?;
        let (first, level) = (at + 1, self.fence(at).heading_level());
        if !(first + 2..=first + MOST).contains(&response) {
            return None;
        }
        let is_form = |form: usize| {
            let fence = self.fence(form);
            let own = fence.headings.last().filter(|own| own.level > level && fence.section != self.fence(at).section);
            own.is_some_and(|own| own.level == self.fence(first).heading_level() && !own.names_part_of_exchange())
                && self.fence(form - 1).section != fence.section
                && matches!(self.open.role(form), Role::Json(_))
                && fence.annotation.is_none()
                && self.has_values(form)
                && !shows_failure(self.open.page, form)
                && self.open.page.label_kind(form) == LabelKind::Unknown
        };
        (first..response).all(is_form).then_some(first)
    }

    /// Whether what a page says of a request leaves no room for a body: no fence, no table, no list, no parameter.
    pub(super) fn sends_nothing(&self, at: usize) -> bool {
        let words = promised_words::below(self.open, at);
        let text = self.open.page.text().get(words).unwrap_or_default();
        let shows = |line: &str| {
            let (shown, lists) = (line.trim_start(), ["- ", "* ", "+ "]);
            let begins = |marks: &[&str]| marks.iter().any(|mark| line.starts_with(mark));
            begins(&["|", "```", "~~~", "<t", "<pre", "<dl"])
                || line.starts_with("    ") && !["<li>", "</", "<p>"].iter().any(|tag| shown.starts_with(tag))
                || begins(&lists) && !is_sentence(&line[2..])
        };
        let speaks = wording::names_body(text) || wording::mentions(Topic::ParametersTable, text);
        !speaks && !text.lines().any(shows)
    }

    /// A document labelled as a body right above a request that lacks its own.
    pub(super) fn body_above(&self, at: usize) -> Option<usize> {
        /// How many fences and routes above a request are looked at.
        const MOST: usize = 60;
        for above in (0..at).rev().take(MOST) {
            match self.open.role(above) {
                role if role.is_request_like() || role.holds_commands() => return None,
                Role::Response(_) => return None,
                Role::Json(_) if self.is_of_other_protocol(at, above) || self.holds_header_fields(above) => {}
                Role::Json(_) => {
                    let fence = self.fence(above);
                    let level = fence.headings.last().map_or(0, |heading| heading.level);
                    let between =
                        self.open.page.outline.headings_between(fence.range.start, self.fence(at).range.start);
                    let is_other = |heading: &Heading| {
                        heading.level == level && !heading.names_part_of_exchange() && !heading.continues_example()
                    };
                    // It is below a request of its own section.
                    let is_of_upper = || {
                        let upper = self.open.message_above(above).map(|upper| self.fence(upper).section);
                        upper == Some(fence.section) && self.fence(at).section != fence.section
                    };
                    let apart = between.iter().any(|heading| heading.level < level || is_other(heading))
                        || is_of_upper()
                        || self.is_in_own_section(above, at);
                    let kind = self.open.page.label_kind(above);
                    let headed =
                        || kind == LabelKind::Unknown && LabelKind::of(fence.heading()) == LabelKind::RequestBody;
                    let labelled = kind == LabelKind::RequestBody || headed();
                    let is_free = !self.is_body[above] && !self.is_response[above];
                    let is_body = labelled && !apart && is_free && !self.is_of_other_protocol(at, above);
                    return is_body.then_some(above);
                }
                _ => {}
            }
        }
        None
    }
}

impl Reader<'_, '_> {
    /// Whether a document is in a section beside that of a request which is about something of its own, and no part of an exchange.
    fn is_in_own_section(&self, document: usize, request: usize) -> bool {
        let (fence, asking) = (self.fence(document), self.fence(request));
        let Some(own) = fence.headings.last().filter(|_| fence.section != asking.section) else { return false };
        let is_around = asking.headings.iter().any(|heading| heading.offset == own.offset);
        !is_around
            && !own.names_part_of_exchange()
            && !own.continues_example()
            && LabelKind::of(&own.text) == LabelKind::Unknown
    }
}

/// Whether the item of a list is a sentence, and describes no parameter.
fn is_sentence(item: &str) -> bool {
    let first = item.trim_start().split(' ').next().unwrap_or_default();
    let describes =
        || [": ", " - ", " \u{2013} ", " \u{2014} ", "(required", "(optional"].iter().any(|mark| item.contains(mark));
    first.starts_with(char::is_uppercase)
        && first.chars().all(char::is_alphabetic)
        && wording::words(item).count() > 2
        && !describes()
}
