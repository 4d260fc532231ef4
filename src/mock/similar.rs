//! How similar a documented body and a received one are, to choose among several cases of one route.

use serde_json::Value as Received;

use crate::json::{Node, Value, ValueType};

/// Of 1000: 1000 is the same names and values throughout, 0 nothing in common. A shared name with another value of the
/// same type counts half.
pub(super) fn similarity(documented: &Node, received: &Received) -> u32 {
    let (shared, all) = compare(documented, received);
    (shared * 1000).checked_div(all).unwrap_or(1000)
}

/// Points in common, points there are.
fn compare(documented: &Node, received: &Received) -> (u32, u32) {
    match (&documented.value, received) {
        (Value::Elision | Value::Placeholder(_), _) => (2, 2),
        (Value::Object { members, .. }, Received::Object(received)) => {
            let extra = received.keys().filter(|key| documented.get(key).is_none()).count() as u32;
            members.iter().fold((1, 1 + 2 * extra), |(shared, all), member| match received.get(&member.key) {
                Some(value) => add((shared, all), compare(&member.value, value)),
                None => (shared, all + 2),
            })
        }
        (Value::Array { items, .. }, Received::Array(received)) => {
            let lonely = items.len().abs_diff(received.len()) as u32;
            items.iter().zip(received).fold((1, 1 + 2 * lonely), |sum, (a, b)| add(sum, compare(a, b)))
        }
        _ if documented.to_serde() == *received => (2, 2),
        _ if documented.value_type() == Some(ValueType::of(received)) => (1, 2),
        _ => (0, 2),
    }
}

const fn add(a: (u32, u32), b: (u32, u32)) -> (u32, u32) {
    (a.0.saturating_add(b.0), a.1.saturating_add(b.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;

    #[test]
    fn the_same_body_is_most_alike_and_shared_names_count() {
        let documented = read(r#"{"kind": "parcel", "weight": 2, "to": {"zip": "1"}}"#).expect("reads").root;
        let likeness = |text: &str| similarity(&documented, &serde_json::from_str(text).expect("reads"));
        let same = likeness(r#"{"to": {"zip": "1"}, "weight": 2, "kind": "parcel"}"#);
        let near = likeness(r#"{"to": {"zip": "9"}, "weight": 3, "kind": "parcel"}"#);
        let far = likeness(r#"{"letter": true}"#);
        assert_eq!(same, 1000);
        assert!(same > near && near > far, "{same} {near} {far}");
    }
}
