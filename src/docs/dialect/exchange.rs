//! A pair of fences with HTTP messages -> an example.

use super::defects;
use super::reader::DialectReading;
use super::remaining::Remaining;
use crate::contract::{BodyKind, Dialect, DocumentedBody, Field, ResponseFacts, content_type, documented_media_type};
use crate::directive::Directive;
use crate::docs::annotation::annotation::BlockType;
use crate::docs::messages::elision::says_empty;
use crate::docs::messages::json_fence;
use crate::docs::messages::message_defect::{MessageDefect, MessageDefectKind};
use crate::docs::messages::request_message::RequestMessage;
use crate::docs::messages::response_message::ResponseMessage;
use crate::docs::messages::several_messages::shows_value;
use crate::docs::messages::status_line::success_alone;
use crate::docs::outline::fence_in_context::FenceInContext;
use crate::docs::outline::role::Role;
use crate::docs::pairing::pair::Pair;
use crate::docs::pairing::promised_status::promised_status;
use crate::docs::pairing::same_example::section;
use crate::docs::pairing::unshown_response::PromisedResponse;
use crate::docs::wording::{self, Topic};
use crate::docs::{DocRequest, DocResponse, Example, FenceOutcome, Shown};
use crate::http::method::{is_head, sends_content};
use crate::http::{StatusSet, never_has_body};
use crate::text::{Location, Position};

/// Makes examples of the pairs of one dialect.
pub(super) struct ExchangeReader<'r, 'p> {
    pub(super) remaining: &'r Remaining<'p>,
    pub(super) reading: DialectReading,
    /// Of each fence: it is in an example, and what is wrong with it is reported.
    read: Vec<bool>,
}

/// A response as it is shown, without what annotations say about it.
struct ShownResponse {
    status: StatusSet,
    status_place: Position,
    headers: Vec<Field>,
    body: Option<DocumentedBody>,
    left_out: Option<DocumentedBody>,
    defects: Vec<MessageDefect>,
}

impl ShownResponse {
    fn of(message: &ResponseMessage) -> Self {
        Self {
            status: StatusSet::code(message.line.status),
            status_place: message.line.place,
            headers: message.headers.clone(),
            body: message.body.clone(),
            left_out: message.left_out.clone(),
            defects: message.defects.clone(),
        }
    }
}

impl<'r, 'p> ExchangeReader<'r, 'p> {
    pub(super) fn new(remaining: &'r Remaining<'p>) -> Self {
        Self { remaining, reading: DialectReading::default(), read: vec![false; remaining.open.count()] }
    }

    pub(super) fn fence(&self, index: usize) -> &'p FenceInContext {
        self.remaining.page().fence(index)
    }

    /// Whether the fence is in an example of this dialect.
    pub(super) fn is_read(&self, fence: usize) -> bool {
        self.read[fence]
    }

    /// Reads a pair. `body`: the fence that holds the request's body, if it is in one of its own.
    pub(super) fn pair(&mut self, pair: Pair, dialect: Dialect, body: Option<usize>) {
        let open = &self.remaining.open;
        let Some(message) = open.role(pair.request).request() else { return };
        let Some(shown) = self.shown_response(pair) else { return };
        let (above, below) = (self.fence(pair.request), self.fence(pair.response));
        // A request with several responses is reported once.
        let is_new = !self.read[pair.request];
        self.report_pair(pair, dialect, &message.defects, &shown.defects);
        for fence in [pair.request, pair.response] {
            self.read[fence] = true;
            self.reading.claim(fence, FenceOutcome::InCase);
        }
        let mut request = self.request_of_pair(pair, message, body);
        // Of an annotated request it is the body unchanged.
        if above.annotation.is_none() {
            request.body = request.body.take().map(|body| self.one_document(body, "body of the request", is_new));
        }
        if request.body.is_none() && is_route_alone(open.role(pair.request), message) {
            request.shown = Shown::RouteAlone;
        }
        let directives = directives_of(above, below);
        let own_name = directives.iter().rev().find_map(|(directive, _)| directive.name.clone());
        let annotated = above.annotation.as_ref().filter(|annotation| annotation.block_type == BlockType::Request);
        let name = own_name.or_else(|| annotated?.names.first().cloned());
        let response = self.doc_response(pair, shown);
        self.reading.examples.push(Example {
            page: self.remaining.page().path().to_owned(),
            name,
            dialect,
            directives,
            headings: above.headings.iter().map(|heading| heading.text.to_string()).collect(),
            request,
            response,
        });
    }

    /// Reports what is wrong with the fences of a pair, unless that was done for an earlier pair.
    fn report_pair(&mut self, pair: Pair, dialect: Dialect, request: &[MessageDefect], response: &[MessageDefect]) {
        if !self.read[pair.request] {
            let by_notation =
                |defect: &&MessageDefect| dialect == Dialect::Console && defect.kind == MessageDefectKind::NoBlankLine;
            let defects: Vec<MessageDefect> = request.iter().filter(|it| !by_notation(it)).copied().collect();
            self.defects(&defects, "request");
            self.mislabelled(pair.request, BlockType::Response, "response");
        }
        if !self.read[pair.response] {
            self.defects(response, "response");
            self.mislabelled(pair.response, BlockType::Request, "request");
        }
    }

    /// The request of a pair, with its body wherever that is shown.
    fn request_of_pair(&mut self, pair: Pair, message: &RequestMessage, body: Option<usize>) -> DocRequest {
        let open = &self.remaining.open;
        let mut request = doc_request(self.fence(pair.request), message);
        if let Some(fence) = body {
            self.reading.claim(fence, FenceOutcome::InCase);
            if let Role::Json(document) = open.role(fence) {
                request.body = Some(document.clone());
            }
            if message.line.assumed && !sends_content(message.line.method) {
                "POST".clone_into(&mut request.method);
            }
        } else if request.body.is_none() && pair.response > pair.request + 1 && content_type(&request.headers).is_some()
        {
            request.body = self.body_in_next_fence(pair.request, true);
        }
        if request.body.is_none() && sends_content(message.line.method) {
            request.headers.extend(self.fields_above_form(pair));
            request.body = self.text_body(pair);
        }
        request.body = request.body.or_else(|| message.left_out.clone());
        request
    }

    /// Reads a request whose response is only promised. `body`: the fence that holds its body, if it is in one of its own.
    pub(super) fn promised(&mut self, at: usize, promised: PromisedResponse, body: Option<usize>) {
        let open = &self.remaining.open;
        let Some(message) = open.role(at).request() else { return };
        let fence = self.fence(at);
        if !self.read[at] {
            self.defects(&message.defects, "request");
        }
        self.read[at] = true;
        self.reading.claim(at, FenceOutcome::InCase);
        self.reading.record_promise(&promised, fence.place.line);
        let mut request = doc_request(fence, message);
        if let Some(body) = body {
            self.reading.claim(body, FenceOutcome::InCase);
            request.body = Some(match open.role(body) {
                Role::Json(document) => document.clone(),
                _ => json_fence::trimmed(&self.fence(body).text).into(),
            });
        } else if request.body.is_none() && content_type(&request.headers).is_some() {
            request.body = self.body_in_next_fence(at, true);
        }
        request.body = request.body.or_else(|| message.left_out.clone());
        self.reading.examples.push(Example {
            page: self.remaining.page().path().to_owned(),
            name: fence.directives.iter().rev().find_map(|(directive, _)| directive.name.clone()),
            dialect: Dialect::Http,
            directives: fence.directives.clone(),
            headings: fence.headings.iter().map(|heading| heading.text.to_string()).collect(),
            request,
            response: promised.into_response(fence.place.line),
        });
    }

    /// Leaves the fences of a pair to no other dialect.
    pub(super) fn settle(&mut self, pair: Pair) {
        for fence in [pair.request, pair.response] {
            self.reading.settle(fence, FenceOutcome::InCase);
        }
    }

    /// The response of a pair: as its fence shows it, or a document without a status line with the status that the page
    /// promises.
    fn shown_response(&self, pair: Pair) -> Option<ShownResponse> {
        let (page, open) = (self.remaining.page(), &self.remaining.open);
        let role = open.role(pair.response);
        if let Some(message) = role.response() {
            return Some(ShownResponse::of(message));
        }
        let (Role::Json(body) | Role::Text(body)) = role else { return None };
        let method = open.role(pair.request).request().map_or("", |message| message.line.method);
        if let Some(line) = success_alone(method, body.source()) {
            return Some(ShownResponse::of(&ResponseMessage::of_status(line)));
        }
        let (mut status, status_place) = promised_status(page, pair.response, section(open, pair), Some(body));
        let body = Some(body.clone()).filter(|body| !says_empty(body.text(), true));
        // "Returns `204`. To see the rest, call `GET /x`": the first sentence is about the request above.
        let is_of_other = open.role(pair.request).is_named_route() && status_place < self.fence(pair.request).place;
        if is_of_other && body.is_some() && status.only().is_some_and(never_has_body) {
            status = StatusSet::class(2);
        }
        Some(ShownResponse { status, status_place, headers: Vec::new(), body, left_out: None, defects: Vec::new() })
    }

    fn doc_response(&mut self, pair: Pair, shown: ShownResponse) -> DocResponse {
        let below = self.fence(pair.response);
        let ShownResponse { status, status_place, headers, mut body, left_out, .. } = shown;
        let of_head = self.remaining.open.role(pair.request).request().is_some_and(|it| is_head(it.line.method));
        if body.is_none() && !of_head && !status.only().is_some_and(never_has_body) {
            body = self.body_in_next_fence(pair.response, content_type(&headers).is_some());
        }
        let annotation = below.annotation.as_ref().filter(|a| a.block_type == BlockType::Response);
        let facts = annotation.map(|annotation| annotation.facts.clone()).unwrap_or_default();
        let is_ndjson = documented_media_type(&headers).is_some_and(|media_type| media_type.is_ndjson());
        DocResponse {
            line: below.place.line,
            status,
            status_place,
            body: body
                .map(|body| if is_ndjson { body } else { self.one_document(body, "response", true) })
                .or(left_out.filter(|_| !of_head)),
            headers,
            status_only: false,
            fields: Vec::new(),
            facts: ResponseFacts { shortened: self.is_shortened(pair), ..facts },
        }
    }

    /// The body, or of several documents in it the first. A document on each line is one body.
    fn one_document(&mut self, body: DocumentedBody, what: &str, is_reported: bool) -> DocumentedBody {
        if body.kind() == BodyKind::JsonLines {
            return body;
        }
        let Some(first) = json_fence::first_of_several(&body) else { return body };
        if is_reported {
            let path = self.remaining.page().path();
            self.reading.findings.push(defects::several_documents(path, body.start(), what));
        }
        first
    }

    /// Whether the prose between the request and the response says that the example is not shown whole.
    fn is_shortened(&self, pair: Pair) -> bool {
        let (request, response) = (self.fence(pair.request), self.fence(pair.response));
        let annotated = response.annotation.as_ref().is_some_and(|a| a.facts.truncated || a.is_whole);
        let from = request.range.end.min(response.range.start);
        !annotated && wording::mentions(Topic::Shortened, &self.remaining.page().text()[from..response.range.start])
    }

    fn defects(&mut self, found: &[MessageDefect], what: &str) {
        let page = self.remaining.page().page;
        self.reading.findings.extend(found.iter().map(|defect| defects::defect(page, *defect, what)));
    }

    /// The content of a fence is believed, not its annotation.
    fn mislabelled(&mut self, fence: usize, wrong: BlockType, name: &str) {
        let shown = self.fence(fence);
        if shown.is_annotated(wrong) && !matches!(shown.role, Role::RequestAndResponse(..)) {
            self.reading.findings.push(defects::mislabelled(self.remaining.page().path(), shown.place, name));
        }
    }
}

/// The request of a fence, with what its annotation says about it.
fn doc_request(fence: &FenceInContext, message: &RequestMessage) -> DocRequest {
    let (annotation, line) = (fence.annotation.as_ref(), &message.line);
    let (url, url_place) = line.target();
    DocRequest {
        headers: message.headers.clone(),
        body: message.body.clone(),
        other_lines: other_lines(fence.text.text(), fence.text.place(0).line, message),
        opaque_url: annotation.is_some_and(|a| a.opaque_url),
        scopes: annotation.map(|a| a.scopes.clone()).unwrap_or_default(),
        tags: annotation.map(|a| a.tags.clone()).unwrap_or_default(),
        ..DocRequest::of_route(fence.place.line, line.written_method(), url, url_place)
    }
}

/// The lines of a head that are no header fields. `first`: the number of the first line of the text.
fn other_lines(text: &str, first: u32, message: &RequestMessage) -> Vec<String> {
    let others = message.defects.iter().filter(|defect| defect.kind == MessageDefectKind::NotAField);
    let line = |defect: &MessageDefect| text.lines().nth((defect.span.start.line.saturating_sub(first)) as usize);
    others.filter_map(line).map(|line| line.trim().to_owned()).collect()
}

/// Whether nothing of a request without a body is shown but a route that the text names without a value, or one that leaves parts of
/// its path open.
fn is_route_alone(role: &Role, message: &RequestMessage) -> bool {
    let line = &message.line;
    let is_named = matches!(role, Role::NamedRoute { .. } | Role::BareRoute(_));
    message.is_bare() && !line.assumed && (line.has_open_path() || is_named && !shows_value(&line.url))
}

/// The directives of a pair: those of the request first, so that the response's override them.
pub(super) fn directives_of(request: &FenceInContext, response: &FenceInContext) -> Vec<(Directive, Location)> {
    let both = [request, response];
    let fences = if request.place == response.place { &both[..1] } else { &both[..] };
    fences.iter().flat_map(|fence| fence.directives.iter().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use crate::contract::Dialect;
    use crate::docs::read_page;
    use crate::text::Page;

    #[test]
    fn nothing_is_below_the_last_fence_of_a_page() {
        let text = "## Lamps\n\n```http\nPOST /lamps HTTP/1.1\nHost: h\n\nHTTP/1.1 204 No Content\n```\n".to_owned();
        let docs = read_page(&Page { path: "p.md".into(), text }, &Dialect::ALL);
        let bodies: Vec<bool> = docs.examples.iter().map(|example| example.request.body.is_some()).collect();
        assert_eq!(bodies, [false]);
    }
}
