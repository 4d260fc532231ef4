//! A route told in two lines: `**URL**: /items` and `**Method**: GET`, in any order.

use std::ops::Range;

use crate::docs::messages::start_line::{METHODS, RequestLine};
use crate::text::{LineIndex, Position};

/// How many bytes may lie between the two.
const NEAR: usize = 400;

/// What was told so far, each with its bytes in the page.
#[derive(Default)]
pub(crate) struct RouteParts {
    method: Option<(&'static str, usize)>,
    url: Option<(String, Range<usize>)>,
}

impl RouteParts {
    /// Takes a code span with the words before it on its line. `Some` with the URL's bytes where the route is complete.
    pub(crate) fn code(
        &mut self,
        words: &str,
        code: &str,
        range: &Range<usize>,
    ) -> Option<(&'static str, String, Range<usize>)> {
        let words = words.to_ascii_lowercase();
        let labelled = |labels: &[&str]| {
            let label = words.trim_matches(|c: char| !c.is_ascii_alphabetic());
            labels.contains(&label)
        };
        if code.starts_with('/') && labelled(&["url", "path", "endpoint", "uri", "route"]) {
            self.url = Some((code.to_owned(), range.clone()));
        } else if labelled(&["method", "http method", "verb"]) {
            self.method = METHODS.iter().find(|method| **method == code).map(|method| (*method, range.start));
        } else {
            return None;
        }
        let near = self.url.as_ref().zip(self.method).is_some_and(|((_, url), (_, at))| url.start.abs_diff(at) < NEAR);
        let ((url, range), (method, _)) = near.then(|| self.url.take().zip(self.method.take())).flatten()?;
        Some((method, url, range))
    }
}

/// As a request line.
pub(crate) fn line(method: &str, url: String, url_place: Position) -> RequestLine {
    RequestLine { method: method.to_owned(), url, url_place, version: false, stacked: 0, second: None, end: 0 }
}

/// Where the text of a code span stands: after its backticks.
pub(crate) fn inside(page: &str, lines: &LineIndex, range: &Range<usize>) -> Position {
    let ticks = page[range.clone()].len() - page[range.clone()].trim_start_matches(['`', ' ']).len();
    lines.place(page, range.start + ticks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lines_make_a_route() {
        let mut parts = RouteParts::default();
        assert_eq!(parts.code("**URL** : ", "/a", &(10..14)), None);
        assert_eq!(parts.code("the ", "GET", &(20..25)), None);
        assert_eq!(parts.code("**Method** : ", "GET", &(30..35)), Some(("GET", "/a".to_owned(), 10..14)));
        assert_eq!(parts.code("Method: ", "GET", &(40..45)), None);
        assert_eq!(parts.code("* **Path:** ", "/b", &(1040..1044)), None);
    }
}
