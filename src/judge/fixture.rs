//! A documented example and a response to it, for the tests of this module.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Judgement, Policy, judge};
use crate::contract::{Case, Expectation, Field, testing};
use crate::finding::{At, Finding, Level, Outcome, Tolerance, ToleranceKind};
use crate::http::{Exchange, Headers, Request, Response, StatusSet};
use crate::schema::{Origin, SchemaSet, Schemas, TypeSchema};
use crate::text::{Location, Position, SourceText};

/// The page line the documented body starts on.
pub(super) const BODY_LINE: u32 = 20;

/// A trial under construction: docs, response and policy.
pub(super) struct Trial {
    pub(super) case: Case,
    pub(super) exchange: Exchange,
    pub(super) request_tolerances: Vec<Tolerance>,
    pub(super) policy: Policy,
    pub(super) schemas: Schemas,
}

impl Trial {
    /// `GET /items`: the documented status and body (none if empty), and those of the response.
    pub(super) fn new(documented: (u16, &str), actual: (u16, &str)) -> Self {
        let request = Request {
            method: "GET".to_owned(),
            url: "http://127.0.0.1/items".to_owned(),
            headers: Headers::default(),
            body: None,
        };
        let response = Response { status: actual.0, headers: Headers::default(), body: actual.1.into() };
        Self {
            case: case(documented.0, documented.1),
            exchange: Exchange { request, response, elapsed: Duration::ZERO, notes: Vec::new() },
            request_tolerances: Vec::new(),
            policy: Policy::default(),
            schemas: Schemas::new(SchemaSet::default()),
        }
    }

    /// A complete example with one body and a response with the other, both with status 200.
    pub(super) fn whole(documented: &str, actual: &str) -> Self {
        Self::new((200, documented), (200, actual))
    }

    /// The same, the example marked as truncated.
    pub(super) fn truncated(documented: &str, actual: &str) -> Self {
        Self::whole(documented, actual).expecting(|expectation| expectation.facts.truncated = true)
    }

    pub(super) fn expecting(mut self, change: impl FnOnce(&mut Expectation)) -> Self {
        change(&mut self.case.expectation);
        self
    }

    /// With a documented header, on the line after the status and those before it.
    pub(super) fn documents(mut self, name: &str, value: &str) -> Self {
        let headers = &mut self.case.expectation.headers;
        let place = Position::new(11 + headers.len() as u32, 1);
        headers.push(Field { name: name.to_owned(), value: value.to_owned(), place });
        self
    }

    pub(super) fn responses(mut self, name: &str, value: &str) -> Self {
        self.exchange.response.headers.push(name, value);
        self
    }

    /// With documented types, the first of which is that of the body.
    pub(super) fn typed(mut self, types: &[(&str, Value)]) -> Self {
        let mut set = SchemaSet::default();
        for (name, schema) in types {
            let origin = Origin::Docs(Location::new("item.md", Position::new(1, 1)));
            set.insert(*name, TypeSchema { schema: schema.clone(), origin });
        }
        self.schemas = Schemas::new(set);
        self.promises(json!({ "$ref": format!("{}.json", types[0].0) }))
    }

    /// With this schema of the body.
    pub(super) fn promises(mut self, schema: Value) -> Self {
        self.case.expectation.schema = Some(schema);
        self
    }

    /// With a directive above the response, on line 8.
    #[track_caller]
    pub(super) fn with_directive(mut self, toml: &str) -> Self {
        let directive =
            crate::directive::parse_comment(&format!("doctrial\n{toml}")).expect("a directive").expect(toml);
        self.case.apply_directive(&directive, &Location::new("items.md", Position::new(8, 6)));
        self
    }

    pub(super) fn denying(mut self, kind: ToleranceKind) -> Self {
        self.policy.denied_tolerances.insert(kind);
        self
    }

    pub(super) fn at_level(mut self, code: &'static str, level: Level) -> Self {
        self.policy.levels.insert(code, level);
        self
    }

    pub(super) fn judged(&self) -> Judgement {
        judge(&self.case, &self.exchange, &self.request_tolerances, &self.schemas, &self.policy)
    }

    pub(super) fn findings(&self) -> Vec<Finding> {
        self.judged().verdict.findings
    }

    /// Each finding as `name at` (`missing-member /id`), warnings with a leading `?`, folded pointers after a `+`.
    pub(super) fn reported(&self) -> Vec<String> {
        self.findings().iter().map(reported).collect()
    }

    /// Each tolerance as `kind at`.
    pub(super) fn tolerated(&self) -> Vec<String> {
        let tolerances = self.judged().verdict.tolerances;
        tolerances.iter().map(|l| format!("{} {}", l.kind, l.at).trim_end().to_owned()).collect()
    }

    #[track_caller]
    pub(super) fn passes(&self) {
        let verdict = self.judged().verdict;
        assert!(verdict.outcome == Outcome::Passed && verdict.findings.is_empty(), "{verdict:#?}");
    }

    /// Fails or warns with exactly these findings.
    #[track_caller]
    pub(super) fn reports(&self, findings: &[&str]) {
        assert_eq!(self.reported(), findings);
        let fails = findings.iter().any(|finding| !finding.starts_with('?'));
        assert_eq!(self.judged().verdict.outcome, if fails { Outcome::Failed } else { Outcome::Passed });
    }
}

fn reported(finding: &Finding) -> String {
    let warning = if finding.level == Level::Warn { "?" } else { "" };
    let at = match &finding.at {
        At::Body(pointer) => pointer.as_str().to_owned(),
        other => other.to_string(),
    };
    let mut words = vec![format!("{warning}{} {at}", finding.rule.name).trim_end().to_owned()];
    words.extend(finding.also.iter().map(|pointer| format!("+{}", pointer.as_str())));
    words.join(" ")
}

fn case(status: u16, body: &str) -> Case {
    let case = testing::case();
    let expectation = Expectation {
        status: StatusSet::code(status),
        body: (!body.is_empty()).then(|| SourceText::new(body, BODY_LINE, &[]).into()),
        ..case.expectation
    };
    Case { expectation, ..case }
}
