//! Routes whose parts are below a label or in a table: `### URL` and a list item with it, `### Method` and another one; a
//! table with one row for both.

use std::ops::Range;

use super::block::Table;
use super::block_reader::BlockReader;
use super::route_parts::Route;
use super::table_route;

/// Marks around a value, and before it in a list.
const MARKS: [char; 6] = ['`', '*', '-', '+', ' ', '\t'];

impl BlockReader<'_> {
    /// Takes the value of a label right above it: a list item or a paragraph. Whether it is one.
    pub(super) fn labelled_value(&mut self, range: &Range<usize>) -> bool {
        if !self.known.routes.is_labelled(range.start) {
            return false;
        }
        let line = self.text[range.clone()].lines().next().unwrap_or_default();
        let value = line.trim_start_matches(MARKS);
        let start = range.start + line.len() - value.len();
        let value = value.trim_end_matches(MARKS);
        let is_value = self.known.routes.value(value, start..start + value.len());
        if let Some(route) = self.known.routes.route().filter(|_| is_value) {
            self.route_in_parts(route);
        }
        is_value
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
