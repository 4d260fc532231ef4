//! The members of objects that were shown at one place, each with all its values.

use std::collections::HashMap;

use crate::contract::MOST_NAMES;
use crate::json::{Member, Node};
use crate::notation::MapKeys;
use crate::notation::documented_value::{is_annotation, may_be_map_key};

/// The members shown, in the order they were first shown, without those `left_out`; annotations are never included.
pub(super) fn shown_members<'n>(
    objects: &[&'n Node],
    left_out: impl Fn(&str) -> bool,
) -> impl Iterator<Item = (&'n str, Vec<&'n Node>)> {
    shown_with(objects, left_out, Vec::new())
}

/// How many maps, and how many values of each, are compared with a member that other objects show.
const MOST_MAPS: usize = 8;
const MOST_VALUES: usize = 64;

/// The same for objects of which some are maps: a member that one shows may be a key of the map that another one shows, and
/// then has the values of that.
pub(super) fn shown_next_to_maps<'n>(
    objects: &[&'n Node],
    free: MapKeys,
) -> impl Iterator<Item = (&'n str, Vec<&'n Node>)> {
    let values = objects.iter().map(|object| values_of_map(object, free));
    let maps: Vec<MapValues<'_>> = values.enumerate().filter(|(_, values)| !values.is_empty()).collect();
    shown_with(objects, move |key| free.covers(key), maps)
}

/// The position of an object that is a map, and its values.
type MapValues<'n> = (usize, Vec<&'n Node>);

fn shown_with<'n>(
    objects: &[&'n Node],
    left_out: impl Fn(&str) -> bool,
    maps: Vec<MapValues<'n>>,
) -> impl Iterator<Item = (&'n str, Vec<&'n Node>)> {
    let most = if objects.len() > 1 { MOST_NAMES } else { usize::MAX };
    by_name_and_object(objects).into_iter().take(most).filter_map(move |(key, shown)| {
        let is_own = |number: &usize| shown.binary_search_by_key(number, |(of, _)| *of).is_ok();
        let mut values: Vec<&Node> = shown.iter().map(|(_, node)| *node).collect();
        if !is_annotation(key) {
            if left_out(key) {
                return None;
            }
            let others = maps.iter().filter(|(number, _)| may_be_map_key(key) && !is_own(number)).take(MOST_MAPS);
            values.extend(others.flat_map(|(_, values)| values));
        }
        Some((key, values))
    })
}

fn values_of_map(object: &Node, free: MapKeys) -> Vec<&Node> {
    let members = object.members().into_iter().flatten().filter(|member| free.covers(&member.key));
    members.take(MOST_VALUES).map(|member| &member.value).collect()
}

/// All values shown under each name; of a name repeated in one object, the last.
pub(in crate::schema) fn by_name<'n>(objects: &[&'n Node]) -> Vec<(&'n str, Vec<&'n Node>)> {
    const FEW: usize = 24;
    if let [object] = objects
        && let Some(members) = object.members().filter(|members| members.len() <= FEW)
    {
        return by_name_of_one(members);
    }
    let of_all = by_name_and_object(objects).into_iter();
    of_all.map(|(key, values)| (key, values.into_iter().map(|(_, node)| node).collect())).collect()
}

fn by_name_of_one(members: &[Member]) -> Vec<(&str, Vec<&Node>)> {
    let mut out: Vec<(&str, Vec<&Node>)> = Vec::with_capacity(members.len());
    for Member { key, value, .. } in members {
        match out.iter_mut().find(|(known, _)| known == key) {
            Some((_, shown)) => shown[0] = value,
            None => out.push((key, vec![value])),
        }
    }
    out
}

/// All values shown under each name, each with the position of its object.
fn by_name_and_object<'n>(objects: &[&'n Node]) -> Vec<(&'n str, Vec<(usize, &'n Node)>)> {
    const FEW: usize = 24;
    let count: usize = objects.iter().filter_map(|object| object.members()).map(<[_]>::len).sum();
    let mut places = HashMap::new();
    let mut out: Vec<(&str, Vec<(usize, &Node)>)> = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        for member in object.members().into_iter().flatten() {
            let key = member.key.as_str();
            let place = if count <= FEW {
                out.iter().position(|(known, _)| *known == key).unwrap_or(out.len())
            } else {
                *places.entry(key).or_insert(out.len())
            };
            if place == out.len() {
                out.push((&member.key, Vec::new()));
            }
            let values = &mut out[place].1;
            values.pop_if(|(of, _)| *of == number);
            values.push((number, &member.value));
        }
    }
    out
}
