//! `${NAME}` in string values is replaced by the variable's value before the settings are deserialized.

use std::borrow::Cow;

use secrecy::SecretString;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::address::{credentials_in, is_address};
use super::{Environment, Purpose};
use crate::directive::FreshValue;
use crate::http::HIDDEN;
use crate::json::{ends_within_string, escaped};

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
            let written = if key.ends_with("setup.request") { in_body(&filled, value) } else { Cow::Borrowed(value) };
            if written != value {
                self.secrets.push(SecretString::from(&*written));
            }
            filled.push_str(&written);
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

    /// Keeps the value of a variable as a secret, and what in it could be taken for the name of a placeholder and shown as such.
    fn keep(&mut self, name: &str, value: &str) {
        const SHORTEST: usize = 6;
        let inner = value.split(['{', '}', '<', '>']).filter(|part| part.len() >= SHORTEST && part.len() < value.len());
        self.secrets.extend(inner.map(SecretString::from));
        self.secrets.push(SecretString::from(value));
        self.variables.push((name.to_owned(), SecretString::from(value)));
    }
}

/// A value as it is written into the request of a step after this text: within a string of JSON as the content of one, in a form without
/// the marks of placeholders, which nobody meant; as it is anywhere else.
fn in_body<'v>(before: &str, value: &'v str) -> Cow<'v, str> {
    let blank = ["\n\n", "\r\n\r\n"].into_iter().filter_map(|blank| Some((before.find(blank)?, blank.len()))).min();
    let Some((head, body)) = blank.map(|(at, length)| (&before[..at], before[at + length..].trim_start())) else {
        return Cow::Borrowed(value);
    };
    if body.starts_with(['{', '[']) {
        return if ends_within_string(body) { Cow::Owned(in_json_string(value)) } else { Cow::Borrowed(value) };
    }
    let is_form = head.to_ascii_lowercase().contains("x-www-form-urlencoded");
    let mark = |c: char| matches!(c, '{' | '}' | '<' | '>' | '$');
    if !is_form || !value.contains(mark) {
        return Cow::Borrowed(value);
    }
    Cow::Owned(value.chars().map(|c| if mark(c) { format!("%{:02X}", u32::from(c)) } else { c.to_string() }).collect())
}

/// A text as the content of a string of JSON, in which nothing can be taken for a placeholder.
fn in_json_string(text: &str) -> String {
    let inert = |(at, c): (usize, char)| match c {
        '{' | '}' | '<' | '>' | '$' => format!("\\u{:04x}", u32::from(c)),
        ':' if at == 0 => "\\u003a".to_owned(),
        _ => c.to_string(),
    };
    escaped(text).char_indices().map(inert).collect()
}

fn dotted(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_in_the_body_of_a_step_is_written_as_that_is() {
        const JSON: &str = "POST /login\nContent-Type: application/json\n\n{\"user\": \"a\\\"b\", \"password\": ";
        let within = |value: &str| {
            let written = in_body(&format!("{JSON}\"x"), value).into_owned();
            let read: String = serde_json::from_str(&format!("\"{written}\"")).expect("a string of JSON");
            assert_eq!(read, value);
            written
        };
        assert_eq!(within("plain-text"), "plain-text");
        assert_eq!(within("has\"quote"), "has\\\"quote");
        assert_eq!(within("a\\nb"), "a\\\\nb");
        assert_eq!(within("ab{inner}c"), "ab\\u007binner\\u007dc");
        assert!(!within(":id<x>${Y}").contains(['<', '$', '{']) && !within(":id").starts_with(':'));
        for (before, value, written) in [
            (JSON, "{\"a\": 1}", "{\"a\": 1}"),
            ("POST /login?p=\"", "a\"b", "a\"b"),
            ("POST /login\nX-Key: \"", "a{b}", "a{b}"),
            ("POST /login\n\n\"", "a\"b", "a\"b"),
            ("POST /a\nContent-Type: application/x-www-form-urlencoded\n\np=", "a{b}&c=%20", "a%7Bb%7D&c=%20"),
        ] {
            assert_eq!(in_body(before, value), written, "{before}");
        }
    }
}
