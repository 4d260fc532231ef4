//! `${NAME}` in string values is replaced by the variable's value before the settings are deserialized.

use secrecy::SecretString;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::address::{credentials_in, is_address};
use super::{Environment, Purpose};
use crate::directive::FreshValue;
use crate::http::HIDDEN;

/// What a recording has in the place of secrets.
pub(super) const UNKNOWN: &str = HIDDEN;

/// A variable that a value names and that is not set.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Missing {
    /// The key, dotted, that needs it.
    pub(super) key: String,
    /// What is wrong, with the variable's name.
    pub(super) message: String,
    /// Byte offset of the value in the file.
    pub(super) at: usize,
}

/// Substitutes the variables of one file.
pub(super) struct Substitution<'e> {
    environment: &'e Environment,
    /// The profile in use, whose variables must be set as well.
    profile: Option<&'e str>,
    purpose: Purpose,
    /// Keys that were removed from settings that are listed, with the reason.
    pub(super) warnings: Vec<String>,
    /// Values that were substituted in `[auth]`, `[headers]` or `[parameters]`.
    pub(super) secrets: Vec<SecretString>,
    /// The variables they come from, with their values.
    pub(super) variables: Vec<(String, SecretString)>,
}

impl<'e> Substitution<'e> {
    pub(super) const fn new(environment: &'e Environment, profile: Option<&'e str>, purpose: Purpose) -> Self {
        Self { environment, profile, purpose, warnings: Vec::new(), secrets: Vec::new(), variables: Vec::new() }
    }

    /// Substitutes in a whole file. A key whose variable is not set is an error if cases are fired, else it is removed, as
    /// are such keys of other profiles.
    pub(super) fn file(&mut self, table: &mut DeTable<'_>) -> Result<(), Missing> {
        let chosen = self.profile;
        for (name, value) in table.iter_mut().filter(|(name, _)| name.get_ref() == "profile") {
            let DeValue::Table(profiles) = value.get_mut() else { continue };
            for (profile, layer) in profiles.iter_mut() {
                let used = chosen.is_some_and(|chosen| chosen == profile.get_ref());
                let path = format!("{}.{}", name.get_ref(), profile.get_ref());
                if let DeValue::Table(layer) = layer.get_mut() {
                    self.layer(layer, &path, used)?;
                }
            }
        }
        self.layer(table, "", true)
    }

    fn layer(&mut self, table: &mut DeTable<'_>, path: &str, used: bool) -> Result<(), Missing> {
        let mut unfilled = Vec::new();
        for (key, value) in table.iter_mut().filter(|(key, _)| !(path.is_empty() && key.get_ref() == "profile")) {
            let secret =
                matches!(key.get_ref().as_ref(), "auth" | "identity" | "headers" | "parameters" | "expect" | "setup");
            match self.value(value, &dotted(path, key.get_ref()), secret) {
                Err(missing) if used && self.purpose == Purpose::Fire => return Err(missing),
                // A list shows that there is a credential or a value, not which.
                Err(_) if secret && self.purpose != Purpose::Fire => {}
                Err(missing) => {
                    if used && matches!(self.purpose, Purpose::List | Purpose::Replay) {
                        self.warnings.push(format!("`{}` is not used: {}", missing.key, missing.message));
                    }
                    unfilled.push(key.get_ref().to_string());
                }
                Ok(()) => {}
            }
        }
        for key in unfilled {
            table.remove(key.as_str());
        }
        Ok(())
    }

    fn value(&mut self, value: &mut Spanned<DeValue<'_>>, key: &str, secret: bool) -> Result<(), Missing> {
        let at = value.span().start;
        match value.get_mut() {
            DeValue::String(text) if text.contains("${") => {
                let filled =
                    self.text(text, key, secret).map_err(|message| Missing { key: key.to_owned(), message, at })?;
                *text = filled.into();
                Ok(())
            }
            DeValue::Array(items) => items.iter_mut().try_for_each(|item| self.value(item, key, secret)),
            DeValue::Table(table) => {
                table.iter_mut().try_for_each(|(name, item)| {
                    // The conditions of an `[[expect]]` say what is shown.
                    let secret = secret && !matches!(name.get_ref().as_ref(), "where" | "of");
                    self.value(item, &dotted(key, name.get_ref()), secret)
                })
            }
            _ => Ok(()),
        }
    }

    fn state(&self, name: &str) -> &'static str {
        if self.environment.is_empty(name) { "set but empty" } else { "not set" }
    }

    fn text(&mut self, text: &str, key: &str, secret: bool) -> Result<String, String> {
        let mut filled = String::new();
        let mut found: Vec<(&str, &str, bool)> = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let (name, after) = after.split_once('}').ok_or_else(|| format!("`{text}` has a `${{` without `}}`"))?;
            if secret && FreshValue::parse(name).is_some() {
                // Made by the run, for each request.
                filled.extend([before, "${", name, "}"]);
                rest = after;
                continue;
            }
            let unknown = (secret && self.purpose == Purpose::Replay).then_some(UNKNOWN);
            let value = self.environment.get(name).or(unknown).ok_or_else(|| {
                format!("the environment variable {name} is {}: set it, or write the value", self.state(name))
            })?;
            // A file that a variable was read from usually ends with a line feed.
            let value = if secret { value.trim_end_matches(['\r', '\n']) } else { value };
            filled.push_str(before);
            if secret {
                found.push((name, value, is_address(key, &filled)));
            }
            filled.push_str(value);
            rest = after;
        }
        filled.push_str(rest);
        // The URL of a request ends before its header fields and its body.
        let url = filled.split_whitespace().find_map(credentials_in);
        for (name, value, is_address) in found {
            match &url {
                Some(credentials) if is_address => self.secrets.extend(credentials.iter().map(|it| it.as_str().into())),
                _ => self.keep(name, value),
            }
        }
        Ok(filled)
    }

    /// Keeps the value of a variable as a secret.
    fn keep(&mut self, name: &str, value: &str) {
        self.secrets.push(SecretString::from(value));
        self.variables.push((name.to_owned(), SecretString::from(value)));
    }
}

fn dotted(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
