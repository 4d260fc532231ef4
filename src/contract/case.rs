//! `Case`: one documented request and what is expected of its response.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::field::documented_media_type;
use super::{BodyKind, Dialect, DocumentedBody, Field, FieldRow, HeaderRow, JsonLayout, Property, ResponseFacts};
use crate::directive::{CaseOverrides, Parameter};
use crate::finding::{Skip, Tolerance};
use crate::http::url_template::is_same;
use crate::http::{MediaType, StatusSet};
use crate::text::Position;

/// A contract case: one documented request and the response that is expected to it. Complete in itself: a run from
/// contract files sees exactly what a run from the docs sees.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// `path/page.md::heading-slug::name`: unique, stable, at most 512 characters, from the docs text alone.
    pub id: String,
    /// The page's path relative to the docs root.
    pub page: String,
    /// The annotation's name, or one made from method and URL.
    pub name: String,
    /// The nearest heading of the request, as text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// The dialect it is written in.
    pub dialect: Dialect,
    /// The request, placeholders and all.
    pub request: RequestTemplate,
    /// The expected response.
    pub expectation: Expectation,
    /// The other successes that the docs show for the same request: what comes may be any of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Expectation>,
    /// Permission scopes the call needs, by the docs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
    /// The annotation's tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The docs show no response: it is sent only where the cases of its page are sent in document order, because later ones
    /// may need what it does.
    #[serde(default, skip_serializing_if = "is_false")]
    pub step: bool,
    /// Why the case is not sent, where the docs or a directive already say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skip: Option<Skip>,
    /// What the user's directives say about it; `promise` in contract files of older versions.
    #[serde(default, alias = "promise", skip_serializing_if = "CaseOverrides::is_empty")]
    pub overrides: CaseOverrides,
    /// Tolerances already used while reading (repaired JSON); `leniencies` in contract files of older versions.
    #[serde(alias = "leniencies", default, skip_serializing_if = "Vec::is_empty")]
    pub tolerances: Vec<Tolerance>,
    /// The rows of the page's tables by which its schemas are still to be made: for a case that has none until it is fired.
    #[serde(skip)]
    pub deferred: Option<Arc<[Property]>>,
}

/// A documented request, before placeholders are filled and the URL is re-based.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestTemplate {
    /// 1-based line of the fence's opening.
    pub line: u32,
    /// As documented.
    pub method: String,
    /// As documented, folded lines joined.
    pub url: String,
    /// Where the URL starts.
    pub url_place: Position,
    /// The origin (`https://graph.microsoft.com`) that the page uses for the service; `None` where the page shows only paths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// The header fields shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<Field>,
    /// The rows of the page's "Request headers" table.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub header_table: Vec<HeaderRow>,
    /// The body as documented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<DocumentedBody>,
    /// The response is a stream without an end: only its first document is judged.
    #[serde(default, skip_serializing_if = "is_false")]
    pub streams: bool,
    /// Files of the user's that are sent without their line ends (`curl -d @file`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joined_files: Vec<String>,
    /// The options by which a command sets up TLS (`-k`, `--cacert FILE`), as shown: they are about its author's machine.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tls_options: Vec<String>,
    /// Lines of the head that are no header fields: nothing of them is sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_lines: Vec<String>,
    /// JSON Schema 2020-12 of the body; references are file names of the schema set (`microsoft.graph.user.json`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<serde_json::Value>,
}

/// The expected response, as the docs show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// 1-based line of the fence's opening.
    pub line: u32,
    /// The status codes expected.
    pub status: StatusSet,
    /// Where the status code is.
    pub status_place: Position,
    /// The header fields shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<Field>,
    /// The body as documented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<DocumentedBody>,
    /// JSON Schema 2020-12 of the body, where it is JSON; references are file names of the schema set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<serde_json::Value>,
    /// The body is not shown, or not as it is sent: only the status and the header fields are expected.
    #[serde(default, skip_serializing_if = "is_false")]
    pub status_only: bool,
    /// What lists and comments of the page say of its members. Part of the schema once that is built, and empty then.
    #[serde(skip)]
    pub fields: Arc<[FieldRow]>,
    /// What the page says about the response in addition to showing it.
    #[serde(flatten)]
    pub facts: ResponseFacts,
}

impl RequestTemplate {
    /// The documented media type of the body.
    pub fn media_type(&self) -> Option<MediaType> {
        documented_media_type(&self.headers)
    }
}

impl Expectation {
    /// The documented media type of the body.
    pub fn media_type(&self) -> Option<MediaType> {
        documented_media_type(&self.headers)
    }

    /// Whether the body is a problem document (RFC 9457).
    pub fn is_problem(&self) -> bool {
        self.media_type().is_some_and(|media_type| media_type.is_problem())
    }
}

impl Case {
    /// The layout in which the request body is sent as JSON; `None` where it is another text. What a message declares as a form
    /// is one; of a command, `-d` declares it, whatever it sends. Lines of JSON are that under any media type.
    pub fn request_json_layout(&self) -> Option<JsonLayout> {
        let (body, declared) = (self.request.body.as_ref()?, self.request.media_type());
        if declared.as_ref().is_some_and(MediaType::is_form) && !self.dialect.shows_commands() {
            return None;
        }
        let lines = || (body.kind() == BodyKind::JsonLines).then_some(JsonLayout::Lines);
        body.json_layout(declared.as_ref()).or_else(lines)
    }

    /// The values that its directives give for a placeholder, however its name is written.
    pub fn own_parameter(&self, name: &str) -> Option<&Parameter> {
        let own = self.overrides.parameters.iter().find(|(known, _)| is_same(known, name));
        own.map(|(_, parameter)| parameter)
    }

    /// Whether a line of the page belongs to the request or the response of this case.
    pub fn contains_line(&self, line: u32) -> bool {
        let (request, expectation) = (&self.request, &self.expectation);
        let halves = [
            (request.line, &request.headers, &request.body),
            (expectation.line, &expectation.headers, &expectation.body),
        ];
        halves.into_iter().any(|(first, headers, body)| {
            let lines = body.as_ref().map(|body| body.place(body.text().len()).line);
            let last = lines.or(headers.last().map(|field| field.place.line)).unwrap_or(first + 1);
            (first..=last).contains(&line)
        })
    }

    /// Whether its bodies, as far as it has any, are JSON without a fault, and nothing else is documented about them: then only a
    /// run has to read them.
    pub fn is_plain(&self) -> bool {
        let Self { overrides, request, expectation, .. } = self;
        let bodies = [&request.body, &expectation.body];
        let without_expectations = overrides.body.is_empty()
            && overrides.schema.is_none()
            && overrides.optional_at.is_none()
            && overrides.nullable_at.is_none();
        without_expectations
            && self.alternatives.is_empty()
            && bodies.into_iter().flatten().all(DocumentedBody::is_plain)
    }

    /// Whether the response was pasted from a terminal by its author. Others may have more members, and nothing
    /// on such a page can say that it is truncated.
    pub fn is_transcript(&self) -> bool {
        self.dialect.shows_commands()
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}
