//! Finds a column of a table by a topic. The words that name a column are in `docs/wording/words.toml`; which columns make a
//! table of properties, header fields or values is decided in `properties_table.rs`, `headers_table.rs`, `enum_table.rs`.

use crate::docs::markdown::block::{Cell, Table};
use crate::docs::wording::{self, Topic};

/// The first column whose name is one of the topic's.
pub(super) fn column(table: &Table, topic: Topic) -> Option<usize> {
    table.head.iter().position(|cell| wording::is(topic, &table.bare(cell)))
}

/// Whether the column at `at` has one of the topic's names.
pub(super) fn is_column(table: &Table, at: usize, topic: Topic) -> bool {
    table.head.get(at).is_some_and(|cell| wording::is(topic, &table.bare(cell)))
}

/// The text of a row in a column; empty where there is none.
pub(super) fn text<'t>(table: &'t Table, row: &[Cell], column: Option<usize>) -> &'t str {
    column.and_then(|at| row.get(at)).map_or("", |cell| table.text(cell))
}
