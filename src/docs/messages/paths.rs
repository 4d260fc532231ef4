//! Paths of URLs, and whether two of them are the same to a reader.

use crate::http::url_template::{UrlTemplate, behind_authority};

/// The path of a URL, without its query.
pub(crate) fn path_of(url: &str) -> &str {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None if url.starts_with(['{', '<', '$']) => behind_authority(url),
        None => url,
    };
    path.split('?').next().unwrap_or_default()
}

/// The segments of a URL's path that are not empty.
pub(crate) fn segments(url: &str) -> Vec<&str> {
    path_of(url).split('/').filter(|segment| !segment.is_empty()).collect()
}

/// Whether a URL is the syntax of several, with parts in brackets that may be left out: `/items[/{id}]`.
pub(crate) fn may_leave_parts_out(url: &str) -> bool {
    url.contains('[') && ["/[", "[/", "[?", "[&"].iter().any(|part| url.contains(part))
}

/// Whether a part of the path of a URL may be left out, its slash with it: `/items[/{id}]`. Elsewhere brackets hold a placeholder, too.
pub(crate) fn has_optional_segment(url: &str) -> bool {
    url.contains("[/")
}

/// Whether a segment of a path is the version of an API: `v1`, `v2.0`.
pub(crate) fn is_version(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether the path of a URL has placeholders: `/items/{id}`, `/items/:id`.
pub(crate) fn leaves_path_open(url: &str) -> bool {
    let path = path_of(url);
    path.contains(['{', '<']) || path.contains("/:") || path.contains("/$") && has_variable(path)
}

/// Whether a segment of a path is a variable: `$ID`, `$item_id`; `$value` is a word of a protocol.
fn has_variable(path: &str) -> bool {
    UrlTemplate::parse_path(path).iter().any(|segment| segment.names().next().is_some())
}

/// Whether a text has blanks elsewhere than in brackets, where those of a placeholder with several words are: `/items/<item id>`.
pub(crate) fn is_spaced(url: &str) -> bool {
    let mut depth = 0_i32;
    url.chars().any(|c| {
        depth += i32::from(matches!(c, '[' | '{' | '<')) - i32::from(matches!(c, ']' | '}' | '>'));
        c.is_whitespace() && depth == 0
    })
}

/// Whether a URL is one of a path with placeholders: `/items/7` of `/items/{id}`, `/items/:id`.
pub(crate) fn matches_path(url: &str, path: &str) -> bool {
    are_of_path(&segments(url), &segments(path))
}

/// The same, of segments.
pub(crate) fn are_of_path(shown: &[&str], documented: &[&str]) -> bool {
    let open = |segment: &str| segment.contains(['{', '<']) || segment.starts_with([':', '$']);
    // The host of a block may have a path of its own.
    let Some(extra) = shown.len().checked_sub(documented.len()) else { return false };
    !documented.is_empty() && shown[extra..].iter().zip(documented).all(|(a, b)| a == b || open(a) || open(b))
}

/// Whether two paths are the same, a base path before one of them left out.
pub(crate) fn is_same_path(one: &str, other: &str) -> bool {
    let ends = |long: &str, short: &str| short.len() > 1 && short.starts_with('/') && long.ends_with(short);
    one == other || ends(one, other) || ends(other, one)
}
