//! `SchemaCursor`: the schemas that apply to a place, walked member by member with references followed.

use serde_json::Value;

use super::documented_fields;
use super::set::{Origin, SchemaSet, is_marked_open, is_open, known_member};
use crate::json::{Pointer, member_of};
use crate::notation::documented_value::{is_annotation, may_be_map_key};

/// The schemas that apply to one place, with every reference followed.
pub(in crate::schema) struct SchemaCursor<'s> {
    pub(in crate::schema) set: &'s SchemaSet,
    /// Those that all apply, references not yet followed.
    pub(in crate::schema) entries: Vec<Subschema<'s>>,
    /// The entries with all they refer to.
    pub(in crate::schema) here: Vec<Subschema<'s>>,
}

/// A schema, the document that its local references (`#/...`) are resolved in, and the type whose own schema it is.
#[derive(Clone, Copy)]
pub(in crate::schema) struct Subschema<'s> {
    pub(in crate::schema) schema: &'s Value,
    pub(in crate::schema) document: &'s Value,
    pub(in crate::schema) name: Option<&'s str>,
}

impl<'s> Subschema<'s> {
    /// The schema that `$ref` leads to; `None` for a reference to what is not in the set.
    pub(in crate::schema) fn referred(&self, set: &'s SchemaSet) -> Option<Subschema<'s>> {
        let reference = member_of(self.schema, "$ref")?.as_str()?;
        if let Some(fragment) = reference.strip_prefix('#') {
            return Some(Subschema { schema: self.document.pointer(fragment)?, ..*self });
        }
        let (name, target) = set.referred(reference)?;
        Some(Subschema { schema: &target.schema, document: &target.schema, name: Some(name) })
    }

    /// The schemas under a keyword that holds a list of them.
    pub(in crate::schema) fn branches(&self, keyword: &str) -> impl Iterator<Item = Subschema<'s>> {
        let document = self.document;
        let branches = member_of(self.schema, keyword).and_then(Value::as_array).into_iter().flatten();
        branches.map(move |schema| Subschema { schema, document, name: None })
    }
}

impl<'s> SchemaCursor<'s> {
    /// For the whole instance.
    pub(in crate::schema) fn root(set: &'s SchemaSet, schema: &'s Value) -> Self {
        Self::of(set, vec![Subschema { schema, document: schema, name: None }])
    }

    fn of(set: &'s SchemaSet, entries: Vec<Subschema<'s>>) -> Self {
        let mut cursor = Self { set, entries: Vec::new(), here: Vec::new() };
        for subschema in &entries {
            cursor.add(*subschema);
        }
        cursor.entries = entries;
        cursor
    }

    /// For the place at `pointer`; a token that is an index leads to the items.
    pub(in crate::schema) fn at(set: &'s SchemaSet, schema: &'s Value, pointer: &Pointer) -> Self {
        pointer.tokens().fold(Self::root(set, schema), |cursor, token| cursor.step(&token))
    }

    /// For what a token of a pointer leads to.
    pub(in crate::schema) fn step(&self, token: &str) -> Self {
        let member = self.member(token);
        let is_index = token.bytes().all(|b| b.is_ascii_digit()) || token == "*";
        let items = || token.parse().map_or_else(|_| self.items(), |position| self.item(position));
        if member.here.is_empty() && is_index { items() } else { member }
    }

    /// Whether the documented types here list a member, as [`documents_member_of`] says for a pointer.
    pub(in crate::schema) fn documents(&self, member: &str, own: Option<&str>) -> Option<bool> {
        let own = own.and_then(|own| self.set.resolve(own));
        let mut documented = false;
        for subschema @ Subschema { schema, name, .. } in &self.here {
            let inferred = member_of(schema, "x-inferred").is_some();
            let properties = member_of(schema, "properties").filter(|_| !inferred);
            let listed = properties.is_some_and(|p| member_of(p, member).is_some())
                || documented_fields::documents(schema, member);
            if listed || is_marked_open(schema) {
                return Some(true);
            }
            let own = own.filter(|own| name.is_some_and(|name| self.set.index().lineage(own).contains(&name)));
            let through = match (own, name) {
                (Some(own), _) => known_member(self.set, own, member) || is_open(self.set, own),
                (None, Some(name)) => !self.is_base(subschema) && allows_member(self.set, name, member),
                (None, None) => false,
            };
            if through {
                return Some(true);
            }
            documented |= name.is_some() || properties.is_some();
        }
        documented.then_some(false)
    }

    fn add(&mut self, subschema: Subschema<'s>) {
        if self.here.iter().any(|known| std::ptr::eq(known.schema, subschema.schema)) {
            return;
        }
        self.here.push(subschema);
        // Most schemas have a few keywords, and none of these: looking at each costs less than looking these up.
        let is_alone = |keywords: &serde_json::Map<_, _>| {
            keywords.len() <= 4 && !keywords.keys().any(|key| matches!(&**key, "$ref" | "allOf" | "anyOf" | "oneOf"))
        };
        if subschema.schema.as_object().is_some_and(is_alone) {
            return;
        }
        if let Some(target) = subschema.referred(self.set) {
            self.add(target);
        }
        for keyword in ["allOf", "anyOf", "oneOf"] {
            subschema.branches(keyword).for_each(|branch| self.add(branch));
        }
    }

    /// Whether a documented type applies here.
    pub(in crate::schema) fn is_documented(&self) -> bool {
        self.here.iter().any(|subschema| subschema.name.is_some())
    }

    /// Whether a type is here only as the base of another: the other subtypes of it do not matter.
    fn is_base(&self, subschema: &Subschema<'s>) -> bool {
        let Some(name) = subschema.name else { return false };
        let mut others = self.here.iter().filter_map(|other| other.name).filter(|other| *other != name);
        others.any(|other| self.set.index().lineage(other).contains(&name))
    }

    /// The schemas of a member.
    pub(in crate::schema) fn member(&self, name: &str) -> Self {
        self.below(|schema| of_member(schema, name))
    }

    /// Whether there is a schema of a member.
    pub(in crate::schema) fn has_member(&self, name: &str) -> bool {
        self.here.iter().any(|subschema| of_member(subschema.schema, name).is_some())
    }

    /// The schemas of the items.
    pub(in crate::schema) fn items(&self) -> Self {
        self.below(|schema| member_of(schema, "items"))
    }

    /// The schemas of the item at a position: of its column, in the rows of a table.
    pub(in crate::schema) fn item(&self, position: usize) -> Self {
        self.below(|schema| {
            let column = member_of(schema, "prefixItems").and_then(|columns| columns.get(position));
            column.or_else(|| member_of(schema, "items"))
        })
    }

    /// Also those of the type an object names itself (`@odata.type`), which may be a subtype of the documented one.
    pub(in crate::schema) fn with_type(mut self, name: Option<&str>) -> Self {
        let named = name.and_then(|name| self.set.resolve(name));
        let own = named.filter(|_| self.is_documented()).and_then(|name| Some((name, self.set.get(name)?)));
        if let Some((name, own)) = own {
            self.add(Subschema { schema: &own.schema, document: &own.schema, name: Some(name) });
        }
        self
    }

    fn below(&self, step: impl Fn(&'s Value) -> Option<&'s Value>) -> Self {
        let below = |subschema: &Subschema<'s>| {
            step(subschema.schema).map(|schema| Subschema { schema, document: subschema.document, name: None })
        };
        Self::of(self.set, self.here.iter().filter_map(below).collect())
    }

    /// The keyword's value in every schema that has it.
    pub(in crate::schema) fn keyword<'k>(
        &self,
        keyword: &'k str,
    ) -> impl Iterator<Item = &'s Value> + Clone + use<'_, 's, 'k> {
        self.here.iter().filter_map(move |subschema| member_of(subschema.schema, keyword))
    }
}

/// What a schema says about a member.
fn of_member<'s>(schema: &'s Value, name: &str) -> Option<&'s Value> {
    let own = member_of(schema, "properties").and_then(|properties| member_of(properties, name));
    own.or_else(|| {
        member_of(schema, "additionalProperties")
            .filter(|others| others.is_object() && !is_annotation(name) && may_be_map_key(name))
    })
}

/// Whether the documented type of the object at `pointer` lists `member`: `Some(true)` if it does (or is open),
/// `Some(false)` if a type is documented there and does not, `None` where the schema is only inferred.
///
/// `schema` is that of the whole response; a token of `pointer` that is an index leads to the items. A member of a subtype
/// counts: a response may have one without naming the subtype.
pub fn documents_member(set: &SchemaSet, schema: &Value, pointer: &Pointer, member: &str) -> Option<bool> {
    documents_member_of(set, schema, pointer, member, None)
}

/// Like [`documents_member`], for an object that calls itself `own` (its `@odata.type`): if that is a subtype of what is
/// documented there, that subtype's members count and no other's.
pub fn documents_member_of(
    set: &SchemaSet,
    schema: &Value,
    pointer: &Pointer,
    member: &str,
    own: Option<&str>,
) -> Option<bool> {
    SchemaCursor::at(set, schema, pointer).documents(member, own)
}

/// Whether an object here may have any further member.
pub(in crate::schema) fn is_open_here(cursor: &SchemaCursor<'_>) -> bool {
    let allows = |subschema: &Subschema<'_>| subschema.name.is_some_and(|name| allows_member(cursor.set, name, ""));
    cursor
        .here
        .iter()
        .any(|subschema| is_marked_open(subschema.schema) || !cursor.is_base(subschema) && allows(subschema))
}

/// A type of the user's own is open, as JSON Schema has it; else a subtype may have the member, or be open.
fn allows_member(set: &SchemaSet, name: &str, member: &str) -> bool {
    if set.get(name).is_some_and(|t| matches!(t.origin, Origin::User(_))) {
        return true;
    }
    set.subtypes(name).is_some_and(|subtypes| subtypes.is_open || subtypes.members.contains(member))
}
