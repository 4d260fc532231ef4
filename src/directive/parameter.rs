//! Values for placeholders as written, with the mark of a secret.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeStruct as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The values for a placeholder: one or several, each a string or a whole number; as a table (`{ value = "x", secret = true }`)
/// with the mark of a secret.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Parameter {
    /// The n-th placeholder of the name takes the n-th of them.
    pub values: Vec<String>,
    /// They are never shown.
    pub is_secret: bool,
}

/// The table as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Marked {
    #[serde(alias = "values")]
    value: Parameter,
    #[serde(default)]
    secret: bool,
}

impl From<Vec<String>> for Parameter {
    fn from(values: Vec<String>) -> Self {
        Self { values, is_secret: false }
    }
}

impl fmt::Debug for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_secret { f.write_str("[secret]") } else { self.values.fmt(f) }
    }
}

impl<'de> Deserialize<'de> for Parameter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMore;
        impl<'de> Visitor<'de> for OneOrMore {
            type Value = Parameter;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string, a list of strings, or a table with `value` and `secret`")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Parameter, E> {
                Ok(vec![text.to_owned()].into())
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Parameter, E> {
                Ok(vec![number.to_string()].into())
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Parameter, E> {
                Ok(vec![number.to_string()].into())
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Parameter, A::Error> {
                let mut all = Parameter::default();
                while let Some(Parameter { mut values, is_secret }) = items.next_element()? {
                    all.values.append(&mut values);
                    all.is_secret |= is_secret;
                }
                if all.values.is_empty() {
                    let message = "a list of values is empty: give it one, such as [\"1\"], or remove the key";
                    return Err(A::Error::custom(message));
                }
                Ok(all)
            }
            fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<Parameter, A::Error> {
                let Marked { value, secret } = Marked::deserialize(MapAccessDeserializer::new(table))?;
                Ok(Parameter { is_secret: secret || value.is_secret, ..value })
            }
        }
        deserializer.deserialize_any(OneOrMore)
    }
}

impl Serialize for Parameter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.is_secret {
            return self.values.serialize(serializer);
        }
        let mut table = serializer.serialize_struct("Parameter", 2)?;
        table.serialize_field("value", &self.values)?;
        table.serialize_field("secret", &true)?;
        table.end()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn read(text: &str) -> Result<Parameter, String> {
        let table: Result<BTreeMap<String, Parameter>, _> = toml::from_str(&format!("p = {text}"));
        table.map(|mut table| table.remove("p").expect("it is given")).map_err(|error| error.message().to_owned())
    }

    #[test]
    fn values_may_be_marked_as_secret() {
        for (text, values, is_secret) in [
            ("'a'", &["a"][..], false),
            ("7", &["7"], false),
            ("['a', 7]", &["a", "7"], false),
            ("{ value = 'a', secret = true }", &["a"], true),
            ("{ values = ['a', 'b'], secret = true }", &["a", "b"], true),
            ("{ value = 'a' }", &["a"], false),
            ("['a', { value = 'b', secret = true }]", &["a", "b"], true),
        ] {
            let read = read(text).expect(text);
            assert_eq!(
                (read.values.clone(), read.is_secret),
                (values.iter().map(ToString::to_string).collect(), is_secret)
            );
            let json = serde_json::to_string(&read).expect("serializes");
            assert_eq!(serde_json::from_str::<Parameter>(&json).expect("reads"), read);
            assert!(!is_secret || format!("{read:?}") == "[secret]");
        }
        assert!(read("{ value = 'a', secrte = true }").expect_err("is unknown").contains("secrte"));
        assert!(read("true").expect_err("is no text").contains("a list of strings, or a table with `value`"));
    }
}
