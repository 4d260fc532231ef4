//! Credentials as written turned into [`Auth`], and which cases those of an `[identity.NAME]` are for.

use url::Url;

use super::substitute::UNKNOWN;
use super::{
    Auth, ConfigError, KeyPlace, OAuthClient, TokenFrom, TokenSource, WrittenApiKey, WrittenIdentity, WrittenOAuth,
};
use crate::contract::Case;
use crate::directive::CaseMatcher;
use crate::http::is_token;

/// Credentials, and the cases that use them.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The name by which directives refer to it.
    pub name: String,
    /// What is sent.
    pub auth: Auth,
    /// The cases that use it.
    pub cases: Option<CaseMatcher>,
    /// Cases with one of these tags use it.
    pub tags: Vec<String>,
    /// Cases that need no scopes other than these use it.
    pub scopes: Vec<String>,
}

impl Identity {
    /// Whether a case meets one of its conditions.
    pub fn is_of(&self, case: &Case) -> bool {
        self.matches(case) || self.has_scopes_of(case) || self.has_tag_of(case)
    }

    /// Whether it is for a case by name.
    pub fn matches(&self, case: &Case) -> bool {
        self.cases.as_ref().is_some_and(|cases| cases.matches(case))
    }

    /// Whether a case needs scopes, and none other than these.
    pub fn has_scopes_of(&self, case: &Case) -> bool {
        !case.scopes.is_empty() && case.scopes.iter().all(|scope| self.scopes.contains(scope))
    }

    /// Whether a case has one of these tags.
    pub fn has_tag_of(&self, case: &Case) -> bool {
        case.tags.iter().any(|tag| self.tags.contains(tag))
    }
}

/// # Errors
/// It has no credentials, or several; or they cannot be used.
pub(super) fn identity(name: String, written: WrittenIdentity) -> Result<Identity, ConfigError> {
    let place = format!("[identity.{name}]");
    if name.trim().is_empty() || name == "none" {
        return Err(ConfigError::Contradiction(format!(
            "{place}: `{name}` cannot be the name of an identity: `none` stands for no credentials; choose another name"
        )));
    }
    let WrittenIdentity { cases, tags, scopes, .. } = written.clone();
    let auth = credentials(&place, &name, written)?
        .ok_or_else(|| ConfigError::Contradiction(format!("{place} has no credentials: give it one of {KINDS}")))?;
    Ok(Identity { name, auth, cases, tags, scopes })
}

const KINDS: &str = "bearer, basic, api-key, oauth and command";

/// The credentials of a table; `None` if it has none.
///
/// # Errors
/// It has several, or they cannot be used.
pub(super) fn credentials(place: &str, name: &str, written: WrittenIdentity) -> Result<Option<Auth>, ConfigError> {
    let wrong = |what: String| ConfigError::Contradiction(format!("{place}: {what}"));
    let WrittenIdentity { bearer, basic, api_key, oauth, command, lifetime, .. } = written;
    if lifetime.is_some() && command.is_none() {
        return Err(wrong("`lifetime` is only for tokens that a `command` prints: remove it".to_owned()));
    }
    let token = |from: TokenFrom| Auth::Token(Box::new(TokenSource { name: name.to_owned(), from }));
    let mut given = Vec::new();
    given.extend(bearer.map(|token| Ok(Auth::Bearer(token.0))));
    given.extend(basic.map(|basic| Ok(Auth::Basic { user: basic.user, password: basic.password.0 })));
    given.extend(api_key.map(|written| api_key_of(written).map_err(wrong)));
    given.extend(oauth.map(|written| Ok(token(TokenFrom::OAuth(client(written).map_err(wrong)?)))));
    given.extend(command.map(|command| match command.first() {
        Some(program) if !program.trim().is_empty() => {
            Ok(token(TokenFrom::Command { command, lifetime: lifetime.map(|time| time.0) }))
        }
        _ => Err(wrong("`command` names no program: write `command = [\"PROGRAM\", \"ARGUMENT\"]`".to_owned())),
    }));
    if given.len() > 1 {
        return Err(wrong(format!("credentials are given twice: keep one of {KINDS}")));
    }
    given.pop().transpose()
}

fn api_key_of(written: WrittenApiKey) -> Result<Auth, String> {
    let WrittenApiKey { header, query, cookie, value } = written;
    let place = match (header, query, cookie) {
        (Some(name), None, None) if is_token(&name) => KeyPlace::Header(name),
        (None, Some(name), None) => KeyPlace::Query(name),
        (None, None, Some(name)) if is_token(&name) => KeyPlace::Cookie(name),
        (Some(name), None, None) | (None, None, Some(name)) => {
            return Err(format!("`api-key`: `{name}` is not a name that a header field or cookie can have"));
        }
        _ => {
            return Err(
                "`api-key` needs exactly one of `header`, `query` and `cookie`, with the name it is sent under"
                    .to_owned(),
            );
        }
    };
    Ok(Auth::ApiKey { place, value: value.0 })
}

/// A placeholder for an unknown URL, to which nothing is sent.
const UNSET_URL: &str = "http://unset.invalid/";

fn client(written: WrittenOAuth) -> Result<OAuthClient, String> {
    let WrittenOAuth { token_url, client_id, client_secret, scope, audience, refresh_token, client_auth } = written;
    // A variable that is not set where nothing is fired.
    let is_unset = ["${", UNKNOWN].iter().any(|unset| token_url.contains(unset));
    let token_url = if is_unset { UNSET_URL.to_owned() } else { token_url };
    let token_url = Url::parse(token_url.trim()).map_err(|error| {
        format!("`token-url` is not a URL ({error}): write one such as https://login.example.com/token")
    })?;
    if !matches!(token_url.scheme(), "http" | "https") || token_url.host_str().is_none() {
        // The text is not repeated: it may be `CLIENT:SECRET@HOST`.
        return Err("`token-url` is not an http or https URL with a host: only these are supported".to_owned());
    }
    if client_secret.is_none() && refresh_token.is_none() {
        return Err(
            "`oauth` has nothing to get a token with: give `client-secret`, `refresh-token`, or both".to_owned()
        );
    }
    Ok(OAuthClient {
        token_url,
        client_id,
        client_secret: client_secret.map(|secret| secret.0),
        scope,
        audience,
        refresh_token: refresh_token.map(|token| token.0),
        client_auth,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Identity, String> {
        let written: WrittenIdentity = toml::from_str(text).map_err(|error| error.message().to_owned())?;
        identity("app".to_owned(), written).map_err(|error| error.to_string())
    }

    #[test]
    fn an_identity_has_one_kind_of_credentials() {
        for text in [
            "bearer = 't'",
            "basic = { user = 'u', password = 'p' }",
            "api-key = { query = 'key', value = 'k' }",
            "oauth = { token-url = 'https://l.example/token', client-id = 'a', client-secret = 's' }",
            "command = ['print-token']\nlifetime = '5m'",
        ] {
            assert!(read(text).is_ok(), "{text}");
        }
        for (text, why) in [
            ("tags = ['a']", "has no credentials"),
            ("bearer = 't'\ncommand = ['x']", "given twice"),
            ("api-key = { value = 'k' }", "one of `header`, `query` and `cookie`"),
            ("api-key = { header = 'a b', value = 'k' }", "is not a name that a header field"),
            ("oauth = { token-url = 'nowhere', client-id = 'a', client-secret = 's' }", "not a URL"),
            ("oauth = { token-url = 'https://l.example', client-id = 'a' }", "give `client-secret`"),
            ("command = []", "names no program"),
            ("bearer = 't'\nlifetime = '5m'", "`lifetime` is only for tokens"),
        ] {
            let refusal = read(text).err().unwrap_or_default();
            assert!(refusal.contains(why), "{text}: {refusal}");
        }
    }
}
