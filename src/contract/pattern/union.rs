//! Arrays of objects of several kinds: a member of each says which kind it is.

use std::collections::HashMap;

use super::json_pattern::{JsonPattern, MemberPattern, ObjectPattern, UnionPattern};
use super::merge::merge_all;
use crate::json::Node;
use crate::notation::is_stand_in;

/// How many kinds of things the items of a union are: more are names, not kinds.
const MOST_VARIANTS: usize = 100;
/// How many members are tried that may distinguish them.
const MOST_KINDS: usize = 8;

/// The union of documented items; `None` where they are alike, or no member distinguishes them. `patterns`: that of each.
pub(super) fn union_of(items: &[Node], patterns: &[JsonPattern]) -> Option<UnionPattern> {
    let all: Vec<&Node> = items.iter().collect();
    let KindsOfItems { member, kinds } = kinds_of_items(&all)?;
    let merged = |kind: &str| {
        let is_of_kind = |(item, _): &(&Node, _)| kind_of(item, member) == Some(kind);
        merge_all(items.iter().zip(patterns).filter(is_of_kind).map(|(_, pattern)| pattern.clone()))
    };
    let variants = kinds.into_iter().filter_map(|(kind, _)| Some((kind.to_owned(), merged(kind)?)));
    let variants: Vec<(String, JsonPattern)> = variants.collect();
    let differ = variants.windows(2).any(|pair| !have_same_structure(&pair[0].1, &pair[1].1));
    differ.then(|| UnionPattern { member: member.to_owned(), variants })
}

/// Objects by the kind that each of them names.
#[derive(Debug, Clone)]
pub struct KindsOfItems<'n> {
    /// The member that distinguishes them.
    pub member: &'n str,
    /// Its values, each with the objects that have it, in the order they were first shown.
    pub kinds: Vec<(&'n str, Vec<&'n Node>)>,
}

/// The kinds of documented objects; `None` where no member distinguishes them.
pub fn kinds_of_items<'n>(items: &[&'n Node]) -> Option<KindsOfItems<'n>> {
    let first = items.first()?.members()?;
    if items.len() < 2 || items.iter().any(|item| item.members().is_none()) {
        return None;
    }
    let differ = |name: &&str| {
        let first = kind_of(items[0], name);
        let others = || items[1..].iter().map(|item| kind_of(item, name));
        first.is_some() && others().all(|other| other.is_some()) && others().any(|other| other != first)
    };
    let names = || first.iter().map(|member| member.key.as_str());
    let named = names().filter(|name| names_kind(name)).take(MOST_KINDS).find(differ);
    let member =
        named.or_else(|| names().take(MOST_KINDS).find(|name| differ(name) && names_own_member(items, name)))?;
    let (mut kinds, mut places) = (Vec::<(&str, Vec<&Node>)>::new(), HashMap::new());
    for item in items {
        let kind = kind_of(item, member)?;
        let place = *places.entry(kind).or_insert(kinds.len());
        if place == MOST_VARIANTS {
            return None;
        }
        if place == kinds.len() {
            kinds.push((kind, Vec::new()));
        }
        kinds[place].1.push(*item);
    }
    Some(KindsOfItems { member, kinds })
}

/// Whether the value of a member is the name of another one of the same object: `{ "method": "card", "card": {} }`.
fn names_own_member(items: &[&Node], member: &str) -> bool {
    items.iter().all(|item| kind_of(item, member).is_some_and(|kind| item.get(kind).is_some()))
}

/// Whether the objects in two values have members of the same names, in any order and at any depth, and arrays and objects are
/// in the same places. A place of which one of them shows nothing (`null`, `{}`, `[]`) is the same as any.
fn have_same_structure(one: &JsonPattern, other: &JsonPattern) -> bool {
    if one.is_unspecified() || other.is_unspecified() {
        return true;
    }
    let kinds = |pattern: &JsonPattern| (pattern.object.is_some(), pattern.array.is_some());
    let objects = || match (&one.object, &other.object) {
        (Some(one), Some(other)) => one.omitted || other.omitted || have_same_members(one, other),
        _ => true,
    };
    let items = || match (item_of(one), item_of(other)) {
        (Some(one), Some(other)) => have_same_structure(one, other),
        _ => true,
    };
    kinds(one) == kinds(other) && objects() && items()
}

fn item_of(pattern: &JsonPattern) -> Option<&JsonPattern> {
    pattern.array.as_ref()?.item.as_deref()
}

fn have_same_members(one: &ObjectPattern, other: &ObjectPattern) -> bool {
    let is_in_other = |member: &MemberPattern| {
        let twin = other.member(&member.key);
        twin.is_some_and(|twin| twin.required == member.required && have_same_structure(&member.pattern, &twin.pattern))
    };
    let maps = match (&one.map_value, &other.map_value) {
        (Some(one), Some(other)) => have_same_structure(one, other),
        (one, other) => one.is_none() && other.is_none(),
    };
    maps && one.members.len() == other.members.len() && one.members.iter().all(is_in_other)
}

/// Whether members of this name say what kind of thing an object is.
fn names_kind(name: &str) -> bool {
    let last = name.rsplit(['.', '@', '_']).next().unwrap_or(name);
    #[rustfmt::skip]
    let words = [
        "type", "kind", "event", "eventname", "object", "class", "action", "op", "operation", "msgtype", "topic", "variant", "command", "cmd",
        "discriminator",
    ];
    words.iter().any(|word| word.eq_ignore_ascii_case(last)) || name.ends_with("Type") || name.ends_with("Kind")
}

/// The kind that an object says it is: a word, not a stand-in for one.
fn kind_of<'n>(item: &'n Node, member: &str) -> Option<&'n str> {
    let text = item.get(member)?.as_str()?;
    let is_word = !text.is_empty() && !text.contains(char::is_whitespace) && !is_stand_in(member, text);
    is_word.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn union(text: &str) -> Option<UnionPattern> {
        let root = crate::json::read(text).expect("reads").root;
        let items = root.items().expect("an array");
        union_of(items, &items.iter().map(JsonPattern::new).collect::<Vec<_>>())
    }

    #[test]
    fn unlike_objects_are_distinguished_by_a_member_that_names_their_kind() {
        let text = r#"[{"type": "text", "body": "a"}, {"type": "image", "url": "b", "alt": "c"}, {"type": "image", "url": "d"}]"#;
        let union = union(text).expect("a union");
        assert_eq!((union.member.as_str(), union.variants.len()), ("type", 2));
        let object = union.variant("image").and_then(|pattern| pattern.object.as_ref()).expect("an object");
        let members: Vec<_> = object.members.iter().map(|member| (member.key.as_str(), member.required)).collect();
        assert_eq!(members, [("type", true), ("url", true), ("alt", false)]);
        assert!(union.variant("video").is_none());
    }

    #[test]
    fn kinds_may_differ_in_members_of_members_alone() {
        for text in [
            r#"[{"event": "a", "data": {"x": 1}}, {"event": "b", "data": {"y": 1}}]"#,
            r#"[{"event": "a", "data": [{"x": {"n": 1}}]}, {"event": "b", "data": [{"x": {"m": 1}}]}]"#,
            r#"[{"event": "a", "data": {"x": 1}}, {"event": "b", "data": [1]}]"#,
            r#"[{"event": "a", "data": {"x": 1}}, {"event": "b", "data": {"x": 1}}, {"event": "b", "data": {"x": 1, "y": 2}}]"#,
        ] {
            assert_eq!(union(text).map(|union| union.variants.len()), Some(2), "{text}");
        }
    }

    #[test]
    fn a_member_may_name_the_one_that_differs() {
        let union = union(r#"[{"method": "card", "card": {}}, {"method": "iban", "iban": {}}]"#).expect("a union");
        assert_eq!(union.member, "method");
    }

    #[test]
    fn alike_objects_and_those_that_nothing_tells_apart_are_not_a_union() {
        for text in [
            r#"[{"type": "text", "a": 1}, {"type": "image", "a": 2}]"#,
            r#"[{"type": "text", "a": {"x": 1, "y": "s"}}, {"a": {"y": "t", "x": 2}, "type": "image"}]"#,
            r#"[{"type": "text", "a": {"x": [1]}}, {"type": "image", "a": {"x": []}}, {"type": "none", "a": null}]"#,
            r#"[{"type": "text", "a": 1}, {"type": "text"}]"#,
            r#"[{"type": "text", "a": 1}, {"a": 1}]"#,
            r#"[{"name": "x", "a": 1}, {"name": "y"}]"#,
            r#"[{"type": "a"}, 1]"#,
            r#"[{"type": "a"}]"#,
            "[]",
        ] {
            assert_eq!(union(text), None, "{text}");
        }
    }
}
