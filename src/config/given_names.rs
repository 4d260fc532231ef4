//! `GivenNames`: the header fields and parameters that the settings give or ask for, in whatever profile. Those of a profile that
//! is not chosen are no settings of this run, but a rule that is about them has an effect in others.

use std::collections::BTreeSet;

use toml::de::{DeTable, DeValue};

use super::{Auth, KeyPlace};

/// Names that the settings give, in small letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GivenNames {
    /// Header fields of requests; parameters of the query as `?name`.
    request: BTreeSet<String>,
    /// Header fields of responses of which a rule expects something.
    response: BTreeSet<String>,
}

impl GivenNames {
    /// Whether some request gets this header field, or `?name` of the query, from the settings.
    pub fn has_in_requests(&self, part: &str) -> bool {
        self.request.contains(&part.to_ascii_lowercase())
    }

    /// Whether a rule expects something of this header field of responses.
    pub fn has_in_responses(&self, name: &str) -> bool {
        self.response.contains(&name.to_ascii_lowercase())
    }

    /// Those of a file, with all its profiles.
    pub(super) fn of_file(file: &DeTable<'_>) -> Self {
        let mut names = Self::default();
        names.add_layer(file);
        for layer in table_in(file, "profile").into_iter().flat_map(tables) {
            names.add_layer(layer);
        }
        names
    }

    /// With those of what requests carry in this run, wherever that comes from.
    pub(super) fn with_sent<'s>(
        mut self,
        headers: impl Iterator<Item = &'s str>,
        auths: impl Iterator<Item = &'s Auth>,
    ) -> Self {
        self.request.extend(headers.map(str::to_ascii_lowercase));
        for auth in auths {
            let name = match auth {
                Auth::ApiKey { place: KeyPlace::Header(name), .. } => name.clone(),
                Auth::ApiKey { place: KeyPlace::Query(name), .. } => format!("?{name}"),
                _ => continue,
            };
            self.request.insert(name.to_ascii_lowercase());
        }
        self
    }

    fn add_layer(&mut self, layer: &DeTable<'_>) {
        self.request.extend(table_in(layer, "headers").into_iter().flat_map(names));
        let identities = table_in(layer, "identity").into_iter().flat_map(tables);
        for credentials in table_in(layer, "auth").into_iter().chain(identities) {
            let Some(key) = table_in(credentials, "api-key") else { continue };
            self.request.extend(text_in(key, "header"));
            self.request.extend(text_in(key, "query").map(|name| format!("?{name}")));
        }
        let Some(DeValue::Array(rules)) = value_in(layer, "expect") else { return };
        for rule in rules.iter().filter_map(|rule| as_table(rule.get_ref())) {
            if let Some(request) = table_in(rule, "request") {
                self.request.extend(table_in(request, "headers").into_iter().flat_map(names));
                let query = table_in(request, "query").into_iter().flat_map(names);
                self.request.extend(query.map(|name| format!("?{name}")));
            }
            let expected = table_in(rule, "headers").into_iter().flat_map(|fields| fields.iter());
            let expected = expected.filter(|(_, value)| value.get_ref().as_str() != Some("ignored"));
            self.response.extend(expected.map(|(name, _)| name.get_ref().to_ascii_lowercase()));
        }
    }
}

fn value_in<'t>(table: &'t DeTable<'_>, key: &str) -> Option<&'t DeValue<'t>> {
    let (_, value) = table.iter().find(|(name, _)| name.get_ref() == key)?;
    Some(value.get_ref())
}

const fn as_table<'t>(value: &'t DeValue<'_>) -> Option<&'t DeTable<'t>> {
    match value {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

fn table_in<'t>(table: &'t DeTable<'_>, key: &str) -> Option<&'t DeTable<'t>> {
    value_in(table, key).and_then(as_table)
}

fn text_in(table: &DeTable<'_>, key: &str) -> Option<String> {
    value_in(table, key)?.as_str().map(str::to_ascii_lowercase)
}

/// The tables in a table of tables.
fn tables<'t>(of: &'t DeTable<'_>) -> impl Iterator<Item = &'t DeTable<'t>> {
    of.iter().filter_map(|(_, value)| as_table(value.get_ref()))
}

fn names<'t>(table: &'t DeTable<'_>) -> impl Iterator<Item = String> + 't {
    table.iter().map(|(name, _)| name.get_ref().to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_given_by_credentials_rules_and_profiles() {
        let text = "[headers]\nX-All = '1'\n[auth]\napi-key = { query = 'Key', value = '${K}' }\n\
                    [identity.a]\napi-key = { header = 'X-A', value = '${K}' }\n\
                    [[expect]]\nrequest.remove = ['X-None']\nrequest.query.q = '1'\nheaders = { X-Got = 'present', X-Not = 'ignored' }\n\
                    [profile.far.headers]\nX-Far = '${F}'\n[[profile.far.expect]]\nrequest.headers.X-Rule = 'r'\nheaders.ETag = 'present'\n";
        let file = DeTable::parse(text).expect("TOML");
        let given = GivenNames::of_file(file.get_ref());
        for part in ["x-all", "?key", "X-A", "?q", "X-FAR", "X-Rule"] {
            assert!(given.has_in_requests(part), "{part}: {given:?}");
        }
        assert!(!["X-None", "key", "X-Got", "?X-A"].iter().any(|part| given.has_in_requests(part)), "{given:?}");
        assert!(given.has_in_responses("x-got") && given.has_in_responses("etag") && !given.has_in_responses("X-Not"));
    }
}
