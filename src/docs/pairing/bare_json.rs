//! JSON documents in fences of their own: responses without a status line, bodies of requests. Which of both a document
//! is, its label says, else what else the page shows of the request.

use std::collections::HashMap;

use super::answers_above;
use super::documents_below::DocumentsBelow;
use super::general_section::is_other_call;
use super::mentions::is_mention;
use super::pair::Pair;
use super::promised_response::{self, PromisedResponse, promised_response, stated_alone};
use super::same_example::{is_within, same_example};
use super::section_response;
use super::status_codes::status_codes;
use crate::contract::DocumentedBody;
use crate::docs::messages::message::RequestMessage;
use crate::docs::messages::paths::path_of;
use crate::docs::messages::request_line::RequestLine;
use crate::docs::messages::skeleton;
use crate::docs::outline::fence_in_context::FenceInContext;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::wording::{LabelKind, announces_example, announces_route, begins_with_status};

/// What the bare documents of a page are, by index into the fences.
#[derive(Default)]
pub(crate) struct BareJson {
    /// A request and the document that answers it.
    pub(crate) pairs: Vec<Pair>,
    /// A request and the document that is its body.
    pub(crate) bodies: Vec<(usize, usize)>,
    /// The pair of a variant and the document that is the body of its request.
    pub(crate) variants: Vec<(Pair, usize)>,
    /// A request whose response is promised and not shown, with the document that is its body.
    pub(crate) promised: Vec<(usize, PromisedResponse, Option<usize>)>,
    /// The same of a request of which only failures are shown.
    pub(crate) promised_beside: Vec<(usize, PromisedResponse, Option<usize>)>,
    /// A request and the document that may be its body as well as the response to it.
    pub(crate) ambiguous: Vec<(usize, usize)>,
}

impl BareJson {
    /// The document that is the body of a pair's request.
    pub(crate) fn body_of(&self, pair: Pair) -> Option<usize> {
        // Both are in the order of the requests.
        let first = self.variants.partition_point(|(variant, _)| variant.request < pair.request);
        let variants = self.variants[first..].iter().take_while(|(variant, _)| variant.request == pair.request);
        let of_variant = variants.into_iter().find(|(variant, _)| *variant == pair).map(|(_, body)| *body);
        of_variant.or_else(|| {
            let first = self.bodies.partition_point(|(request, _)| *request < pair.request);
            self.bodies.get(first).filter(|(request, _)| *request == pair.request).map(|(_, body)| *body)
        })
    }

    /// Finds what the documents belong to; `found` are the pairs whose response has a status line.
    pub(crate) fn read(open: &OpenFences<'_>, found: &[Pair]) -> Self {
        let mut with_status: Vec<Vec<usize>> = vec![Vec::new(); open.count()];
        for pair in found {
            with_status[pair.request].push(pair.response);
        }
        let none = vec![false; open.count()];
        let mut reader = Reader {
            open,
            with_status,
            answers: none.clone(),
            is_body: none.clone(),
            is_response: none,
            out: Self::default(),
        };
        for at in 0..open.count() {
            if open.page.fence(at).annotation.is_none()
                && let Role::Request(message) | Role::BareRoute(message) | Role::NamedRoute { message, .. } =
                    open.role(at)
                && !reader.repeats(at)
                && !reader.is_listed(at)
            {
                reader.request(at, message);
            }
        }
        answers_above::find(open, &mut reader.out);
        let answered: Vec<bool> = reader.with_status.iter().map(|responses| !responses.is_empty()).collect();
        section_response::pair_rest(open, &mut reader.out, &answered);
        reader.out.forget_repeated(open);
        reader.out
    }
}

pub(super) struct Reader<'r, 'p> {
    pub(super) open: &'r OpenFences<'p>,
    /// Of each fence, the responses with a status line to it.
    with_status: Vec<Vec<usize>>,
    /// Of each fence: it is the response to a request in a fence.
    answers: Vec<bool>,
    /// Of each fence: it is the body of a request.
    pub(super) is_body: Vec<bool>,
    /// Of each fence: it is the response to a request or route.
    pub(super) is_response: Vec<bool>,
    pub(super) out: BareJson,
}

impl<'p> Reader<'_, 'p> {
    fn request(&mut self, at: usize, message: &RequestMessage) {
        let with_status = self.with_status[at].iter().min().copied();
        let only_errors = with_status.is_some() && self.with_status[at].iter().all(|&response| self.fails(response));
        let strict = self.is_strict(at, message);
        let mut below = self.documents_below(at, with_status, strict);
        if self.is_prose_route(at) {
            let is_other = |document: usize| self.is_taken(at, document) || is_mention(self.open, at, document);
            below.responses.retain(|&document| !is_other(document));
            below.unlabelled.retain(|&document| !is_other(document));
        }
        if message.line.assumed {
            below.responses.retain(|&document| !self.is_response[document] && !self.is_below_shape(at, document));
            below.unlabelled.retain(|&document| !self.is_response[document] && !self.is_body[document]);
            if with_status.is_none() && below.responses.is_empty() {
                let Some(&first) = below.unlabelled.first().filter(|first| self.words_lead_to(at, **first)) else {
                    return;
                };
                below.unlabelled.clear();
                below.responses.push(first);
            }
        }
        if message.body.is_some() {
            below.body = None;
        }
        let lacks_body = (lacks_body(message) || message.line.assumed) && below.body.is_none();
        let first_response = below.responses.iter().copied().chain(with_status).min();
        match (first_response, below.unlabelled.first()) {
            // Between a request without its body and the response: the body.
            (Some(response), Some(&first))
                if lacks_body
                    || deletes(message)
                    || message.body.is_none() && self.is_attached(at, first) && first < response =>
            {
                below.body = self.example_before(&below.unlabelled, response);
            }
            (None, Some(&first)) => self.unlabelled(at, message, first, lacks_body, strict, &mut below),
            _ => {}
        }
        let is_example =
            matches!(self.open.role(at), Role::Request(_)) || with_status.is_some() || !below.responses.is_empty();
        if !is_example || with_status.is_none() && below.responses.is_empty() {
            let body = below.body.or_else(|| lacks_body.then(|| self.body_above(at)).flatten());
            let body = body.or_else(|| lacks_body.then(|| self.text_below(at)).flatten());
            let is_whole = below.unlabelled.is_empty() && (body.is_some() || !lacks_body || self.sends_nothing(at));
            let promised = if is_whole { self.promised(at, message) } else { None };
            self.out.promised.extend(promised.map(|promised| (at, promised, body)));
        }
        if !is_example {
            return;
        }
        if let Some(nearest) = self.nearest_body(&below) {
            below.body = Some(nearest);
        }
        for (body, response) in self.variants(at, &below) {
            self.out.variants.push((Pair { request: at, response }, body));
        }
        let body = below.body.or_else(|| lacks_body.then(|| self.body_above(at)).flatten());
        if let Some(document) = body {
            self.is_body[document] = true;
            self.out.bodies.push((at, document));
        }
        if only_errors {
            below.responses.retain(|document| Some(*document) < with_status);
        }
        if with_status.is_none() && !self.is_prose_route(at) && !message.line.assumed {
            let promised = self.promised_beside(at, &below.responses);
            self.out.promised_beside.extend(promised.map(|promised| (at, promised, body)));
        }
        if with_status.is_none() || only_errors {
            for &response in &below.responses {
                self.answers[response] |= !self.open.role(at).is_named_route();
            }
            for &response in &below.responses {
                self.is_response[response] = true;
            }
            self.out.pairs.extend(below.responses.into_iter().map(|response| Pair { request: at, response }));
        }
    }

    /// The success that words promise between a request and the documents below it, all of which are called failures.
    fn promised_beside(&self, at: usize, documents: &[usize]) -> Option<PromisedResponse> {
        let (page, from) = (self.open.page, self.fence(at).range.end);
        let first = documents.first().filter(|first| **first > at)?;
        let is_failure = |document: usize| {
            let fence = self.fence(document);
            let start = fence.headings.last().map_or(fence.gap.start, |heading| heading.offset.max(from));
            let words = page.text().get(start.min(fence.range.start)..fence.range.start).unwrap_or_default();
            status_codes(words).first().is_some_and(|(code, _)| *code >= 400)
        };
        // A success that is shown is not only promised.
        let is_shown = |document: usize| {
            let role = &page.fence(document).role;
            role.response().is_some()
                || matches!(role, Role::Json(_)) && page.label_kind(document) == LabelKind::Response
        };
        if page.has_annotations
            || (at + 1..*first).any(is_shown)
            || !documents.iter().all(|&document| is_failure(document))
        {
            return None;
        }
        let end = self.fence(*first).headings.last().map_or(from, |heading| heading.offset);
        promised_response::in_range(self.open, from..end.max(from))
    }

    /// Whether a response has the status of an error.
    fn fails(&self, response: usize) -> bool {
        self.open.role(response).response().is_some_and(|message| message.line.status >= 400)
    }

    /// Of several bodies that are called the same the one nearest above the first response: those above are of examples that show none.
    fn nearest_body(&self, below: &DocumentsBelow) -> Option<usize> {
        let (first, response) = (*below.bodies.first()?, *below.responses.first()?);
        let called = |at: usize| self.open.page.label(at).text.trim_matches(|c: char| !c.is_alphanumeric());
        let same = |body: &usize| *body < response && !called(*body).is_empty() && called(*body) == called(first);
        below.bodies.iter().rev().copied().find(same).filter(|nearest| *nearest != first)
    }

    /// What the page promises of the response to a request that plainly is one, or to a route that is not shown with one further
    /// on.
    fn promised(&self, at: usize, message: &RequestMessage) -> Option<PromisedResponse> {
        let page = self.open.page;
        let leads =
            matches!(self.open.role(at), Role::Request(_) | Role::BareRoute(_) | Role::NamedRoute { leads: true, .. });
        let fence = self.fence(at);
        let in_fence = !self.open.role(at).is_named_route();
        let states_syntax = || announces_route(fence.heading()) || in_fence && announces_route(page.label(at).text);
        if !leads || message.line.assumed || message.line.second.is_some() || page.has_annotations {
            return None;
        }
        let shown = |role: &Role| role.holds_commands() || role.response().is_some() || role.request().is_some();
        let next = (at + 1..self.open.count()).find(|&next| shown(&page.fence(next).role));
        let is_shown = |next: usize| {
            let fence = page.fence(next);
            let known = path_of(&message.line.url).split(['{', '<', '?', '[', ';']).next().unwrap_or_default();
            let same = || fence.role.holds_commands() && known.len() > 1 && fence.text.text().contains(known);
            // What leaves values open is shown with them further down.
            let is_open = || message.line.url.contains(['{', '<']) || path_of(&message.line.url).contains("/:");
            let shows = |line: &RequestLine| {
                is_open()
                    && line.method == message.line.method
                    && !line.url.contains(['{', '<'])
                    && path_of(&line.url).starts_with(known)
            };
            if let Some(shown) = fence.role.request() {
                return known.len() > 1 && shows(&shown.line) && is_within(self.open, at, next);
            }
            let between = page.outline.headings_between(self.fence(at).range.end, fence.range.start);
            let below = || between.iter().all(|heading| heading.level >= self.fence(at).heading_level());
            same_example(self.open, at, next) || same() || is_open() && below() && !is_other_call(self.open, at, next)
        };
        if next.is_some_and(is_shown) {
            return None;
        }
        if states_syntax() {
            let above = self.open.message_above(at);
            let is_shown = |above| is_within(self.open, above, at);
            return stated_alone(self.open, at).filter(|_| !in_fence && !above.is_some_and(is_shown));
        }
        promised_response(self.open, at)
    }

    /// The body of the request for each response, where the page shows several of both: those whose labels have the same words
    /// in parentheses ("(plain text)"), else in their order.
    fn variants(&self, request: usize, below: &DocumentsBelow) -> Vec<(usize, usize)> {
        let with_status = &self.with_status[request];
        let responses = if with_status.is_empty() { &below.responses } else { with_status };
        let bodies = &below.bodies;
        if bodies.len() < 2 || bodies.len() != responses.len() {
            return Vec::new();
        }
        let variant = |at: usize| {
            let label = self.open.page.label(at).text.trim().trim_end_matches([':', '*', '#', ' ']);
            label.strip_suffix(')').and_then(|label| label.rsplit_once('(')).map(|(_, words)| words)
        };
        if bodies.iter().chain(responses).all(|&at| variant(at).is_some()) {
            let by_variant: HashMap<_, usize> = bodies.iter().rev().map(|&body| (variant(body), body)).collect();
            let of_response = |response: usize| by_variant.get(&variant(response)).copied();
            return responses.iter().filter_map(|&response| Some((of_response(response)?, response))).collect();
        }
        bodies.iter().copied().zip(responses.iter().copied()).collect()
    }

    /// Whether a document is already the response to a fence above, and the route is not named by the very words that lead
    /// to it.
    fn is_taken(&self, route: usize, document: usize) -> bool {
        let between = self.fence(route).range.end..self.fence(document).range.start;
        let leads = self.open.page.text().get(between).is_some_and(|words| !words.trim_end().contains("\n\n"));
        !leads && self.answers[document]
    }

    /// Whether a URL is in the very words that lead to a document with values: "At `https://h/items` you see:".
    fn words_lead_to(&self, url: usize, document: usize) -> bool {
        let (text, range) = (self.open.page.text(), &self.fence(url).range);
        let line = text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
        let words = text.get(range.end..self.fence(document).range.start).unwrap_or("\n\nx");
        let section = self.fence(url).section;
        let asks = |above: usize| {
            let role = self.open.role(above);
            self.fence(above).section == section && (role.is_request_like() || role.holds_commands())
        };
        // What a request above asks for is answered first.
        let is_free = !self.is_prose_route(url) || self.open.message_above(url).is_none_or(|above| !asks(above));
        document == url + 1
            && is_free
            && (text[line..range.start].contains(char::is_alphabetic) || words.contains("=>"))
            && !text[line..].starts_with('#')
            && !words.trim_end().contains("\n\n")
            && self.has_values(document)
    }

    pub(super) fn fence(&self, at: usize) -> &'p FenceInContext {
        self.open.page.fence(at)
    }

    /// A bare route is only taken for a request where a response is plainly shown.
    fn is_strict(&self, at: usize, message: &RequestMessage) -> bool {
        let announced = || self.open.page.label_announces_example(at) || announces_example(self.fence(at).heading());
        !matches!(self.open.role(at), Role::Request(_))
            || (message.is_bare() && !message.line.has_host() && !announced())
    }

    /// Of the documents before `response` the one that is called an example, else the first.
    fn example_before(&self, documents: &[usize], response: usize) -> Option<usize> {
        let before = || documents.iter().copied().filter(|&document| document < response);
        let called = |document: &usize| self.open.page.label_announces_example(*document);
        before().find(called).or_else(|| before().next())
    }

    /// Whether a heading between a URL and a document is about the shape of all responses.
    fn is_below_shape(&self, url: usize, document: usize) -> bool {
        let from = self.fence(url).range.start;
        self.fence(document).headings_below(from).any(|heading| LabelKind::of(&heading.text) == LabelKind::Shape)
    }

    /// Whether a document is right below the fence of a request, which no label tells apart from it.
    fn is_attached(&self, request: usize, document: usize) -> bool {
        let in_fence = matches!(self.open.role(request), Role::Request(_));
        document == request + 1 && in_fence && self.fence(document).adjacent
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

    /// Whether a document without values, which can be read, has a label with the status that it comes with.
    pub(super) fn is_sketch_with_status(&self, document: usize) -> bool {
        let readable =
            |body: &DocumentedBody| body.root().is_some_and(|root| root.members().is_some_and(|all| !all.is_empty()));
        matches!(self.open.role(document), Role::Json(body) if readable(body))
            && begins_with_status(self.open.page.label(document).text)
    }

    /// Whether a document of real values cannot be read: labelled as a response it is reported, not left out.
    pub(super) fn is_broken(&self, document: usize) -> bool {
        let Role::Json(body) = self.open.role(document) else { return false };
        let skeleton = body.text().contains('<') || body.text().contains(" | ");
        !skeleton && body.json().is_err()
    }
}

/// Whether a request deletes something, and no body is shown with it.
fn deletes(message: &RequestMessage) -> bool {
    message.line.method == "DELETE" && message.body.is_none()
}

/// Whether a request of this method has a body as a rule, and neither that nor a query is shown with it.
fn lacks_body(message: &RequestMessage) -> bool {
    let writes = matches!(message.line.method, "POST" | "PUT" | "PATCH");
    writes && message.body.is_none() && !message.line.url.contains('?')
}
