//! Several documented items as one pattern: members united, required only where every item shows them.

use std::collections::{HashMap, HashSet};

use super::json_pattern::{ArrayPattern, JsonPattern, MemberPattern, ObjectPattern, RowLength, UnionPattern};
use super::name_places::NamePlaces;
use crate::notation::data_name::is_data;
use crate::notation::documented_value::may_be_map_key;

/// How many names the members of several objects may have together. Those beyond may be there or not, as `...` says: with
/// this many names no two items are alike.
pub(crate) const MOST_NAMES: usize = 300;

/// How many maps are distinguished when looking for the map that a member could be a key of.
const MOST_MAPS: usize = 8;

/// All patterns as one, at the place of the first; `None` if there is none.
pub(super) fn merge_all(patterns: impl IntoIterator<Item = JsonPattern>) -> Option<JsonPattern> {
    let mut patterns = patterns.into_iter();
    let first = patterns.next()?;
    let Some(second) = patterns.next() else { return Some(first) };
    let mut merged = JsonPattern { at: first.at, start: first.start, end: first.end, ..JsonPattern::default() };
    let (mut objects, mut arrays) = (Vec::new(), Vec::new());
    for pattern in [first, second].into_iter().chain(patterns) {
        merged.elided |= pattern.elided;
        merged.placeholder |= pattern.placeholder;
        merged.null |= pattern.null;
        match (&mut merged.scalar, pattern.scalar) {
            (Some(known), Some(scalar)) => known.placeholder |= scalar.placeholder,
            (known, scalar) => *known = known.or(scalar),
        }
        objects.extend(pattern.object.map(|object| *object));
        arrays.extend(pattern.array.map(|array| *array));
    }
    merged.object = merge_objects(objects).map(Box::new);
    merged.array = merge_arrays(arrays).map(Box::new);
    Some(merged)
}

fn merge_objects(objects: Vec<ObjectPattern>) -> Option<ObjectPattern> {
    let count = objects.len();
    if count > 1 && have_same_members(&objects) {
        return merge_alike(objects);
    }
    let mut objects = objects.into_iter();
    let first = objects.next()?;
    if count == 1 {
        return Some(first);
    }
    let mut merged = ObjectPattern { omitted: true, ..ObjectPattern::default() };
    let (mut shown, mut places) = (Vec::<ShownMember>::with_capacity(first.members.len()), NamePlaces::default());
    // Each map, with the object that it is in; those whose names may be fixed are keyed by names that are data alone.
    let (mut maps, mut fixed) = (Vec::<(usize, JsonPattern)>::new(), Vec::new());
    for (number, object) in std::iter::once(first).chain(objects).enumerate() {
        merged.open |= object.open;
        merged.omitted &= object.omitted;
        let mut object = object;
        let map = object.map_value.take().map(|value| (number, *value));
        let kind = if object.is_map_by_placeholder { &mut maps } else { &mut fixed };
        kind.extend(map);
        merged.is_map_by_placeholder |= object.is_map_by_placeholder;
        places.begin_again();
        for member in object.into_members() {
            let place = places.of(&member.key, shown.len(), |at| &shown[at].key);
            if place == MOST_NAMES {
                merged.open = true;
                continue;
            }
            if place == shown.len() {
                shown.push(ShownMember { key: member.key, required: true, by: Vec::new() });
            }
            shown[place].required &= member.required;
            shown[place].by.push((number, member.pattern));
        }
    }
    let members = shown.into_iter().filter_map(|member| member.merged(count, &maps, &fixed)).collect();
    let map_value = merge_all(maps.into_iter().chain(fixed).map(|(_, map)| map)).map(Box::new);
    Some(merged.with_members(members, map_value))
}

/// Whether the objects show the same members in one order, as the items of most examples do, and no map.
fn have_same_members(objects: &[ObjectPattern]) -> bool {
    let Some((first, others)) = objects.split_first() else { return false };
    let keys = |object: &'_ ObjectPattern| {
        object.members.iter().map(|member| &member.key).eq(first.members.iter().map(|member| &member.key))
    };
    first.members.len() <= MOST_NAMES
        && objects.iter().all(|object| object.map_value.is_none())
        && others.iter().all(keys)
}

/// Objects that have the same members in one order as one.
fn merge_alike(objects: Vec<ObjectPattern>) -> Option<ObjectPattern> {
    let mut objects = objects.into_iter();
    let mut merged = objects.next()?;
    let mut others = Vec::with_capacity(objects.len());
    for object in objects {
        merged.open |= object.open;
        merged.omitted &= object.omitted;
        merged.is_map_by_placeholder |= object.is_map_by_placeholder;
        others.push(object.into_members().into_iter());
    }
    let members = std::mem::take(&mut merged.members).into_iter().filter_map(|mut member| {
        let further = others.iter_mut().filter_map(Iterator::next).map(|other| {
            member.required &= other.required;
            other.pattern
        });
        member.pattern = merge_all(std::iter::once(member.pattern).chain(further))?;
        Some(member)
    });
    let members = members.collect();
    Some(merged.with_members(members, None))
}

/// A member, as several objects show it.
struct ShownMember {
    key: String,
    required: bool,
    /// The objects that show it, and how.
    by: Vec<(usize, JsonPattern)>,
}

impl ShownMember {
    /// As one. A member that one item shows may be a key of the map that another item shows: it may then have the values of
    /// that map.
    fn merged(
        self,
        objects: usize,
        maps: &[(usize, JsonPattern)],
        fixed: &[(usize, JsonPattern)],
    ) -> Option<MemberPattern> {
        let required = self.required && self.by.len() == objects;
        let fixed = if is_data(&self.key) { fixed } else { &[] };
        if maps.is_empty() && fixed.is_empty() || !may_be_map_key(&self.key) {
            let pattern = merge_all(self.by.into_iter().map(|(_, pattern)| pattern))?;
            return Some(MemberPattern { key: self.key, required, pattern });
        }
        let own: HashSet<usize> = self.by.iter().map(|(number, _)| *number).collect();
        let others = maps.iter().chain(fixed).filter(|(number, _)| !own.contains(number)).take(MOST_MAPS);
        let others: Vec<JsonPattern> = others.map(|(_, map)| map.clone()).collect();
        let pattern = merge_all(self.by.into_iter().map(|(_, pattern)| pattern).chain(others))?;
        Some(MemberPattern { key: self.key, required, pattern })
    }
}

fn merge_arrays(arrays: Vec<ArrayPattern>) -> Option<ArrayPattern> {
    let count = arrays.len();
    let mut arrays = arrays.into_iter();
    let first = arrays.next()?;
    if count == 1 {
        return Some(first);
    }
    let (mut items, mut columns, mut unions, mut open) = (Vec::new(), Vec::new(), Vec::new(), false);
    let mut rows = Vec::new();
    for array in std::iter::once(first).chain(arrays) {
        open |= array.open;
        if let Some(item) = array.item {
            items.push(*item);
            columns.push(array.columns);
            rows.push(array.row);
            unions.push(array.union);
        }
    }
    let columns = merge_columns(columns);
    let union = unions.into_iter().collect::<Option<Vec<_>>>().and_then(merge_unions);
    Some(ArrayPattern {
        item: merge_all(items).map(Box::new),
        columns,
        row: merge_rows(&rows),
        union,
        name_sets: Vec::new(),
        open,
    })
}

/// The columns of several tables as those of one; none where the tables differ in how many they have.
fn merge_columns(tables: Vec<Vec<JsonPattern>>) -> Vec<JsonPattern> {
    let width = tables.first().map_or(0, Vec::len);
    if tables.iter().any(|columns| columns.len() != width) {
        return Vec::new();
    }
    let mut by_column: Vec<Vec<JsonPattern>> = (0..width).map(|_| Vec::new()).collect();
    for columns in tables {
        by_column.iter_mut().zip(columns).for_each(|(column, pattern)| column.push(pattern));
    }
    by_column.into_iter().filter_map(merge_all).collect()
}

/// The length of the rows of several tables; none where they differ.
fn merge_rows(rows: &[Option<RowLength>]) -> Option<RowLength> {
    let first = rows.first().copied().flatten()?;
    let agree = rows.iter().all(|row| row.is_some_and(|row| row.length == first.length));
    let by_position = rows.iter().flatten().any(|row| row.by_position);
    agree.then_some(RowLength { by_position, ..first })
}

/// Several unions by one member as one.
fn merge_unions(unions: Vec<UnionPattern>) -> Option<UnionPattern> {
    let member = unions.first()?.member.clone();
    if unions.iter().any(|union| union.member != member) {
        return None;
    }
    let (mut kinds, mut places) = (Vec::<(String, Vec<JsonPattern>)>::new(), HashMap::<String, usize>::new());
    for (kind, pattern) in unions.into_iter().flat_map(|union| union.variants) {
        let place = *places.entry(kind.clone()).or_insert(kinds.len());
        if place == kinds.len() {
            kinds.push((kind, Vec::new()));
        }
        kinds[place].1.push(pattern);
    }
    let variants = kinds.into_iter().filter_map(|(kind, patterns)| Some((kind, merge_all(patterns)?)));
    Some(UnionPattern { member, variants: variants.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Pointer, read};

    fn pattern(text: &str) -> JsonPattern {
        JsonPattern::new(&read(text).expect("reads").root)
    }

    #[test]
    fn a_member_of_one_item_may_be_a_map_key_of_another() {
        let pattern = pattern(r#"[{"a": 1, "2": {}}, {"2": "x"}, {"3": "y"}]"#);
        let (under, _) = pattern.nearest(&Pointer::parse("/0/2"));
        assert_eq!(under.describe(), "a string or an object");
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
