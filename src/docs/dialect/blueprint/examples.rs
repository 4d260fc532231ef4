//! The actions of a page -> examples.

use std::collections::HashMap;

use super::parameters::url;
use super::payload::{Payload, PayloadKind};
use super::sections::{Action, Model, Sections};
use super::structures::Message;
use crate::contract::{Dialect, ResponseFacts, documented_media_type};
use crate::directive::Directive;
use crate::docs::outline::page_context::PageContext;
use crate::docs::{DocRequest, DocResponse, Example};
use crate::http::StatusSet;
use crate::http::method::sends_content;
use crate::text::Location;

/// One example for each response of each request; a response without a request belongs to one without header fields and body.
pub(super) fn examples(page: &PageContext<'_>, sections: &Sections<'_>) -> Vec<Example> {
    let models = sections.models.iter().rev().map(|model| (model.name, model)).collect();
    let builder = Builder { page, sections, models };
    sections.actions.iter().flat_map(|action| builder.action(action)).collect()
}

/// How many requests of an action may share a response.
const MOST_REQUESTS: usize = 16;

struct Builder<'b, 't> {
    page: &'b PageContext<'b>,
    sections: &'b Sections<'t>,
    /// The models by name.
    models: HashMap<&'b str, &'b Model<'t>>,
}

impl Builder<'_, '_> {
    fn action(&self, action: &Action<'_>) -> Vec<Example> {
        let (mut examples, mut requests, mut answered) = (Vec::new(), Vec::new(), false);
        for payload in &action.payloads {
            if payload.kind == PayloadKind::Request {
                // A request below a response begins the next transaction.
                if std::mem::take(&mut answered) {
                    requests.clear();
                }
                requests.push(payload);
                continue;
            }
            answered = true;
            if requests.is_empty() {
                examples.push(self.example(action, None, payload));
            }
            let nearest = &requests[requests.len().saturating_sub(MOST_REQUESTS)..];
            examples.extend(nearest.iter().map(|request| self.example(action, Some(request), payload)));
        }
        examples
    }

    fn example(&self, action: &Action<'_>, request: Option<&Payload<'_>>, response: &Payload<'_>) -> Example {
        let mut directives = request.map(|request| self.directives(request)).unwrap_or_default();
        directives.extend(self.directives(response));
        let shown = request.map(|request| self.shown(request));
        let writes = sends_content(action.method);
        let described = request.map_or(action.described && writes, |request| request.described);
        let sampled = shown.filter(|shown| shown.body.is_none()).and_then(|shown| self.message(shown)?.body);
        let body = shown.and_then(|shown| shown.body.clone()).or(sampled);
        if described && body.is_none() {
            let reason = "the body of this request is only described, not shown".to_owned();
            let place = request.map_or(action.line, |request| request.line).place(0);
            let skip = Directive { skip: Some(reason), ..Directive::default() };
            directives.push((skip, Location::new(self.page.path(), place)));
        }
        Example {
            page: self.page.path().to_owned(),
            name: directives.iter().rev().find_map(|(directive, _)| directive.name.clone()),
            dialect: Dialect::Blueprint,
            directives,
            headings: action.headings.clone(),
            request: DocRequest {
                headers: shown.map(|shown| shown.headers.clone()).unwrap_or_default(),
                body,
                ..self.route(action, request.map_or(action.line.number, |request| request.line.number))
            },
            response: self.response(response),
        }
    }

    fn route(&self, action: &Action<'_>, line: u32) -> DocRequest {
        let url = self.sections.host.unwrap_or_default().to_owned() + &url(action.path, &action.parameters);
        DocRequest::of_route(line, action.method, url, action.path_place)
    }

    fn response(&self, payload: &Payload<'_>) -> DocResponse {
        let shown = self.shown(payload);
        let (status, status_place) = payload.status.unwrap_or((200, payload.line.place(0)));
        let message = self.message(shown);
        let (fields, sampled) = message.map(|message| (message.rows, message.body)).unwrap_or_default();
        let body = shown.body.clone().or(sampled);
        DocResponse {
            line: payload.line.number,
            status: StatusSet::code(status),
            status_place,
            headers: shown.headers.clone(),
            status_only: body.is_none() && shown.described,
            body,
            fields,
            facts: ResponseFacts::default(),
        }
    }

    /// What the attributes of a payload come to, where it is one of JSON.
    fn message(&self, payload: &Payload<'_>) -> Option<Message> {
        let media_type = documented_media_type(&payload.headers);
        let is_json = media_type.is_none_or(|media_type| media_type.is_json());
        if is_json { self.sections.structures.message(&payload.attributes) } else { None }
    }

    /// The payload, or the model it refers to.
    fn shown<'p>(&'p self, payload: &'p Payload<'p>) -> &'p Payload<'p> {
        payload.model.and_then(|name| self.models.get(name)).map_or(payload, |model| &model.payload)
    }

    /// The directives of the fences in a payload.
    fn directives(&self, payload: &Payload<'_>) -> Vec<(Directive, Location)> {
        let all = self.page.fences();
        let first = all.partition_point(|fence| fence.range.start < payload.range.start);
        let fences = all[first..].iter().take_while(|fence| fence.range.start < payload.range.end);
        fences.flat_map(|fence| fence.directives.iter().cloned()).collect()
    }
}
