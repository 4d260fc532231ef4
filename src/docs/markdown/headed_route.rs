//! Routes in two parts: a heading with the method (`POST Log in`, `List items (GET)`), and below it the path alone.

use std::ops::Range;

use super::block_reader::BlockReader;
use super::collection_route::{is_requested, method_in_words};
use super::inline_marks;
use super::route_parts::Route;
use crate::docs::messages::method::METHODS;

/// How many words a heading with a method in it has.
const LONGEST: usize = 12;

/// The method that a heading begins or ends with, its name in upper case.
pub(super) fn method_of_heading(text: &str) -> Option<&'static str> {
    let method = method_in_words(text)?;
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_owned();
    let words: Vec<&str> = text.split_whitespace().take(LONGEST + 1).collect();
    let at_end = words.first().is_some_and(|word| plain(word) == method)
        || words.last().is_some_and(|word| plain(word) == method)
        || text.contains(&format!("({method})"));
    (words.len() <= LONGEST && at_end && METHODS.contains(&method)).then_some(method)
}

/// The path or URL that a text consists of, marks aside, with its bytes. Entities in it are decoded.
pub(super) fn lone_target(text: &str) -> Option<(String, Range<usize>)> {
    let start = inline_marks::leading(text);
    let shown = text[start..].trim_end();
    let shown = shown.strip_suffix("<br>").or_else(|| shown.strip_suffix("<br/>")).unwrap_or(shown);
    let shown = shown.trim_end_matches(['`', '*', '_', '\\', ' ']);
    let path = shown.starts_with('/') && !shown.starts_with("//") && shown.len() > 1 && !shown.ends_with('.');
    let whole = !shown.contains(char::is_whitespace) && !shown.contains(['`', '*']) && (path || is_requested(shown));
    let url = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    whole.then(|| (url, start..start + shown.len()))
}

impl BlockReader<'_> {
    /// A paragraph that is nothing but a path, the first below a heading with a method.
    pub(super) fn headed_path(&mut self, range: &Range<usize>) -> bool {
        let Some((method, end)) = self.known.headed_method else { return false };
        let right_below = self.text.get(end..range.start).is_some_and(|between| between.trim().is_empty());
        let Some((url, at)) = lone_target(&self.text[range.clone()]).filter(|_| right_below) else { return false };
        self.route_in_parts(Route::at_url(method, url, range.start + at.start..range.start + at.end));
        self.known.routes_end = range.end;
        self.known.headed_method = None;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_a_method_at_an_end() {
        for (text, method) in [
            ("POST Log In", Some("POST")),
            ("List lamps (GET)", Some("GET")),
            ("[DELETE] A lamp", Some("DELETE")),
            ("GET", Some("GET")),
            ("Lamps - PUT", Some("PUT")),
            ("How to GET a lamp", None),
            ("GET or POST", None),
            ("Get started", None),
        ] {
            assert_eq!(method_of_heading(text), method, "{text}");
        }
    }

    #[test]
    fn a_target_alone_is_a_path_or_a_url() {
        let target = |text: &str| lone_target(text).map(|(url, _)| url);
        assert_eq!(target("/lamps/&lt;id&gt;\n").as_deref(), Some("/lamps/<id>"));
        assert_eq!(target("**`/lamps`**").as_deref(), Some("/lamps"));
        assert_eq!(target("https://h/lamps<br>").as_deref(), Some("https://h/lamps"));
        for text in ["/lamps are lit", "lamps/a", "/", "//h/a", "See /lamps", "/etc/lamps."] {
            assert_eq!(target(text), None, "{text}");
        }
    }
}
