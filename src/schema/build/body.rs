//! The schema of a documented body: types where they are known, else inferred from the example.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::fields;
use super::page_body::Page;
use crate::contract::{FieldRow, Property, TableSubject};
use crate::json::Node;
use crate::notation::documented_value::{is_annotation, object_type};
use crate::notation::type_word::Word;
use crate::schema::resolve::set::{SchemaSet, known_member};

/// Schema of a documented response body. Types known to the set (by `type_name`, by `@odata.type` members, by the page's
/// property table) are referred to; what no type documents is inferred from the example, in objects that carry
/// `"x-inferred": true`.
///
/// `tables`: the page's own; its property tables describe the members at the top (of the items, in a collection) where no
/// type does. An example that wraps its object in `value` although nothing declares a collection is taken as it is.
pub fn response_schema(
    set: &SchemaSet,
    body: &Node,
    type_name: Option<&str>,
    collection: bool,
    collection_property: &str,
    tables: Tables<'_>,
) -> Value {
    let mut schema = of_response(set, body, type_name, collection, collection_property, tables.properties);
    fields::apply(set, &mut schema, &[body], tables.fields);
    schema
}

/// What a page's tables and lists say about the members of a body.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tables<'t> {
    /// The rows of the page's property tables.
    pub properties: &'t [Property],
    /// What the page says about this very response.
    pub fields: &'t [FieldRow],
}

/// Whether a name is that of a documented type or of a kind of value: otherwise a response is not judged by it.
pub fn names_a_type(set: &SchemaSet, name: &str) -> bool {
    set.resolve(name).is_some() || set.get(name).is_some() || Word::parse(name).is_some()
}

fn of_response(
    set: &SchemaSet,
    body: &Node,
    type_name: Option<&str>,
    collection: bool,
    collection_property: &str,
    properties: &[Property],
) -> Value {
    let page = Page { set, properties, is_about: TableSubject::may_come_back };
    let documented = type_name.and_then(|name| set.resolve(name));
    let word = type_name.filter(|_| documented.is_none()).and_then(Word::parse);
    if let Some(items) = body.items() {
        return page.list(documented, &items.iter().collect::<Vec<_>>());
    }
    let Some(wrapped) = body.get(collection_property) else { return page.value(documented, word, &[body]) };
    let is_list = wrapped.items().is_some();
    // Not declared a collection, but shown as an envelope with nothing else besides annotations.
    let bare = body.members().unwrap_or_default().iter().all(|m| m.key == collection_property || is_annotation(&m.key));
    let is_undeclared_collection = documented.is_some_and(|name| bare && !known_member(set, name, collection_property));
    let shown_as_such = is_list || wrapped.members().is_some();
    if (collection && is_list) || (is_undeclared_collection && shown_as_such) || (word.is_some() && bare) {
        return page.envelope(documented, word, body, collection_property, wrapped);
    }
    page.value(documented, word, &[body])
}

/// Schema of a documented request body: the type its own `@odata.type` names, the page's property table, the example.
///
/// What the page's own table calls "Required" is required, as long as the example satisfies it: that table describes this
/// request, while the one of a type's page describes the creation of such an object.
pub fn request_schema(set: &SchemaSet, body: &Node, properties: &[Property]) -> Value {
    let documented = object_type(body).and_then(|name| set.resolve(name));
    let page = Page { set, properties, is_about: TableSubject::may_be_sent };
    let mut schema = page.value(documented, None, &[body]);
    let is_required = |row: &&Property| row.required && row.subject.may_be_sent() && body.get(&row.name).is_some();
    let required = properties.iter().filter(is_required);
    // Two operations of a page may each require a member of this name.
    let required: BTreeSet<&str> = required.map(|row| row.name.as_str()).collect();
    if let Some(schema) = schema.as_object_mut().filter(|_| !required.is_empty()) {
        schema.insert("required".to_owned(), json!(required));
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Pointer;
    use crate::schema::resolve::set::reference;
    use crate::schema::resolve::set::tests::people;
    use crate::schema::{TypeSchema, documents_member};
    use crate::text::Position;

    fn response(body: &str, type_name: Option<&str>, collection: bool, properties: &[Property]) -> Value {
        let body = crate::json::read(body).expect("reads").root;
        response_schema(&people(), &body, type_name, collection, "value", Tables { properties, fields: &[] })
    }

    fn row(name: &str, type_text: &str, values: &[&str]) -> Property {
        let mut row = crate::docs::property(name, type_text, "", Position::new(1, 1));
        row.possible_values = values.iter().map(|v| (*v).to_owned()).collect();
        row
    }

    #[test]
    fn a_documented_type_speaks_and_only_what_it_leaves_out_is_inferred() {
        assert_eq!(response(r#"{"id": 1, "age": "x"}"#, Some("user"), false, &[]), reference("ns.user"));
        let schema =
            response(r#"{"id": "1", "manager": {"extra": 1}, "since": "2024-01-01"}"#, Some("ns.user"), false, &[]);
        assert_eq!(schema["allOf"][0], reference("ns.user"));
        let inferred = &schema["allOf"][1]["properties"];
        assert_eq!(inferred["since"], json!({"type": "string", "format": "date"}));
        assert_eq!(inferred["manager"]["properties"], json!({"extra": {"type": "integer"}}));
        assert_eq!(inferred.get("id"), None);
    }

    #[test]
    fn collections_are_wrapped_said_or_not() {
        let items = json!({"type": "array", "items": reference("ns.user")});
        assert_eq!(response(r#"{"value": [{"id": "1"}]}"#, Some("ns.user"), true, &[])["properties"]["value"], items);
        assert_eq!(response(r#"{"value": [{"id": "1"}]}"#, Some("ns.user"), false, &[])["properties"]["value"], items);
        assert_eq!(response(r#"{"value": []}"#, Some("ns.user"), true, &[])["properties"]["value"], items);
        let single = response(r#"{"@odata.context": "x", "value": {"id": "1"}}"#, Some("ns.user"), false, &[]);
        assert_eq!(single["properties"]["value"], reference("ns.user"));
        assert_eq!(
            response(r#"{"value": "x"}"#, Some("Edm.String"), false, &[])["properties"]["value"],
            json!({"type": "string"})
        );
    }

    #[test]
    fn the_pages_table_speaks_where_no_type_does() {
        let rows =
            [row("level", "levelKind", &["low", "high"]), row("by", "unheardOf", &[]), row("list", "String", &[])];
        let body = r##"{"level": "String", "by": {"n": 1}, "list": ["a"], "boss": {"@odata.type": "#ns.user"}}"##;
        let schema = response(body, None, false, &rows);
        assert_eq!(schema["properties"]["level"], json!({"enum": ["low", "high", null], "x-documented": true}));
        assert_eq!(schema["properties"]["by"]["properties"], json!({"n": {"type": "integer"}}));
        assert_eq!(schema["properties"]["list"]["type"], json!("array"));
        assert_eq!(schema["properties"]["boss"], reference("ns.user"));
    }

    #[test]
    fn a_table_types_the_side_that_it_is_about() {
        let about = |type_text: &str, subject| Property { subject, ..row("gate", type_text, &[]) };
        let path = about("integer", TableSubject::HeaderOrUrl);
        let sent = about("string", TableSubject::RequestBody);
        let back = about("boolean", TableSubject::Response);
        let body = crate::json::read(r#"{"gate": "A4"}"#).expect("reads").root;
        let request = |rows: &[Property]| request_schema(&people(), &body, rows)["properties"]["gate"].clone();
        assert_eq!(request(&[path.clone(), sent.clone(), back.clone()])["type"], json!(["string", "null"]));
        assert_eq!(request(&[path.clone(), back.clone()]), json!({"type": "string"}));
        assert_eq!(request(&[about("integer", TableSubject::Request), sent.clone()]), json!({"type": "string"}));
        let schema = response(r#"{"gate": true}"#, None, false, &[path.clone(), sent.clone(), back]);
        assert_eq!(schema["properties"]["gate"]["type"], json!(["boolean", "null"]));
        let schema = response(r#"{"gate": 4}"#, None, false, &[path, sent]);
        assert_eq!(schema["properties"]["gate"], json!({"type": "integer"}));
    }

    #[test]
    fn what_a_type_documents_is_distinguished_from_what_an_example_shows() {
        let set = people();
        let schema = response(r#"{"value": [{"x": {"y": 1}}]}"#, Some("ns.user"), true, &[]);
        let at = |pointer: &str, member: &str| documents_member(&set, &schema, &Pointer::parse(pointer), member);
        assert_eq!(at("/value/3", "id"), Some(true));
        assert_eq!(at("/value/3", "host"), Some(true));
        assert_eq!(at("/value/3", "other"), Some(false));
        assert_eq!(at("/value/0/manager/manager", "age"), Some(true));
        assert_eq!(at("/value/0/x", "y"), None);
        assert_eq!(at("", "value"), None);
    }

    #[test]
    fn what_is_made_of_a_base_elsewhere_says_nothing_of_a_type() {
        let set = people();
        let documents = |name: &str| documents_member(&set, &reference(name), &Pointer::root(), "host");
        // A guest is a user, so a user may have a host; that guests are entities too does not give one to every entity.
        assert_eq!((documents("ns.user"), documents("ns.entity")), (Some(true), Some(true)));
        let badge = TypeSchema {
            schema: json!({"type": "object", "allOf": [{"$ref": "ns.entity.json"}], "properties": {"colour": {}}}),
            origin: set.get("ns.user").expect("a user").origin.clone(),
        };
        let mut set = people();
        set.insert("ns.badge", badge);
        assert_eq!(documents_member(&set, &reference("ns.badge"), &Pointer::root(), "host"), Some(false));
    }
}
