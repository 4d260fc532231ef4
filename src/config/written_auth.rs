//! Credentials as they are written: those of all requests (`[auth]`), and those of some (`[identity.NAME]`).

use serde::Deserialize;

use super::{ClientAuth, Hidden, Timeout};
use crate::directive::{CaseMatcher, has_key};

/// `[auth]`: one of them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct WrittenAuth {
    /// The token of `Authorization: Bearer`.
    #[serde(deserialize_with = "Hidden::some_credential")]
    pub bearer: Option<Hidden>,
    /// User and password of `Authorization: Basic`.
    pub basic: Option<WrittenBasic>,
    /// A key in a header field, the query or a cookie.
    pub api_key: Option<WrittenApiKey>,
    /// A token of an authorization server (RFC 6749).
    pub oauth: Option<WrittenOAuth>,
    /// A command that prints a token.
    pub command: Option<Vec<String>>,
    /// How long a printed token is used.
    pub lifetime: Option<Timeout>,
}

impl From<WrittenAuth> for WrittenIdentity {
    fn from(auth: WrittenAuth) -> Self {
        let WrittenAuth { bearer, basic, api_key, oauth, command, lifetime } = auth;
        Self { bearer, basic, api_key, oauth, command, lifetime, ..Self::default() }
    }
}

/// `[identity.NAME]`: credentials, and which cases use them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct WrittenIdentity {
    /// The token of `Authorization: Bearer`.
    #[serde(deserialize_with = "Hidden::some_credential")]
    pub bearer: Option<Hidden>,
    /// User and password of `Authorization: Basic`.
    pub basic: Option<WrittenBasic>,
    /// A key in a header field, the query or a cookie.
    pub api_key: Option<WrittenApiKey>,
    /// A token of an authorization server (RFC 6749).
    pub oauth: Option<WrittenOAuth>,
    /// A command that prints a token.
    pub command: Option<Vec<String>>,
    /// How long a printed token is used; nothing: for the whole run.
    pub lifetime: Option<Timeout>,
    /// The cases that use it.
    #[serde(rename = "for")]
    pub cases: Option<CaseMatcher>,
    /// Cases with one of these tags use it.
    pub tags: Vec<String>,
    /// Cases that need no scopes other than these use it.
    pub scopes: Vec<String>,
}

/// `basic = { user = "...", password = "..." }`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenBasic {
    /// The user-id.
    pub user: String,
    /// The password.
    #[serde(deserialize_with = "Hidden::credential")]
    pub password: Hidden,
}

/// `api-key = { header = "X-Api-Key", value = "..." }`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenApiKey {
    pub(super) header: Option<String>,
    pub(super) query: Option<String>,
    pub(super) cookie: Option<String>,
    #[serde(deserialize_with = "Hidden::credential")]
    pub(super) value: Hidden,
}

/// The message about a key beside the kinds of credentials that belongs in the table of one of them: `token-url`.
pub(super) fn of_credentials_table(message: &str) -> Option<String> {
    let (key, known) = message.strip_prefix("unknown field `")?.split_once('`')?;
    let kinds = [
        ("oauth", has_key::<WrittenOAuth> as fn(&str) -> bool),
        ("basic", has_key::<WrittenBasic>),
        ("api-key", has_key::<WrittenApiKey>),
    ];
    let is_of = |(kind, has): &(&str, fn(&str) -> bool)| known.contains(&format!("`{kind}`")) && has(key);
    let (kind, _) = kinds.into_iter().find(is_of)?;
    Some(format!("unknown key `{key}`; it belongs in `{kind}`: write `{kind} = {{ {key} = ... }}`"))
}

/// `oauth = { token-url = "...", client-id = "...", client-secret = "..." }`
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct WrittenOAuth {
    pub(super) token_url: String,
    pub(super) client_id: String,
    #[serde(default, deserialize_with = "Hidden::some_credential")]
    pub(super) client_secret: Option<Hidden>,
    pub(super) scope: Option<String>,
    pub(super) audience: Option<String>,
    #[serde(default, deserialize_with = "Hidden::some_credential")]
    pub(super) refresh_token: Option<Hidden>,
    #[serde(default)]
    pub(super) client_auth: ClientAuth,
}
