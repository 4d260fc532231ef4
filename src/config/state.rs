//! Captures, literals and steps of the settings: as written, and as used.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::path::Path;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::ConfigError;
use crate::directive::{CaseMatcher, Credentials, Matcher, PointerPattern, ValueSource};
use crate::http::StatusSet;
use crate::text::{LineIndex, Location};

/// `[[capture]]`: each further key is a variable.
#[derive(Debug, Clone)]
pub struct WrittenCapture {
    /// The cases whose responses have the values.
    of: CaseMatcher,
    /// The cases that take the values.
    cases: Option<CaseMatcher>,
    /// The step that takes back what the case does.
    undo: Option<String>,
    /// The values, by variable.
    variables: BTreeMap<String, ValueSource>,
}

/// Key by key: of what serde flattens, no error has a place.
impl<'de> Deserialize<'de> for WrittenCapture {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = WrittenCapture;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("struct WrittenCapture")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<WrittenCapture, A::Error> {
                let (mut of, mut cases, mut undo) = (None, None, None);
                let mut variables = BTreeMap::new();
                while let Some(key) = table.next_key::<String>()? {
                    match key.as_str() {
                        "of" | "where" if of.is_some() => {
                            return Err(A::Error::custom("`of` and `where` are the same here: write one of them"));
                        }
                        "of" | "where" => of = Some(table.next_value()?),
                        "for" => cases = Some(table.next_value()?),
                        "undo" => undo = Some(table.next_value()?),
                        _ => drop(variables.insert(key, table.next_value()?)),
                    }
                }
                let of = of.ok_or_else(|| A::Error::missing_field("of"))?;
                Ok(WrittenCapture { of, cases, undo, variables })
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

/// The use of a literal: a variable's name, or a table.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "the name of a variable, or a table with `variable` and `for`")]
pub enum WrittenLiteral {
    /// The variable.
    Variable(String),
    /// The variable, in some cases only.
    Some(Box<LiteralTable>),
}

/// `{ variable = "parcel-id", for = { page = "parcels/**" } }`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LiteralTable {
    variable: String,
    #[serde(rename = "for")]
    cases: CaseMatcher,
}

/// `[[setup]]`: a request that no page documents.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct WrittenSetup {
    name: String,
    request: String,
    #[serde(default)]
    capture: BTreeMap<String, ValueSource>,
    expect: Option<StatusSet>,
    #[serde(default)]
    body: BTreeMap<PointerPattern, Matcher>,
    #[serde(default)]
    headers: BTreeMap<String, Matcher>,
    text: Option<Matcher>,
    undo: Option<String>,
    #[serde(default)]
    needs: Vec<String>,
    credentials: Option<Credentials>,
}

/// What is taken out of the responses of some cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptureRule {
    /// The cases whose responses have the values.
    pub of: CaseMatcher,
    /// The cases that take the values; `None`: those that no nearer capture gives them.
    pub cases: Option<CaseMatcher>,
    /// The step that takes back what the case does.
    pub undo: Option<String>,
    /// Where each value is, by variable.
    pub variables: BTreeMap<String, ValueSource>,
    /// Its location in the file of settings.
    pub source: Location,
}

/// A text of the docs, in which a variable's value is sent in the place of what is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiteralText {
    /// As documented.
    pub text: String,
    /// The part of it that is replaced; what is around it only says where that is.
    pub value: Range<usize>,
    /// The variable.
    pub variable: String,
}

/// A literal of the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// What is replaced, and with what.
    pub text: LiteralText,
    /// In which cases; `None`: in all.
    pub cases: Option<CaseMatcher>,
    /// Its location in the file of settings.
    pub source: Location,
}

/// A step that no page documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// Its name.
    pub name: String,
    /// The request, as a page would show it.
    pub request: String,
    /// What is taken out of the response.
    pub capture: BTreeMap<String, ValueSource>,
    /// The status codes of success.
    pub expect: StatusSet,
    /// What is expected at places in the body of the response.
    pub body: BTreeMap<PointerPattern, Matcher>,
    /// What is expected of its header fields.
    pub headers: BTreeMap<String, Matcher>,
    /// What is expected of its body as a text.
    pub text: Option<Matcher>,
    /// The step that takes back what it does.
    pub undo: Option<String>,
    /// Steps that are fired before it.
    pub needs: Vec<String>,
    /// Whose credentials the request has.
    pub credentials: Option<Credentials>,
    /// Its location in the file of settings.
    pub source: Location,
}

/// The file that the settings were written in.
pub(super) struct File<'f> {
    pub(super) path: Option<&'f Path>,
    pub(super) text: &'f str,
}

impl File<'_> {
    /// The location of a value. A leading `./` distinguishes the file of settings from a page of the docs.
    pub(super) fn location<T>(&self, written: &Spanned<T>) -> Location {
        let position = LineIndex::new(self.text).place(written.span().start);
        let path = self.path.unwrap_or_else(|| Path::new("doctrial.toml"));
        Location::new(Path::new(".").join(path).display().to_string(), position)
    }

    pub(super) fn wrong<T>(&self, written: &Spanned<T>, message: String) -> ConfigError {
        let position = LineIndex::new(self.text).place(written.span().start);
        let file = self.path.unwrap_or_else(|| Path::new("doctrial.toml")).to_owned();
        ConfigError::Invalid { file, position, message }
    }

    /// # Errors
    /// It is incomplete: no case, or no variable.
    pub(super) fn capture(&self, written: Spanned<WrittenCapture>) -> Result<CaptureRule, ConfigError> {
        let source = self.location(&written);
        let WrittenCapture { of, variables, .. } = written.get_ref();
        if of.is_empty() {
            let message = "`of` has no condition, and would match every case: give one, such as `of = { name = \"create-lamp\" }`";
            return Err(self.wrong(&written, message.to_owned()));
        }
        if variables.is_empty() {
            let message =
                "[[capture]] has no variable: add one with its place in the response, such as `parcel-id = \"$.id\"`"
                    .to_owned();
            return Err(self.wrong(&written, message));
        }
        let WrittenCapture { of, cases, undo, variables } = written.into_inner();
        Ok(CaptureRule { of, cases, undo, variables, source })
    }

    /// # Errors
    /// The name or the request is empty.
    pub(super) fn setup(&self, written: Spanned<WrittenSetup>) -> Result<Setup, ConfigError> {
        let source = self.location(&written);
        if written.get_ref().name.trim().is_empty() || written.get_ref().request.trim().is_empty() {
            return Err(
                self.wrong(&written, "[[setup]] needs a `name` and a `request`, and one of them is empty".to_owned())
            );
        }
        let WrittenSetup { name, request, capture, expect, body, headers, text, undo, needs, credentials } =
            written.into_inner();
        let expect = expect.unwrap_or_else(|| StatusSet::class(2));
        Ok(Setup { name, request, capture, expect, body, headers, text, undo, needs, credentials, source })
    }

    /// # Errors
    /// The literal is empty.
    pub(super) fn literal(&self, text: String, written: Spanned<WrittenLiteral>) -> Result<Literal, ConfigError> {
        if text.trim().is_empty() {
            return Err(self.wrong(
                &written,
                "[literals]: a key is empty: it must be the text in the page that is replaced".to_owned(),
            ));
        }
        let (source, span) = (self.location(&written), written.span());
        let (variable, cases) = match written.into_inner() {
            WrittenLiteral::Variable(variable) => (variable, None),
            WrittenLiteral::Some(table) => (table.variable, Some(table.cases)),
        };
        let text = literal_text(text, variable)
            .map_err(|message| self.wrong(&Spanned::new(span, ()), format!("[literals]: {message}")))?;
        Ok(Literal { text, cases, source })
    }
}

/// A literal that stands for a variable: as a whole, or, with `lamps/{lamp-id}` for `lamps/7`, the part of it at the placeholder.
///
/// # Errors
/// What surrounds the placeholder is not in the literal, too.
fn literal_text(text: String, variable: String) -> Result<LiteralText, String> {
    let Some((before, rest)) = variable.split_once('{') else {
        return Ok(LiteralText { value: 0..text.len(), text, variable });
    };
    let (name, after) = rest.split_once('}').filter(|(name, _)| !name.trim().is_empty()).ok_or_else(|| {
        format!(
            "`{variable}` has no `{{NAME}}` with both braces: write it as `lamps/{{lamp-id}}` for the literal `lamps/7`"
        )
    })?;
    let value = text.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).filter(|value| !value.is_empty());
    let length = value.map(str::len).ok_or_else(|| {
        format!(
            "`{text}` and `{variable}` differ outside the placeholder: both must be the same there, as in `lamps/7` and \
             `lamps/{{lamp-id}}`"
        )
    })?;
    Ok(LiteralText { value: before.len()..before.len() + length, text, variable: name.trim().to_owned() })
}
