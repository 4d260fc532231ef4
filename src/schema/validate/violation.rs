//! `Violation`: where and how an instance breaks a schema, in words.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

use crate::json::{Pointer, name_with_article};
use crate::notation::format::{format_words, pattern_words};
use crate::text::counted;

/// Where an instance breaks a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// In the instance.
    pub pointer: Pointer,
    /// `type`, `format`, `enum`, `required`, ...; `@odata.type` where an object names a type it should not be of.
    pub keyword: String,
    /// What the schema expects, short: `a string`, `one of "a", "b"`, `a date-time (RFC 3339)`.
    pub expected: String,
    /// What was found there, short (bounded).
    pub actual: String,
}

/// How many characters of a value are shown.
const SHOWN: usize = 80;

/// The violations that correspond to one error of the validator; `at`: where its instance is in the whole.
pub(in crate::schema) fn of(error: &ValidationError<'_>, at: &Pointer) -> Vec<Violation> {
    if let Kind::AnyOf { context } | Kind::OneOfNotValid { context } = error.kind() {
        return of_branches(error, context, at);
    }
    let (keyword, expected) = expectation_of(error);
    vec![violation(error, at, keyword, expected)]
}

/// The violation of an object of the documented type `name` that calls itself `own`, which is neither that type nor derived from it.
pub(in crate::schema) fn of_type(own: &str, name: &str, at: &Pointer) -> Violation {
    Violation {
        pointer: at.join("@odata.type"),
        keyword: "@odata.type".to_owned(),
        expected: format!("`{name}` or a type derived from it"),
        actual: shortened(&Value::from(own)),
    }
}

fn violation(error: &ValidationError<'_>, at: &Pointer, keyword: String, expected: String) -> Violation {
    let pointer = Pointer::parse(format!("{}{}", at.as_str(), error.instance_path().as_str()));
    Violation { pointer, keyword, expected, actual: shortened(error.instance()) }
}

/// No branch fits. A branch whose type fits the value says what is wrong; where there is none, all types are named.
fn of_branches(
    error: &ValidationError<'_>,
    branches: &[Vec<ValidationError<'static>>],
    at: &Pointer,
) -> Vec<Violation> {
    let here = error.instance_path().as_str();
    let of_kind =
        |e: &&ValidationError<'_>| matches!(e.kind(), Kind::Type { .. }) && e.instance_path().as_str() == here;
    let fitting = branches.iter().filter(|errors| !errors.iter().any(|e| of_kind(&e)));
    if let Some(nearest) = fitting.min_by_key(|errors| errors.len()) {
        return nearest.iter().flat_map(|e| of(e, at)).collect();
    }
    let kinds: Vec<String> = branches.iter().filter_map(|errors| Some(expectation_of(errors.first()?).1)).collect();
    let (keyword, expected) =
        if kinds.is_empty() { expectation_of(error) } else { ("type".to_owned(), kinds.join(" or ")) };
    vec![violation(error, at, keyword, expected)]
}

fn amount(limit: u64, noun: &str) -> String {
    counted(usize::try_from(limit).unwrap_or(usize::MAX), noun)
}

/// The keyword that is violated and what it expects, in words.
fn expectation_of(error: &ValidationError<'_>) -> (String, String) {
    let keyword = error.kind().keyword().to_owned();
    let expected = match error.kind() {
        Kind::Type { kind } => kinds(kind),
        Kind::Format { format } => format_words(format),
        Kind::Enum { options } => format!("one of {}", listed(options)),
        Kind::Constant { expected_value } => shortened(expected_value),
        Kind::Required { property } => format!("a member {}", shortened(property)),
        Kind::Pattern { pattern } => {
            if let Some((keyword, words)) = pattern_words(pattern) {
                return (keyword.to_owned(), words.to_owned());
            }
            format!("a text that matches `{pattern}`")
        }
        Kind::BacktrackLimitExceeded { .. } => {
            return (
                "pattern".to_owned(),
                "a text that the pattern can be tried on (it takes too many steps)".to_owned(),
            );
        }
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            format!("no member `{}`", unexpected.join("`, `"))
        }
        Kind::FalseSchema => "nothing".to_owned(),
        Kind::Minimum { limit } => format!("at least {limit}"),
        Kind::Maximum { limit } => format!("at most {limit}"),
        Kind::ExclusiveMinimum { limit } => format!("more than {limit}"),
        Kind::ExclusiveMaximum { limit } => format!("less than {limit}"),
        Kind::MinLength { limit } => format!("at least {}", amount(*limit, "character")),
        Kind::MaxLength { limit } => format!("at most {}", amount(*limit, "character")),
        Kind::MinItems { limit } => format!("at least {}", amount(*limit, "item")),
        Kind::MaxItems { limit } => format!("at most {}", amount(*limit, "item")),
        // The validator's own message, without the value, which is in `actual`.
        _ => format!("a value that satisfies `{keyword}` ({})", error.masked_with("it")),
    };
    (keyword, expected)
}

fn kinds(kind: &TypeKind) -> String {
    let mut words: Vec<String> = match kind {
        TypeKind::Single(one) => vec![name_with_article(&one.to_string())],
        TypeKind::Multiple(several) => several.iter().map(|one| name_with_article(&one.to_string())).collect(),
    };
    words.sort_by_key(|word| word == "null");
    words.join(" or ")
}

fn listed(options: &Value) -> String {
    let texts: Vec<String> = options.as_array().into_iter().flatten().map(shortened).collect();
    let mut shown = String::new();
    for (at, text) in texts.iter().enumerate() {
        if shown.chars().count() + text.chars().count() > 3 * SHOWN {
            return format!("{shown} or {} more", texts.len() - at);
        }
        shown.push_str(if at == 0 { "" } else { ", " });
        shown.push_str(text);
    }
    shown
}

/// A value as JSON, cut to about 80 characters.
pub(in crate::schema) fn shortened(value: &Value) -> String {
    let text = match value {
        // Never serialize a whole response only to cut it.
        Value::Array(items) if items.len() > SHOWN => return format!("an array of {} items", items.len()),
        Value::Object(members) if members.len() > SHOWN => return format!("an object of {} members", members.len()),
        other => other.to_string(),
    };
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

/// The violations sorted by where the values are in the instance, without duplicates.
pub(in crate::schema) fn in_instance_order(mut found: Vec<Violation>, instance: &Value) -> Vec<Violation> {
    if found.len() > 1 {
        found.sort_by_cached_key(|violation| position(&violation.pointer, instance));
        let mut kept: Vec<Violation> = Vec::with_capacity(found.len());
        for violation in found {
            let rest = kept.iter().rev().take_while(|other| other.pointer == violation.pointer);
            if !rest.into_iter().any(|other| *other == violation) {
                kept.push(violation);
            }
        }
        return kept;
    }
    found
}

fn position(pointer: &Pointer, instance: &Value) -> Vec<usize> {
    let mut here = Some(instance);
    let mut path = Vec::new();
    for token in pointer.tokens() {
        match here {
            Some(Value::Object(members)) => {
                path.push(members.keys().position(|key| *key == token).unwrap_or(usize::MAX));
                here = members.get(&token);
            }
            Some(Value::Array(items)) => {
                let index = token.parse().unwrap_or(usize::MAX);
                path.push(index);
                here = items.get(index);
            }
            _ => break,
        }
    }
    path
}
