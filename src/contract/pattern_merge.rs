//! Several documented items as one pattern: members united, required only where every item shows them.

use super::pattern::{ArrayPattern, JsonPattern, MemberPattern, ObjectPattern};

/// All patterns as one, placed where the first of them stands; `None` of none.
pub(super) fn merge_all(patterns: impl IntoIterator<Item = JsonPattern>) -> Option<JsonPattern> {
    patterns.into_iter().reduce(merge)
}

fn merge(first: JsonPattern, second: JsonPattern) -> JsonPattern {
    JsonPattern {
        at: first.at,
        start: first.start,
        end: first.end,
        elided: first.elided || second.elided,
        null: first.null || second.null,
        scalar: both(first.scalar, second.scalar, |mut a, b| {
            a.placeholder |= b.placeholder;
            a
        }),
        object: both(first.object, second.object, merge_objects),
        array: both(first.array, second.array, merge_arrays),
    }
}

/// A kind that only one side shows is taken as that side shows it.
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
        widen(member, second.free.as_deref().filter(|_| twin.is_none()));
    }
    for mut member in second.members {
        let twin = first.member(&member.key).is_some();
        widen(&mut member, first.free.as_deref().filter(|_| !twin));
        if let Some(known) = first.members.iter_mut().find(|known| known.key == member.key) {
            known.required &= member.required;
            known.pattern = merge(std::mem::take(&mut known.pattern), member.pattern);
        } else {
            member.required = false;
            first.members.push(member);
        }
    }
    first.free = both(first.free, second.free, |a, b| Box::new(merge(*a, *b)));
    first.open |= second.open;
    first.unshown &= second.unshown;
    first
}

/// A name that one item shows may be one of the many that another item lets come: what stands under those may stand here.
fn widen(member: &mut MemberPattern, free: Option<&JsonPattern>) {
    if let Some(free) = free {
        member.pattern = merge(std::mem::take(&mut member.pattern), free.clone());
    }
}

fn merge_arrays(first: ArrayPattern, second: ArrayPattern) -> ArrayPattern {
    let item = both(first.item, second.item, |a, b| Box::new(merge(*a, *b)));
    ArrayPattern { item, open: first.open || second.open }
}
