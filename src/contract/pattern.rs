//! The documented body as a pattern: what a body's structure must be, and where in the text each key says so.

use super::pattern_merge::merge_all;
use crate::json::{Node, Pointer, Value};
use crate::notation::{MapKeys, placeholder};

/// The heart of a body expectation: what may stand in one place of an answer, and where the documented body says so.
///
/// The items of an array are one pattern, made from all documented items, so a place may have been shown with values of
/// several kinds: each shown kind is allowed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct JsonPattern {
    /// Byte offset in the documented body of the member's name; of the value where it has none (root, items).
    pub at: usize,
    /// First byte of the value in the documented body.
    pub start: usize,
    /// One past the value's last byte.
    pub end: usize,
    /// The docs show `...` here: anything may stand here.
    pub elided: bool,
    /// The docs show `null` here.
    pub null: bool,
    /// The docs show a string, number or boolean.
    pub scalar: Option<ScalarPattern>,
    /// The docs show an object.
    pub object: Option<ObjectPattern>,
    /// The docs show an array.
    pub array: Option<ArrayPattern>,
}

/// A documented string, number or boolean. Its type and format are the schema's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScalarPattern {
    /// `string`, `integer`, `number` or `boolean`.
    pub word: &'static str,
    /// The value is a stand-in (`"String"`, `<id>`), not a value.
    pub placeholder: bool,
}

/// A documented object.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ObjectPattern {
    /// The members shown, in the order they were first shown.
    pub members: Vec<MemberPattern>,
    /// What stands under any other name, where the docs show names that stand for any (`<id>`, a GUID).
    pub free: Option<Box<JsonPattern>>,
    /// The docs show `...` among the members.
    pub open: bool,
    /// The docs show `{}`, or nothing but an `@odata.type`: the members were left out.
    pub unshown: bool,
}

/// A documented member.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberPattern {
    /// The name.
    pub key: String,
    /// Shown in every documented item (an object that is no item: always).
    pub required: bool,
    /// What may stand there.
    pub pattern: JsonPattern,
}

/// A documented array.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ArrayPattern {
    /// What each item must be: all documented items as one pattern. `None`: the docs show no item.
    pub item: Option<Box<JsonPattern>>,
    /// The docs show `...` among the items.
    pub open: bool,
}

impl JsonPattern {
    /// The pattern of a documented body.
    pub fn new(body: &Node) -> Self {
        Self::of(body, body.start, "")
    }

    /// `key`: the name of the nearest member around, which tells placeholders (`key-value`) from values.
    fn of(node: &Node, at: usize, key: &str) -> Self {
        let mut pattern = Self { at, start: node.start, end: node.end, ..Self::default() };
        let word = node.type_word();
        match &node.value {
            Value::Null => pattern.null = true,
            Value::Elision => pattern.elided = true,
            Value::Bool(_) | Value::Number(_) => {
                pattern.scalar = Some(ScalarPattern { word, placeholder: false });
            }
            Value::String(text) => {
                pattern.scalar = Some(ScalarPattern { word, placeholder: placeholder(key, text) });
            }
            Value::Array { items, open } => {
                let item = merge_all(items.iter().map(|item| Self::of(item, item.start, key)));
                pattern.array = Some(ArrayPattern { item: item.map(Box::new), open: *open });
            }
            Value::Object { members, open } => {
                pattern.object = Some(ObjectPattern::of(members, *open));
            }
        }
        pattern
    }

    /// Whether only `null` is shown, or `...`: nothing is known of a value that comes here.
    pub const fn is_unshown(&self) -> bool {
        self.elided || (self.scalar.is_none() && self.object.is_none() && self.array.is_none())
    }

    /// The pattern at `pointer`, or of the nearest place above it that is documented; indices lead to the item pattern.
    /// The flag tells whether it is the place itself.
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
        let item = || self.array.as_ref().filter(|_| is_index(token)).and_then(|array| array.item.as_deref());
        member.or_else(item)
    }

    /// The kinds shown, in words: `an object`, `a string or null`.
    pub fn describe(&self) -> String {
        let scalar = self.scalar.map(|s| match s.word {
            "integer" => "an integer",
            "number" => "a number",
            "boolean" => "a boolean",
            _ => "a string",
        });
        let kinds = [
            scalar,
            self.object.as_ref().map(|_| "an object"),
            self.array.as_ref().map(|_| "an array"),
            self.null.then_some("null"),
        ];
        let kinds: Vec<_> = kinds.into_iter().flatten().collect();
        if self.elided || kinds.is_empty() { "anything".to_owned() } else { kinds.join(" or ") }
    }
}

impl ObjectPattern {
    fn of(members: &[crate::json::Member], open: bool) -> Self {
        let mut shown = Vec::<MemberPattern>::with_capacity(members.len());
        let free_keys = MapKeys::of(members.iter().map(|m| (m.key.as_str(), &m.value)));
        let (free, fixed): (Vec<_>, Vec<_>) = members.iter().partition(|m| free_keys.covers(&m.key));
        for member in fixed {
            let pattern = JsonPattern::of(&member.value, member.key_start, &member.key);
            // Of a name written twice the last one counts, as most readers have it.
            match shown.iter_mut().find(|known| known.key == member.key) {
                Some(known) => known.pattern = pattern,
                None => shown.push(MemberPattern { key: member.key.clone(), required: true, pattern }),
            }
        }
        let unshown = shown.iter().all(|m| m.key.starts_with('@'))
            && (shown.is_empty() || shown.iter().any(|m| matches!(m.key.as_str(), "@odata.type" | "@type")));
        let free = merge_all(free.into_iter().map(|member| JsonPattern::of(&member.value, member.key_start, "")));
        let unshown = unshown && free.is_none();
        Self { members: shown, free: free.map(Box::new), open, unshown }
    }

    /// What may stand under a name, if the docs show anything there.
    pub fn at(&self, key: &str) -> Option<&JsonPattern> {
        // Annotations, any vendor's, are no names of the map's.
        let free = || self.free.as_deref().filter(|_| !key.starts_with('@') && !key.contains("@odata."));
        self.member(key).map(|member| &member.pattern).or_else(free)
    }

    /// The member of that name.
    pub fn member(&self, key: &str) -> Option<&MemberPattern> {
        self.members.iter().find(|m| m.key == key)
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
    fn kinds_that_items_mix_are_each_allowed() {
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
    fn names_that_stand_for_any_name_give_one_pattern_for_all() {
        let pattern = pattern(r#"{"total": 2, "<id>": {"a": 1}, "{other}": {"a": 2, "b": 1}}"#);
        let object = pattern.object.as_ref().expect("an object");
        let names: Vec<_> = object.members.iter().map(|m| m.key.as_str()).collect();
        assert_eq!(names, ["total"]);
        let (under, exact) = pattern.nearest(&Pointer::parse("/x7/a"));
        assert!(exact && under.describe() == "an integer");
        assert!(object.at("@odata.type").is_none() && object.at("@example.note").is_none());
    }

    #[test]
    fn a_name_of_one_item_may_be_any_name_of_another() {
        let pattern = pattern(r#"[{"a": 1, "2": {}}, {"2": "x"}, {"3": "y"}]"#);
        let (under, _) = pattern.nearest(&Pointer::parse("/0/2"));
        assert_eq!(under.describe(), "a string or an object");
    }

    #[test]
    fn an_object_with_a_type_alone_shows_nothing() {
        let unshown = |text| pattern(text).object.is_some_and(|o| o.unshown);
        assert!(unshown("{}") && unshown(r##"{"@odata.type":"#a.b"}"##));
        assert!(!unshown(r#"{"@odata.context":"x"}"#) && !unshown(r#"{"@odata.type":"a.b","id":1}"#));
    }
}
