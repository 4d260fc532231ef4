//! The actions of a page -> examples.

use super::parameters::url;
use super::payload::{Payload, PayloadKind};
use super::sections::{Action, Sections};
use crate::contract::{Dialect, ResponseFacts};
use crate::directive::Directive;
use crate::docs::outline::page_context::PageContext;
use crate::docs::{DocRequest, DocResponse, Example};
use crate::http::StatusSet;
use crate::text::Location;

/// One example for each response of each request; a response without a request answers one without header fields and body.
pub(super) fn examples(page: &PageContext<'_>, sections: &Sections<'_>) -> Vec<Example> {
    let builder = Builder { page, sections };
    sections.actions.iter().flat_map(|action| builder.action(action)).collect()
}

struct Builder<'b, 't> {
    page: &'b PageContext<'b>,
    sections: &'b Sections<'t>,
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
            examples.extend(requests.iter().map(|request| self.example(action, Some(request), payload)));
        }
        examples
    }

    fn example(&self, action: &Action<'_>, request: Option<&Payload<'_>>, response: &Payload<'_>) -> Example {
        let mut directives = request.map(|request| self.directives(request)).unwrap_or_default();
        directives.extend(self.directives(response));
        let shown = request.map(|request| self.shown(request));
        let writes = matches!(action.method, "POST" | "PUT" | "PATCH");
        let described = request.map_or(action.described && writes, |request| request.described);
        if described && shown.is_none_or(|shown| shown.body.is_none()) {
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
                line: request.map_or(action.line.number, |request| request.line.number),
                method: action.method.to_owned(),
                url: self.sections.host.unwrap_or_default().to_owned() + &url(action.path, &action.parameters),
                url_place: action.path_place,
                headers: shown.map(|shown| shown.headers.clone()).unwrap_or_default(),
                body: shown.and_then(|shown| shown.body.clone()),
                streams: false,
                joined_files: Vec::new(),
                repaired: false,
                opaque_url: false,
                scopes: Vec::new(),
                tags: Vec::new(),
            },
            response: self.response(response),
        }
    }

    fn response(&self, payload: &Payload<'_>) -> DocResponse {
        let shown = self.shown(payload);
        let (status, status_place) = payload.status.unwrap_or((200, payload.line.place(0)));
        DocResponse {
            line: payload.line.number,
            status: StatusSet::code(status),
            status_place,
            headers: shown.headers.clone(),
            body: shown.body.clone(),
            status_only: shown.body.is_none() && shown.described,
            fields: Vec::new(),
            facts: ResponseFacts::default(),
        }
    }

    /// The payload, or the model it refers to.
    fn shown<'p>(&'p self, payload: &'p Payload<'p>) -> &'p Payload<'p> {
        let named = |name: &str| self.sections.models.iter().find(|model| model.name == name);
        payload.model.and_then(named).map_or(payload, |model| &model.payload)
    }

    /// The directives of the fences in a payload.
    fn directives(&self, payload: &Payload<'_>) -> Vec<(Directive, Location)> {
        let fences = self.page.fences().iter().filter(|fence| payload.range.contains(&fence.range.start));
        fences.flat_map(|fence| fence.directives.iter().cloned()).collect()
    }
}
