//! The documented body as a pattern: the structure that a body must have, with the place in the text where each part is
//! documented.

use crate::json::name_with_article;
use std::collections::HashMap;
use std::sync::OnceLock;

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
    pub object: Option<Box<ObjectPattern>>,
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
    /// A placeholder stands for the names of the map. Next to others, names that look like data may be fixed ones.
    pub(super) is_map_by_placeholder: bool,
    /// The docs show `...` among the members.
    pub open: bool,
    /// The docs show `{}`, or nothing but an `@odata.type`: the members are omitted.
    pub omitted: bool,
}

/// The places of the members of an object by their names. It follows from the members and makes no two objects differ.
#[derive(Debug, Clone, Default)]
pub(super) struct MemberIndex(pub(super) OnceLock<HashMap<String, usize>>);

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
    /// The patterns of items that say which kind they are, where the docs show several kinds.
    pub union: Option<UnionPattern>,
    /// The names that items have together, where no documented item has only those that all of them have, and nothing says of
    /// which kind an item is. Empty for any other array.
    pub name_sets: Vec<Vec<String>>,
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

/// The objects that an array shows, by the value of the member that distinguishes them.
#[derive(Debug, Clone, PartialEq)]
pub struct UnionPattern {
    /// The member that distinguishes them.
    pub member: String,
    /// Its values, each with the pattern of the objects that have it.
    pub variants: Vec<(String, JsonPattern)>,
}

impl JsonPattern {
    /// Whether any value is allowed.
    pub const fn is_open(&self) -> bool {
        self.elided || self.placeholder
    }

    /// Whether only `null` or `...` is shown: nothing is known about a value.
    pub const fn is_unspecified(&self) -> bool {
        self.is_open() || (self.scalar.is_none() && self.object.is_none() && self.array.is_none())
    }

    /// The types shown, for a message: `an object`, `a string or null`.
    pub fn describe(&self) -> String {
        let scalar = self.scalar.map(|scalar| name_with_article(scalar.word));
        let types = [
            scalar.as_deref(),
            self.object.as_ref().map(|_| "an object"),
            self.array.as_ref().map(|_| "an array"),
            self.null.then_some("null"),
        ];
        let types: Vec<_> = types.into_iter().flatten().collect();
        if self.is_open() || types.is_empty() { "anything".to_owned() } else { types.join(" or ") }
    }
}
