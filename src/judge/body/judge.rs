//! Judges the body: whether it came, then by its format.

use serde_json::Value;

use super::documented::DocumentedJson;
use super::json::compare;
use super::json::response::read_response;
use super::{not_json, presence, text};
use crate::json::Pointer;
use crate::judge::context::JudgeContext;
use crate::schema::Schemas;
use crate::text::Span;

/// What judging the body leaves behind: enough to place findings that are made later.
#[derive(Default)]
pub(crate) struct BodyResult<'a> {
    /// The response body.
    pub(crate) instance: Option<Value>,
    /// The documented body.
    documented: Option<&'a DocumentedJson<'a>>,
    /// The difference in shape, for a reader.
    pub(crate) diff: Option<String>,
}

impl BodyResult<'_> {
    /// Where the docs describe a place in the response body; `None` where they show no JSON.
    pub(crate) fn span(&self, pointer: &Pointer) -> Option<Span> {
        self.documented.map(|documented| documented.name_span(documented.pattern.nearest(pointer).0))
    }
}

/// Judges the body. `documented`: the documented one, if it is JSON. `readable`: the header fields do not already say that
/// the response is something else.
pub(crate) fn judge<'a>(
    context: &mut JudgeContext<'a>,
    schemas: &Schemas,
    documented: impl FnOnce() -> Option<&'a DocumentedJson<'a>>,
    readable: bool,
) -> BodyResult<'a> {
    text::judge_directives(context);
    let (true, Some(body)) = (presence::judge(context) && readable, &context.case.expectation.body) else {
        if context.case.expectation.body.is_none() {
            not_json::judge_places(context);
        }
        return BodyResult::default();
    };
    let Some(documented) = documented() else {
        not_json::judge(context, body);
        not_json::judge_places(context);
        return BodyResult::default();
    };
    let Some(instance) = read_response(context, documented) else {
        return BodyResult { documented: Some(documented), ..BodyResult::default() };
    };
    let diff = compare::judge(context, documented, &instance, schemas);
    BodyResult { instance: Some(instance), documented: Some(documented), diff }
}
