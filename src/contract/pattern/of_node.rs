//! The pattern of a documented value.

use super::alike::are_alike;
use super::json_pattern::{
    ArrayPattern, JsonPattern, MemberIndex, MemberPattern, ObjectPattern, RowLength, ScalarPattern,
};
use super::merge::merge_all;
use super::name_places::NamePlaces;
use super::name_sets::name_sets_of;
use super::union::union_of;
use crate::json::{Member, Node, Value, widened};
use crate::notation::map_keys::is_placeholder;
use crate::notation::table::table_rows;
use crate::notation::{MapKeys, is_stand_in};

impl JsonPattern {
    /// The pattern of a documented body.
    pub fn new(body: &Node) -> Self {
        Self::of(body, body.start, "")
    }

    /// `key`: the name of the nearest enclosing member, by which placeholders (`key-value`) are recognised.
    pub(super) fn of(node: &Node, at: usize, key: &str) -> Self {
        let mut pattern = Self { at, start: node.start, end: node.end, ..Self::default() };
        let word = node.type_word();
        match &node.value {
            Value::Null => pattern.null = true,
            Value::Elision => pattern.elided = true,
            Value::Placeholder(_) => pattern.placeholder = true,
            Value::Bool(_) | Value::Number(_) => {
                pattern.scalar = Some(ScalarPattern { word, placeholder: false });
            }
            Value::String(text) => {
                pattern.scalar = Some(ScalarPattern { word, placeholder: is_stand_in(key, text) });
            }
            Value::Array { items, open } => {
                let of = |item: &Node| Self::of(item, item.start, key);
                if are_alike(items, key) {
                    let item = items.first().map(|first| Box::new(of(first)));
                    pattern.array = Some(Box::new(ArrayPattern { item, open: *open, ..ArrayPattern::default() }));
                    return pattern;
                }
                let patterns: Vec<Self> = items.iter().map(of).collect();
                let union = union_of(items, &patterns);
                let mut item = merge_all(patterns);
                if let (Some(row), Some(rows)) = (item.as_mut().and_then(|row| row.array.as_mut()), table_rows(items)) {
                    row.columns = columns(&rows, key);
                    row.row = row_length(&rows);
                }
                let name_sets = if union.is_none() && !*open { name_sets_of(items) } else { Vec::new() };
                let (item, open) = (item.map(Box::new), *open);
                pattern.array =
                    Some(Box::new(ArrayPattern { item, union, name_sets, open, ..ArrayPattern::default() }));
            }
            Value::Object { members, open } => {
                pattern.object = Some(Box::new(ObjectPattern::of(members, *open)));
            }
        }
        pattern
    }
}

impl ObjectPattern {
    fn of(members: &[Member], open: bool) -> Self {
        let mut shown = Vec::<MemberPattern>::with_capacity(members.len());
        let mut places = NamePlaces::default();
        let map_keys = MapKeys::of(members.iter().map(|m| (m.key.as_str(), &m.value)));
        let mut entries = Vec::new();
        for member in members {
            let key = if map_keys.covers(&member.key) { "" } else { &*member.key };
            let pattern = JsonPattern::of(&member.value, member.key_start, key);
            if map_keys.covers(&member.key) {
                entries.push(pattern);
                continue;
            }
            // Of a repeated name the last one counts, as for most parsers.
            let place = places.of(&member.key, shown.len(), |at| &shown[at].key);
            match shown.get_mut(place) {
                Some(known) => known.pattern = pattern,
                None => shown.push(MemberPattern { key: member.key.clone(), required: true, pattern }),
            }
        }
        let omitted = shown.iter().all(|m| m.key.starts_with('@'))
            && (shown.is_empty() || shown.iter().any(|m| matches!(m.key.as_str(), "@odata.type" | "@type")));
        let map_value = merge_all(entries);
        let omitted = omitted && map_value.is_none();
        Self {
            members: shown,
            index: MemberIndex::default(),
            map_value: map_value.map(Box::new),
            is_map_by_placeholder: members.iter().any(|member| is_placeholder(&member.key)),
            open,
            omitted,
        }
    }
}

/// The patterns of the columns of a table; none where all columns are of one type.
fn columns(rows: &[&[Node]], key: &str) -> Vec<JsonPattern> {
    let column = |at: usize| merge_all(rows.iter().map(|row| JsonPattern::of(&row[at], row[at].start, key)));
    let columns: Vec<JsonPattern> = (0..rows[0].len()).filter_map(column).collect();
    let describe = |pattern: &JsonPattern| pattern.describe();
    let differ = columns.windows(2).any(|pair| describe(&pair[0]) != describe(&pair[1]));
    if differ { columns } else { Vec::new() }
}

/// The length of rows whose items are of several types, or of several rows of equal length. One row of like items may be a list
/// of any length.
fn row_length(rows: &[&[Node]]) -> Option<RowLength> {
    let kind = |node: &Node| widened(node.type_word());
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
    use crate::json::{Pointer, read};

    fn pattern(text: &str) -> JsonPattern {
        JsonPattern::new(&read(text).expect("reads").root)
    }

    #[test]
    fn each_type_that_items_mix_is_allowed() {
        let pattern = pattern(r#"[{"a":1}, "s", null, [1]]"#);
        let (item, _) = pattern.nearest(&Pointer::parse("/7"));
        assert_eq!(item.describe(), "a string or an object or an array or null");
    }

    #[test]
    fn an_object_with_a_type_alone_omits_its_members() {
        let omitted = |text| pattern(text).object.is_some_and(|o| o.omitted);
        assert!(omitted("{}") && omitted(r##"{"@odata.type":"#a.b"}"##));
        assert!(!omitted(r#"{"@odata.context":"x"}"#) && !omitted(r#"{"@odata.type":"a.b","id":1}"#));
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
