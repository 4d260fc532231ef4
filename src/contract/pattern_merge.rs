//! Several documented items as one pattern: members united, required only where every item shows them.

use super::pattern::{ArrayPattern, JsonPattern, MemberPattern, ObjectPattern};
use super::pattern_union::UnionPattern;

/// All patterns as one, at the place of the first; `None` if there is none.
pub(super) fn merge_all(patterns: impl IntoIterator<Item = JsonPattern>) -> Option<JsonPattern> {
    patterns.into_iter().reduce(merge)
}

fn merge(first: JsonPattern, second: JsonPattern) -> JsonPattern {
    JsonPattern {
        at: first.at,
        start: first.start,
        end: first.end,
        elided: first.elided || second.elided,
        placeholder: first.placeholder || second.placeholder,
        null: first.null || second.null,
        scalar: both(first.scalar, second.scalar, |mut a, b| {
            a.placeholder |= b.placeholder;
            a
        }),
        object: both(first.object, second.object, merge_objects),
        array: both(first.array, second.array, |a, b| Box::new(merge_arrays(*a, *b))),
    }
}

/// A type that only one side shows is taken from that side.
fn both<T>(first: Option<T>, second: Option<T>, merge: impl FnOnce(T, T) -> T) -> Option<T> {
    match (first, second) {
        (Some(a), Some(b)) => Some(merge(a, b)),
        (a, b) => a.or(b),
    }
}

fn merge_objects(mut first: ObjectPattern, second: ObjectPattern) -> ObjectPattern {
    for member in &mut first.members {
        let twin = second.member(&member.key);
        member.required &= twin.is_some();
        widen(member, second.map_value.as_deref().filter(|_| twin.is_none()));
    }
    for mut member in second.members {
        let twin = first.member(&member.key).is_some();
        widen(&mut member, first.map_value.as_deref().filter(|_| !twin));
        if let Some(known) = first.members.iter_mut().find(|known| known.key == member.key) {
            known.required &= member.required;
            known.pattern = merge(std::mem::take(&mut known.pattern), member.pattern);
        } else {
            member.required = false;
            first.members.push(member);
        }
    }
    first.map_value = both(first.map_value, second.map_value, |a, b| Box::new(merge(*a, *b)));
    first.open |= second.open;
    first.omitted &= second.omitted;
    first
}

/// A member that one item shows may be a key of the map that another item shows: it may then have the values of that map.
fn widen(member: &mut MemberPattern, map_value: Option<&JsonPattern>) {
    if let Some(map_value) = map_value {
        member.pattern = merge(std::mem::take(&mut member.pattern), map_value.clone());
    }
}

fn merge_arrays(first: ArrayPattern, second: ArrayPattern) -> ArrayPattern {
    let columns = match (&first.item, &second.item) {
        (_, None) => first.columns,
        (None, _) => second.columns,
        _ if first.columns.len() == second.columns.len() => {
            first.columns.into_iter().zip(second.columns).map(|(a, b)| merge(a, b)).collect()
        }
        _ => Vec::new(),
    };
    let union = match (&first.item, &second.item) {
        (_, None) => first.union,
        (None, _) => second.union,
        _ => first.union.zip(second.union).and_then(|(a, b)| merge_unions(a, b)),
    };
    let item = both(first.item, second.item, |a, b| Box::new(merge(*a, *b)));
    ArrayPattern { item, columns, union, open: first.open || second.open }
}

/// Two unions by one member as one.
fn merge_unions(mut first: UnionPattern, second: UnionPattern) -> Option<UnionPattern> {
    if first.member != second.member {
        return None;
    }
    for (kind, pattern) in second.variants {
        match first.variants.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, known)) => *known = merge(std::mem::take(known), pattern),
            None => first.variants.push((kind, pattern)),
        }
    }
    Some(first)
}
