//! Routes that headings and code spans name: `GET /items/{id}`.

use super::inline_marks;
use super::method_in_text::has_capitals;
use super::route_target::target;
use crate::docs::messages::request_line::RequestLine;
use crate::docs::wording::{self, Topic};
use crate::http::method::{METHODS, method};
use crate::text::{Position, boundary_from};

/// A route named in a heading or a code span, with the byte offsets of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedRoute {
    pub(super) method: &'static str,
    pub(super) at: usize,
    pub(super) url: String,
    pub(super) url_at: usize,
    /// The offset after the URL.
    pub(super) end: usize,
}

/// What may be between a method and its path: `POST - /items`.
const SEPARATORS: [char; 8] = [':', '\u{ff1a}', '-', '\u{2013}', '\u{2014}', '|', '\u{2192}', ']'];

/// The one route that a line of Markdown names: `GET /items/{id}`, `**GET** /items`, `List items: GET /items`.
pub(super) fn named_route(line: &str) -> Option<NamedRoute> {
    let mut found = None;
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let word = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
        let begins = line[..at].chars().next_back().is_none_or(|c| !matches!(c, '/' | '-' | '_' | '.'));
        let method = method(&rest[..word]).filter(|_| begins);
        let route = method.and_then(|method| Some((method, target_after(line, at + word)?)));
        if let Some((method, (url_at, url, end))) = route {
            if found.is_some() {
                return None;
            }
            found = Some(NamedRoute { method, at, url, url_at, end });
            at = end;
        } else {
            at += word.max(rest.chars().next().map_or(1, char::len_utf8));
        }
    }
    found
}

/// The route of a line whose path, in a code span, lacks its first slash: "POST `api/items`", "`POST` `api/items`".
pub(super) fn route_without_slash(line: &str) -> Option<NamedRoute> {
    let mut at = 0;
    while let Some(open) = line[at..].find('`').map(|open| at + open) {
        let close = open + 1 + line[open + 1..].find('`')?;
        let path = &line[open + 1..close];
        let is_path = path.contains('/') && path.starts_with(|c: char| c.is_ascii_alphanumeric());
        if is_path && !path.contains(' ') && !path.replace("/:", "/").contains(':') {
            let (method, at) = method_before(&line[..open])?;
            return Some(NamedRoute { method, at, url: path.to_owned(), url_at: open + 1, end: close });
        }
        at = close + 1;
    }
    None
}

/// The route that a line consists of, marks, a version and a remark in parentheses aside: it is about all below it, as one in a
/// heading is.
pub(super) fn route_line(line: &str) -> Option<NamedRoute> {
    route_line_with_slash(line).or_else(|| {
        let route = route_without_slash(line)?;
        let rest = &line[route.end..];
        let alone =
            inline_marks::behind_version(line) == route.at && rest.trim_matches(['`', '*', ' ', '\r']).is_empty();
        alone.then_some(route)
    })
}

fn route_line_with_slash(line: &str) -> Option<NamedRoute> {
    let start = inline_marks::behind_version(line);
    let word = line[start..].find(|c: char| !c.is_ascii_alphanumeric())?;
    method(&line[start..start + word])?;
    let route = named_route(line)?;
    let rest = &line[route.end..];
    let rest = rest.trim_start_matches(['`', '*', '_']);
    let rest = rest.strip_prefix("](").and_then(|link| link.split_once(')')).map_or(rest, |(_, after)| after);
    let rest = rest[inline_marks::leading(rest)..].trim_end_matches(['\\', '\r', ' ', '*', '`', '_']);
    let remark = rest.starts_with('(') && rest.ends_with(')');
    let nothing = rest.is_empty() || remark || rest.strip_prefix("HTTP/").is_some_and(|version| version.len() <= 4);
    (route.at == start && nothing).then_some(route)
}

/// The path or URL after a method that ends at `at`: its offset, what it is, and the offset after it.
pub(super) fn target_after(line: &str, at: usize) -> Option<(usize, String, usize)> {
    let mut from = at + inline_marks::leading(&line[at..]);
    for _ in 0..2 {
        if let Some(mark) = line[from..].chars().next().filter(|c| SEPARATORS.contains(c)) {
            from += mark.len_utf8();
            from += inline_marks::leading(&line[from..]);
        }
    }
    // `POST (/items)`, as a title.
    from += usize::from(line[from..].starts_with("(/"));
    if from == at {
        return None;
    }
    if is_root(&line[..from], &line[from..]) {
        return Some((from, "/".to_owned(), from + 1));
    }
    let (url, length) = target(&line[from..])?;
    Some((from, url, from + length))
}

/// Whether a text is the path of the root and nothing else, marks aside that close what is open `before` it in its line: that of `GET /`,
/// and not of `GET /*`.
pub(super) fn is_root(before: &str, text: &str) -> bool {
    let Some(rest) = text.strip_prefix('/').map(|rest| rest.trim_end_matches(['\n', '\r', ' ', ')'])) else {
        return false;
    };
    if !rest.trim_matches(['`', '*', '_']).is_empty() {
        return false;
    }
    let code = |text: &str| text.matches('`').count() % 2 == 1;
    let emphasis = rest.trim_matches('`');
    // Within code they are part of the path.
    let in_code = code(before) && !rest.starts_with('`');
    let closes = |mark: char| {
        !in_code && emphasis.trim_matches(mark).is_empty() && open_emphasis(before, mark) == Some(emphasis.len())
    };
    emphasis.is_empty() || closes('*') || closes('_')
}

/// How many of a mark the emphasis begins with that is open at the end of a line's part.
fn open_emphasis(line: &str, mark: char) -> Option<usize> {
    let mut open = None;
    let mut at = 0;
    while let Some(start) = line[at..].find(mark).map(|found| at + found) {
        let length = line[start..].len() - line[start..].trim_start_matches(mark).len();
        at = start + length;
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let next = line[at..].chars().next();
        let within = is_word(line[..start].chars().next_back()) && is_word(next);
        if open == Some(length) {
            open = None;
        } else if !within && next.is_none_or(|c| !c.is_whitespace()) {
            open = Some(length);
        }
    }
    open
}

/// The method that a text ends with, marks aside: what is before the path in `**GET** [/items](...)`.
pub(super) fn method_before(text: &str) -> Option<(&'static str, usize)> {
    let text = inline_marks::without_trailing(text);
    if let Some(found) = method_in_sentence(text) {
        return Some(found);
    }
    let text = without_request_words(text);
    let at = text.rfind(|c: char| !c.is_ascii_alphanumeric()).map_or(0, |at| at + 1);
    let at = boundary_from(text, at);
    let begins = text[..at].chars().next_back().is_none_or(|c| !matches!(c, '/' | '-' | '_' | '.'));
    method(&text[at..]).filter(|_| begins).map(|method| (method, at))
}

/// The one method of the last words of a text that lead to a path: "make a POST request to the following endpoint", "A `GET` to the
/// process at".
fn method_in_sentence(text: &str) -> Option<(&'static str, usize)> {
    const MOST_WORDS: usize = 8;
    // Nearly all texts end here.
    if !has_capitals(text) {
        return None;
    }
    let sentence = text.rfind(['.', ';', '!', '?', '\u{3002}']).map_or(0, |at| at + 1);
    let sentence = boundary_from(text, sentence);
    let mut found = None;
    for (at, word) in wording::word_indices(&text[sentence..]) {
        let Some(method) = method(word) else { continue };
        if found.replace((method, sentence + at)).is_some() {
            return None;
        }
    }
    let (method, at) = found?;
    let after = text[at + method.len()..].trim_start_matches(['`', '*', '_']);
    let leads = wording::mentions(Topic::LeadsToRoute, after) && !after.contains('`')
        || leads_there(after, text[sentence..at].chars().all(|c| !c.is_alphanumeric()));
    (wording::words(after).count() <= MOST_WORDS && leads).then_some((method, at))
}

/// Whether the words behind a method go with it and lead to what is behind them: "to the process at", and, where the method is the verb
/// of its sentence, "the list to".
fn leads_there(after: &str, is_verb: bool) -> bool {
    const FEW: usize = 5;
    let mut words = wording::words(after);
    let (Some(first), last) = (words.next(), words.last()) else { return false };
    let is_next = is_verb || wording::is(Topic::BeforePath, first) || wording::is(Topic::Request, first);
    is_next
        && last.is_some_and(|last| wording::is(Topic::BeforePath, last))
        && !after.contains(['`', ',', '(', ':'])
        && wording::words(after).count() <= FEW
}

/// A text without the words between a method and its path: `GET request to the`, `HTTP GET request`.
fn without_request_words(mut text: &str) -> &str {
    const BETWEEN: [Topic; 3] = [Topic::BeforePath, Topic::BesidePath, Topic::Request];
    if !METHODS[..6].iter().any(|method| text.contains(method)) {
        return text;
    }
    for _ in 0..4 {
        let word = text.rsplit(' ').next().unwrap_or_default();
        if !BETWEEN.iter().any(|topic| wording::is(*topic, word)) {
            break;
        }
        text = inline_marks::without_trailing(&text[..text.len() - word.len()]);
    }
    text
}

impl NamedRoute {
    /// As a request line.
    pub(super) fn line(self, url_place: Position) -> RequestLine {
        RequestLine::of_route(self.method, self.url, url_place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_one_route_or_none() {
        let named = |text| named_route(text).map(|n| (n.method, n.url, n.url_at));
        let route = |method, url: &str, at| Some((method, url.to_owned(), at));
        assert_eq!(named("GET /a/{id or name}"), route("GET", "/a/{id or name}", 4));
        assert_eq!(named("## Drop one: `DELETE /a/<id>`"), route("DELETE", "/a/<id>", 21));
        assert_eq!(named("**PUT** `/a/:id`."), route("PUT", "/a/:id", 9));
        assert_eq!(named("### [GET /a](#a)"), route("GET", "/a", 9));
        assert_eq!(named("# POST (/a/batch)"), route("POST", "/a/batch", 8));
        for line in ["GET /", "**GET** `/`", "## What it is: `GET /`  ", "`POST` - /\n"] {
            assert_eq!(named(line).map(|(_, url, _)| url).as_deref(), Some("/"), "{line}");
        }
        for line in ["**GET /**", "## *GET /*", "**GET** **/**", "- **`GET` `/`**", "**`GET /`**"] {
            assert_eq!(named(line).map(|(_, url, _)| url).as_deref(), Some("/"), "{line}");
        }
        for line in [
            "## DELETE /*",
            "`DELETE` `/**`",
            "`DELETE` `/_`",
            "DELETE /*",
            "**DELETE** /**",
            "a * b DELETE /*",
            "a_b DELETE /_",
        ] {
            assert_ne!(named(line).map(|(_, url, _)| url).as_deref(), Some("/"), "{line}");
        }
        for line in [
            "## POST - /a",
            "## POST | /a",
            "**[POST]**: /a",
            "POST \u{2192} /a",
            "`POST` \u{2013} `/a`",
            "**[ POST ]** &nbsp;&nbsp; /a",
        ] {
            assert_eq!(named(line).map(|(method, url, _)| (method, url)), Some(("POST", "/a".to_owned())), "{line}");
        }
        let bare = |text| route_without_slash(text).map(|n| (n.method, n.url, n.url_at));
        assert_eq!(bare("## POST `a/{id}`"), route("POST", "a/{id}", 9));
        assert_eq!(bare("`POST` `a/b/`"), route("POST", "a/b/", 8));
        assert_eq!((bare("## POST `a`"), bare("## The `a/b`"), bare("## GET `a: b/c`")), (None, None, None));
        assert_eq!(named("<code>GET</code> <code><b>/{id}</b></code>"), route("GET", "/{id}", 26));
        for text in ["GET /a and POST /a", "GET items", "FORGET /a", "GET / POST", "/GET /a", "a GETs /b"] {
            assert_eq!(named(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_may_be_a_route_and_nothing_else() {
        let shown = |text| route_line(text).map(|n| n.url);
        for text in [
            "**GET** [https://h/a](https://h/a)",
            "`GET` `https://h/a`",
            "`GET` [`https://h/a`](https://h/a)  ",
            "<mark style=\"color:blue;\">`GET`</mark> `https://h/a`",
            "<mark>v2</mark> <mark>`GET`</mark> `https://h/a`",
            "**v1.1:** `GET` `https://h/a`",
            "**GET https://h/a HTTP/1.1**",
        ] {
            assert_eq!(shown(text).as_deref(), Some("https://h/a"), "{text}");
        }
        for text in ["GET /a returns it", "Use `GET /a`", "`GET /a`, `GET /b`", "GET"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn a_method_may_be_before_a_code_span() {
        assert_eq!(method_before("x **GET** ["), Some(("GET", 4)));
        assert_eq!(method_before("`DELETE`</mark> "), Some(("DELETE", 1)));
        assert_eq!(method_before("send a `POST` request to `"), Some(("POST", 8)));
        assert_eq!(method_before("A `GET` to the service at `"), Some(("GET", 3)));
        assert_eq!(method_before("PUT the whole list to `"), Some(("PUT", 0)));
        for text in [
            "WIDGET ",
            "We removed GET, send it to `",
            "A GET shows the list, or call `x` at `",
            "A GET is slower than a file at `",
        ] {
            assert_eq!(method_before(text), None, "{text}");
        }
    }
}
