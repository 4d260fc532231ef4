//! What a text is by its looks; the info string of its fence is not asked.

use crate::json::{self, Node, Value};

/// The JSON documents a text is made of: where each begins and ends. Empty where it is something else.
pub(super) fn documents(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let start = at + rest.len() - rest.trim_start().len();
        if start == text.len() {
            return found;
        }
        if !text[start..].starts_with(['{', '[']) {
            return Vec::new();
        }
        match json::read(&text[start..]) {
            Ok(document) => {
                found.push((start, start + document.root.end));
                return found;
            }
            Err(error) => {
                // Another document begins where the end of this one was expected.
                let end = start + error.at;
                let one = text.get(start..end).and_then(|one| json::read(one).ok());
                let Some(document) = one.filter(|_| text[end..].starts_with(['{', '['])) else { return Vec::new() };
                found.push((start, start + document.root.end));
                at = end;
            }
        }
    }
}

/// Whether a text begins as JSON does; it may be broken further down.
pub(super) fn begins_json(text: &str) -> bool {
    let text = text.trim_start();
    let after = |open: char| text.strip_prefix(open).map(|rest| rest.trim_start().chars().next());
    let object = after('{').is_some_and(|next| next.is_none_or(|c| "\"'}/.\u{2026}".contains(c) || c.is_alphabetic()));
    object
        || after('[').is_some_and(|next| next.is_none_or(|c| "\"'{[]/.\u{2026}-<".contains(c) || c.is_alphanumeric()))
}

/// A scalar that is a whole answer: `true`, `"x"`, `12`.
pub(super) fn is_json_scalar(text: &str) -> bool {
    let text = text.trim();
    let strict = json::read(text).is_ok_and(|document| document.repairs.is_empty());
    strict && !text.contains('\n') && !text.starts_with(['{', '['])
}

/// Whether a body plainly says that the request failed, and by which class of status; `None` if it does not.
pub(super) fn error_class(text: &str) -> Option<u16> {
    let document = json::read(text).ok()?;
    let root = &document.root;
    let member = |name: &str| root.members()?.iter().find(|m| m.key.eq_ignore_ascii_case(name)).map(|m| &m.value);
    // JSON-RPC and GraphQL answer 200 and say in the body what went wrong.
    if member("jsonrpc").is_some() || member("data").is_some_and(|data| !matches!(data.value, Value::Null)) {
        return None;
    }
    let numbers = ["status", "statusCode", "status_code", "code", "error_code", "errorCode", "httpStatus"];
    let number = numbers.iter().find_map(|name| member(name).and_then(status_number));
    let named = ["error", "errors", "errorCode", "error_code", "errcode", "errorMessage", "errorType", "fault"];
    let says = named.iter().any(|name| member(name).is_some_and(is_something));
    let explained = ["message", "detail", "title", "reason", "error"].iter().any(|name| member(name).is_some());
    let failed = member("status").and_then(Node::as_str).is_some_and(|word| matches!(word, "error" | "fail"));
    let refused =
        ["success", "ok"].iter().any(|name| matches!(member(name).map(|m| &m.value), Some(Value::Bool(false))));
    // A number alone can be anything; beside a message it is a status.
    let told = number.is_some() && explained;
    // A resource has an id, and may tell of an error of its own.
    let resource = member("id").is_some() && number.is_none();
    ((says && !resource) || (failed && explained) || refused || told).then(|| number.map_or(4, |status| status / 100))
}

fn status_number(node: &Node) -> Option<u16> {
    let Value::Number(number) = &node.value else { return None };
    number.text().parse().ok().filter(|status| (400..600).contains(status))
}

/// Not null, not empty, not zero, not false.
fn is_something(node: &Node) -> bool {
    match &node.value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Number(number) => number.text() != "0",
        Value::Array { items, .. } => !items.is_empty(),
        Value::Object { members, .. } => !members.is_empty(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_follow_each_other() {
        assert_eq!(documents(" {\"a\": 1}\n{\n}\n[]"), [(1, 9), (10, 13), (14, 16)]);
        assert!(documents("{\"a\" 1}").is_empty() && documents("x").is_empty());
    }

    #[test]
    fn an_error_is_plainly_one_or_none() {
        for (text, class) in [
            ("{\"errorCode\": 100, \"message\": \"Key not found\"}", Some(4)),
            ("{\"error\": {\"code\": \"x\"}}", Some(4)),
            ("{\"status\": 503, \"message\": \"busy\"}", Some(5)),
            ("{\"status\": \"error\", \"error\": \"bad\"}", Some(4)),
            ("{\"success\": false}", Some(4)),
            ("{\"error\": null, \"items\": []}", None),
            ("{\"errors\": [], \"took\": 3}", None),
            ("{\"jsonrpc\": \"2.0\", \"error\": {\"code\": -1}}", None),
            ("{\"data\": {\"x\": 1}, \"errors\": [{}]}", None),
            ("{\"code\": 404}", None),
            ("{\"id\": 1, \"status\": \"failed\", \"error\": \"disk full\"}", None),
            ("[{\"error\": \"x\"}]", None),
        ] {
            assert_eq!(error_class(text), class, "{text}");
        }
    }

    #[test]
    fn json_is_told_by_its_beginning() {
        for text in ["{\"a\"", "{ a: 1", "[1, 2", "{}", "[<time>, 1]", "{ // all"] {
            assert!(begins_json(text), "{text}");
        }
        for text in ["{{ x }}", "[*] text", "{% if %}", "plain"] {
            assert!(!begins_json(text), "{text}");
        }
        assert!(is_json_scalar("true\n") && is_json_scalar("\"x\"") && !is_json_scalar("ok"));
    }
}
