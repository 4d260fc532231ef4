//! Routes in two parts: a heading with the method (`POST Log in`, `List items (GET)`), and below it the path alone.

use std::ops::Range;

use super::block_reader::BlockReader;
use super::entities::decoded;
use super::inline_marks;
use super::method_in_text::method_in_words;
use super::requested_url::is_requested;
use super::route_parts::Route;
use crate::http::method::{METHODS, method};

/// Invisible characters; tools insert them where a long path may be broken.
pub(super) const INVISIBLE: [char; 2] = ['\u{200b}', '\u{2060}'];

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

/// The route of a heading that consists of a path and, behind it, its method: `/items (GET)`, `` `items/all` - POST ``. With the byte
/// range of the path.
pub(super) fn path_before_method(line: &str) -> Option<(&'static str, String, Range<usize>)> {
    let is_mark = |c: char| c.is_whitespace() || "#`*()[]:-\u{2013}\u{2014}|".contains(c);
    let end = line.trim_end_matches(is_mark);
    let verb = end.trim_end_matches(|c: char| c.is_ascii_uppercase()).len();
    let method = method(&end[verb..])?;
    let before = line[..verb].trim_end_matches(is_mark);
    let start = before.len() - before.trim_start_matches(is_mark).len();
    let path = &before[start..];
    let in_code = line[..start].ends_with('`');
    let begins = path.starts_with('/') || in_code && path.contains('/');
    let parted = verb > before.len();
    let whole = begins && parted && path.len() > 1 && !path.contains(char::is_whitespace) && !path.contains(['`', '(']);
    let path = if in_code { path.to_owned() } else { decoded(path).into_owned() };
    whole.then_some((method, path, start..before.len()))
}

/// The path or URL that a text consists of, apart from markup, with its byte range. Entities in it are decoded.
pub(super) fn lone_target(text: &str) -> Option<(String, Range<usize>)> {
    let start = inline_marks::leading(text);
    let invisible = text[start..].len() - text[start..].trim_start_matches(INVISIBLE).len();
    let start = start + invisible;
    let shown = text[start..].trim_end();
    let shown = shown.strip_suffix("<br>").or_else(|| shown.strip_suffix("<br/>")).unwrap_or(shown);
    let shown = shown.trim_end_matches(['`', '*', '_', '\\', ' ']);
    let path = shown.starts_with('/') && !shown.starts_with("//") && shown.len() > 1 && !shown.ends_with('.');
    let whole = !shown.contains(char::is_whitespace) && !shown.contains(['`', '*']) && (path || is_requested(shown));
    whole.then(|| (decoded(shown).replace(INVISIBLE, ""), start..start + shown.len()))
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
    fn a_method_may_be_behind_its_path() {
        let read = |line: &str| path_before_method(line).map(|(method, url, at)| (method, url, line[at].to_owned()));
        let route = |method, url: &str| Some((method, url.to_owned(), url.to_owned()));
        assert_eq!(read("### /lamps/{id} (GET)"), route("GET", "/lamps/{id}"));
        assert_eq!(read("#### `lamps/all (POST)`"), route("POST", "lamps/all"));
        assert_eq!(read("## `/lamps` - PUT"), route("PUT", "/lamps"));
        for line in ["## Lamps (GET)", "## /lamps and /rooms (GET)", "## /lampsGET", "## /lamps", "## lamps/all (GET)"]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn a_target_alone_is_a_path_or_a_url() {
        let target = |text: &str| lone_target(text).map(|(url, _)| url);
        assert_eq!(target("/lamps/&lt;id&gt;\n").as_deref(), Some("/lamps/<id>"));
        assert_eq!(target("**`/lamps`**").as_deref(), Some("/lamps"));
        assert_eq!(target("`\u{200b}/lamps\u{200b}/all`").as_deref(), Some("/lamps/all"));
        assert_eq!(target("https://h/lamps<br>").as_deref(), Some("https://h/lamps"));
        for text in ["/lamps are lit", "lamps/a", "/", "//h/a", "See /lamps", "/etc/lamps."] {
            assert_eq!(target(text), None, "{text}");
        }
    }
}
