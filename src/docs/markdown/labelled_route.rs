//! Routes whose parts are below a label or in a table: `### URL` and a list item with it, `### Method` and another one; a
//! table with one row for both.

use std::ops::Range;

use super::block::Table;
use super::block_reader::BlockReader;
use super::collection_route::ends_with_method;
use super::headed_route::{INVISIBLE, lone_target};
use super::route_label::stated_method;
use super::route_parts::Route;
use super::{inline_marks, table_route};

/// Marks around a value, and before it in a list.
const MARKS: [char; 6] = ['`', '*', '-', '+', ' ', '\t'];

impl BlockReader<'_> {
    /// Takes the value of a label right above it: a list item or a paragraph. Whether it is one.
    pub(super) fn labelled_value(&mut self, range: &Range<usize>) -> bool {
        if !self.known.routes.is_labelled(range.start) {
            return false;
        }
        let line = self.text[range.clone()].lines().next().unwrap_or_default();
        let value = line.trim_start_matches(MARKS).trim_start_matches(INVISIBLE);
        let start = range.start + line.len() - value.len();
        let value = value.trim_end_matches(MARKS);
        let range = start..start + value.len();
        let is_value = if value.contains(INVISIBLE) {
            self.known.routes.value(&value.replace(INVISIBLE, ""), range)
        } else {
            self.known.routes.value(value, range)
        };
        if let Some(route) = self.known.routes.route().filter(|_| is_value) {
            self.route_in_parts(route);
        }
        is_value
    }

    /// Takes a paragraph that is nothing but a method or a URL: with the other one near it, it is a route. Whether it completes one.
    pub(super) fn part_alone(&mut self, range: &Range<usize>) -> bool {
        const LONGEST_METHOD: usize = 40;
        let text = &self.text[range.clone()];
        self.known.routes.forget_far(self.text, range.start);
        let route = if text.len() < LONGEST_METHOD && ends_with_method(text) {
            stated_method(inline_marks::text(text).trim_matches(['*', '`', ' ', '_']))
                .and_then(|method| self.known.routes.method_alone(method, range.start))
        } else if text.contains('/')
            && let Some((url, at)) = lone_target(text)
        {
            self.known.routes.url_alone(&url, range.start + at.start..range.start + at.end);
            self.known.routes.route()
        } else {
            return false;
        };
        let Some(route) = route else { return false };
        self.known.routes_end = range.end;
        self.route_in_parts(route);
        true
    }

    /// The route that a table in Markdown is about.
    pub(super) fn table_route(&mut self, table: &Table) {
        if let Some((method, url, at)) = table_route::route(table) {
            let from = at + self.text[at..].find(url.as_str()).unwrap_or_default();
            let range = from..from + url.len();
            self.route_in_parts(Route::at_url(method, url, range));
        }
    }
}
