//! Hand-made cases and settings for the tests of this module.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Duration;

use super::Bindings;
use super::placeholder_values::Values;
use crate::config::Target;
use crate::contract::{self, Case, DocumentedBody, Expectation, Field, HeaderRow, RequestTemplate};
use crate::directive::Parameter;
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
        network: crate::config::Network::default(),
        origins: Vec::new(),
        allow_writes: false,
        production: false,
        allow_production_writes: false,
        connect_timeout: Duration::from_secs(2),
        timeout: Duration::from_secs(5),
        run_headers: true,
        headers: Vec::new(),
        auth: None,
        identities: Vec::new(),
        parameters: BTreeMap::new(),
        files: BTreeMap::new(),
        stand_ins: None,
        page_stand_ins: Vec::new(),
    }
}

/// The values that a target gives.
pub(super) fn values(target: &Target, generated: bool) -> Values<'_> {
    static NONE: BTreeMap<String, Parameter> = BTreeMap::new();
    static NOTHING: LazyLock<Bindings> = LazyLock::new(Bindings::default);
    Values { parameters: &target.parameters, own: &NONE, bindings: &NOTHING, files: &target.files, generated }
}

pub(crate) fn case(method: &str, url: &str) -> Case {
    let case = contract::testing::case();
    Case {
        id: "p.md::h::n".to_owned(),
        page: "p.md".to_owned(),
        name: "n".to_owned(),
        heading: "H".to_owned(),
        request: RequestTemplate {
            line: 10,
            method: method.to_owned(),
            url: url.to_owned(),
            url_place: Position::new(11, 5),
            origin: Some("https://api.example.com".to_owned()),
            ..case.request
        },
        expectation: Expectation { line: 30, status_place: Position::new(31, 10), ..case.expectation },
        ..case
    }
}

pub(crate) fn schemas() -> Schemas {
    Schemas::new(SchemaSet::default())
}

pub(crate) fn body(text: &str) -> DocumentedBody {
    SourceText::new(text, 14, &[1]).into()
}
