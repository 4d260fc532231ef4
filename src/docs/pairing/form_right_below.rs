//! The form that a request sends, in a fence of its own right below that of its head: `name=Desk&room=7`.

use crate::docs::messages::info_string::is_language;
use crate::docs::messages::languages::is_plain;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;

/// The fence of the form, where nothing is between it and the request but further fields of the head.
pub(crate) fn form_right_below(open: &OpenFences<'_>, request: usize) -> Option<usize> {
    let form = (request + 1..open.count()).find(|&next| !matches!(open.role(next), Role::HeaderFields))?;
    let fence = open.page.fence(form);
    let is_text = is_plain(&fence.info) || is_language(&fence.info, &["form", "urlencoded"]);
    let shows_form =
        matches!(open.role(form), Role::Other) && fence.annotation.is_none() && is_text && is_form(fence.text.text());
    (shows_form && (request + 1..=form).all(|at| follows(open, at))).then_some(form)
}

/// Whether nothing is between a fence and the one above it, or the route that leads its section.
fn follows(open: &OpenFences<'_>, at: usize) -> bool {
    let fence = open.page.fence(at);
    if !open.role(at - 1).is_named_route() {
        return fence.adjacent;
    }
    let between = open.page.text().get(open.page.fence(at - 1).range.end..fence.range.start);
    open.role(at - 1).is_leading_route() && between.is_some_and(|between| !between.contains(char::is_alphanumeric))
}

/// Whether a text is one line of fields with their values, which docs do not encode: `name=My lamp&room=7`. A name in capitals alone is
/// that of a variable of the environment.
fn is_form(text: &str) -> bool {
    let text = text.trim();
    let is_field = |field: &str| {
        let name = field.split('=').next().unwrap_or_default();
        let legal = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']');
        name.len() < field.len() && name.starts_with(|c: char| c.is_alphabetic() || c == '_') && name.chars().all(legal)
    };
    let is_constant = |name: &str| name.chars().all(|c| c.is_uppercase() || c == '_' || c.is_ascii_digit());
    let first = text.split('=').next().unwrap_or_default();
    !text.contains(['\n', '`', '|'])
        && !text.contains("$(")
        && !text.ends_with(';')
        && !is_constant(first)
        && text.split('&').all(is_field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_a_line_of_fields() {
        for text in ["name=Desk", "a=1&b=", "room={\"id\":7}&name=My lamp\n", "tags[]=x&_of=<a href='y'/>"] {
            assert!(is_form(text), "{text}");
        }
        for text in ["LAMP_KEY=abc", "a = 1", "a=1\nb=2", "lit", "{\"a\": \"b=c\"}", "let a=1;", "a=1&lit", "?a=1", ""]
        {
            assert!(!is_form(text), "{text}");
        }
    }
}
