//! The title of a fence, as its info string gives it: `json title="Response"`, `json {{ title: '201 Created' }}`, `json Response`.

use crate::docs::wording::{LabelKind, begins_with_status};
use crate::text::attribute;

/// The title in an info string.
pub(super) fn fence_title(info: &str) -> Option<&str> {
    // Most name a language alone.
    if !info.contains([' ', '{', '[']) {
        return None;
    }
    let title = attribute(info, &["title"]).or_else(|| member(info, "title"));
    let title = title.map(|title| &info[title]);
    title.or_else(|| name_of_tab(info)).or_else(|| bare_title(info)).filter(|title| !title.is_empty())
}

/// The value of a member of the object in an info string: `json {{ title: 'Response' }}`.
fn member(info: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let object = info.find('{')?;
    let (at, _) = info[object..].match_indices(name).find(|(at, _)| {
        let before = info[..object + at].trim_end_matches(['"', '\'']);
        before.ends_with(['{', ',', ' '])
    })?;
    let value = object + at + name.len();
    let rest = info[value..].trim_start_matches(['"', '\'']).trim_start().strip_prefix(':')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let start = info.len() - rest.len() + 1;
    Some(start..start + info[start..].find(quote)?)
}

/// What other attributes name the tab or the frame of a fence, or brackets, where that says what the fence is: `json tab="Response"`,
/// `json [201 Created]`.
fn name_of_tab(info: &str) -> Option<&str> {
    let named = attribute(info, &["tab", "label", "filename", "caption", "name"]);
    let bracketed = || {
        let open = info.find('[').filter(|open| info[..*open].ends_with([' ']) || *open == 0)? + 1;
        Some(open..open + info[open..].find(']')?)
    };
    let title = &info[named.or_else(bracketed)?];
    says_what_it_is(title).then_some(title)
}

/// The title behind the language in an info string, where it says what the fence is: `json Response`, `json 201 Created`.
fn bare_title(info: &str) -> Option<&str> {
    let title = info.split_once(' ')?.1.trim();
    let plain = !title.contains(['=', '{', '"']) && title.split(' ').count() <= 4;
    let is_title = || !title.contains(':') || begins_with_status(title);
    (plain && is_title() && says_what_it_is(title)).then_some(title)
}

/// Whether a title names a status, a response or a request.
fn says_what_it_is(title: &str) -> bool {
    begins_with_status(title) || matches!(LabelKind::of(title), LabelKind::Response | LabelKind::Request)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_as_generators_write_them() {
        for (info, title) in [
            ("json title=\"Response\" {4}", Some("Response")),
            ("json {{ title: '201 - Lamp' }}", Some("201 - Lamp")),
            ("json {{title: \"404: gone\"}}", Some("404: gone")),
            ("json { \"title\": \"404\", \"lines\": true }", Some("404")),
            ("json { subtitle: 'x' }", None),
            ("json tab=\"Response\"", Some("Response")),
            ("json tab=\"Python\"", None),
            ("json [200 OK]", Some("200 OK")),
            ("json [lamp.json]", None),
            ("json filename=\"201 Created\"", Some("201 Created")),
            ("json 201 Created", Some("201 Created")),
            ("json 404: Not Found", Some("404: Not Found")),
            ("json line: 4", None),
            ("json {4,200}", None),
            ("json", None),
        ] {
            assert_eq!(fence_title(info), title, "{info}");
        }
    }
}
