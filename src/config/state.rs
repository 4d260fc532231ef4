//! Captures, literals and steps of the settings: as written, and as used.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::ConfigError;
use crate::directive::{CaseMatcher, Credentials, Matcher, PointerPattern, ValueSource};
use crate::http::StatusSet;
use crate::text::{LineIndex, Location};

/// `[[capture]]`: each further key is a variable.
#[derive(Debug, Clone, Deserialize)]
pub struct WrittenCapture {
    /// The cases whose responses have the values.
    #[serde(alias = "where")]
    of: CaseMatcher,
    /// The cases that take the values.
    #[serde(rename = "for")]
    cases: Option<CaseMatcher>,
    /// The step that takes back what the case does.
    undo: Option<String>,
    /// The values, by variable.
    #[serde(flatten)]
    variables: BTreeMap<String, ValueSource>,
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

/// A text of the docs in whose place a variable's value is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// As documented.
    pub text: String,
    /// The variable.
    pub variable: String,
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
    /// Whose credentials the request carries.
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
    fn location<T>(&self, written: &Spanned<T>) -> Location {
        let position = LineIndex::new(self.text).place(written.span().start);
        let path = self.path.unwrap_or_else(|| Path::new("doctrial.toml"));
        Location::new(Path::new(".").join(path).display().to_string(), position)
    }

    fn wrong<T>(&self, written: &Spanned<T>, message: String) -> ConfigError {
        let position = LineIndex::new(self.text).place(written.span().start);
        let file = self.path.unwrap_or_else(|| Path::new("doctrial.toml")).to_owned();
        ConfigError::Written { file, position, message }
    }

    /// # Errors
    /// It says nothing: no case, or no variable.
    pub(super) fn capture(&self, written: Spanned<WrittenCapture>) -> Result<CaptureRule, ConfigError> {
        let source = self.location(&written);
        let WrittenCapture { of, variables, .. } = written.get_ref();
        if of.is_empty() {
            return Err(self.wrong(&written, "`of` has no condition: it would match every case".to_owned()));
        }
        if variables.is_empty() {
            let message = "[[capture]] takes no value: name a variable (`parcel-id = \"$.id\"`)".to_owned();
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
            return Err(self.wrong(&written, "[[setup]] needs a `name` and a `request`".to_owned()));
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
            return Err(self.wrong(&written, "[literals]: a literal is empty".to_owned()));
        }
        let source = self.location(&written);
        let (variable, cases) = match written.into_inner() {
            WrittenLiteral::Variable(variable) => (variable, None),
            WrittenLiteral::Some(table) => (table.variable, Some(table.cases)),
        };
        Ok(Literal { text, variable, cases, source })
    }
}
