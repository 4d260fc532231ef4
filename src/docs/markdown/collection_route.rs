//! Routes as tools write them that make Markdown of a collection of requests: `### Method: GET` and below it a fence with nothing
//! but the URL.

use std::ops::Range;

use super::block::BlockKind;
use super::block_reader::BlockReader;
use super::inline_marks;
use super::method_in_text::method_in_words;
use super::requested_url::{is_base, is_requested};
use super::route_parts::{Route, base_placeholder};
use crate::docs::messages::info_string::is_language;
use crate::docs::messages::languages::{is_plain, is_shell};
use crate::docs::messages::paths::{matches_path, path_of};
use crate::docs::messages::request_line::RequestLine;
use crate::docs::wording::LabelKind;
use crate::http::begins_url;
use crate::http::method::method;
use crate::text::{Position, SourceText};

/// How many bytes may lie between the method and the URL.
const NEAR: usize = 200;

/// The URL that a fence consists of, and its offset.
fn lone_url(text: &str) -> Option<(&str, usize)> {
    let url = text.trim();
    let begins = begins_url(url)
        || ["/", "{{"].iter().any(|begin| url.starts_with(begin))
        || url.starts_with('{') && base_placeholder(url).is_some();
    let end = url.find(char::is_whitespace).unwrap_or(url.len());
    let comment = url[end..].trim().is_empty() || url[end..].trim_start().starts_with("//");
    (begins && url.len() > 1 && comment).then(|| (&url[..end], text.len() - text.trim_start().len()))
}

/// The URL that a fence consists of, whose path leaves no doubt that it is requested, and its offset.
pub(super) fn whole_url<'t>(info: &str, text: &'t str) -> Option<(&'t str, usize)> {
    const OF_URLS: &[&str] = &["http", "https", "url", "uri", "rest", "api"];
    let url = text.trim();
    // People write blanks within a query.
    let whole = begins_url(url) && url.find('?').is_some_and(|query| url.find(' ').is_some_and(|at| at > query));
    let is_of_urls = || is_plain(info) || is_shell(info) || is_language(info, OF_URLS);
    let spaced = !whole && url.contains([' ', ',']);
    let plain = !spaced && !url.contains(['\n', '\t', '"', '\'', '`']) && (is_of_urls() || url.contains("://"));
    (plain && is_requested(url)).then(|| (url, text.len() - text.trim_start().len()))
}

/// The method that is the title of a fence: `http title="GET"`, `http [GET]`.
fn method_in_title(info: &str) -> Option<&'static str> {
    let quoted = || {
        let (_, title) = info.split_once("title=")?;
        let quote = title.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        title[1..].split(quote).next()
    };
    let in_brackets = || info.split_once('[')?.1.strip_suffix(']');
    method(quoted().or_else(in_brackets)?.trim())
}

/// The URL that a fence consists of, its query in lines below it: each begins with the sign that is between two parameters.
fn folded_url(text: &str) -> Option<String> {
    let (first, rest) = text.trim().split_once('\n')?;
    let is_parameter = |line: &str| line.starts_with(['&', '?']) && !line.contains(char::is_whitespace);
    let whole = begins_url(first)
        && !first.trim_end().contains(char::is_whitespace)
        && rest.lines().all(|line| is_parameter(line.trim()));
    let url = whole.then(|| text.split_whitespace().collect::<String>())?;
    is_requested(&url).then_some(url)
}

impl<'t> BlockReader<'t> {
    /// The route that a fence is, with the method that is labelled above it or in it.
    pub(super) fn collection_route(&mut self, info: &str, text: &SourceText, range: &Range<usize>) -> bool {
        let content = text.text();
        let lone = lone_url(content).or_else(|| {
            let url = content.trim();
            let is_relative = url.contains('/') && url.starts_with(|c: char| c.is_ascii_alphanumeric());
            let is_one = is_relative && !url.contains(char::is_whitespace) && !url.contains(['"', '\'']);
            let at = content.len() - content.trim_start().len();
            (is_one && self.method_of_last_route(url).is_some()).then_some((url, at))
        });
        if let Some((url, _)) = lone
            && let Some(route) = self.labelled_fence(url, range)
        {
            self.route_in_parts(route);
            return true;
        }
        let labelled = self.known.labelled_method.take().or_else(|| self.known.headed_method.take());
        let labelled = labelled.filter(|(_, end)| range.start.saturating_sub(*end) < NEAR).map(|(method, _)| method);
        let below = lone.and_then(|(url, at)| {
            let method = method_in_title(info)
                .or(labelled)
                .or_else(|| self.method_of_last_route(url))
                .or_else(|| self.method_right_above(range))?;
            Some((method, url, at))
        });
        let folded = folded_url(content);
        let line = match below {
            Some((method, url, at)) => RequestLine::of_route(method, url.to_owned(), text.place(at)),
            None => {
                match folded.as_deref().map(|url| (url, 0)).or_else(|| whole_url(info, content)).filter(|(url, _)| {
                    !is_base(url) && !self.is_called_response(range.start) && !self.is_above_query(range.end)
                }) {
                    Some((url, at)) => self.line_of_url(url, text.place(at), range.start),
                    None => return false,
                }
            }
        };
        let template = self.known.last_route.take();
        self.push(BlockKind::Route { line, leads: true }, range.clone());
        // A path of the same form further below is another example of the template.
        if let Some((_, route)) = template.as_ref()
            && lone.is_some_and(|(url, _)| matches_path(url, route))
        {
            self.known.last_route = template;
        }
        true
    }

    /// The route that is complete with the URL of a fence right below its label.
    fn labelled_fence(&mut self, url: &str, range: &Range<usize>) -> Option<Route> {
        if !self.known.routes.is_labelled(range.start) {
            return None;
        }
        let at = range.start + self.text[range.clone()].find(url)?;
        let is_value = self.known.routes.value(url, at..at + url.len());
        self.known.routes.route().filter(|_| is_value)
    }

    /// The method that is all that is right above a fence with a path: `**POST**`.
    fn method_right_above(&self, range: &Range<usize>) -> Option<&'static str> {
        let words = self.words_above(range.start);
        method(words.trim_matches(|c: char| !c.is_ascii_alphabetic()))
    }

    /// The line of a URL that is shown alone: the words right above may name its method.
    fn line_of_url(&self, url: &str, place: Position, offset: usize) -> RequestLine {
        let line = RequestLine::of_url(url.to_owned(), place);
        let named =
            || self.known.named.as_ref().filter(|(_, known)| path_of(known) == path_of(url)).map(|(method, _)| *method);
        match method_in_words(self.words_above(offset)).or_else(named) {
            Some(method) => RequestLine { method, assumed: false, ..line },
            None => line,
        }
    }

    /// Whether a fence with a query for the URL above it is right below an offset: it is sent there, and by another method than is
    /// assumed.
    fn is_above_query(&self, offset: usize) -> bool {
        let below = self.text[offset..].trim_start();
        below.strip_prefix("```").is_some_and(|info| info.trim_start().starts_with("graphql"))
    }

    /// Whether the words right above an offset call what is there a response.
    pub(super) fn is_called_response(&self, offset: usize) -> bool {
        LabelKind::of(self.words_above(offset)) == LabelKind::Response
    }

    /// The paragraph or heading right above an offset, as far as it is near.
    fn words_above(&self, offset: usize) -> &'t str {
        let near = inline_marks::near_end(&self.text[..offset]).trim_end();
        near.rfind("\n\n").map_or(near, |blank| &near[blank..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_may_consist_of_a_url() {
        assert_eq!(lone_url(" https://h/a\n"), Some(("https://h/a", 1)));
        assert_eq!((lone_url("{host}/a"), lone_url("{\"a\": 1}/a")), (Some(("{host}/a", 0)), None));
        assert_eq!((lone_url("GET /a"), lone_url("/a b")), (None, None));
        for url in ["h.local/a", "https://h/a?b=c", "{{base}}/a", "[Server]/a", "localhost:80/a\n"] {
            assert_eq!(whole_url("", url), Some((url.trim(), 0)), "{url}");
        }
        for text in ["/etc/lamps", "lamps/a", "https://h/", "https://h", "h.local/a b", "./h.x/a", "{{base}}"] {
            assert_eq!(whole_url("", text), None, "{text}");
        }
        assert_eq!(whole_url("go", "h.local/a"), None);
    }
}
