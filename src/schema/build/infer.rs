//! A schema inferred from example values alone.

use serde_json::Value;

use super::infer_scope::Scope;
use super::value_schema::schema;
use crate::json::Node;
use crate::schema::resolve::set::SchemaSet;

/// JSON Schema of an example where no type is documented. Nothing is required, objects may have further members (which
/// of them must or may be there is up to the judge), `null` is allowed only where `null` is shown. Objects carry
/// `"x-inferred": true`.
pub fn infer(body: &Node) -> Value {
    schema(Scope::new(&SchemaSet::default()), "", &[body])
}

/// The schema inferred from several values at one place.
pub(in crate::schema) fn infer_all(shown: &[&Node]) -> Value {
    schema(Scope::new(&SchemaSet::default()), "", shown)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

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
