//! Parts of a request that the user sends differently from what the page shows.

use serde::de::IgnoredAny;
use serde_json::Value;
use url::form_urlencoded;

use super::body::Body;
use super::body_edit::{remove_from_form, remove_from_json, set_in_form, set_in_json};
use super::change::{ChangeKind, RequestPart};
use super::fill_placeholders::Filler;
use crate::contract::Case;
use crate::directive::RequestOverrides;
use crate::finding::{Skip, SkipKind};
use crate::http::url_template::{Part, Piece, TemplateText, UrlTemplate, decode, encode_value};
use crate::http::{Headers, MediaType};
use crate::json::Pointer;

/// Removes from a URL what is not sent as documented, before its placeholders are filled.
pub(super) fn without_replaced(url: UrlTemplate, overrides: &RequestOverrides) -> UrlTemplate {
    without_pairs(url, |name| overrides.replaces_in_query(name))
}

/// A URL without the query parameters that are sent differently.
pub(super) fn without_pairs(mut url: UrlTemplate, is_replaced: impl Fn(&str) -> bool) -> UrlTemplate {
    if let Some(pairs) = &mut url.query {
        let name = |text: &TemplateText| decode(&text.pieces().iter().map(Piece::text).collect::<String>());
        pairs.retain(|pair| !is_replaced(&name(&pair.name)));
        if pairs.is_empty() {
            url.query = None;
        }
    }
    url.optional_query.retain(|name| !is_replaced(name));
    url
}

/// The query with the values that the user gave.
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

/// The header fields with those that the user gave.
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

/// The body with the values that the user gave.
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
    if body.is_none() && overrides.body.is_empty() {
        return Ok(None);
    }
    let may_be_form = case.request.media_type().as_ref().is_some_and(MediaType::is_form);
    let is_form = may_be_form && body.as_ref().is_none_or(|body| !body.json);
    let mut text = match body {
        Some(body) => placed_text(body, is_form)?,
        None if is_form => String::new(),
        None => "{}".to_owned(),
    };
    for place in overrides.removed_from_body() {
        let tokens: Vec<String> = Pointer::parse(place).tokens().collect();
        text = match tokens.as_slice() {
            [name, rest @ ..] if is_form => remove_from_form(&text, name, rest.first().map(String::as_str)),
            tokens => remove_from_json(&text, tokens).unwrap_or(text),
        };
    }
    for (place, own) in &overrides.body {
        filler.at_place(&Pointer::parse(place.as_str()));
        filler.note(ChangeKind::Overridden(place.as_str().to_owned()));
        let tokens: Vec<String> = place.tokens().collect();
        text = match tokens.as_slice() {
            [] if is_form => form_text(&filler.own_value(own)),
            [name, rest @ ..] if is_form => {
                let value = filler.own_value(own);
                let values = value.as_array().map_or(std::slice::from_ref(&value), Vec::as_slice);
                let values: Vec<String> = values.iter().map(as_text).collect();
                set_in_form(&text, name, rest.first().map(String::as_str), &values)
            }
            tokens => set_in_json(&text, tokens, &filler.own_json(own)).unwrap_or(text),
        };
    }
    Ok(Some(Body { bytes: text.into_bytes(), json: !is_form }))
}

/// The text of a body that has places.
fn placed_text(body: Body, is_form: bool) -> Result<String, Skip> {
    let wrong = |error: &dyn std::fmt::Display| {
        let reason = format!(
            "the body has no places to set: it is neither JSON nor a form ({error}); `request.text` is the whole body"
        );
        Skip::new(SkipKind::Unreadable, reason)
    };
    if !is_form {
        serde_json::from_slice::<IgnoredAny>(&body.bytes).map_err(|error| wrong(&error))?;
    }
    String::from_utf8(body.bytes).map_err(|error| wrong(&error))
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

fn as_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
