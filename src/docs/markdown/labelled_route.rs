//! Routes whose parts are below a label or in a table: `### URL` and a list item with it, `### Method` and another one; a
//! table with one row for both.

use std::ops::Range;

use super::block::Table;
use super::block_reader::BlockReader;
use super::headed_route::{INVISIBLE, lone_target};
use super::method_in_text::{ends_with_method, has_capitals};
use super::named_route::route_line;
use super::route_label::stated_method;
use super::route_parts::Route;
use super::{inline_marks, table_route};
use crate::docs::wording::{self, Topic, announces_example};
use crate::json;
use crate::text::COLONS;

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

    /// Takes a route whose method is labelled; its URL may be labelled right below, and that of a heading is another one.
    pub(super) fn route_of_labels(&mut self, route: Route) {
        if route.has_url_of_heading() && labels_url(inline_marks::near(&self.text[route.range.end..])) {
            self.known.routes.wait_for_url(&route);
        } else {
            self.route_in_parts(route);
        }
    }

    /// Takes a line that is the label of a route and the route: `Endpoint: POST /items`, `Example - GET /items/7`.
    pub(super) fn route_behind_label(&mut self, line: &str, start: usize) {
        if start < self.known.routes_end || !has_capitals(line) {
            return;
        }
        let colon = line.find(COLONS).map(|at| at + line[at..].chars().next().map_or(1, char::len_utf8));
        let dash = || [" - ", " \u{2013} "].iter().find_map(|dash| line.find(dash).map(|at| at + dash.len()));
        let Some(value) = colon.or_else(dash) else { return };
        if is_label_of_route(&line[..value])
            && let Some(named) = route_line(line[value..].trim_end())
        {
            self.route(start + value, named, true);
            self.known.routes_end = start + line.len();
        }
    }

    /// The route that is the title of a fence with a document: what is sent there, or what comes from there.
    pub(super) fn route_in_title(&mut self, info: &str, document: &str, start: usize) {
        // Nearly all fences end here.
        if !info.contains('/') || !document.trim_start().starts_with(json::OPENING) {
            return;
        }
        let Some((_, title)) = info.split_once("title=") else { return };
        let Some(quote) = title.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return };
        let Some(title) = title[1..].split(quote).next() else { return };
        if let Some(named) = route_line(title) {
            let line = self.text[start..].lines().next().unwrap_or_default();
            self.route(start + line.find(title).unwrap_or_default(), named, true);
        }
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

/// Whether one of the next lines labels a URL: `- **URL**: /items/{id}`.
fn labels_url(below: &str) -> bool {
    const MOST: usize = 3;
    let lines = below.lines().skip(1).map(|line| line.trim_matches(MARKS)).filter(|line| !line.is_empty());
    let mut lines = lines.take(MOST).take_while(|line| !line.starts_with(['#', '~']));
    lines.any(|line| {
        let Some((label, value)) = line.split_once(COLONS) else { return false };
        let label = label.trim_matches(|c: char| !c.is_alphabetic());
        value.trim_matches(MARKS).starts_with(['/', '{', 'h']) && wording::is(Topic::UrlLabel, label)
    })
}

/// Whether words are the whole label of a route or of an example of one.
pub(super) fn is_label_of_route(words: &str) -> bool {
    const LONGEST: usize = 40;
    const FEW: usize = 2;
    let label = words.trim_matches(|c: char| !c.is_alphanumeric());
    let is_label = |topic| wording::is(topic, label);
    let is_example = || announces_example(label) && wording::words(label).count() <= FEW;
    words.len() < LONGEST
        && (is_label(Topic::UrlLabel) || is_label(Topic::MethodLabel) || is_label(Topic::Request) || is_example())
}
