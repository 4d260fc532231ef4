//! Documented objects: the members shown, and maps whose names are data.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::name_places::NamePlaces;
use super::pattern::JsonPattern;
use super::pattern_merge::merge_all;
use crate::json::Member;
use crate::notation::MapKeys;
use crate::notation::documented_value::may_be_map_key;
use crate::notation::map_keys::is_placeholder;

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

impl ObjectPattern {
    pub(super) fn of(members: &[Member], open: bool) -> Self {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Pointer;
    use crate::json::read;

    fn pattern(text: &str) -> JsonPattern {
        JsonPattern::new(&read(text).expect("reads").root)
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

    #[test]
    fn the_order_of_members_makes_no_difference_to_what_items_have_in_common() {
        let alike = pattern(
            r#"[{"a": 1, "b": {"x": [2], "y": null}}, {"a": "s", "b": {"x": [], "y": true}}, {"a": null, "b": {}}]"#,
        );
        let mixed = pattern(
            r#"[{"a": 1, "b": {"x": [2], "y": null}}, {"b": {"y": true, "x": []}, "a": "s"}, {"a": null, "b": {}}]"#,
        );
        assert_eq!(JsonPattern { end: mixed.end, ..alike }, mixed);
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
}
