//! `Schemas::check`: an instance validated against a schema and everything it refers to.

use serde_json::Value;

use super::number;
use super::schemas::Schemas;
use super::violation;
use super::violation::Violation;
use super::walk::{self, SchemaWalk};
use crate::json::{Number, Pointer};
use crate::schema::SchemaError;
use crate::schema::resolve::bundle;
use crate::schema::resolve::cursor::SchemaCursor;

impl Schemas {
    /// Every violation of `schema` (whose references are file names of the set) by `instance`, in instance order; the
    /// first [`MOST_VIOLATIONS`](crate::schema::MOST_VIOLATIONS) of them.
    ///
    /// An object that names a documented subtype of the type it should have in its `@odata.type` is validated against that;
    /// one that names a documented type the docs do not relate to it, against both.
    ///
    /// # Errors
    /// `schema`, or a schema it refers to, is not a valid JSON Schema.
    pub fn check(&self, schema: &Value, instance: &Value) -> Result<Vec<Violation>, SchemaError> {
        self.walked(schema, instance, false)
    }

    /// Like [`Schemas::check`]; an object that names a type which is neither the documented one nor a subtype of it is a
    /// violation, too. Docs name many types that they document nowhere: this is for what a service sends, not for requests.
    /// `numbers`: those that `instance` cannot represent exactly, as they were written.
    ///
    /// # Errors
    /// `schema`, or a schema it refers to, is not a valid JSON Schema.
    pub fn check_response(
        &self,
        schema: &Value,
        instance: &Value,
        numbers: &[(Pointer, Number)],
    ) -> Result<Vec<Violation>, SchemaError> {
        let mut found = self.walked(schema, instance, true)?;
        if number::correct_numbers(self.set(), schema, numbers, &mut found) {
            found = violation::in_instance_order(found, instance);
        }
        Ok(found)
    }

    fn walked(&self, schema: &Value, instance: &Value, names: bool) -> Result<Vec<Violation>, SchemaError> {
        let compiled = self.of_body(schema);
        let found = compiled.and_then(|compiled| SchemaWalk::new(self, names).all(&compiled, instance));
        let found = found.map_err(|error| self.set().broken_in(schema).map_or(error, SchemaError::Broken))?;
        Ok(violation::in_instance_order(found, instance))
    }

    /// Whether all the schemas of a place accept a value. One that is not a valid JSON Schema accepts nothing.
    pub(in crate::schema) fn accept(&self, cursor: &SchemaCursor<'_>, value: &Value) -> bool {
        cursor.entries.iter().all(|subschema| {
            let compiled = self.of_place(&bundle::below(subschema.document, subschema.schema));
            compiled.is_ok_and(|compiled| walk::accepts(self, &compiled, value))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::TypeSchema;
    use crate::schema::resolve::set::tests::people;
    use serde_json::json;

    #[test]
    fn every_violation_is_found_in_the_order_of_the_body() {
        let schemas = Schemas::new(people());
        let user = json!({"allOf": [{"$ref": "ns.user.json"}, {"properties": {"x": {"type": "integer"}}}]});
        let schema = json!({"type": "object", "properties": {"value": {"type": "array", "items": user}}});
        let good = json!({"value": [{"id": "1", "manager": null}, {"manager": {"manager": {"age": 2.0}}, "new": 1}]});
        assert_eq!(schemas.check(&schema, &good).expect("compiles"), []);
        let bad = json!({"value": [{"x": 1.5, "age": "7"}, {"manager": {"id": 7}}, []]});
        let found = schemas.check(&schema, &bad).expect("compiles");
        let messages: Vec<_> =
            found.iter().map(|v| format!("{} {}: {}, {}", v.pointer, v.keyword, v.expected, v.actual)).collect();
        assert_eq!(
            messages,
            [
                "/value/0/x type: an integer, 1.5",
                "/value/0/age type: an integer or null, \"7\"",
                "/value/1/manager/id type: a string or null, 7",
                "/value/2 type: an object, []",
            ]
        );
    }

    #[test]
    fn an_object_is_held_against_the_subtype_it_names() {
        let schemas = Schemas::new(people());
        let schema = json!({"$ref": "ns.user.json"});
        let guest = json!({"@odata.type": "#ns.guest", "host": 1, "id": 2});
        let pointers: Vec<_> =
            schemas.check(&schema, &guest).expect("compiles").into_iter().map(|v| v.pointer).collect();
        assert_eq!(pointers, [Pointer::parse("/host"), Pointer::parse("/id")]);
        for good in ["#ns.user", "ns.User", "#ns.guest"] {
            assert_eq!(
                schemas.check_response(&schema, &json!({"@odata.type": good}), &[]).expect("compiles"),
                [],
                "{good}"
            );
        }
    }

    #[test]
    fn an_object_of_another_type_is_reported_once_and_checked_against_the_documented_one() {
        let schemas = Schemas::new(people());
        let schema = json!({"type": "array", "items": {"allOf": [{"$ref": "ns.guest.json"}, {"properties": {}}]}});
        let others = json!([{"@odata.type": "#ns.entity", "id": 1}, {"@odata.type": "#far.thing"}, {"@odata.type": 7}]);
        let found = schemas.check_response(&schema, &others, &[]).expect("compiles");
        let messages: Vec<_> = found.iter().map(|v| format!("{} {}: {}", v.pointer, v.keyword, v.expected)).collect();
        assert_eq!(
            messages,
            [
                "/0/@odata.type @odata.type: `ns.guest` or a type derived from it",
                "/0/id type: a string or null",
                "/1/@odata.type @odata.type: `ns.guest` or a type derived from it",
            ]
        );
    }

    #[test]
    fn a_base_named_in_a_body_changes_nothing() {
        let schemas = Schemas::new(people());
        let schema = json!({"$ref": "ns.user.json"});
        let base = json!({"@odata.type": "#ns.entity", "host": 1});
        assert_eq!(schemas.check(&schema, &base).expect("compiles"), []);
    }

    #[test]
    fn an_object_is_held_against_a_type_it_names_although_the_docs_do_not_relate_it() {
        let mut set = people();
        let badge = json!({"type": "object", "properties": {"colour": {"type": "string"}}});
        let origin = set.get("ns.user").expect("a user").origin.clone();
        set.insert("ns.badge", TypeSchema { schema: badge, origin });
        let declared = json!({"@odata.type": "#ns.badge", "colour": 1, "age": "7"});
        let found = Schemas::new(set).check(&json!({"$ref": "ns.user.json"}), &declared).expect("compiles");
        let pointers: Vec<_> = found.iter().map(|v| v.pointer.as_str()).collect();
        assert_eq!(pointers, ["/colour", "/age"]);
    }

    #[test]
    fn of_several_types_the_one_named_holds_else_any() {
        let mut set = people();
        let origin = set.get("ns.user").expect("a user").origin.clone();
        set.insert("ns.blank", TypeSchema { schema: json!({"type": "object", "properties": {}}), origin });
        let schemas = Schemas::new(set);
        let schema = json!({"anyOf": [{"$ref": "ns.blank.json"}, {"$ref": "ns.user.json"}, {"type": "null"}]});
        let broken = |instance: Value| schemas.check(&schema, &instance).expect("compiles").len();
        assert_eq!(broken(json!({"@odata.type": "#ns.guest", "age": "7", "host": 1})), 2);
        assert_eq!((broken(json!({"age": "7"})), broken(json!(null)), broken(json!("x"))), (0, 0, 1));
    }

    #[test]
    fn what_is_not_in_the_set_allows_anything_and_what_is_not_a_schema_is_reported() {
        let schemas = Schemas::new(people());
        for schema in [json!({"$ref": "ns.lost.json"}), json!({"not": {"not": {"$ref": "https://example.com/x.json"}}})]
        {
            assert_eq!(schemas.check(&schema, &json!([1])).expect("compiles"), [], "{schema}");
        }
        assert!(schemas.check(&json!({"type": "strin"}), &json!(1)).is_err());
        let wrong = schemas.check(&json!({"properties": {"a": {"type": "strin"}}}), &json!(1)).expect_err("no schema");
        assert!(wrong.to_string().ends_with("(at /properties/a/type)"), "{wrong}");
    }
}
