//! Everything that the mock serves, and its response to a request.

use std::sync::Arc;

use serde_json::json;

use super::choose_case::choose_case;
use super::indexed_case::Entry;
use super::problem::Problem;
use super::request::ReceivedRequest;
use super::response::PlaceholderValues;
use super::routes::{RouteMatch, Routes};
use super::validate_request::validate_request;
use crate::contract::Case;
use crate::finding::rules::service::{CANNOT_RESPOND, UNKNOWN_ROUTE, WRONG_METHOD};
use crate::http::url_template::{UrlPattern, UrlTemplate, decode};
use crate::schema::Schemas;

/// How many of the most similar documented routes a problem lists.
const NEAREST: usize = 5;

/// Everything that is documented, ready for lookup; never changes while the mock serves.
#[derive(Debug)]
pub(super) struct Documented {
    entries: Vec<Entry>,
    routes: Routes,
    schemas: Arc<Schemas>,
}

/// What is sent back: status, header fields, body.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: hyper::body::Bytes,
}

impl Documented {
    /// Parses the cases' URLs in one pass; bodies are prepared on demand.
    pub(super) fn new(cases: &Arc<Vec<Case>>, schemas: Arc<Schemas>) -> Self {
        let templates: Vec<UrlTemplate> = cases.iter().map(|case| UrlTemplate::parse(&case.request.url)).collect();
        let patterns: Vec<UrlPattern> = templates.iter().map(UrlTemplate::pattern).collect();
        let routes = Routes::new(cases, &templates, &patterns);
        let entry = |(at, pattern)| Entry::new(cases, at, pattern);
        Self { entries: patterns.into_iter().enumerate().map(entry).collect(), routes, schemas }
    }

    /// The documented response to a request, or the problem with one that is not documented.
    pub(super) fn reply(&self, request: &ReceivedRequest) -> Reply {
        self.response(request).unwrap_or_else(|problem| Reply::problem(&problem))
    }

    fn response(&self, request: &ReceivedRequest) -> Result<Reply, Problem> {
        let entry = &self.entries[self.find(request)?];
        let case = entry.case();
        validate_request(case, request, &self.schemas)?;
        // RFC 9110 section 15.2: a 1xx is interim and cannot be the only response.
        if case.expectation.status.representative() < 200 {
            let detail = format!("the documented status {} is not a final one", case.expectation.status);
            return Err(Problem::new(500, &CANNOT_RESPOND, detail).documented(case));
        }
        let response = entry.response(&self.schemas);
        let bound = entry.pattern.bind(&request.target.segments);
        let host = request.headers.get("host").unwrap_or("localhost");
        let filled =
            response.headers(PlaceholderValues { bound: &bound, origin: case.request.origin.as_deref(), host });
        Ok(Reply {
            status: response.status,
            headers: filled.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            body: response.body.clone(),
        })
    }

    fn find(&self, request: &ReceivedRequest) -> Result<usize, Problem> {
        let preferred = request.preferred().and_then(|id| {
            // A client may send the id percent-encoded: the value of a header field can reliably contain only ASCII.
            self.routes.case(&id).or_else(|| self.routes.case(&decode(&id)))
        });
        let candidates = match self.routes.find(&request.method, &request.target.segments) {
            RouteMatch::Cases(candidates) => candidates,
            missing => {
                return preferred
                    .filter(|&at| self.is_mapped(at, request))
                    .ok_or_else(|| self.unknown(&missing, request));
            }
        };
        let chosen =
            preferred.filter(|at| candidates.contains(at)).or_else(|| choose_case(&self.entries, &candidates, request));
        chosen.ok_or_else(|| self.unknown(&RouteMatch::Nothing, request))
    }

    /// Settings can map a documented prefix (`https://api.example.com/v1`) to another path; a client that names the case
    /// is then still understood.
    fn is_mapped(&self, at: usize, request: &ReceivedRequest) -> bool {
        let entry = &self.entries[at];
        entry.case().request.method.eq_ignore_ascii_case(&request.method)
            && entry.pattern.matches_tail(&request.target.segments)
    }

    fn unknown(&self, found: &RouteMatch, request: &ReceivedRequest) -> Problem {
        if let RouteMatch::OtherMethods(methods) = found {
            let allowed = methods.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            let detail = format!("`{}` is documented with {allowed}, not with {}", request.path, request.method);
            return Problem::new(405, &WRONG_METHOD, detail).header("Allow", allowed);
        }
        let nearest = self.routes.nearest(&request.path, NEAREST);
        let nearest: Vec<String> = nearest.into_iter().map(|(method, path)| format!("{method} {path}")).collect();
        Problem::new(404, &UNKNOWN_ROUTE, format!("no documented URL has the path `{}`", request.path))
            .member("nearest", json!(nearest))
    }
}

impl Reply {
    /// A problem as a problem document.
    pub(super) fn problem(problem: &Problem) -> Self {
        let own = problem.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        let media_type = ("Content-Type".to_owned(), "application/problem+json".to_owned());
        Self { status: problem.status, headers: own.chain([media_type]).collect(), body: problem.body().into() }
    }
}
