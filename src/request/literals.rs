//! Texts of the docs in whose place the value of a variable is sent.

use std::borrow::Cow;

use super::Bindings;
use super::bindings::Binding;
use crate::config::LiteralText;
use crate::contract::{Case, DocumentedBody, Field, JsonLayout};
use crate::http::MediaType;
use crate::http::url_template::{Part, encode_value};
use crate::json::{ends_within_string, escaped, quoted};
use crate::text::SourceText;

/// The case with a placeholder in the place of each literal in URL and header fields, and with the value in its body; and
/// the variables that the body takes, each with the literal.
pub(super) fn without_literals<'c>(case: &'c Case, bindings: &Bindings) -> (Cow<'c, Case>, Vec<(String, String)>) {
    let mut case = Cow::Borrowed(case);
    let mut in_body = Vec::new();
    for literal in &bindings.literals {
        let variable = &literal.variable;
        let Some(binding) = bindings.named(variable) else { continue };
        let placeholder = format!("{{{variable}}}");
        if let Some(url) = in_url(&case.request.url, literal, &placeholder) {
            case.to_mut().request.url = url;
        }
        let fields = case.request.headers.iter().enumerate();
        let replaced: Vec<(usize, String)> = fields
            .filter_map(|(at, Field { value, .. })| Some((at, replaced(value, literal, &placeholder)?)))
            .collect();
        for (at, value) in replaced {
            case.to_mut().request.headers[at].value = value;
        }
        if let Some(body) = body(&case, literal, binding) {
            case.to_mut().request.body = Some(body);
            in_body.push((literal.text[literal.value.clone()].to_owned(), variable.clone()));
        }
    }
    (case, in_body)
}

/// A URL with a placeholder in the place of a literal; its host stays as it is.
fn in_url(url: &str, literal: &LiteralText, placeholder: &str) -> Option<String> {
    if url.trim() == literal.text {
        return replaced(url.trim(), literal, placeholder);
    }
    let after_scheme = url.find("://").map_or(0, |at| at + 3);
    let path = if after_scheme == 0 { 0 } else { url[after_scheme..].find(['/', '?']).map(|at| after_scheme + at)? };
    let rest = replaced(&url[path..], literal, placeholder)?;
    Some(format!("{}{rest}", &url[..path]))
}

/// The text with each occurrence of a literal replaced; `None` if there is none.
fn replaced(text: &str, literal: &LiteralText, by: &str) -> Option<String> {
    replaced_by(text, literal, |_| by.to_owned())
}

/// As [`replaced`], by what depends on the place.
fn replaced_by(text: &str, literal: &LiteralText, by: impl Fn(usize) -> String) -> Option<String> {
    let (mut out, mut from) = (String::new(), 0);
    for (at, whole) in text.match_indices(&literal.text) {
        if is_whole(text, at, at + whole.len()) {
            let start = at + literal.value.start;
            out.push_str(&text[from..start]);
            out.push_str(&by(start));
            from = at + literal.value.end;
        }
    }
    (from > 0).then(|| out + &text[from..])
}

/// Whether a part of a text is neither part of a longer word nor in the brackets of a placeholder.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let (before, after) = (text[..start].chars().next_back(), text[end..].chars().next());
    let in_brackets = before.is_some_and(|c| matches!(c, '{' | '<')) && after.is_some_and(|c| matches!(c, '}' | '>'));
    !before.is_some_and(is_word) && !after.is_some_and(is_word) && !in_brackets
}

/// The body with the value in the place of a literal, in the type that the docs show; `None` if the literal is not in it.
fn body(case: &Case, literal: &LiteralText, binding: &Binding) -> Option<DocumentedBody> {
    let documented = case.request.body.as_ref()?;
    let (text, value) = (documented.text(), binding.text());
    let changed = if let Some(layout) = case.request_json_layout() {
        let is_json = value.parse::<f64>().is_ok();
        replaced_by(text, literal, |at| match ends_within_string(&text[document_start(text, at, layout)..at]) {
            true => escaped(&value),
            false if is_json => value.clone(),
            false => quoted(&value),
        })
    } else if case.request.media_type().as_ref().is_some_and(MediaType::is_form) {
        let mut encoded = String::new();
        encode_value(&value, Part::Query, &mut encoded);
        replaced(text, literal, &encoded)
    } else {
        replaced(text, literal, &value)
    };
    let start = documented.start();
    changed.map(|text| SourceText::new(&text, start.line, &[start.column]).into())
}

/// Where the document around a byte begins, or its line: where each line is a document, no string goes on past its end.
fn document_start(text: &str, at: usize, layout: JsonLayout) -> usize {
    match layout {
        JsonLayout::Document => 0,
        JsonLayout::Lines | JsonLayout::Events => text[..at].rfind('\n').map_or(0, |end| end + 1),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::request::testing::{body, case, field};

    fn bound(literals: &[&str], value: Value) -> Bindings {
        let mut bindings = Bindings::default();
        bindings.set("Parcel-Id", Some(Binding { value, written: None, step: "create".to_owned() }));
        bindings.literals = literals.iter().map(|text| whole(text)).collect();
        bindings
    }

    fn whole(text: &str) -> LiteralText {
        LiteralText { text: text.to_owned(), value: 0..text.len(), variable: "parcel-id".to_owned() }
    }

    #[test]
    fn literals_in_urls_and_fields_become_placeholders() {
        for (url, replaced) in [
            (
                "https://api.example/PK-1/x?ref=PK-1#PK-1",
                "https://api.example/{parcel-id}/x?ref={parcel-id}#{parcel-id}",
            ),
            ("https://PK-1/PK-12/aPK-1", "https://PK-1/PK-12/aPK-1"),
            ("/parcels/{PK-1}/f(id='PK-1')", "/parcels/{PK-1}/f(id='{parcel-id}')"),
            ("PK-1", "{parcel-id}"),
        ] {
            let mut case = case("GET", url);
            case.request.headers.push(field("If-Match", "\"PK-1\""));
            let bindings = bound(&["PK-1"], json!("a"));
            let (case, _) = without_literals(&case, &bindings);
            assert_eq!(case.request.url, replaced);
            assert_eq!(case.request.headers[0].value, "\"{parcel-id}\"");
        }
    }

    #[test]
    fn what_is_around_a_literal_says_where_it_is_replaced() {
        let literal = |text: &str, start: usize| LiteralText { value: start..text.len(), ..whole(text) };
        let mut bindings = bound(&[], json!(17));
        bindings.literals = vec![literal("parcels/1", 8), literal("\"parcel\": 1", 10)];
        let mut case = case("PUT", "https://h/v1/parcels/1/parts/1?page=1&x=parcels/12");
        case.request.headers.push(field("Content-Type", "application/json"));
        case.request.body = Some(body("{\"parcel\": 1, \"n\": 1}"));
        let (case, in_body) = without_literals(&case, &bindings);
        assert_eq!(case.request.url, "https://h/v1/parcels/{parcel-id}/parts/1?page=1&x=parcels/12");
        assert_eq!(case.request.body.as_ref().expect("a body").text(), "{\"parcel\": 17, \"n\": 1}");
        assert_eq!(in_body, [("1".to_owned(), "parcel-id".to_owned())]);
    }

    #[test]
    fn literals_in_bodies_become_values_of_the_documented_type() {
        let sent = |media: &str, text: &str, value: Value| {
            let mut case = case("POST", "/x");
            case.request.headers.push(field("Content-Type", media));
            case.request.body = Some(body(text));
            let bindings = bound(&["17", "PK-1"], value);
            let (case, in_body) = without_literals(&case, &bindings);
            assert!(!in_body.is_empty());
            case.request.body.as_ref().expect("a body").text().to_owned()
        };
        let json = "{\"a\": \"PK-1\", \"n\": 17, \"m\": 170, \"s\": \"no \\\"17\\\"\"}";
        assert_eq!(
            sent("application/json", json, json!(5)),
            "{\"a\": \"5\", \"n\": 5, \"m\": 170, \"s\": \"no \\\"5\\\"\"}"
        );
        assert_eq!(
            sent("application/json", json, json!("x\"y")),
            "{\"a\": \"x\\\"y\", \"n\": \"x\\\"y\", \"m\": 170, \"s\": \"no \\\"x\\\"y\\\"\"}"
        );
        assert_eq!(
            sent("application/x-ndjson", "{\"a\": \"PK-1\"}\n{\"n\": 17}", json!("x\"y")),
            "{\"a\": \"x\\\"y\"}\n{\"n\": \"x\\\"y\"}"
        );
        let events = "event: it's \" here\ndata: {\"a\": \"PK-1\", \"n\": 17}\n";
        assert_eq!(
            sent("text/event-stream", events, json!("x\"y")),
            "event: it's \" here\ndata: {\"a\": \"x\\\"y\", \"n\": \"x\\\"y\"}\n"
        );
        let note = "parcel 17:\n{\"a\": \"PK-1\"}";
        assert_eq!(sent("text/plain", note, json!("x\"y")), "parcel x\"y:\n{\"a\": \"x\"y\"}");
        assert_eq!(sent("application/x-www-form-urlencoded", "id=17&b=PK-1", json!("a b")), "id=a%20b&b=a%20b");
        assert_eq!(sent("text/plain", "see PK-1.", json!("a b")), "see a b.");
    }
}
