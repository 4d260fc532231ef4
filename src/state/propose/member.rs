//! Which value of a documented response is the id of what was made.

use crate::contract::Case;
use crate::http::url_template::normalized;
use crate::json::{Node, Value};

/// Names of members that hold an id, the likeliest first.
const IDS: [&str; 10] = ["id", "uuid", "guid", "key", "number", "no", "code", "slug", "name", "token"];

/// A value of the response that may be the id, as it is captured, and as the docs show it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct IdMember {
    /// `"$.id"`, or a table.
    pub(super) source: String,
    pub(super) shown: Option<String>,
}

/// The id in the response to a creation: the member that is named like the placeholder, else one that is named like an id, in the
/// body or in its only object; else the end of `Location`.
pub(super) fn id_member(case: &Case, placeholder: &str) -> Option<IdMember> {
    let body = case.expectation.body.as_ref().and_then(|body| body.root());
    let of_body = body.and_then(|root| in_object(root, "$", placeholder).or_else(|| in_only_object(root, placeholder)));
    of_body.or_else(|| {
        let mut fields = case.expectation.headers.iter();
        let location = fields.find(|field| field.name.eq_ignore_ascii_case("location"))?;
        let shown = location.value.trim_end_matches('/').rsplit('/').next().map(str::to_owned);
        let source = "{ header = \"Location\", regex = \"/([^/?]+)/?$\" }".to_owned();
        Some(IdMember { source, shown })
    })
}

fn in_only_object(root: &Node, placeholder: &str) -> Option<IdMember> {
    let mut objects = root.members()?.iter().filter(|member| member.value.members().is_some());
    let (only, None) = (objects.next()?, objects.next()) else { return None };
    in_object(&only.value, &child("$", &only.key), placeholder)
}

fn in_object(object: &Node, path: &str, placeholder: &str) -> Option<IdMember> {
    let members = object.members()?;
    let scalar = |node: &Node| match &node.value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let named = |name: &str| members.iter().find(|member| normalized(&member.key) == normalized(name));
    let found = named(placeholder).or_else(|| IDS.iter().find_map(|name| named(name)))?;
    Some(IdMember { source: format!("{:?}", child(path, &found.key)), shown: Some(scalar(&found.value)?) })
}

fn child(path: &str, key: &str) -> String {
    let is_plain =
        key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !key.starts_with(|c: char| c.is_ascii_digit());
    if is_plain { format!("{path}.{key}") } else { format!("{path}['{key}']") }
}
