//! Documented examples for the tests of this module.

use serde_json::{Value, json};

use super::subject::{SampledResponse, Subject};
use crate::contract::Case;
use crate::judge::Policy;
use crate::schema::{SchemaSet, Schemas};

/// A case and the schemas it refers to.
pub(super) struct Example {
    pub(super) case: Case,
    pub(super) schemas: Schemas,
}

/// Complete examples that between them show every kind of thing a mutation changes: header lines, a blank line, the body.
pub(super) const WHOLE: [&str; 7] = [
    "HTTP/1.1 200 OK\nContent-Type: application/json; charset=utf-8\nETag: \"1\"\n\n{\"id\":\"a/b\",\"displayName\":\"Desk\",\
     \"size\":3,\"ratio\":1.5,\"on\":true,\"level\":\"low\",\"day\":\"2026-01-12\",\"at\":\"2026-01-12T07:45:00Z\",\
     \"opens\":\"08:00:00\",\"key\":\"3f8a6d0c-5b1e-4a7d-9c2f-0e6b8a4d1c35\",\"site\":\"https://example.com/a\",\
     \"lasts\":\"PT8H\",\"owner\":{\"name\":\"A\",\"team\":{\"id\":1}},\"tags\":[\"a\",\"b\"],\"note\":\"n\"}",
    "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"value\":[{\"id\":1,\"x\":{\"y\":true}},{\"id\":2,\"z\":\"only here\"}]}",
    "HTTP/1.1 200 OK\nContent-Type: application/json\n\n[{\"id\":1}]",
    "HTTP/1.1 201 Created\nContent-Type: application/json\nLocation: /items/7\n\n{\"id\":7}",
    "HTTP/1.1 404 Not Found\nContent-Type: application/problem+json\n\n{\"type\":\"/gone\",\"title\":\"Gone\",\"status\":404}",
    "HTTP/1.1 200 OK\n\n",
    "HTTP/1.1 200 OK\nContent-Type: application/json\nX-Empty: 1\n\n{\"value\":[]}",
];

impl Example {
    /// A complete example of a response. `level` is one of a set, `opens` a time of day, `note` can be `null`; what shows
    /// the header `X-Empty` must be an empty collection; a 200 without a body could also be a 204.
    pub(super) fn new(response: &str) -> Self {
        let page = format!("# Items\n\n```http\nGET /items\n```\n\n```http\n{response}\n```\n");
        let page = crate::text::Page { path: "items.md".to_owned(), text: page };
        let docs = crate::docs::read_page(&page, &crate::contract::Dialect::ALL);
        let draft = crate::compile::ContractDraft::of_pages(vec![docs], SchemaSet::default());
        let mut contract = draft.attach_schemas();
        let mut case = contract.cases.remove(0);
        let expectation = &mut case.expectation;
        expectation.facts.nullable = vec!["note".to_owned()];
        expectation.facts.is_empty = response.contains("X-Empty");
        if expectation.body.is_none() {
            expectation.status = "200|201".parse().expect("two codes");
        }
        if let Some(Value::Object(members)) = expectation.schema.as_mut().and_then(|s| s.get_mut("properties"))
            && members.contains_key("level")
        {
            members.insert("level".to_owned(), json!({"enum": ["low", "high"]}));
            members.insert("opens".to_owned(), json!({"type": "string", "pattern": OPENS}));
        }
        Self { case, schemas: Schemas::new(SchemaSet::default()) }
    }

    /// The same, marked as truncated.
    pub(super) fn truncated(response: &str) -> Self {
        let mut example = Self::new(response);
        example.case.expectation.facts.truncated = true;
        example
    }

    pub(super) fn with<T>(&self, look: impl FnOnce(&Subject<'_>) -> T) -> T {
        let sampled = SampledResponse::of(&self.case, &self.schemas);
        look(&sampled.subject(&self.case, &self.schemas))
    }

    pub(super) fn policy() -> Policy {
        Policy::default()
    }
}

/// The pattern that schemas made from docs have for a time of day.
const OPENS: &str = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?$";
