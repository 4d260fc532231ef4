//! The JSON body that a case documents, read once, however many responses are judged by it.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use serde_json::Value;

use super::schema::breach::Breach;
use crate::contract::{ArrayPattern, Case, Expectation, JsonLayout, JsonPattern};
use crate::http::{event_at, server_events};
use crate::json::{Node, Pointer, Value as NodeValue};
use crate::judge::excerpt;
use crate::schema::infer;
use crate::text::{SourceText, Span};

/// A documented JSON body, and what follows from it alone.
pub(crate) struct DocumentedJson<'c> {
    pub(crate) source: &'c SourceText,
    pub(crate) root: &'c Node,
    pub(crate) pattern: &'c JsonPattern,
    /// How the body consists of JSON; of several documents, root and pattern are those of an array of them.
    pub(crate) layout: JsonLayout,
    /// Of server-sent events the pattern of those of each name, where the docs show several names.
    by_event: HashMap<String, JsonPattern>,
    /// Inferred from the body, where the case comes without a schema.
    inferred: Option<Value>,
    value: OnceLock<Value>,
    /// How it breaks the case's own schema.
    pub(crate) disputes: OnceLock<HashSet<Breach>>,
}

impl<'c> DocumentedJson<'c> {
    /// `None` where no body is documented, or something else than JSON.
    pub(crate) fn of(expectation: &'c Expectation) -> Option<Self> {
        let declared = expectation.media_type();
        let body = expectation.body.as_ref()?;
        let layout = body.json_layout(declared.as_ref())?;
        let (root, pattern) = (&body.read_as(layout).ok()?.root, body.pattern_as(layout)?);
        Some(Self {
            source: body.source(),
            root,
            pattern,
            layout,
            by_event: if layout == JsonLayout::Events { by_event(body.text(), root) } else { HashMap::new() },
            inferred: expectation.schema.is_none().then(|| infer(root)),
            value: OnceLock::new(),
            disputes: OnceLock::new(),
        })
    }

    /// The pattern of a list of events of that name alone.
    pub(crate) fn of_event(&self, name: &str) -> Option<&ArrayPattern> {
        self.by_event.get(name)?.array.as_deref()
    }

    /// What the body is judged by.
    pub(crate) fn schema<'a>(&'a self, case: &'a Case) -> &'a Value {
        case.expectation.schema.as_ref().or(self.inferred.as_ref()).unwrap_or(&Value::Bool(true))
    }

    /// The body as a value.
    pub(crate) fn value(&self) -> &Value {
        self.value.get_or_init(|| self.root.to_serde())
    }

    /// Where the docs write the name of a pattern's member; the first token of the value where it has none.
    pub(crate) fn name_span(&self, pattern: &JsonPattern) -> Span {
        self.source.token(pattern.at)
    }

    /// Where the docs write a member, its name and value; the value alone where it has no name.
    pub(crate) fn member_span(&self, pattern: &JsonPattern) -> Span {
        self.source.span(pattern.at..pattern.end)
    }

    /// Where the docs describe a place in the response: its member, or the name of an object or array, or of the nearest
    /// member above that is shown.
    pub(crate) fn nearest_span(&self, pointer: &Pointer) -> Span {
        match self.pattern.nearest(pointer) {
            (pattern, true) if pattern.object.is_none() && pattern.array.is_none() => self.member_span(pattern),
            (pattern, _) => self.name_span(pattern),
        }
    }

    /// The documented value as written, bounded.
    pub(crate) fn excerpt(&self, pattern: &JsonPattern) -> String {
        excerpt::cut(self.source.text().get(pattern.start..pattern.end).unwrap_or_default(), 100)
    }
}

/// The events of each name as a list of their own; nothing where all have one name.
fn by_event(text: &str, root: &Node) -> HashMap<String, JsonPattern> {
    let (events, mut names) = (server_events(text), HashMap::<&str, Vec<Node>>::new());
    for item in root.items().unwrap_or_default() {
        let Some(name) = event_at(&events, item.start) else { continue };
        names.entry(name).or_default().push(item.clone());
    }
    if names.len() < 2 {
        return HashMap::new();
    }
    let list = |items| Node { value: NodeValue::Array { items, open: false }, start: root.start, end: root.end };
    names.into_iter().map(|(name, items)| (name.to_owned(), JsonPattern::new(&list(items)))).collect()
}
