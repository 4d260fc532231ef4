//! Tables with one call in a row, whose cells hold what is sent and what is received: columns for the method, the URL, the
//! request and the response.

use super::block::{Cell, Table};
use super::cell_content::{content, only_code};
use super::route_parts::is_url;
use super::table_call::{CellContent, TableCall, TableRow};
use super::table_of_call;
use super::table_route::is_relative;
use crate::docs::wording::{self, LabelKind, Topic};
use crate::http::method::method;
use crate::http::status;

/// The columns of such a table, by their numbers.
struct Columns {
    method: usize,
    url: usize,
    request: Option<usize>,
    response: usize,
    code: Option<usize>,
}

/// The rows of a table, where the cell of at least one row shows its response as a document, or the one call that its rows are about;
/// none of any other table.
pub(super) fn calls(page: &str, table: &Table) -> Vec<TableRow> {
    let Some(columns) = Columns::of(table) else {
        return table_of_call::call(page, table).map(Ok).into_iter().collect();
    };
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
