//! Tables with one call in a row, whose cells hold what is sent and what is received: columns for the method, the URL, the
//! request and the response.

use super::block::{Cell, Table};
use super::cell_markup::without_markup;
use super::route_parts::is_url;
use super::table_call::{CellContent, TableCall, TableRow};
use super::table_route::is_relative;
use crate::docs::wording::{self, LabelKind, Topic};
use crate::http::method::method;
use crate::http::{reason_phrases, status};
use crate::json;
use crate::json::{Repair, RepairKind};

/// The columns of such a table, by their numbers.
struct Columns {
    method: usize,
    url: usize,
    request: Option<usize>,
    response: usize,
    code: Option<usize>,
}

/// The rows of a table, where the cell of at least one row shows its response as a document; none of any other table.
pub(super) fn calls(page: &str, table: &Table) -> Vec<TableRow> {
    let Some(columns) = Columns::of(table) else { return Vec::new() };
    let shows_response = |row: &TableRow| matches!(row, Ok(TableCall { received: CellContent::Document(..), .. }));
    let rows: Vec<TableRow> = table.rows.iter().filter_map(|row| columns.row(page, table, row)).collect();
    if rows.iter().any(shows_response) { rows } else { Vec::new() }
}

impl Columns {
    fn of(table: &Table) -> Option<Self> {
        let only = |is: &dyn Fn(&str) -> bool| {
            let mut found = (0..table.head.len()).filter(|&at| is(&table.bare(&table.head[at])));
            found.next().filter(|_| found.next().is_none())
        };
        let is_part = |label: &str, kinds: &[LabelKind]| {
            kinds.contains(&LabelKind::of(label)) && !wording::mentions(Topic::Failure, label)
        };
        let names_failure = |label: &str| wording::words(label).any(|word| status::error_code(word).is_some());
        let method = only(&|label| wording::is(Topic::MethodLabel, label))?;
        let url = only(&|label| wording::is(Topic::UrlLabel, label)).filter(|url| *url != method)?;
        let is_route = |at: usize| at == method || at == url;
        let response = only(&|label| {
            is_part(label, &[LabelKind::Response]) && !names_failure(label) && !wording::mentions(Topic::Reader, label)
        })?;
        let request = only(&|label| is_part(label, &[LabelKind::Request, LabelKind::RequestBody]));
        let code = only(&|label| wording::is(Topic::CodeLabel, label));
        let code = code.filter(|code| *code != response);
        (!is_route(response)).then_some(Self {
            method,
            url,
            request: request.filter(|at| !is_route(*at)),
            response,
            code,
        })
    }

    /// None of a row without a method or a URL: a title between rows.
    fn row(&self, page: &str, table: &Table, row: &[Cell]) -> Option<TableRow> {
        let (method, url) = (row.get(self.method)?, row.get(self.url)?);
        let is_empty = table.bare(method).is_empty() || table.bare(url).is_empty();
        (!is_empty).then(|| self.call(page, table, row).ok_or(method.at))
    }

    fn call(&self, page: &str, table: &Table, row: &[Cell]) -> Option<TableCall> {
        let cell = |at: usize| row.get(at);
        let verb = method(&table.bare(cell(self.method)?))?;
        let url_cell = cell(self.url)?;
        let url = table.bare(url_cell).into_owned();
        if !is_url(&url) && !is_relative(&url) {
            return None;
        }
        let into = page.get(url_cell.at..)?.lines().next()?.find(url.as_str()).unwrap_or_default();
        let content = |at: usize| cell(at).map_or(CellContent::Nothing, |cell| content(page, table, cell));
        let code_in = |cell: &Cell| {
            let only = only_code(&table.bare(cell))?;
            Some((only, cell.at + page.get(cell.at..)?.find(&only.to_string())?))
        };
        let own = self.code.and_then(cell).and_then(code_in);
        Some(TableCall {
            method: verb,
            url,
            url_at: url_cell.at + into,
            sent: self.request.map_or(CellContent::Nothing, content),
            received: content(self.response),
            status: own.or_else(|| code_in(&table.head[self.response])),
        })
    }
}

/// What a cell holds, with its markup blanked out, so that what is shown stays where it is.
fn content(page: &str, table: &Table, cell: &Cell) -> CellContent {
    let shown = table.bare(cell);
    let is_mark = |c: char| matches!(c, '-' | '\u{2013}' | '\u{2014}' | '/') || c.is_whitespace();
    if shown.chars().all(is_mark) || wording::is(Topic::EmptyBody, &shown) {
        return CellContent::Nothing;
    }
    // The brackets of a link are not shown.
    let Some(source) = without_markup(source(page, cell)).filter(|_| shown.contains(json::OPENING)) else {
        return CellContent::Other;
    };
    let Some(start) = source.find(json::OPENING) else { return CellContent::Other };
    let (before, text) = (&source[..start], source[start..].trim_end());
    let is_type = |repair: &Repair| repair.kind == RepairKind::Placeholder;
    let (shown, behind) = match json::read(text) {
        Ok(document) if !document.repairs.iter().any(is_type) => text.split_at(document.root.end),
        // Only brackets are missing at its end: that is reported.
        Err(error) if error.at >= text.len() && text.ends_with(json::CLOSING) => (text, ""),
        _ => return CellContent::Other,
    };
    match status_beside(before, behind) {
        Beside::Nothing => CellContent::Document(shown.to_owned(), cell.at + start, None),
        Beside::Status(code) => CellContent::Document(shown.to_owned(), cell.at + start, Some(code)),
        Beside::Other => CellContent::Other,
    }
}

/// What is in a cell before or behind a document.
enum Beside {
    Nothing,
    Status(u16),
    Other,
}

/// Reads what is before and behind a document.
fn status_beside(before: &str, behind: &str) -> Beside {
    let is_edge = |c: char| !c.is_alphanumeric();
    let (before, behind) = (before.trim(), behind.trim());
    let names_code = wording::words(behind).any(|word| status::code(word).is_some());
    let behind = if behind.starts_with('#') && !names_code { "" } else { behind };
    let beside = match (before, behind) {
        ("", "") => return Beside::Nothing,
        ("", only) | (only, "") => only,
        _ => return Beside::Other,
    };
    // The target of a link.
    if beside.contains("](") || behind.starts_with("(#") {
        return Beside::Other;
    }
    let Some(code) = only_code(beside) else { return Beside::Other };
    let Some((left, right)) = beside.split_once(&code.to_string()) else { return Beside::Other };
    let (left, right) = (left.trim_matches(is_edge), right.trim_matches(is_edge));
    let is_label = |text: &str| text.is_empty() || wording::is(Topic::CodeLabel, text);
    let is_phrase = right.is_empty() || reason_phrases::codes_of(right).contains(&code);
    if is_label(left) && is_phrase { Beside::Status(code) } else { Beside::Other }
}

/// The one status code that a text names.
fn only_code(text: &str) -> Option<u16> {
    let mut codes = wording::words(text).filter_map(status::code);
    codes.next().filter(|_| codes.next().is_none())
}

/// The source of a cell: up to the bar that ends it.
fn source<'p>(page: &'p str, cell: &Cell) -> &'p str {
    let line = page.get(cell.at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let mut bars = line.match_indices('|').map(|(at, _)| at);
    let end = bars.find(|&at| at > 0 && !line[..at].ends_with('\\'));
    &line[..end.unwrap_or(line.len())]
}
