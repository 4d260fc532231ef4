//! Tables of properties, relationships and body parameters.

use super::find_column::{column, text};
use super::property::property;
use crate::contract::Property;
use crate::docs::markdown::block::{Cell, Table, without_marks};
use crate::docs::wording::{self, Topic};
use crate::text::Position;

/// Where a table has its names, and its types and descriptions, of which it has at least one.
struct Columns {
    name: usize,
    types: Option<usize>,
    description: Option<usize>,
}

impl Columns {
    fn of(table: &Table) -> Option<Self> {
        let name = column(table, Topic::NameColumn)?;
        let (types, description) = (column(table, Topic::TypeColumn), column(table, Topic::DescriptionColumn));
        (types.is_some() || description.is_some()).then_some(Self { name, types, description })
    }
}

/// Whether a table has a column of names, and one of types or descriptions.
pub(super) fn is_of_members(table: &Table) -> bool {
    Columns::of(table).is_some()
}

/// The rows of a table that has a column of names, and one of types or descriptions.
pub(super) fn rows(table: &Table, heading: &str, place: impl Fn(&Cell) -> Position) -> Vec<Property> {
    let Some(Columns { name, types, description }) = Columns::of(table) else { return Vec::new() };
    let required_column = column(table, Topic::RequiredColumn);
    let relationship =
        wording::mentions(Topic::RelationshipsTable, heading) || column(table, Topic::RelationshipColumn).is_some();
    let rows = table.rows.iter().filter(|row| row.len() > name);
    let read = rows.map(|row| {
        let type_text = without_marks(text(table, row, types));
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
