//! What is counted of one method and path: statuses, members, and what came in addition.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::contract::{Case, JsonPattern, StatedRoute};
use crate::http::HIDDEN;
use crate::json::{Pointer, ValueType};
use crate::record::{MemberCoverage, MemberExample, OperationCoverage, StatusCoverage, names_credential};
use crate::schema::{SchemaSet, documents_member};

/// How many members of one operation are counted.
const MOST_MEMBERS: usize = 2_000;

/// What is counted of one operation.
#[derive(Debug, Default)]
pub(super) struct Operation {
    counted: OperationCoverage,
    statuses: BTreeMap<u16, StatusCoverage>,
    members: BTreeMap<String, MemberCoverage>,
}

impl Operation {
    /// That of a first case, not added yet.
    pub(super) fn of(case: &Case) -> Self {
        let mut operation = Self::default();
        operation.counted.page.clone_from(&case.page);
        operation.counted.line = case.request.line;
        operation
    }

    /// That of a route without an example.
    pub(super) fn stated(route: &StatedRoute) -> Self {
        let mut operation = Self::default();
        operation.counted.page.clone_from(&route.page);
        operation.counted.line = route.line;
        operation
    }

    /// Adds what an example shows.
    pub(super) fn add(&mut self, case: &Case) {
        self.counted.cases += 1;
        for expectation in std::iter::once(&case.expectation).chain(&case.alternatives) {
            self.status(expectation.status.representative()).documented = true;
            let body = expectation.body.as_ref().filter(|body| body.is_json(expectation.media_type().as_ref()));
            if let Some(pattern) = body.and_then(|body| body.pattern()) {
                self.add_members(pattern, "");
            }
        }
    }

    fn add_members(&mut self, pattern: &JsonPattern, at: &str) {
        if let Some(item) = pattern.array.as_ref().and_then(|array| array.item.as_deref()) {
            self.add_members(item, &format!("{at}/*"));
        }
        let Some(object) = &pattern.object else { return };
        if let Some(value) = &object.map_value {
            self.add_members(value, &format!("{at}/*"));
        }
        for member in object.members.iter().filter(|member| !member.key.contains('@')) {
            let at = below(at, &member.key);
            if let Some(counted) = self.member(&at) {
                counted.documented = true;
            }
            self.add_members(&member.pattern, &at);
        }
    }

    /// Adds what came.
    pub(super) fn observe(&mut self, case: &Case, status: u16, body: Option<&Value>, schemas: &SchemaSet) {
        self.counted.exercised += 1;
        self.status(status).seen += 1;
        if !case.expectation.status.contains(status) {
            return;
        }
        let pattern = case.expectation.body.as_ref().and_then(|body| body.pattern());
        if let (Some(body), Some(pattern)) = (body, pattern) {
            self.walk(&ObservedCase { case, schemas }, pattern, body, "", &Pointer::root());
        }
    }

    fn walk(&mut self, seen: &ObservedCase<'_>, pattern: &JsonPattern, value: &Value, at: &str, pointer: &Pointer) {
        match (value, &pattern.object, &pattern.array) {
            (Value::Object(members), Some(object), _) => {
                for (name, value) in members.iter().filter(|(name, _)| !name.contains('@')) {
                    let below = below(at, name);
                    let shown = object.member(name).map(|member| &member.pattern);
                    if let (None, Some(pattern)) = (shown, object.at(name)) {
                        self.walk(seen, pattern, value, &format!("{at}/*"), &pointer.join(name));
                        continue;
                    }
                    let is_left_out = shown.is_none() && (object.open || object.omitted);
                    if is_left_out || shown.is_none() && seen.is_documented(pointer, name) {
                        continue;
                    }
                    let is_known = self.members.contains_key(&below);
                    let Some(counted) = self.member(&below) else { continue };
                    counted.seen += 1;
                    counted.null += usize::from(value.is_null());
                    let is_of_other_kind = shown.is_some_and(|pattern| !is_of_kind(pattern, value));
                    counted.other_kind += usize::from(is_of_other_kind);
                    if (is_of_other_kind || !is_known) && counted.example.is_none() {
                        counted.example = Some(example(&seen.case.id, name, value, members));
                    }
                    if let Some(pattern) = shown {
                        self.walk(seen, pattern, value, &below, &pointer.join(name));
                    }
                }
            }
            (Value::Array(items), _, Some(array)) => {
                for (index, item) in items.iter().enumerate() {
                    if let Some(pattern) = array.item_of(index, items) {
                        self.walk(seen, pattern, item, &format!("{at}/*"), &pointer.item(index));
                    }
                }
            }
            _ => {}
        }
    }

    fn status(&mut self, status: u16) -> &mut StatusCoverage {
        self.statuses.entry(status).or_insert_with(|| StatusCoverage { status, ..StatusCoverage::default() })
    }

    fn member(&mut self, at: &str) -> Option<&mut MemberCoverage> {
        if self.members.len() >= MOST_MEMBERS && !self.members.contains_key(at) {
            return None;
        }
        Some(self.members.entry(at.to_owned()).or_insert_with(|| named(at)))
    }

    pub(super) fn coverage(self, (path, method): (String, String)) -> OperationCoverage {
        let mut counted = self.counted;
        (counted.path, counted.method) = (path, method);
        counted.statuses = self.statuses.into_values().collect();
        counted.members = self.members.into_values().collect();
        counted
    }
}

/// By what a response is compared.
struct ObservedCase<'a> {
    case: &'a Case,
    schemas: &'a SchemaSet,
}

impl ObservedCase<'_> {
    /// Whether a type documents a member that the example does not show.
    fn is_documented(&self, pointer: &Pointer, name: &str) -> bool {
        let schema = self.case.expectation.schema.as_ref();
        schema.is_some_and(|schema| documents_member(self.schemas, schema, pointer, name) == Some(true))
    }
}

pub(super) fn named(name: &str) -> MemberCoverage {
    let mut counted = MemberCoverage::default();
    name.clone_into(&mut counted.name);
    counted
}

/// A value for a reader: that of a member of an object, which may say that it is a credential.
pub(super) fn example(case: &str, name: &str, value: &Value, object: &Map<String, Value>) -> MemberExample {
    const LONGEST: usize = 80;
    let is_credential = name == "value" && names_credential(object);
    let text = if is_credential { HIDDEN.to_owned() } else { value.to_string() };
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push_str("...");
    }
    let mut example = MemberExample::default();
    (example.case, example.value) = (case.to_owned(), shown);
    example
}

fn below(at: &str, name: &str) -> String {
    Pointer::parse(at).join(name).to_string()
}

fn is_of_kind(pattern: &JsonPattern, value: &Value) -> bool {
    let shown = ValueType::of(value);
    pattern.is_unspecified()
        || match shown {
            ValueType::Null => true,
            ValueType::Array => pattern.array.is_some(),
            ValueType::Object => pattern.object.is_some(),
            _ => pattern.scalar.is_some_and(|scalar| scalar.placeholder || shown.is_named(scalar.word)),
        }
}
