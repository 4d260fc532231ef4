//! Objects used as maps: the docs show keys that stand for any key.

use super::data_name::{is_data, is_numbered};
use super::documented_value::is_annotation;
use super::stand_in::is_bracketed;
use crate::json::{Node, widened};

/// Which names of an object (or of several at one place) stand for any name.
///
/// `<id>` and `{id}` do, and so does `additionalProp1`, as generators write it. Names that are clearly data (GUIDs, dates,
/// numbers, paths, addresses) do if the object has no other names and its values are of one kind: next to fixed names, they
/// may be fixed themselves. Plain names do where they have three objects of one shape or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MapKeys {
    data_too: bool,
    all: bool,
}

impl MapKeys {
    /// Of the members shown at one place.
    pub fn of<'n>(members: impl Iterator<Item = (&'n str, &'n Node)>) -> Self {
        let is_named_by_users = |key: &str| is_placeholder(key) || is_data(key);
        let mut members = members.filter(|(key, _)| !is_annotation(key)).peekable();
        // The first member shows of most objects that they are not maps.
        if members.peek().is_some_and(|(key, value)| !is_named_by_users(key) && value.members().is_none()) {
            return Self { data_too: false, all: false };
        }
        let members: Vec<_> = members.collect();
        let named_by_users = members.iter().all(|(key, _)| is_named_by_users(key));
        Self { data_too: named_by_users && are_of_one_kind(&members), all: are_of_one_shape(&members) }
    }

    /// Whether a name that is shown stands for any name.
    pub fn covers(self, key: &str) -> bool {
        let is_named_by_users = self.data_too && is_data(key) || self.all && !key.starts_with(['@', '$']);
        is_placeholder(key) || is_named_by_users && !is_annotation(key)
    }
}

fn are_of_one_kind(members: &[(&str, &Node)]) -> bool {
    let words = members.iter().map(|(_, value)| widened(value.type_word()));
    let mut words = words.filter(|word| !matches!(*word, "null" | "anything"));
    words.next().is_none_or(|first| words.all(|word| word == first))
}

/// Whether several members are objects that have the same members, and enough of them for that not to be chance.
fn are_of_one_shape(members: &[(&str, &Node)]) -> bool {
    const LEAST_SIBLINGS: usize = 3;
    /// How many members each of them has at least.
    const LEAST_MEMBERS: usize = 2;
    let Some(((first_key, first), others)) = members.split_first() else { return false };
    if first.members().is_none_or(|shown| shown.len() < LEAST_MEMBERS) {
        return false;
    }
    let mut names: Vec<&str> = members.iter().map(|(key, _)| *key).collect();
    names.sort_unstable();
    names.dedup();
    let numbered = names.len() > 1 && members.iter().all(|(key, _)| is_numbered(key, first_key));
    let least = if numbered { LEAST_SIBLINGS - 1 } else { LEAST_SIBLINGS };
    let shape = |node: &Node| {
        let mut shape: Vec<String> = node.members()?.iter().map(|member| member.key.clone()).collect();
        shape.sort_unstable();
        Some(shape)
    };
    let Some(shown) = shape(first).filter(|shape| shape.len() >= LEAST_MEMBERS) else { return false };
    names.len() >= least && others.iter().all(|(_, node)| shape(node).is_some_and(|other| other == shown))
}

/// Whether a name stands for any name, whatever is next to it.
pub(crate) fn is_placeholder(key: &str) -> bool {
    let numbered = key.strip_prefix("additionalProp").is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    is_bracketed(key) || numbered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map_keys(text: &str) -> Vec<String> {
        let root = crate::json::read(text).expect("reads").root;
        let members = root.members().expect("an object");
        let keys = MapKeys::of(members.iter().map(|m| (m.key.as_str(), &m.value)));
        members.iter().filter(|m| keys.covers(&m.key)).map(|m| m.key.clone()).collect()
    }

    #[test]
    fn names_that_stand_for_any_name() {
        let id = "fe2a1a25-9c3f-4d0b-8a55-0d2b7a3f2b11";
        assert_eq!(map_keys(r#"{"<id>": 1, "{name}": 2, "total": 3, "additionalProp1": 4}"#).len(), 3);
        assert_eq!(map_keys(&format!(r##"{{"{id}": {{"a": 1}}, "@odata.type": "#x"}}"##)), [id]);
        assert_eq!(map_keys(r#"{"2024-05-01": 1, "2024-05-02": null}"#).len(), 2);
        assert_eq!(map_keys(r#"{"1": 1, "2": 2.5}"#).len(), 2);
        assert_eq!(map_keys(r#"{"22/tcp": {"open": true}}"#).len(), 1);
        // Next to a fixed name, or of several kinds, they may well be fixed, too.
        assert_eq!(map_keys(r#"{"1": 1, "total": 2}"#), [""; 0]);
        assert_eq!(map_keys(r#"{"1": 1, "2": "x"}"#), [""; 0]);
        assert_eq!(map_keys(r#"{"a": 1}"#), [""; 0]);
    }

    #[test]
    fn three_objects_of_one_shape_have_names_that_are_data() {
        let of = |names: &[&str], shape: &str| {
            let members: Vec<String> = names.iter().map(|name| format!("\"{name}\": {shape}")).collect();
            map_keys(&format!("{{{}}}", members.join(", "))).len()
        };
        assert_eq!(of(&["north", "south", "east"], r#"{"up": true, "load": 1}"#), 3);
        assert_eq!(of(&["node1", "node2"], r#"{"up": true, "load": 1}"#), 2);
        assert_eq!(of(&["shipping", "billing"], r#"{"street": "a", "city": "b"}"#), 0);
        assert_eq!(of(&["north", "south", "east"], r#"{"up": true}"#), 0);
        assert_eq!(map_keys(r#"{"a": {"x": 1, "y": 2}, "b": {"x": 1, "y": 2}, "c": {"x": 1}}"#), [""; 0]);
    }
}
