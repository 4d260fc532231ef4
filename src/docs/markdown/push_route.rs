//! Routes that were found, as blocks.

use std::ops::Range;

use super::block::BlockKind;
use super::block_reader::BlockReader;
use super::named_route::NamedRoute;
use super::route_parts;
use super::route_parts::Route;
use crate::docs::messages::request_line::RequestLine;

impl BlockReader<'_> {
    /// A route named in the text that begins at `from`.
    pub(super) fn route(&mut self, from: usize, named: NamedRoute, leads: bool) {
        let range = from + named.at..from + named.end;
        let place = self.lines.place(from + named.url_at);
        let line = named.line(place);
        self.push(BlockKind::Route { line, leads }, range);
    }

    /// A route whose method and URL are in different places.
    pub(super) fn route_in_parts(&mut self, Route { method, url, url_range, range }: Route) {
        let place = route_parts::text_place(self.text, self.lines, &url_range);
        self.push(BlockKind::Route { line: RequestLine::of_route(method, url, place), leads: true }, range);
    }

    /// A URL in a range of the page that shows no method.
    pub(super) fn url_alone(&mut self, url: &str, range: &Range<usize>, leads: bool) {
        let at = self.offset_of(url, range);
        let line = RequestLine::of_url(url.to_owned(), self.lines.place(at));
        self.push(BlockKind::Route { line, leads }, at..at + url.len());
    }

    /// The page offset of a text that is in a range of the page.
    pub(super) fn offset_of(&self, text: &str, range: &Range<usize>) -> usize {
        range.start + self.text[range.clone()].find(text).unwrap_or_default()
    }
}
