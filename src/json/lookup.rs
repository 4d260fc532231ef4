//! Members of values looked up by comparing names: to hash a name costs more than to compare it with a few.

use serde_json::{Map, Value, map};

/// In an object of so many members the names are compared.
const FEW: usize = 8;

/// The member of a value, as [`Value::get`] finds it, where objects are mostly small: the keywords of a schema.
#[inline]
pub fn member_of<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let members = value.as_object()?;
    if members.len() > FEW {
        return members.get(name);
    }
    members.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// Looks up members of an object that are mostly asked for in the order in which they are there.
pub struct InOrder<'v> {
    members: &'v Map<String, Value>,
    /// What follows the member that was found last.
    ahead: map::Iter<'v>,
}

impl<'v> InOrder<'v> {
    /// None has been asked for yet.
    pub fn new(members: &'v Map<String, Value>) -> Self {
        Self { members, ahead: members.iter() }
    }

    /// The member of that name, wherever it is.
    #[inline]
    pub fn get(&mut self, name: &str) -> Option<&'v Value> {
        /// A few others may be in between.
        const NEAR: usize = 3;
        let mut ahead = self.ahead.clone();
        let Some((_, value)) = ahead.by_ref().take(NEAR).find(|(key, _)| *key == name) else {
            return self.members.get(name);
        };
        self.ahead = ahead;
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn members_are_found_in_any_order() {
        let value = json!({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9});
        let members = value.as_object().expect("an object");
        let mut in_order = InOrder::new(members);
        for name in ["a", "b", "d", "none", "i", "c", "e", "e", "", "a"] {
            assert_eq!(in_order.get(name), members.get(name), "{name}");
            assert_eq!(member_of(&value, name), members.get(name), "{name}");
        }
    }

    #[test]
    fn only_objects_have_members() {
        assert_eq!(member_of(&json!({"a": 1}), "a"), Some(&json!(1)));
        assert_eq!((member_of(&json!({"a": 1}), "b"), member_of(&json!([1]), "0")), (None, None));
    }
}
