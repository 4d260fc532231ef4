//! Documented arrays: their items, and the rows and columns of tables.

use super::pattern::JsonPattern;
use super::pattern_merge::merge_all;
use super::pattern_union::UnionPattern;
use crate::json::{Node, Value};

/// A documented array.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ArrayPattern {
    /// What each item must be: all documented items as one pattern. `None`: the docs show no item.
    pub item: Option<Box<JsonPattern>>,
    /// The patterns by position, where the docs show rows of a table: arrays of one length with columns of several types. Empty
    /// for any other array.
    pub columns: Vec<JsonPattern>,
    /// How long each row is, where the array is one of the rows of a table.
    pub row: Option<RowLength>,
    /// The patterns of items that say which kind they are, where the docs show several kinds.
    pub union: Option<UnionPattern>,
    /// The docs show `...` among the items.
    pub open: bool,
}

/// The length that the docs show of each row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowLength {
    /// How many items each row has.
    pub length: usize,
    /// Its items are of several types, so that each place has a meaning of its own.
    pub by_position: bool,
}

impl ArrayPattern {
    /// The pattern of the item at a position, or of any item.
    pub fn at(&self, position: Option<usize>) -> Option<&JsonPattern> {
        position.and_then(|at| self.columns.get(at)).or(self.item.as_deref())
    }

    /// What an item of the array `items` must be: by its column, by what it says it is, or as any item.
    pub fn item_of(&self, position: usize, items: &[serde_json::Value]) -> Option<&JsonPattern> {
        let kind = |member: &str| items.get(position)?.get(member)?.as_str();
        self.item_by(position, items.len(), kind)
    }

    /// The same of a documented array.
    pub fn item_of_node(&self, position: usize, items: &[Node]) -> Option<&JsonPattern> {
        let kind = |member: &str| items.get(position)?.get(member)?.as_str();
        self.item_by(position, items.len(), kind)
    }

    fn item_by<'v>(
        &self,
        position: usize,
        length: usize,
        kind: impl Fn(&str) -> Option<&'v str>,
    ) -> Option<&JsonPattern> {
        let column = if length == self.columns.len() { self.columns.get(position) } else { None };
        let variant = || self.union.as_ref().and_then(|union| union.variant(kind(&union.member)?));
        column.or_else(variant).or(self.item.as_deref())
    }
}

/// The patterns of the columns of a table; none where all columns are of one type.
pub(super) fn columns(rows: &[&[Node]], key: &str) -> Vec<JsonPattern> {
    let column = |at: usize| merge_all(rows.iter().map(|row| JsonPattern::of(&row[at], row[at].start, key)));
    let columns: Vec<JsonPattern> = (0..rows[0].len()).filter_map(column).collect();
    let describe = |pattern: &JsonPattern| pattern.describe();
    let differ = columns.windows(2).any(|pair| describe(&pair[0]) != describe(&pair[1]));
    if differ { columns } else { Vec::new() }
}

/// The length of rows whose items are of several types, or of several rows of equal length. One row of like items may be a list
/// of any length.
pub(super) fn row_length(rows: &[&[Node]]) -> Option<RowLength> {
    let kind = |node: &Node| match node.type_word() {
        "integer" => "number",
        word => word,
    };
    let by_position = rows.iter().any(|row| {
        let mut kinds = row.iter().filter(|item| item.value != Value::Null).map(kind);
        let first = kinds.next();
        kinds.any(|other| Some(other) != first)
    });
    (by_position || rows.len() > 1).then(|| RowLength { length: rows[0].len(), by_position })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Pointer;
    use crate::json::read;

    fn pattern(text: &str) -> JsonPattern {
        JsonPattern::new(&read(text).expect("reads").root)
    }

    #[test]
    fn rows_that_agree_have_a_length() {
        let row = |text: &str| {
            let pattern = pattern(text);
            let row = pattern.array?.item?.array?.row?;
            Some((row.length, row.by_position))
        };
        assert_eq!(row(r#"[["a", 1], ["b", 2]]"#), Some((2, true)));
        assert_eq!(row(r#"[["a", 1]]"#), Some((2, true)));
        assert_eq!(row("[[1, 2.5], [3, 4]]"), Some((2, false)));
        for other in ["[[1, 2]]", "[[1, null]]", "[[1], [2]]", "[[1, 2], [3]]", "[1, 2]"] {
            assert_eq!(row(other), None, "{other}");
        }
        let several = pattern(r#"[{"t": [["a", 1]]}, {"t": []}, {"t": [["b", 2]]}]"#);
        let (one, _) = several.nearest(&Pointer::parse("/0/t/0"));
        assert_eq!(one.array.as_ref().and_then(|array| array.row).map(|row| row.length), Some(2));
    }

    #[test]
    fn rows_of_a_table_have_columns() {
        let pattern = pattern(r#"{"rows": [["a", 2, null], ["b", 0.5, null]]}"#);
        let describe = |pointer: &str| pattern.nearest(&Pointer::parse(pointer)).0.describe();
        assert_eq!((describe("/rows/7/0"), describe("/rows/7/1")), ("a string".to_owned(), "an integer".to_owned()));
        assert!(pattern.nearest(&Pointer::parse("/rows/7/2")).0.is_unspecified());
        assert_eq!(describe("/rows/7/3"), "a string or null");
    }
}
