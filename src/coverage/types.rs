//! What is counted of the documented types: their members, and their listed values.

use std::collections::BTreeMap;

use serde_json::Value;

use super::operation::{example, named};
use crate::record::{MemberCoverage, TypeCoverage, UncountedType, ValueCoverage};
use crate::schema::{SchemaSet, TypedMember, members_of, typed_members};

/// What is counted of the documented types, by name.
#[derive(Debug, Default)]
pub(super) struct Types(BTreeMap<String, Counted>);

#[derive(Debug, Default)]
struct Counted {
    seen: usize,
    members: BTreeMap<String, MemberCoverage>,
}

impl Types {
    pub(super) fn of(schemas: &SchemaSet) -> Self {
        let members = |name: &str| {
            members_of(schemas, name).into_iter().map(|(name, values)| {
                let mut counted = named(name);
                counted.documented = true;
                counted.values = values.into_iter().map(unseen).collect();
                (name.to_owned(), counted)
            })
        };
        let counted = |name: &String| Counted { seen: 0, members: members(name).collect() };
        let is_broken = |name: &String| schemas.broken.iter().any(|broken| broken.name == *name);
        let names = schemas.types.keys().filter(|name| !is_broken(name));
        Self(names.map(|name| (name.clone(), counted(name))).collect())
    }

    pub(super) fn observe(&mut self, case: &str, schema: &Value, body: &Value, schemas: &SchemaSet) {
        typed_members(schemas, schema, body, &mut |name, member| {
            let Some(counted) = self.0.get_mut(name) else { return };
            match member {
                None => counted.seen += 1,
                Some(member) => counted.add(case, &member),
            }
        });
    }

    pub(super) fn coverage(self) -> Vec<TypeCoverage> {
        let coverage = |(name, Counted { seen, members }): (String, Counted)| {
            let mut coverage = TypeCoverage::default();
            (coverage.name, coverage.seen, coverage.members) = (name, seen, members.into_values().collect());
            coverage
        };
        self.0.into_iter().map(coverage).collect()
    }
}

impl Counted {
    fn add(&mut self, case: &str, member: &TypedMember<'_>) {
        let counted = self.members.entry(member.name.to_owned()).or_insert_with(|| named(member.name));
        counted.seen += 1;
        counted.null += usize::from(member.value.is_null());
        counted.other_kind += usize::from(member.is_of_other_kind);
        if counted.example.is_none() && (member.is_of_other_kind || !counted.documented) {
            counted.example = Some(example(case, member.name, member.value, member.object));
        }
        let texts = member.value.as_array().map_or_else(|| std::slice::from_ref(member.value), Vec::as_slice);
        for text in texts.iter().filter_map(Value::as_str) {
            if let Some(value) = counted.values.iter_mut().find(|value| value.value == text) {
                value.seen += 1;
            }
        }
    }
}

/// The types of which the set has no schema to count by.
pub(super) fn uncounted(schemas: &SchemaSet) -> Vec<UncountedType> {
    let of_broken = schemas.broken.iter().map(|broken| {
        let mut found = UncountedType::default();
        found.name.clone_from(&broken.name);
        found.place = format!("{}:{}", broken.path.display(), broken.place);
        found.why.clone_from(&broken.message);
        found
    });
    of_broken.collect()
}

fn unseen(value: &str) -> ValueCoverage {
    let mut counted = ValueCoverage::default();
    value.clone_into(&mut counted.value);
    counted
}
