//! Values made from schemas, and the judging of single values that the making needs.

use serde_json::{Map, Number, Value, json};

use crate::notation::format::{TIME_OF_DAY, has_format, pattern_words};
use crate::notation::type_word::Word;
use crate::schema::resolve::cursor::{Reach, Spot};
use crate::schema::resolve::set::SchemaSet;
use crate::schema::validate::compiled::compile;

/// How deep required members of made objects are filled in: deeper, a schema goes round in circles.
const MAX_DEPTH: usize = 6;

/// A value of a scalar type.
pub(in crate::schema) fn of_word(word: Word) -> Value {
    match word {
        Word::String | Word::Anything | Word::Unsaid => json!("string"),
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

/// The first of `preferred`, then of values made from the schemas, that the schemas accept.
pub(in crate::schema) fn made(
    reach: &Reach<'_>,
    set: &SchemaSet,
    preferred: Vec<Value>,
    depth: usize,
) -> Option<Value> {
    let accepted = |value: &Value| accepts_here(reach, set, value);
    if let Some(value) = preferred.into_iter().find(accepted) {
        return Some(value);
    }
    if let Some(value) = named_values(reach).into_iter().find(accepted) {
        return Some(value);
    }
    let scalars = texts(reach).into_iter().chain(numbers(reach)).chain([json!(true)]);
    scalars.into_iter().chain(structures(reach, set, depth)).chain([Value::Null]).find(accepted)
}

/// Values the schemas name: `unknownFutureValue` and `null` last, as no caller sends them if there is a better one.
fn named_values(reach: &Reach<'_>) -> Vec<Value> {
    let mut values: Vec<Value> = reach.keyword("const").cloned().collect();
    for keyword in ["enum", "examples"] {
        values.extend(reach.keyword(keyword).filter_map(Value::as_array).flatten().cloned());
    }
    values.extend(reach.keyword("default").cloned());
    let (last, mut first): (Vec<_>, Vec<_>) =
        values.into_iter().partition(|v| v.is_null() || v.as_str() == Some("unknownFutureValue"));
    first.extend(last);
    first
}

fn texts(reach: &Reach<'_>) -> Vec<Value> {
    let mut texts = vec![of_word(Word::String)];
    let limit = |keyword| reach.keyword(keyword).filter_map(Value::as_u64);
    if let Some(most) = limit("maxLength").min() {
        texts.push("string"[..(most as usize).min(6)].into());
    }
    if let Some(least) = limit("minLength").max().filter(|least| *least < 10_000) {
        texts.push("string".repeat(least as usize / 6 + 1)[..least as usize].into());
    }
    let words = [Word::DateTime, Word::Date, Word::Time, Word::Guid, Word::Uri, Word::Duration];
    texts.extend(words.into_iter().map(of_word));
    let others = ["someone@example.com", "example.com", "192.0.2.1", "2001:db8::1", "08:00:00Z", "/a", "1"];
    texts.extend(others.map(Value::from));
    texts
}

fn numbers(reach: &Reach<'_>) -> Vec<Value> {
    let mut numbers = vec![json!(1), json!(0), json!(1.5)];
    for keyword in ["minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"] {
        for limit in reach.keyword(keyword) {
            numbers.push(limit.clone());
            let near = limit.as_i64().into_iter().flat_map(|n| [n.saturating_add(1), n.saturating_sub(1)]);
            numbers.extend(near.map(Value::from));
        }
    }
    numbers
}

fn structures(reach: &Reach<'_>, set: &SchemaSet, depth: usize) -> Vec<Value> {
    let mut members = Map::new();
    let mut items = Vec::new();
    if depth < MAX_DEPTH {
        for name in reach.keyword("required").filter_map(Value::as_array).flatten().filter_map(Value::as_str) {
            let value = made(&reach.member(name), set, Vec::new(), depth + 1).unwrap_or(Value::Null);
            members.insert(name.to_owned(), value);
        }
        let least = reach.keyword("minItems").filter_map(Value::as_u64).max().unwrap_or(0).min(100);
        let item = || made(&reach.items(), set, Vec::new(), depth + 1).unwrap_or(Value::Null);
        items = std::iter::repeat_with(item).take(least as usize).collect();
    }
    vec![Value::Object(members), Value::Array(items)]
}

/// Whether the schemas of a place accept a value; of arrays and objects only the kind is judged.
pub(in crate::schema) fn accepts_here(reach: &Reach<'_>, set: &SchemaSet, value: &Value) -> bool {
    reach.entries.iter().all(|spot| accepts(*spot, set, value, 0))
}

fn accepts<'s>(spot: Spot<'s>, set: &'s SchemaSet, value: &Value, depth: usize) -> bool {
    if depth > 32 {
        return true;
    }
    let below = |next: Spot<'s>| accepts(next, set, value, depth + 1);
    let says = |keyword: &str| spot.schema.get(keyword);
    let kind_fits = |kinds: &Value| match kinds {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(|kind| is_of_kind(value, kind)),
        kind => kind.as_str().is_none_or(|kind| is_of_kind(value, kind)),
    };
    spot.schema != &Value::Bool(false)
        && says("type").is_none_or(kind_fits)
        && says("enum").and_then(Value::as_array).is_none_or(|members| members.contains(value))
        && says("const").is_none_or(|one| one == value)
        && value.as_str().is_none_or(|text| text_fits(spot.schema, text))
        && (!value.is_number() || number_fits(spot.schema, value))
        && spot.referred(set).is_none_or(below)
        && spot.branches("allOf").all(below)
        && ["anyOf", "oneOf"].iter().all(|keyword| says(keyword).is_none() || spot.branches(keyword).any(below))
}

fn is_of_kind(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "number" => value.is_number(),
        "integer" => value.as_number().is_some_and(is_integral),
        _ => true,
    }
}

fn is_integral(number: &Number) -> bool {
    number.is_i64() || number.is_u64() || number.as_f64().is_some_and(|n| n.fract() == 0.0)
}

fn text_fits(schema: &Value, text: &str) -> bool {
    let format_fits = match schema.get("format").and_then(Value::as_str) {
        None => true,
        Some(format @ ("date-time" | "date" | "uuid" | "uri")) => has_format(format, text),
        Some(format) => on_its_own(&json!({ "format": format }), text),
    };
    let pattern_fits = match schema.get("pattern").and_then(Value::as_str) {
        None => true,
        Some(TIME_OF_DAY) => has_format("time", text),
        Some(pattern) if pattern_words(pattern).is_some_and(|(keyword, _)| keyword == "format") => {
            has_format("duration", text)
        }
        Some(pattern) => on_its_own(&json!({ "pattern": pattern }), text),
    };
    let length = text.chars().count() as u64;
    let limit = |keyword: &str| schema.get(keyword).and_then(Value::as_u64);
    format_fits
        && pattern_fits
        && limit("minLength").is_none_or(|least| length >= least)
        && limit("maxLength").is_none_or(|most| length <= most)
}

fn on_its_own(schema: &Value, text: &str) -> bool {
    compile(schema).is_ok_and(|validator| validator.is_valid(&Value::from(text)))
}

fn number_fits(schema: &Value, value: &Value) -> bool {
    let limits = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
    let said: Map<String, Value> =
        limits.iter().filter_map(|k| Some(((*k).to_owned(), schema.get(*k)?.clone()))).collect();
    said.is_empty() || compile(&Value::Object(said)).is_ok_and(|validator| validator.is_valid(value))
}
