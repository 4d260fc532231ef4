//! The body a case documents, read once however many answers are judged by it.

use std::collections::HashSet;
use std::sync::OnceLock;

use serde_json::Value;

use super::schema::findings::Breach;
use crate::contract::{Case, JsonPattern};
use crate::http::media_type;
use crate::json::{Node, read};
use crate::judge::headers::content_type;
use crate::schema::infer;
use crate::text::SourceText;

/// A documented JSON body, and what follows from it alone.
pub(crate) struct Shown {
    pub(crate) root: Node,
    pub(crate) pattern: JsonPattern,
    /// Inferred from the body, where the case comes without a schema.
    inferred: Option<Value>,
    value: OnceLock<Value>,
    /// How it breaks the case's own schema.
    pub(crate) disputes: OnceLock<HashSet<Breach>>,
}

impl Shown {
    /// `None` where the case documents no body, or something else than JSON.
    pub(crate) fn of(case: &Case) -> Option<Self> {
        let root = documented_json(case, case.expectation.body.as_ref()?)?;
        Some(Self {
            pattern: JsonPattern::new(&root),
            inferred: case.expectation.schema.is_none().then(|| infer(&root)),
            root,
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

/// The documented body as JSON; `None` where it is something else, by its documented media type or by its looks.
fn documented_json(case: &Case, passage: &SourceText) -> Option<Node> {
    let field = case.expectation.headers.iter().find(|field| field.name.eq_ignore_ascii_case("content-type"));
    let declared = field.map(|field| media_type(&field.value)).filter(|text| content_type::is_media_type(text));
    let text = passage.text();
    let document = match declared {
        Some(media_type) if !content_type::is_json(&media_type) => return None,
        declared => read(text).ok().filter(|document| {
            declared.is_some() || text.trim_start().starts_with(['{', '[']) || document.repairs.is_empty()
        })?,
    };
    Some(document.root)
}
