//! Code spans and links within a line that are a route, a path or a document.

use std::ops::Range;

use super::block_reader::BlockReader;
use super::inline_document::is_plain_value;
use super::labelled_route::is_label_of_route;
use super::named_route::{NamedRoute, is_root, method_before, named_route};
use super::requested_url::is_requested;
use super::route_target::target;
use super::{inline_marks, route_parts};
use crate::http::begins_url;
use crate::http::method::METHODS;
use crate::http::url_template::behind_base_url;
use crate::json;
use crate::text::COLONS;

impl<'t> BlockReader<'t> {
    /// A code span that is a route, or a path with its method right before it (`**GET** ...`).
    pub(super) fn code_span(&mut self, code: &str, range: Range<usize>) {
        let range = self.with_emphasized_parts(range);
        let of_base = || route_parts::base_placeholder(code).is_some();
        if code.starts_with(json::OPENING) && !of_base() || is_plain_value(code) {
            return self.inline_document(code, range);
        }
        let behind_base = || behind_base_url(code).is_some_and(|path| path.len() > 1);
        let path = code.starts_with('/') || begins_url(code) || behind_base();
        let is_upper = code.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        let of_method = || {
            let is_one = |method: &str| is_upper && code.starts_with(method) || code.eq_ignore_ascii_case(method);
            METHODS.iter().any(|method| is_one(method))
        };
        if range.start < self.known.routes_end || !(path || of_base() || of_method()) {
            return;
        }
        let before = self.before(range.start);
        if path && self.route_with_method(before, &range) {
            return;
        }
        if let Some(route) = self.known.routes.code_span(before, code, &range) {
            self.route_of_labels(route);
        } else if path && !self.in_link && self.target_in_words(before, code, &range) {
            self.known.routes_end = range.end;
        } else if path && before.is_empty() && self.items == 0 {
            self.target_below_words(code, &range);
        } else if !path
            && !self.in_link
            && let Some(named) = named_route(&self.text[range.clone()])
        {
            let rest = self.text[range.end..].split('\n').next().unwrap_or_default();
            let alone = rest.trim_matches(['*', '_', ' ', '\r', '\\', '.']).is_empty();
            let introduces = || before.trim_end_matches(['*', '_', ' ']).ends_with(COLONS);
            let leads = alone && introduces() && is_label_of_route(before);
            self.route(range.start, named, leads);
        }
    }

    /// The range of a code span, and of the rest of its line where a part of its path may be emphasized: `` `/items/`*`<id>`* ``.
    fn with_emphasized_parts(&self, range: Range<usize>) -> Range<usize> {
        let rest = &self.text[range.end..];
        if !rest.starts_with(['*', '_']) || !self.text[range.clone()].trim_end_matches('`').ends_with(['/', '=']) {
            return range;
        }
        range.start..range.end + inline_marks::near(rest).split('\n').next().map_or(0, str::len)
    }

    /// A link whose text is its own URL is a path as a code span is; any other one refers to something else.
    pub(super) fn link(&mut self, destination: &str, range: &Range<usize>) {
        let shown = self.text[range.start..].trim_start_matches(['[', '`', '<']);
        if range.start >= self.known.routes_end && !destination.is_empty() && shown.starts_with(destination) {
            let before = self.before(range.start);
            if !self.route_with_method(before, range) && self.target_in_words(before, destination, range) {
                self.known.routes_end = range.end;
            }
        }
    }

    /// What is before an offset in its line, and not far from it.
    pub(super) fn before(&self, offset: usize) -> &'t str {
        let near = inline_marks::near_end(&self.text[..offset]);
        near.rfind('\n').map_or(near, |newline| &near[newline + 1..])
    }

    /// Whether a line consists of a label and what it introduces, and is not a list item: "HTTP GET request: `https://h/items`".
    fn is_labelled_line(&self, before: &str, range: &Range<usize>) -> bool {
        let rest = self.text[range.end..].split('\n').next().unwrap_or_default();
        self.items == 0
            && before.trim_end_matches(['`', '*', '_', ' ', '<', '[']).ends_with(COLONS)
            && self.text[range.clone()].contains("://")
            && rest.trim_matches(['`', '*', '_', ' ', '\r', '\\', '.']).is_empty()
    }

    /// The whole of a code span that is a URL with a host, and with blanks as people write them.
    fn target_with_blanks(&self, start: usize, end: usize) -> Option<(String, usize)> {
        let code = self.text[..start].ends_with('`').then(|| self.text[start..end].trim_end_matches('`'))?;
        let whole = code.contains(' ') && !code.contains(['\n', '"', '<', '(']) && !code.contains(" HTTP/");
        (whole && is_requested(code) && begins_url(code)).then(|| (code.to_owned(), code.len()))
    }

    /// The route of a path (a code span or a link) that has its method at the end of what is before it in its line.
    fn route_with_method(&mut self, before: &str, range: &Range<usize>) -> bool {
        let line = range.start - before.len();
        let Some((method, at)) = method_before(before) else { return false };
        let url_at = range.start + inline_marks::leading(&self.text[range.clone()]);
        let shown = &self.text[url_at..range.end];
        let root = || is_root(&self.text[line..url_at], shown).then(|| ("/".to_owned(), 1));
        let Some((url, length)) = self.target_with_blanks(url_at, range.end).or_else(root).or_else(|| target(shown))
        else {
            return false;
        };
        let leads = self.is_labelled_line(before, range);
        self.route(line, NamedRoute { method, at, url, url_at: url_at - line, end: url_at + length - line }, leads);
        self.known.routes_end = range.end;
        true
    }
}
