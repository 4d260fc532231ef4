//! Routes whose parts are below a label or in a table: `### URL` and a list item with it, `### Method` and another one; a
//! table with one row for both.

use std::ops::Range;

use super::block::{BlockKind, Table};
use super::block_reader::BlockReader;
use crate::docs::messages::method::method;
use crate::docs::messages::request_line::RequestLine;
use crate::docs::wording::{self, Topic};

/// Marks around a value, and before it in a list.
const MARKS: [char; 6] = ['`', '*', '-', '+', ' ', '\t'];

impl BlockReader<'_> {
    /// Takes the value of a label right above it: a list item or a paragraph. Whether it is one.
    pub(super) fn labelled_value(&mut self, range: &Range<usize>) -> bool {
        if !self.routes.is_labelled(range.start) {
            return false;
        }
        let line = self.text[range.clone()].lines().next().unwrap_or_default();
        let value = line.trim_start_matches(MARKS);
        let start = range.start + line.len() - value.len();
        let value = value.trim_end_matches(MARKS);
        let is_value = self.routes.value(value, start..start + value.len());
        if let Some((method, url, range)) = self.routes.route().filter(|_| is_value) {
            self.leading_route(method, url, range);
        }
        is_value
    }

    /// The route of a table with one row, and a column each for the method and the URL.
    pub(super) fn table_route(&mut self, table: &Table) {
        let [row] = table.rows.as_slice() else { return };
        let column = |topic: Topic| {
            let at = table.head.iter().position(|cell| wording::is(topic, &table.bare(cell)))?;
            row.get(at)
        };
        let Some((verb, path)) = column(Topic::MethodLabel).zip(column(Topic::UrlLabel)) else { return };
        let (url, written) = (table.bare(path).into_owned(), method(&table.bare(verb)));
        let from = path.at + self.text[path.at..].find(url.as_str()).unwrap_or_default();
        if let Some(method) = written.filter(|_| is_url(&url)) {
            self.leading_route(method, url.clone(), from..from + url.len());
        }
    }

    fn leading_route(&mut self, method: &'static str, url: String, range: Range<usize>) {
        let place = self.lines.place(range.start);
        self.push(BlockKind::Route { line: RequestLine::of_route(method, url, place), leads: true }, range);
    }
}

/// Whether a value is a path or a URL.
pub(super) fn is_url(value: &str) -> bool {
    let begins = ["/", "http://", "https://"].iter().any(|begin| value.starts_with(begin));
    begins && value.len() > 1 && !value.contains(char::is_whitespace)
}
