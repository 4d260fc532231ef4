//! Whether a documented JSON body is plainly an error.

use crate::docs::wording::{self, Topic};
use crate::http::{reason_phrases, status};
use crate::json::{Member, Node, Value};

/// The class of status that a body which is plainly an error comes with: 4, or 5 where it names such a code. Services that
/// act on several things at once wrap one error, or a list of nothing but errors, in a member or an array.
pub(crate) fn error_class(root: &Node) -> Option<u16> {
    of_object(root).or_else(|| match &root.value {
        Value::Object { members, .. } => match members.as_slice() {
            [only] => of_all(&only.value).or_else(|| of_only(only)),
            _ => None,
        },
        _ => of_all(root),
    })
}

/// The class of the one member of a body: a message that is the reason phrase of an error, or an object with its code that is called
/// an error in another language.
fn of_only(member: &Member) -> Option<u16> {
    const MESSAGES: [&str; 3] = ["detail", "message", "msg"];
    match &member.value.value {
        Value::String(text) if MESSAGES.contains(&&*member.key) && text.contains(' ') => class_of_phrase(text),
        Value::Object { members, .. }
            if wording::is(Topic::Failure, &member.key) && !members.iter().any(is_of_thing) =>
        {
            code_class(&member.value)
        }
        _ => None,
    }
}

/// Members of a thing: what has one is a resource, which may describe a failure of its own.
const OF_THING: [&str; 5] = ["id", "_id", "uuid", "created_at", "createdAt"];

/// Whether a member names a thing, or is one of it: what has one may be called a failure.
fn is_of_thing(member: &Member) -> bool {
    member.key == "name" || OF_THING.iter().any(|name| member.key.eq_ignore_ascii_case(name))
}

/// The class of an array of errors that each name their code, or of an object that does.
fn of_all(node: &Node) -> Option<u16> {
    let items = node.items().unwrap_or(std::slice::from_ref(node));
    let mut classes = items.iter().map(|item| code_class(item).filter(|_| of_object(item).is_some()));
    let first = classes.next()??;
    classes.all(|class| class.is_some()).then_some(first)
}

/// The class of status that a document of markup comes with whose root is called an error, or whose heading or title is the reason
/// phrase of one: 4 of `<h1>404 Not Found</h1>`.
pub(crate) fn class_of_markup(text: &str) -> Option<u16> {
    /// How services name the root of what they send in failure.
    const ROOTS: [&str; 6] =
        ["error", "errorresponse", "fault", "exception", "exceptionreport", "serviceexceptionreport"];
    let text = text.trim_start();
    let below = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map_or(text, |(_, below)| below);
    let text = below.trim_start().strip_prefix('<')?;
    let name = &text[..text.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?];
    let name = name.rsplit(':').next().unwrap_or_default();
    if ROOTS.iter().any(|root| root.eq_ignore_ascii_case(name)) {
        return Some(4);
    }
    ["h1", "title"].iter().find_map(|name| class_of_phrase(content(text, name)?))
}

/// What the first element of a name in a text of markup holds.
fn content<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let is_open = |at: &usize| text[*at..].starts_with(['>', ' ']);
    let mut ends = text.match_indices(name).map(|(at, _)| at + name.len());
    let from = ends.find(|end| is_open(end) && (*end == name.len() || text[..end - name.len()].ends_with('<')))?;
    let shown = &text[from + text[from..].find('>')? + 1..];
    Some(&shown[..shown.find("</")?])
}

/// The class of the error of which a text is the code, the reason phrase, or both: `Unauthorized`, `Error 502 - Bad Gateway`.
fn class_of_phrase(text: &str) -> Option<u16> {
    let shown = text.trim();
    let shown = shown.strip_prefix("Error").or_else(|| shown.strip_prefix("HTTP")).unwrap_or(shown).trim_start();
    let phrase = shown.trim_start_matches(|c: char| c.is_ascii_digit()).trim_matches([' ', '-', ':', '\u{2013}', '.']);
    let digits = &shown[..shown.len() - shown.trim_start_matches(|c: char| c.is_ascii_digit()).len()];
    let number = status::code(digits);
    // Other single words are titles of anything: "Gone", "Conflict".
    let is_plain = phrase.contains(' ') || ["unauthorized", "forbidden"].contains(&&*phrase.to_ascii_lowercase());
    let codes = reason_phrases::codes_of(phrase);
    let code = number.filter(|code| phrase.is_empty() || codes.contains(code));
    let code = code.or_else(|| codes.first().copied().filter(|_| is_plain && digits.is_empty()))?;
    (400..600).contains(&code).then_some(code / 100)
}

/// Whether a document may be that of an error, where the page calls it one: an object of few members that is no thing of its own.
pub(crate) fn may_be_error(root: &Node) -> bool {
    let names_none = |member: &Member| {
        ["error", "errors"].contains(&member.key.to_ascii_lowercase().as_str()) && !is_set(&member.value)
    };
    let is_other = |member: &Member| is_of_thing(member) || names_none(member);
    root.members().is_some_and(|members| {
        members.len() <= MOST_MEMBERS
            && !members.iter().any(is_other)
            && (members.iter().any(is_of_error) || members.iter().all(describes))
    })
}

/// Whether a member is called an error.
fn is_of_error(member: &Member) -> bool {
    wording::is(Topic::Failure, &member.key) && !matches!(member.value.value, Value::Number(_))
}

/// Whether a member is one of those that describe an error, and a thing only beside others.
fn describes(member: &Member) -> bool {
    const NAMES: [&str; 9] =
        ["message", "msg", "code", "detail", "details", "reason", "description", "title", "status"];
    NAMES.iter().any(|name| member.key.eq_ignore_ascii_case(name)) || wording::mentions(Topic::Failure, &member.key)
}

/// A body with more members is a resource, which may describe a failure of its own.
const MOST_MEMBERS: usize = 8;

fn of_object(root: &Node) -> Option<u16> {
    let Value::Object { members, .. } = &root.value else { return None };
    let named = |names: &[&str]| {
        let member = members.iter().find(|member| names.iter().any(|name| member.key.eq_ignore_ascii_case(name)));
        member.map(|member| &member.value)
    };
    // JSON-RPC and GraphQL send 200 and describe the error in the body.
    if named(&["jsonrpc"]).is_some() || named(&["data"]).is_some_and(|data| !matches!(data.value, Value::Null)) {
        return None;
    }
    let class = code_class(root);
    if class.is_none() && members.iter().any(counts_successes) {
        return None;
    }
    let counts_errors = class.is_none() && counts_errors(members);
    let says_error = |member: &Member| {
        let is_count = || counts_errors && is_count_of_errors(member);
        let shown = &member.value;
        let is_error = || is_set(shown) || class.is_some() && matches!(&shown.value, Value::String(_));
        names_error(member) && !is_count() && is_error()
    };
    let error = members.iter().any(says_error)
        || named(&["status", "result"]).is_some_and(|node| is_word(node, &["error", "fail", "failed", "failure"]))
            && !named(&["message", "msg"]).is_some_and(says_success)
        || named(&["success", "ok"]).is_some_and(|node| matches!(node.value, Value::Bool(false)));
    // Many services refuse with `{"message": ...}` alone, or with a code beside it.
    let only_message =
        members.iter().all(|m| ["message", "code", "status", "detail", "title", "type"].contains(&&*m.key));
    let message = only_message && class.is_some() && named(&["message", "detail", "title"]).is_some();
    let is_resource = named(&OF_THING).is_some() || members.len() > MOST_MEMBERS;
    let resource = is_resource && class.is_none();
    ((error && !resource) || message).then(|| class.unwrap_or(4))
}

/// Whether a message says that something went well, whatever status is beside it.
fn says_success(node: &Node) -> bool {
    matches!(&node.value, Value::String(text)
        if wording::mentions(Topic::SaysSuccess, text) && !wording::mentions(Topic::Failure, text) && !text.contains(" not "))
}

/// Whether a member counts what went well, of several things that were acted on: `"success_count": 1`.
fn counts_successes(member: &Member) -> bool {
    let name = member.key.to_ascii_lowercase();
    let counts = matches!(&member.value.value, Value::Number(number) if number.text() != "0");
    let is_said = name.contains("success") || name.contains("succeeded");
    counts && is_said && !name.contains("unsuccess") && !name.ends_with("code") && !name.ends_with("status")
}

/// Whether a member is called as one with an error is.
fn names_error(member: &Member) -> bool {
    const NAMES: [&str; 6] = ["error", "errors", "errcode", "error_code", "errorcode", "fault"];
    NAMES.iter().any(|name| member.key.eq_ignore_ascii_case(name))
}

/// Whether an object counts errors beside other things: `"errors": 37, "requests": 1204`.
fn counts_errors(members: &[Member]) -> bool {
    let is_number = |member: &&Member| matches!(member.value.value, Value::Number(_));
    members.iter().any(is_count_of_errors) && members.iter().filter(is_number).any(|member| !names_error(member))
}

fn is_count_of_errors(member: &Member) -> bool {
    member.key.eq_ignore_ascii_case("errors") && matches!(member.value.value, Value::Number(_))
}

/// The class of the error status that an object names as a number: `"code": 500.0`.
fn code_class(object: &Node) -> Option<u16> {
    let names = ["status", "code", "statuscode", "status_code"];
    let members = object.members()?.iter().filter(|member| names.iter().any(|n| member.key.eq_ignore_ascii_case(n)));
    let mut codes = members.filter_map(|member| match &member.value.value {
        Value::Number(number) => number.text().split('.').next().and_then(status::error_code),
        _ => None,
    });
    codes.next().map(|code| code / 100)
}

/// An `error` that is set: not `null`, `false`, empty or zero.
fn is_set(node: &Node) -> bool {
    match &node.value {
        Value::Null | Value::Bool(false) => false,
        // `"errorCode": "0"` is none, and so is `"error": "None"`.
        Value::String(text) => {
            let is_none =
                ["none", "null", "ok", "success", "no", "false"].iter().any(|word| text.eq_ignore_ascii_case(word));
            !is_none && !text.bytes().all(|byte| byte == b'0')
        }
        Value::Array { items, .. } => !items.is_empty(),
        Value::Object { members, .. } => !members.is_empty(),
        Value::Number(number) => number.text() != "0",
        Value::Bool(true) | Value::Elision | Value::Placeholder(_) => true,
    }
}

fn is_word(node: &Node, words: &[&str]) -> bool {
    matches!(&node.value, Value::String(text) if words.iter().any(|word| text.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(text: &str) -> Option<u16> {
        error_class(&crate::json::read(text).expect("JSON").root)
    }

    #[test]
    fn errors_are_recognised_by_their_members() {
        assert_eq!(class(r#"{"errcode": "NOT_FOUND", "error": "no such thing"}"#), Some(4));
        assert_eq!(class(r#"{"status": 503, "message": "busy"}"#), Some(5));
        assert_eq!(class(r#"{"success": false}"#), Some(4));
        assert_eq!(class(r#"{"requests": 1204, "errors": 37}"#), None);
        assert_eq!(class(r#"{"requests": 1204, "errors": 37, "error": "disk full"}"#), Some(4));
        assert_eq!(class(r#"{"requests": 1204, "errors": ["busy"]}"#), Some(4));
        assert_eq!(class(r#"{"requests": 1204, "error": 5}"#), Some(4));
        assert_eq!(class(r#"{"errors": 37}"#), Some(4));
        assert_eq!(class(r#"{"error": null, "id": 1}"#), None);
        assert_eq!(class(r#"{"status": 200, "error": "None", "message": "done"}"#), None);
        assert_eq!(class(r#"{"code": 404, "error": "none"}"#), Some(4));
        assert_eq!(class(r#"{"message": "hello", "code": 7}"#), None);
        assert_eq!(class(r#"{"jsonrpc": "2.0", "error": {"code": -1}}"#), None);
        assert_eq!(class(r#"{"data": {"a": 1}, "errors": [{}]}"#), None);
        assert_eq!(class(r#"{"id": 1, "status": "failed", "error": "disk full"}"#), None);
        assert_eq!(class(r#"{"success_count": 3, "error_count": 1, "errors": [{"row": 4}]}"#), None);
        assert_eq!(class(r#"{"success_count": 0, "errors": [{"row": 4}]}"#), Some(4));
        assert_eq!(class(r#"{"errors": [{"row": 4}], "unsuccessful": 3}"#), Some(4));
        assert_eq!(class(r#"{"error": "bad key", "success_code": 4}"#), Some(4));
        assert_eq!(class(r#"{"status": "failed", "message": "Lamps found successfully", "lamps": [1]}"#), None);
        assert_eq!(class(r#"{"status": "failed", "message": "Lamps not found"}"#), Some(4));
        assert_eq!(class(r#"{"status": "failed", "message": "It was not successful"}"#), Some(4));
        assert_eq!(class(r#"{"detail": "Not found."}"#), Some(4));
        assert_eq!(class(r#"{"detail": "Nothing found in the barn."}"#), None);
        assert_eq!(class(r#"{"fehler": {"code": 503, "grund": "voll"}}"#), Some(5));
        assert_eq!(class(r#"{"lampe": {"code": 503}}"#), None);
        assert_eq!(class(r#"{"failure": {"code": 404, "name": "lamp"}}"#), None);
        assert_eq!(class(r#"{"failure": {"code": 404, "ID": 7}}"#), None);
        assert_eq!(class(r#"{"title": "Not Found"}"#), None);
        assert_eq!(class(r#"{"title": "Not Found", "status": 404}"#), Some(4));
        assert_eq!(class("[]"), None);
        assert_eq!(class("{}"), None);
    }

    #[test]
    fn a_document_that_may_be_an_error_is_no_thing_and_denies_none() {
        let may = |text: &str| may_be_error(&crate::json::read(text).expect("JSON").root);
        assert!(may(r#"{"message": "no such lamp"}"#) && may(r#"{"error": "no such lamp", "hint": 1}"#));
        for text in [
            r#"{"id": 3, "message": "bulb"}"#,
            r#"{"lit": true, "error": null}"#,
            r#"[{"message": "x"}]"#,
            r#"{"message": "on", "level": 3}"#,
            r#"{"total": 0}"#,
            r#"{"errors": 0, "lit": 3}"#,
        ] {
            assert!(!may(text), "{text}");
        }
    }

    #[test]
    fn errors_in_markup_are_recognised_by_their_heading() {
        for (text, class) in [
            ("<html><h1>Unauthorized</h1><p>No token.</p></html>", Some(4)),
            ("<html>\n<head><title>502 Bad Gateway</title></head></html>", Some(5)),
            ("<h1 class=\"e\">Error 404 - Not Found</h1>", Some(4)),
            ("<html><h1>Lamps</h1><p>Unauthorized</p></html>", None),
            ("<html><h1>200 OK</h1></html>", None),
            ("<html><h1>503 lamps</h1></html>", None),
            ("<subtitle>Not Found</subtitle>", None),
            ("Not Found", None),
            ("<title>4040</title>", None),
            ("<h1>Gone</h1>", None),
            ("<h1>410 Gone</h1>", Some(4)),
        ] {
            assert_eq!(class_of_markup(text), class, "{text}");
        }
    }

    #[test]
    fn errors_may_be_wrapped() {
        assert_eq!(class(r#"{"results": [{"code": 500.0, "errors": ["x"], "status": "Failed."}]}"#), Some(5));
        assert_eq!(class(r#"[{"status": 422, "message": "no name"}]"#), Some(4));
        assert_eq!(class(r#"{"results": [{"code": 200.0}, {"code": 500.0, "errors": ["x"]}]}"#), None);
        assert_eq!(class(r#"{"jobs": [{"error": "disk full", "name": "a"}]}"#), None);
    }
}
