//! `Content-Type`: compared by media type, with the charset only where one is documented.

use super::fields;
use crate::contract::Field;
use crate::finding::rules::header::{WRONG_CHARSET, WRONG_MEDIA_TYPE};
use crate::finding::{At, Level};
use crate::http::media_type;
use crate::judge::body::presence;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;

/// Judges the response's `Content-Type` by the documented one; false if the body is of another kind and not worth reading.
pub(crate) fn judge(context: &mut JudgeContext<'_>, field: &Field) -> bool {
    let documented = media_type(&field.value);
    if !presence::came(context.response) {
        // Docs often keep `Content-Type` on an example without a body; whether a body must come is judged elsewhere.
        return true;
    }
    let Some(value) = context.response.headers.get("content-type") else {
        fields::missing(context, field);
        return true;
    };
    if !is_media_type(&documented) {
        return true;
    }
    let actual = media_type(value);
    if actual == documented {
        charset(context, field, value, is_json(&documented));
        return true;
    }
    let strict_json = is_json(&documented) && parses(&context.response.body);
    let shown = if strict_json { String::new() } else { format!(": {}", excerpt::body(&context.response.body)) };
    let help = if strict_json {
        "correct `Content-Type` in the page, or in the service"
    } else {
        "the body was not judged; something other than the documented service may have responded (a proxy, a login page)"
    };
    let message = format!("the media type is `{}`, the docs show `{documented}`", excerpt::cut(&actual, 60));
    let finding = context
        .finding(&WRONG_MEDIA_TYPE, field.span(), At::Header(field.name.clone()), message)
        .expected(documented.clone())
        .actual(format!("{}{shown}", excerpt::cut(value, 80)))
        .help(help);
    context.report(finding);
    strict_json || !is_json(&documented)
}

fn charset(context: &mut JudgeContext<'_>, field: &Field, actual: &str, json: bool) {
    let Some(documented) = parameter(&field.value, "charset") else { return };
    let came = parameter(actual, "charset");
    if came.as_deref() == Some(&documented) {
        return;
    }
    let message = format!("the charset is not the documented `{}`", excerpt::cut(&documented, 40));
    let mut finding = context
        .finding(&WRONG_CHARSET, field.span(), At::Header(field.name.clone()), message)
        .expected(excerpt::line(&field.value))
        .actual(excerpt::line(actual))
        .help("correct `Content-Type` in the page, or in the service");
    if json && came.is_none() && documented == "utf-8" {
        // JSON is UTF-8 and its media type has no charset (RFC 8259 section 8.1, 11): nothing changes for a client.
        finding.level = Level::Warn;
    }
    context.report(finding);
}

/// The value of a media type's parameter in lower case, without quotes.
fn parameter(content_type: &str, name: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"');
        key.trim().eq_ignore_ascii_case(name).then(|| value.to_ascii_lowercase())
    })
}

/// Whether a documented `Content-Type` names a media type; a placeholder (`{type}`, `<content type>`) does not.
pub(crate) fn is_media_type(text: &str) -> bool {
    let token = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b));
    text.split_once('/').is_some_and(|(kind, subtype)| token(kind) && token(subtype))
}

/// Whether a media type is JSON: by its subtype, its suffix (RFC 6839 section 3.1), or a part of a vendor's name.
pub(crate) fn is_json(media_type: &str) -> bool {
    media_type.split(['/', '+', '.']).skip(1).any(|part| part == "json")
}

/// Whether a media type is XML (RFC 7303), XHTML apart.
pub(crate) fn is_xml(media_type: &str) -> bool {
    media_type != "application/xhtml+xml" && media_type.split(['/', '+']).skip(1).any(|part| part == "xml")
}

fn parses(body: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_known_by_its_name() {
        for json in ["application/json", "text/json", "application/problem+json", "application/vnd.a.json"] {
            assert!(is_json(json), "{json}");
        }
        for other in ["application/x-ndjson", "text/html", "json", "application/json-seq"] {
            assert!(!is_json(other), "{other}");
        }
    }
}
