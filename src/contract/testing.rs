//! A hand-made case for the tests of the modules that take one.

use super::{Case, Dialect, Expectation, RequestTemplate, ResponseFacts};
use crate::directive::CaseOverrides;
use crate::http::StatusSet;
use crate::text::Position;

/// `GET /items` with status 200 and no bodies.
pub(crate) fn case() -> Case {
    Case {
        id: "items.md::list::get".to_owned(),
        page: "items.md".to_owned(),
        name: "get".to_owned(),
        heading: "List".to_owned(),
        dialect: Dialect::Http,
        request: RequestTemplate {
            line: 3,
            method: "GET".to_owned(),
            url: "/items".to_owned(),
            url_place: Position::new(4, 5),
            origin: None,
            headers: Vec::new(),
            header_table: Vec::new(),
            body: None,
            streams: false,
            joined_files: Vec::new(),
            tls_options: Vec::new(),
            other_lines: Vec::new(),
            schema: None,
        },
        expectation: Expectation {
            line: 9,
            status: StatusSet::code(200),
            status_place: Position::new(10, 10),
            headers: Vec::new(),
            body: None,
            schema: None,
            status_only: false,
            fields: std::sync::Arc::default(),
            facts: ResponseFacts::default(),
        },
        alternatives: Vec::new(),
        deferred: None,
        scopes: Vec::new(),
        tags: Vec::new(),
        step: false,
        skip: None,
        tolerances: Vec::new(),
        overrides: CaseOverrides::default(),
    }
}
