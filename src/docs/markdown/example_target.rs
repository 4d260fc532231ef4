//! URLs in lists and sentences that show how the route named above is called, or what is requested where no route is.

use std::ops::Range;

use super::block::BlockKind;
use super::block_reader::BlockReader;
use super::collection_route::is_requested;
use super::headed_route::lone_target;
use super::inline_marks;
use super::route_parts::Route;
use crate::docs::messages::method::METHODS;
use crate::docs::messages::paths::{matches_path, path_of, segments};
use crate::docs::messages::request_line::RequestLine;
use crate::docs::wording::{LabelKind, announces_example, announces_route};

/// The method and the target of the request line that a fence begins with.
pub(super) fn route_of_fence(text: &str) -> Option<(&'static str, String)> {
    let line = text.trim_start();
    // Nearly all fences end here.
    if !line.as_bytes().first().is_some_and(u8::is_ascii_uppercase) {
        return None;
    }
    let line = line.lines().next()?;
    let (verb, target) = line.split_once(' ')?;
    let method = METHODS.iter().copied().find(|method| *method == verb)?;
    let target = target.split_whitespace().next().filter(|target| target.contains('/'))?;
    Some((method, target.to_owned()))
}

/// Whether a URL is an example of a route: of its path, possibly behind that of the base.
pub(super) fn is_of_route(url: &str, route: &str) -> bool {
    let (shown, documented) = (segments(url), segments(route));
    let is_literal = |segment: &&str| !segment.contains(['{', '<']) && !segment.starts_with([':', '$']);
    let same_length = shown.len() == documented.len();
    (same_length || url.contains("://") && documented.first().is_some_and(is_literal)) && matches_path(url, route)
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
        if label.is_empty() || url.contains(char::is_whitespace) {
            return false;
        }
        let rest = self.text[range.end..].split('\n').next().unwrap_or_default();
        let ends = rest.trim_matches(['.', ' ', '\r', '*', '_', '`', '\\']).is_empty();
        let introduces = label.ends_with([':', '\u{ff1a}']);
        let sentence = label.rsplit(". ").next().unwrap_or(label);
        let says = || announces_example(sentence) || LabelKind::of(sentence) == LabelKind::Request;
        let at = range.start + self.text[range.clone()].find(url).unwrap_or_default();
        if ends && introduces && (says() || self.known.in_request) && self.shows_last_route(url) {
            let method = self.method_of_last_route(url).unwrap_or("GET");
            self.known.last_example = Some(url.to_owned());
            self.route_in_parts(Route::at_url(method, url.to_owned(), at..at + url.len()));
            return true;
        }
        let is_whole = url.contains("://") && is_requested(url);
        let labelled = || ends && introduces && (says() || self.known.in_request);
        let leads_to_fence = || (says() || announces_route(sentence)) && self.is_in_words_above_fence(range.end);
        if !is_whole || !labelled() && !leads_to_fence() {
            return false;
        }
        let line = RequestLine::of_url(url.to_owned(), self.lines.place(at));
        self.push(BlockKind::Route { line, leads: true }, at..at + url.len());
        self.known.in_request = false;
        true
    }

    /// Whether a URL shows the last route with values, or with a query.
    fn shows_last_route(&self, url: &str) -> bool {
        let Some((_, route)) = &self.known.last_route else { return false };
        let differs = path_of(route) != path_of(url) || url.contains('?') && !route.contains('?');
        differs && is_of_route(url, route)
    }

    /// Whether the paragraph of an offset is right above a fence.
    fn is_in_words_above_fence(&self, offset: usize) -> bool {
        let near = inline_marks::near(&self.text[offset..]);
        let Some(end) = near.find("\n\n").or_else(|| near.find("\n```")) else { return false };
        near[end..].trim_start().starts_with("```")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_have_the_path_of_their_route() {
        for (url, route, is_example) in [
            ("/a/7", "/a/{id}", true),
            ("https://h/v2/a/7.json", "/a/{id}.{format}", true),
            ("/v2/a/7", "/a/{id}", false),
            ("https://h/v2/a/7", "/{kind}/{id}", false),
            ("https://h/b/7", "/a/{id}", false),
        ] {
            assert_eq!(is_of_route(url, route), is_example, "{url} {route}");
        }
        assert_eq!(route_of_fence("GET /a/{id} HTTP/1.1\nA: b"), Some(("GET", "/a/{id}".to_owned())));
        assert_eq!((route_of_fence("GET all"), route_of_fence("{}")), (None, None));
    }
}
