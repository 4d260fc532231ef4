//! The front matter of a page, and the route that it may name.

use super::block_reader::BlockReader;
use super::method_in_text::has_capitals;
use super::route_parts::{Route, RouteParts};
use crate::http::method::METHODS;
use crate::text::lines;

/// The keys whose value is a route: `api: "GET /items"`, `openapi: api.json GET /items`.
const ROUTE_KEYS: [&str; 3] = ["api", "openapi", "title"];

impl BlockReader<'_> {
    /// The route that the front matter, which ends at `end`, says the page is about: in one value, or in one for its method and
    /// one for its URL.
    pub(super) fn front_matter_route(&mut self, end: usize) {
        let mut at = 0;
        for line in lines(&self.text[..end]) {
            let found = route_of_key(line, at).or_else(|| {
                // Most values are something else, and most keys are about it.
                let may_be_part = (line.contains('/') || has_capitals(line))
                    && line.split_once(':').is_none_or(|(key, _)| RouteParts::is_label(key));
                if may_be_part { self.known.routes.line(line, at) } else { None }
            });
            if let Some(route) = found {
                return self.route_in_parts(route);
            }
            at += line.len();
        }
    }
}

/// The route in the value of a line that begins at `start`.
fn route_of_key(line: &str, start: usize) -> Option<Route> {
    let shown = line.trim_start();
    // Nearly all lines end here.
    if !ROUTE_KEYS.iter().any(|key| shown.starts_with(key)) {
        return None;
    }
    let is_route = |(key, value): &(&str, &str)| value.contains('/') && ROUTE_KEYS.contains(&key.trim());
    let (key, value) = line.split_once(':').filter(is_route)?;
    let mut at = start + key.len() + 1;
    let mut method = None;
    for word in value.split_inclusive([' ', '"', '\'', '\n']) {
        let text = word.trim_end_matches([' ', '"', '\'', '\n', '\r']);
        let is_target = text.starts_with('/') || text.contains("://");
        match method {
            Some(method) if is_target => return Some(Route::at_url(method, text.to_owned(), at..at + text.len())),
            // `title: How to GET /items` is about something else.
            _ if !text.is_empty() && key.trim() == "title" && at > start + key.len() + 3 => return None,
            _ if !text.is_empty() => {
                method = METHODS.iter().copied().find(|method| method.eq_ignore_ascii_case(text));
            }
            _ => {}
        }
        at += word.len();
    }
    None
}

/// The length of the byte order mark and the front matter (YAML between `---`, TOML between `+++`) a page begins with.
pub(super) fn end(text: &str) -> usize {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = lines(&text[bom..]);
    let Some(first) = lines.next() else { return bom };
    let mark = first.trim_end();
    if mark != "---" && mark != "+++" {
        return bom;
    }
    let mut at = bom + first.len();
    for line in lines {
        at += line.len();
        if line.trim_end() == mark || (mark == "---" && line.trim_end() == "...") {
            return at;
        }
    }
    bom
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_may_be_a_route() {
        let read = |line: &str| route_of_key(line, 0).map(|it| (it.method, it.url, line[it.range].to_owned()));
        let route = |method, url: &str| Some((method, url.to_owned(), url.to_owned()));
        assert_eq!(read("openapi: \"api.json get /lamps/{id}\"\n"), route("GET", "/lamps/{id}"));
        assert_eq!(read("api: POST https://h/lamps\n"), route("POST", "https://h/lamps"));
        assert_eq!(read("title: GET /a\n"), route("GET", "/a"));
        for line in ["api: lamps\n", "title: How to GET /a\n", "openapi: /api.json\n", "get /a"] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
