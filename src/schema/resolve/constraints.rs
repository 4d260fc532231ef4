//! What all schemas that apply at one place require of the value there.

use std::collections::BTreeSet;

use serde_json::Value;

use super::cursor::{SchemaCursor, Subschema, is_open_here};
use super::set::SchemaSet;
use crate::notation::format::{DURATION, INFINITE, RECOGNISED, TIME_OF_DAY};

/// What the schemas that apply at one place of a response require of its value.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Constraints {
    /// The JSON Schema types allowed there, `null` apart; `None`: any. `integer` only where `number` is not named.
    pub kinds: Option<BTreeSet<&'static str>>,
    /// The format every string there has: `date-time`, `date`, `time` (of day), `uuid`, `uri`, `duration`.
    pub format: Option<&'static str>,
    /// The strings allowed there; `None`: any.
    pub members: Option<Vec<String>>,
    /// Keywords beyond kind, format and enum bind the value (`minimum`, `pattern`, ...).
    pub bound: bool,
}

/// A place in a response, with all the schemas that apply to it; leads to the places below.
pub struct ConstraintCursor<'s> {
    set: &'s SchemaSet,
    cursor: SchemaCursor<'s>,
    /// Above, the docs say several types, and the object does not say which it is: what one requires of a member another
    /// may leave open.
    vague: bool,
    /// The current object declares its type.
    named: bool,
}

const KINDS: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];

/// Keywords that bind a value beyond its kind, its format and its enum.
const BINDING: [&str; 17] = [
    "const",
    "contains",
    "contentEncoding",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "if",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "uniqueItems",
];

/// How many references are followed from one place.
const MAX_DEPTH: usize = 32;

impl<'s> ConstraintCursor<'s> {
    /// For the whole response. `schema`: that of the response, its references file names of the set.
    pub fn root(set: &'s SchemaSet, schema: &'s Value) -> Self {
        Self { set, cursor: SchemaCursor::root(set, schema), vague: false, named: false }
    }

    /// For a member.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        Self { set: self.set, cursor: self.cursor.member(name), vague: self.vague || self.is_choice(), named: false }
    }

    /// For the item at a position.
    #[must_use]
    pub fn item(&self, position: usize) -> Self {
        Self { set: self.set, cursor: self.cursor.item(position), vague: self.vague, named: false }
    }

    /// Also those of the type that the current object names itself (`@odata.type`).
    #[must_use]
    pub fn with_type(self, name: Option<&str>) -> Self {
        let named = name.is_some_and(|name| self.set.resolve(name).is_some());
        Self { cursor: self.cursor.with_type(name), named, ..self }
    }

    /// All constraints taken together.
    pub fn here(&self) -> Constraints {
        if self.vague {
            return Constraints::default();
        }
        let of = |subschema: &Subschema<'s>| constraints(*subschema, self.set, 0);
        self.cursor.entries.iter().map(of).reduce(Constraints::and).unwrap_or_default()
    }

    fn is_choice(&self) -> bool {
        let null = Value::from("null");
        let several = |subschema: &Subschema<'s>, keyword| {
            subschema.branches(keyword).filter(|b| b.schema.get("type") != Some(&null)).count() > 1
        };
        !self.named
            && self.cursor.here.iter().any(|subschema| several(subschema, "anyOf") || several(subschema, "oneOf"))
    }

    /// Whether an object here may have members that no type documents: its type, or a subtype of it, is open.
    pub fn is_open(&self) -> bool {
        is_open_here(&self.cursor)
    }
}

impl Constraints {
    /// Both apply.
    fn and(self, other: Self) -> Self {
        Self {
            kinds: match (self.kinds, other.kinds) {
                (Some(a), Some(b)) => Some(&a & &b),
                (a, b) => a.or(b),
            },
            format: self.format.or(other.format),
            members: match (self.members, other.members) {
                (Some(a), Some(b)) => Some(a.into_iter().filter(|member| b.contains(member)).collect()),
                (a, b) => a.or(b),
            },
            bound: self.bound || other.bound,
        }
    }

    /// One of them applies.
    fn or(self, other: Self) -> Self {
        let takes_text = |constraints: &Self| constraints.kinds.as_ref().is_none_or(|kinds| kinds.contains("string"));
        let (format, members) = match (takes_text(&self), takes_text(&other)) {
            (true, false) => (self.format, self.members),
            (false, true) => (other.format, other.members),
            _ => (
                self.format.filter(|format| other.format == Some(format)),
                self.members.zip(other.members).map(|(a, b)| [a, b].concat()),
            ),
        };
        Self {
            kinds: self.kinds.zip(other.kinds).map(|(a, b)| whole_or_not(&a | &b)),
            format,
            members,
            bound: self.bound || other.bound,
        }
    }
}

/// Whole numbers are numbers.
fn whole_or_not(mut kinds: BTreeSet<&'static str>) -> BTreeSet<&'static str> {
    if kinds.contains("number") {
        kinds.remove("integer");
    }
    kinds
}

fn constraints(subschema: Subschema<'_>, set: &SchemaSet, depth: usize) -> Constraints {
    if depth > MAX_DEPTH {
        return Constraints::default();
    }
    let mut all = own(subschema.schema);
    if let Some(target) = subschema.referred(set) {
        all = all.and(constraints(target, set, depth + 1));
    }
    for branch in subschema.branches("allOf") {
        all = all.and(constraints(branch, set, depth + 1));
    }
    for keyword in ["anyOf", "oneOf"] {
        let branches =
            subschema.branches(keyword).filter(|branch| branch.schema.get("type") != Some(&Value::from("null")));
        if let Some(either) = branches.map(|branch| constraints(branch, set, depth + 1)).reduce(Constraints::or) {
            all = all.and(either);
        }
    }
    all
}

/// The constraints of a schema itself, without what it refers to.
fn own(schema: &Value) -> Constraints {
    let members = schema.get("enum").and_then(Value::as_array);
    let members = members.map(|all| all.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>());
    let infinite = schema.get("pattern").is_some_and(|pattern| pattern == INFINITE);
    let named = |kind: &&&str| match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().any(|other| other == **kind),
        Some(one) => one == **kind,
        None => **kind == "string",
    };
    // The strings for infinities are numbers.
    let kinds = || KINDS.iter().filter(named).copied().filter(|kind| !(infinite && *kind == "string")).collect();
    Constraints {
        kinds: (schema.get("type").is_some() || members.is_some()).then(kinds).map(whole_or_not),
        format: format_of(schema),
        members,
        bound: binds(schema),
    }
}

fn format_of(schema: &Value) -> Option<&'static str> {
    match (schema.get("format").and_then(Value::as_str), schema.get("pattern").and_then(Value::as_str)) {
        (Some(format), _) => RECOGNISED.into_iter().find(|known| *known == format),
        (_, Some(TIME_OF_DAY)) => Some("time"),
        (_, Some(DURATION)) => Some("duration"),
        _ => None,
    }
}

fn binds(schema: &Value) -> bool {
    let own_pattern = [TIME_OF_DAY, DURATION, INFINITE];
    let pattern = schema.get("pattern").and_then(Value::as_str).is_some_and(|pattern| !own_pattern.contains(&pattern));
    pattern
        || BINDING.iter().any(|keyword| schema.get(keyword).is_some())
        || schema.get("format").is_some() && format_of(schema).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::resolve::set::tests::people;
    use serde_json::json;

    fn of(schema: &Value) -> Constraints {
        ConstraintCursor::root(&SchemaSet::default(), schema).here()
    }

    fn kinds(schema: &Value) -> Vec<&'static str> {
        of(schema).kinds.expect("some are named").into_iter().collect()
    }

    #[test]
    fn what_every_branch_requires_is_required() {
        let date = of(&json!({"type": ["string", "null"], "format": "date"}));
        assert_eq!((date.kinds, date.format), (Some(["string"].into()), Some("date")));
        let either = |a: Value, b: Value| of(&json!({"anyOf": [a, b]}));
        assert_eq!(either(json!({"type": "string", "format": "date"}), json!({"type": "string"})).format, None);
        assert_eq!(either(json!({"type": "integer"}), json!({})).kinds, None);
        assert_eq!(either(json!({"enum": ["a", null]}), json!({"type": "null"})).members, Some(vec!["a".to_owned()]));
    }

    #[test]
    fn what_one_of_all_requires_is_required() {
        let schema = json!({"allOf": [{"type": "string"}, {"enum": ["a", "b"]}, {}]});
        assert_eq!(of(&schema).members, Some(vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(kinds(&schema), ["string"]);
        let (set, user) = (people(), json!({"$ref": "ns.user.json"}));
        let constraints = ConstraintCursor::root(&set, &user);
        assert_eq!(constraints.member("age").here().kinds, Some(["integer"].into()));
        assert!(!constraints.is_open() && constraints.member("nobody").here() == Constraints::default());
    }

    #[test]
    fn what_one_of_several_types_requires_of_a_member_is_not_required() {
        let (set, either) = (people(), json!({"anyOf": [{"$ref": "ns.user.json"}, {"$ref": "ns.entity.json"}]}));
        let age = |named: Option<&str>| ConstraintCursor::root(&set, &either).with_type(named).member("age").here();
        assert_eq!(age(None), Constraints::default());
        assert_eq!(age(Some("#ns.user")).kinds, Some(["integer"].into()));
    }

    #[test]
    fn infinities_are_numbers_and_limits_bind() {
        assert_eq!(kinds(&json!({"type": ["number", "string"], "pattern": INFINITE})), ["number"]);
        assert_eq!(kinds(&json!({"type": ["number", "integer"]})), ["number"]);
        assert!(of(&json!({"type": "integer", "minimum": 3})).bound);
        assert!(!of(&json!({"type": "string", "pattern": DURATION})).bound);
    }
}
