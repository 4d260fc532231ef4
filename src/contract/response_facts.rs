//! What a page says of a response besides showing it: truncated, nullable, a collection, of which type.

use serde::{Deserialize, Serialize};

/// What the page says about a documented response in addition to showing it: its annotation, its directives, the prose around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "the annotation has these keys, each independent of the others")]
pub struct ResponseFacts {
    /// The annotation says `truncated`.
    #[serde(default)]
    pub truncated: bool,
    /// The prose says the example is shortened; judged like `truncated`.
    #[serde(default)]
    pub shortened: bool,
    /// The documented type as the annotation has it: `Collection(a.b)`.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_text: Option<String>,
    /// The documented type of the body or of its items, without `Collection(...)` and a leading `#`: `a.b`.
    #[serde(default, rename = "item-type", skip_serializing_if = "Option::is_none")]
    pub type_name: Option<String>,
    /// The body is a collection of that type.
    #[serde(default)]
    pub collection: bool,
    /// The member that holds a collection's items; `value` unless the annotation names another.
    pub collection_property: String,
    /// The collection must be empty.
    #[serde(default)]
    pub is_empty: bool,
    /// The response is an error.
    #[serde(default)]
    pub expect_error: bool,
    /// Members that may be absent although shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub optional: Vec<String>,
    /// Members that may be `null`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nullable: Vec<String>,
    /// Pointers to the objects whose member names are data, as the prose says; `*` for each item.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub maps: Vec<String>,
}

impl ResponseFacts {
    /// Whether the example is not shown whole, so that further members are accepted.
    pub const fn is_partial(&self) -> bool {
        self.truncated || self.shortened
    }
}

impl Default for ResponseFacts {
    /// The page says nothing.
    fn default() -> Self {
        Self {
            truncated: false,
            shortened: false,
            type_text: None,
            type_name: None,
            collection: false,
            collection_property: "value".to_owned(),
            is_empty: false,
            expect_error: false,
            optional: Vec::new(),
            nullable: Vec::new(),
            maps: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::contract::Expectation;

    #[test]
    fn an_expectation_shows_its_facts_as_fields_of_its_own() {
        let text =
            r#"{"line": 1, "status": 200, "status_place": [2, 3], "collection_property": "value", "type": "a.b"}"#;
        let read: Expectation = serde_json::from_str(text).expect("an expectation");
        assert_eq!(read.facts.type_text.as_deref(), Some("a.b"));
        let unknown = text.replace("\"type\"", "\"tyqe\"");
        assert!(serde_json::from_str::<Expectation>(&unknown).is_err_and(|error| error.to_string().contains("tyqe")));
    }
}
