//! Headings of resources and actions.

use crate::http::method::method;

/// What a heading names: `[GET /path]`, `[/path]`, `[GET]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Target<'t> {
    pub(super) method: Option<&'static str>,
    pub(super) path: Option<&'t str>,
    /// The heading without it.
    pub(super) name: &'t str,
}

/// The level and the text of a line that is a heading.
pub(super) fn heading(line: &str) -> Option<(u8, &str)> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let text = rest.trim().trim_end_matches('#').trim_end();
    (1..=6).contains(&level).then_some((level as u8, text)).filter(|(_, text)| !text.is_empty())
}

/// What the text of a heading names, if it is one of a resource or an action.
pub(super) fn target(text: &str) -> Option<Target<'_>> {
    let bracketed = text.strip_suffix(']').and_then(|text| text.rfind('[').map(|at| (&text[..at], &text[at + 1..])));
    let (name, inside) = bracketed.unwrap_or((text, text));
    let (first, rest) = inside.trim().split_once(char::is_whitespace).unwrap_or((inside.trim(), ""));
    let path = |text: &'_ str| text.starts_with('/') || text.starts_with("{+");
    let target = match method(first) {
        Some(method) if rest.is_empty() => Target { method: Some(method), path: None, name },
        Some(method) if path(rest.trim()) => Target { method: Some(method), path: Some(rest.trim()), name },
        None if path(inside.trim()) => Target { method: None, path: Some(inside.trim()), name },
        _ => return None,
    };
    Some(Target { name: name.trim(), ..target })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_resources_and_actions() {
        let read = |text| target(text).map(|t| (t.method, t.path, t.name));
        assert_eq!(read("Lamp [/lamps/{id}]"), Some((None, Some("/lamps/{id}"), "Lamp")));
        assert_eq!(read("Get it [GET]"), Some((Some("GET"), None, "Get it")));
        assert_eq!(read("Get it [GET /a b]"), Some((Some("GET"), Some("/a b"), "Get it")));
        assert_eq!(read("GET /lamps"), Some((Some("GET"), Some("/lamps"), "GET /lamps")));
        assert_eq!(read("/lamps"), Some((None, Some("/lamps"), "/lamps")));
        for text in ["Lamps", "Get [some] lamps", "Group Lamps", "GETTING [started]"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(heading("## A #"), Some((2, "A")));
        assert_eq!((heading("#"), heading("a")), (None, None));
    }
}
