//! Families of JSON Schema keywords, and the rule that each family breaks.

use crate::finding::Rule;
use crate::finding::rules::body::{BREAKS_SCHEMA, OUTSIDE_ENUM, WRONG_FORMAT, WRONG_OBJECT_TYPE, WRONG_TYPE};

/// Whether a keyword is about which members an object has.
pub(super) fn is_about_members(keyword: &str) -> bool {
    matches!(family(keyword), "required" | "further")
}

/// The rule that a violation of a keyword breaks.
pub(super) fn rule_of(keyword: &str) -> &'static Rule {
    match family(keyword) {
        "type" => &WRONG_TYPE,
        "format" => &WRONG_FORMAT,
        "enum" => &OUTSIDE_ENUM,
        "@odata.type" => &WRONG_OBJECT_TYPE,
        _ => &BREAKS_SCHEMA,
    }
}

/// Keywords that restrict the same aspect of a value.
pub(super) fn family(keyword: &str) -> &'static str {
    match keyword {
        "type" => "type",
        "@odata.type" => "@odata.type",
        "format" | "pattern" | "contentEncoding" | "contentMediaType" => "format",
        "enum" | "const" => "enum",
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => "number",
        "required" | "dependentRequired" => "required",
        "additionalProperties" | "unevaluatedProperties" => "further",
        _ => "other",
    }
}
