//! Tables of properties, relationships and body parameters.

use super::columns::{column, text};
use super::property::property;
use crate::contract::Property;
use crate::docs::markdown::block::{Cell, Table, without_marks};
use crate::docs::wording::{self, Topic};
use crate::text::Position;

/// The rows of a table that has a column of names, and one of types or descriptions.
pub(super) fn rows(table: &Table, heading: &str, place: impl Fn(&Cell) -> Position) -> Vec<Property> {
    let Some(name) = column(table, Topic::NameColumn) else { return Vec::new() };
    let type_column = column(table, Topic::TypeColumn);
    let description = column(table, Topic::DescriptionColumn);
    if type_column.is_none() && description.is_none() {
        return Vec::new();
    }
    let required_column = column(table, Topic::RequiredColumn);
    let relationship =
        wording::mentions(Topic::RelationshipsTable, heading) || column(table, Topic::RelationshipColumn).is_some();
    let rows = table.rows.iter().filter(|row| row.len() > name);
    let read = rows.map(|row| {
        let type_text = without_marks(text(table, row, type_column));
        let property = property(table.bare(&row[name]), type_text, text(table, row, description), place(&row[name]));
        let required = property.required || says_yes(text(table, row, required_column));
        Property { required, relationship, ..property }
    });
    read.filter(|property| !property.name.is_empty() && !property.name.contains(' ')).collect()
}

/// Whether a cell of the "Required" column says yes.
fn says_yes(cell: &str) -> bool {
    wording::is(Topic::Yes, cell.trim_matches(|c: char| !c.is_alphanumeric()))
}
