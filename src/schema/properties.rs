//! Properties of every value and schema.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{SchemaSet, Schemas, infer, sample};
use crate::json::{Node, read};
use crate::notation::is_stand_in;

fn node(value: &Value) -> Node {
    read(&value.to_string()).expect("serde_json writes JSON").root
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9 :/.-]{0,12}",
        "20[0-9]{2}-[01][0-9]-[0-3][0-9]",
        "20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:00(Z|\\+02:00)?",
        "-?P[0-9]{0,2}D?T?[0-9]{0,2}H?",
        "https?://[a-z ]{1,8}/[a-z%]{0,4}",
        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    ]
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e9..1e9f64).prop_map(Value::from),
        texts().prop_filter("no stand-ins", |text| !is_stand_in("", text)).prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map("([a-d@./~]{1,3}|[0-9]|<id>)", inner, 0..5)
                .prop_map(|m| Value::Object(m.into_iter().collect())),
        ]
    })
}

fn scalar_schemas() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!({"type": "string"})),
        Just(json!({"type": ["string", "null"], "format": "date-time"})),
        Just(json!({"type": "string", "format": "uuid"})),
        Just(json!({"type": "integer"})),
        Just(json!({"type": ["number", "string", "null"], "pattern": crate::notation::format::INFINITE})),
        Just(json!({"type": "boolean"})),
        Just(json!({"enum": ["a", "b", null]})),
        Just(json!({"anyOf": [{"type": "string"}, {"type": "boolean"}]})),
        Just(json!({"type": "string", "pattern": crate::notation::format::DURATION})),
    ]
}

fn scalars() -> impl Strategy<Value = Value> {
    let words = vec!["String", "Double", "String (timestamp)", "{id}", "Boolean", "date", "false", "3", "a"];
    prop_oneof![
        values().prop_filter("scalar", |v| !v.is_array() && !v.is_object()),
        prop::sample::select(words).prop_map(Value::from)
    ]
}

proptest! {
    #[test]
    fn what_is_inferred_accepts_what_it_was_inferred_from(value in values()) {
        let schemas = Schemas::new(SchemaSet::default());
        let schema = infer(&node(&value));
        prop_assert_eq!(schemas.check(&schema, &value).expect("compiles"), []);
        prop_assert!(jsonschema::validator_for(&schema).expect("compiles anywhere").is_valid(&value));
    }

    #[test]
    fn a_body_without_stand_ins_is_real_already(value in values()) {
        let body = node(&value);
        let sampled = sample(&body, &infer(&body), &Schemas::new(SchemaSet::default()));
        prop_assert_eq!(sampled.value, value);
        prop_assert_eq!(sampled.placeholders, []);
    }

    #[test]
    fn what_is_made_real_keeps_the_schema(members in prop::collection::vec((scalars(), scalar_schemas()), 1..6)) {
        let names = (0..).map(|n: usize| format!("m{n}"));
        let (mut body, mut properties) = (serde_json::Map::new(), serde_json::Map::new());
        for (name, (value, schema)) in names.zip(members) {
            body.insert(name.clone(), value);
            properties.insert(name, schema);
        }
        let schema = json!({"type": "object", "properties": properties});
        let schemas = Schemas::new(SchemaSet::default());
        let sampled = sample(&node(&Value::Object(body)), &schema, &schemas);
        prop_assert_eq!(schemas.check(&schema, &sampled.value).expect("compiles"), []);
    }
}

#[test]
fn a_deeply_nested_body_does_not_break_the_stack() {
    let depth = crate::json::MAX_DEPTH;
    let body = read(&format!("{}1{}", "[".repeat(depth), "]".repeat(depth))).expect("reads").root;
    let (schemas, schema) = (Schemas::new(SchemaSet::default()), infer(&body));
    let sampled = sample(&body, &schema, &schemas);
    assert_eq!(schemas.check(&schema, &sampled.value).expect("compiles"), []);
}
