//! Values out of responses.

use serde_json::Value;

use crate::directive::{ResponsePart, ValueSource};
use crate::http::Response;
use crate::json;
use crate::json::Pointer;

/// A value out of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extracted {
    /// As JSON has it.
    pub value: Value,
    /// The same as the response has it, where `value` holds a number otherwise.
    pub written: Option<String>,
}

impl Extracted {
    const fn of(value: Value) -> Self {
        Self { value, written: None }
    }

    fn into_text(self) -> String {
        match self.value {
            Value::String(text) => text,
            other => self.written.unwrap_or_else(|| other.to_string()),
        }
    }
}

/// The value that a response has at a place, for later requests. It may be an empty text, as behind the last page of a list: what
/// is sent without a value is decided where a request is made.
///
/// # Errors
/// It has none there, or several; in words.
pub fn extract(response: &Response, source: &ValueSource) -> Result<Extracted, String> {
    let found = match &source.part {
        ResponsePart::Body(path) => {
            let body: Value = serde_json::from_slice(&response.body).map_err(|_| "the body is not JSON".to_owned())?;
            let found = path.query_located(&body).all();
            match found.as_slice() {
                [found] => {
                    let at = Pointer::parse(found.location().to_json_pointer());
                    let value = found.node().clone();
                    Extracted { written: written(&response.body, &at, &value), value }
                }
                [] => return Err(format!("nothing is at {}", source.part)),
                several => return Err(format!("{} values are at {}, and one is expected", several.len(), source.part)),
            }
        }
        ResponsePart::Header(name) => {
            let value = response.headers.get(name).ok_or_else(|| format!("the header field `{name}` is missing"))?;
            Extracted::of(Value::from(value))
        }
        ResponsePart::Cookie(name) => {
            let mut cookies =
                response.headers.all("set-cookie").filter_map(|field| field.split(';').next()?.split_once('='));
            let found = cookies.find(|(own, _)| own.trim() == name);
            Extracted::of(Value::from(found.ok_or_else(|| format!("the cookie `{name}` is not set"))?.1.trim()))
        }
    };
    let Some(regex) = &source.regex else { return Ok(found) };
    let text = found.into_text();
    let part = regex.part_of(&text).ok_or_else(|| format!("`{regex}` does not match {}", source.part))?;
    Ok(Extracted::of(Value::from(part)))
}

/// A value as the body has it, where `value` holds a number in it otherwise.
fn written(body: &[u8], at: &Pointer, value: &Value) -> Option<String> {
    if !holds_number(value) {
        return None;
    }
    let document = json::read(std::str::from_utf8(body).ok()?).ok()?;
    let written = json::written(document.root.locate(at)?.node);
    let held = value.to_string();
    (written != held).then_some(written)
}

fn holds_number(value: &Value) -> bool {
    match value {
        Value::Number(_) => true,
        Value::Array(items) => items.iter().any(holds_number),
        Value::Object(members) => members.values().any(holds_number),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

/// The value that a response has at a place, as a text.
///
/// # Errors
/// It has none there, or several; in words.
pub fn extract_text(response: &Response, source: &ValueSource) -> Result<String, String> {
    extract(response, source).map(Extracted::into_text)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;
    use crate::http::Headers;

    #[test]
    fn values_keep_their_type_and_what_is_missing_is_named() {
        let mut headers = Headers::default();
        headers.push("Location", "/parcels/PK-7");
        headers.push("Set-Cookie", "theme=dark");
        headers.push("Set-Cookie", "sid=a=b; HttpOnly");
        let body = br#"{"id": 17, "items": [{"id": "a"}, {"id": "b", "on": true}]}"#.to_vec();
        let response = Response { status: 201, headers, body };
        for (source, value) in [
            ("'$.id'", Ok(json!(17))),
            ("'$.items[?@.on == true].id'", Ok(json!("b"))),
            ("'$.items[-1]'", Ok(json!({"id": "b", "on": true}))),
            ("{ header = 'location', regex = '/([^/]+)$' }", Ok(json!("PK-7"))),
            ("{ header = 'Location', regex = 'PK' }", Ok(json!("PK"))),
            ("{ cookie = 'sid' }", Ok(json!("a=b"))),
            ("'$.no'", Err("nothing is at `$.no` of the body")),
            ("'$.items[*].id'", Err("2 values are at `$.items[*].id` of the body, and one is expected")),
            ("{ header = 'ETag' }", Err("the header field `ETag` is missing")),
            ("{ cookie = 'no' }", Err("the cookie `no` is not set")),
            ("{ body = '$.id', regex = 'x' }", Err("`x` does not match `$.id` of the body")),
        ] {
            let table: BTreeMap<String, ValueSource> = toml::from_str(&format!("x = {source}")).expect(source);
            let found = extract(&response, &table["x"]).map(|found| found.value);
            assert_eq!(found, value.map_err(str::to_owned), "{source}");
        }
        let text = Response { body: b"hello".to_vec(), ..response };
        let table: BTreeMap<String, ValueSource> = toml::from_str("x = '$.id'").expect("a source");
        assert_eq!(extract(&text, &table["x"]), Err("the body is not JSON".to_owned()));
    }

    fn body_with(text: &str) -> Response {
        Response { status: 200, headers: Headers::default(), body: text.as_bytes().to_vec() }
    }

    fn source(text: &str) -> ValueSource {
        let mut table: BTreeMap<String, ValueSource> = toml::from_str(&format!("x = {text}")).expect("a source");
        table.remove("x").expect("a source")
    }

    #[test]
    fn numbers_stay_as_they_were_written() {
        let response = body_with(r#"{"id": 90071992547409931234, "w": 2.50, "e": 7E3, "n": 12, "l": [ {"p": 0.10} ]}"#);
        for (path, text) in [
            ("'$.id'", "90071992547409931234"),
            ("'$.w'", "2.50"),
            ("'$.e'", "7E3"),
            ("'$.n'", "12"),
            ("'$.l'", r#"[{"p":0.10}]"#),
            ("{ body = '$.id', regex = '...$' }", "234"),
        ] {
            assert_eq!(extract_text(&response, &source(path)).as_deref(), Ok(text), "{path}");
        }
        assert_eq!(extract(&response, &source("'$.n'")).expect("a number").written, None);
    }

    #[test]
    fn a_value_may_be_empty() {
        let response = body_with(r#"{"next": "", "n": 0}"#);
        assert_eq!(extract(&response, &source("'$.next'")).map(|found| found.value), Ok(json!("")));
        assert_eq!(extract(&response, &source("'$.n'")).map(|found| found.value), Ok(json!(0)));
    }
}
