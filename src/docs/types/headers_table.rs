//! "Request headers" tables -> header fields. What value a request gets from one is in `request/header_table.rs`.

use super::find_column::{column, text};
use crate::contract::HeaderRow;
use crate::docs::markdown::block::{Cell, Table};
use crate::docs::wording::{self, Topic};
use crate::text::Position;

pub(super) fn rows(table: &Table, place: impl Fn(&Cell) -> Position) -> Vec<HeaderRow> {
    let value = column(table, Topic::ValueColumn).or(Some(table.head.len().saturating_sub(1)));
    let rows = table.rows.iter().filter(|row| !row.is_empty());
    let read = rows.map(|row| HeaderRow {
        name: table.bare(&row[0]).into_owned(),
        value: header_value(&text(table, row, value).replace('`', "")),
        required: row.iter().any(|cell| wording::mentions(Topic::Required, table.text(cell))),
        place: place(&row[0]),
    });
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    read.filter(|row| is_name(&row.name)).collect()
}

/// `application/json. Required.` -> `application/json`
fn header_value(cell: &str) -> String {
    let end = cell.find(". ").or_else(|| cell.strip_suffix('.').map(str::len)).unwrap_or(cell.len());
    cell[..end].trim().to_owned()
}
