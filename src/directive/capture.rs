//! What is taken out of responses for later requests, and what a case needs before it is sent.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json_path::JsonPath;

use super::{CaseMatcher, Regex};
use crate::http::is_token;
use crate::text::Location;

/// A value that is taken out of a response, for requests that need it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capture {
    /// The variable: what placeholders and literals of requests name.
    pub variable: String,
    /// Where the value is.
    pub source: ValueSource,
    /// The cases that take the value from here; `None`: those that no nearer capture gives it.
    #[serde(skip)]
    pub cases: Option<Box<CaseMatcher>>,
    /// Where this is written: in a page, or in the file of settings.
    #[serde(rename = "said")]
    pub written_at: Location,
}

/// Where in a response a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueSource {
    /// The part of the response.
    pub part: ResponsePart,
    /// Takes only the part of a text that the first group of this pattern matches; without a group, everything it matches.
    pub regex: Option<Regex>,
    /// The value is never shown; `None`: its name, or that of the variable, decides.
    pub secret: Option<bool>,
}

/// A part of a response that holds a value.
#[derive(Debug, Clone)]
pub enum ResponsePart {
    /// What a `JSONPath` (RFC 9535) finds in the body.
    Body(JsonPath),
    /// A header field.
    Header(String),
    /// A cookie that `Set-Cookie` sets.
    Cookie(String),
}

impl PartialEq for ResponsePart {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for ResponsePart {}

impl fmt::Display for ResponsePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body(path) => write!(f, "`{path}` of the body"),
            Self::Header(name) => write!(f, "the header field `{name}`"),
            Self::Cookie(name) => write!(f, "the cookie `{name}`"),
        }
    }
}

impl fmt::Display for ValueSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.regex {
            Some(regex) => write!(f, "what `{regex}` matches in {}", self.part),
            None => self.part.fmt(f),
        }
    }
}

/// As written in a table.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SourceTable {
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cookie: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    regex: Option<Regex>,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<bool>,
}

impl SourceTable {
    fn source(self) -> Result<ValueSource, String> {
        let Self { body, header, cookie, regex, secret } = self;
        let part = match (body, header, cookie) {
            (Some(path), None, None) => ResponsePart::Body(json_path(&path)?),
            (None, Some(name), None) if is_token(&name) => ResponsePart::Header(name),
            (None, Some(name), None) => return Err(format!("`{name}` is not a header field name")),
            (None, None, Some(name)) if is_token(&name) => ResponsePart::Cookie(name),
            (None, None, Some(name)) => return Err(format!("`{name}` is not the name of a cookie")),
            _ => return Err("a capture takes its value from one of `body`, `header` and `cookie`".to_owned()),
        };
        Ok(ValueSource { part, regex, secret })
    }
}

fn json_path(text: &str) -> Result<JsonPath, String> {
    JsonPath::parse(text).map_err(|error| format!("`{text}` is not a JSONPath (RFC 9535): {}", error.message()))
}

/// `"$.id"`, or a table.
impl<'de> Deserialize<'de> for ValueSource {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PathOrTable;
        impl<'de> Visitor<'de> for PathOrTable {
            type Value = ValueSource;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSONPath such as \"$.id\", or a table with `body`, `header` or `cookie`")
            }
            fn visit_str<E: Error>(self, path: &str) -> Result<ValueSource, E> {
                let table = SourceTable { body: Some(path.to_owned()), ..SourceTable::default() };
                table.source().map_err(E::custom)
            }
            fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<ValueSource, A::Error> {
                SourceTable::deserialize(MapAccessDeserializer::new(table))?.source().map_err(A::Error::custom)
            }
        }
        deserializer.deserialize_any(PathOrTable)
    }
}

impl Serialize for ValueSource {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut table = SourceTable { regex: self.regex.clone(), secret: self.secret, ..SourceTable::default() };
        match &self.part {
            ResponsePart::Body(path) => table.body = Some(path.to_string()),
            ResponsePart::Header(name) => table.header = Some(name.clone()),
            ResponsePart::Cookie(name) => table.cookie = Some(name.clone()),
        }
        table.serialize(serializer)
    }
}

/// Whether a case gets an instance of its own of what it changes: `true`, `false`, or the variables of which it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, expecting = "true, false, or a list of variables")]
pub enum Fresh {
    /// `true`: for the last variable of the URL's path.
    Last(bool),
    /// For these variables.
    Of(Vec<String>),
}

/// What directives say of the state that a case makes, needs and changes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CaseState {
    /// What is taken out of its response.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub captures: Vec<Capture>,
    /// The step that takes back what the case did, and where that is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undo: Option<(String, Location)>,
    /// Whether it needs an instance of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fresh: Option<Fresh>,
    /// Steps that are fired before it, although it takes no value from them; each with where that is written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<(String, Location)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<ValueSource, String> {
        #[derive(Deserialize)]
        struct Table {
            x: ValueSource,
        }
        toml::from_str::<Table>(&format!("x = {text}")).map(|table| table.x).map_err(|e| e.message().to_owned())
    }

    #[test]
    fn a_source_is_a_path_a_header_field_or_a_cookie() {
        for (written, shown, secret) in [
            ("'$.number'", "`$.number` of the body", None),
            ("{ body = '$.token', secret = true }", "`$.token` of the body", Some(true)),
            (
                "{ header = 'Location', regex = '/([^/]+)$' }",
                "what `/([^/]+)$` matches in the header field `Location`",
                None,
            ),
            ("{ cookie = 'sid' }", "the cookie `sid`", None),
        ] {
            let source = read(written).expect(written);
            assert_eq!((source.to_string().as_str(), source.secret), (shown, secret));
            let json = serde_json::to_string(&source).expect("serializes");
            assert_eq!(serde_json::from_str::<ValueSource>(&json).expect("reads"), source, "{json}");
        }
    }

    #[test]
    fn what_is_not_a_source_is_explained() {
        for (written, why) in [
            ("'number'", "`number` is not a JSONPath"),
            ("{ body = '$.a', header = 'B' }", "one of `body`, `header` and `cookie`"),
            ("{ header = 'a b' }", "`a b` is not a header field name"),
            ("{ secret = true }", "one of `body`"),
            ("{ header = 'A', regex = '(' }", "`(` is not a regular expression"),
            ("{ bdy = '$.a' }", "bdy"),
            ("3", "a JSONPath such as"),
        ] {
            let refusal = read(written).expect_err(written);
            assert!(refusal.contains(why), "{refusal}");
        }
    }
}
