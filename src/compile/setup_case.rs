//! A step of the settings as a case: a request of which only the status is expected.

use crate::config::Setup;
use crate::contract::{Case, Dialect, Expectation, RequestTemplate, ResponseFacts};
use crate::directive::{BodyAssertion, Capture, CaseOverrides, CaseState, HeaderAssertion, Matcher, PointerPattern};
use crate::docs::{DocRequest, read_request};
use crate::text::Position;

/// The case of a step; `None` if its request cannot be read.
pub fn setup_case(setup: &Setup) -> Option<Case> {
    let request = read_request(&setup.request)?;
    let page = setup.source.page.clone();
    let line = setup.source.place.line;
    let state = CaseState {
        captures: captures(setup),
        undo: setup.undo.clone().map(|undo| (undo, setup.source.clone())),
        fresh: None,
        needs: setup.needs.iter().map(|name| (name.clone(), setup.source.clone())).collect(),
    };
    let overrides = CaseOverrides {
        state: Some(Box::new(state)),
        credentials: setup.credentials,
        text: setup.text.clone().map(|matcher| (matcher, setup.source.clone())),
        body: body(setup),
        headers: headers(setup),
        ..CaseOverrides::default()
    };
    Some(Case {
        id: format!("{page}::setup::{}", setup.name),
        page,
        name: setup.name.clone(),
        heading: String::new(),
        dialect: Dialect::Http,
        request: template(request, line),
        expectation: Expectation {
            line,
            status: setup.expect.clone(),
            status_place: Position::new(line, 1),
            headers: Vec::new(),
            body: None,
            schema: None,
            status_only: true,
            fields: std::sync::Arc::default(),
            facts: ResponseFacts::default(),
        },
        alternatives: Vec::new(),
        scopes: Vec::new(),
        tags: Vec::new(),
        step: true,
        skip: None,
        overrides,
        tolerances: Vec::new(),
        deferred: None,
    })
}

fn body(setup: &Setup) -> Vec<BodyAssertion> {
    let assertion = |(place, matcher): (&PointerPattern, &Matcher)| BodyAssertion {
        place: place.clone(),
        matcher: matcher.clone(),
        source: setup.source.clone(),
    };
    setup.body.iter().map(assertion).collect()
}

fn headers(setup: &Setup) -> Vec<HeaderAssertion> {
    let assertion = |(name, matcher): (&String, &Matcher)| HeaderAssertion {
        name: name.clone(),
        matcher: matcher.clone(),
        source: setup.source.clone(),
    };
    setup.headers.iter().map(assertion).collect()
}

fn captures(setup: &Setup) -> Vec<Capture> {
    let capture = |(variable, source): (&String, &_)| Capture {
        variable: variable.clone(),
        source: Clone::clone(source),
        cases: None,
        written_at: setup.source.clone(),
    };
    setup.capture.iter().map(capture).collect()
}

fn template(request: DocRequest, line: u32) -> RequestTemplate {
    RequestTemplate {
        line,
        method: request.method,
        url: request.url,
        url_place: Position::new(line, 1),
        origin: None,
        headers: request.headers,
        header_table: Vec::new(),
        body: request.body,
        streams: false,
        joined_files: Vec::new(),
        tls_options: Vec::new(),
        other_lines: request.other_lines,
        schema: None,
    }
}
