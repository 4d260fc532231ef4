//! Problem documents (RFC 9457) for what the docs do not allow.

use serde_json::{Value, json};

use crate::contract::Case;
use crate::finding::Rule;

/// Why a request is rejected: status, rule, and details for the author of the client.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Problem {
    pub(super) status: u16,
    rule: &'static Rule,
    detail: String,
    /// Further members of the problem document.
    members: Vec<(&'static str, Value)>,
    /// Header fields the status asks for (`Allow`, `WWW-Authenticate`).
    pub(super) headers: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem found by a rule; `detail` is one sentence about this request.
    pub(super) fn new(status: u16, rule: &'static Rule, detail: impl Into<String>) -> Self {
        Self { status, rule, detail: detail.into(), members: Vec::new(), headers: Vec::new() }
    }

    /// Adds a header field.
    pub(super) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Adds a further member.
    pub(super) fn member(mut self, name: &'static str, value: Value) -> Self {
        self.members.push((name, value));
        self
    }

    /// Adds the position of the documented request it was compared with.
    pub(super) fn documented(self, case: &Case) -> Self {
        let place = format!("{}:{}", case.page, case.request.line);
        self.member("documented", json!({ "case": case.id, "request": place }))
    }

    /// The problem document, `application/problem+json`.
    pub(super) fn body(&self) -> Vec<u8> {
        let mut problem = json!({
            "type": format!("urn:doctrial:rule:{}", self.rule.code),
            "title": title(self.rule),
            "status": self.status,
            "detail": self.detail,
            "rule": self.rule.code,
        });
        if let Some(problem) = problem.as_object_mut() {
            problem.extend(self.members.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        }
        problem.to_string().into_bytes()
    }
}

/// `unknown-route` as `Unknown route`.
fn title(rule: &Rule) -> String {
    let words = rule.name.replace('-', " ");
    let first = words.chars().next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(words.chars().skip(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::rules::service::UNKNOWN_ROUTE;

    #[test]
    fn a_problem_document_names_its_rule() {
        let problem = Problem::new(404, &UNKNOWN_ROUTE, "no `/x`").member("nearest", json!(["GET /y"]));
        let problem: Value = serde_json::from_slice(&problem.body()).expect("is JSON");
        assert_eq!(problem["type"], "urn:doctrial:rule:V001");
        assert_eq!(problem["title"], "Unknown route");
        assert_eq!(problem["status"], 404);
        assert_eq!(problem["nearest"][0], "GET /y");
    }
}
