//! Arrays of arrays that are the rows of a table.

use crate::json::Node;

/// The rows of a table: arrays of one length, of two columns or more; `None` where the items are something else.
pub(crate) fn table_rows(items: &[Node]) -> Option<Vec<&[Node]>> {
    let rows: Vec<&[Node]> = items.iter().map(Node::items).collect::<Option<_>>()?;
    let width = rows.first()?.len();
    (width > 1 && rows.iter().all(|row| row.len() == width)).then_some(rows)
}
