//! Tables about one call, with a label and its value in each row: the method, the URL, the body, and the response as a document.

use super::block::{Cell, Table};
use super::cell_content::content;
use super::route_parts::is_url;
use super::table_call::{CellContent, TableCall};
use super::table_route::{is_relative, shows_method};
use crate::docs::wording::{self, LabelKind, Topic};
use crate::http::method::method;

/// The call that a table is about, where a cell of it shows the response as a document.
pub(super) fn call(page: &str, table: &Table) -> Option<TableCall> {
    /// A table with more rows is about something else.
    const MOST: usize = 16;
    if table.head.len() != 2 || !(2..=MOST).contains(&table.rows.len()) || !shows_method(table) {
        return None;
    }
    let (mut verb, mut url, mut sent, mut received) = (None, None, None, None);
    for row in [&table.head].into_iter().chain(&table.rows) {
        let [label, value] = row.as_slice() else { continue };
        let (name, shown) = (table.bare(label), table.bare(value));
        let name = name.trim_end_matches(':').trim_end();
        let is_second = if wording::is(Topic::MethodLabel, name) {
            verb.replace(method(&shown)?).is_some()
        } else if (wording::is(Topic::UrlLabel, name) || wording::is(Topic::Client, name))
            && (is_url(&shown) || is_relative(&shown))
        {
            url.replace((shown.into_owned(), value)).is_some()
        } else {
            match part(name) {
                LabelKind::Response => received.replace(value).is_some(),
                LabelKind::Request | LabelKind::RequestBody => sent.replace(value).is_some(),
                _ => false,
            }
        };
        if is_second {
            return None;
        }
    }
    let read = |cell: Option<&Cell>| cell.map_or(CellContent::Nothing, |cell| content(page, table, cell));
    let ((url, cell), received) = (url?, read(received));
    let into = page.get(cell.at..)?.lines().next()?.find(url.as_str()).unwrap_or_default();
    matches!(received, CellContent::Document(..)).then_some(TableCall {
        method: verb?,
        url_at: cell.at + into,
        url,
        sent: read(sent),
        received,
        status: None,
    })
}

/// What a label calls its value; a failure is no response to the call.
fn part(label: &str) -> LabelKind {
    /// A label of more words is one of a remark.
    const FEW: usize = 3;
    let is_part = wording::words(label).count() <= FEW && !wording::mentions(Topic::Failure, label);
    if is_part { LabelKind::of(label) } else { LabelKind::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docs::markdown::html_table;

    #[test]
    fn cells_of_html_show_what_a_call_sends_and_receives() {
        let row = |label: &str, value: &str| format!("<tr>\n<td>{label}</td>\n<td>{value}</td>\n</tr>\n");
        let read = |method: &str, url: &str, response: &str| {
            let rows = [("method", method), (url, "/shelves"), ("body:", "{<br>\n\u{201c}a\u{201d}: 1,<br>\n}")];
            let rows: String = rows.map(|(label, value)| row(label, value)).concat() + &row("response", response);
            let page = format!("<table>\n{rows}");
            call(&page, &html_table::read(&page, 0).expect("a table"))
        };
        let found = read("POST", "curl", "{<br>&nbsp;\"id\": \u{201c}b\u{201d}<br>}<br>").expect("a call");
        assert_eq!((found.method, found.url.as_str()), ("POST", "/shelves"));
        let shown = |content: &CellContent| match content {
            CellContent::Document(shown, _, None) => shown.replace(' ', ""),
            _ => String::new(),
        };
        assert_eq!((shown(&found.sent), shown(&found.received)), ("{\n\"a\":1,\n}".into(), "{\"id\":\"b\"}".into()));
        for (method, url, response) in
            [("POST", "url", "see Shelf"), ("POST", "url", "{id: number}"), ("ALL", "url", "{}"), ("GET", "page", "{}")]
        {
            assert_eq!(read(method, url, response), None, "{method} {url} {response}");
        }
    }
}
