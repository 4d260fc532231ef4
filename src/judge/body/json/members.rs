//! Members of the response that the example does not show.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::contract::ObjectPattern;
use crate::judge::path::{Path, SEPARATOR};
use crate::notation::documented_value::is_free_annotation;
use crate::schema::{SchemaSet, documents_absence, documents_member_of, documents_null};

/// How a member is judged that the example does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnshownMember {
    /// An annotation, or documented by the object's type: allowed, and its value is judged by the schema.
    Known,
    /// The docs show `...` in this object.
    Elided,
    /// The docs show `{}` here.
    Unshown,
    /// The example is truncated.
    Truncated,
    /// The example is complete and nothing documents it.
    Undocumented,
}

/// What types document beyond the example; the schema is consulted once per documented place.
#[derive(Debug)]
pub(crate) struct Members<'a> {
    set: &'a SchemaSet,
    schema: &'a Value,
    partial: bool,
    known: HashMap<String, Option<bool>>,
    nullable: HashMap<String, bool>,
    absent: HashMap<String, bool>,
    place: String,
}

impl<'a> Members<'a> {
    pub(crate) fn new(set: &'a SchemaSet, schema: &'a Value, partial: bool) -> Self {
        Self {
            set,
            schema,
            partial,
            known: HashMap::new(),
            nullable: HashMap::new(),
            absent: HashMap::new(),
            place: String::new(),
        }
    }

    /// How to judge `name`, a member of the object `actual` at `path` that `object` does not show.
    pub(crate) fn classify(
        &mut self,
        path: &Path<'_>,
        object: &ObjectPattern,
        actual: &Map<String, Value>,
        name: &str,
    ) -> UnshownMember {
        if is_free_annotation(name) {
            return UnshownMember::Known;
        }
        match self.documented(path, name, actual.get("@odata.type").and_then(Value::as_str)) {
            Some(true) => UnshownMember::Known,
            _ if object.open => UnshownMember::Elided,
            _ if self.partial => UnshownMember::Truncated,
            None if object.omitted => UnshownMember::Unshown,
            _ => UnshownMember::Undocumented,
        }
    }

    fn documented(&mut self, path: &Path<'_>, name: &str, own: Option<&str>) -> Option<bool> {
        path.collapse_into(&mut self.place);
        self.place.push(SEPARATOR);
        self.place.push_str(name);
        if let Some(own) = own {
            self.place.push(SEPARATOR);
            self.place.push_str(own);
        }
        if let Some(known) = self.known.get(&self.place) {
            return *known;
        }
        let documented = documents_member_of(self.set, self.schema, &path.pointer(), name, own);
        self.known.insert(self.place.clone(), documented);
        documented
    }

    /// Whether the page says that `name`, a member of the object at `path`, may be absent.
    pub(crate) fn may_be_absent(&mut self, path: &Path<'_>, name: &str) -> bool {
        path.collapse_into(&mut self.place);
        self.place.push(SEPARATOR);
        self.place.push_str(name);
        if let Some(known) = self.absent.get(&self.place) {
            return *known;
        }
        let absent = documents_absence(self.set, self.schema, &path.pointer(), name);
        self.absent.insert(self.place.clone(), absent);
        absent
    }

    /// Whether the docs say that the member at `path` can be `null`.
    pub(crate) fn nullable(&mut self, path: &Path<'_>) -> bool {
        path.collapse_into(&mut self.place);
        if let Some(known) = self.nullable.get(&self.place) {
            return *known;
        }
        let pointer = path.pointer();
        let (parent, name) = (pointer.parent(), pointer.tokens().last());
        let parts = parent.zip(name);
        let nullable = parts.is_some_and(|(parent, name)| documents_null(self.set, self.schema, &parent, &name));
        self.nullable.insert(self.place.clone(), nullable);
        nullable
    }
}
