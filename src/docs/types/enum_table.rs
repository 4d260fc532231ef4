//! Tables of enum members.

use super::find_column::is_column;
use crate::contract::EnumMember;
use crate::docs::markdown::block::{Cell, Table};
use crate::docs::wording::{self, Topic};
use crate::text::Position;

/// The members of an enum table, which has one of four sets of columns; `None` for another table.
pub(super) fn members(table: &Table, place: impl Fn(&Cell) -> Position) -> Option<Vec<EnumMember>> {
    let of_values = || {
        is_column(table, 0, Topic::EnumValueColumn)
            && (table.head.len() == 1 || is_column(table, 1, Topic::EnumDescriptionColumn))
    };
    if !(is_column(table, 0, Topic::MemberColumn) || of_values()) {
        return None;
    }
    let names = table.rows.iter().filter_map(|row| row.first());
    let members = names.map(|cell| EnumMember { name: table.bare(cell).into_owned(), place: place(cell) });
    Some(members.filter(|member| !member.name.is_empty() && !member.name.contains(' ')).collect())
}

/// `### importance values` -> `importance`; where the heading names no enum, the first word of the page's title.
pub(super) fn name(heading: &str, title: Option<&str>) -> String {
    let first = heading.split_whitespace().next().filter(|word| !wording::is(Topic::EnumHeading, word));
    first.or_else(|| title?.split_whitespace().next()).unwrap_or_default().to_owned()
}
