//! The blocks of a page -> examples.

use super::blocks::{Block, BlockResponse};
use crate::contract::{Dialect, DocumentedBody, Field, ResponseFacts};
use crate::directive::Directive;
use crate::docs::dialect::command::alternatives::unanswered_requests;
use crate::docs::dialect::defects;
use crate::docs::dialect::reader::DialectReading;
use crate::docs::dialect::remaining::Remaining;
use crate::docs::messages::json_fence;
use crate::docs::messages::paths::matches_path;
use crate::docs::outline::fence_in_context::FenceInContext;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, LabelKind, Topic};
use crate::docs::{DocRequest, DocResponse, Example, FenceOutcome, FenceRecord};
use crate::http::StatusSet;
use crate::http::method::sends_content;
use crate::text::Location;

/// One example for each response of each block.
pub(super) fn read(remaining: &Remaining<'_>, blocks: &[Block<'_>]) -> DialectReading {
    let open = &remaining.open;
    let mut reader = Reader { remaining, open, reading: DialectReading::default() };
    for (at, block) in blocks.iter().enumerate() {
        let next = blocks.get(at + 1).map_or(open.page.text().len(), |next| next.range.start);
        reader.block(block, next);
    }
    reader.reading
}

struct Reader<'r, 'p> {
    remaining: &'r Remaining<'p>,
    open: &'r OpenFences<'p>,
    reading: DialectReading,
}

/// The request of a block, and the fence that shows it.
struct BlockRequest {
    request: DocRequest,
    fence: Option<usize>,
}

impl Reader<'_, '_> {
    /// Reads a block; what is below it, up to `next`, may show its request.
    fn block(&mut self, block: &Block<'_>, next: usize) {
        let place = self.open.page.place(block.range.start);
        let shown = self.shown_request(block, next).unwrap_or_else(|| {
            let at = self.open.page.place(block.path_at);
            let mut request = DocRequest::of_route(place.line, block.method, block.full_url(), at);
            let body = self.body_below(block, next);
            request.body = body.as_ref().map(|(_, body)| body.clone());
            BlockRequest { request, fence: body.map(|(fence, _)| fence) }
        });
        let mut found = false;
        for response in &block.responses {
            found |= self.response(block, &shown, response);
        }
        match shown.fence {
            Some(fence) if found => self.reading.settle(fence, FenceOutcome::InCase),
            _ => {
                let outcome = if found { FenceOutcome::InCase } else { FenceOutcome::Excused };
                self.reading.records.push(FenceRecord::new(place, outcome));
            }
        }
    }

    /// Adds the example of a response, if the block shows one.
    fn response(&mut self, block: &Block<'_>, shown: &BlockRequest, response: &BlockResponse) -> bool {
        let page = self.open.page;
        let Some((status, status_at)) = response.status else { return false };
        let inside = |at: &usize| response.range.contains(&page.fence(*at).range.start);
        let fence = (0..self.open.count()).filter(inside).find(|&at| !page.fence(at).text.text().trim().is_empty());
        let place = page.place(response.range.start);
        let (headers, mut body) = fence.map(|at| message(page.fence(at))).unwrap_or_default();
        if let Some((all, first)) = body.as_ref().and_then(|all| Some((all, json_fence::first_of_several(all)?))) {
            self.reading.findings.push(defects::several_documents(page.path(), all.start(), "response"));
            body = Some(first);
        }
        match fence {
            Some(at) => self.reading.settle(at, FenceOutcome::InCase),
            None => self.reading.records.push(FenceRecord::new(place, FenceOutcome::InCase)),
        }
        let mut directives = self.directives(block, shown);
        directives.extend(fence.into_iter().flat_map(|at| page.fence(at).directives.iter().cloned()));
        let mut above = page.outline.headings.iter().rev().filter(|heading| heading.offset < block.range.start);
        self.reading.examples.push(Example {
            page: page.path().to_owned(),
            name: directives.iter().rev().find_map(|(directive, _)| directive.name.clone()),
            dialect: Dialect::GitBook,
            directives,
            headings: above.next().into_iter().map(|heading| heading.text.to_string()).collect(),
            request: self.request(block, shown, response),
            response: DocResponse {
                line: fence.map_or(place.line, |at| page.fence(at).place.line),
                status: StatusSet::code(status),
                status_place: page.place(status_at),
                headers,
                status_only: body.is_none(),
                body,
                fields: Vec::new(),
                facts: ResponseFacts::default(),
            },
        });
        true
    }

    /// The request of a response: without the parameters of the query whose absence is what fails.
    fn request(&self, block: &Block<'_>, shown: &BlockRequest, response: &BlockResponse) -> DocRequest {
        let mut request = shown.request.clone();
        let is_of_parameters = matches!(response.status, Some((400 | 422, _)));
        if shown.fence.is_none() && is_of_parameters && !block.required.is_empty() {
            let text = &self.open.page.text()[response.range.clone()];
            let is_sent = |name: &&String| !says_lacking(text, name);
            request.url = block.url_with(block.required.iter().filter(is_sent));
        }
        request
    }

    /// The directives of the request; one that skips a request whose body is nowhere shown.
    fn directives(&self, block: &Block<'_>, shown: &BlockRequest) -> Vec<(Directive, Location)> {
        let Some(fence) = shown.fence else {
            let writes = block.sends_body && sends_content(block.method);
            let reason = "the body of this request is only described, not shown".to_owned();
            let skip = Directive { skip: Some(reason), ..Directive::default() };
            let place = Location::new(self.open.page.path(), self.open.page.place(block.range.start));
            return writes.then_some((skip, place)).into_iter().collect();
        };
        self.open.page.fence(fence).directives.clone()
    }

    /// The request of a command, or of a fence, below the block and above `next`, that has no response of its own.
    fn shown_request(&self, block: &Block<'_>, next: usize) -> Option<BlockRequest> {
        let below = (0..self.open.count())
            .filter(|&at| (block.range.end..next).contains(&self.open.page.fence(at).range.start));
        // The host may be the whole URL.
        let url = block.full_url();
        let path = if block.path.is_empty() { &url } else { block.path };
        below.into_iter().find_map(|at| {
            let fits = |request: &DocRequest| request.method == block.method && matches_path(&request.url, path);
            let request = unanswered_requests(self.remaining, at, next).into_iter().find(fits)?;
            Some(BlockRequest { request, fence: Some(at) })
        })
    }
}

impl Reader<'_, '_> {
    /// The body that is sent, in the first fence below a block, where no words call it anything else.
    fn body_below(&self, block: &Block<'_>, next: usize) -> Option<(usize, DocumentedBody)> {
        let page = self.open.page;
        let at = (0..self.open.count()).find(|&at| (block.range.end..next).contains(&page.fence(at).range.start))?;
        let Role::Json(body) = self.open.role(at) else { return None };
        let kind = page.label_kind(at);
        let is_sent = matches!(kind, LabelKind::Unknown | LabelKind::Request | LabelKind::RequestBody);
        let writes = block.sends_body && sends_content(block.method);
        (is_sent && writes && page.fence(at).annotation.is_none()).then(|| (at, body.clone()))
    }
}

/// Whether a line of a text says that a parameter is not given: "You did not give a name."
fn says_lacking(text: &str, name: &str) -> bool {
    let lacks = |line: &str| wording::mentions(Topic::LackingParameter, line);
    let names =
        |line: &str| line.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').any(|word| word == name);
    text.lines().any(|line| names(line) && lacks(line))
}

/// The header fields and the body that a fence shows.
fn message(fence: &FenceInContext) -> (Vec<Field>, Option<DocumentedBody>) {
    match &fence.role {
        Role::Json(body) => (Vec::new(), Some(body.clone())),
        role => {
            if let Some(message) = role.response() {
                return (message.headers.clone(), message.body.clone());
            }
            let text = fence.text.text();
            let start = text.len() - text.trim_start_matches('\n').len();
            let is_document = json_fence::begins_document(text);
            (Vec::new(), is_document.then(|| fence.text.slice(start, text.trim_end().len()).into()))
        }
    }
}
