//! Stand-ins: values that show where a credential belongs, and are not credentials.

use std::ops::Range;

use crate::notation::stand_in::{is_bracketed, stands_for};

/// The most bytes of a value that may be a stand-in for a credential.
const LONGEST_STAND_IN: usize = 80;

/// Whether a value shows that a credential belongs here, and is not one: `{token}`, `<token>`, `$TOKEN`, `***`, `string`.
pub(super) fn is_stand_in(value: &str) -> bool {
    let value = value.trim();
    if value.len() > LONGEST_STAND_IN {
        return false;
    }
    let variable = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    value.bytes().all(|b| b"*.".contains(&b))
        || value.len() > 2 && value.bytes().all(|b| b.eq_ignore_ascii_case(&b'x'))
        || matches!(value, "null" | "true" | "false" | "undefined" | "None")
        || value.starts_with('\u{2026}')
        || value.strip_prefix('$').is_some_and(|name| variable(name.trim_matches(['{', '}', '(', ')'])))
        || value.starts_with("${") && value.ends_with('}')
        || value.starts_with("$(") && value.ends_with(')')
        || value.starts_with('{') && value.ends_with('}')
        || value.starts_with('<') && value.ends_with('>')
        || is_bracketed(value)
        || stands_for("", value).is_some()
}

/// A part that is hidden unless it is a stand-in: then it is empty, and what is after it is looked at next.
pub(super) fn unless_stand_in(text: &str, part: Range<usize>) -> Range<usize> {
    if is_stand_in(&text[part.clone()]) { part.end..part.end } else { part }
}
