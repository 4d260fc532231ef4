//! The body a case documents, read once however many answers are judged by it.

use std::collections::HashSet;
use std::sync::OnceLock;

use serde_json::Value;

use super::schema::findings::Breach;
use crate::contract::{Case, DocumentedBody, JsonPattern};
use crate::http::media_type;
use crate::json::Node;
use crate::judge::headers::content_type;
use crate::schema::infer;

/// A documented JSON body, and what follows from it alone.
pub(crate) struct Shown<'c> {
    pub(crate) root: &'c Node,
    pub(crate) pattern: &'c JsonPattern,
    /// Inferred from the body, where the case comes without a schema.
    inferred: Option<Value>,
    value: OnceLock<Value>,
    /// How it breaks the case's own schema.
    pub(crate) disputes: OnceLock<HashSet<Breach>>,
}

impl<'c> Shown<'c> {
    /// `None` where the case documents no body, or something else than JSON.
    pub(crate) fn of(case: &'c Case) -> Option<Self> {
        let body = case.expectation.body.as_ref().filter(|body| is_json(case, body))?;
        let (root, pattern) = (body.root()?, body.pattern()?);
        Some(Self {
            root,
            pattern,
            inferred: case.expectation.schema.is_none().then(|| infer(root)),
            value: OnceLock::new(),
            disputes: OnceLock::new(),
        })
    }

    /// What the body is judged by.
    pub(crate) fn schema<'a>(&'a self, case: &'a Case) -> &'a Value {
        case.expectation.schema.as_ref().or(self.inferred.as_ref()).unwrap_or(&Value::Bool(true))
    }

    /// The body as a value.
    pub(crate) fn value(&self) -> &Value {
        self.value.get_or_init(|| self.root.to_serde())
    }
}

/// Whether the documented body is JSON, by its documented media type, else by its looks.
fn is_json(case: &Case, body: &DocumentedBody) -> bool {
    let field = case.expectation.headers.iter().find(|field| field.name.eq_ignore_ascii_case("content-type"));
    let declared = field.map(|field| media_type(&field.value)).filter(|text| content_type::is_media_type(text));
    match declared {
        Some(media_type) if !content_type::is_json(&media_type) => false,
        declared => body.json().is_ok_and(|document| {
            declared.is_some() || body.text().trim_start().starts_with(['{', '[']) || document.repairs.is_empty()
        }),
    }
}
