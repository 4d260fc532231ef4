//! The documented body as a pattern: the structure that a body must have, with the place in the text where each part is
//! documented.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::name_places::NamePlaces;
use super::pattern_merge::merge_all;
use super::pattern_union::{UnionPattern, union_of};
use crate::json::{Node, Pointer, Value};
use crate::notation::documented_value::may_be_map_key;
use crate::notation::map_keys::is_placeholder;
use crate::notation::table::table_rows;
use crate::notation::{MapKeys, is_stand_in};

/// What a body may have at one place, and where that is documented.
///
/// The items of an array are one pattern, made from all documented items. So a place may be shown with values of several
/// types; each of them is allowed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct JsonPattern {
    /// Byte offset in the documented body of the member's name; of the value where it has none (root, items).
    pub at: usize,
    /// First byte of the value in the documented body.
    pub start: usize,
    /// One past the value's last byte.
    pub end: usize,
    /// The docs show `...` here: any value is allowed.
    pub elided: bool,
    /// The docs show a placeholder without quotes here (`<id>`): any value is allowed.
    pub placeholder: bool,
    /// The docs show `null` here.
    pub null: bool,
    /// The docs show a string, number or boolean.
    pub scalar: Option<ScalarPattern>,
    /// The docs show an object.
    pub object: Option<ObjectPattern>,
    /// The docs show an array.
    pub array: Option<Box<ArrayPattern>>,
}

/// A documented string, number or boolean. Its type and format are checked by the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScalarPattern {
    /// `string`, `integer`, `number` or `boolean`.
    pub word: &'static str,
    /// The docs show a placeholder (`"String"`, `<id>`), not a value.
    pub placeholder: bool,
}

/// A documented object.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ObjectPattern {
    /// The members shown, in the order they were first shown.
    pub members: Vec<MemberPattern>,
    /// Where the members are, once one of many is asked for.
    pub(super) index: MemberIndex,
    /// The pattern of the values of a map, where the docs show placeholders as names (`<id>`, a GUID).
    pub map_value: Option<Box<JsonPattern>>,
    /// A placeholder stands for the names of the map. Names that are data may be fixed ones beside others.
    pub(super) is_map_by_placeholder: bool,
    /// The docs show `...` among the members.
    pub open: bool,
    /// The docs show `{}`, or nothing but an `@odata.type`: the members are omitted.
    pub omitted: bool,
}

/// The places of the members of an object by their names. It follows from the members and makes no two objects differ.
#[derive(Debug, Clone, Default)]
pub(super) struct MemberIndex(OnceLock<HashMap<String, usize>>);

impl PartialEq for MemberIndex {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// A documented member.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberPattern {
    /// The name.
    pub key: String,
    /// Shown in every documented item; always true for an object that is not an item.
    pub required: bool,
    /// The pattern of its value.
    pub pattern: JsonPattern,
}

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
    /// The patterns of items that say themselves what they are, where the docs show unlike ones.
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

impl JsonPattern {
    /// The pattern of a documented body.
    pub fn new(body: &Node) -> Self {
        Self::of(body, body.start, "")
    }

    /// `key`: the name of the nearest enclosing member, by which placeholders (`key-value`) are recognised.
    fn of(node: &Node, at: usize, key: &str) -> Self {
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
                let mut item = merge_all(items.iter().map(|item| Self::of(item, item.start, key)));
                if let (Some(row), Some(rows)) = (item.as_mut().and_then(|row| row.array.as_mut()), table_rows(items)) {
                    row.columns = columns(&rows, key);
                    row.row = row_length(&rows);
                }
                let union = union_of(items, |item| Self::of(item, item.start, key));
                let item = item.map(Box::new);
                pattern.array =
                    Some(Box::new(ArrayPattern { item, columns: Vec::new(), row: None, union, open: *open }));
            }
            Value::Object { members, open } => {
                pattern.object = Some(ObjectPattern::of(members, *open));
            }
        }
        pattern
    }

    /// Whether any value is allowed.
    pub const fn is_open(&self) -> bool {
        self.elided || self.placeholder
    }

    /// Whether only `null` or `...` is shown: nothing is known about a value.
    pub const fn is_unspecified(&self) -> bool {
        self.is_open() || (self.scalar.is_none() && self.object.is_none() && self.array.is_none())
    }

    /// The pattern at `pointer`, or of the nearest place above it that is documented; indices lead to the item pattern.
    /// The flag: it is the place itself.
    pub fn nearest(&self, pointer: &Pointer) -> (&Self, bool) {
        let mut here = self;
        for token in pointer.tokens() {
            match here.child(&token) {
                Some(child) => here = child,
                None => return (here, false),
            }
        }
        (here, true)
    }

    fn child(&self, token: &str) -> Option<&Self> {
        let member = self.object.as_ref().and_then(|object| object.at(token));
        let item = || self.array.as_ref().filter(|_| is_index(token)).and_then(|array| array.at(token.parse().ok()));
        member.or_else(item)
    }

    /// The types shown, for a message: `an object`, `a string or null`.
    pub fn describe(&self) -> String {
        let scalar = self.scalar.map(|s| match s.word {
            "integer" => "an integer",
            "number" => "a number",
            "boolean" => "a boolean",
            _ => "a string",
        });
        let types = [
            scalar,
            self.object.as_ref().map(|_| "an object"),
            self.array.as_ref().map(|_| "an array"),
            self.null.then_some("null"),
        ];
        let types: Vec<_> = types.into_iter().flatten().collect();
        if self.is_open() || types.is_empty() { "anything".to_owned() } else { types.join(" or ") }
    }
}

impl ObjectPattern {
    fn of(members: &[crate::json::Member], open: bool) -> Self {
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

    /// The pattern of the member of that name, if the docs show one or a map.
    pub fn at(&self, key: &str) -> Option<&JsonPattern> {
        let map_value = || self.map_value.as_deref().filter(|_| may_be_map_key(key));
        self.member(key).map(|member| &member.pattern).or_else(map_value)
    }

    /// The member of that name.
    pub fn member(&self, key: &str) -> Option<&MemberPattern> {
        /// Fewer are looked through.
        const MANY: usize = 16;
        if self.members.len() < MANY {
            return self.members.iter().find(|m| m.key == key);
        }
        let places = || self.members.iter().enumerate().map(|(at, member)| (member.key.clone(), at)).collect();
        self.index.0.get_or_init(places).get(key).map(|&at| &self.members[at])
    }

    pub(super) fn into_members(self) -> Vec<MemberPattern> {
        self.members
    }

    /// With these members and this map.
    pub(super) fn with_members(self, members: Vec<MemberPattern>, map_value: Option<Box<JsonPattern>>) -> Self {
        Self { members, map_value, index: MemberIndex::default(), ..self }
    }
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

fn is_index(token: &str) -> bool {
    token == "*" || (!token.is_empty() && token.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
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
    fn a_member_is_required_of_items_if_every_documented_item_has_it() {
        let pattern = pattern(r#"[{"a":1,"b":{"x":1,"y":1}}, {"a":2,"b":{"x":1},"c":3}]"#);
        let (item, exact) = pattern.nearest(&Pointer::parse("/0"));
        assert!(exact);
        let object = item.object.as_ref().expect("objects are shown");
        let required: Vec<_> = object.members.iter().map(|m| (m.key.as_str(), m.required)).collect();
        assert_eq!(required, [("a", true), ("b", true), ("c", false)]);
        let inner = object.member("b").and_then(|b| b.pattern.object.as_ref()).expect("b is an object");
        assert!(inner.member("x").is_some_and(|m| m.required) && inner.member("y").is_some_and(|m| !m.required));
    }

    #[test]
    fn each_type_that_items_mix_is_allowed() {
        let pattern = pattern(r#"[{"a":1}, "s", null, [1]]"#);
        let (item, _) = pattern.nearest(&Pointer::parse("/7"));
        assert_eq!(item.describe(), "a string or an object or an array or null");
    }

    #[test]
    fn a_place_the_docs_do_not_show_leads_to_the_nearest_one_above() {
        let text = r#"{"value": [{"id": 1}]}"#;
        let pattern = pattern(text);
        let (near, exact) = pattern.nearest(&Pointer::parse("/value/4/id"));
        assert!(exact);
        assert!(text[near.at..].starts_with("\"id\""));
        let (near, exact) = pattern.nearest(&Pointer::parse("/value/4/other/deep"));
        assert!(!exact && text[near.at..].starts_with(r#"{"id""#));
    }

    #[test]
    fn placeholders_as_names_make_a_map() {
        let pattern = pattern(r#"{"total": 2, "<id>": {"a": 1}, "{other}": {"a": 2, "b": 1}}"#);
        let object = pattern.object.as_ref().expect("an object");
        let names: Vec<_> = object.members.iter().map(|m| m.key.as_str()).collect();
        assert_eq!(names, ["total"]);
        let (under, exact) = pattern.nearest(&Pointer::parse("/x7/a"));
        assert!(exact && under.describe() == "an integer");
        assert!(object.at("@odata.type").is_none() && object.at("@example.note").is_none());
    }

    #[test]
    fn rows_of_a_table_have_columns() {
        let pattern = pattern(r#"{"rows": [["a", 2, null], ["b", 0.5, null]]}"#);
        let describe = |pointer: &str| pattern.nearest(&Pointer::parse(pointer)).0.describe();
        assert_eq!((describe("/rows/7/0"), describe("/rows/7/1")), ("a string".to_owned(), "an integer".to_owned()));
        assert!(pattern.nearest(&Pointer::parse("/rows/7/2")).0.is_unspecified());
        assert_eq!(describe("/rows/7/3"), "a string or null");
    }

    #[test]
    fn a_member_of_one_item_may_be_a_map_key_of_another() {
        let pattern = pattern(r#"[{"a": 1, "2": {}}, {"2": "x"}, {"3": "y"}]"#);
        let (under, _) = pattern.nearest(&Pointer::parse("/0/2"));
        assert_eq!(under.describe(), "a string or an object");
    }

    #[test]
    fn an_object_with_a_type_alone_omits_its_members() {
        let omitted = |text| pattern(text).object.is_some_and(|o| o.omitted);
        assert!(omitted("{}") && omitted(r##"{"@odata.type":"#a.b"}"##));
        assert!(!omitted(r#"{"@odata.context":"x"}"#) && !omitted(r#"{"@odata.type":"a.b","id":1}"#));
    }
}
