//! Routes in tables: a row for the URL and one for the method, or a column for each, in Markdown or HTML.

use std::ops::Range;

use super::block::{Cell, Table};
use super::inline_marks;
use super::method_in_text::has_capitals;
use super::route_parts::is_url;
use crate::docs::messages::paths::is_spaced;
use crate::docs::wording::{self, Topic};
use crate::http::method::{METHODS, method};

/// The one route that a table is about: its method, its URL, and the page offset of the URL's cell.
pub(super) fn route(table: &Table) -> Option<(&'static str, String, usize)> {
    if !shows_method(table) {
        return None;
    }
    in_rows(table).or_else(|| in_columns(table)).or_else(|| by_form(table))
}

/// Whether one of the cells that may be the value of a label is a method, which tables about anything else do not have.
pub(super) fn shows_method(table: &Table) -> bool {
    /// No method is longer, with markup around it.
    const LONGEST: usize = 40;
    let only = table.rows.as_slice().first().filter(|_| table.rows.len() == 1);
    let seconds = [&table.head].into_iter().chain(&table.rows).filter_map(|row| row.get(1));
    let may_be = |cell: &&Cell| table.text(cell).len() <= LONGEST && has_capitals(table.text(cell));
    seconds.chain(only.into_iter().flatten()).filter(may_be).any(|cell| method(&table.bare(cell)).is_some())
}

/// The route of a table with one row of values, or one value in a row, where just one is a method and just one a path, whatever
/// their labels are called.
fn by_form(table: &Table) -> Option<(&'static str, String, usize)> {
    /// A table with more rows is a list of something.
    const MOST: usize = 6;
    let values: Vec<&Cell> = match table.rows.as_slice() {
        [row] if row.len() > 2 => row.iter().collect(),
        rows if rows.len() <= MOST && table.head.len() == 2 => {
            [&table.head].into_iter().chain(rows).filter_map(|row| row.get(1)).collect()
        }
        _ => return None,
    };
    let mut verbs = values.iter().filter_map(|cell| method(&table.bare(cell)));
    let verb = verbs.next().filter(|_| verbs.next().is_none())?;
    let first_word = |cell: &&Cell| table.bare(cell).split_whitespace().next().map(str::to_owned);
    let mut urls = values.iter().filter_map(|cell| Some((first_word(cell).filter(|word| is_url(word))?, cell.at)));
    let (url, at) = urls.next()?;
    urls.next().is_none().then_some((verb, url, at))
}

/// A label in the first cell of each row, its value in the second.
fn in_rows(table: &Table) -> Option<(&'static str, String, usize)> {
    let rows = [&table.head].into_iter().chain(&table.rows);
    of_pairs(table, rows.filter_map(|row| Some((row.first()?, row.get(1)?))))
}

/// A table with one row below its labels; several rows are a list of routes.
fn in_columns(table: &Table) -> Option<(&'static str, String, usize)> {
    let [row] = table.rows.as_slice() else { return None };
    of_pairs(table, table.head.iter().zip(row))
}

/// The route of labels and their values; `None` where they name a second method or URL.
fn of_pairs<'t>(
    table: &Table,
    pairs: impl Iterator<Item = (&'t Cell, &'t Cell)>,
) -> Option<(&'static str, String, usize)> {
    let (mut verb, mut url) = (None, None);
    for (label, value) in pairs {
        let (label, shown) = (table.bare(label), table.bare(value));
        if wording::is(Topic::MethodLabel, &label) {
            let found = method(&shown)?;
            if verb.replace(found).is_some() {
                return None;
            }
        } else if wording::is(Topic::UrlLabel, &label)
            && (is_url(&shown) || is_relative(&shown))
            && url.replace((shown.into_owned(), value.at)).is_some()
        {
            return None;
        }
    }
    let (url, at) = url?;
    Some((verb?, url, at))
}

/// Whether the value of a label is a path without its first slash: `api/items`.
pub(super) fn is_relative(value: &str) -> bool {
    let path = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '{' | '}' | ':' | '<' | '>');
    value.contains('/') && value.starts_with(|c: char| c.is_ascii_alphanumeric()) && value.chars().all(path)
}

/// The one route of a table in HTML, with the bytes of its URL. The method may be named in another cell: "This `GET` method".
pub(super) fn in_html(text: &str) -> Option<(&'static str, String, Range<usize>)> {
    if !text.contains("<td") {
        return None;
    }
    let (mut label, mut verb, mut named, mut url) = (String::new(), None, Vec::new(), None);
    for (at, cell) in cells(text) {
        let shown = without_tags(cell);
        if cell.is_empty() {
            label.clear();
        } else if label.is_empty() {
            label = shown;
        } else if wording::is(Topic::MethodLabel, &label) {
            verb = verb.or(method(&shown));
        } else if wording::is(Topic::UrlLabel, &label) {
            let start = inline_marks::leading(cell.trim_start()) + cell.len() - cell.trim_start().len();
            let value = cell[start..].split(['`', '\n']).next().unwrap_or_default();
            let value = value.split("</").next().unwrap_or_default().trim_end();
            if !is_url_in_cell(value) || url.is_some() {
                return None;
            }
            url = Some((value.to_owned(), at + start..at + start + value.len()));
        } else {
            named.extend(marked_method(cell));
        }
    }
    let (url, range) = url?;
    let only = if let [only] = named.as_slice() { Some(*only) } else { None };
    Some((verb.or(only)?, url, range))
}

/// Whether a cell holds a URL; a placeholder in it may consist of several words.
fn is_url_in_cell(value: &str) -> bool {
    !is_spaced(value) && is_url(&value.replace(char::is_whitespace, "_"))
}

/// The content of each cell with its offset; an empty text where a row begins.
fn cells(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('<').filter_map(move |(at, _)| {
        let tag = inline_marks::near(&text[at..]);
        let is = |name: &str| tag.get(1..3).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if is("tr") {
            return Some((at, ""));
        }
        let open = tag.find('>').filter(|_| is("td") || is("th") && !tag.starts_with("<thead"))? + 1;
        let inside = &text[at + open..];
        let ends = ["</td", "</th", "<td", "</tr", "<tr", "<th"];
        let near = inline_marks::near(inside);
        let end = ends.iter().filter_map(|end| near.find(end)).min().unwrap_or(near.len());
        (end > 0).then(|| (at + open, &inside[..end]))
    })
}

fn without_tags(cell: &str) -> String {
    let mut shown = String::new();
    for part in cell.split('<') {
        shown.push_str(if shown.is_empty() && !cell.starts_with('<') {
            part
        } else {
            part.split_once('>').map_or("", |(_, text)| text)
        });
    }
    shown.trim_matches(|c: char| c.is_whitespace() || matches!(c, '`' | '*' | ':')).to_owned()
}

/// The one method that a cell names in a code span.
fn marked_method(cell: &str) -> Option<&'static str> {
    let mut spans = cell.split('`').filter(|part| METHODS.contains(&part.trim()));
    let found = spans.next().and_then(|span| method(span.trim()))?;
    spans.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_in_html_name_a_route() {
        let read = |text: &str| in_html(text).map(|(method, url, range)| (method, url, text[range].to_owned()));
        let route = |method, url: &str| Some((method, url.to_owned(), url.to_owned()));
        let rows = "<table>\n<tr><td>What</td><td>This ```PUT``` method sets it.</td></tr>\n<tr><td>URL</td>\n<td markdown=\"span\">```http://[host]/a/[lamp id]```</td></tr>";
        assert_eq!(read(rows), route("PUT", "http://[host]/a/[lamp id]"));
        let plain = "<tr><th>Method</th><td>GET</td></tr><tr><th>Path</th><td><code>/a</code></td></tr>";
        assert_eq!(read(plain), route("GET", "/a"));
        for text in ["<tr><td>URL</td><td>/a</td></tr>", "<tr><td>Method</td><td>GET</td></tr>", "<td>"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
