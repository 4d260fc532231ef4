//! A value of the settings that its key does not accept, in terms of TOML: which key it is, and what to write.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The message about the value at a byte offset of the file, where serde says which type it expected; else the message as it is.
pub(super) fn explain(text: &str, at: Option<usize>, message: &str) -> String {
    let key = || {
        let table = DeTable::parse(text).ok()?;
        key_at(table.get_ref(), at?, "")
    };
    let Some((found, expected)) = found_and_expected(message) else { return with_key(message, key) };
    let Some(key) = key() else { return message.to_owned() };
    let found = if is_of_credentials(&key) { found_kind(found) } else { found };
    let name = key.rsplit('.').next().unwrap_or_default();
    let (takes, example) = expected_in_words(expected, found);
    let example = match example {
        "[[]]" => format!("[[{key}]]"),
        _ => format!("{name} = {example}"),
    };
    format!("`{key}` takes {takes}, not {}: write `{example}`", found_in_words(found))
}

/// What was found and what was expected, out of serde's message.
fn found_and_expected(message: &str) -> Option<(&str, &str)> {
    if message == "wanted string or table" {
        return Some(("a value of another type", "a string"));
    }
    let rest = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "))?;
    rest.rsplit_once(", expected ")
}

/// A message that only says what is accepted, or what is missing, with the key that it is about.
fn with_key(message: &str, key: impl FnOnce() -> Option<String>) -> String {
    let missing = message.strip_prefix("missing field ").filter(|field| field.starts_with('`'));
    let key = if missing.is_some() || message.starts_with("a path, ") { key() } else { None };
    match (key, missing) {
        (Some(key), Some(field)) => format!("`{key}` lacks {field}: write `{} = ...`", field.trim_matches('`')),
        (Some(key), None) => format!("`{key}` takes {message}"),
        (None, _) => message.to_owned(),
    }
}

/// Whether the value of a key may be a credential, also where it is of a wrong type.
fn is_of_credentials(key: &str) -> bool {
    key.split('.').any(|name| matches!(name, "auth" | "identity"))
}

/// What was found, without its value.
fn found_kind(found: &str) -> &str {
    match found.split('`').next().map(str::trim_end) {
        Some("integer" | "floating point") => "a number",
        Some("boolean") => "`true` or `false`",
        _ => found,
    }
}

/// What a key accepts, and an example of it.
fn expected_in_words<'m>(expected: &'m str, found: &str) -> (&'m str, &'static str) {
    match expected {
        "a string" | "path string" | "a borrowed string" => ("a text in quotes", "\"...\""),
        "a boolean" => ("`true` or `false`", "true"),
        "f32" | "f64" => ("a number", "1.5"),
        "a sequence" if found == "map" => ("a list of tables", "[[]]"),
        "a sequence" => ("a list", "[\"...\"]"),
        "struct WrittenBasic" => ("a table", "{ user = \"...\", password = \"...\" }"),
        "a map" => ("a table", "{ NAME = \"...\" }"),
        _ if expected.starts_with("a JSONPath ") => (expected, "\"$.id\""),
        _ if expected.starts_with("struct ") => ("a table", "{ ... }"),
        _ if expected.starts_with("a nonzero ") => ("a whole number above 0", "1"),
        _ if expected.starts_with(['u', 'i']) && expected.len() <= 5 => ("a whole number, 0 or more", "1"),
        _ => (expected, "..."),
    }
}

fn found_in_words(found: &str) -> &str {
    match found {
        "map" => "one table",
        "sequence" => "a list",
        "a string" => "a text",
        _ => ["integer ", "boolean ", "floating point "]
            .iter()
            .find_map(|kind| found.strip_prefix(kind).filter(|value| value.starts_with('`')))
            .unwrap_or(found),
    }
}

/// Where the former name of a key is, in a table that has the present one as well.
pub(super) fn former_beside(text: &str, former: &str, present: &str) -> Option<usize> {
    DeTable::parse(text).ok().and_then(|table| former_in(table.get_ref(), former, present))
}

fn former_in(table: &DeTable<'_>, former: &str, present: &str) -> Option<usize> {
    let place = |wanted: &str| table.keys().find(|key| key.get_ref() == wanted).map(|key| key.span().start);
    let below = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
        DeValue::Table(table) => former_in(table, former, present),
        DeValue::Array(items) => items.iter().find_map(|item| match item.get_ref() {
            DeValue::Table(table) => former_in(table, former, present),
            _ => None,
        }),
        _ => None,
    };
    place(former).filter(|_| place(present).is_some()).or_else(|| table.values().find_map(below))
}

/// The dotted key of the innermost value that is at a byte offset.
fn key_at(table: &DeTable<'_>, at: usize, above: &str) -> Option<String> {
    table.iter().find_map(|(name, value)| {
        let key = if above.is_empty() { name.get_ref().to_string() } else { format!("{above}.{}", name.get_ref()) };
        let inner = match value.get_ref() {
            DeValue::Table(table) => key_at(table, at, &key),
            DeValue::Array(items) => items.iter().find_map(|item| key_in_item(item, at, &key)),
            _ => None,
        };
        inner.or_else(|| value.span().contains(&at).then_some(key))
    })
}

fn key_in_item(item: &Spanned<DeValue<'_>>, at: usize, key: &str) -> Option<String> {
    match item.get_ref() {
        DeValue::Table(table) => key_at(table, at, key),
        _ => None,
    }
}
