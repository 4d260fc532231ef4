//! Which members items of an array have together, where they are unlike and nothing says of which kind an item is.

use std::collections::BTreeSet;

use super::json_pattern::{ArrayPattern, ObjectPattern};
use crate::json::Node;

/// How many different sets of names are told apart: with more of them hardly two items are alike.
const MOST_SETS: usize = 50;

/// The sets of names that documented objects have. None where one of them has only the names that all have: the others are then
/// there or not, each by itself.
pub(super) fn name_sets_of(items: &[Node]) -> Vec<Vec<String>> {
    let mut sets = BTreeSet::new();
    for item in items {
        let Some(members) = item.members() else { return Vec::new() };
        let names: BTreeSet<&str> = members.iter().map(|member| member.key.as_str()).collect();
        sets.insert(names);
        if sets.len() > MOST_SETS {
            return Vec::new();
        }
    }
    let Some(first) = sets.first().filter(|_| sets.len() > 1) else { return Vec::new() };
    let common = sets.iter().fold(first.clone(), |common, names| &common & names);
    if sets.contains(&common) {
        return Vec::new();
    }
    sets.into_iter().map(|names| names.into_iter().map(str::to_owned).collect()).collect()
}

impl ArrayPattern {
    /// Whether a documented item has the members that a received one has of all that are documented. `item`: any item.
    pub fn shows_together(&self, item: &ObjectPattern, received: &serde_json::Map<String, serde_json::Value>) -> bool {
        if self.name_sets.is_empty() {
            return true;
        }
        let known: BTreeSet<&str> =
            received.keys().map(String::as_str).filter(|name| item.member(name).is_some()).collect();
        self.name_sets.iter().any(|names| names.iter().eq(known.iter()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unlike_items_have_sets_of_names_unless_one_has_what_all_have() {
        let sets = |text: &str| name_sets_of(crate::json::read(text).expect("reads").root.items().expect("an array"));
        assert_eq!(sets(r#"[{"x": 1}, {"y": "s"}, {"x": 2}]"#), [["x"], ["y"]]);
        assert_eq!(sets(r#"[{"i": 1, "x": 1}, {"y": "s", "i": 2}]"#), [["i", "x"], ["i", "y"]]);
        for text in
            [r#"[{"i": 1}, {"i": 1, "x": 1}, {"i": 1, "y": 1}]"#, r#"[{"x": 1}, {"x": 2}]"#, r#"[{"x": 1}, 2]"#, "[]"]
        {
            assert_eq!(sets(text), Vec::<Vec<String>>::new(), "{text}");
        }
    }
}
