//! URLs in lists and sentences that show how the route named above is called, or what is requested where no route is.

use std::ops::Range;

use super::block::BlockKind;
use super::block_reader::{BlockReader, InRequest};
use super::headed_route::lone_target;
use super::inline_marks;
use super::method_in_text::method_in_words;
use super::requested_url::{is_base, is_requested, is_to_read};
use super::route_parts::Route;
use crate::docs::messages::paths::{are_of_path, is_version, path_of, segments};
use crate::docs::messages::request_line::RequestLine;
use crate::docs::wording::{self, LabelKind, announces_example, announces_route};
use crate::http::behind_scheme;
use crate::text::boundary_from;
use crate::text::{COLONS, begins_fence};

/// Whether a URL is an example of a route: of its path, possibly behind that of the base.
pub(super) fn is_of_route(url: &str, route: &str) -> bool {
    let (shown, documented) = (segments(url), segments(route));
    let is_literal = |segment: &&str| !segment.starts_with(['{', '<', ':', '$']);
    let same_length = shown.len() == documented.len();
    let behind_version =
        shown.len() == documented.len() + 1 && shown.first().is_some_and(|segment| is_version(segment));
    let behind_base = url.contains("://") || behind_version;
    (same_length || behind_base && documented.first().is_some_and(is_literal)) && are_of_path(&shown, &documented)
}

impl BlockReader<'_> {
    /// A list item that is nothing but an example of the last route; only the first of a list is taken.
    pub(super) fn target_in_item(&mut self, range: &Range<usize>) {
        if self.known.last_route.is_none() {
            return;
        }
        let Some((url, _)) = lone_target(&self.text[range.clone()]) else { return };
        let follows_another = match (self.out.last().map(|block| &block.kind), &self.known.last_example) {
            (Some(BlockKind::Route { line, .. }), Some(example)) => line.url == *example,
            _ => false,
        };
        if !follows_another && self.method_of_last_route(&url).is_some() {
            self.path_of_last_route(range);
        }
    }

    /// A URL behind the words that announce an example, or call it what is requested; whether it is one. `before`: what is before it
    /// in its line.
    pub(super) fn target_in_words(&mut self, before: &str, url: &str, range: &Range<usize>) -> bool {
        let label =
            before.trim_start_matches(['-', '*', '+', '>', ' ']).trim_end_matches(['`', '<', '[', ' ', '*', '_']);
        let may_lead = label.ends_with(COLONS) || url.contains("://");
        if label.is_empty() || !may_lead || url.contains(char::is_whitespace) {
            return false;
        }
        let words = WordsAround::of(self.text, label, url, range.end);
        let announced = words.labels() && (words.say() || self.is_in_request());
        let at = self.offset_of(url, range);
        if announced && self.shows_last_route(url) {
            let method = self.method_of_last_route(url).unwrap_or("GET");
            self.known.last_example = Some(url.to_owned());
            let template = self.known.last_route.clone();
            self.route_in_parts(Route::at_url(method, url.to_owned(), at..at + url.len()));
            // Further examples of it may be below.
            self.known.last_route = template;
            return true;
        }
        if let Some(method) = words.method().filter(|_| has_host(url)) {
            let line = RequestLine::of_route(method, url.to_owned(), self.lines.place(at));
            self.push(BlockKind::Route { line, leads: false }, at..at + url.len());
            return true;
        }
        if is_to_read(url) && !words.say() {
            return false;
        }
        // A link may lead to a manual.
        let labelled = announced || words.labels() && !self.in_link && words.are_few();
        if !url.contains("://") || !is_requested(url) || is_base(url) || !labelled && !words.lead_to_fence() {
            return false;
        }
        self.url_alone(url, range, labelled);
        self.known.in_request = InRequest::No;
        true
    }

    /// A URL in code at the start of the last line of a paragraph that leads to it: "Call:", and below it the URL and an arrow.
    pub(super) fn target_below_words(&mut self, url: &str, range: &Range<usize>) {
        let above = inline_marks::near_end(&self.text[..range.start]);
        let led = above.strip_suffix('\n').is_some_and(|above| without_break(above).ends_with(COLONS));
        let ends = WordsAround::of(self.text, "", url, range.end).ends();
        if led && ends && url.contains("://") && !url.contains(char::is_whitespace) && is_requested(url) {
            self.url_alone(url, range, true);
        }
    }

    /// The URL that ends a paragraph, without marks: "For example: `https://h/items/7`".
    pub(super) fn bare_target(&mut self, range: &Range<usize>) -> bool {
        let text = self.text[range.clone()].trim_end();
        let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let start = boundary_from(text, start);
        let url = text[start..].trim_end_matches(['.', '\\']);
        if start == 0 || !has_host(url) {
            return false;
        }
        let before = text[..start].rsplit('\n').next().unwrap_or_default();
        self.target_in_words(before, url, &(range.start + start..range.start + start + url.len()))
    }

    /// A paragraph that is nothing but a path of the form of the last route, with values where that leaves them open.
    pub(super) fn path_of_last_route(&mut self, range: &Range<usize>) -> bool {
        if self.known.last_route.is_none() {
            return false;
        }
        let Some((url, at)) = lone_target(&self.text[range.clone()]) else { return false };
        let Some(method) = self.method_of_last_route(&url) else { return false };
        let template = self.known.last_route.take();
        let adds_query = |route: &str| url.contains('?') && !route.contains('?');
        let is_new = template.as_ref().is_some_and(|(_, route)| path_of(route) != path_of(&url) || adds_query(route))
            && self.known.last_example.as_deref() != Some(url.as_str());
        if is_new {
            self.known.last_example = Some(url.clone());
            self.route_in_parts(Route::at_url(method, url, range.start + at.start..range.start + at.end));
        }
        self.known.last_route = template;
        self.known.routes_end = range.end;
        true
    }

    /// The method of the route that was named last, where a path in a fence is an example of that route's.
    pub(super) fn method_of_last_route(&self, url: &str) -> Option<&'static str> {
        let (method, route) = self.known.last_route.as_ref()?;
        is_of_route(url, route).then_some(*method)
    }

    /// Whether a URL shows the last route with values, or with a query.
    fn shows_last_route(&self, url: &str) -> bool {
        let Some((_, route)) = &self.known.last_route else { return false };
        let differs = path_of(route) != path_of(url) || url.contains('?') && !route.contains('?');
        differs && is_of_route(url, route)
    }
}

/// A line without the break at its end, as Markdown and HTML write it.
fn without_break(line: &str) -> &str {
    let shown = line.trim_end();
    ["\\", "<br>", "<br/>", "<br />"].iter().find_map(|mark| shown.strip_suffix(mark)).unwrap_or(shown).trim_end()
}

/// Whether a text is a URL with a host.
fn has_host(url: &str) -> bool {
    let rest = behind_scheme(url);
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && !url.contains(['`', '(', '"']))
}

/// The words around a URL in a line of a page.
struct WordsAround<'t> {
    /// Those before it.
    label: &'t str,
    /// The last sentence of them.
    sentence: &'t str,
    /// What is behind it in its paragraph.
    after: &'t str,
    /// A fence is right below that.
    above_fence: bool,
    /// The label of a response, with a fence below, is right below that, and the URL can be sent unchanged.
    above_response: bool,
}

impl<'t> WordsAround<'t> {
    fn of(page: &'t str, label: &'t str, url: &str, end: usize) -> Self {
        let near = inline_marks::near(&page[end..]);
        let close = ["\n\n", "\n\r\n", "\n```"].iter().filter_map(|end| near.find(end)).min();
        let after = close.map_or("", |close| &near[..close]);
        let is_list = ["\n- ", "\n* ", "\n+ "].iter().any(|mark| after.contains(mark));
        let is_literal = !url.contains(['{', '<', '[']);
        let below = close.filter(|_| !is_list).map_or("", |close| near[close..].trim_start());
        let above_fence = begins_fence(below);
        let above_response = is_literal && is_label_of_response(below);
        Self { label, sentence: label.rsplit(". ").next().unwrap_or(label), after, above_fence, above_response }
    }

    /// Whether they introduce the URL that ends their line.
    fn labels(&self) -> bool {
        self.ends() && self.label.ends_with(COLONS)
    }

    fn ends(&self) -> bool {
        let rest = self.after.split('\n').next().unwrap_or_default();
        rest.trim_matches(['.', ' ', '\r', '*', '_', '`', '\\', '>', '=']).is_empty()
    }

    /// Whether they announce an example, or a request.
    fn say(&self) -> bool {
        announces_example(self.sentence) || LabelKind::of(self.sentence) == LabelKind::Request
    }

    /// Whether they are a label of a few words right above what it leads to.
    fn are_few(&self) -> bool {
        const FEW: usize = 5;
        wording::words(self.label).count() <= FEW && (self.above_fence || self.after.trim_end().ends_with('`'))
    }

    /// The one method that a few words name before the URL that ends their line: "HTTP GET of".
    fn method(&self) -> Option<&'static str> {
        const FEW: usize = 8;
        if self.ends() && wording::words(self.label).count() <= FEW { method_in_words(self.label) } else { None }
    }

    /// Whether the paragraph leads to the fence below it, by what it says before the URL or behind it.
    fn lead_to_fence(&self) -> bool {
        let leads = || self.say() || announces_route(self.sentence) || LabelKind::of(self.after) == LabelKind::Response;
        self.above_fence && leads() || self.above_response && self.say()
    }
}

/// Whether a text begins with a line that calls the fence below it a response.
fn is_label_of_response(text: &str) -> bool {
    const LONGEST: usize = 60;
    let Some((line, rest)) = text.split_once('\n') else { return false };
    let label = line.trim_end();
    label.len() < LONGEST
        && label.ends_with(COLONS)
        && begins_fence(rest.trim_start())
        && LabelKind::of(label) == LabelKind::Response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_ends_at_a_blank_line_or_a_fence() {
        for (rest, after, above_fence) in [
            (" gives\n\n```\n{}\n```\n", " gives", true),
            (":\n```\n{}\n```\n\nMore.", ":", true),
            (":\r\n\r\n```\r\n{}\r\n```\r\n\r\nMore.", ":\r", true),
            (".\n\nMore.\n```\n{}\n```", ".", false),
        ] {
            let page = format!("Ask h{rest}");
            let words = WordsAround::of(&page, "Ask", "h", 5);
            assert_eq!((words.after, words.above_fence), (after, above_fence), "{rest:?}");
        }
    }

    #[test]
    fn examples_have_the_path_of_their_route() {
        for (url, route, is_example) in [
            ("/a/7", "/a/{id}", true),
            ("https://h/v2/a/7.json", "/a/{id}.{format}", true),
            ("/v2/a/7", "/a/{id}", true),
            ("/b/a/7", "/a/{id}", false),
            ("v1/a/7/b", "a/:id/b", true),
            ("https://h/v2/a/7", "/{kind}/{id}", false),
            ("https://h/b/7", "/a/{id}", false),
        ] {
            assert_eq!(is_of_route(url, route), is_example, "{url} {route}");
        }
    }
}
