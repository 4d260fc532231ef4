//! JSON documents in fences of their own: responses without a status line, bodies of requests. Which of the
//! two a document is, is decided by its label, else by what else the page shows of the request.

use std::collections::HashMap;

use super::bare_json::{BareJson, Reader};
use super::documents_below::DocumentsBelow;
use super::mentions::is_mention;
use super::pair::Pair;
use super::promised_response::is_expected;
use super::promised_success::promised_beside;
use super::request_series::RequestSeries;
use super::{listed_forms, responses_above, section_response};
use crate::docs::messages::request_message::RequestMessage;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::http::method;
use crate::http::status::is_error;

impl BareJson {
    /// Finds the request to which each document belongs; `found` are the pairs whose response has a status line.
    pub(crate) fn read(open: &OpenFences<'_>, found: &[Pair], series: &RequestSeries) -> Self {
        let mut with_status: Vec<Vec<usize>> = vec![Vec::new(); open.count()];
        for pair in found {
            with_status[pair.request].push(pair.response);
        }
        let none = vec![false; open.count()];
        let mut reader = Reader {
            open,
            with_status,
            has_response: none.clone(),
            is_body: none.clone(),
            is_response: none,
            out: Self::default(),
        };
        reader.pair_series(series);
        for at in 0..open.count() {
            if open.page.fence(at).annotation.is_none()
                && !series.asked.contains(&at)
                && let Role::Request(message) | Role::BareRoute(message) | Role::NamedRoute { message, .. } =
                    open.role(at)
                && !reader.repeats(at)
                && !reader.is_listed(at)
            {
                reader.request(at, message);
            }
        }
        responses_above::find(open, &mut reader.out);
        let responded: Vec<bool> = reader.with_status.iter().map(|responses| !responses.is_empty()).collect();
        reader.out.bodies.sort_unstable();
        section_response::pair_rest(open, &mut reader.out, &responded);
        listed_forms::find(open, &mut reader.out);
        reader.out.forget_repeated(open);
        reader.out
    }
}

impl Reader<'_, '_> {
    /// Pairs the requests of series with the documents that belong to them.
    fn pair_series(&mut self, series: &RequestSeries) {
        for (&response, &request) in &series.responses {
            let is_document = matches!(self.open.role(response), Role::Json(_) | Role::Text(_));
            if is_document && self.open.role(request).request().is_some() {
                self.has_response[response] = true;
                self.is_response[response] = true;
                self.out.pairs.push(Pair { request, response });
            }
        }
        for (&request, &document) in &series.bodies {
            self.is_body[document] = true;
            self.out.bodies.push((request, document));
            let message = self.open.role(request).request().filter(|_| !series.responded.contains(&request));
            let promised = message.and_then(|message| self.promised(request, message));
            self.out.promised.extend(promised.map(|promised| (request, promised, Some(document))));
        }
        self.out.ambiguous.extend(series.ambiguous.iter().map(|(&request, &document)| (request, document)));
    }

    fn request(&mut self, at: usize, message: &RequestMessage) {
        let with_status = self.with_status[at].iter().min().copied();
        let strict = self.is_strict(at, message);
        let mut below = self.documents_below(at, with_status, strict);
        if !self.keep_own(at, message, with_status, &mut below) {
            return;
        }
        if message.body.is_some() {
            below.body = None;
        }
        let failures = if with_status.is_none() { self.take_failures_by_title(&mut below) } else { Vec::new() };
        let lacks_body = (lacks_body(message) || message.line.assumed) && below.body.is_none();
        let first_response = below.responses.iter().copied().chain(with_status).min();
        match (first_response, below.unlabelled.first()) {
            // Between a request without its body and the response: the body.
            (Some(response), Some(&first))
                if lacks_body
                    || deletes(message)
                    || self.is_titled_with(at, first)
                    || message.body.is_none() && self.is_attached(at, first) && first < response =>
            {
                below.body = self.example_before(&below.unlabelled, response);
            }
            (None, Some(&first)) => self.unlabelled(at, message, first, lacks_body, strict, &mut below),
            _ => {}
        }
        if below.body.is_some() || !below.responses.is_empty() {
            below.responses.extend(failures);
        }
        let has_response = with_status.is_some() || !below.responses.is_empty();
        if !has_response {
            self.promise(at, message, lacks_body, &below);
        }
        if has_response || matches!(self.open.role(at), Role::Request(_)) {
            self.example(at, message, with_status, lacks_body, below);
        }
    }

    /// Removes the documents that are not about a route in prose, or a URL alone, but about something else that is named. Returns whether
    /// any may be.
    fn keep_own(
        &self,
        at: usize,
        message: &RequestMessage,
        with_status: Option<usize>,
        below: &mut DocumentsBelow,
    ) -> bool {
        if self.is_prose_route(at) {
            let is_other = |document: usize| {
                self.is_taken(at, document)
                    || is_mention(self.open, at, document)
                    || self.is_among_arguments(document)
                    || self.may_list_errors(document)
            };
            below.responses.retain(|&document| !is_other(document));
            below.unlabelled.retain(|&document| !is_other(document));
        }
        if !message.line.assumed {
            return true;
        }
        below.responses.retain(|&document| !self.is_response[document] && !self.is_below_shape(at, document));
        below.unlabelled.retain(|&document| !self.is_response[document] && !self.is_body[document]);
        if with_status.is_none() && below.responses.is_empty() {
            let Some(&first) = below.unlabelled.first().filter(|first| self.words_lead_to(at, **first)) else {
                return false;
            };
            below.unlabelled.clear();
            below.responses.push(first);
        }
        true
    }

    /// The body of a request among the documents below it, else above it.
    fn own_body(&self, at: usize, lacks_body: bool, below: &DocumentsBelow) -> Option<usize> {
        below.body.or_else(|| lacks_body.then(|| self.body_above(at).or_else(|| self.form_below(at, below))).flatten())
    }

    /// Records what is promised for a request without a response.
    fn promise(&mut self, at: usize, message: &RequestMessage, lacks_body: bool, below: &DocumentsBelow) {
        let body = self.own_body(at, lacks_body, below);
        let body = body.or_else(|| lacks_body.then(|| self.text_below(at)).flatten());
        let shows_all = || body.is_some() || !lacks_body || self.sends_nothing(at) || is_expected(self.open, at);
        let is_whole = below.unlabelled.is_empty() && shows_all();
        let promised = if is_whole { self.promised(at, message) } else { None };
        self.out.promised.extend(promised.map(|promised| (at, promised, body)));
    }

    /// Records the body of a request and the responses to it.
    fn example(
        &mut self,
        at: usize,
        message: &RequestMessage,
        with_status: Option<usize>,
        lacks_body: bool,
        mut below: DocumentsBelow,
    ) {
        if let Some(nearest) = self.nearest_body(&below) {
            below.body = Some(nearest);
        }
        for (body, response) in self.variants(at, &below) {
            self.out.variants.push((Pair { request: at, response }, body));
        }
        let body = self.own_body(at, lacks_body, &below);
        if let Some(document) = body {
            self.is_body[document] = true;
            self.out.bodies.push((at, document));
        }
        let only_errors = with_status.is_some() && self.with_status[at].iter().all(|&response| self.fails(response));
        if only_errors {
            below.responses.retain(|document| Some(*document) < with_status);
        }
        if with_status.is_none() && !self.is_prose_route(at) && !message.line.assumed {
            let promised = promised_beside(self.open, at, &below.responses);
            self.out.promised_beside.extend(promised.map(|promised| (at, promised, body)));
        }
        if with_status.is_none() || only_errors {
            for &response in &below.responses {
                self.has_response[response] |= !self.open.role(at).is_named_route();
                self.is_response[response] = true;
            }
            self.out.pairs.extend(below.responses.into_iter().map(|response| Pair { request: at, response }));
        }
    }

    /// Whether a response has the status of an error.
    fn fails(&self, response: usize) -> bool {
        self.open.role(response).response().is_some_and(|message| is_error(message.line.status))
    }

    /// Of several bodies with the same label, the one nearest above the first response: those further up belong to examples without a
    /// response. Where the first is not called an example, and one below it is, that one is sent.
    fn nearest_body(&self, below: &DocumentsBelow) -> Option<usize> {
        let (first, response) = (*below.bodies.first()?, *below.responses.first()?);
        let called = |at: usize| self.open.page.label(at).text.trim_matches(|c: char| !c.is_alphanumeric());
        let same = |body: &usize| *body < response && !called(*body).is_empty() && called(*body) == called(first);
        let nearest = below.bodies.iter().rev().copied().find(same).filter(|nearest| *nearest != first);
        let is_example = |body: &usize| self.open.page.label_announces_example(*body);
        let example = || {
            let mut before = below.bodies.iter().copied().filter(|body| *body < response);
            before.find(is_example).filter(|_| !is_example(&first))
        };
        nearest.or_else(example)
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
}

/// Whether a request deletes something, and no body is shown with it.
fn deletes(message: &RequestMessage) -> bool {
    method::deletes(message.line.method) && message.body.is_none()
}

/// Whether a request lacks its body, and no query is shown with it.
fn lacks_body(message: &RequestMessage) -> bool {
    message.lacks_body() && !message.line.url.contains('?')
}
