//! The members of a documented object, by their names.

use super::json_pattern::{JsonPattern, MemberIndex, MemberPattern, ObjectPattern};
use crate::notation::documented_value::may_be_map_key;

impl ObjectPattern {
    /// The pattern of the member of that name, if the docs show one or a map.
    pub fn at(&self, key: &str) -> Option<&JsonPattern> {
        let map_value = || self.map_value.as_deref().filter(|_| may_be_map_key(key));
        self.member(key).map(|member| &member.pattern).or_else(map_value)
    }

    /// The member of that name.
    pub fn member(&self, key: &str) -> Option<&MemberPattern> {
        /// Fewer are looked through.
        const MANY: usize = 16;
        if self.members.len() < MANY {
            return self.members.iter().find(|m| m.key == key);
        }
        let places = || self.members.iter().enumerate().map(|(at, member)| (member.key.clone(), at)).collect();
        self.index.0.get_or_init(places).get(key).map(|&at| &self.members[at])
    }

    pub(super) fn into_members(self) -> Vec<MemberPattern> {
        self.members
    }

    /// With these members and this map.
    pub(super) fn with_members(self, members: Vec<MemberPattern>, map_value: Option<Box<JsonPattern>>) -> Self {
        Self { members, map_value, index: MemberIndex::default(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Pointer, read};

    fn pattern(text: &str) -> JsonPattern {
        JsonPattern::new(&read(text).expect("reads").root)
    }

    #[test]
    fn placeholders_as_names_make_a_map() {
        let pattern = pattern(r#"{"total": 2, "<id>": {"a": 1}, "{other}": {"a": 2, "b": 1}}"#);
        let object = pattern.object.as_ref().expect("an object");
        let names: Vec<_> = object.members.iter().map(|m| m.key.as_str()).collect();
        assert_eq!(names, ["total"]);
        let (under, exact) = pattern.nearest(&Pointer::parse("/x7/a"));
        assert!(exact && under.describe() == "an integer");
        assert!(object.at("@odata.type").is_none() && object.at("@example.note").is_none());
    }
}
