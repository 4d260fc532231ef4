//! Parts of a request that the user sends otherwise than the page shows them.

use serde_json::{Map, Value};
use url::form_urlencoded;

use super::body::Body;
use super::change::{ChangeKind, RequestPart};
use super::fill_placeholders::Filler;
use crate::contract::Case;
use crate::directive::RequestOverrides;
use crate::finding::{Skip, SkipKind};
use crate::http::url_template::{Part, Piece, TemplateText, UrlTemplate, decode, encode_value};
use crate::http::{Headers, MediaType};
use crate::json::Pointer;

/// Takes out of a URL what is not sent as documented, before its placeholders are filled.
pub(super) fn without_replaced(mut url: UrlTemplate, overrides: &RequestOverrides) -> UrlTemplate {
    if let Some(pairs) = &mut url.query {
        let name = |text: &TemplateText| decode(&text.pieces().iter().map(Piece::text).collect::<String>());
        pairs.retain(|pair| !overrides.replaces_in_query(&name(&pair.name)));
        if pairs.is_empty() {
            url.query = None;
        }
    }
    url.optional_query.retain(|name| !overrides.replaces_in_query(name));
    url
}

/// The query with the values of the user's.
pub(super) fn query(query: Option<String>, overrides: &RequestOverrides, filler: &mut Filler<'_>) -> Option<String> {
    let mut query = query;
    for (name, value) in &overrides.query {
        filler.begin(RequestPart::Url);
        filler.note(ChangeKind::Overridden(format!("?{name}")));
        let value = filler.own_value(value);
        query = Some(with_pair(query, name, &as_text(&value)));
    }
    query
}

/// A query with one more value.
pub(super) fn with_pair(query: Option<String>, name: &str, value: &str) -> String {
    let mut text = query.unwrap_or_default();
    text.push_str(if text.is_empty() { "" } else { "&" });
    encode_value(name, Part::Query, &mut text);
    text.push('=');
    encode_value(value, Part::Query, &mut text);
    text
}

/// The header fields with those of the user's.
pub(super) fn set_headers(headers: &mut Headers, overrides: &RequestOverrides, filler: &mut Filler<'_>) {
    for (name, value) in &overrides.headers {
        filler.begin(RequestPart::Header(name.clone()));
        filler.note(ChangeKind::Overridden(name.clone()));
        let value = filler.own_text(value);
        headers.set(name, value);
    }
    for name in overrides.removed_headers() {
        headers.0.retain(|(own, _)| !own.eq_ignore_ascii_case(name));
    }
}

/// The body with the values of the user's.
///
/// # Errors
/// A skip: it has no places, as it is neither JSON nor a form.
pub(super) fn body(
    body: Option<Body>,
    case: &Case,
    overrides: &RequestOverrides,
    filler: &mut Filler<'_>,
) -> Result<Option<Body>, Skip> {
    filler.begin(RequestPart::Body(Pointer::root()));
    if let Some(text) = &overrides.text {
        filler.note(ChangeKind::Overridden("the body".to_owned()));
        let text = filler.own_text(text);
        let json = serde_json::from_str::<Value>(&text).is_ok();
        return Ok(Some(Body { bytes: text.into_bytes(), json }));
    }
    let is_form = case.request.media_type().as_ref().is_some_and(MediaType::is_form);
    let mut value = match &body {
        Some(body) if is_form && !body.json => form_value(&body.bytes),
        Some(body) => serde_json::from_slice(&body.bytes).map_err(|error| {
            let reason = format!("the body has no places to set: it is neither JSON nor a form ({error}); `request.text` is the whole body");
            Skip::new(SkipKind::Unreadable, reason)
        })?,
        None => Value::Object(Map::new()),
    };
    for place in overrides.removed_from_body() {
        let place = Pointer::parse(place);
        remove(&mut value, &place.tokens().collect::<Vec<_>>());
    }
    for (place, own) in &overrides.body {
        filler.at_place(&Pointer::parse(place.as_str()));
        filler.note(ChangeKind::Overridden(place.as_str().to_owned()));
        let own = filler.own_value(own);
        set(&mut value, &place.tokens().collect::<Vec<_>>(), own);
    }
    let is_form = is_form && body.is_none_or(|body| !body.json);
    let bytes = if is_form { form_text(&value).into_bytes() } else { value.to_string().into_bytes() };
    Ok(Some(Body { bytes, json: !is_form }))
}

/// A form as an object; of several values of one name, an array.
fn form_value(bytes: &[u8]) -> Value {
    let mut object = Map::new();
    for (name, value) in form_urlencoded::parse(bytes) {
        let value = Value::from(value.into_owned());
        match object.get_mut(&*name) {
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
            None => drop(object.insert(name.into_owned(), value)),
        }
    }
    Value::Object(object)
}

fn form_text(value: &Value) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    for (name, value) in value.as_object().into_iter().flatten() {
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in values {
            form.append_pair(name, &as_text(value));
        }
    }
    form.finish()
}

/// Puts a value at a place; objects on the way that are missing are made. `-` is the end of an array (RFC 6901).
fn set(value: &mut Value, place: &[String], own: Value) {
    let Some((token, rest)) = place.split_first() else {
        *value = own;
        return;
    };
    if let Value::Array(items) = value {
        let at = if token == "-" { items.len() } else { token.parse().unwrap_or(items.len()) };
        if at >= items.len() {
            items.push(Value::Null);
        }
        let last = items.len() - 1;
        return set(&mut items[at.min(last)], rest, own);
    }
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    if let Value::Object(members) = value {
        set(members.entry(token).or_insert(Value::Null), rest, own);
    }
}

fn remove(value: &mut Value, place: &[String]) {
    let Some((token, rest)) = place.split_first() else { return };
    match value {
        Value::Object(members) if rest.is_empty() => drop(members.shift_remove(token)),
        Value::Object(members) => members.get_mut(token).into_iter().for_each(|member| remove(member, rest)),
        Value::Array(items) => {
            let Some(at) = token.parse().ok().filter(|at| *at < items.len()) else { return };
            if rest.is_empty() { drop(items.remove(at)) } else { remove(&mut items[at], rest) }
        }
        _ => {}
    }
}

fn as_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn tokens(place: &str) -> Vec<String> {
        Pointer::parse(place).tokens().collect()
    }

    #[test]
    fn values_are_put_where_a_pointer_leads() {
        for (place, expected) in [
            ("/a/0/v", json!({"a": [{"v": 9}, 2]})),
            ("/a/1", json!({"a": [{"v": 1}, 9]})),
            ("/a/-", json!({"a": [{"v": 1}, 2, 9]})),
            ("/b/c", json!({"a": [{"v": 1}, 2], "b": {"c": 9}})),
            ("", json!(9)),
        ] {
            let mut value = json!({"a": [{"v": 1}, 2]});
            set(&mut value, &tokens(place), json!(9));
            assert_eq!(value, expected, "{place}");
        }
    }

    #[test]
    fn places_are_removed_and_what_is_not_there_is_no_fault() {
        for (place, expected) in [
            ("/a/0", json!({"a": [2]})),
            ("/a/0/v", json!({"a": [{}, 2]})),
            ("/a", json!({})),
            ("/b/c", json!({"a": [{"v": 1}, 2]})),
            ("/a/7", json!({"a": [{"v": 1}, 2]})),
        ] {
            let mut value = json!({"a": [{"v": 1}, 2]});
            remove(&mut value, &tokens(place));
            assert_eq!(value, expected, "{place}");
        }
    }

    #[test]
    fn a_form_keeps_its_fields() {
        let mut form = form_value(b"a=1&b=x+y&a=2");
        set(&mut form, &tokens("/b"), json!("p&q"));
        assert_eq!(form_text(&form), "a=1&a=2&b=p%26q");
    }
}
