//! What the docs say about one property, and its schema.

use super::merge::merge_row_and_block;
use crate::contract::Property;
use crate::notation::shape::Shape;
use crate::notation::type_text;
use crate::notation::type_word::Word;
use crate::schema::resolve::index::Lookup;

/// What the docs say about one property, by its table row and its value in the resource block.
pub(in crate::schema) struct Described {
    /// Its values.
    pub(in crate::schema) shape: Shape,
    /// Whether it may be `null`; it may unless its row says otherwise.
    pub(in crate::schema) nullable: bool,
}

/// Reads a property from its row, its value in the resource block, or both.
pub(in crate::schema) fn describe(row: Option<&Property>, block: Option<Shape>, lookup: &Lookup<'_>) -> Described {
    let block = block.unwrap_or(Shape::Any).resolve_names(lookup);
    let Some(row) = row else { return Described { shape: block, nullable: true } };
    let mut shape = merge_row_and_block(type_text::parse(&row.type_text).resolve_names(lookup), block, lookup);
    let members: Vec<String> =
        row.possible_values.iter().filter(|v| !v.eq_ignore_ascii_case("null")).cloned().collect();
    shape = shape.with_values(&members);
    // An enum of flags is written as its members joined by commas, in any combination.
    if row.combinable && matches!(shape, Shape::Enum(_)) {
        shape = Shape::Word(Word::String);
    }
    Described { shape, nullable: row.nullable != Some(false) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::resolve::index::Index;
    use crate::text::Position;
    use serde_json::json;

    fn schema(type_text: &str, description: &str, values: &[&str]) -> serde_json::Value {
        let mut row = crate::docs::property("p", type_text, description, Position::new(1, 1));
        row.possible_values = values.iter().map(|v| (*v).to_owned()).collect();
        let index = Index::default();
        let described = describe(Some(&row), None, &index.lookup("", ""));
        described.shape.schema(described.nullable)
    }

    #[test]
    fn a_property_may_be_null_unless_its_row_says_never() {
        assert_eq!(schema("String", "", &[]), json!({"type": ["string", "null"]}));
        assert_eq!(schema("String", "The name. Not nullable.", &[]), json!({"type": "string"}));
        assert_eq!(schema("String", "Cannot be null if x is set", &[]), json!({"type": ["string", "null"]}));
    }

    #[test]
    fn possible_values_make_an_enum_unless_they_combine() {
        assert_eq!(schema("level", "", &["low", "high", "null"]), json!({"enum": ["low", "high", null]}));
        assert_eq!(schema("level", "Flags that combine.", &["a", "b"]), json!({"type": ["string", "null"]}));
        let list = json!({"type": ["array", "null"], "items": {"enum": ["a", "b"]}});
        assert_eq!(schema("String collection", "", &["a", "b"]), list);
    }
}
