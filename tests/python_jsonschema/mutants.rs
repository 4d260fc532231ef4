//! Documents, and what small changes make of them.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// What may come in the place of any value.
fn others() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(7),
        json!(7.5),
        json!(2.0),
        json!("a word"),
        json!("2024-02-29"),
        json!("2024-02-29T10:00:00Z"),
        json!("2024-02-30T10:00:00"),
        json!("PT8H"),
        json!("INF"),
        json!("https://example.com/a"),
        json!("0f8fad5b-d9cb-469f-a165-70867728950e"),
        json!([]),
        json!({}),
    ]
}

/// Every place of the document in turn with another value in it, and without each of its members.
pub(crate) fn of(document: &Value) -> Vec<Value> {
    let mut out = others();
    match document {
        Value::Object(members) => {
            for (name, value) in members {
                let with = |value: Option<Value>| {
                    let kept = members.iter().map(|(k, v)| (k.clone(), v.clone())).filter(|(k, _)| k != name);
                    Value::Object(kept.chain(value.map(|value| (name.clone(), value))).collect::<Map<_, _>>())
                };
                out.push(with(None));
                out.extend(of(value).into_iter().map(|value| with(Some(value))));
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate().take(3) {
                for changed in of(item) {
                    let mut items = items.clone();
                    items[index] = changed;
                    out.push(Value::Array(items));
                }
            }
        }
        _ => {}
    }
    out
}

/// Documents as examples show them: names, ids, times, links, maps, arrays of arrays; no stand-ins.
pub(crate) fn documents() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-1000..1000i64).prop_map(Value::from),
        Just(json!(9_007_199_254_740_993_i64)),
        (-100.0..100.0f64).prop_map(Value::from),
        prop::sample::select(others()).prop_filter("scalar", |v| !v.is_array() && !v.is_object()),
    ];
    let name = prop_oneof![
        8 => "[a-f]".prop_map(String::from),
        1 => Just("@odata.etag".to_owned()),
        1 => Just("2024-05-01".to_owned()),
        1 => Just("<id>".to_owned()),
    ];
    leaf.prop_recursive(3, 10, 3, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map(name.clone(), inner, 1..4).prop_map(|m| Value::Object(m.into_iter().collect())),
        ]
    })
}
