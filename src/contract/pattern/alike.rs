//! Documented items of the same shape, as in most lists: their pattern is that of the first of them, and need not be made of
//! each and merged.

use crate::json::{Member, Node, Value};
use crate::notation::{MapKeys, is_stand_in};

/// Whether the pattern of the first item is that of all: they have the same members in one order, with values of the same types,
/// and none of them is a map, a row of a table or left open. `key`: the name of the nearest enclosing member.
pub(super) fn are_alike(items: &[Node], key: &str) -> bool {
    let Some((first, others)) = items.split_first() else { return false };
    // A few scalars are merged as quickly.
    !others.is_empty()
        && matches!(first.value, Value::Object { .. })
        && others.iter().all(|other| is_like(first, other, key))
        && is_plain(first)
}

/// Whether nothing in a value depends on what other items show next to it.
fn is_plain(node: &Node) -> bool {
    match &node.value {
        Value::Elision | Value::Placeholder(_) => false,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
        Value::Array { items, open } => {
            !open && items.iter().all(|item| !matches!(item.value, Value::Array { .. }) && is_plain(item))
        }
        Value::Object { members, open } => {
            let keys = MapKeys::of(members.iter().map(|member| (member.key.as_str(), &member.value)));
            !open && members.iter().all(|member| !keys.covers(&member.key) && is_plain(&member.value))
        }
    }
}

fn is_like(first: &Node, other: &Node, key: &str) -> bool {
    match (&first.value, &other.value) {
        (Value::Null, Value::Null) | (Value::Bool(_), Value::Bool(_)) | (Value::Number(_), Value::Number(_)) => true,
        (Value::String(one), Value::String(text)) => !is_stand_in(key, text) || is_stand_in(key, one),
        (Value::Array { items: one, .. }, Value::Array { items, open }) => {
            // Each of both may then stand for all.
            !open
                && one.is_empty() == items.is_empty()
                && one.iter().skip(1).chain(items).all(|item| is_like(&one[0], item, key))
        }
        (Value::Object { members: one, .. }, Value::Object { members, open }) => {
            let mut pairs = one.iter().zip(members);
            let is_like =
                |(one, other): (&Member, &Member)| one.key == other.key && is_like(&one.value, &other.value, &one.key);
            !open && one.len() == members.len() && pairs.all(is_like)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::JsonPattern;
    use crate::contract::pattern::merge::merge_all;
    use crate::json::read;

    fn items(text: &str) -> Vec<Node> {
        match read(text).expect("reads").root.value {
            Value::Array { items, .. } => items,
            _ => Vec::new(),
        }
    }

    #[test]
    fn the_pattern_of_the_first_is_that_of_all_merged() {
        for text in [
            r#"[{"id": 1, "tags": ["a"]}, {"id": 2.5, "tags": ["b", "c"]}, {"id": 3, "tags": ["String"]}]"#,
            r#"[{"id": "String"}, {"id": "x"}]"#,
            r#"[{"a": {"b": [{"c": null}, {"c": null}]}}, {"a": {"b": [{"c": null}]}}]"#,
            r#"[{"a": [], "@odata.type": "x.y"}, {"a": [], "@odata.type": "x.z"}]"#,
            r#"[{"a": true, "a": 1}, {"a": false, "a": 2}]"#,
        ] {
            let items = items(text);
            let of = |item: &Node| JsonPattern::of(item, item.start, "");
            let may_differ = text.contains("\"String\"]");
            assert_eq!(are_alike(&items, ""), !may_differ, "{text}");
            if !may_differ {
                assert_eq!(merge_all(items.iter().map(of)), Some(of(&items[0])), "{text}");
            }
        }
    }

    #[test]
    fn items_that_add_to_one_another_are_not_alike() {
        for text in [
            r#"[{"a": 1}]"#,
            r#"[{"a": 1}, {"b": 1}]"#,
            r#"[{"a": 1}, {"a": 1, "b": 1}]"#,
            r#"[{"a": 1}, {"a": "x"}]"#,
            r#"[{"a": 1}, {"a": null}]"#,
            r#"[{"a": "x"}, {"a": "String"}]"#,
            r#"[{"a": []}, {"a": [1]}]"#,
            r#"[{"a": [1, "x"]}, {"a": [1, "x"]}]"#,
            r#"[{"a": 1}, {"a": 1, ...}]"#,
            r#"[{"a": ...}, {"a": ...}]"#,
            r#"[{"<id>": 1, "b": 1}, {"<id>": 1, "b": 1}]"#,
            r#"[{"rows": [["a", 1]]}, {"rows": [["b", 2]]}]"#,
            "[1, 2]",
        ] {
            assert!(!are_alike(&items(text), ""), "{text}");
        }
    }
}
