//! The types of JSON values, by the names that JSON Schema has for them.

use serde_json::Value;

/// The type of a value; a number without a fraction is an integer (`2`, `2.0`), as in JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// Any other number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl ValueType {
    /// The type of a value that a service sent.
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(n) if n.is_f64() && n.as_f64().is_some_and(|v| v.fract() != 0.0) => Self::Number,
            Value::Number(_) => Self::Integer,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }

    /// Its name in JSON Schema: `integer`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// Its name in a sentence: `an array`. Of numbers without their kind: `a number`.
    pub const fn with_article(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer | Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }

    /// Whether the name is that of this type; of a number, that of either kind.
    pub fn is_named(self, name: &str) -> bool {
        let is_number = matches!(self, Self::Integer | Self::Number);
        name == self.name() || is_number && matches!(name, "integer" | "number")
    }
}

/// The name of a type, that of all numbers for integers: for what does not tell the kinds of numbers apart.
pub fn widened(name: &str) -> &str {
    if name == ValueType::Integer.name() { ValueType::Number.name() } else { name }
}

/// The name of a type in a sentence, that of the kind of number: `an integer`, `a string`.
pub fn name_with_article(name: &str) -> String {
    match name {
        "null" => name.to_owned(),
        "array" | "integer" | "object" => format!("an {name}"),
        _ => format!("a {name}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_number_without_a_fraction_is_an_integer_and_has_both_names() {
        let of = |value: Value| ValueType::of(&value);
        assert_eq!(
            (of(json!(2)).name(), of(json!(2.0)).name(), of(json!(2.5)).name()),
            ("integer", "integer", "number")
        );
        assert!(
            of(json!(2)).is_named("number") && of(json!(2.5)).is_named("integer") && !of(json!("2")).is_named("number")
        );
        assert_eq!(of(json!([])).with_article(), "an array");
        assert_eq!(["integer", "number", "string"].map(widened), ["number", "number", "string"]);
        let shown = ["null", "integer", "number", "array"].map(name_with_article);
        assert_eq!(shown, ["null", "an integer", "a number", "an array"]);
    }
}
