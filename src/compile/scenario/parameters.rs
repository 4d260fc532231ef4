//! The places that a scenario names: `{id}`, `!url`, `!body`, `Header:`, `$.path`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::contract::Case;
use crate::directive::{Matcher, Parameter, PointerPattern, ResponsePart, ValueSource};

/// Puts the values of a scenario into the request of a case. `variable` is the name of the variable that holds a captured value.
///
/// # Errors
/// Why a place or a value cannot be used.
pub(super) fn set<'p>(
    case: &mut Case,
    parameters: impl IntoIterator<Item = (&'p String, &'p Value)>,
    variable: &dyn Fn(&str) -> String,
) -> Result<(), String> {
    for (number, (place, value)) in parameters.into_iter().enumerate() {
        let value = filled(value, variable)?;
        let text = match &value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let overrides = case.overrides.request.get_or_insert_default();
        if place.starts_with('{') && place.ends_with('}') {
            // A random value is made when the request is sent.
            let text = if text.contains("${") {
                let name = format!("scenario-value-{number}");
                case.overrides.parameters.insert(name.clone(), Parameter::from(vec![text]));
                format!("{{{name}}}")
            } else {
                text
            };
            case.request.url = case.request.url.replace(place.as_str(), &text);
        } else if place == "!url" {
            case.request.url = text;
        } else if place == "!body" {
            overrides.text = Some(text);
        } else if place == "!body.base64" {
            let bytes = STANDARD.decode(text.trim()).map_err(|error| format!("`!body.base64`: {error}"))?;
            let text =
                String::from_utf8(bytes).map_err(|_| "`!body.base64` holds bytes that are not text".to_owned())?;
            overrides.text = Some(text);
        } else if let Some(name) = place.strip_suffix(':') {
            if value.is_null() {
                overrides.remove.push(name.to_owned());
            } else {
                overrides.headers.insert(name.to_owned(), text);
            }
        } else if place.starts_with('$') {
            let place = pointer(place)?;
            if value.is_null() {
                overrides.remove.push(place.as_str().to_owned());
            } else {
                overrides.body.insert(place, value);
            }
        } else {
            return Err(format!(
                "`{place}` is not a place in a request: write `{{{place}}}`, `{place}:` or `$.{place}`"
            ));
        }
    }
    Ok(())
}

/// A value with captured ones as variables, and random ones as they are written in the settings.
fn filled(value: &Value, variable: &dyn Fn(&str) -> String) -> Result<Value, String> {
    let Value::String(text) = value else { return Ok(value.clone()) };
    if text.starts_with('#') {
        return Err(format!("`{text}` is code in C#, which is not run: write the value"));
    }
    if let Some(name) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        return Ok(Value::from(format!("{{{}}}", variable(name))));
    }
    let mut text = text.clone();
    while let Some(start) = text.find("!random-filename") {
        let rest = &text[start + "!random-filename".len()..];
        let Some(end) = rest.find('!') else { break };
        let extension = rest[..end].trim_start_matches('-');
        let name = if extension.is_empty() { "${uuid}".to_owned() } else { format!("${{uuid}}.{extension}") };
        text = format!("{}{name}{}", &text[..start], &rest[end + 1..]);
    }
    Ok(Value::from(text))
}

/// Where a value is captured from: `$.id`, `Location:`, `!body`.
///
/// # Errors
/// Why the place cannot be used.
pub(super) fn source(place: &str) -> Result<ValueSource, String> {
    let written = match (place, place.strip_suffix(':')) {
        ("!body", _) => serde_json::json!("$"),
        (_, Some(header)) => serde_json::json!({ "header": header }),
        (path, None) => serde_json::json!(path),
    };
    serde_json::from_value(written).map_err(|error| error.to_string())
}

/// What is expected of a response, by place.
pub(super) enum Expected {
    /// At a place of the body.
    Body(PointerPattern, Matcher),
    /// Of a header field.
    Header(String, Matcher),
    /// Of the body as a text.
    Text(Matcher),
}

/// # Errors
/// Why the place cannot be used.
pub(super) fn expected(place: &str, value: &Value) -> Result<Option<Expected>, String> {
    let matcher = match value {
        Value::Null => return Ok(None),
        Value::Array(values) => Matcher::OneOf(values.clone()),
        value => Matcher::Equals(value.clone()),
    };
    Ok(Some(match (place, place.strip_suffix(':')) {
        ("!body", _) => Expected::Text(matcher),
        (_, Some(name)) => Expected::Header(name.to_owned(), matcher),
        (path, None) => Expected::Body(pointer(path)?, matcher),
    }))
}

/// The place of `$.a['b.c'][0]` as a JSON Pointer.
fn pointer(path: &str) -> Result<PointerPattern, String> {
    let wrong = || format!("`{path}` is not a place in a body: write it as `$.value[0].id`");
    let ValueSource { part: ResponsePart::Body(_), .. } = source(path)? else { return Err(wrong()) };
    let mut pointer = crate::json::Pointer::root();
    let mut rest = path.strip_prefix('$').ok_or_else(wrong)?;
    while !rest.is_empty() {
        let (name, after) = if let Some(inner) = rest.strip_prefix('[') {
            let (name, after) = inner.split_once(']').ok_or_else(wrong)?;
            (name.trim_matches(['\'', '"']), after)
        } else {
            let inner = rest.strip_prefix('.').ok_or_else(wrong)?;
            inner.split_at(inner.find(['.', '[']).unwrap_or(inner.len()))
        };
        pointer.push(name);
        rest = after;
    }
    serde_json::from_value(Value::from(pointer.as_str())).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn places_of_bodies_become_pointers() {
        for (path, expected) in [
            ("$.id", "/id"),
            ("$.value[0].name", "/value/0/name"),
            ("$['@odata.type']", "/@odata.type"),
            ("$.a['b/c']", "/a/b~1c"),
            ("$", ""),
        ] {
            assert_eq!(pointer(path).expect(path).as_str(), expected);
        }
        assert!(pointer("id").is_err() && pointer("$.").is_err());
    }

    #[test]
    fn values_are_captured_made_or_refused() {
        let variable = |name: &str| format!("s1-{name}");
        for (value, expected) in [
            (json!("[item id]"), json!("{s1-item id}")),
            (json!("a-!random-filename-txt!"), json!("a-${uuid}.txt")),
            (json!("!random-filename!"), json!("${uuid}")),
            (json!(5), json!(5)),
            (json!("plain"), json!("plain")),
        ] {
            assert_eq!(filled(&value, &variable), Ok(expected));
        }
        assert!(filled(&json!("#DateTime.Now"), &variable).expect_err("code").contains("is not run"));
    }
}
