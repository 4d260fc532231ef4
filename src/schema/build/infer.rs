//! A schema inferred from example values alone.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::documented_type::typed;
use super::kinds::with_kinds;
use super::members::{by_name, members, members_next_to_maps};
use super::text_schema::TextKind;
use crate::json::{Node, Value as NodeValue};
use crate::notation::documented_value::object_type;
use crate::notation::map_keys::MapKeys;
use crate::notation::stand_in::is_bracketed;
use crate::notation::table::table_rows;
use crate::schema::resolve::set::SchemaSet;

/// How many levels of an example are inferred from; what is nested deeper may be anything. Far beyond any real example,
/// and safe for the stack of the code that compiles the schema.
const MAX_DEPTH: usize = 60;

/// The documented types, and how deep in the example we are.
#[derive(Clone, Copy)]
pub(in crate::schema) struct Scope<'s> {
    pub(in crate::schema) set: &'s SchemaSet,
    depth: usize,
    /// Objects are taken together, whatever kind they say they are of.
    without_kinds: bool,
}

impl<'s> Scope<'s> {
    /// At the top of an example.
    pub(in crate::schema) fn new(set: &'s SchemaSet) -> Self {
        Self { set, depth: 0, without_kinds: false }
    }

    /// The same where kinds of objects make no difference.
    pub(super) fn without_kinds(self) -> Self {
        Self { without_kinds: true, ..self }
    }

    pub(super) fn distinguishes_kinds(self) -> bool {
        !self.without_kinds
    }

    /// One level down, if that is not too deep.
    pub(in crate::schema) fn deeper(self) -> Option<Self> {
        (self.depth < MAX_DEPTH).then(|| Self { depth: self.depth + 1, ..self })
    }
}

/// JSON Schema of an example where no type is documented. Nothing is required, objects may have further members (which
/// of them must or may be there is up to the judge), `null` is allowed only where `null` is shown. Objects carry
/// `"x-inferred": true`.
pub fn infer(body: &Node) -> Value {
    schema(Scope::new(&SchemaSet::default()), "", &[body])
}

/// The same for several values at one place.
pub(in crate::schema) fn infer_all(shown: &[&Node]) -> Value {
    schema(Scope::new(&SchemaSet::default()), "", shown)
}

/// The schema of all values that were shown at one place; parts with a documented type are referred to. `key`: the name
/// of the member that they are values (or items) of.
pub(in crate::schema) fn schema(scope: Scope<'_>, key: &str, shown: &[&Node]) -> Value {
    let Some(scope) = scope.deeper() else { return json!({}) };
    if shown.iter().any(|node| is_unconstrained(node)) || shown.iter().all(|node| node.value == NodeValue::Null) {
        return json!({});
    }
    let mut parts = Parts::default();
    for node in shown {
        match &node.value {
            NodeValue::Null => parts.add_type("null"),
            NodeValue::Bool(_) => parts.add_type("boolean"),
            NodeValue::Number(_) => parts.add_type(node.type_word()),
            NodeValue::String(text) => parts.add_text(TextKind::of(key, text)),
            NodeValue::Array { .. } => parts.arrays.push(node),
            NodeValue::Object { .. } => parts.objects.push(node),
            NodeValue::Elision | NodeValue::Placeholder(_) => {}
        }
    }
    parts.schema(scope, key)
}

/// An elision, or a placeholder such as `<id>`, which a value of any kind may replace.
fn is_unconstrained(node: &Node) -> bool {
    matches!(node.value, NodeValue::Elision | NodeValue::Placeholder(_)) || node.as_str().is_some_and(is_bracketed)
}

/// An annotation's value, by its kind alone.
pub(in crate::schema) fn annotation(shown: &[&Node]) -> Value {
    let kinds: Vec<&str> = shown.iter().map(|node| node.type_word()).collect();
    match kinds.first() {
        Some(first @ (&"string" | &"boolean")) if kinds.iter().all(|kind| kind == first) => json!({ "type": first }),
        _ => json!({}),
    }
}

/// What was shown at one place, by kind.
#[derive(Default)]
struct Parts<'n> {
    types: Vec<Cow<'static, str>>,
    texts: Vec<TextKind>,
    arrays: Vec<&'n Node>,
    objects: Vec<&'n Node>,
}

impl Parts<'_> {
    fn add_type(&mut self, kind: impl Into<Cow<'static, str>>) {
        let kind = kind.into();
        if !self.types.contains(&kind) {
            self.types.push(kind);
        }
    }

    /// A string, or a stand-in that names a type (`"Double"`: a number).
    fn add_text(&mut self, kind: TextKind) {
        let TextKind::Word(word) = kind else {
            self.add_type("string");
            return self.texts.push(kind);
        };
        match word.schema().get_mut("type").map(Value::take) {
            Some(Value::String(word)) if word == "string" => {
                self.add_type("string");
                self.texts.push(kind);
            }
            Some(Value::String(word)) => self.add_type(word),
            Some(Value::Array(words)) => {
                words.iter().filter_map(Value::as_str).for_each(|word| self.add_type(word.to_owned()));
            }
            _ => {}
        }
    }

    fn schema(mut self, scope: Scope<'_>, key: &str) -> Value {
        if self.types.is_empty() && self.arrays.is_empty() && !self.objects.is_empty() {
            return object(scope, &self.objects);
        }
        let mut out = Map::new();
        if self.types.iter().any(|kind| kind == "number") {
            self.types.retain(|kind| kind != "integer");
        }
        if !self.arrays.is_empty() {
            self.add_type("array");
            let items: Vec<&Node> = self.arrays.iter().filter_map(|array| array.items()).flatten().collect();
            if !items.is_empty() {
                out.insert("items".to_owned(), items_schema(scope, key, &self.arrays, &items));
            }
        }
        if !self.objects.is_empty() {
            self.add_type("object");
            // Next to other kinds a reference would constrain those too: only what the objects show themselves is kept.
            if let Value::Object(inner) = object(scope, &self.objects)
                && inner.contains_key("properties")
            {
                out.extend(inner);
            }
            out.remove("allOf");
        }
        out.insert("type".to_owned(), kinds(self.types));
        // A format shared by all texts, or none.
        if let Some((first, rest)) = self.texts.split_first()
            && *first != TextKind::Plain
            && let Value::Object(mut shared) = first.schema()
            && rest.iter().all(|other| other == first || other.schema() == first.schema())
        {
            shared.shift_remove("type");
            out.extend(shared);
        }
        Value::Object(out)
    }
}

/// The schema of the items of arrays; of rows of a table with one for each column, where these differ.
fn items_schema(scope: Scope<'_>, key: &str, arrays: &[&Node], items: &[&Node]) -> Value {
    let mut of_any = with_kinds(scope, key, items, schema(scope, key, items));
    let tables = arrays.iter().map(|array| table_rows(array.items()?)).collect::<Option<Vec<_>>>();
    let Some(rows) =
        tables.map(|tables| tables.concat()).filter(|rows| rows.iter().all(|row| row.len() == rows[0].len()))
    else {
        return of_any;
    };
    let column = |at: usize| schema(scope, key, &rows.iter().map(|row| &row[at]).collect::<Vec<_>>());
    let columns: Vec<Value> = (0..rows[0].len()).map(column).collect();
    // The formats of one row may be chance.
    let kinds = |column: &Value| if rows.len() > 1 { column.clone() } else { column["type"].clone() };
    let differ = columns.windows(2).any(|pair| kinds(&pair[0]) != kinds(&pair[1]));
    if let Some(row) = of_any.as_object_mut().filter(|_| differ) {
        row.insert("prefixItems".to_owned(), Value::Array(columns));
    }
    of_any
}

fn kinds(types: Vec<Cow<'static, str>>) -> Value {
    let mut kinds: Vec<Value> = types.into_iter().map(|kind| Value::String(kind.into_owned())).collect();
    if kinds.len() == 1 { kinds.remove(0) } else { Value::Array(kinds) }
}

/// An object of these members, which are moved: `json!` would write each of them again, and what is below it once for each level.
pub(in crate::schema) fn object_of<const N: usize>(members: [(&str, Value); N]) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// The schema of objects shown at one place: the type they all name, else their members taken together.
fn object(scope: Scope<'_>, objects: &[&Node]) -> Value {
    let mut types = objects.iter().map(|node| object_type(node).and_then(|name| scope.set.resolve(name)));
    if let Some(Some(first)) = types.next() {
        if types.all(|other| other == Some(first)) {
            return typed(scope, first, objects);
        }
    } else if types.all(|other| other.is_none()) {
        return plain_object(scope, objects);
    }
    // Of different types: each object names its own; what they share is only that they are objects.
    json!({"type": "object", "x-inferred": true})
}

/// The schema of objects that name no type. Names that stand for any name give all other members the schema of their values.
fn plain_object(scope: Scope<'_>, objects: &[&Node]) -> Value {
    let all = by_name(objects);
    let free = MapKeys::of(all.iter().flat_map(|(key, shown)| shown.iter().map(|node| (*key, *node))));
    let under_any: Vec<&Node> =
        all.iter().filter(|(key, _)| free.covers(key)).flat_map(|(_, shown)| shown.iter().copied()).collect();
    if under_any.is_empty() {
        return inferred_object(members(scope, objects, |_| false));
    }
    let properties = members_next_to_maps(scope, objects, free);
    // The key names nothing there, so it cannot tell a stand-in from a value.
    let others = schema(scope, "", &under_any);
    object_of([
        ("type", json!("object")),
        ("properties", Value::Object(properties)),
        ("patternProperties", json!({ANNOTATION: {}})),
        ("additionalProperties", others),
        ("x-inferred", json!(true)),
    ])
}

/// The schema of an object whose members were inferred from examples.
pub(in crate::schema) fn inferred_object(properties: Map<String, Value>) -> Value {
    object_of([("type", json!("object")), ("properties", Value::Object(properties)), ("x-inferred", json!(true))])
}

/// The names that are not keys of a map.
pub(in crate::schema) const ANNOTATION: &str = "@odata\\.|^@";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::format::DURATION;

    fn of(text: &str) -> Value {
        infer(&crate::json::read(text).expect("reads").root)
    }

    #[test]
    fn scalars_keep_kind_and_format() {
        let string = |key: &str, value: &str| json!({"type": "string", key: value});
        for (text, schema) in [
            ("2", json!({"type": "integer"})),
            ("1.5", json!({"type": "number"})),
            ("null", json!({})),
            ("...", json!({})),
            ("{}", json!({"type": "object", "properties": {}, "x-inferred": true})),
            ("[]", json!({"type": "array"})),
            (r#""2024-02-29""#, string("format", "date")),
            (r#""2024-02-29T10:00:00Z""#, string("format", "date-time")),
            (r#""2024-02-29T10:00:00""#, json!({"type": "string"})),
            (r#""https://example.com/a""#, string("format", "uri")),
            (r#""PT8H""#, string("pattern", DURATION)),
            (r#""Double""#, json!({"type": ["number", "string"]})),
            (r#""<id>""#, json!({})),
        ] {
            assert_eq!(of(text), schema, "{text}");
        }
    }

    #[test]
    fn items_are_taken_together() {
        assert_eq!(of(r#"[1, null, "a"]"#)["items"], json!({"type": ["integer", "null", "string"]}));
        assert_eq!(of("[1, 1.5]")["items"], json!({"type": "number"}));
        let objects = of(r#"[{"a": 1}, {"a": null, "b": "x"}]"#);
        assert_eq!(
            objects["items"]["properties"],
            json!({"a": {"type": ["integer", "null"]}, "b": {"type": "string"}})
        );
    }

    #[test]
    fn free_keys_lend_their_schema_to_any_key() {
        let map = of(r#"{"<id>": {"n": 1}, "@odata.etag": "x", "total": 2}"#);
        assert_eq!(map["properties"], json!({"@odata.etag": {"type": "string"}, "total": {"type": "integer"}}));
        assert_eq!(map["additionalProperties"]["properties"], json!({"n": {"type": "integer"}}));
        assert_eq!(
            of(r#"[{"2024-05-01": 1}, {"2024-05-02": 1.5}]"#)["items"]["additionalProperties"],
            json!({"type": "number"})
        );
        assert_eq!(of("[{}]").get("additionalProperties"), None);
        let beside = of(r#"[{"a": "x"}, {"<id>": null}, {"a": "y", "<id>": 1}]"#)["items"].clone();
        assert_eq!(beside["properties"]["a"], json!({"type": ["string", "null"]}));
    }

    #[test]
    fn arrays_in_arrays_are_inferred_at_depth() {
        let table = of(r#"[["a", 1], ["b", 2.5], []]"#);
        assert_eq!(table["items"], json!({"type": "array", "items": {"type": ["string", "number"]}}));
        let mixed = of(r#"[1, {"a": true}, ["x"]]"#)["items"].clone();
        assert_eq!(mixed["type"], json!(["integer", "array", "object"]));
        assert_eq!(
            (&mixed["items"], &mixed["properties"]["a"]),
            (&json!({"type": "string"}), &json!({"type": "boolean"}))
        );
    }

    #[test]
    fn rows_of_a_table_have_a_schema_for_each_column() {
        let rows = of(r#"[["2024-01-01", 2, null], ["2024-01-02", 0.5, null]]"#);
        let date = json!({"type": "string", "format": "date"});
        assert_eq!(rows["items"]["prefixItems"], json!([date, {"type": "number"}, {}]));
        for other in [r#"[["2024-01-01", "a"]]"#, "[[1, 2], [3, 4]]", r#"[["a", 1], ["b"]]"#, r#"["a", 1]"#] {
            assert_eq!(of(other)["items"].get("prefixItems"), None, "{other}");
        }
    }

    #[test]
    fn annotations_get_no_format() {
        let schema = of(r#"{"@odata.nextLink": "https://example.com/x", "a@odata.count": 1}"#);
        assert_eq!(schema["properties"], json!({"@odata.nextLink": {"type": "string"}, "a@odata.count": {}}));
    }
}
