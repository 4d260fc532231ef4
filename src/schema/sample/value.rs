//! Values sampled from schemas: the first candidate that the schemas accept.

use serde_json::{Map, Value, json};

use crate::notation::type_word::Word;
use crate::schema::resolve::cursor::SchemaCursor;
use crate::schema::validate::schemas::Schemas;

/// How deep required members of sampled objects are filled in; a schema that goes deeper is taken to be recursive.
const MAX_DEPTH: usize = 6;

/// A value of a scalar type.
pub(in crate::schema) fn value_of_type(word: Word) -> Value {
    match word {
        Word::String | Word::Anything | Word::Unspecified => json!("string"),
        Word::Boolean => json!(true),
        Word::Integer => json!(1),
        Word::Number => json!(1.5),
        Word::DateTime => json!("2024-01-01T00:00:00Z"),
        Word::Date => json!("2024-01-01"),
        Word::Time => json!("08:00:00"),
        Word::Guid => json!("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
        Word::Duration => json!("PT1H"),
        Word::Uri => json!("https://example.com/"),
        Word::Binary => json!("c3RyaW5n"),
    }
}

/// The first of `preferred`, then of candidates derived from the schemas, that the schemas accept.
pub(in crate::schema) fn sample_value(
    cursor: &SchemaCursor<'_>,
    schemas: &Schemas,
    preferred: Vec<Value>,
    depth: usize,
) -> Option<Value> {
    let accepted = |value: &Value| schemas.accept(cursor, value);
    if let Some(value) = preferred.into_iter().find(accepted) {
        return Some(value);
    }
    if let Some(value) = named_values(cursor).into_iter().find(accepted) {
        return Some(value);
    }
    let scalars = texts(cursor).into_iter().chain(numbers(cursor)).chain([json!(true)]);
    scalars.into_iter().chain(structures(cursor, schemas, depth)).chain([Value::Null]).find(accepted)
}

/// Values the schemas name: `unknownFutureValue` and `null` last, as no caller sends them if there is a better one.
fn named_values(cursor: &SchemaCursor<'_>) -> Vec<Value> {
    let mut values: Vec<Value> = cursor.keyword("const").cloned().collect();
    for keyword in ["enum", "examples"] {
        values.extend(cursor.keyword(keyword).filter_map(Value::as_array).flatten().cloned());
    }
    values.extend(cursor.keyword("default").cloned());
    let (last, mut first): (Vec<_>, Vec<_>) =
        values.into_iter().partition(|v| v.is_null() || v.as_str() == Some("unknownFutureValue"));
    first.extend(last);
    first
}

fn texts(cursor: &SchemaCursor<'_>) -> Vec<Value> {
    let mut texts = vec![value_of_type(Word::String)];
    let limit = |keyword| cursor.keyword(keyword).filter_map(Value::as_u64);
    if let Some(most) = limit("maxLength").min() {
        texts.push("string"[..(most as usize).min(6)].into());
    }
    if let Some(least) = limit("minLength").max().filter(|least| *least < 10_000) {
        texts.push("string".repeat(least as usize / 6 + 1)[..least as usize].into());
    }
    let words = [Word::DateTime, Word::Date, Word::Time, Word::Guid, Word::Uri, Word::Duration];
    texts.extend(words.into_iter().map(value_of_type));
    let others = ["someone@example.com", "example.com", "192.0.2.1", "2001:db8::1", "08:00:00Z", "/a", "1"];
    texts.extend(others.map(Value::from));
    texts
}

fn numbers(cursor: &SchemaCursor<'_>) -> Vec<Value> {
    let mut numbers = vec![json!(1), json!(0), json!(1.5)];
    for keyword in ["minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"] {
        for limit in cursor.keyword(keyword) {
            numbers.push(limit.clone());
            let beside = limit.as_i64().into_iter().flat_map(|n| [n.saturating_add(1), n.saturating_sub(1)]);
            numbers.extend(beside.map(Value::from));
        }
    }
    numbers
}

fn structures(cursor: &SchemaCursor<'_>, schemas: &Schemas, depth: usize) -> Vec<Value> {
    let mut members = Map::new();
    let mut items = Vec::new();
    if depth < MAX_DEPTH {
        for name in cursor.keyword("required").filter_map(Value::as_array).flatten().filter_map(Value::as_str) {
            let value = sample_value(&cursor.member(name), schemas, Vec::new(), depth + 1).unwrap_or(Value::Null);
            members.insert(name.to_owned(), value);
        }
        let least = cursor.keyword("minItems").filter_map(Value::as_u64).max().unwrap_or(0).min(100);
        let item = || sample_value(&cursor.items(), schemas, Vec::new(), depth + 1).unwrap_or(Value::Null);
        items = std::iter::repeat_with(item).take(least as usize).collect();
    }
    vec![Value::Object(members), Value::Array(items)]
}
