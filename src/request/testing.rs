//! Hand-made cases and settings for this room's tests.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::config::Target;
use crate::contract::{Case, Dialect, DocumentedBody, Expectation, Field, HeaderRow, RequestTemplate, ResponseFacts};
use crate::http::StatusSet;
use crate::schema::{SchemaSet, Schemas};
use crate::text::{Position, SourceText};

pub(crate) fn field(name: &str, value: &str) -> Field {
    Field { name: name.to_owned(), value: value.to_owned(), place: Position::new(11, 1) }
}

pub(crate) fn row(name: &str, value: &str, required: bool) -> HeaderRow {
    HeaderRow { name: name.to_owned(), value: value.to_owned(), required, place: Position::new(5, 1) }
}

pub(crate) fn target() -> Target {
    Target {
        base_url: None,
        origins: Vec::new(),
        allow_writes: false,
        connect_timeout: Duration::from_secs(2),
        timeout: Duration::from_secs(5),
        headers: Vec::new(),
        auth: None,
        parameters: BTreeMap::new(),
    }
}

pub(crate) fn case(method: &str, url: &str) -> Case {
    Case {
        id: "p.md::h::n".to_owned(),
        page: "p.md".to_owned(),
        name: "n".to_owned(),
        heading: "H".to_owned(),
        dialect: Dialect::Http,
        request: RequestTemplate {
            line: 10,
            method: method.to_owned(),
            url: url.to_owned(),
            url_place: Position::new(11, 5),
            origin: Some("https://api.example.com".to_owned()),
            headers: Vec::new(),
            header_table: Vec::new(),
            body: None,
            streams: false,
            schema: None,
        },
        expectation: expectation(),
        scopes: Vec::new(),
        tags: Vec::new(),
        step: false,
        skip: None,
        tolerances: Vec::new(),
        overrides: crate::directive::CaseOverrides::default(),
    }
}

pub(crate) fn schemas() -> Schemas {
    Schemas::new(SchemaSet::default())
}

pub(crate) fn body(text: &str) -> DocumentedBody {
    SourceText::new(text, 14, &[1]).into()
}

fn expectation() -> Expectation {
    Expectation {
        line: 30,
        status: StatusSet::code(200),
        status_place: Position::new(31, 10),
        headers: Vec::new(),
        body: None,
        schema: None,
        status_only: false,
        facts: ResponseFacts::default(),
    }
}
