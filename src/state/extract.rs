//! Values out of responses.

use serde_json::Value;

use crate::directive::{ResponsePart, ValueSource};
use crate::http::Response;

/// The value that a response has at a place.
///
/// # Errors
/// It has none there, or several; in words.
pub fn extract(response: &Response, source: &ValueSource) -> Result<Value, String> {
    let value = match &source.part {
        ResponsePart::Body(path) => {
            let body: Value = serde_json::from_slice(&response.body).map_err(|_| "the body is not JSON".to_owned())?;
            let found = path.query(&body).all();
            match found.as_slice() {
                [value] => (*value).clone(),
                [] => return Err(format!("nothing is at {}", source.part)),
                several => return Err(format!("{} values are at {}, and one is expected", several.len(), source.part)),
            }
        }
        ResponsePart::Header(name) => {
            let value = response.headers.get(name).ok_or_else(|| format!("the header field `{name}` is missing"))?;
            Value::from(value)
        }
        ResponsePart::Cookie(name) => {
            let mut cookies =
                response.headers.all("set-cookie").filter_map(|field| field.split(';').next()?.split_once('='));
            let found = cookies.find(|(own, _)| own.trim() == name);
            Value::from(found.ok_or_else(|| format!("the cookie `{name}` is not set"))?.1.trim())
        }
    };
    let Some(regex) = &source.regex else { return Ok(value) };
    let text = text(value);
    let part = regex.part_of(&text).ok_or_else(|| format!("`{regex}` does not match {}", source.part))?;
    Ok(Value::from(part))
}

/// The same as a text.
///
/// # Errors
/// As [`extract`].
pub fn extract_text(response: &Response, source: &ValueSource) -> Result<String, String> {
    extract(response, source).map(text)
}

fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
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
            assert_eq!(extract(&response, &table["x"]), value.map_err(str::to_owned), "{source}");
        }
        let text = Response { body: b"hello".to_vec(), ..response };
        let table: BTreeMap<String, ValueSource> = toml::from_str("x = '$.id'").expect("a source");
        assert_eq!(extract(&text, &table["x"]), Err("the body is not JSON".to_owned()));
    }
}
