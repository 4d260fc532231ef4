//! The schemas of all documented types, and the findings about those that contradict themselves.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::nullable;
use super::overridden_properties;
use super::overridden_properties::OverriddenProperty;
use super::property::{Described, describe};
use super::type_definitions::definitions;
use crate::contract::{EnumTable, Property, Resource};
use crate::finding::Finding;
use crate::finding::rules::types::{
    CONTRADICTORY_TYPE, DANGLING_TYPE, DEEP_TYPE, RESOURCE_NOT_JSON, UNKNOWN_BASE_TYPE,
};
use crate::json::{Member, Node};
use crate::notation::documented_value;
use crate::notation::shape::Shape;
use crate::notation::type_text;
use crate::schema::resolve::index::{Enums, Index, Lookup, MOST_BASES, Named, namespace};
use crate::schema::resolve::set::{DRAFT, Origin, SchemaSet, TypeSchema, reference};
use crate::text::{Location, Position};

impl SchemaSet {
    /// Schemas of all resources; findings for what could not become one (dangling types, types defined twice, ...).
    pub fn from_docs(resources: &[Resource], enums: &[EnumTable]) -> (Self, Vec<Finding>) {
        let enums = Enums::new(enums);
        let (types, findings) = schemas(resources, &enums);
        let mut set = Self::new(types, enums);
        set.rows = rows(resources, &set.types);
        (set, findings)
    }
}

/// Where the tables of pages have the properties of the types that are documented there.
fn rows(resources: &[Resource], types: &BTreeMap<String, TypeSchema>) -> BTreeMap<String, BTreeMap<String, Position>> {
    let mut rows: BTreeMap<String, BTreeMap<String, Position>> = BTreeMap::new();
    for Resource { name, page, properties, .. } in resources {
        let is_there = |schema: &TypeSchema| matches!(&schema.origin, Origin::Docs(place) if place.page == *page);
        if !properties.is_empty() && types.get(name).is_some_and(is_there) {
            let of_type = rows.entry(name.clone()).or_default();
            for property in properties {
                of_type.entry(property.name.clone()).or_insert(property.place);
            }
        }
    }
    rows
}

/// The schema of every resource. Of several with one name, the page named like the type wins, else the first page by
/// path; the others are findings.
fn schemas(resources: &[Resource], enums: &Enums) -> (BTreeMap<String, TypeSchema>, Vec<Finding>) {
    let mut findings = Vec::new();
    let definitions = definitions(resources, &mut findings);
    let index =
        Index::new(definitions.iter().map(|(name, r)| (*name, r.base_type.as_deref().or(r.prose_base.as_deref()))));
    let mut types = BTreeMap::new();
    for (name, resource) in &definitions {
        let lookup = index.lookup(namespace(name), &resource.page).with_enums(enums);
        let nullable = resource.nullable.iter().flatten().map(String::as_str).collect();
        let mut builder = SchemaBuilder { resource, lookup, nullable, findings: &mut findings };
        let schema = builder.schema();
        let origin = Origin::Docs(Location::new(&resource.page, Position::new(resource.line, 1)));
        types.insert((*name).to_owned(), TypeSchema { schema, origin });
    }
    let overridden = overridden_properties::resolve_contradictions(&mut types, &index);
    findings.extend(
        overridden.iter().filter_map(|property| contradiction(definitions.get(property.name.as_str())?, property)),
    );
    findings.sort_by(|a, b| a.location.cmp(&b.location));
    (types, findings)
}

/// The finding for a property that contradicts that of the base type.
fn contradiction(resource: &Resource, overridden: &OverriddenProperty) -> Option<Finding> {
    let OverriddenProperty { name, base, property } = overridden;
    let row = resource.properties.iter().find(|row| row.name == *property);
    let shown = resource.body.root().and_then(|root| root.get(property)).map(|v| resource.body.place(v.start));
    let place = row.map(|row| row.place).or(shown)?;
    let message = format!("`{property}` of `{name}` contradicts `{property}` of `{base}`, which it inherits from");
    Some(Finding::docs(&CONTRADICTORY_TYPE, &resource.page, place, message).help(CONTRADICTORY_TYPE.fix))
}

struct SchemaBuilder<'r, 'f> {
    resource: &'r Resource,
    lookup: Lookup<'r>,
    /// The members that the annotation lists as nullable.
    nullable: HashSet<&'r str>,
    findings: &'f mut Vec<Finding>,
}

impl<'r> SchemaBuilder<'r, '_> {
    fn schema(&mut self) -> Value {
        let resource = self.resource;
        let mut schema = Map::new();
        schema.insert("$schema".into(), json!(DRAFT));
        schema.insert("title".into(), json!(resource.name));
        schema.insert("x-doctrial-generated".into(), json!(true));
        schema.insert("x-doctrial-source".into(), json!(resource.page));
        schema.insert("type".into(), json!("object"));
        if let Some(base) = self.base() {
            schema.insert("allOf".into(), json!([base]));
        }
        schema.insert("properties".into(), Value::Object(self.properties()));
        if resource.open {
            schema.insert("x-open".into(), json!(true));
        }
        Value::Object(schema)
    }

    fn base(&mut self) -> Option<Value> {
        let Some(base) = self.resource.base_type.as_deref().map(str::trim).filter(|base| !base.is_empty()) else {
            // Text that names no documented type may well mean something else.
            let said = self.resource.prose_base.as_deref().map(|base| self.lookup.named(base));
            return match said {
                Some(Named::Type(full)) if full != self.resource.name && !self.lookup.is_cut(&self.resource.name) => {
                    Some(reference(full))
                }
                _ => None,
            };
        };
        if let Named::Type(full) = self.lookup.named(base) {
            if self.lookup.is_cut(&self.resource.name) {
                let message = format!(
                    "`{}` is the last of {MOST_BASES} types of which each inherits from the next",
                    self.resource.name
                );
                self.report(&DEEP_TYPE, Position::new(self.resource.line, 1), message);
                return None;
            }
            return (full != self.resource.name).then(|| reference(full));
        }
        let message = format!("`{}` inherits from `{base}`, which no page defines", self.resource.name);
        self.report(&UNKNOWN_BASE_TYPE, Position::new(self.resource.line, 1), message);
        None
    }

    /// Properties in the order of the block, then those that only the tables name.
    fn properties(&mut self) -> Map<String, Value> {
        let block = self.block();
        let mut out = Map::new();
        let mut rows: HashMap<&str, &Property> = HashMap::new();
        for row in &self.resource.properties {
            rows.entry(&row.name).or_insert(row);
        }
        for (key, value) in shown(block) {
            out.insert(key.to_owned(), self.property(key, rows.get(key).copied(), Some(value)));
        }
        for row in &self.resource.properties {
            if !out.contains_key(&row.name) && !documented_value::is_annotation(&row.name) {
                out.insert(row.name.clone(), self.property(&row.name, Some(row), None));
            }
        }
        out
    }

    fn block(&mut self) -> Option<&'r Node> {
        let resource = self.resource;
        let body = &resource.body;
        if body.text().trim().is_empty() {
            return None;
        }
        match body.json() {
            Ok(document) => Some(&document.root),
            Err(error) => {
                let message = format!("the resource block of `{}` is not JSON: {error}", self.resource.name);
                self.report(&RESOURCE_NOT_JSON, body.place(error.at), message);
                None
            }
        }
    }

    fn property(&mut self, name: &str, row: Option<&Property>, value: Option<&Node>) -> Value {
        let block = value.map(documented_value::read);
        self.look_for_dangling(name, row, value, block.clone());
        let mixed = matches!(block.clone().map(item), Some(Shape::Either(..)));
        let Described { shape, nullable } = describe(row, block, &self.lookup);
        if let (Shape::Either(one, other), Some(row), Some(value)) = (item(shape.clone()), row, value)
            && !mixed
            && !matches!((*one, *other), (Shape::Type(_), Shape::Type(_)))
        {
            let (stated, shown) = (&row.type_text, self.text_of(value));
            let message = format!("the table says `{name}` is `{stated}`, the resource block shows {shown}");
            self.report(&CONTRADICTORY_TYPE, self.resource.body.place(value.start), message);
        }
        let listed = self.nullable.contains(name);
        let mut schema = shape.schema(nullable || listed);
        nullable::mark(&mut schema, listed, row);
        remark(&mut schema, row);
        schema
    }

    /// An undocumented type is reported if the block names it, or if a table names it in full: short names there are most
    /// often enums.
    fn look_for_dangling(&mut self, name: &str, row: Option<&Property>, value: Option<&Node>, block: Option<Shape>) {
        let missing = |shape: Shape| match item(shape.resolve_names(&self.lookup)) {
            Shape::Unknown(missing) => Some(missing),
            _ => None,
        };
        let found = match (block, value, row) {
            (Some(block), Some(value), _) => missing(block).map(|m| (m, self.resource.body.place(value.start))),
            (_, _, Some(row)) if row.possible_values.is_empty() => {
                missing(type_text::parse(&row.type_text)).filter(|m| m.contains('.')).map(|m| (m, row.place))
            }
            _ => None,
        };
        if let Some((missing, place)) = found {
            let message = format!("`{name}` is of type `{missing}`, which no page defines");
            self.report(&DANGLING_TYPE, place, message);
        }
    }

    /// A value of the block as it is written there, on one line, cut short.
    fn text_of(&self, value: &Node) -> String {
        let text = self.resource.body.text().get(value.start..value.end).unwrap_or_default();
        let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(60) {
            Some((end, _)) => format!("`{}...`", &line[..end]),
            None => format!("`{line}`"),
        }
    }

    fn report(&mut self, rule: &'static crate::finding::Rule, place: Position, message: String) {
        self.findings.push(Finding::docs(rule, &self.resource.page, place, message).help(rule.fix));
    }
}

/// What a row says besides type and values: for readers of the schema; not used in judging a response.
fn remark(schema: &mut Value, row: Option<&Property>) {
    let (Some(row), Some(schema)) = (row, schema.as_object_mut()) else { return };
    if row.read_only {
        schema.insert("readOnly".to_owned(), json!(true));
    }
    if row.required {
        schema.insert("x-required".to_owned(), json!(true));
    }
}

fn item(shape: Shape) -> Shape {
    match shape {
        Shape::List(inner) => item(*inner),
        other => other,
    }
}

/// The members of a resource block that describe properties; of a repeated name the last.
fn shown(block: Option<&Node>) -> impl Iterator<Item = (&str, &Node)> {
    let members: &[Member] = block.and_then(Node::members).unwrap_or_default();
    let last: HashMap<&str, usize> = members.iter().enumerate().map(|(at, m)| (m.key.as_str(), at)).collect();
    let described = members
        .iter()
        .enumerate()
        .filter(move |(at, m)| !documented_value::is_annotation(&m.key) && last.get(m.key.as_str()) == Some(at));
    described.map(|(_, m)| (m.key.as_str(), &m.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::EnumMember;
    use crate::schema::{is_open, known_member};
    use crate::text::SourceText;

    fn resource(name: &str, page: &str, body: &str) -> Resource {
        Resource {
            name: name.into(),
            page: page.into(),
            line: 3,
            body: SourceText::new(body, 4, &[1]).into(),
            base_type: None,
            prose_base: None,
            open: false,
            is_abstract: false,
            key_property: None,
            optional: vec![],
            nullable: None,
            properties: vec![],
        }
    }

    fn row(name: &str, type_text: &str) -> Property {
        crate::docs::property(name, type_text, "", Position::new(20, 2))
    }

    fn reported(findings: &[Finding]) -> Vec<String> {
        findings.iter().map(|f| format!("{} {}", f.rule.name, f.location)).collect()
    }

    #[test]
    fn block_table_and_enums_make_one_schema() {
        let mut order = resource(
            "shop.order",
            "order.md",
            r#"{"@odata.type": "x", "id": "String", "n": 1, "state": "String",
            "lines": [{"@odata.type": "shop.line"}]}"#,
        );
        order.base_type = Some("shop.entity".into());
        order.properties = vec![row("n", "Int32"), row("state", "orderState"), row("late", "Boolean")];
        let line = resource("shop.line", "line.md", "{\"text\": \"String\",}");
        let mut entity = resource("shop.entity", "entity.md", "{\"key\": \"Guid\"}");
        entity.open = true;
        let states = EnumTable {
            name: "orderState values".into(),
            page: "enums.md".into(),
            place: Position::new(1, 1),
            members: vec![EnumMember { name: "new".into(), place: Position::new(2, 1) }],
        };
        let (set, findings) = SchemaSet::from_docs(&[order, line, entity], &[states]);
        assert_eq!(reported(&findings), [""; 0]);
        let schema = &set.get("shop.order").expect("made").schema;
        assert_eq!(schema["allOf"], json!([{"$ref": "shop.entity.json"}]));
        assert_eq!(
            schema["properties"],
            json!({
                "id": {"type": ["string", "null"]}, "n": {"type": ["integer", "null"]}, "state": {"enum": ["new", null]},
                "lines": {"type": ["array", "null"], "items": {"$ref": "shop.line.json"}}, "late": {"type": ["boolean", "null"]},
            })
        );
        assert!(known_member(&set, "order", "key") && !known_member(&set, "order", "text"));
        assert!(is_open(&set, "shop.order") && !is_open(&set, "shop.line"));
    }

    #[test]
    fn faults_are_reported_with_their_line() {
        let mut lost = resource("shop.a", "a.md", "{\n\"b\": {\"@odata.type\": \"shop.b\"},\n\"c\": \"String\"}");
        lost.base_type = Some("shop.none".into());
        lost.properties = vec![row("c", "Boolean")];
        let broken = resource("shop.broken", "broken.md", "{\n\"a\": 1\n\"b\": 2}");
        let nameless = resource("shop/x", "x.md", "{}");
        let (set, findings) = SchemaSet::from_docs(&[lost, broken, nameless], &[]);
        let expected = [
            "unknown-base-type a.md:3:1",
            "dangling-type a.md:5:6",
            "contradictory-type a.md:6:6",
            "resource-not-json broken.md:5:7",
            "unusable-type-name x.md:3:1",
        ];
        assert_eq!(reported(&findings), expected);
        assert_eq!(set.types.len(), 2);
    }

    #[test]
    fn of_two_definitions_the_page_named_like_the_type_wins() {
        let first = resource("shop.order", "api/all.md", "{\"a\": 1}");
        let home = resource("shop.order", "resources/shop-order.md", "{\"b\": 1}");
        let (set, findings) = SchemaSet::from_docs(&[first, home], &[]);
        assert!(known_member(&set, "shop.order", "b"));
        assert_eq!(reported(&findings), ["type-defined-twice api/all.md:3:1"]);
    }
}
