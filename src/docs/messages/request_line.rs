//! Request lines as docs write them.

use super::http_version::is_meant_as_http;
use super::lines::{first_line, line_at};
use crate::docs::wording::{self, Topic};
use crate::http::method::{METHODS, deletes, method};
use crate::http::url_template::behind_base_url;
use crate::text::{Position, SourceText, Span};

/// `METHOD target [HTTP/x]`, with folded lines of the target joined.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RequestLine {
    pub(crate) method: &'static str,
    /// The page shows the URL alone: the method is `GET`, or `POST` where a body is sent.
    pub(crate) assumed: bool,
    /// The method in the case it is written in and where, if that is not the usual one.
    pub(crate) other_case: Option<(String, Span)>,
    pub(crate) url: String,
    pub(crate) url_place: Position,
    /// It ends with an HTTP version.
    pub(crate) has_version: bool,
    /// The first of further request lines directly below: a list of routes, or alternatives.
    pub(crate) second: Option<Position>,
    /// Byte offset of the line after it (and after further request lines).
    pub(crate) end: usize,
}

impl RequestLine {
    /// The line of a route that is named outside a fence.
    pub(crate) const fn of_route(method: &'static str, url: String, url_place: Position) -> Self {
        Self { method, assumed: false, other_case: None, url, url_place, has_version: false, second: None, end: 0 }
    }

    /// The line of a URL that is shown alone.
    pub(crate) const fn of_url(url: String, url_place: Position) -> Self {
        let mut line = Self::of_route("GET", url, url_place);
        line.assumed = true;
        line
    }

    /// The method as it is written, and as it is sent.
    pub(crate) fn written_method(&self) -> &str {
        self.other_case.as_ref().map_or(self.method, |(written, _)| written)
    }

    /// The URL and its place, without what stands for the base URL: the variable where requests are kept (`{{base_url}}/items`), a name (`<host>/items`).
    pub(crate) fn target(&self) -> (String, Position) {
        let Some(path) = behind_base_url(&self.url)
            .filter(|path| path.len() > 1 && (self.url.starts_with("{{") || self.url.starts_with('<')))
        else {
            return (self.url.clone(), self.url_place);
        };
        let width = self.url[..self.url.len() - path.len()].chars().count();
        let column = self.url_place.column + u32::try_from(width).unwrap_or_default();
        (path.to_owned(), Position::new(self.url_place.line, column))
    }

    /// Whether the URL has a host.
    pub(crate) fn has_host(&self) -> bool {
        self.url.contains("://")
    }

    /// Whether the URL has no host and leaves parts of its path open (`{id}`, `<id>`, `:id`).
    pub(crate) fn has_open_path(&self) -> bool {
        let open = self.url.contains(['{', '<']) || self.url.contains("/:");
        !self.has_host() && open || self.url == "/"
    }
}

/// The method that a text begins with and what is behind it, a path: most request lines are written so, and each is looked at several
/// times.
pub(super) fn method_and_path(text: &str) -> Option<(&'static str, &str)> {
    let path = |method: &str| text.strip_prefix(method)?.strip_prefix(' ').filter(|path| path.starts_with('/'));
    METHODS.iter().find_map(|method| Some((*method, path(method)?)))
}

/// Splits a line at its first blanks into a known method and the rest. A method in another case (`Get`) is one only
/// where what follows can be nothing but a target.
fn method_and_rest(line: &str) -> Option<(&'static str, &str)> {
    if let Some(call) = method_and_path(line) {
        return Some(call);
    }
    let (word, rest) = line.trim_start().split_once([' ', '\t', '\u{a0}'])?;
    let marked = word.trim_matches(is_mark);
    let is_it = |method: &&str| method.eq_ignore_ascii_case(word) || *method == marked;
    let method = METHODS.iter().copied().find(is_it)?;
    let rest = rest.trim_start().trim_start_matches(['`', '*']);
    let plainly = rest.starts_with('/') || rest.get(..4).is_some_and(|s| s.eq_ignore_ascii_case("http"));
    let target = plainly
        || rest.starts_with(['{', '<', '*', '?', '$', '_']) && rest.trim_end() != "{"
        || rest.split([' ', '?']).next().is_some_and(|first| first.contains(['/', '.']));
    (plainly || (word == method && target)).then_some((method, rest))
}

/// A mark that may be around a method: `[GET]`, `**GET**`, `GET:`.
const fn is_mark(c: char) -> bool {
    matches!(c, '[' | ']' | '*' | '`' | ':' | '(' | ')')
}

/// The target without a comment behind it: `/items // all of them`.
fn without_comment<'t>(method: &str, target: &'t str) -> &'t str {
    let begins_comment =
        |at: &usize| ["// ", "# ", "<!-- ", "/* ", "\u{2190} "].iter().any(|mark| target[at + 1..].starts_with(mark));
    let comment = memchr::memchr2_iter(b' ', b'\t', target.as_bytes()).find(begins_comment);
    let target = target[..comment.unwrap_or(target.len())].trim_end();
    // So is what is in parentheses behind it, far enough to be no part of a query.
    let Some(shown) = target.strip_suffix(')') else { return target };
    let far = shown.rfind("  (").filter(|at| shown[at + 3..].trim().contains(' '));
    // Behind a path a blank is enough for a word that is not a name. What is deleted is never guessed.
    let near = || {
        let is_words = |text: &str| text.chars().all(|c| c.is_alphabetic() || c.is_ascii_digit() || " -_,".contains(c));
        let is_remark = |text: &str| is_words(text) && wording::mentions(Topic::RequestRemark, text);
        shown.rfind(" (").filter(|&at| !shown[..at].contains(['?', ' ']) && is_remark(&shown[at + 2..]))
    };
    let near = || if deletes(method) { None } else { near() };
    let remark = far.or_else(near).filter(|at| shown[at + 2..].contains(char::is_alphabetic));
    target[..remark.unwrap_or(target.len())].trim_end()
}

/// Where the URL begins below a line that is nothing but a method.
fn url_below(source: &str, start: usize, line: &str) -> Option<(&'static str, usize)> {
    let word = line.trim();
    let method = method(word)?;
    let from = start + line.len() + 1;
    let (into, next) = first_line(source.get(from..)?)?;
    let url = next.trim_start();
    let is_url = url.starts_with('/') || url.get(..4).is_some_and(|s| s.eq_ignore_ascii_case("http"));
    is_url.then(|| (method, from + into + next.len() - url.len()))
}

/// The method and the target of a line of a console that consists of both, where the target is one word, and JSON is right below.
fn name_above_document(source: &str, start: usize, line: &str) -> Option<(&'static str, usize)> {
    let (word, name) = line.trim_end().split_once(' ')?;
    let method = method(word)?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(plain);
    let below = source.get(start + line.len()..)?.strip_prefix('\n')?;
    (is_name && below.starts_with('{')).then_some((method, start + word.len() + 1))
}

/// Whether the first line of a text is a request line.
pub(crate) fn begins_request(text: &str) -> bool {
    first_line(text).is_some_and(|(start, line)| {
        method_and_rest(line).is_some()
            || url_below(text, start, line).is_some()
            || name_above_document(text, start, line).is_some()
    })
}

/// Reads the request line that a fence begins with, if it does.
pub(crate) fn request_line(text: &SourceText) -> Option<RequestLine> {
    let source = text.text();
    let (start, line) = first_line(source)?;
    let (method, url_at) = match method_and_rest(line) {
        Some((method, rest)) => (method, start + line.len() - rest.len()),
        None => url_below(source, start, line).or_else(|| name_above_document(source, start, line))?,
    };
    let rest = line_at(source, url_at);
    let marks = line.len() - line.trim_start_matches(|c: char| c.is_whitespace() || is_mark(c)).len();
    let written = &line[marks..marks + method.len()];
    let method_at = start + marks;
    let other_case = (written != method).then(|| (written.to_owned(), text.span(method_at..method_at + method.len())));
    let mut url = without_comment(method, rest).trim_end_matches(['`', '*']).to_owned();
    let mut end = (url_at + rest.len() + 1).min(source.len());
    let mut has_version = strip_version(&mut url);
    while !has_version && end < source.len() {
        let next = line_at(source, end);
        if !continues(&url, next) {
            break;
        }
        url.push_str(next.trim());
        has_version = strip_version(&mut url);
        end = (end + next.len() + 1).min(source.len());
    }
    if !has_version && is_version(line_at(source, end).trim()) {
        has_version = true;
        end = (end + line_at(source, end).len() + 1).min(source.len());
    }
    if url.contains("{%") {
        url = url.replace("{% raw %}", "").replace("{% endraw %}", "");
    }
    if url.contains("/\\{") {
        url = without_escapes(&url);
    }
    let mut url_at = url_at;
    if let Some(bare) = without_quotes(&url) {
        (url, url_at) = (bare.to_owned(), url_at + 1);
    }
    let (second, end) = further_lines(source, end);
    let second = second.map(|at| text.place(at));
    Some(RequestLine {
        method,
        assumed: false,
        other_case,
        url,
        url_place: text.place(url_at),
        has_version,
        second,
        end,
    })
}

/// A target without Markdown's escapes of braces in its path: `/items/\{id\}`. In a query they may be those of a pattern.
fn without_escapes(url: &str) -> String {
    let (path, query) = url.split_at(url.find('?').unwrap_or(url.len()));
    path.replace("\\{", "{").replace("\\}", "}") + query
}

/// A target without the marks around it: `"/items"`, `<https://h/items>`.
fn without_quotes(url: &str) -> Option<&str> {
    let inner = |open: char, close: char| url.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let inner =
        inner('"', '"').or_else(|| inner('\'', '\'')).or_else(|| inner('<', '>').filter(|it| it.contains("://")))?;
    (!inner.contains(['"', '\'', '<', '>'])).then_some(inner)
}

fn strip_version(url: &mut String) -> bool {
    /// No version is longer.
    const LONGEST: usize = 32;
    let end = url.as_bytes();
    let near = end.len().saturating_sub(LONGEST);
    let Some(blank) = memchr::memrchr2(b' ', b'\t', &end[near..]).map(|at| near + at) else { return false };
    let (target, version) = (&url[..blank], &url[blank + 1..]);
    let ends = is_version(version);
    if ends {
        *url = target.trim_end().to_owned();
    }
    ends
}

/// Whether a word is the version of HTTP, or a slip for one.
fn is_version(word: &str) -> bool {
    let parts = word.split_once('/');
    parts.is_some_and(|(name, number)| {
        let is_number = number.starts_with(|c: char| c.is_ascii_digit()) && !number.contains(char::is_whitespace);
        is_number && is_meant_as_http(name)
    })
}

/// A folded target goes on with `?`, `&` or, indented, with `/`; or the line before ends in the middle of a query.
fn continues(url: &str, next: &str) -> bool {
    let text = next.trim();
    if text.is_empty() || method_and_rest(next).is_some() {
        return false;
    }
    let indented = next.starts_with([' ', '\t']);
    let query_open = url.ends_with(['?', '&', ',', '=']) && !text.starts_with(['{', '[', '<']);
    text.starts_with(['?', '&']) || (indented && text.starts_with('/')) || (query_open && !text.contains(": "))
}

/// Where the first of the request lines begins that follow directly (blank lines between them allowed), and the offset
/// after the last of them.
fn further_lines(source: &str, from: usize) -> (Option<usize>, usize) {
    let (mut at, mut first, mut end) = (from, None, from);
    for line in source[from..].split_inclusive('\n') {
        if method_and_rest(line).is_some() {
            first = first.or(Some(at + line.len() - line.trim_start().len()));
            end = at + line.len();
        } else if !line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    (first, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Option<(String, bool)> {
        request_line(&SourceText::new(text, 1, &[])).map(|line| (line.url, line.has_version))
    }

    #[test]
    fn a_method_and_a_path_are_read_as_any_request_line_is() {
        assert_eq!(method_and_path("GET /a b HTTP/1.1\nA: b"), Some(("GET", "/a b HTTP/1.1\nA: b")));
        for text in ["get /a", "GET  /a", "GETS /a", "GET https://h/a", " GET /a", "GET", ""] {
            assert_eq!(method_and_path(text), None, "{text}");
        }
    }

    #[test]
    fn only_the_first_blank_splits_a_request_line() {
        let read = url("GET  https://h/v1/me?$filter=a eq 'b'");
        assert_eq!(read, Some(("https://h/v1/me?$filter=a eq 'b'".to_owned(), false)));
        assert_eq!(url("PUT /a b HTTP/1.1"), Some(("/a b".to_owned(), true)));
        assert_eq!(url("PUT /a HTTTP/1.1"), Some(("/a".to_owned(), true)));
        assert_eq!(url("PUT /a b/1"), Some(("/a b/1".to_owned(), false)));
        assert_eq!(url("Get /a"), Some(("/a".to_owned(), false)));
        assert_eq!(url("PUT a/_b/1 // Create"), Some(("a/_b/1".to_owned(), false)));
        for text in [
            "GET \"/owls/4\"",
            "GET '/owls/4' HTTP/1.1",
            "GET /owls/4 <!-- the owl -->",
            "GET /owls/4 /* one */",
            "GET /owls/4  \u{2190} one",
        ] {
            assert_eq!(url(text).map(|(url, _)| url).as_deref(), Some("/owls/4"), "{text}");
        }
        assert_eq!(url("GET <https://h/owls>"), Some(("https://h/owls".to_owned(), false)));
        assert_eq!(url("GET <base>/a/<id>"), Some(("<base>/a/<id>".to_owned(), false)));
        assert_eq!(url("POST\nhttp://h/a?q=b c\nHost: h"), Some(("http://h/a?q=b c".to_owned(), false)));
        assert_eq!((url("GET\nthe thing"), url("GET")), (None, None));
        assert_eq!(url("GET the thing"), None);
        assert_eq!(url("GET /a\nHTTP/1.1\nHost: h"), Some(("/a".to_owned(), true)));
        assert_eq!(url("GET /a\nHTTP/1.1 200 OK"), Some(("/a".to_owned(), false)));
        assert_eq!(url("curl -X POST /a"), None);
    }

    #[test]
    fn a_folded_query_is_joined() {
        assert_eq!(url("GET /a?x=1\n  &y=2\nHost: h"), Some(("/a?x=1&y=2".to_owned(), false)));
        assert_eq!(url("GET https://h/a\n?x=1\n&y=2 HTTP/1.1\n"), Some(("https://h/a?x=1&y=2".to_owned(), true)));
    }

    #[test]
    fn further_request_lines_are_counted_in() {
        let read = request_line(&SourceText::new("GET /a\n\nGET /b\nHost: h", 1, &[])).expect("a request");
        assert_eq!((read.second, read.end), (Some(Position::new(3, 1)), 15));
    }
}
