//! A route in two lines: `**URL**: /items` and `**Method**: GET`, in any order.

use std::ops::Range;

use crate::docs::messages::method::method;
use crate::docs::wording;
use crate::docs::wording::Topic;
use crate::text::{LineIndex, Position};

/// How many bytes may lie between the two.
const NEAR: usize = 400;

/// How many bytes may lie between a label and its value.
const RIGHT_ABOVE: usize = 40;

/// A longer text is no label.
const LONGEST: usize = 40;

/// What was found so far, each with its bytes in the page.
#[derive(Clone, Default)]
pub(super) struct RouteParts {
    method: Option<(&'static str, usize)>,
    url: Option<(String, Range<usize>)>,
    /// The label that was last, and where it ends: its value may be below it.
    label: Option<(Topic, usize)>,
}

impl RouteParts {
    /// Takes a code span with the words before it on its line. `Some` with the URL's bytes where the route is complete.
    pub(super) fn code_span(&mut self, words: &str, code: &str, range: &Range<usize>) -> Option<Route> {
        self.labelled(words, code, range)
    }

    /// Takes a line of a page that begins at `start`, if it is a label and a value that is not in a code span.
    pub(super) fn line(&mut self, line: &str, start: usize) -> Option<Route> {
        let (label, value) = split_label(line)?;
        let at = start + line.len() - value.len();
        let shown = value.trim_end_matches(is_mark);
        let into = shown.len() - shown.trim_start_matches(is_mark).len();
        self.labelled(label, &shown[into..], &(at + into..at + shown.len()))
    }

    fn labelled(&mut self, words: &str, value: &str, range: &Range<usize>) -> Option<Route> {
        let label = words.trim_matches(|c: char| !c.is_alphabetic());
        if is_url(value) && wording::is(Topic::UrlLabel, label) {
            self.url = Some((value.to_owned(), range.clone()));
        } else if wording::is(Topic::MethodLabel, label) {
            self.method = method(value).map(|method| (method, range.start));
        } else {
            return None;
        }
        self.route()
    }

    /// Takes a heading, or a paragraph, that may be a label.
    pub(super) fn label(&mut self, text: &str, end: usize) {
        let label = text.trim_matches(|c: char| !c.is_alphanumeric());
        let topics = if label.len() < LONGEST { &[Topic::UrlLabel, Topic::MethodLabel][..] } else { &[] };
        self.label = topics.iter().copied().find(|&topic| wording::is(topic, label)).map(|topic| (topic, end));
    }

    /// Whether a label is right above.
    pub(super) fn is_labelled(&self, at: usize) -> bool {
        self.label.is_some_and(|(_, end)| at.saturating_sub(end) < RIGHT_ABOVE)
    }

    /// Takes the value of the label above; whether it is one.
    pub(super) fn value(&mut self, value: &str, range: Range<usize>) -> bool {
        let label = self.label.take().map(|(topic, _)| topic);
        let verb = method(value).filter(|_| label == Some(Topic::MethodLabel));
        if let Some(verb) = verb {
            self.method = Some((verb, range.start));
        } else if label == Some(Topic::UrlLabel) && is_url(value) {
            self.url = Some((value.to_owned(), range));
        } else {
            return false;
        }
        true
    }

    /// The route, once both parts are there and near each other.
    pub(super) fn route(&mut self) -> Option<Route> {
        let near = self.url.as_ref().zip(self.method).is_some_and(|((_, url), (_, at))| url.start.abs_diff(at) < NEAR);
        let ((url, range), (method, _)) = near.then(|| self.url.take().zip(self.method.take())).flatten()?;
        Some((method, url, range))
    }
}

/// A method, a URL, and the bytes of that in the page.
pub(super) type Route = (&'static str, String, Range<usize>);

/// Whether a text is a URL: a path, a URL with a scheme, or a placeholder for the base with a path behind it.
pub(super) fn is_url(text: &str) -> bool {
    if ["/", "http://", "https://"].iter().any(|start| text.starts_with(start)) {
        return !text.contains(char::is_whitespace) && text.len() > 1;
    }
    base_placeholder(text).is_some_and(|path| !path.contains(char::is_whitespace))
}

/// The path behind a placeholder for the base URL: `/items` of `{base}/items`, `[Server]/items`, `$HOST/items`.
pub(super) fn base_placeholder(text: &str) -> Option<&str> {
    let close = match text.chars().next()? {
        '{' => '}',
        '<' => '>',
        '[' => ']',
        '$' => return text.find('/').filter(|&at| at > 1).map(|at| &text[at..]),
        _ => return None,
    };
    let end = text.find(close)?;
    let path = text[end..].trim_start_matches(close);
    (path.starts_with('/') && path.len() > 1 && !text[..end].contains(['\n', '/', '"'])).then_some(path)
}

/// The label of a line, and the value behind its colon.
fn split_label(line: &str) -> Option<(&str, &str)> {
    let colon = line.find([':', '\u{ff1a}'])?;
    let label = &line[..colon];
    let value = &line[colon + line[colon..].chars().next().map_or(1, char::len_utf8)..];
    (label.len() < 60 && !value.contains('`')).then_some((label, value))
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '_' | '\\')
}

/// Where the text of a code span begins: after its backticks.
pub(super) fn text_place(page: &str, lines: &LineIndex<'_>, range: &Range<usize>) -> Position {
    let ticks = page[range.clone()].len() - page[range.clone()].trim_start_matches(['`', ' ']).len();
    lines.place(range.start + ticks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lines_make_a_route() {
        let mut parts = RouteParts::default();
        parts.label("URL", 2);
        assert!(parts.is_labelled(4) && !parts.is_labelled(90));
        assert!(parts.value("/b", 4..6) && parts.route().is_none());
        parts.label("**Method:**", 9);
        assert!(parts.value("POST", 10..14));
        assert_eq!(parts.route(), Some(("POST", "/b".to_owned(), 4..6)));
        assert!(!parts.value("POST", 10..14));
        assert_eq!(parts.code_span("**URL** : ", "/a", &(10..14)), None);
        assert_eq!(parts.code_span("the ", "GET", &(20..25)), None);
        assert_eq!(parts.code_span("**Method** : ", "GET", &(30..35)), Some(("GET", "/a".to_owned(), 10..14)));
        assert_eq!(parts.code_span("Method: ", "GET", &(40..45)), None);
        assert_eq!(parts.code_span("* **Path:** ", "/b", &(1040..1044)), None);
        let mut plain = RouteParts::default();
        assert_eq!(plain.line("请求路径：{base}/a\n", 3), None);
        assert_eq!(plain.line("请求方式：GET\n", 30), Some(("GET", "{base}/a".to_owned(), 18..26)));
        assert_eq!(plain.line("- **Method:** POST\n", 0), None);
        assert_eq!(plain.line("- **URL:** https://h/b  \n", 20), Some(("POST", "https://h/b".to_owned(), 31..42)));
        for line in ["Path: the one of the page", "URL: /a b", "URL: `/a`", "Cure: /a"] {
            assert_eq!((plain.line("Method: GET", 0), plain.line(line, 20)), (None, None), "{line}");
        }
    }
}
