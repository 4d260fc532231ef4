//! Account files of API Doctor: where its tests send requests, with whose credentials.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer};

use super::{
    BaseUrl, ClientAuth, ConfigError, Environment, Hidden, Layer, Purpose, WrittenAuth, WrittenBasic, WrittenIdentity,
    WrittenOAuth,
};
use crate::json;

/// The prefix of a value that names a variable.
const VARIABLE: &str = "$env:";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AccountFile {
    accounts: Vec<Account>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Account {
    name: String,
    enabled: Option<bool>,
    /// API Doctor reads `oauthType`; its documentation says `oauthMode`.
    #[serde(alias = "oauthMode")]
    oauth_type: Option<serde_json::Value>,
    client_id: Option<String>,
    client_secret: Option<String>,
    token_service: Option<String>,
    refresh_token: Option<String>,
    service_url: Option<String>,
    username: Option<String>,
    password: Option<String>,
    #[serde(deserialize_with = "texts")]
    additional_headers: Vec<String>,
    #[serde(deserialize_with = "words")]
    scopes: Vec<String>,
    #[serde(deserialize_with = "words")]
    tags: Vec<String>,
}

/// A list of texts, or one text, as API Doctor's documentation has it; `null` is none.
#[derive(Deserialize)]
#[serde(untagged)]
enum Texts {
    Several(Vec<String>),
    One(String),
    None(()),
}

fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(match Texts::deserialize(deserializer)? {
        Texts::Several(texts) => texts,
        Texts::One(text) => vec![text],
        Texts::None(()) => Vec::new(),
    })
}

/// The same for words: one text may hold several, separated by commas or blanks.
fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let texts = texts(deserializer)?;
    let words = texts.iter().flat_map(|text| text.split([',', ' ', ';'])).filter(|word| !word.is_empty());
    Ok(words.map(str::to_owned).collect())
}

/// Reads account files.
pub(super) struct AccountFiles<'a> {
    pub(super) environment: &'a Environment,
    pub(super) purpose: Purpose,
}

impl AccountFiles<'_> {
    /// The result of the enabled accounts: the one of that name, or the first, says where requests go and with which credentials
    /// and header fields; each of the same service is an identity for cases that need its scopes. With it, why accounts are not
    /// used.
    ///
    /// # Errors
    /// A file cannot be read, or is wrong, or has no such account; the one that requests would be sent by cannot be used.
    pub(super) fn layer(&self, files: &[PathBuf], chosen: Option<&str>) -> Result<(Layer, Vec<String>), ConfigError> {
        let (mut layer, mut warnings, mut is_chosen) = (Layer::default(), Vec::new(), false);
        let (mut usable, fires) = (Vec::new(), self.purpose == Purpose::Fire);
        for file in files {
            for account in self.read(file)? {
                if !account.enabled.unwrap_or(true) && chosen != Some(&account.name) {
                    continue;
                }
                let name = account.name.clone();
                match self.identity(&account) {
                    Ok(Usable { base_url, identity, headers }) => {
                        if !is_chosen && chosen.is_none_or(|chosen| chosen == name) {
                            is_chosen = true;
                            (layer.base_url, layer.headers) = (base_url.clone(), headers);
                            layer.auth = Some(auth(&identity));
                        }
                        usable.push((name, base_url, identity));
                    }
                    Err(why) => warnings.push(format!("the account `{name}` of {} is not used: {why}", file.display())),
                }
                // A service other than the one that is meant cannot replace it.
                if fires && !is_chosen && chosen.is_none() && !warnings.is_empty() {
                    return Err(unusable(chosen, &warnings));
                }
            }
        }
        if fires && !is_chosen && (chosen.is_some() || !files.is_empty()) {
            return Err(unusable(chosen, &warnings));
        }
        // The credentials of one service must not go to another.
        let url = |of: &Option<BaseUrl>| of.as_ref().map(|base_url| base_url.url.clone());
        usable.retain(|(_, base_url, _)| base_url.is_none() || url(base_url) == url(&layer.base_url));
        for (name, _, identity) in usable {
            layer.identity.entry(name).or_insert(identity);
        }
        Ok((layer, if fires { warnings } else { Vec::new() }))
    }

    fn read(&self, file: &Path) -> Result<Vec<Account>, ConfigError> {
        let (what, remedy) = ("the accounts file", "correct `accounts` in the settings");
        let unreadable = |source| ConfigError::Unreadable { what, file: file.to_owned(), source, remedy };
        let text = std::fs::read_to_string(self.environment.cwd.join(file)).map_err(unreadable)?;
        // A message of the JSON parser could repeat a secret.
        let wrong = || {
            ConfigError::Contradiction(format!(
                "{} is not an accounts file: a JSON object with an array `accounts` is expected, each with a `name`",
                file.display()
            ))
        };
        let document = json::read(text.trim_start_matches('\u{feff}')).map_err(|_| wrong())?;
        let read: AccountFile = serde_json::from_value(document.root.into_serde()).map_err(|_| wrong())?;
        Ok(read.accounts)
    }

    fn identity(&self, account: &Account) -> Result<Usable, String> {
        let Account { oauth_type, scopes, tags, additional_headers, .. } = account;
        let by_password = oauth_type.as_ref().is_some_and(|kind| *kind == "UserPassword" || *kind == 1);
        let mut identity = WrittenIdentity { scopes: scopes.clone(), tags: tags.clone(), ..WrittenIdentity::default() };
        let mut headers = BTreeMap::new();
        for field in additional_headers {
            let (name, value) =
                field.split_once(':').ok_or("an entry of `additionalHeaders` has no `:`: write `Name: value`")?;
            headers.insert(name.trim().to_owned(), self.hidden(value.trim())?);
        }
        let value = |value: &Option<String>| value.as_deref().map(|value| self.value(value)).transpose();
        let hidden = |value: &Option<String>| value.as_deref().map(|value| self.hidden(value)).transpose();
        let base_url = value(&account.service_url)?.map(|url| url.parse::<BaseUrl>()).transpose()?;
        if by_password {
            return Err(
                "it gets a token by user name and password, which is not supported: use an [identity.NAME] with a \
                        `command` that prints one"
                    .to_owned(),
            );
        }
        if let (Some(token_url), Some(client_id)) = (value(&account.token_service)?, value(&account.client_id)?) {
            identity.oauth = Some(WrittenOAuth {
                token_url,
                client_id,
                client_secret: hidden(&account.client_secret)?,
                refresh_token: hidden(&account.refresh_token)?,
                scope: None,
                audience: None,
                client_auth: ClientAuth::Body,
            });
        } else if let (Some(user), Some(password)) = (value(&account.username)?, hidden(&account.password)?) {
            identity.basic = Some(WrittenBasic { user, password });
        } else {
            return Err("it has neither `tokenService` with `clientId` nor `username` with `password`".to_owned());
        }
        Ok(Usable { base_url, identity, headers })
    }

    fn value(&self, text: &str) -> Result<String, String> {
        let Some(name) = text.strip_prefix(VARIABLE) else { return Ok(text.to_owned()) };
        let value = self.environment.get(name).filter(|value| !value.is_empty());
        value.map(str::to_owned).ok_or_else(|| format!("the environment variable {name} is not set"))
    }

    fn hidden(&self, text: &str) -> Result<Hidden, String> {
        self.value(text).map(|value| Hidden(value.into()))
    }
}

/// The requested account cannot be used, or there is none.
fn unusable(chosen: Option<&str>, warnings: &[String]) -> ConfigError {
    let account = chosen.map_or_else(|| "none of the accounts".to_owned(), |name| format!("no account named `{name}`"));
    let why = if warnings.is_empty() { "none of that name is enabled".to_owned() } else { warnings.join("; ") };
    ConfigError::Contradiction(format!(
        "{account} can be used: {why}; give what it lacks, or name another one as `account`"
    ))
}

/// An account with its values.
struct Usable {
    base_url: Option<BaseUrl>,
    identity: WrittenIdentity,
    headers: BTreeMap<String, Hidden>,
}

fn auth(identity: &WrittenIdentity) -> WrittenAuth {
    let WrittenIdentity { basic, oauth, .. } = identity.clone();
    WrittenAuth { basic, oauth, ..WrittenAuth::default() }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    const FILE: &str = r#"{
        // As API Doctor reads it.
        "accounts": [
            { "name": "Old", "enabled": false, "serviceUrl": "http://old.example", "username": "u", "password": "p" },
            { "name": "Staging", "enabled": true, "tokenService": "http://t.example/token", "clientId": "app",
              "clientSecret": "$env:APP_SECRET", "refreshToken": "$env:APP_REFRESH", "redirectUri": "http://r.example",
              "serviceUrl": "$env:APP_URL", "scopes": ["lamps.read"], "additionalHeaders": ["X-Tenant: north"] },
            { "name": "Gone", "enabled": true, "tokenService": "http://t.example/", "clientId": "$env:NO_SUCH" },
            { "name": "Other", "serviceUrl": "http://other.example", "username": "o", "password": "p" },
            { "name": "People", "enabled": true, "oauthType": "UserPassword", "username": "u", "password": "p" },
        ]
    }"#;

    fn layer(chosen: Option<&str>) -> Result<(Layer, Vec<String>), ConfigError> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("accounts.json");
        std::fs::write(&file, FILE).expect("writes");
        let variables = [("APP_SECRET", "s3cret"), ("APP_REFRESH", "r3fresh"), ("APP_URL", "http://127.0.0.1:1/v1")];
        let environment = Environment::of(folder.path(), variables);
        AccountFiles { environment: &environment, purpose: Purpose::Fire }.layer(&[file], chosen)
    }

    #[test]
    fn the_first_account_that_can_be_used_says_where_requests_go() {
        let (layer, warnings) = layer(None).expect("accounts");
        assert_eq!(layer.base_url.expect("a URL").url.as_str(), "http://127.0.0.1:1/v1");
        let oauth = layer.auth.and_then(|auth| auth.oauth).expect("OAuth");
        assert_eq!((oauth.token_url.as_str(), oauth.client_id.as_str()), ("http://t.example/token", "app"));
        assert_eq!(oauth.refresh_token.expect("a token").0.expose_secret(), "r3fresh");
        assert_eq!(layer.headers["X-Tenant"].0.expose_secret(), "north");
        assert_eq!(layer.identity.keys().collect::<Vec<_>>(), ["Staging"]);
        assert_eq!(layer.identity["Staging"].scopes, ["lamps.read"]);
        assert_eq!(warnings.len(), 2, "{warnings:?}");
        assert!(warnings[0].contains("`Gone`") && warnings[0].contains("NO_SUCH is not set"), "{warnings:?}");
    }

    #[test]
    fn an_account_that_is_meant_and_cannot_be_used_is_an_error() {
        let message = layer(Some("Gone")).expect_err("it cannot be used").to_string();
        assert!(message.contains("NO_SUCH is not set"), "{message}");
        let folder = tempfile::tempdir().expect("a folder");
        let environment = Environment::of(folder.path(), [("APP_SECRET", "s3cret")]);
        let first = r#"{ "accounts": [
            { "name": "Staging", "username": "u", "password": "$env:NO_SUCH" }, { "name": "Live", "username": "u", "password": "p" } ] }"#;
        for (text, expected) in [(first, "NO_SUCH is not set"), ("{}", "none of that name is enabled")] {
            let file = folder.path().join("accounts.json");
            std::fs::write(&file, text).expect("writes");
            let files = AccountFiles { environment: &environment, purpose: Purpose::Fire };
            let message = files.layer(std::slice::from_ref(&file), None).expect_err("none").to_string();
            assert!(message.contains(expected), "{message}");
            let files = AccountFiles { environment: &environment, purpose: Purpose::List };
            assert!(files.layer(&[file], None).is_ok());
        }
        // Cases are listed with the identities that there are.
        let file = folder.path().join("first.json");
        std::fs::write(&file, first).expect("writes");
        let files = AccountFiles { environment: &environment, purpose: Purpose::List };
        let (layer, _) = files.layer(&[file], None).expect("accounts");
        assert_eq!(layer.identity.keys().collect::<Vec<_>>(), ["Live"]);
        let files = AccountFiles { environment: &environment, purpose: Purpose::Fire };
        assert!(files.layer(&[], Some("Live")).expect_err("no file").to_string().contains("no account named `Live`"));
    }

    #[test]
    fn a_file_as_the_documentation_of_api_doctor_shows_it_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("accounts.json");
        let text = r#"{ "checkServiceEnabledBranches": ["main"], "accounts": [
            { "name": "Lamps", "oauthMode": "RefreshToken", "enabled": true, "clientId": "app", "clientSecret": "",
              "tokenService": "http://t.example/token", "redirectUri": "app://back", "refreshToken": "r", "type": "personal",
              "scopes": "lamps.read, lamps.write", "additionalHeaders": null, "serviceUrl": "http://127.0.0.1:1/v1",
              "apiVersions": ["v1"], "tags": null, "transformations": { "request": { "properties": {} } } },
            { "name": "People", "oauthMode": "UserPassword", "enabled": true, "username": "u", "password": "p" } ] }"#;
        std::fs::write(&file, text).expect("writes");
        let environment = Environment::of(folder.path(), [] as [(&str, &str); 0]);
        let files = AccountFiles { environment: &environment, purpose: Purpose::Fire };
        let (layer, warnings) = files.layer(&[file], None).expect("accounts");
        assert_eq!(layer.identity["Lamps"].scopes, ["lamps.read", "lamps.write"]);
        assert!(layer.headers.is_empty() && warnings[0].contains("`People`"), "{warnings:?}");
    }

    #[test]
    fn an_account_is_chosen_by_its_name() {
        let (old, _) = layer(Some("Old")).expect("accounts");
        assert_eq!(old.auth.and_then(|auth| auth.basic).expect("Basic").user, "u");
        let message = layer(Some("People")).expect_err("it cannot be used").to_string();
        assert!(
            message.contains("no account named `People` can be used") && message.contains("not supported"),
            "{message}"
        );
    }
}
