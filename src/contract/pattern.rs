//! The documented body as a pattern: the structure that a body must have, with the place in the text where each part is
//! documented.

use super::alike::are_alike;
use super::pattern_array::{ArrayPattern, columns, row_length};
use super::pattern_merge::merge_all;
use super::pattern_object::ObjectPattern;
use super::pattern_union::union_of;
use crate::json::{Node, Pointer, Value};
use crate::notation::is_stand_in;
use crate::notation::table::table_rows;

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
                let mut item = merge_all(items.iter().map(of));
                if let (Some(row), Some(rows)) = (item.as_mut().and_then(|row| row.array.as_mut()), table_rows(items)) {
                    row.columns = columns(&rows, key);
                    row.row = row_length(&rows);
                }
                let union = union_of(items, of);
                let item = item.map(Box::new);
                pattern.array =
                    Some(Box::new(ArrayPattern { item, columns: Vec::new(), row: None, union, open: *open }));
            }
            Value::Object { members, open } => {
                pattern.object = Some(Box::new(ObjectPattern::of(members, *open)));
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
}
