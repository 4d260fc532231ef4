//! JSON Pointers with `*`, and the places of a body that they match.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::json::Pointer;

/// A JSON Pointer (RFC 6901) in which `*` matches every item or member of a place: `/value/*/id`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PointerPattern(Pointer);

impl<'de> Deserialize<'de> for PointerPattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if !text.is_empty() && !text.starts_with('/') {
            let message =
                format!("`{text}` is not a place in a body: write a JSON Pointer, `/{}`", text.replace('.', "/"));
            return Err(serde::de::Error::custom(message));
        }
        Ok(Self(Pointer::parse(text)))
    }
}

impl Serialize for PointerPattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_str())
    }
}

impl PointerPattern {
    /// The whole body.
    pub fn root() -> Self {
        Self(Pointer::root())
    }

    /// The unescaped tokens, in order.
    pub fn tokens(&self) -> impl Iterator<Item = String> + '_ {
        self.0.tokens()
    }

    /// The pattern as written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The places of a body that match, each with its value. A place that does not exist has none; `*` over an empty or
    /// missing array matches no place.
    pub fn places<'v>(&self, body: &'v Value) -> Vec<(Pointer, Option<&'v Value>)> {
        let mut places = vec![(Pointer::root(), Some(body))];
        for token in self.0.tokens() {
            let step = |(pointer, value): (Pointer, Option<&'v Value>)| below(&pointer, value, &token);
            places = places.into_iter().flat_map(step).collect();
        }
        places
    }
}

fn below<'v>(pointer: &Pointer, value: Option<&'v Value>, token: &str) -> Vec<(Pointer, Option<&'v Value>)> {
    match value {
        Some(Value::Array(items)) if token == "*" => {
            items.iter().enumerate().map(|(at, item)| (pointer.item(at), Some(item))).collect()
        }
        Some(Value::Object(members)) if token == "*" => {
            members.iter().map(|(name, value)| (pointer.join(name), Some(value))).collect()
        }
        _ if token == "*" => Vec::new(),
        Some(Value::Array(items)) => {
            vec![(pointer.join(token), token.parse::<usize>().ok().and_then(|at| items.get(at)))]
        }
        Some(Value::Object(members)) => vec![(pointer.join(token), members.get(token))],
        _ => vec![(pointer.join(token), None)],
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn places(pattern: &str, body: &Value) -> Vec<String> {
        let pattern: PointerPattern = serde_json::from_value(json!(pattern)).expect("a pattern");
        let shown = |(pointer, value): (Pointer, Option<&Value>)| format!("{}={value:?}", pointer.as_str());
        pattern.places(body).into_iter().map(shown).map(|text| text.replace("Number", "")).collect()
    }

    #[test]
    fn a_star_matches_every_item_or_member() {
        let body = json!({"value": [{"id": 1}, {}], "map": {"a/b": true}});
        assert_eq!(places("/value/*/id", &body), ["/value/0/id=Some((1))", "/value/1/id=None"]);
        assert_eq!(places("/map/*", &body), ["/map/a~1b=Some(Bool(true))"]);
        assert_eq!(places("/none/*/x", &body), [""; 0]);
        assert_eq!(places("/none/x", &body), ["/none/x=None"]);
    }

    #[test]
    fn for_a_dotted_path_the_pointer_is_suggested() {
        let error = serde_json::from_value::<PointerPattern>(json!("value.id")).expect_err("not a pointer");
        assert!(error.to_string().contains("`/value/id`"), "{error}");
    }
}
