//! Documents that no label describes: what else the page shows of the request decides.

use super::bare_json::Reader;
use super::documents_below::DocumentsBelow;
use super::form_right_below::form_right_below;
use crate::contract::content_type;
use crate::docs::messages::request_message::RequestMessage;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, LabelKind, Topic, announces_example};
use crate::http::method::{deletes, is_safe, only_reads};
use crate::text::COLONS;

impl Reader<'_, '_> {
    /// The first document that no label describes: what the page shows besides decides.
    pub(super) fn unlabelled(
        &mut self,
        at: usize,
        message: &RequestMessage,
        first: usize,
        lacks_body: bool,
        strict: bool,
        below: &mut DocumentsBelow,
    ) {
        if self.takes_alternatives(message, first, below) || self.is_placed(at, message, first, below) {
            return;
        }
        if self.is_below_form(at, message, first) && (!strict || self.has_values(first)) {
            return below.responses.push(first);
        }
        let near = self.fence(first).adjacent
            || self.is_leading_read(at) && (self.is_labelled_briefly(first) || self.is_only_below(at, first))
            || self.open.role(at).is_named_route() && (self.is_next(at, first) || self.is_right_below(at, first));
        if strict && !(near && (self.has_values(first) || self.is_broken(first))) {
            // Nothing else is below the route: a reader takes it for a part of the call.
            let is_shown = self.open.role(at).is_leading_route() && below.unlabelled.len() == 1;
            if is_shown && self.is_only_below(at, first) && self.has_values(first) {
                self.out.ambiguous.push((at, first));
            }
            return;
        }
        if self.only_names(at, message, below) {
            return self.out.ambiguous.push((at, first));
        }
        self.place_by_order(at, message, first, lacks_body, below);
    }

    /// Whether a document is right below the form that a request without a body sends.
    fn is_below_form(&self, at: usize, message: &RequestMessage, document: usize) -> bool {
        let form = || form_right_below(self.open, at);
        message.lacks_body() && self.fence(document).adjacent && form().is_some_and(|form| form + 1 == document)
    }

    /// Takes the first of several documents below words that offer them: each is one form of the body, and none is the response. Whether
    /// they do.
    fn takes_alternatives(&self, message: &RequestMessage, first: usize, below: &mut DocumentsBelow) -> bool {
        /// How many words of an item tell one form from the next.
        const FEW: usize = 8;
        let page = self.open.page;
        // Each may be in the item of a list.
        let is_item =
            |line: &str| line.trim_start().starts_with(['-', '*', '+']) && wording::words(line).count() <= FEW;
        let tells_apart = |at: usize| page.gap(at).lines().all(|line| line.trim().is_empty() || is_item(line));
        let words = if is_item(page.label(first).text) { page.gap(first) } else { page.label(first).text };
        let is_or =
            |at: usize| wording::is_worded(Topic::Alternative, page.gap(at).trim()) && !page.gap(at).trim().is_empty();
        let is_next =
            |at: usize| below.unlabelled.contains(&at) && (self.fence(at).adjacent || tells_apart(at) || is_or(at));
        let last = (first + 1..self.open.count()).take_while(|at| is_next(*at)).last();
        let offers = || wording::mentions(Topic::AlternativeBodies, words) || is_or(first + 1);
        let offered = last.is_some() && message.lacks_body() && offers();
        if let Some(last) = last.filter(|_| offered) {
            below.body = Some(first);
            below.unlabelled.retain(|document| *document > last);
        }
        offered
    }

    /// Places a document by a table beside it, the title of its fence, or its heading. Whether one of them decides.
    fn is_placed(&mut self, at: usize, message: &RequestMessage, first: usize, below: &mut DocumentsBelow) -> bool {
        if self.is_response_beside_table(at, message, first, below) {
            below.responses.push(first);
            return true;
        }
        if self.is_titled_with(at, first) && self.is_sent_to_title(first, message, below) {
            if let Some(&second) = below.unlabelled.get(1) {
                below.body = Some(first);
                below.responses.push(second);
            } else {
                self.out.ambiguous.push((at, first));
            }
            return true;
        }
        // "Example request", and below it a route and what is sent to it.
        let is_sent = || LabelKind::of(self.fence(first).heading()) == LabelKind::Request;
        if self.open.role(at).is_named_route() && message.line.method != "GET" && is_sent() {
            below.body = Some(first);
            below.unlabelled.clear();
            return true;
        }
        false
    }

    /// Places a document by what the request lacks, and whether another one is below it.
    fn place_by_order(
        &mut self,
        at: usize,
        message: &RequestMessage,
        first: usize,
        lacks_body: bool,
        below: &mut DocumentsBelow,
    ) {
        let writes = message.lacks_body();
        let whole = message.line.has_version || !writes && !message.headers.is_empty();
        let sends_body = content_type(&message.headers).is_some();
        match below.unlabelled.get(1) {
            // What is sent to a route that is named in passing may be several documents.
            Some(_) if writes && self.is_prose_route(at) => {}
            Some(&second) if writes && self.are_forms(at, first, second) => self.out.ambiguous.push((at, first)),
            // The shape of what is sent.
            None if writes && !lacks_body && !self.has_values(first) => {}
            // Below a request in its own fence, and another document below that.
            Some(&second) if self.fence(first).range == self.fence(at).range && self.fence(second).adjacent => {
                below.body = Some(first);
                below.responses.push(second);
            }
            _ if !lacks_body => below.responses.push(first),
            Some(&second) => {
                below.body = Some(first);
                below.responses.push(second);
            }
            None if sends_body => below.body = Some(first),
            None if whole => below.responses.push(first),
            None => self.out.ambiguous.push((at, first)),
        }
    }

    /// Whether two documents are in sections of their own, one beside the other, whose headings name no part of an exchange: forms of what
    /// is sent.
    fn are_forms(&self, request: usize, first: usize, second: usize) -> bool {
        let own = |document: usize| {
            let fence = self.fence(document);
            let own = fence.headings.last().filter(|_| fence.section != self.fence(request).section);
            own.filter(|own| !own.names_part_of_exchange() && !own.continues_example())
        };
        let (Some(one), Some(other)) = (own(first), own(second)) else { return false };
        one.level == other.level && one.offset != other.offset
    }

    /// Whether a route is the title of the very fence of a document.
    pub(super) fn is_titled_with(&self, route: usize, document: usize) -> bool {
        let fence = &self.fence(document).range;
        self.open.role(route).is_named_route() && fence.contains(&self.fence(route).range.start)
    }

    /// Whether a document below its route in the title of the fence may be what is sent: another one is below it, or all that it says
    /// is what to look for.
    fn is_sent_to_title(&self, document: usize, message: &RequestMessage, below: &DocumentsBelow) -> bool {
        const SEARCH: [&str; 10] =
            ["query", "filter", "filters", "from", "size", "sort", "aggs", "limit", "offset", "search"];
        let is_search = || {
            let Role::Json(body) = self.open.role(document) else { return false };
            let members = body.root().and_then(crate::json::Node::members);
            members.is_some_and(|all| !all.is_empty() && all.iter().all(|it| SEARCH.contains(&it.key.as_str())))
        };
        let reads = only_reads(message.line.method);
        reads && (below.unlabelled.len() > 1 || is_search())
    }

    /// Whether a heading names a route that changes something, with nothing but one document below: no request to send.
    pub(super) fn only_names(&self, at: usize, message: &RequestMessage, below: &DocumentsBelow) -> bool {
        let reads = is_safe(message.line.method) || deletes(message.line.method);
        let heading = matches!(self.open.role(at), Role::NamedRoute { leads: true, .. });
        heading && !reads && below.body.is_none() && below.unlabelled.len() < 2
    }

    /// Whether a route that is about all below it reads something: what is shown is what comes.
    pub(super) fn is_leading_read(&self, at: usize) -> bool {
        let reads = |message: &RequestMessage| only_reads(message.line.method);
        self.open.role(at).is_leading_route() && self.open.role(at).request().is_some_and(reads)
    }

    /// Whether a document is the first fence below a route, and in the same section, and no sentence announces it as something else.
    pub(super) fn is_only_below(&self, route: usize, document: usize) -> bool {
        let label = self.open.page.label(document).text.trim_end_matches(['*', '_', ' ']);
        let announces_other = label.ends_with(COLONS) && !announces_example(label);
        document == route + 1 && self.fence(route).section == self.fence(document).section && !announces_other
    }

    /// Whether the words above a document are a label, of whatever language: a few words in bold, or before a colon.
    pub(super) fn is_labelled_briefly(&self, document: usize) -> bool {
        let label = self.open.page.label(document).text.trim();
        let bold = label.starts_with("**") && label.trim_end_matches([':', '\u{ff1a}', ' ']).ends_with("**");
        let short = label.ends_with(COLONS) && !label.starts_with(['-', '|']);
        (bold || short || label.ends_with(":**")) && wording::words(label).count() <= 3
    }

    /// Whether no other fence, and nothing but blank lines, is between a route and the document.
    pub(super) fn is_next(&self, route: usize, document: usize) -> bool {
        let short_label = || self.open.page.label(document).text.len() < 400;
        let follows = self.fence(document).follows_heading && self.open.page.gap(document).trim().is_empty();
        document == route + 1 && follows && short_label()
    }

    /// Whether nothing but blank lines is between a route in a line of its own and the fence below it.
    pub(super) fn is_right_below(&self, route: usize, document: usize) -> bool {
        let between = self.fence(route).range.end..self.fence(document).range.start;
        let words = self.open.page.text().get(between).unwrap_or("x");
        document == route + 1 && !self.is_prose_route(route) && words.trim_matches(['`', '*']).trim().is_empty()
    }
}
