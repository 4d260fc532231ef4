//! Parts of a request that a directive removes and that the request does not have.

use super::body_edit::{remove_from_form, remove_from_json};
use crate::contract::Case;
use crate::http::MediaType;
use crate::http::url_template::{Piece, TemplateText, UrlTemplate, decode, holds_placeholder};
use crate::json::Pointer;

/// Fields that are added to requests which do not show them.
const ADDED_FIELDS: [&str; 12] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "host",
    "prefer",
    "traceparent",
    "user-agent",
    "doctrial-run-id",
];

/// Whether a request may have a part as `request.remove` names it: `?name`, `/pointer`, or the name of a field. `given`: whether
/// the settings give such a parameter or field.
pub fn may_have(case: &Case, part: &str, given: impl Fn(&str) -> bool) -> bool {
    if let Some(name) = part.strip_prefix('?') {
        return may_be_in_query(&case.request.url, name) || given(part);
    }
    if part.starts_with('/') {
        return may_be_in_body(case, part);
    }
    let is_it = |name: &str| name.eq_ignore_ascii_case(part);
    let request = &case.request;
    let mut of_directives = case.overrides.request.iter().flat_map(|request| request.headers.keys());
    request.headers.iter().any(|field| is_it(&field.name))
        || request.header_table.iter().any(|row| is_it(&row.name))
        || of_directives.any(|name| is_it(name))
        || ADDED_FIELDS.iter().any(|name| is_it(name))
        || given(part)
}

fn may_be_in_query(url: &str, name: &str) -> bool {
    let url = UrlTemplate::parse(url);
    let own = |text: &TemplateText| decode(&text.pieces().iter().map(Piece::text).collect::<String>());
    url.optional_query.iter().any(|own| own == name)
        || url.query.iter().flatten().any(|pair| own(&pair.name) == name || pair.name.names().next().is_some())
}

/// Whether something is at a place of the documented body. What cannot be read before it is filled may have anything.
fn may_be_in_body(case: &Case, place: &str) -> bool {
    let Some(body) = &case.request.body else { return false };
    let text = body.text();
    let tokens: Vec<String> = Pointer::parse(place).tokens().collect();
    if let Some(left) = remove_from_json(text, &tokens) {
        return left != text;
    }
    let is_form = case.request.media_type().as_ref().is_some_and(MediaType::is_form);
    match tokens.as_slice() {
        [name, rest @ ..] if is_form && !holds_placeholder(text) => {
            remove_from_form(text, name, rest.first().map(String::as_str)) != remove_from_form(text, "", None)
        }
        _ => true,
    }
}
